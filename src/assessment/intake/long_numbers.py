"""Numbers of vouchers and telephones: long, and no quantities."""

from __future__ import annotations

import re

from assessment.intake.cells import Cell
from assessment.intake.values import Read, Spot, read_text, unusable

_EXPONENT = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+[0-9]+")
_LONG_NUMBER = re.compile(r"^([0-9]{5,})\.0+$")


def read_code(cell: Cell | None, spot: Spot, column: str) -> Read[str]:
    """Return a long number as people wrote it; collecting sites add `.00 ` to it.

    A spreadsheet keeps 15 digits of a number and makes noughts of the rest: longer ones must be
    text.

    Problems
    --------
    cell.too-many-digits, cell.error-value, cell.formula-not-cached, cell.merged
    """
    text = read_text(cell)
    if cell is None or text is None:
        return Read(None)
    fault = unusable(cell, spot, column)
    if fault is None and _EXPONENT.fullmatch(text):
        fault = spot.fault("cell.too-many-digits", cell, column=column)
    if fault is not None:
        return Read(None, (fault,))
    return Read(_LONG_NUMBER.sub(r"\1", text))
