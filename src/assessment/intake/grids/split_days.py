"""Days as account books have them: the year above, 月 and 日 in columns of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from assessment.core.text import plain
from assessment.intake.cells import Cell, Sheet, text_cell
from assessment.intake.grids.kinds import Heads, SplitDay

_YEAR = re.compile(r"(?P<year>20[0-9]{2})年?度?")
_DATES = frozenset({"spent_date", "held_date", "paid_date", "recheck_date"})


def find_split_day(sheet: Sheet, cells: Mapping[int, Cell]) -> SplitDay | None:
    """Return where a header has its day in two columns below a year, or None."""
    for column, head in cells.items():
        beside = cells.get(column + 1)
        if plain(head.text) != "月" or beside is None or plain(beside.text) != "日":
            continue
        above = (sheet.at(row, column) for row in (head.row - 1, head.row - 2))
        years = (_YEAR.fullmatch(plain(cell.text)) for cell in above if cell is not None)
        year = next(filter(None, years), None)
        if year is not None:
            return SplitDay(year["year"], column, column + 1)
    return None


def with_split_day(heads: Heads, split: SplitDay | None) -> Heads:
    """Return the heads of a row with the column of months as that of the day."""
    return heads if split is None else replace(heads, fields={**heads.fields, split.month: _DATES})


def whole_day(sheet: Sheet, row: int, header_row: int, split: SplitDay) -> Cell | None:
    """Return the day of a line as one text in the place of its month, 2017年月9日 without one."""
    found = [sheet.at(row, column) for column in (split.month, split.day)]
    month, day = (cell if cell and cell.row > header_row else None for cell in found)
    if month is None and day is None:
        return None
    texts = [plain(cell.text) if cell else "" for cell in (month, day)]
    return text_cell(row, split.month, f"{split.year}年{texts[0]}月{texts[1]}日")
