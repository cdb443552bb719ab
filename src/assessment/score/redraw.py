"""A component's points once more, had other judges like these sat there, or other voters voted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from assessment.core.rule_sections import Judged, Voted
from assessment.score.severity.codes import Floats, Ints
from assessment.score.votes import convert_votes

# Of what each draw's votes are a share, by conversion.
_WHOLE: Mapping[str, Callable[[Ints], Ints]] = {
    "max_ratio": lambda votes: votes.max(axis=1),
    "share": lambda votes: votes.sum(axis=1),
}


def judged_draws(matrix: Floats, counts: Floats, part: Judged) -> Floats:
    """Return what the marks of a component combine to in each draw of judges: draws × projects.

    A project without a mark of any judge drawn is nan.

    Parameters
    ----------
    matrix : ndarray
        Whole marks of 100, projects × judges; nan where a judge gave none.
    counts : ndarray
        How often each judge is drawn, draws × judges.
    part : Judged
        The component: how marks are combined, and how many are dropped from how many on.
    """
    columns = [_combined(marks, counts, part) for marks in matrix]
    return np.column_stack(columns)


def _combined(marks: Floats, counts: Floats, part: Judged) -> Floats:
    """Combine one project's marks, each as often as its judge is drawn."""
    given = np.flatnonzero(np.isfinite(marks))
    order = given[np.argsort(marks[given], kind="stable")]
    reached = np.cumsum(counts[:, order], axis=1)
    n = reached[:, -1] if len(order) else np.zeros(len(counts))
    low, high = _kept(n, part)
    before = reached - counts[:, order]
    times = np.maximum(np.minimum(reached, high[:, None]) - np.maximum(before, low[:, None]), 0)
    whole = high - low
    sums: Floats = times @ marks[order]
    nothing: Floats = np.full(len(counts), np.nan)
    return np.divide(sums, whole, out=nothing, where=whole > 0)


def _kept(n: Floats, part: Judged) -> tuple[Floats, Floats]:
    """Return between which places of the ordered marks those lie that count."""
    if part.combine == "median":
        # The middle one, or the middle two.
        return np.ceil(n / 2) - 1 + (n <= 0), np.floor(n / 2) + 1 - (n <= 0)
    is_trimmed = (part.combine == "trimmed_mean") & (n >= part.trim_from)
    return np.where(is_trimmed, part.drop_low, 0.0), np.where(is_trimmed, n - part.drop_high, n)


def voted_draws(columns: Sequence[Ints], part: Voted, *, draws: int, seed: int) -> Floats:
    """Return a voted component's points in each draw of as many voters: draws × projects.

    Each channel's votes are drawn anew with the chances that its counts show (multinomial) and
    converted as the rules say.

    Parameters
    ----------
    columns : sequence of ndarray
        The votes of each project, by channel.
    part : Voted
        The component: channels, their weights, and how votes are converted.
    """
    chance = np.random.default_rng(seed)
    return converted([_redrawn(votes, draws, chance) for votes in columns], part)


def converted(drawn: Sequence[Ints], part: Voted) -> Floats:
    """Return a voted component's points from each draw's votes by channel: draws × projects."""
    weights = [channel.weight for channel in part.channels]
    if weights[0] is None:
        return _converted(np.sum(drawn, axis=0), part)
    found = np.zeros(drawn[0].shape)
    for votes, weight in zip(drawn, weights, strict=True):
        found += _converted(votes, part) * float(weight or 0) / 100
    return found


def _redrawn(votes: Ints, draws: int, chance: np.random.Generator) -> Ints:
    whole = int(votes.sum())
    if not whole:
        return np.zeros((draws, len(votes)), dtype=np.int64)
    return chance.multinomial(whole, votes / whole, size=draws)


def _converted(votes: Ints, part: Voted) -> Floats:
    """Convert each draw as the rules say; shares of the most or of all votes at once."""
    if part.ladder is None and part.threshold is None and part.convert in _WHOLE:
        whole = _WHOLE[part.convert](votes)[:, None]
        nothing: Floats = np.zeros(votes.shape)
        # A whole number over a whole number, rounded once: as the fraction itself would be.
        return np.divide(100 * votes, whole, out=nothing, where=whole > 0)
    return np.array([convert_votes(row, part) for row in votes.tolist()], dtype=float)
