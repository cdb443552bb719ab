"""Ranks in many draws of judges: exact totals, counted where they are few and sorted where not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np

from assessment.score.severity.codes import Floats, Ints

# Marks with more decimals than these are floats like any other.
MOST_DECIMALS = 4
# Whole numbers up to here are exact in single precision.
_SINGLE = 2**24
# So many numbers fit the processor's second cache, which makes a pass over them cheap.
_AT_ONCE = 160_000
# Numbers that float arithmetic gives count as equal when they agree to so many decimals.
_DECIMALS = 9
# Short rows are sorted by networks, several times as fast for each number as long ones.
CHUNK = 512
Ranks = np.ndarray[Any, np.dtype[Any]]


class Lost(NamedTuple):
    """What each project (row) lost to the best mark of each judge, and the largest sum of it.

    The numbers are whole where the marks are decimals of few places; so their sums are exact, and
    equal means are equal. `most` is None where they are not.
    """

    points: Floats
    most: int | None


class Tails(NamedTuple):
    """The k-th lowest and highest of each project's ranks, from 0, and how often it is on top."""

    low: Ints
    high: Ints
    n_top: Ints


def points_lost(marks: Floats) -> Lost:
    """Return the marks (projects × judges) as what is lost, in whole units where that is exact.

    A constant of one judge moves all projects alike in each draw; without it the numbers are
    small.

    Examples
    --------
    >>> points_lost(np.array([[80.5, 90.0], [82.0, 88.5]]))
    Lost(points=array([[1., 0.],
           [0., 1.]]), most=2)
    """
    for places in range(MOST_DECIMALS + 1):
        scaled = np.rint(marks * 10.0**places)
        if np.abs(scaled).max() < _SINGLE * 2**20 and (scaled / 10.0**places == marks).all():
            lost = (scaled.max(axis=0) - scaled).astype(np.int64)
            lost //= max(1, int(np.gcd.reduce(lost, axis=None)))
            return Lost(lost.astype(float), int(lost.max()) * marks.shape[1])
    return Lost(marks.max(axis=0) - marks, None)


def rank_blocks(lost: Lost, counts: Floats) -> Iterator[Ranks]:
    """Yield ranks from 0 (draws × projects), 512 draws at a time; equal ones share the best.

    `counts` says how often each judge is drawn, draws × judges; all draws have as many judges.
    What is yielded may be written over by what comes after.
    """
    most_counted = min(16 * len(lost.points) + 4_096, _SINGLE // 64)
    is_counted = lost.most is not None and lost.most < most_counted
    counting = _Counting(lost.points, (lost.most or 0) + 1) if is_counted else None
    for first in range(0, len(counts), CHUNK):
        drawn = counts[first : first + CHUNK]
        if counting:
            yield counting.ranks(drawn)
        else:
            totals = -drawn @ lost.points.T
            yield competition_ranks(totals if lost.most else np.round(totals, _DECIMALS))


class _Counting:
    """Ranks by counting how many projects lost less: no more than a look at a table for each.

    What is worked with is kept from block to block: to ask for new memory each time takes longer
    than to count.
    """

    def __init__(self, points: Floats, n_totals: int) -> None:
        n_projects = len(points)
        self._n_totals = n_totals
        self._step = min(max(1, _AT_ONCE // n_projects), _SINGLE // n_totals)
        columns = np.column_stack((points, np.ones(n_projects))).T
        self._columns = np.ascontiguousarray(columns, dtype=np.float32)
        shape = (self._step, n_projects)
        self._single, self._short = np.empty(shape, np.float32), np.empty(shape, np.int32)
        self._place = np.empty(shape, np.intp)
        self._ranks = np.empty((CHUNK, n_projects), _smallest(n_projects))

    def ranks(self, counts: Floats) -> Ranks:
        """Return the ranks of up to 512 draws, in memory that the next ones take again."""
        step = self._step
        # Each draw has a range of totals of its own, so that one pass counts several.
        ranges = self._n_totals * (np.arange(len(counts)) % step)
        weights = np.column_stack((counts, ranges)).astype(np.float32)
        for first in range(0, len(counts), step):
            own = weights[first : first + step]
            self._rank(own, self._ranks[first : first + len(own)])
        return self._ranks[: len(counts)]

    def _rank(self, weights: Ranks, ranks: Ranks) -> None:
        n = len(weights)
        single, short, place = self._single[:n], self._short[:n], self._place[:n]
        np.matmul(weights, self._columns, out=single)
        # By way of short numbers, which is faster.
        np.copyto(short, single, casting="unsafe")
        np.copyto(place, short)
        found = np.bincount(place.ravel(), minlength=n * self._n_totals).reshape(n, -1)
        before = np.zeros(found.shape, ranks.dtype)
        before[:, 1:] = np.cumsum(found[:, :-1], axis=1)
        np.take(before.ravel(), place, out=ranks, mode="wrap")


def _smallest(largest: int) -> type[np.unsignedinteger[Any]]:
    return np.uint16 if largest < 2**16 else np.uint32


def competition_ranks(totals: Floats) -> Ints:
    """Return the rank of each value of a row, from 0, the largest first, equal ones alike."""
    order = np.argsort(-totals, axis=1)
    ordered = np.take_along_axis(totals, order, axis=1)
    first = np.tile(np.arange(totals.shape[1]), (len(totals), 1))
    first[:, 1:] *= ordered[:, 1:] != ordered[:, :-1]
    ranks = np.empty(totals.shape, dtype=np.int64)
    np.put_along_axis(ranks, order, np.maximum.accumulate(first, axis=1), axis=1)
    return ranks


def rank_tails(lost: Lost, counts: Floats, places: tuple[int, int], top: int) -> Tails:
    """Return the ranks at two places of each project's ordered ranks, and how many are below top.

    Exact, though of each 512 draws only the ends are kept: where they were too short for a
    project, its ranks are gone through once more and all of them kept.

    Parameters
    ----------
    lost, counts
        What `rank_blocks` takes; the draws are in no order.
    places : tuple of int
        From the lowest rank and from the highest one, each from 0.
    top : int
        Ranks from 0 below this one are counted.
    """
    expected = CHUNK * (max(places) + 1) / len(counts)
    kept = int(expected + 5 * np.sqrt(expected)) + 4
    low, high, n_top, is_sure = _ends(rank_blocks(lost, counts), places, kept, top)
    again = np.flatnonzero(~is_sure)
    if len(again):
        blocks = (ranks[:, again] for ranks in rank_blocks(lost, counts))
        low[again], high[again], *_ = _ends(blocks, places, CHUNK, top)
    return Tails(low, high, n_top)


def _ends(
    blocks: Iterable[Ranks], places: tuple[int, int], kept: int, top: int
) -> tuple[Ranks, Ranks, Ints, np.ndarray[Any, np.dtype[np.bool_]]]:
    """Return `Tails`, and of which projects what was left out lies between the two ends."""
    lows, highs, edges = [], [], []
    n_top: Any = 0
    turned: Ranks | None = None
    for ranks in blocks:
        if turned is None or len(ranks) != turned.shape[1]:
            turned = np.empty(ranks.shape[::-1], ranks.dtype)
        own = turned
        own[:] = ranks.T
        own.sort(axis=1)
        n_top = n_top + _n_below(own, top)
        lows.append(own[:, :kept].copy())
        highs.append(own[:, : -kept - 1 : -1].copy())
        if kept < len(ranks):
            edges.append((lows[-1][:, -1], highs[-1][:, -1]))
    low = _at(lows, places[0])
    # Turned over, so that what is to be found is the lowest there too.
    high = ~_at([~part for part in highs], places[1])
    is_sure = np.ones(len(low), dtype=bool)
    for left, right in edges:
        is_sure &= (left >= low) & (right <= high)
    return low, high, n_top, is_sure


def _n_below(ordered: Ranks, top: int) -> Ints:
    """Return how many numbers of each ordered row are below `top`."""
    found = np.where(ordered[:, -1] < top, ordered.shape[1], 0)
    is_mixed = (ordered[:, 0] < top) & (ordered[:, -1] >= top)
    found[is_mixed] = (ordered[is_mixed] < top).sum(axis=1)
    return found


def _at(parts: list[Ranks], place: int) -> Ranks:
    """Return the number at a place of each row's order, the parts side by side."""
    found: Ranks
    while len(parts) > 1 and place < CHUNK // 2:
        together = [parts.pop()]
        n = together[0].shape[1]
        while parts and (len(together) < 2 or n + parts[-1].shape[1] <= CHUNK):
            together.append(parts.pop())
            n += together[-1].shape[1]
        # No more than these can be at the place.
        parts.append(np.sort(np.concatenate(together, axis=1), axis=1)[:, : place + 1])
    found = np.partition(np.concatenate(parts, axis=1), place, axis=1)[:, place]
    return found
