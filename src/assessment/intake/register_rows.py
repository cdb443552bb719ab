"""登记.xlsx to tables: colleges, judges, what was handed in, what the committee decided."""

from __future__ import annotations

from typing import Any

from assessment.core.text import plain
from assessment.intake.cells import Cell, Document
from assessment.intake.context import Names, Rows, gather
from assessment.intake.register import Line, chosen, lines_of, needed, once, row_of, year_of
from assessment.intake.values import (
    Read,
    read_answer,
    read_count,
    read_date,
    read_money,
    read_text,
)

STATES = {"应交": "due", "已交": "received", "退回": "returned", "重交": "resent", "作废": "void"}
KINDS = {"申报材料": "application", "结项材料": "materials", "经费决算": "settlement"}
ROUNDS = {"立项评审": "review", "考核认证": "assessment"}
MATTERS = {"立项": "selected", "第二项": "second", "并列": "tie", "等次": "grade"}
YES_NO = {"是": "yes", "否": "no"}
OUTSIDE = "校外"


def read_colleges(document: Document) -> Rows:
    """Return the rows of `colleges` from sheet 学院名单.

    Problems
    --------
    register.value-missing, register.row-repeated, number.unreadable
    """
    lines = lines_of(document, "学院名单", "colleges")
    return once(gather(_college(line) for line in lines), ("college_code",))


def _college(line: Line) -> Rows:
    parts: dict[str, Read[Any]] = {
        "college_code": needed(line, "学院代码", lambda cell: Read(read_text(cell))),
        "college_name": needed(line, "学院名称", lambda cell: Read(read_text(cell))),
        "aliases": Read(line.text("简称")),
        "unit_type": Read(line.text("单位类型")),
        "valid_from_year": read_count(line.cells.get("起始年度"), line.spot, "起始年度"),
        "valid_to_year": read_count(line.cells.get("终止年度"), line.spot, "终止年度"),
    }
    return row_of(line, parts, ("college_code", "college_name"))


def read_judges(document: Document, names: Names) -> Rows:
    """Return the rows of `judges` of every year from sheet 评委名单.

    Problems
    --------
    register.value-missing, register.value-unknown, register.row-repeated, judge.unit-unknown
    """
    lines = lines_of(document, "评委名单", "judges")
    return once(gather(_judge(line, names) for line in lines), ("year", "component", "judge_id"))


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
    return Read(None, (line.spot.fault("judge.unit-unknown", cell, expected=near),))


def _judge_id(text: str | None) -> str | None:
    return None if text is None else "J" + plain(text).upper().removeprefix("J").lstrip("0")


def read_submissions(document: Document, names: Names) -> Rows:
    """Return the rows of `submissions` of every year from sheet 收件登记.

    Problems
    --------
    register.value-missing, register.value-unknown, register.row-repeated, college.unknown,
    date.unreadable, number.unreadable
    """
    lines = lines_of(document, "收件登记", "submissions")
    key = ("year", "college_code", "kind", "version")
    return once(gather(_submission(line, names) for line in lines), key)


def _submission(line: Line, names: Names) -> Rows:
    version = read_count(line.cells.get("版本"), line.spot, "版本")
    parts: dict[str, Read[Any]] = {
        "year": year_of(line),
        "college_code": needed(line, "申报单位", lambda cell: _college_code(cell, line, names)),
        "kind": chosen(line, "材料", KINDS),
        "version": Read(1 if version.value is None else version.value, version.problems),
        "electronic_date": read_date(line.cells.get("电子版日期"), line.spot, "电子版日期"),
        "paper_date": read_date(line.cells.get("纸质版日期"), line.spot, "纸质版日期"),
        "has_plan": Read(read_answer(line.cells.get("实施方案"), names.words)),
        "is_sealed": Read(read_answer(line.cells.get("盖章"), names.words)),
        "state": chosen(line, "状态", STATES),
    }
    return row_of(line, parts, ("year", "college_code", "kind", "state"))


def _college_code(cell: Cell, line: Line, names: Names) -> Read[str]:
    code = names.colleges.find(cell.text)
    if code is not None:
        return Read(code)
    near = names.colleges.nearest(cell.text)
    fault = line.spot.fault("college.unknown", cell, expected=near, column="college_code")
    return Read(None, (fault,))


def read_decisions(document: Document, names: Names) -> Rows:
    """Return the rows of `decisions` of the rules' year from sheet 评审决定.

    Problems
    --------
    register.value-missing, register.value-unknown, register.row-repeated, project.unknown,
    money.unreadable, date.unreadable
    """
    lines = lines_of(document, "评审决定", "decisions")
    mine = (line for line in lines if year_of(line).value in (None, names.rules.year))
    key = ("year", "round", "project_id", "matter")
    return once(gather(_decision(line, names) for line in mine), key)


def _decision(line: Line, names: Names) -> Rows:
    matter = chosen(line, "事项", MATTERS)
    project = line.cells.get("项目")
    parts: dict[str, Read[Any]] = {
        "year": year_of(line),
        "round": chosen(line, "轮次", ROUNDS),
        "project_id": needed(line, "项目", lambda cell: _project_id(cell, line, names)),
        "matter": matter,
        "outcome": _outcome(line, matter.value, names),
        "granted_fen": read_money(line.cells.get("支持经费"), line.spot, "支持经费", "yuan"),
        "reason": Read(line.text("理由")),
        "decided_by": Read(line.text("决定人")),
        "decided_date": read_date(line.cells.get("决定日期"), line.spot, "决定日期"),
        "src": Read(line.spot.src(project) if project else None),
    }
    return row_of(line, parts, ("year", "round", "project_id", "matter", "outcome"))


def _project_id(cell: Cell, line: Line, names: Names) -> Read[str]:
    found = names.projects.find(cell.text)
    if found is not None:
        return Read(found)
    near = names.projects.nearest(cell.text)
    fault = line.spot.fault("project.unknown", cell, expected=near, column="project_id")
    return Read(None, (fault,))


def _outcome(line: Line, matter: str | None, names: Names) -> Read[str]:
    if matter == "grade":
        return chosen(line, "结果", {band.grade: band.grade for band in names.rules.grades.bands})
    if matter == "tie":
        rank = needed(line, "结果", lambda cell: read_count(cell, line.spot, "结果"))
        return Read(None if rank.value is None else str(rank.value), rank.problems)
    return chosen(line, "结果", YES_NO)
