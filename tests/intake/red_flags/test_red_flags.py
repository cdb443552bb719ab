"""五四红旗团委考核表 of one college and summaries of many (layouts 13a and 13b)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest

from assessment.core.result import Result
from assessment.sample.draft import write_docx, write_xls
from papers import (
    RED_FLAG_HEAD,
    RED_FLAG_LINES,
    RED_FLAG_TITLE,
    Read,
    book,
    codes,
    red_flag_form,
    sheet,
)

SUMMARY = [
    "序号",
    "申报单位",
    "思想政治建设\n（25）",
    "组织建设(25分)",
    "特色工作加分",
    "材料报送扣分",
    "一票否决",
    "合计",
]


def items(result: Result, code: str = "C02") -> pd.DataFrame:
    table = result.tables["red_flag_items"]
    return table[table["college_code"] == code].set_index("item")


@pytest.mark.parametrize("kind", ["xlsx", "xls", "docx"])
def test_a_form_gives_a_row_a_line(read_files: Read, kind: str) -> None:
    made = red_flag_form()
    data = {
        "xlsx": lambda: book(made),
        "xls": lambda: write_xls([made]),
        "docx": lambda: write_docx("考核表", made, widths=(2.0,) * 6),
    }[kind]()
    result = read_files({f"考核表.{kind}": data}, year=2019)
    assert codes(result) == []
    table = items(result)
    assert table["points"].dropna().to_dict() == {
        "思想政治建设·理论学习": 8.5,
        "思想政治建设·主题教育": 13,
        "组织建设·支部建设": 24,
        "特色工作加分": 2,
        "材料报送扣分": 1,
    }
    assert table.loc["思想政治建设·主题教育", ["self_points", "cap_points"]].tolist() == [14, 15]
    assert table.index[table["is_deduction"]].tolist() == ["材料报送扣分"]
    assert table["is_veto"].to_dict()["团费收缴管理违规"]
    assert not table["is_veto"].to_dict()["发生重大安全责任事故"]
    sheet_name = "表1" if kind == "docx" else "表"
    assert table.loc["组织建设·支部建设", "src"].endswith(f"!{sheet_name}!F6")
    kinds = result.tables["sources"].set_index("file")["kind"]
    assert kinds[f"2017/考核表.{kind}"] == "red_flag_form"


def test_a_first_level_left_blank_goes_on(read_files: Read) -> None:
    made = red_flag_form()
    made.merges.remove((4, 1, 5, 1))
    assert "思想政治建设·主题教育" in items(read_files({"a.xlsx": book(made)}, year=2019)).index


def test_a_line_without_points_keeps_what_the_college_says(read_files: Read) -> None:
    lines = [
        ["组织建设", "支部建设", "换届", 25, 24, None],
        ["活动开展", None, None, 25, None, None],
    ]
    table = items(
        read_files({"a.xlsx": book(red_flag_form([*RED_FLAG_LINES[:2], *lines]))}, year=2019)
    )
    assert pd.isna(table.loc["组织建设·支部建设", "points"])
    assert table.loc["组织建设·支部建设", "src"].endswith("!表!E6")
    assert table.loc["活动开展", "src"].endswith("!表!A7")


def test_numbers_and_vetoes_that_cannot_be_read_are_said(read_files: Read) -> None:
    lines = [list(line) for line in RED_FLAG_LINES]
    lines[2][5], lines[5][5] = "二十左右", "待查"
    lines[3][3] = "三分"
    result = read_files({"a.xlsx": book(red_flag_form(lines))}, year=2019)
    assert sorted(codes(result)) == [
        ("number.unreadable", "F6"), ("red-flag.veto-unreadable", "F9"),
    ]  # fmt: skip
    table = items(result)
    assert pd.isna(table.loc["组织建设·支部建设", "points"])
    assert table.loc["特色工作加分", "cap_points"] == 3
    assert "发生重大安全责任事故" not in table.index


def test_totals_of_a_form_are_checked(read_files: Read) -> None:
    lines = [
        *RED_FLAG_LINES[:2],
        ["小计", None, None, 25, 23, 21.5],
        *RED_FLAG_LINES[2:5],
        ["合计", None, None, None, 50, 46.5],
        *RED_FLAG_LINES[5:6],
        ["考核组签字：　　　年　月　日"],
    ]
    assert codes(read_files({"a.xlsx": book(red_flag_form(lines))}, year=2019)) == []
    lines[6] = ["合计", None, None, None, 50, 47]
    (fault,) = read_files({"a.xlsx": book(red_flag_form(lines))}, year=2019).problems
    assert (fault.code, fault.where.cell) == ("total.does-not-add-up", "F10")
    assert fault.expected == "46.5"


def test_points_merged_over_two_lines_belong_to_the_first(read_files: Read) -> None:
    made = red_flag_form(
        [["组织建设", "支部建设", "", 10, 9, 9], [None, "推优入党", "", 15, 14, None]]
    )
    made.merge(4, 6, 5, 6)
    result = read_files({"a.xlsx": book(made)}, year=2019)
    assert codes(result) == [("cell.merged", "F5")]


def test_a_second_level_merged_over_its_parts_is_their_sum(read_files: Read) -> None:
    made = red_flag_form(
        [["组织建设", "支部建设", "换届", 10, 9, 9], [None, None, "活力", 15, 14, 13.5]]
    )
    made.merge(4, 2, 5, 2)
    result = read_files({"a.xlsx": book(made)}, year=2019)
    assert codes(result) == []
    row = items(result).loc["组织建设·支部建设", ["points", "self_points", "cap_points"]]
    assert row.tolist() == [22.5, 23, 25]


def test_the_college_must_be_told(read_files: Read) -> None:
    unknown = read_files({"a.xlsx": book(red_flag_form(college="天文学院"))}, year=2019)
    assert codes(unknown) == [("college.unknown", "B2")]
    untold = sheet([RED_FLAG_TITLE, RED_FLAG_HEAD, *RED_FLAG_LINES])
    assert codes(read_files({"a.xlsx": book(untold)}, year=2019)) == [("college.missing", "A3")]
    named = sheet([RED_FLAG_TITLE, RED_FLAG_HEAD, *RED_FLAG_LINES], "护理学院")
    assert len(items(read_files({"a.xlsx": book(named)}, year=2019))) == 7


def summary(*rows: Sequence[Any]) -> bytes:
    return book(sheet([["2019年五四红旗团委考核汇总表"], [], SUMMARY, *rows, ["统计人：示例"]]))


def test_a_summary_gives_a_row_a_box(read_files: Read) -> None:
    rows = [
        [1, "临床", 22, "23.5", 1, None, "无", 46.5],
        [2, "护理", 20, 21, None, 2, "发生重大安全责任事故、团费收缴管理违规", 39],
    ]
    result = read_files({"汇总.xlsx": summary(*rows)}, year=2019)
    assert codes(result) == []
    first, second = items(result, "C01"), items(result, "C02")
    assert first["points"].to_dict() == {"思想政治建设": 22, "组织建设": 23.5, "特色工作加分": 1}
    assert first.loc["组织建设", "cap_points"] == 25
    assert pd.isna(first.loc["特色工作加分", "cap_points"])
    assert first.loc["思想政治建设", "src"].endswith("!表!C4")
    assert second.index[second["is_veto"]].tolist() == ["发生重大安全责任事故", "团费收缴管理违规"]
    assert second.loc["材料报送扣分", ["points", "is_deduction"]].tolist() == [2, True]


def test_rows_of_a_summary_that_cannot_be_used_are_said(read_files: Read) -> None:
    rows = [
        [1, "天文学院", 22, 23, 1, None, None, 46],
        [2, "护理", 20, "优", None, 2, "是", 39],
        [3, "临床", 20, 20, None, 2, None, 40],
    ]
    result = read_files({"汇总.xlsx": summary(*rows)}, year=2019)
    assert sorted(codes(result)) == [
        ("college.unknown", "B4"), ("number.unreadable", "D5"), ("total.does-not-add-up", "H6"),
    ]  # fmt: skip
    assert items(result).loc["一票否决", "is_veto"]


def test_two_papers_of_one_college_must_agree(read_files: Read) -> None:
    again = [1, "护理", None, None, 2, 3, "发生重大安全责任事故", None]
    files = {"1.xlsx": book(red_flag_form()), "2.xlsx": summary(again)}
    result = read_files(files, year=2019)
    where = [(f.code, f.where.file, f.where.cell) for f in result.problems]
    assert where == [
        ("red-flag.conflict", "2017/2.xlsx", "F4"),
        ("red-flag.conflict", "2017/2.xlsx", "G4"),
    ]
    table = items(result)
    assert pd.isna(table.loc["材料报送扣分", "points"])
    assert table.loc["特色工作加分", "points"] == 2
    assert table.loc["发生重大安全责任事故", "is_veto"]


def test_a_veto_that_the_rules_do_not_know_is_told(read_files: Read) -> None:
    for text in ("√", "待查", "团费收缴管理违规、其他"):
        result = read_files(
            {"汇总.xlsx": summary([1, "护理", 20, 21, 1, 0, text, None])}, year=2019
        )
        assert ("red-flag.veto-unreadable", "G4") in codes(result)
        assert not result.tables["red_flag_items"]["is_veto"].any()


@pytest.mark.parametrize("head", ["品牌加分", "一团一品加分", "品牌加分(5)"])
@pytest.mark.parametrize(("total", "found"), [(45, []), (40, []), (41, ["total.does-not-add-up"])])
def test_a_summary_may_state_the_brand_bonus(
    read_files: Read, head: str, total: int, found: list[str]
) -> None:
    heads = [*SUMMARY[:4], "特色工作加分", head, *SUMMARY[5:]]
    rows = [["考核汇总表"], heads, [1, "护理学院", 20, 21, 1, 5, 2, "无", total]]
    result = read_files({"a.xlsx": book(sheet(rows))}, year=2019)
    assert [code for code, *_ in codes(result)] == found
    stated = items(result).loc["品牌加分"]
    assert stated["points"] == 5
    assert stated["src"].endswith("!表!F3")


def test_numbers_and_full_points_in_a_cell_are_no_part_of_an_items_name(read_files: Read) -> None:
    rows = [
        ["五四红旗团委考核表"],
        ["申报单位：", "护理学院团委"],
        ["一级指标", "二级指标", "分值", "自评分", "核评分"],
        ["1.思想政治建设（25分）", None, 25, 24, 23.5],
        ["二、组织建设", "支部建设", 25, 25, 24],
    ]
    result = read_files({"a.xlsx": book(sheet(rows))}, year=2019)
    assert items(result)["points"].to_dict() == {"思想政治建设": 23.5, "组织建设·支部建设": 24}
