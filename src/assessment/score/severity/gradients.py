"""Conjugate gradients for many right-hand sides at once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from assessment.score.severity.codes import Floats

_MOST_STEPS = 5_000


def descend(
    apply: Callable[[Floats], Floats],
    right: Floats,
    start: Floats,
    diagonal: Floats,
    *,
    exact: float,
) -> Floats:
    """Solve a symmetric positive system for each column of `right`.

    Parameters
    ----------
    apply : callable
        Multiplies the system's matrix with columns.
    right, start : ndarray
        The right-hand sides, and where to begin: unknowns × columns.
    diagonal : ndarray
        The diagonal of the matrix, by which the steps are scaled.
    exact : float
        The share of each right-hand side that may be left.

    Raises
    ------
    ArithmeticError
        When the steps do not come so near.

    Source
    ------
    Hestenes & Stiefel 1952; each column has steps of its own.

    Examples
    --------
    >>> matrix = np.array([[4.0, 1.0], [1.0, 3.0]])
    >>> descend(
    ...     matrix.__matmul__, np.eye(2), np.zeros((2, 2)), np.diag(matrix), exact=1e-12
    ... ).round(6).tolist()
    [[0.272727, -0.090909], [-0.090909, 0.363636]]
    """
    found = start.copy()
    left = right - apply(found)
    enough = (exact * np.linalg.norm(right, axis=0)) ** 2
    onward = left / diagonal[:, None]
    slope = (left * onward).sum(axis=0)
    for _ in range(_MOST_STEPS):
        if ((left**2).sum(axis=0) <= enough).all():
            return found
        drawn = apply(onward)
        step = _ratio(slope, (onward * drawn).sum(axis=0))
        found += step * onward
        left -= step * drawn
        scaled = left / diagonal[:, None]
        before, slope = slope, (left * scaled).sum(axis=0)
        onward = scaled + _ratio(slope, before) * onward
    raise ArithmeticError("the equations of projects and judges did not converge")


def _ratio(above: Floats, below: Floats) -> Floats:
    """Divide, with 0 for a column that is solved."""
    ratio: Floats = np.divide(above, below, out=np.zeros_like(above), where=below > 0)
    return ratio
