"""Ranks where marks belong: 1, 2, 3 by every judge, where far more may be given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

from assessment.core.rule_sections import Judged
from assessment.intake.layouts.context import Found, Row, Rows
from assessment.intake.marks.full_marks import unreadable_at
from assessment.intake.marks.sources import TOTAL

# Of so many full marks 1, 2 and 3 are no judge's opinion.
_LEAST_FULL = 20


def without_ranks(read: Rows, found: Found, part: Judged) -> Rows:
    """Return the marks of a table; those that are every judge's ranks of it are unreadable.

    Problems
    --------
    marks.look-like-ranks
    """
    if part.full < _LEAST_FULL:
        return read
    given: dict[str, list[Row]] = defaultdict(list)
    for row in read.rows:
        if row["criterion"] == TOTAL and row["_points"] is not None:
            given[row["judge_id"]].append(row)
    rows = [row for mine in given.values() for row in mine]
    if not rows or not all(_are_ranks([row["_points"] for row in one]) for one in given.values()):
        return read
    places = {(row["_cell"].row, row["_cell"].column) for row in rows}
    kept = unreadable_at(read, places, found)
    first = min(rows, key=lambda row: (row["_cell"].row, row["_cell"].column))["_cell"]
    fault = found.spot("marks").fault("marks.look-like-ranks", first, column="points")
    return Rows(kept.rows, (*kept.problems, fault))


def _are_ranks(points: Sequence[Fraction]) -> bool:
    """Tell whether numbers are ranks of each other, ties sharing the better one.

    Examples
    --------
    >>> _are_ranks([Fraction(n) for n in (2, 1, 3)]), _are_ranks([Fraction(n) for n in (1, 1, 3)])
    (True, True)
    >>> _are_ranks([Fraction(1)]), _are_ranks([Fraction(n) for n in (1, 3)])
    (False, False)
    """
    smaller = (sum(other < one for other in points) for one in points)
    return len(points) > 1 and all(one == n + 1 for one, n in zip(points, smaller, strict=True))
