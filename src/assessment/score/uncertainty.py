"""How certain ranks are: other judges like these, and confidence sets from standard errors."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations_with_replacement
from math import comb, factorial
from typing import Any

import numpy as np
import pandas as pd

from assessment.score.severity.codes import Floats, Ints

# So many distinct resamples are enumerated with their probabilities instead of drawn: 9 judges.
MOST_RESAMPLES = 25_000
_AT_ONCE = 2_000_000


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
    critical = _critical(errors, level, draws, seed, simultaneous=simultaneous)
    gap = values[:, None] - values[None, :]
    limit = critical[:, None] * np.sqrt(errors[:, None] ** 2 + errors[None, :] ** 2)
    n_before = (-gap > limit).sum(axis=1)
    n_behind = (gap > limit).sum(axis=1)
    rank = 1 + (values[None, :] > values[:, None]).sum(axis=1)
    columns = {"rank": rank, "rank_low": 1 + n_before, "rank_high": len(values) - n_behind}
    return pd.DataFrame(columns)


def _critical(errors: Floats, level: float, draws: int, seed: int, *, simultaneous: bool) -> Floats:
    """Return for each project the bound of its largest studentized difference to another."""
    n = len(errors)
    if n < 2:
        return np.zeros(n)
    chance = np.random.default_rng(seed)
    size = np.sqrt(errors[:, None] ** 2 + errors[None, :] ** 2)
    largest = np.empty((draws, 1 if simultaneous else n))
    step = max(1, _AT_ONCE // n**2)
    for first in range(0, draws, step):
        drawn = chance.standard_normal((min(step, draws - first), n)) * errors
        gaps = np.abs(drawn[:, :, None] - drawn[:, None, :]) / size
        worst = gaps.max(axis=2)
        largest[first : first + step] = worst.max(axis=1, keepdims=True) if simultaneous else worst
    return np.broadcast_to(np.quantile(largest, level, axis=0), (n,))


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
    share = rank_shares(counts @ marks.T, weights)
    return intervals(share, level=level, top=top)


def resamples(n_judges: int, draws: int, seed: int) -> tuple[Floats, Floats]:
    """Return how often each judge is drawn (draws × judges), and the chance of each draw."""
    if comb(2 * n_judges - 1, n_judges) > MOST_RESAMPLES:
        chance = np.random.default_rng(seed)
        drawn = chance.multinomial(n_judges, np.full(n_judges, 1 / n_judges), size=draws)
        return drawn.astype(float), np.full(draws, 1 / draws)
    counts = np.array(list(_distinct(n_judges)), dtype=float)
    ways = [factorial(n_judges) / np.prod([factorial(int(c)) for c in row]) for row in counts]
    return counts, np.array(ways) / n_judges**n_judges


def _distinct(n_judges: int) -> Iterator[Ints]:
    for chosen in combinations_with_replacement(range(n_judges), n_judges):
        yield np.bincount(chosen, minlength=n_judges)


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


def competition_ranks(totals: Floats) -> Ints:
    """Return the rank of each value of a row, from 0, the largest first, equal ones alike."""
    order = np.argsort(-totals, axis=1)
    ordered = np.take_along_axis(totals, order, axis=1)
    first = np.tile(np.arange(totals.shape[1]), (len(totals), 1))
    first[:, 1:] *= ordered[:, 1:] != ordered[:, :-1]
    ranks = np.empty(totals.shape, dtype=np.int64)
    np.put_along_axis(ranks, order, np.maximum.accumulate(first, axis=1), axis=1)
    return ranks


def intervals(share: Floats, *, level: float, top: int) -> pd.DataFrame:
    """Return rank_low, rank_high and top_share of shares of projects × ranks."""
    tail = (1 - level) / 2
    reached = np.cumsum(share, axis=1)
    # What adds up from rounded parts may fall short of the bound by a hair.
    low = 1 + (reached <= tail - 1e-12).sum(axis=1)
    high = 1 + (reached < 1 - tail - 1e-12).sum(axis=1)
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
