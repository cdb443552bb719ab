"""Whose name or telephone a box of a form asks for: the one responsible, or somebody else's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, Sheet
from assessment.intake.layouts import names_something
from assessment.intake.words.header_words import word_key
from assessment.intake.words.vocabulary import Vocabulary

_NAME, _PHONE = "lead_name", "phone"
_ASKED = frozenset({_NAME, _PHONE})
_LEAD = "负责人"


def somebody_elses(sheet: Sheet, cells: Sequence[Cell], words: Vocabulary) -> frozenset[Cell]:
    """Return the labels 姓名 and 电话 that ask for somebody other than the one responsible.

    They are his whom the nearest label before them in their row names (指导教师, 联系人), be it
    merged over several rows. A number behind both is of the one responsible where he has no other.
    """
    asked = [cell for cell in cells if _field(cell, words) and not _says_lead(cell)]
    owners = {cell: list(_before(sheet, cell, words)) for cell in asked}
    found = {cell for cell, before in owners.items() if before and not _says_lead(before[0])}
    for name in _ASKED:
        mine = [cell for cell in asked if _field(cell, words) == name and cell not in found]
        if not mine and name == _PHONE:
            shared = (cell for cell in found if _field(cell, words) == name)
            found -= {cell for cell in shared if any(map(_says_lead, owners[cell]))}
    return frozenset(found)


def below_heads(sheet: Sheet, row: int, words: Vocabulary) -> Iterator[tuple[str, Cell]]:
    """Yield name and telephone of the one responsible that stand below a row of heads."""
    cells = sheet.rows[row]
    are_heads = len(cells) > 2 and all(
        names_something(cell, words) or words.is_known(cell.text) for cell in cells
    )
    if not are_heads or not any(map(_says_lead, cells)):
        return
    others = somebody_elses(sheet, cells, words)
    for cell in cells:
        name, value = _field(cell, words), sheet.own(row + 1, cell.column)
        if not name or cell in others or value is None or value.kind is CellKind.MERGED:
            continue
        if not names_something(value, words):
            yield name, value


def somebody_elses_columns(
    sheet: Sheet, row: int, heads: Mapping[int, Cell], words: Vocabulary
) -> dict[int, Cell]:
    """Return the columns 姓名 and 电话 below somebody else's head, each with that: 指导教师."""
    found = {}
    for column, head in heads.items():
        above = sheet.at(row, column)
        if above is None or head.row == row or not _field(head, words):
            continue
        if word_key(above.text) in words.persons:
            found[column] = above
    return found


def _field(cell: Cell, words: Vocabulary) -> str:
    head = cell.text.replace("：", ":").partition(":")[0]
    return next(iter(words.fields_of(head) & _ASKED), "")


def _says_lead(cell: Cell) -> bool:
    return _LEAD in plain(cell.text).partition(":")[0]


def _before(sheet: Sheet, cell: Cell, words: Vocabulary) -> Iterator[Cell]:
    """Yield the labels of persons before a cell in its row, the nearest first, each once."""
    column = cell.column - 1
    while column > 0:
        one = sheet.at(cell.row, column)
        column -= 1
        if one is not None:
            column = min(column, one.column - 1)
            head = word_key(one.text.replace("：", ":").partition(":")[0])
            if head in words.persons or _LEAD in head:
                yield one
