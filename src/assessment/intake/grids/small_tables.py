"""Small tables of statistics below the lines of a table: which rows are no lines of it any more.

Below their sum people write what the lines come to by category, project or month, or where the
money is from, with a header of its own or with none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from assessment.core.spelling import unnumbered
from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind
from assessment.intake.grids.head_remarks import is_of_value
from assessment.intake.grids.line_marks import (
    DAYS,
    MARKS,
    is_bare_sum,
    is_line,
    last_bearing,
    number_in,
    stated_marks,
    sums_of,
)
from assessment.intake.grids.row_kinds import Below, GridRow, RowKind
from assessment.intake.layouts import is_label, is_subtotal, lead
from assessment.intake.words.header_words import word_key
from assessment.intake.words.sum_words import sum_grade
from assessment.intake.words.vocabulary import Vocabulary

_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
# A title over figures that are told once more: 分项目汇总, 附：各科目支出, 经费来源.
_TELLS_AGAIN = re.compile(
    "来源|统计|汇总|构成|分布|占比|[小合总]计|其中|^附(?:表|[:一二三1-3])|^[按各分].+"
)
_SOURCES = "来源"
_LONGEST = 12
_MAY_HEAD = (RowKind.RECORD, RowKind.REST, RowKind.AGAIN, RowKind.PASSED)
_REPLACED = (RowKind.RECORD, RowKind.TOTAL)


def without_small_tables(table: Below, rows: Sequence[GridRow]) -> list[GridRow]:
    """Return the rows; those of small tables below the lines are `restated` or `apart`.

    A small table has a header of its own, or stands below the sum of the lines and states nothing
    that only a line does: day, number, theme. Figures that come to the sum of the lines once more
    are restated; what other rows say is told.
    """
    if table.header.kind.name not in MARKS:
        return list(rows)
    found: list[GridRow] = []
    page: list[GridRow] = []
    for row in rows:
        if page and _is_whole_header(table, row):
            found += _of_page(table, page)
            page = []
        page.append(row)
    return found + _of_page(table, page)


def _of_page(table: Below, page: Sequence[GridRow]) -> list[GridRow]:
    """Return the rows below one header."""
    figures = {n for n, row in enumerate(page) if _is_figure(table, row)}
    rows = [replace(row, kind=RowKind.NOTE) if n in figures else row for n, row in enumerate(page)]
    found = _small(table, rows)
    last = next((n for n, row in enumerate(rows) if _sums_all(table, row)), len(rows))
    for n in figures:
        # Those of a settlement are known.
        is_below = n > last and table.header.kind.name != "settlement"
        found[n] = replace(page[n], kind=RowKind.RESTATED) if is_below else page[n]
    return found


def _is_figure(table: Below, row: GridRow) -> bool:
    """Tell whether a row states what was granted or is left: 支持经费 | 5000."""
    head = plain(lead(row.cells).text).partition(":")[0]
    return row.kind is RowKind.RECORD and word_key(head) in table.words.settlement


def _small(table: Below, rows: Sequence[GridRow]) -> list[GridRow]:
    """Return the rows below one header, without what was granted; small tables are told apart."""
    first = next((n for n, row in enumerate(rows) if is_line(row)), len(rows))
    marks = stated_marks(table, rows)
    dated = last_bearing(table, rows, DAYS & marks)
    heads = [n for n in range(max(first, dated) + 1, len(rows) - 1) if _heads(table, rows, n)]
    begins = [*heads[:1], *_below_sum(table, rows, first, marks), *_below_title(table, rows, marks)]
    if not begins:
        return list(rows)
    found = list(rows)
    for part in _parts(rows, min(begins), frozenset(heads)):
        if not any(_states(rows[n]) for n in part):
            continue
        own = [rows[n] for n in part]
        is_told = any(n in heads or _is_telling(rows[n]) for n in part)
        n_figures = sum(_states(row) or row.kind is RowKind.PASSED for row in own)
        is_same = (is_told or n_figures > 1) and _restates(table, rows[: min(begins)], own)
        kind = RowKind.RESTATED if is_same or _is_of_sources(own) else RowKind.APART
        since = next(n for n in part if n in heads or _states(rows[n]))
        for n in part:
            if n >= since and (n in heads or rows[n].kind in _REPLACED or _states(rows[n])):
                found[n] = replace(rows[n], kind=kind)
    return found


def _parts(rows: Sequence[GridRow], begin: int, heads: frozenset[int]) -> Iterator[list[int]]:
    """Yield the places of the rows of each small table."""
    part: list[int] = []
    for n in range(begin, len(rows)):
        is_new = n in heads or _is_title(rows[n]) or _follows_gap(rows, n)
        if is_new and any(_states(rows[m]) for m in part):
            yield part
            part = []
        part.append(n)
    yield part


def _states(row: GridRow) -> bool:
    """Tell whether a row below the lines may be one of a small table: it has a number."""
    if all(number_in(cell) is None for cell in row.cells):
        return False
    is_pair = len(row.cells) > 1 and not any(map(is_label, row.cells))
    return is_line(row) or (row.kind is RowKind.REST and is_pair)


def _is_title(row: GridRow) -> bool:
    return len(row.cells) == 1 and row.cells[0].kind is CellKind.TEXT


def _follows_gap(rows: Sequence[GridRow], n: int) -> bool:
    return n > 0 and rows[n].cells[0].row > rows[n - 1].cells[0].row + 1


def _is_telling(row: GridRow) -> bool:
    """Tell whether a row says itself that it sums lines, or those below it: 交通费小计."""
    texts = (cell for cell in row.cells if cell.kind is CellKind.TEXT)
    is_sum = any(sum_grade(cell.text) for cell in texts)
    return is_sum or (_is_title(row) and _tells_again(row.cells[0]))


def _is_of_sources(part: Sequence[GridRow]) -> bool:
    """Tell whether a small table says whence the money is: 经费来源 over its rows."""
    first = part[0].cells
    return not _states(part[0]) and any(_SOURCES in plain(cell.text) for cell in first)


def _is_whole_header(table: Below, row: GridRow) -> bool:
    """Tell whether a row is the header once more, with every column that is read."""
    if row.kind is not RowKind.AGAIN:
        return False
    number = row.cells[0].row
    is_title = len(row.cells) == 1
    return is_title or all(table.sheet.at(number, one) for one in table.header.fields)


def _heads(table: Below, rows: Sequence[GridRow], n: int) -> bool:
    """Tell whether a row heads a small table: words alone, one known, and numbers below them."""
    row, words = rows[n], table.words
    if row.kind not in _MAY_HEAD or not _are_words(row.cells, words):
        return False
    columns = {cell.column for cell in row.cells}
    is_known = any(words.is_known(cell.text) for cell in row.cells)
    return is_known and any(
        number_in(c) is not None for c in rows[n + 1].cells if c.column in columns
    )


def _are_words(cells: Sequence[Cell], words: Vocabulary) -> bool:
    texts = [_BRACKETED.sub("", plain(cell.text)) for cell in cells]
    return len(cells) > 1 and all(
        cell.kind is CellKind.TEXT
        and 0 < len(text) <= _LONGEST
        and not is_label(cell)
        and not any(sign.isdecimal() for sign in text)
        and text not in words.statuses
        for cell, text in zip(cells, texts, strict=True)
    )


def _below_sum(
    table: Below, rows: Sequence[GridRow], first: int, marks: Collection[str]
) -> Iterator[int]:
    """Yield where rows begin that stand below the sum of all lines and are none."""
    after = max(first, last_bearing(table, rows, marks))
    sums = [n for n in range(after + 1, len(rows)) if _sums_all(table, rows[n])]
    for at in sums:
        next_line = next((n for n in range(at + 1, len(rows)) if _states(rows[n])), None)
        if next_line is None:
            return
        between = range(at + 1, next_line + 1)
        titles = [rows[n].cells[0] for n in between if _is_title(rows[n])]
        is_last = at == sums[-1]
        is_parted = is_last and (titles or any(_follows_gap(rows, n) for n in between))
        if marks or is_parted or any(map(_tells_again, titles)):
            yield at + 1
            return
        if is_last and _restates(table, rows[: at + 1], rows[at + 1 :]):
            yield at + 1


def _below_title(table: Below, rows: Sequence[GridRow], marks: Collection[str]) -> Iterator[int]:
    """Yield where rows begin below a title that says that they tell the lines once more."""
    last = last_bearing(table, rows, marks)
    titles = (n for n in range(last + 1, len(rows)) if last >= 0 and _is_title(rows[n]))
    yield from [n for n in titles if _tells_again(rows[n].cells[0])][:1]


def _sums_all(table: Below, row: GridRow) -> bool:
    if row.kind is RowKind.TOTAL:
        return not is_subtotal(lead(row.cells), table.words)
    return row.kind is RowKind.RECORD and is_bare_sum(row)


def _tells_again(cell: Cell) -> bool:
    return _TELLS_AGAIN.search(plain(unnumbered(cell.text))) is not None


def _restates(table: Below, above: Sequence[GridRow], part: Sequence[GridRow]) -> bool:
    """Tell whether the figures of a column come to what the lines do, or to a stated sum."""
    values = {n for n, name in table.header.fields.items() if is_of_value(name)} - _days(table)
    lines = [row for row in above if is_line(row)]
    wanted = set(sums_of(lines, values).values())
    for row in above:
        if _sums_all(table, row):
            wanted |= set(sums_of([row], values).values())
    stated = [row for row in part if _states(row) or row.kind is RowKind.PASSED]
    columns = {cell.column for row in stated for cell in row.cells}
    found = sums_of(stated, columns)
    return any(total in wanted for total in found.values() if total)


def _days(table: Below) -> set[int]:
    return {column for column, name in table.header.fields.items() if name in DAYS}
