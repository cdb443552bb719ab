"""A table below another on its sheet that is none of ours: its lines are not those of the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assessment.core.spelling import match_key
from assessment.intake.cells import CellKind
from assessment.intake.grids.kinds import DESCRIBES, columns_in, heads_of
from assessment.intake.grids.row_kinds import Below, GridRow, RowKind
from assessment.intake.layouts import is_label
from assessment.intake.words.header_words import word_key

_NAMING = frozenset({"project_name", "college"})
# Beside the number of a judge, below the word for projects: 单位, 姓名.
_OF_JUDGES = frozenset({"college", "lead_name", "judge_name"})
_LINES = (RowKind.RECORD, RowKind.REST)
# 名次 | 项目名称 begins as a row of ranks does.
_MAY_HEAD = (*_LINES, RowKind.AGAIN, RowKind.PASSED, RowKind.TOTAL)
_KEPT = (RowKind.NOTE, RowKind.AGAIN)


def without_further(table: Below, rows: Sequence[GridRow]) -> list[GridRow]:
    """Return the rows; those from another table's header on are no lines of this one.

    They are `passed` where that table only holds what is worked out anew (平均分, 名次; 得分 of
    projects that stand above), else `stray`. The header of this table once more ends them.
    """
    if not _NAMING & table.header.kind.key:
        return list(rows)
    found: list[GridRow] = []
    is_below, kind = False, None
    for n, row in enumerate(rows):
        is_head = is_below and _heads_further(table, row)
        is_again = not is_head and _heads_again(table, row)
        if is_head:
            is_told_again = _is_told_again(rows[:n], rows[n + 1 :])
            is_result = _is_worked_out(table, row, has_results=is_told_again)
            kind = RowKind.PASSED if is_result else RowKind.STRAY
        elif is_again:
            kind = None
        if is_again or (not is_below and _is_of_judges(table, row)):
            found.append(replace(row, kind=RowKind.AGAIN if is_again else RowKind.PASSED))
            continue
        is_below = is_below or row.kind is RowKind.RECORD
        is_lost = kind is not None and (is_head or row.kind not in _KEPT)
        found.append(replace(row, kind=kind) if kind and is_lost else row)
    return found


def _heads_further(table: Below, row: GridRow) -> bool:
    """Tell whether a row heads columns otherwise than the header above: 项目名称 | 用时."""
    return _is_header(table, row) and not _says_the_same(table, row)


def _heads_again(table: Below, row: GridRow) -> bool:
    """Tell whether a row is the header once more, be it in other words: 参评项目 | 得票数."""
    if row.kind is RowKind.AGAIN:
        return len(row.cells) > 1
    is_rest = row.kind is RowKind.REST
    return is_rest and _is_header(table, row) and _says_the_same(table, row)


def _is_header(table: Below, row: GridRow) -> bool:
    words = table.words
    if row.kind not in _MAY_HEAD or not _is_worded(table, row) or _is_again(table, row):
        return False
    is_naming = any(words.fields_of(cell.text) & _NAMING for cell in row.cells)
    is_line = row.kind in _LINES
    return is_naming or (is_line and all(words.is_known(cell.text) for cell in row.cells))


def _says_the_same(table: Below, row: GridRow) -> bool:
    """Tell whether a row heads the columns that are read, some values among them, as above."""
    header = table.header
    heads = heads_of({cell.column: cell for cell in row.cells}, table.words)
    means = columns_in(heads, header.kind)
    mine = [cell.column for cell in row.cells if cell.column in header.fields]
    are_same = all(means.get(column) == header.fields[column] for column in mine)
    return are_same and any(header.fields[column] not in DESCRIBES for column in mine)


def _is_again(table: Below, row: GridRow) -> bool:
    """Tell whether a row says what the header, or a row of it, says in the same columns."""
    lines = range(table.header.row, table.header.last_row + 1)
    above = ({table.sheet.cells.get((line, c.column)) for line in lines} for c in row.cells)
    said = ({word_key(one.text) for one in cells if one} for cells in above)
    return all(word_key(c.text) in keys for c, keys in zip(row.cells, said, strict=True))


def _is_worded(table: Below, row: GridRow) -> bool:
    statuses = table.words.statuses
    return len(row.cells) > 1 and all(
        cell.kind is CellKind.TEXT and not is_label(cell) and cell.text.strip() not in statuses
        for cell in row.cells
    )


def _is_worked_out(table: Below, row: GridRow, *, has_results: bool) -> bool:
    """Tell whether all that a header names beside projects and units is computed anew."""
    words = table.words
    worked_out = words.ignored | words.results if has_results else words.ignored
    return all(
        word_key(cell.text) in worked_out or words.fields_of(cell.text) & DESCRIBES
        for cell in row.cells
    )


def _is_told_again(above: Sequence[GridRow], below: Sequence[GridRow]) -> bool:
    """Tell whether the lines below name nobody but those whose lines stand above."""
    lines = [row for row in below if row.kind in _LINES]
    known = {match_key(cell.text) for row in above if row.kind is RowKind.RECORD
             for cell in row.cells if cell.kind is CellKind.TEXT}  # fmt: skip
    return bool(lines) and all(
        any(match_key(cell.text) in known for cell in row.cells) for row in lines
    )


def _is_of_judges(table: Below, row: GridRow) -> bool:
    """Tell whether a row says where the judges come from: 单位 | 校团委 | 学工部."""
    header = table.header
    if header.kind.part != "judge" or row.kind not in _LINES or not _is_worded(table, row):
        return False
    first, *others = row.cells
    is_named = bool(table.words.fields_of(first.text) & _OF_JUDGES)
    below = (header.fields.get(cell.column, "").startswith("judge:") for cell in others)
    return is_named and header.fields.get(first.column) == "project_name" and all(below)
