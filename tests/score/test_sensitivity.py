"""Rank acceptability: published shares, exact against drawn, bounds, projects alike."""

from __future__ import annotations

import numpy as np
import pytest

from assessment.score.sensitivity import draw_weights, rank_acceptability

THREE = [[0.9, 0.2], [0.5, 0.7], [0.2, 0.95]]
SHARES = [[4 / 9, 10 / 261, 15 / 29], [10 / 99, 89 / 99, 0], [5 / 11, 20 / 319, 14 / 29]]


def test_two_criteria_are_exact() -> None:
    """methods.md, SMAA: uniform weights on two criteria (Lahdelma & Salminen 2001)."""
    found = rank_acceptability(THREE, draws=1, seed=0)
    assert np.abs(found - SHARES).max() < 1e-12


def test_drawn_weights_come_near_the_exact_shares() -> None:
    third = [[*row, 0.0] for row in THREE]
    found = rank_acceptability(third, draws=40_000, seed=3)
    only_two = [(0.0, 1.0), (0.0, 1.0), (0.0, 1e-9)]
    bounded = rank_acceptability(third, draws=40_000, seed=3, bounds=only_two)
    assert np.abs(bounded - SHARES).max() < 0.01
    assert np.abs(found - SHARES).max() < 0.01


def test_bounds_hold_and_weights_sum_to_one() -> None:
    box = np.array([[0.6, 0.8], [0.1, 0.3], [0.0, 0.2]])
    weights = draw_weights(3_000, box, seed=1)
    assert weights.sum(axis=1) == pytest.approx(np.ones(3_000))
    assert ((weights >= box[:, 0] - 1e-12) & (weights <= box[:, 1] + 1e-12)).all()
    assert weights.mean(axis=0) == pytest.approx([0.7, 0.2, 0.1], abs=0.01)
    fixed = rank_acceptability(THREE, draws=1, seed=0, bounds=[(0.7, 0.7), (0.3, 0.3)])
    assert fixed.tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 1]]


def test_shares_sum_to_one_each_way_also_where_projects_are_alike() -> None:
    points = np.random.default_rng(2).random((7, 4))
    points[4] = points[1]
    points[6] = points[1]
    found = rank_acceptability(points, draws=2_000, seed=5)
    assert found.sum(axis=0) == pytest.approx(np.ones(7))
    assert found.sum(axis=1) == pytest.approx(np.ones(7))
    assert np.array_equal(found[1], found[4])
    order = [3, 1, 0, 2, 6, 5, 4]
    again = rank_acceptability(points[order], draws=2_000, seed=5)
    assert again == pytest.approx(found[order])


def test_one_project_and_one_component() -> None:
    assert rank_acceptability([[80.0, 70, 60]], draws=3, seed=0).tolist() == [[1.0]]
    assert rank_acceptability([[80.0], [90.0]], draws=3, seed=0).tolist() == [[0, 1], [1, 0]]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"draws": 0}, "draws"),
        ({"points": [[1.0, np.nan]]}, "every number"),
        ({"bounds": [(0, 0.4), (0, 0.4)]}, "no weights"),
        ({"bounds": [(0, 1)]}, "each of 2"),
        ({"bounds": [(0.5, 0.4), (0, 1)]}, "each of 2"),
    ],
)
def test_wrong_calls_are_told(change: dict[str, object], said: str) -> None:
    call = {"points": THREE, "draws": 5, "seed": 0} | change
    with pytest.raises(ValueError, match=said):
        rank_acceptability(call.pop("points"), **call)  # type: ignore[arg-type]
