"""How a table lies on a printed sheet: fonts, widths, row heights and the set-up of the page.

Text stays text whatever it begins with, and the same content gives the same bytes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from itertools import groupby
from math import ceil
from typing import Any

import xlsxwriter

BODY, HEADING = "宋体", "黑体"
SIZE, LINE_HEIGHT, PADDING = 10, 14.0, 8.0
# Pixels of half a character of size 10, and what indent and borders take, in half characters.
_PIXELS, _MARGINS = 6.667, 2.2
MOST_HEIGHT, MOST_TEXT = 400.0, 2000
# A Latin letter is half as wide as a Chinese one in 宋体, and wider in the fonts that replace it.
NARROW = 1.15
INK, MUTED, RULE = "#1B1F24", "#59636E", "#A9B2BB"
_A4 = 9
_BASE = {"font_name": BODY, "font_size": SIZE, "font_color": INK, "valign": "vcenter"}
_GRID = {"border": 1, "border_color": RULE}
_KINDS: Mapping[str, Mapping[str, Any]] = {
    "text": {"align": "left", "indent": 1, "text_wrap": True},
    "centre": {"align": "center", "text_wrap": True},
    "count": {"align": "center", "num_format": "0"},
    "points": {"align": "center", "num_format": "0.00"},
    "mark": {"align": "center", "num_format": "0.00##"},
    "factor": {"align": "center", "num_format": "0.0000"},
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
_HEIGHTS = {"title": 26.0, "section": 20.0, "sign": 34.0}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its header, its width in half characters, the kind of its cells.

    Neighbours of the same `group` share a label above their headers.
    """

    head: str
    width: float
    kind: str = "text"
    group: str = ""


@dataclass(frozen=True, slots=True)
class Styled:
    """A value that looks unlike its neighbours: trimmed, word, strong, good, warn or alert."""

    value: str | float | date | None
    look: str


Value = str | float | date | Styled | None
Row = Sequence[Value]


def text_width(text: str) -> float:
    """Return the width of the longest line of a text, in half characters.

    Examples
    --------
    >>> text_width("名次"), text_width("评委1")
    (4.0, 5.15)
    """
    return max((_line_width(line) for line in text.split("\n")), default=0.0)


def _line_width(line: str) -> float:
    return sum(2.0 if unicodedata.east_asian_width(c) in "WFA" else NARROW for c in line)


def count_lines(text: str, *widths: float) -> int:
    """Return how many lines a text takes in a cell as wide as these columns together.

    Examples
    --------
    >>> count_lines("第一临床学院", 9), count_lines("第一临床学院", 9, 9), count_lines("", 9)
    (2, 1, 1)
    """
    pixels = sum(7 * width + 5 for width in widths)
    room = max(pixels / _PIXELS - _MARGINS, 2.0)
    return sum(_lines(_line_width(line), room) for line in text.split("\n"))


def _lines(width: float, room: float) -> int:
    # A line that must break may leave the room of one character unused.
    return 1 if width <= room else ceil(width / max(room - 1, 1))


class Book:
    """A workbook being written; `sheet` opens its next sheet, `data` ends it."""

    def __init__(
        self, title: str, *, created: datetime, footer: tuple[str, str], decimals: int = 2
    ) -> None:
        self._buffer = BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        }
        self._book = xlsxwriter.Workbook(self._buffer, options)
        self._book.set_properties({"title": title, "created": created})
        self._formats: dict[tuple[str, str, bool], Any] = {}
        self._footer = footer
        self._points = {"num_format": "0." + "0" * decimals if decimals else "0"}

    def sheet(self, name: str, title: str) -> Sheet:
        """Add a sheet: A4 landscape, one page wide, its footer on every page."""
        page = self._book.add_worksheet(name)
        page.set_paper(_A4)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.45, right=0.45, top=0.55, bottom=0.65)
        page.center_horizontally()
        left, right = (part.replace("&", "&&")[:80] for part in self._footer)
        page.set_footer(f"&L&8{left}&C&8第 &P 页，共 &N 页&R&8{right}")
        return Sheet(self, page, title)

    def look(self, kind: str, look: str = "") -> Any:
        """Return the format of cells of a kind and a look."""
        key = (kind, look, True)
        if key not in self._formats:
            own = self._points if kind == "points" else {}
            self._formats[key] = self._book.add_format(
                {**_BASE, **_GRID, **_KINDS[kind], **own, **_LOOKS[look]}
            )
        return self._formats[key]

    def words(self, kind: str) -> Any:
        """Return the format of words outside a table, or of its headers."""
        key = (kind, "", False)
        if key not in self._formats:
            self._formats[key] = self._book.add_format({**_BASE, **_WORDS[kind]})
        return self._formats[key]

    def data(self) -> bytes:
        """Close the workbook and return its bytes."""
        self._book.close()
        return self._buffer.getvalue()


class Sheet:
    """One sheet, written from the top down: title, notes, tables, lines to sign."""

    def __init__(self, book: Book, page: Any, title: str) -> None:
        self._book, self._page, self._title = book, page, title
        self._row = 0
        self._widths: list[float] = []
        self._breaks: list[int] = []

    @property
    def next_row(self) -> int:
        """The 1-based number of the row that is written next."""
        return self._row + 1

    def open(self, columns: Sequence[Column], notes: Sequence[str] = ()) -> None:
        """Set the widths and write title and notes across the columns."""
        self._widths = [column.width for column in columns]
        for number, width in enumerate(self._widths):
            self._page.set_column(number, number, width)
        self.words("title", self._title)
        for note in notes:
            self.words("note", note)

    def words(self, kind: str, text: str) -> None:
        """Write a line of words across all columns: title, section, note or sign."""
        height = _HEIGHTS.get(kind) or self._height(text, self._widths)
        self._page.set_row(self._row, height)
        last, style = len(self._widths) - 1, self._book.words(kind)
        self._page.merge_range(self._row, 0, self._row, last, "", style)
        self._page.write_string(self._row, 0, clip(text), style)
        self._row += 1

    def gap(self) -> None:
        """Leave a narrow empty row."""
        self._page.set_row(self._row, 8)
        self._row += 1

    def page_break(self) -> None:
        """Start a new printed page."""
        self._breaks.append(self._row)
        self._page.set_h_pagebreaks(self._breaks)

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Row],
        *,
        frozen: int | None = None,
        spare: int = 0,
    ) -> None:
        """Write headers and rows.

        Parameters
        ----------
        columns : sequence of Column
            Their widths count only where `open` set the same. With fewer of them than `open`
            had, the last one takes the rest of the width.
        rows : sequence
            Values in the order of the columns; none writes （暂无）.
        frozen : int, optional
            How many columns stay in view; the headers then do so too, and are repeated on
            every page.
        spare : int
            Empty lines to fill by hand.
        """
        first = self._row
        self._heads(columns)
        if frozen is not None:
            self._page.freeze_panes(self._row, frozen)
            self._page.repeat_rows(first, self._row - 1)
        for row in rows:
            self._line(columns, row)
        if not rows and not spare:
            self._line(columns, ["（暂无）", *[None] * (len(columns) - 1)])
        for _ in range(spare):
            self._line(columns, [None] * len(columns))

    def _heads(self, columns: Sequence[Column]) -> None:
        style = self._book.words("head")
        deep = any(column.group for column in columns)
        if deep:
            self._groups(columns)
            self._row += 1
        rooms = (self._room(columns, number) for number in range(len(columns)))
        tall = max(count_lines(column.head, *w) for column, w in zip(columns, rooms, strict=True))
        self._page.set_row(self._row, tall * LINE_HEIGHT + PADDING)
        self._span(columns, style)
        for number, column in enumerate(columns):
            if deep and not column.group:
                self._page.merge_range(self._row - 1, number, self._row, number, "", style)
                self._page.write_string(self._row - 1, number, column.head, style)
            else:
                self._page.write_string(self._row, number, column.head, style)
        self._row += 1

    def _groups(self, columns: Sequence[Column]) -> None:
        style = self._book.words("head")
        self._page.set_row(self._row, LINE_HEIGHT + PADDING)
        number = 0
        for group, members in groupby(columns, key=lambda column: column.group):
            last = number + len(list(members)) - 1
            if group and last > number:
                self._page.merge_range(self._row, number, self._row, last, "", style)
            if group:
                self._page.write_string(self._row, number, group, style)
            number = last + 1

    def _line(self, columns: Sequence[Column], row: Row) -> None:
        heights = []
        self._span(columns, self._book.look(columns[-1].kind))
        for number, (column, value) in enumerate(zip(columns, row, strict=True)):
            shown = value if isinstance(value, Styled) else Styled(value, "")
            self._cell(number, column.kind, shown)
            if isinstance(shown.value, str):
                heights.append(self._height(shown.value, self._room(columns, number)))
        self._page.set_row(self._row, max([LINE_HEIGHT + PADDING, *heights]))
        self._row += 1

    def _cell(self, number: int, kind: str, shown: Styled) -> None:
        value = shown.value
        if value is None:
            self._page.write_blank(self._row, number, None, self._book.look(kind, shown.look))
        elif isinstance(value, str):
            kind = "text" if kind == "text" else "centre"
            style = self._book.look(kind, shown.look)
            self._page.write_string(self._row, number, clip(value), style)
        elif isinstance(value, date):
            self._page.write_datetime(self._row, number, value, self._book.look(kind, shown.look))
        else:
            self._page.write_number(self._row, number, value, self._book.look(kind, shown.look))

    def _span(self, columns: Sequence[Column], style: Any) -> None:
        """Join the last cell with the columns that the table does not use."""
        first, last = len(columns) - 1, len(self._widths) - 1
        if first < last:
            self._page.merge_range(self._row, first, self._row, last, "", style)

    def _room(self, columns: Sequence[Column], number: int) -> Sequence[float]:
        """Return the widths of the columns that a cell takes."""
        last = len(self._widths) if number == len(columns) - 1 else number + 1
        return self._widths[number:last]

    def _height(self, text: str, widths: Sequence[float]) -> float:
        return min(count_lines(clip(text), *widths) * LINE_HEIGHT + PADDING, MOST_HEIGHT)


def clip(text: str) -> str:
    """Return a text no longer than a cell can print."""
    return text if len(text) <= MOST_TEXT else text[: MOST_TEXT - 1] + "…"
