"""Redrawn components against brute force, and what the tables of certainty say of rounds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.core.rules import Rules
from assessment.core.tables import conform, empty
from assessment.score.certainty import certainty
from assessment.score.official import component_points, trimmed_mean
from assessment.score.redraw import converted, judged_draws, voted_draws
from assessment.score.standings import standings
from assessment.score.votes import convert_votes

APPLICATIONS = pd.DataFrame(
    {"year": 2017,
     "project_id": [f"2017-C0{n}-1" for n in range(1, 7)],
     "project_name": [f"示例{n}" for n in range(1, 7)],
     "college_code": [f"C0{n}" for n in range(1, 7)]}
)  # fmt: skip
VOTES = (120, 90, 100, 40, 60, 10)


@settings(max_examples=80, deadline=None)
@given(
    marks=st.lists(st.one_of(st.none(), st.integers(60, 70)), min_size=1, max_size=6),
    counts=st.lists(st.integers(0, 3), min_size=6, max_size=6),
    way=st.sampled_from([("mean", 0, 0, 0), ("median", 0, 0, 0), ("trimmed_mean", 1, 1, 4),
                         ("trimmed_mean", 2, 1, 5)]),
)  # fmt: skip
def test_a_draw_combines_as_its_marks_written_out(
    make_rules: Callable[..., Rules],
    marks: list[int | None],
    counts: list[int],
    way: tuple[str, int, int, int],
) -> None:
    combine, high, low, start = way
    part: Any = make_rules(
        defense={"combine": combine, "drop_high": high, "drop_low": low, "trim_from": start}
    ).component("defense")
    matrix = np.array([[np.nan if mark is None else mark for mark in marks]], dtype=float)
    times = counts[: len(marks)]
    found = judged_draws(matrix, np.array([times], dtype=float), part)[0, 0]
    written = [mark for mark, n in zip(marks, times, strict=True) if mark is not None
               for _ in range(n)]  # fmt: skip
    if not written:
        assert np.isnan(found)
    elif combine == "median":
        assert found == np.median(written)
    else:
        drops = {"drop_high": high, "drop_low": low, "trim_from": start}
        if combine == "mean":
            drops = {"drop_high": 0, "drop_low": 0, "trim_from": 0}
        assert found == pytest.approx(float(trimmed_mean(written, **drops)))


def test_redrawn_votes_are_converted_as_the_rules_say(make_rules: Callable[..., Rules]) -> None:
    part: Any = make_rules().component("floor_vote")
    votes = np.array(VOTES)
    found = voted_draws([votes], part, draws=4_000, seed=3)
    assert found.shape == (4_000, 6)
    assert (found.max(axis=1) == 100).all()
    share = found / found.sum(axis=1, keepdims=True)
    assert share.mean(axis=0) == pytest.approx(votes / votes.sum(), abs=0.003)
    nothing = voted_draws([np.zeros(6, dtype=int)], part, draws=3, seed=0)
    assert (nothing == 0).all()


@pytest.mark.parametrize("convert", ["max_ratio", "share", "rank"])
@given(
    draws=st.lists(st.lists(st.integers(0, 10**6), min_size=3, max_size=3), min_size=1, max_size=5)
)
def test_draws_are_converted_to_the_last_bit_as_counts_are(
    make_rules: Callable[..., Rules], convert: str, draws: list[list[int]]
) -> None:
    part: Any = make_rules().component("floor_vote").model_copy(update={"convert": convert})
    found = converted([np.array(draws)], part)
    assert found.tolist() == [[float(x) for x in convert_votes(row, part)] for row in draws]


@pytest.fixture(scope="module")
def scored(make_rules: Callable[..., Rules], make_marks: Callable[..., pd.DataFrame]) -> Any:
    """Return a function from a grid of marks to the rules and the tables certainty needs."""

    def score(grid: np.ndarray, weights: dict[str, int]) -> tuple[Rules, list[pd.DataFrame]]:
        rules = make_rules(weights)
        ids = APPLICATIONS["project_id"][: len(grid)]
        marks = make_marks(dict(zip(ids, grid.tolist(), strict=True)))
        votes = conform(pd.DataFrame([
            {"year": 2017, "component": "floor_vote", "channel": "现场", "project_id": one,
             "n_votes": n, "src": "0123456789ab!票!B2"}
            for one, n in zip(ids, VOTES, strict=False)
        ]), "votes")  # fmt: skip
        applications = APPLICATIONS[: len(grid)]
        made = component_points(
            marks, votes, empty("judges"), applications, rules=rules, round="assessment"
        ).tables
        order = standings(made["components"], applications, rules=rules).tables["standings"]
        return rules, [made["mark_use"], votes, made["components"], order]

    return score


GRID = np.round(
    np.array([92, 90, 89.5, 84, 80, 70])[:, None]
    + np.random.default_rng(5).normal(0, 1.2, (6, 7)), 1,
)  # fmt: skip


def test_clear_orders_are_certain_and_near_ones_are_not(scored: Any) -> None:
    rules, tables = scored(GRID, {"defense": 70, "floor_vote": 30})
    found = certainty(*tables, rules=rules, draws=400, seed=1).tables
    lines = found["rank_intervals"]
    assert set(lines["method"]) == {
        "bootstrap", "simultaneous", "marginal", "votes", "votes_simultaneous", "votes_marginal"
    }  # fmt: skip
    assert (lines["rank_low"] <= lines["rank"]).all()
    assert (lines["rank"] <= lines["rank_high"]).all()
    last = lines[(lines["project_id"] == "2017-C06-1") & (~lines["method"].str.startswith("votes"))]
    assert set(last["rank_low"]) == {6}
    own = lines.set_index(["method", "project_id"])
    for project_id in APPLICATIONS["project_id"]:
        for of in ("", "votes_"):
            whole, alone = (
                own.loc[(of + name, project_id)] for name in ("simultaneous", "marginal")
            )
            assert whole["rank_low"] <= alone["rank_low"]
            assert alone["rank_high"] <= whole["rank_high"]
    shares = found["pairs"].set_index(["project_id", "other_id"])["before_share"]
    assert len(shares) == 15
    assert shares["2017-C01-1", "2017-C06-1"] == 1


def test_one_judged_component_is_enumerated_whatever_the_seed(scored: Any) -> None:
    rules, tables = scored(GRID, {"defense": 100})
    first, second = (
        certainty(*tables, rules=rules, draws=10, seed=seed).tables["pairs"] for seed in (1, 2)
    )
    pd.testing.assert_frame_equal(first, second)
    shares = first.set_index(["project_id", "other_id"])["before_share"]
    assert 0.5 < shares.min() < 1


def test_order_of_rows_plays_no_part(scored: Any) -> None:
    rules, tables = scored(GRID, {"defense": 70, "floor_vote": 30})
    mixed = [table.sample(frac=1, random_state=4) for table in tables]
    made, again = (
        certainty(*some, rules=rules, draws=50, seed=9).tables for some in (tables, mixed)
    )
    for name, frame in made.items():
        pd.testing.assert_frame_equal(frame, again[name])


def test_little_data_says_nothing(scored: Any) -> None:
    for grid in (GRID[:1], GRID[:, :2]):
        rules, tables = scored(grid, {"defense": 100})
        found = certainty(*tables, rules=rules, seed=1).tables
        assert all(frame.empty for frame in found.values())


def test_equal_marks_are_tied_without_a_warning(scored: Any) -> None:
    rules, tables = scored(np.full((4, 5), 80.0), {"defense": 100})
    found = certainty(*tables, rules=rules, seed=1).tables
    assert set(found["rank_intervals"]["method"]) == {"bootstrap"}
    assert found["pairs"]["before_share"].to_numpy() == pytest.approx(np.full(6, 0.5))
