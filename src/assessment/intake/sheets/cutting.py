"""The bands of columns into which a sheet is cut: those that leave least of it unexplained."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, count
from typing import NamedTuple

from assessment.intake.cells import Sheet
from assessment.intake.grids.beside import band, cut, find_parts, seams
from assessment.intake.layouts import Block
from assessment.intake.sheets.unexplained import count_torn, count_unexplained
from assessment.intake.words.vocabulary import Vocabulary

Blocks = tuple[Block, ...]
FindAll = Callable[[Sheet], Blocks]
# A table has at most so many parts that blank columns separate, unless it is the whole sheet.
MOST_JOINED = 5


class Cost(NamedTuple):
    """What is to be least, in this order."""

    unexplained: int = 0
    n_seams: int = 0
    n_bands: int = 0

    def plus(self, other: Cost) -> Cost:
        """Return both together."""
        return Cost(*(one + more for one, more in zip(self, other, strict=True)))


class Cut(NamedTuple):
    """Tables in which a sheet is cut, and what that costs."""

    cost: Cost
    blocks: Blocks


class _Path(NamedTuple):
    """Bands from the left up to a part; of one that was not read yet only the least it costs."""

    cost: Cost
    order: int
    parts: range
    before: Cut
    is_read: bool = False
    blocks: Blocks = ()


def best_cut(sheet: Sheet, words: Vocabulary, find: FindAll) -> Cut:
    """Return the cut of a sheet into bands of columns that costs least.

    `find` returns the tables of a band.

    Source
    ------
    Uniform-cost search over the blank columns; a band is read only when no other could be as
    good, as what its seams cost is known before.
    """
    parts = find_parts(sheet)
    if len(parts) == 1:
        return _read(sheet, parts, 0, words, find)
    order, done = count(), set[int]()
    paths = [*_onward(sheet, parts, 0, Cut(Cost(), ()), words, order)]
    heapq.heapify(paths)
    while True:
        path = heapq.heappop(paths)
        end = path.parts.stop
        if end in done:
            continue
        if path.is_read:
            done.add(end)
            reached = Cut(path.cost, path.before.blocks + path.blocks)
            if end == len(parts):
                return reached
            for one in _onward(sheet, parts, end, reached, words, order):
                heapq.heappush(paths, one)
            continue
        own = parts[path.parts.start : end]
        n_seams = path.cost.n_seams - path.before.cost.n_seams
        band_cut = _read(sheet, own, n_seams, words, find)
        cost = path.before.cost.plus(band_cut.cost)
        heapq.heappush(
            paths, path._replace(cost=cost, order=next(order), is_read=True, blocks=band_cut.blocks)
        )


def _onward(
    sheet: Sheet,
    parts: Sequence[range],
    first: int,
    before: Cut,
    words: Vocabulary,
    order: Iterator[int],
) -> Iterator[_Path]:
    """Yield the paths that go on from a part by one band; from the first also the whole sheet."""
    found = seams(sheet, parts[first:] if first == 0 else parts[first : first + MOST_JOINED], words)
    numbers = accumulate(found, initial=0)
    for end, n_seams in enumerate(numbers, first + 1):
        if end - first <= MOST_JOINED or end == len(parts):
            cost = before.cost.plus(Cost(0, n_seams, 1))
            yield _Path(cost, next(order), range(first, end), before)


def _read(
    sheet: Sheet, parts: Sequence[range], n_seams: int, words: Vocabulary, find: FindAll
) -> Cut:
    """Return what these parts hold when they are taken for one band.

    They hold nothing where they look like several and do not make sense as one: rather refused
    than read as what they are not.
    """
    columns = range(parts[0].start, parts[-1].stop)
    own = cut(sheet, None, columns)
    blocks = find(band(sheet, columns, words))
    unexplained = cost_of(sheet, own, blocks, words)
    if n_seams and unexplained:
        return Cut(Cost(len(own.cells), n_seams, 1), ())
    return Cut(Cost(unexplained, n_seams, 1), blocks)


def cost_of(sheet: Sheet, own: Sheet, blocks: Blocks, words: Vocabulary) -> int:
    """Return how much of a part of a sheet these tables leave unexplained."""
    return count_unexplained(own, blocks, words) + count_torn(sheet, blocks, words)
