"""How certain ranks are: other judges like these, and confidence sets from standard errors."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise
from math import ceil, comb, factorial, floor
from typing import Any

import numpy as np
import pandas as pd

from assessment.score.one_thread import one_thread
from assessment.score.rank_draws import (
    Lost,
    competition_ranks,
    points_lost,
    rank_blocks,
)
from assessment.score.rank_tails import rank_tails
from assessment.score.severity.codes import Floats

# So many distinct resamples are enumerated with their probabilities instead of drawn: 9 judges.
MOST_RESAMPLES = 25_000
_AT_ONCE = 2_000_000
# The ranks of so many projects in all distinct draws take some 250 MB.
_PROJECTS = 5_000
# By so much what adds up from rounded parts may miss what it should be.
_HAIR = 1e-12
# A difference of totals that varies by less than this part of what totals do does not vary.
_STILL = 1e-9


@one_thread
def rank_sets(
    estimate: Any, std_error: Any, *, level: float, simultaneous: bool, draws: int, seed: int
) -> pd.DataFrame:
    """Return each project's rank and the ranks that its estimate cannot rule out.

    Estimates are independent and about normal, larger is better. With `simultaneous` the sets of
    all projects hold together with probability `level`, else each for itself. Columns rank,
    rank_low, rank_high.

    Raises
    ------
    ValueError
        If lengths differ, a standard error is not above 0, `level` is not between 0 and 1, or
        `draws` is below 1.

    Source
    ------
    Mogstad, Romano, Shaikh & Wilhelm 2024, Review of Economic Studies 91, 476-518: projects whose
    difference has a confidence interval above 0 are before, below 0 behind; critical values of
    the largest studentized difference are simulated.
    """
    values, errors = _estimates(estimate, std_error)
    _check_draws(draws, level)
    covariance = np.diag(errors**2)
    return _sets(values, covariance, level, draws, seed, simultaneous=simultaneous)


@one_thread
def rank_sets_redrawn(
    estimate: Floats, totals: Floats, weights: Floats, /, *,
    level: float, simultaneous: bool, draws: int, seed: int,
) -> pd.DataFrame:  # fmt: skip
    """Return `rank_sets` of estimates that vary together as redrawn totals do.

    What moves two projects alike, as a draw of severe judges does, does not blur their order; what
    one gains from another, as in a draw of votes, does so twice. Two projects whose difference no
    draw changes are in the order they have.

    Parameters
    ----------
    estimate : ndarray
        The total of each project.
    totals, weights : ndarray
        Redrawn totals, draws × projects, and the chance of each draw.
    level, simultaneous, draws, seed
        As in `rank_sets`.
    """
    _check_draws(draws, level)
    apart = totals - weights @ totals
    covariance = (apart * weights[:, None]).T @ apart
    # To nine decimals, as official totals are compared: what is equal is before nothing.
    values = np.round(estimate, 9)
    return _sets(values, covariance, level, draws, seed, simultaneous=simultaneous)


def _sets(
    values: Floats, covariance: Floats, level: float, draws: int, seed: int, *, simultaneous: bool
) -> pd.DataFrame:
    size = _sizes(covariance)
    critical = _critical(covariance, size, level, draws, seed, simultaneous=simultaneous)
    gap = values[:, None] - values[None, :]
    limit = critical[:, None] * size
    n_before = (-gap > limit).sum(axis=1)
    n_behind = (gap > limit).sum(axis=1)
    rank = 1 + (gap < 0).sum(axis=1)
    columns = {"rank": rank, "rank_low": 1 + n_before, "rank_high": len(values) - n_behind}
    return pd.DataFrame(columns)


def _sizes(covariance: Floats) -> Floats:
    """Return the standard deviation of each difference of two."""
    own = np.diag(covariance)
    square = own[:, None] + own[None, :] - 2 * covariance
    sizes: Floats = np.sqrt(np.where(square > _STILL * own.max(), square, 0))
    return sizes


def _critical(
    covariance: Floats, size: Floats, level: float, draws: int, seed: int, *, simultaneous: bool
) -> Floats:
    """Return for each project the bound of its largest studentized difference to another."""
    n = len(covariance)
    if not size.any():
        return np.zeros(n)
    chance = np.random.default_rng(seed)
    root = _root(covariance)
    whole = np.where(size > 0, size, np.inf)
    largest = np.empty((draws, 1 if simultaneous else n))
    step = max(1, _AT_ONCE // n**2)
    for first in range(0, draws, step):
        drawn = chance.standard_normal((min(step, draws - first), n)) @ root.T
        gaps = np.abs(drawn[:, :, None] - drawn[:, None, :]) / whole
        worst = gaps.max(axis=2)
        largest[first : first + step] = worst.max(axis=1, keepdims=True) if simultaneous else worst
    return np.broadcast_to(np.quantile(largest, level, axis=0), (n,))


def _root(covariance: Floats) -> Floats:
    # A hair more variance for each alone, without which rounding may leave the matrix no root.
    hair = _HAIR * np.diag(covariance).max() * np.eye(len(covariance))
    root: Floats = np.linalg.cholesky(covariance + hair)
    return root


@one_thread
def bootstrap_ranks(matrix: Any, *, draws: int, level: float, seed: int, top: int) -> pd.DataFrame:
    """Return how far ranks move when the judges of a matrix (projects × judges) are drawn anew.

    Judges are drawn with replacement and their marks averaged; equal means share the best rank.
    With few judges all distinct draws are weighed by their chances instead (`draws` and `seed`
    play no part): intervals from few judges are still too narrow. Columns rank_low, rank_high
    (the middle `level` of the ranks) and top_share, the chance to be among the first `top`.

    Raises
    ------
    ValueError
        If a mark is missing, there is no project or judge, or a parameter is out of its range.

    Source
    ------
    Efron & Tibshirani 1993, An Introduction to the Bootstrap, ch. 6 and 13.
    """
    marks = np.asarray(matrix, dtype=float)
    if marks.ndim != 2 or not marks.size or not np.isfinite(marks).all():
        raise ValueError("the matrix must be projects × judges with every mark given")
    _check_draws(draws, level)
    if top < 1:
        raise ValueError(f"top must be at least 1, not {top}")
    counts, weights = resamples(marks.shape[1], draws, seed)
    lost = points_lost(marks)
    if are_enumerated(marks.shape[1]):
        return _weighed(lost, counts, weights, level=level, top=top)
    tails = rank_tails(lost, counts, _places(draws, level), top)
    columns = {"rank_low": tails.low, "rank_high": tails.high}
    found = pd.DataFrame({name: 1 + ranks.astype(np.int64) for name, ranks in columns.items()})
    return found.assign(top_share=tails.n_top / draws)


def _weighed(
    lost: Lost, counts: Floats, weights: Floats, *, level: float, top: int
) -> pd.DataFrame:
    """Return the intervals of draws that have chances of their own, some projects at a time."""
    n = len(lost.points)
    found = []
    for first in range(0, n, _PROJECTS):
        part = slice(first, first + _PROJECTS)
        ranks = np.concatenate([one[:, part].T.copy() for one in rank_blocks(lost, counts)], axis=1)
        step = max(1, _AT_ONCE // n)
        for start in range(0, len(ranks), step):
            own = ranks[start : start + step]
            share = np.array([np.bincount(row, weights, minlength=n) for row in own])
            found.append(intervals(share, level=level, top=top))
    return pd.concat(found, ignore_index=True)


def _places(draws: int, level: float) -> tuple[int, int]:
    """Return at which places from both ends of so many ranks the middle `level` ends."""
    tail = (1 - level) / 2
    # A bound that is whole but for rounding is met.
    low = floor(draws * (tail - _HAIR))
    high = ceil(draws * (1 - tail - _HAIR))
    return low, draws - high


def are_enumerated(n_judges: int) -> bool:
    """Tell whether all distinct draws of so many judges are weighed instead of drawn."""
    return comb(2 * n_judges - 1, n_judges) <= MOST_RESAMPLES


def resamples(n_judges: int, draws: int, seed: int) -> tuple[Floats, Floats]:
    """Return how often each judge is drawn (draws × judges), and the chance of each draw."""
    if not are_enumerated(n_judges):
        return drawn_judges(n_judges, draws, seed), np.full(draws, 1 / draws)
    counts = np.array(list(_distinct(n_judges)))[::-1]
    orders = np.array([factorial(n) for n in range(n_judges + 1)])
    ways = orders[-1] / orders[counts].prod(axis=1)
    return counts.astype(float), ways / n_judges**n_judges


def drawn_judges(n_judges: int, draws: int, seed: int) -> Floats:
    """Return how often each judge is in each draw of as many with replacement."""
    drawn = np.random.default_rng(seed).integers(n_judges, size=(draws, n_judges))
    places = drawn + n_judges * np.arange(draws)[:, None]
    counts = np.bincount(places.ravel(), minlength=draws * n_judges)
    return counts.reshape(draws, n_judges).astype(float)


def _distinct(n_judges: int) -> Iterator[list[int]]:
    for bars in combinations(range(2 * n_judges - 1), n_judges - 1):
        # Judges are told apart by bars, and each has the places between two.
        ends = (-1, *bars, 2 * n_judges - 1)
        yield [after - before - 1 for before, after in pairwise(ends)]


def rank_shares(totals: Floats, weights: Floats) -> Floats:
    """Return the weight with which each project has each rank: projects × ranks.

    `totals` are draws × projects; equal ones share the best rank.
    """
    n_draws, n = totals.shape
    share = np.zeros(n * n)
    step = max(1, _AT_ONCE // n)
    for first in range(0, n_draws, step):
        cell = competition_ranks(totals[first : first + step]) + np.arange(n) * n
        weight = np.repeat(weights[first : first + step], n)
        share += np.bincount(cell.ravel(), weight, minlength=n * n)
    return share.reshape(n, n)


def intervals(share: Floats, *, level: float, top: int) -> pd.DataFrame:
    """Return rank_low, rank_high and top_share of shares of projects × ranks."""
    tail = (1 - level) / 2
    reached = np.cumsum(share, axis=1)
    low = 1 + (reached <= tail - _HAIR).sum(axis=1)
    high = 1 + (reached < 1 - tail - _HAIR).sum(axis=1)
    columns = {
        "rank_low": low,
        "rank_high": np.minimum(high, share.shape[1]),
        "top_share": np.minimum(reached[:, min(top, share.shape[1]) - 1], 1.0),
    }
    return pd.DataFrame(columns)


def _estimates(estimate: Any, std_error: Any) -> tuple[Floats, Floats]:
    values, errors = (np.asarray(one, dtype=float) for one in (estimate, std_error))
    if values.ndim != 1 or values.shape != errors.shape or not len(values):
        raise ValueError("estimate and std_error must be lists of one length")
    if not np.isfinite(values).all() or not (errors > 0).all() or not np.isfinite(errors).all():
        raise ValueError("estimates must be finite, standard errors above 0")
    return values, errors


def _check_draws(draws: int, level: float) -> None:
    if draws < 1:
        raise ValueError(f"draws must be at least 1, not {draws}")
    if not 0 < level < 1:
        raise ValueError(f"level must be between 0 and 1, not {level}")
