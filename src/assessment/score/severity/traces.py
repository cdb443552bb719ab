"""The mixed model equations of two crossed effects solved, and the traces of their inverse.

Exact where one side is small enough for a matrix of it, with random signs (probes) beyond.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix, diags

from assessment.score.severity.codes import Floats
from assessment.score.severity.crossing import Crossing
from assessment.score.severity.gradients import descend

# Above so many of the fewer side the traces are estimated.
MOST_DENSE = 4_000
_FEWEST_PROBES, _MOST_PROBES = 16, 64
_NUMBERS = 2_000_000
_SEED = 20170504
_EXACT = 1e-10


class Solved(NamedTuple):
    """The mean and the columns' effects, and the traces of their and of the rows' inverse.

    Traces have one number for each probe, whose mean is the trace; a single one is exact.
    """

    mean: float
    column: Floats
    trace_column: Floats
    trace_row: Floats


class Equations(NamedTuple):
    """What the rows, absorbed, leave: their weights by panel, and the ratio of the columns."""

    absorbed: Floats
    ratio: float
    right: Floats


Solver = Callable[[Equations], Solved]


def solver_of(one: Crossing) -> tuple[Solver, bool]:
    """Return what solves the equations of a crossing, and whether its traces are exact."""
    n_columns = len(one.column_n)
    if n_columns <= MOST_DENSE:
        return (lambda given: _solve_exactly(one, given)), True
    return _Probes(one).solve, False


def _solve_exactly(one: Crossing, given: Equations) -> Solved:
    inverse = _inverse(one, given.absorbed, given.ratio)
    effects = inverse @ given.right
    trace_column = float(np.trace(inverse[1:, 1:]))
    trace_row = _row_trace(one, given.absorbed, inverse)
    return Solved(float(effects[0]), effects[1:], np.array([trace_column]), np.array([trace_row]))


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


class _Probes:
    """Solves by conjugate gradients, for the marks and for random signs at once.

    The trace of a matrix is the mean of z' A z over random signs z (Hutchinson 1990). The signs
    stay the same from step to step, so that the iteration settles; each starts from its last
    solution.
    """

    def __init__(self, one: Crossing) -> None:
        n = len(one.column_n)
        n_probes = min(max(_NUMBERS // n, _FEWEST_PROBES), _MOST_PROBES)
        chance = np.random.default_rng(_SEED)
        signs = chance.integers(0, 2, size=(n, n_probes)) * 2.0 - 1
        self._one, self._signs = one, np.where(one.column_n[:, None] > 0, signs, 0)
        self._turned = csr_matrix(one.panels.T)
        self._squares = csr_matrix(one.panels.multiply(one.panels).T)
        self._last = np.zeros((n + 1, n_probes + 2))

    def solve(self, given: Equations) -> Solved:
        """Return the effects, and the traces as each probe gives them."""
        scale = np.sqrt(max(given.ratio, 0.0))
        right = np.zeros(self._last.shape)
        right[:, 0] = given.right
        right[0, 1] = 1
        right[1:, 2:] = self._signs
        right[1:] *= scale
        found = self._descend(given, scale, right)
        found[1:] *= scale
        return self._solved(given, found)

    def _descend(self, given: Equations, scale: float, right: Floats) -> Floats:
        one, turned = self._one, self._turned
        sizes, weights = one.panel_size, one.panel_n * given.absorbed
        beside = scale * (one.column_n - turned @ (weights * sizes))
        whole = one.n_marks - weights @ sizes**2
        own = one.column_n[:, None]

        def apply(values: Floats) -> Floats:
            result = np.empty_like(values)
            result[0] = whole * values[0] + beside @ values[1:]
            drawn = turned @ (weights[:, None] * (one.panels @ values[1:]))
            result[1:] = scale**2 * (own * values[1:] - drawn) + values[1:]
            result[1:] += beside[:, None] * values[0]
            return result

        size = scale**2 * (one.column_n - self._squares @ weights) + 1
        diagonal = np.concatenate(([whole], size))
        self._last = descend(apply, right, self._last, diagonal, exact=_EXACT)
        return self._last.copy()

    def _solved(self, given: Equations, found: Floats) -> Solved:
        one, signs, told = self._one, self._signs, found[1:, 2:]
        sizes, absorbed = one.panel_size, given.absorbed
        marked = sizes > 0
        weights = np.where(marked, one.panel_n * absorbed**2, 0)
        # What involves the mean is exact, the rest is drawn.
        known = (one.panel_n * absorbed)[marked].sum() + weights @ (
            sizes**2 * found[0, 1] + 2 * sizes * (one.panels @ found[1:, 1])
        )
        forms = ((one.panels @ signs) * (one.panels @ told) * weights[:, None]).sum(axis=0)
        # A column without marks keeps what is expected of it: the ratio.
        without = float((one.column_n == 0).sum()) * given.ratio
        trace_column = (signs * told).sum(axis=0) + without
        return Solved(float(found[0, 0]), found[1:, 0], trace_column, known + forms)
