"""What of a sheet's look may mean something: hidden, struck out, commented, shown as another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assessment.core.details import detail
from assessment.core.problems import Problem
from assessment.intake.cells import Cell, Sheet, in_order
from assessment.intake.cells.number_formats import is_stroke
from assessment.intake.layouts import Block
from assessment.intake.layouts.claims import VALUE, Claims
from assessment.intake.sheets.exports import HEADER_ROWS
from assessment.intake.words.header_words import word_key
from assessment.intake.words.values import Spot
from assessment.intake.words.vocabulary import Vocabulary

# Where a stroke may as well stand for no mark.
_SCORED = frozenset(
    "mark_form mark_list mark_matrix mark_cross second_entry red_flag_form red_flag_summary".split()
)


def looks(
    spot: Spot, claims: Claims, words: Vocabulary, blocks: Sequence[Block]
) -> Iterator[Problem]:
    """Yield what of a sheet's look may mean something; who took part in a survey is not told."""
    sheet = spot.sheet
    if sheet.is_hidden:
        yield spot.fault("sheet.hidden", None)
    for row, cells in sheet.rows.items():
        if row in sheet.hidden_rows:
            yield spot.fault("row.hidden", cells[0])
    for column in sorted(sheet.hidden_columns):
        first = next((cell for cell in in_order(sheet) if cell.column == column), None)
        if first is not None:
            yield spot.fault("column.hidden", first)
    private = _private_columns(sheet, words)
    is_scored = any(block.kind in _SCORED for block in blocks)
    for cell in in_order(sheet):
        if cell.column not in private:
            yield from look(spot, cell)
        if _shows_other(cell, is_scored) and claims[cell.row, cell.column] == VALUE:
            yield spot.fault("cell.unseen", cell, expected=cell.shows or detail("blank"))


def _shows_other(cell: Cell, is_scored: bool) -> bool:
    """Tell whether the screen shows something else; a stroke is how money and votes write 0."""
    return cell.shows is not None and (is_scored or not is_stroke(cell.shows))


def look(spot: Spot, cell: Cell) -> Iterator[Problem]:
    if cell.is_struck:
        yield spot.fault("cell.struck-out", cell)
    if cell.comment:
        yield spot.fault("cell.commented", cell, actual=cell.comment)


def _private_columns(sheet: Sheet, words: Vocabulary) -> set[int]:
    rows = [sheet.rows[row] for row in sheet.numbers[:HEADER_ROWS]]
    heads = (cell for cells in rows for cell in cells)
    return {cell.column for cell in heads if word_key(cell.text) in words.surveys.private}
