"""Several tables on one sheet: below each other, beside each other, going on over pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from assessment.core.rules import Rules
from assessment.intake.cells import Cell, Sheet, typed_cell
from assessment.intake.layouts import Block
from assessment.intake.recognise import find_blocks
from assessment.intake.vocabulary import vocabulary
from papers import Read, book, codes, sheet

FIRST, SECOND = "“生命接力”志愿服务", "天使之翼"
LEDGER = ["日期", "类别", "金额"]


def blocks(rules: Rules, rows: Sequence[Sequence[Any]]) -> tuple[Block, ...]:
    cells: dict[tuple[int, int], Cell] = {
        (row, column): typed_cell(row, column, value)
        for row, values in enumerate(rows, start=1)
        for column, value in enumerate(values, start=1)
        if value is not None
    }
    return find_blocks(Sheet("表", cells), vocabulary(rules))


def told(block: Block, name: str) -> list[str]:
    return [record.cells[name].text for record in block.records if name in record.cells]


def test_tables_below_each_other_keep_their_own_titles_and_notes(rules: Rules) -> None:
    first, second = blocks(
        rules,
        [
            ["现场投票"],
            ["项目名称", "票数"],
            ["甲", 3],
            ["合计", 3],
            ["计票人：示例"],
            [],
            ["网络投票"],
            ["项目名称", "微信", "微博"],
            ["甲", 1, 2],
        ],
    )
    assert (told(first, "votes"), told(second, "channel:微信")) == (["3"], ["1"])
    assert [cell.text for cell in first.notes] == ["计票人：示例"]
    assert [cell.text for cell in second.titles] == ["网络投票"]
    assert len(first.totals) == 1 and second.totals == ()


def test_each_table_has_its_own_project_also_an_empty_one(rules: Rules) -> None:
    rows = [
        ["支出明细"],
        ["项目名称：", "甲"],
        LEDGER,
        ["2017.3.1", "交通", 10],
        ["合计", None, 10],
        ["项目名称：", "乙"],
        LEDGER,
        ["项目名称：", "丙"],
        LEDGER,
        ["2017.3.2", "交通", 30],
    ]
    found = blocks(rules, rows)
    assert [block.labels["project_name"].text for block in found] == ["甲", "乙", "丙"]
    assert [told(block, "amount") for block in found] == [["10"], [], ["30"]]


def test_a_label_left_blank_is_not_taken_from_the_table_above(rules: Rules) -> None:
    rows = [["项目名称：", "甲"], LEDGER, ["2017.3.1", "交通", 10]]
    blank = [["项目名称："], LEDGER, ["2017.3.2", "交通", 20]]
    _, second = blocks(rules, [*rows, [], *blank])
    assert "project_name" not in second.labels
    _, second = blocks(rules, [*rows, [], ["二、其他支出"], *blank[1:]])
    assert second.labels["project_name"].text == "甲"


def test_a_header_repeated_on_the_next_page_begins_nothing(rules: Rules) -> None:
    rows = [
        ["项目名称：", "甲"],
        LEDGER,
        ["2017.3.1", "交通", 10],
        LEDGER,
        ["2017.3.2", "印刷", 20],
    ]
    (block,) = blocks(rules, rows)
    assert told(block, "amount") == ["10", "20"]


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


def test_a_row_of_labels_is_no_header(rules: Rules) -> None:
    rows = [["项目名称", "甲", "品牌主题", "思想教育类"], LEDGER, ["2017.3.1", "交通", 10]]
    (block,) = blocks(rules, rows)
    assert block.kind == "ledger"
    assert block.labels["project_name"].text == "甲"


@pytest.mark.parametrize("signed", ["评委签名：", "评委签名：示例丁"])
def test_the_signature_of_one_form_does_not_head_the_next(rules: Rules, signed: str) -> None:
    def form(project: str, number: int) -> list[list[Any]]:
        criteria = ["思想性", "创新性", "效果", "参与度"]
        return [
            ["现场答辩评分表"],
            ["项目名称：", project, "评委编号：", number],
            ["项目", "评分标准", "得分"],
            *([name, "标准", 5] for name in criteria),
            ["合计", None, 20],
            [signed],
        ]

    first, second = blocks(rules, [*form("甲", 1), *form("乙", 2)])
    assert [one.labels["judge_no"].text for one in (first, second)] == ["1", "2"]
    assert [told(one, "project_name") for one in (first, second)] == [["甲"], ["乙"]]
    assert all(signed != cell.text for cell in second.titles[:1])


def test_what_stands_twice_on_a_sheet_is_read_twice(read_files: Read) -> None:
    tally = [["项目名称", "票数"], [FIRST, 10], [SECOND, 9], ["合计", 19]]
    rows = [["现场投票"], *tally, [], ["现场投票（抄件）"], *tally]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert codes(result) == [("votes.duplicate", "B9"), ("votes.duplicate", "B10")]
    assert len(result.tables["votes"]) == 2


def test_each_judges_list_on_one_sheet_is_the_judges_own(read_files: Read) -> None:
    header = ["项目名称", "思想性", "创新性", "效果", "参与度"]
    rows = [
        ["现场答辩评分表"],
        ["评委编号：1"],
        header,
        [FIRST, 30, 30, 20, 5],
        [],
        ["评委3"],
        header,
        [FIRST, 31, 31, 21, 4],
    ]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert codes(result) == []
    marks = result.tables["marks"].set_index(["judge_id", "criterion"])["points"]
    assert (marks["J1", "效果"], marks["J3", "效果"]) == (20, 21)


REGISTER = ["日期", "活动名称", "参与人次", None, "材料类型", "级别", "数量"]
HELD = [["2017.5.4", "义诊", 40, None, "照片", "院级", 6], ["2017.5.12", "读书会", 20]]


def test_a_register_with_a_blank_column_inside_is_one_table(rules: Rules) -> None:
    (block,) = blocks(rules, [["活动及材料登记表"], ["项目名称：甲"], REGISTER, *HELD])
    assert told(block, "held_date") == ["2017.5.4", "2017.5.12"]
    assert told(block, "n_items") == ["6"]


def test_the_right_part_may_bear_a_label_of_the_whole(rules: Rules) -> None:
    label = ["项目名称：", "甲", None, None, "申报单位：", "护理"]
    (block,) = blocks(rules, [["活动及材料登记表"], label, REGISTER, *HELD])
    assert told(block, "n_items") == ["6"]
    assert block.labels["college"].text == "护理"


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


def test_a_header_of_two_rows_repeated_on_the_next_page_begins_nothing(rules: Rules) -> None:
    head = [["项目名称", "答辩得分"], [None, "思想性", "创新性", "效果"]]
    (block,) = blocks(rules, [*head, ["甲", 1, 2, 3], *head, ["乙", 4, 5, 6]])
    assert told(block, "criterion:效果") == ["3", "6"]
    assert block.claims[4, 1].reason == block.claims[5, 2].reason == "row.header-again"
