from __future__ import annotations

from pathlib import Path

from assessment.core.rule_text import for_own_use, renew
from assessment.core.rules import parse_rules

TEXT = (Path(__file__).resolve().parents[2] / "rules" / "2017.toml").read_text(encoding="utf-8")


def test_a_new_year_is_a_whole_undecided_draft() -> None:
    rules = parse_rules(renew(TEXT, from_year=2017, to_year=2018).encode(), file="x")
    assert rules.year == 2018
    assert rules.programme.first_year == 2017
    assert rules.calendar.application[0].year == 2018
    assert not rules.is_decided


def test_the_results_that_count_are_those_of_the_year_before() -> None:
    old = TEXT.replace("[red_flag]\n", "[red_flag]\ncounts_results_of = 2016\n")
    rules = parse_rules(renew(old, from_year=2017, to_year=2019).encode(), file="x")
    assert rules.red_flag.counts_results_of == 2018
    told = old.replace("of = 2016", "of = 2016 # 计入去年12月")
    rules = parse_rules(renew(told, from_year=2017, to_year=2026).encode(), file="x")
    assert rules.red_flag.counts_results_of == 2025


def test_the_leap_day_does_not_survive_into_a_common_year() -> None:
    old = TEXT.replace("2017", "2016").replace("2016-03-01, 2016", "2016-02-29, 2016")
    rules = parse_rules(renew(old, from_year=2016, to_year=2017).encode(), file="x")
    assert rules.calendar.application[0].day == 28


def test_rules_of_ones_own_carry_nothing_invented() -> None:
    text = for_own_use(renew(TEXT, from_year=2017, to_year=2026), year=2026)
    rules = parse_rules(text.encode(), file="x")
    assert not rules.sample
    assert rules.programme.first_year == 2026
    assert set(rules.office.model_dump().values()) == {""}
    assert "示例医科大学" not in text
