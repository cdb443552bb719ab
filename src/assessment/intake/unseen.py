"""Signs in names that nobody sees and that make two names of one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from assessment.core.problems import Problem
from assessment.intake.cells import Cell
from assessment.intake.values import Spot


def unseen(cells: Iterable[Cell | None], spot: Spot, column: str) -> tuple[Problem, ...]:
    """Return a problem for each name in which a sign stands that nobody sees.

    Problems
    --------
    name.invisible-signs
    """
    found = ((cell, _invisible(cell.text)) for cell in cells if cell is not None)
    return tuple(
        spot.fault("name.invisible-signs", cell, actual=_without(cell.text), expected=signs,
                   column=column)
        for cell, signs in found
        if signs
    )  # fmt: skip


def _invisible(text: str) -> str:
    signs = (letter for letter in text if unicodedata.category(letter) in ("Cf", "Cc"))
    return "、".join(dict.fromkeys(f"U+{ord(sign):04X}" for sign in signs if not sign.isspace()))


def _without(text: str) -> str:
    return "".join(sign for sign in text if unicodedata.category(sign) not in ("Cf", "Cc")).strip()
