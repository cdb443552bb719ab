from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest

from papers import APPLICATIONS, Read, book, codes, earlier_applications, sheet

BEFORE = earlier_applications(
    ("2017-C02-1", "2017-C02-1", "旧品牌", "C02"),
    ("2017-C02-2", "2017-C02-2", "再一个", "C02"),
    ("2017-C01-1", "2017-C01-1", "他院品牌", "C01"),
)

HEADER = ["申报单位", "项目名称", "类别", "申请经费（元）", "院内排序", "报送日期", "是否第二项"]


def test_ids_follow_the_colleges_own_order_then_the_date(read_files: Read) -> None:
    rows = [
        HEADER,
        ["临床", "第二做的", "其他", 1, 2, "2017-03-10", "是"],
        ["临床", "第一做的", "其他", 1, 1, "2017-03-12", "否"],
    ]
    table = read_files({"a.xlsx": book(sheet(rows))}).tables["applications"]
    named = dict(zip(table["project_name"], table["project_id"], strict=True))
    assert named["第一做的"] == "2017-C01-1"
    assert named["“生命接力”志愿服务"] == "2017-C01-2"
    assert named["第二做的"] == "2017-C01-3"  # a second project never comes before a first one
    seconds = table.set_index("project_id")["is_second"]
    assert seconds["2017-C01-3"] and not seconds["2017-C01-1"]


def test_the_same_project_in_two_papers_is_one(read_files: Read) -> None:
    rows = [HEADER, ["临床学院", "「生命接力」 志愿服务", "志愿服务", 5000, 1]]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert codes(result) == [("project.duplicate", "B2")]
    table = result.tables["applications"]
    assert len(table) == 2
    assert table.loc[table["college_code"] == "C01", "college_order"].tolist() == [1]


def test_what_two_papers_say_differently_is_left_missing(read_files: Read) -> None:
    rows = [HEADER, ["临床", "“生命接力”志愿服务", "思想教育类", 5000]]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert codes(result) == [("application.conflict", "C2")]
    table = result.tables["applications"].set_index("college_code")
    assert pd.isna(table.loc["C01", "theme_code"])
    assert table.loc["C01", "requested_fen"] == 500000


def test_each_of_several_papers_is_compared_with_the_one_that_said_it_first(
    read_files: Read,
) -> None:
    def asking(amount: int, order: int | None = None) -> bytes:
        return book(sheet([HEADER, ["护理", "新项目", "其他", amount, order]]))

    papers = {"a.xlsx": asking(100), "b.xlsx": asking(200, 1), "c.xlsx": asking(300, 2),
              "d.xlsx": asking(100, 1)}  # fmt: skip
    result = read_files(papers)
    told = [(p.code, p.where.file, p.where.cell, p.expected) for p in result.problems]
    folder = told[0][3].removesuffix("a.xlsx「表」D2")
    assert told == [
        ("application.conflict", f"{folder}b.xlsx", "D2", f"{folder}a.xlsx「表」D2"),
        ("application.conflict", f"{folder}c.xlsx", "E2", f"{folder}b.xlsx「表」E2"),
        ("application.conflict", f"{folder}c.xlsx", "D2", f"{folder}a.xlsx「表」D2"),
        ("project.duplicate", f"{folder}d.xlsx", "B2", f"{folder}a.xlsx「表」B2"),
    ]
    row = result.tables["applications"].set_index("project_name").loc["新项目"]
    assert pd.isna(row["requested_fen"]) and pd.isna(row["college_order"])


def test_a_second_project_is_never_numbered_first(read_files: Read) -> None:
    rows = [
        HEADER,
        ["临床", "另一项", "其他", 1, 2, "2017-03-01", "是"],
        ["临床", "“生命接力”志愿服务", "志愿服务", 5000, None, "2017-03-09"],
    ]
    table = read_files({"a.xlsx": book(sheet(rows))}).tables["applications"]
    named = dict(zip(table["project_name"], table["project_id"], strict=True))
    assert named["“生命接力”志愿服务"] == "2017-C01-1" and named["另一项"] == "2017-C01-2"


def test_each_bad_row_is_named_and_the_rest_is_read(read_files: Read) -> None:
    rows = [
        HEADER,
        ["天文学院", "观星", "其他", 100],
        ["护理", None, "其他", 100],
        ["护理", "好项目", "其他", "大约一千"],
        ["护理", "另一个", "没有这类", 100, "甲"],
        ["护理", "第三个", "其他", 100, 3, "3月1日"],
    ]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert sorted(codes(result)) == [
        ("college.unknown", "A2"),
        ("date.unreadable", "F6"),
        ("money.unreadable", "D4"),
        ("number.unreadable", "E5"),
        ("project.name-missing", "A3"),
        ("theme.unknown", "C5"),
    ]
    assert len(result.tables["applications"]) == 5


def test_an_unknown_college_gets_the_nearest_name_and_no_silent_repair(read_files: Read) -> None:
    rows = [HEADER, ["临床医学系", "甲", "其他", 100]]
    result = read_files({"a.xlsx": book(sheet(rows))})
    (fault,) = result.problems
    assert (fault.code, fault.expected) == ("college.unknown", "临床医学院")


def test_a_list_without_themes_points_at_each_project(read_files: Read) -> None:
    rows = [["申报单位", "项目名称", "申请经费"], ["护理", "甲", 1], ["护理", "乙", 1]]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert codes(result) == [("theme.missing", "B2"), ("theme.missing", "B3")]


def test_ten_thousand_yuan_in_the_header(read_files: Read) -> None:
    rows = [
        ["申报单位", "项目名称", "申请经费（万元）"],
        ["护理", "甲", 0.5],
        ["护理", "乙", "300元"],
    ]
    table = read_files({"a.xlsx": book(sheet(rows))}).tables["applications"]
    asked = dict(zip(table["project_name"], table["requested_fen"], strict=True))
    assert (asked["甲"], asked["乙"]) == (500000, 30000)


def test_status_is_left_to_the_room_that_owns_the_rule(read_files: Read) -> None:
    assert read_files({}).tables["applications"]["status"].isna().all()
    assert len(APPLICATIONS) == 3


FORM = (
    ["项目名称", "“某某”活动"],
    ["申报单位", "护理学院团委", "负责人", "示例甲"],
    ["品牌主题", "□思想教育类 ☑志愿服务类"],
    ["项目基础", "☑已形成特色　□新培育", "院内排序", "2"],
    ["科目", "用途", "金额"],
    ["印刷资料", "折页", "1,000.00"],
    ["交通", "往返", "五百元"],
    ["合计", None, "1500元"],
    ["学院团委意见", "同意"],
)


def test_a_form_gives_the_application_and_its_budget(read_files: Read) -> None:
    result = read_files({"申报表.xlsx": book(sheet(FORM, "申报表"))})
    assert codes(result) == []
    row = result.tables["applications"].set_index("project_name").loc["“某某”活动"]
    assert (row["college_code"], row["theme_code"], row["maturity"]) == ("C02", "T7", "formed")
    assert row["src"].endswith("!申报表!B1")
    plan = result.tables["budget_plan"]
    assert dict(zip(plan["category"], plan["planned_fen"], strict=True)) == {
        "交通": 50000, "印刷资料": 100000,
    }  # fmt: skip
    assert set(plan["project_id"]) == {row["project_id"]}


def test_the_colleges_own_order_is_the_number(read_files: Read) -> None:
    rows = [
        HEADER,
        ["护理", "只剩第二项", "其他", 1, 2],
        ["护理", "天使之翼", "思想教育类", 4000, 3],
    ]
    table = read_files({"a.xlsx": book(sheet(rows))}).tables["applications"]
    assert set(table["project_id"]) == {"2017-C01-1", "2017-C02-2", "2017-C02-3"}


def test_a_footer_does_not_fill_in_what_a_row_leaves_blank(read_files: Read) -> None:
    rows = [
        ["申报单位", "项目名称", "类别", "负责人", "联系电话"],
        ["护理", "甲", "其他", "示例乙", None],
        ["填报人：示例丙", None, None, "联系电话：000123"],
        ["填报日期：2017年3月12日"],
    ]
    table = read_files({"a.xlsx": book(sheet(rows))}).tables["applications"]
    row = table.set_index("project_name").loc["甲"]
    assert pd.isna(row["phone"])
    assert f"{row['submitted_date']:%m-%d}" == "03-12"


def test_a_sentence_about_ten_thousand_yuan_is_no_unit(read_files: Read) -> None:
    rows = [
        ["说明：各单位申请经费不超过1万元"],
        ["申报单位", "项目名称", "类别", "申请经费（元，不超过1万元）"],
        ["护理", "甲", "其他", 3000],
    ]
    table = read_files({"a.xlsx": book(sheet(rows))}).tables["applications"]
    assert table.set_index("project_name").loc["甲", "requested_fen"] == 300000


def test_a_budget_that_does_not_add_up_is_shown(read_files: Read) -> None:
    form = [list(row) for row in FORM]
    form[7][2] = "1600元"
    result = read_files({"申报表.xlsx": book(sheet(form, "申报表"))})
    assert codes(result) == [("total.does-not-add-up", "C8")]


COLLECTED = [
    "提交时间（自动）",
    "申报单位（必填）",
    "项目名称（必填）",
    "品牌主题（必填）",
    "项目负责人（必填）",
    "联系电话（必填）",
    "申请经费（元）（必填）",
    "延续品牌",
    "提交者（自动）",
]


def collected(*rows: Sequence[Any], header: Sequence[str] = COLLECTED) -> bytes:
    return book(sheet([header, *rows]))


def test_a_collecting_sites_export_is_a_list(read_files: Read) -> None:
    row = ["2017年3月5日 8:17", "护理学院", "甲", "其他", "示例乙", "00010081474.00 ", "4800.00 "]
    result = read_files({"收集表.xlsx": collected([*row, None, "示例昵称"])})
    assert codes(result) == []
    (found,) = result.tables["applications"].query("project_name == '甲'").to_dict("records")
    assert found["phone"] == "00010081474"
    assert (found["requested_fen"], f"{found['submitted_date']:%m-%d}") == (480000, "03-05")
    assert found["lead_name"] == "示例乙"
    assert found["src"].endswith("!表!C2")
    assert not any("示例昵称" in frame.to_csv() for frame in result.tables.values())


def test_a_unit_may_stand_in_any_bracket_of_the_header(read_files: Read) -> None:
    header = [*COLLECTED[:6], "申请经费（必填）（万元）", *COLLECTED[7:]]
    row = ["2017年3月5日 8:17", "护理学院", "甲", "其他", "示例乙", "1", 0.5, None, None]
    table = read_files({"a.xlsx": collected(row, header=header)}).tables["applications"]
    assert table.set_index("project_name").loc["甲", "requested_fen"] == 500000


@pytest.mark.parametrize(
    ("name", "continues", "brand"),
    [
        ("新项目", "“旧 品牌”", "2017-C02-1"),
        ("新项目", "2017-C02-1", "2017-C02-1"),
        ("旧品牌", None, "2017-C02-1"),
        ("旧品牌", "是", "2017-C02-1"),
        ("新项目", None, "2018-C02-1"),
        ("新项目", "无", "2018-C02-1"),
        ("新项目", "否", "2018-C02-1"),
        ("他院品牌", None, "2018-C02-1"),
    ],
)
def test_a_project_carries_on_the_brand_it_names_or_whose_name_it_bears(
    read_files: Read, name: str, continues: str | None, brand: str
) -> None:
    row = ["2018年3月5日 8:17", "护理学院", name, "其他", None, None, 1, continues, None]
    result = read_files({"a.xlsx": collected(row)}, year=2018, earlier=BEFORE)
    assert codes(result) == []
    table = result.tables["applications"].set_index("project_name")
    assert table.loc[name, "brand_id"] == brand


@pytest.mark.parametrize(
    ("continues", "code"),
    [("没听过的", "brand.unknown"), ("他院品牌", "brand.other-college"), ("是", "brand.unknown")],
)
def test_a_brand_nobody_knows_is_said(read_files: Read, continues: str, code: str) -> None:
    row = ["2018年3月5日 8:17", "护理学院", "新项目", "其他", None, None, 1, continues, None]
    result = read_files({"a.xlsx": collected(row)}, year=2018, earlier=BEFORE)
    assert codes(result) == [(code, "H2")]
    table = result.tables["applications"].set_index("project_name")
    assert table.loc["新项目", "brand_id"] == table.loc["新项目", "project_id"]


def test_two_papers_may_not_name_two_brands(read_files: Read) -> None:
    row = ["2018年3月5日 8:17", "护理学院", "新项目", "其他", None, None, 1]
    files = {
        "1.xlsx": collected([*row, "旧品牌", None]),
        "2.xlsx": collected([*row, "再一个", None]),
    }
    result = read_files(files, year=2018, earlier=BEFORE)
    assert codes(result) == [("application.conflict", "H2")]
    assert "延续品牌" in result.problems[0].message


def test_totals_of_a_list_are_checked(read_files: Read) -> None:
    rows = [
        HEADER[:4],
        ["护理", "甲", "其他", 100],
        ["护理", "乙", "其他", 200],
        ["小计", None, None, 300],
        ["护理", "丙", "其他", 50],
        ["合计", None, None, 360],
    ]
    (fault,) = read_files({"a.xlsx": book(sheet(rows))}).problems
    assert (fault.code, fault.where.cell) == ("total.does-not-add-up", "D6")
    assert fault.expected == "350.00 元"


def test_a_form_whose_theme_was_left_blank_is_still_a_form(read_files: Read) -> None:
    form = [list(row) for row in FORM]
    form[2][1] = None
    assert codes(read_files({"a.xlsx": book(sheet(form))})) == [("theme.missing", "B1")]
    form[1][:2] = ["申报单位", None]
    assert codes(read_files({"a.xlsx": book(sheet(form))})) == [("college.missing", "B1")]


def test_one_category_on_two_lines_of_a_budget_is_one(read_files: Read) -> None:
    form = [list(row) for row in FORM]
    form.insert(7, ["交通", "返程", "250"])
    form[8][2] = "1750元"
    result = read_files({"申报表.xlsx": book(sheet(form, "申报表"))})
    assert codes(result) == []
    plan = result.tables["budget_plan"].set_index("category")
    assert plan["planned_fen"].to_dict() == {"交通": 75000, "印刷资料": 100000}
    assert plan.loc["交通", "src"].endswith("!申报表!C7")


def test_a_budget_may_be_in_ten_thousand_yuan(read_files: Read) -> None:
    form = [list(row) for row in FORM]
    form[4:8] = [["科目", "用途", "金额（万元）"], ["交通", "往返", 0.05], ["合计", None, 0.05]]
    plan = read_files({"申报表.xlsx": book(sheet(form, "申报表"))}).tables["budget_plan"]
    assert plan["planned_fen"].tolist() == [50000]
