"""Deductions: only what the rules name and allow is taken, and each refusal names its cell."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest

from assessment.core.tables import conform, empty
from assessment.score.explain import explain, render
from assessment.score.official import component_points
from assessment.score.standings import standings
from assessment.score.totals import read_totals

ALLOWED = [{"name": "超时", "most": Decimal(5)}, {"name": "迟到", "most": Decimal(3)}]


def penalties(*rows, component="defense"):
    frame = pd.DataFrame(rows, columns=["project_id", "name", "points"])
    src = [f"0123456789ab!汇总!K{n}" for n in range(3, 3 + len(rows))]
    return conform(frame.assign(year=2017, component=component, reason=None, src=src), "penalties")


@pytest.fixture
def score(make_rules, make_marks, make_votes, make_judges, make_applications):
    def run(taken, grid=None, **defense):
        part = {"min_judges": 1, "penalties": ALLOWED} | defense
        rules = make_rules({"defense": 60, "floor_vote": 40}, defense=part)
        grid = grid or {"A": [80], "B": [90]}
        votes = make_votes({"floor_vote": {"现场": {"A": 2, "B": 1}}})
        result = component_points(
            make_marks(grid), votes, make_judges([None] * 2, ["甲", "乙"]),
            make_applications(["A", "B"]), rules=rules, penalties=taken,
            sources=pd.DataFrame({"source_id": ["0123456789ab"], "file": ["答辩.xlsx"]}),
        )  # fmt: skip
        return result, rules

    return run


def defense(result):
    frame = result.tables["components"]
    return frame[frame["component"] == "defense"].set_index("project_id")


def test_deductions_of_a_project_are_added_and_taken_from_both_means(score):
    marks = {"A": [80, 90, 70, 60, 100], "B": [90] * 5}
    result, _ = score(penalties(("A", "超时", 2), ("A", "迟到", 0.5)), marks)
    row = defense(result).loc["A"]
    assert (row["raw_points"], row["penalty_points"], row["points"]) == (80, 2.5, 77.5)
    assert row["untrimmed_points"] == 77.5
    assert defense(result).loc["B", "penalty_points"] == 0
    assert row["weighted_exact"] == "93/2"


@pytest.mark.parametrize(
    ("line", "code", "place"),
    [
        (("A", "着装", 1), "penalty.unknown", "答辩.xlsx「汇总」K3"),
        (("A", "超时", 5.5), "penalty.out-of-range", "答辩.xlsx「汇总」K3"),
        (("A", "超时", 0), "penalty.out-of-range", "答辩.xlsx「汇总」K3"),
        (("A", "超时", -2), "penalty.out-of-range", "答辩.xlsx「汇总」K3"),
        (("A", "超时", 1.23456), "penalty.out-of-range", "答辩.xlsx「汇总」K3"),
        (("X", "超时", 1), "marks.not-entrant", "答辩.xlsx「汇总」K3"),
    ],
)
def test_a_deduction_that_cannot_be_made_is_told_and_left_out(score, line, code, place):
    result, _ = score(penalties(line))
    (fault,) = [p for p in result.problems if p.code != "vote.outweighs-defense"]
    assert (fault.code, str(fault.where)) == (code, place)
    assert defense(result)["points"].tolist() == [80, 90]


def test_votes_know_no_deductions(score):
    result, _ = score(penalties(("A", "超时", 1), component="floor_vote"))
    assert "penalty.unknown" in {p.code for p in result.problems}
    votes = result.tables["components"].query("component == 'floor_vote'")
    assert votes["penalty_points"].isna().all()
    assert votes["points"].tolist() == [100, 50]


def test_without_rules_for_deductions_the_column_is_empty(score):
    result, _ = score(empty("penalties"), penalties=[])
    assert defense(result)["penalty_points"].isna().all()


@pytest.mark.parametrize("points", [0.1, 2.3333, 5])
@pytest.mark.parametrize("with_panels", [False, True])
def test_untrimmed_points_are_read_back_exactly_through_deductions(score, points, with_panels):
    marks = {"A": [80, 91, 70], "B": [90, 60, 77]}
    if with_panels:
        marks = {"A": [80.3333], "B": [None, 61.7]}
    result, rules = score(
        penalties(("A", "超时", points)), marks, panel_coefficient=with_panels,
        combine="trimmed_mean", drop_high=1, drop_low=0, trim_from=2,
    )  # fmt: skip
    totals = read_totals(result.tables["components"], "assessment", rules)
    line = next(t for t in totals if t.project_id == "A").lines["defense"]
    taken = Fraction(str(points))
    mine, other = Fraction("80.3333"), Fraction("61.7")
    plain = mine * ((mine + other) / 2 / mine) if with_panels else Fraction(241, 3)
    assert line.untrimmed == plain - taken


def test_explain_shows_each_deduction_with_its_cell(score, make_applications):
    taken = penalties(("A", "超时", 2), ("A", "迟到", 0.5), ("A", "着装", 1))
    result, rules = score(taken)
    applications = make_applications(["A", "B"])
    ranked = standings(result.tables["components"], applications, rules=rules)
    tables = {**result.tables, **ranked.tables, "penalties": taken, "applications": applications,
              "sources": pd.DataFrame({"source_id": ["0123456789ab"], "file": ["答辩.xlsx"]})}  # fmt: skip
    text = render(explain(tables, "A", rules=rules))
    assert "扣分：−2.5 分" in text
    assert "超时：−2 分　［答辩.xlsx「汇总」K3］" in text
    assert "着装" not in text
    assert "扣分" not in render(explain(tables, "B", rules=rules))


def test_two_deductions_of_one_name_are_refused_by_the_rules(make_rules):
    with pytest.raises(ValueError, match="扣分项名称重复"):
        make_rules({"defense": 100}, defense={"penalties": [ALLOWED[0], ALLOWED[0]]})
