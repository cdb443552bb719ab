"""Tables with a header row: lists, matrices, tallies, ledgers, wherever they start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assessment.intake.cells import Cell, CellKind, Sheet
from assessment.intake.grid_claims import claim_grid, is_numbering
from assessment.intake.grid_kinds import (
    DESCRIBES,
    KINDS,
    MAY_SPAN,
    GridKind,
    Header,
    fields_in,
    heads_of,
)
from assessment.intake.layouts import (
    Block,
    Record,
    find_labels,
    is_label,
    is_note,
    is_passed,
    is_total,
    lead,
)
from assessment.intake.vocabulary import Vocabulary, word_key

# A blank box of these is a mark that was not given, not one that is not there.
_FILLED_IN = ("judge:", "criterion:")


def find_grid(sheet: Sheet, words: Vocabulary, kinds: Sequence[GridKind] = KINDS) -> Block | None:
    """Return the table of a sheet that has a header row, or None.

    The header may stand in any row and may be two rows deep; the one in which most columns are
    understood is taken, a single row before two.
    """
    headers = [header for row in sheet.rows for header in headers_at(sheet, row, words, kinds)]
    if not headers:
        return None
    best = max(headers, key=lambda header: (header.rank, header.row == header.last_row))
    return _block(sheet, best, words)


def headers_at(
    sheet: Sheet, row: int, words: Vocabulary, kinds: Sequence[GridKind] = KINDS
) -> Iterator[Header]:
    """Yield the headers that a row may be, alone or with the row below it."""
    here = heads_of({cell.column: cell for cell in sheet.rows[row]}, words)
    if not here.fields and not here.parts:
        return
    for depth in (1, 2):
        cells = _header_cells(sheet, row, depth)
        heads = heads_of(cells, words)
        for kind in kinds:
            fields = fields_in(heads, kind)
            if fields is not None:
                yield Header(kind, row, row + depth - 1, *_single(fields, cells), cells)


def _header_cells(sheet: Sheet, row: int, depth: int) -> dict[int, Cell]:
    columns = {cell.column for r in range(row, row + depth) for cell in sheet.rows.get(r, ())}
    found = {
        column: sheet.at(row + depth - 1, column) or sheet.at(row, column) for column in columns
    }
    return {column: cell for column, cell in sorted(found.items()) if cell is not None}


def _single(
    fields: Mapping[int, str], cells: Mapping[int, Cell]
) -> tuple[dict[int, str], tuple[tuple[Cell, tuple[Cell, ...]], ...]]:
    """Return the fields that one column alone claims, and every column of those that more claim."""
    owners: dict[str, list[int]] = {}
    for column, name in fields.items():
        owners.setdefault(name, []).append(column)
    single = {columns[0]: name for name, columns in owners.items() if len(columns) == 1}
    repeated = tuple(
        (cells[column], tuple(cells[other] for other in columns if other != column))
        for columns in owners.values()
        if len(columns) > 1
        for column in columns
    )
    return single, repeated


def _block(sheet: Sheet, header: Header, words: Vocabulary) -> Block:
    records: list[Record] = []
    totals: list[Record] = []
    notes: list[Cell] = []
    for row, cells in sheet.rows.items():
        if row <= header.last_row or is_numbering(cells, header, words):
            continue
        values, first = _values(sheet, row, header.fields), lead(cells)
        if is_total(first, words):
            totals.append(Record(values, first))
        elif not is_passed(first, words) and _is_record(values, cells, header, words):
            records.append(Record(_filled_in(values, row, header.fields), cells[0]))
        else:
            notes.extend(cells)
    titles = tuple(_titles(sheet, header))
    return Block(
        kind=header.kind.name,
        sheet=sheet,
        records=tuple(records),
        headers={name: header.cells[column] for column, name in header.fields.items()},
        labels=find_labels(sheet, (*titles, *notes), words),
        titles=titles,
        notes=tuple(notes),
        totals=tuple(totals),
        unmapped=tuple(_unmapped(header, words)),
        repeated=header.repeated,
        claims=claim_grid(sheet, header, (records, totals, notes), words),
    )


def _titles(sheet: Sheet, header: Header) -> Iterator[Cell]:
    for row, cells in sheet.rows.items():
        if row <= header.last_row:
            yield from (cell for cell in cells if cell not in header.cells.values())


def _values(sheet: Sheet, row: int, fields: Mapping[int, str]) -> dict[str, Cell]:
    found = (
        (name, sheet.at(row, column) if name in MAY_SPAN else sheet.own(row, column))
        for column, name in fields.items()
    )
    return {name: cell for name, cell in found if cell is not None}


def _filled_in(values: Mapping[str, Cell], row: int, fields: Mapping[int, str]) -> dict[str, Cell]:
    blank = {
        name: Cell(row, column, CellKind.TEXT, "")
        for column, name in fields.items()
        if name.startswith(_FILLED_IN)
    }
    return {**blank, **values}


def _is_record(
    values: Mapping[str, Cell], cells: tuple[Cell, ...], header: Header, words: Vocabulary
) -> bool:
    if is_note(lead(cells), words) or not any(cell.row == cells[0].row for cell in values.values()):
        return False
    key = header.kind.key & values.keys()
    if not key:
        return len(values) >= 2 and not any(is_label(cell) for cell in cells)
    # A name alone brings no mark and no vote: it is a remark, or a project left blank.
    if len(cells) == len(values) == 1 and header.kind.name != "application_list":
        return False
    # The header once more, as at the top of a page.
    return not any(name in words.fields_of(values[name].text) for name in key)


def _unmapped(header: Header, words: Vocabulary) -> Iterator[Cell]:
    known = DESCRIBES | set(header.kind.fields)
    repeated = {id(cell) for cell, _ in header.repeated}
    for column, cell in header.cells.items():
        if column in header.fields or id(cell) in repeated:
            continue
        is_passed_over = word_key(cell.text) in words.ignored or words.fields_of(cell.text) & known
        if not is_passed_over:
            yield cell
