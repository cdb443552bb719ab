"""The lines of 拨款登记: read as people write them, or told at their cell."""

from __future__ import annotations

from typing import Any

import pytest

from assessment.core.result import Result
from papers import FIRST, SECOND, Read, codes

DAY = "2017-04-12"


def entered(read_files: Read, *lines: list[Any]) -> Result:
    return read_files({}, {"拨款登记": [list(line) for line in lines]})


@pytest.mark.parametrize(
    ("written", "number"), [(1, 1), ("第二期", 2), ("第1期", 1), ("首期", 1), ("2期", 2)]
)
def test_instalments_are_read_as_people_write_them(
    read_files: Read, written: Any, number: int
) -> None:
    line = [2017, FIRST, written, "3000元", DAY, "是", "立项通知", "示例丙", None]
    rows = entered(read_files, line).tables["payments"].to_dict("records")
    assert [(row["instalment"], row["paid_fen"], row["is_met"]) for row in rows] == [
        (number, 300_000, True)
    ]


@pytest.mark.parametrize(
    ("place", "value", "code", "cell"),
    [
        (1, "没有的项目", "project.unknown", "B4"),
        (1, None, "register.value-missing", "A4"),
        (2, "1.5", "register.value-unknown", "C4"),
        (2, "第〇期", "register.value-unknown", "C4"),
        (3, "三千左右", "money.unreadable", "D4"),
        (3, None, "register.value-missing", "A4"),
        (4, "四月中", "date.unreadable", "E4"),
        (4, None, "register.value-missing", "A4"),
        (5, "差不多", "answer.unreadable", "F4"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_cell(
    read_files: Read, place: int, value: Any, code: str, cell: str
) -> None:
    line: list[Any] = [2017, FIRST, 1, 3000, DAY, "是", None, None, None]
    line[place] = value
    result = entered(read_files, line)
    assert (code, cell) in codes(result)
    assert len(result.tables["payments"]) == (place in (4, 5))


def test_a_payment_entered_twice_counts_once_and_others_are_numbered(read_files: Read) -> None:
    line: list[Any] = [2017, FIRST, 1, 1500, DAY, "是", None, None, None]
    other = [2017, FIRST, 1, 1500, "2017-05-02", "是", None, None, None]
    third = [2017, SECOND, 1, 1500, DAY, "是", None, None, None]
    result = entered(read_files, line, other, line, third)
    assert ("register.row-repeated", "A6") in codes(result)
    assert sorted(result.tables["payments"]["payment_no"]) == [1, 1, 2]


@pytest.mark.parametrize(
    ("written", "is_met"),
    [("满足", True), ("已满足", True), ("符合", True), ("不满足", False), ("未满足", False)],
)
def test_a_condition_is_met_in_the_words_of_its_column(
    read_files: Read, written: str, is_met: bool
) -> None:
    line = [2017, FIRST, 1, 3000, DAY, written, None, None, None]
    result = entered(read_files, line)
    assert not [code for code, _ in codes(result) if code.startswith("answer")]
    assert result.tables["payments"]["is_met"].tolist() == [is_met]
