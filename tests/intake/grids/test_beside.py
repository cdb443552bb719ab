"""Tables beside each other, and blank columns that part none."""

from __future__ import annotations

from typing import Any

import pytest

from assessment.core.rules import Rules
from papers import blocks, told

REGISTER = ["日期", "活动名称", "参与人次", None, "材料类型", "级别", "数量"]
HELD = [["2017.5.4", "义诊", 40, None, "照片", "院级", 6], ["2017.5.12", "读书会", 20]]


def test_tables_beside_each_other_share_the_title(rules: Rules) -> None:
    rows = [
        ["现场答辩评分表"],
        ["项目名称", "评委1", "评委2", None, "项目名称", "评委1", "评委2"],
        ["甲", 90, 91, None, "丙", 80, 81],
        ["乙", 92, 93, None, "丁", 82, None],
    ]
    left, right = blocks(rules, rows)
    assert (told(left, "judge:2"), told(right, "judge:2")) == (["91", "93"], ["81", ""])
    assert [cell.text for cell in right.titles] == ["现场答辩评分表"]
    assert left.repeated == right.repeated == ()


def test_tables_beside_each_other_need_not_begin_in_one_row(rules: Rules) -> None:
    rows = [
        ["评分"],
        ["项目名称", "评委1", "评委2"],
        ["甲", 90, 91, None, "网络投票"],
        ["乙", 90, 91, None, "项目名称", "微信", "微博"],
        ["丙", 70, 71, None, "甲", 80, 81],
    ]
    left, right = blocks(rules, rows)
    assert (left.kind, right.kind) == ("mark_matrix", "vote_tally")
    assert told(left, "project_name") == ["甲", "乙", "丙"]
    assert told(right, "channel:微信") == ["80"]


def test_a_blank_column_alone_parts_no_table(rules: Rules) -> None:
    rows = [["项目名称", None, "评委1", "评委2"], ["甲", None, 90, 91]]
    (block,) = blocks(rules, rows)
    assert told(block, "judge:2") == ["91"]


def test_a_register_with_a_blank_column_inside_is_one_table(rules: Rules) -> None:
    (block,) = blocks(rules, [["活动及材料登记表"], ["项目名称：甲"], REGISTER, *HELD])
    assert told(block, "held_date") == ["2017.5.4", "2017.5.12"]
    assert told(block, "n_items") == ["6"]


def test_the_right_part_may_bear_a_label_of_the_whole(rules: Rules) -> None:
    label = ["项目名称：", "甲", None, None, "申报单位：", "护理"]
    (block,) = blocks(rules, [["活动及材料登记表"], label, REGISTER, *HELD])
    assert told(block, "n_items") == ["6"]
    assert block.labels["college"].text == "护理"


def test_a_label_whose_value_stands_behind_a_blank_column_parts_no_header(rules: Rules) -> None:
    label = ["项目名称：", "甲", "申报单位：", None, "护理"]
    header = ["数量", "日期", "材料类型", None, "活动名称", "地点", "参与人次"]
    line = [16, "2017.5.20", "照片", None, "义诊", "社区", 96]
    (block,) = blocks(rules, [["活动及材料登记表"], label, header, line])
    assert {"n_items", "held_date", "activity"} <= set(block.headers)


def test_tables_below_each_other_are_each_whole_across_a_blank_column(rules: Rules) -> None:
    """The name stands right of the blank column in one of them: a header of its own by itself."""
    rows = [
        ["经费支出明细表"], ["项目名称：", "甲"],
        ["日期", "类别", "金额", "用途", None, "票据号"],
        ["2017.5.4", "交通", 88.5, "往返", None, "P01"], [],
        ["活动及材料登记表"], ["项目名称：", "甲"],
        ["地点", "数量", "参与人次", "日期", None, "活动名称", "材料类型"],
        ["社区", 11, 141, "2017.10.1", None, "义诊", "照片"],
    ]  # fmt: skip
    money, held = blocks(rules, rows)
    assert "voucher_no" in money.headers
    assert {"place", "n_items", "held_date", "activity"} <= set(held.headers)


def test_many_tables_with_a_blank_column_at_one_place_are_all_whole(rules: Rules) -> None:
    """Cut by columns first, lines of one would run on through the labels of the next."""
    label = ["项目名称：", "甲", "申报单位：", None, "护理"]
    money = [["经费支出明细表"], label, ["日期", "类别", "金额", None, "用途", "票据号"]]
    held = [["活动及材料登记表"], label]
    rows = [
        *money, ["2017.5.4", "交通", 88.5, None, "往返", "P01"], [],
        *money, ["2017.5.5", "交通", 10, None, "往返", "P02"], [],
        *held, ["参与人次", "地点", "材料类型", None, "数量", "日期", "活动名称"],
        [187, "社区", "视频", None, 19, "2017.5.17", "义诊"], [],
        *held, ["数量", "地点", "材料类型", None, "活动名称", "参与人次", "日期"],
        [24, "社区", "照片", None, "走进社区", 258, "2017.8.3"], [],
        *held, ["材料类型", "参与人次", "数量", None, "日期", "地点", "活动名称"],
        ["照片", 294, 8, None, "2017.10.7", "社区", "读书会"],
    ]  # fmt: skip
    found = blocks(rules, rows)
    assert [one.kind for one in found] == ["ledger"] * 2 + ["activity_register"] * 3
    assert [told(one, "voucher_no") for one in found[:2]] == [["P01"], ["P02"]]
    assert [told(one, "activity") for one in found[2:]] == [["义诊"], ["走进社区"], ["读书会"]]
    assert [told(one, "n_items") for one in found[2:]] == [["19"], ["24"], ["8"]]


FORM = [
    ["思想性（35）", "占35分", 16], ["创新性（35）", "占35分", 31], ["效果（25）", "占25分", 20], ["参与度（5）", "占5分", 1],
]  # fmt: skip


def test_a_form_beside_others_may_have_a_blank_column_inside(rules: Rules) -> None:
    left = [["项目名称：", "甲", "评委编号：", 1], ["项目", "评分标准", "得分"], *FORM]
    right = [["项目名称：", "甲", None, "评委编号：", 2], ["项目", "评分标准", None, "得分"]]
    right += [[name, text, None, mark + 1] for name, text, mark in FORM]
    rows = [[*a, *[None] * (5 - len(a)), *b] for a, b in zip(left, right, strict=True)]
    one, two = blocks(rules, rows)
    assert (one.labels["judge_no"].text, two.labels["judge_no"].text) == ("1", "2")
    assert (told(one, "criterion:效果"), told(two, "criterion:效果")) == (["20"], ["21"])


def test_what_looks_like_two_and_makes_no_sense_as_one_is_refused(rules: Rules) -> None:
    """The value stands behind the gap: no form can be read, and it is not the other's."""
    left = [["项目名称：", None, "甲", "评委编号：", 1], ["项目", None, "评分标准", "得分"]]
    left += [[name, None, text, mark] for name, text, mark in FORM]
    right = [["项目名称：", "甲", "评委编号：", 2], ["项目", "评分标准", "得分"], *FORM]
    rows = [[*a, *[None] * (6 - len(a)), *b] for a, b in zip(left, right, strict=True)]
    (one,) = blocks(rules, rows)
    assert one.labels["judge_no"].text == "2"
    assert {cell.column for record in one.records for cell in record.cells.values()} == {8, 9}


def test_a_word_nobody_knows_does_not_join_a_tally_to_what_stands_beside_it(rules: Rules) -> None:
    heads = ["评委", "思想性", "创新性", "效果", "参与度", "总分"]
    rows = [
        ["项目名称：", "甲", None, None, None, None, None, "项目名称", "微信", "热度", "微博"],
        [*heads, None, "甲", 1234, 7, 120],
        ["评委1", 1, 2, 3, 4, 10, None, "乙", 35, 7, 12],
        ["评委2", 5, 6, 7, 8, 26, None, "丙", 5, 7, 2],
    ]
    left, right = blocks(rules, rows)
    assert (left.kind, right.kind) == ("mark_cross", "vote_tally")
    assert told(right, "channel:微博") == ["120", "12", "2"]


@pytest.mark.parametrize(
    ("titles", "right"),
    [
        ([["一、活动", None, None, None, "二、材料"]], REGISTER[4:]),
        ([], ["日期", "材料类型", "数量"]),
        ([], ["序号", "材料类型", "数量"]),
    ],
)
def test_a_table_beside_another_stays_one_of_its_own(
    rules: Rules, titles: list[list[Any]], right: list[str]
) -> None:
    rows = [
        *titles,
        ["序号", "日期", "活动名称", "参与人次", None, *right],
        [1, "2017.5.4", "义诊", 40, None, 1, "照片", 6],
    ]
    if titles:
        rows = [*titles, ["日期", "活动名称", "参与人次", None, *right], HELD[0]]
    left, other = blocks(rules, rows)
    assert "n_items" not in left.headers and "activity" not in other.headers


def test_a_table_with_lines_of_its_own_beside_another_stays_one(rules: Rules) -> None:
    lines = [*HELD, [None, None, None, None, "视频", "院级", 1]]
    left, right = blocks(rules, [REGISTER, *lines])
    assert (len(left.records), told(right, "n_items")) == (2, ["6", "1"])


def test_a_board_with_a_blank_column_beside_another_one(rules: Rules) -> None:
    board = ["项目名称", "评委1", "评委2", None, "评委3", "评委4"]
    rows = [[*board, None, *board], ["甲", 1, 2, None, 3, 4, None, "乙", 5, 6, None, 7, 8]]
    left, right = blocks(rules, rows)
    assert (told(left, "judge:4"), told(right, "judge:4")) == (["4"], ["8"])


def test_a_part_without_a_table_belongs_to_the_one_left_of_it(rules: Rules) -> None:
    heads = ["评委", "思想性", "创新性", None, "效果", "参与度"]
    rows = [
        ["项目名称：", "甲", None, None, None, None, None, "项目名称：", "乙", None, None, "示例"],
        [*heads, None, *heads],
        ["评委1", 1, 2, None, 3, 4, None, "评委1", 5, 6, None, 7, 8],
        ["评委2", 1, 2, None, 3, 4, None, *heads],
        [*[None] * 7, "评委2", 5, 6, None, 7, 8],
    ]
    left, right = blocks(rules, rows)
    assert [one.labels["project_name"].text for one in (left, right)] == ["甲", "乙"]
    assert told(left, "criterion:参与度") == ["4", "4"]
    assert told(right, "criterion:参与度") == ["8", "8"]


def test_a_table_beside_another_may_have_a_blank_column_inside(rules: Rules) -> None:
    left = [["现场答辩评分表"], ["评委1"], [], ["项目名称", "思想性", "创新性"], ["甲", 1, 2]]
    right = [
        ["现场答辩评分表"],
        ["评委编号：", 2],
        ["项目名称", "思想性", None, "创新性", "效果"],
        ["甲", 3, None, 4, 5],
        ["乙", 6, None, 7, 8],
    ]
    rows = [
        [*one, *[None] * (4 - len(one)), *other] for one, other in zip(left, right, strict=True)
    ]
    first, second = blocks(rules, rows)
    assert "judge_no" not in first.labels
    assert second.labels["judge_no"].text == "2"
    assert told(second, "criterion:效果") == ["5", "8"]
