"""A year of which not everything is there: what is ranked, and that nothing is re-weighted."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest

from assessment.core.tables import empty
from assessment.score.official import component_points
from assessment.score.standings import standings

WEIGHTS = {"defense": 70, "floor_vote": 20, "online_vote": 10}
MARKS = {"A": [90] * 5, "B": [85] * 5, "C": [80] * 5}
VOTES = {
    "floor_vote": {"现场": {"A": 50, "B": 100, "C": 80}},
    "online_vote": {"微信": {"A": 10, "B": 15, "C": 40}, "微博": {"A": 0, "B": 5, "C": 0}},
}


@pytest.fixture
def score(make_rules, make_marks, make_votes, make_judges, make_applications):
    """Return a function of marks and votes that gives table `standings` and problem codes."""

    def run(marks, votes):
        rules, apps = make_rules(WEIGHTS), make_applications("ABC")
        scored = component_points(
            make_marks(marks), make_votes(votes) if votes else empty("votes"), make_judges([]),
            apps, rules=rules, round="assessment",
        )  # fmt: skip
        result = standings(scored.tables["components"], apps, rules=rules)
        codes = [problem.code for problem in (*scored.problems, *result.problems)]
        return result.frame.set_index("project_id"), codes, scored.tables["components"]

    return run


def without(votes, component, project=None):
    """Return the votes without a component, or without one project in it."""
    if project is None:
        return {name: channels for name, channels in votes.items() if name != component}
    channels = {
        channel: {p: n for p, n in counts.items() if p != project}
        for channel, counts in votes[component].items()
    }
    return votes | {component: channels}


def test_a_whole_year_is_final(score):
    frame, codes, _ = score(MARKS, VOTES)
    assert set(frame["status"]) == {"final"}
    assert frame["missing"].isna().all()
    assert "component.no-data" not in codes


def test_without_the_online_vote_the_points_are_of_90(score):
    frame, codes, components = score(MARKS, without(VOTES, "online_vote"))
    assert set(frame["status"]) == {"provisional"}
    assert set(frame["missing"]) == {"网络投票"}
    assert frame["rank"].isna().all()
    assert frame["grade"].isna().all()
    assert not frame["is_tied"].any()
    # 90·0.7 + 100·50/100·0.2 and no more: the weights that are there stay what they were.
    assert frame["total_points"].to_dict() == {"A": 73.0, "B": 79.5, "C": 72.0}
    assert set(components.loc[components["component"] == "defense", "weight"]) == {70.0}
    assert codes.count("component.no-data") == 1


def test_without_any_votes_the_points_are_those_of_the_defense(score):
    frame, codes, _ = score(MARKS, {})
    assert set(frame["status"]) == {"provisional"}
    assert set(frame["missing"]) == {"现场投票、网络投票"}
    assert frame["total_points"].to_dict() == {"A": 63.0, "B": 59.5, "C": 56.0}
    assert codes.count("component.no-data") == 2


def test_without_anything_there_are_no_points_at_all(score):
    frame, codes, _ = score({}, {})
    assert set(frame["status"]) == {"provisional"}
    assert set(frame["missing"]) == {"现场答辩、现场投票、网络投票"}
    assert frame["total_points"].isna().all()
    assert frame["total_exact"].isna().all()
    assert codes.count("component.no-data") == 3


def test_one_project_without_votes_does_not_stop_the_others(score):
    frame, codes, _ = score(MARKS, without(VOTES, "online_vote", "B"))
    assert frame["status"].to_dict() == {"A": "final", "B": "incomplete", "C": "final"}
    assert frame["missing"].to_dict()["B"] == "网络投票"
    assert frame["rank"].to_dict()["C"] == 1
    assert frame["rank"].to_dict()["A"] == 2
    assert pd.isna(frame.loc["B", "rank"])
    assert pd.isna(frame.loc["B", "grade"])
    assert frame.loc["B", "total_points"] == 79.5
    assert codes.count("component.incomplete") == 1
    assert "component.no-data" not in codes


def test_one_project_that_lacks_more_than_the_round(score):
    votes = without(without(VOTES, "online_vote"), "floor_vote", "A")
    frame, _, _ = score(MARKS, votes)
    assert frame["status"].to_dict() == {"A": "incomplete", "B": "provisional", "C": "provisional"}
    assert frame["missing"].to_dict()["A"] == "现场投票、网络投票"
    assert frame["rank"].isna().all()


def test_each_project_lacking_another_component_leaves_nobody_ranked(score):
    frame, _, _ = score({"A": [90] * 5, "B": [80] * 5}, {"floor_vote": {"现场": {"C": 10}},
                        "online_vote": VOTES["online_vote"]})  # fmt: skip
    assert set(frame["status"]) == {"incomplete"}
    assert frame["rank"].isna().all()


def test_what_arrives_later_is_only_added(score):
    """The points so far are exactly the total less what the missing component brings."""
    whole, _, components = score(MARKS, VOTES)
    before, _, _ = score(MARKS, without(VOTES, "online_vote"))
    late = components[components["component"] == "online_vote"].set_index("project_id")
    for project in "ABC":
        rest = Fraction(whole.loc[project, "total_exact"]) - Fraction(
            late.loc[project, "weighted_exact"]
        )
        assert Fraction(before.loc[project, "total_exact"]) == rest
