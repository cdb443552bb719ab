"""What stands around charts of what the scores can bear."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from assessment.core.rules import Rules
from assessment.core.tables import empty
from assessment.report import caution


@pytest.mark.parametrize(("lang", "said"), [("zh", "仅供参考，不改变正式名次"), ("en", "official")])
def test_every_chart_says_that_the_official_ranking_stands(
    rules: Rules, lang: str, said: str
) -> None:
    words = caution.words("t", "s", ["note"], rules=rules, lang=lang)
    assert words.footer.startswith("note")
    assert said in words.footer
    assert bool(words.mark) == rules.sample


def test_who_are_the_first(rules: Rules) -> None:
    assert caution.n_first(rules, "review", 20) == rules.selection.max_projects
    assert caution.n_first(rules, "review", rules.selection.max_projects) == 0
    assert caution.n_first(rules, "assessment", 21) == 6
    assert caution.n_first(rules, "assessment", 3) == 0


def test_components_without_rows_are_told_of_once_any_has_some(rules: Rules) -> None:
    table = pd.DataFrame({"component": ["defense"]})
    assert caution.components_of(table, rules) == ["defense"]
    assert rules.component("application").label in caution.left_out(table, rules, "zh")
    assert rules.component("defense").label not in caution.left_out(table, rules, "zh")
    assert caution.left_out(empty("severity"), rules, "zh") == ""


def test_only_final_standings_are_ranked(year: Any, rules: Rules) -> None:
    ranked = caution.ranked(year.standings, rules, "assessment")
    assert [row.rank for row in ranked] == sorted(row.rank for row in ranked)
    open_ones = year.standings.assign(rank=pd.NA)
    assert caution.ranked(open_ones, rules, "assessment") == []


def test_a_judge_is_told_by_code() -> None:
    assert caution.show_judge("J12", "zh") == "评委12"
    assert caution.show_judge("J12", "en") == "Judge 12"
