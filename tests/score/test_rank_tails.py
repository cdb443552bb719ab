"""The ends of many ranks: as all of them in order, by however many threads."""

from __future__ import annotations

import os

import numpy as np
import pytest

from assessment.score import rank_tails as tails_room
from assessment.score.rank_draws import Lost, points_lost, rank_blocks
from assessment.score.rank_tails import rank_tails
from assessment.score.uncertainty import resamples


def some_draws(draws: int) -> tuple[Lost, np.ndarray]:
    chance = np.random.default_rng(8)
    merit = chance.normal(80, 3, (90, 1))
    lost = points_lost(np.round(2 * (merit + chance.normal(0, 4, (90, 11)))) / 2)
    counts, _ = resamples(11, draws, seed=2)
    # In order of one judge's share, so that the ends of some draws hold more than others'.
    return lost, counts[np.argsort(counts[:, 0], kind="stable")]


@pytest.mark.parametrize("draws", [40, 512, 2_100])
@pytest.mark.parametrize("threads", [1, 2, 3])
def test_ends_are_those_of_all_ranks(
    draws: int, threads: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tails_room, "_WORTH_A_THREAD", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: threads)
    lost, counts = some_draws(draws)
    every = np.sort(np.concatenate([one.copy() for one in rank_blocks(lost, counts)]), axis=0)
    for low, high in ((0, 0), (draws // 40, draws // 40), (draws // 3, draws // 4)):
        tails = rank_tails(lost, counts, (low, high), top=9)
        assert tails.low.tolist() == every[low].tolist()
        assert tails.high.tolist() == every[-1 - high].tolist()
        assert tails.n_top.tolist() == (every < 9).sum(axis=0).tolist()


def test_parts_are_whole_blocks_and_no_more_than_processors(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    counts = np.arange(2_100)[:, None]
    sizes = [len(part) for part in tails_room._parts(counts, 5_000)]
    assert sizes == [1_024, 1_024, 52]
    assert len(tails_room._parts(counts, 90)) == 1
