"""Criteria crossing judges, one block a project (layout 6), and one header over two rows (4)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest

from assessment.core.result import Result
from papers import Read, book, codes, sheet

FIRST, SECOND = "“生命接力”志愿服务", "天使之翼"
CRITERIA = (("思想性", 35), ("创新性", 35), ("效果", 25), ("参与度", 5))


def block(project: str, marks: Sequence[Sequence[Any]], total: Sequence[Any]) -> list[list[Any]]:
    lines = [[name, full, *row] for (name, full), row in zip(CRITERIA, marks, strict=True)]
    return [
        ["项目名称：", project],
        ["申报单位：", "临床" if project == FIRST else "护理"],
        ["评分项目", "分值", "评委1", "评委2"],
        *lines,
        ["合计", 100, *total],
    ]


MARKS = ([30, "回避"], [31.5, "回避"], [20, "回避"], [5, "回避"])


def marks(result: Result) -> pd.DataFrame:
    return result.tables["marks"].set_index(["project_id", "judge_id", "criterion"])


def test_blocks_below_each_other_are_each_about_one_project(read_files: Read) -> None:
    second = block(SECOND, [[35, 33], [35, 30], [25, 20], [5, None]], [100, 83])
    rows = [["现场答辩评分表"], [], *block(FIRST, MARKS, [86.5, None]), [], *second, ["统分人："]]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert codes(result) == []
    table = marks(result)
    assert len(table) == 16
    assert set(result.tables["marks"]["component"]) == {"defense"}
    assert table.loc[("2017-C01-1", "J1", "创新性"), "src"].endswith("!表!C7")
    assert table.loc[("2017-C01-1", "J2", "效果"), "status"] == "recused"
    assert table.loc[("2017-C02-1", "J1", "思想性"), "points"] == 35
    assert table.loc[("2017-C02-1", "J2", "参与度"), "status"] == "blank"
    kinds = result.tables["sources"].set_index("file")["kind"]
    assert kinds["2017/a.xlsx"] == "mark_cross"


def test_a_judges_sum_is_checked_and_not_used(read_files: Read) -> None:
    rows = [["现场答辩"], *block(FIRST, MARKS, [87.5, None])]
    (fault,) = read_files({"a.xlsx": book(sheet(rows))}).problems
    assert (fault.code, fault.where.cell, fault.expected) == ("total.does-not-add-up", "C9", "86.5")


def test_judges_may_stand_in_the_rows(read_files: Read) -> None:
    rows = [
        ["现场答辩评分表"],
        ["项目名称：" + FIRST],
        ["评委", *(name for name, _ in CRITERIA), "总分"],
        ["评委1", 30, 30, 20, 5, 85],
        ["评委2", 31, None, 20, 5, 56],
    ]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert codes(result) == []
    assert marks(result).loc[("2017-C01-1", "J2", "思想性"), "src"].endswith("!表!B5")
    assert marks(result).loc[("2017-C01-1", "J2", "创新性"), "status"] == "blank"


def test_a_header_that_says_project_over_criteria_is_no_list_of_projects(read_files: Read) -> None:
    rows = [["现场答辩"], *block(FIRST, MARKS, [86.5, None])]
    rows[3][0] = "项目"
    assert codes(read_files({"a.xlsx": book(sheet(rows))})) == []


def test_a_line_that_is_no_criterion_is_said(read_files: Read) -> None:
    rows = [["现场答辩"], *block(FIRST, MARKS, [None, None])]
    rows[6][0] = "效果好"
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert codes(result) == [("marks.criterion-unknown", "A7")]
    assert "效果" not in set(result.tables["marks"]["criterion"])


def test_judges_and_projects_that_are_not_listed_are_said(read_files: Read) -> None:
    rows = [["现场答辩"], *block(FIRST, MARKS, [86.5, None])]
    rows[3][3] = "评委9"
    assert codes(read_files({"a.xlsx": book(sheet(rows))})) == [("judge.unknown", "D4")]
    rows[1][1] = "地外文明"
    assert codes(read_files({"a.xlsx": book(sheet(rows))})) == [("project.unknown", "B2")]
    del rows[1]
    assert codes(read_files({"a.xlsx": book(sheet(rows))})) == [("project.name-missing", "C3")]


@pytest.mark.parametrize("is_merged", [True, False])
def test_criteria_below_a_common_heading(read_files: Read, is_merged: bool) -> None:
    made = sheet(
        [
            ["2017年现场答辩评分表　　评委编号：3"],
            ["序号", "申报单位", "项目名称", "答辩得分", None, None, None, "总分"],
            [None, None, None, "思想性(35)", "创新性(35)", "效果(25)", "参与度(5)"],
            [1, "临床", FIRST, 30, 31.5, 20, 5, 86.5],
            [2, "护理", SECOND, 36, None, "弃权", 4, 40],
            ["评委签名：　　　　日期："],
        ]
    )
    made.merge(1, 1, 1, 8)
    if is_merged:
        made.merge(2, 4, 2, 7)
        for column in (1, 2, 3, 8):
            made.merge(2, column, 3, column)
    result = read_files({"a.xlsx": book(made)})
    assert codes(result) == [("points.out-of-range", "D5")]
    table = marks(result)
    assert set(result.tables["marks"]["judge_id"]) == {"J3"}
    assert table.loc[("2017-C01-1", "J3", "创新性"), "src"].endswith("!表!E4")
    assert table.loc["2017-C02-1"]["status"].to_dict() == {
        ("J3", "思想性"): "unreadable",
        ("J3", "创新性"): "blank",
        ("J3", "效果"): "abstained",
        ("J3", "参与度"): "given",
    }


@pytest.mark.parametrize(
    ("total", "said"),
    [(86.5, False), ("８６．５", False), (86, True), ("八十多", True), (None, False)],
)
def test_the_sum_beside_a_judges_marks(read_files: Read, total: Any, said: bool) -> None:
    header = ["项目名称", *(name for name, _ in CRITERIA), "总分"]
    rows = [["现场答辩"], ["评委1"], header, [FIRST, 30, 31.5, 20, 5, total]]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert codes(result) == ([("total.does-not-add-up", "F4")] if said else [])


def test_criteria_of_another_component_are_not_dropped_silently(read_files: Read) -> None:
    header = ["项目名称", "思想性", "创新性", "方案可行"]
    rows = [["现场答辩"], ["评委1"], header, [FIRST, 30, 31, 20]]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert codes(result) == [("marks.criterion-unknown", "D3")]


HEAD = ["评分项目", "分值", "评委1", "评委2"]


@pytest.mark.parametrize("at", [5, 6, 7])
def test_the_header_of_a_cross_may_stand_again_on_the_next_page(read_files: Read, at: int) -> None:
    rows = [["现场答辩"], *block(FIRST, MARKS, [86.5, None])]
    rows.insert(at, HEAD)
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert codes(result) == []
    assert (marks(result)["status"] == "given").sum() == 4
    assert result.tables["sheet_blocks"]["kind"].tolist().count("mark_cross") == 1
    cells = result.tables["sheet_cells"].set_index("reason")["n_cells"]
    assert cells["row.header-again"] == 4


def test_the_header_over_judges_below_each_other_may_stand_again(read_files: Read) -> None:
    head = ["评委", *(name for name, _ in CRITERIA), "总分"]
    one, two = ["评委1", 30, 30, 20, 5, 85], ["评委2", 31, 31, 21, 4, 87]
    rows = [["现场答辩评分表"], ["项目名称：" + FIRST], head, one, head, two]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert codes(result) == []
    assert len(marks(result)) == 8


def test_a_cross_that_stands_twice_is_told(read_files: Read) -> None:
    first = block(FIRST, MARKS, [86.5, None])
    again = block(FIRST, ([31, 30], *MARKS[1:]), [87.5, None])[2:]
    result = read_files({"a.xlsx": book(sheet([["现场答辩"], *first, *again]))})
    assert {code for code, _ in codes(result)} == {"judge.duplicate-mark"}
    unreadable = marks(result)["status"] == "unreadable"
    assert unreadable.sum() == 2


@pytest.mark.parametrize(("text", "width"), [("一、内容（70分）", 1), ("内容和特色", 4)])
def test_a_group_of_criteria_is_no_criterion(read_files: Read, text: str, width: int) -> None:
    rows = [["现场答辩"], *block(FIRST, MARKS, [86.5, None])]
    rows.insert(4, [text])
    made = sheet(rows)
    if width > 1:
        made.merge(5, 1, 5, width)
    assert codes(read_files({"a.xlsx": book(made)})) == []


def test_a_remark_below_a_cross_is_a_note(read_files: Read) -> None:
    rows = [["现场答辩"], *block(FIRST, MARKS, [86.5, None]), ["*含补交的一份"]]
    assert codes(read_files({"a.xlsx": book(sheet(rows))})) == []


@pytest.mark.parametrize("is_across", [True, False])
def test_a_criterion_that_stands_twice_in_a_cross_is_told(
    read_files: Read, is_across: bool
) -> None:
    lines = [[name, 5, 4] for name, _ in CRITERIA]
    rows = [["评分项", "评委1", "评委3"], *lines, ["效果", 5, 3]]
    made = rows if is_across else [list(column) for column in zip(*rows, strict=True)]
    result = read_files({"a.xlsx": book(sheet([["现场答辩"], ["项目名称：" + FIRST], *made]))})
    assert [code for code, _ in codes(result)] == ["judge.duplicate-mark"] * 4
    table = marks(result)["status"]
    assert table["2017-C01-1", "J1", "效果"] == "given"
    assert table["2017-C01-1", "J3", "效果"] == "unreadable"


def test_the_college_beside_one_project_is_not_the_next_ones(read_files: Read) -> None:
    first, second = (block(name, MARKS, [86.5, None]) for name in (FIRST, SECOND))
    del second[1]
    rows = [["现场答辩"], *first, *second]
    assert codes(read_files({"a.xlsx": book(sheet(rows))})) == []
    del first[1]
    rows = [["现场答辩"], ["申报单位：临床医学院"], *first, *second]
    told = codes(read_files({"a.xlsx": book(sheet(rows))}))
    assert [code for code, _ in told] == ["project.other-college"]
