"""Who stands where: exact totals, ranks, the step that parted ties, grades and what is missing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction
from itertools import pairwise

import pandas as pd

from assessment.core.exact import fraction_text
from assessment.core.problems import Problem, Problems, problem
from assessment.core.result import Result
from assessment.core.rules import ROUNDS, Rules
from assessment.core.tables import file_names, of_year, table_of
from assessment.score.decided import (
    Names,
    check_cap,
    check_grades,
    check_ranks,
    decided_grades,
    decided_ranks,
)
from assessment.score.exact import order_key
from assessment.score.grades import grade_projects
from assessment.score.ranking import UNRESOLVED, Block, Ranked, rank_totals
from assessment.score.rounds import NOWHERE
from assessment.score.totals import Total, read_totals

_NEAR = Fraction(1, 10**9)


def standings(
    components: pd.DataFrame,
    applications: pd.DataFrame,
    decisions: pd.DataFrame | None = None,
    /,
    *,
    rules: Rules,
    sources: pd.DataFrame | None = None,
) -> Result:
    """Return the standings of each round that `components` holds.

    A total is the exact sum of the weighted points. While a component has no points at all the
    round is `provisional`; a project that lacks one others have is `incomplete`; both keep the
    sum of what there is, without rank and grade. `tie_step` is the step at which a tied project
    came to stand alone, `decision`, or `unresolved` while it still shares its rank.

    Parameters
    ----------
    components : DataFrame
        Table `components`; other years are passed over.
    applications : DataFrame
        Table `applications`, for the names in problems.
    decisions : DataFrame, optional
        Table `decisions`: `tie` gives a rank, `grade` a grade, of the same year and round.
    rules : Rules
        The year's rules.
    sources : DataFrame, optional
        Table `sources`, so that problems name files.

    Returns
    -------
    Result
        Table `standings`.

    Problems
    --------
    tie.unresolved, score.near-tie, grade.border-tie, grade.over-cap, decision.unknown-rank,
    decision.impossible-rank, decision.unknown-grade, decision.not-applicable

    Raises
    ------
    ValueError
        When a table lacks columns, or names a component its round lacks.

    Source
    ------
    Rules sections `[ranking]` and `[grades]`.
    """
    names = _names(applications, sources)
    given = of_year(components, "components", rules.year)
    decided = pd.DataFrame() if decisions is None else decisions
    decided = of_year(decided, "decisions", rules.year)
    rows: list[dict[str, object]] = []
    found: list[Problem] = []
    for name in (name for name in ROUNDS if (given["round"] == name).any()):
        totals = read_totals(given[given["round"] == name], name, rules)
        placed, faults = _stand(totals, decided[decided["round"] == name], rules, names)
        rows += [{"year": rules.year, "round": name} | row for row in placed]
        found += faults
    frame = table_of(rows, "standings")
    return Result({"standings": frame}, Problems(found))


def _names(applications: pd.DataFrame, sources: pd.DataFrame | None) -> Names:
    of_projects = zip(applications["project_id"], applications["project_name"], strict=True)
    return Names(dict(of_projects), file_names(sources))


def _stand(
    totals: Sequence[Total], decided: pd.DataFrame, rules: Rules, names: Names
) -> tuple[list[dict[str, object]], list[Problem]]:
    """Return the standings of one round, and what is wrong with them."""
    ranks, strange_ranks = decided_ranks(decided, names)
    grades, strange_grades = decided_grades(decided, names, rules)
    final = [total for total in totals if not total.missing]
    ranked = rank_totals(final, ranks, rules.ranking)
    given, across = grade_projects(ranked.blocks, grades, rules.grades, rules.ranking.decimals)
    found = [
        *strange_ranks,
        *strange_grades,
        *_near_ties(final, names),
        *_unresolved(ranked, names),
        *(problem("grade.border-tie", NOWHERE, actual=names.of(block.totals)) for block in across),
        *check_cap(given, grades, rules, names),
        *check_ranks(ranked, decided, names),
        *check_grades(ranked, decided, names),
    ]
    places = {total.project_id: block for block in ranked.blocks for total in block.totals}
    nobody_has = _without_points(totals)
    return [
        _row(total, places.get(total.project_id), given.get(total.project_id))
        | {"status": _status(total, nobody_has)}
        for total in totals
    ], found


def _without_points(totals: Sequence[Total]) -> set[str]:
    """Return the labels of components in which no project has points."""
    missing = [set(total.missing) for total in totals]
    return set.intersection(*missing) if missing else set()


def _status(total: Total, nobody_has: Collection[str]) -> str:
    """Return `incomplete` before `provisional`: what others have is what this one must mend."""
    if not total.missing:
        return "final"
    return "incomplete" if set(total.missing).difference(nobody_has) else "provisional"


def _row(total: Total, place: Block | None, grade: str | None) -> dict[str, object]:
    points = total.points
    return {
        "project_id": total.project_id,
        "total_points": None if points is None else float(points),
        "total_exact": None if points is None else fraction_text(points),
        "rank": place.rank if place else None,
        "is_tied": bool(place and len(place.totals) > 1),
        "tie_step": place.step if place else None,
        "grade": grade,
        "missing": "、".join(total.missing) or None,
    }


def _near_ties(final: Sequence[Total], names: Names) -> list[Problem]:
    keyed = sorted((order_key(total.points or Fraction(0)), total.project_id, total)
                   for total in final)  # fmt: skip
    return [
        problem("score.near-tie", NOWHERE, table="standings", column="total_points",
                actual=names.of([higher]), expected=names.of([lower]))
        for ((lower_float, less), _, lower), ((higher_float, more), _, higher) in pairwise(keyed)
        if higher_float - lower_float < 1e-8 and 0 < more - less < _NEAR
    ]  # fmt: skip


def _unresolved(ranked: Ranked, names: Names) -> list[Problem]:
    return [
        problem("tie.unresolved", NOWHERE, table="standings", column="rank",
                actual=names.of(block.totals))
        for block in ranked.blocks
        if block.step == UNRESOLVED
    ]  # fmt: skip
