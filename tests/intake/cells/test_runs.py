"""Cells whose letters do not all look the same."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest
import xlwt
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from assessment.intake.cells import Cell
from assessment.intake.cells.runs import Run, joined
from assessment.intake.formats.excel import read_xls, read_xlsx

STRUCK, BOLD = InlineFont(strike=True), InlineFont(b=True)


def read_rich(*pieces: object, is_struck: bool = False) -> Cell:
    book = openpyxl.Workbook()
    book.active["A1"] = CellRichText(*pieces)
    book.active["A1"].font = Font(strike=is_struck)
    buffer = BytesIO()
    book.save(buffer)
    return read_xlsx(buffer.getvalue())[0].cells[1, 1]


@pytest.mark.parametrize(("pieces", "text", "is_struck"), [
    ((TextBlock(BOLD, "生命"), "接力"), "生命接力", False),
    ((TextBlock(STRUCK, "生命"), TextBlock(STRUCK, "接力")), "生命接力", True),
    ((TextBlock(STRUCK, "100"), "200"), "〔删除线：100〕200", True),
    (("1", TextBlock(STRUCK, "0"), "00"), "1〔删除线：0〕00", True),
    (("200", TextBlock(InlineFont(vertAlign="superscript"), "1")), "200¹", False),
    (("H", TextBlock(InlineFont(vertAlign="subscript"), "2"), "O"), "H₂O", False),
    (("200", TextBlock(STRUCK, " ")), "200 ", False),
])  # fmt: skip
def test_parts_of_another_look_are_told_apart(
    pieces: tuple[object, ...], text: str, is_struck: bool
) -> None:
    cell = read_rich(*pieces)
    assert (cell.text, cell.value, cell.is_struck) == (text, text, is_struck)


def test_a_part_without_a_look_of_its_own_has_that_of_the_cell() -> None:
    cell = read_rich("100", TextBlock(BOLD, "200"), is_struck=True)
    assert (cell.text, cell.is_struck) == ("〔删除线：100〕200", True)


def test_old_workbooks_tell_the_same() -> None:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("a")
    plain, struck, raised = xlwt.Font(), xlwt.Font(), xlwt.Font()
    struck.struck_out, raised.escapement = True, xlwt.Font.ESCAPEMENT_SUPERSCRIPT
    sheet.write_rich_text(0, 0, [("100", struck), ("200", plain)])
    sheet.write_rich_text(1, 0, ["200", ("1", raised)])
    sheet.write_rich_text(2, 0, ["20", ("0", plain)])
    buffer = BytesIO()
    book.save(buffer)
    cells = read_xls(buffer.getvalue())[0].cells.values()
    told = [(cell.text, cell.is_struck) for cell in cells]
    assert told == [("〔删除线：100〕200", True), ("200¹", False), ("200", False)]


def test_hidden_text_is_named_even_alone() -> None:
    assert joined([Run("5000", is_hidden=True)]) == ("〔隐藏文字：5000〕", False)
    assert joined([Run("5", is_hidden=True), Run("000")]) == ("〔隐藏文字：5〕000", False)
