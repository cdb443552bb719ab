"""Where one table of a sheet ends and the next begins: below it, or beside it.

A sheet can be cut in several ways. That one is taken which leaves least of it unexplained.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from assessment.intake.beside import band, count_seams, cut, find_parts
from assessment.intake.cells import Sheet
from assessment.intake.layouts import Block
from assessment.intake.starts import Start, find_starts, find_top
from assessment.intake.unexplained import count_torn, count_unexplained
from assessment.intake.vocabulary import Vocabulary

Blocks = tuple[Block, ...]
Find = Callable[[Sheet], Block | None]
FindAll = Callable[[Sheet], Blocks]
# So many rows that only look like headers are no table at all.
MOST_BARREN = 200
# A table has at most so many parts that blank columns separate.
MOST_JOINED = 5


class _Cut(NamedTuple):
    """Tables in which a sheet may be cut; the less is unexplained, then parted, the better."""

    unexplained: int
    n_seams: int
    n_bands: int
    blocks: Blocks

    @property
    def cost(self) -> tuple[int, int, int]:
        """What is to be least, in this order."""
        return self[:3]

    def then(self, other: _Cut) -> _Cut:
        """Return both beside each other."""
        return _Cut(
            self.unexplained + other.unexplained,
            self.n_seams + other.n_seams,
            self.n_bands + other.n_bands,
            self.blocks + other.blocks,
        )


def find_tables(sheet: Sheet, words: Vocabulary, find: Find) -> Blocks:
    """Return the tables of a sheet, from left to right, then from the top down.

    `find` recognises the one table of a part. Blank columns may part tables that stand beside
    each other, or lie inside one. A table ends where the header of another follows, its titles
    and labels with it; a header that only repeats the one above, as at the top of a page, begins
    nothing new. Where tables stand in both directions, columns and rows are tried first in turn.
    """

    def alone(part: Sheet) -> Blocks:
        block = find(part)
        return (block,) if block is not None else ()

    parts = find_parts(sheet)
    if len(parts) == 1:
        return _below(sheet, words, alone)
    by_columns = _beside(sheet, words, lambda part: _below(part, words, alone))
    if not by_columns.unexplained:
        return by_columns.blocks
    by_rows = _below(sheet, words, lambda part: _beside(part, words, alone).blocks)
    is_better = _unexplained(sheet, sheet, by_rows, words) < by_columns.unexplained
    return by_rows if is_better else by_columns.blocks


def _beside(sheet: Sheet, words: Vocabulary, find: FindAll) -> _Cut:
    """Return the best cut of a sheet into bands of columns."""
    parts = find_parts(sheet)
    whole = _joined(sheet, parts, words, find)
    if len(parts) == 1 or not (whole.unexplained or whole.n_seams):
        return whole
    best = [_Cut(0, 0, 0, ())]
    for end in range(1, len(parts) + 1):
        starts = range(max(0, end - MOST_JOINED), end)
        cuts = (best[n].then(_joined(sheet, parts[n:end], words, find)) for n in starts)
        best.append(min(cuts, key=lambda one: one.cost))
    return min(whole, best[-1], key=lambda one: one.cost)


def _joined(sheet: Sheet, parts: Sequence[range], words: Vocabulary, find: FindAll) -> _Cut:
    """Return what these parts hold when they are taken for one band.

    They hold nothing where they look like several and do not make sense as one: rather refused
    than read as what they are not.
    """
    columns = range(parts[0].start, parts[-1].stop)
    own = cut(sheet, None, columns)
    blocks = find(band(sheet, columns, words))
    n_seams = count_seams(own, parts, words)
    unexplained = _unexplained(sheet, own, blocks, words)
    if n_seams and unexplained:
        return _Cut(len(own.cells), n_seams, 1, ())
    return _Cut(unexplained, n_seams, 1, blocks)


def _unexplained(sheet: Sheet, own: Sheet, blocks: Blocks, words: Vocabulary) -> int:
    return count_unexplained(own, blocks, words) + count_torn(sheet, blocks, words)


def _below(sheet: Sheet, words: Vocabulary, find: FindAll) -> Blocks:
    """Return the tables of a sheet cut into bands of rows."""
    starts = find_starts(sheet, words)
    found: list[Blocks] = []
    n_barren = 0
    while len(found) < len(starts) and n_barren < MOST_BARREN:
        blocks = find(_part(sheet, starts, len(found), words))
        if blocks and (len(starts) == 1 or not _is_barren(blocks, words)):
            found.append(blocks)
            continue
        # A row of labels, or one that only looked like a header: it belongs to its neighbours.
        del starts[len(found)]
        del found[-1:]
        n_barren += 1
    if starts and n_barren < MOST_BARREN:
        return tuple(block for blocks in found for block in blocks)
    return find(sheet)


def _part(sheet: Sheet, starts: Sequence[Start], n: int, words: Vocabulary) -> Sheet:
    """Return the rows of one table: from its titles to those of the next."""
    first = find_top(sheet, starts[n], starts[n - 1].last_row, words) if n else min(sheet.rows)
    if n + 1 == len(starts):
        return cut(sheet, range(first, max(sheet.rows) + 1))
    return cut(sheet, range(first, find_top(sheet, starts[n + 1], starts[n].last_row, words)))


def _is_barren(blocks: Blocks, words: Vocabulary) -> bool:
    """Tell whether headers without lines are rather rows of labels."""
    return all(_has_no_lines(block, words) for block in blocks)


def _has_no_lines(block: Block, words: Vocabulary) -> bool:
    if block.records or block.totals or not block.headers:
        return False
    row = next(iter(block.headers.values())).row
    heads = [cell for cell in block.sheet.rows[row] if words.is_known(cell.text)]
    return 3 * len(heads) < 2 * len(block.sheet.rows[row])
