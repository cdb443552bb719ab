"""Where a table stands on a sheet, so that formulas of this sheet and of others find its cells."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name

from assessment.report.cell_looks import Column
from assessment.report.formulas import other_sheet


@dataclass(frozen=True, slots=True)
class Area:
    """The cells of a table: columns by key, rows by what they are of.

    `letters` maps the key of a column to its letters; `rows` maps what a row is of, usually a
    project_id, to its number from 1, without gaps.
    """

    sheet: str
    letters: Mapping[str, str]
    rows: Mapping[Hashable, int]

    @classmethod
    def below(
        cls, sheet: str, columns: Sequence[Column], first: int, ids: Sequence[Hashable]
    ) -> Area:
        """Return the area of rows that begin at number `first`, one an id."""
        letters = {one.key: xl_col_to_name(n) for n, one in enumerate(columns) if one.key}
        return cls(sheet, letters, {one: first + n for n, one in enumerate(ids)})

    def cell(self, key: str, row: Hashable) -> str:
        """Return a cell for formulas of the same sheet."""
        return f"{self.letters[key]}{self.rows[row]}"

    def cells(self, keys: Sequence[str], row: Hashable) -> list[str]:
        """Return cells of one row for formulas of the same sheet."""
        return [self.cell(key, row) for key in keys]

    def afar(self, key: str, row: Hashable) -> str:
        """Return a cell for formulas of other sheets."""
        return other_sheet(self.sheet, self.cell(key, row))

    def across(self, first: str, last: str, row: Hashable) -> str:
        """Return neighbouring cells of one row, from one column to another."""
        return f"{self.cell(first, row)}:{self.cell(last, row)}"

    def down(self, key: str, rows: Sequence[Hashable] = ()) -> str:
        """Return a column over all rows, or over some that stand below each other."""
        numbers = [self.rows[row] for row in rows or self.rows]
        letters = self.letters[key]
        return f"{letters}${min(numbers)}:{letters}${max(numbers)}"

    def down_afar(self, key: str, rows: Sequence[Hashable]) -> str:
        """Return a column over rows below each other, for formulas of other sheets."""
        return other_sheet(self.sheet, self.down(key, rows))
