"""A workbook is sheets of cells: each with its address, what it holds and how it looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from assessment.core.provenance import CellRef, address, source_text


class CellKind(StrEnum):
    """What a cell holds.

    `uncached` is a formula whose result was never saved; `merged` a place that a value written
    elsewhere, where its value says, covers; `long` a number of more digits than a spreadsheet
    keeps; `scaled` a number that its format shows as another one; `split` one of a text file that
    a comma seems to part; `disputed` what its label says otherwise at the places that are its
    value.
    """

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    FLAG = "flag"
    ERROR = "error"
    UNCACHED = "uncached"
    MERGED = "merged"
    LONG = "long"
    SCALED = "scaled"
    SPLIT = "split"
    DISPUTED = "disputed"


class Cell(NamedTuple):
    """One non-blank cell; row and column are 1-based, `text` is what a person reads in it.

    `sheet` names the sheet it stands on where that is not the one of the table it belongs to.
    `shows` is what the screen shows where a format hides the content: nothing, or other words.
    """

    row: int
    column: int
    kind: CellKind
    text: str
    value: str | Decimal | datetime | bool | None = None
    is_struck: bool = False
    comment: str = ""
    sheet: str = ""
    shows: str | None = None

    @property
    def address(self) -> str:
        """The A1 address."""
        return address(self.row, self.column)


Area = tuple[int, int, int, int]
_FAR = 50
_TOO_LONG = Decimal(10) ** 15


@dataclass(frozen=True)
class Sheet:
    """The non-blank cells of one sheet, its merged areas (r1, c1, r2, c2) and what is hidden.

    `n_above` is how many paragraphs of a Word document stand before this table of it.
    """

    name: str
    cells: Mapping[tuple[int, int], Cell]
    merges: tuple[Area, ...] = ()
    is_hidden: bool = False
    hidden_rows: frozenset[int] = field(default_factory=frozenset)
    hidden_columns: frozenset[int] = field(default_factory=frozenset)
    n_above: int = 0

    @cached_property
    def _anchors(self) -> dict[tuple[int, int], tuple[int, int]]:
        # Whole columns may be merged: far beyond the last cell nothing is asked for.
        last_row = max((row for row, _ in self.cells), default=0) + _FAR
        last_column = max((column for _, column in self.cells), default=0) + _FAR
        return {
            (row, column): (r1, c1)
            for r1, c1, r2, c2 in self.merges
            for row in range(r1, min(r2, last_row) + 1)
            for column in range(c1, min(c2, last_column) + 1)
        }

    @cached_property
    def _widths(self) -> dict[tuple[int, int], int]:
        return {(r1, c1): c2 - c1 + 1 for r1, c1, _, c2 in self.merges}

    @cached_property
    def rows(self) -> Mapping[int, tuple[Cell, ...]]:
        """Non-blank cells by row, from left to right."""
        found: dict[int, list[Cell]] = {}
        for place in sorted(self.cells):
            found.setdefault(place[0], []).append(self.cells[place])
        return {row: tuple(cells) for row, cells in found.items()}

    @cached_property
    def numbers(self) -> list[int]:
        """The numbers of the rows that hold something, from the top down."""
        return list(self.rows)

    @cached_property
    def last_column(self) -> int:
        """The last column that holds something; merged areas count as wide as they are."""
        return max((self.after(cell) - 1 for cell in self.cells.values()), default=0)

    def at(self, row: int, column: int) -> Cell | None:
        """Return the cell there, or the one whose merged area covers the place."""
        return self.cells.get(self._anchors.get((row, column), (row, column)))

    def own(self, row: int, column: int) -> Cell | None:
        """Return the cell there; a place under a merged area that starts elsewhere is `merged`."""
        cell = self.at(row, column)
        if cell is None or (cell.row, cell.column) == (row, column):
            return cell
        return Cell(row, column, CellKind.MERGED, cell.text, cell.address)

    def after(self, cell: Cell) -> int:
        """Return the first column to the right of the cell and its merged area."""
        return cell.column + self._widths.get((cell.row, cell.column), 1)


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: its path under data/raw, its id (12 hex of its sha256), its sheets."""

    file: str
    source_id: str
    sheets: tuple[Sheet, ...]

    def ref(self, sheet: Sheet, cell: Cell | None = None) -> CellRef:
        """Return the place of a cell (or of the sheet) for a problem."""
        if cell is None:
            return CellRef(self.file, sheet.name)
        return CellRef(self.file, cell.sheet or sheet.name, cell.address)

    def src(self, sheet: Sheet, cell: Cell) -> str:
        """Return the `src` text of a cell."""
        return source_text(self.source_id, cell.sheet or sheet.name, cell.address)


def number_of(value: float) -> Decimal:
    """Return a stored number with the 15 significant digits a spreadsheet shows.

    Binary residue of a formula (0.1+0.2) is not something a person typed, nor is a zero below 0.

    Examples
    --------
    >>> number_of(0.1 + 0.2), number_of(88.0), number_of(-0.0)
    (Decimal('0.3'), Decimal('88'), Decimal('0'))
    """
    return Decimal(format(value + 0.0, ".15g"))


def shown(number: Decimal) -> str:
    """Return a number as a person would write it, without exponent or idle zeros.

    Examples
    --------
    >>> shown(Decimal("1.50E+3")), shown(Decimal("0.10"))
    ('1500', '0.1')
    """
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def typed_cell(
    row: int, column: int, value: object, *, is_struck: bool = False, comment: str = ""
) -> Cell:
    """Return a cell of the kind that its stored value has.

    A spreadsheet keeps 15 digits of a number; of a longer one the rest is lost, so it is `long`.
    """
    look = is_struck, comment
    if isinstance(value, str):
        return Cell(row, column, CellKind.TEXT, value, value, *look)
    if isinstance(value, bool):
        text = "TRUE" if value else "FALSE"
        return Cell(row, column, CellKind.FLAG, text, value, *look)
    if isinstance(value, (int, float)):
        number = Decimal(value) if isinstance(value, int) else number_of(value)
        if abs(number) >= _TOO_LONG:
            return Cell(row, column, CellKind.LONG, shown(number), None, *look)
        return Cell(row, column, CellKind.NUMBER, shown(number), number, *look)
    if isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime.combine(value, time())
        text = f"{moment:%Y-%m-%d}" if moment.time() == time() else f"{moment:%Y-%m-%d %H:%M:%S}"
        return Cell(row, column, CellKind.DATE, text, moment, *look)
    return Cell(row, column, CellKind.TEXT, str(value), str(value), *look)


def text_cell(row: int, column: int, text: str) -> Cell:
    """Return a cell that holds text."""
    return Cell(row, column, CellKind.TEXT, text, text)


def in_order(sheet: Sheet) -> Iterator[Cell]:
    """Yield the non-blank cells row by row."""
    for cells in sheet.rows.values():
        yield from cells
