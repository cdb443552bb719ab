"""A second row of heads below the header of a form, a cross or a table on its side.

评委1 over 名次 and 打分, 得分 over 扣分 and 实得, （扣分） below 得分: which column a head means.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, Sheet
from assessment.intake.layouts import is_label, is_note, is_passed, is_total, lead
from assessment.intake.words.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Lower:
    """The columns of values below each head, with what a row below the heads says of them.

    `row` is 0 where there is none; `spread` are heads of which several columns are used.
    """

    row: int = 0
    columns: Mapping[int, Cell] = field(default_factory=dict)
    second: Mapping[Cell, Cell] = field(default_factory=dict)
    spread: tuple[Cell, ...] = ()


def lower_heads(
    sheet: Sheet, row: int, heads: Iterable[Cell], lines: Collection[int], words: Vocabulary
) -> Lower:
    """Return which column each head of a row means.

    Parameters
    ----------
    sheet : Sheet
        The part that holds the table.
    row : int
        The last row of the header.
    heads : iterable of Cell
        Those over values.
    lines : collection of int
        The rows that hold values.
    words : Vocabulary
        Those of the document.
    """
    heads = list(heads)
    below = _row_below(sheet, row, heads, words) if row + 1 not in lines else ()
    columns: dict[int, Cell] = {}
    second: dict[Cell, Cell] = {}
    spread: list[Cell] = []
    for head in heads:
        places = _columns(sheet, head, row, below)
        used = [n for n in places if any((line, n) in sheet.cells for line in lines)]
        column = used[0] if len(used) == 1 else head.column
        columns[column] = head
        if len(used) > 1:
            spread.append(head)
            continue
        told = sheet.at(row + 1, column) if below else None
        if told is not None and told in below:
            second[head] = told
    return Lower(row + 1 if below else 0, columns, second, tuple(spread))


def _row_below(
    sheet: Sheet, row: int, heads: Collection[Cell], words: Vocabulary
) -> tuple[Cell, ...]:
    """Return the row below the heads if it says more of them: words alone, one below a head."""
    cells = sheet.rows.get(row + 1, ())
    if not cells or not all(is_head_word(cell, words) for cell in cells):
        return ()
    first = lead(cells)
    under = {n for head in heads for n in range(head.column, sheet.after(head))}
    is_sum = is_total(first, words) and not (first.column in under and len(cells) > 1)
    if is_sum or (is_passed(first, words) and len(cells) == 1):
        return ()
    return cells if any(cell.column in under for cell in cells) else ()


def is_head_word(cell: Cell, words: Vocabulary) -> bool:
    """Tell whether a cell may be a head: words without a number, no status, label or footer."""
    text = plain(cell.text)
    if cell.kind is not CellKind.TEXT or text in words.statuses or is_label(cell):
        return False
    if is_note(cell, words) and not text.startswith("("):
        return False
    named = (name.partition(":")[0] for name in words.parts_of(cell.text))
    return "criterion" not in named and not any(sign.isdecimal() for sign in text)


def _columns(sheet: Sheet, head: Cell, row: int, below: Collection[Cell]) -> list[int]:
    """Return the columns that a head stands over, by its merge or by the heads below it."""
    found = list(range(head.column, sheet.after(head)))
    named = {cell.column for cell in below}
    column = found[-1] + 1
    while column in named and sheet.at(row, column) is None and head.column in named:
        found.append(column)
        column += 1
    return found


def upper_heads(sheet: Sheet, heads: Mapping[str, Cell]) -> dict[str, Cell]:
    """Return what stands right above heads over several columns: 扣分 over 评委1 and 评委2."""
    found = {}
    for name, head in heads.items():
        cell = sheet.at(head.row - 1, head.column)
        if cell is not None and sheet.after(cell) > cell.column + 1:
            found[name] = cell
    return found
