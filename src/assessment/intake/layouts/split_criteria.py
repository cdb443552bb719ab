"""Criteria that are written in several lines, each with marks of its own: refused."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from assessment.core.problems import Problem
from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, Sheet
from assessment.intake.layouts import Block, is_note, is_passed, is_total, lead
from assessment.intake.layouts.claims import Place
from assessment.intake.layouts.context import Found
from assessment.intake.words.sign_off import is_sign_off
from assessment.intake.words.vocabulary import Vocabulary

CODE = "marks.criterion-split"


def find_split(
    sheet: Sheet, below: int, columns: Collection[int], words: Vocabulary
) -> Iterator[tuple[str, Cell]]:
    """Yield the marks of lines that go on with the criterion above, with that criterion.

    Its cell is merged down over them, or blank beside other words: 思想性 over 主题鲜明, 导向正确.
    """
    last: Cell | None = None
    for row, cells in sheet.rows.items():
        if row <= below:
            continue
        named = [cell for cell in cells if criterion_of(cell, words)]
        last = named[0] if named else last
        if last is None or named:
            continue
        head = lead(cells)
        is_done = is_total(head, words) or is_passed(head, words) or is_note(head, words)
        if is_done or is_sign_off(cells, words):
            last = None
        elif _goes_on(sheet, cells, last, min(columns)):
            name = criterion_of(last, words) or ""
            marks = (cell for cell in cells if cell.column in columns)
            yield from ((name, cell) for cell in marks if plain(cell.text))


def criterion_of(cell: Cell, words: Vocabulary) -> str | None:
    """Return the criterion that a cell names, as `criterion:` and its name."""
    named = sorted(name for name in words.parts_of(cell.text) if name.startswith("criterion:"))
    return named[0] if named else None


def _goes_on(sheet: Sheet, cells: Sequence[Cell], last: Cell, first: int) -> bool:
    """Tell whether a line goes on with the criterion of the cell `last`."""
    above = sheet.at(cells[0].row, last.column)
    is_worded = any(
        last.column < cell.column < first and cell.kind is CellKind.TEXT for cell in cells
    )
    return above is last or (above is None and is_worded)


def split_faults(found: Found) -> Iterator[Problem]:
    """Yield a problem for each criterion that is written in several lines with marks.

    Problems
    --------
    marks.criterion-split
    """
    told: dict[str, Cell] = {}
    for name, cell in found.block.split:
        told.setdefault(name, cell)
    for name, cell in told.items():
        criterion = name.partition(":")[2]
        yield found.spot("marks").fault(CODE, cell, actual=criterion, column="points")


def split_places(block: Block) -> frozenset[Place]:
    """Return where the marks of such criteria stand."""
    split = {name for name, _ in block.split}
    return frozenset(
        (cell.row, cell.column)
        for record in block.records
        for name, cell in record.cells.items()
        if name in split
    )
