"""What a list of applications says once: for all its lines, or for those below a row."""

from __future__ import annotations

from assessment.core.spelling import unnumbered
from assessment.core.text import plain
from assessment.intake.cells import Cell
from assessment.intake.layouts import Record
from assessment.intake.layouts.context import Found, Names
from assessment.intake.layouts.named_in import N_PROJECTS, college_alone, colleges_in
from assessment.intake.words.values import is_stroke, says

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


def is_struck_out(record: Record) -> bool:
    """Tell whether a unit strokes its line out: it applied for nothing."""
    name = record.cells.get("project_name")
    rest = (cell for field, cell in record.cells.items() if field not in _WHOSE)
    is_said = any(says(cell) and plain(cell.text) != "0" for cell in rest)
    return name is not None and is_stroke(name) and not is_said
