"""Which table of a text a line belongs to, told by the lines at both of its ends."""

from __future__ import annotations

import pytest

from assessment.core.rules import Rules
from assessment.intake.cells import text_cell
from assessment.intake.grids.captions import title_says
from assessment.intake.words.vocabulary import vocabulary
from diseases.captions import board, paper
from papers import FIRST, SECOND, Read, book, sheet


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("表1 微信投票", {"channel": "微信", "component": "online_vote"}),
        ("网络投票（微信、微博）", {"component": "online_vote"}),
        ("现场答辩评分（评委2）", {"channel": "现场", "component": "defense", "judge": "2"}),
        ("统计人：第一场某某", {}),
        ("第二场", {"sitting": "2"}),
    ],
)
def test_a_line_says_one_thing_of_a_kind(rules: Rules, text: str, kinds: dict[str, str]) -> None:
    assert title_says(text_cell(1, 1, text), vocabulary(rules)) == kinds


@pytest.mark.parametrize(
    "lines",
    [("现场答辩评分", "表1 第一场", "表2 第二场"), ("现场答辩评分（第一场）", "第二场", "")],
)
def test_a_sitting_is_that_of_its_table(read_files: Read, lines: tuple[str, str, str]) -> None:
    tables = (board(FIRST, 90, 88), board(SECOND, 80, 81))
    title, one, two = lines
    file = paper("现场答辩.docx", title, tables[0], one, tables[1], two)
    order = read_files(file).tables["running_order"].set_index("project_id")["sitting_no"]
    assert order.to_dict() == {"2017-C01-1": 1, "2017-C02-1": 2}


@pytest.mark.parametrize("is_parted", [False, True])
def test_labels_above_forms_are_theirs_also_below_a_table_without_any(
    read_files: Read, is_parted: bool
) -> None:
    def form(college: str, points: float) -> list[list[object]]:
        head = ["一级指标", "分值", "核评分"]
        gap: list[list[object]] = [[]] if is_parted else []
        lines = [["思想政治建设", 25, points], ["组织建设", 25, points]]
        return [[], ["五四红旗团委考核表"], ["申报单位：", college], *gap, head, *lines]

    checked = [
        ["品牌复查记录"],
        ["申报单位", "品牌名称", "复查日期", "结论"],
        ["护理学院", "护航", "2017.5.4", "有效"],
    ]
    rows = [*checked, *form("护理学院", 20), *form("临床医学院", 10), *form("药学院", 5)]
    items = read_files({"综合.xlsx": book(sheet(rows))}).tables["red_flag_items"]
    points = items.groupby("college_code")["points"].unique().map(list)
    assert {code: points[code] for code in ("C01", "C02")} == {"C01": [10.0], "C02": [20.0]}
