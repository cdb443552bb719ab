"""Where one table of a sheet ends and the next begins: below it, or beside it.

A sheet can be cut in several ways. That one is taken which leaves least of it unexplained.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from assessment.intake.cells import Cell, Sheet
from assessment.intake.grids.beside import cut, find_parts
from assessment.intake.grids.captions import takes
from assessment.intake.grids.starts import Start, find_starts, find_top
from assessment.intake.layouts import Block
from assessment.intake.sheets.cutting import Blocks, FindAll, best_cut, cost_of
from assessment.intake.sheets.stacked_labels import Below, find_below, label_lines
from assessment.intake.words.vocabulary import Vocabulary

Find = Callable[[Sheet], Block | None]
# So many rows that only look like headers are no table at all.
MOST_BARREN = 200
# To find out how a sheet is cut no more cells are read than these, beside so many times its own.
MOST_READ, TIMES_READ = 250_000, 3


class TooInvolved(Exception):
    """A sheet would have to be tried in too many ways to find out how its tables lie."""


def find_tables(sheet: Sheet, words: Vocabulary, find: Find) -> Blocks:
    """Return the tables of a sheet, from left to right, then from the top down.

    `find` recognises the one table of a part. Blank columns may part tables that stand beside
    each other, or lie inside one. A table ends where the header of another follows, its titles
    and labels with it; a header that only repeats the one above, as at the top of a page, begins
    nothing new. Where tables stand in both directions, columns and rows are tried first in turn.

    Raises
    ------
    TooInvolved
        If more of the sheet than the bound would have to be tried.
    """
    left = MOST_READ + TIMES_READ * len(sheet.cells)

    def alone(part: Sheet) -> Blocks:
        nonlocal left
        left -= len(part.cells)
        if left < 0:
            raise TooInvolved
        block = find(part)
        return (block,) if block is not None else ()

    return _cut(sheet, words, alone)


def _cut(sheet: Sheet, words: Vocabulary, alone: FindAll) -> Blocks:
    """Return the tables of the best cut: by columns, or by rows first where that explains more."""
    if len(find_parts(sheet)) == 1:
        return _below(sheet, words, alone)
    by_columns = best_cut(sheet, words, lambda part: _below(part, words, alone))
    if not by_columns.cost.unexplained:
        return by_columns.blocks
    by_rows = _below(sheet, words, lambda part: best_cut(part, words, alone).blocks)
    is_better = cost_of(sheet, sheet, by_rows, words) < by_columns.cost.unexplained
    return by_rows if is_better else by_columns.blocks


def _below(sheet: Sheet, words: Vocabulary, find: FindAll) -> Blocks:
    """Return the tables of a sheet cut into bands of rows."""
    starts = find_starts(sheet, words)
    labels = label_lines(sheet, words) if len(starts) > 1 else []
    below = find_below(sheet, labels, [start.row for start in starts])
    found: list[Blocks] = []
    n_barren = 0
    while len(found) < len(starts) and n_barren < MOST_BARREN:
        blocks = find(_part(sheet, starts, len(found), words, below.rows))
        if blocks and (len(starts) == 1 or not _is_barren(blocks, words)):
            found.append(blocks)
            continue
        # A row of labels, or one that only looked like a header: it belongs to its neighbours.
        del starts[len(found)]
        del found[-1:]
        below = find_below(sheet, labels, [start.row for start in starts])
        n_barren += 1
    if starts and n_barren < MOST_BARREN:
        return _refused([block for blocks in found for block in blocks], below)
    return find(sheet)


def _refused(blocks: Sequence[Block], below: Below) -> Blocks:
    """Return the tables; those are marked which a label may belong to, or may not."""
    found: list[Cell] = []
    for kind, cells in below.unclear.items():
        found += cells if sum(takes(block, kind) for block in blocks) > 1 else ()
    unclear = tuple(dict.fromkeys(found))
    return tuple(replace(one, unclear=unclear) if unclear else one for one in blocks)


def _part(
    sheet: Sheet, starts: Sequence[Start], n: int, words: Vocabulary, below: Collection[int]
) -> Sheet:
    """Return the rows of one table: from its titles to those of the next.

    In the rows `below` stand labels of the table above them.
    """
    first = find_top(sheet, starts[n], starts[n - 1].last_row, words, below) if n else 0
    first = first or min(sheet.rows)
    if n + 1 == len(starts):
        return cut(sheet, range(first, max(sheet.rows) + 1))
    return cut(
        sheet, range(first, find_top(sheet, starts[n + 1], starts[n].last_row, words, below))
    )


def _is_barren(blocks: Blocks, words: Vocabulary) -> bool:
    """Tell whether headers without lines are rather rows of labels."""
    return all(_has_no_lines(block, words) for block in blocks)


def _has_no_lines(block: Block, words: Vocabulary) -> bool:
    if block.records or block.totals or not block.headers:
        return False
    row = next(iter(block.headers.values())).row
    heads = [cell for cell in block.sheet.rows[row] if words.is_known(cell.text)]
    return 3 * len(heads) < 2 * len(block.sheet.rows[row])
