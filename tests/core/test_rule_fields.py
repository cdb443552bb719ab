from __future__ import annotations

from decimal import Decimal

from assessment.core.rule_components import Judged, Voted
from assessment.core.rule_fields import Key, keys_of
from assessment.core.rule_sections import Calendar, Grades, RedFlag
from assessment.core.rules import Rules


def key(model: type, name: str) -> Key:
    return next(one for one in keys_of(model) if one.key == name)


def test_shapes_and_kinds() -> None:
    found = {
        (model, name): (key(model, name).shape, key(model, name).kind)
        for model, name in (
            (Rules, "year"), (Rules, "theme"), (Rules, "component"), (Rules, "ranking"),
            (Calendar, "application"), (RedFlag, "veto"), (RedFlag, "brand_bonus"),
            (Judged, "criteria"), (Judged, "combine"), (Voted, "ladder"), (Grades, "status"),
        )
    }  # fmt: skip
    assert list(found.values()) == [
        ("one", "whole"), ("table", "section"), ("blocks", "section"), ("part", "section"),
        ("pair", "day"), ("many", "text"), ("mapping", "number"),
        ("table", "section"), ("one", "word"), ("part", "section"), ("one", "word"),
    ]  # fmt: skip


def test_bounds_choices_and_defaults() -> None:
    decimals = key(Judged, "criterion_decimals")
    assert dict(decimals.bounds) == {"ge": 0, "le": 6} and decimals.is_optional
    assert key(Judged, "combine").choices == ("trimmed_mean", "mean", "median")
    share = key(Grades, "outstanding_share_max")
    assert share.default == Decimal(1) and not share.is_required
    assert key(Judged, "weight").is_required


def test_what_every_section_has_comes_last() -> None:
    assert [one.key for one in keys_of(Grades)][-2:] == ["source", "status"]
