"""Ranks in many draws: as counted one by one, whatever way leads there."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.score import rank_draws
from assessment.score.rank_draws import points_lost, rank_blocks
from assessment.score.uncertainty import bootstrap_ranks, resamples


def by_hand(marks: list[list[str]], draws: int, level: str, top: int) -> pd.DataFrame:
    """Return what bootstrap_ranks says of itself, draw by draw in exact numbers."""
    exact = [[Fraction(mark) for mark in row] for row in marks]
    counts, _ = resamples(len(marks[0]), draws, seed=3)
    ranks = []
    for drawn in counts.astype(int).tolist():
        totals = [sum(n * mark for n, mark in zip(drawn, row, strict=True)) for row in exact]
        ranks.append([1 + sum(other > own for other in totals) for own in totals])
    tail = (1 - Fraction(level)) / 2
    rows = []
    for own in np.sort(np.array(ranks), axis=0).T.tolist():
        reached = {rank: Fraction(sum(r <= rank for r in own), len(own)) for rank in own}
        low = min(rank for rank, share in reached.items() if share >= tail)
        high = min(rank for rank, share in reached.items() if share >= 1 - tail)
        rows.append((low, high, sum(rank <= top for rank in own) / len(own)))
    return pd.DataFrame(rows, columns=["rank_low", "rank_high", "top_share"])


@st.composite
def mark_tables(draw: st.DrawFn) -> list[list[str]]:
    """Return marks of more judges than are enumerated: whole or with decimals."""
    n_judges = draw(st.integers(10, 12))
    places = draw(st.sampled_from([0, 1, 2, 4]))
    whole = st.integers(60 * 10**places, 60 * 10**places + draw(st.sampled_from([4, 40, 4000])))
    row = st.lists(whole, min_size=n_judges, max_size=n_judges)
    rows = draw(st.lists(row, min_size=1, max_size=7))
    return [[f"{n // 10**places}.{n % 10**places:0{places or 1}}" for n in row] for row in rows]


@settings(max_examples=60, deadline=None)
@given(
    marks=mark_tables(),
    draws=st.integers(1, 60),
    level=st.sampled_from(["0.05", "0.5", "0.8", "0.95"]),
    top=st.integers(1, 9),
    chunk=st.sampled_from([4, 16, 512]),
)
def test_intervals_are_as_counted_by_hand(
    marks: list[list[str]], draws: int, level: str, top: int, chunk: int
) -> None:
    expected = by_hand(marks, draws, level, top)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rank_draws, "CHUNK", chunk)
        found = bootstrap_ranks(
            np.array(marks, dtype=float), draws=draws, level=float(level), seed=3, top=top
        )
    pd.testing.assert_frame_equal(found, expected)


def some_marks(n_projects: int, n_judges: int) -> np.ndarray:
    chance = np.random.default_rng(8)
    merit = chance.normal(80, 3, (n_projects, 1))
    return np.round(2 * (merit + chance.normal(0, 4, (n_projects, n_judges)))) / 2


def all_ranks(lost: rank_draws.Lost, counts: np.ndarray) -> np.ndarray:
    return np.concatenate([ranks.copy() for ranks in rank_blocks(lost, counts)])


def test_counting_and_sorting_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = points_lost(some_marks(90, 11))
    counts, _ = resamples(11, 700, seed=2)
    counted = all_ranks(lost, counts)
    monkeypatch.setattr(rank_draws, "_SINGLE", 64)
    assert np.array_equal(all_ranks(lost, counts), counted)
    as_floats = lost._replace(points=lost.points / 3, most=None)
    assert np.array_equal(all_ranks(as_floats, counts), counted)


def test_order_of_projects_and_a_judges_constant_play_no_part() -> None:
    marks = some_marks(40, 12)
    order = np.random.default_rng(1).permutation(40)
    call = {"draws": 600, "level": 0.9, "seed": 4, "top": 5}
    found = bootstrap_ranks(marks, **call)
    mixed = bootstrap_ranks(marks[order], **call)
    pd.testing.assert_frame_equal(mixed, found.loc[order].reset_index(drop=True))
    harsh = bootstrap_ranks(marks - 3.5 * (np.arange(12) == 4), **call)
    pd.testing.assert_frame_equal(harsh, found)


def test_equal_means_are_equal_where_floats_are_not() -> None:
    """0.1 three times adds up to more than 0.3 in floats; a third of 100 has no decimals."""
    marks = np.tile([[0.3, 0.0, 0.0], [0.1, 0.1, 0.1]], 4)
    lost = points_lost(marks)
    assert next(rank_blocks(lost, np.ones((1, 12)))).tolist() == [[0, 0]]
    thirds = points_lost(np.array([[100 / 3] * 3 + [0.0] * 9, [0.0] * 9 + [100 / 3] * 3]))
    assert thirds.most is None
    assert next(rank_blocks(thirds, np.ones((1, 12)))).tolist() == [[0, 0]]
