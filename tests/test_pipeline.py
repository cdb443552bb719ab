"""The sample year gives the stored truth, end to end, and half-finished data gives what it can."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pandas as pd
import pytest

from assessment import pipeline
from assessment.core.decided import selected
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import SPECS, conform
from assessment.sample.build import SampleYear
from assessment.sample.draft import Draft, write_xlsx


def test_every_table_obeys_its_spec(result: Result) -> None:
    assert set(result.tables) <= set(SPECS)
    for name, table in result.tables.items():
        pd.testing.assert_frame_equal(table, conform(table, name))


def test_problems_are_the_planted_ones_and_those_that_follow(
    result: Result, sample: SampleYear
) -> None:
    found = Counter((p.code, p.where.file, p.where.sheet, p.where.cell) for p in result.problems)
    assert found == Counter([*sample.planted, *sample.following])


def test_statuses_follow_from_the_rules(result: Result) -> None:
    status = result.tables["applications"].set_index("project_id")["status"]
    assert status["2017-C19-1"] == "late"
    assert {name for name, one in status.items() if one == "over_quota"} == {
        "2017-C01-2", "2017-C18-2",
    }  # fmt: skip
    assert (status == "eligible").sum() == 21


def test_totals_are_the_plain_fractions_of_the_marks(result: Result, sample: SampleYear) -> None:
    """An oracle that shares no code: exact totals from the truth, in a loop over plain rows."""
    marks = sample.tables["marks"]
    judges = sample.tables["judges"].set_index(["component", "judge_id"])["college_code"]
    colleges = sample.tables["applications"].set_index("project_id")["college_code"]
    votes = sample.tables["votes"]
    standings = result.tables["standings"].query("round == 'assessment'")
    for row in standings.itertuples(index=False):
        mine = marks[(marks["component"] == "defense") & (marks["project_id"] == row.project_id)]
        points = sorted(
            Fraction(str(mark.points))
            for mark in mine.itertuples(index=False)
            if mark.status == "given"
            and judges["defense", mark.judge_id] != colleges[row.project_id]
        )
        defense = sum(points[1:-1], Fraction(0)) / (len(points) - 2)
        total = defense * 70 / 100
        for component, weight in (("floor_vote", 20), ("online_vote", 10)):
            counted = votes[votes["component"] == component].groupby("project_id")["n_votes"].sum()
            total += Fraction(100 * int(counted[row.project_id]), int(counted.max())) * weight / 100
        assert row.total_exact == f"{total.numerator}/{total.denominator}"


def test_selected_projects_have_grants_that_add_up(result: Result) -> None:
    grants = result.tables["grants"].groupby("project_id")["granted_fen"].sum()
    assert set(grants) == {500000}
    assert set(grants.index) == set(selected(result.tables["decisions"])["project_id"])
    usage = result.tables["budget_usage"]
    assert (usage["granted_fen"] - usage["spent_fen"] == usage["left_fen"]).all()


def test_coverage_counts_selected_themes(result: Result) -> None:
    coverage = result.tables["coverage"].set_index("theme_code")
    assert coverage["n_selected"].sum() == 4
    assert coverage.loc["T8", "n_applied"] == 0
    assert not coverage.loc["T8", "is_covered_so_far"]
    assert set(coverage["slots_left"]) == {8}


def test_the_same_inputs_give_the_same_bytes(result: Result, rules: Rules) -> None:
    first = pipeline.write_workbook(result.tables, rules=rules)
    assert pipeline.write_workbook(result.tables, rules=rules) == first
    charts = pipeline.draw_charts(result.tables, rules=[rules])
    assert pipeline.draw_charts(result.tables, rules=[rules]) == charts
    assert {name.rpartition(".")[2] for name in charts} == {"png", "svg"}
    assert len(charts) == 6


@pytest.mark.parametrize(
    ("left_out", "missing"), [("4投票/网络投票.csv", "网络投票"), ("3现场答辩/", "现场答辩")]
)
def test_a_component_not_yet_there_ranks_nobody(
    inputs: pipeline.YearInputs, left_out: str, missing: str
) -> None:
    files = {name: data for name, data in inputs.files.items() if left_out not in name}
    result = pipeline.run_year(replace(inputs, files=files))
    standings = result.tables["standings"].query("round == 'assessment'")
    assert set(standings["status"]) == {"provisional"}
    assert standings["rank"].isna().all() and standings["grade"].isna().all()
    assert "component.no-data" in {fault.code for fault in result.problems}
    assert any(missing in fault.message for fault in result.problems)
    review = result.tables["standings"].query("round == 'review'")
    assert set(review["status"]) == {"final"}
    pipeline.draw_charts(result.tables, rules=[inputs.rules])
    pipeline.write_workbook(result.tables, rules=inputs.rules)


@pytest.mark.parametrize("register", [True, False])
def test_a_year_with_nothing_readable_still_ends(
    rules: Rules, sample: SampleYear, register: bool
) -> None:
    """Nothing but a sign-in sheet, with and without a register: every output is still made."""
    junk = {"2017/签到.xlsx": write_xlsx([Draft("签到", cells={(1, 1): "部门", (1, 2): "人数"})])}
    inputs = pipeline.YearInputs(rules, junk, sample.register if register else None)
    result = pipeline.run_year(inputs)
    assert result.tables["standings"].empty
    told = {fault.code: fault for fault in result.problems}
    assert "sheet.not-recognised" in told
    assert str(told["year.no-applications"].where) == "data/raw/2017"
    assert "year.no-applications" in {one.code for one in pipeline.check_year(inputs).problems}
    assert result.tables["selection"].empty and result.tables["selection_frontier"].empty
    assert len(pipeline.draw_charts(result.tables, rules=[rules])) == 4  # no empty ranking
    assert pipeline.write_workbook(result.tables, rules=rules).startswith(b"PK")


def test_explain_reaches_the_cells(result: Result, rules: Rules) -> None:
    from assessment.score.explain import render

    told = render(pipeline.explain_project(result.tables, "2017-C10-1", rules=rules))
    assert "3现场答辩/第一场评分汇总表.xlsx「评分汇总」" in told
    assert "去掉的最高分" in told and "无法识别" in told
    for name in result.tables["judges"]["judge_name"]:
        assert name not in told
