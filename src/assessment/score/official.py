"""The official points of a round: exact from the judges' marks and the votes to each component."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pandas as pd

from assessment.core.exact import exact, fraction_text
from assessment.core.problems import Problem, Problems, problem
from assessment.core.result import Result
from assessment.core.rule_sections import Judged
from assessment.core.rules import Rules
from assessment.core.tables import conform, empty, of_year
from assessment.score.judged import score_judged
from assessment.score.penalties import less_penalties
from assessment.score.rounds import NOWHERE, Round, Scored, open_round
from assessment.score.votes import score_voted
from assessment.score.weights import check_influence, effective_weights


def trimmed_mean(
    points: Sequence[object], *, drop_high: int, drop_low: int, trim_from: int
) -> Fraction:
    """Return the exact mean without the highest and lowest values.

    With fewer than `trim_from` values nothing is dropped.

    Parameters
    ----------
    points : sequence of int, Decimal, Fraction or float
        The judges' points; a float means the decimal it prints as.
    drop_high, drop_low : int
        How many of the highest and of the lowest are dropped.
    trim_from : int
        From how many values on they are dropped.

    Raises
    ------
    ValueError
        When a number of drops is negative, a value is no finite number, or nothing is left.

    Source
    ------
    Rules section `[[component]]`: 去掉一个最高分和一个最低分.

    Examples
    --------
    >>> trimmed_mean([90, 85, 88, 92, 70], drop_high=1, drop_low=1, trim_from=5)
    Fraction(263, 3)
    """
    for name, count in (("drop_high", drop_high), ("drop_low", drop_low), ("trim_from", trim_from)):
        if count < 0:
            raise ValueError(f"{name} must be at least 0, got {count}")
    values = sorted(exact(value) for value in points)
    if len(values) >= trim_from:
        values = values[drop_low : max(len(values) - drop_high, 0)]
    if not values:
        raise ValueError(
            f"nothing is left of {len(points)} values after dropping {drop_high} + {drop_low}"
        )
    return sum(values, Fraction(0)) / len(values)


def component_points(
    marks: pd.DataFrame,
    votes: pd.DataFrame,
    judges: pd.DataFrame,
    applications: pd.DataFrame,
    /,
    *,
    rules: Rules,
    round: str | None = None,
    penalties: pd.DataFrame | None = None,
    running_order: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
) -> Result:
    """Return what each component of one round gives each entrant.

    Every component of the round has a row for every entrant: `final` with points, `incomplete`
    where others have points, `provisional` where the component has no points yet.
    `raw_points` is on the scale of a judge's sum (0–100 for votes), `points` = (raw · the panel's
    coefficient − `penalty_points`)·100/full, never under 0; `untrimmed_points` is the same from
    the mean of all valid marks;
    `weighted_exact` is `p/q` in lowest terms, also of whole numbers. Vote conversions count
    entrants only.

    Parameters
    ----------
    marks, votes, judges : DataFrame
        Tables of those names; other years are passed over.
    applications : DataFrame
        Table `applications`: the round's entrants.
    rules : Rules
        The year's rules.
    round : str, optional
        "review" or "assessment"; other rounds' marks and votes are then passed over. Without
        it the round is that of the components named, the assessment when none is.
    penalties : DataFrame, optional
        Table `penalties`: deductions made, of which the rules name those that may be.
    running_order : DataFrame, optional
        Table `running_order`, so that sittings are compared each by itself.
    sources : DataFrame, optional
        Table `sources`, so that problems name files.

    Returns
    -------
    Result
        Tables `mark_use`, `components`, `effective_weights`.

    Problems
    --------
    marks.not-entrant, marks.criterion-unknown, marks.criterion-missing, judge.total-differs,
    points.out-of-range, points.too-many-decimals, score.too-few-judges, sitting.unequal-trim,
    panel.mixed, panel.empty, penalty.unknown, penalty.out-of-range, votes.channel-unknown,
    votes.all-zero, component.no-data, component.incomplete, vote.outweighs-defense

    Raises
    ------
    ValueError
        When a table lacks columns, repeats a key or names a component the rules lack, or when
        marks and votes are of both rounds and `round` is not given.

    Source
    ------
    Rules sections `[[component]]`.
    """
    marks = of_year(marks, "marks", rules.year)
    votes = of_year(votes, "votes", rules.year)
    judges = of_year(judges, "judges", rules.year)
    taken = of_year(pd.DataFrame() if penalties is None else penalties, "penalties", rules.year)
    stage = open_round(marks, votes, applications, (rules, round, sources))
    stage = replace(stage, sittings=_sittings(running_order, stage))
    scored: list[Scored] = []
    uses = [empty("mark_use")]
    for part in stage.parts:
        if isinstance(part, Judged):
            points, use = score_judged(marks, judges, part, stage)
            uses.append(use)
        else:
            points = score_voted(votes, part, stage)
        scored.append(less_penalties(points, taken, stage))
    tables = {
        "mark_use": conform(pd.concat(uses, ignore_index=True), "mark_use"),
        "components": _components(scored, stage),
        "effective_weights": effective_weights(scored, stage),
    }
    found = [fault for one in scored for fault in (*one.problems, *_lacking(one, stage))]
    return Result(tables, Problems([*found, *check_influence(scored, stage)]))


def _lacking(one: Scored, stage: Round) -> list[Problem]:
    if "provisional" in one.status:
        return [problem("component.no-data", NOWHERE, actual=one.part.label, table="components")]
    projects = zip(stage.projects, stage.project_names, one.status, strict=True)
    return [
        _incomplete(name, one, one.unmarked.get(project, ()), stage)
        for project, name, status in projects
        if status == "incomplete"
    ]


def _incomplete(name: str, one: Scored, cells: Sequence[object], stage: Round) -> Problem:
    """Return what a project lacks; where judges were to mark it, the cells in which none did."""
    label = one.part.label
    if not cells:
        return problem("component.incomplete", NOWHERE, actual=name, expected=label,
                       table="components")  # fmt: skip
    return problem("panel.empty", stage.where(cells[0]), actual=name, column=label,
                   expected=stage.places(cells), table="marks")  # fmt: skip


def _sittings(running_order: pd.DataFrame | None, stage: Round) -> dict[str, int]:
    given = pd.DataFrame() if running_order is None else running_order
    rows = of_year(given, "running_order", stage.rules.year)
    mine = rows[rows["round"] == stage.name]
    return dict(zip(mine["project_id"], mine["sitting_no"].astype(int), strict=True))


def _components(scored: Sequence[Scored], stage: Round) -> pd.DataFrame:
    frames = [_rows(one, stage) for one in scored]
    return conform(pd.concat(frames, ignore_index=True), "components")


def _rows(one: Scored, stage: Round) -> pd.DataFrame:
    weighted = one.weighted
    nothing = [None] * len(weighted)
    return pd.DataFrame(
        {
            "year": stage.rules.year,
            "round": stage.name,
            "component": one.part.name,
            "project_id": stage.projects,
            "raw_points": _reals(one.raw),
            "untrimmed_points": _reals(one.untrimmed),
            "n_votes": pd.array(one.counts.get("n_votes", nothing), dtype="Int64"),
            "penalty_points": _reals(one.penalties or nothing),
            "panel_coefficient": _reals(one.coefficients),
            "points": _reals(one.points),
            "weight": float(one.part.weight),
            "weighted_points": _reals(weighted),
            "weighted_exact": pd.array(
                [None if value is None else fraction_text(value) for value in weighted],
                dtype="str",
            ),
            "n_given": pd.array(one.counts.get("n_given", nothing), dtype="Int64"),
            "n_dropped": pd.array(one.counts.get("n_dropped", nothing), dtype="Int64"),
            "status": one.status,
        }
    )


def _reals(values: Sequence[Fraction | None]) -> pd.api.extensions.ExtensionArray:
    floats = (math.nan if v is None else v.numerator / v.denominator for v in values)
    return pd.array(np.fromiter(floats, float, len(values)), dtype="Float64")
