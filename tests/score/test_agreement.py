"""Table `reliability`: published variances in words of judges needed, gaps, too little."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest

from assessment.core.rules import Rules
from assessment.score.agreement import generalizability, judges_needed, reliability
from score.published import SHROUT_FLEISS
from score.test_severity_tables import GRID, uses

# Shrout & Fleiss 1979, table 2, by REML: target, judge, residual.
VARIANCES = (2.55556, 5.24445, 1.01944)


@pytest.fixture(scope="module")
def rules(make_rules: Callable[..., Rules]) -> Rules:
    return make_rules()


def test_generalizability_is_the_icc_of_a_whole_table() -> None:
    """Brennan 2001: on a whole table relative is ICC(3,k) and absolute ICC(2,k)."""
    for n_judges, relative, absolute in ((1, 0.71484, 0.28976), (4, 0.90932, 0.62005)):
        found = generalizability(*VARIANCES, n_judges=n_judges)
        assert found == pytest.approx((relative, absolute), abs=1e-5)
    assert math.isnan(generalizability(0, 0, 0, n_judges=3).relative)
    with pytest.raises(ValueError, match="n_judges"):
        generalizability(1, 1, 1, n_judges=0)


def test_judges_needed_are_the_fewest() -> None:
    for noise in (VARIANCES[2], VARIANCES[1] + VARIANCES[2], 0.1, 7.3):
        needed = judges_needed(VARIANCES[0], noise)
        assert needed is not None
        shares = [VARIANCES[0] / (VARIANCES[0] + noise / n) for n in (needed, needed - 1) if n]
        assert shares[0] >= 0.8 - 1e-9
        assert all(share < 0.8 for share in shares[1:])
    assert judges_needed(1.0, 1.0) == 4
    assert judges_needed(0.0, 1.0) is None
    assert judges_needed(1.0, 1000.0) is None


def test_the_table_holds_published_numbers(rules: Rules) -> None:
    found = reliability(uses(SHROUT_FLEISS), rules=rules).tables["reliability"]
    values = found.set_index("statistic")["value"]
    expected = {
        "ICC1": 0.16574177, "ICC2": 0.28976378, "ICC3": 0.71484071, "ICC2k": 0.62005055,
        "kendall_w": 0.88703704, "relative": 0.90931554, "absolute": 0.62005055,
        "judges_relative": 2, "judges_absolute": 10,
    }  # fmt: skip
    for statistic, value in expected.items():
        assert values[statistic] == pytest.approx(value, abs=5e-7), statistic
    limits = found.set_index("statistic").loc["ICC2", ["low", "high"]]
    assert limits.tolist() == pytest.approx([0.018787, 0.761084], abs=5e-7)
    assert (found["n_projects"].unique().tolist(), found["n_judges"].unique().tolist()) == (
        [6],
        [4],
    )


def test_leaving_one_judge_out_is_what_ranking_anew_gives(rules: Rules) -> None:
    grid = GRID.copy()
    grid[0, 2] += 40
    found = reliability(uses(grid), rules=rules).tables["reliability"]
    values = found.set_index("statistic")["value"]
    moved = {}
    for judge in range(5):
        before, after = (
            (-one.mean(axis=1)).argsort().argsort()
            for one in (grid, np.delete(grid, judge, axis=1))
        )
        moved[f"without:J{judge + 1}"] = float(np.abs(before - after).max())
    assert values[list(moved)].to_dict() == moved
    assert values["rest:J3"] < values["rest:J1"]


def test_gaps_leave_out_what_needs_a_whole_table(rules: Rules) -> None:
    absent = [(n, 1 + n % 5) for n in range(1, 13)]
    found = reliability(uses(GRID, absent=absent), rules=rules).tables["reliability"]
    statistics = set(found["statistic"])
    assert "kendall_w" not in statistics
    assert {"ICC2", "alpha_interval", "absolute"} <= statistics
    assert found["value"].notna().all()


def test_equal_marks_give_no_number_and_no_warning(rules: Rules) -> None:
    found = reliability(uses(np.full((4, 4), 80.0)), rules=rules).tables["reliability"]
    assert set(found["statistic"]) == {f"without:J{n}" for n in range(1, 5)}


def test_too_little_is_told(rules: Rules) -> None:
    found = reliability(uses(GRID[:2]), rules=rules)
    assert found.tables["reliability"].empty
    assert [one.code for one in found.problems] == ["statistics.too-few"]
