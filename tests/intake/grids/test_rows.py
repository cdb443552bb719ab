"""Rows below a header: group rows, headers again, labels in between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from assessment.core.result import Result
from papers import FIRST, RED_FLAG_HEAD, RED_FLAG_TITLE, SECOND, Read, book, codes, sheet

MATRIX = ["出场顺序", "项目名称", "申报单位", "评委1", "评委2"]
ONE, TWO = [1, FIRST, "临床", 90, 91], [2, SECOND, "护理", 80, 81]
LIST = ["申报单位", "项目名称", "类别", "申请经费（元）"]


def marks(result: Result) -> int:
    return int((result.tables["marks"]["status"] == "given").sum())


def cells(result: Result, name: str, cell_class: str) -> int:
    sources, found = result.tables["sources"], result.tables["sheet_cells"]
    mine = sources.loc[sources["file"] == f"2017/{name}", "source_id"]
    found = found[found["source_id"].isin(mine) & (found["cell_class"] == cell_class)]
    return int(found["n_cells"].sum())


def laid(rows: Sequence[Sequence[Any]], *merges: tuple[int, int, int, int]) -> bytes:
    made = sheet(rows)
    for area in merges:
        made.merge(*area)
    return book(made)


@pytest.mark.parametrize(
    "text", ["第一组", "理工组", "一、校本部", "（二）附属医院", "第1场（上午）"]
)
@pytest.mark.parametrize("width", [1, 2, 5])
def test_a_group_row_is_a_heading_and_no_record(read_files: Read, text: str, width: int) -> None:
    rows = [["现场答辩"], MATRIX, [text], ONE, [text], TWO]
    merges = [(row, 1, row, width) for row in (3, 5) if width > 1]
    result = read_files({"a.xlsx": laid(rows, *merges)})
    assert codes(result) == []
    assert marks(result) == 4
    plain = read_files({"a.xlsx": laid([rows[0], MATRIX, ONE, TWO])})
    assert cells(result, "a.xlsx", "label") == cells(plain, "a.xlsx", "label") + 2


@pytest.mark.parametrize("at", [0, 1])
@pytest.mark.parametrize("width", [1, 4])
def test_a_group_row_in_a_list_of_applications(read_files: Read, at: int, width: int) -> None:
    head = LIST if at else [LIST[1], LIST[0], *LIST[2:]]
    lines = [["护理", "新项目", "志愿服务类", 100], ["护理", "另一项目", "志愿服务类", 200]]
    lines = lines if at else [[b, a, *rest] for a, b, *rest in lines]
    rows = [head, ["第一组"], lines[0], ["理工组"], lines[1], ["合计", None, None, 300]]
    merges = [(row, 1, row, width) for row in (2, 4) if width > 1]
    result = read_files({"a.xlsx": laid(rows, *merges)})
    assert codes(result) == []
    assert len(result.tables["applications"]) == 4


def test_a_lone_project_is_still_one_without_a_college(read_files: Read) -> None:
    rows = [LIST, ["护理", "新项目", "志愿服务类", 100], [None, "志愿服务小组"]]
    assert codes(read_files({"a.xlsx": laid(rows)})) == [("college.missing", "B3")]


@pytest.mark.parametrize(
    "text", ["（本表一式两份）", "*含补交的一份", "※ 以公章为准", "① 以公章为准"]
)
def test_a_remark_alone_below_applications_is_none(read_files: Read, text: str) -> None:
    rows = [LIST[1:], ["新项目", "志愿服务类", 100], [text]]
    result = read_files({"a.xlsx": laid([["申报单位：护理"], *rows])})
    assert codes(result) == []
    assert "新项目" in set(result.tables["applications"]["project_name"])
    assert len(result.tables["applications"]) == 3


def test_a_heading_in_words_of_its_own_is_known_by_its_width(read_files: Read) -> None:
    rows = [["现场答辩"], MATRIX, ONE, ["以下为附属单位"], TWO]
    result = read_files({"a.xlsx": laid(rows, (4, 1, 4, 5))})
    assert (codes(result), marks(result)) == ([], 4)


def test_a_college_over_its_projects_is_theirs(read_files: Read) -> None:
    rows = [
        LIST[1:],
        ["护理学院团委"],
        ["新项目", "志愿服务类", 100],
        ["临床医学院"],
        ["另一项目", "志愿服务类", 200],
    ]
    result = read_files({"a.xlsx": laid(rows, (2, 1, 2, 3), (4, 1, 4, 3))})
    assert codes(result) == []
    table = result.tables["applications"].set_index("project_name")["college_code"]
    assert (table["新项目"], table["另一项目"]) == ("C02", "C01")


def test_a_group_that_is_no_college_gives_none(read_files: Read) -> None:
    rows = [LIST[1:], ["理工组"], ["新项目", "志愿服务类", 100]]
    result = read_files({"a.xlsx": laid(rows, (2, 1, 2, 3))})
    assert codes(result) == [("college.missing", "A3")]


@pytest.mark.parametrize("title", ["现场答辩第一二场", "现场答辩（第十十场）"])
def test_a_title_with_a_number_that_is_none_ends_no_run(read_files: Read, title: str) -> None:
    result = read_files({"a.xlsx": laid([[title], MATRIX, ONE, TWO])})
    assert marks(result) == 4
    assert set(result.tables["running_order"]["sitting_no"]) == {1}


def test_a_sitting_over_its_projects_is_theirs(read_files: Read) -> None:
    rows = [["现场答辩"], MATRIX, ["第一场"], ONE, ["第二场"], TWO]
    result = read_files({"a.xlsx": laid(rows, (3, 1, 3, 5), (5, 1, 5, 5))})
    order = result.tables["running_order"].set_index("project_id")["sitting_no"]
    assert order.to_dict() == {"2017-C01-1": 1, "2017-C02-1": 2}


def test_what_heads_no_record_is_a_remark(read_files: Read) -> None:
    rows = [["现场答辩"], MATRIX, ONE, TWO, ["理工组"]]
    result = read_files({"a.xlsx": laid(rows, (5, 1, 5, 5))})
    assert codes(result) == []
    assert cells(result, "a.xlsx", "note") == 1


@pytest.mark.parametrize("width", [1, 6])
def test_points_below_a_row_of_deductions_are_taken_away(read_files: Read, width: int) -> None:
    rows = [
        RED_FLAG_TITLE,
        ["申报单位：", "护理学院"],
        RED_FLAG_HEAD,
        ["思想政治建设", "理论学习", "覆盖面", 10, 9, 8.5],
        ["扣分项"],
        [None, "迟报", "每次", 5, 1, 1],
        ["缺勤", None, "每次", 5, 2, 2],
        ["一票否决"],
        ["团费收缴管理违规", None, "查实", None, None, "是"],
    ]
    result = read_files({"a.xlsx": laid(rows, *((r, 1, r, width) for r in (5, 8) if width > 1))})
    table = result.tables["red_flag_items"].set_index("item")
    assert table.loc["思想政治建设·理论学习", "points"] == 8.5
    assert table["is_deduction"].to_dict() == {
        "思想政治建设·理论学习": False,
        "扣分项·迟报": True,
        "缺勤": True,
        "团费收缴管理违规": False,
    }
    assert table.loc["团费收缴管理违规", "is_veto"]


def test_a_header_of_two_rows_may_stand_again(read_files: Read) -> None:
    head = [
        ["序号", "项目名称", "答辩得分", None, None, None, "总分"],
        [None, None, "思想性", "创新性", "效果", "参与度", None],
    ]
    one, two = [1, FIRST, 30, 31, 20, 5, 86], [2, SECOND, 29, 30, 19, 4, 82]
    rows = [["现场答辩"], ["评委编号：2"], *head, one, *head, two]
    result = read_files({"a.xlsx": laid(rows, (3, 3, 3, 6), (6, 3, 6, 6))})
    assert codes(result) == []
    assert marks(result) == 8


def test_values_below_a_header_merged_over_two_columns_are_not_passed_over(
    read_files: Read,
) -> None:
    rows = [["日期", "类别", "金额", None], ["2017.3.1", "交通", None, 10]]
    titles = [["经费支出明细表"], ["项目名称：", FIRST]]
    result = read_files({"a.xlsx": laid([*titles, *rows], (3, 3, 3, 4))})
    assert ("column.no-header", "D4") in codes(result)


def test_lines_below_the_label_of_another_project_are_not_the_firsts(read_files: Read) -> None:
    rows = [
        ["经费支出明细表"],
        ["项目名称：", FIRST],
        ["日期", "类别", "金额"],
        ["2017.3.1", "交通", 10],
        ["项目名称：", SECOND],
        ["2017.3.2", "物料", 20],
        ["合计", None, 30],
    ]
    result = read_files({"a.xlsx": laid(rows)})
    assert codes(result) == [("row.unread", "A5"), ("row.unread", "A6"), ("row.unread", "A7")]
    assert result.tables["ledger"]["amount_fen"].tolist() == [1000]
    assert set(result.tables["ledger"]["project_id"]) == {"2017-C01-1"}


def test_the_label_of_the_same_project_again_changes_nothing(read_files: Read) -> None:
    rows = [
        ["经费支出明细表"],
        ["项目名称：", FIRST],
        ["日期", "类别", "金额"],
        ["2017.3.1", "交通", 10],
        ["项目名称：", FIRST],
        ["2017.3.2", "物料", 20],
    ]
    result = read_files({"a.xlsx": laid(rows)})
    assert codes(result) == []
    assert result.tables["ledger"]["amount_fen"].tolist() == [1000, 2000]


def test_a_header_again_that_begins_with_a_day_is_one(read_files: Read) -> None:
    head = ["日期", "活动名称", "是否结项", "参与人次", "材料类型", "数量"]
    one, two = [f"2017.5.{n}" for n in (4, 5)]
    rows = [["项目名称：", FIRST], head, [one, "义诊", "已结", 40, "照片", 6],
            head, [two, "读书会", "已结", 20, "视频", 1]]  # fmt: skip
    result = read_files({"a.xlsx": laid(rows)})
    assert codes(result) == [("column.unmapped", "C2")]
    assert len(result.tables["activities"]) == 2


def test_a_label_among_the_values_ends_the_table(read_files: Read) -> None:
    rows = [
        ["活动及材料登记表"],
        ["项目名称：", FIRST],
        ["日期", "活动名称", "参与人次"],
        ["2017.5.4", "义诊", 40],
        ["项目名称：", SECOND, None],
        ["2017.5.5", "读书会", 20],
    ]
    result = read_files({"a.xlsx": laid(rows)})
    assert codes(result) == [("row.unread", "A5"), ("row.unread", "A6")]
    assert result.tables["activities"]["name"].tolist() == ["义诊"]
