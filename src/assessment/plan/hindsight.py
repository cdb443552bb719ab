"""Looking back: the best choice of all years together, had everything been known."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from assessment.plan.sets import Limits, Sets

Totals = npt.NDArray[Any]
_NONE = -1


def best_years(years: Sequence[Sets], limits: Sequence[Limits]) -> list[int] | None:
    """Return one set a year, with the most points together, that cover all open themes.

    Points are not negative, so that −1 can stand for what cannot be reached.

    Parameters
    ----------
    years : sequence of Sets
        All sets of each year; the same open themes in each.
    limits : sequence of Limits
        The limits of each year; `least_new` is passed over.

    Returns
    -------
    list of int or None
        The number of each year's set; None when no choice covers all themes.

    Source
    ------
    Dynamic programming over the sets of themes covered so far.
    """
    full = (1 << len(years[0].open_themes)) - 1
    scale = int(np.lcm.reduce([sets.scale for sets in years], dtype=object))
    pairs = zip(years, limits, strict=True)
    tops = [_tops(sets, own, scale // sets.scale, full) for sets, own in pairs]
    reached = [_start(full)]
    for points, _ in tops:
        reached.append(_after(reached[-1], points))
    if reached[-1][full] == _NONE:
        return None
    return _traced(tops, reached, full)


def _start(full: int) -> Totals:
    totals: Totals = np.full(full + 1, _NONE, dtype=object)
    totals[0] = 0
    return totals


def _tops(sets: Sets, limits: Limits, times: int, full: int) -> tuple[Totals, Totals]:
    """Return for each set of themes the most points of a year's set that covers them, and which."""
    points: Totals = np.full(full + 1, _NONE, dtype=object)
    which: Totals = np.full(full + 1, _NONE, dtype=np.int64)
    numbers = np.flatnonzero(sets.fits_colleges(limits.per_college))
    order = numbers[np.argsort(sets.points[numbers], kind="stable")]
    which[sets.themes[order]] = order  # the last one written is the best
    known = which != _NONE
    points[known] = [int(value) * times for value in sets.points[which[known]]]
    return points, which


def _after(before: Totals, points: Totals) -> Totals:
    """Return the most points by themes covered once another year is added."""
    masks = np.flatnonzero(before != _NONE)
    found: Totals = np.full(len(before), _NONE, dtype=object)
    for own in np.flatnonzero(points != _NONE):
        np.maximum.at(found, masks | own, before[masks] + points[own])
    return found


def _traced(
    tops: Sequence[tuple[Totals, Totals]], reached: Sequence[Totals], full: int
) -> list[int]:
    numbers: list[int] = []
    mask = full
    for (points, which), before in zip(reversed(tops), reversed(reached[:-1]), strict=True):
        after = reached[len(reached) - 1 - len(numbers)]
        own, mask = _step(points, before, after[mask], mask)
        numbers.append(int(which[own]))
    return numbers[::-1]


def _step(points: Totals, before: Totals, total: int, mask: int) -> tuple[int, int]:
    """Return a year's themes and those covered before it that together give the total."""
    earlier = np.flatnonzero(before != _NONE)
    for own in np.flatnonzero(points != _NONE):
        fits = (earlier | own) == mask
        hits = earlier[fits][before[earlier[fits]] + points[own] == total]
        if len(hits):
            return int(own), int(hits[0])
    raise AssertionError("a total that was reached cannot be traced")


def total_of(years: Sequence[Sets], numbers: Sequence[int]) -> Fraction:
    """Return the points of one set a year together."""
    return sum(
        (sets.exact(number) for sets, number in zip(years, numbers, strict=True)), Fraction(0)
    )
