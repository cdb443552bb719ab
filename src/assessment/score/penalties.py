"""Deductions from a judged component, such as 超时: which may be made, and what they take."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pandas as pd

from assessment.core.exact import exact
from assessment.core.problems import Problem, problem
from assessment.core.rule_sections import Judged, Voted
from assessment.score.exact import MARK_SCALE, shown
from assessment.score.rounds import Round, Scored, entrants_only


def less_penalties(scored: Scored, penalties: pd.DataFrame, stage: Round) -> Scored:
    """Return a component's points less the deductions made, never under 0.

    Deductions are on the scale of the component's full marks and come after the panel's
    coefficient. One that the rules do not know, or that takes more than they allow, is left out.

    Parameters
    ----------
    scored : Scored
        The component before deductions.
    penalties : DataFrame
        Table `penalties` of the year.
    stage : Round
        Its round.

    Problems
    --------
    marks.not-entrant, penalty.unknown, penalty.out-of-range

    Source
    ------
    Rules section `[[component]]`, `penalties`.
    """
    part = scored.part
    rows, strangers = entrants_only(penalties, part, stage)
    faults = [fault for row in rows.itertuples() for fault in _faults(row, part, stage)]
    found = [*scored.problems, *strangers, *faults]
    if not isinstance(part, Judged) or not part.penalties:
        return replace(scored, problems=found)
    taken = dict.fromkeys(stage.projects, Fraction(0))
    for row in rows.itertuples():
        if may_take(row, part):
            taken[str(row.project_id)] += exact(row.points)
    sums = list(taken.values())
    return replace(
        scored,
        points=[less(points, sum_, part) for points, sum_ in zip(scored.points, sums, strict=True)],
        untrimmed=[
            less(points, sum_, part) for points, sum_ in zip(scored.untrimmed, sums, strict=True)
        ],
        penalties=sums,
        problems=found,
    )


def less(points: Fraction | None, taken: Fraction, part: Judged) -> Fraction | None:
    """Return points (0–100) less a deduction on the scale of the full marks, never under 0."""
    return None if points is None else max(points - taken * 100 / part.full, Fraction(0))


def may_take(row: Any, part: Judged | Voted) -> bool:
    """Tell whether the rules allow a row of `penalties`, its name and its points."""
    most = _most(row, part)
    points = exact(row.points)
    is_fine = (points * MARK_SCALE).denominator > 1
    return most is not None and 0 < points <= most and not is_fine


def _most(row: Any, part: Judged | Voted) -> Fraction | None:
    allowed = part.penalties if isinstance(part, Judged) else ()
    return next((Fraction(one.most) for one in allowed if one.name == row.name), None)


def _faults(row: Any, part: Judged | Voted, stage: Round) -> Iterator[Problem]:
    if may_take(row, part):
        return
    most, where = _most(row, part), stage.where(row.src)
    if most is None:
        yield problem("penalty.unknown", where, actual=row.name, expected=part.label,
                      table="penalties", column="name")  # fmt: skip
        return
    limit = shown(most, 4).rstrip("0").rstrip(".")
    yield problem("penalty.out-of-range", where, actual=f"{row.points:.10g}", expected=limit,
                  table="penalties", column="points")  # fmt: skip
