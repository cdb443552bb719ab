from __future__ import annotations

import pandas as pd

from papers import APPLICATIONS, Read, book, codes, sheet

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
    assert named["第二做的"] == "2017-C01-2"
    assert named["“生命接力”志愿服务"] == "2017-C01-3"
    seconds = table.set_index("project_id")["is_second"]
    assert seconds["2017-C01-2"] and not seconds["2017-C01-1"]


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
