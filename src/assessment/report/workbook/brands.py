"""The register of brands, what is due of them, and everything that happened to each."""

from __future__ import annotations

from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.core.provenance import cell_of
from assessment.report.book import Book
from assessment.report.cell_looks import Column, Row, Styled, Value
from assessment.report.workbook.clauses import rules_line
from assessment.report.workbook.words import NOTHING
from assessment.report.workbook.year_tables import YearTables

_BRANDS = (
    Column("品牌名称", 44),
    Column("申报单位", 26),
    Column("本单位第几个", 11, "count"),
    Column("品牌主题", 16, "centre"),
    Column("认证年度", 11, "count"),
    Column("等次", 10, "centre"),
    Column("状态", 14, "centre"),
    Column("下次复查", 14, "centre"),
)
_CALENDAR = (
    Column("到期日期", 14, "centre"),
    Column("事项", 22, "centre"),
    Column("品牌名称", 44),
    Column("申报单位", 26),
    Column("情况", 12, "centre"),
)
_EVENTS = (
    Column("品牌名称", 44),
    Column("日期", 14, "centre"),
    Column("经过", 30, "centre"),
    Column("结果", 14, "centre"),
    Column("此后状态", 14, "centre"),
    Column("备注", 36),
    Column("出处", 52),
)


def write_brands(book: Book, year: YearTables) -> None:
    """Add the register of brands, the calendar and the histories, where there are any."""
    rows, events = year.rows("brands"), year.rows("brand_events")
    if rows:
        _write_register(book, year, rows)
    if due := year.rows("brand_calendar"):
        sheet = book.sheet("品牌到期事项", f"{year.rules.year}年以后的品牌到期事项")
        sheet.open(
            _CALENDAR, [rules_line(year.rules), "复查、整改期限、可再次认证之日，按日期排列。"]
        )
        sheet.table(_CALENDAR, [_due(year, row) for row in due], frozen=1)
    if events:
        sheet = book.sheet("品牌历程", f"截至{year.rules.year}年各品牌的认证与复查经过")
        sheet.open(_EVENTS, [rules_line(year.rules), "不采用的复查、不计入的认证也列出。"])
        sheet.table(_EVENTS, [_event(year, row) for row in events], frozen=1)


def _write_register(book: Book, year: YearTables, rows: list[Any]) -> None:
    sheet = book.sheet("品牌与复查", f"截至{year.rules.year}年的品牌认证与复查")
    every = year.rules.brands.recheck_every_years
    notes = [f"认证后每{every}年复查一次。"]
    if told := year.told("assessment"):
        notes.append(
            f"阶段性：{year.rules.year}年考核认证为{told}，本年尚无认证，表中为以往年度的品牌。"
        )
    sheet.open(_BRANDS, [rules_line(year.rules), *notes])
    sheet.table(_BRANDS, [_brand(year, row) for row in rows], frozen=1)


def _brand(year: YearTables, row: Any) -> Row:
    due = row.next_recheck_date
    return [
        year.brand(row.brand_id),
        year.unit(row.college_code),
        NOTHING if pd.isna(row.brand_no) else int(row.brand_no),
        year.theme(row.theme_code),
        int(row.year),
        NOTHING if pd.isna(row.grade) else str(row.grade),
        _state(row.state),
        NOTHING if pd.isna(due) else due.date().isoformat(),
    ]


def _state(state: Any) -> Value:
    if pd.isna(state):
        return NOTHING
    return Styled(say(f"brand.{state}"), "" if state == "valid" else "warn")


def _due(year: YearTables, row: Any) -> Row:
    return [
        row.due_date.date().isoformat(),
        say(f"brand.matter.{row.matter}"),
        year.brand(row.brand_id),
        year.unit(row.college_code),
        Styled("已逾期", "alert") if row.is_overdue else "未到期",
    ]


def _event(year: YearTables, row: Any) -> Row:
    is_grade = row.event in ("certified", "banned")
    return [
        year.brand(row.brand_id),
        row.event_date.date().isoformat(),
        say(f"brand.kind.{row.event}"),
        str(row.outcome) if is_grade else say(f"brand.{row.outcome}"),
        _state(row.state),
        "" if pd.isna(row.note) else year.withhold(row.note),
        _place(year, row.src),
    ]


def _place(year: YearTables, src: str) -> str:
    """Return where a fact stands; the files of earlier years are not at hand."""
    return year.places([src]) if cell_of(src, year.files).file else "以往年度的材料"
