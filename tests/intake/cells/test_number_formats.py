"""Numbers that a format shows as others, in every kind of workbook."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
import xlwt

from assessment.intake.cells import Cell, CellKind, Sheet
from assessment.intake.cells.number_formats import as_seen, as_shown, may_differ
from assessment.intake.formats.excel import read_whole, read_xls, read_xlsx
from assessment.intake.guard.prescan import look_at

SHOWN = [
    ("General", 12, "12", CellKind.NUMBER),
    ("#,##0.00", 1234, "1234", CellKind.NUMBER),
    ('0.0"分"', 91, "91", CellKind.NUMBER),
    ('"¥"#,##0.00_);[Red]("¥"#,##0.00)', -5, "-5", CellKind.NUMBER),
    ('_ * #,##0_ ;_ * -#,##0_ ;_ * "-"??_ ;_ @_ ', 7, "7", CellKind.NUMBER),
    ("000-0000", 1234567, "1234567", CellKind.NUMBER),
    ("# ?/?", 0.5, "0.5", CellKind.NUMBER),
    ("0.00E+00", 12345, "12345", CellKind.NUMBER),
    ('General"人"', 40, "40", CellKind.NUMBER),
    ("0%", 0.905, "90.5%", CellKind.TEXT),
    ('0"%"', 95, "95%", CellKind.TEXT),
    ('0.00"万元"', 0.02, "0.02万元", CellKind.TEXT),
    ('#,##0"元"', 200, "200元", CellKind.TEXT),
    ('0.0,"千元"', 1500, "1.5千元", CellKind.TEXT),
    ('0!.0000"万元"', 12345, "1.2345万元", CellKind.TEXT),
    ('0\\.0,"万"', 12000, "1.2万", CellKind.TEXT),
    ("0,", 12000, "12", CellKind.SCALED),
    ("0!.0,", 12000, "1.2", CellKind.SCALED),
    ('0.0,"万元"', 12000, "12万元", CellKind.SCALED),
    ('[>=10000]0!.0,"万";0', 12000, "1.2万", CellKind.TEXT),
    ('[>=10000]0!.0,"万";0', 900, "900", CellKind.NUMBER),
    ("0;0.0,", -1200, "-1.2", CellKind.SCALED),
    ('[=1]"是";[=2]"否"', 1, "是", CellKind.SCALED),
    (";;;", 5, "空白", CellKind.SCALED),
    ("0;-0;;@", 0, "0", CellKind.NUMBER),
    ("[$$-409]#,##0.00", 200, "$200", CellKind.SCALED),
    ('"US$"#,##0', 200, "US$200", CellKind.SCALED),
    ("[$€-2] #,##0.00", 200, "€200", CellKind.SCALED),
    ("[$HK$-C04]#,##0.00", 200, "HK$200", CellKind.SCALED),
    ('#,##0.00"美元"', 200, "200美元", CellKind.SCALED),
    ("[$¥-804]#,##0.00", 200, "200", CellKind.NUMBER),
    ("[$￥-804]#,##0.00;[$￥-804]-#,##0.00", -200, "-200", CellKind.NUMBER),
    ("[$-804]#,##0", 200, "200", CellKind.NUMBER),
    ('0"00"', 20, "2000", CellKind.SCALED),
    ('"1"0', 20, "120", CellKind.SCALED),
    ('"-"0', 20, "-20", CellKind.SCALED),
    ("-0", 20, "-20", CellKind.SCALED),
    ("#,##0.00;#,##0.00", -8.5, "8.5", CellKind.SCALED),
    ("#,##0.00;[Red]#,##0.00", -8.5, "-8.5", CellKind.NUMBER),
    ("#,##0.00;[红色]#,##0.00", -8.5, "-8.5", CellKind.NUMBER),
    ("#,##0.00_);(#,##0.00)", -8.5, "-8.5", CellKind.NUMBER),
    ("000000", 301, "000301", CellKind.TEXT),
    ('"P"000', 7, "P007", CellKind.TEXT),
    ("000000", 123456, "123456", CellKind.NUMBER),
    ("00.0", 9, "9", CellKind.NUMBER),
]


def one_cell(sheets: tuple[Sheet, ...]) -> Cell:
    return sheets[0].cells[1, 1]


def workbook(code: str, number: float) -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"] = number
    book.active["A1"].number_format = code
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(("code", "number", "text", "kind"), SHOWN)
def test_a_number_is_read_as_it_is_shown_or_refused(
    code: str, number: float, text: str, kind: CellKind
) -> None:
    data = workbook(code, number)
    cell = one_cell(read_xlsx(data))
    assert (cell.text, cell.kind) == (text, kind)
    assert cell == one_cell(read_whole(data))
    assert cell.kind is CellKind.NUMBER or look_at(data).oddity


@pytest.mark.parametrize(("code", "number", "text", "kind"), SHOWN)
def test_old_workbooks_show_the_same(code: str, number: float, text: str, kind: CellKind) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    look = xlwt.XFStyle()
    look.num_format_str = code
    book.add_sheet("a").write(0, 0, number, look)
    buffer = BytesIO()
    book.save(buffer)
    cell = one_cell(read_xls(buffer.getvalue()))
    assert (cell.text, cell.kind) == (text, kind)


def test_what_is_stored_is_kept_beside_what_is_shown() -> None:
    number = Cell(1, 1, CellKind.NUMBER, "12000", Decimal(12000), comment="注")
    cell = as_shown(number, "0,")
    assert (cell.text, cell.value, cell.comment) == ("12", "12000", "注")
    text = Cell(1, 1, CellKind.TEXT, "a", "a")
    assert as_shown(text, "0%") is text


def test_formats_in_everyday_use_do_not_slow_a_file_down() -> None:
    usual = [code for code, *_, kind in SHOWN if kind is CellKind.NUMBER and ">" not in code]
    everyday = [code for code in usual if code not in ("0;-0;;@", "000000")]
    days = ["yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "[$-804]aaaa", "h:mm:ss", "yyyy/m/d h:mm"]
    assert [code for code in everyday + days if may_differ(code)] == []


@pytest.mark.parametrize(("text", "number", "seen", "kind"), [
    ("90.5%", "0.905", "90.5%", CellKind.TEXT),
    ("1,234.6", "1234.56", "1234.56", CellKind.NUMBER),
    ("¥5.00", "5", "5", CellKind.NUMBER),
    ("(5)", "-5", "-5", CellKind.NUMBER),
    ("0.02万元", "0.02", "0.02万元", CellKind.TEXT),
    ("200", "200000", "200", CellKind.SCALED),
    ("是", "1", "是", CellKind.SCALED),
    ("-", "0", "0", CellKind.NUMBER),
    ("", "5", "空白", CellKind.SCALED),
])  # fmt: skip
def test_where_only_the_text_is_known_it_decides(
    text: str, number: str, seen: str, kind: CellKind
) -> None:
    cell = as_seen(Cell(1, 1, CellKind.NUMBER, number, Decimal(number)), text)
    assert (cell.text, cell.kind) == (seen, kind)


HIDDEN = [
    ("0;-0;;@", 0, ""),
    (";;;", 0, ""),
    ('0;-0;"缺席"', 0, "缺席"),
    ('[=0]"";General', 0, ""),
    ("#", 0, None),
    ('0;-0;"-"', 0, "-"),
    ('_ * #,##0_ ;_ * -#,##0_ ;_ * "-"??_ ;_ @_ ', 0, "-"),
    ('_ * #,##0_ ;_ * -#,##0_ ;_ * "-"??_ ;_ @_ ', 7, None),
    ('"约"0', 88, "约88"),
    ('0"（待定）"', 84, "84（待定）"),
    ('0.0"/10"', 9, "9/10"),
    ('"第"0"场"', 2, None),
    ('0"张"', 2, None),
    ('"人民币"0.00;-0', 2, None),
    ("General", 0, None),
    (";;;", "回避", ""),
    ("0;-0;0;@", "回避", None),
]


@pytest.mark.parametrize(("code", "value", "shows"), HIDDEN)
def test_what_nobody_can_see_is_known_in_both_readers(
    code: str, value: Any, shows: str | None
) -> None:
    data = workbook(code, value)
    cell = one_cell(read_xlsx(data))
    assert (cell.value, cell.shows) == (value, shows)
    assert cell == one_cell(read_whole(data))


def test_a_sheet_may_show_no_nought_at_all() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook("General", 0)))
    book.active.sheet_view.showZeros = False
    buffer = BytesIO()
    book.save(buffer)
    assert one_cell(read_xlsx(buffer.getvalue())).shows == ""
    old = xlwt.Workbook(encoding="utf-8")
    page = old.add_sheet("a")
    page.write(0, 0, 0)
    page.show_zero_values = 0
    buffer = BytesIO()
    old.save(buffer)
    assert one_cell(read_xls(buffer.getvalue())).shows == ""


def test_an_old_workbook_hides_the_same() -> None:
    book = xlwt.Workbook(encoding="utf-8")
    look = xlwt.XFStyle()
    look.num_format_str = "0;-0;;@"
    book.add_sheet("a").write(0, 0, 0, look)
    buffer = BytesIO()
    book.save(buffer)
    assert one_cell(read_xls(buffer.getvalue())).shows == ""


def test_only_the_text_of_an_open_document_tells_what_it_hides() -> None:
    nought = Cell(1, 1, CellKind.NUMBER, "0", Decimal(0))
    assert [as_seen(nought, text).shows for text in ("", "0", "-", "缺席")] == [
        "",
        None,
        "-",
        "缺席",
    ]
    five = nought._replace(text="5", value=Decimal(5))
    assert (as_seen(five, "").kind, as_seen(five, "").text) == (CellKind.SCALED, "空白")
