"""Table `leanings`: whether judges mark projects of their own kind higher or lower than others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from assessment.core.result import Result
from assessment.core.rule_sections import Judged
from assessment.core.rules import Rules
from assessment.core.tables import require, table_of
from assessment.score.severity.additive import AdditiveFit, fit_additive
from assessment.score.severity.codes import Floats
from assessment.score.severity.judged import Marks
from assessment.score.severity.tables import marked_parts

ALL = "all"
# Marks of either kind that a judge must have given, and degrees of freedom that must be left.
FEWEST_MARKS, FEWEST_SPARE = 2, 3
_LEVEL = 0.95
Flags = np.ndarray[Any, np.dtype[np.bool_]]
Row = dict[str, Any]


class Leaning(NamedTuple):
    """By how many points of 100 some marks are higher than the model has them, with its limits."""

    points: float
    std_error: float
    low: float
    high: float


def leaning(
    project: Any, judge: Any, points: Any, is_own: Any, /, *, fit: AdditiveFit | None = None
) -> Leaning | None:
    """Return what marks of own projects have more than points = project + judge + error says.

    It is the coefficient of `is_own` in that model, by least squares; None where project and
    judge leave nothing of it or fewer than three degrees of freedom.

    Source
    ------
    Frisch & Waugh 1933: the same as regressing on what the other terms leave of `is_own`.
    """
    marks, own = (np.asarray(one, dtype=float) for one in (points, is_own))
    fit = fit or fit_additive(project, judge, marks)
    left = fit_additive(project, judge, own).residual(project, judge, own)
    weight = float(left @ left)
    spare = fit.df - 1
    if spare < FEWEST_SPARE or weight < 1e-9 * max(1.0, float(own.sum())):
        return None
    found = float(left @ marks) / weight
    unexplained = fit.residual(project, judge, marks) - found * left
    error = float(np.sqrt(unexplained @ unexplained / spare / weight))
    reach = float(stdtrit(spare, (1 + _LEVEL) / 2)) * error
    return Leaning(found, error, found - reach, found + reach)


def leanings(
    mark_use: pd.DataFrame,
    judges: pd.DataFrame,
    applications: pd.DataFrame,
    colleges: pd.DataFrame,
    /,
    *,
    rules: Rules,
) -> Result:
    """Return leanings of judges to projects of their own unit's type or themes.

    `own_type` are projects of units of the type of the judge's own (学院, 附属医院 …), `own_theme`
    those of the themes with which that unit applies; the unit's own projects are no judge's to
    mark. `judge_id` is `all` for all these judges together. `leaning_points` above 0 is higher
    than the other marks of the project and of the judge make likely; the limits are of 95 %, each
    for itself: of twenty, one lies beyond 0 by chance alone. A judge with fewer than two marks of
    either kind has no row.

    Parameters
    ----------
    mark_use, judges, applications, colleges : DataFrame
        Tables of those names.
    rules : Rules
        The year's rules.

    Raises
    ------
    ValueError
        When a table is not as its specification says.
    """
    frames = {"mark_use": mark_use, "judges": judges, "applications": applications,
              "colleges": colleges}  # fmt: skip
    for name, frame in frames.items():
        require(frame, name)
    kinds = _kinds(applications, colleges)
    rows: list[Row] = []
    for part, marks in marked_parts(mark_use, rules, []):
        fit = fit_additive(marks.project, marks.judge, marks.points)
        homes = _homes(judges, part)
        for toward, (of_project, of_unit) in kinds.items():
            own = _own(marks, homes, of_project, of_unit)
            key = {"year": rules.year, "component": part.name, "toward": toward}
            rows += [key | row for row in _rows(marks, own, fit)]
    return Result({"leanings": table_of(rows, "leanings")})


Kinds = tuple[Mapping[str, str], Mapping[str, frozenset[str]]]


def _kinds(applications: pd.DataFrame, colleges: pd.DataFrame) -> dict[str, Kinds]:
    """Return for each way of being alike the kind of each project, and the kinds of each unit."""
    typed = colleges[colleges["unit_type"].notna()]
    types = dict(zip(typed["college_code"], typed["unit_type"], strict=True))
    ids, units = applications["project_id"], applications["college_code"]
    by_type = {one: types[unit] for one, unit in zip(ids, units, strict=True) if unit in types}
    themed = applications[applications["theme_code"].notna()]
    by_theme = dict(zip(themed["project_id"], themed["theme_code"], strict=True))
    groups = themed.groupby("college_code")["theme_code"]
    of_unit = {str(unit): frozenset(codes) for unit, codes in groups}
    return {
        "own_type": (by_type, {unit: frozenset([name]) for unit, name in types.items()}),
        "own_theme": (by_theme, of_unit),
    }


def _homes(judges: pd.DataFrame, part: Judged) -> dict[str, str]:
    """Return the unit of each judge of a component who has one."""
    mine = judges[(judges["component"] == part.name) & judges["college_code"].notna()]
    return dict(zip(mine["judge_id"], mine["college_code"], strict=True))


def _own(
    marks: Marks,
    homes: Mapping[str, str],
    of_project: Mapping[str, str],
    of_unit: Mapping[str, frozenset[str]],
) -> Flags:
    """Tell of each mark whether its project is of a kind of the judge's unit."""
    kinds = [of_unit.get(homes.get(one, ""), frozenset()) for one in marks.judge_ids]
    of = [of_project.get(one, "") for one in marks.project_ids]
    pairs = zip(marks.project, marks.judge, strict=True)
    return np.array([of[project] in kinds[judge] for project, judge in pairs], dtype=bool)


def _rows(marks: Marks, own: Flags, fit: AdditiveFit) -> Iterator[Row]:
    n_leaning = 0
    for code, judge_id in enumerate(marks.judge_ids):
        mine = marks.judge == code
        found = _found(marks, own & mine, ~own & mine, fit)
        n_leaning += bool((own & mine).any())
        if found:
            yield {"judge_id": judge_id} | found
    has_own = np.isin(marks.judge, np.unique(marks.judge[own]))
    found = _found(marks, own, ~own & has_own, fit) if n_leaning > 1 else {}
    if found:
        yield {"judge_id": ALL} | found


def _found(marks: Marks, own: Flags, other: Flags, fit: AdditiveFit) -> Row:
    if min(own.sum(), other.sum()) < FEWEST_MARKS:
        return {}
    one = leaning(marks.project, marks.judge, marks.points, _floats(own), fit=fit)
    if one is None:
        return {}
    return {
        "leaning_points": one.points,
        "std_error": one.std_error,
        "low_points": one.low,
        "high_points": one.high,
        "n_own": int(own.sum()),
        "n_other": int(other.sum()),
    }


def _floats(flags: Flags) -> Floats:
    return flags.astype(float)
