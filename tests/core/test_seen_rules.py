"""The rules under which marks were first read are kept, and a change after that is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from assessment.core.rules import parse_rules
from assessment.core.seen_rules import RulesHistory, check_history, read_seen

TEXT = (Path(__file__).parents[2] / "rules" / "2017.toml").read_bytes()
FIRST, LATER = date(2017, 12, 20), date(2018, 1, 3)


def tables(component: str = "defense", status: str = "given") -> dict[str, pd.DataFrame]:
    return {
        "marks": pd.DataFrame({"component": [component], "status": [status]}),
        "votes": pd.DataFrame({"component": pd.Series([], dtype="str"), "n_votes": []}),
    }


def read_again(text: bytes, before: RulesHistory, day: date = LATER) -> RulesHistory:
    """Return the history after another reading, from the files that the one before left."""
    names = {name.rpartition("/")[2]: data for name, data in before.files().items()}
    history = RulesHistory(2017, text, day, read_seen(names, 2017))
    return history.with_marks(tables(), parse_rules(text, file="rules/2017.toml"))


def told(history: RulesHistory) -> list:
    return check_history(history, parse_rules(history.text, file="rules/2017.toml"))


@pytest.fixture
def first() -> RulesHistory:
    rules = parse_rules(TEXT, file="rules/2017.toml")
    return RulesHistory(2017, TEXT, FIRST).with_marks(tables(), rules)


def test_the_rules_are_kept_when_marks_of_a_round_are_first_read(first: RulesHistory) -> None:
    assert first.files() == {"rules/seen/2017.assessment.01.2017-12-20.toml": TEXT}
    assert told(first) == []


def test_unchanged_rules_are_kept_once(first: RulesHistory) -> None:
    again = read_again(TEXT, first)
    assert again.files() == first.files()
    assert told(again) == []


def test_blank_boxes_and_other_rounds_are_no_marks_of_a_round() -> None:
    rules = parse_rules(TEXT, file="rules/2017.toml")
    history = RulesHistory(2017, TEXT, FIRST)
    assert history.with_marks(tables(status="blank"), rules).seen == ()
    review = history.with_marks(tables("application"), rules)
    assert [one.round for one in review.seen] == ["review"]


def test_votes_alone_are_read_too() -> None:
    rules = parse_rules(TEXT, file="rules/2017.toml")
    votes = {"votes": pd.DataFrame({"component": ["floor_vote"], "n_votes": [3]})}
    history = RulesHistory(2017, TEXT, FIRST).with_marks(tables(status="blank") | votes, rules)
    assert [one.round for one in history.seen] == ["assessment"]


def test_a_changed_rule_is_told_with_both_days_hashes_and_the_key(first: RulesHistory) -> None:
    text = TEXT.replace(b"trim_from = 5", b"trim_from = 7")
    history = read_again(text, first)
    (found,) = told(history)
    assert (found.code, str(found.severity)) == ("rule.changed-after-marks", "WARNING")
    assert str(found.where) == "rules/2017.toml"
    old, new = (one.digest[:8] for one in history.seen)
    assert old != new
    assert found.expected == f"考核认证的评分首次于 2017-12-20 读到，当时的规则是 {old}"
    assert found.actual.startswith(f"2018-01-03 起是 {new}，component[")
    assert "trim_from（5 → 7）" in found.actual
    assert f"on 2017-12-20 under the rules {old}" in found.line("en")
    assert "assessment" in found.line("en")


def test_the_first_rules_stay_the_measure_and_putting_them_back_ends_it(
    first: RulesHistory,
) -> None:
    once = read_again(TEXT.replace(b"trim_from = 5", b"trim_from = 7"), first)
    twice = read_again(TEXT.replace(b"trim_from = 5", b"trim_from = 9"), once, date(2018, 1, 9))
    (found,) = told(twice)
    assert "2017-12-20" in found.expected
    assert "2018-01-09" in found.actual
    assert "trim_from（5 → 9）" in found.actual
    back = read_again(TEXT, twice, date(2018, 1, 10))
    assert told(back) == []
    assert len(back.files()) == 4


def test_a_corrected_slip_is_told_as_what_it_is(first: RulesHistory) -> None:
    (words,) = told(
        read_again(TEXT.replace("第3次工作例会".encode(), "第4次工作例会".encode()), first)
    )
    assert "decision.meeting" in words.actual
    (remark,) = told(read_again(TEXT + "# 校对过\n".encode(), first))
    assert remark.actual.endswith("各项内容相同，只动了注释或格式")
    assert "改正错字" in remark.hint


def test_many_changes_are_counted(first: RulesHistory) -> None:
    text = TEXT.replace(b'status = "assumed"', b'status = "decided"')
    (found,) = told(read_again(text, first))
    assert " 等 1" in found.actual


def test_rules_of_then_that_can_no_longer_be_read_do_not_stop_anything(
    first: RulesHistory,
) -> None:
    old = replace(first, seen=(replace(first.seen[0], text=b"unknown = 1"),))
    (found,) = told(read_again(TEXT, old))
    assert found.actual.endswith("当时的文件已不能逐项对照")


def test_copies_of_other_years_and_other_files_are_passed_over(first: RulesHistory) -> None:
    names = {name.rpartition("/")[2]: text for name, text in first.files().items()}
    assert read_seen(names | {"笔记.txt": b""}, 2018) == ()
    assert read_seen(names | {"笔记.txt": b""}, 2017) == first.seen
