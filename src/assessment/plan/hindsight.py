"""Looking back: the best choice of all years together, had everything been known."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate, combinations
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from assessment.plan.sets import Applicant, Limits

Totals = npt.NDArray[Any]
Places = npt.NDArray[np.intp]
_SAFE = 2**59


class _Candidate(NamedTuple):
    """An applicant, its points in whole numbers of one scale, and the bit of its theme or 0."""

    applicant: Applicant
    points: int
    bit: int


_Group = list[_Candidate]


def best_years(
    years: Sequence[Sequence[Applicant]], themes: Sequence[str], limits: Sequence[Limits]
) -> list[list[Applicant]] | None:
    """Return one set of applicants a year, with the most points together, that cover all themes.

    Parameters
    ----------
    years : sequence
        The applicants of each year.
    themes : sequence of str
        Codes of the themes to be covered; of n there are 3ⁿ ways to share them among two years.
    limits : sequence of Limits
        The limits of each year; `least_new` is passed over.

    Returns
    -------
    list of list of Applicant or None
        Each year's set; None when no choice keeps to all limits and covers all themes.

    Source
    ------
    Dynamic programming: in a year, college by college, the most points of so many projects that
    cover at least some themes; then year by year the most with which all so far cover them.
    """
    scale = math.lcm(*(one.points.denominator for group in years for one in group))
    bits = {theme: 1 << n for n, theme in enumerate(themes)}
    groups = [
        _grouped([_candidate(one, scale, bits) for one in group], own.per_college)
        for group, own in zip(years, limits, strict=True)
    ]
    most = sum(abs(one.points) for year in groups for group in year for one in group)
    kind = np.dtype(np.int64 if most * len(years) < _SAFE else object)
    plan = [
        _Year(group, own, len(themes), -2 * len(years) * most - 1, kind)
        for group, own in zip(groups, limits, strict=True)
    ]
    joined = list(accumulate((year.tops for year in plan[:-1]), _joined))
    need, found = (1 << len(themes)) - 1, []
    for year, before in zip(reversed(plan), [*reversed(joined), None], strict=True):
        own = need if before is None else _part(before, year.tops, need)
        if year.tops[own] < -most:
            return None
        found.append(year.traced(own))
        need &= ~own
    return found[::-1]


def n_totals(years: Sequence[Sequence[Applicant]], n_themes: int, limits: Sequence[Limits]) -> int:
    """Return how many totals `best_years` keeps or compares at once."""
    kept = 0
    for year, own in zip(years, limits, strict=True):
        sizes = range(min(own.largest, len(year)) + 1)
        n_states = sum(math.comb(n_themes, n) for size in sizes for n in range(size + 1))
        kept += n_states * (len(year) + 1)
    return kept + int(3**n_themes)


class _States(NamedTuple):
    """What a year may have reached: how many projects, covering at least which themes.

    More themes than projects cannot be. One state more, the last, is what cannot be.
    """

    sizes: Places
    masks: Places
    place: dict[tuple[int, int], int]
    before: dict[int, Places]  # by the bit of a candidate: the states without it


@lru_cache(maxsize=32)
def _states(n_themes: int, most: int) -> _States:
    pairs = [
        (size, mask)
        for size in range(most + 1)
        for mask in range(1 << n_themes)
        if mask.bit_count() <= size
    ]
    place = {pair: n for n, pair in enumerate(pairs)}
    never = len(pairs)
    before = {
        bit: np.array([*(place.get((size - 1, mask & ~bit), never) for size, mask in pairs), never])
        for bit in (0, *(1 << n for n in range(n_themes)))
    }
    sizes, masks = np.array(pairs).T
    return _States(sizes, masks, place, before)


class _Year:
    """A year's candidates, and the most points of a set by the themes it covers at least.

    What cannot be is `never`, far below 0.
    """

    def __init__(
        self, groups: list[_Group], limits: Limits, n_themes: int, never: int, kind: np.dtype[Any]
    ) -> None:
        n_most = min(limits.largest, sum(map(len, groups)))
        self._groups, self._limits = groups, limits
        self._states = states = _states(n_themes, n_most)
        start = np.full(len(states.sizes) + 1, never, dtype=kind)
        start[0] = 0
        self._passed = [start, *self._taken(start)]
        self._totals = np.full((n_most + 1, 1 << n_themes), never, dtype=kind)
        self._totals[states.sizes, states.masks] = self._passed[-1][:-1]
        self._totals[: limits.least] = never
        self.tops: Totals = self._totals.max(axis=0)

    def _taken(self, totals: Totals) -> Iterator[Totals]:
        """Yield the totals after each group of candidates."""
        before, most = self._states.before, self._limits.per_college
        for group in self._groups:
            # Totals with none of the group, with at most one of it, and so on.
            at_most = [totals] * (min(most, len(group)) + 1)
            for _, points, bit in group:
                for n in range(len(at_most) - 1, 0, -1):
                    raised = at_most[n - 1].take(before[bit], mode="clip")
                    raised += points
                    at_most[n] = np.maximum(at_most[n], raised, out=raised)
            totals = at_most[-1]
            yield totals

    def traced(self, mask: int) -> list[Applicant]:
        """Return the set behind the most points for these themes, from the last group back."""
        chosen: list[Applicant] = []
        at = int(self._totals[:, mask].argmax()), mask
        total = self._totals[at]
        for group, before in zip(reversed(self._groups), self._passed[-2::-1], strict=True):
            if before[self._states.place[at]] != total:
                part = self._part(group, before, total, at)
                at = _without(at, part)
                total = before[self._states.place[at]]
                chosen += [one.applicant for one in part]
        return chosen[::-1]

    def _part(self, group: _Group, before: Totals, total: Any, at: tuple[int, int]) -> _Group:
        """Return which of a group are behind a total."""
        for n in range(1, self._limits.per_college + 1):
            for part in map(list, combinations(group, n)):
                place = self._states.place.get(_without(at, part), -1)
                if before[place] + sum(one.points for one in part) == total:
                    return part
        raise AssertionError("no part of the group is behind its total")


def _without(at: tuple[int, int], part: _Group) -> tuple[int, int]:
    size, mask = at
    for one in part:
        size, mask = size - 1, mask & ~one.bit
    return size, mask


def _candidate(one: Applicant, scale: int, bits: dict[str, int]) -> _Candidate:
    above, below = one.points.as_integer_ratio()
    return _Candidate(one, above * (scale // below), bits.get(one.theme_code or "", 0))


def _grouped(candidates: Sequence[_Candidate], per_college: int) -> list[_Group]:
    """Return the candidates by college; where all of one may be taken, each is its own group."""
    colleges: dict[str, _Group] = {}
    for one in candidates:
        colleges.setdefault(one.applicant.college_code, []).append(one)
    groups: list[_Group] = []
    for group in colleges.values():
        groups += [[one] for one in group] if len(group) <= per_college else [group]
    return groups


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


def _part(before: Totals, own: Totals, need: int) -> int:
    """Return the part of the needed themes that the last year is best to cover."""
    masks = np.arange(len(own))
    masks = masks[masks & ~need == 0]
    best = int(np.argmax(own[masks] + before[need ^ masks]))
    return int(masks[best])


def total_of(years: Sequence[Sequence[Applicant]]) -> Fraction:
    """Return the points of one set a year together."""
    return sum((one.points for chosen in years for one in chosen), Fraction(0))
