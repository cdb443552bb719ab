"""Papers handed in again: with the line in 收件登记 the later one holds, without it both do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import pytest

from assessment.core.result import Result
from papers import RED_FLAG_LINES, Read, activity_register, book, codes, red_flag_form, sheet

NAME = "“某某”活动"
AGAIN = [2017, "护理", "申报材料", 2, "2017.3.18", None, "是", "是", "重交"]
FIRST = [2017, "护理", "申报材料", 1, "2017.3.15", None, "是", "是", "退回"]


def form(asked: Any, name: str = NAME, theme: str = "☑志愿服务类") -> bytes:
    rows = [
        ["项目名称", name],
        ["申报单位", "护理学院团委", "申请经费", asked],
        ["品牌主题", theme],
        ["科目", "用途", "金额"],
        ["交通", "往返", asked],
    ]
    return book(sheet(rows, "申报表"))


def read(
    read_files: Read, files: Mapping[str, bytes], lines: Sequence[Sequence[Any]] = (FIRST, AGAIN)
) -> Result:
    return read_files(files, {"收件登记": lines})


def said(result: Result) -> list[tuple[str, str]]:
    return [(fault.code, fault.where.file.removeprefix("2017/")) for fault in result.problems]


@pytest.mark.parametrize("word", ["(修改版)", "（修订）", "-重交", "_更正版", "最终版(1)"])
def test_the_revised_form_takes_the_place_of_the_first(read_files: Read, word: str) -> None:
    files = {"申报表.xlsx": form("五千多", theme=""), f"申报表{word}.xlsx": form(4000)}
    result = read(read_files, files)
    assert said(result) == [("file.superseded", "申报表.xlsx")]
    assert result.problems[0].actual == f"2017/申报表{word}.xlsx"
    row = result.tables["applications"].set_index("project_name").loc[NAME]
    assert row["requested_fen"] == 400000
    assert result.tables["budget_plan"]["planned_fen"].tolist() == [400000]
    sources = result.tables["sources"].set_index("file")
    assert (
        sources["is_superseded"].to_dict()
        == {
            "2017/0申报汇总.xlsx": False,
            "2017/申报表.xlsx": True,
            f"2017/申报表{word}.xlsx": False,
            "登记.xlsx": False,
        }
        or not sources.loc[f"2017/申报表{word}.xlsx", "is_superseded"]
    )
    assert sources.loc["2017/申报表.xlsx", "kind"] in ("application_form", "xlsx")


@pytest.mark.parametrize(
    "lines",
    [
        (),
        (FIRST,),
        ([*AGAIN[:3], 1, *AGAIN[4:]],),
        ([*AGAIN[:8], "已交"],),
        ([2017, "临床", *AGAIN[2:]],),
        ([*AGAIN[:2], "结项材料", *AGAIN[3:]],),
    ],
)
def test_without_the_line_in_the_register_both_hold(
    read_files: Read, lines: Sequence[Sequence[Any]]
) -> None:
    files = {"申报表.xlsx": form(5000), "申报表（修改版）.xlsx": form(4000)}
    result = read(read_files, files, lines)
    assert said(result) == [("submission.two-versions", "申报表（修改版）.xlsx")]
    told = result.problems[0]
    assert (told.actual, told.expected) == ("申请经费、经费预算", "2017/申报表.xlsx")
    row = result.tables["applications"].set_index("project_name").loc[NAME]
    assert pd.isna(row["requested_fen"]) and row["theme_code"] == "T7"
    assert result.tables["budget_plan"].empty
    assert not result.tables["sources"]["is_superseded"].any()


def test_two_forms_without_any_word_of_revision_are_two_versions_too(read_files: Read) -> None:
    files = {"申报表.xlsx": form(5000), "申报表2.xlsx": form(5000, theme="☑思想教育类")}
    result = read(read_files, files, ())
    assert said(result) == [("submission.two-versions", "申报表2.xlsx")]
    assert result.problems[0].actual == "品牌主题"
    assert result.tables["budget_plan"]["planned_fen"].tolist() == [500000]


def test_the_same_form_twice_is_only_a_duplicate(read_files: Read) -> None:
    files = {"申报表.xlsx": form(5000), "申报表（修改版）.xlsx": form(5000, NAME + " ")}
    result = read(read_files, files, ())
    assert said(result) == [("project.duplicate", "申报表（修改版）.xlsx")]


def test_what_two_papers_dispute_a_third_does_not_settle(read_files: Read) -> None:
    head = ["申报单位", "项目名称", "类别", "申请经费"]
    lists = [
        book(sheet([head, ["护理", NAME, "志愿服务类", asked]])) for asked in (6000, 5000, 4000)
    ]
    result = read(read_files, {f"汇总{n}.xlsx": data for n, data in enumerate(lists)}, ())
    assert said(result) == [
        ("application.conflict", "汇总1.xlsx"),
        ("application.conflict", "汇总2.xlsx"),
    ]
    row = result.tables["applications"].set_index("project_name").loc[NAME]
    assert pd.isna(row["requested_fen"])


def test_of_two_registers_or_red_flag_forms_neither_is_read(read_files: Read) -> None:
    line = ["2017.4.12", "启动仪式", None, 10, "是", "照片", "院级", 4]
    files = {
        "登记表.xlsx": activity_register(line),
        "登记表（修改）.xlsx": activity_register([*line[:7], 6]),
        "考核表.xlsx": book(red_flag_form()),
        "考核表（重交）.xlsx": book(red_flag_form(RED_FLAG_LINES[:3])),
    }
    result = read(read_files, files, ())
    assert said(result) == [
        ("submission.two-versions", "登记表（修改）.xlsx"),
        ("submission.two-versions", "考核表（重交）.xlsx"),
    ]
    assert result.problems[0].expected == "2017/登记表.xlsx"
    for name in ("activities", "materials", "red_flag_items"):
        assert result.tables[name].empty
    alone = read(read_files, {"登记表（修改）.xlsx": activity_register(line)}, ())
    assert said(alone) == [] and len(alone.tables["activities"]) == 1


def test_a_list_still_has_to_agree_with_the_revised_form(read_files: Read) -> None:
    head = ["申报单位", "项目名称", "类别", "申请经费"]
    files = {
        "1汇总.xlsx": book(sheet([head, ["护理", NAME, "志愿服务类", 5000]])),
        "申报表.xlsx": form(5000),
        "申报表（修改版）.xlsx": form(4000),
    }
    result = read(read_files, files)
    assert said(result) == [
        ("file.superseded", "申报表.xlsx"),
        ("application.conflict", "申报表（修改版）.xlsx"),
    ]


def test_a_file_of_two_projects_keeps_the_other(read_files: Read) -> None:
    head = ["申报单位", "项目名称", "类别", "申请经费"]
    rows = [
        head,
        ["护理", NAME, "志愿服务类", 5000],
        ["护理", "另一项", "其他", 1],
        ["合计", None, None, 5001],
    ]
    files = {
        "汇总.xlsx": book(sheet(rows)),
        "汇总（修改）.xlsx": book(sheet([head, ["护理", NAME, "志愿服务类", 4000]])),
    }
    result = read(read_files, files)
    assert codes(result) == [("file.superseded", "B2")]
    asked = result.tables["applications"].set_index("project_name")["requested_fen"]
    assert (asked[NAME], asked["另一项"]) == (400000, 100)
    assert not result.tables["sources"]["is_superseded"].any()


def test_papers_of_other_kinds_go_by_their_own_line(read_files: Read) -> None:
    line = ["2017.4.12", "启动仪式", None, 10, "是", "照片", "院级", 4]
    other = ["2017.4.12", "启动仪式", None, 10, "是", "照片", "院级", 6]
    files = {
        "登记表.xlsx": activity_register(line, line),
        "登记表（修改）.xlsx": activity_register(other),
        "考核表.xlsx": book(red_flag_form()),
        "考核表（重交）.xlsx": book(red_flag_form(RED_FLAG_LINES[:3])),
    }
    handed_in = [[2017, "护理", kind, 2, None, None, None, None, "重交"]
                 for kind in ("结项材料", "五四红旗考核表")]  # fmt: skip
    result = read(read_files, files, handed_in)
    assert said(result) == [("file.superseded", "登记表.xlsx"), ("file.superseded", "考核表.xlsx")]
    assert result.tables["materials"]["n_items"].tolist() == [6]
    assert len(result.tables["red_flag_items"]) == 3
