"""经费决算表 of the colleges beside their ledgers and budgets, where any came back."""

from __future__ import annotations

from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.report.book import Book
from assessment.report.cell_looks import Column, Row, Styled
from assessment.report.workbook.words import NOTHING, yuan
from assessment.report.workbook.year_tables import YearTables

_COLUMNS = (
    Column("申报单位", 18),
    Column("项目名称", 40),
    Column("科目", 13, "centre"),
    Column("决算表预算（元）", 12, "money"),
    Column("申报预算（元）", 12, "money"),
    Column("决算表实际（元）", 12, "money"),
    Column("明细计入（元）", 12, "money"),
    Column("明细未计入（元）", 12, "money"),
    Column("票据张数", 7, "count"),
    Column("明细笔数", 7, "count"),
    Column("核对", 22, "centre"),
)
_PLANNED = ("planned_stated_fen", "planned_fen")
_AMOUNTS = (*_PLANNED, "stated_fen", "ledger_fen", "left_out_fen")


def write_settled(book: Book, year: YearTables) -> None:
    """Add what settlements state beside what ledgers and budgets give, where there is one."""
    rows = year.rows("settlement_match")
    if not rows:
        return
    sheet = book.sheet("决算核对", f"{year.rules.year}年经费决算表与支出明细、申报预算核对")
    note = (
        "以经费支出明细为准，决算表只供核对；“明细未计入”为不予列支、逾期、缺票据的各笔，笔数含之。"
    )
    sheet.open(_COLUMNS, [note])
    sheet.table(_COLUMNS, [_line(year, row) for row in rows], frozen=3)


def _line(year: YearTables, row: Any) -> Row:
    project = year.project(row.project_id)
    planned, *amounts = (_amount(getattr(row, name)) for name in _AMOUNTS)
    look = "" if row.outcome == "agrees" else "warn"
    return [
        project.unit,
        project.name,
        str(row.category),
        Styled(planned, "warn" if _plans_differ(row) else ""),
        *amounts,
        NOTHING if pd.isna(row.n_vouchers) else int(row.n_vouchers),
        int(row.n_lines),
        Styled(say(f"settled.{row.outcome}"), look),
    ]


def _amount(fen: Any) -> str | float | None:
    return NOTHING if pd.isna(fen) else yuan(fen)


def _plans_differ(row: Any) -> bool:
    amounts = [getattr(row, name) for name in _PLANNED]
    return not any(pd.isna(fen) for fen in amounts) and amounts[0] != amounts[1]
