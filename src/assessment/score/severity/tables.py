"""Tables of judges' severity: effects, adjusted projects, what stays unexplained, variances."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from assessment.core.details import detail
from assessment.core.problems import Problem, Problems, problem
from assessment.core.result import Result
from assessment.core.rule_sections import Judged
from assessment.core.rules import Rules
from assessment.core.tables import conform, require, table_of
from assessment.score.rounds import NOWHERE
from assessment.score.severity.additive import AdditiveFit, fit_additive
from assessment.score.severity.codes import Floats, Ints
from assessment.score.severity.judged import Marks, whole_marks
from assessment.score.severity.reml import RemlFit, fit_reml

NAMES = ("severity", "adjusted", "residuals", "variance")
FEWEST_PROJECTS, FEWEST_JUDGES, FEWEST_SPARE = 3, 3, 3
Row = dict[str, Any]


class _Fitted(NamedTuple):
    """A component's marks and both models of them."""

    part: Judged
    marks: Marks
    fit: AdditiveFit
    drawn: RemlFit
    studentized: Floats


def severity(mark_use: pd.DataFrame, /, *, rules: Rules) -> Result:
    """Return how severe the judges of each judged component were, and what that does to projects.

    Points are of 100; a judge's `effect_points` above 0 mark higher than the others of the group.
    `adjusted_points` are what all judges of the group would have given on average, `std_error`
    that of the difference to the group's mean; `shrunken_points` draw in projects that few judges
    marked. Ranks are within a group (`panel_group`), larger is better; `raw_rank` is by the plain
    mean of the marks given. `misfit` of a mark is its studentized residual (beyond ±2 it is worth
    a look), of a judge the root mean square of these (about 1 when the model fits).

    All marks given count, trimmed ones too. These numbers stand beside the official ranking.

    Parameters
    ----------
    mark_use : DataFrame
        Table `mark_use` of the year.
    rules : Rules
        The year's rules.

    Returns
    -------
    Result
        Tables `severity`, `adjusted`, `residuals`, `variance`; a component with fewer than three
        projects or judges, or fewer than three marks to spare, has no row in them.

    Problems
    --------
    statistics.too-few, statistics.not-converged, panel.not-linked

    Raises
    ------
    ValueError
        When the table is not as its specification says.

    Source
    ------
    Searle 1987 (additive model); Harville 1977 (variances); Cook & Weisberg 1982 (studentized
    residuals).
    """
    require(mark_use, "mark_use")
    rows: dict[str, list[Row]] = {name: [] for name in NAMES}
    problems: list[Problem] = []
    for part, marks in marked_parts(mark_use, rules, problems):
        one = _fit(part, marks)
        n_groups = int(one.fit.project_group.max()) + 1
        if n_groups > 1:
            problems.append(_not_linked(part, n_groups))
        if not one.drawn.is_converged:
            problems.append(problem("statistics.not-converged", NOWHERE, actual=part.label))
        made = (_severity(one), _adjusted(one), _residuals(one), _variance(one))
        for name, lines in zip(NAMES, made, strict=True):
            rows[name] += [{"year": rules.year, "component": part.name, **line} for line in lines]
    tables = {name: conform(table_of(rows[name], name), name) for name in NAMES}
    return Result(tables, Problems(problems))


def marked_parts(
    mark_use: pd.DataFrame, rules: Rules, problems: list[Problem]
) -> Iterator[tuple[Judged, Marks]]:
    """Yield the judged components that have marks enough for statistics; add what is too little.

    Problems
    --------
    statistics.too-few
    """
    for part in (*rules.of_round("review"), *rules.of_round("assessment")):
        if not isinstance(part, Judged):
            continue
        marks = whole_marks(mark_use, part)
        few = too_few(marks) if len(marks.points) else ""
        if few:
            problems.append(problem("statistics.too-few", NOWHERE, actual=part.label, expected=few))
        elif len(marks.points):
            yield part, marks


def too_few(marks: Marks) -> str:
    """Return why marks are too few for statistics, or nothing."""
    n_projects, n_judges = len(marks.project_ids), len(marks.judge_ids)
    spare = len(marks.points) - n_projects - n_judges + 1
    is_enough = n_projects >= FEWEST_PROJECTS and n_judges >= FEWEST_JUDGES
    if is_enough and spare >= FEWEST_SPARE:
        return ""
    return detail("few_marks", projects=n_projects, judges=n_judges, marks=len(marks.points))


def _not_linked(part: Judged, n_groups: int) -> Problem:
    return problem("panel.not-linked", NOWHERE, actual=part.label, expected=str(n_groups))


def _fit(part: Judged, marks: Marks) -> _Fitted:
    codes = (marks.project, marks.judge)
    fit = fit_additive(*codes, marks.points)
    spread = fit.sigma * np.sqrt(np.maximum(1 - fit.leverage(*codes), 0))
    residual = fit.residual(*codes, marks.points)
    # A mark that the model must fit exactly, as a judge's only one, tells nothing of itself.
    is_free = spread > 1e-9 * max(1.0, fit.sigma)
    studentized = np.divide(residual, spread, out=np.full(len(residual), np.nan), where=is_free)
    return _Fitted(part, marks, fit, fit_reml(*codes, marks.points), studentized)


def _severity(one: _Fitted) -> Iterator[Row]:
    fit, errors = one.fit, one.fit.judge_se
    for code, judge_id in enumerate(one.marks.judge_ids):
        mine = one.studentized[one.marks.judge == code]
        known = mine[np.isfinite(mine)]
        yield {
            "judge_id": judge_id,
            "effect_points": fit.judge_effect[code],
            "std_error": errors[code],
            "n_marks": len(mine),
            "misfit": float(np.sqrt((known**2).mean())) if len(known) else None,
            "panel_group": int(fit.judge_group[code]) + 1,
        }


def _adjusted(one: _Fitted) -> Iterator[Row]:
    fit, marks, errors = one.fit, one.marks, one.fit.project_se
    shrunken = one.drawn.mean + one.drawn.project_blup
    count = np.bincount(marks.project)
    plain = np.bincount(marks.project, marks.points) / count
    raw_rank = _ranks(plain, fit.project_group)
    adjusted_rank = _ranks(fit.project_effect, fit.project_group)
    for code, project_id in enumerate(marks.project_ids):
        yield {
            "project_id": project_id,
            "adjusted_points": fit.project_effect[code],
            "std_error": errors[code],
            "shrunken_points": shrunken[code] if one.drawn.is_converged else None,
            "raw_rank": raw_rank[code],
            "adjusted_rank": adjusted_rank[code],
            "panel_group": int(fit.project_group[code]) + 1,
        }


def _ranks(points: Floats, group: Ints) -> list[int]:
    """Return ranks within each group; what differs by rounding alone is equal."""
    rounded = np.round(points, 9)
    is_before = (rounded[None, :] > rounded[:, None]) & (group[None, :] == group[:, None])
    ranks: list[int] = (1 + is_before.sum(axis=1)).tolist()
    return ranks


def _residuals(one: _Fitted) -> Iterator[Row]:
    residual = one.fit.residual(one.marks.project, one.marks.judge, one.marks.points)
    lines = zip(one.marks.project, one.marks.judge, residual, one.studentized, strict=True)
    for project, judge, points, misfit in lines:
        yield {
            "project_id": one.marks.project_ids[project],
            "judge_id": one.marks.judge_ids[judge],
            "residual_points": float(points),
            "misfit": float(misfit) if np.isfinite(misfit) else None,
        }


def _variance(one: _Fitted) -> Iterator[Row]:
    drawn = one.drawn
    if not drawn.is_converged:
        return
    found = {
        "project": drawn.var_project,
        "judge": drawn.var_judge,
        "residual": drawn.var_residual,
    }
    whole = sum(found.values())
    for source, variance in found.items():
        share = variance / whole if whole else 0.0
        yield {"source": source, "variance": variance, "variance_share": share}
