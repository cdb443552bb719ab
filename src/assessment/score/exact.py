"""Exact numbers: marks as integers, points as fractions, rounding as people round on paper."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

MARK_SCALE = 10_000
_PLACES = 6
# int64, or Python integers where int64 would overflow (see `integers`).
Integers = npt.NDArray[Any]


def half_up(value: Fraction, decimals: int) -> Fraction:
    """Round to so many decimals, a half away from zero, as Excel's ROUND does.

    Examples
    --------
    >>> half_up(Fraction(689, 8), 2)
    Fraction(8613, 100)
    """
    scale = 10**decimals
    rounded = math.floor(abs(value) * scale + Fraction(1, 2))
    return Fraction(rounded if value >= 0 else -rounded, scale)


def shown(value: Fraction, decimals: int) -> str:
    """Return the decimal text of a number, rounded half up.

    Examples
    --------
    >>> shown(Fraction(689, 8), 2)
    '86.13'
    """
    return f"{Decimal(int(half_up(value, decimals) * 10**decimals)).scaleb(-decimals):f}"


def unrounded(value: Fraction) -> str:
    """Return the decimal text of a number; one that ends behind six places or never as `p/q` too.

    Examples
    --------
    >>> unrounded(Fraction(689, 8)), unrounded(Fraction(259, 3))
    ('86.125', '86.333333… = 259/3')
    """
    cut = Fraction(math.trunc(value * 10**_PLACES), 10**_PLACES)
    text = shown(cut, _PLACES)
    return text.rstrip("0").rstrip(".") if cut == value else f"{text}… = {value}"


def order_key(value: Fraction) -> tuple[float, Fraction]:
    """Return a key that sorts as the numbers do.

    Rounding to a float keeps the order, so that the float settles all comparisons but those of
    numbers that share it, and those the fraction settles.

    Examples
    --------
    >>> sorted([Fraction(1, 2), Fraction(1, 3)], key=order_key)
    [Fraction(1, 3), Fraction(1, 2)]
    """
    return value.numerator / value.denominator, value


def on_grid(value: float | Fraction, step: Fraction) -> Fraction:
    """Return the multiple of `step` nearest to a number: what a float stood for.

    Examples
    --------
    >>> on_grid(86.33333333333333, Fraction(1, 30_000))
    Fraction(259, 3)
    """
    return round(Fraction(value) / step) * step


def common_denominator(values: list[Fraction]) -> int:
    """Return the least number that makes every value whole.

    Examples
    --------
    >>> common_denominator([Fraction(1, 2), Fraction(2, 3)])
    6
    """
    return math.lcm(*(value.denominator for value in values))


def integers(bound: int) -> type[Any]:
    """Return the array type in which sums up to `bound` are exact.

    Examples
    --------
    >>> integers(10**9).__name__, integers(10**30).__name__
    ('int64', 'object')
    """
    return np.int64 if bound < 2**62 else object
