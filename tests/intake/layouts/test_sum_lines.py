from __future__ import annotations

from typing import Any

import pytest

from assessment.core.rules import Rules
from assessment.intake.cells import Sheet, text_cell, typed_cell
from assessment.intake.layouts import Block, Record
from assessment.intake.layouts.sum_lines import SUBTOTAL, without_sums
from assessment.intake.words.vocabulary import vocabulary

FIELDS = ("spent_date", "category", "purpose")


def block(*rows: dict[str, Any]) -> Block:
    records = []
    for row, values in enumerate(rows, 2):
        cells = {
            name: typed_cell(row, column, value)
            for column, (name, value) in enumerate(values.items(), 1)
        }
        records.append(Record(cells, next(iter(cells.values()))))
    return Block("ledger", Sheet("表", {}), tuple(records))


@pytest.mark.parametrize(
    ("values", "is_line"),
    [
        ({"spent_date": "2017.4.1", "category": "交通", "amount": 1}, True),
        ({"category": "交通", "amount": 1}, True),
        ({"category": "交通小计", "amount": 1}, False),
        ({"category": "支出合计（元）", "amount": 1}, False),
        ({"spent_date": "2017.4.30", "category": "本月合计", "amount": 1}, False),
        ({"spent_date": "2017.4.30", "category": "第二季度小计", "amount": 1}, False),
        ({"spent_date": "2017.4.1", "category": "物料", "purpose": "展板合计", "amount": 1}, True),
        ({"spent_date": "支出总计", "amount": 1}, False),
    ],
)
def test_a_sum_is_told_from_a_line(rules: Rules, values: dict[str, Any], is_line: bool) -> None:
    read = without_sums(block(values), vocabulary(rules), FIELDS, "spent_date")
    assert (len(read.records), len(read.totals)) == ((1, 0) if is_line else (0, 1))
    assert all(total.anchor.text == SUBTOTAL for total in read.totals)


def test_what_is_carried_over_is_neither(rules: Rules) -> None:
    carried = block({"category": "承前页", "amount": 300})
    read = without_sums(carried, vocabulary(rules), FIELDS, "spent_date")
    assert (read.records, read.totals) == ((), ())


def test_a_category_merged_from_above_names_no_sum_below(rules: Rules) -> None:
    above = text_cell(1, 1, "小计")
    line = Record({"category": above, "amount": typed_cell(2, 2, 5)}, typed_cell(2, 2, 5))
    read = without_sums(
        Block("ledger", Sheet("表", {}), (line,)), vocabulary(rules), FIELDS, "spent_date"
    )
    assert read.records == (line,)
