"""The parts of a sheet beside each other: where blank columns cut it, and what speaks for that."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assessment.intake.cells import Cell, Sheet
from assessment.intake.grids.starts import find_starts, is_labelled
from assessment.intake.words.header_words import word_key
from assessment.intake.words.vocabulary import Vocabulary

# So many parts are no tables beside each other.
MOST_PARTS = 60


def find_edges(sheet: Sheet) -> list[int]:
    """Return the first columns of the parts that blank columns separate, from the left.

    A cell alone in its row, such as a title, fills no column.
    """
    crowded = [cells for cells in sheet.rows.values() if len(cells) > 1]
    used = {c for cells in crowded for cell in cells for c in range(cell.column, sheet.after(cell))}
    edges = [column for column in sorted(used) if column - 1 not in used]
    return edges if len(edges) <= MOST_PARTS else edges[:1]


def find_parts(sheet: Sheet) -> list[range]:
    """Return the columns of the parts of a sheet, which together are all its columns."""
    edges = find_edges(sheet)
    limits = [1, *edges[1:], max(sheet.last_column, 1) + 1]
    return [range(*limits[n : n + 2]) for n in range(len(limits) - 1)]


def band(sheet: Sheet, columns: range, words: Vocabulary) -> Sheet:
    """Return a part with the titles that stand over all parts, unless it has its own.

    A label that it has itself is that of its neighbour.
    """
    own = cut(sheet, None, columns)
    if len(own.cells) == len(sheet.cells):
        return sheet
    starts = find_starts(own, words)
    first = starts[0].row if starts else 0
    mine = [cell for row, cells in own.rows.items() if row < first for cell in cells]
    above = {
        place: cell
        for place, cell in sheet.cells.items()
        if place[0] < first and not _named([cell], words) & _named(mine, words)
    }
    if any(row < first for row in own.rows):
        above = {place: cell for place, cell in above.items() if len(sheet.rows[place[0]]) == 1}
    return replace(own, cells=dict(sorted({**own.cells, **above}.items())))


def seams(sheet: Sheet, parts: Sequence[range], words: Vocabulary) -> Iterator[bool]:
    """Yield for each blank column between these parts whether tables seem to end there.

    They do where both sides use one word as label or header, or where a title or a line stands
    right of it alone.
    """
    for part in parts[1:]:
        left = cut(sheet, None, range(parts[0].start, part.start))
        yield _is_seam(left, cut(sheet, None, part), words)


def _is_seam(left: Sheet, right: Sheet, words: Vocabulary) -> bool:
    shared = left.rows.keys() & right.rows.keys()
    if any(_named(left.rows[row], words) & _named(right.rows[row], words) for row in shared):
        return True
    start = next(iter(find_starts(left, words)), None)
    if start is None:
        return False
    if any(row > start.last_row and row not in left.rows for row in right.rows):
        return True
    above = (row for row in right.rows if row < start.row)
    return any(_is_title(left, right.rows[row], words) for row in above)


def _named(cells: Sequence[Cell], words: Vocabulary) -> set[str]:
    """Return the labels and headers of a row."""
    heads = (cell.text.replace("：", ":").partition(":")[0] for cell in cells)
    return {word_key(head) for head in heads if words.is_known(head)}


def _is_title(left: Sheet, cells: Sequence[Cell], words: Vocabulary) -> bool:
    """Tell whether a cell right of a blank column is a title, not the value of a label before."""
    if len(cells) > 1 or is_labelled(cells[0], words):
        return False
    before = left.rows.get(cells[0].row, ())
    return not (len(before) > 1 and is_labelled(before[-1], words))


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
