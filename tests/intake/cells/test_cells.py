"""Workbooks, old workbooks, text and Word give the same cells for the same sheet."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest

from assessment.core.archive import pack
from assessment.intake.cells import Cell, CellKind, Document, Sheet, number_of, shown, typed_cell
from assessment.intake.formats.delimited import read_delimited
from assessment.intake.formats.excel import read_xls, read_xlsx
from assessment.intake.formats.word import TEXT_SHEET, read_docx
from assessment.intake.words.values import Spot, unusable
from assessment.sample.draft import Draft, Formula, write_csv, write_docx, write_xls, write_xlsx


def draft() -> Draft:
    made = Draft("评分", hidden_rows={3}, struck={(2, 2)})
    made.put_row(1, ["项目", "得分", "日期", None, "备注"])
    made.put_row(2, ["“甲”", 88.5, date(2017, 12, 15), None, " 空 格 "])
    made.put_row(3, ["乙", 90, "2017.12.15"])
    made.put(5, 1, "合并")
    made.merge(5, 1, 6, 2)
    return made


@pytest.mark.parametrize(("write", "read"), [(write_xlsx, read_xlsx), (write_xls, read_xls)])
def test_excel_old_and_new_agree(write: object, read: object) -> None:
    (sheet,) = read(write([draft()]))  # type: ignore[operator]
    assert sheet.cells[2, 2].value == Decimal("88.5")
    assert sheet.cells[3, 2].text == "90"
    assert sheet.cells[2, 3].kind is CellKind.DATE
    assert sheet.cells[2, 3].value == datetime(2017, 12, 15)
    assert sheet.cells[3, 3].kind is CellKind.TEXT
    assert sheet.cells[2, 5].text == " 空 格 "
    assert (1, 4) not in sheet.cells
    assert sheet.cells[2, 2].is_struck and not sheet.cells[3, 2].is_struck
    assert sheet.hidden_rows == {3}
    assert sheet.merges == ((5, 1, 6, 2),)


def test_a_merged_area_answers_with_its_first_cell() -> None:
    (sheet,) = read_xlsx(write_xlsx([draft()]))
    assert sheet.at(6, 2) is sheet.cells[5, 1]
    covered = sheet.own(6, 2)
    assert covered is not None and covered.kind is CellKind.MERGED
    assert sheet.own(5, 1) is sheet.cells[5, 1]
    assert sheet.after(sheet.cells[5, 1]) == 3
    assert sheet.at(9, 9) is None


def test_formulas_give_their_saved_result_or_nothing() -> None:
    made = Draft("表")
    made.put_row(1, [Formula("=1+1", 2), Formula("=1/0", "#DIV/0!"), Formula("=A1", None)])
    (sheet,) = read_xlsx(write_xlsx([made]))
    kinds = [sheet.cells[1, column].kind for column in (1, 2, 3)]
    assert kinds == [CellKind.NUMBER, CellKind.ERROR, CellKind.UNCACHED]
    assert sheet.cells[1, 1].value == Decimal(2)
    assert sheet.cells[1, 3].text == "=A1"


def test_a_formula_that_no_program_ever_calculated_is_not_blank() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "=SUM(B1:B3)"
    buffer = BytesIO()
    book.save(buffer)
    (sheet,) = read_xlsx(buffer.getvalue())
    assert sheet.cells[1, 1].kind is CellKind.UNCACHED


@pytest.mark.parametrize(("result", "kinds"), [
    ("<c r='A1' t='str'><f>X</f><v></v></c>", []),
    ("<c r='A1' t='str'><f>X</f><v/></c>", []),
    ("<c r='A1'><f>X</f><v></v></c>", [CellKind.UNCACHED]),
    ("<c r='A1'><f>X</f></c>", [CellKind.UNCACHED]),
])  # fmt: skip
def test_a_formula_calculated_to_an_empty_text_is_blank(result: str, kinds: list[CellKind]) -> None:
    data = write_xlsx([Draft("表", cells={(1, 1): Formula("=B1", 7)})])
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {entry.filename: package.read(entry) for entry in package.infolist()}
    part = "xl/worksheets/sheet1.xml"
    cell = re.compile(rb"<c r=\"A1\".*?</c>")
    assert cell.search(parts[part])
    parts[part] = cell.sub(result.replace("'", '"').encode(), parts[part])
    assert [found.kind for found in read_xlsx(pack(parts))[0].cells.values()] == kinds


@pytest.mark.parametrize("number_format", [27, 31, 57])
def test_east_asian_date_formats_are_dates(number_format: int) -> None:
    book = openpyxl.Workbook()
    cell = book.active["A1"]
    cell.value = 42795
    cell.number_format = "0.00"
    cell._style.numFmtId = number_format
    buffer = BytesIO()
    book.save(buffer)
    (sheet,) = read_xlsx(buffer.getvalue())
    assert sheet.cells[1, 1].value == datetime(2017, 3, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_every_encoding_people_use(encoding: str) -> None:
    made = Draft("", cells={(1, 1): "项目", (1, 2): "票数", (2, 1): "昇“彩”", (2, 2): 12})
    (sheet,) = read_delimited(write_csv(made, encoding))
    assert sheet.cells[2, 1].text == "昇“彩”"
    assert sheet.cells[2, 2].text == "12"


def test_the_separator_is_the_one_used_most() -> None:
    text = "网络投票结果，2026\n项目名称\t微信\t微博\n甲, 乙\t3\t4\n"
    (sheet,) = read_delimited(text.encode())
    assert [cell.text for cell in sheet.rows[3]] == ["甲, 乙", "3", "4"]


def test_word_tables_are_lettered_as_in_excel() -> None:
    made = Draft("表1")
    made.put_row(1, ["项目名称", "某某活动"])
    made.merge(1, 2, 1, 4)
    made.put_row(2, ["负责人", "示例甲", "电话", "000"])
    made.put(3, 1, "意见")
    made.merge(3, 1, 4, 1)
    made.put(3, 2, "同意")
    made.put(4, 2, "盖章")
    text, table = read_docx(write_docx("申报表", made, widths=(1, 1, 1, 1)))
    assert text.name == TEXT_SHEET and text.cells[1, 1].text == "申报表"
    assert table.name == "表1"
    assert table.cells[1, 2].text == "某某活动"
    assert table.after(table.cells[1, 2]) == 5
    assert table.cells[2, 4].text == "000"
    assert table.at(4, 1) is table.cells[3, 1]
    assert table.cells[4, 2].text == "盖章"


def test_numbers_carry_fifteen_digits_and_no_residue() -> None:
    assert number_of(0.1 + 0.2) == Decimal("0.3")
    assert number_of(88.0) == Decimal(88)
    assert shown(Decimal("1E+3")) == "1000"


def test_a_sheet_lists_its_rows_in_order() -> None:
    cells = {(2, 1): Cell(2, 1, CellKind.TEXT, "b"), (1, 3): Cell(1, 3, CellKind.TEXT, "a")}
    assert list(Sheet("表", cells).rows) == [1, 2]


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (999_999_999_999_999, CellKind.NUMBER),
        (-999_999_999_999_999, CellKind.NUMBER),
        (0.1 + 0.2, CellKind.NUMBER),
        (123456789.12345679, CellKind.NUMBER),
        (1_000_000_000_000_000, CellKind.LONG),
        (-440_102_199_901_011_234, CellKind.LONG),
        (4.40102199901011e17, CellKind.LONG),
    ],
)
def test_a_number_of_more_digits_than_are_kept_is_no_number(number: float, kind: CellKind) -> None:
    cell = typed_cell(1, 1, number)
    assert cell.kind is kind
    assert (cell.value is None) == (kind is CellKind.LONG)
    assert "E" not in cell.text


@pytest.mark.parametrize(("write", "read"), [(write_xlsx, read_xlsx), (write_xls, read_xls)])
def test_an_identity_number_typed_as_a_number_is_refused_where_it_stands(
    write: object, read: object
) -> None:
    draft = Draft(
        "表", cells={(1, 1): "身份证号", (2, 1): 440102199901011234, (3, 1): "440102199901011234"}
    )
    (sheet,) = read(write([draft]))  # type: ignore[operator]
    assert [cell.kind for cell in sheet.cells.values()] == [
        CellKind.TEXT,
        CellKind.LONG,
        CellKind.TEXT,
    ]
    fault = unusable(
        sheet.cells[2, 1], Spot(Document("a.xlsx", "0" * 12, (sheet,)), sheet, "applications")
    )
    assert fault is not None and fault.code == "cell.too-many-digits"
    assert fault.where.cell == "A2"
