"""Columns whose word has another meaning beside others of their table: known, and not read.

经费预算 beside 申请经费 is the budget of the whole project, 类型 of activities says 线上 or 线下,
预算 beside 调整后预算 what was planned at first.
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
# Of two columns of a field the one with such a word is meant, and the other is what it was before.
_RATHER: Mapping[str, tuple[str, ...]] = {
    "participants": ("实际", "实到"),
    "settled_plan": ("调整后",),
}


def second_meanings(
    sheet: Sheet, fields: Mapping[int, str], cells: Mapping[int, Cell], last_row: int,
    kind: GridKind, words: Vocabulary,
) -> dict[int, str]:  # fmt: skip
    """Return the columns that mean something else here, by the field that stands for it."""
    if kind.name == "application_list":
        found = _whole_budgets(fields, cells, words)
    elif kind.name == "activity_register":
        found = _kinds_of_activity(sheet, fields, cells, last_row, words)
        found += _of_one_sitting(fields, cells)
    else:
        found = []
    found += [n for name, said in _RATHER.items() for n in _before(name, said, fields, cells)]
    return {column: f"{OTHER}{cells[column].address}" for column in found}


def _before(
    name: str, said: tuple[str, ...], fields: Mapping[int, str], cells: Mapping[int, Cell]
) -> list[int]:
    """Return the columns of a field beside the one that says that it is what became of it."""
    mine = [column for column, field in fields.items() if field == name]
    later = [n for n in mine if word_key(cells[n].text).startswith(said)]
    return [n for n in mine if n not in later] if len(later) == 1 else []


def _of_one_sitting(fields: Mapping[int, str], cells: Mapping[int, Cell]) -> list[int]:
    """Return a column 人数 beside 总人次, which counts who came each time."""
    keys = {n: word_key(cells[n].text) for n, name in fields.items() if name == "participants"}
    times = [n for n, key in keys.items() if key.endswith("人次")]
    people = [n for n, key in keys.items() if key.endswith("人数")]
    is_whole = len(times) == 1 and keys[times[0]].startswith(("总", "合计", "参与总"))
    return people if is_whole and len(times) + len(people) == len(keys) else []


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
