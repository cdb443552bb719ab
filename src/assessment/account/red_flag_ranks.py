"""Ranks and award places of the Red Flag evaluation, on plain numbers."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from assessment.core.exact import exact
from assessment.core.rule_sections import RedFlag

FULL_POINTS = 100


def full(points: Fraction) -> Fraction:
    """Return the points, those above 100 as 100.

    Examples
    --------
    >>> full(Fraction(203, 2)), full(Fraction(99))
    (Fraction(100, 1), Fraction(99, 1))
    """
    return min(points, Fraction(FULL_POINTS))


def competition_ranks(points: Mapping[str, Fraction]) -> dict[str, int]:
    """Return the ranks from the most points down; after a tie places are left out (1, 1, 3).

    Examples
    --------
    >>> competition_ranks({"A": Fraction(90), "B": Fraction(95), "C": Fraction(90)})
    {'B': 1, 'A': 2, 'C': 2}
    """
    order = sorted(points, key=lambda code: (-points[code], code))
    first: dict[Fraction, int] = {}
    return {code: first.setdefault(points[code], n) for n, code in enumerate(order, start=1)}


def places_of(n_candidates: int, section: RedFlag) -> int:
    """Return how many are awarded: the first n, or the whole part of share × candidates.

    Examples
    --------
    >>> places_of(19, RedFlag.model_construct(award_share=0.2))
    3
    """
    if section.award_top is not None:
        return section.award_top
    return math.floor(exact(section.award_share or 0) * n_candidates)


def awarded(ranks: Mapping[str, int], places: int) -> tuple[set[str], list[str]]:
    """Return who is awarded, and the tied across the border, of whom none is awarded.

    Examples
    --------
    >>> awarded({"A": 1, "B": 2, "C": 2}, 2)
    ({'A'}, ['B', 'C'])
    """
    sizes = Counter(ranks.values())
    last = {code: rank + sizes[rank] - 1 for code, rank in ranks.items()}
    inside = {code for code in ranks if last[code] <= places}
    return inside, sorted(code for code in ranks if ranks[code] <= places < last[code])
