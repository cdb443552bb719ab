"""Projects and judges drawn at random: variances by restricted maximum likelihood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from assessment.score.one_thread import one_thread
from assessment.score.severity.codes import Floats, checked
from assessment.score.severity.crossing import Crossing, cross
from assessment.score.severity.traces import Equations, Solver, solver_of

_MOST_STEPS = 500
_SAME = 1e-10
_SAME_DRAWN = 1e-7
_NUDGE = 1e-3
# A variance that falls below this share of the error's is none.
_NO_VARIANCE = 1e-9
_MOST_LEAP = 4.0


@dataclass(frozen=True, slots=True)
class RemlFit:
    """Variances of projects, judges and what is left; predicted deviations from the mean.

    `project_blup` and `judge_blup` are shrunken: the less marks tell of one, the nearer to 0. A
    code without marks is predicted as 0. `is_converged` tells whether the variances settled.
    Where projects and judges both exceed 4,000, traces are drawn, and `probe_errors` has the
    standard errors that this leaves in the three variances (projects, judges, residual), always
    from the same seed; else they are exact and the errors 0.
    """

    mean: float
    var_project: float
    var_judge: float
    var_residual: float
    project_blup: Floats
    judge_blup: Floats
    is_converged: bool
    n_steps: int
    probe_errors: tuple[float, float, float] = (0.0, 0.0, 0.0)


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
    traces: Floats


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
    step costs the cube of the fewer side and nothing for each mark. Beyond 4,000 of that side
    traces are estimated: Hutchinson 1990, Communications in Statistics B 19, 433-450.
    """
    projects, judges, marks = checked(project, judge, points)
    one = cross(projects, judges, marks)
    _refuse_too_little(one)
    if not one.square:
        return _no_variance(one)
    solve, is_exact = solver_of(one)
    step, ratios, n_steps, is_converged = _settle(one, solve, _SAME if is_exact else _SAME_DRAWN)
    errors = (0.0, 0.0, 0.0) if is_exact else _probe_errors(one, step, ratios, solve)
    row, column = step.row, step.column
    var_row, var_column = (step.var_error * ratio for ratio in step.ratios)
    if one.is_turned:
        row, column, var_row, var_column = column, row, var_column, var_row
        errors = (errors[1], errors[0], errors[2])
    mean = one.centre + step.mean
    return RemlFit(
        mean, var_row, var_column, step.var_error, row, column, is_converged, n_steps, errors
    )


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


def _settle(one: Crossing, solve: Solver, same: float) -> tuple[_Step, _Ratios, int, bool]:
    """Return the last step and what it began with: ratios that no longer change, or the last."""
    ratios = _Ratios(1.0, 1.0)
    for n in range(0, _MOST_STEPS, 3):
        steps = [_step(one, ratios, solve)]
        steps += [_step(one, steps[-1].ratios, solve)]
        path = [ratios, *(step.ratios for step in steps)]
        if _change(path[1], path[2]) < same:
            return steps[-1], path[1], n + 2, True
        leap = _Ratios(*(_aitken(*values) for values in zip(*path, strict=True)))
        ratios = _step(one, leap, solve).ratios
    return steps[-1], path[1], _MOST_STEPS, False


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


def _step(one: Crossing, ratios: _Ratios, solve: Solver) -> _Step:
    """Solve the mixed model equations once and return the ratios they imply."""
    counts = [int((count > 0).sum()) for count in (one.row_n, one.column_n)]
    sizes = one.panel_size
    # A variance of 0 takes its effects out of the equations.
    absorbed = ratios.row / (sizes * ratios.row + 1)
    sums = one.by_panel(one.row_sum)
    right = np.concatenate(([one.row_sum.sum()], one.column_sum))
    right -= np.concatenate(([absorbed * sizes @ sums], one.panels.T @ (absorbed * sums)))
    found = solve(Equations(absorbed, ratios.column, right))
    expected = sizes * found.mean + one.panels @ found.column
    row = absorbed[one.panel] * (one.row_sum - expected[one.panel])
    left = one.square - found.mean * one.row_sum.sum()
    left -= row @ one.row_sum + found.column @ one.column_sum
    var_error = float(left / (one.n_marks - 1))
    unmarked = (len(found.column) - counts[1]) * ratios.column
    traces = np.stack((found.trace_row, found.trace_column - unmarked))
    squares = (float(row @ row), float(found.column @ found.column))
    implied = _Ratios(*(
        _ratio(square, n, float(trace.mean()), ratio, var_error)
        for square, n, trace, ratio in zip(squares, counts, traces, ratios, strict=True)
    ))  # fmt: skip
    return _Step(found.mean, row, found.column, var_error, implied, traces)


def _ratio(square: float, n: int, trace: float, ratio: float, var_error: float) -> float:
    if ratio < _NO_VARIANCE or var_error <= 0:
        return 0.0
    return float(square / max(n - trace / ratio, 1e-300)) / var_error


def _probe_errors(
    one: Crossing, step: _Step, ratios: _Ratios, solve: Solver
) -> tuple[float, float, float]:
    """Return the standard errors of the variances of rows, columns and marks from drawn traces.

    The spread of the traces among probes, carried to where the iteration settles: the implied
    ratios move with the trace, and onward with the ratios themselves.
    """
    counts = [int((count > 0).sum()) for count in (one.row_n, one.column_n)]
    at, settled = np.array(ratios), np.array(step.ratios)
    moves, error_moves = np.zeros((2, 2)), np.zeros(2)
    by_trace = np.zeros((2, 2))
    for n in range(2):
        if settled[n] < _NO_VARIANCE:
            continue
        aside = at.copy()
        aside[n] *= 1 + _NUDGE
        near = _step(one, _Ratios(*aside.tolist()), solve)
        moves[:, n] = (np.array(near.ratios) - settled) / (at[n] * _NUDGE)
        error_moves[n] = (near.var_error - step.var_error) / (at[n] * _NUDGE)
        by_trace[n, n] = settled[n] / (counts[n] * at[n] - float(step.traces[n].mean()))
    spread = np.cov(step.traces) / step.traces.shape[1]
    onward = np.linalg.solve(np.eye(2) - moves, by_trace)
    ratio_cov = onward @ spread @ onward.T
    by_ratio = np.vstack(
        (np.diag(np.full(2, step.var_error)) + np.outer(settled, error_moves), error_moves)
    )
    errors = np.sqrt(np.maximum(np.diag(by_ratio @ ratio_cov @ by_ratio.T), 0))
    return float(errors[0]), float(errors[1]), float(errors[2])
