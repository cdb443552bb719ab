"""Tables laid out on sheets, and the sheets written as files of several kinds."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO, StringIO
from itertools import pairwise
from typing import Any

import docx
import openpyxl
import xlwt
from openpyxl.utils import get_column_letter

from paperwork.quirks import Hand

Row = list[Any]
Area = tuple[int, int, int, int]


@dataclass
class Table:
    """One table in the making; rows are lists, merges count from its own first cell."""

    titles: list[Row] = field(default_factory=list)
    head: list[Row] = field(default_factory=list)
    body: list[Row] = field(default_factory=list)
    totals: list[Row] = field(default_factory=list)
    foot: list[Row] = field(default_factory=list)
    head_merges: list[Area] = field(default_factory=list)
    merged_column: int = 0  # equal neighbours below each other in it may be merged
    unit: str = "yuan"
    is_unit_in_head: bool = True  # else the unit stands in a cell of its own above the header
    is_plain: bool = False  # an export or a form: nobody adds rows to it


@dataclass
class Page:
    """The cells of one sheet."""

    name: str
    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    hidden_row: int = 0
    hidden_column: int = 0

    @property
    def last_row(self) -> int:
        return max((row for row, _ in self.cells), default=0)

    @property
    def last_column(self) -> int:
        return max((column for _, column in self.cells), default=0)


def lay(table: Table, page: Page, hand: Hand, top: int = 1, left: int = 1) -> None:
    """Write a table onto a page, from its first cell on, as this hand does."""
    row = _titles(table, page, hand, top, left)
    if table.unit == "wan" and not table.is_unit_in_head:
        _put(page, row, left, ["金额单位：万元"])
        row += 1
    heads = [[hand.word(*_words(v)) if v else v for v in values] for values in table.head]
    for n, values in enumerate(heads):
        _put(page, row + n, left, values)
    page.merges += [
        (r1 + row, c1 + left, r2 + row, c2 + left) for r1, c1, r2, c2 in table.head_merges
    ]
    row += len(heads)
    if hand.has("numbered columns") and not table.is_plain and heads and len(heads[-1]) >= 3:
        _put(page, row, left, [f"({n})" for n in range(1, len(heads[-1]) + 1)])
        row += 1
    row = _body(table, page, hand, (row, left), heads)
    for values in table.totals if hand.has("totals") else ():
        _put(page, row, left, [hand.written(value, table.unit) for value in values])
        row += 1
    for values in table.foot if hand.has("footers") else ():
        _put(page, row, left, values)
        row += 1
    if hand.has("footnotes") and heads:
        _footnote(page, hand, row + hand.chance.randint(0, 1), left, len(heads[0]))


def _footnote(page: Page, hand: Hand, row: int, left: int, width: int) -> None:
    """Put a remark under a table, in one cell or merged over its columns."""
    notes = (
        "*含补交的一份",
        "（本表一式两份）",
        "说明：以上88项均已核对。",
        "备注：第三组2017年另行评审",
        "① 单位以公章为准",
    )
    _put(page, row, left, [hand.chance.choice(notes)])
    if width > 1 and hand.chance.random() < 0.5:
        page.merges.append((row, left, row, left + width - 1))


def _words(head: Any) -> tuple[str, ...]:
    return (head,) if isinstance(head, str) else head


def _titles(table: Table, page: Page, hand: Hand, row: int, left: int) -> int:
    for n, values in enumerate(table.titles):
        _put(page, row, left, values)
        if n == 0 and len(values) == 1 and hand.has("merged title") and table.head:
            page.merges.append((row, left, row, left + max(1, len(table.head[0]) - 1)))
        row += 1
    return row + (hand.chance.randint(1, 2) if hand.has("blank rows above") and table.titles else 0)


def _body(table: Table, page: Page, hand: Hand, at: tuple[int, int], heads: list[Row]) -> int:
    row, left = at
    for n, values in enumerate(table.body):
        if n and not table.is_plain:
            if hand.has("blank rows inside") and hand.chance.random() < 0.4:
                row += 1
            if hand.has("header again") and hand.chance.random() < 0.3:
                row = _head_again(table, page, row, left, heads)
        if not table.is_plain:
            row = _group(page, hand, row, left, len(heads[-1]) if heads else 1)
        _put(page, row, left, [hand.written(value, table.unit) for value in values])
        row += 1
    if hand.has("merged colleges") and table.merged_column:
        _merge_equal(page, left + table.merged_column - 1)
    return row


def _head_again(table: Table, page: Page, row: int, left: int, heads: list[Row]) -> int:
    for n, values in enumerate(heads):
        _put(page, row + n, left, values)
    page.merges += [
        (r1 + row, c1 + left, r2 + row, c2 + left) for r1, c1, r2, c2 in table.head_merges
    ]
    return row + len(heads)


def _group(page: Page, hand: Hand, row: int, left: int, width: int) -> int:
    is_wide = hand.has("merged group rows")
    if not (is_wide or hand.has("group rows")) or hand.chance.random() > 0.3:
        return row
    words = ["第一组", "一、校本部", "（二）附属医院", "理工组", "第二场"]
    _put(page, row, left, [hand.chance.choice(words)])
    if is_wide and width > 1:
        page.merges.append((row, left, row, left + width - 1))
    return row + 1


def hide(page: Page, hand: Hand) -> None:
    """Hide a row or a column, as people do and forget."""
    if hand.has("hidden rows"):
        page.hidden_row = hand.chance.randint(1, page.last_row)
    if hand.has("hidden columns"):
        page.hidden_column = hand.chance.randint(1, page.last_column)


def parted(page: Page, at: int) -> Page:
    """Return the page with a blank column put in before column `at`."""

    def moved(column: int) -> int:
        return column + (column >= at)

    cells = {(row, moved(column)): value for (row, column), value in page.cells.items()}
    merges = [(r1, moved(c1), r2, moved(c2)) for r1, c1, r2, c2 in page.merges]
    return Page(page.name, cells, merges)


def _merge_equal(page: Page, column: int) -> None:
    """Merge neighbours below each other that say the same, as people do with a college."""
    rows = [row for row, c in sorted(page.cells) if c == column]
    for above, below in pairwise(rows):
        same = page.cells.get((above, column)) == page.cells[below, column]
        taken = any(r1 <= below <= r2 and c1 <= column <= c2 for r1, c1, r2, c2 in page.merges)
        if same and below == above + 1 and not taken:
            page.merges.append((above, column, below, column))
            del page.cells[below, column]


def _put(page: Page, row: int, left: int, values: Sequence[Any]) -> None:
    for column, value in enumerate(values, left):
        if value is not None:
            page.cells[row, column] = value


def write_xlsx(pages: Sequence[Page], hand: Hand) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for page in pages:
        sheet = book.create_sheet(page.name)
        for (row, column), value in page.cells.items():
            sheet.cell(row, column, value)
        for r1, c1, r2, c2 in page.merges:
            sheet.merge_cells(start_row=r1, start_column=c1, end_row=r2, end_column=c2)
        if page.hidden_row:
            sheet.row_dimensions[page.hidden_row].hidden = True
        if page.hidden_column:
            sheet.column_dimensions[get_column_letter(page.hidden_column)].hidden = True
        if hand.has("blank rows below"):
            sheet.cell(page.last_row + 3, 2, " ")
    if hand.has("empty sheets"):
        book.create_sheet("Sheet2").sheet_state = hand.chance.choice(("visible", "hidden"))
        book.create_sheet("Sheet3")
    if hand.has("a decoy sheet"):
        decoy = book.create_sheet("说明")
        decoy["A1"] = "请各学院按时报送，联系人：示例"
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def write_xls(pages: Sequence[Page], hand: Hand) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.XFStyle()
    day.num_format_str = hand.chance.choice(("yyyy-mm-dd", "yyyy/m/d"))
    plain = xlwt.XFStyle()
    for page in pages:
        sheet = book.add_sheet(page.name)
        areas = {(r1, c1): (r1 - 1, r2 - 1, c1 - 1, c2 - 1) for r1, c1, r2, c2 in page.merges}
        for (row, column), value in page.cells.items():
            style = day if isinstance(value, dt.date) else plain
            if (row, column) in areas:
                sheet.write_merge(*areas[row, column], value, style)
            else:
                sheet.write(row - 1, column - 1, value, style)
        if page.hidden_row:
            sheet.row(page.hidden_row - 1).hidden = True
        if page.hidden_column:
            sheet.col(page.hidden_column - 1).hidden = True
    if hand.has("empty sheets"):
        book.add_sheet("Sheet2")
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def write_text(page: Page, hand: Hand) -> bytes:
    """Return a sheet as text; what was merged stands in its first cell only."""
    text = StringIO(newline="")
    delimiter = hand.chance.choice((",", "\t"))
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    for row in range(1, page.last_row + 1):
        writer.writerow(
            [typed(page.cells.get((row, c), "")) for c in range(1, page.last_column + 1)]
        )
    return text.getvalue().encode(hand.chance.choice(("gb18030", "utf-8-sig", "utf-8", "utf-16")))


def typed(value: Any) -> str:
    """Return a value as a person types it: no exponent, no idle decimals."""
    return format(Decimal(repr(value)).normalize(), "f") if isinstance(value, float) else str(value)


def write_docx(page: Page) -> bytes:
    document = docx.Document()
    table = document.add_table(page.last_row, page.last_column)
    boxes = [row.cells for row in table.rows]
    for r1, c1, r2, c2 in page.merges:
        boxes[r1 - 1][c1 - 1].merge(
            boxes[min(r2, page.last_row) - 1][min(c2, page.last_column) - 1]
        )
    for (row, column), value in page.cells.items():
        boxes[row - 1][column - 1].text = typed(value)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()
