"""Tables beside each other: the parts of a sheet that blank columns separate."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from assessment.intake.cells import Sheet
from assessment.intake.header_words import word_key
from assessment.intake.starts import Start, best_header, find_starts, is_labelled
from assessment.intake.vocabulary import Vocabulary

# So many parts are no tables beside each other.
MOST_PARTS = 60
_FAR = 1 << 20


def find_lefts(sheet: Sheet, words: Vocabulary) -> list[int]:
    """Return the first columns of the parts that blank columns separate and that have headers."""
    crowded = [cells for cells in sheet.rows.values() if len(cells) > 1]
    used = {c for cells in crowded for cell in cells for c in range(cell.column, sheet.after(cell))}
    edges = [column for column in sorted(used) if column - 1 not in used]
    if len(edges) > MOST_PARTS:
        return edges[:1]
    lefts, joined = edges[:1], 0
    for n, edge in enumerate(edges[1:], 1):
        limit, beyond = [*edges[n + 1 :], _FAR, _FAR][:2]
        left, part = (cut(sheet, None, range(*at)) for at in ((lefts[-1], edge), (edge, limit)))
        if edge == joined or _runs_on(left, part, words):
            continue
        is_begun = any(not _is_rest(left, part, one, words) for one in find_starts(part, words))
        if is_begun or _begins_with(sheet, (edge, limit, beyond), words):
            lefts.append(edge)
            joined = 0 if is_begun else limit
    return lefts


def _begins_with(sheet: Sheet, edges: tuple[int, int, int], words: Vocabulary) -> bool:
    """Tell whether a part begins a table only together with the next, which is none alone."""
    first, second, end = edges
    own, rest, both = (
        cut(sheet, None, range(*limits))
        for limits in ((first, second), (second, end), (first, end))
    )
    start = next(iter(find_starts(both, words)), None)
    if start is None or start.row not in own.rows or best_header(both, start.row, words) is None:
        return False
    return bool(rest.cells) and best_header(rest, start.row, words) is None


def _is_rest(left: Sheet, right: Sheet, start: Start, words: Vocabulary) -> bool:
    """Tell whether what looks like a header is but the end of one that begins to its left.

    The words to its left are no header alone; both together are one, in which each stands once.
    """
    if start.row not in left.rows or best_header(left, start.row, words) is not None:
        return False
    said = [{word_key(cell.text) for cell in part.rows[start.row]} for part in (left, right)]
    both = replace(left, cells=dict(sorted({**left.cells, **right.cells}.items())))
    whole, own = (best_header(part, start.row, words) for part in (both, right))
    if whole is None or own is None or said[0] & said[1]:
        return False
    return whole.kind is own.kind and whole.rank == own.rank + len(left.rows[start.row])


def _runs_on(left: Sheet, right: Sheet, words: Vocabulary) -> bool:
    """Tell whether the part right of a blank column only goes on with the table left of it.

    It does when both headers are one that says nothing twice, and no title and no line stand in
    the right part alone.
    """
    start = next(iter(find_starts(left, words)), None)
    if start is None or start.row not in right.rows:
        return False
    if any(one.row != start.row for one in find_starts(right, words)[:1]):
        return False
    lines = {row for row in right.rows if row > start.last_row}
    titles = {row: cells for row, cells in right.rows.items() if row < start.row}
    is_apart = any(
        len(cells) == 1 and not is_labelled(cells[0], words) and not _awaits(left, row, words)
        for row, cells in titles.items()
    )
    return lines <= left.rows.keys() and not is_apart and _is_one_header(left, right, start, words)


def _awaits(left: Sheet, row: int, words: Vocabulary) -> bool:
    """Tell whether labels and values of a row end with a label, so that its value comes behind."""
    cells = left.rows.get(row, ())
    return len(cells) > 1 and is_labelled(cells[-1], words)


def cut_bands(sheet: Sheet, lefts: Sequence[int], words: Vocabulary) -> list[Sheet]:
    """Return the parts of a sheet that begin in these columns, each with its titles."""
    limits = [*lefts[1:], sheet.last_column + 1]
    return [_band(sheet, range(*edge), words) for edge in zip(lefts, limits, strict=True)]


def _is_one_header(left: Sheet, right: Sheet, start: Start, words: Vocabulary) -> bool:
    """Tell whether two parts of a row are one header, in which each word stands once."""
    both = replace(left, cells=dict(sorted({**left.cells, **right.cells}.items())))
    whole, own, other = (best_header(part, start.row, words) for part in (both, left, right))
    said = [{word_key(cell.text) for cell in part.rows[start.row]} for part in (left, right)]
    if said[0] & said[1]:
        return False
    if whole is None or own is None:
        # Judges and criteria that cross: a part that begins with marks has no heads of its own.
        return whole is own and bool(words.parts_of(right.rows[start.row][0].text))
    n_other = other.rank if other else sum(bool(words.parts_of(word)) for word in said[1])
    is_kind = own.kind is whole.kind and (other is None or other.kind is whole.kind)
    return is_kind and whole.rank == own.rank + n_other


def _band(sheet: Sheet, columns: range, words: Vocabulary) -> Sheet:
    """Return a part with the titles that stand over all parts, unless it has its own."""
    own = cut(sheet, None, columns)
    starts = find_starts(own, words)
    first = starts[0].row if starts else 0
    above = {place: cell for place, cell in sheet.cells.items() if place[0] < first}
    if any(row < first for row in own.rows):
        above = {place: cell for place, cell in above.items() if len(sheet.rows[place[0]]) == 1}
    return replace(own, cells=dict(sorted({**own.cells, **above}.items())))


def cut(sheet: Sheet, rows: range | None, columns: range | None = None) -> Sheet:
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
