"""One cell of a judge's sheet to a mark, or the problem that says why not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assessment.core.problems import Problem
from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, shown
from assessment.intake.words.header_words import word_key
from assessment.intake.words.values import POINTS, Spot, read_number, unusable, without_unit
from assessment.intake.words.vocabulary import Vocabulary

MAX_DECIMALS = 4
_CLAUSES = re.compile("[,，;；。]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark as read: points with at most four decimals, or a status without points."""

    points: Decimal | None
    status: str


def read_mark(
    cell: Cell, spot: Spot, words: Vocabulary, full: Fraction
) -> tuple[Mark, Problem | None]:
    """Return the mark of a cell; what is no mark within 0–`full` is `unreadable` with its problem.

    Problems
    --------
    cell.error-value, cell.formula-not-cached, cell.merged, points.not-a-number,
    points.out-of-range, points.too-many-decimals
    """
    if not cell.text.strip():
        return Mark(None, "blank"), None
    status = _status(cell, words)
    # 回避 merged over all criteria is said of each.
    fault = unusable(cell, spot, "points")
    if fault and not (status and cell.kind is CellKind.MERGED):
        return Mark(None, "unreadable"), fault
    if status:
        return Mark(None, status), None
    code, points = _mark_fault(cell, full)
    if code is None:
        return Mark(points, "given"), None
    expected = f"0–{shown(Decimal(full.numerator) / full.denominator)}"
    return Mark(None, "unreadable"), spot.fault(code, cell, expected=expected, column="points")


def _status(cell: Cell, words: Vocabulary) -> str | None:
    """Return the status a cell states, also with a remark that bears no number.

    The remark stands in brackets or in a clause of its own: 回避（本院）, 本单位，回避.
    """
    text = plain(cell.text)
    if text in words.statuses:
        return words.statuses[text]
    if any(sign.isdecimal() for sign in text):
        return None
    clauses = {words.statuses.get(word_key(one)) for one in _CLAUSES.split(text)}
    stated = clauses - {None, "blank"}
    return words.statuses.get(word_key(cell.text)) or (stated.pop() if len(stated) == 1 else None)


def _mark_fault(cell: Cell, full: Fraction) -> tuple[str | None, Decimal | None]:
    try:
        points = read_number(without_unit(cell, POINTS))
    except ValueError:
        return "points.not-a-number", None
    if not 0 <= Fraction(points) <= full:
        return "points.out-of-range", None
    if points != round(points, MAX_DECIMALS):
        return "points.too-many-decimals", None
    return None, points
