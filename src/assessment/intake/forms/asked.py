"""What a form asks for under a label that nobody knows: 项目经费 | 3000元."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assessment.core.problems import Problem
from assessment.core.text import plain
from assessment.intake.cells import Cell, Sheet, in_order
from assessment.intake.layouts import Block
from assessment.intake.words.header_words import word_key
from assessment.intake.words.sources import asks_school, heads_sources
from assessment.intake.words.values import Spot
from assessment.intake.words.vocabulary import Vocabulary

# Nothing but words of money and of asking: neither 学院配套经费 nor 往年支持经费.
_ASKED = re.compile(
    "(?:拟|共|总|所需|需|项目|品牌|活动|申请|申报|校|校级|学校|校团委|团委|支持|资助|专项|立项|预计|计划|本年度?|年度"
    "|经费|资金|款项|金额|预算|费用|数额|额度|额|数)+"
)
_OF_MONEY = re.compile("经费|资金|款项|金额|预算|费用|额")
# 经费来源 | 申请校团委3000元，学院自筹2000元
_WHOSE = re.compile(
    "(?:项目|活动)?(?:经费|资金|款项|费用)(?:筹[措集]|构成|组成|安排|说明|情况|概况)+.{0,4}"
)
_AMOUNT = re.compile(r"(?:人民币|约)?[¥￥]?[0-9][0-9,.]*(?:万?元)?[整正]?")


def lost_request(form: Block, spot: Spot, words: Vocabulary) -> Iterator[Problem]:
    """Yield labels of a form with an amount beside them where none says what is asked for.

    Problems
    --------
    request.label-unknown
    """
    if form.kind != "application_form" or "requested" in form.labels:
        return
    inside = {place for part in form.parts for place in part.claims if part.sheet is form.sheet}
    for cell in in_order(form.sheet):
        key = word_key(cell.text.replace("：", ":").partition(":")[0])
        if (cell.row, cell.column) in inside:
            continue
        is_asked = _ASKED.fullmatch(key) and _OF_MONEY.search(key)
        told = _beside(form.sheet, cell)
        if (is_asked and _AMOUNT.fullmatch(told)) or (_tells_whose(key) and asks_school(told)):
            near = words.nearest(key, ("requested",))
            yield spot.fault("request.label-unknown", cell, actual=key, expected=near)


def _tells_whose(key: str) -> bool:
    return heads_sources(key) or _WHOSE.fullmatch(key) is not None


def _beside(sheet: Sheet, cell: Cell) -> str:
    beside = sheet.at(cell.row, sheet.after(cell))
    own = plain(cell.text).partition(":")[2]
    return own or (plain(beside.text) if beside is not None and beside.row == cell.row else "")
