"""Tipping points against brute force, rank shares against the official order, rounds left out."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.core.exact import fraction_text
from assessment.core.rules import Rules
from assessment.score.tipping import border_turns, lines_in, turns
from assessment.score.weight_tables import weight_tables

PARTS = ("defense", "floor_vote", "online_vote")
WEIGHTS = {"defense": 70, "floor_vote": 20, "online_vote": 10}
POINTS = {
    "2017-C01-1": (92, 60, 70), "2017-C02-1": (90, 80, 60), "2017-C03-1": (85, 90, 100),
    "2017-C04-1": (80, 100, 40), "2017-C05-1": (70, 50, 90),
}  # fmt: skip


@pytest.fixture(scope="module")
def rules(make_rules: Callable[..., Rules]) -> Rules:
    return make_rules(WEIGHTS)


def tables(points: dict[str, tuple[int, ...]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return tables `components` and `standings` of these points of 100."""
    rows = [
        {
            "year": 2017, "round": "assessment", "component": part, "project_id": project_id,
            "weighted_exact": fraction_text(Fraction(value * WEIGHTS[part], 100)),
        }
        for project_id, line in points.items() for part, value in zip(PARTS, line, strict=True)
    ]  # fmt: skip
    components = pd.DataFrame(rows)
    for column in ("raw_points", "untrimmed_points", "n_votes", "penalty_points",
                   "panel_coefficient", "points", "weight", "weighted_points", "n_given",
                   "n_dropped"):  # fmt: skip
        components[column] = None
    components["status"] = "final"
    order = sorted(points, key=lambda name: -total(points[name]))
    standings = pd.DataFrame({"year": 2017, "round": "assessment", "project_id": order})
    standings["rank"] = range(1, len(order) + 1)
    for column in ("total_points", "total_exact", "is_tied", "tie_step", "grade", "status",
                   "missing"):  # fmt: skip
        standings[column] = None
    return components, standings


def total(line: tuple[int, ...]) -> float:
    return sum(value * WEIGHTS[part] for part, value in zip(PARTS, line, strict=True))


def order_at(component: int, weight: float) -> list[str]:
    """Return the projects in order when one weight is moved and the others keep proportions."""
    shares = np.array([WEIGHTS[part] for part in PARTS], dtype=float)
    shares *= (1 - weight) / (100 - shares[component])
    shares[component] = weight
    return sorted(POINTS, key=lambda name: -float(shares @ np.array(POINTS[name])))


def test_neighbours_turn_where_their_totals_are_equal(rules: Rules) -> None:
    found = weight_tables(*tables(POINTS), rules=rules, draws=50, seed=1).tables["tipping_points"]
    assert len(found) > 5
    for line in found.itertuples():
        component = PARTS.index(line.component)
        before, after = (order_at(component, line.weight / 100 + step) for step in (-1e-6, 1e-6))
        places = [[order.index(name) for name in (line.project_id, line.other_id)]
                  for order in (before, after)]  # fmt: skip
        assert (places[0][0] < places[0][1]) != (places[1][0] < places[1][1])


def test_every_turn_of_official_neighbours_is_told(rules: Rules) -> None:
    found = weight_tables(*tables(POINTS), rules=rules, draws=50, seed=1).tables["tipping_points"]
    told = {
        (line.component, frozenset((line.project_id, line.other_id))) for line in found.itertuples()
    }
    official = order_at(0, 0.7)
    steps = np.linspace(0.0005, 0.9995, 1000)
    for component, part in enumerate(PARTS):
        orders = [order_at(component, weight) for weight in steps]
        for first, second in pairwise(official):
            signs = {order.index(first) < order.index(second) for order in orders}
            assert ((part, frozenset((first, second))) in told) == (len(signs) == 2)


def test_the_border_is_that_of_the_first(rules: Rules) -> None:
    """30 % of five ranked projects: one may be outstanding."""
    found = weight_tables(*tables(POINTS), rules=rules, draws=50, seed=1).tables["tipping_points"]
    border = found[found["is_at_border"]]
    for component, part in enumerate(PARTS):
        official = order_at(component, WEIGHTS[part] / 100)[0]
        mine = sorted(border.loc[border["component"] == part, "weight"] / 100)
        steps = np.linspace(0.0005, 0.9995, 1000)
        inside = [w for w in steps
                  if all(not (min(w, WEIGHTS[part] / 100) < tip < max(w, WEIGHTS[part] / 100))
                         for tip in mine)]  # fmt: skip
        assert {order_at(component, weight)[0] for weight in inside} == {official}
        for tip in mine:
            side = 1e-6 if tip > WEIGHTS[part] / 100 else -1e-6
            assert order_at(component, tip + side)[0] != official


def test_shares_of_weights_near_the_rules_keep_to_them(rules: Rules) -> None:
    found = weight_tables(*tables(POINTS), rules=rules, draws=4_000, seed=1)
    shares = found.tables["weight_sensitivity"]
    for column in ("acceptability_share", "near_share"):
        sums = shares.groupby("project_id")[column].sum()
        assert sums.to_numpy() == pytest.approx(np.ones(5), abs=0.003)
    likely = shares.sort_values("near_share").groupby("project_id").tail(1)
    placed = likely.set_index("project_id")["rank"]
    assert [placed[name] for name in order_at(0, 0.7)][-1] == 5


def test_one_component_or_one_project_has_no_weights_to_move(
    rules: Rules, make_rules: Callable[..., Rules]
) -> None:
    components, standings = tables(POINTS)
    alone = weight_tables(components, standings[:1], rules=rules, draws=5, seed=1)
    assert all(frame.empty for frame in alone.tables.values())
    single = make_rules({"defense": 100})
    none = weight_tables(components, standings, rules=single, draws=5, seed=1)
    assert all(frame.empty for frame in none.tables.values())
    with pytest.raises(ValueError, match="no other component"):
        lines_in([[Fraction(1)]], [Fraction(1)], 0)


@settings(max_examples=60, deadline=None)
@given(
    points=st.lists(st.tuples(*[st.integers(0, 8)] * 3), min_size=2, max_size=6),
    n_first=st.integers(0, 6),
)
def test_the_first_stay_between_border_turns(
    points: list[tuple[int, int, int]], n_first: int
) -> None:
    exact = [[Fraction(value) for value in line] for line in points]
    weights = [Fraction(1, 2), Fraction(3, 10), Fraction(1, 5)]
    lines = lines_in(exact, weights, 0)
    found = turns(lines)
    assert found == sorted(found)
    tips = [one.weight for one in border_turns(lines, found, weights[0], n_first)]
    low = max((tip for tip in tips if tip <= weights[0]), default=Fraction(0))
    high = min((tip for tip in tips if tip > weights[0]), default=Fraction(1))
    inner = {
        frozenset(sorted(range(len(lines)), key=lambda n, w=w: (-lines[n].at(w), n))[:n_first])
        for end in (low, high) for k in range(1, 40)
        for w in [weights[0] + (end - weights[0]) * Fraction(k, 40)]
        if all(w != one.weight for one in found)
    }  # fmt: skip
    is_turning = any(one.weight == weights[0] for one in found)
    assert len(inner) <= 1 or is_turning
