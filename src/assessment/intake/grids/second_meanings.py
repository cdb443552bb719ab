"""Columns whose word has another meaning beside others of their table: known, and not read.

经费预算 beside 申请经费 is the budget of the whole project, 类型 of activities says 线上 or 线下.
"""

from __future__ import annotations

from collections.abc import Mapping

from assessment.core.text import plain
from assessment.intake.cells import Cell, Sheet
from assessment.intake.grids.kinds import GridKind
from assessment.intake.grids.parted import OTHER
from assessment.intake.words.header_words import word_key
from assessment.intake.words.vocabulary import Vocabulary

_KIND_OF_ACTIVITY = "类型"


def second_meanings(
    sheet: Sheet, fields: Mapping[int, str], cells: Mapping[int, Cell], last_row: int,
    kind: GridKind, words: Vocabulary,
) -> dict[int, str]:  # fmt: skip
    """Return the columns that mean something else here, by the field that stands for it."""
    if kind.name == "application_list":
        found = _whole_budgets(fields, cells, words)
    elif kind.name == "activity_register":
        found = _kinds_of_activity(sheet, fields, cells, last_row, words)
    else:
        found = []
    return {column: f"{OTHER}{cells[column].address}" for column in found}


def _whole_budgets(
    fields: Mapping[int, str], cells: Mapping[int, Cell], words: Vocabulary
) -> list[int]:
    asked = [column for column, name in fields.items() if name == "requested"]
    whole = [n for n in asked if word_key(cells[n].text) in words.whole_budgets]
    return whole if len(asked) - len(whole) == 1 else []


def _kinds_of_activity(
    sheet: Sheet,
    fields: Mapping[int, str],
    cells: Mapping[int, Cell],
    last_row: int,
    words: Vocabulary,
) -> list[int]:
    """Return a column 类型 below which no material is named, where nothing is counted either."""
    names = set(fields.values())
    if "n_items" in names or not {"activity", "participants"} <= names:
        return []
    return [
        column
        for column, name in fields.items()
        if name == "material_kind"
        and word_key(cells[column].text) == _KIND_OF_ACTIVITY
        and not any(
            _names_material(sheet, row, column, words) for row in sheet.rows if row > last_row
        )
    ]


def _names_material(sheet: Sheet, row: int, column: int, words: Vocabulary) -> bool:
    cell = sheet.cells.get((row, column))
    return cell is not None and any(word in plain(cell.text) for word in words.materials)
