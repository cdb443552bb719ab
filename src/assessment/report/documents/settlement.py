"""经费决算表 of a project: plan against spending by category, what is left, who signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from assessment.core.capitals import capital_money
from assessment.core.labels import say
from assessment.core.provenance import cell_of, split_source
from assessment.report.blanks.letter import Box, Line, label
from assessment.report.documents.appeal import mark
from assessment.report.documents.official import Official
from assessment.report.workbook.clauses import show_day, show_percent
from assessment.report.workbook.words import NOTHING
from assessment.report.workbook.year_tables import YearTables

SETTLEMENT = "经费决算表"
_LOW = 0.7  # centimetres of a row
_WIDTHS = (4, 4, 4, 4)
_LEFT_OUT = (3, 3, 3, 3, 4)
_BY_PROJECT, _BY_YEAR = (3, 5, 2, 2, 2, 2), (2, 2, 3, 3, 3, 3)
# Told in the table of what was left out.
_TOLD_ABOVE = frozenset(
    {"ledger.barred", "ledger.after-closing", "ledger.no-voucher", "ledger.line-incomplete"}
)


def write_settlement(year: YearTables, project_id: str) -> bytes:
    """Return 经费决算表 of a project as its ledger gives it."""
    (usage,) = year.rows("budget_usage", project_id=project_id)
    rules, project = year.rules, year.project(project_id)
    below = f"项目编号：{project_id}{mark(rules)}"
    paper = Official(f"{rules.year}年“一团一品”{SETTLEMENT}", below=below)
    paper.lines(
        [
            Line((label("项目名称", 3), Box(project.name, 13)), _LOW),
            Line((label("申报单位", 3), Box(project.unit, 13)), _LOW),
            *_grant_lines(year, project_id, int(usage.granted_fen)),
        ]
    )
    paper.section("一、预算与支出（单位：元）")
    paper.lines(_spending(year, project_id, usage))
    paper.section("二、未计入的支出（单位：元）")
    paper.lines(_left_out(year, project_id))
    open_points = list(_open_points(year, project_id))
    paper.section("三、待核事项")
    for number, text in enumerate(open_points or ["无。"], start=1):
        paper.note(f"{number}. {text}" if open_points else text)
    paper.by_hand("经办人", "项目负责人", "财务核对")
    paper.lines([Line(tuple(_seal(who) for who in ("申报单位", "校团委")), 1.6)])
    return paper.data()


def _seal(who: str) -> Box:
    return Box(f"{who}（盖章）：　　年　　月　　日", 8, "sign")


def money(fen: Any) -> str:
    """Return an amount in yuan as documents write it, a dash where it is not known.

    Examples
    --------
    >>> money(123456), money(-5)
    ('1,234.56', '-0.05')
    """
    if pd.isna(fen):
        return NOTHING
    whole, cents = divmod(abs(int(fen)), 100)
    return f"{'-' if fen < 0 else ''}{whole:,}.{cents:02d}"


def amount(fen: Any, span: int) -> Box:
    """Return a box with an amount, on the right of its column."""
    return Box(money(fen), span, "amount")


def _grant_lines(year: YearTables, project_id: str, granted: int) -> Iterator[Line]:
    told = f"{money(granted)} 元（大写：{capital_money(granted)}）" if granted else "没有立项"
    yield Line((label("支持经费", 3), Box(told, 13)), _LOW)
    parts = year.rows("instalments", project_id=project_id)
    is_told = bool(year.rows("payments"))
    for row in parts if len(parts) > 1 else ():
        due = "" if pd.isna(row.due_date) else f"，{show_day(row.due_date)}"
        condition = "" if pd.isna(row.condition) else f"，{row.condition}"
        paid = f"；{_paid(row)}" if is_told else ""
        text = f"{money(row.granted_fen)} 元{due}{condition}{paid}"
        yield Line((label(f"第{row.instalment}期", 3), Box(text, 13)), _LOW)


def _paid(row: Any) -> str:
    day = "" if pd.isna(row.paid_date) else f"（{show_day(row.paid_date)}）"
    return f"已拨 {money(row.paid_fen)} 元{day}" if row.state != "unpaid" else "未拨"


def _heads(names: Sequence[str], spans: Sequence[int]) -> Line:
    return Line(tuple(label(name, span) for name, span in zip(names, spans, strict=True)), _LOW)


def _spending(year: YearTables, project_id: str, usage: Any) -> list[Line]:
    rows = year.rows("budget_spending", project_id=project_id)
    planned = [row.planned_fen for row in rows]
    total = pd.NA if any(pd.isna(fen) for fen in planned) else sum(int(fen) for fen in planned)
    n_lines = len(year.rows("ledger", project_id=project_id, status="accepted"))
    spent = int(usage.spent_fen)
    return [
        _heads(("科目", "预算", "实际", "差额"), _WIDTHS),
        *(_figures(Box(row.category, 4, "centre"), row.planned_fen, row.spent_fen) for row in rows),
        _figures(label(f"合计（{n_lines}笔）", 4), total, spent),
        Line((label("实际合计（大写）", 4), Box(f"人民币{capital_money(spent)}", 12)), _LOW),
        *_rest(year, usage),
    ]


def _figures(name: Box, planned: Any, spent: int) -> Line:
    left = pd.NA if pd.isna(planned) else int(planned) - int(spent)
    return Line((name, *(amount(fen, 4) for fen in (planned, spent, left))), _LOW)


def _rest(year: YearTables, usage: Any) -> Iterator[Line]:
    if pd.isna(usage.band):
        return
    left, budget = int(usage.left_fen), year.rules.budget
    name = "结余" if left >= 0 else "超支（自筹）"
    text = f"{money(abs(left))} 元（大写：{capital_money(abs(left))}）"
    yield Line((label(name, 4), Box(text, 12)), _LOW)
    share = budget.limit_share if usage.band == "over" else budget.note_above_share
    told = say(f"usage.{usage.band}", limit=show_percent(share))
    yield Line((label("经费使用率", 4), Box(f"{usage.usage_share:.1%}　{told}", 12)), _LOW)


def _left_out(year: YearTables, project_id: str) -> list[Line]:
    lines = [row for row in year.rows("ledger", project_id=project_id) if row.status != "accepted"]
    if not lines:
        return [Line((Box("无", 16),))]
    heads = ("日期", "科目", "金额", "票据号", "认定")
    return [_heads(heads, _LEFT_OUT), *map(_left_out_line, lines)]


def _left_out_line(row: Any) -> Line:
    day = NOTHING if pd.isna(row.spent_date) else f"{row.spent_date:%Y-%m-%d}"
    texts = (NOTHING if pd.isna(one) else str(one) for one in (row.category, row.voucher_no))
    category, voucher = (Box(text, 3, "centre") for text in texts)
    fen = Box("无法识别", 3, "centre") if pd.isna(row.amount_fen) else amount(row.amount_fen, 3)
    status = Box(say(f"ledger.{row.status}"), 4, "centre")
    return Line((Box(day, 3, "centre"), category, fen, voucher, status), _LOW)


def _open_points(year: YearTables, project_id: str) -> Iterator[str]:
    """Yield what is still to be looked at about the project's ledger, with its place."""
    lines = year.rows("ledger", project_id=project_id)
    if not lines:
        yield "没有收到经费支出明细表，支出尚不能作数。"
    mine = {split_source(row.src) for row in lines}
    others = {split_source(row.src)[:2] for row in year.rows("ledger")
              if row.project_id != project_id}  # fmt: skip
    cells = {_place(year, source) for source in mine}
    sheets = {(file, sheet) for file, sheet, _ in (
        _place(year, source) for source in mine if source[:2] not in others)}  # fmt: skip
    for row in year.rows("problems", table="ledger"):
        place = tuple("" if pd.isna(one) else one for one in (row.file, row.sheet, row.cell))
        if row.code not in _TOLD_ABOVE and (place in cells or place[:2] in sheets):
            yield f"{row.message}（{'　'.join(filter(None, place[1:]))}）"


def _place(year: YearTables, source: tuple[str, str, str]) -> tuple[str, str, str]:
    where = cell_of("!".join(source), year.files)
    return where.file, where.sheet, where.cell


def write_summary(year: YearTables) -> bytes:
    """Return the settlement of the year, a project a line, and the sums of the years so far."""
    rules = year.rules
    paper = Official(f"{rules.year}年“一团一品”支持经费决算汇总表", below=mark(rules))
    paper.section(f"一、{rules.year}年各项目（单位：元）")
    heads = ("申报单位", "项目名称", "支持经费", "认可支出", "结余", "使用率")
    used = [_by_project(year, row) for row in year.rows("budget_usage")]
    paper.lines([_heads(heads, _BY_PROJECT), *used])
    years = year.so_far("budget_years")
    first, last = rules.programme.first_year, rules.programme.first_year + rules.programme.years - 1
    paper.section(f"二、三年计划（{first}—{last}年）截至本年（单位：元）")
    heads = ("年度", "立项数", "支持经费", "认可支出", "结余", "未计入的支出")
    lines = [_by_year(f"{row.year}年", row) for row in years]
    paper.lines([_heads(heads, _BY_YEAR), *lines, _by_year("合计", *years)])
    granted = sum(int(row.granted_fen) for row in years)
    spent = sum(int(row.spent_fen) for row in years)
    paper.note(f"支持经费合计（大写）：人民币{capital_money(granted)}；"
               f"认可支出合计（大写）：人民币{capital_money(spent)}。")  # fmt: skip
    paper.note("支出按各单位经费支出明细表中认可的各笔相加；不予列支、逾期、缺票据的不计入。")
    paper.by_hand("制表人", "复核人")
    paper.signed(rules.office.signature, "年　　月　　日")
    return paper.data()


def _by_project(year: YearTables, row: Any) -> Line:
    project = year.project(row.project_id)
    share = NOTHING if pd.isna(row.usage_share) else f"{row.usage_share:.1%}"
    amounts = (amount(fen, 2) for fen in (row.granted_fen, row.spent_fen, row.left_fen))
    return Line(
        (Box(project.unit, 3), Box(project.name, 5), *amounts, Box(share, 2, "centre")), 0.8
    )


def _by_year(name: str, *rows: Any) -> Line:
    names = ("n_projects", "granted_fen", "spent_fen", "left_fen", "left_out_fen")
    n_projects, *fen = (sum(int(getattr(row, one)) for row in rows) for one in names)
    is_sum = label(name, 2) if len(rows) != 1 or name == "合计" else Box(name, 2, "centre")
    return Line((is_sum, Box(str(n_projects), 2, "centre"), *(amount(one, 3) for one in fen)), _LOW)
