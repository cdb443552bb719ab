"""What of a web page is struck out, hidden, raised or lowered: by its tags and its styles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

Attributes = Mapping[str, str | None]
Rules = dict[str, str]
_STRUCK_TAGS = frozenset({"s", "strike", "del"})
_PLACES = {"sup": "superscript", "super": "superscript", "sub": "subscript"}
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
# td, .xl65, td.xl65: what depends on more than one element is not followed.
_SELECTOR = re.compile(r"(?P<tag>[A-Za-z0-9]*)(?P<mark>(?:[.#][\w-]+)?)")
_HIDDEN = re.compile(r"display:none|visibility:(?:hidden|collapse)|mso-hide:all")
_PLACED = re.compile(r"vertical-align:(super|sub)(?![a-z])")
_THROUGH = re.compile(r"text-decoration(?:-line)?:[^;]*line-through|text-line-through:(?!none)")


class Look(NamedTuple):
    """How a piece of a page looks; `place` is superscript, subscript or nothing."""

    is_struck: bool = False
    is_hidden: bool = False
    place: str | None = None


PLAIN = Look()


def read_rules(style: str) -> Rules:
    """Return the declarations of a style sheet by their simple selectors.

    Examples
    --------
    >>> read_rules("<!-- td {color:red} .a, S.b { Text-Decoration: line-through } -->")
    {'td': 'color:red', '.a': 'text-decoration:line-through', 's.b': 'text-decoration:line-through'}
    """
    found: Rules = {}
    for selectors, body in _RULE.findall(_COMMENT.sub("", style)):
        for selector in selectors.split(","):
            match = _SELECTOR.fullmatch(selector.strip())
            if match and match[0]:
                # Classes are matched as they are written.
                key = match["tag"].lower() + match["mark"]
                found[key] = ";".join(filter(None, (found.get(key), _tight(body))))
    return found


def look_of(tag: str, attributes: Attributes, rules: Rules, around: Look) -> Look:
    """Return the look of an element inside others.

    Examples
    --------
    >>> look_of("span", {"style": "text-decoration: line-through"}, {}, PLAIN)
    Look(is_struck=True, is_hidden=False, place=None)
    >>> look_of("font", {"class": "d"}, {".d": "display:none"}, Look(place="superscript"))
    Look(is_struck=False, is_hidden=True, place='superscript')
    """
    style = ";".join(_styles(tag, attributes, rules))
    placed = _PLACED.search(style)
    return Look(
        around.is_struck or tag in _STRUCK_TAGS or _THROUGH.search(style) is not None,
        around.is_hidden or "hidden" in attributes or _HIDDEN.search(style) is not None,
        _PLACES.get(placed[1] if placed else tag, around.place),
    )


def _styles(tag: str, attributes: Attributes, rules: Rules) -> Iterator[str]:
    names = (attributes.get("class") or "").split()
    marks = [f".{name}" for name in names]
    if attributes.get("id"):
        marks.append(f"#{attributes['id']}")
    for key in (tag, *marks, *(f"{tag}{mark}" for mark in marks)):
        if key in rules:
            yield rules[key]
    yield _tight(attributes.get("style") or "")


def _tight(style: str) -> str:
    return re.sub(r"\s*([:;,])\s*", r"\1", " ".join(style.lower().split()))
