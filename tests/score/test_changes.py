"""Two results side by side, and the day of what set them apart."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from assessment.core.tables import conform, empty
from assessment.score.changes import change_date, published_changes, result_changes
from assessment.score.official import component_points
from assessment.score.standings import standings


@pytest.fixture
def make_result(make_rules, make_marks, make_votes, make_applications):
    """Return the rules and a function from marks to the tables of a result."""
    rules = make_rules({"defense": 70, "floor_vote": 30})
    votes = make_votes({"floor_vote": {"现场": {"A": 80, "B": 100, "C": 10}}})
    apps = make_applications("ABC")

    def make(**changes):
        grid = {"A": [90] * 5, "B": [80] * 5, "C": [70] * 5} | changes
        scored = component_points(
            make_marks(grid), votes if grid["A"] else empty("votes"), empty("judges"), apps,
            rules=rules,
        )  # fmt: skip
        return dict(scored.tables) | {
            "standings": standings(scored.tables["components"], apps, rules=rules).frame
        }

    return rules, make


def row(table, **values):
    blank = dict.fromkeys(empty(table).columns)
    return conform(
        pd.DataFrame([blank | {"year": 2017, "src": "0123456789ab!x!A1"} | values]), table
    )


NOTICE = row("notices", round="assessment", published_date=date(2017, 12, 20))
REVIEW = row("notices", round="review", published_date=date(2017, 4, 5))
APPEAL = row("appeals", appeal_no="1", college_code="C01", matter="漏统", outcome="corrected",
             received_date=date(2017, 12, 21), replied_date=date(2017, 12, 22))  # fmt: skip
MENDED = row("corrections", sha256="0", sheet="s", cell="C5", now="99", date=date(2017, 12, 21),
             is_applied=True)  # fmt: skip


def told(changes):
    return [tuple(one) for one in changes[["project_id", "item", "before", "after"]].to_numpy()]


def test_equal_results_have_no_changes(make_result) -> None:
    rules, make = make_result
    assert result_changes(make(), make(), rules=rules).empty


def test_totals_ranks_and_components_that_changed_are_told(make_result) -> None:
    rules, make = make_result
    assert told(result_changes(make(B=[40] * 5), make(B=[90] * 5), rules=rules)) == [
        ("A", "rank", "1", "2"),
        ("B", "defense", "40.00", "90.00"),
        ("B", "grade", "不合格", "良好"),
        ("B", "rank", "2", "1"),
        ("B", "total", "58.00", "93.00"),
    ]


def test_a_difference_beyond_the_decimals_shown_is_told_unrounded(make_result) -> None:
    rules, make = make_result
    after = make(B=[80, 80, 80, 80.001, 90])
    (defense, total) = told(result_changes(make(), after, rules=rules))
    assert total == ("B", "total", "86", "2580007/30000")
    assert defense[2:] == ("80.0", "80.00033333333333")


def test_a_project_that_did_not_stand_before_has_one_side(make_result) -> None:
    rules, make = make_result
    after = make()
    before = {name: frame[frame["project_id"] != "C"] for name, frame in after.items()
              if name in ("standings", "components")}  # fmt: skip
    rows = result_changes(before, after, rules=rules)
    assert set(rows["project_id"]) == {"C"}
    assert rows["before"].isna().all() and rows["after"].notna().all()


@pytest.mark.parametrize(
    ("old", "new", "is_known"),
    [
        ({}, {}, False),
        ({"notices": NOTICE}, {}, True),
        ({}, {"notices": NOTICE}, True),
        ({}, {"appeals": APPEAL}, True),
        ({"notices": REVIEW}, {"notices": REVIEW}, False),
        ({}, {"notices": REVIEW, "appeals": APPEAL}, False),
        ({}, {"corrections": MENDED}, False),
    ],
)
def test_only_what_was_made_known_counts(make_result, old, new, is_known) -> None:
    rules, make = make_result
    changes = published_changes(make() | old, make(B=[81] * 5) | new, rules=rules)
    assert changes.empty != is_known


def test_a_round_that_lacked_points_was_not_known_without_a_notice(make_result) -> None:
    rules, make = make_result
    before = make(A=[]) | {"appeals": APPEAL}
    assert (before["standings"]["status"] != "final").any()
    final = before["standings"]["status"] == "final"
    before["standings"] = before["standings"].assign(
        status=before["standings"]["status"].where(~final, "provisional")
    )
    assert published_changes(before, make() | {"appeals": APPEAL}, rules=rules).empty
    noticed = before | {"notices": NOTICE}
    assert len(published_changes(noticed, make(), rules=rules))


def test_the_day_is_that_of_the_last_line_that_is_new(make_result) -> None:
    rules, make = make_result
    old = make() | {"corrections": MENDED}
    again = MENDED.assign(src="ba9876543210!x!A1")
    assert change_date(make(), old, rules=rules) == date(2017, 12, 21)
    assert change_date(old, make() | {"corrections": again, "appeals": APPEAL}, rules=rules) == (
        date(2017, 12, 22)
    )
    # Nothing dated is new: a file was replaced.
    assert change_date(old, make() | {"corrections": again}, rules=rules) == date(2017, 12, 21)
    assert change_date(make(), make(), rules=rules) == rules.calendar.assessment[1]
