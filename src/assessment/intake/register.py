"""登记.xlsx: its sheets, their headers and filled rows, whatever they are about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assessment.core.problems import Problem
from assessment.core.text import plain
from assessment.intake.cells import Cell, Document, Sheet
from assessment.intake.context import Row, Rows
from assessment.intake.values import (
    Read,
    Spot,
    read_count,
    read_text,
)
from assessment.intake.vocabulary import word_key

HEADER_ROWS = 15
SHEETS: Mapping[str, tuple[str, ...]] = {
    "学院名单": tuple("学院代码 学院名称 简称 单位类型 起始年度 终止年度".split()),
    "评委名单": tuple("年度 轮次 环节 编号 姓名 所属单位 组别".split()),
    "收件登记": tuple("年度 申报单位 材料 版本 电子版日期 纸质版日期 实施方案 盖章 状态".split()),
    "评审决定": tuple("年度 轮次 项目 事项 结果 支持经费 理由 决定人 决定日期".split()),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One filled row of a sheet of the register: cells by header word."""

    cells: Mapping[str, Cell]
    anchor: Cell
    spot: Spot

    def text(self, header: str) -> str | None:
        """Return the trimmed text under a header, or None."""
        return read_text(self.cells.get(header))


def lines_of(document: Document, name: str, table: str) -> Iterator[Line]:
    """Yield the filled rows of a sheet below its header; none when it has no header."""
    sheet = _sheet(document, name)
    found = _header(sheet, SHEETS[name]) if sheet else None
    if sheet is None or found is None:
        return
    header_row, columns = found
    for row, cells in sheet.rows.items():
        values = {word: sheet.at(row, column) for word, column in columns.items()}
        filled = {word: cell for word, cell in values.items() if cell is not None}
        if row > header_row and filled:
            yield Line(filled, cells[0], Spot(document, sheet, table))


def _sheet(document: Document, name: str) -> Sheet | None:
    return next((sheet for sheet in document.sheets if sheet.name == name), None)


def _header(sheet: Sheet, headers: tuple[str, ...]) -> tuple[int, dict[str, int]] | None:
    """Return the first row in which more than half of the headers stand, and their columns."""
    wanted = {word_key(header): header for header in headers}
    for row, cells in list(sheet.rows.items())[:HEADER_ROWS]:
        found = {wanted[key]: c.column for c in cells if (key := word_key(c.text)) in wanted}
        if len(found) > len(headers) / 2:
            return row, found
    return None


def check_sheets(document: Document) -> Iterator[Problem]:
    """Yield a problem for each sheet the register lacks and each column a sheet lacks.

    Problems
    --------
    register.sheet-missing, register.column-missing
    """
    for name, headers in SHEETS.items():
        sheet = _sheet(document, name)
        if sheet is None:
            blank = Spot(document, Sheet("", {}), "")
            yield blank.fault("register.sheet-missing", None, actual=name)
            continue
        found = _header(sheet, headers)
        missing = [header for header in headers if found is None or header not in found[1]]
        if missing:
            spot = Spot(document, sheet, "")
            yield spot.fault("register.column-missing", None, actual="、".join(missing))


def chosen(line: Line, header: str, words: Mapping[str, str]) -> Read[str]:
    """Return what a word chosen from a list means, or the problem of another word or none."""
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


def needed(line: Line, header: str, read: Callable[[Cell], Read[Any]]) -> Read[Any]:
    """Return what is read under a header, or the problem of a blank cell."""
    cell = line.cells.get(header)
    if cell is None:
        fault = line.spot.fault("register.value-missing", line.anchor, column=header)
        return Read(None, (fault,))
    return read(cell)


def year_of(line: Line) -> Read[int]:
    """Return the year of a row."""
    return needed(line, "年度", lambda cell: read_count(cell, line.spot, "年度"))


def row_of(line: Line, parts: Mapping[str, Read[Any]], needed: tuple[str, ...]) -> Rows:
    """Return one row of a table with the problems of its parts; none when a needed part lacks."""
    problems = tuple(fault for part in parts.values() for fault in part.problems)
    if any(parts[name].value is None for name in needed):
        return Rows((), problems)
    return Rows(({name: part.value for name, part in parts.items()} | {"_line": line},), problems)


def once(read: Rows, key: tuple[str, ...]) -> Rows:
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
