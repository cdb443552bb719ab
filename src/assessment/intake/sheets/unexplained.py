"""How much of a sheet stays unexplained when it is cut into these tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, Sheet
from assessment.intake.grids.claims import UNMAPPED
from assessment.intake.layouts import Block, is_label, names_something
from assessment.intake.layouts.accounting import claim_sheet
from assessment.intake.layouts.claims import NOTE, TITLE, VALUE, CellClass, Claim, Place
from assessment.intake.layouts.labels import find_labelled
from assessment.intake.words.header_words import is_listed
from assessment.intake.words.vocabulary import Vocabulary

_AMOUNTS = frozenset({CellKind.NUMBER, CellKind.DATE, CellKind.LONG})
# A number typed or pasted as text is a number all the same.
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")


def count_unexplained(sheet: Sheet, blocks: Sequence[Block], words: Vocabulary) -> int:
    """Return how many cells are not read, or are read as what they hardly are.

    Such are a label among the values of a line, two headers of one word, columns below a header
    that the table has no use for, and numbers among titles, remarks, the words of a criterion or
    below a header that another table would need.
    """
    claims = claim_sheet(sheet, blocks, words)
    lines = {_place(cell) for cell in _values(blocks)}
    others = {place for block in blocks for place in _below_other_heads(block, words)}
    n_odd = sum(
        _is_odd(sheet.cells[place], claim, is_in_line=place in lines, is_other=place in others)
        for place, claim in claims.items()
    )
    return n_odd + sum(
        len(heads) for block in blocks for heads in (block.repeated, block.spread, block.unmapped)
    )


def _place(cell: Cell) -> Place:
    return cell.row, cell.column


def _values(blocks: Sequence[Block]) -> Iterator[Cell]:
    for block in blocks:
        for record in block.records:
            yield from record.cells.values()


def _below_other_heads(block: Block, words: Vocabulary) -> Iterator[Place]:
    heads = {cell.column: cell.row for cell in block.unmapped if words.is_known(cell.text)}
    if heads:
        below = (place for place in block.sheet.cells if place[0] > heads.get(place[1], place[0]))
        yield from below


def _is_odd(cell: Cell, claim: Claim, *, is_in_line: bool, is_other: bool) -> bool:
    if claim.cell_class is CellClass.PROBLEM or claim == UNMAPPED:
        return True
    if claim == VALUE:
        return is_in_line and is_label(cell)
    is_beside = is_other or claim in (TITLE, NOTE) or claim.reason == "criterion.words"
    return is_beside and (cell.kind in _AMOUNTS or _NUMBER.fullmatch(plain(cell.text)) is not None)


def count_torn(sheet: Sheet, blocks: Sequence[Block], words: Vocabulary) -> int:
    """Return how many labels of these tables were parted from the value to their right."""
    return sum(1 for block in blocks for _ in _torn(sheet, block, words))


def _torn(sheet: Sheet, block: Block, words: Vocabulary) -> Iterator[Cell]:
    own = block.sheet.cells
    around = [cell for cell in block.around if _place(cell) in own]
    pairs = find_labelled(block.sheet, around, words).values()
    read = {_place(label) for label, _ in pairs}
    for cell in around:
        if _place(cell) in read or not _asks(cell, words):
            continue
        beyond = next((one for one in sheet.rows[cell.row] if one.column > cell.column), None)
        if beyond and _place(beyond) not in own and not _asks(beyond, words):
            yield cell


def _asks(cell: Cell, words: Vocabulary) -> bool:
    """Tell whether a cell is a label; 一、活动 is rather a heading."""
    return names_something(cell, words) and not is_listed(cell.text)
