"""Requirements of closing a project, ticked; materials by level; long stretches with nothing."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.report.book import Book
from assessment.report.cell_looks import Column, Row, Styled, Value
from assessment.report.workbook.clauses import rules_line
from assessment.report.workbook.words import NOTHING
from assessment.report.workbook.year_tables import YearTables

_REQUIREMENTS = ("activity", "news", "photo", "video", "document", "ledger")
_LEVELS = ("国家级", "省级", "市级", "校级", "院级", "未注明")
_CLOSING = (
    Column("申报单位", 24),
    Column("项目名称", 42),
    *(Column(say(f"closing.{name}"), 13, "centre") for name in _REQUIREMENTS),
    Column("结项", 12, "centre"),
    Column("较长间隔", 44),
)
_BY_LEVEL = (
    Column("申报单位", 24),
    Column("项目名称", 42),
    Column("材料类型", 12, "centre"),
    *(Column(level, 10, "count") for level in _LEVELS),
    Column("其他级别", 10, "count"),
    Column("最早", 14, "centre"),
    Column("最晚", 14, "centre"),
)


def write_closing(book: Book, year: YearTables) -> None:
    """Add the requirements of closing and the materials by level, where there are any."""
    rows = year.rows("closing_items")
    if not rows:
        return
    projects = sorted({row.project_id for row in rows})
    sheet = book.sheet("结项要求", f"{year.rules.year}年结项要求核对")
    note = "√ 已达到，× 未达到（已有／应有）；较长间隔是实施期内超过60天没有活动、也没有归档材料。"
    sheet.open(_CLOSING, [rules_line(year.rules), note])
    sheet.table(_CLOSING, [_closing(year, project) for project in projects], frozen=2)
    materials = year.rows("materials")
    if materials:
        sheet = book.sheet("材料级别", f"{year.rules.year}年归档材料（按类型和级别）")
        sheet.open(_BY_LEVEL, [rules_line(year.rules), "件数按登记表；看不清的件数按0计。"])
        sheet.table(_BY_LEVEL, _levels(year, materials), frozen=2)


def _closing(year: YearTables, project_id: str) -> Row:
    project = year.project(project_id)
    items = {row.requirement: row for row in year.rows("closing_items", project_id=project_id)}
    ticks = [_tick(items.get(name)) for name in _REQUIREMENTS]
    is_whole = all(row.is_met for row in items.values())
    whole = Styled("材料齐全", "good") if is_whole else Styled("待补", "warn")
    gaps = [
        f"{row.first_date:%m-%d}至{row.last_date:%m-%d}（{row.n_days}天）"
        for row in year.rows("activity_gaps", project_id=project_id)
    ]
    return [project.unit, project.name, *ticks, whole, "；".join(gaps)]


def _tick(row: Any) -> Value:
    if row is None:
        return NOTHING
    if row.is_met:
        return Styled("√", "good")
    return Styled(f"×（{row.n_items}／{row.needed}）", "warn")


def _levels(year: YearTables, materials: list[Any]) -> list[Row]:
    groups: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in materials:
        groups[row.project_id, row.kind].append(row)
    return [_by_level(year, key, groups[key]) for key in sorted(groups)]


def _by_level(year: YearTables, key: tuple[str, str], rows: list[Any]) -> Row:
    project = year.project(key[0])
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        level = row.level if row.level in _LEVELS else ""
        counts[level] += 0 if pd.isna(row.n_items) else int(row.n_items)
    first = [row.first_date for row in rows if not pd.isna(row.first_date)]
    last = [row.last_date for row in rows if not pd.isna(row.last_date)]
    days = (min(first, default=None), max(last, default=None))
    told = [NOTHING if day is None else day.date().isoformat() for day in days]
    each = [counts[level] for level in (*_LEVELS, "")]
    return [project.unit, project.name, say(f"closing.{key[1]}"), *each, *told]
