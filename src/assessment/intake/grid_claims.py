"""The class of each cell of a table with a header row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assessment.intake.cells import Cell, CellKind, Sheet
from assessment.intake.claims import (
    LABEL,
    TOTAL,
    UNHEADED,
    UNREAD_ROW,
    VALUE,
    Claim,
    Place,
    claim_all,
    ignored,
    unread,
)
from assessment.intake.grid_kinds import DESCRIBES, PASSED_OVER, Header
from assessment.intake.layouts import (
    Record,
    find_counts,
    find_labels,
    is_label,
    is_note,
    is_numbered,
    is_passed,
    lead,
)
from assessment.intake.vocabulary import Vocabulary, word_key

_PARTS = {"total_mark": ("criterion:", "item:"), "votes": ("channel:",)}
_LOST = unread(UNREAD_ROW)
Sorted = tuple[Sequence[Record], Sequence[Record], Sequence[Cell]]


def claim_grid(
    sheet: Sheet, header: Header, found: Sorted, words: Vocabulary
) -> dict[Place, Claim]:
    """Return the claims of a table's header and of all rows below it.

    `found` are its records, its totals and the cells of every other row but a numbering one.
    What stands there as a footer or as a label with its value is left to `accounting`.
    """
    records, totals, notes = found
    claims: dict[Place, Claim] = {}
    for row in range(header.row, header.last_row + 1):
        claims |= claim_all(sheet.rows.get(row, ()), LABEL)
    heads = {column: _head_claim(sheet, column, header, words) for column in _columns(sheet)}
    for record in records:
        claims |= _claim_record(sheet, record, heads)
    for total in totals:
        claims |= claim_all(sheet.rows[total.anchor.row], TOTAL)
    below = sheet.rows.get(header.last_row + 1, ())
    if below and is_numbering(below, header, words):
        claims |= claim_all(below, ignored("row.numbering"))
    return claims | _claim_rest(sheet, header, notes, words)


def is_numbering(cells: Sequence[Cell], header: Header, words: Vocabulary) -> bool:
    """Tell whether a row right below the header numbers its columns: 栏次 (1) (2) (3) …"""
    return cells[0].row == header.last_row + 1 and is_numbered(cells, words)


def _columns(sheet: Sheet) -> set[int]:
    return {column for _, column in sheet.cells}


def _head_claim(sheet: Sheet, column: int, header: Header, words: Vocabulary) -> Claim:
    """Return what the cells of a column are where they stand in the row of a record."""
    head = header.cells.get(column) or sheet.at(header.last_row, column)
    repeated = {id(cell) for cell, _ in header.repeated}
    if column in header.fields:
        return _field_claim(header.fields[column], header)
    if head is None or not header.row <= head.row <= header.last_row:
        return unread(UNHEADED)
    if id(head) in repeated:
        return unread("column.repeated")
    if word_key(head.text) in words.ignored:
        return ignored("header.ignored")
    known = DESCRIBES | set(header.kind.fields)
    return ignored("header.elsewhere" if words.fields_of(head.text) & known else "column.unmapped")


def _field_claim(field: str, header: Header) -> Claim:
    if field in PASSED_OVER:
        return ignored("header.ignored")
    # Beside its parts a sum is compared with them, never used.
    has_parts = any(name.startswith(_PARTS.get(field, ())) for name in header.fields.values())
    return TOTAL if has_parts else VALUE


def _claim_record(sheet: Sheet, record: Record, heads: Mapping[int, Claim]) -> dict[Place, Claim]:
    claims = {(cell.row, cell.column): heads[cell.column] for cell in sheet.rows[record.anchor.row]}
    # A merged cell of a row above may state a value of this one.
    stated = (cell for cell in record.cells.values() if (cell.row, cell.column) in sheet.cells)
    above = {(cell.row, cell.column) for cell in stated if cell.row != record.anchor.row}
    return dict.fromkeys(above, VALUE) | claims


def _claim_rest(
    sheet: Sheet, header: Header, notes: Sequence[Cell], words: Vocabulary
) -> dict[Place, Claim]:
    """Return the claims of rows that are neither records nor totals nor footers."""
    stated = (find_labels(sheet, notes, words), find_counts(sheet, notes, words))
    told = {(cell.row, cell.column) for found in stated for cell in found.values()}
    claims: dict[Place, Claim] = {}
    for row in sorted({cell.row for cell in notes}):
        cells = sheet.rows[row]
        if is_passed(lead(cells), words):
            claims |= claim_all(cells, ignored("row.passed"))
        elif _is_header_again(cells, header):
            claims |= claim_all(cells, ignored("row.header-again"))
        elif not is_note(lead(cells), words):
            lost = [cell for cell in cells if _is_lost(cell, cells, header, words)]
            claims |= claim_all((c for c in lost if (c.row, c.column) not in told), _LOST)
    return claims


def _is_header_again(cells: Sequence[Cell], header: Header) -> bool:
    heads = {word_key(cell.text) for cell in header.cells.values()}
    return len(cells) > 1 and all(word_key(cell.text) in heads for cell in cells)


def _is_lost(cell: Cell, cells: Sequence[Cell], header: Header, words: Vocabulary) -> bool:
    """Tell whether a cell below the header looks like something that should have been read."""
    head = header.cells.get(cell.column)
    if head is not None and word_key(head.text) in words.ignored:
        return False
    if cell.kind in (CellKind.NUMBER, CellKind.DATE, CellKind.LONG):
        return True
    is_in_column = header.fields.get(cell.column, "") not in {"", *header.kind.key}
    return len(cells) > 1 and is_in_column and not is_label(cell)
