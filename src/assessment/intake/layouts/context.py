"""What the parsers of one year share: words, rules, and who can be meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from assessment.core.details import detail
from assessment.core.problems import Problem
from assessment.core.rules import Rules
from assessment.intake.cells import Cell, CellKind, Document
from assessment.intake.layouts import Block, Record
from assessment.intake.words.brands import Brands
from assessment.intake.words.names import Colleges, Judges, Projects, find_with_college
from assessment.intake.words.unseen import unseen
from assessment.intake.words.values import Spot, says
from assessment.intake.words.vocabulary import Vocabulary

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Names:
    """Who can be meant this year."""

    words: Vocabulary
    rules: Rules
    colleges: Colleges
    judges: Judges
    projects: Projects = field(default_factory=lambda: Projects(()))
    brands: Brands = field(default_factory=Brands)


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one table as found and the problems of finding them."""

    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()


def gather(parts: Iterable[Rows]) -> Rows:
    """Return all rows and all problems of the parts, in order."""
    listed = list(parts)
    return Rows(
        tuple(row for part in listed for row in part.rows),
        tuple(fault for part in listed for fault in part.problems),
    )


@dataclass(frozen=True, slots=True)
class Found:
    """A block and the document it stands in."""

    block: Block
    document: Document

    def spot(self, table: str) -> Spot:
        """Return the place for problems of a table."""
        return Spot(self.document, self.block.sheet, table)


def find_project(
    found: Found, cells: Mapping[str, Cell], names: Names, table: str, *, anchor: Cell | None
) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the project that the cells of a row or form mean, or the problem of finding none.

    Where the project's name is missing the problem points at `anchor`.

    Problems
    --------
    project.name-missing, college.unknown, project.unknown, project.other-college,
    project.several and those of `unseen`
    """
    spot, project = found.spot(table), cells.get("project_name")
    college = cells.get("college")
    if not says(college):
        college = None
    if project is None or not project.text.strip():
        return None, (spot.fault("project.name-missing", anchor, column="project_id"),)
    hidden = unseen((project, college), spot, "project_id")
    if hidden:
        return None, hidden
    code = names.colleges.find(college.text) if college else None
    if college is not None and code is None:
        return None, (unknown_college(spot, college, names),)
    project_id = find_with_college(names.projects, names.colleges, project.text, code)
    if project_id is None:
        return None, (unknown_project(spot, project, names, code),)
    return project_id, ()


def name_place(block: Block, record: Record) -> Cell:
    """Return where the project of a line should stand: in the column of that name."""
    head = block.headers.get("project_name")
    if head is None:
        return record.anchor
    return Cell(record.anchor.row, head.column, CellKind.TEXT, "")


def unknown_college(spot: Spot, cell: Cell, names: Names) -> Problem:
    """Return the problem of a college that is not in 学院名单, with the nearest one."""
    near = names.colleges.nearest(cell.text)
    return spot.fault(
        "college.unknown", cell, expected=near or detail("none"), column="college_code"
    )


def unknown_brand(spot: Spot, cell: Cell, text: str, names: Names, college: Cell | None) -> Problem:
    """Return the problem of a brand that nobody has, or that another college has."""
    owners = names.brands.owners(text)
    if owners:
        whose = "、".join(names.colleges.names.get(code, code) for code in owners)
        return spot.fault(
            "brand.other-college", college or cell, actual=text.strip(), expected=whose,
            column="brand_id",
        )  # fmt: skip
    near, rules = names.brands.nearest(text) or detail("none"), names.rules
    if rules.programme.first_year == rules.year:
        near = detail("no_earlier_year", near=near, year=rules.year)
    return spot.fault("brand.unknown", cell, expected=near, column="brand_id")


def unknown_project(
    spot: Spot, cell: Cell, names: Names, college_code: str | None = None
) -> Problem:
    """Return the problem of a name that is no project, another college's, or that several bear."""
    bearers = names.projects.bearers(cell.text)
    colleges = [names.colleges.names.get(code, code) for _, code in bearers]
    code, expected = "project.unknown", names.projects.nearest(cell.text) or detail("none")
    if bearers and college_code not in {None, *(code for _, code in bearers)}:
        code, expected = "project.other-college", "、".join(colleges)
    elif bearers:
        told = zip(colleges, bearers, strict=True)
        code, expected = "project.several", "、".join(f"{name}（{one}）" for name, (one, _) in told)
    return spot.fault(code, cell, actual=cell.text.strip(), expected=expected, column="project_id")


def find_college(
    found: Found, cells: Mapping[str, Cell], names: Names, table: str, *, anchor: Cell | None
) -> tuple[str | None, tuple[Problem, ...]]:
    """Return the college that the cells of a row or form mean, or the problem of finding none.

    A sheet that does not say may bear the college's name.

    Problems
    --------
    college.missing, college.unknown and those of `unseen`
    """
    spot, cell = found.spot(table), cells.get("college")
    if cell is None or not says(cell):
        code = names.colleges.find(found.block.sheet.name)
        fault = spot.fault("college.missing", anchor, column="college_code")
        return code, () if code else (fault,)
    hidden = unseen((cell,), spot, "college_code")
    code = None if hidden else names.colleges.find(cell.text)
    return code, () if code else hidden or (unknown_college(spot, cell, names),)
