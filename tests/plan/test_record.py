"""What was selected beside what the points alone select, checked against every possible choice."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product

import pandas as pd
import pytest

from assessment.core.tables import conform, empty
from assessment.plan.record import selection
from assessment.plan.sets import take_in_order

SOURCES = conform(
    pd.DataFrame(
        [{"source_id": "0123456789ab", "file": "登记.xlsx", "year": None, "kind": "register",
          "sha256": "0", "received_date": None, "is_superseded": False}]
    ),
    "sources",
)  # fmt: skip


def applications(**projects):
    """Return table `applications` of project → (college, theme[, status])."""
    rows = [
        {
            "year": 2017, "project_id": project, "brand_id": project,
            "project_name": f"项目{project}", "college_code": college, "theme_code": theme,
            "maturity": None, "is_second": False, "is_exceptional": False, "college_order": 1,
            "requested_fen": None, "submitted_date": None, "lead_name": None, "phone": None,
            "status": rest[0] if rest else "eligible", "src": "x",
        }
        for project, (college, theme, *rest) in projects.items()
    ]  # fmt: skip
    return conform(pd.DataFrame(rows), "applications") if rows else empty("applications")


def standings(status="final", **points):
    """Return the review's `standings` of project → points, ranks as the totals say."""
    exact = {project: Fraction(str(value)) for project, value in points.items()}
    rows = [
        {
            "year": 2017, "round": "review", "project_id": project, "total_points": float(total),
            "total_exact": f"{total.numerator}/{total.denominator}",
            "rank": 1 + sum(other > total for other in exact.values()) if status == "final"
            else None,
            "is_tied": False, "tie_step": None, "grade": None, "status": status, "missing": None,
        }
        for project, total in exact.items()
    ]  # fmt: skip
    return conform(pd.DataFrame(rows), "standings") if rows else empty("standings")


def decisions(**lines):
    """Return table `decisions` of project → (outcome, yuan or None, reason or None)."""
    rows = [
        {
            "year": 2017, "round": "review", "project_id": project, "matter": "selected",
            "outcome": outcome, "granted_fen": None if yuan is None else yuan * 100,
            "reason": reason, "decided_by": None, "decided_date": None,
            "src": f"0123456789ab!评审决定!C{row}",
        }
        for row, (project, (outcome, yuan, reason)) in enumerate(lines.items(), start=4)
    ]  # fmt: skip
    return conform(pd.DataFrame(rows), "decisions") if rows else empty("decisions")


YES, NO = ("yes", 5000, None), ("no", None, None)
FIVE = applications(A=("C1", "T1"), B=("C1", "T2"), C=("C2", "T1"), D=("C3", "T3"), E=("C4", "T4"))
POINTS = standings(A=95, B=94, C=93, D=92, E=91)


def proposal(apps, proposed):
    """Return the proposal of some of the applications, each with why."""
    rows = [
        {
            "year": 2017, "project_id": project, "is_proposed": project in proposed,
            "is_greedy": False, "is_selected": False, "is_overruled": False, "granted_fen": None,
            "reason_code": "points" if project in proposed else "theme",
            "reason": "得分居前" if project in proposed else "让位",
        }
        for project in apps["project_id"]
    ]  # fmt: skip
    return conform(pd.DataFrame(rows), "selection") if rows else empty("selection")


def record(apps, stand, decided, rules, proposed=""):
    result = selection(apps, stand, decided, proposal(apps, proposed), rules=rules, sources=SOURCES)
    return result.frame.set_index("project_id"), result.problems


def codes(problems):
    return [(problem.code, str(problem.where)) for problem in problems]


def column(frame, name):
    return {project: None if pd.isna(value) else value for project, value in frame[name].items()}


def test_the_points_alone_pass_over_a_college_that_has_its_number(make_rules):
    frame, problems = record(FIVE, POINTS, decisions(), make_rules())
    assert list(frame.index[frame["is_greedy"]]) == ["A", "C", "D", "E"]
    assert not frame["is_selected"].any()
    assert not frame["is_proposed"].any()
    assert not problems


def test_before_anything_is_decided_the_reasons_are_the_proposals(make_rules):
    frame, _ = record(FIVE, POINTS, decisions(), make_rules(), "ABC")
    assert not frame["is_overruled"].any()
    assert list(frame.index[frame["is_proposed"]]) == ["A", "B", "C"]
    assert column(frame, "reason_code")["A"] == "points"
    assert column(frame, "reason") == {
        "A": "得分居前", "B": "得分居前", "C": "得分居前", "D": "让位", "E": "让位",
    }  # fmt: skip


def test_a_choice_as_proposed_is_overruled_nowhere(make_rules):
    decided = decisions(A=YES, C=YES, D=YES, E=YES)
    frame, problems = record(FIVE, POINTS, decided, make_rules(), "ACDE")
    assert not frame["is_overruled"].any()
    assert column(frame, "reason_code")["B"] == "theme"
    assert frame["reason"].isna().all()  # the committee gave none
    assert column(frame, "granted_fen")["A"] == 500000
    assert not problems


def test_a_choice_that_differs_shows_the_committees_reasons_and_the_rules_codes(make_rules):
    decided = decisions(A=YES, C=("yes", None, "覆盖组织建设类"), B=("no", None, "主题重复"))
    rules = make_rules(selection={"min_projects": 2, "max_projects": 2})
    frame, problems = record(FIVE, POINTS, decided, rules, "AB")
    assert column(frame, "is_overruled") == {
        "A": False, "B": True, "C": True, "D": False, "E": False,
    }  # fmt: skip
    assert column(frame, "reason_code")["B"] == "points"
    assert column(frame, "reason") == {
        "A": None, "B": "主题重复", "C": "覆盖组织建设类", "D": None, "E": None,
    }  # fmt: skip
    assert column(frame, "granted_fen")["A"] == 500000
    assert column(frame, "granted_fen")["C"] is None
    assert not problems


def test_nothing_is_overruled_where_nothing_is_proposed(make_rules):
    frame, _ = record(FIVE, POINTS, decisions(A=YES, B=YES, C=YES), make_rules())
    assert not frame["is_overruled"].any()


def test_a_difference_without_a_reason_is_noticed_at_its_cell(make_rules):
    rules = make_rules(selection={"min_projects": 1, "max_projects": 1})
    apps = applications(A=("C1", "T1"), B=("C2", "T2"), C=("C3", "T3"))
    decided = decisions(A=NO, B=("yes", 5000, "  "), C=NO)
    frame, problems = record(apps, standings(A=95, B=94, C=93), decided, rules, "A")
    assert column(frame, "is_overruled") == {"A": True, "B": True, "C": False}
    assert codes(problems) == [
        ("selection.no-reason", "登记.xlsx「评审决定」C4"),
        ("selection.no-reason", "登记.xlsx「评审决定」C5"),
    ]
    assert "项目A" in problems[0].message
    assert str(problems[0].severity) == "NOTICE"


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ("", []),
        ("AC", [("selection.too-few", "登记.xlsx「评审决定」C5")]),
        ("ACD", []),
        ("ACDE", []),
        ("ACDEB", [("selection.too-many", "登记.xlsx「评审决定」C8")]),
    ],
)  # fmt: skip
def test_the_number_selected_is_held_against_the_rules(make_rules, chosen, found):
    lines = dict.fromkeys(chosen, ("yes", None, "经会议研究"))
    _, problems = record(FIVE, POINTS, decisions(**lines), make_rules(), chosen)
    assert codes(problems) == found


def test_lines_that_select_nobody_are_too_few(make_rules):
    _, problems = record(FIVE, POINTS, decisions(B=NO), make_rules())
    assert codes(problems) == [("selection.too-few", "登记.xlsx「评审决定」C4")]
    assert (problems[0].actual, problems[0].expected) == ("0", "3")


def test_the_budget_limits_the_choice_by_points(make_rules):
    rules = make_rules(selection={"budget_yuan": 14999})
    frame, _ = record(FIVE, POINTS, decisions(), rules)
    assert list(frame.index[frame["is_greedy"]]) == ["A", "C"]
    poor = make_rules(selection={"budget_yuan": 4999})
    frame, _ = record(FIVE, POINTS, decisions(), poor)
    assert not frame["is_greedy"].any()


def test_points_that_are_not_final_select_nobody_and_are_not_overruled(make_rules):
    decided = decisions(A=YES, B=YES, C=YES)
    frame, problems = record(
        FIVE, standings(status="provisional", A=95, B=94, C=93), decided, make_rules()
    )
    assert not frame["is_greedy"].any()
    assert not frame["is_overruled"].any()
    assert list(frame.index) == ["A", "B", "C"]
    assert not problems


def test_only_eligible_projects_with_a_standing_or_a_decision_have_a_row(make_rules):
    apps = applications(
        A=("C1", "T1"), B=("C2", "T2", "late"), C=("C3", "T3"), D=("C4", "T4", "invalid"),
        E=("C5", "T5"),
    )  # fmt: skip
    frame, _ = record(apps, standings(A=90, B=99), decisions(C=YES, D=YES), make_rules())
    assert list(frame.index) == ["A", "C"]
    assert frame.loc["A", "is_greedy"]


def test_equal_points_go_by_rank_then_by_id(make_rules):
    rules = make_rules(selection={"min_projects": 1, "max_projects": 1})
    apps = applications(A=("C1", "T1"), B=("C2", "T2"))
    equal = standings(A=90, B=90)
    frame, _ = record(apps, equal, decisions(), rules)
    assert frame["is_greedy"].to_dict() == {"A": True, "B": False}
    parted = equal.assign(rank=[2, 1])
    frame, _ = record(apps, parted, decisions(), rules)
    assert frame["is_greedy"].to_dict() == {"A": False, "B": True}


def test_points_are_compared_exactly(make_rules):
    rules = make_rules(selection={"min_projects": 1, "max_projects": 1})
    stand = standings(A="90", B="90").assign(
        total_exact=["270/3", "27000000000000000000001/300000000000000000000"], rank=[1, 1]
    )
    frame, _ = record(applications(A=("C1", "T1"), B=("C2", "T2")), stand, decisions(), rules)
    assert frame["is_greedy"].to_dict() == {"A": False, "B": True}


def test_other_years_rounds_and_matters_are_passed_over(make_rules):
    decided = decisions(A=YES, C=YES, D=YES)
    noise = [
        decided.assign(year=2016, outcome="no"),
        decided.assign(matter="second", outcome="no"),
    ]
    stand = [POINTS, POINTS.assign(round="assessment", total_exact="1/1"), POINTS.assign(year=2016)]
    rules = make_rules()
    alone, _ = record(FIVE, POINTS, decided, rules)
    among, _ = record(FIVE, pd.concat(stand), pd.concat([*noise, decided]), rules)
    pd.testing.assert_frame_equal(alone, among)


def test_the_order_of_rows_does_not_matter(make_rules):
    decided = decisions(E=YES, A=YES, B=YES, D=YES, C=YES)
    tables = (FIVE, POINTS, decided, proposal(FIVE, "ABC"))
    turned = tuple(frame.iloc[::-1] for frame in tables)
    first, second = (selection(*each, rules=make_rules()) for each in (tables, turned))
    pd.testing.assert_frame_equal(first.frame, second.frame)
    assert first.problems == second.problems


def test_nothing_gives_an_empty_table(make_rules):
    result = selection(
        applications(), standings(), decisions(), empty("selection"), rules=make_rules()
    )
    assert result.frame.empty
    assert list(result.frame.columns) == list(empty("selection").columns)
    assert not result.problems


def test_calls_that_cannot_be_right_are_refused(make_rules):
    none = empty("selection")
    with pytest.raises(ValueError, match="applications lacks the columns"):
        selection(FIVE.drop(columns="theme_code"), POINTS, decisions(), none, rules=make_rules())
    with pytest.raises(ValueError, match="standings lacks the columns"):
        selection(FIVE, POINTS.drop(columns="total_exact"), decisions(), none, rules=make_rules())


def best_choice(groups, most, most_per_group):
    """Return the first of all possible choices: whoever comes first is in if anyhow possible."""
    possible = (
        choice
        for choice in product([True, False], repeat=len(groups))
        if sum(choice) <= most
        and all(
            sum(taken for taken, mine in zip(choice, groups, strict=True) if mine == group)
            <= most_per_group
            for group in groups
        )
    )
    return list(max(possible))


@pytest.mark.parametrize("seed", range(60))
def test_taking_in_order_is_the_first_of_all_possible_choices(seed):
    chance = random.Random(seed)
    groups = [chance.choice("ABCD") for _ in range(chance.randint(0, 9))]
    limits = chance.randint(0, 5), chance.randint(1, 3)
    taken = take_in_order(groups, most=limits[0], most_per_group=limits[1])
    assert taken == best_choice(groups, *limits)


@pytest.mark.parametrize("seed", range(30))
def test_random_years_equal_every_row_worked_out_alone(seed, make_rules):
    chance = random.Random(seed)
    ids = "ABCDEFGH"[: chance.randint(1, 8)]
    homes = {p: (chance.choice(["C1", "C2", "C3", "C4"]), f"T{chance.randint(1, 5)}") for p in ids}
    points = {p: chance.choice([90, 90.5, 91, 92, "92.25"]) for p in ids}
    most = chance.randint(1, 4)
    rules = make_rules(
        selection={"min_projects": 1, "max_projects": most,
                   "budget_yuan": chance.choice([5000, 12000, 20000]),
                   "max_selected_per_college": chance.randint(1, 2)}
    )  # fmt: skip
    chosen = set(chance.sample(ids, chance.randint(0, len(ids))))
    told = {p: (("yes" if p in chosen else "no"), None, chance.choice([None, "理由"])) for p in ids}
    proposed = set(chance.sample(ids, chance.randint(0, len(ids))))
    frame, problems = record(
        applications(**homes), standings(**points), decisions(**told), rules, proposed
    )
    order = sorted(ids, key=lambda p: (-Fraction(str(points[p])), p))
    within = min(most, int(rules.selection.budget_yuan) // 5000)
    limits = within, rules.selection.max_selected_per_college
    flags = best_choice([homes[p][0] for p in order], *limits)
    greedy = {p for p, taken in zip(order, flags, strict=True) if taken}
    for project, row in frame.iterrows():
        assert row["is_greedy"] == (project in greedy)
        assert row["is_selected"] == (project in chosen)
        assert row["is_proposed"] == (project in proposed)
        assert row["is_overruled"] == bool(
            proposed and (project in proposed) != (project in chosen)
        )
        assert pd.isna(row["reason"]) == (told[project][2] is None)
    odd = (proposed ^ chosen) if proposed else set()
    silent = [p for p in odd if told[p][2] is None]
    noticed = [p.message for p in problems if p.code == "selection.no-reason"]
    assert len(noticed) == len(silent)
    assert ("selection.too-many" in {p.code for p in problems}) == (len(chosen) > most)
    assert ("selection.too-few" in {p.code for p in problems}) == (not chosen)
