"""Certainty of ranks: published sets, enumeration against drawing, and the ends."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from assessment.score.uncertainty import (
    bootstrap_ranks,
    rank_sets,
    rank_sets_redrawn,
    resamples,
)
from score.published import SHROUT_FLEISS

LOW = {True: [6, 5, 4, 3, 2, 1, 1, 1, 1, 1], False: [7, 6, 5, 4, 3, 2, 1, 1, 1, 1]}
HIGH = {True: [10, 10, 10, 10, 10, 9, 8, 7, 6, 5], False: [10, 10, 10, 10, 9, 8, 7, 6, 5, 4]}


@pytest.mark.parametrize("simultaneous", [True, False])
def test_rank_sets_of_ten_estimates(simultaneous: bool) -> None:
    """Mogstad, Romano, Shaikh & Wilhelm 2024 (csranks): estimates 1 to 10, each SE 1, 95 %."""
    found = rank_sets(
        np.arange(1, 11), np.ones(10), level=0.95, simultaneous=simultaneous, draws=5_000, seed=1
    )
    assert found["rank"].tolist() == list(range(10, 0, -1))
    assert found["rank_low"].tolist() == LOW[simultaneous]
    assert found["rank_high"].tolist() == HIGH[simultaneous]


@pytest.mark.parametrize("seed", range(5))
def test_marginal_sets_lie_within_simultaneous_ones(seed: int) -> None:
    chance = np.random.default_rng(seed)
    values, errors = chance.normal(80, 3, 12), chance.uniform(0.3, 2, 12)
    whole, own = (
        rank_sets(values, errors, level=0.9, simultaneous=one, draws=500, seed=seed)
        for one in (True, False)
    )
    assert (whole["rank_low"] <= own["rank_low"]).all()
    assert (own["rank_high"] <= whole["rank_high"]).all()
    assert (own["rank_low"] <= own["rank"]).all()
    assert (own["rank"] <= own["rank_high"]).all()


def redrawn_votes(
    votes: list[int], *, simultaneous: bool, seed: int = 1, draws: int = 20_000
) -> list[list[int]]:
    shares = np.array(votes) / sum(votes)
    totals = 100 * np.random.default_rng(seed).multinomial(sum(votes), shares, draws) / sum(votes)
    found = rank_sets_redrawn(100 * shares, totals, np.full(draws, 1 / draws), level=0.95,
                              simultaneous=simultaneous, draws=draws, seed=seed)  # fmt: skip
    return found[["rank_low", "rank_high"]].to_numpy().tolist()


@pytest.mark.parametrize(("first", "is_apart"), [(528, False), (536, True)])
def test_a_vote_for_one_is_a_vote_less_for_the_other(first: int, is_apart: bool) -> None:
    """Of n votes two shares differ by sqrt((p + q - (p - q)²) / n) at one standard deviation."""
    votes = [first, 1_000 - first]
    gap = (2 * first - 1_000) / 1_000
    assert (gap > 1.96 * ((1 - gap**2) / 1_000) ** 0.5) is is_apart
    sets = [[1, 1], [2, 2]] if is_apart else [[1, 2], [1, 2]]
    assert redrawn_votes(votes, simultaneous=True) == sets


def test_sets_from_votes_hold_the_true_ranks() -> None:
    """Shares of 12 entrants, some the same: all true ranks lie in all sets in 95 of 100 polls."""
    true = np.array([9, 9, 8, 7, 7, 5, 4, 3, 2, 2, 1, 1], dtype=float)
    low = 1 + (true[None, :] > true[:, None]).sum(axis=1)
    high = (true[None, :] >= true[:, None]).sum(axis=1)
    chance = np.random.default_rng(7)
    held = {True: 0, False: np.zeros(12)}
    for poll in range(120):
        votes = chance.multinomial(1_500, true / true.sum()).astype(int).tolist()
        for whole in held:
            sets = np.array(redrawn_votes(votes, simultaneous=whole, seed=poll, draws=2_000))
            holds = (sets[:, 0] <= high) & (low <= sets[:, 1])
            held[whole] = held[whole] + (holds.all() if whole else holds)
    assert held[True] >= 120 * 0.91
    assert (np.asarray(held[False]) >= 120 * 0.9).all()


def test_what_moves_all_alike_blurs_nothing() -> None:
    chance = np.random.default_rng(3)
    own = chance.normal(0, 1, (500, 4)) + np.array([84.0, 82, 79, 70])
    call = {"level": 0.95, "simultaneous": True, "draws": 2_000, "seed": 1}
    even = np.full(500, 1 / 500)
    alone = rank_sets_redrawn(own.mean(axis=0), own, even, **call)
    severe = own + chance.normal(0, 30, (500, 1))
    together = rank_sets_redrawn(severe.mean(axis=0), severe, even, **call)
    assert together.equals(alone)
    assert alone["rank_high"].tolist()[-1] == 4 == alone["rank_low"].tolist()[-1]


def test_differences_that_no_draw_changes_are_certain() -> None:
    totals = np.array([[90.0, 89.0, 80.0], [90.0, 89.0, 95.0]])
    found = rank_sets_redrawn(np.array([90.0, 89.0, 87.0]), totals, np.full(2, 0.5),
                              level=0.95, simultaneous=True, draws=500, seed=1)  # fmt: skip
    assert found["rank_low"].tolist() == [1, 2, 1]
    assert found["rank_high"].tolist() == [2, 3, 3]


def test_nine_judges_are_enumerated() -> None:
    counts, chances = resamples(9, draws=1, seed=0)
    assert counts.shape == (24_310, 9)
    assert (counts.sum(axis=1) == 9).all()
    assert chances.sum() == pytest.approx(1)
    drawn, alike = resamples(10, draws=50, seed=0)
    assert (drawn.shape, alike.tolist()) == ((50, 10), [0.02] * 50)


def test_bootstrap_is_what_all_ordered_draws_give() -> None:
    marks = SHROUT_FLEISS
    ranks = []
    for drawn in product(range(4), repeat=4):
        means = marks[:, drawn].sum(axis=1)
        ranks.append(1 + (means[None, :] > means[:, None]).sum(axis=1))
    every = np.sort(np.array(ranks), axis=0)
    found = bootstrap_ranks(marks, draws=1, level=0.9, seed=0, top=2)
    assert found["top_share"].tolist() == pytest.approx((every <= 2).mean(axis=0).tolist())
    tail = int(0.05 * len(every))
    assert found["rank_low"].tolist() == every[tail].tolist()
    assert found["rank_high"].tolist() == every[-1 - tail].tolist()


def test_ties_share_the_best_rank_and_one_project_is_certain() -> None:
    tied = bootstrap_ranks(np.full((3, 3), 80.0), draws=1, level=0.95, seed=0, top=1)
    assert tied["rank_high"].tolist() == [1, 1, 1]
    assert tied["top_share"].tolist() == [1, 1, 1]
    alone = bootstrap_ranks([[80.0, 90.0]], draws=1, level=0.95, seed=0, top=3)
    assert alone.loc[0].tolist() == [1, 1, 1]
    one = rank_sets([80.0], [1.0], level=0.9, simultaneous=True, draws=10, seed=0)
    assert one.loc[0].tolist() == [1, 1, 1]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"draws": 0}, "draws"), ({"level": 1.0}, "level"), ({"top": 0}, "top"),
        ({"matrix": [[1.0, np.nan]]}, "every mark"), ({"matrix": []}, "every mark"),
    ],
)  # fmt: skip
def test_wrong_calls_are_told(change: dict[str, object], said: str) -> None:
    call = {"matrix": [[1.0, 2.0]], "draws": 10, "level": 0.9, "seed": 0, "top": 1} | change
    with pytest.raises(ValueError, match=said):
        bootstrap_ranks(call.pop("matrix"), **call)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="above 0"):
        rank_sets([1, 2], [1, 0], level=0.9, simultaneous=True, draws=5, seed=0)
