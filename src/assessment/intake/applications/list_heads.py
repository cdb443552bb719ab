"""What a list of applications says once: for all its lines, or for those below a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assessment.core.spelling import unnumbered
from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind
from assessment.intake.layouts import Block, Record
from assessment.intake.layouts.context import Found, Names
from assessment.intake.layouts.named_in import N_PROJECTS, college_alone, colleges_in
from assessment.intake.words.values import says
from assessment.intake.words.vocabulary import Vocabulary

_LEAD = frozenset({"lead_name", "phone"})
_NOUGHT = ("0", "0元", "0.00")
_WHOSE = frozenset({"project_name", "college", "college_order"})


def said_once(found: Found, record: Record, names: Names) -> dict[str, Cell]:
    """Return what holds for a line of a list without standing in it; a form says everything itself.

    The college may stand in a row above the line, in a list without that column, with a number
    before it and how many projects follow behind it: 二、药学院（2项）. A row that is only like a
    college is given as well where nothing else says whose the line is, so that it is told.
    """
    labels = found.block.labels
    said = {name: labels[name] for name in ("college", "submitted_date") if name in labels}
    group = record.group
    if group is None or "college" in found.block.headers:
        return said
    named = group._replace(text=N_PROJECTS.sub("", unnumbered(group.text)))
    code = college_alone(group.text, names)
    if code is not None:
        return said | {"college": named._replace(text=names.colleges.names[code])}
    if colleges_in(group.text, names) - {_of(said.get("college"), names)}:
        return said | {"college": group}
    return {"college": group} | said if names.colleges.nearest(named.text) else said


def _of(college: Cell | None, names: Names) -> str | None:
    return names.colleges.find(college.text) if college else None


def without_further_leads(block: Block) -> Block:
    """Return a list without rows that but name one more leader of a project merged into them."""
    return replace(block, records=tuple(one for one in block.records if not _is_further(one)))


def _is_further(record: Record) -> bool:
    name, row = record.cells.get("project_name"), record.anchor.row
    own = {
        field
        for field, cell in record.cells.items()
        if cell.row == row and cell.kind is not CellKind.MERGED
    }
    return name is not None and name.row < row and own <= _LEAD


def names_nothing(cell: Cell, words: Vocabulary) -> bool:
    """Tell whether a stroke, 无 or 未申报 stands where a project is named."""
    return not says(cell) or plain(cell.text).strip("()") in words.no_projects


def is_struck_out(record: Record, words: Vocabulary) -> bool:
    """Tell whether a unit says in its line that it applied for nothing: /, 未申报."""
    name = record.cells.get("project_name")
    rest = (cell for field, cell in record.cells.items() if field not in _WHOSE)
    is_said = any(
        not names_nothing(cell, words) and plain(cell.text) not in _NOUGHT for cell in rest
    )
    return name is not None and not is_said and bool(name.text.strip())


def added(
    records: Sequence[Record], asked: Sequence[int | None], words: Vocabulary
) -> list[int | None]:
    """Return what the lines add to a sum: a unit that applied for nothing adds nothing."""
    both = zip(records, asked, strict=True)
    return [0 if fen is None and is_struck_out(one, words) else fen for one, fen in both]
