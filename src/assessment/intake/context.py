"""What the parsers of one year share: words, rules, and who can be meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assessment.core.problems import Problem
from assessment.core.rules import Rules
from assessment.core.text import plain
from assessment.intake.cells import Cell, Document
from assessment.intake.layouts import Block
from assessment.intake.names import Colleges, Judges, Projects
from assessment.intake.values import Spot, read_money
from assessment.intake.vocabulary import Vocabulary, remark

Row = dict[str, Any]
_UNIT_REMARK = re.compile(r"(?:单位:?)?(?:人民币)?万元")
_UNIT_NOTE = re.compile(r"单位:?(?:人民币)?\(?万元")


@dataclass(frozen=True, slots=True)
class Names:
    """Who can be meant this year."""

    words: Vocabulary
    rules: Rules
    colleges: Colleges
    judges: Judges
    projects: Projects = field(default_factory=lambda: Projects(()))


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
    project.name-missing, college.unknown, project.unknown
    """
    spot, project, college = found.spot(table), cells.get("project_name"), cells.get("college")
    if project is None or not project.text.strip():
        return None, (spot.fault("project.name-missing", anchor, column="project_id"),)
    code = names.colleges.find(college.text) if college else None
    if college is not None and code is None:
        return None, (unknown_college(spot, college, names),)
    project_id = names.projects.find(project.text, code)
    if project_id is None:
        return None, (unknown_project(spot, project, names),)
    return project_id, ()


def unknown_college(spot: Spot, cell: Cell, names: Names) -> Problem:
    """Return the problem of a college that is not in 学院名单, with the nearest one."""
    near = names.colleges.nearest(cell.text)
    return spot.fault("college.unknown", cell, expected=near, column="college_code")


def unknown_project(spot: Spot, cell: Cell, names: Names) -> Problem:
    """Return the problem of a project nobody applied with, with the nearest one."""
    near = names.projects.nearest(cell.text)
    return spot.fault("project.unknown", cell, expected=near, column="project_id")


def money_unit(found: Found, field_name: str) -> str:
    """Return "wan" when the header or a note beside the table counts in 万元, else "yuan"."""
    header = found.block.headers.get(field_name)
    counts_in_wan = header is not None and bool(_UNIT_REMARK.match(remark(header.text)))
    notes = any(_UNIT_NOTE.search(plain(cell.text)) for cell in found.block.around)
    return "wan" if counts_in_wan or notes else "yuan"


def check_total(
    spot: Spot, cell: Cell | None, amounts: Sequence[int | None], unit: str
) -> tuple[Problem, ...]:
    """Return the problem of a 合计 (in digits or capitals) that its lines do not sum to.

    Nothing is said of the sum while one of the lines is itself unreadable.
    """
    stated = read_money(cell, spot, "合计", unit)
    read = [amount for amount in amounts if amount is not None]
    if stated.value is None or len(read) < len(amounts) or stated.value == sum(read):
        return stated.problems
    return (spot.fault("total.does-not-add-up", cell, expected=f"{sum(read) / 100:.2f}元"),)
