"""Points = project + judge + error by least squares, with any marks missing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix, diags
from scipy.sparse.linalg import LinearOperator, cg

from assessment.score.one_thread import one_thread
from assessment.score.severity.codes import Floats, Ints, checked
from assessment.score.severity.crossing import Crossing, cross

# Above so many judges (or projects, if those are fewer) the equations are solved by iteration.
MOST_DENSE = 4_000
_EXACT = 1e-13
# Where so little of the squares is left, they are added up mark by mark.
_NEARLY_NOTHING = 1e-8
_AT_ONCE = 2_000_000


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
    _inverse: Floats | None

    @cached_property
    @one_thread
    def project_se(self) -> Floats:
        """Standard error of each project effect minus the mean effect of its group.

        It is nan where the model leaves no degrees of freedom, and where projects and judges both
        exceed 4,000.
        """
        return self._error(is_row=not self._crossing.is_turned)

    @cached_property
    @one_thread
    def judge_se(self) -> Floats:
        """Standard error of each judge effect, which is its distance from the group's mean."""
        return self._error(is_row=self._crossing.is_turned)

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
        if self._inverse is None:
            return np.full(len(project), np.nan)
        rows, columns = (judge, project) if one.is_turned else (project, judge)
        panels = one.panel[rows]
        apart = -one.panels[panels].toarray() / one.panel_size[panels][:, None]
        apart[np.arange(len(panels)), columns] += 1
        taken: Floats = ((apart @ self._inverse) * apart).sum(axis=1) + 1 / one.row_n[rows]
        return taken

    def _error(self, *, is_row: bool) -> Floats:
        one = self._crossing
        count = one.row_n if is_row else one.column_n
        if self._inverse is None:
            return np.full(len(count), np.nan)
        variance = _row_variance(one, self._inverse) if is_row else np.diag(self._inverse)
        error: Floats = self.sigma * np.sqrt(np.maximum(variance, 0))
        return np.where(count > 0, error, np.nan)


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


def _solve(one: Crossing) -> tuple[Floats, Floats | None]:
    """Return the effects of the columns, and the generalized inverse of their equations."""
    share = one.by_panel(one.row_sum) / np.maximum(one.panel_size, 1)
    right = one.column_sum - one.panels.T @ share
    if len(right) > MOST_DENSE:
        return _iterate(one, right), None
    weights = one.panel_n / np.maximum(one.panel_size, 1)
    equations = np.diag(one.column_n) - (one.panels.T @ diags(weights) @ one.panels).toarray()
    same = _same_group(one.column_group)
    # Each group's equations leave its level open; the mean of its effects is put to 0.
    inverse = cho_solve(cho_factor(equations + same), np.eye(len(right))) - same
    inverse[one.column_n == 0] = 0
    effects = inverse @ right
    # Once more for what rounding left.
    effects += inverse @ (right - equations @ effects)
    return effects, inverse


def _same_group(group: Ints) -> Floats:
    """Return 1/size for each pair of one group; what has no mark stands alone."""
    numbers = np.where(group >= 0, group, np.arange(len(group)) + group.max() + 1)
    member: Floats = (numbers[:, None] == numbers[None, :]).astype(float)
    shares: Floats = member / member.sum(axis=1)
    return shares


def _iterate(one: Crossing, right: Floats) -> Floats:
    """Solve for the columns by conjugate gradients, scaled by what each column has."""
    weights = one.panel_n / np.maximum(one.panel_size, 1)
    transposed = csr_matrix(one.panels.T)
    scale = np.sqrt(1 / np.maximum(one.column_n, 1))

    def apply(values: Floats) -> Floats:
        inner = scale * values
        drawn = transposed @ (weights * (one.panels @ inner))
        result: Floats = scale * (one.column_n * inner - drawn)
        return result

    shape = (len(right), len(right))
    found, told = cg(LinearOperator(shape, matvec=apply), scale * right, rtol=_EXACT, maxiter=5_000)
    if told:
        raise ArithmeticError("the equations of projects and judges did not converge")
    effects = scale * found
    means = _group_means(effects, one.column_group)
    return np.where(one.column_group >= 0, effects - means[one.column_group], 0)


def _row_variance(one: Crossing, inverse: Floats) -> Floats:
    """Return the variance, in units of sigma², of row effects less the mean of their group."""
    sizes = np.maximum(one.panel_size, 1)
    shares = csr_matrix(diags(1 / sizes) @ one.panels)
    group = np.full(len(one.panel_n), -1)
    group[one.panel] = one.row_group
    in_group = np.bincount(group[group >= 0], one.panel_n[group >= 0])
    own = 1 / sizes + _forms(shares, inverse)
    together = 1 / sizes + shares @ (inverse @ (shares.T @ one.panel_n))
    total = np.bincount(group[group >= 0], (one.panel_n * together)[group >= 0])
    variance: Floats = own - 2 * together / in_group[group] + (total / in_group**2)[group]
    spread: Floats = variance[one.panel]
    return spread


def _forms(shares: csr_matrix, inverse: Floats) -> Floats:
    """Return w' G w for each row w of a sparse matrix, some rows at a time."""
    step = max(1, _AT_ONCE // max(1, shares.shape[1]))
    parts = [shares[n : n + step] for n in range(0, shares.shape[0], step)]
    found = [np.asarray(part.multiply(part @ inverse).sum(axis=1)).ravel() for part in parts]
    return np.concatenate(found)


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
