"""All sets of candidates a year could select, with what each of them is worth."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, lru_cache, reduce
from itertools import chain, combinations
from typing import Any

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[Any]
MOST_SETS = 2_000_000
_SAFE = 2**60
_BITS = 62


@dataclass(frozen=True, slots=True)
class Applicant:
    """A project that may be selected: exact points, college and theme."""

    project_id: str
    college_code: str
    theme_code: str | None
    points: Fraction


@dataclass(frozen=True, slots=True)
class Limits:
    """What a choice must keep to; `least_new` is how many themes it must newly cover."""

    least: int
    most: int
    per_college: int
    affordable: int
    least_new: int

    @property
    def largest(self) -> int:
        """The most projects that both rules and budget allow."""
        return min(self.most, self.affordable)

    def without(self, name: str, n_applicants: int) -> Limits:
        """Return the limits without one of them: `number`, `budget`, `college` or `theme`."""
        free = {
            "number": {"least": 0},
            "budget": {"affordable": n_applicants},
            "college": {"per_college": n_applicants},
            "theme": {"least_new": 0},
        }
        return replace(self, **free[name])


@lru_cache(maxsize=32)
def _members(n: int, size: int) -> npt.NDArray[np.intp]:
    """Return every set of so many of n numbers, one a column, in the order of their numbers."""
    count = math.comb(n, size)
    flat = np.fromiter(chain.from_iterable(combinations(range(n), size)), np.intp, count * size)
    return np.ascontiguousarray(flat.reshape(count, size).T)


@lru_cache(maxsize=32)
def _pairs(n: int, least: int, largest: int) -> list[npt.NDArray[np.intp]]:
    """Return what every set of `least` to `largest` of n numbers holds, two numbers at a time.

    Two numbers a, b stand as a·(n + 1) + b; n is none, where a set has fewer.
    """
    width = largest + largest % 2
    blocks = []
    for size in range(least, largest + 1):
        members = _members(n, size)
        blank = np.full((width - size, members.shape[1]), n, dtype=np.intp)
        blocks.append(np.concatenate([members, blank]))
    whole = np.concatenate([np.empty((width, 0), dtype=np.intp), *blocks], axis=1)
    return [whole[row] * (n + 1) + whole[row + 1] for row in range(0, width, 2)]


@lru_cache(maxsize=32)
def _sizes(n: int, least: int, largest: int) -> npt.NDArray[np.int64]:
    """Return how many numbers every set of `least` to `largest` of n has."""
    sizes = np.arange(least, largest + 1)
    return np.repeat(sizes, [math.comb(n, int(size)) for size in sizes])


def n_sets(n: int, least: int, largest: int) -> int:
    """Return how many sets of `least` to `largest` of n there are.

    Examples
    --------
    >>> n_sets(20, 3, 4)
    5985
    """
    return sum(math.comb(n, size) for size in range(least, largest + 1))


def most_projects(applicants: Sequence[Applicant], per_college: int) -> int:
    """Return how many applicants there may be together, with at most so many of one college.

    Examples
    --------
    >>> two = [Applicant(name, "C1", None, Fraction(90)) for name in "AB"]
    >>> most_projects([*two, Applicant("C", "C2", None, Fraction(80))], 1)
    2
    """
    counts = Counter(one.college_code for one in applicants)
    return sum(min(count, per_college) for count in counts.values())


def take_in_order(groups: Sequence[Hashable], *, most: int, most_per_group: int) -> list[bool]:
    """Return which of a row of candidates are taken, the first ones first.

    One is taken while fewer than `most` are and fewer than `most_per_group` of its group.

    Examples
    --------
    >>> take_in_order(["A", "A", "B", "C"], most=2, most_per_group=1)
    [True, False, True, False]
    """
    taken: list[bool] = []
    counts: dict[Hashable, int] = {}
    for group in groups:
        fits = sum(taken) < most and counts.get(group, 0) < most_per_group
        counts[group] = counts.get(group, 0) + fits
        taken.append(fits)
    return taken


@dataclass(frozen=True)
class Sets:
    """Every set of `least` to `largest` applicants; what limits it must keep to comes after.

    `points` are whole numbers of 1/`scale`; `themes` has a bit for each open theme.
    """

    applicants: Sequence[Applicant]
    open_themes: Sequence[str]
    funded: Collection[str]
    least: int
    largest: int

    @cached_property
    def scale(self) -> int:
        """What makes all points whole."""
        return math.lcm(*(one.points.denominator for one in self.applicants))

    @cached_property
    def _whole(self) -> Numbers:
        points = [one.points for one in self.applicants]
        whole = [one.numerator * (self.scale // one.denominator) for one in points]
        is_safe = sum(map(abs, whole)) < _SAFE
        return np.array(whole, dtype=np.int64 if is_safe else object)

    @cached_property
    def _members(self) -> list[npt.NDArray[np.intp]]:
        sizes = range(self.least, self.largest + 1)
        return [_members(len(self.applicants), size) for size in sizes]

    def _folded(self, values: Numbers, fold: np.ufunc) -> Numbers:
        """Return one value a set, folded from those of its members; 0 adds nothing to the fold."""
        places = _pairs(len(self.applicants), self.least, self.largest)
        padded = np.append(values, np.zeros(1, dtype=values.dtype))
        of_two = fold.outer(padded, padded).ravel()
        # All places are there: to clip them is quicker than to look.
        parts = [of_two.take(place, mode="clip") for place in places]
        return reduce(fold, parts) if parts else np.zeros(self._n_empty, dtype=values.dtype)

    @property
    def _n_empty(self) -> int:
        """How many sets there are where no set may have a member: the empty one, or none."""
        return int(self.least <= 0 <= self.largest)

    @cached_property
    def points(self) -> Numbers:
        """The points of each set."""
        return self._folded(self._whole, np.add)

    @cached_property
    def themes(self) -> npt.NDArray[np.int64]:
        """The open themes that each set covers, one bit each."""
        return self._bits & ((1 << len(self.open_themes)) - 1)

    @cached_property
    def _bits(self) -> npt.NDArray[np.int64]:
        """A bit for each open theme of a set, and above them one for each of its colleges."""
        bits = {theme: 1 << n for n, theme in enumerate(self.open_themes)}
        own = np.array([bits.get(one.theme_code or "", 0) for one in self.applicants], np.int64)
        if self._has_bits:
            own |= np.int64(1) << (self._colleges + len(bits))
        return self._folded(own, np.bitwise_or)

    @property
    def _has_bits(self) -> bool:
        """Whether an integer has a bit for each open theme and college."""
        return len(self.open_themes) + int(self._colleges.max(initial=0)) < _BITS

    @cached_property
    def n_new(self) -> npt.NDArray[np.int64]:
        """How many open themes each set covers."""
        return np.bitwise_count(self.themes).astype(np.int64)

    @cached_property
    def n_unfunded(self) -> npt.NDArray[np.int64]:
        """How many projects of each set are of colleges never funded before."""
        own = np.array([one.college_code not in self.funded for one in self.applicants], np.int64)
        return self._folded(own, np.add)

    def fits_colleges(self, most: int) -> Flags:
        """Return whether each set has at most so many projects of one college."""
        flags: Flags = self._are_apart if most == 1 else self._most_alike <= most
        return flags

    @cached_property
    def _colleges(self) -> npt.NDArray[np.int64]:
        """A number for each applicant's college."""
        codes = dict.fromkeys(one.college_code for one in self.applicants)
        known = {code: n for n, code in enumerate(codes)}
        return np.array([known[one.college_code] for one in self.applicants], np.int64)

    @cached_property
    def _are_apart(self) -> Flags:
        """Whether all projects of each set are of different colleges: as many bits as projects."""
        if not self._has_bits:
            flags: Flags = self._most_alike <= 1
            return flags
        sizes = _sizes(len(self.applicants), self.least, self.largest)
        alone: Flags = np.bitwise_count(self._bits >> len(self.open_themes)) == sizes
        return alone

    @cached_property
    def _most_alike(self) -> npt.NDArray[np.int64]:
        """How many projects each set has of the college it has most of."""
        own = self._colleges
        return _joined([_most_alike([own[row] for row in members], members.shape[1])
                        for members in self._members])  # fmt: skip

    def allowed(self, limits: Limits) -> Flags:
        """Return whether each set keeps to all limits."""
        flags: Flags = self.fits_colleges(limits.per_college) & (self.n_new >= limits.least_new)
        return flags

    def ids(self, number: int) -> tuple[str, ...]:
        """Return the project_ids of a set, sorted."""
        return tuple(sorted(one.project_id for one in self.members_of(number)))

    def members_of(self, number: int) -> list[Applicant]:
        """Return the applicants of a set."""
        for members in self._members:
            if number < members.shape[1]:
                return [self.applicants[n] for n in members[:, number]]
            number -= members.shape[1]
        raise IndexError(number)

    def exact(self, number: int) -> Fraction:
        """Return the points of a set."""
        return Fraction(int(self.points[number]), self.scale)


def _joined(sizes: Sequence[Numbers]) -> Numbers:
    """Return the values of all sizes in a row, none where no size is allowed."""
    return np.concatenate([np.empty(0, dtype=np.int64), *sizes])


def _most_alike(columns: Sequence[Numbers], n_rows: int) -> npt.NDArray[np.int64]:
    """Return how often each row holds the value it holds most often."""
    most = np.full(n_rows, min(len(columns), 1), dtype=np.int64)
    for n, own in enumerate(columns):
        alike = np.ones(n_rows, dtype=np.int64)
        for other in columns[:n]:
            alike += own == other
        np.maximum(most, alike, out=most)
    return most
