"""Where the order of the Red Flag evaluation turns when the cap of the brand bonus is varied.

A total is base + min(bonus, cap), at most 100: with the cap it stays, rises one for one, stays
again. So of two colleges each order turns at one cap at most, and that cap is exact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise

from assessment.account.red_flag_ranks import FULL_POINTS, competition_ranks, full


@dataclass(frozen=True, slots=True)
class Runner:
    """A ranked college: its base points, and its bonus before any cap."""

    base: Fraction
    bonus: Fraction

    def total(self, cap: Fraction) -> Fraction:
        """Return the total under a cap, above 100 as 100."""
        return full(self.base + min(self.bonus, cap))

    @property
    def stop(self) -> Fraction:
        """The cap from which on the total rises no more."""
        return max(min(self.bonus, FULL_POINTS - self.base), Fraction(0))


@dataclass(frozen=True, slots=True)
class Turn:
    """A cap at which the order of two colleges turns in favour of the first.

    `passes`: behind below the cap, level at it, ahead above it. `joins`: behind below it, level
    from it on. `leaves`: level up to it, ahead above it.
    """

    cap: Fraction
    code: str
    other: str
    change: str


@dataclass(frozen=True, slots=True)
class Step:
    """Caps that give the same ranks: one value, or all between two values (these left out).

    The lowest step begins with 0 itself and the highest ends with the highest cap, where nothing
    turns there.
    """

    low: Fraction
    high: Fraction
    ranks: Mapping[str, int]


def turn_of(pair: tuple[str, str], runners: Mapping[str, Runner], top: Fraction) -> Turn | None:
    """Return the cap from 0 to `top` at which the order of two colleges turns, if there is one.

    Examples
    --------
    >>> runners = {"A": Runner(Fraction(90), Fraction(0)), "B": Runner(Fraction(88), Fraction(5))}
    >>> turn_of(("A", "B"), runners, Fraction(10))
    Turn(cap=Fraction(2, 1), code='B', other='A', change='passes')
    """
    first, second = (runners[code] for code in pair)
    low, high = sorted(min(one.stop, top) for one in (first, second))
    before, after = (first.total(cap) - second.total(cap) for cap in (low, high))
    if _sign(before) == _sign(after):
        return None
    code, other = pair if after > before else pair[::-1]
    if before == 0:
        return Turn(low, code, other, "leaves")
    if after == 0:
        return Turn(high, code, other, "joins")
    return Turn(low + abs(before), code, other, "passes")


def _sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)


def turns(runners: Mapping[str, Runner], top: Fraction) -> list[Turn]:
    """Return every turn of two colleges for caps from 0 to `top`, by cap."""
    pairs = combinations(sorted(runners), 2)
    found = (turn_of(pair, runners, top) for pair in pairs)
    return sorted((one for one in found if one), key=lambda one: (one.cap, one.code, one.other))


def steps(runners: Mapping[str, Runner], found: Sequence[Turn], top: Fraction) -> list[Step]:
    """Return the ranks for all caps from 0 to `top`, cut at the turns.

    Examples
    --------
    >>> runners = {"A": Runner(Fraction(90), Fraction(0)), "B": Runner(Fraction(88), Fraction(5))}
    >>> top = Fraction(10)
    >>> [(str(one.low), str(one.high), one.ranks["B"])
    ...  for one in steps(runners, turns(runners, top), top)]
    [('0', '2', 2), ('2', '2', 1), ('2', '10', 1)]
    """
    cuts = sorted({one.cap for one in found})
    edges = [Fraction(0), *cuts, top]
    pieces = [*((cut, cut) for cut in cuts), *(p for p in pairwise(edges) if p[0] < p[1])]
    return [
        Step(low, high, competition_ranks(_totals(runners, (low + high) / 2)))
        for low, high in sorted(pieces or [(top, top)])
    ]


def _totals(runners: Mapping[str, Runner], cap: Fraction) -> dict[str, Fraction]:
    return {code: one.total(cap) for code, one in runners.items()}
