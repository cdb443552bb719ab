"""Whose the lines of a table are where a title, or a row between them, names somebody else."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from assessment.core.details import detail
from assessment.core.problems import Problem
from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind
from assessment.intake.layouts import Block, Record, is_note
from assessment.intake.layouts.context import Found, Names, unknown_college
from assessment.intake.layouts.named_in import (
    college_alone,
    colleges_in,
    project_alone,
    projects_in,
    projects_like,
)
from assessment.intake.sheets.sections import own_lines, own_titles, tops_of
from assessment.intake.words.header_words import word_key
from assessment.intake.words.values import Spot

CODE = "project.heading-differs"
OWNER = "owner"
# Over the lines of one project it heads what was paid for.
ALSO_ITEMS = frozenset({"项目", "活动名称"})
_OF_ONE_PROJECT = ("ledger", "activity_register", "settlement")


@dataclass(frozen=True, slots=True)
class _Told:
    """A table with the lines that are somebody's, and the problems of the others."""

    block: Block
    problems: tuple[Problem, ...] = ()


def with_owners(found: Sequence[Found], names: Names) -> tuple[list[Found], tuple[Problem, ...]]:
    """Return the tables with whose each line is, as titles and rows between the lines have it.

    Where no label names the project, a title that names it and says nothing else does, or the
    sheet's own name; not where these, or other titles, name two. A title over a later table, or a
    row alone between lines, that names another project and nothing else holds for the lines below
    it; one that names it among other words, or beside a label of the table's own, leaves them out.
    A record whose project is told so has it as `owner`.

    Problems
    --------
    project.heading-differs, project.other-college, project.unknown, settlement.project-column
    """
    read: list[Found] = []
    problems: list[Problem] = []
    tops = tops_of((one.document, one.block.sheet) for one in found)
    for item in found:
        if item.block.kind not in _OF_ONE_PROJECT or _has_column(item.block):
            read.append(item)
            continue
        told = _of_table(item, tops[item.document.file], names)
        read.append(replace(item, block=told.block))
        problems += told.problems
    return read, tuple(problems)


def with_colleges(found: Sequence[Found], names: Names) -> list[Found]:
    """Return the lists of applications in which the title over a later table names its college."""
    return [
        replace(item, block=_with_college(item.block, names))
        if item.block.kind == "application_list" and "college" not in item.block.headers
        else item
        for item in found
    ]


def _with_college(block: Block, names: Names) -> Block:
    if _is_own(block, "college"):
        return block
    for cell in own_titles(block, names.words):
        code = college_alone(cell.text, names)
        if code is not None or (block.common and colleges_in(cell.text, names)):
            text = names.colleges.names.get(code, "") if code else ""
            return replace(block, labels={**block.labels, "college": _named(cell, text)})
    return block


def _named(cell: Cell, text: str) -> Cell:
    return cell._replace(text=text or cell.text, value=text or cell.value)


def _has_column(block: Block) -> bool:
    head = block.headers.get("project_name")
    is_item = head is not None and word_key(head.text) in ALSO_ITEMS
    return head is not None and not (is_item and "project_name" in block.labels)


def _is_own(block: Block, name: str) -> bool:
    """Tell whether a label stands over or below this very table."""
    cell = block.labels.get(name)
    if cell is None or cell.sheet:
        return False
    return any(cell.row == one.row for one in block.around)


def _of_table(item: Found, tops: Sequence[int], names: Names) -> _Told:
    block, spot = item.block, item.spot("")
    lines = list(own_lines(block, tops))
    if "project_name" not in block.labels:
        block = _with_title(block, lines, names)
    label = block.labels.get("project_name")
    mine = projects_of(label, names)
    is_own = _is_own(block, "project_name")
    is_own |= label is not None and bool(label.sheet) and _is_among(label, tops, block)
    for cell in (*own_titles(block, names.words), *lines):
        named = projects_in(cell.text, names)
        project = project_alone(cell.text, names)
        others = named | ({project} if project else set())
        if label is None or not others or others & mine:
            continue
        if project is None or is_own:
            fault = spot.fault(CODE, cell, expected=_place(item, label), column="project_id")
            return _Told(replace(block, records=(), totals=()), (fault,))
        owner = _named(cell, _name(project, names))
        labels = {n: one for n, one in block.labels.items() if n != "college" or _is_own(block, n)}
        block = replace(block, labels={**labels, "project_name": owner})
        mine = frozenset({project})
        label = owner
    return _below_rows(replace(item, block=block), mine, names)


def _with_title(block: Block, lines: Sequence[Cell], names: Names) -> Block:
    titles = [*block.common, *own_titles(block, names.words), *lines]
    alone = [(cell, project_alone(cell.text, names)) for cell in titles]
    # A name of a sheet has no place of its own: what is said of it points at the first cell.
    sheet = Cell(1, 1, CellKind.TEXT, block.sheet.name, sheet=block.sheet.name)
    alone.append((sheet, project_alone(sheet.text, names)))
    told = {project: cell for cell, project in reversed(alone) if project}
    others = {one for cell in (*titles, sheet) for one in projects_in(cell.text, names)}
    if len(told) != 1 or others - told.keys():
        return block
    ((project, cell),) = told.items()
    return replace(
        block, labels={**block.labels, "project_name": _named(cell, _name(project, names))}
    )


def projects_of(label: Cell | None, names: Names) -> frozenset[str]:
    """Return the projects that a label may mean."""
    if label is None:
        return frozenset()
    alone = project_alone(label.text, names)
    bearers = frozenset(project_id for project_id, _ in names.projects.bearers(label.text))
    return bearers | projects_in(label.text, names) | ({alone} if alone else set())


def _is_among(label: Cell, tops: Sequence[int], block: Block) -> bool:
    """Tell whether a line of a text stands right above this table, be it a label."""
    last = block.sheet.n_above
    first = max((top for top in tops if top < last), default=0)
    return first < label.row <= last


def _below_rows(item: Found, mine: Collection[str], names: Names) -> _Told:
    """Return the table with the lines below rows that name somebody."""
    block, label = item.block, item.block.labels.get("project_name")
    kept: list[Record] = []
    problems: list[Problem] = []
    owner: Cell | None = None
    is_lost = False
    for record in block.records:
        for cell in record.captions:
            said = None if is_note(cell, names.words) else _said(cell, mine, names)
            if said is None:
                continue
            owner, is_lost = None, False
            if isinstance(said, Cell) and block.kind != "settlement":
                owner = said
            elif said:
                is_lost = True
                code = CODE if isinstance(said, Cell) else said
                problems.append(_fault(item, cell, code, (label, mine), names))
        if not is_lost:
            cells = record.cells if owner is None else {**record.cells, OWNER: owner}
            kept.append(replace(record, cells=cells))
    if not problems:
        return _Told(replace(block, records=tuple(kept)))
    return _Told(replace(block, records=tuple(kept), totals=()), tuple(problems))


def _said(cell: Cell, mine: Collection[str], names: Names) -> Cell | str | None:
    """Return whose project a row names, the code of its problem, "" for the table's own, or None.

    A college is only compared with that of the table's project.
    """
    project = project_alone(cell.text, names)
    if project is not None:
        return "" if project in mine else _named(cell, project)
    named = projects_in(cell.text, names) or projects_like(cell.text, names)
    if named:
        return "" if named & set(mine) else CODE
    code = college_alone(cell.text, names)
    owners = {names.projects.college_of(one) for one in mine}
    if code is None or not owners:
        return None
    return None if code in owners else "project.other-college"


def _fault(
    item: Found, cell: Cell, code: str, holds: tuple[Cell | None, Collection[str]], names: Names
) -> Problem:
    spot, (label, mine) = item.spot(""), holds
    if label is None and project_alone(cell.text, names) is not None:
        return spot.fault("settlement.project-column", cell)
    if label is None:
        near = names.projects.nearest(cell.text) or detail("none")
        return spot.fault("project.unknown", cell, expected=near, column="project_id")
    if code == CODE:
        return spot.fault(CODE, cell, expected=_place(item, label), column="project_id")
    owner = names.projects.college_of(min(mine))
    told = names.colleges.names.get(owner, owner)
    return spot.fault(code, cell, actual=label.text.strip(), expected=told, column="project_id")


def _place(item: Found, label: Cell) -> str:
    return f"{label.text.strip()}（{item.document.ref(item.block.sheet, label)}）"


def _name(project_id: str, names: Names) -> str:
    return next(name for one, name, _ in names.projects.rows if one == project_id)


def college_beside(item: Found, record: Record, names: Names) -> Cell | None:
    """Return what a line of a ledger states below 学院; 单位 may be one of measure, or a shop."""
    rows = {head.row for head in item.block.headers.values()}
    heads = (cell for row in sorted(rows) for cell in item.block.sheet.rows[row])
    for head in heads:
        if "college" not in names.words.fields_of(head.text):
            continue
        cell = item.block.sheet.at(record.anchor.row, head.column)
        if cell is None or cell.row in rows or plain(cell.text) in names.words.statuses:
            continue
        is_sure = "学院" in head.text or names.colleges.find(cell.text) is not None
        return cell if is_sure else None
    return None


def other_college(spot: Spot, cell: Cell, project_id: str, names: Names) -> Problem | None:
    """Return the problem of a line whose college is not that of its project."""
    code, owner = names.colleges.find(cell.text), names.projects.college_of(project_id)
    if code is None:
        return unknown_college(spot, cell, names)
    if code == owner:
        return None
    told = names.colleges.names.get(owner, owner)
    name = _name(project_id, names)
    return spot.fault(
        "project.other-college", cell, actual=name, expected=told, column="project_id"
    )
