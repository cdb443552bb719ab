from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest

from assessment.core.result import Result
from papers import Read, book, codes, sheet

TITLE = ["2017年现场答辩评分汇总表（第二场）"]
HEADER = ["出场顺序", "项目名称", "评委1", "评委2", "评委3"]
FIRST, SECOND = "“生命接力”志愿服务", "天使之翼"


def matrix(read_files: Read, *rows: Sequence[Any], header: Sequence[Any] = HEADER) -> Result:
    return read_files({"a.xlsx": book(sheet([TITLE, header, *rows]))})


def marks(result: Result) -> pd.DataFrame:
    return result.tables["marks"].set_index(["project_id", "judge_id", "criterion"])


def test_a_matrix_gives_a_mark_a_cell_with_its_address(read_files: Read) -> None:
    result = matrix(read_files, [2, FIRST, 90, "回避", 88.5], [1, SECOND, None, "缺席", "８５"])
    table = marks(result)
    assert codes(result) == []
    assert set(result.tables["marks"]["component"]) == {"defense"}
    assert table.loc[("2017-C01-1", "J3", "total"), "points"] == 88.5
    assert table.loc[("2017-C01-1", "J3", "total"), "src"].endswith("!表!E3")
    assert table["status"].to_dict() == {
        ("2017-C01-1", "J1", "total"): "given",
        ("2017-C01-1", "J2", "total"): "recused",
        ("2017-C01-1", "J3", "total"): "given",
        ("2017-C02-1", "J1", "total"): "blank",
        ("2017-C02-1", "J2", "total"): "absent",
        ("2017-C02-1", "J3", "total"): "given",
    }
    assert table["points"].isna().sum() == 3
    order = result.tables["running_order"]
    assert order[["project_id", "order_no", "sitting_no"]].to_numpy().tolist() == [
        ["2017-C01-1", 2, 2],
        ["2017-C02-1", 1, 2],
    ]


def test_a_judge_who_is_not_listed_is_left_out(read_files: Read) -> None:
    result = matrix(read_files, [1, FIRST, 90, 91, 92], header=[*HEADER[:4], "评委9"])
    assert codes(result) == [("judge.unknown", "E2")]
    assert set(result.tables["marks"]["judge_id"]) == {"J1", "J2"}


@pytest.mark.parametrize(("again", "status"), [(90, "given"), (91, "unreadable")])
def test_a_judge_who_marks_twice_is_shown_at_both_places(
    read_files: Read, again: int, status: str
) -> None:
    judges = (["项目名称", "评委1", "评委2"], ["项目名称", "评委1", "评委3"])
    files = {
        "a.xlsx": book(sheet([TITLE, judges[0], [FIRST, 90, 80]])),
        "b.xlsx": book(sheet([TITLE, judges[1], [FIRST, again, 80], ["统分人：示例"]])),
    }
    result = read_files(files)
    where = [(fault.where.file, fault.where.cell) for fault in result.problems]
    assert sorted(where) == [("2017/a.xlsx", "B3"), ("2017/b.xlsx", "B3")]
    assert {fault.code for fault in result.problems} == {"judge.duplicate-mark"}
    table = marks(result)
    assert table.loc[("2017-C01-1", "J1", "total"), "status"] == status
    assert table.loc[("2017-C01-1", "J2", "total"), "points"] == 80


def test_a_project_nobody_applied_with_is_named(read_files: Read) -> None:
    result = matrix(read_files, [1, "天使之异", 90, 91, 92])
    (fault,) = result.problems
    assert (fault.code, fault.where.cell, fault.expected) == ("project.unknown", "B3", SECOND)
    assert result.tables["marks"].empty


def test_a_mark_merged_over_two_places_belongs_to_the_first_alone(read_files: Read) -> None:
    made = sheet([TITLE, HEADER, [1, FIRST, 90, 91, 92], [2, SECOND, None, 85, None]])
    made.merge(3, 3, 4, 3)  # one judge, two projects
    made.merge(4, 4, 4, 5)  # one project, two judges
    result = read_files({"a.xlsx": book(made)})
    assert codes(result) == [("cell.merged", "C4"), ("cell.merged", "E4")]
    table = marks(result)
    assert table.loc[("2017-C01-1", "J1", "total"), "points"] == 90
    assert table.loc[("2017-C02-1", "J1", "total"), "status"] == "unreadable"
    assert table.loc[("2017-C02-1", "J3", "total"), "status"] == "unreadable"


@pytest.mark.parametrize(
    "footer", [["记分员：", None, None, "监督员："], ["秘书处：", None, "签字："]]
)
def test_a_footer_of_labels_is_no_mark(read_files: Read, footer: Sequence[Any]) -> None:
    result = matrix(read_files, [1, FIRST, 90, 91, 92], footer)
    assert codes(result) == []
    assert len(result.tables["marks"]) == 3


def test_marks_without_a_project_name_are_said(read_files: Read) -> None:
    result = matrix(read_files, [1, None, 90, 91, 92])
    assert codes(result) == [("project.name-missing", "A3")]


def test_the_college_must_be_the_projects_own(read_files: Read) -> None:
    header = ["申报单位", "项目名称", "评委1", "评委2"]
    result = matrix(read_files, ["护理", FIRST, 90, 91], header=header)
    assert codes(result) == [("project.other-college", "B3")]
    assert result.problems[0].expected == "临床医学院"


def test_a_name_that_two_colleges_use_wants_the_college(read_files: Read) -> None:
    twin = [["申报单位", "项目名称", "品牌主题"], ["护理学院", FIRST, "志愿服务类"]]
    header = ["申报单位", "项目名称", "评委1", "评委2"]
    for college, expected in ((None, {"project.several"}), ("护理学院", set())):
        board = book(sheet([TITLE, header, [college, FIRST, 90, 91]]))
        result = read_files({"汇总.xlsx": book(sheet(twin)), "a.xlsx": board})
        assert {problem.code for problem in result.problems} - {"project.similar"} == expected


def test_a_sheet_that_names_no_component_is_refused(read_files: Read) -> None:
    result = read_files({"a.xlsx": book(sheet([["评分表"], HEADER, [1, FIRST, 90, 91, 92]]))})
    assert codes(result) == [("sheet.component-unknown", "")]


@pytest.mark.parametrize("place", ["title", "sheet", "file", "folder"])
def test_the_component_is_told_by_title_sheet_file_or_folder(read_files: Read, place: str) -> None:
    told = "现场答辩"
    title = [told if place == "title" else "评分"]
    made = sheet([title, HEADER, [1, FIRST, 90, 91, 92]], told if place == "sheet" else "表")
    file = {"file": f"{told}.xlsx", "folder": f"{told}/a.xlsx"}.get(place, "a.xlsx")
    result = read_files({file: book(made)})
    assert codes(result) == []
    assert set(result.tables["marks"]["component"]) == {"defense"}


CRITERIA = ["思想性（35分）", "创新性（35分）", "效果（25分）", "参与度（5分）"]


@pytest.mark.parametrize(
    "told", ["评委编号：3", "评委编号：J3", "评委3", "评委：3号", "评委姓名：示例丙"]
)
def test_a_judges_list_is_known_by_number_or_name(read_files: Read, told: str) -> None:
    rows = [["答辩评分表"], [told], ["项目名称", *CRITERIA], [FIRST, 30, 31.5, 20, 5]]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert codes(result) == []
    table = marks(result)
    assert set(result.tables["marks"]["judge_id"]) == {"J3"}
    assert table.loc[("2017-C01-1", "J3", "创新性"), "points"] == 31.5


def test_a_judges_list_without_judge_is_refused(read_files: Read) -> None:
    rows = [["答辩评分表"], ["项目名称", *CRITERIA], [FIRST, 30, 31.5, 20, 5]]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert codes(result) == [("judge.not-stated", "")]


def test_full_marks_bound_each_criterion(read_files: Read) -> None:
    rows = [["答辩评分表"], ["评委1"], ["项目名称", *CRITERIA], [FIRST, 36, 31, 20, 5]]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert codes(result) == [("points.out-of-range", "B4")]


def form(*marks: Any) -> list[list[Any]]:
    lines = [[name, "评分标准", mark] for name, mark in zip(CRITERIA, marks, strict=True)]
    return [
        ["现场答辩评分表"],
        ["项目名称：", FIRST, "评委编号：", 2],
        ["项目", "评分标准（占20分）", "得分"],
        *lines,
        ["合计", None, 99],
    ]


def test_a_criterion_that_stands_twice_on_a_form_is_told(read_files: Read) -> None:
    rows = form(30, 31, 20, 5)[:-1]
    result = read_files({"a.xlsx": book(sheet([*rows, rows[-1]]))})
    assert [code for code, _ in codes(result)] == ["judge.duplicate-mark"] * 2
    assert list(result.tables["marks"]["status"]) == ["given"] * 4
    named = [*rows[:-1], [rows[-1][0], "参与度（占5分）", 5]]
    assert codes(read_files({"a.xlsx": book(sheet(named))})) == []
    table = read_files({"a.xlsx": book(sheet([*rows, [*rows[-1][:2], 4]]))}).tables["marks"]
    assert set(table["criterion"][table["status"] == "unreadable"]) == {"参与度"}


def test_one_form_a_judge_and_project(read_files: Read) -> None:
    result = read_files({"a.xlsx": book(sheet(form(30, "弃权", None, 5)))})
    assert codes(result) == []
    table = marks(result)["status"]
    assert table.to_dict() == {
        ("2017-C01-1", "J2", "参与度"): "given",
        ("2017-C01-1", "J2", "创新性"): "abstained",
        ("2017-C01-1", "J2", "思想性"): "given",
        ("2017-C01-1", "J2", "效果"): "blank",
    }
