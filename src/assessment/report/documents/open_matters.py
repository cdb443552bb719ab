"""待决事项: what only the committee can settle, in the order in which it becomes urgent."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from assessment.core.labels import say
from assessment.report.workbook.clauses import show_day, show_percent
from assessment.report.workbook.year_tables import YearTables


def open_matters(year: YearTables) -> Iterator[str]:
    """Yield what is still to be decided or done about a year, a sentence a matter."""
    yield from _rules(year)
    yield from _ranks(year)
    yield from _red_flag(year)
    yield from _appeals(year)
    yield from _money(year)
    yield from _brands(year)
    yield from _errors(year)


def _rules(year: YearTables) -> Iterator[str]:
    if not year.rules.is_decided:
        yield "评审规则为暂定，须经会议决定并登记决定日期。"


def _ranks(year: YearTables) -> Iterator[str]:
    for stage in ("review", "assessment"):
        name = say(f"round.{stage}")
        if told := year.told(stage):
            yield f"{name}为阶段性结果：{told}。"
        for row in year.rows("standings", round=stage, tie_step="unresolved"):
            project = year.project(row.project_id).name
            yield f"{name}第 {row.rank} 名{project}与其他项目同分，规则未能排定先后，须会议决定。"
    for row in year.rows("problems", code="grade.border-tie"):
        yield f"{row.message}"
    is_open = year.rows("standings", round="review") and not year.rows(
        "decisions", round="review", matter="selected"
    )
    if is_open:
        yield "立项决定尚未登记。"


def _red_flag(year: YearTables) -> Iterator[str]:
    tied = [year.unit(row.college_code) for row in year.rows("red_flag", is_border_tied=True)]
    if tied:
        yield f"五四红旗团委在授予界线上同分：{'、'.join(tied)}，须会议决定。"


def _appeals(year: YearTables) -> Iterator[str]:
    for row in year.rows("appeals"):
        if pd.isna(row.outcome):
            due = [one.reply_due_date for one in year.rows("appeal_terms", appeal_no=row.appeal_no)]
            day = f"，{show_day(due[0])}前答复" if due and not pd.isna(due[0]) else ""
            yield f"异议 {row.appeal_no}（{year.unit(row.college_code)}）尚未复核{day}。"


def _money(year: YearTables) -> Iterator[str]:
    limit = show_percent(year.rules.budget.limit_share)
    over = [year.project(row.project_id).name for row in year.rows("budget_usage", band="over")]
    if over:
        yield f"经费支出超过支持经费 {limit}：{'、'.join(over)}。"
    for row in year.rows("instalments", state="unpaid", is_met=True):
        yield f"{year.project(row.project_id).name}第 {row.instalment} 期经费条件已满足，尚未拨付。"


def _brands(year: YearTables) -> Iterator[str]:
    due = [row for row in year.rows("brand_calendar") if row.due_date.year <= year.rules.year + 1]
    if due:
        first = min(row.due_date for row in due)
        yield f"品牌到期事项 {len(due)} 件，最早{show_day(first)}，见品牌到期事项表。"


def _errors(year: YearTables) -> Iterator[str]:
    count = sum(row.severity == "ERROR" for row in year.rows("problems"))
    if count:
        yield f"材料中还有 {count} 处错误没有解决，相应内容未计入。"
