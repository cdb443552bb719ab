"""Ranks, ties, grades and what is missing, on totals written down as fractions."""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.core.tables import conform, empty
from assessment.score.grades import band_of
from assessment.score.official import component_points
from assessment.score.standings import standings
from assessment.score.totals import read_totals

THREE = {"defense": 70, "floor_vote": 20, "online_vote": 10}


@pytest.fixture
def make_components():
    """Return table `components` of project → component → points (None: none)."""

    def make(points, weights, untrimmed=None):
        rows = []
        for project, parts in points.items():
            for component, value in parts.items():
                exact = None if value is None else Fraction(value)
                weighted = None if exact is None else exact * weights[component] / 100
                plain = (untrimmed or {}).get(project, exact) if component == "defense" else exact
                rows.append(
                    {
                        "year": 2017, "round": "assessment", "component": component,
                        "project_id": project, "raw_points": None, "n_votes": None,
                        "untrimmed_points": None if exact is None else float(plain),
                        "penalty_points": None, "panel_coefficient": None,
                        "points": None if exact is None else float(exact),
                        "weight": weights[component],
                        "weighted_points": None if exact is None else float(weighted),
                        "weighted_exact": None if exact is None
                        else f"{weighted.numerator}/{weighted.denominator}",
                        "n_given": None, "n_dropped": None,
                        "status": "incomplete" if exact is None else "final",
                    }
                )  # fmt: skip
        return conform(pd.DataFrame(rows), "components")

    return make


@pytest.fixture
def rank(make_rules, make_components, make_applications):
    """Rank totals of one component."""

    def run(totals, decisions=None, weights=None, **changes):
        weights = weights or {"defense": 100}
        points = {p: t if isinstance(t, dict) else {"defense": t} for p, t in totals.items()}
        result = standings(
            make_components(points, weights), make_applications(list(points)), decisions,
            rules=make_rules(weights, **changes),
        )  # fmt: skip
        return result.frame.set_index("project_id"), result.problems

    return run


def decide(*lines, **values):
    rows = [
        {"year": 2017, "round": "assessment", "project_id": project, "matter": matter,
         "outcome": outcome, "granted_fen": None, "reason": None, "decided_by": None,
         "decided_date": None, "src": f"0123456789ab!评审决定!E{n}", **values}
        for n, (project, matter, outcome) in enumerate(lines, start=2)
    ]  # fmt: skip
    return conform(pd.DataFrame(rows), "decisions")


# --- totals and ranks -----------------------------------------------------------------------------


def test_totals_are_exact_sums_of_weighted_points(rank):
    frame, problems = rank(
        {"A": {"defense": Fraction(263, 3), "floor_vote": 100, "online_vote": Fraction(100, 7)}},
        weights=THREE,
    )
    exact = Fraction(263, 3) * Fraction(7, 10) + 20 + Fraction(10, 7)
    assert frame.loc["A", "total_exact"] == f"{exact.numerator}/{exact.denominator}"
    assert frame.loc["A", "total_points"] == float(exact)
    assert frame.loc["A", "rank"] == 1
    assert not problems


def test_ranks_1_1_3_and_1_1_2(rank):
    totals = {"A": 79, "B": 79, "C": 70, "D": 75}
    frame, problems = rank(totals)
    assert frame["rank"].to_dict() == {"A": 1, "B": 1, "C": 4, "D": 3}
    assert frame["is_tied"].to_dict() == {"A": True, "B": True, "C": False, "D": False}
    assert frame["tie_step"].dropna().to_dict() == {"A": "unresolved", "B": "unresolved"}
    assert [(p.code, p.actual) for p in problems] == [("tie.unresolved", "项目A、项目B")]
    frame, _ = rank(totals, ranking={"style": "dense"})
    assert frame["rank"].to_dict() == {"A": 1, "B": 1, "C": 3, "D": 2}


def test_totals_are_ranked_unrounded_unless_the_rules_round(rank):
    totals = {"A": Fraction("86.124"), "B": Fraction("86.121")}
    frame, problems = rank(totals, ranking={"ties": []})
    assert frame["rank"].to_dict() == {"A": 1, "B": 2}
    assert not problems
    frame, _ = rank(totals, ranking={"rank_on": "rounded", "ties": []})
    assert frame["rank"].to_dict() == {"A": 1, "B": 1}
    assert frame["total_points"].to_dict() == {"A": 86.124, "B": 86.121}


def test_totals_beyond_float_resolution_are_still_ranked_and_told(rank):
    tiny = Fraction(1, 10**18)
    frame, problems = rank({"A": 85, "B": 85 + tiny, "C": 85 - Fraction(1, 10**8)})
    assert frame["total_points"].nunique() == 2
    assert frame["rank"].to_dict() == {"A": 2, "B": 1, "C": 3}
    assert frame["tie_step"].isna().all()
    assert [(p.code, p.actual, p.expected) for p in problems] == [
        ("score.near-tie", "项目B", "项目A")
    ]


# --- the tie chain --------------------------------------------------------------------------------


def test_each_step_of_the_chain_parts_what_the_one_before_left(make_components, make_rules):
    """All four have 84: A by defense; B by the untrimmed sum; C and D stay."""
    weights = THREE
    points = {
        "A": {"defense": 90, "floor_vote": 70, "online_vote": 70},
        "B": {"defense": 84, "floor_vote": 84, "online_vote": 84},
        "C": {"defense": 84, "floor_vote": 80, "online_vote": 92},
        "D": {"defense": 84, "floor_vote": 84, "online_vote": 84},
    }
    plain = {"A": 70, "B": 85, "C": 84, "D": 84}
    table = make_components(points, weights, plain)
    names = pd.DataFrame({"project_id": list("ABCD"), "project_name": list("ABCD")})
    frame = standings(table, names, rules=make_rules(weights)).frame.set_index("project_id")
    assert frame["total_exact"].unique().tolist() == ["84/1"]
    assert frame["rank"].to_dict() == {"A": 1, "B": 2, "C": 3, "D": 3}
    assert frame["tie_step"].to_dict() == {
        "A": "defense", "B": "untrimmed", "C": "unresolved", "D": "unresolved",
    }  # fmt: skip
    by_votes = make_rules(weights, ranking={"ties": ["votes", "online_vote"]})
    frame = standings(table, names, rules=by_votes).frame.set_index("project_id")
    assert frame["tie_step"].to_dict() == {
        "A": "votes", "B": "unresolved", "C": "online_vote", "D": "unresolved",
    }  # fmt: skip
    assert frame["rank"].to_dict() == {"C": 1, "B": 2, "D": 2, "A": 4}


def test_a_step_that_is_not_in_the_round_is_passed_over(rank):
    frame, _ = rank({"A": 90, "B": 90}, ranking={"ties": ["application", "votes"]})
    assert frame["tie_step"].tolist() == ["unresolved"] * 2


def test_untrimmed_points_are_read_back_exactly_through_a_panel_coefficient(
    make_rules, make_marks, make_judges, make_applications
):
    grid = {
        "A": [69.9, 80, 80.3, 80, 90.1, *[None] * 5],
        "B": [60, 81.7, 83, 85.01, 99.9, *[None] * 5],
        "C": [*[None] * 5, 60, 66.7, 71.9, 68.3, 75.4],
    }
    means = {p: [Fraction(str(m)) for m in row if m is not None] for p, row in grid.items()}
    raw = {p: sum(sorted(marks)[1:4]) / 3 for p, marks in means.items()}
    overall, panel = sum(raw.values()) / 3, {"A": (raw["A"] + raw["B"]) / 2, "C": raw["C"]}
    rules = make_rules({"defense": 100}, defense={"panel_coefficient": True})
    result = component_points(
        make_marks(grid), empty("votes"), make_judges([None] * 10, ["甲"] * 5 + ["乙"] * 5),
        make_applications("ABC"), rules=rules,
    )  # fmt: skip
    for total in read_totals(result.tables["components"], "assessment", rules):
        marks = means[total.project_id]
        times = overall / panel.get(total.project_id, panel["A"])
        assert total.step("untrimmed") == sum(marks) / len(marks) * times
        assert total.points == raw[total.project_id] * times


def test_points_written_by_hand_count_as_the_decimals_they_are(make_components, make_rules):
    table = make_components({"A": {"defense": 80}}, {"defense": 100}, {"A": Fraction("80.1234567")})
    (total,) = read_totals(table, "assessment", make_rules({"defense": 100}))
    assert total.step("untrimmed") == Fraction("80.1234567")


def random_totals(chance):
    """Return project → component → points with many ties, each step apart or not."""
    return {
        f"P{n}": {
            "defense": chance.choice([84, 84, 86]),
            "floor_vote": chance.choice([77, 84]),
            "online_vote": chance.choice([84, 98, 70]),
        }
        for n in range(chance.randint(2, 12))
    }


@pytest.mark.parametrize("seed", range(20))
def test_random_ties_equal_counting_who_is_better(
    seed, make_rules, make_components, make_applications
):
    chance = random.Random(seed)
    points = random_totals(chance)
    plain = {p: chance.choice([80, 82]) for p in points}
    chain = chance.sample(["defense", "untrimmed", "votes", "online_vote"], 3)

    def keys(p):
        own = points[p]
        weighted = {c: Fraction(own[c] * w, 100) for c, w in THREE.items()}
        votes = weighted["floor_vote"] + weighted["online_vote"]
        steps = {
            "defense": own["defense"], "online_vote": own["online_vote"], "votes": votes,
            "untrimmed": Fraction(plain[p] * 70, 100) + votes,
        }  # fmt: skip
        return (sum(weighted.values()), *(steps[word] for word in chain))

    for style in ("competition", "dense"):
        rules = make_rules(THREE, ranking={"ties": chain, "style": style})
        table = make_components(points, THREE, plain)
        frame = standings(table, make_applications(list(points)), rules=rules).frame
        for row in frame.itertuples():
            mine = keys(row.project_id)
            better = [keys(p) for p in points if keys(p) > mine]
            expected = 1 + (len(set(better)) if style == "dense" else len(better))
            same = [p for p in points if keys(p) == mine]
            others = [p for p in points if p != row.project_id and keys(p)[0] == mine[0]]
            assert row.rank == expected
            assert row.is_tied == (len(same) > 1)
            if not others:
                assert pd.isna(row.tie_step)
            elif len(same) > 1:
                assert row.tie_step == "unresolved"
            else:
                last = max(next(i for i in range(1, 4) if keys(p)[i] != mine[i]) for p in others)
                assert row.tie_step == chain[last - 1]


@settings(max_examples=15, deadline=None)
@given(order=st.randoms(use_true_random=False))
def test_row_order_does_not_matter(order, make_rules, make_applications):
    chance = random.Random(7)
    points = {p: parts["defense"] for p, parts in random_totals(chance).items()}
    rows = [
        {"year": 2017, "round": "assessment", "component": "defense", "project_id": p,
         "raw_points": v, "untrimmed_points": v, "n_votes": None, "penalty_points": None,
         "panel_coefficient": None, "points": v, "weight": 100, "weighted_points": v,
         "weighted_exact": f"{v}/1", "n_given": 5, "n_dropped": 0, "status": "final"}
        for p, v in points.items()
    ]  # fmt: skip
    table = conform(pd.DataFrame(rows), "components")
    shuffled = table.sample(frac=1, random_state=order.randint(0, 2**31))
    rules, apps = make_rules({"defense": 100}), make_applications(list(points))
    first, second = (standings(t, apps, rules=rules) for t in (table, shuffled))
    pd.testing.assert_frame_equal(first.frame, second.frame)
    assert first.problems == second.problems


# --- decisions on ties ----------------------------------------------------------------------------

TIED = {"A": 95, "B": 90, "C": 90, "D": 90, "E": 80}


@pytest.mark.parametrize(
    ("outcomes", "ranks", "steps"),
    [
        ({"C": "2", "B": "3", "D": "4"}, [1, 3, 2, 4, 5], ["decision"] * 3),
        ({"D": "2"}, [1, 3, 3, 2, 5], ["unresolved", "unresolved", "decision"]),
        ({"D": "4"}, [1, 2, 2, 4, 5], ["unresolved", "unresolved", "decision"]),
        ({"B": "2", "C": "2", "D": "4"}, [1, 2, 2, 4, 5], ["decision"] * 3),
    ],
)
def test_a_decision_settles_a_tie(rank, outcomes, ranks, steps):
    decisions = decide(*((p, "tie", rank_) for p, rank_ in outcomes.items()))
    frame, problems = rank(TIED, decisions)
    assert frame["rank"].tolist() == ranks
    assert frame["tie_step"].loc[["B", "C", "D"]].tolist() == steps
    assert ("tie.unresolved" in [p.code for p in problems]) == ("unresolved" in steps)


@pytest.mark.parametrize(
    ("project", "outcome", "code"),
    [
        ("B", "1", "decision.impossible-rank"),
        ("B", "3", "decision.impossible-rank"),
        ("B", "5", "decision.impossible-rank"),
        ("B", "第二", "decision.unknown-rank"),
        ("B", "0", "decision.unknown-rank"),
        ("B", "2.5", "decision.unknown-rank"),
        ("A", "1", "decision.not-applicable"),
        ("Z", "1", "decision.not-applicable"),
    ],
)
def test_a_decision_that_does_not_fit_changes_nothing(rank, project, outcome, code):
    frame, problems = rank(TIED, decide((project, "tie", outcome)))
    assert frame["rank"].tolist() == [1, 2, 2, 2, 5]
    assert [p.code for p in problems] == ["tie.unresolved", code] or [p.code for p in problems] == [
        code,
        "tie.unresolved",
    ]
    found = next(p for p in problems if p.code == code)
    assert found.where.cell == "E2"


def test_decisions_of_another_round_or_year_do_not_count(rank):
    for values in ({"round": "review"}, {"year": 2016}):
        frame, _ = rank(TIED, decide(("D", "tie", "2"), **values))
        assert frame["rank"].tolist() == [1, 2, 2, 2, 5]


def test_dense_ranks_after_a_decision(rank):
    frame, _ = rank(TIED, decide(("C", "tie", "2")), ranking={"style": "dense"})
    assert frame["rank"].to_dict() == {"A": 1, "B": 3, "C": 2, "D": 3, "E": 4}


# --- grades ---------------------------------------------------------------------------------------


def test_grades_go_by_rounded_totals(rank):
    cap = {"outstanding_share_max": 1}
    totals = {"A": Fraction("89.995"), "B": Fraction("89.9949"), "C": 80, "D": 60, "E": 59}
    frame, _ = rank(totals, grades=cap)
    assert frame["grade"].tolist() == ["优秀", "良好", "良好", "合格", "不合格"]
    frame, _ = rank(totals, grades=cap | {"grade_on": "unrounded"})
    assert frame["grade"].tolist() == ["良好", "良好", "良好", "合格", "不合格"]


def test_the_cap_is_the_whole_part_of_the_share(rank):
    totals = {f"P{n}": 99 - n for n in range(6)}  # 30 % of 6 is 1.8: one
    frame, problems = rank(totals)
    assert frame["grade"].tolist() == ["优秀"] + ["良好"] * 5
    assert not problems


def test_a_tie_across_the_cap_takes_the_lower_grade_until_decided(rank):
    totals = {"A": 99, "B": 95, "C": 95, "D": 94, "E": 70, "F": 70, "G": 70}  # cap 2
    share = {"outstanding_share_max": Decimal("0.3")}
    frame, problems = rank(totals, grades=share)
    assert frame["grade"].tolist() == ["优秀", "良好", "良好", "良好", "合格", "合格", "合格"]
    assert [p.actual for p in problems if p.code == "grade.border-tie"] == ["项目B、项目C"]
    frame, problems = rank(totals, decide(("C", "grade", "优秀")), grades=share)
    assert frame["grade"].tolist() == ["优秀", "良好", "优秀", "良好", "合格", "合格", "合格"]
    assert "grade.border-tie" not in [p.code for p in problems]
    frame, problems = rank(totals, decide(("C", "grade", "良好")), grades=share)
    assert "grade.border-tie" in [p.code for p in problems]
    frame, _ = rank(totals, decide(("B", "tie", "2")), grades=share)
    assert frame["grade"].tolist()[:4] == ["优秀", "优秀", "良好", "良好"]


def test_a_tie_right_behind_a_full_cap_is_no_border_tie(rank):
    totals = {"A": 99, "B": 95, "C": 95, "D": 70}  # cap 1
    frame, problems = rank(totals)
    assert frame["grade"].tolist() == ["优秀", "良好", "良好", "合格"]
    assert "grade.border-tie" not in [p.code for p in problems]


def test_grades_nobody_knows_and_grades_of_the_unranked_are_told(rank):
    totals = {"A": {"defense": 90, "floor_vote": 90}, "B": {"defense": 80, "floor_vote": None}}
    decisions = decide(("A", "grade", "特等"), ("B", "grade", "优秀"))
    frame, problems = rank(totals, decisions, weights={"defense": 70, "floor_vote": 30})
    assert [p.code for p in problems] == ["decision.unknown-grade", "decision.not-applicable"]
    assert problems[0].expected == "优秀、良好、合格、不合格"
    assert pd.isna(frame.loc["B", "grade"])


def test_a_total_below_every_band_is_refused(make_rules):
    with pytest.raises(ValueError, match="no band"):
        band_of(Fraction(-1), make_rules().grades, 2)


# --- what is missing ------------------------------------------------------------------------------


def test_a_project_that_lacks_what_others_have_is_incomplete(rank):
    frame, _ = rank(
        {
            "A": {"defense": 80, "floor_vote": 100, "online_vote": 100},
            "B": {"defense": 90, "floor_vote": None},
            "C": {"defense": None, "floor_vote": None},
        },
        weights=THREE,
    )
    assert frame["status"].to_dict() == {"A": "final", "B": "incomplete", "C": "incomplete"}
    assert frame.loc["B", "missing"] == "现场投票、网络投票"
    assert frame.loc["B", "total_points"] == 63
    assert frame["rank"].isna().tolist() == [False, True, True]
    assert frame["grade"].isna().tolist() == [False, True, True]
    assert pd.isna(frame.loc["C", "total_points"])
    assert frame.loc["A", "rank"] == 1


def test_while_a_component_has_no_points_nobody_is_ranked(rank):
    frame, problems = rank(
        {
            "A": {"defense": 80, "floor_vote": 100},
            "B": {"defense": 90, "floor_vote": 50},
            "C": {"defense": 90},
        },
        weights=THREE,
    )
    assert frame["status"].to_dict() == {"A": "provisional", "B": "provisional", "C": "incomplete"}
    assert frame["missing"].to_dict() == {
        "A": "网络投票",
        "B": "网络投票",
        "C": "现场投票、网络投票",
    }
    assert frame["rank"].isna().all()
    assert frame["total_points"].to_dict() == {"A": 76, "B": 73, "C": 63}
    assert not problems


def test_both_rounds_at_once(make_rules, make_marks, make_judges, make_applications):
    rules, apps = make_rules({"defense": 100}), make_applications("AB")
    tables = [
        component_points(
            make_marks({"A": [first], "B": [second]}, component), empty("votes"), make_judges([]),
            apps, rules=rules,
        ).tables["components"]
        for component, first, second in (("application", 90, 80), ("defense", 70, 85))
    ]  # fmt: skip
    frame = standings(pd.concat(tables), apps, rules=rules).frame
    ranks = {(row.round, row.project_id): row.rank for row in frame.itertuples()}
    assert ranks == {
        ("review", "A"): 1, ("review", "B"): 2, ("assessment", "A"): 2, ("assessment", "B"): 1,
    }  # fmt: skip


def test_no_rows_give_an_empty_table(make_rules, make_applications):
    result = standings(empty("components"), make_applications("A"), rules=make_rules())
    assert result.frame.empty
    assert list(result.frame.columns) == list(empty("standings").columns)


def test_calls_that_cannot_be_right_are_refused(make_rules, make_components, make_applications):
    table = make_components({"A": {"defense": 80}}, {"defense": 100})
    apps, rules = make_applications("A"), make_rules({"defense": 100})
    with pytest.raises(ValueError, match="lacks the columns"):
        standings(table.drop(columns="weighted_exact"), apps, rules=rules)
    with pytest.raises(ValueError, match="no components"):
        standings(table.assign(component="interview"), apps, rules=rules)
    with pytest.raises(ValueError, match="twice"):
        standings(pd.concat([table, table]), apps, rules=rules)


def test_decisions_above_the_cap_are_told(rank):
    _, problems = rank({"A": 95, "B": 94, "C": 80}, decide(("B", "grade", "优秀")))
    found = [p for p in problems if p.code == "grade.over-cap"]
    assert [(p.actual, p.expected) for p in found] == [("项目B", "1 项，名额 0 项")]
