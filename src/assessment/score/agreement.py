"""Table `reliability`: how far the judges of a component agree, and how many would be enough."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from assessment.core.problems import Problem, Problems
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import require, table_of
from assessment.score.reliability import against_the_rest, icc, kendall_w, krippendorff_alpha
from assessment.score.severity import fit_reml
from assessment.score.severity.codes import Floats
from assessment.score.severity.judged import Marks
from assessment.score.severity.tables import marked_parts

ENOUGH = 0.8
# No committee sits with more judges than this; beyond it no number of them helps.
MOST_JUDGES = 99
Line = dict[str, Any]


class Generalizability(NamedTuple):
    """Reliability of the mean of n judges: of the order (relative), of the points (absolute)."""

    relative: float
    absolute: float


def generalizability(
    var_project: float, var_judge: float, var_residual: float, *, n_judges: int
) -> Generalizability:
    """Return the reliability of a mean over `n_judges` judges; nan where nothing varies.

    Raises
    ------
    ValueError
        If there is no judge.

    Source
    ------
    Brennan 2001, Generalizability Theory, ch. 2: var_p ÷ (var_p + var_e/n), and
    var_p ÷ (var_p + (var_j + var_e)/n).

    Examples
    --------
    >>> generalizability(4.0, 2.0, 2.0, n_judges=2)
    Generalizability(relative=0.8, absolute=0.6666666666666666)
    """
    if n_judges < 1:
        raise ValueError(f"n_judges must be at least 1, not {n_judges}")
    noise = var_residual / n_judges, (var_judge + var_residual) / n_judges
    shares = (var_project / whole if (whole := var_project + one) else math.nan for one in noise)
    return Generalizability(*shares)


def judges_needed(var_project: float, noise: float, *, share: float = ENOUGH) -> int | None:
    """Return the fewest judges whose mean is so reliable; None where 99 are not enough.

    `noise` is the variance of one judge's mark that is not the project's.
    """
    if var_project <= 0:
        return None
    least = max(1, math.ceil(noise * share / (var_project * (1 - share)) - 1e-9))
    return least if least <= MOST_JUDGES else None


def reliability(mark_use: pd.DataFrame, /, *, rules: Rules) -> Result:
    """Return how far judges agree in each judged component, as table `reliability`.

    `statistic` is one of ICC1 ICC2 ICC3 ICC1k ICC2k ICC3k (with limits of 95 %), `kendall_w`
    (over the projects that all judges marked), `alpha_interval` and `alpha_ordinal`
    (Krippendorff), `relative` and `absolute` (generalizability of the mean of as many judges as a
    project has on average), `judges_relative` and `judges_absolute` (how many would reach 0.8),
    and for each judge `rest:J1` (Spearman's rho with the mean of the others) and `without:J1`
    (the most places a project moves when this judge is left out, by plain means). What cannot be
    computed has no row.

    Parameters
    ----------
    mark_use : DataFrame
        Table `mark_use` of the year.
    rules : Rules
        The year's rules.

    Problems
    --------
    statistics.too-few

    Raises
    ------
    ValueError
        When the table is not as its specification says.

    Source
    ------
    Those of `icc`, `kendall_w`, `krippendorff_alpha` and `generalizability`.
    """
    require(mark_use, "mark_use")
    rows: list[Line] = []
    problems: list[Problem] = []
    for part, marks in marked_parts(mark_use, rules, problems):
        n_projects, n_judges = marks.matrix.shape
        key = {"year": rules.year, "component": part.name}
        size = {"n_projects": n_projects, "n_judges": n_judges}
        lines = (*_correlations(marks), *_orders(marks), *_general(marks), *_judges(marks))
        rows += [key | {"low": None, "high": None} | line | size for line in lines
                 if math.isfinite(line["value"])]  # fmt: skip
    return Result({"reliability": table_of(rows, "reliability")}, Problems(problems))


def _correlations(marks: Marks) -> Iterator[Line]:
    for name, line in icc(marks.matrix).iterrows():
        limits = {side: _finite(line[side]) for side in ("low", "high")}
        yield {"statistic": str(name), "value": line["value"], **limits}


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _orders(marks: Marks) -> Iterator[Line]:
    whole = marks.matrix[np.isfinite(marks.matrix).all(axis=1)]
    if len(whole) > 1:
        yield {"statistic": "kendall_w", "value": kendall_w(whole).w}
    yield {
        "statistic": "alpha_interval",
        "value": krippendorff_alpha(marks.matrix, level="interval"),
    }
    yield {"statistic": "alpha_ordinal", "value": krippendorff_alpha(marks.matrix, level="ordinal")}


def _general(marks: Marks) -> Iterator[Line]:
    fit = fit_reml(marks.project, marks.judge, marks.points)
    if not fit.is_converged:
        return
    n_judges = max(1, round(len(marks.points) / len(marks.project_ids)))
    found = generalizability(fit.var_project, fit.var_judge, fit.var_residual, n_judges=n_judges)
    for name, value in found._asdict().items():
        yield {"statistic": name, "value": value}
    noises = {"relative": fit.var_residual, "absolute": fit.var_judge + fit.var_residual}
    for name, noise in noises.items():
        needed = judges_needed(fit.var_project, noise)
        if needed is not None:
            yield {"statistic": f"judges_{name}", "value": float(needed)}


def _judges(marks: Marks) -> Iterator[Line]:
    rest = against_the_rest(marks.matrix)
    for code, judge_id in enumerate(marks.judge_ids):
        yield {"statistic": f"rest:{judge_id}", "value": float(rest[code])}
        yield {"statistic": f"without:{judge_id}", "value": _places_moved(marks.matrix, code)}


def _places_moved(matrix: Floats, judge: int) -> float:
    """Return how many places a project moves at most by plain means without one judge."""
    others = np.delete(matrix, judge, axis=1)
    known = np.isfinite(others).any(axis=1)
    if known.sum() < 2:
        return math.nan
    before, after = (_ranks(np.nanmean(one[known], axis=1)) for one in (matrix, others))
    return float(np.abs(before - after).max())


def _ranks(means: Floats) -> Floats:
    ranks = pd.Series(-np.round(means, 9)).rank(method="min")
    return np.asarray(ranks, dtype=np.float64)
