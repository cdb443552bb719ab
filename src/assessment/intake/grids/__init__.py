"""Tables with a header row: lists, matrices, tallies, ledgers, wherever they start."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, Sheet
from assessment.intake.grids.banners import numbered_below
from assessment.intake.grids.claims import UNMAPPED, claim_grid, head_at, head_claims
from assessment.intake.grids.head_remarks import names_criterion
from assessment.intake.grids.kinds import KINDS, GridKind, Header, fields_in, heads_of
from assessment.intake.grids.money_columns import of_ledger, rival_amounts
from assessment.intake.grids.parted import (
    OTHER,
    Parting,
    find_groups,
    is_spread,
    part,
    with_units_below,
)
from assessment.intake.grids.row_kinds import GridRow, RowKind
from assessment.intake.grids.rows import rows_below
from assessment.intake.grids.second_meanings import second_meanings
from assessment.intake.grids.split_days import find_split_day, with_split_day
from assessment.intake.layouts import Block, Record, is_label, lead, stated_totals
from assessment.intake.layouts.claims import Claim
from assessment.intake.layouts.labels import find_labels
from assessment.intake.layouts.whose import somebody_elses_columns
from assessment.intake.words.header_words import word_key
from assessment.intake.words.judge_heads import judge_number, looks_like_a_name
from assessment.intake.words.vocabulary import Vocabulary

# A blank box of these is a mark that was not given, not one that is not there.
_FILLED_IN = ("judge:", "criterion:")
_LIST = next(kind for kind in KINDS if kind.name == "application_list")
# A header may stand on every page of a long list: no more rows below each of them are looked at.
_LINES_OF_A_FORM = 20
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
    best = max(headers, key=lambda header: header.rank)
    return _block(sheet, best, words)


def headers_at(
    sheet: Sheet, row: int, words: Vocabulary, kinds: Sequence[GridKind] = KINDS
) -> Iterator[Header]:
    """Yield the headers that a row may be, alone or with the row below it."""
    here = heads_of({cell.column: cell for cell in sheet.rows[row]}, words)
    if not here.fields and not here.parts:
        return
    alone: set[str] = set()
    groups, below = (find_groups(sheet, n, words) for n in (row, row + 1))
    for depth in (1, 2):
        last = row + depth - 1
        cells = header_cells(sheet, row, depth)
        if depth > 1:
            cells |= numbered_below(sheet, row, cells)
            cells |= somebody_elses_columns(sheet, row, cells, words)
            cells |= with_units_below(sheet, row, cells)
        is_named = _names_judges_above(sheet, last, words)
        if is_named:
            cells |= _named(sheet, last)
        for kind in kinds:
            parting = part(groups, cells, kind, words) if groups else None
            goes_on = below and part(below, cells, kind, words) if depth > 1 else parting
            rows = (row, last + is_named)
            for header in () if goes_on else _headers(sheet, rows, cells, words, (kind, parting)):
                alone |= {kind.name} if depth == 1 else set()
                is_below = parting is not None or (bool(groups) and kind.name in alone)
                yield replace(header, is_headed_below=depth > 1 and is_below)
        if is_named:
            return


def _headers(
    sheet: Sheet,
    rows: tuple[int, int],
    cells: Mapping[int, Cell],
    words: Vocabulary,
    wanted: tuple[GridKind, Parting | None],
) -> Iterator[Header]:
    kind, parting = wanted
    cells = {**cells, **(parting.cells if parting else {})}
    split = find_split_day(sheet, cells)
    heads, passed = of_ledger(with_split_day(heads_of(cells, words), split), kind, cells, words)
    fields = fields_in(heads, kind)
    if fields is None or (kind is _LIST and _is_rather_a_form(sheet, fields, rows[1], words)):
        return
    fields = fields | _last_sum(fields, kind, cells, words)
    fields |= second_meanings(sheet, fields, cells, rows[1], kind, words)
    fields |= {n: f"{OTHER}{cells[n].address}" for n in passed}
    if kind.name == "ledger":
        fields = rival_amounts(sheet, fields, cells, rows[1], words)
    if parting:
        fields = {n: fields[n] for n in fields if parting.is_read(n)} | {**parting.own}
    single, repeated = _single(fields, cells)
    lost = parting.spread if parting else frozenset()
    spread = [n for n in single if n in lost or is_spread(sheet, cells[n], rows[1], words)]
    yield Header(
        kind,
        *rows,
        {column: name for column, name in single.items() if column not in spread},
        repeated,
        tuple(cells[column] for column in spread),
        cells,
        split if split and split.month in single else None,
        parting.parts if parting else {},
        parting.heads if parting else (),
    )


def _is_rather_a_form(
    sheet: Sheet, fields: Mapping[int, str], last_row: int, words: Vocabulary
) -> bool:
    """Tell whether labels stand where a list would have its projects: 申请经费 below 项目名称."""
    column = next((n for n, name in fields.items() if name == "project_name"), None)
    first = bisect_right(sheet.numbers, last_row)
    below = (sheet.rows[row] for row in sheet.numbers[first : first + _LINES_OF_A_FORM])
    named = (cell for cells in below if len(cells) > 1 for cell in cells if cell.column == column)
    asked = frozenset(_LIST.fields)
    known = [words.fields_of(cell.text) for cell in named if not is_label(cell)]
    return any(names & asked and "project_name" not in names for names in known)


def _last_sum(
    fields: Mapping[int, str], kind: GridKind, cells: Mapping[int, Cell], words: Vocabulary
) -> dict[int, str]:
    """Return the column 得分 that stands last, behind the criteria: it is the sum of these."""
    if kind.name != "mark_list" or "total_mark" in fields.values():
        return {}
    last = max(n for n, cell in cells.items() if word_key(cell.text) not in words.ignored)
    is_sum = last not in fields and "mark" in words.fields_of(cells[last].text)
    return {last: "total_mark"} if is_sum else {}


def header_cells(sheet: Sheet, row: int, depth: int) -> dict[int, Cell]:
    """Return the cells that head the columns of a header of so many rows: the lower ones."""
    columns = {cell.column for r in range(row, row + depth) for cell in sheet.rows.get(r, ())}
    found = {}
    for column in sorted(columns):
        cell = sheet.at(row + depth - 1, column) or sheet.at(row, column)
        if cell is not None:
            found[column] = cell
    return found


def _named(sheet: Sheet, row: int) -> dict[int, Cell]:
    """Return the judges' numbers of a row, each with the name below it."""
    found = {}
    for name in sheet.rows[row + 1]:
        number = sheet.at(row, name.column)
        if number is not None and number is not name:
            found[name.column] = name._replace(text=f"{number.text} {name.text}")
    return found


def _names_judges_above(sheet: Sheet, row: int, words: Vocabulary) -> bool:
    """Tell whether the row below only states the names of judges who have numbers in this one."""
    below = sheet.rows.get(row + 1, ())
    numbered = (sheet.at(row, cell.column) for cell in below)
    are_numbers = all(cell and judge_number(cell.text) is not None for cell in numbered)
    # One alone heads a group of lines: 第一组, 一、校本部.
    return len(below) > 1 and are_numbers and all(is_name(cell, words) for cell in below)


def is_name(cell: Cell, words: Vocabulary) -> bool:
    """Tell whether a cell may be a person's name, and is no status and no header."""
    if cell.kind is not CellKind.TEXT or plain(cell.text) in words.statuses:
        return False
    is_word = words.fields_of(cell.text) or names_criterion(cell.text, words)
    return looks_like_a_name(cell.text) and not is_word


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
    second = _second_heads(rows, header)
    return Block(
        kind=header.kind.name,
        sheet=sheet,
        records=tuple(_record(row, header) for row in rows if row.kind is RowKind.RECORD),
        headers={
            name: _with_number(header.cells[column], second.get(name))
            for column, name in header.fields.items()
        },
        labels=find_labels(sheet, (*titles, *notes), words),
        titles=titles,
        notes=notes,
        totals=tuple(_total(row, words) for row in rows if row.kind is RowKind.TOTAL),
        unmapped=tuple(_unmapped(sheet, header, heads)),
        repeated=header.repeated,
        spread=header.spread,
        second_heads=second,
        upper_heads=_upper_heads(sheet, header),
        sum_parts={
            name: tuple(header.cells[n] for n in columns) for name, columns in header.parts.items()
        },
        claims=claim_grid(sheet, header, rows, heads, words),
    )


def _second_heads(rows: Sequence[GridRow], header: Header) -> dict[str, Cell]:
    """Return what a row of its own says below the headers, by the field of the column."""
    kinds = (RowKind.HEADS, RowKind.NUMBERING)
    cells = (cell for row in rows if row.kind in kinds for cell in row.cells)
    return {header.fields[cell.column]: cell for cell in cells if cell.column in header.fields}


def _upper_heads(sheet: Sheet, header: Header) -> dict[str, Cell]:
    """Return what stands in the upper row of two, or above the header over several columns."""
    first = header.row - 1 if header.kind.part else header.row
    found = {}
    for column, name in header.fields.items():
        own = header.cells[column]
        for row in range(max(1, first), header.last_row):
            cell = sheet.at(row, column)
            is_above = cell is not None and cell.row < own.row
            if cell and is_above and (row >= header.row or sheet.after(cell) > cell.column + 1):
                found[name] = cell
    return found


def _with_number(head: Cell, below: Cell | None) -> Cell:
    """Return the head of a judge's column with the number that stands below the name."""
    is_number = below is not None and judge_number(below.text) is not None
    if below is None or not is_number or judge_number(head.text) is not None:
        return head
    return head._replace(text=f"{below.text} {head.text}")


def _unmapped(sheet: Sheet, header: Header, heads: Mapping[int, Claim]) -> Iterator[Cell]:
    """Yield each head that is no word of the table once."""
    found = {n: head_at(sheet, n, header) for n in sorted(heads) if heads[n] == UNMAPPED}
    yield from dict.fromkeys(cell for cell in found.values() if cell)


def _titles(sheet: Sheet, header: Header) -> Iterator[Cell]:
    for row, cells in sheet.rows.items():
        if row <= header.last_row:
            known = {*header.cells.values(), *header.over}
            yield from (cell for cell in cells if cell not in known)


def _record(row: GridRow, header: Header) -> Record:
    blank = {
        name: Cell(row.cells[0].row, column, CellKind.TEXT, "")
        for column, name in header.fields.items()
        if name.startswith(_FILLED_IN)
    }
    return Record({**blank, **row.values}, row.cells[0], row.group, row.captions)


def _total(row: GridRow, words: Vocabulary) -> Record:
    return Record(stated_totals(row.values, words), lead(row.cells))
