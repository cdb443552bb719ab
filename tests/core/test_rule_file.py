from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from assessment.core.rule_file import write_rules
from assessment.core.rules import Rules, load_rules, parse_rules
from random_rules import ROOT, odd_rules, random_rules

YEARS = sorted(int(path.stem) for path in (ROOT / "rules").glob("*.toml"))


def written_and_read(rules: Rules) -> Rules:
    return parse_rules(write_rules(rules).encode(), file="x")


@pytest.mark.parametrize("year", YEARS)
def test_a_sample_year_is_written_as_it_was(year: int) -> None:
    rules = load_rules(ROOT / "rules" / f"{year}.toml")
    assert written_and_read(rules).model_dump() == rules.model_dump()
    assert write_rules(written_and_read(rules)) == write_rules(rules)


def test_odd_rules_are_written_as_they_were() -> None:
    assert written_and_read(odd_rules()).model_dump() == odd_rules().model_dump()


@given(random_rules())
@settings(max_examples=6, deadline=None)
def test_any_rules_are_written_as_they_were(rules: Rules) -> None:
    assert written_and_read(rules).model_dump() == rules.model_dump()


def comments(text: str) -> list[str]:
    return re.findall(r"^(?!#).*? # *(.+)$", text, re.MULTILINE)


@pytest.mark.parametrize("year", YEARS)
def test_the_comments_of_the_masters_are_there(year: int) -> None:
    text = (ROOT / "rules" / f"{year}.toml").read_text(encoding="utf-8")
    rules = parse_rules(text.encode(), file="x")
    written = write_rules(rules)
    told = [comment.replace("（示例）", "") for comment in comments(text)]
    assert len(told) >= 8
    assert [one for one in told if one not in written] == []
    head = written.splitlines()[:2]
    assert head == text.splitlines()[:2]


def test_each_key_is_explained_once() -> None:
    written = write_rules(load_rules(ROOT / "rules" / "2019.toml"))
    told = comments(written)
    assert len(told) > 60
    assert written.count("# 系数") == 0 and written.count("# 别名") == 1
    assert 'late = "exclude" # exclude 逾期不参评 / flag 只作标记\n' in written


def test_signs_of_any_kind_are_escaped() -> None:
    rules = load_rules(ROOT / "rules" / "2017.toml")
    title = 'a"b\\c\td\x7fe\x01f'
    other = rules.model_copy(update={"title": title})
    assert written_and_read(other).title == title
