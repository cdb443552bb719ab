from __future__ import annotations

import re
from pathlib import Path

import pytest

from assessment.core.rule_faults import RulesError
from assessment.core.rules import check_rules, parse_rules

TEXT = (Path(__file__).resolve().parents[2] / "rules" / "2017.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("decimals = 2", "decimals = 9", "ranking.decimals：应不大于 6，现为 9"),
        ("decimals = 2", "decimals = 2.5", "ranking.decimals：应为整数"),
        ("years = 3", "years = 0", "programme.years：应不小于 1，现为 0"),
        ("grant_yuan = 5000", "grant_yuan = 0", "selection.grant_yuan：应大于 0，现为 0"),
        ("recuse_own_college = true", 'recuse_own_college = "是"', "component[application].recuse_own_college：应为 true"),
        ('title = "2017', 'title = 2017 # "', "title：应为文字"),
        ('name = "组织建设类"', 'name = " "', "theme[ ].name：不能为空"),
        ("closing_date = 2017-12-15", 'closing_date = "十二月"', "budget.closing_date"),
        ("criteria = [\n  { name", "criteria = [] #", ""),
    ],
)  # fmt: skip
def test_limits_are_told_in_chinese(old: str, new: str, said: str) -> None:
    assert old in TEXT
    with pytest.raises(RulesError) as caught:
        parse_rules(TEXT.replace(old, new, 1).encode(), file="rules/2017.toml")
    assert said in str(caught.value)
    assert (
        not re.search(r"Input should|Value error", str(caught.value))
        or said == "budget.closing_date"
    )


def test_a_fault_knows_which_key_has_to_change() -> None:
    import tomllib
    from decimal import Decimal

    text = TEXT.replace("trim_from = 5", "trim_from = 2", 1).replace("weight = 70", "weight = 60")
    rules, faults = check_rules(tomllib.loads(text, parse_float=Decimal))
    assert rules is None
    assert [fault.place for fault in faults] == [("component", 0, "trim_from")]
    rules, faults = check_rules(
        tomllib.loads(TEXT.replace("weight = 70", "weight = 60"), parse_float=Decimal)
    )
    assert [fault.place for fault in faults] == [("component", 3, "weight")]
