"""The widgets of notebooks 02 and 06, moved as a hand would move them."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from assessment import pipeline
from assessment.door.trials import ChoiceTrial, ScoringTrial
from assessment.founding import Demo


@pytest.fixture(scope="module")
def scoring(demo: Demo) -> ScoringTrial:
    return ScoringTrial(demo.workspace, 2019)


def rows(trial: ScoringTrial) -> list[list[str]]:
    lines = re.findall("<tr style=.*?</tr>", trial.shown.value)
    return [re.findall("<td.*?>(.*?)</td>", line) for line in lines]


def test_the_official_weights_give_the_official_ranking(demo: Demo, scoring: ScoringTrial) -> None:
    scoring.reset.click()
    standings = demo.workspace.run(2019).tables["standings"]
    mine = standings[(standings["round"] == "assessment") & standings["rank"].notna()]
    shown = rows(scoring)
    assert [line[0] for line in shown] == [line[1] for line in shown]
    assert [line[4] for line in shown] == [line[5] for line in shown]
    assert len(shown) == len(mine) and "font-weight:bold" not in scoring.shown.value


def test_a_weight_that_is_moved_ranks_anew_and_the_rest_makes_room(
    demo: Demo, scoring: ScoringTrial
) -> None:
    scoring.reset.click()
    scoring.sliders["floor_vote"].value = 80
    assert scoring.weights() == {
        "exhibition": 5, "defense": 13, "floor_vote": 80, "online_vote": 2}  # fmt: skip
    parts = demo.workspace.run(2019).tables["components"].query("round == 'assessment'")
    points = parts.pivot_table(index="project_id", columns="component", values="points")
    total = (points * pd.Series(scoring.weights())).sum(axis=1) / 100
    shown = [float(line[4]) for line in rows(scoring)]
    assert shown == pytest.approx(sorted(total, reverse=True), abs=0.006)
    assert "font-weight:bold" in scoring.shown.value
    scoring.reset.click()
    assert scoring.weights() == scoring.official


def test_other_ways_of_marks_and_votes_are_tried(scoring: ScoringTrial) -> None:
    scoring.reset.click()
    before = rows(scoring)
    scoring.trim.value, scoring.convert.value = "mean", "rank"
    tried = pipeline.try_scoring(scoring.tables, scoring.rules, trim="mean", convert="rank")
    assert [line[3] for line in rows(scoring)] == tried["project_name"].tolist()
    assert rows(scoring) != before
    assert "仅供试算，不作为评审结果" in scoring.show().children[0].value


def test_the_choice_is_proposed_anew_for_other_limits(demo: Demo) -> None:
    trial = ChoiceTrial(demo.workspace, 2019)
    official = trial.shown.value
    trial.n_projects.value = 2
    assert trial.shown.value != official
    decisions = demo.workspace.run(2019).tables["decisions"].copy()
    trial.n_projects.value = trial.rules.selection.max_projects
    pd.testing.assert_frame_equal(decisions, demo.workspace.run(2019).tables["decisions"])
