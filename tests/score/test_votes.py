"""Vote conversions: figures worked by hand, from public notices, and their faults."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.tables import empty
from assessment.score.official import component_points
from assessment.score.votes import by_ladder, by_rank, by_threshold, max_ratio, vote_share

VOTES = [1200, 600, 300, 150]


def spread_of(points, weight):
    return (max(points) - min(points)) * weight / 100


def test_spreads_of_the_worked_example():
    """Votes 1200/600/300/150 at weight 30 spread 26.25 (linear), 22.5 (rank), 14 (share)."""
    assert spread_of(max_ratio(VOTES), 30) == Fraction("26.25")
    assert spread_of(by_rank(VOTES), 30) == Fraction("22.5")
    assert spread_of(vote_share(VOTES), 30) == Fraction(14)


def test_equal_votes_share_the_better_place():
    assert by_rank([5, 9, 5, 1]) == [75, 100, 75, 25]
    steps = {"first": Fraction(20), "step": Fraction(2), "floor": Fraction(0)}
    assert by_ladder([5, 9, 5, 1], **steps) == [90, 100, 90, 70]


def test_ladder_stops_at_its_floor():
    steps = {"first": Fraction(20), "step": Fraction(2), "floor": Fraction(10)}
    points = by_ladder(list(range(12, 0, -1)), **steps)
    assert points == [100, 90, 80, 70, 60, 50, 50, 50, 50, 50, 50, 50]


def test_threshold_gives_half_for_reaching_and_half_linear():
    points = by_threshold([600, 300, 299, 0], reach=300, points=Fraction(50))
    assert points == [100, 75, Fraction(50 * 299, 600), 0]


@pytest.mark.parametrize("convert", [max_ratio, vote_share, by_rank])
def test_without_any_vote_everybody_has_nothing(convert):
    assert convert([0, 0, 0]) == [0, 0, 0]
    assert convert([]) == []


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_conversions_keep_the_order_and_follow_the_projects(votes, order):
    settings = {"first": Fraction(20), "step": Fraction(2), "floor": Fraction(4)}
    conversions = (
        max_ratio,
        vote_share,
        by_rank,
        lambda v: by_ladder(v, **settings),
        lambda v: by_threshold(v, reach=300, points=Fraction(50)),
    )
    shuffled = order.sample(range(len(votes)), len(votes))
    for convert in conversions:
        points = convert(votes)
        assert all(0 <= p <= 100 for p in points)
        assert convert([votes[i] for i in shuffled]) == [points[i] for i in shuffled]
        for i, j in ((i, j) for i in range(len(votes)) for j in range(len(votes))):
            if votes[i] > votes[j]:
                assert points[i] >= points[j]
            if votes[i] == votes[j]:
                assert points[i] == points[j]


@pytest.fixture
def score(make_rules, make_marks, make_votes, make_judges, make_applications):
    def run(counts, projects, **settings):
        rules = make_rules({"defense": 50, "floor_vote": 50}, floor_vote=settings)
        result = component_points(
            make_marks({}), make_votes({"floor_vote": counts}), make_judges([]),
            make_applications(projects), rules=rules, round="assessment",
        )  # fmt: skip
        frame = result.tables["components"].query("component == 'floor_vote'")
        return frame.set_index("project_id"), result.problems

    return run


CHANNELS = [{"name": "微信"}, {"name": "微博"}]
WEIGHTED = [{"name": "微信", "weight": 60}, {"name": "微博", "weight": 40}]


def test_channels_without_weights_are_added_before_conversion(score):
    counts = {"微信": {"A": 300, "B": 100}, "微博": {"A": 0, "B": 100}}
    frame, _ = score(counts, "AB", channels=CHANNELS)
    assert frame["n_votes"].to_dict() == {"A": 300, "B": 200}
    assert frame["weighted_exact"].to_dict() == {"A": "50/1", "B": "100/3"}


def test_channels_with_weights_are_converted_apart(score):
    counts = {"微信": {"A": 300, "B": 100}, "微博": {"A": 50, "B": 100}}
    frame, _ = score(counts, "AB", channels=WEIGHTED)
    assert frame["weighted_exact"].to_dict() == {"A": "40/1", "B": "30/1"}
    assert frame["n_votes"].to_dict() == {"A": 350, "B": 200}


@pytest.mark.parametrize("channels", [CHANNELS, WEIGHTED])
def test_a_project_missing_in_one_channel_is_incomplete(score, channels):
    counts = {"微信": {"A": 300, "B": 100, "C": 900}, "微博": {"A": 50, "B": 100}}
    frame, problems = score(counts, "ABC", channels=channels)
    assert frame["status"].to_dict() == {"A": "final", "B": "final", "C": "incomplete"}
    assert pd.isna(frame.loc["C", "points"])
    assert frame.loc["C", "n_votes"] == 900
    lacking = [p.actual for p in problems if p.code == "component.incomplete"]
    assert lacking == ["项目C"]


def test_a_channel_missing_for_all_leaves_the_component_provisional(score):
    frame, problems = score({"微信": {"A": 3, "B": 1}}, "AB", channels=CHANNELS)
    assert set(frame["status"]) == {"provisional"}
    assert "component.no-data" in [p.code for p in problems]


def test_all_zero_gives_nobody_points_and_is_told(score):
    frame, problems = score({"现场": {"A": 0, "B": 0}}, "AB")
    assert frame["points"].tolist() == [0, 0]
    assert set(frame["status"]) == {"final"}
    assert [p.code for p in problems if p.code.startswith("votes")] == ["votes.all-zero"]
    counts = {"微信": {"A": 1, "B": 2}, "微博": {"A": 0, "B": 0}}
    frame, problems = score(counts, "AB", channels=WEIGHTED)
    assert frame["points"].to_dict() == {"A": 30, "B": 60}
    assert [p.actual for p in problems if p.code == "votes.all-zero"] == ["现场投票（微博）"]


def test_an_unknown_channel_is_left_out_with_its_cell(score):
    frame, problems = score({"现场": {"A": 1}, "抖音": {"A": 99}}, "A")
    assert frame.loc["A", "n_votes"] == 1
    found = next(p for p in problems if p.code == "votes.channel-unknown")
    assert (found.actual, found.expected, found.where.cell) == ("抖音", "现场", "BA")


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"convert": "share"}, {"A": 75, "B": 25}),
        ({"convert": "rank"}, {"A": 100, "B": 50}),
        (
            {"convert": "ladder", "ladder": {"first": 20, "step": 2, "floor": 0}},
            {"A": 100, "B": 90},
        ),
        ({"convert": "threshold", "threshold": {"votes": 3, "points": 40}}, {"A": 100, "B": 20}),
        (
            {"convert": "threshold", "threshold": {"votes": 3, "points": Decimal("33.3")}},
            {"A": 100, "B": 22.233333333333334},
        ),
    ],
)
def test_conversions_as_the_rules_name_them(score, settings, expected):
    frame, _ = score({"现场": {"A": 3, "B": 1}}, "AB", **settings)
    assert frame["points"].to_dict() == expected


def test_negative_votes_are_refused(score):
    with pytest.raises(ValueError, match="at least 0"):
        score({"现场": {"A": -1, "B": 1}}, "AB")


def test_unreadable_votes_are_no_zero(make_rules, make_votes, make_judges, make_applications):
    votes = make_votes({"floor_vote": {"现场": {"A": 3, "B": 1}}})
    votes.loc[votes["project_id"] == "B", "n_votes"] = pd.NA
    result = component_points(
        empty("marks"), votes, make_judges([]), make_applications("AB"),
        rules=make_rules({"defense": 50, "floor_vote": 50}),
    )  # fmt: skip
    frame = result.tables["components"].query("component == 'floor_vote'").set_index("project_id")
    assert frame["status"].to_dict() == {"A": "final", "B": "incomplete"}
    assert pd.isna(frame.loc["B", "n_votes"])
