"""Full marks in a row of their own, below the header of a matrix or list."""

from __future__ import annotations

from typing import Any

import pytest

from papers import FIRST, SECOND, Read, book, codes, sheet

TOP = [["现场答辩评分汇总"], ["项目名称", "评委1", "评委2"]]
LINES = [[FIRST, 8.8, 8.9], [SECOND, 9.1, 9.2]]


@pytest.mark.parametrize("row", [["满分", 10, 10], [None, "（满分10）", "（满分10分）"]])
def test_marks_under_a_row_of_other_full_marks_are_not_used(
    read_files: Read, row: list[Any]
) -> None:
    result = read_files({"现场答辩.xlsx": book(sheet([*TOP, row, *LINES]))})
    assert codes(result) == [
        ("criterion.other-full-marks", "B3"), ("criterion.other-full-marks", "C3"),
    ]  # fmt: skip
    assert result.tables["marks"]["points"].isna().all()


@pytest.mark.parametrize(
    "row", [["满分", 100, 100], [None, "（满分100）", "（满分100分）"], ["权重", 10, 10]]
)
def test_a_row_of_the_rules_own_full_marks_or_weights_changes_nothing(
    read_files: Read, row: list[Any]
) -> None:
    result = read_files({"现场答辩.xlsx": book(sheet([*TOP, row, *LINES]))})
    assert codes(result) == []
    assert sorted(result.tables["marks"]["points"]) == [8.8, 8.9, 9.1, 9.2]
