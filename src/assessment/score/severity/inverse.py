"""What the errors of fitted effects need of the inverse of their equations: exact, or drawn."""

from __future__ import annotations

from functools import cached_property
from typing import Protocol

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix, diags

from assessment.score.severity.codes import Floats, Ints
from assessment.score.severity.crossing import Crossing
from assessment.score.severity.gradients import descend

# Above so many judges (or projects, if those are fewer) the equations are solved by iteration.
MOST_DENSE = 4_000
_EXACT = 1e-13
_EXACT_DRAWN = 1e-8
_AT_ONCE = 2_000_000
_FEWEST_PROBES, _MOST_PROBES = 16, 64
_SEED = 20170504


class Inverse(Protocol):
    """The generalized inverse G of the columns' equations; effects of a group sum to 0.

    Quadratic forms come with one row for each probe, whose mean is the form; one row is exact.
    """

    def times(self, values: Floats) -> Floats:
        """Return G times a vector."""

    def diagonal(self) -> Floats:
        """Return the diagonal of G: probes × columns."""

    def forms(self, shares: csr_matrix) -> Floats:
        """Return w' G w of each row w of a sparse matrix: probes × rows."""


class Dense:
    """The inverse as a matrix."""

    def __init__(self, one: Crossing) -> None:
        weights = one.panel_n / np.maximum(one.panel_size, 1)
        drawn = (one.panels.T @ diags(weights) @ one.panels).toarray()
        self._equations = np.diag(one.column_n) - drawn
        same = _same_group(one.column_group)
        # Each group's equations leave its level open; the mean of its effects is put to 0.
        n_columns = len(one.column_n)
        matrix = cho_solve(cho_factor(self._equations + same), np.eye(n_columns)) - same
        matrix[one.column_n == 0] = 0
        self._matrix: Floats = matrix

    def times(self, values: Floats) -> Floats:
        """Return G times a vector, once more for what rounding left."""
        found = self._matrix @ values
        refined: Floats = found + self._matrix @ (values - self._equations @ found)
        return refined

    def diagonal(self) -> Floats:
        """Return the diagonal."""
        return np.diag(self._matrix)[None, :]

    def forms(self, shares: csr_matrix) -> Floats:
        """Return the forms, some rows at a time."""
        step = max(1, _AT_ONCE // max(1, shares.shape[1]))
        parts = [shares[n : n + step] for n in range(0, shares.shape[0], step)]
        found = [np.asarray(part.multiply(part @ self._matrix).sum(axis=1)) for part in parts]
        return np.concatenate(found).reshape(1, -1)

    def between(self, shares: csr_matrix, row: Ints, column: Ints) -> Floats:
        """Return the values at the pairs, the rows some at a time."""
        found = np.empty(len(row))
        order = np.argsort(row, kind="stable")
        step = max(1, _AT_ONCE // max(1, shares.shape[1]))
        starts = np.arange(0, shares.shape[0], step)
        ends = np.searchsorted(row[order], np.append(starts[1:], shares.shape[0]))
        for first, chosen in zip(starts, np.split(order, ends[:-1]), strict=True):
            told = shares[first : first + step] @ self._matrix
            found[chosen] = told[row[chosen] - first, column[chosen]]
        return found


class Drawn:
    """The inverse as conjugate gradients and random signs z tell it.

    The diagonal of G is the mean of z · G z (Bekas, Kokiopoulou & Saad 2007, Applied Numerical
    Mathematics 57, 1214-1229). In forms only what is off the diagonal is left to the signs.
    """

    def __init__(self, one: Crossing) -> None:
        self._one = one
        self._weights = one.panel_n / np.maximum(one.panel_size, 1)
        self._turned = csr_matrix(one.panels.T)
        squares = csr_matrix(one.panels.multiply(one.panels).T)
        own = one.column_n - squares @ self._weights
        self._scale = np.where(own > 0, own, 1)

    def times(self, values: Floats) -> Floats:
        """Return G times a vector."""
        found: Floats = self._solve(values[:, None], _EXACT)[:, 0]
        return found

    def diagonal(self) -> Floats:
        """Return the diagonal as each probe tells it."""
        signs, told = self._probes
        return (signs * told).T

    def forms(self, shares: csr_matrix) -> Floats:
        """Return the forms as each probe tells them."""
        signs, told = self._probes
        aside = told - self._middle[:, None] * signs
        squares = csr_matrix(shares.multiply(shares))
        found: Floats = squares @ (signs * told) + (shares @ signs) * (shares @ aside)
        return found.T

    @cached_property
    def _probes(self) -> tuple[Floats, Floats]:
        group = self._one.column_group
        n_probes = min(max(_AT_ONCE // len(group), _FEWEST_PROBES), _MOST_PROBES)
        chance = np.random.default_rng(_SEED)
        signs: Floats = chance.choice([-1.0, 1.0], size=(len(group), n_probes))
        signs[group < 0] = 0
        return signs, self._solve(signs, _EXACT_DRAWN)

    @cached_property
    def _middle(self) -> Floats:
        middle: Floats = self.diagonal().mean(axis=0)
        return middle

    def _solve(self, right: Floats, exact: float) -> Floats:
        one = self._one
        own, weights = one.column_n[:, None], self._weights[:, None]

        def apply(values: Floats) -> Floats:
            result: Floats = own * values - self._turned @ (weights * (one.panels @ values))
            return result

        # The level of a group is left open: only what is about its mean can be solved for.
        right = _centred(right, one.column_group)
        found = descend(apply, right, np.zeros(right.shape), self._scale, exact=exact)
        return _centred(found, one.column_group)


def _same_group(group: Ints) -> Floats:
    """Return 1/size for each pair of one group; what has no mark stands alone."""
    numbers = np.where(group >= 0, group, np.arange(len(group)) + group.max() + 1)
    member: Floats = (numbers[:, None] == numbers[None, :]).astype(float)
    shares: Floats = member / member.sum(axis=1)
    return shares


def _centred(values: Floats, group: Ints) -> Floats:
    """Return each column's values less their mean in the group; 0 where there is no group."""
    known = group >= 0
    member = csr_matrix(
        (np.ones(known.sum()), (group[known], np.flatnonzero(known))),
        shape=(int(group.max()) + 1, len(group)),
    )
    means = (member @ values) / np.asarray(member.sum(axis=1)).reshape(-1, 1)
    return np.where(known[:, None], values - means[group], 0)
