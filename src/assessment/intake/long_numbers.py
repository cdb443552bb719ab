"""Numbers of vouchers and telephones: long, and no quantities."""

from __future__ import annotations

import re
from decimal import Decimal

from assessment.intake.cells import Cell
from assessment.intake.values import Read, Spot, read_text

LONGEST_NUMBER = 10**15
_EXPONENT = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+[0-9]+")
_LONG_NUMBER = re.compile(r"^([0-9]{5,})\.0+$")


def read_code(cell: Cell | None, spot: Spot, column: str) -> Read[str]:
    """Return a long number as people wrote it; collecting sites add `.00 ` to it.

    A spreadsheet keeps 15 digits of a number and makes noughts of the rest: longer ones must be
    text.

    Problems
    --------
    number.too-many-digits
    """
    text = read_text(cell)
    if cell is None or text is None:
        return Read(None)
    is_cut = isinstance(cell.value, Decimal) and abs(cell.value) >= LONGEST_NUMBER
    if is_cut or _EXPONENT.fullmatch(text):
        return Read(None, (spot.fault("number.too-many-digits", cell, column=column),))
    return Read(_LONG_NUMBER.sub(r"\1", text))
