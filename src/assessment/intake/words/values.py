"""One cell to one typed value, or the problem that says why not."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Generic, TypeVar

from assessment.core.details import detail
from assessment.core.problems import Problem, problem
from assessment.core.text import parse_date, parse_money, parse_number, plain
from assessment.intake.cells import Cell, CellKind, Document, Sheet, shown
from assessment.intake.cells.ticks import is_unclear, ticked
from assessment.intake.words.vocabulary import Vocabulary

T = TypeVar("T")
POINTS = ("分整", "分。", "分", "。")
BALLOTS = ("张票", "票", "张", "份")
_NO_DAY = re.compile(r"(?:[0-9]{2,4})?年月日?|(?:[0-9]{2,4})?[-/.]{2}")
_TOO_FINE = re.compile(r"[-+]?[¥￥]?[0-9][0-9,]*\.[0-9]{3,}元?")
_STROKES = "-—–/\\ "
# No count of ours comes near it; beyond it a table has no room.
_MOST = 10**9
# So many years from its own a paper still speaks of.
_FAR_OFF = 5


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value is read and for which table, so that its problem can say so."""

    document: Document
    sheet: Sheet
    table: str

    def fault(
        self,
        code: str,
        cell: Cell | None,
        *,
        expected: str = "",
        column: str = "",
        actual: str = "",
    ) -> Problem:
        """Return a problem at a cell; `actual` is the cell's text unless given."""
        return problem(
            code,
            self.document.ref(self.sheet, cell),
            actual=actual or (cell.text.strip() if cell else ""),
            expected=expected,
            table=self.table,
            column=column,
        )

    def src(self, cell: Cell) -> str:
        """Return the `src` text of a cell."""
        return self.document.src(self.sheet, cell)


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """A value (None when there is none to be had) and the problems of reading it."""

    value: T | None
    problems: tuple[Problem, ...] = ()


def unusable(cell: Cell, spot: Spot, column: str = "") -> Problem | None:
    """Return the problem of a cell that holds no value to be had, or None.

    Problems
    --------
    cell.error-value, cell.formula-not-cached, cell.merged, cell.too-many-digits, cell.scaled,
    cell.split, label.disputed
    """
    if cell.kind is CellKind.ERROR:
        return spot.fault("cell.error-value", cell, column=column)
    if cell.kind is CellKind.UNCACHED:
        return spot.fault("cell.formula-not-cached", cell, column=column)
    if cell.kind is CellKind.MERGED:
        return spot.fault("cell.merged", cell, column=column, expected=str(cell.value))
    if cell.kind is CellKind.LONG:
        return spot.fault("cell.too-many-digits", cell, column=column)
    if cell.kind is CellKind.SCALED:
        return spot.fault("cell.scaled", cell, column=column, expected=str(cell.value))
    if cell.kind is CellKind.SPLIT:
        return spot.fault("cell.split", cell, column=column)
    if cell.kind is CellKind.DISPUTED:
        return spot.fault("label.disputed", cell, column=column, expected=str(cell.value))
    return None


def _parsed(
    cell: Cell | None, spot: Spot, column: str, code: str, parse: Callable[[Cell], T], expected: str
) -> Read[T]:
    if cell is None or not cell.text.strip():
        return Read(None)
    fault = unusable(cell, spot, column)
    if fault:
        return Read(None, (fault,))
    try:
        return Read(parse(cell))
    except ValueError:
        return Read(None, (spot.fault(code, cell, column=column, expected=expected),))


def read_number(cell: Cell) -> Decimal:
    """Return the number of a cell.

    Raises
    ------
    ValueError
        When it holds something else.
    """
    if isinstance(cell.value, Decimal):
        return cell.value
    if cell.kind is not CellKind.TEXT:
        raise ValueError(f"not a number: {cell.text!r}")
    return parse_number(cell.text)


def read_count(
    cell: Cell | None, spot: Spot, column: str, *, units: tuple[str, ...] = ()
) -> Read[int]:
    """Return a whole number of at least 0; one of `units` may stand behind it (120人次, 十二张).

    Problems
    --------
    number.unreadable, cell.error-value, cell.formula-not-cached, cell.merged
    """

    def parse(found: Cell) -> int:
        return _count(without_unit(found, units))

    return _parsed(cell, spot, column, "number.unreadable", parse, detail("whole"))


def read_points(
    cell: Cell | None, spot: Spot, column: str, *, is_deduction: bool = False
) -> Read[float]:
    """Return points of at least 0, whatever their largest may be; 分 may stand behind them.

    A deduction may bear a minus and is given without it.

    Problems
    --------
    number.unreadable, cell.error-value, cell.formula-not-cached, cell.merged
    """

    def parse(found: Cell) -> float:
        number = read_number(without_unit(found, POINTS))
        if number < 0 and not is_deduction:
            raise ValueError(f"no points: {found.text!r}")
        return float(abs(number))

    return _parsed(cell, spot, column, "number.unreadable", parse, detail("positive"))


def read_votes(cell: Cell | None, spot: Spot) -> Read[int]:
    """Return a number of votes; 票 or 张 may stand behind it. A stroke is a blank.

    Problems
    --------
    votes.not-a-count, cell.error-value, cell.formula-not-cached, cell.merged
    """

    def parse(found: Cell) -> int:
        return _count(without_unit(found, BALLOTS))

    if cell is not None and is_stroke(cell):
        return Read(None)
    return _parsed(cell, spot, "n_votes", "votes.not-a-count", parse, detail("whole"))


def is_stroke(cell: Cell) -> bool:
    """Tell whether nothing but a stroke stands in a cell: —, /."""
    text = cell.text.strip()
    return cell.kind is CellKind.TEXT and bool(text) and not text.strip(_STROKES)


def without_unit(cell: Cell, units: tuple[str, ...]) -> Cell:
    """Return a cell of text without the unit behind its number: 86分, 二十五票, 40人次."""
    text = plain(cell.text) if cell.kind is CellKind.TEXT else ""
    unit = next((word for word in units if text.endswith(word) and text != word), "")
    return cell._replace(text=cell.text.rstrip()[: -len(unit)]) if unit else cell


def _count(cell: Cell) -> int:
    number = read_number(cell)
    if not 0 <= number <= _MOST or number != number.to_integral_value():
        raise ValueError(f"not a count: {cell.text!r}")
    return int(number)


def read_money(cell: Cell | None, spot: Spot, column: str, unit: str) -> Read[int]:
    """Return an amount in fen; `unit` is what a bare number counts, as in `parse_money`.

    Problems
    --------
    money.unreadable, money.too-fine, cell.error-value, cell.formula-not-cached, cell.merged
    """

    def parse(found: Cell) -> int:
        text = shown(found.value) if isinstance(found.value, Decimal) else found.text
        return parse_money(text, unit=unit)

    code = "money.unreadable"
    if cell is not None and _TOO_FINE.fullmatch(plain(cell.text)):
        code = "money.too-fine"
    return _parsed(cell, spot, column, code, parse, "")


def read_date(cell: Cell | None, spot: Spot, column: str, *, near: int | None = None) -> Read[date]:
    """Return a day; one of a year far from the year `near` is none, nor is a blank 　年　月　日.

    Problems
    --------
    date.unreadable, date.far-off, cell.error-value, cell.formula-not-cached, cell.merged
    """

    def parse(found: Cell) -> date:
        if isinstance(found.value, datetime):
            return found.value.date()
        if found.kind is not CellKind.TEXT and len(found.text) != len("20170301"):
            raise ValueError(f"not a date: {found.text!r}")
        return parse_date(found.text)

    if cell is not None and _NO_DAY.fullmatch(plain(cell.text)):
        return Read(None)
    read = _parsed(cell, spot, column, "date.unreadable", parse, "")
    if near is None or read.value is None or abs(read.value.year - near) <= _FAR_OFF:
        return read
    years = f"{near - _FAR_OFF}–{near + _FAR_OFF}"
    fault = spot.fault("date.far-off", cell, expected=years, column=column)
    return Read(None, (fault,))


def read_answer(cell: Cell | None, words: Vocabulary) -> bool | None:
    """Return True for 是, False for 否, None for anything else."""
    text = plain(cell.text) if cell else ""
    return True if text in words.yes else False if text in words.no else None


def read_yes(cell: Cell | None, spot: Spot, column: str, words: Vocabulary) -> Read[bool]:
    """Return the answer to a question that wants 是 or 否, also of boxes to tick.

    Problems
    --------
    answer.unreadable, tick.unclear
    """
    answer = read_answer(cell, words)
    if cell is None or answer is not None:
        return Read(answer)
    if is_unclear(cell.text):
        return Read(None, (spot.fault("tick.unclear", cell, column=column),))
    chosen = [plain(text) for text in ticked(cell.text)]
    if not any(chosen) or chosen[0] in words.statuses:
        return Read(None)
    if len(chosen) == 1 and chosen[0] in words.yes | words.no:
        return Read(chosen[0] in words.yes)
    expected = detail("yes_or_no")
    fault = spot.fault("answer.unreadable", cell, expected=expected, column=column)
    return Read(None, (fault,))


def read_text(cell: Cell | None) -> str | None:
    """Return the trimmed text of a cell, line breaks as spaces, or None; a stroke says nothing."""
    text = " ".join(cell.text.split()) if cell else ""
    return text if text.strip(_STROKES) else None


def says(cell: Cell | None) -> bool:
    """Tell whether a cell says anything: neither blank nor a stroke."""
    return read_text(cell) is not None
