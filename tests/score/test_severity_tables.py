"""Tables of severity: what stands in them, invariances, and when they keep silent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from assessment.core.rules import Rules
from assessment.score.severity import RemlFit, fit_reml, severity, tables

DRAWN = np.random.default_rng(2017)
WORTH = DRAWN.normal(80, 5, 12)
HARD = np.array([-4.0, -1, 0, 2, 3])
GRID = np.round(WORTH[:, None] + HARD + DRAWN.normal(0, 1, (12, 5)), 1)


@pytest.fixture(scope="module")
def rules(make_rules: Callable[..., Rules]) -> Rules:
    return make_rules()


def uses(grid: Any, component: str = "defense", absent: Sequence[tuple[int, int]] = ()) -> Any:
    """Return table `mark_use` of a grid of projects × judges."""
    rows = [
        {
            "year": 2017, "component": component, "project_id": f"2017-C{n:02}-1",
            "judge_id": f"J{m}", "criterion": "total",
            "judge_points": None if (n, m) in absent else points,
            "use": "absent" if (n, m) in absent else "used", "reason": "计入",
        }
        for n, line in enumerate(grid, 1)
        for m, points in enumerate(line, 1)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def test_planted_severities_are_found_again(rules: Rules) -> None:
    found = severity(uses(GRID), rules=rules)
    judges = found.tables["severity"].set_index("judge_id")
    distance = (judges["effect_points"] - HARD + HARD.mean()) / judges["std_error"]
    assert (distance.abs() < 3).all()
    assert (judges["misfit"] - 1).abs().max() < 0.6
    assert set(judges["panel_group"]) == {1}
    assert found.problems.frame().empty
    shares = found.tables["variance"].set_index("source")["variance_share"]
    assert shares.sum() == pytest.approx(1)
    assert shares["project"] > shares["judge"] > shares["residual"]


def test_a_project_that_missed_the_mild_judges_is_lifted(rules: Rules) -> None:
    absent = [(3, 4), (3, 5)]
    grid = GRID.copy()
    grid[2] = grid[5]
    found = severity(uses(grid, absent=absent), rules=rules).tables["adjusted"]
    lines = found.set_index("project_id")
    third, sixth = lines.loc["2017-C03-1"], lines.loc["2017-C06-1"]
    assert third["raw_rank"] > sixth["raw_rank"]
    assert abs(third["adjusted_points"] - sixth["adjusted_points"]) < 1.5
    assert third["std_error"] > sixth["std_error"]
    assert sorted(found["adjusted_rank"]) == list(range(1, 13))
    spread = found["adjusted_points"].std() / found["shrunken_points"].std()
    assert spread > 1


def test_a_mark_that_fits_nothing_stands_out(rules: Rules) -> None:
    grid = GRID.copy()
    grid[4, 1] -= 15
    residuals = severity(uses(grid), rules=rules).tables["residuals"]
    worst = residuals.loc[residuals["misfit"].abs().idxmax()]
    assert (worst["project_id"], worst["judge_id"]) == ("2017-C05-1", "J2")
    assert worst["misfit"] < -4


def test_studentized_residuals_are_those_of_the_whole_design(rules: Rules) -> None:
    absent = [(1, 1), (2, 3), (7, 5), (7, 4)]
    table = uses(GRID, absent=absent)
    residuals = severity(table, rules=rules).tables["residuals"]
    kept = table[table["use"] == "used"].sort_values(["project_id", "judge_id"])
    design = pd.get_dummies(kept[["project_id", "judge_id"]]).to_numpy(dtype=float)
    hat = design @ np.linalg.pinv(design)
    points = kept["judge_points"].to_numpy(dtype=float)
    left = points - hat @ points
    sigma = np.sqrt(left @ left / (len(points) - np.linalg.matrix_rank(design)))
    expected = left / sigma / np.sqrt(1 - np.diag(hat))
    assert residuals["misfit"].to_numpy(dtype=float) == pytest.approx(expected, abs=1e-8)


def test_order_of_rows_plays_no_part(rules: Rules) -> None:
    table = uses(GRID)
    mixed = table.sample(frac=1, random_state=1)
    for name, frame in severity(table, rules=rules).tables.items():
        pd.testing.assert_frame_equal(frame, severity(mixed, rules=rules).tables[name])


def test_trimmed_marks_count_and_incomplete_sheets_do_not(rules: Rules) -> None:
    table = uses(GRID)
    trimmed = table.assign(use=table["use"].where(table["judge_id"] != "J1", "trimmed_low"))
    before, after = (severity(one, rules=rules).tables["severity"] for one in (table, trimmed))
    pd.testing.assert_frame_equal(before, after)
    lines = table.assign(criterion="思想性", judge_points=table["judge_points"] / 2)
    rest = lines.assign(criterion="效果")
    rest.loc[0, ["use", "judge_points"]] = ["blank", None]
    halves = pd.concat([lines, rest], ignore_index=True)
    counts = severity(halves, rules=rules).tables["severity"].set_index("judge_id")["n_marks"]
    assert counts.tolist() == [11, 12, 12, 12, 12]


@pytest.mark.parametrize(
    ("grid", "absent", "said"),
    [
        (GRID[:2], [], "2 个项目、5 名评委、10 个分数"),
        (GRID[:, :2], [], "12 个项目、2 名评委、24 个分数"),
        (GRID[:3, :3], [(1, 1), (2, 2)], "3 个项目、3 名评委、7 个分数"),
        (GRID[:1, :1], [], "1 个项目、1 名评委、1 个分数"),
    ],
)
def test_too_little_is_told_and_no_number_invented(
    rules: Rules, grid: Any, absent: list[tuple[int, int]], said: str
) -> None:
    found = severity(uses(grid, absent=absent), rules=rules)
    assert all(frame.empty for frame in found.tables.values())
    (told,) = found.problems
    assert (told.code, told.expected) == ("statistics.too-few", said)


def test_nothing_judged_says_nothing(rules: Rules) -> None:
    found = severity(uses([]).reindex(columns=list(uses(GRID))), rules=rules)
    assert all(frame.empty for frame in found.tables.values())
    assert not list(found.problems)


def test_panels_apart_are_told_and_ranked_apart(rules: Rules) -> None:
    first = [(n, m) for n in range(1, 7) for m in (4, 5, 6)]
    second = [(n, m) for n in range(7, 13) for m in (1, 2, 3)]
    grid = np.hstack([GRID[:, :3], GRID[:, :3] - 20])
    found = severity(uses(grid, absent=first + second), rules=rules)
    assert [(one.code, one.expected) for one in found.problems] == [("panel.not-linked", "2")]
    lines = found.tables["adjusted"]
    for _, group in lines.groupby("panel_group"):
        assert sorted(group["adjusted_rank"]) == [1, 2, 3, 4, 5, 6]


def test_what_does_not_settle_is_told_and_not_given(
    rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsettled(*codes: Any) -> RemlFit:
        return replace(fit_reml(*codes), is_converged=False)

    monkeypatch.setattr(tables, "fit_reml", unsettled)
    found = severity(uses(GRID), rules=rules)
    assert [one.code for one in found.problems] == ["statistics.not-converged"]
    assert found.tables["variance"].empty
    assert found.tables["adjusted"]["shrunken_points"].isna().all()
    assert found.tables["adjusted"]["adjusted_points"].notna().all()


def test_equal_marks_give_finite_numbers(rules: Rules) -> None:
    found = severity(uses(np.full((4, 4), 80.0)), rules=rules)
    assert (found.tables["severity"]["effect_points"].abs() < 1e-9).all()
    assert found.tables["severity"]["misfit"].isna().all()
    assert set(found.tables["adjusted"]["adjusted_rank"]) == {1}
    assert (found.tables["variance"]["variance_share"] == 0).all()
