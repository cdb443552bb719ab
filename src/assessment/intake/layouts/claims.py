"""What became of a cell: every one of a sheet belongs to exactly one class."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from assessment.intake.cells import Cell

Place = tuple[int, int]


class CellClass(StrEnum):
    """The classes; `ignored` is passed over by a rule, `problem` was not read though it might."""

    LABEL = "label"
    VALUE = "value"
    TITLE = "title"
    NOTE = "note"
    TOTAL = "total"
    IGNORED = "ignored"
    PROBLEM = "problem"


class Claim(NamedTuple):
    """The class of a cell, and the rule or the problem's code behind it."""

    cell_class: CellClass
    reason: str = ""


Claims = Mapping[Place, Claim]
LABEL, VALUE, TITLE, NOTE, TOTAL = (
    Claim(CellClass.LABEL),
    Claim(CellClass.VALUE),
    Claim(CellClass.TITLE),
    Claim(CellClass.NOTE),
    Claim(CellClass.TOTAL),
)


# Codes of what no rule passes over and no reader takes.
UNREAD_ROW, UNHEADED, APART = "row.unread", "column.no-header", "table.apart"


def ignored(reason: str) -> Claim:
    """Return the claim of a cell that a rule passes over."""
    return Claim(CellClass.IGNORED, reason)


def unread(code: str) -> Claim:
    """Return the claim of a cell that was not read, with the code of its problem."""
    return Claim(CellClass.PROBLEM, code)


def claim_all(cells: Iterable[Cell], claim: Claim) -> dict[Place, Claim]:
    """Return one claim for all these cells."""
    return {(cell.row, cell.column): claim for cell in cells}
