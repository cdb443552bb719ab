"""Where one table of a sheet ends and the next begins: below it, or beside it."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, Sheet
from assessment.intake.grid_kinds import Header
from assessment.intake.grids import headers_at
from assessment.intake.layouts import Block, is_note, is_passed, is_repeated, is_total, lead
from assessment.intake.vocabulary import Vocabulary, word_key

Find = Callable[[Sheet], Block | None]
# So many rows that only look like headers are no table at all.
MOST_BARREN = 200


def find_tables(sheet: Sheet, words: Vocabulary, find: Find) -> tuple[Block, ...]:
    """Return the tables of a sheet, from left to right, then from the top down.

    `find` recognises the one table of a part. Tables stand beside each other when a blank column
    parts them and each has a header of its own; below each other when a header follows the lines
    of another, its titles and labels with it. A header that only repeats the one above, as at the
    top of a page, begins nothing new.
    """
    bands = _bands(sheet, words)
    if len(bands) > 1:
        found = [_stacked(band, words, find) for band in bands]
        if all(found):
            return tuple(block for blocks in found for block in blocks)
    return _stacked(sheet, words, find)


@dataclass(frozen=True, slots=True)
class Start:
    """The rows of a header."""

    row: int
    last_row: int


def _stacked(sheet: Sheet, words: Vocabulary, find: Find) -> tuple[Block, ...]:
    starts = _starts(sheet, words)
    found: list[Block] = []
    n_barren = 0
    while len(found) < len(starts) and n_barren < MOST_BARREN:
        block = find(_part(sheet, starts, len(found), words))
        if block is not None and (len(starts) == 1 or not _is_barren(block, words)):
            found.append(block)
            continue
        # A row of labels, or one that only looked like a header: it belongs to its neighbours.
        del starts[len(found)]
        del found[-1:]
        n_barren += 1
    if starts and n_barren < MOST_BARREN:
        return tuple(found)
    whole = find(sheet)
    return (whole,) if whole else ()


def _part(sheet: Sheet, starts: Sequence[Start], n: int, words: Vocabulary) -> Sheet:
    """Return the rows of one table: from its titles to those of the next."""
    first = _top(sheet, starts[n], starts[n - 1].last_row, words) if n else min(sheet.rows)
    if n + 1 == len(starts):
        return _cut(sheet, range(first, max(sheet.rows) + 1))
    return _cut(sheet, range(first, _top(sheet, starts[n + 1], starts[n].last_row, words)))


def _is_barren(block: Block, words: Vocabulary) -> bool:
    """Tell whether a header without lines is rather a row of labels."""
    if block.records or block.totals or not block.headers:
        return False
    row = next(iter(block.headers.values())).row
    heads = [cell for cell in block.sheet.rows[row] if words.is_known(cell.text)]
    return 3 * len(heads) < 2 * len(block.sheet.rows[row])


def _starts(sheet: Sheet, words: Vocabulary) -> list[Start]:
    """Return the headers; of a table that goes on over pages only the first."""
    starts: list[Start] = []
    last: Header | None = None
    passed = 0
    for row, cells in sheet.rows.items():
        if row <= passed:
            continue
        header = _best(sheet, row, words)
        is_other = _begins_a_cross(cells, words) or _begins_a_form(cells, words)
        if header is None and not is_other:
            continue
        start = Start(row, header.last_row if header else row)
        passed = start.last_row
        if starts and _is_page(sheet, (starts[-1], last), (start, header), words):
            continue
        starts.append(start)
        last = header
    return starts


Headed = tuple[Start, Header | None]


def _is_page(sheet: Sheet, above: Headed, here: Headed, words: Vocabulary) -> bool:
    """Tell whether a header only repeats the one above, as at the top of a page."""
    (start, last), (again, header) = above, here
    if header and last:
        is_same = header.fields == last.fields
    else:
        is_same = header is last and is_repeated(sheet, start.row, again.row)
        is_same = is_same and not _is_summed(sheet, start.row, again.row, words)
    return is_same and _top(sheet, again, start.last_row, words) == again.row


def _is_summed(sheet: Sheet, first: int, last: int, words: Vocabulary) -> bool:
    """Tell whether a table between two rows is complete: its sum is stated."""
    return any(is_total(lead(c), words) for row, c in sheet.rows.items() if first < row < last)


def _best(sheet: Sheet, row: int, words: Vocabulary) -> Header | None:
    """Return the header that begins in a row, unless the row below says as much alone."""
    here = list(headers_at(sheet, row, words))
    if not here:
        return None
    best = max(here, key=lambda header: (header.rank, header.row == header.last_row))
    if best.row == best.last_row or row + 1 not in sheet.rows:
        return best
    below = (one for one in headers_at(sheet, row + 1, words) if one.row == one.last_row)
    alone = max((one.rank for one in here if one.row == one.last_row), default=0)
    if max((one.rank for one in below), default=0) >= best.rank:
        return None
    return best if best.rank > alone else None


def _begins_a_cross(cells: Sequence[Cell], words: Vocabulary) -> bool:
    """Tell whether judges, or criteria, stand side by side in a row."""
    named = {name for cell in cells for name in words.parts_of(cell.text)}
    return any(sum(name.startswith(kind) for name in named) >= 2 for kind in ("judge", "criterion"))


def _begins_a_form(cells: Sequence[Cell], words: Vocabulary) -> bool:
    """Tell whether marks are to be written below a word of the row."""
    return any("mark" in words.fields_of(cell.text) for cell in cells)


def _top(sheet: Sheet, start: Start, above: int, words: Vocabulary) -> int:
    """Return the first row of the titles and labels over a header, below row `above`.

    A lone line that follows the table above without a gap is a remark on that one.
    """
    rows = sheet.numbers
    n = first = bisect_left(rows, start.row)
    while n > 0 and rows[n - 1] > above and _is_title(sheet.rows[rows[n - 1]], words):
        n -= 1
    while 0 < n < first and rows[n] == rows[n - 1] + 1 and _is_remark(sheet, rows[n : first + 1]):
        n += 1
    return rows[n]


def _is_remark(sheet: Sheet, rows: Sequence[int]) -> bool:
    has_gap = any(below > above + 1 for above, below in pairwise(rows))
    return len(sheet.rows[rows[0]]) == 1 and has_gap


def _is_title(cells: Sequence[Cell], words: Vocabulary) -> bool:
    first = lead(cells)
    if is_total(first, words) or is_passed(first, words) or _is_footer(first, words):
        return False
    if len(cells) == 1:
        return first.kind is CellKind.TEXT
    if _is_labelled(cells[0], words):
        return True
    has_values = any(cell.kind in (CellKind.NUMBER, CellKind.DATE) for cell in cells)
    return not has_values and any(_is_labelled(c, words) and ":" in plain(c.text) for c in cells)


def _is_footer(cell: Cell, words: Vocabulary) -> bool:
    """Tell whether a line ends a table; 评委编号：2　　评委签名： may as well begin one."""
    head = word_key(plain(cell.text).partition(":")[0])
    return is_note(cell, words) and (head in words.note_rows or not _is_labelled(cell, words))


def _is_labelled(cell: Cell, words: Vocabulary) -> bool:
    head, mark, _ = cell.text.replace("：", ":").partition(":")
    return bool(words.fields_of(head)) and (bool(mark) or word_key(head) == word_key(cell.text))


def _bands(sheet: Sheet, words: Vocabulary) -> list[Sheet]:
    """Return the parts of a sheet that blank columns separate and that have headers."""
    crowded = [cells for cells in sheet.rows.values() if len(cells) > 1]
    used = {c for cells in crowded for cell in cells for c in range(cell.column, sheet.after(cell))}
    edges = [column for column in sorted(used) if column - 1 not in used]
    lefts = edges[:1]
    for edge, limit in pairwise([*edges[1:], 1 << 20]):
        part = _cut(sheet, None, range(edge, limit))
        if _starts(part, words) and not _runs_on(sheet, range(lefts[-1], edge), part, words):
            lefts.append(edge)
    if len(lefts) < 2:
        return []
    limits = [*lefts[1:], max(used) + 1]
    return [_band(sheet, range(*edge), words) for edge in zip(lefts, limits, strict=True)]


def _runs_on(sheet: Sheet, columns: range, right: Sheet, words: Vocabulary) -> bool:
    """Tell whether the part right of a blank column only goes on with the table left of it.

    It does when both headers are one that says nothing twice, and no title and no line stand in
    the right part alone.
    """
    left = _cut(sheet, None, columns)
    starts = _starts(left, words)[:1]
    if not starts or [one.row for one in starts] != [one.row for one in _starts(right, words)[:1]]:
        return False
    first = starts[0]
    lines = {row for row in right.rows if row > first.last_row}
    titles = (cells for row, cells in right.rows.items() if row < first.row)
    is_apart = any(len(cells) == 1 and not _is_labelled(cells[0], words) for cells in titles)
    return lines <= left.rows.keys() and not is_apart and _is_one_header(left, right, first, words)


def _is_one_header(left: Sheet, right: Sheet, start: Start, words: Vocabulary) -> bool:
    """Tell whether two parts of a row are one header, in which each word stands once."""
    both = replace(left, cells=dict(sorted({**left.cells, **right.cells}.items())))
    whole, own, other = (_best(part, start.row, words) for part in (both, left, right))
    said = [{word_key(cell.text) for cell in part.rows[start.row]} for part in (left, right)]
    if whole is None or own is None or said[0] & said[1]:
        return False
    n_other = other.rank if other else sum(bool(words.parts_of(word)) for word in said[1])
    is_kind = own.kind is whole.kind and (other is None or other.kind is whole.kind)
    return is_kind and whole.rank == own.rank + n_other


def _band(sheet: Sheet, columns: range, words: Vocabulary) -> Sheet:
    """Return a part with the titles that stand over all parts, unless it has its own."""
    own = _cut(sheet, None, columns)
    starts = _starts(own, words)
    first = starts[0].row if starts else 0
    above = {place: cell for place, cell in sheet.cells.items() if place[0] < first}
    if any(row < first for row in own.rows):
        above = {place: cell for place, cell in above.items() if len(sheet.rows[place[0]]) == 1}
    return replace(own, cells=dict(sorted({**own.cells, **above}.items())))


def _cut(sheet: Sheet, rows: range | None, columns: range | None = None) -> Sheet:
    """Return the part of a sheet in these rows and columns."""
    first, last = (rows.start, rows.stop) if rows is not None else (0, sys.maxsize)
    kept = sheet.numbers[bisect_left(sheet.numbers, first) : bisect_left(sheet.numbers, last)]
    cells = {
        (row, cell.column): cell
        for row in kept
        for cell in sheet.rows[row]
        if columns is None or cell.column in columns
    }
    if len(cells) == len(sheet.cells):
        return sheet
    merges = tuple(area for area in sheet.merges if first <= area[2] and area[0] < last)
    return replace(sheet, cells=cells, merges=merges)
