from __future__ import annotations

from typing import Any

import pytest

from papers import FIRST, Read, book, codes, sheet

FORM = [["申报表"], ["项目名称", FIRST], ["申报单位", "临床医学院"], ["品牌主题", "☑志愿服务类"]]
UNUSED, SMALL = "money.unit-unused", "money.too-small"


def told(read_files: Read, *lines: list[Any]) -> list[tuple[str, str]]:
    form = book(sheet([*FORM, *lines]))
    return [one for one in codes(read_files({"申报表.xlsx": form})) if one[0] in (UNUSED, SMALL)]


@pytest.mark.parametrize(
    "line",
    [
        ["申请经费（万元）", 0.5],
        ["申请经费", "0.5万元"],
        ["申请经费（元）", 5000, "学校配套（万元）", 1],
        ["申请经费（元）", 5000, "已有基础", "曾获赞助2万元"],
    ],
)
def test_a_unit_that_is_used_or_another_s_is_no_fault(read_files: Read, line: list[Any]) -> None:
    assert told(read_files, line) == []


def test_a_unit_that_no_money_was_read_in_is_told(read_files: Read) -> None:
    lines = (["申请经费（元）", 5000], ["填表说明：经费请换算成万元"])
    assert told(read_files, *lines) == [(UNUSED, "A6")]


def test_money_that_is_all_below_one_yuan_is_told(read_files: Read) -> None:
    budget = (["科目", "用途", "金额"], ["交通", "往返", 0.2], ["物料", "展板", 0.3])
    assert told(read_files, ["申请经费", 0.5], *budget) == [(SMALL, "B5"), (SMALL, "C7")]
    assert told(read_files, ["申请经费", 1]) == []
