from __future__ import annotations

from pathlib import Path

from assessment.core.rule_file import write_rules
from assessment.core.rule_text import for_own_use, renew
from assessment.core.rules import Rules, parse_rules

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


MASTER = (Path(__file__).resolve().parents[2] / "rules" / "2019.toml").read_text(encoding="utf-8")


def renewed(old: str = "", new: str = "", *, to_year: int = 2020) -> Rules:
    assert old in MASTER
    text = renew(MASTER.replace(old, new, 1) if old else MASTER, from_year=2019, to_year=to_year)
    return parse_rules(text.encode(), file="x")


def test_what_a_clause_says_of_its_own_year_stays() -> None:
    """A source that says 2019年起 must not say 2020年起 in the next year's draft."""
    assert renewed().component("exhibition").source.startswith("考核认证办法：2019年起增设展示")
    assert renewed().title == "2020年“一团一品”精品活动评审规则"


def test_the_results_that_count_move_on_beside_a_remark_too() -> None:
    assert "counts_results_of = 2018 # " in MASTER
    assert renewed(to_year=2026).red_flag.counts_results_of == 2025


def test_days_of_the_following_year_move_on_as_well() -> None:
    rules = renewed("closing_date = 2019-12-15", "closing_date = 2020-01-15")
    assert rules.budget.closing_date.isoformat() == "2021-01-15"
    assert rules.selection.instalments[1].due_date.isoformat() == "2020-10-18"  # type: ignore[union-attr]


def test_days_that_were_only_moved_on_are_marked_assumed() -> None:
    assert 'status = "decided"' in MASTER.split("[calendar]")[1].split("[eligibility]")[0]
    rules = renewed()
    assert rules.calendar.status == "assumed"
    assert rules.calendar.source == "通知第四部分（一）（二）（三）（日期由上一份规则顺延，待核定）"
    assert rules.eligibility.status == "decided" and "顺延" not in rules.eligibility.source
    twice = renew(renew(MASTER, from_year=2019, to_year=2020), from_year=2020, to_year=2021)
    assert twice.count("（日期由上一份规则顺延，待核定）") == 3


def test_words_that_look_like_days_or_keys_stay() -> None:
    rules = renewed('contact = "组织部值班老师（示例）"', 'contact = "2019-03-01 year = 2019"')
    assert rules.office.contact == "2019-03-01 year = 2019"


def test_the_draft_of_a_written_file_is_whole() -> None:
    written = write_rules(parse_rules(MASTER.encode(), file="x"))
    rules = parse_rules(renew(written, from_year=2019, to_year=2020).encode(), file="x")
    assert rules.model_dump() == renewed().model_dump()
    assert not rules.is_decided and rules.red_flag.counts_results_of == 2019
