"""立项评审结果 and 考核认证结果: what the committee decides on and files, marked internal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.report import listing, rolls, wording
from assessment.report.documents.appeal import mark
from assessment.report.documents.official import Official
from assessment.report.meeting import sentences
from assessment.report.meeting.year import MeetingYear
from assessment.report.standing_order import in_order, tie_words
from assessment.report.workbook.clauses import rules_line
from assessment.report.workbook.year_tables import YearTables

_TABLES = ("standings", "components", "applications", "colleges")


def review_result(year: YearTables) -> bytes:
    """Return 立项评审结果: the ranking, the projects chosen and why, how the themes now stand."""
    rules = year.rules
    paper = Official(f"{rules.year}年“一团一品”立项评审结果", below=mark(rules), is_internal=True)
    paper.text(_held(year, "review"))
    paper.section("一、立项项目")
    chosen = _chosen(year)
    if chosen.empty:
        paper.text("尚未登记立项决定。")
    else:
        paper.table(chosen, (3, 5, 3, 2, 2, 4))
    paper.section("二、主题覆盖")
    for line in _themes(year):
        paper.text(line)
    paper.section("三、评审名次")
    add_ranking(paper, year, "review")
    paper.note(rules_line(rules))
    paper.by_hand("统分人", "复核人", "监督人")
    paper.signed(rules.office.signature, "年　　月　　日")
    return paper.data()


def assessment_result(year: YearTables) -> bytes:
    """Return 考核认证结果: the ranking with its grades, ties told, and how many are certified."""
    rules = year.rules
    title = f"{rules.year}年“一团一品”考核认证结果"
    told = year.told("assessment")
    below = f"{mark(rules)}{say('stage.note', told=told) if told else ''}"
    paper = Official(title, below=below, is_internal=True)
    paper.text(_held(year, "assessment"))
    paper.section("一、名次与等次")
    paper.table(ranking(year, "assessment"))
    paper.section("二、并列与说明")
    for line in list(remarks(year, "assessment")) or ["没有同分和需要说明的事项。"]:
        paper.text(line)
    paper.note(rules_line(rules))
    paper.by_hand("统分人", "复核人", "监督人")
    paper.signed(rules.office.signature, "年　　月　　日")
    return paper.data()


def add_ranking(paper: Official, year: YearTables, stage: str) -> None:
    """Add a round's ranking with what is to be said of it below."""
    paper.table(ranking(year, stage))
    for line in remarks(year, stage):
        paper.note(line)


def ranking(year: YearTables, stage: str) -> pd.DataFrame:
    """Return a round's ranking as documents show it; what is to be said of it: see `remarks`."""
    tables = [year.whole(name) for name in _TABLES]
    frame = listing.list_ranking(*tables, rules=year.rules, round=stage)
    return frame.drop(columns=say("list.status"), errors="ignore")


def remarks(year: YearTables, stage: str) -> Iterator[str]:
    """Yield a line for each tie, each project that is not ranked, each with too few marks."""
    told = year.told(stage)
    for row in in_order(year.rows("standings", round=stage)):
        name = year.project(row.project_id).name
        if tie := tie_words(row.tie_step, year.rules):
            yield f"{name}：{tie}。"
        if row.status != "final" and (lacks := _lacks(year, row, stage, told)) != told:
            yield f"{name}：{say(f'standing.{row.status}')}，{lacks}。"
        if few := year.few(stage).get(row.project_id):
            yield f"{name}：{few}。"


def _lacks(year: YearTables, row: Any, stage: str, told: str) -> str:
    """Return what a project lacks, with its points so far where they stand in no column."""
    decimals = year.rules.ranking.decimals
    points = "" if told else wording.show_points(row.total_exact, row.total_points, decimals)
    return wording.stage_words(row.missing, year.rules, stage, points=points)


def _held(year: YearTables, stage: str) -> str:
    rows = year.rows("standings", round=stage)
    ranked = [row for row in rows if not pd.isna(row.rank)]
    parts = "、".join(f"{part.label}（{wording.show_number(part.weight)}%）"
                     for part in year.rules.of_round(stage))  # fmt: skip
    applied = len(year.rows("applications"))
    return (
        f"{year.rules.year}年共收到申报 {applied} 项，{say(f'round.{stage}')} {len(rows)} 项，"
        f"排定名次 {len(ranked)} 项。得分由{parts}加权得出。"
    )


def _chosen(year: YearTables) -> pd.DataFrame:
    tables = [year.whole(name) for name in ("selection", "standings", "applications", "colleges")]
    frame = rolls.list_selection(*tables, rules=year.rules)
    heads = [say(f"roll.{one}") for one in ("unit", "project", "theme", "review_points", "rank",
                                            "reason")]  # fmt: skip
    return frame.loc[frame[say("roll.chosen")] == "√", heads]


def _themes(year: YearTables) -> Iterator[str]:
    meeting = MeetingYear(year.tables, year.rules, "zh")
    yield from sentences.situation(meeting)
    if meeting.chosen:
        yield from sentences.differences(meeting)
        yield from sentences.aftermath(meeting, "selected", meeting.chosen)
