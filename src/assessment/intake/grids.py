"""Tables with a header row: lists, matrices, tallies, ledgers, wherever they start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, Sheet
from assessment.intake.grid_claims import UNMAPPED, claim_grid, head_claims
from assessment.intake.grid_kinds import KINDS, GridKind, Header, fields_in, heads_of
from assessment.intake.grid_rows import GridRow, RowKind, rows_below
from assessment.intake.header_words import word_key
from assessment.intake.judge_heads import judge_number, looks_like_a_name
from assessment.intake.layouts import Block, Record, find_labels, lead, stated_totals
from assessment.intake.vocabulary import Vocabulary

# A blank box of these is a mark that was not given, not one that is not there.
_FILLED_IN = ("judge:", "criterion:")
# Rows that may say something about the table, as what stands above it does.
_AROUND = (RowKind.NOTE, RowKind.REST)


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
    is_named = _names_judges_above(sheet, row, words)
    for depth in (2,) if is_named else (1, 2):
        cells = header_cells(sheet, row, depth, is_named=is_named)
        heads = heads_of(cells, words)
        for kind in kinds:
            fields = fields_in(heads, kind)
            if fields is not None:
                fields = fields | _last_sum(fields, kind, cells, words)
                yield Header(kind, row, row + depth - 1, *_single(fields, cells), cells)


def _last_sum(
    fields: Mapping[int, str], kind: GridKind, cells: Mapping[int, Cell], words: Vocabulary
) -> dict[int, str]:
    """Return the column 得分 that stands last, behind the criteria: it is the sum of these."""
    if kind.name != "mark_list" or "total_mark" in fields.values():
        return {}
    last = max(n for n, cell in cells.items() if word_key(cell.text) not in words.ignored)
    is_sum = last not in fields and "mark" in words.fields_of(cells[last].text)
    return {last: "total_mark"} if is_sum else {}


def header_cells(sheet: Sheet, row: int, depth: int, *, is_named: bool = False) -> dict[int, Cell]:
    """Return the cells that head the columns of a header of so many rows, by column.

    The lower one counts; where it `is_named` that the names of judges stand there, both do.
    """
    columns = {cell.column for r in range(row, row + depth) for cell in sheet.rows.get(r, ())}
    found = {}
    for column in sorted(columns):
        upper, lower = sheet.at(row, column), sheet.at(row + depth - 1, column)
        cell = lower or upper
        if is_named and upper and lower and upper is not lower:
            cell = lower._replace(text=f"{upper.text} {lower.text}")
        if cell is not None:
            found[column] = cell
    return found


def _names_judges_above(sheet: Sheet, row: int, words: Vocabulary) -> bool:
    """Tell whether the row below only states the names of judges who have numbers in this one."""
    below = sheet.rows.get(row + 1, ())
    numbered = (sheet.at(row, cell.column) for cell in below)
    are_numbers = all(cell and judge_number(cell.text) is not None for cell in numbered)
    # One alone heads a group of lines: 第一组, 一、校本部.
    return len(below) > 1 and are_numbers and all(_is_name(cell, words) for cell in below)


def _is_name(cell: Cell, words: Vocabulary) -> bool:
    if cell.kind is not CellKind.TEXT or plain(cell.text) in words.statuses:
        return False
    return looks_like_a_name(cell.text) and not words.fields_of(cell.text)


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
    rows = rows_below(sheet, header, words)
    heads = head_claims(sheet, header, words)
    titles = tuple(_titles(sheet, header))
    notes = tuple(cell for row in rows if row.kind in _AROUND for cell in row.cells)
    return Block(
        kind=header.kind.name,
        sheet=sheet,
        records=tuple(_record(row, header) for row in rows if row.kind is RowKind.RECORD),
        headers={name: header.cells[column] for column, name in header.fields.items()},
        labels=find_labels(sheet, (*titles, *notes), words),
        titles=titles,
        notes=notes,
        totals=tuple(_total(row, words) for row in rows if row.kind is RowKind.TOTAL),
        unmapped=tuple(cell for n, cell in header.cells.items() if heads[n] == UNMAPPED),
        repeated=header.repeated,
        claims=claim_grid(sheet, header, rows, heads, words),
    )


def _titles(sheet: Sheet, header: Header) -> Iterator[Cell]:
    for row, cells in sheet.rows.items():
        if row <= header.last_row:
            yield from (cell for cell in cells if cell not in header.cells.values())


def _record(row: GridRow, header: Header) -> Record:
    blank = {
        name: Cell(row.cells[0].row, column, CellKind.TEXT, "")
        for column, name in header.fields.items()
        if name.startswith(_FILLED_IN)
    }
    return Record({**blank, **row.values}, row.cells[0], row.group)


def _total(row: GridRow, words: Vocabulary) -> Record:
    return Record(stated_totals(row.values, words), lead(row.cells))
