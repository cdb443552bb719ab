"""Official points against a plain Fraction computation, and what must never change them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.core.tables import SPECS, empty
from assessment.score.official import component_points, trimmed_mean


def codes(result):
    return sorted(found.code for found in result.problems)


def row_of(result, project, component="defense", table="components"):
    frame = result.tables[table]
    found = frame[(frame["project_id"] == project) & (frame["component"] == component)]
    return found.iloc[0]


# --- the kernel ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ([90, 85, 88, 92, 70], Fraction(263, 3)),
        ([90, 85, 88, 92], Fraction(355, 4)),  # fewer than five: nothing is dropped
        ([80, 80, 80, 80, 80], Fraction(80)),
        ([Decimal("86.1"), 86.15, Fraction("86.125"), 100, 0], Fraction("86.125")),
        ([86.1] * 3 + [86.2] * 2, (2 * Fraction("86.1") + Fraction("86.2")) / 3),
    ],
)
def test_trimmed_mean_of_five(points, expected):
    assert trimmed_mean(points, drop_high=1, drop_low=1, trim_from=5) == expected


def test_trimmed_mean_takes_a_float_as_the_decimal_it_prints():
    got = trimmed_mean([0.1, 0.2, np.float64(0.3)], drop_high=0, drop_low=0, trim_from=0)
    assert got == Fraction(1, 5)


@pytest.mark.parametrize("bad", [True, np.True_, float("nan"), float("inf"), "90", None, np.nan])
def test_trimmed_mean_refuses_what_is_no_number(bad):
    with pytest.raises(ValueError, match="number is wanted"):
        trimmed_mean([90, bad], drop_high=0, drop_low=0, trim_from=0)


@pytest.mark.parametrize(
    ("points", "settings_", "said"),
    [
        ([], {"drop_high": 0, "drop_low": 0, "trim_from": 0}, "nothing is left of 0 values"),
        ([1, 2], {"drop_high": 1, "drop_low": 1, "trim_from": 2}, "nothing is left of 2 values"),
        ([1, 2], {"drop_high": 5, "drop_low": 0, "trim_from": 0}, "nothing is left of 2 values"),
        ([1], {"drop_high": -1, "drop_low": 0, "trim_from": 0}, "drop_high must be at least 0"),
        ([1], {"drop_high": 0, "drop_low": -1, "trim_from": 0}, "drop_low must be at least 0"),
        ([1], {"drop_high": 0, "drop_low": 0, "trim_from": -1}, "trim_from must be at least 0"),
    ],
)
def test_trimmed_mean_says_which_rule_was_broken(points, settings_, said):
    with pytest.raises(ValueError, match=said):
        trimmed_mean(points, **settings_)


@given(st.lists(st.decimals(0, 100, places=4), min_size=5), st.integers(0, 2), st.integers(0, 2))
def test_trimmed_mean_equals_removing_one_by_one(points, drop_high, drop_low):
    left = [Fraction(point) for point in points]
    for _ in range(drop_high):
        left.remove(max(left))
    for _ in range(drop_low):
        left.remove(min(left))
    got = trimmed_mean(points, drop_high=drop_high, drop_low=drop_low, trim_from=5)
    assert got == sum(left) / len(left)
    assert got == trimmed_mean(points[::-1], drop_high=drop_high, drop_low=drop_low, trim_from=5)


# --- what must not matter, and what must ---------------------------------------------------------


def test_sums_too_large_for_int64_stay_exact(
    make_rules, make_marks, make_judges, make_applications
):
    fine = Decimal("1.0000000000000001")
    part = {"criteria": [{"name": "甲", "points": 100, "factor": fine}], "trim_from": 3}
    rules = make_rules({"defense": 100}, defense=part)
    marks = make_marks({"P": [{"甲": n} for n in (99, 98, 97, 1, 100)]})
    result = component_points(
        marks, empty("votes"), make_judges([None] * 5), make_applications(["P"]), rules=rules
    )
    assert row_of(result, "P")["weighted_exact"] == "98/1"
    assert row_of(result, "P")["raw_points"] == float(98 * Fraction(fine))


MARKS = st.lists(
    st.lists(st.integers(0, 10000).map(lambda n: n / 100), min_size=7, max_size=7),
    min_size=2, max_size=5,
)  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(table=MARKS, order=st.randoms(use_true_random=False))
def test_row_order_and_names_of_judges_do_not_matter(
    table, order, make_rules, make_marks, make_judges, make_applications
):
    grid = {f"P{n}": row for n, row in enumerate(table)}
    marks, rules = make_marks(grid), make_rules({"defense": 100})
    apps = make_applications(list(grid))
    before = component_points(marks, empty("votes"), make_judges([]), apps, rules=rules)
    shuffled = marks.sample(frac=1, random_state=order.randint(0, 2**31))
    names = dict(zip((f"J{n}" for n in range(1, 8)), order.sample("ABCDEFG", 7), strict=True))
    renamed = shuffled.assign(judge_id=shuffled["judge_id"].map(names))
    again = component_points(shuffled, empty("votes"), make_judges([]), apps, rules=rules)
    other = component_points(renamed, empty("votes"), make_judges([]), apps, rules=rules)
    for name, frame in before.tables.items():
        pd.testing.assert_frame_equal(frame, again.tables[name])
    assert before.problems == again.problems
    pd.testing.assert_frame_equal(before.tables["components"], other.tables["components"])


@settings(max_examples=15, deadline=None)
@given(table=MARKS, constant=st.integers(1, 5000))
def test_a_constant_given_by_every_judge_moves_every_project_alike(
    table, constant, make_rules, make_marks, make_judges, make_applications
):
    halves = {f"P{n}": [mark / 2 for mark in row] for n, row in enumerate(table)}
    moved = {p: [round(mark + constant / 100, 4) for mark in row] for p, row in halves.items()}
    apps, rules = make_applications(list(halves)), make_rules({"defense": 100})
    first, second = (
        component_points(make_marks(g), empty("votes"), make_judges([]), apps, rules=rules)
        for g in (halves, moved)
    )
    for project in halves:
        exact = [Fraction(row_of(r, project)["weighted_exact"]) for r in (first, second)]
        assert exact[1] - exact[0] == Fraction(constant, 100)
        assert row_of(first, project)["n_dropped"] == 2


def test_of_equal_marks_the_first_judge_is_dropped_low_and_the_last_high(
    make_rules, make_marks, make_judges, make_applications
):
    marks = make_marks({"P": [70, 70, 80, 90, 90]})
    result = component_points(
        marks, empty("votes"), make_judges([]), make_applications(["P"]),
        rules=make_rules({"defense": 100}),
    )  # fmt: skip
    use = result.tables["mark_use"].set_index("judge_id")
    assert use["use"].to_dict() == {
        "J1": "trimmed_low", "J2": "used", "J3": "used", "J4": "used", "J5": "trimmed_high",
    }  # fmt: skip
    assert "同分" in use.loc["J1", "reason"]
    assert "同分" in use.loc["J5", "reason"]
    assert use.loc["J3", "reason"] == "计入"


def test_every_status_is_shown_and_none_counts_as_zero(
    make_rules, make_marks, make_judges, make_applications
):
    marks = make_marks(
        {"P": [90, "回避", "缺席", "弃权", "", "无法识别", {"思想性": 30, "创新性": 30}, 80]}
    )
    judges = make_judges([None] * 7 + ["of-P"])
    result = component_points(
        marks, empty("votes"), judges, make_applications(["P"]),
        rules=make_rules({"defense": 100}),
    )  # fmt: skip
    use = result.tables["mark_use"].set_index("judge_id")
    assert use["use"].tolist() == [
        "used", "recused", "absent", "abstained", "blank", "unreadable", "incomplete", "recused",
    ]  # fmt: skip
    assert use.loc["J8", "reason"] == "评委与项目同属一个学院，回避"
    assert use.loc["J8", "judge_points"] == 80
    assert use["judge_points"].isna().tolist() == [False] + [True] * 6 + [False]
    row = row_of(result, "P")
    assert (row["points"], row["n_given"], row["status"]) == (90, 1, "final")
    assert codes(result) == ["marks.criterion-missing", "score.too-few-judges"]
    missing = result.problems[0]
    assert (missing.actual, missing.expected) == ("J7", "效果、参与度")


# --- panels ---------------------------------------------------------------------------------------


def test_panel_coefficient_is_overall_mean_over_panel_mean(
    make_rules, make_marks, make_judges, make_applications
):
    grid = {"A": [80, 84, None, None], "B": [90, 86, None, None], "C": [None, None, 60, 64]}
    rules = make_rules({"defense": 100}, defense={"panel_coefficient": True, "min_judges": 1})
    result = component_points(
        make_marks(grid), empty("votes"), make_judges([None] * 4, ["甲", "甲", "乙", "乙"]),
        make_applications(list("ABC")), rules=rules,
    )  # fmt: skip
    overall, first, second = Fraction(82 + 88 + 62, 3), Fraction(85), Fraction(62)
    for project, raw, panel in (("A", 82, first), ("B", 88, first), ("C", 62, second)):
        row = row_of(result, project)
        assert Fraction(row["weighted_exact"]) == raw * overall / panel
        assert row["panel_coefficient"] == float(overall / panel)
        assert row["raw_points"] == raw
    assert row_of(result, "C")["points"] == float(overall)


def test_a_project_between_panels_keeps_its_points_and_is_told(
    make_rules, make_marks, make_judges, make_applications
):
    rules = make_rules({"defense": 100}, defense={"panel_coefficient": True, "min_judges": 1})
    result = component_points(
        make_marks({"A": [80, 90], "B": [70, None]}), empty("votes"),
        make_judges([None] * 2, ["甲", "乙"]), make_applications(["A", "B"]), rules=rules,
    )  # fmt: skip
    assert codes(result) == ["panel.mixed"]
    assert row_of(result, "A")["weighted_exact"] == "85/1"
    assert pd.isna(row_of(result, "A")["panel_coefficient"])


# --- faults ---------------------------------------------------------------------------------------


def one_project(make_rules, make_marks, make_judges, make_applications, cells, **options):
    sources = pd.DataFrame({"source_id": ["0123456789ab"], "file": ["答辩.xlsx"]})
    return component_points(
        make_marks({"P": cells}), empty("votes"), make_judges([]), make_applications(["P"]),
        rules=make_rules({"defense": 100}, defense={"min_judges": 1}), sources=sources, **options,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "code", "actual", "expected", "place"),
    [
        (105, "points.out-of-range", "105", "0–100", "答辩.xlsx「P」total2"),
        (-1, "points.out-of-range", "-1", "0–100", "答辩.xlsx「P」total2"),
        (1e300, "points.out-of-range", "1e+300", "0–100", "答辩.xlsx「P」total2"),
        (88.12345, "points.too-many-decimals", "88.12345", "0–100", "答辩.xlsx「P」total2"),
        ({"台风": 9}, "marks.criterion-unknown", "台风", "思想性、创新性、效果、参与度",
         "答辩.xlsx「P」台风2"),
    ],
)  # fmt: skip
def test_impossible_marks_are_left_out_with_their_cell(
    cell, code, actual, expected, place, make_rules, make_marks, make_judges, make_applications
):
    made = (make_rules, make_marks, make_judges, make_applications)
    result = one_project(*made, [90, cell])
    first = result.problems[0]
    assert (first.code, first.actual, first.expected) == (code, actual, expected)
    assert str(first.where) == place
    assert row_of(result, "P")["points"] == 90
    assert row_of(result, "P")["n_given"] == 1


@pytest.mark.parametrize("points", [0.0001, 99.9999, 0.29, 57.0001, 100.0])
def test_up_to_four_decimals_are_read_back_exactly(
    points, make_rules, make_marks, make_judges, make_applications
):
    result = one_project(make_rules, make_marks, make_judges, make_applications, [points])
    assert Fraction(row_of(result, "P")["weighted_exact"]) == Fraction(str(points))
    assert not result.problems


def test_marks_and_votes_of_others_are_left_out(
    make_rules, make_marks, make_votes, make_judges, make_applications
):
    rules = make_rules({"defense": 70, "floor_vote": 30}, defense={"min_judges": 1})
    result = component_points(
        make_marks({"P": [80], "X": [99]}), make_votes({"floor_vote": {"现场": {"P": 5, "X": 50}}}),
        make_judges([]), make_applications(["P"]), rules=rules,
    )  # fmt: skip
    assert codes(result) == ["marks.not-entrant"] * 2
    assert set(result.tables["mark_use"]["project_id"]) == {"P"}
    assert row_of(result, "P", "floor_vote")["points"] == 100


def test_unequal_trims_and_too_few_judges_are_told(
    make_rules, make_marks, make_judges, make_applications
):
    result = component_points(
        make_marks({"A": [80, 81, 82, 83, 84], "B": [80, 81, 82, 83, "缺席"]}), empty("votes"),
        make_judges([]), make_applications(["A", "B"]), rules=make_rules({"defense": 100}),
    )  # fmt: skip
    assert codes(result) == ["score.too-few-judges", "sitting.unequal-trim"]
    few = next(p for p in result.problems if p.code == "score.too-few-judges")
    assert "项目B" in few.actual
    assert "4人" in few.actual
    assert row_of(result, "B")["points"] == 81.5


def test_without_valid_marks_there_are_no_points_but_others_go_on(
    make_rules, make_marks, make_judges, make_applications
):
    result = component_points(
        make_marks({"A": [80], "B": ["缺席"]}), empty("votes"), make_judges([]),
        make_applications(["A", "B", "C"]),
        rules=make_rules({"defense": 100}, defense={"min_judges": 1}),
    )  # fmt: skip
    frame = result.tables["components"].set_index("project_id")
    assert frame["status"].to_dict() == {"A": "final", "B": "incomplete", "C": "incomplete"}
    assert codes(result) == ["component.incomplete", "panel.empty"]


def test_a_component_without_any_data_is_provisional(
    make_rules, make_marks, make_judges, make_applications
):
    rules = make_rules({"defense": 70, "floor_vote": 30}, defense={"min_judges": 1})
    result = component_points(
        make_marks({"A": [80]}), empty("votes"), make_judges([]), make_applications(["A", "B"]),
        rules=rules,
    )  # fmt: skip
    votes = result.tables["components"].query("component == 'floor_vote'")
    assert votes["status"].tolist() == ["provisional"] * 2
    assert votes["points"].isna().all()
    assert "component.no-data" in codes(result)


# --- which round, and calls that cannot be right --------------------------------------------------


def test_the_round_is_that_of_the_components_named(
    make_rules, make_marks, make_judges, make_applications
):
    marks = make_marks({"A": [80]}, component="application")
    apps, rules = make_applications(["A"]), make_rules()
    result = component_points(marks, pd.DataFrame(), make_judges([]), apps, rules=rules)
    assert set(result.tables["components"]["round"]) == {"review"}
    nothing = component_points(empty("marks"), empty("votes"), make_judges([]), apps, rules=rules)
    assert set(nothing.tables["components"]["round"]) == {"assessment"}
    assert set(nothing.tables["components"]["status"]) == {"provisional"}
    both = pd.concat([marks, make_marks({"A": [80]})])
    with pytest.raises(ValueError, match="both rounds"):
        component_points(both, empty("votes"), make_judges([]), apps, rules=rules)
    review = component_points(
        both, empty("votes"), make_judges([]), apps, rules=rules, round="review"
    )
    pd.testing.assert_frame_equal(review.tables["components"], result.tables["components"])


def test_calls_that_cannot_be_right_are_refused(
    make_rules, make_marks, make_judges, make_applications
):
    marks, rules, apps = make_marks({"A": [80]}), make_rules(), make_applications(["A"])
    none, judges = empty("votes"), make_judges([])
    with pytest.raises(ValueError, match="lacks the columns"):
        component_points(marks.drop(columns="points"), none, judges, apps, rules=rules)
    with pytest.raises(ValueError, match="applications lacks the columns"):
        component_points(marks, none, judges, apps.drop(columns="college_code"), rules=rules)
    with pytest.raises(ValueError, match="more than once"):
        component_points(marks, none, judges, pd.concat([apps, apps]), rules=rules)
    with pytest.raises(ValueError, match="twice"):
        component_points(pd.concat([marks, marks]), none, judges, apps, rules=rules)
    with pytest.raises(ValueError, match="has no points"):
        component_points(marks.assign(points=pd.NA), none, judges, apps, rules=rules)
    with pytest.raises(ValueError, match="no components"):
        component_points(marks.assign(component="interview"), none, judges, apps, rules=rules)


def test_other_years_are_passed_over(make_rules, make_marks, make_judges, make_applications):
    marks, apps = make_marks({"A": [80]}), make_applications(["A"])
    rules = make_rules({"defense": 100})
    alone = component_points(marks, empty("votes"), make_judges([]), apps, rules=rules)
    mixed = component_points(
        pd.concat([marks, marks.assign(year=2016, points=10.0)]), empty("votes"), make_judges([]),
        pd.concat([apps, apps.assign(year=2016)]), rules=rules,
    )  # fmt: skip
    for name, frame in alone.tables.items():
        pd.testing.assert_frame_equal(frame, mixed.tables[name])


def test_without_entrants_the_tables_are_empty(make_rules, make_judges, make_applications):
    result = component_points(
        empty("marks"), empty("votes"), make_judges([]), make_applications([]), rules=make_rules()
    )
    assert result.tables["components"].empty
    assert list(result.tables["components"].columns) == SPECS["components"].names
    assert result.tables["mark_use"].empty


# --- effective weights ----------------------------------------------------------------------------


def test_votes_that_spread_more_than_the_defense_are_told(
    make_rules, make_marks, make_votes, make_judges, make_applications
):
    """The worked figures of the programme: defense 80–92 at 70, votes 1200/600/300/150 at 30."""
    rules = make_rules({"defense": 70, "floor_vote": 30}, defense={"min_judges": 1})
    votes = {"A": 1200, "B": 600, "C": 300, "D": 150}
    result = component_points(
        make_marks({"A": [80], "B": [84], "C": [88], "D": [92]}),
        make_votes({"floor_vote": {"现场": votes}}), make_judges([]), make_applications("ABCD"),
        rules=rules,
    )  # fmt: skip
    weights = result.tables["effective_weights"].set_index("component")
    assert weights["spread_points"].to_dict() == {"defense": 8.4, "floor_vote": 26.25}
    assert weights["influence_share"].sum() == pytest.approx(1, abs=1e-12)
    defense, floor = np.array([56, 58.8, 61.6, 64.4]), np.array([30, 15, 7.5, 3.75])
    shares = [np.cov(c, defense + floor)[0, 1] / np.var(defense + floor, ddof=1)
              for c in (defense, floor)]  # fmt: skip
    assert weights["influence_share"].tolist() == pytest.approx(shares, abs=1e-12)
    assert codes(result) == ["vote.outweighs-defense"]
    assert "26.25" in result.problems[0].message
    assert "8.40" in result.problems[0].message


def test_votes_that_only_together_outweigh_the_defense_are_told_once(
    make_rules, make_marks, make_votes, make_judges, make_applications
):
    rules = make_rules(
        {"defense": 70, "floor_vote": 20, "online_vote": 10}, defense={"min_judges": 1}
    )
    floor, online = {"A": 10, "B": 7}, {"A": 10, "B": 6}  # spreads 6 and 4; the defense 7
    result = component_points(
        make_marks({"A": [90], "B": [80]}),
        make_votes({"floor_vote": {"现场": floor}, "online_vote": {"微信": online, "微博": online}}),
        make_judges([]), make_applications("AB"), rules=rules,
    )  # fmt: skip
    assert codes(result) == ["vote.outweighs-defense"]
    assert "现场投票、网络投票合计拉开 10.00 分（现场答辩 7.00 分）" in result.problems[0].message


def test_influence_is_unknown_while_all_totals_are_equal(
    make_rules, make_marks, make_judges, make_applications
):
    result = component_points(
        make_marks({"A": [80], "B": [80]}), empty("votes"), make_judges([]),
        make_applications("AB"), rules=make_rules({"defense": 100}, defense={"min_judges": 1}),
    )  # fmt: skip
    weights = result.tables["effective_weights"].iloc[0]
    assert weights["spread_points"] == 0
    assert pd.isna(weights["influence_share"])
