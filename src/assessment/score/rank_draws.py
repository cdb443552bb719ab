"""Ranks in many draws of judges: exact totals, counted where they are few and sorted where not."""

from __future__ import annotations

from collections.abc import Iterator
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
