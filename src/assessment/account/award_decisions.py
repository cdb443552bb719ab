"""What the committee decided on a tie across the border of the Red Flag awards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from assessment.core.problems import Problem, problem
from assessment.core.provenance import cell_of
from assessment.core.tables import conform, of_year


@dataclass(frozen=True, slots=True)
class Settled:
    """Who of the tied is awarded, who is still open, and what is wrong with the decisions."""

    chosen: frozenset[str]
    left_open: frozenset[str]
    problems: tuple[Problem, ...] = ()


def settle(
    tied: Sequence[str],
    places: int,
    decisions: pd.DataFrame | None,
    year: int,
    named: tuple[Mapping[str, Any], Mapping[str, str]],
) -> Settled:
    """Return how a tie across the border is settled.

    The decisions hold once all the tied have one, or as many are awarded as places are left.

    Parameters
    ----------
    tied : sequence of str
        College codes of those tied across the border.
    places : int
        How many of them can be awarded.
    decisions : DataFrame or None
        Table `award_decisions`.
    year : int
        The year whose decisions count.
    named : tuple of mapping
        Names of colleges by code, files by source.

    Problems
    --------
    red-flag.decision-misfit, red-flag.decision-idle
    """
    if decisions is None:
        return Settled(frozenset(), frozenset(tied))
    mine = of_year(conform(decisions, "award_decisions"), "award_decisions", year)
    rows: list[Any] = list(mine.itertuples(index=False))
    outcomes = {row.college_code: row.outcome == "yes" for row in rows}
    chosen = frozenset(code for code in tied if outcomes.get(code))
    faults = tuple(_faults(rows, tied, chosen, (places, *named)))
    is_settled = len(chosen) == places or all(code in outcomes for code in tied)
    if len(chosen) > places or not is_settled:
        return Settled(frozenset(), frozenset(tied), faults)
    return Settled(chosen, frozenset(), faults)


def _faults(
    rows: Sequence[Any],
    tied: Sequence[str],
    chosen: frozenset[str],
    known: tuple[int, Mapping[str, Any], Mapping[str, str]],
) -> Iterator[Problem]:
    """Yield the decisions on units that are not tied, and one where too many are awarded."""
    places, names, files = known
    for row in rows:
        if row.college_code not in tied:
            name = str(names.get(row.college_code, row.college_code))
            yield _fault("red-flag.decision-idle", row, files, actual=name)
    if len(chosen) > places:
        told = "、".join(str(names.get(code, code)) for code in sorted(chosen))
        last = next(row for row in reversed(rows) if row.college_code in chosen)
        yield _fault("red-flag.decision-misfit", last, files, actual=told, expected=str(places))


def _fault(code: str, row: Any, files: Mapping[str, str], **texts: str) -> Problem:
    where = cell_of(row.src, files)
    return problem(code, where, table="award_decisions", column="outcome", **texts)
