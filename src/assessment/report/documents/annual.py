"""年度总结: the year of the programme in words, tables and charts, to be finished by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from assessment.core.labels import say
from assessment.report import rolls
from assessment.report.bearing_words import bearing_sentences
from assessment.report.documents.appeal import mark
from assessment.report.documents.official import Official
from assessment.report.documents.open_matters import open_matters
from assessment.report.documents.results import add_ranking
from assessment.report.documents.settlement import money
from assessment.report.meeting import sentences
from assessment.report.meeting.year import MeetingYear
from assessment.report.wording import show_share
from assessment.report.workbook.clauses import rules_line
from assessment.report.workbook.year_tables import YearTables

_PLATES = ("三年主题覆盖", "考核认证排名", "经费使用", "五四红旗排名")
_TO_ADD = "（此处由撰写人补充：主要做法、典型案例、不足与改进。）"


def annual_report(year: YearTables, charts: Mapping[str, bytes], /) -> bytes:
    """Return 年度总结 of a year; `charts` are pictures as PNG by name, plates behind the text."""
    rules = year.rules
    shown = [name for name in _PLATES if name in charts]
    paper = Official(f"{rules.year}年“一团一品”工作总结", below=mark(rules), is_internal=True)
    _tell(paper, "一、申报与立项", _chosen(year), shown, "三年主题覆盖")
    _tell(paper, "二、活动与材料", _held(year))
    tables = [year.whole(name) for name in ("project_activity", "applications", "colleges")]
    activity = rolls.list_activity(*tables, rules=rules)
    if len(activity):
        paper.table(activity)
    _tell(paper, "三、考核认证", _assessed(year), shown, "考核认证排名")
    if year.rows("standings", round="assessment"):
        add_ranking(paper, year, "assessment")
        for line in bearing_sentences(year.tables, rules=rules, is_brief=True):
            paper.note(line)
    _tell(paper, "四、经费", _spent(year), shown, "经费使用")
    _tell(paper, "五、五四红旗团委", _flags(year), shown, "五四红旗排名")
    _tell(paper, "六、问题与打算", [*open_matters(year), _TO_ADD])
    paper.note(rules_line(rules))
    paper.signed(rules.office.signature, "年　　月　　日")
    for name in shown:
        paper.plate(f"附图{shown.index(name) + 1}　{name}", charts[name])
    return paper.data()


def _tell(
    paper: Official, title: str, lines: Iterator[str] | list[str], shown: Sequence[str] = (),
    chart: str = "",
) -> None:  # fmt: skip
    paper.section(title)
    for line in lines:
        paper.text(line)
    if chart in shown:
        paper.text(f"（{chart}见附图{shown.index(chart) + 1}）")


def _chosen(year: YearTables) -> Iterator[str]:
    applied = year.rows("applications")
    n_units = len({row.college_code for row in applied})
    chosen = year.rows("decisions", round="review", matter="selected", outcome="yes")
    names = "、".join(year.project(row.project_id).name for row in chosen)
    eligible = sum(row.status == "eligible" for row in applied)
    told = f"立项 {len(chosen)} 项" + (f"：{names}" if names else "")
    yield f"本年 {n_units} 个单位申报 {len(applied)} 项，符合申报条件 {eligible} 项，{told}。"
    meeting = MeetingYear(year.tables, year.rules, "zh")
    yield from sentences.situation(meeting)
    if meeting.chosen:
        yield from sentences.aftermath(meeting, "selected", meeting.chosen)


def _held(year: YearTables) -> Iterator[str]:
    rows = year.rows("project_activity")
    held = sum(int(row.n_activities) for row in rows)
    people = sum(0 if pd.isna(row.n_participants) else int(row.n_participants) for row in rows)
    if not held:
        yield "没有登记活动。"
        return
    missed = sum(int(row.n_missed) for row in rows)
    rest = f"；未举办 {missed} 场" if missed else ""
    yield f"登记活动 {held} 场，参与 {people} 人次{rest}。"


def _assessed(year: YearTables) -> Iterator[str]:
    rows = [row for row in year.rows("standings", round="assessment") if not pd.isna(row.rank)]
    if not rows:
        yield "考核认证尚未排定名次。"
        return
    counts = pd.Series([row.grade for row in rows if not pd.isna(row.grade)]).value_counts()
    bands = [band.grade for band in year.rules.grades.bands]
    told = "、".join(f"{grade} {counts[grade]} 项" for grade in bands if grade in counts)
    yield f"{say('round.assessment')}排定名次 {len(rows)} 项，{told}。"


def _spent(year: YearTables) -> Iterator[str]:
    rows = year.rows("budget_usage")
    granted, spent = (sum(int(getattr(row, name)) for row in rows)
                      for name in ("granted_fen", "spent_fen"))  # fmt: skip
    yield (f"支持经费 {money(granted)} 元，认可支出 {money(spent)} 元，"
           f"使用率 {show_share(spent, granted)}。")  # fmt: skip


def _flags(year: YearTables) -> Iterator[str]:
    rows = year.rows("red_flag")
    awarded = [
        year.unit(row.college_code)
        for row in rows
        if not pd.isna(row.is_awarded) and row.is_awarded
    ]
    if not rows:
        yield "没有收到考核表。"
    else:
        told = f"授予：{'、'.join(awarded)}" if awarded else "尚未授予"
        yield f"参评 {len(rows)} 个单位，{told}。"
