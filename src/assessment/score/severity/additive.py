"""Points = project + judge + error by least squares, with any marks missing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, diags

from assessment.score.one_thread import one_thread
from assessment.score.severity.codes import Floats, Ints, checked
from assessment.score.severity.crossing import Crossing, cross
from assessment.score.severity.inverse import MOST_DENSE, Dense, Drawn, Inverse

# Where so little of the squares is left, they are added up mark by mark.
_NEARLY_NOTHING = 1e-8
# An estimated standard error that may be off by a larger share of it is not told.
_MOST_OFF = 0.05


@dataclass(frozen=True)
class AdditiveFit:
    """Projects and judges on one scale.

    `project_effect` is on the scale of the points (the mean a project would have from all judges
    of its group), `judge_effect` what a judge adds: it sums to 0 in each connected group.
    `project_group` and `judge_group` number these groups; nothing compares projects of different
    groups. A code without marks has group -1 and no effect (nan). `sigma` is the standard
    deviation of one mark about the model, `df` its degrees of freedom; without any it is nan.
    """

    project_effect: Floats
    judge_effect: Floats
    project_group: Ints
    judge_group: Ints
    sigma: float
    df: int
    _crossing: Crossing
    _inverse: Inverse

    @property
    def project_se(self) -> Floats:
        """Standard error of each project effect minus the mean effect of its group.

        It is nan where the model leaves no degrees of freedom. Where projects and judges both
        exceed 4,000 it is estimated, always from the same seed (see `project_se_error`), and nan
        where the estimate may be off by more than 5 %, as for panels that hang together by little.
        """
        return self._project_errors[0]

    @property
    def judge_se(self) -> Floats:
        """Standard error of each judge effect, which is its distance from the group's mean."""
        return self._judge_errors[0]

    @property
    def project_se_error(self) -> Floats:
        """Standard error that the estimation of `project_se` leaves in it; 0 where exact."""
        return self._project_errors[1]

    @property
    def judge_se_error(self) -> Floats:
        """Standard error that the estimation of `judge_se` leaves in it; 0 where exact."""
        return self._judge_errors[1]

    @cached_property
    @one_thread
    def _project_errors(self) -> tuple[Floats, Floats]:
        return self._errors(is_row=not self._crossing.is_turned)

    @cached_property
    @one_thread
    def _judge_errors(self) -> tuple[Floats, Floats]:
        return self._errors(is_row=self._crossing.is_turned)

    def residual(self, project: Any, judge: Any, points: Any) -> Floats:
        """Return what of each mark the model does not explain."""
        projects, judges, marks = checked(project, judge, points)
        return marks - self.project_effect[projects] - self.judge_effect[judges]

    @one_thread
    def leverage(self, project: Any, judge: Any) -> Floats:
        """Return how much of each mark's own error its fitted value takes up (0 to 1).

        It is nan where projects and judges both exceed 4,000.
        """
        one = self._crossing
        if not isinstance(self._inverse, Dense):
            return np.full(len(project), np.nan)
        rows, columns = (judge, project) if one.is_turned else (project, judge)
        rows, columns = np.asarray(rows), np.asarray(columns)
        shares = csr_matrix(diags(1 / np.maximum(one.panel_size, 1)) @ one.panels)
        panels = one.panel[rows]
        own = self._inverse.diagonal().mean(axis=0)[columns]
        panel = self._inverse.forms(shares).mean(axis=0)[panels]
        between = self._inverse.between(shares, panels, columns)
        taken: Floats = own - 2 * between + panel + 1 / one.row_n[rows]
        return taken

    def _errors(self, *, is_row: bool) -> tuple[Floats, Floats]:
        """Return standard errors, and those that probes leave in them."""
        one = self._crossing
        count = one.row_n if is_row else one.column_n
        drawn = _row_variance(one, self._inverse) if is_row else self._inverse.diagonal()
        variance = np.maximum(drawn.mean(axis=0), 0)
        error: Floats = self.sigma * np.sqrt(variance)
        spread = np.zeros(len(variance))
        if len(drawn) > 1:
            spread = drawn.std(axis=0, ddof=1) / np.sqrt(len(drawn))
        # The root's share of a small error is half that of what is under it.
        off = error * spread / (2 * np.maximum(variance, 1e-300))
        is_known = (count > 0) & (spread <= 2 * _MOST_OFF * variance)
        return np.where(is_known, error, np.nan), np.where(is_known, off, np.nan)


@one_thread
def fit_additive(project: Any, judge: Any, points: Any) -> AdditiveFit:
    """Fit points = project + judge + error to marks, coded from 0 up.

    Raises
    ------
    ValueError
        If there is no mark, lengths differ, codes are not whole numbers from 0 up, or points are
        not finite.

    Source
    ------
    Searle 1987, Linear Models for Unbalanced Data, ch. 4: the more numerous side is eliminated
    from the normal equations (Schur complement), panel by panel.

    Examples
    --------
    >>> fit = fit_additive([0, 0, 1, 1], [0, 1, 0, 1], [80, 84, 90, 94])
    >>> fit.project_effect.round(9).tolist(), fit.judge_effect.round(9).tolist()
    ([82.0, 92.0], [-2.0, 2.0])
    """
    projects, judges, marks = checked(project, judge, points)
    one = cross(projects, judges, marks)
    column, inverse = _solve(one)
    row = _divide(one.row_sum - (one.panels @ column)[one.panel], one.row_n)
    column = np.where(one.column_n > 0, column, np.nan)
    if one.is_turned:
        middle = _group_means(row, one.row_group)
        judge_effect, project_effect = (
            row - middle[one.row_group],
            column + middle[one.column_group],
        )
        groups = one.column_group, one.row_group
    else:
        judge_effect, project_effect = column, row
        groups = one.row_group, one.column_group
    project_effect = project_effect + one.centre
    n_effects = sum(int((count > 0).sum()) for count in (one.row_n, one.column_n))
    df = one.n_marks - n_effects + int(groups[0].max()) + 1
    left = one.square - _dot(row, one.row_sum) - _dot(column, one.column_sum)
    if left < _NEARLY_NOTHING * one.square:
        errors = marks - project_effect[projects] - judge_effect[judges]
        left = float(errors @ errors)
    sigma = float(np.sqrt(left / df)) if df > 0 else float("nan")
    return AdditiveFit(project_effect, judge_effect, *groups, sigma, df, one, inverse)


def _solve(one: Crossing) -> tuple[Floats, Inverse]:
    """Return the effects of the columns, and the generalized inverse of their equations."""
    share = one.by_panel(one.row_sum) / np.maximum(one.panel_size, 1)
    right = one.column_sum - one.panels.T @ share
    inverse = Drawn(one) if len(right) > MOST_DENSE else Dense(one)
    return inverse.times(right), inverse


def _row_variance(one: Crossing, inverse: Inverse) -> Floats:
    """Return the variance, in units of sigma², of row effects less the mean of their group."""
    sizes = np.maximum(one.panel_size, 1)
    shares = csr_matrix(diags(1 / sizes) @ one.panels)
    group = np.full(len(one.panel_n), -1)
    group[one.panel] = one.row_group
    in_group = np.bincount(group[group >= 0], one.panel_n[group >= 0])
    own = 1 / sizes + inverse.forms(shares)
    together = 1 / sizes + shares @ inverse.times(shares.T @ one.panel_n)
    total = np.bincount(group[group >= 0], (one.panel_n * together)[group >= 0])
    variance: Floats = own - 2 * together / in_group[group] + (total / in_group**2)[group]
    return variance[:, one.panel]


def _group_means(values: Floats, group: Ints) -> Floats:
    known = group >= 0
    counts = np.bincount(group[known])
    means: Floats = np.bincount(group[known], values[known]) / np.maximum(counts, 1)
    return means


def _divide(numerator: Floats, count: Floats) -> Floats:
    nothing: Floats = np.full(len(count), np.nan)
    return np.divide(numerator, count, out=nothing, where=count > 0)


def _dot(effects: Floats, sums: Floats) -> float:
    known = np.isfinite(effects)
    return float(effects[known] @ sums[known])
