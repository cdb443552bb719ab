"""Exact numbers: what the floats, decimals and fractions of tables and rules state."""

from __future__ import annotations

import math
import numbers
from decimal import Decimal
from fractions import Fraction

import numpy as np


def exact(value: object) -> Fraction:
    """Return the number a value states; a float means the decimal it prints as.

    Raises
    ------
    ValueError
        When it is a truth value, NaN, infinite or no number.

    Examples
    --------
    >>> exact(0.1), exact(Decimal("86.125"))
    (Fraction(1, 10), Fraction(689, 8))
    """
    if isinstance(value, (bool, np.bool_)):
        raise ValueError(f"a number is wanted, got the truth value {value!r}")
    if isinstance(value, (numbers.Rational, Decimal)) and math.isfinite(value):
        return Fraction(value)
    if isinstance(value, np.integer):
        return Fraction(int(value))
    if isinstance(value, (float, np.floating)) and math.isfinite(value):
        return Fraction(repr(float(value)))
    raise ValueError(f"a finite number is wanted, got {value!r}")


def fraction_text(value: Fraction) -> str:
    """Return `p/q` in lowest terms; a whole number keeps its `/1`.

    Examples
    --------
    >>> fraction_text(Fraction(689, 8)), fraction_text(Fraction(90))
    ('689/8', '90/1')
    """
    return f"{value.numerator}/{value.denominator}"


def read_fraction(text: str) -> Fraction:
    """Return the number of a `p/q` text.

    Raises
    ------
    ValueError
        When it is no such text.

    Examples
    --------
    >>> read_fraction("689/8")
    Fraction(689, 8)
    """
    above, _, below = text.partition("/")
    return Fraction(int(above), int(below or 1))


def plain(value: Fraction) -> str:
    """Return the decimal text of a number that came from decimals.

    Examples
    --------
    >>> plain(Fraction(57, 2)), plain(Fraction(100))
    ('28.5', '100')
    """
    return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"
