"""The class of each cell of a table with a header row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assessment.intake.cells import Cell, CellKind, Sheet
from assessment.intake.grids.kinds import DESCRIBES, PASSED_OVER, Header
from assessment.intake.grids.parted import OTHER
from assessment.intake.grids.row_kinds import GridRow, RowKind
from assessment.intake.layouts import is_label
from assessment.intake.layouts.claims import (
    APART,
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
from assessment.intake.layouts.labels import find_labels
from assessment.intake.words.counting import find_counts
from assessment.intake.words.header_words import word_key
from assessment.intake.words.values import is_stroke
from assessment.intake.words.vocabulary import BRAND_BONUS, Vocabulary

_PARTS = {
    "total_mark": ("criterion:", "item:"),
    "votes": ("channel:",),
    "settled_left": ("spent",),
}
# Behind criteria 得分 is their sum, or a criterion of its own.
_WORKED_OUT_OF = {"judge": ("judge:",), "channel": ("channel:", "votes"), "item": ("item:",)}
SPREAD = "column.spread"
UNMAPPED = ignored("column.unmapped")
_LOST = unread(UNREAD_ROW)
_PASSED_OVER = ignored("header.ignored")
# Rows that are of one class as a whole.
_WHOLE = {
    RowKind.TOTAL: TOTAL,
    RowKind.GROUP: LABEL,
    RowKind.HEADS: LABEL,
    RowKind.STRAY: _LOST,
    RowKind.APART: unread(APART),
    RowKind.RESTATED: ignored("row.restated"),
    RowKind.PASSED: ignored("row.passed"),
    RowKind.NUMBERING: ignored("row.numbering"),
    RowKind.UNUSED: ignored("row.unused"),
    RowKind.AGAIN: ignored("row.header-again"),
}


def claim_grid(
    sheet: Sheet,
    header: Header,
    rows: Sequence[GridRow],
    heads: Mapping[int, Claim],
    words: Vocabulary,
) -> dict[Place, Claim]:
    """Return the claims of a table's header and of the rows below it; `heads` are of its columns.

    What stands there as a footer or as a label with its value is left to `accounting`.
    """
    claims: dict[Place, Claim] = {}
    for number in range(header.row, header.last_row + 1):
        claims |= claim_all(sheet.rows.get(number, ()), LABEL)
    for row in rows:
        if row.kind in _WHOLE:
            claims |= claim_all(row.cells, _WHOLE[row.kind])
        elif row.kind is RowKind.RECORD:
            claims |= _claim_record(sheet, row, heads)
    told = _told(sheet, rows, words)
    lost = (
        cell
        for row in rows
        if row.kind is RowKind.REST
        for cell in row.cells
        if (cell.row, cell.column) not in told and _is_lost(cell, row.cells, header, heads)
    )
    return claims | claim_all(lost, _LOST)


def head_claims(sheet: Sheet, header: Header, words: Vocabulary) -> dict[int, Claim]:
    """Return what the cells of each column are where they stand in the row of a record."""
    columns = {column for _, column in sheet.cells}
    return {column: _head_claim(sheet, column, header, words) for column in columns}


def head_at(sheet: Sheet, column: int, header: Header) -> Cell | None:
    """Return what heads a column, also when it only reaches the header from above by its merge."""
    return header.cells.get(column) or sheet.at(header.last_row, column)


def _head_claim(sheet: Sheet, column: int, header: Header, words: Vocabulary) -> Claim:
    head = head_at(sheet, column, header)
    if column in header.fields:
        return _field_claim(header.fields[column], header)
    if header.split and column == header.split.day:
        return VALUE
    if any(column in columns for columns in header.parts.values()):
        return TOTAL
    if head is None:
        return unread(UNHEADED)
    if any(head is cell for cell, _ in header.repeated):
        return unread("column.repeated")
    if any(head is cell for cell in header.spread):
        return unread(SPREAD)
    if word_key(head.text) in words.ignored or _is_worked_out(head, header, words):
        return _PASSED_OVER
    if head.column in header.fields:
        # Merged over several columns it heads the one that is read; of the others nobody knows.
        return unread(UNHEADED)
    is_elsewhere = words.fields_of(head.text) & DESCRIBES
    return ignored("header.elsewhere") if is_elsewhere else UNMAPPED


def _is_worked_out(head: Cell, header: Header, words: Vocabulary) -> bool:
    """Tell whether 得分 or 成绩 stands behind all judges, channels or items: it follows from them.

    Before the last of them it may as well be one of theirs; 品牌加分 is added to it.
    """
    parts = _WORKED_OUT_OF.get(header.kind.part, ())
    mine = [column for column, name in header.fields.items() if name.startswith(parts)]
    mine = [column for column in mine if BRAND_BONUS not in header.fields[column]]
    is_last = bool(parts and mine) and head.column > max(mine)
    return is_last and word_key(head.text) in words.results


def _field_claim(field: str, header: Header) -> Claim:
    if field in PASSED_OVER | header.kind.passed or field.startswith(OTHER):
        return _PASSED_OVER
    # Beside its parts a sum is compared with them, never used.
    has_parts = any(name.startswith(_PARTS.get(field, ())) for name in header.fields.values())
    return TOTAL if has_parts else VALUE


def _claim_record(sheet: Sheet, row: GridRow, heads: Mapping[int, Claim]) -> dict[Place, Claim]:
    claims = {(cell.row, cell.column): heads[cell.column] for cell in row.cells}
    # A merged cell of a row above may state a value of this one.
    stated = (cell for cell in row.values.values() if (cell.row, cell.column) in sheet.cells)
    above = {(cell.row, cell.column) for cell in stated if cell.row != row.cells[0].row}
    return dict.fromkeys(above, VALUE) | claims


def _told(sheet: Sheet, rows: Sequence[GridRow], words: Vocabulary) -> set[Place]:
    """Return the places in unknown rows that are values beside a label."""
    cells = [cell for row in rows if row.kind is RowKind.REST for cell in row.cells]
    stated = [*find_labels(sheet, cells, words).values()]
    stated += [one.cell for one in find_counts(sheet, cells, words)]
    return {(cell.row, cell.column) for cell in stated}


def _is_lost(cell: Cell, cells: Sequence[Cell], header: Header, heads: Mapping[int, Claim]) -> bool:
    """Tell whether a cell of an unknown row looks like something that should have been read."""
    if heads[cell.column] == _PASSED_OVER or is_stroke(cell):
        return False
    if cell.kind in (CellKind.NUMBER, CellKind.DATE, CellKind.LONG):
        return True
    field = header.fields.get(cell.column, "")
    filled = [one for one in cells if not is_stroke(one)]
    if field == "college" and all(
        heads[one.column] == _PASSED_OVER for one in filled if one is not cell
    ):
        return False  # a unit printed beforehand
    is_in_column = field not in {"", *header.kind.key}
    return len(filled) > 1 and is_in_column and not is_label(cell)
