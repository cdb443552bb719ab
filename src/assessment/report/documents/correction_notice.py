"""更正公告: what of a corrected result everybody may see."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from assessment.core.labels import say
from assessment.core.working_days import add_working_days
from assessment.report.blanks.appeal import MATTERS
from assessment.report.blanks.letter import Box, Line, label
from assessment.report.documents.appeal import ITEMS, Appeal, day, mark, office, quoted, side
from assessment.report.documents.official import Official

# What of a result a notice may show.
_SHOWN = frozenset({"rank", "grade", "total"})


def correction_notice(appeal: Appeal) -> bytes:
    """Return 更正公告 of a corrected result: what the rules allow everybody to see, no persons."""
    row, rules = appeal.row, appeal.year.rules
    stage = say(f"round.{appeal.stage}")
    paper = Official(f"关于更正{rules.year}年“一团一品”{stage}结果的公告", below=mark(rules))
    (terms,) = appeal.year.rows("appeal_terms", appeal_no=row.appeal_no)
    on = "" if pd.isna(terms.published_date) else f"{day(terms.published_date)}公布的"
    paper.text(
        f"{on}{rules.year}年“一团一品”{stage}结果，经{appeal.unit}提出异议、校团委复核，"
        f"确认{quoted(appeal.project)}{_fault(appeal)}，现更正如下："
    )
    paper.lines(list(_notice_lines(appeal)))
    paper.text("其他公布内容不变。")
    paper.text(_again(appeal))
    paper.signed(rules.office.signature, day(row.replied_date))
    return paper.data()


def _fault(appeal: Appeal) -> str:
    matter = appeal.row.matter
    return f"的得分有{matter}" if matter in MATTERS else "的结果有误"


def _again(appeal: Appeal) -> str:
    rules, row = appeal.year.rules, appeal.row
    days = rules.publication.notice_days
    if pd.isna(row.replied_date):
        until = f"自本公告发布之日起 {days} 个工作日内"
    else:
        until = f"于{day(pd.Timestamp(add_working_days(row.replied_date.date(), days)))}前"
    return f"对更正内容有异议的，请{until}以单位名义书面向{office(rules)}提出。"


def _notice_lines(appeal: Appeal) -> Iterator[Line]:
    spans = (4, 6, 2, 2, 2)
    heads = ("申报单位", "项目名称", "内容", "更正前", "更正后")
    yield Line(tuple(label(head, span) for head, span in zip(heads, spans, strict=True)))
    for texts in _noticed(appeal):
        yield Line(tuple(Box(text, span) for text, span in zip(texts, spans, strict=True)))


def _noticed(appeal: Appeal) -> Iterator[tuple[str, str, str, str, str]]:
    """Yield the points of the project that appealed, then what of others was published too."""
    row = appeal.row
    before, after = (appeal.points(value) for value in (row.before_points, row.after_points))
    yield appeal.unit, appeal.project, "得分", before, after
    allowed = _SHOWN.intersection(appeal.year.rules.publication.columns)
    rows = appeal.changes[appeal.changes["round"] == appeal.stage]
    for line in rows[rows["item"].isin(allowed)].itertuples(index=False):
        if (line.project_id, line.item) != (row.project_id, "total"):
            known = appeal.year.project(str(line.project_id))
            sides = side(line.before), side(line.after)
            yield known.unit, known.name, ITEMS[str(line.item)], *sides
