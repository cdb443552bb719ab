"""A refused sheet says which line came nearest to a header, what it lacks and what it is like."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from papers import FIRST, SECOND, Read, book, codes, sheet

BOARD = [["2017年现场答辩评分汇总表"]]
CASES: list[tuple[list[Sequence[Any]], str, str, str]] = [
    ([*BOARD, ["出场", "参评作品", "评委1", "评委2"], [1, FIRST, 90, 91]], "B2",
     "认得：C2「评委1」、D2「评委2」；不认得：A2「出场」（像是「出场序号」）、B2「参评作品」",
     "要作为评分汇总表读取，还缺：「项目名称」"),
    ([*BOARD, ["项目名称", "一号老师", "二号评审"], [FIRST, 90, 91]], "B2",
     "认得：A2「项目名称」；不认得：B2「一号老师」（像是「评委1」）、C2「二号评审」（像是「评委2」）",
     "要作为评分汇总表读取，还缺：至少两位评委，每位一列（如「评委1」）"),
    ([["经费"], ["日期", "类别", "花费数额"], ["2017.4.1", "交通", 100]], "C2",
     "认得：A2「日期」、B2「类别」；不认得：C2「花费数额」", "要作为经费支出明细表读取，还缺：「金额」"),
    ([["申报表"], ["项目名称", "x", "申报单位", "护理学院"], ["品牌主题分类", "思想教育类"]], "A3",
     "认得：A2「项目名称」、C2「申报单位」；不认得：A3「品牌主题分类」（像是「品牌主题」）",
     "要作为申报表读取，还缺：「品牌主题」"),
    ([["答辩"], ["参赛作品", FIRST, SECOND], ["评委1", 90, 91], ["评委2", 90, 90]], "A2",
     "认得：A3「评委1」、A4「评委2」；不认得：A2「参赛作品」",
     "要作为评分汇总表读取，还缺：「项目名称」"),
    ([*BOARD, ["项目名称", "王五", "赵六"], [FIRST, 90, 91]], "B2",
     "认得：A2「项目名称」；不认得：B2「王五」（若是评委姓名，须先写入评委名单）、"
     "C2「赵六」（若是评委姓名，须先写入评委名单）",
     "要作为评分汇总表读取，还缺：至少两位评委，每位一列（如「评委1」）"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "cell", "actual", "expected"), CASES)
def test_the_nearest_line_is_told_with_what_it_lacks(
    read_files: Read, rows: list[Sequence[Any]], cell: str, actual: str, expected: str
) -> None:
    (fault,) = read_files({"a.xlsx": book(sheet(rows))}).problems
    assert (fault.code, fault.where.cell) == ("sheet.header-unclear", cell)
    assert fault.expected == f"{actual}。{expected}"
    assert fault.actual and fault.actual in actual


def test_it_is_told_in_english_with_the_words_of_the_paper_as_they_are(read_files: Read) -> None:
    rows = [["经费"], ["日期", "类别", "花费、数额"], ["2017.4.1", "交通", 100]]
    (fault,) = read_files({"a.xlsx": book(sheet(rows))}).problems
    line = fault.line("en")
    assert "understood: A2 “日期”, B2 “类别”; not understood: C2 “花费、数额”" in line
    assert "to be read as ledger it lacks: “金额”." in line


@pytest.mark.parametrize(
    "rows",
    [
        [["签到表"], ["序号", "姓名", "单位", "签名"], [1, "示例", "护理学院", None]],
        [["说明"], ["请各学院按时报送。"], ["联系电话：000"]],
        [[1, 2, 3], [4, 5, 6]],
    ],
)
def test_a_sheet_that_is_like_none_of_ours_is_only_called_unknown(
    read_files: Read, rows: list[Sequence[Any]]
) -> None:
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert codes(result) == [("sheet.not-recognised", "")]


def test_labels_of_a_form_that_is_none_explain_nothing(read_files: Read) -> None:
    rows = [["日期", "类别"], ["项目名称", "x", "申报单位"], ["2017.4.1", "交通", "品牌主题"]]
    (fault,) = read_files({"a.xlsx": book(sheet(rows))}).problems
    assert (fault.code, fault.where.cell) == ("sheet.header-unclear", "A1")
    assert fault.expected.endswith("要作为经费支出明细表读取，还缺：「金额」")


def test_nothing_proposed_is_applied_and_every_cell_is_a_problem(read_files: Read) -> None:
    result = read_files({"a.xlsx": book(sheet(CASES[1][0]))})
    assert result.tables["marks"].empty
    cells = result.tables["sheet_cells"]
    mine = cells[cells["reason"] == "sheet.header-unclear"]
    assert mine[["sheet", "cell_class", "n_cells"]].to_numpy().tolist() == [["表", "problem", 7]]


def test_what_the_register_says_of_a_header_mends_the_sheet(read_files: Read) -> None:
    pins = [
        (2017, None, None, "一号老师", "评委1", None),
        (2017, None, None, "二号评审", "评委2", None),
    ]
    result = read_files({"a.xlsx": book(sheet(CASES[1][0]))}, {"表头对照": pins})
    assert codes(result) == []
    assert result.tables["marks"]["points"].tolist() == [90, 91]


def test_a_sheet_of_many_lines_is_looked_at_only_at_its_top(read_files: Read) -> None:
    rows: list[Sequence[Any]] = [["甲", "乙"]] * 60
    result = read_files({"a.xlsx": book(sheet([*rows, *CASES[2][0]]))})
    assert codes(result) == [("sheet.not-recognised", "")]


@pytest.mark.parametrize(
    ("head", "near"),
    [
        ("点评", "无"),
        ("评委", "无"),
        ("附件", "无"),
        ("评语", "无"),
        ("三号评审", "评委3"),
        ("出场顺续", "出场顺序"),
    ],
)
def test_what_is_proposed_is_another_word_and_one_of_such_a_table(
    read_files: Read, head: str, near: str
) -> None:
    rows = [["现场答辩"], ["项目名称", "评委1", "评委2", head], [FIRST, 90, 91, "示例"]]
    (fault,) = read_files({"a.xlsx": book(sheet(rows))}).problems
    assert (fault.code, fault.where.cell, fault.expected) == ("column.unmapped", "D2", near)


def test_a_column_that_is_there_already_is_not_proposed(read_files: Read) -> None:
    rows = [["现场投票统计"], ["项目名称", "票数", "计票（正字）"], [FIRST, 5, "正"]]
    (fault,) = read_files({"a.xlsx": book(sheet(rows))}).problems
    assert (fault.code, fault.where.cell, fault.expected) == ("column.unmapped", "C2", "无")
