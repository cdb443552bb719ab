"""Points, money, shares and names as readers see them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from assessment.report import wording


@pytest.mark.parametrize(
    ("exact", "value", "shown"),
    [
        ("689/8", 86.12, "86.13"),
        ("-1/8", -0.125, "-0.12"),
        (pd.NA, 86.125, "86.13"),
        (pd.NA, pd.NA, "—"),
        ("100", 100.0, "100.00"),
    ],
)
def test_points_round_half_up_from_the_exact_value(exact: Any, value: Any, shown: str) -> None:
    assert wording.show_points(exact, value, 2) == shown


def test_money_and_shares() -> None:
    assert wording.show_yuan(0) == "0.00"
    assert wording.show_yuan(123456789) == "1,234,567.89"
    assert wording.show_share(1, 0) == "—"
    assert wording.show_share(550001, 500000) == "110.00%"


def test_component_codes_become_labels(rules: Any) -> None:
    assert wording.show_components("defense, online_vote", rules, "zh") == "现场答辩、网络投票"
    assert wording.show_components("defense；online_vote", rules, "en") == "defense, online vote"
    assert wording.show_components(pd.NA, rules, "zh") == ""


def test_names_fall_back_to_codes(year: Any) -> None:
    strangers = pd.DataFrame({"year": [2017, 2017], "project_id": [year.ids[0], "2017-C99-1"]})
    named = wording.with_names(strangers, year.applications, year.colleges.iloc[1:])
    assert list(named["college_name"]) == ["C01", "—"]
    assert named["project_name"].iloc[1] == "2017-C99-1"


def test_footer_names_source_decision_and_version(rules: Any) -> None:
    text = wording.footer("source.scores", rules, "zh")
    assert rules.title in text
    assert rules.decision.document_no in text
    assert rules.digest[:8] in text
    assert "暂定" not in text


def test_footer_says_when_nothing_is_decided(rules: Any) -> None:
    open_rules = rules.model_copy(update={"decision": type(rules.decision)()})
    assert "暂定" in wording.footer("source.scores", open_rules, "zh")
