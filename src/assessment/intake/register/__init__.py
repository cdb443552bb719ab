"""登记.xlsx: its sheets, their headers and filled rows, whatever they are about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from assessment.core.details import detail
from assessment.core.problems import Problem
from assessment.core.text import plain
from assessment.intake.cells import Cell, Document, Sheet
from assessment.intake.layouts.context import Row, Rows, gather
from assessment.intake.words.header_words import word_key
from assessment.intake.words.values import Read, Spot, read_text, unusable

HEADER_ROWS = 15
SHEETS: Mapping[str, tuple[str, ...]] = {
    "学院名单": tuple("学院代码 学院名称 简称 单位类型 起始年度 终止年度".split()),
    "评委名单": tuple("年度 轮次 环节 编号 姓名 所属单位 组别".split()),
    "收件登记": tuple("年度 申报单位 材料 版本 电子版日期 纸质版日期 实施方案 盖章 状态".split()),
    "评审决定": tuple("年度 轮次 项目 事项 结果 支持经费 理由 决定人 决定日期".split()),
    "更正登记": tuple("年度 文件 工作表 单元格 原内容 更正为 理由 登记人 登记日期".split()),
    "表头对照": tuple("年度 文件 工作表 表头 读作 理由".split()),
    "剔除选票": tuple("年度 环节 选票编号 理由 确认人 日期".split()),
    "异议复核": tuple(
        "编号 年度 申报单位 项目 收到日期 事项 理由与证据 复核结果 复核前得分 复核后得分 复核人"
        " 答复日期".split()
    ),
    "公示登记": tuple("年度 轮次 公示日期 备注".split()),
    "拨款登记": tuple("年度 项目 期次 拨付金额 拨付日期 条件满足 依据 经办人 备注".split()),
}
# Registers made before these sheets were thought of are still read.
LATER_SHEETS = frozenset({"更正登记", "表头对照", "剔除选票", "异议复核"})
# Nobody misses these before there is an appeal, or money to pay.
WHEN_NEEDED = frozenset({"公示登记", "拨款登记"})
# So many columns of a sheet say what its line is about.
_TELLING = 5
_YEAR = re.compile(r"(?P<year>(?:19|20|21)[0-9]{2})(?:年度?)?")


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
    return next((sheet for sheet in document.sheets if plain(sheet.name) == name), None)


def _header(sheet: Sheet, headers: tuple[str, ...]) -> tuple[int, dict[str, int]] | None:
    """Return the first row in which more than half of the headers stand, and their columns."""
    wanted = {word_key(header): header for header in headers}
    for row, cells in list(sheet.rows.items())[:HEADER_ROWS]:
        found = {wanted[key]: c.column for c in cells if (key := word_key(c.text)) in wanted}
        if len(found) > len(headers) / 2:
            return row, found
    return None


def room_in(document: Document, name: str) -> tuple[dict[str, int], int] | None:
    """Return the columns of a sheet's headers and the first row below everything that is there."""
    sheet = _sheet(document, name)
    found = _header(sheet, SHEETS[name]) if sheet else None
    if sheet is None or found is None:
        return None
    header_row, columns = found
    return columns, max([header_row, *sheet.numbers]) + 1


def has_sheets(document: Document) -> bool:
    """Tell whether any sheet of the register is there at all."""
    return any(_sheet(document, name) for name in SHEETS)


def check_sheets(document: Document) -> Iterator[Problem]:
    """Yield a problem for the sheets the register lacks and for each sheet that lacks columns.

    Problems
    --------
    register.sheet-missing, register.sheet-absent, register.column-missing
    """
    wanted = [name for name in SHEETS if name not in WHEN_NEEDED]
    lacking = [name for name in wanted if _sheet(document, name) is None]
    blank = Spot(document, Sheet("", {}), "")
    for name in lacking:
        if name not in LATER_SHEETS:
            yield blank.fault("register.sheet-missing", None, actual=name)
    later = [name for name in lacking if name in LATER_SHEETS]
    if later:
        yield blank.fault("register.sheet-absent", None, actual="、".join(later))
    for name in SHEETS:
        yield from _missing_columns(document, name)


def _missing_columns(document: Document, name: str) -> Iterator[Problem]:
    sheet = _sheet(document, name)
    if sheet is None:
        return
    found = _header(sheet, SHEETS[name])
    missing = [header for header in SHEETS[name] if found is None or header not in found[1]]
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
    """Return the year of a row: four digits, with or without 年.

    Problems
    --------
    register.value-missing, register.value-unknown, cell.error-value, cell.formula-not-cached
    """
    return needed(line, "年度", lambda cell: _year(cell, line.spot))


def _year(cell: Cell, spot: Spot) -> Read[int]:
    fault = unusable(cell, spot, "年度")
    match = _YEAR.fullmatch(plain(cell.text))
    if match and not fault:
        return Read(int(match["year"]))
    wanted = detail("year")
    return Read(
        None, (fault or spot.fault("register.value-unknown", cell, expected=wanted, column="年度"),)
    )


def of_year(
    document: Document, name: str, table: str, year: int, read: Callable[[Line], Rows]
) -> Rows:
    """Return what is read from the lines of a year; those of other years are passed over.

    A line whose year cannot be read is a problem, and nothing else of it is judged.
    """

    def read_line(line: Line) -> Rows:
        found = year_of(line)
        if found.value is None:
            return Rows((), found.problems)
        return read(line) if found.value == year else Rows()

    return gather(read_line(line) for line in lines_of(document, name, table))


def row_of(line: Line, parts: Mapping[str, Read[Any]], needed: tuple[str, ...]) -> Rows:
    """Return one row of a table with the problems of its parts; none when a needed part lacks."""
    problems = tuple(fault for part in parts.values() for fault in part.problems)
    if any(parts[name].value is None for name in needed):
        return Rows((), problems)
    return Rows(({name: part.value for name, part in parts.items()} | {"_line": line},), problems)


def once(read: Rows, key: tuple[str, ...]) -> Rows:
    """Return each row once; a second one with the same key is a problem.

    Problems
    --------
    register.row-repeated
    """
    kept = first_of_each(read, key)
    return Rows(tuple(without_place(row) for row in kept.rows), kept.problems)


def first_of_each(read: Rows, key: tuple[str, ...]) -> Rows:
    """Return each row once, as `once`, still with the line it was read from."""
    first: dict[tuple[Any, ...], Row] = {}
    problems = list(read.problems)
    for row in read.rows:
        kept = first.setdefault(tuple(row[name] for name in key), row)
        if kept is not row:
            problems.append(repeated(row, kept, _words_of(row["_line"])))
    return Rows(tuple(first.values()), tuple(problems))


def _words_of(line: Line) -> str:
    """Return what a line is about in its own words: 2017 药学院 申报材料 1."""
    headers = SHEETS.get(plain(line.spot.sheet.name), tuple(line.cells))[:_TELLING]
    texts = (line.cells[word].text.split() for word in headers if word in line.cells)
    return " ".join(" ".join(text) for text in texts)


def repeated(row: Row, first: Row, what: str) -> Problem:
    """Return the problem of a row that says again what an earlier row said."""
    line: Line = row["_line"]
    place = first["_line"].anchor.address
    return line.spot.fault("register.row-repeated", line.anchor, actual=what, expected=place)


def without_place(row: Row) -> Row:
    """Return the row without what only its reading needed."""
    return {name: value for name, value in row.items() if not name.startswith("_")}
