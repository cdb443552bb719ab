"""The budget inside an application form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from papers import Read, book, codes, sheet

FORM: Sequence[Sequence[Any]] = (
    ["项目名称", "新项目", "申报单位", "护理学院"],
    ["品牌主题", "☑志愿服务类", "申请经费（元）", 4800],
)


def test_a_budget_in_two_halves_side_by_side_is_read_whole(read_files: Read) -> None:
    heads = ["科目", "金额（元）", "科目", "金额（元）"]
    lines = [
        ["交通", 1400, "物料", 2000],
        ["印刷资料", 1000, None, None],
        ["其他", 400, None, None],
    ]
    for total, expected in ((4800, []), (2800, [("total.does-not-add-up", "D7")])):
        rows = [*FORM, heads, *lines, ["合计", None, None, total]]
        result = read_files({"申报表.xlsx": book(sheet(rows))})
        assert codes(result) == expected
        plan = result.tables["budget_plan"].set_index("category")["planned_fen"]
        found = {"交通": 140000, "物料": 200000, "印刷资料": 100000, "其他": 40000}
        assert plan.to_dict() == found


def test_an_amount_without_category_in_one_half_is_told(read_files: Read) -> None:
    heads = ["科目", "金额（元）", "科目", "金额（元）"]
    rows = [*FORM, heads, ["交通", 1400, None, 2000]]
    result = read_files({"申报表.xlsx": book(sheet(rows))})
    assert codes(result) == [("row.unread", "D4")]
    assert list(result.tables["budget_plan"]["planned_fen"]) == [140000]
