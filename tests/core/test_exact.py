"""Numbers of tables and rules, exactly."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.exact import exact, plain


@given(st.integers(-(10**9), 10**9))
def test_a_float_of_four_places_is_its_decimal(units):
    text = str(Decimal(units) / 10_000)
    assert exact(float(text)) == exact(Decimal(text)) == Fraction(units, 10_000)
    assert Decimal(plain(exact(float(text)))) == Decimal(text)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(ValueError, match="finite"):
        exact(value)


def test_numbers_are_shown_without_powers_of_ten():
    assert [plain(Fraction(n)) for n in (0, 5, 100, 3000)] == ["0", "5", "100", "3000"]
