"""上会材料: two to four pages for the meeting: ranking, coverage, money, Red Flag, open matters."""

from __future__ import annotations

import pandas as pd

from assessment.core.labels import say
from assessment.report import listing, rolls
from assessment.report.bearing_words import bearing_sentences
from assessment.report.documents.appeal import mark
from assessment.report.documents.official import Official
from assessment.report.documents.open_matters import open_matters
from assessment.report.documents.results import ranking, remarks
from assessment.report.meeting import sentences
from assessment.report.meeting.year import MeetingYear
from assessment.report.workbook.clauses import rules_line
from assessment.report.workbook.year_tables import YearTables

_MOST = 12


def meeting_paper(year: YearTables) -> bytes:
    """Return 上会材料 of a year: what is known, and last what the meeting must decide."""
    rules = year.rules
    paper = Official(f"{rules.year}年“一团一品”上会材料", below=mark(rules), is_internal=True)
    paper.section("一、待决事项")
    for number, line in enumerate(list(open_matters(year)) or ["没有。"], start=1):
        paper.note(f"{number}. {line}")
    for stage in _rounds(year):
        paper.section(f"二、{say(f'round.{stage}')}名次")
        _ranked(paper, ranking(year, stage))
        told = bearing_sentences(year.tables, rules=rules, round=stage, is_brief=True)
        for line in (*remarks(year, stage), *told):
            paper.note(line)
    paper.section("三、三年主题覆盖")
    for line in _themes(year):
        paper.note(line)
    tables = [year.whole(name) for name in ("budget_usage", "applications", "colleges")]
    usage = listing.list_usage(*tables, rules=rules)
    if len(usage):
        paper.section("四、支持经费（单位：元）")
        paper.table(usage)
    flags = rolls.list_red_flag(year.whole("red_flag"), year.whole("colleges"), rules=rules)
    if len(flags):
        paper.section("五、五四红旗团委")
        _ranked(paper, flags)
    paper.note(rules_line(rules))
    return paper.data()


def _rounds(year: YearTables) -> list[str]:
    """Return the round that the meeting is about: the last one with results."""
    held = [one for one in ("assessment", "review") if year.rows("standings", round=one)]
    return held[:1]


def _ranked(paper: Official, frame: pd.DataFrame) -> None:
    paper.table(frame.head(_MOST))
    if len(frame) > _MOST:
        paper.note(f"以上为前 {_MOST} 行，共 {len(frame)} 行，全部见评分汇总复核表。")


def _themes(year: YearTables) -> list[str]:
    meeting = MeetingYear(year.tables, year.rules, "zh")
    told = list(sentences.situation(meeting))
    if meeting.chosen:
        told += sentences.aftermath(meeting, "selected", meeting.chosen)
    return [*told, *sentences.colleges(meeting)]
