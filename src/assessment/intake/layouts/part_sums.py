"""Columns that a table sums itself, line by line: 小计 beside 校拨 and 自筹."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assessment.core.problems import Problem
from assessment.core.text import parse_number, plain
from assessment.intake.cells import Cell, shown
from assessment.intake.layouts import Block
from assessment.intake.words.values import Spot, is_stroke

_UNIT = re.compile(r"(?<=[0-9])(?:万?元|人次?|名|票|张|[件份项])$")


def wrong_parts(block: Block, spot: Spot) -> Iterator[Problem]:
    """Yield the problem of each value that is not the sum of those the same line parts it into.

    What stands in such a column is no number, or nothing, is not compared.

    Problems
    --------
    total.does-not-add-up
    """
    for name, heads in block.sum_parts.items():
        for record in block.records:
            whole = record.cells.get(name)
            boxes = (block.sheet.own(record.anchor.row, head.column) for head in heads)
            read = [_number(box) for box in boxes if box is not None and not is_stroke(box)]
            stated = None if whole is None else _number(whole)
            if whole is None or stated is None or not read or None in read:
                continue
            told = sum((one for one in read if one is not None), Decimal(0))
            if told != stated:
                yield spot.fault("total.does-not-add-up", whole, expected=shown(told))


def _number(cell: Cell) -> Decimal | None:
    try:
        return parse_number(_UNIT.sub("", plain(cell.text)))
    except ValueError:
        return None
