"""Where one table of a sheet ends and the next begins: below it, or beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assessment.intake.beside import cut, cut_bands, find_lefts
from assessment.intake.cells import Sheet
from assessment.intake.layouts import Block
from assessment.intake.starts import Start, find_starts, find_top
from assessment.intake.vocabulary import Vocabulary

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
    lefts = find_lefts(sheet, words)
    # A part in which nothing is found belongs to the one left of it.
    while len(lefts) > 1:
        found = [_stacked(band, words, find) for band in cut_bands(sheet, lefts, words)]
        if all(found):
            return tuple(block for blocks in found for block in blocks)
        del lefts[max(1, [bool(blocks) for blocks in found].index(False))]
    return _stacked(sheet, words, find)


def _stacked(sheet: Sheet, words: Vocabulary, find: Find) -> tuple[Block, ...]:
    starts = find_starts(sheet, words)
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
    first = find_top(sheet, starts[n], starts[n - 1].last_row, words) if n else min(sheet.rows)
    if n + 1 == len(starts):
        return cut(sheet, range(first, max(sheet.rows) + 1))
    return cut(sheet, range(first, find_top(sheet, starts[n + 1], starts[n].last_row, words)))


def _is_barren(block: Block, words: Vocabulary) -> bool:
    """Tell whether a header without lines is rather a row of labels."""
    if block.records or block.totals or not block.headers:
        return False
    row = next(iter(block.headers.values())).row
    heads = [cell for cell in block.sheet.rows[row] if words.is_known(cell.text)]
    return 3 * len(heads) < 2 * len(block.sheet.rows[row])
