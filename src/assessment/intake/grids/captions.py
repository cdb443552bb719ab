"""Which table a line between the tables of a text belongs to: the one above it or the one below.

People write a title above each table, or a caption below each. The lines at both ends of the text
tell which: a line that speaks of the same thing stands above the first table, or below the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from assessment.core.text import ordinal, plain
from assessment.intake.cells import Cell
from assessment.intake.grids.running import sitting_of
from assessment.intake.layouts import Block, is_note
from assessment.intake.layouts.components import named_components
from assessment.intake.words.header_words import remarks
from assessment.intake.words.judge_heads import judge_head
from assessment.intake.words.vocabulary import Vocabulary

CODE = "caption.unclear"
PROJECT, COLLEGE, JUDGE = "project_name", "college", "judge"
# Who signed, where other lines number the judges: it only confirms these.
SIGNED = "judge_name"
_CHANNEL, _SITTING, _COMPONENT = "channel", "sitting", "component"
# A line after the last table may name these for all tables.
_OF_ALL = (_SITTING, _COMPONENT)
_NUMBERED = re.compile(r"附?表\(?([0-9]{1,2}|[一二三四五六七八九十]{1,3})(?![0-9年月日级])")
_BACK, _FORTH = re.compile("[(（]?(?:以上|上表|上述)"), re.compile("[(（]?(?:以下|下表)")
_OF_JUDGE = frozenset({"mark_list", "mark_form"})
_OF_PROJECT = frozenset("mark_form mark_cross ledger settlement activity_register".split())
_OF_COLLEGE = _OF_PROJECT | {"red_flag_form", "application_list"}


class Side(Enum):
    """Where the table stands that a line speaks of, seen from the line."""

    ABOVE = auto()
    BELOW = auto()
    UNCLEAR = auto()


@dataclass(frozen=True, eq=False, slots=True)
class Line:
    """A line, the number of tables above it, and what it says by kind: judge, channel, …"""

    cell: Cell
    zone: int
    says: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Captions:
    """The lines of each table by its place, and what cannot be told about which kinds."""

    own: Mapping[int, tuple[Cell, ...]] = field(default_factory=dict)
    sides: Mapping[tuple[int, str], Side] = field(default_factory=dict)
    unclear: Mapping[str, tuple[Cell, ...]] = field(default_factory=dict)

    def of(self, place: int) -> tuple[Cell, ...]:
        """Return the lines that speak of the tables at a place."""
        return self.own.get(place, ())

    def is_directed(self, cell: Cell) -> bool:
        """Tell whether a line speaks of one table alone."""
        return any(row == cell.row for row, _ in self.sides)


def says_back(text: str) -> bool:
    """Tell whether a line speaks of what stands above it: 以上为第一场.

    Examples
    --------
    >>> says_back("以上为第一场"), says_back("（上表为微信投票）"), says_back("第一场")
    (True, True, False)
    """
    return _BACK.match(plain(text)) is not None


def title_says(cell: Cell, words: Vocabulary) -> dict[str, str]:
    """Return what a line says of a table, by kind; nothing of which it says two things."""
    if is_note(cell, words):
        return {}
    text = plain(cell.text)
    heads = (judge_head(one) for one in (cell.text, *remarks(cell.text)))
    found = {
        _CHANNEL: {name for name in _channels(words) if name in text},
        JUDGE: {str(head.number) for head in heads if head},
        _SITTING: {str(number) for number in (sitting_of(text),) if number},
        _COMPONENT: named_components(text, words),
    }
    return {kind: said.pop() for kind, said in found.items() if len(said) == 1}


def _channels(words: Vocabulary) -> set[str]:
    named = (name for names in words.parts.values() for name in names)
    return {name.partition(":")[2] for name in named if name.startswith("channel:")}


def takes(block: Block, kind: str) -> bool:
    """Tell whether a table of this kind says whose it is: a judge's, a project's, a college's."""
    return block.kind in {JUDGE: _OF_JUDGE, PROJECT: _OF_PROJECT, COLLEGE: _OF_COLLEGE}[kind]


def are_numbered(blocks: Sequence[Block]) -> bool:
    """Tell whether every table of a judge's states the judge's number itself."""
    mine = [block for block in blocks if takes(block, JUDGE)]
    return bool(mine) and all("judge_no" in {*block.labels, *block.headers} for block in mine)


def needs(block: Block, kind: str, words: Vocabulary) -> bool:
    """Tell whether a table takes what lines say of a kind, and does not say it itself."""
    own = block.labels.keys() | block.headers.keys()
    if kind == PROJECT:
        return block.kind in _OF_PROJECT and PROJECT not in own
    if kind == COLLEGE:
        return block.kind in _OF_COLLEGE and COLLEGE not in own
    around = (*block.titles, *block.common)
    if any(kind in title_says(cell, words) for cell in around):
        return False
    if kind == SIGNED:
        return block.kind in _OF_JUDGE and SIGNED not in own
    if kind == JUDGE:
        return block.kind in _OF_JUDGE and not own & {"judge_no", "judge_name"}
    if kind == _CHANNEL:
        return block.kind == "vote_tally" and not any(n.startswith("channel:") for n in own)
    is_counted = block.kind.startswith(("mark_", "vote_"))
    return is_counted and (kind == _COMPONENT or "order_no" in own)


def find_captions(
    lines: Iterable[Line], tables: Sequence[tuple[int, Block]], words: Vocabulary
) -> Captions:
    """Return which table each line speaks of.

    Parameters
    ----------
    lines : iterable of Line
        In the order of the text.
    tables : sequence
        The recognised tables, each with the number of tables that stand above it.
    words : Vocabulary
        Those of the document.
    """
    listed = [line for line in lines if line.says]
    numbers = _side_of_numbers(listed)
    own: dict[int, list[Cell]] = {}
    sides: dict[tuple[int, str], Side] = {}
    unclear: dict[str, tuple[Cell, ...]] = {}
    for kind in dict.fromkeys(name for line in listed for name in line.says):
        places = sorted({place for place, block in tables if needs(block, kind, words)})
        if len(places) < 2:
            continue
        mine = [line for line in listed if kind in line.says]
        plainly = {line: side for line in mine if (side := _stated_side(line, numbers))}
        rest = [line for line in mine if line not in plainly]
        # A title over tables that have captions speaks of all.
        side = None if plainly else side_of(rest, places, kind)
        told = plainly | dict.fromkeys(rest if side else (), side)
        if side is Side.UNCLEAR or _is_torn(told, places, kind):
            if kind == SIGNED:
                continue
            unclear[kind] = tuple(line.cell for line in mine)
            continue
        for line, where in told.items():
            if where is None:
                continue
            sides[line.cell.row, kind] = where
            place = line.zone - 1 if where is Side.ABOVE else line.zone
            if place in places and line.cell not in own.setdefault(place, []):
                own[place].append(line.cell)
    for cell in [line.cell for line in listed]:
        kinds = [kind for row, kind in sides if row == cell.row]
        if len({sides[cell.row, kind] for kind in kinds}) > 1:
            unclear |= {kind: (*unclear.get(kind, ()), cell) for kind in kinds}
    return Captions({place: tuple(cells) for place, cells in own.items()}, sides, unclear)


def _number(line: Line) -> int | None:
    stated = _NUMBERED.match(plain(line.cell.text))
    return ordinal(stated[1]) if stated else None


def _side_of_numbers(lines: Sequence[Line]) -> Side | None:
    """Return where the tables stand that 表1, 表2 number, when the numbers fit those."""
    numbered = [(number, line.zone) for line in lines if (number := _number(line))]
    for side, more in ((Side.ABOVE, 0), (Side.BELOW, 1)):
        if numbered and all(number == zone + more for number, zone in numbered):
            return side
    return None


def _stated_side(line: Line, numbers: Side | None) -> Side | None:
    """Return where a line itself says that its table stands."""
    text = plain(line.cell.text)
    if _BACK.match(text):
        return Side.ABOVE
    if _FORTH.match(text):
        return Side.BELOW
    return numbers if _number(line) else None


def side_of(lines: Sequence[Line], places: Sequence[int], kind: str) -> Side | None:
    """Return where the tables stand that lines of one kind speak of; None for no one's.

    `places` are those of the tables that need it.
    """
    zones: dict[int, set[str]] = {}
    for line in lines:
        zones.setdefault(line.zone, set()).add(line.says[kind])
    above, below = ([zones.get(p + n) for p in places] for n in (0, 1))
    is_first = any(zone <= places[0] for zone in zones)
    is_last = any(zone > places[-1] for zone in zones)
    is_one = len(set().union(*zones.values())) == 1
    if is_one and ((is_first and is_last) or (is_first and kind in _OF_ALL)):
        return None
    if is_first and is_last:
        return _of_two(above, below)
    if is_first:
        return Side.BELOW
    if is_last and all(below):
        return Side.ABOVE
    is_for_all = is_last and not any(zone <= places[-1] for zone in zones) and kind in _OF_ALL
    return None if is_for_all or not zones else Side.UNCLEAR


def _of_two(above: Sequence[set[str] | None], below: Sequence[set[str] | None]) -> Side:
    """Return the side on which each table has a line of its own, where both ends have one."""
    apart = [_are_apart(said) for said in (above, below)]
    if apart == [True, False]:
        return Side.BELOW
    return Side.ABOVE if apart == [False, True] else Side.UNCLEAR


def _are_apart(said: Sequence[set[str] | None]) -> bool:
    values = [frozenset(one) for one in said if one]
    return len(values) == len(said) == len(set(values))


def _is_torn(told: Mapping[Line, Side | None], places: Sequence[int], kind: str) -> bool:
    """Tell whether the lines of one table, above and below it, say two things of a kind."""
    found: dict[tuple[int, Side], set[str]] = {}
    for line, side in told.items():
        if side is not None:
            place = line.zone - 1 if side is Side.ABOVE else line.zone
            found.setdefault((place, side), set()).add(line.says[kind])
    return any(
        found[place, Side.ABOVE] != found[place, Side.BELOW]
        for place in places
        if (place, Side.ABOVE) in found and (place, Side.BELOW) in found
    )
