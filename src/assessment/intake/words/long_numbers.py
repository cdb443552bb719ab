"""Numbers of vouchers and telephones: long, and no quantities."""

from __future__ import annotations

import re

from assessment.core.details import detail
from assessment.core.problems import Problem
from assessment.intake.cells import Cell
from assessment.intake.words.values import Read, Spot, read_text, unusable

_EXPONENT = re.compile(r"[0-9](?:\.(?P<kept>[0-9]+))?[eE]\+(?P<power>[0-9]+)")
# 见附件1, 待补1张, 缺2张 number no voucher.
_ELSEWHERE = re.compile(
    r"\s*[(（]?(?:详?见|附后|同上|待|尚?未|暂?无(?:[票发号凭（(,，]|$)|没有|缺|后补|丢失|遗失)"
)
# So many digits of a number a spreadsheet keeps.
_KEPT = 15
_LONG_NUMBER = re.compile(r"^([0-9]{5,})\.0+$")


def read_code(cell: Cell | None, spot: Spot, column: str) -> Read[str]:
    """Return a long number as people wrote it; collecting sites add `.00 ` to it.

    A spreadsheet keeps 15 digits of a number and makes noughts of the rest: longer ones must be
    text. A text file that a spreadsheet wrote may have 1.23457E+12 for one of 13.

    Problems
    --------
    cell.too-many-digits, cell.shortened, cell.error-value, cell.formula-not-cached, cell.merged
    """
    text = read_text(cell)
    if cell is None or text is None:
        return Read(None)
    fault = unusable(cell, spot, column) or _shortened(text, cell, spot, column)
    if fault is not None:
        return Read(None, (fault,))
    return Read(_LONG_NUMBER.sub(r"\1", text))


def read_voucher(cell: Cell | None, spot: Spot, column: str) -> Read[str]:
    """Return the number of a voucher as `read_code`; 无, 待补 or 见附件 is none.

    Problems
    --------
    those of `read_code`
    """
    read = read_code(cell, spot, column)
    is_number = read.value is None or (
        any(map(_counts, read.value)) and not _ELSEWHERE.match(read.value)
    )
    return read if is_number else Read(None)


def _counts(sign: str) -> bool:
    return sign.isnumeric() or (sign.isascii() and sign.isalpha())


def _shortened(text: str, cell: Cell, spot: Spot, column: str) -> Problem | None:
    """Return the problem of a number of which an exponent stands for the last digits."""
    match = _EXPONENT.fullmatch(text)
    if match is None:
        return None
    n_digits = int(match["power"]) + 1
    if n_digits > _KEPT:
        return spot.fault("cell.too-many-digits", cell, column=column)
    expected = detail("digits", n=n_digits, kept=len(match["kept"] or "") + 1)
    return spot.fault("cell.shortened", cell, column=column, expected=expected)
