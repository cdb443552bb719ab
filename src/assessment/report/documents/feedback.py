"""得分反馈单: what a unit is told of its projects, papers, money, brands, and how to appeal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.core.problems import Problem, Severity, problem_kinds, read_problems
from assessment.core.rules import ROUNDS
from assessment.report import wording
from assessment.report.documents.appeal import mark, office
from assessment.report.documents.official import Official
from assessment.report.documents.settlement import money
from assessment.report.origins import find_origins
from assessment.report.workbook.clauses import show_day
from assessment.report.workbook.words import NOTHING
from assessment.report.workbook.year_tables import YearTables

_MOST_PROBLEMS = 12


def feedback_sheet(
    year: YearTables, college_code: str, faults: Mapping[str, Sequence[Problem]]
) -> bytes:
    """Return 得分反馈单 of a unit: its own results only, no other unit's name or points.

    `faults` are the problems of each unit's files, as `unit_faults` finds them.
    """
    rules = year.rules
    paper = Official(f"{rules.year}年“一团一品”得分反馈单", below=mark(rules))
    paper.to(year.unit(college_code))
    mine = year.rows("applications", college_code=college_code)
    paper.text(f"你单位{rules.year}年申报 {len(mine)} 项，结果反馈如下。")
    numbers = iter("一二三四五")
    paper.section(f"{next(numbers)}、得分与名次")
    for one in mine:
        paper.text(f"{one.project_name}：{_standing(year, one)}")
        if len(points := _points_of(year, one)):
            paper.table(points, (4, 6, 4, 4))
    used = [row for one in mine for row in year.rows("budget_usage", project_id=one.project_id)]
    if used:
        paper.section(f"{next(numbers)}、支持经费（单位：元）")
        paper.table(_money(year, used))
    paper.section(f"{next(numbers)}、品牌")
    for line in list(_brands(year, college_code)) or ["没有在册品牌。"]:
        paper.text(line)
    paper.section(f"{next(numbers)}、材料中需要改正的地方")
    _tell_problems(paper, year, faults.get(college_code, ()))
    paper.section(f"{next(numbers)}、对结果有异议的")
    paper.text(
        f"请在公示期（{rules.publication.notice_days} 个工作日）内填写复核申请表，以单位名义交"
        f"{office(rules)}。只核漏统、错统、登分错误，不重新评分；"
        f"收到后 {rules.publication.reply_days} 个工作日内答复。"
    )
    paper.signed(rules.office.signature, "年　　月　　日")
    return paper.data()


def told_units(year: YearTables) -> list[str]:
    """Return the codes of the units that applied."""
    return sorted({row.college_code for row in year.rows("applications")
                   if not pd.isna(row.college_code)})  # fmt: skip


def unit_faults(year: YearTables) -> dict[str, list[Problem]]:
    """Return the problems in files that come from one unit alone, by its code."""
    origins = find_origins(year.tables, year.rules.year)
    faults: dict[str, list[Problem]] = {}
    for fault in read_problems(year.table("problems")):
        owner = origins.owner(fault.where.file)
        if owner is not None:
            faults.setdefault(owner, []).append(fault)
    return faults


def _standing(year: YearTables, one: Any) -> str:
    """Return how an application fared, round by round."""
    told = [_outcome(row) for stage in ROUNDS
            for row in year.rows("standings", round=stage, project_id=one.project_id)]  # fmt: skip
    status = "" if pd.isna(one.status) else say(f"application.{one.status}")
    return f"{'；'.join(told) or status or '没有参加评审'}。"


def _outcome(row: Any) -> str:
    name = say(f"round.{row.round}")
    if pd.isna(row.rank):
        return f"{name}{say(f'standing.{row.status}')}"
    return f"{name}第 {row.rank} 名，{row.grade}"


def _points_of(year: YearTables, one: Any) -> pd.DataFrame:
    """Return the points of an application by component, then the total, of each round."""
    rows = [line for stage in ROUNDS for line in _stage(year, one, stage)]
    return pd.DataFrame(rows, columns=["评审", "环节", "得分", "加权得分"])


def _stage(year: YearTables, one: Any, stage: str) -> Iterator[list[str]]:
    name = say(f"round.{stage}")
    for standing in year.rows("standings", round=stage, project_id=one.project_id):
        for part in year.rules.of_round(stage):
            label = f"{part.label}（{wording.show_number(part.weight)}%）"
            yield [name, label, *_points(year, year.points(part).get(one.project_id))]
        total = wording.show_points(
            standing.total_exact, standing.total_points, year.rules.ranking.decimals
        )
        key = "list.total" if standing.status == "final" else "stage.total"
        yield [name, say(key), "", total]


def _points(year: YearTables, row: Any) -> tuple[str, str]:
    """Return the points of a component as shown, of 100 and weighted."""
    if row is None or pd.isna(row.points):
        return NOTHING, NOTHING
    decimals = year.rules.ranking.decimals
    weighted = wording.show_points(row.weighted_exact, row.weighted_points, decimals)
    return wording.show_points(pd.NA, row.points, decimals), weighted


def _money(year: YearTables, used: list[Any]) -> pd.DataFrame:
    heads = ("项目名称", "支持经费", "认可支出", "结余", "使用率")
    rows = [
        [year.project(row.project_id).name,
         *map(money, (row.granted_fen, row.spent_fen, row.left_fen)),
         wording.show_share(row.spent_fen, row.granted_fen)]
        for row in used
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(heads))


def _brands(year: YearTables, college_code: str) -> Iterator[str]:
    due = {row.brand_id: row for row in year.rows("brand_calendar")}
    for row in year.rows("brands", college_code=college_code):
        state = NOTHING if pd.isna(row.state) else say(f"brand.{row.state}")
        told = f"{year.brand(row.brand_id)}：{int(row.year)}年认证，{state}"
        yield f"{told}{_due(due.get(row.brand_id))}。"


def _due(row: Any) -> str:
    matter = "" if row is None else say(f"brand.matter.{row.matter}")
    return f"，{show_day(row.due_date)}{matter}" if matter else ""


def _tell_problems(paper: Official, year: YearTables, found: Sequence[Problem]) -> None:
    wrong = [fault for fault in found if fault.severity is not Severity.NOTICE]
    known = [fault for fault in found if fault.severity is Severity.NOTICE]
    if not wrong:
        paper.text("没有。")
    _list_problems(paper, year, wrong)
    if known:
        paper.text("以下各处不需要改正，只请知悉：")
        _list_problems(paper, year, known)


def _list_problems(paper: Official, year: YearTables, found: Sequence[Problem]) -> None:
    for number, fault in enumerate(found[:_MOST_PROBLEMS], start=1):
        kind = problem_kinds()[fault.code]
        line = f"{number}. {year.withhold(str(fault.where))}：{year.withhold(fault.message)}"
        paper.note(f"{line}{kind.effect_zh}")
    if len(found) > _MOST_PROBLEMS:
        paper.note(f"另有 {len(found) - _MOST_PROBLEMS} 处，见退回的批注副本。")
