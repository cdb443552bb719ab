"""Lines that only sum others though their words stand where a line's own would."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind
from assessment.intake.header_words import word_key
from assessment.intake.layouts import Block, Record, is_passed, is_total
from assessment.intake.vocabulary import Vocabulary

_OF_WHICH = "其中"
SUBTOTAL, IN_CAPITALS = "小计", "大写"
_NUMERAL = "[0-9一二三四五六七八九十]+"
_OF_A_PERIOD = re.compile(
    rf"(?:本|第?{_NUMERAL})?(?:日|周|月|季|季度|学期|年|年度|页)份?(?:支出)?(?:合计|小计|累计|总计)"
)
# What was spent in all, where a line would say what for.
_SPENT = re.compile("(?:实际|全部|累计|合计|总)支出(?:金额|总额|数)?")


def without_sums(block: Block, words: Vocabulary, fields: Sequence[str], day: str) -> Block:
    """Return the block with lines such as 交通小计, 实际支出 and 本月合计 among its totals.

    They are told by a word at the end of one of `fields` on a line that bears no `day` of its own,
    or by the name of a period. What is carried from page to page is neither line nor total.
    """
    lines: list[Record] = []
    totals = list(block.totals)
    for record in block.records:
        own = [
            cell for name in fields if (cell := record.cells.get(name)) and _is_own(cell, record)
        ]
        if any(is_passed(cell, words) for cell in own):
            continue
        naming = next((cell for cell in own if _names_sum(cell, record, words, day)), None)
        if naming is None:
            lines.append(record)
        else:
            told = f"{SUBTOTAL}({IN_CAPITALS})" if IN_CAPITALS in plain(naming.text) else SUBTOTAL
            totals.append(Record(record.cells, naming._replace(text=told)))
    return replace(block, records=tuple(lines), totals=tuple(totals))


def _is_own(cell: Cell, record: Record) -> bool:
    """Tell whether a cell stands on the line and is not merged over it from above."""
    return cell.row == record.anchor.row and cell.kind is CellKind.TEXT


def _names_sum(cell: Cell, record: Record, words: Vocabulary, day: str) -> bool:
    key = word_key(plain(cell.text))
    if _OF_A_PERIOD.fullmatch(key):
        return True
    dated = record.cells.get(day)
    if dated is not None and dated is not cell and dated.row == record.anchor.row:
        return False
    ends = tuple(word for word in words.total_rows | words.subtotal_rows if len(word) > 1)
    return key.endswith(ends) or _SPENT.fullmatch(key) is not None


def sum_among(cells: Sequence[Cell], amount: Cell, words: Vocabulary) -> Cell | None:
    """Return the cell of a row, left of its amount, that says it only sums others: 小计."""
    said = (cell for cell in cells if cell.column < amount.column and cell.kind is CellKind.TEXT)
    return next((cell for cell in said if is_total(cell, words) or _is_part_sum(cell, words)), None)


def _is_part_sum(cell: Cell, words: Vocabulary) -> bool:
    ends = tuple(word for word in words.subtotal_rows if len(word) > 1)
    return word_key(plain(cell.text)).endswith(ends)


def is_breakdown(cell: Cell, *, goes_on: bool) -> bool:
    """Tell whether a row says what the line above it consists of: 其中：公交.

    Another indented one may go on with it.
    """
    return plain(cell.text).startswith(_OF_WHICH) or (goes_on and cell.text[:1].isspace())
