"""What a person says a cell holds, beside what it holds; and what is typed in its place."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from assessment.core.text import parse_date, parse_number, plain
from assessment.intake.cells import Cell, CellKind, shown, text_cell, typed_cell

# How people write that a cell is empty, and that it holds a formula without a result.
BLANK = frozenset({"", "空", "空白", "(空)", "(空白)"})
_FORMULA = "公式"
# As a spreadsheet takes digits for a number: no idle zero before them, no more than it can hold.
_NUMBER = re.compile(r"[+-]?(?:0|[1-9][0-9,]*)(?:\.[0-9]+)?")
_MOST_DIGITS = 15


def is_same(stated: Cell | None, found: Cell | None) -> bool:
    """Tell whether a cell holds what people say, as they see it.

    Spaces and width do not count, `88`, `88.0` and "88 " are one number, a day is a day in any
    spelling. A formula without a result may be given as itself, as 公式 or as blank; a place
    within a merged area as blank or as what is seen there.
    """
    may_be_blank = found is None or found.kind in (CellKind.UNCACHED, CellKind.MERGED)
    if may_be_blank and is_blank(stated):
        return True
    return stated is not None and found is not None and bool(_seen(stated) & _seen(found))


def is_blank(stated: Cell | None) -> bool:
    """Tell whether people say that there is nothing."""
    return stated is None or plain(stated.text) in BLANK


def _seen(cell: Cell) -> frozenset[str | Decimal | date]:
    """Return what can be seen in a cell: its text, the number or the day that it is."""
    text = plain(cell.text)
    words = {text, text.removeprefix("="), _FORMULA} if cell.kind is CellKind.UNCACHED else {text}
    return frozenset({*words, *_numbers(cell), *_days(cell)})


def _numbers(cell: Cell) -> list[Decimal]:
    if isinstance(cell.value, Decimal):
        return [cell.value]
    try:
        return [parse_number(cell.text)] if cell.kind is CellKind.TEXT else []
    except ValueError:
        return []


def _days(cell: Cell) -> list[date]:
    if isinstance(cell.value, datetime):
        return [cell.value.date()]
    try:
        return [parse_date(cell.text)]
    except ValueError:
        return []


def retyped(stated: Cell | None, row: int, column: int) -> Cell | None:
    """Return the cell that typing what is stated would leave there; None for a blank one.

    Text that is a number or a day becomes one; a number of more than 15 digits or with zeros in
    front stays text.

    Examples
    --------
    >>> retyped(text_cell(1, 1, "88.50"), 5, 3).value, retyped(text_cell(1, 1, "空"), 5, 3)
    (Decimal('88.5'), None)
    """
    if stated is None or is_blank(stated):
        return None
    if stated.kind is not CellKind.TEXT:
        return stated._replace(row=row, column=column, is_struck=False, comment="")
    text = stated.text.strip()
    if _NUMBER.fullmatch(plain(text)) and sum(c.isdecimal() for c in text) <= _MOST_DIGITS:
        return _number_cell(row, column, text)
    return _day_cell(row, column, text)


def _number_cell(row: int, column: int, text: str) -> Cell:
    try:
        number = parse_number(text)
    except ValueError:
        return text_cell(row, column, text)
    return Cell(row, column, CellKind.NUMBER, shown(number), Decimal(shown(number)))


def _day_cell(row: int, column: int, text: str) -> Cell:
    try:
        day = parse_date(text)
    except ValueError:
        return text_cell(row, column, text)
    # With a time of day it is more than a day, and stays what was written.
    return text_cell(row, column, text) if ":" in plain(text) else typed_cell(row, column, day)
