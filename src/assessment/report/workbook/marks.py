"""A judged component: projects × judges with the use made of each, and every mark with its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import pandas as pd

from assessment.core.rule_components import Criterion, Judged
from assessment.report.book import Book
from assessment.report.cell_looks import Column, Row, Styled, Value
from assessment.report.wording import show_number
from assessment.report.workbook.clauses import judged_words, rules_line
from assessment.report.workbook.words import (
    COMBINE,
    NOTHING,
    SIGN,
    TRIMMED,
    marked,
    number,
    stage_note,
    use_words,
)
from assessment.report.workbook.year_tables import YearTables, judge_label

TOTAL = "total"
_LAST = (10**6, 10**6)
_LEGEND = (
    "底色加删除线：去掉的最高分或最低分。回避、缺席、弃权、未评分、无法识别的不是分数，不按0分计。"
    "—：没有该评委的评分记录。"
)


def write_marks(book: Book, year: YearTables, part: Judged) -> None:
    """Add the two sheets of a judged component."""
    _write_matrix(book, year, part)
    _write_details(book, year, part)


def _write_matrix(book: Book, year: YearTables, part: Judged) -> None:
    columns = matrix_columns(year, part)
    told = year.told(part.round)
    title = marked(f"{year.rules.year}年{part.label}评分汇总", told)
    sheet = book.sheet(f"评分-{part.label}", title)
    notes = [rules_line(year.rules), *stage_note(told), judged_words(part), _LEGEND]
    sheet.open(columns, notes)
    sheet.table(columns, matrix_rows(year, part), frozen=len(_first_columns(year, part)))
    sheet.words("sign", SIGN)


def _write_details(book: Book, year: YearTables, part: Judged) -> None:
    columns = detail_columns(year, part)
    told = year.told(part.round)
    title = marked(f"{year.rules.year}年{part.label}评分明细与出处", told)
    sheet = book.sheet(f"明细-{part.label}", title)
    note = "得分按原表读取；出处为原始文件、工作表和单元格。评委只列编号，姓名见登记.xlsx。"
    sheet.open(columns, [rules_line(year.rules), *stage_note(told), note])
    sheet.table(columns, detail_rows(year, part), frozen=3)


def matrix_columns(year: YearTables, part: Judged) -> list[Column]:
    """Return the columns of projects × judges."""
    judges = [Column(judge_label(judge), 9.5, "mark", "评委评分") for judge in year.judges(part)]
    coefficient = [Column("评审组系数", 9, "factor")] if part.panel_coefficient else []
    trims = [Column("去掉\n评分", 6.5, "count")] if part.combine == "trimmed_mean" else []
    return [
        *_first_columns(year, part),
        *judges,
        Column("有效\n评分", 6.5, "count"),
        *trims,
        Column(COMBINE[part.combine], 11, "points"),
        *coefficient,
        Column("折合得分", 9, "points"),
        *([Column("未去最高最低的折合得分", 11, "points")] if trims else []),
    ]


def _first_columns(year: YearTables, part: Judged) -> list[Column]:
    order = ("场次", "顺序") if year.order(part.round) else ("序号",)
    places = [Column(head, 5.5, "count") for head in order]
    return [*places, Column("申报单位", 17.5), Column("项目名称", 38)]


def matrix_rows(year: YearTables, part: Judged) -> list[Row]:
    """Return one row a project: what each judge gave, and what became of it."""
    order, points = year.order(part.round), year.points(part)
    given, codes = _by_judge(year, part), year.judges(part)
    projects = set(points) | {project for project, _ in given}
    listed = sorted(projects, key=lambda project: (order.get(project, _LAST), project))
    rows: list[Row] = []
    for line, project_id in enumerate(listed, start=1):
        project = year.project(project_id)
        judges = [given.get((project_id, judge), NOTHING) for judge in codes]
        places = order.get(project_id, (NOTHING, NOTHING)) if order else (line,)
        totals = _totals(points.get(project_id), part)
        rows.append([*places, project.unit, project.name, *judges, *totals])
    return rows


def _totals(row: Any, part: Judged) -> list[Value]:
    trims = part.combine == "trimmed_mean"
    names = {
        "n_given": True,
        "n_dropped": trims,
        "raw_points": True,
        "panel_coefficient": part.panel_coefficient,
        "points": True,
        "untrimmed_points": trims,
    }
    wanted = [name for name, is_shown in names.items() if is_shown]
    if row is None:
        return [None] * len(wanted)
    strong = Styled(number(row.points), "strong")
    return [strong if name == "points" else number(getattr(row, name)) for name in wanted]


def _by_judge(year: YearTables, part: Judged) -> dict[tuple[str, str], Value]:
    """Return what each judge gave each project: the sum of the sheet, or why there is none."""
    uses = year.rows("mark_use", component=part.name)
    if part.combine_on == "judge_total":
        return {(row.project_id, row.judge_id): used_value(row) for row in uses}
    given: dict[tuple[str, str], Value] = {
        (row.project_id, row.judge_id): Styled(use_words(row.use), "word") for row in uses
    }
    return given | _sums(year, part)


def used_value(row: Any) -> Value:
    """Return a row of `mark_use` as a cell: its points, struck out when trimmed, or a word."""
    if row.use in TRIMMED:
        return Styled(number(row.judge_points), "trimmed")
    return number(row.judge_points) if row.use == "used" else Styled(use_words(row.use), "word")


def _sums(year: YearTables, part: Judged) -> dict[tuple[str, str], float]:
    """Return Σ factor·points of the sheets that have every criterion."""
    factors = {item.name: Fraction(item.factor) for item in part.criteria}
    sums: dict[tuple[str, str], Fraction] = {}
    counts: dict[tuple[str, str], int] = {}
    for row in year.rows("marks", component=part.name, status="given"):
        if row.criterion in factors:
            key = (row.project_id, row.judge_id)
            value = factors[row.criterion] * Fraction(repr(float(row.points)))
            sums[key] = sums.get(key, Fraction(0)) + value
            counts[key] = counts.get(key, 0) + 1
    return {key: float(value) for key, value in sums.items() if counts[key] == len(factors)}


def detail_columns(year: YearTables, part: Judged) -> list[Column]:
    """Return the columns of the single marks; criteria that nobody marked are left out."""
    marks = [
        Column(_criterion_head(item), 10, "mark", "评分项（满分）") for item in _marked(year, part)
    ]
    return [
        Column("申报单位", 19),
        Column("项目名称", 39),
        Column("评委", 7.5, "centre"),
        *marks,
        Column("评委总分", 10, "mark"),
        Column("计入情况", 14, "centre"),
        Column("说明", 34),
        Column("出处", 54),
    ]


def _marked(year: YearTables, part: Judged) -> list[Criterion]:
    names = {row.criterion for row in year.rows("marks", component=part.name)}
    return [item for item in part.criteria if item.name in names]


def _criterion_head(item: Criterion) -> str:
    factor = f"×{show_number(item.factor)}" if item.factor != 1 else ""
    return f"{item.name}\n（{show_number(item.points)}{factor}）"


def detail_rows(year: YearTables, part: Judged) -> list[Row]:
    """Return one row for each judge of each project."""
    order = year.order(part.round)
    judges = {judge: number for number, judge in enumerate(year.judges(part))}
    sheets: dict[tuple[str, str], list[Any]] = {}
    for row in year.rows("marks", component=part.name):
        sheets.setdefault((row.project_id, row.judge_id), []).append(row)
    uses = _uses(year, part)
    keys = sorted(sheets, key=lambda key: (order.get(key[0], _LAST), key[0], judges[key[1]]))
    criteria = _marked(year, part)
    return [_detail(year, criteria, sheets[key], uses.get(key, {})) for key in keys]


def _uses(year: YearTables, part: Judged) -> dict[tuple[str, str], dict[str, Any]]:
    uses: dict[tuple[str, str], dict[str, Any]] = {}
    for row in year.rows("mark_use", component=part.name):
        uses.setdefault((row.project_id, row.judge_id), {})[row.criterion] = row
    return uses


def _detail(
    year: YearTables, criteria: Sequence[Criterion], marks: Sequence[Any], uses: Mapping[str, Any]
) -> Row:
    project = year.project(marks[0].project_id)
    by_criterion = {row.criterion: row for row in marks}
    words, reason = _outcome(uses)
    return [
        project.unit,
        project.name,
        judge_label(marks[0].judge_id),
        *(_mark(by_criterion.get(item.name), uses.get(item.name)) for item in criteria),
        _whole(uses.get(TOTAL), by_criterion.get(TOTAL)),
        words,
        reason,
        year.places(row.src for row in marks),
    ]


def _mark(mark: Any, use: Any) -> Value:
    """Return one mark as it was read, struck out where this very criterion was trimmed."""
    if mark is None:
        return NOTHING
    if mark.status != "given":
        return Styled(use_words(mark.status), "word")
    value = number(mark.points)
    return Styled(value, "trimmed") if use is not None and use.use in TRIMMED else value


def _whole(use: Any, mark: Any) -> Value:
    if use is not None and pd.notna(use.judge_points):
        return Styled(number(use.judge_points), "trimmed" if use.use in TRIMMED else "")
    return NOTHING if mark is None else _mark(mark, None)


def _outcome(uses: Mapping[str, Any]) -> tuple[Value, str]:
    """Return what was made of a sheet, and the reason where it says more."""
    if not uses:
        return Styled("未计入", "word"), "不参加本轮评审"
    words = {use_words(row.use): None for row in uses.values()}
    reasons = {str(row.reason): None for row in uses.values() if str(row.reason) not in words}
    return "、".join(words), "、".join(reasons)
