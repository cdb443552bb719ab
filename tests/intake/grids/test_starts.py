"""Headers and the titles above them: on the next page, of the next table, or no header at all."""

from __future__ import annotations

from typing import Any

import pytest

from assessment.core.rules import Rules
from papers import blocks, told

LEDGER = ["日期", "类别", "金额"]


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


def test_a_header_of_two_rows_repeated_on_the_next_page_begins_nothing(rules: Rules) -> None:
    head = [["项目名称", "答辩得分"], [None, "思想性", "创新性", "效果"]]
    (block,) = blocks(rules, [*head, ["甲", 1, 2, 3], *head, ["乙", 4, 5, 6]])
    assert told(block, "criterion:效果") == ["3", "6"]
    assert block.claims[4, 1].reason == block.claims[5, 2].reason == "row.header-again"
