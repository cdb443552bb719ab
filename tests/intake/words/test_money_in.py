from __future__ import annotations

import pytest

from assessment.intake.words.money_in import is_received, is_refund, is_source


@pytest.mark.parametrize(
    "text", ["上年度余额", "学生交活动费", "收入：门票", "学校拨经费", "预支差旅费", "收取报名费"]
)
def test_money_that_came_in(text: str) -> None:
    assert is_received(text)


@pytest.mark.parametrize("text", ["学生交通费", "转账手续费", "未到账", "支付余额", "收据", "支架"])
def test_money_that_was_spent(text: str) -> None:
    assert not is_received(text)


@pytest.mark.parametrize(
    ("text", "is_back"),
    [("退回多付车费", True), ("押金退回", True), ("退订费", False), ("退休教师慰问金", False)],
)
def test_money_given_back(text: str, is_back: bool) -> None:
    assert is_refund(text) is is_back


@pytest.mark.parametrize(("text", "is_one"), [("校级专项经费", True), ("专项培训费", False)])
def test_a_source_of_money(text: str, is_one: bool) -> None:
    assert is_source(text) is is_one
