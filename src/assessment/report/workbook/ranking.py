"""The ranking of a round: every application, those that are not ranked at the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.report.area import Area
from assessment.report.book import Sheet
from assessment.report.cell_looks import Column, Live, Row, Styled, Value
from assessment.report.standing_order import in_order, tie_words
from assessment.report.wording import show_number, stage_words
from assessment.report.workbook.clauses import rules_line
from assessment.report.workbook.words import (
    NOTHING,
    SIGN,
    marked,
    number,
    stage_note,
    status_words,
    yuan,
)
from assessment.report.workbook.year_tables import YearTables


def ranking_title(year: YearTables, stage: str) -> str:
    """Return the title of the sheet."""
    name = say(f"round.{stage}")
    return marked(f"{year.rules.year}年“一团一品”{name}排名", year.told(stage))


def write_ranking(sheet: Sheet, year: YearTables, stage: str, reckoning: Area) -> None:
    """Write the ranking of a round; `reckoning` is where its totals are worked out."""
    rules, told = year.rules, year.told(stage)
    columns = ranking_columns(year, stage)
    how = (
        f"加权得分＝折合得分×权重，{_sum_head(told)}＝各环节加权得分之和。单元格保存未舍入的数值，"
        f"显示{rules.ranking.decimals}位小数{'' if told else '；名次按精确值排定'}。"
        "得分、名次、等次取自“计算”表，随评分变化；行的先后不变。"
    )
    sheet.open(columns, [rules_line(rules), *stage_note(told), how, *_slanted(year, stage)])
    sheet.table(columns, ranking_rows(year, stage, reckoning), frozen=3)
    sheet.words("sign", SIGN)


def _sum_head(told: str) -> str:
    return say("stage.total" if told else "list.total")


def _slanted(year: YearTables, stage: str) -> list[str]:
    """Return the line on points so far that stand below the totals of others."""
    is_mixed = len({row.status == "final" for row in year.rows("standings", round=stage)}) > 1
    return ["总分一栏中斜体的为暂不排定项目的阶段得分，不是总分。"] if is_mixed else []


def _status(year: YearTables, stage: str, row: Any) -> str | Styled:
    """Return a status; what its points so far are too, where the whole round's are not the same."""
    told = "" if row.status == "final" else stage_words(row.missing, year.rules, stage)
    words = status_words(row.status, row.missing, "" if told == year.told(stage) else told)
    few = year.few(stage).get(row.project_id)
    return Styled(f"{words}、{few}", "warn") if few else words


def ranking_columns(year: YearTables, stage: str) -> list[Column]:
    """Return the columns of a round's ranking."""
    rules = year.rules
    scored = [
        Column(head, 9, "points", f"{part.label}（{show_number(part.weight)}%）")
        for part in rules.of_round(stage)
        for head in ("折合得分", "加权得分")
    ]
    decided = [Column("评审决定", 10, "centre"), Column("支持经费（元）", 11, "money")]
    return [
        Column("名次", 6, "count"),
        Column("申报单位", 19),
        Column("项目名称", 39),
        Column("品牌主题", 14, "centre"),
        *scored,
        Column(_sum_head(year.told(stage)), 9, "points"),
        Column("等次", 8, "centre"),
        *(decided if stage == "review" else ()),
        Column("状态", 22, "centre"),
        Column("并列依据", 20),
    ]


def ranking_rows(year: YearTables, stage: str, reckoning: Area) -> list[Row]:
    """Return a row for every project that stands, then for every other application."""
    standing = in_order(year.rows("standings", round=stage))
    seen = {row.project_id for row in standing}
    absent = sorted(project for project in year.project_ids if project not in seen)
    return [
        *(_ranked(year, stage, row, reckoning) for row in standing),
        *(_absent(year, stage, project) for project in absent),
    ]


def _ranked(year: YearTables, stage: str, row: Any, reckoning: Area) -> Row:
    project, id_ = year.project(row.project_id), row.project_id
    is_ranked = pd.notna(row.rank)
    look = "strong" if row.status == "final" else "word"
    good = "good" if row.grade == year.rules.grades.bands[0].grade else ""
    return [
        Live(reckoning.afar("rank", id_), int(row.rank) if is_ranked else NOTHING),
        project.unit,
        project.name,
        project.theme,
        *_points(year, stage, id_, reckoning),
        Live(reckoning.afar("total", id_), number(row.total_points), look),
        Live(reckoning.afar("grade", id_), str(row.grade) if is_ranked else NOTHING, good),
        *_decided(year, stage, id_),
        _status(year, stage, row),
        Live(
            reckoning.afar("step", id_),
            tie_words(row.tie_step, year.rules),
        ),
    ]


def _absent(year: YearTables, stage: str, project_id: str) -> Row:
    """Return the row of an application that does not stand, with the reason."""
    project = year.project(project_id)
    found = year.rows("entrants", round=stage, project_id=project_id)
    reason = "、".join(str(row.reason) for row in found)
    return [
        NOTHING,
        project.unit,
        project.name,
        project.theme,
        *[None] * (2 * len(year.rules.of_round(stage))),
        None,
        NOTHING,
        *_decided(year, stage, project_id),
        Styled(reason or "未列入排名", "word"),
        "",
    ]


def _points(year: YearTables, stage: str, project_id: str, reckoning: Area) -> Sequence[Value]:
    cells: list[Value] = []
    for part in year.rules.of_round(stage):
        row = year.points(part).get(project_id)
        known = (None, None) if row is None else (row.points, row.weighted_points)
        for kind, value in zip(("points", "weighted"), known, strict=True):
            shown = None if value is None else number(value)
            cells.append(Live(reckoning.afar(f"{kind} {part.name}", project_id), shown))
    return cells


def _decided(year: YearTables, stage: str, project_id: str) -> Sequence[Value]:
    """Return the cells of the committee's choice, which only the review has."""
    if stage != "review":
        return ()
    found = year.rows("decisions", round=stage, project_id=project_id, matter="selected")
    chosen = [row for row in found if row.outcome == "yes"]
    word = Styled("立项", "good") if chosen else ""
    return word, yuan(chosen[0].granted_fen) if chosen else None
