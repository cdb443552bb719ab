"""Coverage of themes and units, and the use of grants with every line of the ledgers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.report.book import Book
from assessment.report.cell_looks import Column, Row, Styled, Value
from assessment.report.workbook.clauses import rules_line, show_day, show_percent
from assessment.report.workbook.paid import write_instalments
from assessment.report.workbook.settled import write_settled
from assessment.report.workbook.words import NOTHING, marked, number, yuan
from assessment.report.workbook.year_tables import YearTables

_COVERAGE = (
    Column("品牌主题", 20),
    Column("须覆盖", 9, "centre"),
    Column("申报数", 9, "count"),
    Column("立项数", 9, "count"),
    Column("认证数", 9, "count"),
    Column("累计是否覆盖", 12, "centre"),
    Column("本年立项项目", 68),
)
_UNITS = (
    Column("申报单位", 26),
    Column("申报数", 9, "count"),
    Column("立项数", 9, "count"),
    Column("认证数", 9, "count"),
    Column("累计是否立项", 12, "centre"),
    Column("本年立项项目", 68),
)
_USAGE = (
    Column("申报单位", 22),
    Column("项目名称", 40),
    Column("支持经费（元）", 13, "money"),
    Column("认可支出（元）", 13, "money"),
    Column("结余（元）", 13, "money"),
    Column("经费使用率", 11, "share"),
    Column("情况", 20, "centre"),
)
_YEARS = (
    Column("年度", 12, "centre"),
    Column("立项数", 9, "count"),
    Column("支持经费（元）", 16, "money"),
    Column("认可支出（元）", 16, "money"),
    Column("结余（元）", 16, "money"),
    Column("未立项项目支出（元）", 18, "money"),
    Column("未计入的支出（元）", 18, "money"),
)
_FINANCE = (
    Column("报销单号", 22, "centre"),
    Column("支出明细（元）", 16, "money"),
    Column("财务入账（元）", 16, "money"),
    Column("核对", 20, "centre"),
)
_LEDGER = (
    Column("申报单位", 19),
    Column("项目名称", 32),
    Column("序号", 6, "count"),
    Column("日期", 13, "centre"),
    Column("科目", 11, "centre"),
    Column("金额（元）", 11, "money"),
    Column("票据号", 12, "centre"),
    Column("报销单号", 14, "centre"),
    Column("认定", 10, "centre"),
    Column("出处", 58),
)


def write_coverage(book: Book, year: YearTables) -> None:
    """Add the sheets of themes and of units."""
    rules = year.rules
    programme = rules.programme
    rows = year.rows("coverage")
    left = {int(row.slots_left) for row in rows}
    slots = f"；尚余立项名额{max(left)}个" if left else ""
    span = f"{programme.first_year}—{programme.first_year + programme.years - 1}年"
    told = year.told("assessment")
    notes = [rules_line(rules), *_certified_note(told)]
    sheet = book.sheet("品牌主题覆盖", marked(f"{rules.year}年品牌主题覆盖情况", told))
    sheet.open(_COVERAGE, [*notes, f"三年计划：{span}{slots}。有项目立项即为覆盖。"])
    sheet.table(_COVERAGE, [_theme(year, row) for row in rows], frozen=1)
    sheet = book.sheet("申报单位覆盖", marked(f"{rules.year}年申报单位覆盖情况", told))
    sheet.open(_UNITS, [*notes, f"三年计划：{span}。"])
    sheet.table(_UNITS, [_unit(year, row) for row in year.rows("college_coverage")], frozen=1)


def _certified_note(told: str) -> list[str]:
    return [say("stage.round", round=say("round.assessment"), told=told)] if told else []


def _theme(year: YearTables, row: Any) -> Row:
    theme = {item.code: item for item in year.rules.themes}.get(row.theme_code)
    name = theme.name if theme else str(row.theme_code)
    covered = Styled("已覆盖", "good") if row.is_covered_so_far else Styled("未覆盖", "warn")
    return [
        name,
        NOTHING if theme is None else "是" if theme.required else "否",
        *_counts(year, row),
        covered,
        _selected(year, lambda project: year.project(project).theme == name),
    ]


def _unit(year: YearTables, row: Any) -> Row:
    name = year.unit(row.college_code)
    never = Styled("从未立项", "warn") if row.is_never_reached else Styled("已立项", "good")
    return [
        name,
        *_counts(year, row),
        never,
        _selected(year, lambda project: year.project(project).unit == name),
    ]


def _counts(year: YearTables, row: Any) -> Row:
    """Return applied, selected and certified; these are not known in a provisional round."""
    certified = NOTHING if year.told("assessment") else int(row.n_certified)
    return int(row.n_applied), int(row.n_selected), certified


def _selected(year: YearTables, is_mine: Callable[[str], bool]) -> str:
    chosen = year.rows("decisions", round="review", matter="selected", outcome="yes")
    mine = [row.project_id for row in chosen if is_mine(row.project_id)]
    return "、".join(year.project(project_id).name for project_id in mine)


def write_usage(book: Book, year: YearTables) -> None:
    """Add the sheets of grants used and of the ledgers' lines."""
    rules, budget = year.rules, year.rules.budget
    sheet = book.sheet("经费使用", f"{rules.year}年支持经费使用情况")
    note = (
        f"截至{show_day(budget.closing_date)}。经费使用率＝认可支出÷支持经费；"
        f"超过{show_percent(budget.note_above_share)}须说明，"
        f"超过{show_percent(budget.limit_share)}为超限。"
    )
    unpaid = [] if year.rows("payments") else ["拨付情况没有登记（登记.xlsx「拨款登记」）。"]
    sheet.open(_USAGE, [rules_line(rules), note, *unpaid])
    used = year.rows("budget_usage")
    total = [_total(used)] if len(used) > 1 else []
    sheet.table(_USAGE, [*(_used(year, row) for row in used), *total], frozen=2)
    write_instalments(book, year)
    _write_years(book, year)
    _write_finance(book, year)
    write_settled(book, year)
    sheet = book.sheet("经费明细", f"{rules.year}年经费支出明细")
    sheet.open(_LEDGER, [rules_line(rules), "按各单位经费支出明细表读取；经办人不列出。"])
    sheet.table(_LEDGER, [_line(year, row) for row in year.rows("ledger")], frozen=2)


def _write_years(book: Book, year: YearTables) -> None:
    """Add the sums of each year so far, where there is more than the one."""
    rows = year.so_far("budget_years")
    if len(rows) < 2:
        return
    sheet = book.sheet("历年经费", f"截至{year.rules.year}年的历年支持经费")
    sheet.open(_YEARS, ["认可支出只计立项项目；未立项项目的支出、未计入的支出另列。"])
    names = [name for name in rows[0]._fields if name.endswith("_fen")]
    total = [sum(int(getattr(row, name)) for row in rows) for name in names]
    lines = [[f"{row.year}年", int(row.n_projects), *(yuan(getattr(row, n)) for n in names)]
             for row in rows]  # fmt: skip
    n_projects = sum(int(row.n_projects) for row in rows)
    last = [Styled(value, "strong") for value in ("合计", n_projects, *map(yuan, total))]
    sheet.table(_YEARS, [*lines, last], frozen=1)


def _write_finance(book: Book, year: YearTables) -> None:
    """Add what the ledgers claim beside what finance paid, where there is a list."""
    rows = year.rows("finance_match")
    if not rows:
        return
    sheet = book.sheet("财务核对", f"{year.rules.year}年报销单号与财务入账核对")
    sheet.open(_FINANCE, ["同一报销单号的各笔支出相加，与财务报销清单的入账金额相比。"])
    sheet.table(_FINANCE, [_matched(row) for row in rows], frozen=1)


def _matched(row: Any) -> Row:
    sides = (yuan(row.claimed_fen), yuan(row.paid_fen))
    look = "" if row.outcome == "agrees" else "warn"
    told = Styled(say(f"finance.{row.outcome}"), look)
    return [str(row.reimbursement_no), *(NOTHING if one is None else one for one in sides), told]


def _used(year: YearTables, row: Any) -> Row:
    project, budget = year.project(row.project_id), year.rules.budget
    band = "unfunded" if pd.isna(row.band) else str(row.band)
    share = budget.limit_share if band == "over" else budget.note_above_share
    look = {"over": "alert", "note": "warn"}.get(band, "")
    return [
        project.unit,
        project.name,
        yuan(row.granted_fen),
        yuan(row.spent_fen),
        yuan(row.left_fen),
        Styled(number(row.usage_share), look),
        Styled(say(f"usage.{band}", limit=show_percent(share)), look),
    ]


def _total(rows: Sequence[Any]) -> Row:
    granted, spent, left = (
        sum(int(getattr(row, name)) for row in rows)
        for name in ("granted_fen", "spent_fen", "left_fen")
    )
    values = ["合计", "", yuan(granted), yuan(spent), yuan(left)]
    share = spent / granted if granted else None
    return [Styled(value, "strong") for value in (*values, share, "")]


def _line(year: YearTables, row: Any) -> Row:
    project = year.project(row.project_id)
    day: Value = NOTHING if pd.isna(row.spent_date) else row.spent_date.date().isoformat()
    amount = yuan(row.amount_fen)
    return [
        project.unit,
        project.name,
        int(row.line_no),
        day,
        _known(row.category),
        Styled("无法识别", "word") if amount is None else amount,
        _known(row.voucher_no),
        _known(row.reimbursement_no),
        _judged(row.status),
        year.places([row.src]),
    ]


def _known(value: Any) -> str:
    return NOTHING if pd.isna(value) else str(value)


def _judged(status: Any) -> Value:
    if pd.isna(status):
        return NOTHING
    return Styled(say(f"ledger.{status}"), "" if status == "accepted" else "warn")
