"""What the scores can bear, wired: severity, agreement, certainty of ranks, weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.core.problems import Problems
from assessment.core.result import Result

if TYPE_CHECKING:
    from assessment.core.rules import Rules
    from assessment.pipeline.year import Tables

_PEOPLE = ("judges", "applications", "colleges")


def probe_scores(tables: Tables, rules: Rules) -> Result:
    """Return the statistics that stand beside the official ranking of a year.

    Tables `severity`, `leanings`, `adjusted`, `residuals`, `variance`, `reliability`,
    `rank_intervals`, `pairs`, `weight_sensitivity`, `tipping_points`, `other_methods`. No rank or
    grade is decided by them. Draws start from the year as seed, so the same tables always give
    the same figures.

    Problems
    --------
    statistics.too-few, statistics.not-converged, panel.not-linked
    """
    from assessment.score.agreement import reliability
    from assessment.score.certainty import certainty
    from assessment.score.other_methods import other_methods
    from assessment.score.severity.leanings import leanings
    from assessment.score.severity.tables import severity
    from assessment.score.weight_tables import weight_tables

    scored = [tables[name] for name in ("mark_use", "votes", "components", "standings")]
    mark_use, _, components, standings = scored
    found = (
        severity(mark_use, rules=rules),
        leanings(mark_use, *(tables[name] for name in _PEOPLE), rules=rules),
        reliability(mark_use, rules=rules),
        certainty(*scored, rules=rules, seed=rules.year),
        other_methods(*scored, rules=rules),
        weight_tables(components, standings, rules=rules, seed=rules.year),
    )
    # Severity and agreement refuse the same components.
    told = dict.fromkeys(problem for one in found for problem in one.problems)
    return Result({k: v for one in found for k, v in one.tables.items()}, Problems(told))
