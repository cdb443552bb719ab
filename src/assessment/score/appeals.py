"""What was answered to an appeal beside what the files give."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pandas as pd

from assessment.core.exact import exact, read_fraction
from assessment.core.problems import Problem, Problems, problem
from assessment.core.provenance import cell_of
from assessment.core.rules import ROUNDS, Rules
from assessment.core.tables import file_names, of_year
from assessment.score.exact import half_up, shown

Totals = Mapping[tuple[str, str], Fraction]


def check_appeals(
    appeals: pd.DataFrame,
    appeal_terms: pd.DataFrame,
    standings: pd.DataFrame,
    /,
    *,
    rules: Rules,
    sources: pd.DataFrame | None = None,
) -> Problems:
    """Return where the points entered after an appeal was checked are not those of the result.

    Parameters
    ----------
    appeals, appeal_terms, standings : DataFrame
        Tables of those names.
    rules : Rules
        The year's rules.
    sources : DataFrame, optional
        Table `sources`, for the names of files.

    Problems
    --------
    appeal.points-differ
    """
    terms = of_year(appeal_terms, "appeal_terms", rules.year)
    rounds = dict(zip(terms["appeal_no"], terms["round"], strict=True))
    totals, files = _totals(standings, rules), file_names(sources)
    rows = of_year(appeals, "appeals", rules.year).itertuples(index=False)
    checked = (_check(row, _total(row, rounds, totals), files, rules) for row in rows)
    return Problems(fault for fault in checked if fault is not None)


def _totals(standings: pd.DataFrame, rules: Rules) -> Totals:
    rows = of_year(standings, "standings", rules.year)
    known: list[Any] = list(rows[rows["total_exact"].notna()].itertuples(index=False))
    return {(row.round, row.project_id): read_fraction(row.total_exact) for row in known}


def _total(row: Any, rounds: Mapping[str, Any], totals: Totals) -> Fraction | None:
    """Return the total an appeal is about: of its round, else of the last one with points."""
    known = rounds.get(row.appeal_no)
    wanted = reversed(ROUNDS) if pd.isna(known) else [known]
    return next((totals[n, row.project_id] for n in wanted if (n, row.project_id) in totals), None)


def _check(
    row: Any, total: Fraction | None, files: Mapping[str, str], rules: Rules
) -> Problem | None:
    decimals = rules.ranking.decimals
    if total is None or pd.isna(row.after_points):
        return None
    entered = exact(row.after_points)
    if half_up(entered, decimals) == half_up(total, decimals):
        return None
    return problem(
        "appeal.points-differ",
        cell_of(row.src, files),
        actual=shown(entered, decimals),
        expected=shown(total, decimals),
        table="appeals",
        column="after_points",
    )
