"""Annotated copies: cells marked and explained, results kept, grouped by college."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from assessment import pipeline
from assessment.core.problems import Problem, Problems, problem
from assessment.core.provenance import CellRef
from assessment.core.result import Result
from assessment.core.returned import LIST, MARK, PARENT
from assessment.core.rules import Rules
from assessment.intake.formats.excel import read_xlsx
from assessment.intake.inbox.surroundings import read_surroundings
from assessment.report.feedback import write_copy
from assessment.report.feedback_folder import write_feedback
from assessment.report.feedback_list import advice

SHA, DAY = "ab" * 32, datetime(2017, 3, 1)


def fault(cell: str, code: str = "points.not-a-number", sheet: str = "表") -> Problem:
    return problem(code, CellRef("2017/甲.xlsx", sheet, cell), actual="八十", expected="0–100 的数")


def paper(**cells: Any) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "表"
    for place, value in cells.items():
        page[place] = value
    page["A1"].font = openpyxl.styles.Font(bold=True)
    page.column_dimensions["A"].width = 33
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def with_results(data: bytes, **results: str) -> bytes:
    """Return the workbook as a spreadsheet program saves it, with results of its formulas."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = "xl/worksheets/sheet1.xml"
    for place, result in results.items():
        head, _, rest = parts[name].partition(f'r="{place}"'.encode())
        parts[name] = head + f'r="{place}"'.encode() + rest.replace(
            b"<v />", f"<v>{result}</v>".encode(), 1).replace(
            b"<v></v>", f"<v>{result}</v>".encode(), 1)  # fmt: skip
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for member, content in parts.items():
            package.writestr(member, content)
    return target.getvalue()


def copied(data: bytes, *problems: Problem) -> bytes:
    made = write_copy(data, problems, sha256=SHA, created=DAY)
    assert made is not None
    return made


def test_the_cell_is_coloured_and_told_what_to_do() -> None:
    book = openpyxl.load_workbook(io.BytesIO(copied(paper(A1="分", B2="八十"), fault("B2"))))
    page = book["表"]
    assert page["B2"].fill.fgColor.rgb == "FFFFC7A8" and page["B2"].value == "八十"
    text = page["B2"].comment.text
    assert (
        text.startswith(MARK)
        and "「八十」不是数字，应为 0–100 的数" in text
        and "请改正后重交。" in text
    )
    assert "登记.xlsx" not in text
    assert page["A1"].font.bold and page.column_dimensions["A"].width == 33
    assert page["A1"].fill.fill_type is None


def test_the_first_sheet_lists_all_with_links() -> None:
    problems = (fault("C3", "cell.commented"), fault("B2"), fault("", "sheet.not-recognised"))
    book = openpyxl.load_workbook(io.BytesIO(copied(paper(A1="分", B2="八十"), *problems)))
    assert book.sheetnames == [LIST, "表"] and book.active.title == LIST
    rows = [[cell.value for cell in row] for row in book[LIST].iter_rows(min_row=5)]
    assert [row[1] for row in rows] == ["错误", "警告", "提示"]
    assert rows[0][2:5] == ["表", "B2", "八十"]
    assert book[LIST]["D5"].hyperlink.location == "'表'!B2"
    assert book[LIST]["D6"].hyperlink is None


def test_an_old_comment_and_two_problems_of_a_cell_stand_together() -> None:
    data = paper(A1="分", B2="八十")
    book = openpyxl.load_workbook(io.BytesIO(data))
    book["表"]["B2"].comment = openpyxl.comments.Comment("原有批注", "某人")
    target = io.BytesIO()
    book.save(target)
    made = copied(target.getvalue(), fault("B2"), fault("B2", "cell.struck-out"))
    text = openpyxl.load_workbook(io.BytesIO(made))["表"]["B2"].comment.text
    assert text.startswith("原有批注") and text.count(MARK) == 2


def test_a_place_under_a_merge_is_marked_where_its_value_stands() -> None:
    book = openpyxl.load_workbook(io.BytesIO(paper(A1="分", B2="八十")))
    book["表"].merge_cells("B2:B4")
    target = io.BytesIO()
    book.save(target)
    page = openpyxl.load_workbook(io.BytesIO(copied(target.getvalue(), fault("B3"))))["表"]
    assert page["B2"].comment is not None and page["B2"].fill.fgColor.rgb == "FFFFC7A8"


def test_results_of_formulas_are_kept() -> None:
    data = with_results(paper(A1=1, A2="=A1+1", A3="=A9", B2="八十"), A2="2")
    before = {c.address: (c.kind, c.text) for c in read_xlsx(data)[0].cells.values()}
    assert before["A2"] == ("number", "2") and before["A3"][0] == "uncached"
    again = read_xlsx(copied(data, fault("B2")))[1]
    assert {c.address: (c.kind, c.text) for c in again.cells.values()} == before
    formula = openpyxl.load_workbook(io.BytesIO(copied(data, fault("B2"))))["表"]["A2"].value
    assert formula == "=A1+1"


def test_a_copy_carries_its_parent_and_no_time() -> None:
    data = paper(A1="分", B2="八十")
    made = copied(data, fault("B2"))
    assert made == copied(data, fault("B2"))
    (property_,) = openpyxl.load_workbook(io.BytesIO(made)).custom_doc_props.props
    assert (property_.name, property_.value) == (PARENT, SHA)


def test_what_looks_like_a_formula_in_a_message_is_text() -> None:
    odd = problem("cell.formula-not-cached", CellRef("甲.xlsx", "表", "A2"), actual="=SUM(A1)")
    page = openpyxl.load_workbook(io.BytesIO(copied(paper(A1=1), odd)))[LIST]
    assert (page["E5"].value, page["E5"].data_type) == ("=SUM(A1)", "s")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0"])
def test_what_cannot_be_opened_has_no_copy(data: bytes) -> None:
    assert write_copy(data, [fault("B2")], sha256=SHA, created=DAY) is None


def test_a_college_is_told_nothing_of_the_register() -> None:
    assert (
        advice("请改用名单中的名称，或把它作为简称写入登记.xlsx「学院名单」。")
        == "请改用名单中的名称。"
    )
    assert advice("请补填后重交。") == "请补填后重交。"


@pytest.fixture(scope="module")
def made(inputs: pipeline.YearInputs, read: Result, rules: Rules) -> dict[str, bytes]:
    around = read_surroundings(inputs.files, read.problems, year=2017)
    return write_feedback(inputs.files, read.tables, read.problems, around, rules=rules)


def test_files_are_grouped_by_college(made: dict[str, bytes], read: Result) -> None:
    assert "退回/口腔医学院/口腔医学院经费支出明细.xlsx" in made
    assert "退回/未识别单位/院系申报汇总表.xlsx" in made
    assert "退回/医学检验学院/医学检验学院经费支出明细（问题清单）.xlsx" in made
    grave = {one.where.file for one in read.problems
             if one.where.cell and one.severity != "NOTICE" and one.where.file != "登记.xlsx"}  # fmt: skip
    assert len(made) == len(grave)
    names = {Path(file).stem for file in grave}
    assert {Path(name).stem.removesuffix("（问题清单）") for name in made} == names


def test_a_list_shows_the_cells_around_each_bad_one(made: dict[str, bytes]) -> None:
    data = made["退回/医学检验学院/医学检验学院经费支出明细（问题清单）.xlsx"]
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["问题清单", "表格局部"]
    cells = [cell for row in book["表格局部"].iter_rows() for cell in row if cell.value]
    marked = [cell.value for cell in cells if cell.fill.fgColor.rgb == "FFFBE3D5"]
    assert marked == ["11月3日"]
    assert len(cells) > 10


def test_only_notices_are_no_reason_to_hand_back(
    inputs: pipeline.YearInputs, read: Result, rules: Rules
) -> None:
    notices = Problems(one for one in read.problems if one.severity == "NOTICE")
    around = read_surroundings(inputs.files, notices, year=2017)
    assert write_feedback(inputs.files, read.tables, notices, around, rules=rules) == {}
