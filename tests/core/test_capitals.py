"""Capitals against cn2an and against reading them back."""

from __future__ import annotations

import cn2an
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assessment.core.capitals import capital_money
from assessment.core.text import parse_money


@given(st.integers(1, 10**12))
@example(100_000_000_00)
@example(100_010_000_00)
@example(1_000_000_001)
@example(10_100_000_00)
@example(5)
@example(50)
@example(105)
def test_capitals_read_back_and_agree_with_another_writer(fen: int) -> None:
    text = capital_money(fen)
    other = cn2an.an2cn(f"{fen // 100}.{fen % 100:02d}", "rmb")
    if fen >= 100:
        assert parse_money(text) == fen
        assert text.removesuffix("整") == other.removesuffix("整")
    assert capital_money(-fen) == f"负{text}"


@pytest.mark.parametrize(
    ("fen", "text"),
    [(0, "零元整"), (5, "伍分"), (50, "伍角整"), (110, "壹元壹角整"), (101, "壹元零壹分"),
     (1001000, "壹万零壹拾元整"), (10**11, "壹拾亿元整")],
)  # fmt: skip
def test_the_official_form(fen: int, text: str) -> None:
    assert capital_money(fen) == text


def test_more_than_twelve_digits_are_refused() -> None:
    with pytest.raises(ValueError, match="twelve"):
        capital_money(10**14)
