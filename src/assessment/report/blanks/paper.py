"""Sheets that are sent out to be filled: what is printed is locked, what is asked for is open.

A4, one page wide, without a password. The same content gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from assessment.report.cell_looks import SIZE, Column, cell_look, word_look
from assessment.report.cell_size import LINE_HEIGHT, PADDING, count_lines, row_height
from assessment.report.entry import Entry, rule_of
from assessment.report.safe_book import safe_book

_A4 = 9
_LINE, _GAP, _TITLE = 24.0, 6.0, 40.0
_ROOM, DAY = "　" * 10, "年　　月　　日"
_GREY: dict[str, Any] = {"bg_color": "#D5D9DE", "font_color": "#3A424A"}
# What may still be done on a protected sheet: sizes and looks, so that nothing need be unlocked.
_MAY = {"format_cells": True, "format_columns": True, "format_rows": True, "sort": True}


@dataclass(frozen=True, slots=True)
class Formula:
    """What a program works out while the sheet is filled; `shown` stands there until then."""

    text: str
    shown: str | float = ""


@dataclass(frozen=True, slots=True)
class Grey:
    """What is filled in beforehand and not to be changed: 回避."""

    text: str


Value = str | float | Formula | Grey | None


@dataclass(frozen=True, slots=True)
class Label:
    """A label over some columns and the place beside it, open unless `value` stands there."""

    text: str
    columns: int
    room: int
    value: Value = None
    entry: Entry | None = None
    kind: str = "text"


class Paper:
    """A workbook to be sent out; `page` adds a sheet, `data` ends it."""

    def __init__(self, title: str, *, decimals: int = 2) -> None:
        self._buffer = BytesIO()
        self._points = {"num_format": f"0.{'0' * decimals}" if decimals else "0"}
        self._book = safe_book(self._buffer, title)
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def page(self, name: str, columns: Sequence[Column], *, is_tall: bool = False) -> Page:
        """Add a sheet: A4, landscape unless it `is_tall`, one page wide, protected."""
        sheet = self._book.add_worksheet(name)
        sheet.set_paper(_A4)
        if not is_tall:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.center_horizontally()
        sheet.set_footer("&C&9第 &P 页，共 &N 页")
        sheet.protect("", _MAY)
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
        return Page(self, sheet, columns)

    def look(self, properties: Mapping[str, Any]) -> Any:
        """Return the format of these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(dict(properties))
        return self._formats[key]

    def cell_look(self, kind: str, look: str = "") -> dict[str, Any]:
        """Return how cells of a kind look; points have the decimals of this workbook."""
        return cell_look(kind, look) | (self._points if kind == "points" else {})

    def data(self) -> bytes:
        """Close the workbook and return its bytes."""
        self._book.close()
        return self._buffer.getvalue()


class Page:
    """One sheet, written from the top down; rows are counted from 1."""

    def __init__(self, paper: Paper, sheet: Any, columns: Sequence[Column]) -> None:
        self._paper, self._sheet, self._columns = paper, sheet, columns
        self.row = 1

    def colour(self, area: str, formula: str, **look: Any) -> None:
        """Make the cells of an area look so where a formula holds for the first of them."""
        told = {"type": "formula", "criteria": f"={formula}", "format": self._paper.look(look)}
        self._sheet.conditional_format(area, told)

    def printed(self, columns: int, rows: int) -> None:
        """Print no more than the first columns and rows."""
        self._sheet.print_area(0, 0, rows - 1, columns - 1)

    def title(self, text: str) -> None:
        """Write the title across all columns."""
        self.across(text, word_look("title") | {"font_size": 18}, _TITLE)

    def note(self, text: str) -> None:
        """Write a remark across all columns."""
        look = word_look("note") | {"valign": "vcenter"}
        self.across(text, look, row_height(text, *(one.width for one in self._columns)))

    def sign(self, *words: str) -> None:
        """Leave room, then write a line to be signed, with room behind each of its words."""
        self.gap(_LINE / 2)
        self._sheet.set_row(self.row - 1, _LINE)
        # In the first cell alone: merged over the columns it could be taken for what stands there.
        self._put(self.row, range(1), _ROOM.join(words), word_look("sign") | {"font_size": 11})
        self.row += 1

    def gap(self, height: float = _GAP) -> None:
        """Leave an empty row."""
        self._sheet.set_row(self.row - 1, height)
        self.row += 1

    def across(self, value: Value, look: Mapping[str, Any], height: float = _LINE) -> None:
        """Write one cell across all columns."""
        self._sheet.set_row(self.row - 1, height)
        self._put(self.row, range(len(self._columns)), value, look)
        self.row += 1

    def beside(self, row: int, column: int, values: Sequence[Value]) -> None:
        """Write small values into a row from a column (from 0) on, beside the table."""
        for number, value in enumerate(values, start=column):
            self._put(row, range(number, number + 1), value, word_look("note") | {"font_size": 8})

    def labels(self, *labels: Label) -> None:
        """Write labels side by side, each with a line beside it to be filled in."""
        first = 0
        self._sheet.set_row(self.row - 1, _LINE)
        for label in labels:
            place = range(first, first + label.columns)
            self._put(self.row, place, label.text, word_look("sign") | {"align": "right"})
            room = range(place.stop, place.stop + label.room)
            look = {**cell_look(label.kind), "border": 0, "bottom": 1}
            self._put(self.row, room, label.value, look)
            if label.entry and label.value is None:
                self._guard((self.row, self.row), place.stop, label.text.strip("："), label.entry)
            first = room.stop
        self.row += 1

    def heads(self, *, is_repeated: bool = True, frozen: int = 0, size: float = SIZE) -> None:
        """Write the headers of the columns; they stay in view and stand on every page.

        So do, in view, the first `frozen` columns. `size` is that of the letters.
        """
        tall = max(count_lines(column.head, column.width) for column in self._columns)
        self._sheet.set_row(self.row - 1, (tall * LINE_HEIGHT + PADDING) * size / SIZE)
        look = word_look("head") | {"font_size": size}
        for number, column in enumerate(self._columns):
            self._put(self.row, range(number, number + 1), column.head, look)
        if is_repeated:
            self._sheet.repeat_rows(self.row - 1)
            self._sheet.freeze_panes(self.row, frozen)
        self.row += 1

    def lines(
        self,
        lines: Sequence[Sequence[Value]],
        *,
        limits: Mapping[int, Entry] | None = None,
        height: float = _LINE,
        look: Mapping[str, Any] | None = None,
    ) -> None:
        """Write rows of the table; None is open to be filled, within the limits of its column.

        `limits` are those of these rows alone, by the column's number from 0; `look` is what
        their cells have besides the look of their kind.
        """
        first, own = self.row, limits or {}
        for line in lines:
            self._line(line, height, look or {})
        for number, column in enumerate(self._columns):
            entry = own.get(number, column.entry)
            if entry and self.row > first:
                self._guard((first, self.row - 1), number, column.head, entry)

    def _line(self, line: Sequence[Value], height: float, look: Mapping[str, Any]) -> None:
        told = [(value, column.width) for value, column in zip(line, self._columns, strict=True)]
        heights = [row_height(value, width) for value, width in told if isinstance(value, str)]
        self._sheet.set_row(self.row - 1, max([height, *heights]))
        for number, (value, column) in enumerate(zip(line, self._columns, strict=True)):
            place = range(number, number + 1)
            self._put(self.row, place, value, {**self._paper.cell_look(column.kind), **look})
        self.row += 1

    def total(self, spans: Sequence[tuple[int, Value, str]]) -> None:
        """Write a row in which cells take several columns: how many, what, of which kind."""
        self._sheet.set_row(self.row - 1, _LINE)
        first = 0
        for width, value, kind in spans:
            place = range(first, first + width)
            self._put(self.row, place, value, cell_look(kind, "strong"))
            first = place.stop
        self.row += 1

    def _guard(self, rows: tuple[int, int], column: int, head: str, entry: Entry) -> None:
        first = xl_rowcol_to_cell(rows[0] - 1, column)
        rule = rule_of(head.replace("\n", ""), entry, first)
        self._sheet.data_validation(rows[0] - 1, column, rows[1] - 1, column, rule)

    def _put(self, row: int, place: range, value: Value, look: Mapping[str, Any]) -> None:
        grey = _GREY if isinstance(value, Grey) else {}
        told = {**look, "locked": value is not None, **grey}
        style = self._paper.look(told | _as_words(value, told))
        if len(place) > 1:
            self._sheet.merge_range(row - 1, place.start, row - 1, place.stop - 1, "", style)
        if isinstance(value, Formula):
            self._sheet.write_formula(row - 1, place.start, value.text, style, value.shown)
        elif isinstance(value, Grey):
            self._sheet.write_string(row - 1, place.start, value.text, style)
        elif value is None:
            self._sheet.write_blank(row - 1, place.start, None, style)
        elif isinstance(value, str):
            self._sheet.write_string(row - 1, place.start, value, style)
        else:
            self._sheet.write_number(row - 1, place.start, value, style)


def _as_words(value: Value, look: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a word looks that stands in a column of numbers."""
    is_number = look.get("num_format") not in (None, "@")
    return {"align": "center"} if isinstance(value, str | Grey) and is_number else {}
