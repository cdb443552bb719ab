"""登记.xlsx: colleges, judges, what was handed in and what the committee decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assessment.core.problems import Problem
from assessment.core.text import plain
from assessment.intake.cells import Cell, Document, Sheet
from assessment.intake.context import Names, Row, Rows, gather
from assessment.intake.values import (
    Read,
    Spot,
    read_answer,
    read_count,
    read_date,
    read_money,
    read_text,
)
from assessment.intake.vocabulary import word_key

HEADER_ROWS = 15
_SUBMISSION = tuple("年度 申报单位 材料 版本 电子版日期 纸质版日期 实施方案 盖章 状态".split())
STATES = {"应交": "due", "已交": "received", "退回": "returned", "重交": "resent", "作废": "void"}
KINDS = {"申报材料": "application", "结项材料": "materials", "经费决算": "settlement"}
ROUNDS = {"立项评审": "review", "考核认证": "assessment"}
MATTERS = {"立项": "selected", "第二项": "second", "并列": "tie", "等次": "grade"}
YES_NO = {"是": "yes", "否": "no"}


@dataclass(frozen=True, slots=True)
class Line:
    """One filled row of a sheet of the register: cells by header word."""

    cells: Mapping[str, Cell]
    anchor: Cell
    spot: Spot

    def text(self, header: str) -> str | None:
        """Return the trimmed text under a header, or None."""
        return read_text(self.cells.get(header))


def _lines(document: Document, name: str, headers: tuple[str, ...], table: str) -> Iterator[Line]:
    sheet = next((s for s in document.sheets if s.name == name), None)
    if sheet is None:
        return
    found = _header(sheet, headers)
    if found is None:
        return
    header_row, columns = found
    for row, cells in sheet.rows.items():
        values = {word: sheet.at(row, column) for word, column in columns.items()}
        filled = {word: cell for word, cell in values.items() if cell is not None}
        if row > header_row and filled:
            yield Line(filled, cells[0], Spot(document, sheet, table))


def _header(sheet: Sheet, headers: tuple[str, ...]) -> tuple[int, dict[str, int]] | None:
    wanted = {word_key(header): header for header in headers}
    for row, cells in list(sheet.rows.items())[:HEADER_ROWS]:
        found = {wanted[key]: c.column for c in cells if (key := word_key(c.text)) in wanted}
        if len(found) >= len(headers) - 1 and headers[0] in found:
            return row, found
    return None


def missing_sheets(document: Document, names: tuple[str, ...]) -> tuple[Problem, ...]:
    """Return a problem for each sheet the register lacks."""
    have = {sheet.name for sheet in document.sheets}
    blank = Spot(document, Sheet("", {}), "")
    return tuple(
        blank.fault("register.sheet-missing", None, actual=name)
        for name in names
        if name not in have
    )


def _chosen(line: Line, header: str, words: Mapping[str, str]) -> Read[str]:
    cell = line.cells.get(header)
    if cell is None:
        fault = line.spot.fault("register.value-missing", line.anchor, column=header)
        return Read(None, (fault,))
    value = words.get(plain(cell.text))
    if value is None:
        listed = "、".join(words)
        fault = line.spot.fault("register.value-unknown", cell, expected=listed, column=header)
        return Read(None, (fault,))
    return Read(value)


def _needed(line: Line, header: str, read: Callable[[Cell], Read[Any]]) -> Read[Any]:
    cell = line.cells.get(header)
    if cell is None:
        fault = line.spot.fault("register.value-missing", line.anchor, column=header)
        return Read(None, (fault,))
    return read(cell)


def _year(line: Line) -> Read[int]:
    return _needed(line, "年度", lambda cell: read_count(cell, line.spot, "年度"))


def _row(line: Line, parts: Mapping[str, Read[Any]], needed: tuple[str, ...]) -> Rows:
    problems = tuple(fault for part in parts.values() for fault in part.problems)
    if any(parts[name].value is None for name in needed):
        return Rows((), problems)
    return Rows(({name: part.value for name, part in parts.items()} | {"_line": line},), problems)


def _once(read: Rows, key: tuple[str, ...]) -> Rows:
    """Return each row once; a second one with the same key is a problem."""
    first: dict[tuple[Any, ...], Row] = {}
    problems = list(read.problems)
    for row in read.rows:
        identity = tuple(row[name] for name in key)
        kept = first.setdefault(identity, row)
        if kept is not row:
            line, other = row["_line"], kept["_line"]
            actual = " ".join(str(part) for part in identity)
            place = other.anchor.address
            problems.append(
                line.spot.fault("register.row-repeated", line.anchor, actual=actual, expected=place)
            )
    rows = ({k: v for k, v in row.items() if k != "_line"} for row in first.values())
    return Rows(tuple(rows), tuple(problems))


def read_colleges(document: Document) -> Rows:
    """Return the rows of `colleges` from sheet 学院名单.

    Problems
    --------
    register.value-missing, register.row-repeated, number.unreadable
    """
    headers = ("学院代码", "学院名称", "简称", "单位类型", "起始年度", "终止年度")
    lines = _lines(document, "学院名单", headers, "colleges")
    return _once(gather(_college(line) for line in lines), ("college_code",))


def _college(line: Line) -> Rows:
    parts: dict[str, Read[Any]] = {
        "college_code": _needed(line, "学院代码", lambda cell: Read(read_text(cell))),
        "college_name": _needed(line, "学院名称", lambda cell: Read(read_text(cell))),
        "aliases": Read(line.text("简称")),
        "unit_type": Read(line.text("单位类型")),
        "valid_from_year": read_count(line.cells.get("起始年度"), line.spot, "起始年度"),
        "valid_to_year": read_count(line.cells.get("终止年度"), line.spot, "终止年度"),
    }
    return _row(line, parts, ("college_code", "college_name"))


def read_judges(document: Document, names: Names) -> Rows:
    """Return the rows of `judges` of every year from sheet 评委名单.

    Problems
    --------
    register.value-missing, register.value-unknown, register.row-repeated, college.unknown
    """
    headers = ("年度", "轮次", "环节", "编号", "姓名", "所属单位", "组别")
    lines = _lines(document, "评委名单", headers, "judges")
    return _once(gather(_judge(line, names) for line in lines), ("year", "component", "judge_id"))


def _judge(line: Line, names: Names) -> Rows:
    components = {part.label: part.name for part in names.rules.components}
    number = _needed(line, "编号", lambda cell: Read(read_text(cell)))
    unit = line.text("所属单位")
    cell = line.cells.get("编号")
    parts: dict[str, Read[Any]] = {
        "year": _year(line),
        "component": _chosen(line, "环节", components),
        "judge_id": Read(_judge_id(number.value), number.problems),
        "judge_name": Read(line.text("姓名")),
        # A judge from outside the university belongs to no college and is recused nowhere.
        "college_code": Read(names.colleges.find(unit) if unit else None),
        "panel": Read(line.text("组别")),
        "src": Read(line.spot.src(cell) if cell else None),
    }
    return _row(line, parts, ("year", "component", "judge_id"))


def _judge_id(text: str | None) -> str | None:
    return None if text is None else "J" + plain(text).upper().removeprefix("J").lstrip("0")


def read_submissions(document: Document, names: Names) -> Rows:
    """Return the rows of `submissions` of every year from sheet 收件登记.

    Problems
    --------
    register.value-missing, register.value-unknown, register.row-repeated, college.unknown,
    date.unreadable, number.unreadable
    """
    lines = _lines(document, "收件登记", _SUBMISSION, "submissions")
    key = ("year", "college_code", "kind", "version")
    return _once(gather(_submission(line, names) for line in lines), key)


def _submission(line: Line, names: Names) -> Rows:
    version = read_count(line.cells.get("版本"), line.spot, "版本")
    parts: dict[str, Read[Any]] = {
        "year": _year(line),
        "college_code": _needed(line, "申报单位", lambda cell: _college_code(cell, line, names)),
        "kind": _chosen(line, "材料", KINDS),
        "version": Read(1 if version.value is None else version.value, version.problems),
        "electronic_date": read_date(line.cells.get("电子版日期"), line.spot, "电子版日期"),
        "paper_date": read_date(line.cells.get("纸质版日期"), line.spot, "纸质版日期"),
        "has_plan": Read(read_answer(line.cells.get("实施方案"), names.words)),
        "is_sealed": Read(read_answer(line.cells.get("盖章"), names.words)),
        "state": _chosen(line, "状态", STATES),
    }
    return _row(line, parts, ("year", "college_code", "kind", "state"))


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
    headers = ("年度", "轮次", "项目", "事项", "结果", "支持经费", "理由", "决定人", "决定日期")
    lines = _lines(document, "评审决定", headers, "decisions")
    mine = (line for line in lines if _year(line).value in (None, names.rules.year))
    key = ("year", "round", "project_id", "matter")
    return _once(gather(_decision(line, names) for line in mine), key)


def _decision(line: Line, names: Names) -> Rows:
    matter = _chosen(line, "事项", MATTERS)
    project = line.cells.get("项目")
    parts: dict[str, Read[Any]] = {
        "year": _year(line),
        "round": _chosen(line, "轮次", ROUNDS),
        "project_id": _needed(line, "项目", lambda cell: _project_id(cell, line, names)),
        "matter": matter,
        "outcome": _outcome(line, matter.value, names),
        "granted_fen": read_money(line.cells.get("支持经费"), line.spot, "支持经费", "yuan"),
        "reason": Read(line.text("理由")),
        "decided_by": Read(line.text("决定人")),
        "decided_date": read_date(line.cells.get("决定日期"), line.spot, "决定日期"),
        "src": Read(line.spot.src(project) if project else None),
    }
    return _row(line, parts, ("year", "round", "project_id", "matter", "outcome"))


def _project_id(cell: Cell, line: Line, names: Names) -> Read[str]:
    found = names.projects.find(cell.text)
    if found is not None:
        return Read(found)
    near = names.projects.nearest(cell.text)
    fault = line.spot.fault("project.unknown", cell, expected=near, column="project_id")
    return Read(None, (fault,))


def _outcome(line: Line, matter: str | None, names: Names) -> Read[str]:
    if matter == "grade":
        return _chosen(line, "结果", {band.grade: band.grade for band in names.rules.grades.bands})
    if matter == "tie":
        rank = _needed(line, "结果", lambda cell: read_count(cell, line.spot, "结果"))
        return Read(None if rank.value is None else str(rank.value), rank.problems)
    return _chosen(line, "结果", YES_NO)
