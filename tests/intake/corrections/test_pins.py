"""Headers that people say how to read: in one file, on one sheet, everywhere, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from assessment.core.result import Result
from papers import FIRST, Read, book, codes, sheet

HEAD = ["申报单位", "项目名称", "评委1", "评委2", "外请专家"]
LINE = ["临床医学院", FIRST, 90, 91, 92]


def read(read_files: Read, *pins: Sequence[Any]) -> Result:
    rows = [["2017年现场答辩评分汇总表"], HEAD, LINE]
    return read_files({"答辩.xlsx": book(sheet(rows, "答辩"))}, {"表头对照": pins})


def judges(result: Result) -> list[str]:
    return result.tables["marks"]["judge_id"].tolist()


def test_without_a_line_the_header_is_unknown_and_the_nearest_is_proposed(
    read_files: Read,
) -> None:
    result = read(read_files)
    assert codes(result) == [("column.numbers-unread", "E2")]
    assert judges(result) == ["J1", "J2"]
    rows = [
        ["申报单位", "项目名称", "品牌主提", "类别", "申请经费"],
        ["护理学院", "新项目", "x", "思想教育类", 4000],
    ]
    (fault,) = read_files({"申报.xlsx": book(sheet(rows))}).problems
    assert (fault.code, fault.expected) == ("column.unmapped", "品牌主题")


@pytest.mark.parametrize(
    "pin",
    [
        (2017, None, None, "外请专家", "评委3", "评委会确认"),
        (None, None, None, "外请专家", "评委3", None),
        (2017, "答辩.xlsx", None, "外 请专家", "评委3", None),
        (2017, "2017/答辩", "答辩", "外请专家（校外）", "评委3", None),
    ],
)
def test_a_line_says_what_the_header_is_read_as(read_files: Read, pin: Sequence[Any]) -> None:
    result = read(read_files, pin)
    assert codes(result) == []
    assert judges(result) == ["J1", "J2", "J3"]
    assert result.tables["marks"]["points"].tolist() == [90, 91, 92]


@pytest.mark.parametrize(
    "pin",
    [
        (2018, None, None, "外请专家", "评委3", None),
        (2017, "投票.xlsx", None, "外请专家", "评委3", None),
        (2017, "答辩.xlsx", "第二场", "外请专家", "评委3", None),
        (2017, None, None, "别的", "评委3", None),
    ],
)
def test_a_line_about_something_else_changes_nothing(read_files: Read, pin: Sequence[Any]) -> None:
    result = read(read_files, pin)
    assert codes(result) == [("column.numbers-unread", "E2")]
    assert judges(result) == ["J1", "J2"]


def test_a_header_may_be_passed_over_and_the_narrower_line_wins(read_files: Read) -> None:
    wide = (None, None, None, "外请专家", "评委3", None)
    narrow = (2017, "答辩.xlsx", None, "外请专家", "不读", "只供参考")
    result = read(read_files, narrow, wide)
    assert codes(result) == []
    assert judges(result) == ["J1", "J2"]
    assert "header.ignored" in set(result.tables["sheet_cells"]["reason"])


def test_a_known_header_may_be_read_as_another(read_files: Read) -> None:
    result = read(
        read_files,
        (None, None, None, "外请专家", "不读", None),
        (2017, None, None, "票决", "票数", None),
    )
    assert judges(result) == ["J1", "J2"]
    rows = [["2017年现场投票统计"], ["项目名称", "票决"], [FIRST, 12]]
    pins = {"表头对照": [(2017, None, None, "票决", "票数", None)]}
    votes = read_files({"现场投票.xlsx": book(sheet(rows))}, pins).tables["votes"]
    assert votes["n_votes"].tolist() == [12]


@pytest.mark.parametrize(
    ("pin", "fault"),
    [
        ((2017, None, None, None, "评委3", None), ("register.value-missing", "A4")),
        ((2017, None, None, "外请专家", None, None), ("register.value-missing", "A4")),
        ((2017, None, None, "外请专家", "某某栏", None), ("register.value-unknown", "E4")),
        (("那年", None, None, "外请专家", "评委3", None), ("register.value-unknown", "A4")),
    ],
)
def test_a_line_that_cannot_be_followed_is_told(
    read_files: Read, pin: Sequence[Any], fault: tuple[str, str]
) -> None:
    assert codes(read(read_files, pin)) == [fault, ("column.numbers-unread", "E2")]
