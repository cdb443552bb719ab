"""登记.xlsx to tables: colleges, judges, what was handed in, what the committee decided."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Any

from assessment.core.details import detail
from assessment.core.problems import Problem
from assessment.core.text import plain
from assessment.intake.cells import Cell, Document
from assessment.intake.layouts.context import (
    Names,
    Row,
    Rows,
    gather,
    unknown_college,
    unknown_project,
)
from assessment.intake.register import (
    Line,
    chosen,
    lines_of,
    needed,
    of_year,
    once,
    repeated,
    row_of,
    without_place,
    year_of,
)
from assessment.intake.words.judge_heads import judge_number
from assessment.intake.words.values import (
    Read,
    read_count,
    read_date,
    read_money,
    read_text,
    read_yes,
)

STATES = {"应交": "due", "已交": "received", "退回": "returned", "重交": "resent", "作废": "void"}
KINDS = {
    "申报材料": "application",
    "结项材料": "materials",
    "经费决算": "settlement",
    "活动材料登记": "activities",
    "五四红旗考核表": "red_flag",
}
ROUNDS = {"立项评审": "review", "考核认证": "assessment"}
MATTERS = {"立项": "selected", "第二项": "second", "并列": "tie", "等次": "grade"}
# What is decided on a unit, not on a project: `register_awards`.
AWARD = "五四红旗"
YES_NO = {"是": "yes", "否": "no"}
OUTSIDE = "校外"


def read_colleges(document: Document, year: int) -> tuple[Rows, tuple[Row, ...]]:
    """Return the rows of `colleges` from sheet 学院名单, and all rows by which names are known.

    A renamed college has a row for each of its names, in periods that do not overlap. The one
    valid in the year stands in the table; without one the nearest before it, else after it. Rows
    by which names are known come in the same order: a name goes to who bears it in the year.

    Problems
    --------
    register.value-missing, register.value-unknown, register.row-repeated, number.unreadable
    """
    read = gather(_college(line) for line in lines_of(document, "学院名单", "colleges"))
    kept, problems = _apart(read.rows)
    known = tuple(without_place(row) for row in sorted(kept, key=lambda row: _nearness(row, year)))
    current = {row["college_code"]: row for row in reversed(known)}
    table = tuple(current[code] for code in sorted(current))
    return Rows(table, (*read.problems, *problems)), known


def _apart(rows: Sequence[Row]) -> tuple[list[Row], list[Problem]]:
    """Return the rows whose period overlaps no earlier one of their code, and the other rows'."""
    kept: list[Row] = []
    problems = []
    for row in rows:
        mine = (other for other in kept if other["college_code"] == row["college_code"])
        first = next((other for other in mine if _overlap(row, other)), None)
        if first is None:
            kept.append(row)
        else:
            problems.append(repeated(row, first, row["college_code"]))
    return kept, problems


def _overlap(one: Row, other: Row) -> bool:
    (first, last), (start, end) = _period(one), _period(other)
    return first <= end and start <= last


def _period(row: Row) -> tuple[float, float]:
    first, last = row["valid_from_year"], row["valid_to_year"]
    return -inf if first is None else first, inf if last is None else last


def _nearness(row: Row, year: int) -> tuple[int, float]:
    first, last = _period(row)
    if first <= year <= last:
        return 0, 0
    return (1, year - last) if last < year else (2, first - year)


def _college(line: Line) -> Rows:
    parts: dict[str, Read[Any]] = {
        "college_code": needed(line, "学院代码", lambda cell: Read(read_text(cell))),
        "college_name": needed(line, "学院名称", lambda cell: Read(read_text(cell))),
        "aliases": Read(line.text("简称")),
        "unit_type": Read(line.text("单位类型")),
        "valid_from_year": read_count(line.cells.get("起始年度"), line.spot, "起始年度"),
    }
    parts["valid_to_year"] = _last_year(line, parts["valid_from_year"].value)
    return row_of(line, parts, ("college_code", "college_name"))


def _last_year(line: Line, first: int | None) -> Read[int]:
    cell = line.cells.get("终止年度")
    read = read_count(cell, line.spot, "终止年度")
    if read.value is None or first is None or first <= read.value:
        return read
    wanted = detail("from_year", year=first)
    fault = line.spot.fault("register.value-unknown", cell, expected=wanted, column="终止年度")
    return Read(None, (fault,))


def read_judges(document: Document, names: Names) -> Rows:
    """Return the rows of `judges` of the rules' year from sheet 评委名单.

    Problems
    --------
    register.value-missing, register.value-unknown, register.row-repeated, judge.unit-unknown
    """
    year = names.rules.year
    read = of_year(document, "评委名单", "judges", year, lambda line: _judge(line, names))
    return once(read, ("year", "component", "judge_id"))


def _judge(line: Line, names: Names) -> Rows:
    components = {part.label: part.name for part in names.rules.components}
    number = needed(line, "编号", lambda cell: Read(read_text(cell)))
    cell = line.cells.get("编号")
    parts: dict[str, Read[Any]] = {
        "year": year_of(line),
        "component": chosen(line, "环节", components),
        "judge_id": Read(_judge_id(number.value), number.problems),
        "judge_name": Read(line.text("姓名")),
        "college_code": _unit(line, names),
        "panel": Read(line.text("组别")),
        "src": Read(line.spot.src(cell) if cell else None),
    }
    return row_of(line, parts, ("year", "component", "judge_id"))


def _unit(line: Line, names: Names) -> Read[str]:
    """Return a judge's college; one from outside the university has none and is recused nowhere."""
    cell = line.cells.get("所属单位")
    if cell is None or OUTSIDE in plain(cell.text):
        return Read(None)
    code = names.colleges.find(cell.text)
    if code is not None:
        return Read(code)
    near = names.colleges.nearest(cell.text)
    return Read(
        None, (line.spot.fault("judge.unit-unknown", cell, expected=near or detail("none")),)
    )


def _judge_id(text: str | None) -> str | None:
    """Return the id that a number means: J2, 2, 评委2."""
    number = None if text is None else judge_number(text)
    if text is None or number is not None:
        return None if number is None else f"J{number}"
    return "J" + plain(text).upper().removeprefix("J").lstrip("0")


def read_submissions(document: Document, names: Names) -> Rows:
    """Return the rows of `submissions` of the rules' year from sheet 收件登记.

    Problems
    --------
    register.value-missing, register.value-unknown, register.row-repeated, college.unknown,
    date.unreadable, number.unreadable, answer.unreadable
    """
    year = names.rules.year
    read = of_year(document, "收件登记", "submissions", year, lambda line: _submission(line, names))
    return once(read, ("year", "college_code", "kind", "version"))


def _submission(line: Line, names: Names) -> Rows:
    version = read_count(line.cells.get("版本"), line.spot, "版本")
    parts: dict[str, Read[Any]] = {
        "year": year_of(line),
        "college_code": needed(line, "申报单位", lambda cell: college_code(cell, line, names)),
        "kind": chosen(line, "材料", KINDS),
        "version": Read(1 if version.value is None else version.value, version.problems),
        "electronic_date": read_date(line.cells.get("电子版日期"), line.spot, "电子版日期"),
        "paper_date": read_date(line.cells.get("纸质版日期"), line.spot, "纸质版日期"),
        "has_plan": read_yes(line.cells.get("实施方案"), line.spot, "实施方案", names.words),
        "is_sealed": read_yes(line.cells.get("盖章"), line.spot, "盖章", names.words),
        "state": chosen(line, "状态", STATES),
    }
    return row_of(line, parts, ("year", "college_code", "kind", "state"))


def college_code(cell: Cell, line: Line, names: Names) -> Read[str]:
    """Return the college that a cell means.

    Problems
    --------
    college.unknown
    """
    code = names.colleges.find(cell.text)
    return Read(code) if code else Read(None, (unknown_college(line.spot, cell, names),))


def read_decisions(document: Document, names: Names) -> Rows:
    """Return the rows of `decisions` of the rules' year from sheet 评审决定.

    Problems
    --------
    register.value-missing, register.value-unknown, register.row-repeated, project.unknown,
    money.unreadable, date.unreadable
    """
    year = names.rules.year
    read = of_year(document, "评审决定", "decisions", year, lambda line: _decision(line, names))
    return once(read, ("year", "round", "project_id", "matter"))


def is_award(line: Line) -> bool:
    """Tell whether a line decides on a unit of the Red Flag evaluation, not on a project."""
    return plain(line.text("事项") or "") == AWARD


def _decision(line: Line, names: Names) -> Rows:
    if is_award(line):
        return Rows()
    matter = chosen(line, "事项", {**MATTERS, AWARD: ""})
    project = line.cells.get("项目")
    parts: dict[str, Read[Any]] = {
        "year": year_of(line),
        "round": chosen(line, "轮次", ROUNDS),
        "project_id": needed(line, "项目", lambda cell: project_id(cell, line, names)),
        "matter": matter,
        "outcome": _outcome(line, matter.value, names),
        "granted_fen": read_money(line.cells.get("支持经费"), line.spot, "支持经费", "yuan"),
        "reason": Read(line.text("理由")),
        "decided_by": Read(line.text("决定人")),
        "decided_date": read_date(line.cells.get("决定日期"), line.spot, "决定日期"),
        "src": Read(line.spot.src(project) if project else None),
    }
    return row_of(line, parts, ("year", "round", "project_id", "matter", "outcome"))


def project_id(cell: Cell, line: Line, names: Names, college: str | None = None) -> Read[str]:
    """Return the project that a cell means; the college, when given, must be the project's.

    Problems
    --------
    project.unknown
    """
    found = names.projects.find(cell.text, college)
    return Read(found) if found else Read(None, (unknown_project(line.spot, cell, names, college),))


def _outcome(line: Line, matter: str | None, names: Names) -> Read[str]:
    if matter == "grade":
        return chosen(line, "结果", {band.grade: band.grade for band in names.rules.grades.bands})
    if matter == "tie":
        rank = needed(line, "结果", lambda cell: read_count(cell, line.spot, "结果"))
        return Read(None if rank.value is None else str(rank.value), rank.problems)
    return chosen(line, "结果", YES_NO)
