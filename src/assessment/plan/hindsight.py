"""Looking back: the best choice of all years together, had everything been known."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from assessment.plan.sets import Limits, Sets

Totals = npt.NDArray[Any]
_SAFE = 2**59


def best_years(years: Sequence[Sets], limits: Sequence[Limits]) -> list[int] | None:
    """Return one set a year, with the most points together, that cover all open themes.

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
    Dynamic programming over the sets of themes covered so far. The last year need only bring
    what is still open, so that its best set for at least those themes is looked up.
    """
    plan = _Plan(years, limits)
    steps = [_Step(np.zeros(1, dtype=np.int64), np.zeros(1, dtype=plan.tops[0].dtype))]
    for points in plan.tops[:-1]:
        steps.append(_after(steps[-1], points))
    last = steps[-1].totals + _for_at_least(plan.tops[-1])[plan.full & ~steps[-1].covered]
    if not len(last) or last.max() < 0:
        return None
    return plan.traced(steps, int(np.argmax(last)), last.max())


@dataclass(frozen=True, slots=True)
class _Step:
    """What may be covered so far, one bit a theme, and the most points with it."""

    covered: Totals
    totals: Totals


class _Plan:
    """The years, and for each the most points of a set by the very themes it covers.

    Points stand in whole numbers of one scale; below 0 is what no set covers.
    """

    def __init__(self, years: Sequence[Sets], limits: Sequence[Limits]) -> None:
        self._years = years
        self.full = (1 << len(years[0].open_themes)) - 1
        self._fits = [
            sets.fits_colleges(own.per_college) for sets, own in zip(years, limits, strict=True)
        ]
        scale = math.lcm(*(sets.scale for sets in years))
        self._points = [sets.points * (scale // sets.scale) for sets in years]
        most = sum(int(points.max(initial=0)) for points in self._points)
        self._kind: type[Any] = np.int64 if most < _SAFE else object
        self.tops = [self._top(place, -len(years) * (most + 1)) for place in range(len(years))]

    def _top(self, place: int, never: int) -> Totals:
        top: Totals = np.full(self.full + 1, never, dtype=self._kind)
        fits = self._fits[place]
        np.maximum.at(top, self._years[place].themes[fits], self._points[place][fits])
        return top

    def traced(self, steps: Sequence[_Step], place: int, total: Any) -> list[int]:
        """Return the sets behind a total, found from the last year back."""
        need = self.full & ~int(steps[-1].covered[place])
        numbers = [self._number(-1, need, total - steps[-1].totals[place], at_least=True)]
        for year in reversed(range(len(self._years) - 1)):
            after = steps[year + 1]
            mask, total = int(after.covered[place]), after.totals[place]
            own, place = self._parted(steps[year], self.tops[year], mask, total)
            numbers.append(self._number(year, own, self.tops[year][own]))
        return numbers[::-1]

    def _number(self, year: int, mask: int, points: Any, *, at_least: bool = False) -> int:
        themes = self._years[year].themes
        covers = (themes & mask) == mask if at_least else themes == mask
        found = self._fits[year] & covers & (self._points[year] == points)
        return int(np.argmax(found))

    def _parted(self, before: _Step, points: Totals, mask: int, total: Any) -> tuple[int, int]:
        """Return a year's themes, and the place in the step before it, that give a total."""
        there = np.flatnonzero(points >= 0)
        there = there[there & ~mask == 0]
        places = np.flatnonzero(before.covered & ~mask == 0)
        covers = (before.covered[places, None] | there[None, :]) == mask
        sums = before.totals[places, None] + points[there][None, :] == total
        place, own = np.argwhere(covers & sums)[0]
        return int(there[own]), int(places[place])


def _after(before: _Step, points: Totals) -> _Step:
    """Return what may be covered once another year is added, and the most points with it."""
    there = np.flatnonzero(points >= 0)
    found = np.full(len(points), points.min(), dtype=points.dtype)
    masks = (before.covered[:, None] | there[None, :]).ravel()
    np.maximum.at(found, masks, (before.totals[:, None] + points[there][None, :]).ravel())
    reached = np.flatnonzero(found >= 0)
    return _Step(reached, found[reached])


def _for_at_least(points: Totals) -> Totals:
    """Return the most points of a set that covers these themes and maybe others."""
    best = points.copy()
    masks = np.arange(len(points))
    bit = 1
    while bit < len(points):
        without = masks[masks & bit == 0]
        best[without] = np.maximum(best[without], best[without | bit])
        bit <<= 1
    return best


def total_of(years: Sequence[Sets], numbers: Sequence[int]) -> Fraction:
    """Return the points of one set a year together."""
    pairs = zip(years, numbers, strict=True)
    return sum((sets.exact(number) for sets, number in pairs), Fraction(0))
