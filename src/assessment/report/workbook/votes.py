"""A voted component: votes by channel, converted points, and the count of ballots."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pandas as pd

from assessment.core.rule_components import Voted
from assessment.report import formulas
from assessment.report.area import Area
from assessment.report.book import Sheet
from assessment.report.cell_looks import Column, Live, Row, Styled, Value
from assessment.report.wording import show_number
from assessment.report.workbook.clauses import rules_line, voted_words
from assessment.report.workbook.words import NOTHING, SIGN, number, stage_note
from assessment.report.workbook.year_tables import YearTables

_COUNTS = ("n_issued", "n_returned", "n_valid", "n_invalid")


def open_votes(sheet: Sheet, year: YearTables, part: Voted) -> Area:
    """Write what stands above the votes, and return where those of entrants will stand."""
    columns = vote_columns(part)
    told = stage_note(year.told(part.round))
    sheet.open(columns, [rules_line(year.rules), *told, voted_words(part)])
    return sheet.area(columns, _entrants(year, part))


def write_votes(sheet: Sheet, year: YearTables, part: Voted, area: Area) -> None:
    """Write the votes of a component and how many ballots there were."""
    sheet.table(vote_columns(part), vote_rows(year, part, area), frozen=3)
    sheet.gap()
    sheet.words("section", "发出与收回")
    for line in ballot_lines(year, part):
        sheet.words("note", line)
    sheet.words("sign", SIGN)


def _is_apart(part: Voted) -> bool:
    """Return whether each channel is converted by itself."""
    return part.channels[0].weight is not None


def vote_columns(part: Voted) -> list[Column]:
    """Return the columns of a vote."""
    channels = [
        Column(f"{item.name}{_weight(item.weight)}", 10, "count", "得票", key=item.name)
        for item in part.channels
    ]
    return [
        Column("序号", 6, "count"),
        Column("申报单位", 20),
        Column("项目名称", 39),
        *channels,
        Column("合计票数", 10, "count", key="votes"),
        Column("折合得分", 10, "points", key="points"),
        Column("加权得分", 10, "points", key="weighted"),
        Column("出处", 48),
    ]


def _weight(weight: Any) -> str:
    return "" if weight is None else f"（{show_number(weight)}%）"


def _entrants(year: YearTables, part: Voted) -> list[str]:
    """Return the entrants, the most points first."""
    points = year.points(part)
    return sorted(points, key=lambda project: (_falling(points[project]), project))


def _falling(row: Any) -> float:
    return 1.0 if pd.isna(row.points) else -float(row.points)


def vote_rows(year: YearTables, part: Voted, area: Area) -> list[Row]:
    """Return one row an entrant, then votes for projects that take no part."""
    points = year.points(part)
    votes: dict[str, dict[str, Any]] = {}
    for row in year.rows("votes", component=part.name):
        votes.setdefault(row.project_id, {})[row.channel] = row
    others = sorted(set(votes) - set(points))
    rows: list[Row] = []
    for line, project_id in enumerate([*_entrants(year, part), *others], start=1):
        project, cast = year.project(project_id), votes.get(project_id, {})
        channels = [_count(cast.get(item.name)) for item in part.channels]
        totals = _totals(points.get(project_id), part, area)
        places = year.places(row.src for row in cast.values())
        rows.append([line, project.unit, project.name, *channels, *totals, places])
    return rows


def _count(row: Any) -> Value:
    if row is None:
        return NOTHING
    return Styled("无法识别", "word") if pd.isna(row.n_votes) else int(row.n_votes)


def _totals(row: Any, part: Voted, area: Area) -> list[Value]:
    if row is None:
        return [None, Styled("未计入", "word"), None]
    counts = area.cells([item.name for item in part.channels], row.project_id)
    added = formulas.where_known(counts, f"SUM({','.join(counts)})")
    cell, weight = area.cell("points", row.project_id), formulas.literal(Fraction(part.weight))
    return [
        Live(added, None if pd.isna(row.points) else number(row.n_votes)),
        Live(_points(part, area, row.project_id), number(row.points), "strong"),
        Live(formulas.where_known([cell], f"{cell}*{weight}/100"), number(row.weighted_points)),
    ]


def _points(part: Voted, area: Area, project: str) -> str:
    """Return the points of all channels added, or of each converted by itself and weighted."""
    if not _is_apart(part):
        return _converted("votes", part, area, project)
    keys = [item.name for item in part.channels]
    shares = [formulas.literal(Fraction(item.weight or 0)) for item in part.channels]
    points = "+".join(
        f"{_converted(key, part, area, project)}*{share}/100"
        for key, share in zip(keys, shares, strict=True)
    )
    return formulas.where_known(area.cells(keys, project), points)


def _converted(key: str, part: Voted, area: Area, project: str) -> str:
    return formulas.converted(area.cell(key, project), area.down(key), part)


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
