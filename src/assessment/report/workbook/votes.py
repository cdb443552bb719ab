"""A voted component: votes by channel, converted points, and the count of ballots."""

from __future__ import annotations

from typing import Any

import pandas as pd

from assessment.core.rule_components import Voted
from assessment.report.book import Book
from assessment.report.cell_looks import Column, Row, Styled, Value
from assessment.report.wording import show_number
from assessment.report.workbook.clauses import rules_line, voted_words
from assessment.report.workbook.words import NOTHING, SIGN, marked, number, stage_note
from assessment.report.workbook.year_tables import YearTables

_COUNTS = ("n_issued", "n_returned", "n_valid", "n_invalid")


def write_votes(book: Book, year: YearTables, part: Voted) -> None:
    """Add the sheet of a voted component."""
    columns = vote_columns(part)
    told = year.told(part.round)
    title = marked(f"{year.rules.year}年{part.label}统计", told)
    sheet = book.sheet(f"投票-{part.label}", title)
    sheet.open(columns, [rules_line(year.rules), *stage_note(told), voted_words(part)])
    sheet.table(columns, vote_rows(year, part), frozen=3)
    sheet.gap()
    sheet.words("section", "发出与收回")
    for line in ballot_lines(year, part):
        sheet.words("note", line)
    sheet.words("sign", SIGN)


def vote_columns(part: Voted) -> list[Column]:
    """Return the columns of a vote."""
    channels = [
        Column(f"{item.name}{_weight(item.weight)}", 10, "count", "得票") for item in part.channels
    ]
    return [
        Column("序号", 6, "count"),
        Column("申报单位", 20),
        Column("项目名称", 39),
        *channels,
        Column("合计票数", 10, "count"),
        Column("折合得分", 10, "points"),
        Column("加权得分", 10, "points"),
        Column("出处", 48),
    ]


def _weight(weight: Any) -> str:
    return "" if weight is None else f"（{show_number(weight)}%）"


def vote_rows(year: YearTables, part: Voted) -> list[Row]:
    """Return one row a project, the most points first."""
    points = year.points(part)
    votes: dict[str, dict[str, Any]] = {}
    for row in year.rows("votes", component=part.name):
        votes.setdefault(row.project_id, {})[row.channel] = row
    listed = sorted({*points, *votes}, key=lambda project: (_falling(points, project), project))
    rows: list[Row] = []
    for line, project_id in enumerate(listed, start=1):
        project, cast = year.project(project_id), votes.get(project_id, {})
        channels = [_count(cast.get(item.name)) for item in part.channels]
        totals = _totals(points.get(project_id))
        places = year.places(row.src for row in cast.values())
        rows.append([line, project.unit, project.name, *channels, *totals, places])
    return rows


def _falling(points: dict[str, Any], project_id: str) -> float:
    row = points.get(project_id)
    return 1.0 if row is None or pd.isna(row.points) else -float(row.points)


def _count(row: Any) -> Value:
    if row is None:
        return NOTHING
    return Styled("无法识别", "word") if pd.isna(row.n_votes) else int(row.n_votes)


def _totals(row: Any) -> list[Value]:
    if row is None:
        return [None, Styled("未计入", "word"), None]
    return [number(row.n_votes), Styled(number(row.points), "strong"), number(row.weighted_points)]


def ballot_lines(year: YearTables, part: Voted) -> list[str]:
    """Return one line a channel on ballots issued, returned, valid and invalid."""
    rows = year.rows("vote_counts", component=part.name)
    if not rows:
        return ["没有发出、收回票数的记录。"]
    return [_ballots(row) for row in rows]


def _ballots(row: Any) -> str:
    issued, returned, valid, invalid = (
        NOTHING if pd.isna(value) else str(value)
        for value in (getattr(row, name) for name in _COUNTS)
    )
    return f"{row.channel}：发出{issued}张，收回{returned}张，有效{valid}张，无效{invalid}张。"
