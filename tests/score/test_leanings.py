"""Leanings against the whole regression written out, and against what was planted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.core.rules import Rules
from assessment.core.tables import SPECS, empty, table_of
from assessment.score.official import component_points
from assessment.score.severity.leanings import leaning, leanings

PROJECTS, JUDGES = 8, 5


def grid(seed: int, lean: float = 0.0, noise: float = 1.0) -> tuple[Any, ...]:
    """Return codes, points and who is own: judge 0 leans to the first three projects."""
    chance = np.random.default_rng(seed)
    project, judge = (one.ravel() for one in np.indices((PROJECTS, JUDGES)))
    own = ((judge == 0) & (project < 3)).astype(float)
    points = 80 + chance.normal(0, 4, PROJECTS)[project] + chance.normal(0, 2, JUDGES)[judge]
    return project, judge, points + lean * own + chance.normal(0, noise, len(points)), own


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.lists(st.integers(0, PROJECTS * JUDGES - 1), max_size=8))
def test_it_is_the_coefficient_of_the_whole_regression(seed: int, missing: list[int]) -> None:
    project, judge, points, own = grid(seed, lean=1.5)
    keep = np.setdiff1d(np.arange(len(points)), missing)
    project, judge, points, own = (one[keep] for one in (project, judge, points, own))
    design = np.column_stack([np.eye(PROJECTS)[project], np.eye(JUDGES)[judge], own])
    found = leaning(project, judge, points, own)
    rank = np.linalg.matrix_rank(design)
    if rank == np.linalg.matrix_rank(design[:, :-1]) or len(points) - rank < 3:
        assert found is None
        return
    wanted, *_ = np.linalg.lstsq(design, points, rcond=None)
    left = points - design @ wanted
    spread = left @ left / (len(points) - rank) * np.linalg.pinv(design.T @ design)[-1, -1]
    assert found is not None
    assert found.points == pytest.approx(wanted[-1], abs=1e-8)
    assert found.std_error == pytest.approx(np.sqrt(spread), rel=1e-6)
    assert found.low < found.points < found.high


def test_limits_hold_in_about_nineteen_of_twenty_draws() -> None:
    held = 0
    for seed in range(300):
        found = leaning(*grid(seed, lean=2.0))
        assert found is not None
        held += found.low <= 2.0 <= found.high
    assert 0.90 <= held / 300 <= 0.99


def test_a_judge_of_nothing_but_own_projects_tells_nothing() -> None:
    project, judge, points, _ = grid(1)
    assert leaning(project, judge, points, (judge == 0).astype(float)) is None


def _filled(table: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    blank = dict.fromkeys(SPECS[table].names)
    return table_of([blank | row for row in rows], table)


@pytest.fixture(scope="module")
def leaned(make_rules: Callable[..., Rules], make_marks: Callable[..., pd.DataFrame]) -> Any:
    """Return the table where judge J1 of a hospital gives hospitals' projects 3 points more."""
    rules = make_rules({"defense": 100})
    ids = [f"2017-C{n:02}-1" for n in range(1, PROJECTS + 1)]
    units = [f"C{n:02}" for n in range(1, PROJECTS + 1)]
    _, _, points, own = grid(7, noise=0.3)
    marks = make_marks(dict(zip(ids, np.round(points + 3 * own, 1).reshape(PROJECTS, JUDGES).tolist(),
                                strict=True)))  # fmt: skip
    src = {"src": "0123456789ab!表!A1"}
    flags = {"is_second": False, "is_exceptional": False, "status": "eligible"}
    applications = _filled("applications", [
        {"year": 2017, "project_id": one, "project_name": one, "college_code": unit,
         "theme_code": "T1" if n % 2 else "T2"} | flags | src
        for n, (one, unit) in enumerate(zip(ids, units, strict=True))
    ])  # fmt: skip
    colleges = _filled("colleges", [
        {"college_code": unit, "college_name": unit,
         "unit_type": "附属医院" if n < 3 or unit == "C99" else "学院"}
        for n, unit in enumerate([*units, "C99"])
    ])  # fmt: skip
    judges = _filled("judges", [
        {"year": 2017, "component": "defense", "judge_id": f"J{n + 1}",
         "college_code": "C99" if n == 0 else None} | src for n in range(JUDGES)
    ])  # fmt: skip
    use = component_points(
        marks, empty("votes"), empty("judges"), applications, rules=rules, round="assessment"
    ).tables["mark_use"]
    return leanings(use, judges, applications, colleges, rules=rules).tables["leanings"]


def test_a_planted_leaning_is_found_at_its_judge_only(leaned: pd.DataFrame) -> None:
    # C99 applies with nothing, so there are no themes of its own; nobody else has a unit.
    (row,) = leaned.itertuples(index=False)
    assert (row.toward, row.judge_id, row.n_own, row.n_other) == ("own_type", "J1", 3, 5)
    assert row.low_points < 3.0 < row.high_points
    assert row.low_points > 1.5
