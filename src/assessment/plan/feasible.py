"""Whether any set of projects keeps to all limits, without looking at the sets."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from assessment.plan.sets import Applicant, Limits, most_projects


def is_possible(
    applicants: Sequence[Applicant], limits: Limits, open_themes: Collection[str]
) -> bool:
    """Return whether any set of applicants keeps to the limits.

    Projects for as many themes as are wanted, each college within its number, can always be
    joined by projects of colleges that still have room; so it is enough that there are so many
    themes to cover, and so many projects in all.

    Parameters
    ----------
    applicants : sequence of Applicant
        The candidates.
    limits : Limits
        What the set must keep to.
    open_themes : collection of str
        Required themes not covered before.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from dataclasses import replace
    >>> both = [Applicant(name, "C1", name, Fraction(90)) for name in ("T1", "T2")]
    >>> limits = Limits(least=1, most=2, per_college=1, affordable=2, least_new=1)
    >>> is_possible(both, limits, {"T1", "T2"})
    True
    >>> is_possible(both, replace(limits, least_new=2), {"T1", "T2"})
    False

    Source
    ------
    Independent sets of a matroid can be extended (Oxley, Matroid Theory, 1.1); the themes are
    covered by a maximum matching (`scipy.sparse.csgraph`).
    """
    most = min(limits.largest, most_projects(applicants, limits.per_college))
    if limits.least > most or limits.least_new > limits.largest:
        return False
    return limits.least_new <= most_themes(applicants, limits.per_college, open_themes)


def most_themes(
    applicants: Sequence[Applicant], per_college: int, open_themes: Collection[str]
) -> int:
    """Return how many open themes a set can cover with at most so many projects a college."""
    themes = {theme: row for row, theme in enumerate(sorted(open_themes))}
    offers = {(themes[one.theme_code], one.college_code)
              for one in applicants if one.theme_code in themes}  # fmt: skip
    seats = min(per_college, len(themes))
    if not offers or not seats:
        return 0
    columns = {code: n * seats for n, code in enumerate(sorted({code for _, code in offers}))}
    pairs = [(row, columns[code] + seat) for row, code in sorted(offers) for seat in range(seats)]
    rows, places = zip(*pairs, strict=True)
    shape = len(themes), len(columns) * seats
    graph = csr_array((np.ones(len(pairs), np.int32), (rows, places)), shape=shape)
    return int((maximum_bipartite_matching(graph) >= 0).sum())
