"""Looking back: the best choice of all years together, had everything been known."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate
from typing import Any

import numpy as np
import numpy.typing as npt

from assessment.plan.sets import Limits, Sets

Totals = npt.NDArray[Any]
Places = npt.NDArray[np.intp]
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
    Dynamic programming over the sets of themes: the most points with which the years so far cover
    at least some themes, for every part of them that the last of these years may have covered.
    """
    plan = _Plan(years, limits)
    joined = list(accumulate(plan.tops, _joined))
    if joined[-1][-1] < 0:
        return None
    return plan.traced(joined)


class _Plan:
    """The years, and for each the most points of a set by the themes it covers at least.

    Points stand in whole numbers of one scale; below 0 is what no set covers.
    """

    def __init__(self, years: Sequence[Sets], limits: Sequence[Limits]) -> None:
        self._years = years
        self._fits = [
            sets.fits_colleges(own.per_college) for sets, own in zip(years, limits, strict=True)
        ]
        scale = math.lcm(*(sets.scale for sets in years))
        self._points = [sets.points * (scale // sets.scale) for sets in years]
        most = sum(int(points.max(initial=0)) for points in self._points)
        self._kind: type[Any] = np.int64 if most < _SAFE else object
        never = -len(years) * (most + 1)
        self.tops = _for_at_least(np.stack([self._top(n, never) for n in range(len(years))]))

    def _top(self, place: int, never: int) -> Totals:
        sets = self._years[place]
        top: Totals = np.full(1 << len(sets.open_themes), never, dtype=self._kind)
        points = np.where(self._fits[place], self._points[place], never)
        np.maximum.at(top, sets.themes, points)
        return top

    def traced(self, joined: Sequence[Totals]) -> list[int]:
        """Return the sets behind the total for all themes, found from the last year back."""
        need, numbers = len(joined[0]) - 1, []
        for year in reversed(range(len(self.tops))):
            own = need if year == 0 else _part(joined[year - 1 : year + 1], self.tops[year], need)
            numbers.append(self._number(year, own))
            need &= ~own
        return numbers[::-1]

    def _number(self, year: int, mask: int) -> int:
        covers = (self._years[year].themes & mask) == mask
        found = self._fits[year] & covers & (self._points[year] == self.tops[year][mask])
        return int(np.argmax(found))


@lru_cache(maxsize=16)
def _parts(n: int) -> tuple[Places, Places, Places]:
    """Return every part of every set of n bits, what is left then, and where each set begins."""
    wholes = parts = np.zeros(1, dtype=np.intp)
    for bit in (1 << place for place in range(n)):
        wholes = np.concatenate([wholes, wholes | bit, wholes | bit])
        parts = np.concatenate([parts, parts, parts | bit])
    order = np.argsort(wholes, kind="stable")
    wholes, parts = wholes[order], parts[order]
    return parts, wholes ^ parts, np.searchsorted(wholes, np.arange(1 << n))


def _joined(before: Totals, own: Totals) -> Totals:
    """Return the most points for each set of themes, shared among the years before and one more."""
    parts, rest, starts = _parts(len(own).bit_length() - 1)
    sums = own.take(parts, mode="clip") + before.take(rest, mode="clip")
    return np.maximum.reduceat(sums, starts)


def _part(joined: Sequence[Totals], own: Totals, need: int) -> int:
    """Return the part of the needed themes that the last year covers."""
    before, after = joined
    masks = np.arange(len(own))
    masks = masks[masks & ~need == 0]
    return int(masks[np.argmax(own[masks] + before[need ^ masks] == after[need])])


def _for_at_least(points: Totals) -> Totals:
    """Return for each year the most points of a set that covers these themes and maybe others."""
    best = points.copy()
    n_years, n_sets = points.shape
    for place in range(n_sets.bit_length() - 1):
        halves = best.reshape(n_years, -1, 2, 1 << place)
        np.maximum(halves[:, :, 0], halves[:, :, 1], out=halves[:, :, 0])
    return best


def total_of(years: Sequence[Sets], numbers: Sequence[int]) -> Fraction:
    """Return the points of one set a year together."""
    pairs = zip(years, numbers, strict=True)
    return sum((sets.exact(number) for sets, number in pairs), Fraction(0))
