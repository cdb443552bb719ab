"""Lines that only sum others, or say what one consists of, wherever their words stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind
from assessment.intake.layouts import Block, Record, is_passed, lead
from assessment.intake.words.header_words import word_key
from assessment.intake.words.sum_words import BARE, sum_grade
from assessment.intake.words.vocabulary import Vocabulary

_OF_WHICH = "其中"
SUBTOTAL, IN_CAPITALS = "小计", "大写"
_NUMERAL = "[0-9一二三四五六七八九十]+"
_OF_A_PERIOD = re.compile(
    rf"(?:本|第?{_NUMERAL})?(?:日|周|月|季|季度|学期|年|年度|页)份?(?:支出)?(?:合计|小计|累计|总计)"
)


def without_sums(
    block: Block,
    words: Vocabulary,
    fields: Sequence[str],
    day: str,
    *,
    values: Collection[str] = (),
    own: str = "",
) -> Block:
    """Return the block with lines such as 交通小计, 实际支出 and 本月合计 among its totals.

    They are told by their words in one of `fields`, or in any column left of the `values` (right of
    them by words that only sum), on a line that bears no `day` of its own; beside a day only words
    that can be nothing else do, on a line that has no `own` number and is called nothing else.
    Beside that number (or name) a column that is not read tells nothing. What is carried from page
    to page, and what a line above consists of (其中：…), is neither line nor total.
    """
    lines: list[Record] = []
    totals = list(block.totals)
    for record in block.records:
        named = [
            cell for name in fields if (cell := record.cells.get(name)) and _is_own(cell, record)
        ]
        if any(is_passed(cell, words) for cell in named):
            continue
        left = list(_left_of(block, record, values))
        if _is_part(record, left) and _has_whole(lines, values):
            continue
        right = _right_of(block, record, values, day)
        told = (*named, *left, *right)
        naming = next((c for c in told if _names_sum(c, record, (day, own), named)), None)
        if naming is None:
            lines.append(record)
        else:
            totals.append(Record(record.cells, as_subtotal(naming)))
    return replace(block, records=tuple(lines), totals=tuple(totals))


def as_subtotal(naming: Cell) -> Cell:
    """Return the cell that names a sum as one of some lines, in capitals where it says so."""
    told = f"{SUBTOTAL}({IN_CAPITALS})" if IN_CAPITALS in plain(naming.text) else SUBTOTAL
    return naming._replace(text=told)


def _is_own(cell: Cell, record: Record) -> bool:
    """Tell whether a cell stands on the line and is not merged over it from above."""
    return cell.row == record.anchor.row and cell.kind is CellKind.TEXT


def _left_of(block: Block, record: Record, values: Collection[str]) -> Iterator[Cell]:
    """Yield the texts of a line left of the first of its values."""
    columns = [block.headers[name].column for name in values if name in block.headers]
    if columns:
        row = block.sheet.rows.get(record.anchor.row, ())
        yield from (c for c in row if c.column < min(columns) and c.kind is CellKind.TEXT)


def _right_of(block: Block, record: Record, values: Collection[str], day: str) -> Iterator[Cell]:
    """Yield the texts of a line without a day that only sum, right of the first of its values."""
    columns = [block.headers[name].column for name in values if name in block.headers]
    for cell in block.sheet.rows.get(record.anchor.row, ()) if columns else ():
        is_right = cell.column > min(columns) and cell.kind is CellKind.TEXT
        if is_right and sum_grade(cell.text) == BARE and not _bears(record, day, cell):
            yield cell


def _is_part(record: Record, left: Sequence[Cell]) -> bool:
    first = lead(left) if left else record.anchor
    return plain(first.text).startswith(_OF_WHICH)


def _has_whole(lines: Sequence[Record], values: Collection[str]) -> bool:
    """Tell whether a line above states what its parts would count once more."""
    return bool(lines) and any(
        name in lines[-1].cells and plain(lines[-1].cells[name].text) for name in values
    )


def _names_sum(
    cell: Cell, record: Record, fields: tuple[str, str], named: Collection[Cell]
) -> bool:
    if _OF_A_PERIOD.fullmatch(word_key(plain(cell.text))):
        return True
    grade = sum_grade(cell.text)
    if not grade:
        return False
    day, own = fields
    is_dated, is_numbered = (_bears(record, name, cell) for name in (day, own))
    if is_dated:
        is_called = any(one is not cell and one is not record.cells[day] for one in named)
        return grade == BARE and not is_numbered and not is_called
    return cell in named or not is_numbered


def _bears(record: Record, name: str, naming: Cell) -> bool:
    """Tell whether a line states a field itself, in another cell than names a sum."""
    cell = record.cells.get(name)
    if cell is None or cell.row != record.anchor.row:
        return False
    return cell.column != naming.column and not sum_grade(cell.text)


def sum_among(cells: Sequence[Cell], amount: Cell) -> Cell | None:
    """Return the cell of a row, left of its amount, that says it only sums others: 小计."""
    said = (cell for cell in cells if cell.column < amount.column and cell.kind is CellKind.TEXT)
    return next((cell for cell in said if sum_grade(cell.text)), None)


def is_breakdown(cell: Cell, *, goes_on: bool) -> bool:
    """Tell whether a row says what the line above it consists of: 其中：公交.

    Another indented one may go on with it.
    """
    return plain(cell.text).startswith(_OF_WHICH) or (goes_on and cell.text[:1].isspace())
