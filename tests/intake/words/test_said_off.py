from __future__ import annotations

import pytest

from assessment.core.rules import Rules
from assessment.intake.words.said_off import ends_off, says_off
from assessment.intake.words.vocabulary import vocabulary


@pytest.mark.parametrize(
    ("text", "is_off"),
    [
        ("此票不报", True),
        ("因雨取消", True),
        ("初审未通过", True),
        ("已作废，见第8行", True),
        ("原票作废重开", False),
        ("未取消", False),
        ("作 废", True),
        ("自费部分已扣除", False),
    ],
)
def test_a_clause_tells(rules: Rules, text: str, is_off: bool) -> None:
    assert says_off(text, vocabulary(rules)) is is_off


def test_of_a_name_only_what_is_in_brackets_tells(rules: Rules) -> None:
    words = vocabulary(rules)
    assert says_off("义诊（取消）", words, bracketed=True)
    assert not says_off("不忘初心，无效", words, bracketed=True)
    assert says_off("待付", words, also=frozenset({"待付"}))


def test_a_remark_may_end_so(rules: Rules) -> None:
    words = vocabulary(rules)
    assert ends_off("大巴（押金已退）", words)
    assert not ends_off("活动未取消", words)
