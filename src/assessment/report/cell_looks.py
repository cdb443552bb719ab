"""How cells look: the kinds of values, what sets one apart, and words around a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assessment.report.entry import Entry

BODY, HEADING = "宋体", "黑体"
SIZE = 10
INK, MUTED, RULE = "#1B1F24", "#59636E", "#A9B2BB"
_BASE = {"font_name": BODY, "font_size": SIZE, "font_color": INK, "valign": "vcenter"}
_GRID = {"border": 1, "border_color": RULE}
_KINDS: Mapping[str, Mapping[str, Any]] = {
    "text": {"align": "left", "indent": 1, "text_wrap": True},
    "centre": {"align": "center", "text_wrap": True},
    # As typed: no program makes a number of 01 or a day of 2017-01.
    "typed": {"align": "left", "indent": 1, "text_wrap": True, "num_format": "@"},
    "code": {"align": "center", "text_wrap": True, "num_format": "@"},
    "count": {"align": "center", "num_format": "0"},
    "points": {"align": "center", "num_format": "0.00"},
    "mark": {"align": "center", "num_format": "0.00##"},
    "factor": {"align": "center", "num_format": "0.0000"},
    "exact": {"align": "center", "num_format": "0.000000000"},
    "date": {"align": "center", "num_format": "yyyy-mm-dd"},
    "money": {"align": "right", "indent": 1, "num_format": "#,##0.00"},
    "share": {"align": "right", "indent": 1, "num_format": "0.00%"},
}
_LOOKS: Mapping[str, Mapping[str, Any]] = {
    "": {},
    "strong": {"bold": True},
    "trimmed": {"font_strikeout": True, "font_color": MUTED, "bg_color": "#E3E7EB"},
    "word": {"italic": True, "font_color": MUTED},
    "good": {"bg_color": "#E2EEF8"},
    "alert": {"bold": True, "bg_color": "#FBE3D5"},
    "warn": {"bg_color": "#FDF4ED"},
    "fill": {"bg_color": "#FFFBE6", "locked": False},
    "closed": {"bg_color": "#EEF0F2", "font_color": MUTED},
    "link": {"font_color": "#0B57A4", "underline": 1},
}
_WORDS: Mapping[str, Mapping[str, Any]] = {
    "title": {"font_name": HEADING, "font_size": 16, "align": "center"},
    "section": {"font_name": HEADING, "font_size": 11.5, "align": "left"},
    "note": {"font_color": MUTED, "align": "left", "text_wrap": True, "valign": "top"},
    "sign": {"align": "left"},
    "head": {
        "font_name": HEADING,
        "align": "center",
        "text_wrap": True,
        "bg_color": "#DCE6F1",
        **_GRID,
    },
}
TEXT_KINDS = frozenset({"text", "typed", "code"})
AS_TYPED = frozenset({"typed", "code"})
HEIGHTS = {"title": 26.0, "section": 20.0, "sign": 34.0}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, its width in half characters, the kind of its cells.

    Neighbours of the same `group` share a label above their headers. `entry` is what people may
    type into its spare rows and below. Formulas find the column by its `key`.
    """

    head: str
    width: float
    kind: str = "text"
    group: str = ""
    entry: Entry | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Styled:
    """A value that looks unlike its neighbours.

    `look` is trimmed, word, strong, good, warn, alert, fill (to be filled) or closed (not so).
    """

    value: str | float | date | None
    look: str


@dataclass(frozen=True, slots=True)
class Linked:
    """A text that opens another place: a file, or a cell of this workbook (internal:…)."""

    value: str
    url: str
    look: str = "link"


@dataclass(frozen=True, slots=True)
class Live:
    """A formula without its =, and the value it has now."""

    formula: str
    value: str | float | None
    look: str = ""


Value = str | float | date | Styled | Linked | Live | None
Row = Sequence[Value]


def cell_look(kind: str, look: str = "") -> dict[str, Any]:
    """Return the properties of a cell of a table: bordered, of a kind, with a look."""
    return {**_BASE, **_GRID, **_KINDS[kind], **_LOOKS[look]}


def loose_look(kind: str) -> dict[str, Any]:
    """Return the properties of a cell outside the table whose value is of a kind."""
    return {**_BASE, **_KINDS[kind]}


def word_look(kind: str) -> dict[str, Any]:
    """Return the properties of words: title, section, note, sign or head of a column."""
    return {**_BASE, **_WORDS[kind]}
