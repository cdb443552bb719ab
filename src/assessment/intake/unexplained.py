"""How much of a sheet stays unexplained when it is cut into these tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assessment.intake.accounting import claim_sheet
from assessment.intake.cells import Cell, CellKind, Sheet
from assessment.intake.claims import NOTE, TITLE, VALUE, CellClass, Claim
from assessment.intake.header_words import is_listed
from assessment.intake.layouts import Block, find_labelled, is_label, names_something
from assessment.intake.vocabulary import Vocabulary

_AMOUNTS = frozenset({CellKind.NUMBER, CellKind.DATE, CellKind.LONG})
# By these rules words are passed over, but hardly numbers.
_WORDS_ONLY = frozenset({"criterion.words", "column.unmapped"})


def count_unexplained(sheet: Sheet, blocks: Sequence[Block], words: Vocabulary) -> int:
    """Return how many cells are not read, or are read as what they hardly are.

    Such are a label among the values of a line, and numbers among titles and remarks.
    """
    claims = claim_sheet(sheet, blocks, words)
    lines = {
        (cell.row, cell.column)
        for block in blocks
        for record in block.records
        for cell in record.cells.values()
    }
    cells = sheet.cells
    return sum(
        _is_odd(cells[place], claim, is_in_line=place in lines) for place, claim in claims.items()
    )


def _is_odd(cell: Cell, claim: Claim, *, is_in_line: bool) -> bool:
    if claim.cell_class is CellClass.PROBLEM:
        return True
    if claim == VALUE:
        return is_in_line and is_label(cell)
    is_beside = claim in (TITLE, NOTE) or claim.reason in _WORDS_ONLY
    return is_beside and cell.kind in _AMOUNTS


def count_torn(sheet: Sheet, blocks: Sequence[Block], words: Vocabulary) -> int:
    """Return how many labels of these tables were parted from the value to their right."""
    return sum(1 for block in blocks for _ in _torn(sheet, block, words))


def _torn(sheet: Sheet, block: Block, words: Vocabulary) -> Iterator[Cell]:
    own = block.sheet.cells
    around = [cell for cell in block.around if (cell.row, cell.column) in own]
    pairs = find_labelled(block.sheet, around, words).values()
    read = {(label.row, label.column) for label, _ in pairs}
    for cell in around:
        if (cell.row, cell.column) in read or not _asks(cell, words):
            continue
        beyond = next((one for one in sheet.rows[cell.row] if one.column > cell.column), None)
        if beyond and (beyond.row, beyond.column) not in own and not _asks(beyond, words):
            yield cell


def _asks(cell: Cell, words: Vocabulary) -> bool:
    """Tell whether a cell is a label; 一、活动 is rather a heading."""
    return names_something(cell, words) and not is_listed(cell.text)
