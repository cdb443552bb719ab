"""An amount stated in digits and in capitals is read once, where both agree."""

from __future__ import annotations

import pytest

from assessment.core.said_twice import stated_twice, without_brackets
from assessment.core.text import parse_money


@pytest.mark.parametrize(
    "text",
    [
        "5000（伍仟元整）",
        "5000元（大写：伍仟元整）",
        "伍仟元整（5000元）",
        "伍仟元整（小写：￥5000）",
        "大写：伍仟元整 小写：5000元",
        "（大写）伍仟元整 （小写）￥5000.00",
        "5000.00（元）",
        "0.5（万元）",
        "小写：5000元",
        "人民币（大写）：伍仟元整",
    ],
)
def test_one_amount_in_two_ways_is_read(text: str) -> None:
    assert parse_money(text) == 500000


@pytest.mark.parametrize(
    "text",
    [
        "5000元（肆仟元整）",
        "5000(500)",
        "（5000）",
        "-(5000)",
        "5000（其中学院2000）",
        "5000元（约）",
        "5000元（元）",
        "5000（二）",
        "大写：（5000）",
    ],
)
def test_what_does_not_agree_or_says_more_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"amount|number|differs"):
        parse_money(text)


def test_only_one_in_capitals_and_one_in_digits_are_two_ways() -> None:
    assert stated_twice("5000(5000)") is None
    assert stated_twice("伍仟元(伍仟元)") is None
    assert without_brackets("5000元(元)") == "5000元(元)"
