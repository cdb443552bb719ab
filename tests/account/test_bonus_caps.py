"""Ranks and awards under other caps, against the evaluation run again with that cap."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from assessment.account.bonus_caps import bonus_caps
from assessment.account.brand_bonus import brand_bonuses
from assessment.account.red_flag import red_flag
from assessment.core.tables import empty

SECTION = {
    "counts_results_of": 2017,
    "items": [{"item": "基础", "cap_points": 100}],
    "brand_bonus": {"优秀": 5, "良好": 3, "合格": 1},
    "bonus_cap": 6,
    "award_share": None,
    "award_top": 2,
}


@pytest.fixture
def evaluated(table, make_rules):
    """Return red_flag and brand_bonuses under a cap, from base points and (college, grade)."""

    def make(points, grades, cap=6, state="valid"):
        rules = make_rules(2018, red_flag=SECTION | {"bonus_cap": cap})
        items = table("red_flag_items", *(
            {"year": 2018, "college_code": code, "item": "基础", "points": base}
            for code, base in points.items()
        ))  # fmt: skip
        graded = table("standings", *(
            {"project_id": f"P{n}", "grade": grade} for n, (_, grade) in enumerate(grades)
        ))  # fmt: skip
        owners = table("applications", *(
            {"project_id": f"P{n}", "college_code": code} for n, (code, _) in enumerate(grades)
        ))  # fmt: skip
        known = table(
            "brands", {"brand_id": "P0", "college_code": "A", "grade": "优秀"}, state=state
        )
        given = brand_bonuses(graded, owners, known, rules=rules).frame
        return red_flag(items, graded, owners, known, rules=rules).frame, given, rules

    return make


@pytest.mark.parametrize("seed", range(2))
def test_steps_equal_the_evaluation_run_again_with_that_cap(seed, evaluated):
    chance = random.Random(seed)
    points = {f"C{n}": chance.randint(170, 199) / 2 for n in range(8)}
    grades = [
        (chance.choice(list(points)), chance.choice(["优秀", "良好", "合格"])) for _ in range(9)
    ]
    flags, given, rules = evaluated(points, grades)
    found = bonus_caps(flags, given, rules=rules).tables["bonus_caps"]
    for _, step in found.groupby("step_no"):
        cap = (step["cap_low_points"].iloc[0] + step["cap_high_points"].iloc[0]) / 2
        again = evaluated(points, grades, Decimal(repr(float(cap))))[0].set_index("college_code")
        columns = ["rank", "is_awarded", "is_border_tied"]
        for row in step.itertuples():
            told = [getattr(row, column) for column in columns]
            assert told == again.loc[row.college_code, columns].tolist()


def test_a_tipping_point_says_whether_an_award_changes_hands(evaluated):
    points = {"A": 90, "B": 88, "C": 87, "D": 80, "E": 79.5}
    given = evaluated(points, [("C", "良好"), ("E", "合格")])
    tips = bonus_caps(given[0], given[1], rules=given[2]).tables["bonus_tipping_points"]
    assert tips.drop(columns="year").to_numpy().tolist() == [
        [0.5, "E", "D", "passes", False],
        [1.0, "C", "B", "passes", True],
        [3.0, "C", "A", "joins", False],
    ]


def test_a_revoked_brand_moves_nobody_at_any_cap(evaluated):
    *given, rules = evaluated({"A": 88, "B": 90}, [("A", "优秀")], state="revoked")
    assert given[1][["is_revoked", "bonus_points"]].to_numpy().tolist() == [[True, 0]]
    assert bonus_caps(*given, rules=rules).tables["bonus_tipping_points"].empty


def test_colleges_without_a_rank_are_no_part_of_it(evaluated):
    flags, given, rules = evaluated({"A": 88, "B": 90, "C": 89}, [("A", "优秀")])
    out = flags.assign(rank=flags["rank"].where(flags["college_code"] != "A"))
    tables = bonus_caps(out, given, rules=rules).tables
    assert set(tables["bonus_caps"]["college_code"]) == {"B", "C"}
    assert tables["bonus_tipping_points"].empty


def test_without_an_evaluation_the_tables_are_empty(make_rules):
    result = bonus_caps(empty("red_flag"), empty("brand_bonuses"), rules=make_rules(2018))
    assert [len(one) for one in result.tables.values()] == [0, 0]
