"""Each instalment of the grants: when due, on what condition, and what was paid of it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.report.book import Book
from assessment.report.cell_looks import Column, Row, Styled
from assessment.report.workbook.clauses import rules_line
from assessment.report.workbook.words import NOTHING, yuan
from assessment.report.workbook.year_tables import YearTables

_INSTALMENTS = (
    Column("申报单位", 22),
    Column("项目名称", 40),
    Column("期次", 8, "centre"),
    Column("应拨日期", 13, "centre"),
    Column("条件", 26),
    Column("条件满足", 10, "centre"),
    Column("应拨（元）", 13, "money"),
    Column("已拨（元）", 13, "money"),
    Column("最近拨付", 13, "centre"),
    Column("情况", 13, "centre"),
)
_LOOKS = {"paid": "good", "over": "alert", "part": "warn", "unpaid": ""}


def write_instalments(book: Book, year: YearTables) -> None:
    """Add the instalments of the year, where any payment is registered."""
    rows = year.rows("instalments")
    if not year.rows("payments"):
        return
    sheet = book.sheet("经费拨付", f"{year.rules.year}年支持经费拨付情况")
    note = "应拨日期、条件以当年规则的分期为准；已拨、条件满足照登记.xlsx「拨款登记」。"
    sheet.open(_INSTALMENTS, [rules_line(year.rules), note])
    sums = [
        yuan(sum(int(getattr(row, name)) for row in rows)) for name in ("granted_fen", "paid_fen")
    ]
    total = [Styled(one, "strong") for one in ("合计", "", "", "", "", "", *sums, "", "")]
    sheet.table(_INSTALMENTS, [*(_line(year, row) for row in rows), total], frozen=2)


def _line(year: YearTables, row: Any) -> Row:
    project = year.project(row.project_id)
    met = NOTHING if pd.isna(row.is_met) else say("yes" if row.is_met else "no")
    return [
        project.unit,
        project.name,
        int(row.instalment),
        _day(row.due_date),
        NOTHING if pd.isna(row.condition) else str(row.condition),
        Styled(met, "warn" if met == say("no") else ""),
        yuan(row.granted_fen),
        yuan(row.paid_fen),
        _day(row.paid_date),
        Styled(say(f"instalment.{row.state}"), _LOOKS[row.state]),
    ]


def _day(day: Any) -> str:
    return NOTHING if pd.isna(day) else str(day.date().isoformat())
