"""登记.xlsx to tables: notices, appeals and what was answered, ballots that were removed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assessment.core.details import detail
from assessment.intake.cells import Document
from assessment.intake.layouts.context import Names, Row, Rows
from assessment.intake.register import (
    Line,
    chosen,
    first_of_each,
    needed,
    of_year,
    once,
    row_of,
    without_place,
    year_of,
)
from assessment.intake.register.appeal_terms import appeal_terms
from assessment.intake.register.rows import ROUNDS, college_code, project_id
from assessment.intake.words.values import Read, read_date, read_number, read_text, unusable

OUTCOMES = {"维持原结果": "maintained", "更正": "corrected"}


def read_notices(document: Document, names: Names) -> Rows:
    """Return the rows of `notices` of the rules' year from sheet 公示登记.

    Problems
    --------
    register.value-missing, register.value-unknown, register.row-repeated, date.unreadable
    """
    read = of_year(document, "公示登记", "notices", names.rules.year, _notice)
    return once(read, ("year", "round"))


def _notice(line: Line) -> Rows:
    cell = line.cells.get("公示日期")
    parts: dict[str, Read[Any]] = {
        "year": year_of(line),
        "round": chosen(line, "轮次", ROUNDS),
        "published_date": needed(
            line, "公示日期", lambda cell: read_date(cell, line.spot, "公示日期")
        ),
        "note": Read(line.text("备注")),
        "src": Read(line.spot.src(cell) if cell else None),
    }
    return row_of(line, parts, ("year", "round", "published_date"))


def read_appeals(document: Document, names: Names, notices: Sequence[Row]) -> tuple[Rows, Rows]:
    """Return the rows of `appeals` of the rules' year from sheet 异议复核, and their terms.

    Problems
    --------
    register.value-missing, register.value-unknown, register.row-repeated, college.unknown,
    project.unknown, project.other-college, date.unreadable, number.unreadable, appeal.open, and
    those of `appeal_terms`
    """
    rules = names.rules
    read = of_year(document, "异议复核", "appeals", rules.year, lambda line: _appeal(line, names))
    kept = first_of_each(read, ("appeal_no",))
    terms = appeal_terms(kept.rows, notices, publication=rules.publication)
    return Rows(tuple(map(without_place, kept.rows)), kept.problems), terms


def _appeal(line: Line, names: Names) -> Rows:
    college = needed(line, "申报单位", lambda cell: college_code(cell, line, names))
    outcome = _outcome(line)
    number = line.cells.get("编号")
    parts: dict[str, Read[Any]] = {
        "appeal_no": needed(line, "编号", lambda cell: Read(read_text(cell))),
        "year": year_of(line),
        "college_code": college,
        "project_id": _project(line, names, college.value),
        "received_date": read_date(line.cells.get("收到日期"), line.spot, "收到日期"),
        "matter": needed(line, "事项", lambda cell: Read(read_text(cell))),
        "basis": Read(line.text("理由与证据")),
        "outcome": outcome,
        "before_points": _points(line, "复核前得分"),
        "after_points": _points(line, "复核后得分"),
        "handlers": Read(line.text("复核人")),
        "replied_date": read_date(line.cells.get("答复日期"), line.spot, "答复日期"),
        "src": Read(line.spot.src(number) if number else None),
    }
    wanted = ("appeal_no", "year", "college_code", "matter")
    # A blank outcome is an open appeal; a word that is none is a line that says nothing sure.
    is_open = "复核结果" not in line.cells
    row = row_of(line, parts, wanted if is_open else (*wanted, "outcome"))
    if not (is_open and row.rows):
        return row
    return Rows(row.rows, (*row.problems, line.spot.fault("appeal.open", number, column="outcome")))


def _outcome(line: Line) -> Read[str]:
    return chosen(line, "复核结果", OUTCOMES) if "复核结果" in line.cells else Read(None)


def _project(line: Line, names: Names, college: str | None) -> Read[str]:
    cell = line.cells.get("项目")
    return project_id(cell, line, names, college) if cell else Read(None)


def _points(line: Line, header: str) -> Read[float]:
    cell = line.cells.get(header)
    if cell is None:
        return Read(None)
    fault = unusable(cell, line.spot, header)
    if fault:
        return Read(None, (fault,))
    try:
        return Read(float(read_number(cell)))
    except ValueError:
        wanted = line.spot.fault(
            "number.unreadable", cell, expected=detail("number"), column=header
        )
        return Read(None, (wanted,))


def read_removals(document: Document, names: Names) -> Rows:
    """Return the rows of `ballot_removals` of the rules' year from sheet 剔除选票.

    Problems
    --------
    register.value-missing, register.value-unknown, register.row-repeated, date.unreadable
    """
    year = names.rules.year
    read = of_year(
        document, "剔除选票", "ballot_removals", year, lambda line: _removal(line, names)
    )
    return once(read, ("year", "component", "target_id"))


def _removal(line: Line, names: Names) -> Rows:
    voted = {part.label: part.name for part in names.rules.components if part.kind == "voted"}
    target = line.cells.get("选票编号")
    parts: dict[str, Read[Any]] = {
        "year": year_of(line),
        "component": chosen(line, "环节", voted),
        "target_id": needed(line, "选票编号", lambda cell: Read(read_text(cell))),
        "reason": Read(line.text("理由")),
        "who": Read(line.text("确认人")),
        "date": read_date(line.cells.get("日期"), line.spot, "日期"),
        "src": Read(line.spot.src(target) if target else None),
    }
    return row_of(line, parts, ("year", "component", "target_id"))
