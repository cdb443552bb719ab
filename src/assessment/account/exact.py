"""Exact numbers: what the floats and decimals of tables and rules state."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def exact(value: float | Decimal) -> Fraction:
    """Return the number a value states; a float means the decimal it prints as.

    Raises
    ------
    ValueError
        When it is not finite.

    Examples
    --------
    >>> exact(0.1) + exact(Decimal("0.2"))
    Fraction(3, 10)
    """
    if isinstance(value, Decimal):
        return Fraction(value)
    return Fraction(repr(float(value)))


def shown(value: Fraction) -> str:
    """Return the decimal text of a number that came from decimals.

    Examples
    --------
    >>> shown(Fraction(57, 2)), shown(Fraction(100))
    ('28.5', '100')
    """
    return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
