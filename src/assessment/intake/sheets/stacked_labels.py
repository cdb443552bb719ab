"""Labels between tables that stand below each other on a sheet: 评委编号：1 below its form."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from assessment.core.spelling import match_key
from assessment.core.text import plain
from assessment.intake.cells import Cell, Sheet
from assessment.intake.grids.captions import COLLEGE, JUDGE, PROJECT, Line, Side, side_of
from assessment.intake.layouts.labels import find_labels
from assessment.intake.words.judge_heads import judge_number
from assessment.intake.words.vocabulary import Vocabulary

_KINDS = {"judge_no": JUDGE, "judge_name": JUDGE, "project_name": PROJECT, "college": COLLEGE}
# A row of labels is short; longer ones are lines of a table.
_MOST_CELLS = 8


class Below(NamedTuple):
    """The rows whose labels belong to the table above them, and by kind labels of either."""

    rows: frozenset[int] = frozenset()
    unclear: Mapping[str, tuple[Cell, ...]] = MappingProxyType({})


def label_lines(sheet: Sheet, words: Vocabulary) -> list[Line]:
    """Return the rows that state whose a table is: judge, project or college."""
    return list(_lines(sheet, words))


def _lines(sheet: Sheet, words: Vocabulary) -> Iterator[Line]:
    for cells in sheet.rows.values():
        if len(cells) > _MOST_CELLS:
            continue
        asking = [cell for cell in cells if ":" in plain(cell.text)]
        said = find_labels(sheet, asking, words).items()
        says = {_KINDS[name]: match_key(cell.text) for name, cell in said if name in _KINDS}
        number = judge_number(cells[0].text) if len(cells) == 1 else None
        if number is not None:
            says[JUDGE] = str(number)
        if says:
            yield Line(cells[0], cells[0].row, says)


def find_below(sheet: Sheet, lines: Sequence[Line], starts: Sequence[int]) -> Below:
    """Return which lines belong to the table above them.

    `starts` are the rows of the headers. Labels stand below their tables where the last table has
    one below it, and each other too, and the first has none above it. Where there are only some
    between tables, those are below theirs that a gap parts from the next.
    """
    if len(starts) < 2 or not lines:
        return Below()
    zoned = [Line(one.cell, bisect_left(starts, one.cell.row), one.says) for one in lines]
    rows: set[int] = set()
    heading: set[int] = set()
    unclear: dict[str, tuple[Cell, ...]] = {}
    for kind in dict.fromkeys(name for line in zoned for name in line.says):
        mine = [line for line in zoned if kind in line.says]
        between = [line for line in mine if 0 < line.zone < len(starts)]
        side: Side | None = Side.BELOW
        if len(between) == len(mine):
            side = _parted(sheet, between)
        elif any(line.zone == len(starts) for line in mine) and between:
            side = side_of(mine, range(len(starts)), kind)
        found = {line.cell.row for line in mine if line.zone}
        rows |= found if side is Side.ABOVE else set()
        heading |= found if side is Side.BELOW else set()
        if side is Side.UNCLEAR or rows & heading:
            unclear[kind] = tuple(line.cell for line in mine)
    return Below(frozenset(rows - heading), unclear)


def _parted(sheet: Sheet, lines: Sequence[Line]) -> Side:
    """Return the table that the gaps around lines between tables leave them."""
    numbers = frozenset(line.cell.row for line in lines)
    above = [_touches(sheet, row, -1, numbers) for row in numbers]
    if not any(above):
        return Side.BELOW
    is_below = all(above) and not any(_touches(sheet, row, 1, numbers) for row in numbers)
    return Side.ABOVE if is_below else Side.UNCLEAR


def _touches(sheet: Sheet, row: int, step: int, labels: frozenset[int]) -> bool:
    """Tell whether rows without a gap lead from a label to a line of several cells: a table's."""
    near = row + step
    while near in sheet.rows:
        if near not in labels and len(sheet.rows[near]) > 1:
            return True
        near += step
    return False
