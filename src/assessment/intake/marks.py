"""Judges' sheets in every layout to table `marks`, and the running order they state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from assessment.core.problems import Problem
from assessment.core.rule_sections import Judged
from assessment.intake.cells import Cell, CellKind
from assessment.intake.context import Found, Names, Row, Rows, find_project, gather
from assessment.intake.layouts import Record, find_component
from assessment.intake.values import Spot, read_mark, read_text
from assessment.intake.vocabulary import judge_number

TOTAL = "total"


def read_marks(found: Sequence[Found], names: Names) -> Rows:
    """Return the rows of `marks` that the blocks state.

    Problems
    --------
    sheet.component-unknown, judge.unknown, project.unknown, college.unknown,
    project.name-missing, judge.duplicate-mark and those of a single mark
    """
    return _without_repeats(gather(_read_block(item, names) for item in found))


def _read_block(found: Found, names: Names) -> Rows:
    component = find_component(found.block, found.document, names.words, names.rules)
    if component is None:
        fault = found.spot("marks").fault("sheet.component-unknown", None)
        return Rows((), (fault,))
    part = names.rules.component(component)
    assert isinstance(part, Judged)
    if found.block.kind == "mark_matrix":
        return _read_matrix(found, part, names)
    return _read_single_judge(found, part, names)


def _read_matrix(found: Found, part: Judged, names: Names) -> Rows:
    judges, problems = _matrix_judges(found, part, names)
    read = [Rows((), problems)]
    for record in found.block.records:
        project_id, faults = _project(found, record, names)
        read.append(Rows((), faults))
        for name, judge_id in judges if project_id else ():
            cell = _mark_cell(found, record, name)
            read.append(_mark(found, part, names, (project_id or "", judge_id, TOTAL, cell)))
    return gather(read)


def _matrix_judges(
    found: Found, part: Judged, names: Names
) -> tuple[list[tuple[str, str]], tuple[Problem, ...]]:
    judges, problems = [], []
    for name, header in found.block.headers.items():
        kind, _, number = name.partition(":")
        if kind != "judge":
            continue
        judge_id = names.judges.by_number(part.name, int(number))
        if judge_id is None:
            problems.append(found.spot("marks").fault("judge.unknown", header, column="judge_id"))
        else:
            judges.append((name, judge_id))
    return judges, tuple(problems)


def _project(found: Found, record: Record, names: Names) -> tuple[str | None, tuple[Problem, ...]]:
    return find_project(found, record.cells, names, "marks", anchor=record.anchor)


def _mark_cell(found: Found, record: Record, name: str) -> Cell:
    """Return the cell of a mark; a blank box is a mark that was not given."""
    blank = Cell(record.anchor.row, found.block.headers[name].column, CellKind.TEXT, "")
    return record.cells.get(name, blank)


def _mark(found: Found, part: Judged, names: Names, place: tuple[str, str, str, Cell]) -> Rows:
    project_id, judge_id, criterion, cell = place
    spot = found.spot("marks")
    mark, fault = read_mark(cell, spot, names.words, _full(part, criterion))
    row: Row = {
        "year": names.rules.year,
        "component": part.name,
        "project_id": project_id,
        "judge_id": judge_id,
        "criterion": criterion,
        "points": None if mark.points is None else float(mark.points),
        "status": mark.status,
        "src": spot.src(cell),
        "_spot": spot,
        "_cell": cell,
    }
    return Rows((row,), (fault,) if fault else ())


def _full(part: Judged, criterion: str) -> Fraction:
    if criterion == TOTAL:
        return part.full
    return next(Fraction(c.points) for c in part.criteria if c.name == criterion)


def _read_single_judge(found: Found, part: Judged, names: Names) -> Rows:
    judge_id, fault = _judge(found, part, names)
    if judge_id is None:
        return Rows((), fault)
    read: list[Rows] = []
    for record in found.block.records:
        project_id, faults = _project(found, record, names)
        read.append(Rows((), faults))
        for criterion, cell in _criterion_cells(found, record, part) if project_id else ():
            read.append(_mark(found, part, names, (project_id or "", judge_id, criterion, cell)))
    return gather(read)


def _judge(found: Found, part: Judged, names: Names) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the judge a sheet belongs to: by a labelled number, a label 评委3, or a name."""
    labels, spot = found.block.labels, found.spot("marks")
    stated = labels.get("judge_no")
    numbers = [judge_number(cell.text) for cell in found.block.around]
    number = _stated_number(stated) if stated else next((n for n in numbers if n), None)
    number = number or judge_number(found.block.sheet.name)
    if number is not None:
        judge_id = names.judges.by_number(part.name, number)
    else:
        named = labels.get("judge_name")
        judge_id = names.judges.by_name(part.name, named.text) if named else None
    if judge_id is not None:
        return judge_id, ()
    where = stated or labels.get("judge_name")
    actual = where.text if where else found.block.sheet.name or found.document.file
    return None, (spot.fault("judge.unknown", where, actual=actual, column="judge_id"),)


def _stated_number(cell: Cell) -> int | None:
    text = (read_text(cell) or "").upper().removeprefix("J").removesuffix("号")
    return int(text) if text.isascii() and text.isdecimal() else judge_number(cell.text)


def _criterion_cells(found: Found, record: Record, part: Judged) -> Iterator[tuple[str, Cell]]:
    headers = found.block.headers
    for criterion in part.criteria:
        name = f"criterion:{criterion.name}"
        if name in headers:
            yield criterion.name, _mark_cell(found, record, name)
        elif name in record.cells:
            yield criterion.name, record.cells[name]


def _without_repeats(read: Rows) -> Rows:
    """Return one row a mark; a second one of other points makes both unreadable."""
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in read.rows:
        groups[row["component"], row["project_id"], row["judge_id"], row["criterion"]].append(row)
    rows, problems = [], list(read.problems)
    for group in groups.values():
        problems += _repeat_faults(group)
        agreed = len({(row["points"], row["status"]) for row in group}) == 1
        rows.append(group[0] if agreed else group[0] | {"points": None, "status": "unreadable"})
    return Rows(tuple(_public(row) for row in rows), tuple(problems))


def _repeat_faults(group: Sequence[Row]) -> Iterator[Problem]:
    for row in group if len(group) > 1 else ():
        others = [other for other in group if other is not row]
        spot: Spot = row["_spot"]
        places = "、".join(
            str(o["_spot"].document.ref(o["_spot"].sheet, o["_cell"])) for o in others
        )
        yield spot.fault("judge.duplicate-mark", row["_cell"], expected=places, column="judge_id")


def _place(row: Row) -> str:
    spot: Spot = row["_spot"]
    return str(spot.document.ref(spot.sheet, row["_cell"]))


def _public(row: Row) -> Row:
    return {key: value for key, value in row.items() if not key.startswith("_")}
