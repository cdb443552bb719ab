"""Tables with a header row, wherever it starts and whatever stands around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from assessment.core.rules import Rules
from assessment.intake.formats.excel import read_xlsx
from assessment.intake.grids import find_grid
from assessment.intake.layouts import Block
from assessment.intake.words.header_words import remarks, word_key
from assessment.intake.words.judge_heads import judge_number
from assessment.intake.words.vocabulary import vocabulary
from assessment.sample.draft import Draft, write_xlsx

TALLY = (["项目名称", "票数"], ["甲", 12], ["乙", 9])


def grid(rules: Rules, rows: Sequence[Sequence[Any]], first: int = 1) -> Block | None:
    draft = Draft("表")
    for number, values in enumerate(rows, start=first):
        draft.put_row(number, values)
    return found(rules, draft)


def found(rules: Rules, draft: Draft) -> Block | None:
    (sheet,) = read_xlsx(write_xlsx([draft]))
    return find_grid(sheet, vocabulary(rules))


def names(block: Block | None) -> list[str]:
    assert block is not None
    return [record.cells["project_name"].text for record in block.records]


@pytest.mark.parametrize("first", [1, 2, 7, 15])
def test_the_header_may_stand_anywhere_in_the_first_rows(rules: Rules, first: int) -> None:
    block = grid(rules, TALLY, first)
    assert block is not None and block.kind == "vote_tally"
    assert names(block) == ["甲", "乙"]


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (["序号", "项目", "评委1", "评委2", "评委3", "平均分"], "mark_matrix"),
        (["项目名称", "1号评委", "2号评委\n（校外）"], "mark_matrix"),
        (["项目名称", "思想性（35分）", "创新性（35分）", "效果", "参与度"], "mark_list"),
        (["项目名称", "得票数"], "vote_tally"),
        (["项目名称", "微信", "微博"], "vote_tally"),
        (["申报单位", "项 目 名 称", "类别", "负责人"], "application_list"),
        (["项目名称：", "申请经费\n（万元）"], "application_list"),
        (["日期", "类别", "金额", "余额", "用途"], "ledger"),
        (["支出日期", "金额（元）", "票据号"], "ledger"),
    ],
)
def test_a_table_is_known_by_the_words_of_its_header(
    rules: Rules, header: list[str], kind: str
) -> None:
    block = grid(rules, [["题目"], header, ["甲"] * len(header)])
    assert block is not None and block.kind == kind


@pytest.mark.parametrize("header", [["部门", "人数"], ["项目名称", "地点"], ["评委1", "评委2"]])
def test_other_tables_are_not_taken_for_one_of_ours(rules: Rules, header: list[str]) -> None:
    assert grid(rules, [header, ["甲", 1]]) is None


def test_totals_notes_and_repeated_headers_are_no_records(rules: Rules) -> None:
    rows = [
        *TALLY,
        ["合计", 21],
        ["项目名称", "票数"],
        ["丙", 3],
        ["计票人：示例  监票人：示例"],
        ["注：", 5],
    ]
    block = grid(rules, rows)
    assert names(block) == ["甲", "乙", "丙"]
    assert block is not None
    assert [record.cells["votes"].text for record in block.totals] == ["21"]


def test_a_header_two_rows_deep_under_a_group(rules: Rules) -> None:
    draft = Draft("表")
    draft.put_row(1, ["序号", "项目", "评委评分", None, None])
    draft.put_row(2, [None, None, "评委1", "评委2", "评委3"])
    for column in (1, 2):
        draft.merge(1, column, 2, column)
    draft.merge(1, 3, 1, 5)
    draft.put_row(3, [1, "甲", 90, 91, 92])
    block = found(rules, draft)
    assert block is not None and block.kind == "mark_matrix"
    assert names(block) == ["甲"]


def test_a_merged_college_belongs_to_every_row_it_covers(rules: Rules) -> None:
    draft = Draft("表")
    draft.put_row(1, ["学院", "项目名称", "类别"])
    draft.put_row(2, ["临床医学院", "甲", "其他"])
    draft.put_row(3, [None, "乙", "其他"])
    draft.merge(2, 1, 3, 1)
    block = found(rules, draft)
    assert block is not None
    assert [record.cells["college"].text for record in block.records] == ["临床医学院"] * 2


def test_what_is_not_understood_is_said_and_what_is_passed_over_is_not(rules: Rules) -> None:
    block = grid(rules, [["序号", "项目名称", "票数", "备注", "热度"], [1, "甲", 2, "无", "高"]])
    assert block is not None
    assert [cell.text for cell in block.unmapped] == ["热度"]


def test_a_column_that_stands_twice_is_not_chosen_between(rules: Rules) -> None:
    block = grid(rules, [["项目名称", "评委1", "评委2", "评委3", "评委2"], ["甲", 1, 2, 3, 4]])
    assert block is not None
    assert [(cell.address, *(o.address for o in others)) for cell, others in block.repeated] == [
        ("C1", "E1"),
        ("E1", "C1"),
    ]
    assert set(block.headers) == {"project_name", "judge:1", "judge:3"}


def test_words_are_compared_without_space_width_or_remarks() -> None:
    assert word_key("申 请 经 费\n（元）：") == "申请经费"
    assert remarks("申请经费（万元）") == ["万元"]
    numbers = ["评委3", "评委三（校外）", "3号评委", "专家10", "评委签名", "评委"]
    assert [judge_number(text) for text in numbers] == [3, 3, 3, 10, None, None]
