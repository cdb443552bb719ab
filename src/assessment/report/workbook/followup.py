"""What the committee chose, what was planned and done, and what was corrected or contested."""

from __future__ import annotations

from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.report.book import Book
from assessment.report.cell_looks import Column, Row, Styled, Value
from assessment.report.workbook.clauses import rules_line
from assessment.report.workbook.words import NOTHING, number, yuan
from assessment.report.workbook.year_tables import YearTables

_SELECTION = (
    Column("申报单位", 24),
    Column("项目名称", 44),
    Column("品牌主题", 14, "centre"),
    Column("立项评审得分", 13, "points"),
    Column("名次", 8, "count"),
    Column("按得分入选", 11, "centre"),
    Column("拟立项", 9, "centre"),
    Column("立项", 9, "centre"),
    Column("支持经费（元）", 14, "money"),
    Column("理由", 36),
)
_SPENDING = (
    Column("申报单位", 24),
    Column("项目名称", 44),
    Column("科目", 14, "centre"),
    Column("预算（元）", 14, "money"),
    Column("认可支出（元）", 14, "money"),
    Column("支出减预算（元）", 15, "money"),
)
_ACTIVITY = (
    Column("申报单位", 24),
    Column("项目名称", 44),
    Column("场次", 8, "count"),
    Column("计划内", 8, "count"),
    Column("计划外", 8, "count"),
    Column("未举办", 8, "count"),
    Column("参与人次", 11, "count"),
    Column("新闻", 8, "count"),
    Column("照片", 8, "count"),
    Column("视频", 8, "count"),
    Column("文档", 8, "count"),
    Column("材料", 11, "centre"),
)
_CORRECTIONS = (
    Column("文件与单元格", 50),
    Column("原内容", 24),
    Column("更正为", 24),
    Column("理由", 40),
    Column("登记日期", 14, "centre"),
    Column("处理", 14, "centre"),
)
_APPEALS = (
    Column("编号", 9, "centre"),
    Column("申报单位", 24),
    Column("项目名称", 36),
    Column("收到日期", 13, "centre"),
    Column("事项", 20),
    Column("理由与证据", 36),
    Column("复核结果", 13, "centre"),
    Column("复核前得分", 12, "points"),
    Column("复核后得分", 12, "points"),
    Column("答复日期", 13, "centre"),
)


def write_selection(book: Book, year: YearTables) -> None:
    """Add the committee's choice beside what the points alone would have chosen."""
    rows = year.rows("selection")
    if not rows:
        return
    standing = {row.project_id: row for row in year.rows("standings", round="review")}
    sheet = book.sheet("立项决定", f"{year.rules.year}年立项决定与得分对照")
    note = "“按得分入选”只看立项评审得分，不看品牌主题，供与会议决定对照；立项以会议决定为准。"
    sheet.open(_SELECTION, [rules_line(year.rules), note])
    ordered = sorted(rows, key=lambda row: _place(standing.get(row.project_id)))
    lines = [_choice(year, row, standing.get(row.project_id)) for row in ordered]
    sheet.table(_SELECTION, lines, frozen=2)


def _place(standing: Any) -> tuple[int, str]:
    if standing is None or pd.isna(standing.rank):
        return 10_000, "" if standing is None else standing.project_id
    return int(standing.rank), standing.project_id


def _choice(year: YearTables, row: Any, standing: Any) -> Row:
    project = year.project(row.project_id)
    rank = None if standing is None or pd.isna(standing.rank) else int(standing.rank)
    return [
        project.unit,
        project.name,
        project.theme,
        None if standing is None else number(standing.total_points),
        NOTHING if rank is None else rank,
        "是" if row.is_greedy else "否",
        "是" if row.is_proposed else "否",
        Styled("立项", "good") if row.is_selected else NOTHING,
        yuan(row.granted_fen),
        _text(year, row.reason),
    ]


def write_spending(book: Book, year: YearTables) -> None:
    """Add the plan beside what was spent, by category."""
    rows = year.rows("budget_spending")
    if not rows:
        return
    sheet = book.sheet("经费科目", f"{year.rules.year}年预算与支出对照（按科目）")
    note = "预算取自申报表；汇总表没有分科目预算的项目只列支出。支出只计认可的部分。"
    sheet.open(_SPENDING, [rules_line(year.rules), note])
    sheet.table(_SPENDING, [_spent(year, row) for row in rows], frozen=2)


def _spent(year: YearTables, row: Any) -> Row:
    project = year.project(row.project_id)
    planned, spent = yuan(row.planned_fen), yuan(row.spent_fen)
    over = None if planned is None or spent is None else spent - planned
    look = "warn" if over is not None and over > 0 else ""
    return [project.unit, project.name, str(row.category), planned, spent, Styled(over, look)]


def write_activity(book: Book, year: YearTables) -> None:
    """Add activities, participants and materials of each project."""
    rows = [row for row in year.rows("project_activity") if _has_any(row)]
    if not rows:
        return
    needed = year.rules.assessment.materials_needed
    sheet = book.sheet("活动与材料", f"{year.rules.year}年活动开展与材料归档情况")
    note = (
        f"材料齐全：照片{needed.photo}、视频{needed.video}、新闻{needed.news}、"
        f"文档{needed.document}以上。没有登记的项目不列出。"
    )
    sheet.open(_ACTIVITY, [rules_line(year.rules), note])
    sheet.table(_ACTIVITY, [_active(year, row) for row in rows], frozen=2)


def _has_any(row: Any) -> bool:
    counted = ("activities", "missed", "news", "photo", "video", "document")
    return any(getattr(row, f"n_{name}") for name in counted)


def _active(year: YearTables, row: Any) -> Row:
    project = year.project(row.project_id)
    counts = [int(getattr(row, f"n_{kind}")) for kind in ("news", "photo", "video", "document")]
    people: Value = NOTHING if pd.isna(row.n_participants) else int(row.n_participants)
    whole = Styled("齐全", "good") if row.is_complete else Styled("不齐全", "warn")
    changed = NOTHING if pd.isna(row.n_unplanned) else int(row.n_unplanned)
    held = (int(row.n_activities), int(row.n_planned), changed, int(row.n_missed))
    return [project.unit, project.name, *held, people, *counts, whole]


def write_corrections(book: Book, year: YearTables) -> None:
    """Add every correction that people entered in 登记.xlsx, applied or refused."""
    rows = year.rows("corrections")
    if not rows:
        return
    files = dict(zip(year.table("sources")["sha256"], year.table("sources")["file"], strict=True))
    sheet = book.sheet("更正", f"{year.rules.year}年更正登记")
    sheet.open(_CORRECTIONS, ["原内容与文件不符的更正不予采用。登记人不列出。"])
    sheet.table(_CORRECTIONS, [_corrected(year, row, files) for row in rows], frozen=1)


def _corrected(year: YearTables, row: Any, files: dict[str, str]) -> Row:
    sheet = f"「{row.sheet}」" if row.sheet else " "
    return [
        year.withhold(f"{files.get(row.sha256, row.sha256[:12])}{sheet}{row.cell}"),
        _text(year, row.was),
        _text(year, row.now),
        _text(year, row.reason),
        _day(row.date),
        Styled("已更正", "good") if row.is_applied else Styled("未采用", "alert"),
    ]


def write_appeals(book: Book, year: YearTables) -> None:
    """Add the appeals and how they ended."""
    rows = year.rows("appeals")
    if not rows:
        return
    sheet = book.sheet("异议复核", f"{year.rules.year}年异议复核")
    sheet.open(_APPEALS, ["复核只查漏统、错统、登分错误，不重新评分。复核人不列出。"])
    sheet.table(_APPEALS, [_appeal(year, row) for row in rows], frozen=1)


def _appeal(year: YearTables, row: Any) -> Row:
    ended = not pd.isna(row.outcome)
    project = NOTHING if pd.isna(row.project_id) else year.project(row.project_id).name
    return [
        str(row.appeal_no),
        year.unit(row.college_code),
        project,
        _day(row.received_date),
        _text(year, row.matter),
        _text(year, row.basis),
        say(f"appeal.{row.outcome}") if ended else Styled("待答复", "warn"),
        number(row.before_points),
        number(row.after_points),
        _day(row.replied_date),
    ]


def _text(year: YearTables, value: Any) -> str:
    return NOTHING if pd.isna(value) else year.withhold(str(value))


def _day(value: Any) -> str:
    return NOTHING if pd.isna(value) else value.date().isoformat()
