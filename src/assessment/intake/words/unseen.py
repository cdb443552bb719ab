"""Names that are none: formulas, errors, signs that nobody sees, parts that are struck out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from assessment.core.problems import Problem
from assessment.intake.cells import Cell, CellKind
from assessment.intake.cells.runs import is_mixed
from assessment.intake.words.values import Spot, unusable


def unseen(cells: Iterable[Cell | None], spot: Spot, column: str) -> tuple[Problem, ...]:
    """Return a problem for each name that cannot be told, or in which a sign is not seen.

    Problems
    --------
    name.invisible-signs, name.unclear, cell.error-value, cell.formula-not-cached,
    cell.too-many-digits, cell.scaled, label.disputed
    """
    found = (_fault(cell, spot, column) for cell in cells if cell is not None)
    return tuple(fault for fault in found if fault is not None)


def _fault(cell: Cell, spot: Spot, column: str) -> Problem | None:
    fault = None if cell.kind is CellKind.MERGED else unusable(cell, spot, column)
    if fault is None and is_mixed(cell.text):
        return spot.fault("name.unclear", cell, column=column)
    signs = _invisible(cell.text)
    if fault is not None or not signs:
        return fault
    shown = _without(cell.text)
    return spot.fault("name.invisible-signs", cell, actual=shown, expected=signs, column=column)


def _invisible(text: str) -> str:
    signs = (letter for letter in text if unicodedata.category(letter) in ("Cf", "Cc"))
    return "、".join(dict.fromkeys(f"U+{ord(sign):04X}" for sign in signs if not sign.isspace()))


def _without(text: str) -> str:
    return "".join(sign for sign in text if unicodedata.category(sign) not in ("Cf", "Cc")).strip()
