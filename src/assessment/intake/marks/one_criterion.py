"""A matrix of judges that is called after one criterion: its marks are not the judges' totals."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import PurePosixPath

from assessment.core.problems import Problem
from assessment.core.rule_sections import Judged
from assessment.core.text import plain
from assessment.intake.cells import Cell, text_cell
from assessment.intake.layouts.context import Found, Row, Rows
from assessment.intake.marks.full_marks import unreadable_at
from assessment.intake.marks.sources import TOTAL

_LONGEST_TITLE = 40


def without_one_criterion(read: Rows, found: Found, part: Judged) -> Rows:
    """Return the marks of a table; where its title names one criterion they are unreadable.

    None of them is above what the criterion may bear: 项目实施效果答辩评分 may hold totals.

    Problems
    --------
    marks.one-criterion
    """
    if found.block.kind not in ("mark_matrix", "second_entry"):
        return read
    rows = [row for row in read.rows if row["criterion"] == TOTAL and row["_points"] is not None]
    for cell in _titles(found) if rows else ():
        named = [one for one in part.criteria if one.name in plain(cell.text)]
        if len(named) == 1 and _are_of(rows, Fraction(named[0].points)):
            places = {(row["_cell"].row, row["_cell"].column) for row in rows}
            kept = unreadable_at(read, places, found)
            return Rows(kept.rows, (*kept.problems, _fault(found, cell, named[0].name)))
        if named:
            break
    return read


def _are_of(rows: list[Row], full: Fraction) -> bool:
    return all(row["_points"] <= full for row in rows)


def _titles(found: Found) -> Iterator[Cell]:
    """Yield what names the table, the nearest first; sheet and file as cells without a place."""
    block, name = found.block, PurePosixPath(found.document.file).stem
    top = min((cell.row for cell in block.headers.values()), default=0)
    own = [cell for cell in block.titles if cell.row < top]
    for cell in (*reversed(own), *reversed(block.above), *block.outside):
        if len(cell.text) <= _LONGEST_TITLE:
            yield cell
    yield from (text_cell(0, 0, text) for text in (block.sheet.name, name))


def _fault(found: Found, cell: Cell, name: str) -> Problem:
    actual = " ".join(cell.text.split())
    where = cell if cell.row else None
    return found.spot("marks").fault("marks.one-criterion", where, actual=actual, expected=name)
