"""Columns of votes headed by a channel alone: 微信, 现场投票, where points may stand as well."""

from __future__ import annotations

import re
from decimal import Decimal

from assessment.core.text import parse_number, plain
from assessment.intake.layouts import Block
from assessment.intake.layouts.count_units import stated_count
from assessment.intake.words.header_units import VOTES, unit_of
from assessment.intake.words.header_words import remarks, word_key
from assessment.intake.words.vocabulary import Vocabulary

_CHANNEL = "channel:"
_OF_VOTES = re.compile("票数|得票|(?<!投)票$")
# More points than these nobody gets.
_MOST_POINTS = 100
_WEIGHT = re.compile(r"(?:占比?|权重|比重)?[为:]?[0-9]+(?:\.[0-9]+)?%")


def may_be_points(block: Block, name: str, words: Vocabulary) -> bool:
    """Tell whether a column of a tally may hold points: its head does not say 票数.

    `name` is that of the column (`channel:微信`). Where any channel has more than 100, or 单位：票
    stands around the table, all are votes.
    """
    head = block.headers.get(name)
    if block.kind != "vote_tally" or head is None or not name.startswith(_CHANNEL):
        return False
    own, said = words.head_remarks.own["votes"], [plain(one) for one in remarks(head.text)]
    is_said = any(one in own for one in said) or bool(unit_of(said, VOTES))
    if is_said or _OF_VOTES.search(word_key(head.text)):
        return False
    if any(stated_count(cell.text, VOTES) for cell in block.around):
        return False
    cells = (c for one in block.records for n, c in one.cells.items() if n.startswith(_CHANNEL))
    texts = [plain(cell.text) for cell in cells]
    numbers = [number for text in texts if (number := number_in(text)) is not None]
    is_counted = any("票" in text or "张" in text for text in texts)
    return bool(numbers) and max(numbers) <= _MOST_POINTS and not is_counted


def number_in(text: str) -> Decimal | None:
    """Return the number that a text is, or None."""
    try:
        return parse_number(text)
    except ValueError:
        return None


def is_weight(remark: str) -> bool:
    """Tell whether a remark says how much a column weighs: （20%）, （占20%）."""
    return _WEIGHT.fullmatch(plain(remark)) is not None
