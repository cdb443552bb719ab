from __future__ import annotations

from typing import Any

import pytest

from assessment.intake.layouts.units import stated_unit
from papers import FIRST, Read, book, sheet

FORM = (["申报表"], ["项目名称", FIRST], ["申报单位", "临床医学院"], ["品牌主题", "☑志愿服务类"])


@pytest.mark.parametrize(
    ("line", "fen"),
    [
        (["申请经费（万元）", 0.5], 500000),
        (["申请经费", 0.5, "万元"], 500000),
        (["申请经费：0.5万元"], 500000),
        (["申请经费（万元）：0.5"], 500000),
        (["申请经费（千元）", 5], 500000),
        (["申请经费", 5000, "元"], 500000),
        (["申请经费/元", 5000], 500000),
        (["申请经费（元）", 5000, "学校配套（万元）", 1], 500000),
        (["申请经费", 5000], 500000),
    ],
)
def test_the_unit_of_a_form_stands_in_or_beside_its_label(
    read_files: Read, line: list[Any], fen: int
) -> None:
    form = sheet([*FORM, line])
    table = read_files({"申报表.xlsx": book(form)}).tables["applications"].set_index("src")
    (src,) = [src for src in table.index if src.endswith("!B2")]
    assert table.loc[src, "requested_fen"] == fen


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("（单位：万元）", "wan"),
        ("说明：金额均以万元为单位", "wan"),
        ("申请经费以万元计", "wan"),
        ("注：金额单位为千元", "qian"),
        ("以下金额按万元填写", "wan"),
        ("申报汇总表（万元）", "wan"),
        ("金额单位：元", "yuan"),
        ("获企业赞助2万元", ""),
        ("申请经费不超过一万元", ""),
        ("申报单位：万元学院", ""),
    ],
)
def test_a_line_of_text_may_state_the_unit(text: str, unit: str) -> None:
    assert stated_unit(text) == unit


BUDGET = ["交通", "往返", 0.1]


@pytest.mark.parametrize(
    ("rows", "fen"),
    [
        ([["科目", "用途", "金额（万元）"], BUDGET], 100000),
        ([["经费预算", "单位：万元"], ["科目", "用途", "金额"], BUDGET], 100000),
        ([["单位：万元"], ["科目", "用途", "金额（元）"], BUDGET], 10),
    ],
)
def test_the_budget_inside_a_form_has_a_unit_of_its_own(
    read_files: Read, rows: list[list[Any]], fen: int
) -> None:
    form = sheet([*FORM, ["申请经费（元）", 5000], *rows])
    (planned,) = read_files({"申报表.xlsx": book(form)}).tables["budget_plan"]["planned_fen"]
    assert planned == fen
