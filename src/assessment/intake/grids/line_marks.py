"""What only a line of a table states, and what its numbers are: lines told from statistics."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from assessment.core.text import parse_date, parse_number, plain
from assessment.intake.cells import Cell, CellKind
from assessment.intake.grids.row_kinds import Below, GridRow, RowKind
from assessment.intake.words.sum_words import BARE, sum_grade

# What only a line states, by kind of table; of a settlement nothing tells its lines apart.
MARKS: Mapping[str, tuple[str, ...]] = {
    "ledger": ("spent_date", "voucher_no", "reimbursement_no", "handler_name"),
    "finance_list": ("paid_date", "reimbursement_no"),
    "activity_register": ("held_date", "material_kind"),
    "application_list": ("theme", "lead_name", "phone"),
    "settlement": (),
}
DAYS = frozenset({"spent_date", "paid_date", "held_date"})
_NUMBERS = frozenset({"voucher_no", "reimbursement_no"})
_DAY = re.compile("[0-9]{1,2}月[0-9]{1,2}[日号]?|(?<![0-9])[0-9]{1,2}[./-][0-9]{1,2}(?![0-9])")
_UNIT = re.compile("(?:万?元|人次|[人名位场次项个笔张份条件%])$")


def is_line(row: GridRow) -> bool:
    """Tell whether a row passes for a line: it is no sum of all lines under another name."""
    return row.kind is RowKind.RECORD and not is_bare_sum(row)


def is_bare_sum(row: GridRow) -> bool:
    """Tell whether a row without a day is called a sum of all, in any of its cells."""
    if any(_is_day(row.values[name]) for name in DAYS & row.values.keys()):
        return False
    texts = (cell.text for cell in row.cells if cell.kind is CellKind.TEXT)
    return any(sum_grade(text) == BARE for text in texts)


def stated_marks(table: Below, rows: Sequence[GridRow]) -> frozenset[str]:
    """Return what the lines state and rows of statistics do not."""
    wanted = MARKS[table.header.kind.name]
    lines = [row for row in rows if is_line(row)]
    return frozenset(name for name in wanted if any(bears(row, name, table) for row in lines))


def last_bearing(table: Below, rows: Sequence[GridRow], names: Collection[str]) -> int:
    """Return the place of the last row that states one of these, -1 where none does."""
    bearing = (n for n, row in enumerate(rows) if any(bears(row, one, table) for one in names))
    return max(bearing, default=-1)


def bears(row: GridRow, name: str, table: Below) -> bool:
    """Tell whether a row states a day, a number, … where such a thing is to stand."""
    cell = row.values.get(name)
    if cell is None or not plain(cell.text).strip("-—–/"):
        return False
    if name in DAYS:
        return _is_day(cell)
    text = plain(cell.text)
    if name == "theme":
        named = row.values.get("project_name")
        return named is not None and all(number_in(one) is None for one in (cell, named))
    if name in _NUMBERS:
        return any(sign.isdecimal() for sign in text) and "%" not in text
    if name == "material_kind":
        return any(word in text for word in table.words.materials)
    return name == "phone" or number_in(cell) is None


def _is_day(cell: Cell) -> bool:
    if cell.kind is CellKind.DATE:
        return True
    try:
        parse_date(cell.text)
    except ValueError:
        return _DAY.search(plain(cell.text)) is not None
    return True


def sums_of(rows: Sequence[GridRow], columns: Collection[int]) -> dict[int, Decimal]:
    """Return what the numbers of each column come to."""
    found: dict[int, Decimal] = {}
    for row in rows:
        for cell in row.cells:
            number = number_in(cell) if cell.column in columns else None
            if number is not None:
                found[cell.column] = found.get(cell.column, Decimal(0)) + number
    return found


def number_in(cell: Cell) -> Decimal | None:
    """Return the number of a cell, a unit behind it left off; None where it holds another thing."""
    if cell.kind is CellKind.NUMBER:
        return parse_number(cell.text)
    if cell.kind is not CellKind.TEXT:
        return None
    try:
        return parse_number(_UNIT.sub("", plain(cell.text)))
    except ValueError:
        return None
