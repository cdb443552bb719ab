"""Projects and judges drawn at random: variances by restricted maximum likelihood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import diags

from assessment.score.one_thread import one_thread
from assessment.score.severity.codes import Floats, checked
from assessment.score.severity.crossing import Crossing, cross

_MOST_STEPS = 500
_SAME = 1e-10
# A variance that falls below this share of the error's is none.
_NO_VARIANCE = 1e-9
_MOST_LEAP = 4.0


@dataclass(frozen=True, slots=True)
class RemlFit:
    """Variances of projects, judges and what is left; predicted deviations from the mean.

    `project_blup` and `judge_blup` are shrunken: the less marks tell of one, the nearer to 0. A
    code without marks is predicted as 0. `is_converged` tells whether the variances settled.
    """

    mean: float
    var_project: float
    var_judge: float
    var_residual: float
    project_blup: Floats
    judge_blup: Floats
    is_converged: bool
    n_steps: int


class _Ratios(NamedTuple):
    """Variances of rows and columns by that of the error."""

    row: float
    column: float


class _Step(NamedTuple):
    mean: float
    row: Floats
    column: Floats
    var_error: float
    ratios: _Ratios


@one_thread
def fit_reml(project: Any, judge: Any, points: Any) -> RemlFit:
    """Fit points = mean + project + judge + error with crossed random effects.

    Raises
    ------
    ValueError
        If there are not at least two projects, two judges and one more mark than both have
        effects; or codes and points are no numbers as `fit_additive` takes them.

    Source
    ------
    Harville 1977, JASA 72, 320-338: fixed-point iteration of Henderson's mixed model equations
    with exact traces, here leapt over by Aitken's rule. Rows are absorbed panel by panel, so a
    step costs the cube of the fewer side and nothing for each mark.
    """
    projects, judges, marks = checked(project, judge, points)
    one = cross(projects, judges, marks)
    _refuse_too_little(one)
    if not one.square:
        return _no_variance(one)
    step, n_steps, is_converged = _settle(one)
    row, column = step.row, step.column
    var_row, var_column = (step.var_error * ratio for ratio in step.ratios)
    if one.is_turned:
        row, column, var_row, var_column = column, row, var_column, var_row
    mean = one.centre + step.mean
    return RemlFit(mean, var_row, var_column, step.var_error, row, column, is_converged, n_steps)


def _refuse_too_little(one: Crossing) -> None:
    n_rows, n_columns = (int((count > 0).sum()) for count in (one.row_n, one.column_n))
    if min(n_rows, n_columns) < 2:
        raise ValueError("variances need at least two projects and two judges")
    if one.n_marks <= max(n_rows, n_columns):
        raise ValueError("variances need more marks than there are projects or judges")


def _no_variance(one: Crossing) -> RemlFit:
    row, column = np.zeros(len(one.row_n)), np.zeros(len(one.column_n))
    projects, judges = (column, row) if one.is_turned else (row, column)
    return RemlFit(one.centre, 0.0, 0.0, 0.0, projects, judges, True, 0)


def _settle(one: Crossing) -> tuple[_Step, int, bool]:
    """Return the last step: where the ratios no longer change, or the most steps allowed."""
    ratios = _Ratios(1.0, 1.0)
    for n in range(0, _MOST_STEPS, 3):
        steps = [_step(one, ratios)]
        steps += [_step(one, steps[-1].ratios)]
        path = [ratios, *(step.ratios for step in steps)]
        if _change(path[1], path[2]) < _SAME:
            return steps[-1], n + 2, True
        leap = _Ratios(*(_aitken(*values) for values in zip(*path, strict=True)))
        ratios = _step(one, leap).ratios
    return steps[-1], _MOST_STEPS, False


def _change(before: _Ratios, after: _Ratios) -> float:
    return max(abs(b - a) / max(a, _NO_VARIANCE) for b, a in zip(before, after, strict=True))


def _aitken(first: float, second: float, third: float) -> float:
    """Return where three values that go on alike would end, on the scale of logarithms."""
    if min(first, second, third) < _NO_VARIANCE:
        return 0.0
    begin, middle, end = np.log([first, second, third])
    bend = end - 2 * middle + begin
    if abs(bend) < 1e-14:
        return third
    leap = -((end - middle) ** 2) / bend
    return float(np.exp(end + np.clip(leap, -_MOST_LEAP, _MOST_LEAP)))


def _step(one: Crossing, ratios: _Ratios) -> _Step:
    """Solve the mixed model equations once and return the ratios they imply."""
    row_count, column_count = ((count > 0).sum() for count in (one.row_n, one.column_n))
    sizes = one.panel_size
    # A variance of 0 takes its effects out of the equations.
    absorbed = ratios.row / (sizes * ratios.row + 1)
    inverse = _inverse(one, absorbed, ratios.column)
    sums = one.by_panel(one.row_sum)
    right = np.concatenate(([one.row_sum.sum()], one.column_sum))
    right -= np.concatenate(([absorbed * sizes @ sums], one.panels.T @ (absorbed * sums)))
    mean, column = _split(inverse @ right)
    expected = sizes * mean + one.panels @ column
    row = absorbed[one.panel] * (one.row_sum - expected[one.panel])
    left = one.square - mean * one.row_sum.sum() - row @ one.row_sum - column @ one.column_sum
    var_error = float(left / (one.n_marks - 1))
    trace_column = float(np.trace(inverse[1:, 1:])) - (len(column) - column_count) * ratios.column
    trace_row = _row_trace(one, absorbed, inverse)
    implied = _Ratios(
        _ratio(float(row @ row), int(row_count), trace_row, ratios.row, var_error),
        _ratio(float(column @ column), int(column_count), trace_column, ratios.column, var_error),
    )
    return _Step(mean, row, column, var_error, implied)


def _ratio(square: float, n: int, trace: float, ratio: float, var_error: float) -> float:
    if ratio < _NO_VARIANCE or var_error <= 0:
        return 0.0
    return float(square / max(n - trace / ratio, 1e-300)) / var_error


def _inverse(one: Crossing, absorbed: Floats, ratio: float) -> Floats:
    """Return the inverse of the equations of the mean and the columns, rows absorbed."""
    sizes = one.panel_size
    weights = one.panel_n * absorbed
    beside = one.column_n - one.panels.T @ (weights * sizes)
    own = np.diag(one.column_n) - (one.panels.T @ diags(weights) @ one.panels).toarray()
    n_columns = len(beside)
    scale = np.sqrt(max(ratio, 0.0))
    # Scaled by the root of the ratio, so that a ratio of 0 needs no case of its own.
    equations = np.empty((n_columns + 1, n_columns + 1))
    equations[0, 0] = one.n_marks - weights @ sizes**2
    equations[0, 1:] = equations[1:, 0] = scale * beside
    equations[1:, 1:] = scale**2 * own + np.eye(n_columns)
    found: Floats = cho_solve(cho_factor(equations), np.eye(n_columns + 1))
    found[1:] *= scale
    found[:, 1:] *= scale
    return found


def _row_trace(one: Crossing, absorbed: Floats, inverse: Floats) -> float:
    """Return the trace of the rows' part of the inverse of all equations."""
    sizes = one.panel_size
    told = one.panels @ inverse[1:, 1:]
    forms = np.asarray(one.panels.multiply(told).sum(axis=1)).ravel()
    forms += sizes**2 * inverse[0, 0] + 2 * sizes * (one.panels @ inverse[1:, 0])
    marked = sizes > 0
    return float((one.panel_n * (absorbed + absorbed**2 * forms))[marked].sum())


def _split(values: Floats) -> tuple[float, Floats]:
    return float(values[0]), values[1:]
