"""Sheets with something hidden, struck out, merged, broken or beside the table."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import xlwt
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from diseases.making import (
    BOARD,
    Disease,
    board,
    ledger,
    lines,
    marks,
    put,
    saved,
    tallied,
    votes,
    xlsx,
)
from papers import FIRST, SECOND

SOUND = marks()
SPENT = lines(("2017-04-01", 10000), ("2017-04-02", None), ("2017-04-03", 30000))


def hidden_row(sheet: Any) -> None:
    sheet.row_dimensions[4].hidden = True


def hidden_column(sheet: Any) -> None:
    sheet.column_dimensions["D"].hidden = True


def struck(sheet: Any) -> None:
    sheet["D3"].font = Font(strike=True)


def commented(sheet: Any) -> None:
    sheet["D3"].comment = Comment("此分作废", "示例")


def merged(area: str) -> Any:
    return lambda sheet: sheet.merge_cells(area)


def number_shown(place: str, value: float, look: str) -> Any:
    """Return what stores a number under a number format."""

    def touch(sheet: Any) -> None:
        sheet[place] = value
        sheet[place].number_format = look

    return touch


def no_noughts(sheet: Any) -> None:
    sheet.sheet_view.showZeros = False


def xls_with_formula() -> bytes:
    """Return the board as .xls with a formula that was never calculated in D3."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("现场答辩")
    for row, values in enumerate(BOARD):
        for column, value in enumerate(values):
            is_formula = (row, column) == (2, 3)
            sheet.write(row, column, xlwt.Formula("90+1") if is_formula else value)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def several(*others: tuple[str, list[list[Any]], str]) -> dict[str, bytes]:
    """Return the board with other sheets behind it: name, rows, state."""
    book = openpyxl.Workbook()
    first = book.active
    first.title = "现场答辩"
    for values in BOARD:
        first.append(list(values))
    for name, rows, state in others:
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        for values in rows:
            sheet.append(values)
    return {"答辩.xlsx": saved(book)}


def shifted(down: int, right: int) -> dict[str, bytes]:
    """Return the board begun lower and farther right."""
    blank: list[Any] = [None] * right
    return {"答辩.xlsx": xlsx([[]] * down + [[*blank, *values] for values in BOARD])}


NOTES = [
    ["注：去掉一个最高分和一个最低分"],
    ["统分人：示例", None, "复核人：示例", "2017年12月15日"],
]
CASES = (
    Disease("a nought that is not shown", "0 under the format 0;-0;;@",
            board(number_shown("D3", 0, "0;-0;;@")), ("cell.unseen@D3",), marks(D3=0)),
    Disease("a nought shown as a word", '0 under the format 0;-0;"缺席"',
            board(number_shown("D3", 0, '0;-0;"缺席"')), ("cell.unseen@D3",), marks(D3=0)),
    Disease("a mark of 0 shown as a stroke", "an accounting format",
            board(number_shown("D3", 0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ')), ("cell.unseen@D3",), marks(D3=0)),
    Disease("a mark in an accounting format", "no 0", board(number_shown("D3", 91, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ')), (), marks()),
    Disease("an amount of 0 shown as a stroke", "how accounts write it",
            ledger(number_shown("C5", 0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ')), (), lines(("2017-04-01", 10000), ("2017-04-02", 0), ("2017-04-03", 30000))),
    Disease("no votes shown as a stroke", "how accounts write it",
            votes(number_shown("D4", 0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '), D5=30), (), tallied(D4=0)),
    *(Disease(f"a mark that shows as {shows}", "words of the format",
              board(number_shown("D3", 88, shows)), ("cell.unseen@D3",), marks(D3=88))
      for shows in ('"约"0', '0"（待定）"', '0"/10"')),
    Disease("a mark that shows its unit", "分 behind it", board(number_shown("D3", 91, '0"分"')), (), marks()),
    Disease("a sheet that shows no nought", "two marks of 0", board(no_noughts, put(D3=0, E4=0)),
            ("cell.unseen@D3", "cell.unseen@E4"), marks(D3=0, E4=0)),
    Disease("a hidden mark", "88 under the format ;;;", board(number_shown("D3", 88, ";;;")),
            ("cell.scaled@D3",), marks(D3="unreadable")),
    Disease("a hidden row", "a project's line is hidden", board(hidden_row), ("row.hidden@A4",), SOUND),
    Disease("a hidden column", "a judge's column is hidden", board(hidden_column),
            ("column.hidden@D2",), SOUND),
    Disease("a hidden sheet", "a second board that is hidden",
            several(("旧", [["现场答辩"], ["项目名称", "评委1", "评委2"], [FIRST, 90, 91]], "hidden")),
            ("sheet.hidden@", "judge.two-sheets@"), SOUND),
    Disease("empty sheets behind", "Sheet2 and Sheet3", several(("Sheet2", [], "visible"),
            ("Sheet3", [], "visible")), (), SOUND),
    Disease("a sheet of something else", "a list of telephone numbers",
            several(("通讯", [["姓名甲", "电话乙"], ["示例", "000"]], "visible")),
            ("sheet.not-recognised@",), SOUND),
    Disease("struck out", "a mark is struck out", board(struck), ("cell.struck-out@D3",), SOUND),
    Disease("a comment", "a remark on a mark", board(commented), ("cell.commented@D3",), SOUND),
    Disease("an error value", "#N/A for a mark", board(D3="#N/A"), ("cell.error-value@D3",),
            marks(D3="unreadable")),
    Disease("a division by nought", "#DIV/0! for a mark", board(D3="#DIV/0!"),
            ("cell.error-value@D3",), marks(D3="unreadable")),
    Disease("never calculated, old workbook", "a formula without a result in .xls",
            {"答辩.xls": xls_with_formula()}, ("cell.formula-not-cached@D3",), marks(D3="unreadable")),
    Disease("a mark in percent", "90% stored as 0.9", board(number_shown("D3", 0.9, "0%")),
            ("points.not-a-number@D3",), marks(D3="unreadable")),
    Disease("an amount shown in 万元", '200 yuan as 0.02 under 0.00"万元"',
            ledger(number_shown("C5", 0.02, '0.00"万元"')), (), lines()),
    Disease("an amount in thousands without a word", "200000 shown as 200 under #,##0,",
            ledger(number_shown("C5", 200000, "#,##0,")), ("cell.scaled@C5",), SPENT),
    Disease("an amount with a point put in", "30000 shown as 3.0 under 0!.0,",
            ledger(number_shown("C5", 30000, "0!.0,")), ("cell.scaled@C5",), SPENT),
    Disease("an amount in ten thousands with the word", '200 yuan shown as 0.0万 under 0!.0,"万"',
            ledger(number_shown("C5", 200, '0!.0,"万"')), (), lines()),
    Disease("a number that its format hides", "91 under ;;;", board(number_shown("D3", 91, ";;;")),
            ("cell.scaled@D3",), marks(D3="unreadable")),
    Disease("a mark with its unit in the format", '91 under 0.0"分"',
            board(number_shown("D3", 91, '0.0"分"')), (), SOUND),
    Disease("a mark partly struck out", "8 struck out before 91 in one cell",
            board(put(D3=CellRichText(TextBlock(InlineFont(strike=True), "8"), "91"))),
            ("cell.struck-out@D3", "points.not-a-number@D3"), marks(D3="unreadable")),
    Disease("an amount partly struck out", "100 struck out before 200 in one cell",
            ledger(put(C5=CellRichText(TextBlock(InlineFont(strike=True), "100"), "200"))),
            ("cell.struck-out@C5", "money.unreadable@C5"), SPENT),
    Disease("an amount with a raised note", "200 with a raised 1 behind it",
            ledger(put(C5=CellRichText("200", TextBlock(InlineFont(vertAlign="superscript"), "1")))),
            ("money.unreadable@C5",),
            SPENT),
    Disease("a broken reference", "#REF! for an amount", ledger(C5="#REF!"),
            ("cell.error-value@C5",),
            SPENT),
    Disease("never calculated", "a formula without a result", board(D3="=90+1"),
            ("cell.formula-not-cached@D3",), marks(D3="unreadable")),
    Disease("an amount never calculated", "a formula without a result", ledger(C5="=100*2"),
            ("cell.formula-not-cached@C5",),
            SPENT),
    Disease("a day never calculated", "TODAY() without a result", ledger(A5="=TODAY()"),
            ("cell.formula-not-cached@A5",),
            lines(("2017-04-01", 10000), (None, 20000), ("2017-04-03", 30000))),
    Disease("averages never calculated", "a column that is not read", board(
            put(F2="平均分", F3="=AVERAGE(C3:E3)", G2="名次", G3="=RANK(F3,F:F)")), (), SOUND),
    Disease("one mark over two judges", "merged sideways", board(merged("D3:E3")),
            ("cell.merged@E3",), marks(E3="unreadable")),
    Disease("one mark over two projects", "merged downwards", board(merged("D3:D4")),
            ("cell.merged@D4",), marks(D4="unreadable")),
    Disease("a project over two lines", "its name merged downwards",
            board(put(A5=3, C5=70, B4=None), merged("B3:B4")),
            ("project.name-missing@A5", *[f"judge.duplicate-mark@{p}" for p in
             ("C3", "D3", "E3", "C4", "D4", "E4")]),
            marks(C3="unreadable", D3="unreadable", E3="unreadable", C4=None, D4=None, E4=None)),
    Disease("a merged title", "the title over all columns", board(merged("A1:E1")), (), SOUND),
    Disease("a header far down", "twelve rows above it", shifted(12, 0), (), SOUND),
    Disease("a table far right", "begun in column H", shifted(0, 7), (), SOUND),
    Disease("blank rows inside", "a blank row between projects",
            {"答辩.xlsx": xlsx([*BOARD[:3], [], [], BOARD[3]])}, (), SOUND),
    Disease("notes below", "footers and signatures", {"答辩.xlsx": xlsx([*BOARD, *NOTES])}, (), SOUND),
    Disease("spaces below", "rows of spaces", board(A6=" ", B7="\u3000", C8="\n"), (), SOUND),
    Disease("averages below", "a row of averages",
            {"答辩.xlsx": xlsx([*BOARD, ["平均分", None, 85, 86, 87]])}, (), SOUND),
    Disease("two tables below each other", "two sittings on a sheet",
            {"答辩.xlsx": xlsx([BOARD[0], BOARD[1], BOARD[2], [], BOARD[1], BOARD[3]])}, (), SOUND),
    Disease("two tables side by side", "two projects beside each other",
            {"答辩.xlsx": xlsx([["现场答辩"],
                ["项目名称", "评委1", "评委2", "评委3", None, "项目名称", "评委1", "评委2", "评委3"],
                [FIRST, 90, 91, 92, None, SECOND, 80, 81, 82]])}, (), SOUND),
    Disease("a list beside the table", "contacts to the right of it",
            board(put(G2="学院联系人", H2="示例庚", G3="手机号", H3="000")),
            ("column.unmapped@G2", "column.numbers-unread@H2"), SOUND),
    Disease("the header on each page", "repeated as in print",
            {"答辩.xlsx": xlsx([*BOARD[:3], BOARD[1], BOARD[3]])}, (), SOUND),
    Disease("a project that nobody applied with", "an unknown name",
            board(B4="天使之异"), ("project.unknown@B4",), marks(C4=None, D4=None, E4=None)),
    Disease("marks without a project", "the name is blank",
            board(lambda s: s.__setitem__("B4", None)), ("project.name-missing@A4",),
            marks(C4=None, D4=None, E4=None)),
    Disease("no component", "nothing says which component", {"a.xlsx": xlsx([["评分表"], *BOARD[1:]])},
            ("sheet.component-unknown@",), {"marks": {}}),
)  # fmt: skip
