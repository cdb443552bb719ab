"""A workbook of tables to be printed: sheets written from the top down on A4 landscape.

Text stays text whatever it begins with, and the same content gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import datetime
from io import BytesIO
from itertools import groupby, pairwise
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from assessment.report.area import Area
from assessment.report.cell_looks import (
    AS_TYPED,
    HEIGHTS,
    Column,
    Linked,
    Live,
    Row,
    Styled,
    cell_look,
    loose_look,
    word_look,
)
from assessment.report.cell_size import LINE_HEIGHT, PADDING, clip, count_lines, row_height
from assessment.report.cell_writing import write_cell
from assessment.report.entry import rule_of
from assessment.report.paging import fitted, lay_across, parted, pixels, scaled
from assessment.report.safe_book import safe_book
from assessment.report.sheet_names import free_name

# How far below the header what people type is looked after.
_ROOM_TO_FILL = 2000


class Book:
    """A workbook being written; `sheet` opens its next sheet, `data` ends it."""

    def __init__(
        self, title: str, *, created: datetime, footer: tuple[str, str], decimals: int = 2
    ) -> None:
        self._buffer = BytesIO()
        self._book = safe_book(self._buffer, title, created=created)
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._footer = footer
        self._points = {"num_format": f"0.{'0' * decimals}" if decimals else "0"}
        self._sheets: list[Sheet] = []
        self.names: list[str] = []

    def sheet(self, name: str, title: str) -> Sheet:
        """Add a sheet: A4 landscape, one page wide, its footer on every page."""
        self.names.append(free_name(name, self.names))
        page = self._book.add_worksheet(self.names[-1])
        lay_across(page, self._footer)
        self._sheets.append(Sheet(self, page, title))
        return self._sheets[-1]

    def look(self, kind: str, look: str = "") -> Any:
        """Return the format of cells of a kind and a look."""
        own = self._points if kind == "points" else {}
        return self._format(cell_look(kind, look) | own)

    def loose(self, kind: str) -> Any:
        """Return the format of cells outside a table that people may yet fill."""
        return self._format(loose_look(kind))

    def words(self, kind: str) -> Any:
        """Return the format of words outside a table, or of its headers."""
        return self._format(word_look(kind))

    def _format(self, properties: dict[str, Any]) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(properties)
        return self._formats[key]

    def data(self) -> bytes:
        """Close the workbook and return its bytes."""
        for sheet in self._sheets:
            sheet.put_on_pages()
        self._book.close()
        return self._buffer.getvalue()


class Sheet:
    """One sheet, written from the top down: title, notes, tables, lines to sign."""

    def __init__(self, book: Book, page: Any, title: str) -> None:
        self._book, self._page, self._title = book, page, title
        self.name: str = page.get_name()
        self._heights: list[float] = []
        self._widths: list[float] = []
        self._spanned, self._signed = 0, (0, 0)
        self._printed: int | None = None
        self._breaks: list[int] = []
        self._repeated, self._closing = range(0), 0
        self._is_parted = self._is_grown = False

    @property
    def _row(self) -> int:
        """The row that is written next."""
        return len(self._heights)

    def _end_row(self, height: float) -> None:
        self._page.set_row(self._row, height)
        self._heights.append(height)

    def open(
        self,
        columns: Sequence[Column],
        notes: Sequence[str] = (),
        *,
        takes_two: bool = False,
        printed: int | None = None,
    ) -> None:
        """Set the widths and write title and notes across the columns.

        A table too wide for one page takes two, parted between groups of columns: title and notes
        then stand over the first two columns, which are repeated. Or only the first `printed`
        columns are printed.
        """
        self._widths = [column.width for column in columns]
        for number, width in enumerate(self._widths):
            self._page.set_column(number, number, width)
        self._spanned = 2 if takes_two else printed or len(self._widths)
        self._signed = 0, (printed or len(self._widths)) - 1
        self._printed, self._is_parted = printed, takes_two
        if takes_two:
            self._part(columns)
        self.words("title", self._title)
        for note in notes:
            self.words("note", note)

    def _part(self, columns: Sequence[Column]) -> None:
        """Print two pages beside each other, as large as they can be; the first is signed."""
        place, scale = parted(self._widths, [column.group for column in columns])
        self._page.set_print_scale(scale)
        self._page.set_v_pagebreaks([place])
        self._page.repeat_columns(0, 1)
        self._signed = 2, place - 1

    def words(self, kind: str, text: str) -> None:
        """Write a line of words across all columns: title, section, note or sign."""
        first, last = self._signed if kind == "sign" else (0, self._spanned - 1)
        style = self._book.words(kind)
        self._page.merge_range(self._row, first, self._row, last, "", style)
        self._page.write_string(self._row, first, clip(text), style)
        self._end_row(HEIGHTS.get(kind) or row_height(text, *self._widths[: self._spanned]))

    def area(self, columns: Sequence[Column], ids: Sequence[Hashable]) -> Area:
        """Return where the rows of the table that is written next will stand."""
        heads = 2 if any(column.group for column in columns) else 1
        return Area.below(self.name, columns, self._row + heads + 1, ids)

    def gap(self) -> None:
        """Leave a narrow empty row."""
        self._end_row(8)

    def page_break(self) -> None:
        """Start a new printed page."""
        self._breaks.append(self._row)

    def put_on_pages(self) -> None:
        """See that no printed page holds but the last lines; to be called at the end."""
        if self._is_parted or self._is_grown:
            return
        wide = pixels(self._widths[: self._printed])
        if self._breaks:
            # Excel heeds page breaks only where the sheet is not fitted to pages.
            limits = [0, *self._breaks, self._row]
            parts = [self._heights[n:m] for n, m in pairwise(limits)]
            self._page.set_print_scale(scaled(parts, wide))
            self._page.set_h_pagebreaks(self._breaks)
            return
        repeated = sum(self._heights[row] for row in self._repeated)
        closing = sum(self._heights[self._closing :])
        self._page.fit_to_pages(1, fitted(self._heights, repeated, closing, wide))

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
            self._repeated = range(first, self._row)
        body = self._row
        for row in rows:
            self._line(columns, row)
        if not rows and not spare:
            self._line(columns, ["（暂无）", *[None] * (len(columns) - 1)])
        self._spare(columns, spare)
        self._closing = self._row
        if self._printed:
            self._page.print_area(0, 0, self._row - 1, self._printed - 1)
        if spare or any(column.entry for column in columns):
            self._guard(columns, body)
            self._is_grown = True

    def _spare(self, columns: Sequence[Column], lines: int) -> None:
        """Leave empty lines; below them too, what people type takes the kind of its column."""
        for _ in range(lines):
            self._line(columns, [None] * len(columns))
        for number, column in enumerate(columns if lines else ()):
            self._page.set_column(number, number, column.width, self._book.loose(column.kind))

    def _guard(self, columns: Sequence[Column], first: int) -> None:
        """Check what people type while they do, and leave numbers kept as text unmarked."""
        last = first + _ROOM_TO_FILL - 1
        for number, column in enumerate(columns):
            if column.entry:
                rule = rule_of(column.head, column.entry)
                self._page.data_validation(first, number, last, number, rule)
        letters = [xl_col_to_name(n) for n, c in enumerate(columns) if c.kind in AS_TYPED]
        if letters:
            ranges = " ".join(f"{letter}{first + 1}:{letter}{last + 1}" for letter in letters)
            self._page.ignore_errors({"number_stored_as_text": ranges})

    def _heads(self, columns: Sequence[Column]) -> None:
        style = self._book.words("head")
        deep = any(column.group for column in columns)
        if deep:
            self._groups(columns)
        rooms = (self._room(columns, number) for number in range(len(columns)))
        tall = max(count_lines(column.head, *w) for column, w in zip(columns, rooms, strict=True))
        self._span(columns, style)
        for number, column in enumerate(columns):
            if deep and not column.group:
                self._page.merge_range(self._row - 1, number, self._row, number, "", style)
                self._page.write_string(self._row - 1, number, column.head, style)
            else:
                self._page.write_string(self._row, number, column.head, style)
        self._end_row(tall * LINE_HEIGHT + PADDING)

    def _groups(self, columns: Sequence[Column]) -> None:
        style = self._book.words("head")
        number = 0
        for group, members in groupby(columns, key=lambda column: column.group):
            last = number + len(list(members)) - 1
            if group and last > number:
                self._page.merge_range(self._row, number, self._row, last, "", style)
            if group:
                self._page.write_string(self._row, number, group, style)
            number = last + 1
        self._end_row(LINE_HEIGHT + PADDING)

    def _line(self, columns: Sequence[Column], row: Row) -> None:
        heights = []
        self._span(columns, self._book.look(columns[-1].kind))
        for number, (column, value) in enumerate(zip(columns, row, strict=True)):
            shown = value if isinstance(value, Styled | Linked | Live) else Styled(value, "")
            write_cell(self._page, self._book.look, (self._row, number), column.kind, shown)
            if isinstance(shown.value, str):
                heights.append(row_height(shown.value, *self._room(columns, number)))
        self._end_row(max([LINE_HEIGHT + PADDING, *heights]))

    def _span(self, columns: Sequence[Column], style: Any) -> None:
        """Join the last cell with the columns that the table does not use."""
        first, last = len(columns) - 1, len(self._widths) - 1
        if first < last:
            self._page.merge_range(self._row, first, self._row, last, "", style)

    def _room(self, columns: Sequence[Column], number: int) -> Sequence[float]:
        """Return the widths of the columns that a cell takes."""
        last = len(self._widths) if number == len(columns) - 1 else number + 1
        return self._widths[number:last]
