"""Sheets drawn up cell by cell, then written as xlsx, xls, csv or docx with the same bytes."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

import docx
import xlsxwriter
import xlwt
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from assessment.core.archive import repack
from assessment.core.provenance import address

WRITTEN = datetime(2017, 1, 1)
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula and its saved result; None stands for a result that was never saved."""

    text: str
    result: float | str | None


@dataclass
class Draft:
    """One sheet in the making. `facts` gives the cell of each fact of the truth written here."""

    name: str
    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    is_hidden: bool = False
    struck: set[tuple[int, int]] = field(default_factory=set)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    # A number format of its own: a code, or the index of a built-in one (31: yyyy年m月d日).
    formats: dict[tuple[int, int], str | int] = field(default_factory=dict)
    widths: dict[int, int] = field(default_factory=dict)
    facts: dict[Key, str] = field(default_factory=dict)

    def put(self, row: int, column: int, value: Any, *, fact: Key | None = None) -> str:
        """Write a value, noting the fact it states, and return its address."""
        if value is not None:
            self.cells[row, column] = value
        place = address(row, column)
        if fact is not None:
            self.facts[fact] = place
        return place

    def put_row(self, row: int, values: Sequence[Any], *, first: int = 1) -> None:
        """Write values side by side; None leaves a cell blank."""
        for column, value in enumerate(values, start=first):
            self.put(row, column, value)

    def merge(self, row: int, column: int, last_row: int, last_column: int) -> None:
        """Merge an area; its value stands in its first cell."""
        self.merges.append((row, column, last_row, last_column))

    @property
    def n_rows(self) -> int:
        """The last row that holds something."""
        return max((row for row, _ in self.cells), default=0)


def write_xlsx(drafts: Sequence[Draft]) -> bytes:
    """Return an .xlsx workbook of the sheets."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    book.set_properties({"created": WRITTEN, "comments": "示例数据", "author": "示例"})
    styles = {
        flag: book.add_format({"border": 1, "valign": "vcenter", "font_strikeout": flag})
        for flag in (False, True)
    }
    for draft in drafts:
        sheet = book.add_worksheet(draft.name)
        _xlsx_sheet(sheet, draft, styles)
        for place, code in draft.formats.items():
            look = book.add_format({"border": 1, "num_format": code})
            sheet.write(place[0] - 1, place[1] - 1, draft.cells[place], look)
    book.close()
    return buffer.getvalue()


def _xlsx_sheet(sheet: Any, draft: Draft, styles: dict[bool, Any]) -> None:
    if draft.is_hidden:
        sheet.hide()
    for column in sorted({*draft.widths, *draft.hidden_columns}):
        options = {"hidden": True} if column in draft.hidden_columns else {}
        sheet.set_column(column - 1, column - 1, draft.widths.get(column), None, options)
    for r1, c1, r2, c2 in draft.merges:
        sheet.merge_range(r1 - 1, c1 - 1, r2 - 1, c2 - 1, "", styles[False])
    for (row, column), value in draft.cells.items():
        _xlsx_cell(sheet, (row - 1, column - 1), value, styles[(row, column) in draft.struck])
    for (row, column), text in draft.comments.items():
        sheet.write_comment(row - 1, column - 1, text, {"author": "示例"})
    for row in draft.hidden_rows:
        sheet.set_row(row - 1, None, None, {"hidden": True})


def _xlsx_cell(sheet: Any, place: tuple[int, int], value: Any, style: Any) -> None:
    if isinstance(value, Formula):
        # An empty value is what a library writes that never calculated: <v></v>.
        sheet.write_formula(*place, value.text, style, "" if value.result is None else value.result)
    elif isinstance(value, date):
        sheet.write_datetime(*place, value, None)
    elif isinstance(value, (int, float)):
        sheet.write_number(*place, value, style)
    else:
        sheet.write_string(*place, str(value), style)


def write_xls(drafts: Sequence[Draft]) -> bytes:
    """Return an .xls workbook of the sheets (formulas are written as their results)."""
    book = xlwt.Workbook(encoding="utf-8")
    plain, struck = xlwt.XFStyle(), xlwt.XFStyle()
    struck.font.struck_out = True
    day = xlwt.XFStyle()
    day.num_format_str = "yyyy/m/d"
    for draft in drafts:
        sheet = book.add_sheet(draft.name)
        covered = {(r1, c1): (r1, r2, c1, c2) for r1, c1, r2, c2 in draft.merges}
        for (row, column), raw in draft.cells.items():
            value = raw.result if isinstance(raw, Formula) else raw
            style = day if isinstance(value, date) else plain
            style = struck if (row, column) in draft.struck else style
            if (row, column) in covered:
                r1, r2, c1, c2 = covered[row, column]
                sheet.write_merge(r1 - 1, r2 - 1, c1 - 1, c2 - 1, value, style)
            elif isinstance(raw, Formula) and str(value).startswith("#"):
                sheet.row(row - 1).set_cell_error(column - 1, value, style)
            elif value is not None:
                sheet.write(row - 1, column - 1, value, style)
        for row in draft.hidden_rows:
            sheet.row(row - 1).hidden = True
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def write_csv(draft: Draft, encoding: str, delimiter: str = ",") -> bytes:
    """Return the sheet as separated text with Windows line ends."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n", delimiter=delimiter)
    last_column = max(column for _, column in draft.cells)
    for row in range(1, draft.n_rows + 1):
        values = (draft.cells.get((row, column), "") for column in range(1, last_column + 1))
        writer.writerow([v.result if isinstance(v, Formula) else v for v in values])
    return text.getvalue().encode(encoding)


def write_docx(title: str, draft: Draft, *, widths: Sequence[float]) -> bytes:
    """Return a Word document: a title, the sheet as a bordered table, a line of origin."""
    document = docx.Document()
    properties = document.core_properties
    properties.author = properties.last_modified_by = "示例"
    properties.created = properties.modified = WRITTEN
    _set_fonts(document)
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = heading.add_run(title)
    run.bold, run.font.size = True, Pt(18)
    table = document.add_table(draft.n_rows, len(widths), style="Table Grid")
    # Looked up once, before anything is merged: asking the table for a cell walks all of them.
    boxes = [row.cells for row in table.rows]
    for r1, c1, r2, c2 in draft.merges:
        boxes[r1 - 1][c1 - 1].merge(boxes[r2 - 1][c2 - 1])
    for (row, column), value in draft.cells.items():
        boxes[row - 1][column - 1].text = str(value)
    document.add_paragraph("示例数据：单位、人员与项目均为虚构。")
    buffer = BytesIO()
    document.save(buffer)
    return repack(buffer.getvalue())


def _set_fonts(document: Any) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = "宋体", Pt(10.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
