"""Which of several options is ticked, whether the boxes stand before or behind their words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

TICKED = "☑√■☒✓✔●✅◉⊙"
UNTICKED = "□○☐◯"
_CROSSED = "×✗✘"
_OPEN, _CLOSE = r"[(（\[［【〔]", r"[)）\]］】〕]"
_SEPARATING = r"\s、，,；;|/"
# √□: the tick may as well be the word's before it, unless something parts the two from a word.
_TICK_BEFORE_BOX = (
    rf"(?:(?<![^{_SEPARATING}])[{TICKED}][{UNTICKED}]|[{TICKED}][{UNTICKED}](?=[{_SEPARATING}]|$))"
)
_ONE_BOX = (
    rf"{_OPEN}\s*(?P<inside>[{TICKED}{UNTICKED}{_CROSSED}]?)\s*{_CLOSE}"
    rf"|(?P<pair>[{UNTICKED}][{TICKED}]|{_TICK_BEFORE_BOX})(?![{TICKED}{UNTICKED}])"
    rf"|(?P<bare>[{TICKED}{UNTICKED}])"
)
_BOX = re.compile(_ONE_BOX)
# （打“√”）, 请在□内打√：
_QUOTED_TICK = r"[打划画][“”\"']?√[“”\"']?"
_HOW_TO = re.compile(
    rf"{_OPEN}[^()（）]*(?:{_QUOTED_TICK}|勾选)[^()（）]*{_CLOSE}|请?在[^，。:：√]*{_QUOTED_TICK}[:：，。]?"
)
_NUMBER = re.compile(
    r"(?<![0-9A-Za-z])(?:[A-Za-z0-9]{1,2}[.、．](?![0-9])|[(（][0-9]{1,2}[)）]|[①-⑳])"
)
_SHOWN_AS_PICTURE = "\ufe0e\ufe0f"
_PUNCTUATION = "、，,；;|/"
_SEPARATOR = re.compile(f"[{_SEPARATING}]+")
_EDGE = f" \t\n\r\u3000\xa0{_PUNCTUATION}:：。"


class Side(Enum):
    """Where the words of a box stand, seen from the box."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Line:
    """The boxes of a text, ticked or not, and what stands before, between and behind them."""

    boxes: tuple[bool, ...]
    gaps: tuple[str, ...]
    is_crossed: bool  # × may say yes as well as no


def ticked(text: str) -> list[str]:
    """Return what is ticked in a line of boxes, or the whole text when there are no boxes.

    Where it cannot be told to which word a box belongs, all that may be meant is returned: at
    least two.

    Examples
    --------
    >>> ticked("☑思想教育类 □组织建设类"), ticked("思想教育类（ ） 组织建设类（√）")
    (['思想教育类'], ['组织建设类'])
    >>> ticked("思想教育类"), ticked("□思想教育类"), ticked("思想教育类 √ 组织建设类")
    (['思想教育类'], [], ['思想教育类', '组织建设类'])
    """
    line = _line(text)
    if not line.boxes:
        return [text.strip()]
    side = _side(line)
    marks = [n for n, is_ticked in enumerate(line.boxes) if is_ticked]
    if side is not None:
        return [_word(line, n, side) for n in marks]
    return [_word(line, n, either) for n in marks for either in Side]


def is_unclear(text: str) -> bool:
    """Tell whether something is ticked and it cannot be told what.

    Examples
    --------
    >>> is_unclear("思想教育类 √ 组织建设类"), is_unclear("思想教育类√ 组织建设类")
    (True, False)
    """
    line = _line(text)
    return any(line.boxes) and _side(line) is None


def box_alone(text: str) -> bool | None:
    """Tell whether a text that is one box and nothing else is ticked; None where it is more.

    Examples
    --------
    >>> box_alone("√"), box_alone("（ ）"), box_alone("□思想教育类")
    (True, False, None)
    """
    found = _BOX.fullmatch(text.translate(dict.fromkeys(map(ord, _SHOWN_AS_PICTURE))).strip())
    return any(_line(text).boxes) if found else None


def has_boxes(text: str) -> bool:
    """Tell whether there are boxes in a text, ticked or not."""
    return bool(_line(text).boxes)


def options(text: str) -> list[str]:
    """Return the words between the boxes of a text.

    Examples
    --------
    >>> options("□已形成特色 ☑新培育"), options("新培育√")
    (['已形成特色', '新培育'], ['新培育'])
    """
    return [word for gap in _line(text).gaps if (word := gap.strip(_EDGE))]


def _line(text: str) -> Line:
    cleaned = _HOW_TO.sub("", text.translate(dict.fromkeys(map(ord, _SHOWN_AS_PICTURE))))
    cleaned = _NUMBER.sub("", cleaned)
    matches = list(_BOX.finditer(cleaned))
    edges = [0, *(edge for match in matches for edge in match.span()), len(cleaned)]
    gaps = [cleaned[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    signs = [match["inside"] or match["pair"] or match["bare"] or "" for match in matches]
    boxes = tuple(_holds(sign, TICKED) for sign in signs)
    crossed = tuple(_holds(sign, _CROSSED) for sign in signs)
    is_crossed = any(crossed) and not any(boxes)
    return Line(crossed if is_crossed else boxes, tuple(gaps), is_crossed)


def _holds(signs: str, known: str) -> bool:
    return any(sign in known for sign in signs)


def _side(line: Line) -> Side | None:
    """Return where the words stand, if all that speaks for a side speaks for the same one."""
    lead, *between, tail = (gap.strip(_EDGE) for gap in line.gaps)
    if line.is_crossed or not all(between) or not (lead or tail):
        return None
    if not (lead and tail) and not any(map(_SEPARATOR.search, (lead, *between, tail))):
        return Side.LEFT if lead else Side.RIGHT
    told = {_nearer(left, right) for left, right in zip(line.gaps, line.gaps[1:], strict=False)}
    told |= {Side.LEFT} if not tail else {Side.RIGHT} if not lead else set()
    told -= {None}
    return told.pop() if len(told) == 1 else None


def _nearer(left: str, right: str) -> Side | None:
    """Return the side on which nothing parts a box from a word, if the other is parted."""
    if not left.strip(_EDGE) or not right.strip(_EDGE):
        return None
    behind = _parting(left[len(left.rstrip(_EDGE)) :])
    before = _parting(right[: len(right) - len(right.lstrip(_EDGE))])
    return None if behind == before else Side.LEFT if behind < before else Side.RIGHT


def _parting(blank: str) -> int:
    """Return how much parts two things: nothing, space, or a sign and a new line."""
    if any(sign in f"\n{_PUNCTUATION}" for sign in blank):
        return 2
    return int(any(sign.isspace() for sign in blank))


def _word(line: Line, box: int, side: Side) -> str:
    words = _SEPARATOR.split(line.gaps[box + (side is Side.RIGHT)].strip(_EDGE))
    return words[0 if side is Side.RIGHT else -1].strip(_EDGE)
