"""Which table of a text a line belongs to, told by the lines at both of its ends."""

from __future__ import annotations

import pytest

from assessment.core.rules import Rules
from assessment.intake.captions import title_says
from assessment.intake.cells import text_cell
from assessment.intake.vocabulary import vocabulary
from diseases.captions import board, paper
from papers import FIRST, SECOND, Read


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
