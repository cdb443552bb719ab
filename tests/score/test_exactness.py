"""The exactness law: cell to rank equals a plain computation with fractions, on random rounds."""

from __future__ import annotations

import copy
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from assessment.core.rules import Rules
from assessment.core.tables import conform, empty
from assessment.score.official import component_points
from assessment.score.standings import standings
from plain_score import World, plain_places, plain_points, random_world


@cache
def base() -> dict:
    path = Path(__file__).parents[2] / "rules" / "2017.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)


def rules_of(world: World) -> Rules:
    raw = copy.copy(base())
    raw["component"] = world.parts
    raw["ranking"] = raw["ranking"] | world.ranking
    raw["grades"] = raw["grades"] | world.grades
    return Rules.model_validate(raw)


def penalties_of(world: World) -> pd.DataFrame:
    rows = [
        {"year": 2017, "component": component, "project_id": project, "name": name,
         "points": float(points), "reason": None, "src": f"0123456789ab!扣分!{name}{project}"}
        for component, project, name, points in world.penalties
    ]  # fmt: skip
    return conform(pd.DataFrame(rows), "penalties") if rows else empty("penalties")


@pytest.fixture(scope="session")
def tables_of(make_marks, make_votes, make_judges, make_applications):
    """Return components, mark_use and standings of a world."""

    def score(world):
        rules, applications = rules_of(world), make_applications(world.projects)
        marks = [make_marks(grid, name) for name, grid in world.sheets.items()]
        judges = [make_judges(world.homes[name], world.panels[name], name) for name in world.homes]
        result = component_points(
            pd.concat([empty("marks"), *marks]), make_votes(world.votes),
            pd.concat([empty("judges"), *judges]), applications,
            rules=rules, round="assessment", penalties=penalties_of(world),
        )  # fmt: skip
        ranked = standings(result.tables["components"], applications, rules=rules)
        return {**result.tables, **ranked.tables}

    return score


def as_float(value):
    return None if value is None else float(value)


def known(value):
    return None if pd.isna(value) else value


def check_points(components, points, world):
    weights = {part["name"]: part["weight"] for part in world.parts}
    for row in components.itertuples():
        wanted = points[row.component][row.project_id]
        if wanted.points is None:
            assert known(row.weighted_exact) is None
        else:
            exact = wanted.points * weights[row.component].as_integer_ratio()[0]
            exact /= weights[row.component].as_integer_ratio()[1] * 100
            assert row.weighted_exact == f"{exact.numerator}/{exact.denominator}"
        assert known(row.points) == as_float(wanted.points)
        assert known(row.raw_points) == as_float(wanted.raw)
        assert known(row.untrimmed_points) == as_float(wanted.untrimmed)
        assert known(row.panel_coefficient) == as_float(wanted.coefficient)
        assert known(row.penalty_points) == as_float(wanted.penalty)
        if row.component in world.sheets:
            assert (row.n_given, row.n_dropped) == (wanted.n_given, wanted.n_dropped)


def check_places(frame, places):
    for row in frame.itertuples():
        wanted = places[row.project_id]
        total = wanted.total
        exact = None if total is None else f"{total.numerator}/{total.denominator}"
        got = (known(row.total_exact), row.status, known(row.rank), row.is_tied,
               known(row.tie_step), known(row.grade))  # fmt: skip
        assert got == (exact, wanted.status, wanted.rank, wanted.is_tied, wanted.step, wanted.grade)


def check_uses(uses, components, world):
    for part in world.parts:
        if part["kind"] == "judged":
            lines = len(part["criteria"]) if part["combine_on"] == "criterion" else 1
            mine = uses[uses["component"] == part["name"]]["use"]
            rows = components[components["component"] == part["name"]]
            kept = mine.isin(["used", "trimmed_high", "trimmed_low"]).sum()
            assert kept == rows["n_given"].sum() * lines
            assert mine.str.startswith("trimmed").sum() == rows["n_dropped"].sum() * lines


def check_worlds(seeds, tables_of):
    for seed in seeds:
        world = random_world(seed)
        tables, points = tables_of(world), plain_points(world)
        check_points(tables["components"], points, world)
        check_uses(tables["mark_use"], tables["components"], world)
        check_places(tables["standings"], plain_places(world, points))


ORDINARY, ALL = 80, 1600


def test_random_rounds_equal_plain_fractions(tables_of):
    check_worlds(range(ORDINARY), tables_of)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(ORDINARY, ALL, 190))
def test_ten_thousand_random_panels_equal_plain_fractions(first, tables_of):
    check_worlds(range(first, min(first + 190, ALL)), tables_of)


def test_there_are_ten_thousand_panels():
    """Count the judges of a project in a component as one panel."""
    worlds = [random_world(seed) for seed in range(ALL)]
    panels = [len(world.sheets) * len(world.projects) for world in worlds]
    assert sum(panels[:ORDINARY]) >= 450
    assert sum(panels) >= 10_000


def test_the_random_rounds_hold_what_must_be_shown():
    """Every way of combining and converting, ties, steps, grades and gaps occur among them."""
    worlds = [random_world(seed) for seed in range(ORDINARY)]
    parts = [part for world in worlds for part in world.parts]
    ways = {(p["combine"], p["combine_on"]) for p in parts if p["kind"] == "judged"}
    assert len(ways) == 6
    assert {p["convert"] for p in parts if p["kind"] == "voted"} == {
        "max_ratio", "share", "rank", "ladder", "threshold",
    }  # fmt: skip
    points = [plain_points(world) for world in worlds]
    each = [one for world in points for mine in world.values() for one in mine.values()]
    assert sum(one.coefficient not in (None, 1) for one in each) > 20
    assert sum(bool(one.penalty) for one in each) > 20
    assert sum(one.points == 0 and bool(one.penalty) for one in each) > 2
    assert sum(one.n_dropped > 0 for one in each) > 20
    places = [
        p for w, got in zip(worlds, points, strict=True) for p in plain_places(w, got).values()
    ]
    assert {p.status for p in places} == {"final", "incomplete", "provisional"}
    assert {p.grade for p in places} == {None, "优秀", "良好", "合格", "不合格"}
    steps = {p.step for p in places}
    assert {"defense", "untrimmed", "unresolved", None} <= steps
    assert sum(p.is_tied for p in places) > 10
