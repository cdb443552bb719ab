"""Whose money is spoken of."""

from __future__ import annotations

import pytest

from assessment.intake.words.sources import asks_school, heads_sources, is_of_others


@pytest.mark.parametrize("text", ["学院自筹", "企业赞助", "院级配套", "校团委50%、自筹50%"])
def test_others_pay(text: str) -> None:
    assert is_of_others(text)


@pytest.mark.parametrize("text", ["校团委", "学校支持", "专项经费"])
def test_the_school_pays(text: str) -> None:
    assert not is_of_others(text)


@pytest.mark.parametrize(
    ("head", "is_one"), [("资金来源", True), ("列支渠道", True), ("来源", False)]
)
def test_a_head_says_whose_money(head: str, is_one: bool) -> None:
    assert heads_sources(head) is is_one


@pytest.mark.parametrize(
    ("text", "is_asked"), [("拟向校团委申请3000元", True), ("校团委、自筹2000元", False)]
)
def test_what_is_asked_of_the_school(text: str, is_asked: bool) -> None:
    assert asks_school(text) is is_asked
