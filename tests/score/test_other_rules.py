from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from assessment.core.rules import Rules, load_rules, parse_rules
from assessment.core.tables import conform, empty
from assessment.score.other_rules import Applied, apply_rules, moves

RULES = Path(__file__).resolve().parents[2] / "rules"


def rules_of(year: int, *pairs: tuple[str, str]) -> Rules:
    text = (RULES / f"{year}.toml").read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return parse_rules(text.encode(), file="x")


def marks(year: int, *components: str) -> pd.DataFrame:
    rows = [
        {"year": year, "component": name, "project_id": "P1", "judge_id": "J1", "criterion": "total",
         "points": 90.0, "status": "given", "src": ""}
        for name in components
    ]  # fmt: skip
    return conform(pd.DataFrame(rows), "marks") if rows else empty("marks")


def votes(year: int, **channels: str) -> pd.DataFrame:
    rows = [
        {"year": year, "component": name, "channel": channel, "project_id": "P1", "n_votes": 3, "src": ""}
        for name, channel in channels.items()
    ]  # fmt: skip
    return conform(pd.DataFrame(rows), "votes") if rows else empty("votes")


ALL = votes(2018, floor_vote="现场", online_vote="微信")


def left_out(applied: Applied) -> list[tuple[str, str]]:
    return [(one.component, one.reason) for one in applied.left_out]


def test_a_component_without_data_is_left_out_and_the_grades_follow() -> None:
    own, other = rules_of(2018), rules_of(2019)
    applied = apply_rules(own, other, marks(2018, "defense"), ALL, round="assessment")
    assert left_out(applied) == [("exhibition", "no_data")]
    assert applied.weight == 80
    names = [part.name for part in applied.rules.of_round("assessment")]
    assert names == ["defense", "floor_vote", "online_vote"]
    assert [band.at_least for band in applied.rules.grades.bands] == [72, 64, 48, 0]
    assert applied.rules.grades.grade_on == applied.rules.ranking.rank_on == "unrounded"
    assert applied.rules.year == 2018 and applied.rules.calendar == own.calendar


def test_a_component_that_the_other_rules_lack_is_told() -> None:
    given = marks(2019, "defense", "exhibition")
    counted = votes(2019, floor_vote="现场", online_vote="微信")
    applied = apply_rules(rules_of(2019), rules_of(2018), given, counted, round="assessment")
    assert left_out(applied) == [("exhibition", "no_rule")]
    assert applied.weight == 100
    assert applied.rules.grades == rules_of(2018).grades


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('"思想性", points = 35', '"思想性", points = 30', "criteria"),
        ('"思想性", points = 35', '"政治性", points = 35', "criteria"),
        ('"思想性", points = 35', '"思想性", points = 35, factor = 2', ""),
        ('[{ name = "现场" }]', '[{ name = "举牌" }]', "channels"),
        ('name = "defense"', 'name = "talk"', "no_data"),
        ("trim_from = 5", "trim_from = 3", ""),
    ],
)
def test_what_was_marked_otherwise_cannot_be_carried_over(old: str, new: str, reason: str) -> None:
    text = (('ties = ["defense", ', "ties = ["),) if "talk" in new else ()
    other = rules_of(2018, (old, new), *text)
    applied = apply_rules(rules_of(2018), other, marks(2018, "defense"), ALL, round="assessment")
    found = [one for one in left_out(applied) if one[1] != "no_rule"]
    assert [why for _, why in found] == ([reason] if reason else [])


def test_nothing_to_rank_by_is_told() -> None:
    applied = apply_rules(
        rules_of(2018), rules_of(2019), marks(2018), votes(2018), round="assessment"
    )
    assert not applied.is_rankable and len(applied.left_out) == 4


def test_a_vote_that_was_marked_is_of_another_kind() -> None:
    talk = (
        load_rules(RULES / "2018.toml")
        .component("defense")
        .model_copy(update={"name": "floor_vote"})
    )
    own = rules_of(2018)
    parts = [part for part in own.components if part.name != "floor_vote"]
    other = own.model_copy(update={"components": (*parts, talk)})
    applied = apply_rules(own, other, marks(2018, "defense"), ALL, round="assessment")
    assert left_out(applied) == [("floor_vote", "kind")]


def standings(*rows: tuple[str, str | None, int | None, str | None, str]) -> pd.DataFrame:
    listed = [
        {"year": 2018, "round": "assessment", "project_id": project, "total_points": None,
         "total_exact": total, "rank": rank, "is_tied": False, "tie_step": None, "grade": grade,
         "status": status, "missing": None}
        for project, total, rank, grade, status in rows
    ]  # fmt: skip
    return conform(pd.DataFrame(listed), "standings")


def test_moves_tell_both_sides_of_every_project() -> None:
    own = rules_of(2018)
    applied = Applied(own, "assessment", (), Decimal(80))
    before = standings(
        ("A", "90/1", 1, "优秀", "final"),
        ("B", "80/1", 2, "良好", "final"),
        ("D", "70/1", 3, "合格", "final"),
    )
    after = standings(
        ("A", "60/1", 2, "良好", "final"),
        ("B", "66/1", 1, "良好", "final"),
        ("C", None, None, None, "incomplete"),
    )
    told = moves(before, after, applied=applied).set_index("project_id")
    assert list(told["is_moved"]) == [True, True, True, True]
    assert told.loc["B", "total_after"] == "165/2"  # 66 of 80
    assert told.loc["A", ["rank_before", "rank_after"]].tolist() == [1, 2]
    assert pd.isna(told.loc["D", "status_after"]) and pd.isna(told.loc["C", "status_before"])
    same = moves(before, before, applied=Applied(own, "assessment", (), Decimal(100)))
    assert not same["is_moved"].any() and list(same["total_after"]) == ["90", "80", "70"]
