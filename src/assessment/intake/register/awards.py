"""What the committee decided about the Red Flag evaluation, from sheet 评审决定."""

from __future__ import annotations

from typing import Any

from assessment.intake.cells import Document
from assessment.intake.layouts.context import Names, Rows
from assessment.intake.register import Line, chosen, needed, of_year, once, row_of
from assessment.intake.register.rows import YES_NO, college_code, is_award
from assessment.intake.words.values import Read, read_date


def read_award_decisions(document: Document, names: Names) -> Rows:
    """Return the rows of `award_decisions` of the rules' year: the unit stands under 项目.

    Problems
    --------
    register.value-missing, register.value-unknown, register.row-repeated, college.unknown,
    date.unreadable
    """
    year = names.rules.year
    read = of_year(
        document,
        "评审决定",
        "decisions",  # what is wrong with the sheet itself is said once, of both tables
        year,
        lambda line: _award(line, names) if is_award(line) else Rows(),
    )
    return once(read, ("year", "college_code"))


def _award(line: Line, names: Names) -> Rows:
    unit = line.cells.get("项目")
    parts: dict[str, Read[Any]] = {
        "year": Read(names.rules.year),
        "college_code": needed(line, "项目", lambda cell: college_code(cell, line, names)),
        "outcome": chosen(line, "结果", YES_NO),
        "reason": Read(line.text("理由")),
        "decided_by": Read(line.text("决定人")),
        "decided_date": read_date(line.cells.get("决定日期"), line.spot, "决定日期"),
        "src": Read(line.spot.src(unit) if unit else None),
    }
    return row_of(line, parts, ("year", "college_code", "outcome"))
