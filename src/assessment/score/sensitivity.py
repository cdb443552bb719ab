"""What ranks owe to the weights: how large a share of all weights gives each project each rank."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from assessment.score.one_thread import one_thread
from assessment.score.severity.codes import Floats
from assessment.score.uncertainty import rank_shares

Bounds = Sequence[tuple[float, float]]
_AT_ONCE = 2_000_000
_MOST_TRIES = 10_000


@one_thread
def rank_acceptability(
    points: Any, *, draws: int, seed: int, bounds: Bounds | None = None
) -> Floats:
    """Return the share of weights that give each project each rank: projects × ranks.

    `points` are projects × components on one scale; weights are uniform on all that sum to 1, with
    `bounds` (low and high for each component, shares of 1) on those within them. With two
    components the shares are exact and nothing is drawn. Shares sum to 1 for each project and for
    each rank; projects alike in all components share theirs evenly.

    Raises
    ------
    ValueError
        If a number is missing, `draws` is below 1, or no weights lie within the bounds.

    Source
    ------
    Lahdelma & Salminen 2001, Operations Research 49, 444-454 (SMAA-2); two components: the totals
    are lines in the weight, and ranks change only where lines cross.

    Examples
    --------
    >>> rank_acceptability([[0.9, 0.2], [0.5, 0.7]], draws=1, seed=0).round(4).tolist()
    [[0.4444, 0.5556], [0.5556, 0.4444]]
    """
    matrix = np.asarray(points, dtype=float)
    if matrix.ndim != 2 or not matrix.size or not np.isfinite(matrix).all():
        raise ValueError("points must be projects × components with every number given")
    if draws < 1:
        raise ValueError(f"draws must be at least 1, not {draws}")
    box = _checked(bounds, matrix.shape[1])
    if matrix.shape[1] <= 2:
        weights, chances = _between_crossings(matrix, box)
    else:
        weights, chances = draw_weights(draws, box, seed=seed), np.full(draws, 1 / draws)
    return _even_among_alike(_shares(weights, matrix, chances), matrix)


def draw_weights(draws: int, box: Floats, *, seed: int) -> Floats:
    """Return weights (draws × components) uniform on those within a box that sum to 1."""
    chance = np.random.default_rng(seed)
    if (box[:, 0] <= 0).all() and (box[:, 1] >= 1).all():
        return chance.dirichlet(np.ones(len(box)), size=draws)
    # The widest weight is what the others leave; so the fewest tries are in vain.
    rest = int(np.argmax(box[:, 1] - box[:, 0]))
    free = np.delete(np.arange(len(box)), rest)
    kept: list[Floats] = []
    n_kept = 0
    for _ in range(_MOST_TRIES):
        weights = np.empty((draws, len(box)))
        weights[:, free] = chance.uniform(box[free, 0], box[free, 1], size=(draws, len(free)))
        weights[:, rest] = 1 - weights[:, free].sum(axis=1)
        is_inside = (weights[:, rest] >= box[rest, 0]) & (weights[:, rest] <= box[rest, 1])
        kept.append(weights[is_inside])
        n_kept += len(kept[-1])
        if n_kept >= draws:
            return np.concatenate(kept)[:draws]
    raise ValueError("hardly any weights that sum to 1 lie within the bounds")


def _checked(bounds: Bounds | None, n_components: int) -> Floats:
    box: Floats = np.array(
        [(0.0, 1.0)] * n_components if bounds is None else list(bounds), dtype=float
    )
    if box.shape != (n_components, 2) or not (box[:, 0] <= box[:, 1]).all():
        raise ValueError(f"bounds must be low and high of each of {n_components} components")
    box = np.minimum(np.maximum(box, 0.0), 1.0)
    if box[:, 0].sum() > 1 + 1e-12 or box[:, 1].sum() < 1 - 1e-12:
        raise ValueError("no weights that sum to 1 lie within the bounds")
    return box


def _between_crossings(matrix: Floats, box: Floats) -> tuple[Floats, Floats]:
    """Return a weight between each two crossings of two components' lines, and their distance."""
    if matrix.shape[1] == 1:
        return np.ones((1, 1)), np.ones(1)
    low, high = max(box[0, 0], 1 - box[1, 1]), min(box[0, 1], 1 - box[1, 0])
    if low >= high:
        return np.array([[low, 1 - low]]), np.ones(1)
    slope = matrix[:, 0] - matrix[:, 1]
    first, second = np.triu_indices(len(matrix), k=1)
    turn = slope[first] - slope[second]
    crosses = turn != 0
    at = (matrix[second, 1] - matrix[first, 1])[crosses] / turn[crosses]
    ends = np.unique(np.concatenate(([low, high], at[(at > low) & (at < high)])))
    middle, length = (ends[1:] + ends[:-1]) / 2, np.diff(ends)
    return np.column_stack((middle, 1 - middle)), length / (high - low)


def _shares(weights: Floats, matrix: Floats, chances: Floats) -> Floats:
    n = len(matrix)
    share = np.zeros((n, n))
    step = max(1, _AT_ONCE // n)
    for first in range(0, len(weights), step):
        part = slice(first, first + step)
        share += rank_shares(weights[part] @ matrix.T, chances[part])
    return share


def _even_among_alike(share: Floats, matrix: Floats) -> Floats:
    """Spread the ranks of projects that are alike in everything over those they take up."""
    _, kind, size = np.unique(matrix, axis=0, return_inverse=True, return_counts=True)
    n = len(matrix)
    if len(size) == n:
        return share
    even = np.zeros((n, n))
    for project in range(n):
        n_alike = size[kind.ravel()[project]]
        for n_behind in range(n_alike):
            even[project, n_behind:] += share[project, : n - n_behind] / n_alike
    return even
