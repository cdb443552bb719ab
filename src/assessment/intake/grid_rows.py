"""What each row below the header of a table is: decided once, for its records and its claims."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, Sheet
from assessment.intake.grid_kinds import DESCRIBES, MAY_SPAN, Header
from assessment.intake.header_words import word_key
from assessment.intake.layouts import (
    find_labels,
    is_continued,
    is_group_name,
    is_label,
    is_note,
    is_numbered,
    is_passed,
    is_total,
    lead,
)
from assessment.intake.not_counted import income_cell, off_cell, telling_columns
from assessment.intake.units import is_unit
from assessment.intake.vocabulary import Vocabulary

_REMARK = re.compile(r"[*＊※①-⑳].*|[(（][^()（）]*[)）]", re.DOTALL)
_INCOME = "收入"
_FULL_MARKS = re.compile(r"\(?满分:?[0-9]+分?\)?")
# What a label says once for all records of a table.
_OWNERS = {
    "ledger": frozenset({"project_name", "college"}),
    "settlement": frozenset({"project_name", "college"}),
    "activity_register": frozenset({"project_name", "college"}),
    "application_list": frozenset({"college"}),
    "red_flag_form": frozenset({"college"}),
    "mark_list": frozenset({"judge_no"}),
}


class RowKind(Enum):
    """What a row is.

    `group` heads the records below it, `stray` stands below the label of another project, college
    or judge than the table's, or of another table; `rest` is nothing known.
    """

    RECORD = auto()
    TOTAL = auto()
    PASSED = auto()
    NUMBERING = auto()
    AGAIN = auto()
    GROUP = auto()
    NOTE = auto()
    STRAY = auto()
    REST = auto()


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row below a header: what it is, its cells, what it states by field, what heads it."""

    kind: RowKind
    cells: tuple[Cell, ...]
    values: Mapping[str, Cell]
    group: Cell | None = None


@dataclass(frozen=True, slots=True)
class _Table:
    """What a row is judged by: its sheet and header, and every word in the header's rows.

    In the columns `telling` a line may say that it does not count.
    """

    sheet: Sheet
    header: Header
    heads: frozenset[str]
    words: Vocabulary
    telling: frozenset[int] = frozenset()


def rows_below(sheet: Sheet, header: Header, words: Vocabulary) -> list[GridRow]:
    """Return the rows below a header, each with what it is."""
    lines = range(header.row, header.last_row + 1)
    heads = frozenset(word_key(cell.text) for row in lines for cell in sheet.rows.get(row, ()))
    telling = telling_columns(header.kind.name, header.cells, words)
    table = _Table(sheet, header, heads, words, telling)
    found = [_row(table, cells) for row, cells in sheet.rows.items() if row > header.last_row]
    return list(_grouped(_of_one_owner(table, _to_the_next(table, found))))


def _to_the_next(table: _Table, rows: Sequence[GridRow]) -> list[GridRow]:
    """Return the rows; from a line on that another table begins with, they are `stray`.

    It was not recognised as one: it holds a label with its colon, or names other judges.
    """
    for n, row in enumerate(rows):
        if _is_asking(row, table.words) or _heads_others(table, row):
            return [*rows[:n], *(replace(one, kind=RowKind.STRAY) for one in rows[n:])]
    return list(rows)


def _is_asking(row: GridRow, words: Vocabulary) -> bool:
    return row.kind is RowKind.RECORD and any(_asks(cell, words) for cell in row.cells)


def _heads_others(table: _Table, row: GridRow) -> bool:
    """Tell whether a row heads the columns anew: 评委3, 评委4, where they are 评委1, 评委2."""
    part, words = table.header.kind.part, table.words
    if not part or row.kind not in (RowKind.RECORD, RowKind.REST):
        return False
    known = all(words.is_known(cell.text) and not is_label(cell) for cell in row.cells)
    others = (cell for cell in row.cells if word_key(cell.text) not in table.heads)
    named = (name for cell in others for name in words.parts_of(cell.text))
    return known and any(name.startswith(f"{part}:") for name in named)


def _asks(cell: Cell, words: Vocabulary) -> bool:
    return is_label(cell) and bool(words.fields_of(cell.text))


def _of_one_owner(table: _Table, rows: Sequence[GridRow]) -> list[GridRow]:
    """Return the rows; from a label on that names another owner, they are `stray`."""
    records = [n for n, row in enumerate(rows) if row.kind is RowKind.RECORD]
    owner = _owner(table, (c for cells in _above(table) for c in cells))
    for n, row in enumerate(rows):
        if records and row.kind in (RowKind.NOTE, RowKind.REST) and n < records[-1]:
            named = _owner(table, row.cells)
            if n > records[0] and any(owner.get(name) != text for name, text in named.items()):
                return [*rows[:n], *(replace(one, kind=RowKind.STRAY) for one in rows[n:])]
            owner |= named
    return list(rows)


def _above(table: _Table) -> Iterator[tuple[Cell, ...]]:
    return (cells for row, cells in table.sheet.rows.items() if row < table.header.row)


def _owner(table: _Table, cells: Iterable[Cell]) -> dict[str, str]:
    """Return whose the table is, as far as these cells say so and its columns do not."""
    names = _OWNERS.get(table.header.kind.name, frozenset()) - set(table.header.fields.values())
    labels = find_labels(table.sheet, cells, table.words)
    return {name: plain(labels[name].text) for name in names & labels.keys()}


def _grouped(rows: Sequence[GridRow]) -> Iterator[GridRow]:
    """Yield the rows with the group that each stands in; what heads no record is a remark."""
    last = max((n for n, row in enumerate(rows) if row.kind is RowKind.RECORD), default=-1)
    group: Cell | None = None
    for n, row in enumerate(rows):
        if row.kind is RowKind.GROUP and n > last:
            yield replace(row, kind=RowKind.NOTE)
            continue
        group = row.cells[0] if row.kind is RowKind.GROUP else group
        yield replace(row, group=group)


def _row(table: _Table, cells: tuple[Cell, ...]) -> GridRow:
    values = _values(table.sheet, cells[0].row, table.header)
    return GridRow(_kind(table, cells, values), cells, values)


def _values(sheet: Sheet, row: int, header: Header) -> dict[str, Cell]:
    """Return what a row states by field; a header merged down into it states nothing."""
    found: dict[str, Cell] = {}
    for column, name in header.fields.items():
        whole = sheet.at(row, column)
        if whole is None or whole.row <= header.last_row:
            continue
        cell = whole if name in MAY_SPAN else sheet.own(row, column)
        if cell is not None:
            found[name] = cell
    return found


def _kind(table: _Table, cells: tuple[Cell, ...], values: Mapping[str, Cell]) -> RowKind:
    """Return what a row is: the first of these that it can be."""
    first, words = lead(cells), table.words
    is_first = cells[0].row == table.header.last_row + 1
    if is_first and (is_numbered(cells, words) or all(map(_says_what_counts, cells))):
        return RowKind.NUMBERING
    is_header = len(cells) > 1 and all(word_key(cell.text) in table.heads for cell in cells)
    if is_header or is_continued(cells):
        return RowKind.AGAIN
    if is_total(first, words):
        return RowKind.TOTAL
    if is_passed(first, words) or _is_of_columns(table, first) or _is_income(table, cells, values):
        return RowKind.PASSED
    if _is_off(table, cells):
        return RowKind.PASSED
    if is_note(first, words) or _is_count(table, first, values):
        return RowKind.NOTE
    if _is_group(table, cells):
        return RowKind.GROUP
    return RowKind.RECORD if _is_record(table, cells, values) else RowKind.REST


def _says_what_counts(cell: Cell) -> bool:
    """Tell whether a cell holds nothing but a unit, or the full marks of its column."""
    return is_unit(cell) or _FULL_MARKS.fullmatch(plain(cell.text)) is not None


def _is_of_columns(table: _Table, first: Cell) -> bool:
    """Tell whether 满分 or 弃权 stands where the name of a project or unit would."""
    kind = table.header.kind
    field = table.header.fields.get(first.column)
    is_naming = field is None or field in kind.key or field in DESCRIBES
    is_tally = kind.name == "vote_tally"
    known = table.words.unused_rows if is_tally else table.words.full_rows
    return bool(kind.part) and is_naming and word_key(first.text) in known


def _is_income(table: _Table, cells: Sequence[Cell], values: Mapping[str, Cell]) -> bool:
    """Tell whether a line of a ledger fills 收入 and no amount: nothing was spent."""
    statuses, spent = table.words.statuses, values.get("amount")
    is_spent = spent is not None and plain(spent.text) not in statuses
    if table.header.kind.name != "ledger" or is_spent:
        return False
    heads = ((cell, table.header.cells.get(cell.column)) for cell in cells)
    return any(
        head and word_key(head.text) == _INCOME and plain(cell.text) not in statuses
        for cell, head in heads
    )


def _is_off(table: _Table, cells: Sequence[Cell]) -> bool:
    """Tell whether a line says that it does not count: 作废 below 状态, or money received."""
    kind, heads = table.header.kind.name, table.header.cells
    telling = [cell for cell in cells if cell.column in table.telling]
    said = (read(kind, telling, heads, table.words) for read in (off_cell, income_cell))
    return bool(telling) and any(cell is not None for cell in said)


def _is_count(table: _Table, first: Cell, values: Mapping[str, Cell]) -> bool:
    """Tell whether a row begins with 有效 as counts of ballots do, not as an outcome of its own."""
    if word_key(first.text) not in table.words.counts:
        return False
    key, field = table.header.kind.key, table.header.fields.get(first.column)
    return field is None or field in key or not key & values.keys()


def _is_group(table: _Table, cells: Sequence[Cell]) -> bool:
    """Tell whether a row only names what stands below it, in one cell, merged or not."""
    cell, header = cells[0], table.header
    if len(cells) > 1 or cell.kind is not CellKind.TEXT or is_label(cell):
        return False
    if find_labels(table.sheet, cells, table.words):
        return False
    covered = {header.fields.get(column) for column in range(cell.column, table.sheet.after(cell))}
    is_wide = len(covered) > 1 and not covered <= header.kind.key
    is_level = covered == {"item_1"}
    return is_wide or is_level or is_group_name(cell)


def _is_record(table: _Table, cells: Sequence[Cell], values: Mapping[str, Cell]) -> bool:
    if not any(cell.row == cells[0].row for cell in values.values()):
        return False
    key = table.header.kind.key & values.keys()
    if not key:
        return len(values) >= 2 and not any(is_label(c) or _answers(c, table) for c in cells)
    # A name alone brings no mark and no vote: it is a remark, or a project left blank.
    if len(cells) == len(values) == 1 and not _is_bare_project(table, cells[0]):
        return False
    # The header once more in other words, as at the top of a page.
    return not any(name in table.words.fields_of(values[name].text) for name in key)


def _answers(cell: Cell, table: _Table) -> bool:
    """Tell whether a cell holds a label with its value: 负责人：…"""
    head, mark, _ = cell.text.replace("：", ":").partition(":")
    return bool(mark) and cell.kind is CellKind.TEXT and bool(table.words.fields_of(head))


def _is_bare_project(table: _Table, cell: Cell) -> bool:
    """Tell whether a name alone is an application of which nothing else was filled in."""
    return table.header.kind.name == "application_list" and not _REMARK.fullmatch(cell.text.strip())
