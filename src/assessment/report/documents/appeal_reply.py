"""复核申请表 for the files and 复核意见 to the unit that appealed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from assessment.core.labels import say
from assessment.core.provenance import split_source
from assessment.report.blanks.appeal import Asked, form_lines, form_notes, form_title
from assessment.report.blanks.letter import Box, Line, label
from assessment.report.documents.appeal import ITEMS, Appeal, day, numbered, office, quoted
from assessment.report.documents.official import Official
from assessment.report.workbook.words import NOTHING, status_words
from assessment.report.workbook.year_tables import judge_label

_NAMES = re.compile(r"[、，,；;/\s]+")


def application(appeal: Appeal) -> bytes:
    """Return 复核申请表 filled in, for the files: internal, as it names the checkers."""
    row, rules = appeal.row, appeal.year.rules
    checkers = () if pd.isna(row.handlers) else tuple(filter(None, _NAMES.split(row.handlers)))
    before = appeal.points(row.before_points)
    paper = Official(form_title(rules), below=f"编号：{row.appeal_no}", is_internal=True)
    asked = Asked(
        unit=appeal.unit,
        day=day(row.received_date),
        project="" if pd.isna(row.project_id) else appeal.project,
        points=before,
        verdict=_published(appeal),
        matter=row.matter,
        basis="" if pd.isna(row.basis) else row.basis,
        before=before,
        after=appeal.points(row.after_points),
        outcome="" if pd.isna(row.outcome) else say(f"appeal.{row.outcome}"),
        checkers=checkers,
    )
    paper.lines(form_lines(asked))
    paper.notes(form_notes(rules))
    return paper.data()


def _published(appeal: Appeal) -> str:
    """Return rank and grade as they were made known, as far as that can be told."""
    standing = next(iter(appeal.standings(round=appeal.stage)), None)
    if standing is None:
        return ""
    if standing.status != "final":
        return status_words(standing.status, standing.missing)
    rank, _ = appeal.sides("rank", standing.rank)
    grade, _ = appeal.sides("grade", standing.grade)
    if NOTHING in (rank, grade):
        return ""
    return f"第{rank}名，{grade}"


def reply(appeal: Appeal) -> bytes:
    """Return 复核意见 to the unit: outcome, points before and after, what was corrected."""
    row, rules = appeal.row, appeal.year.rules
    paper = Official(f"关于{quoted(appeal.project)}的复核意见", below=numbered(appeal))
    paper.to(appeal.unit)
    paper.text(_received(appeal))
    paper.text(
        "经两名复核人分别核对原始评分表、登记和计算（只核漏统、错统、登分错误，不重新评分），"
        f"复核结果：{say(f'appeal.{row.outcome}')}。"
    )
    paper.lines(_outcome_lines(appeal))
    corrected = list(_corrections(appeal)) if appeal.is_corrected else []
    if corrected:
        paper.section("更正的分数")
        paper.lines(corrected)
    paper.text(f"如需说明，请与{office(appeal.year.rules)}联系。")
    paper.by_hand("复核人（一）", "复核人（二）")
    paper.signed(rules.office.signature, day(row.replied_date))
    return paper.data()


def _received(appeal: Appeal) -> str:
    row = appeal.row
    (terms,) = appeal.year.rows("appeal_terms", appeal_no=row.appeal_no)
    on = "" if pd.isna(row.received_date) else f"于{day(row.received_date)}"
    basis = "" if pd.isna(row.basis) else f"，理由：{appeal.year.withhold(row.basis)}"
    told = f"你单位{on}就{quoted(appeal.project)}的{say(f'round.{appeal.stage}')}结果提出复核申请"
    late = ""
    if not pd.isna(terms.last_date) and row.received_date > terms.last_date:
        late = f"该申请在公示期（至{day(terms.last_date)}）之后提出。"
    return f"{told}（事项：{appeal.year.withhold(row.matter)}{basis}）。{late}"


def _outcome_lines(appeal: Appeal) -> list[Line]:
    row = appeal.row
    before, after = (appeal.points(value) for value in (row.before_points, row.after_points))
    lines = [
        Line((label("内容", 4), label("复核前", 6), label("复核后", 6))),
        Line((label("得分", 4), Box(before, 6), Box(after, 6))),
    ]
    standing = next(iter(appeal.standings(round=appeal.stage)), None)
    if standing is None or standing.status != "final":
        return lines
    for item, now in (("rank", standing.rank), ("grade", standing.grade)):
        was, then = appeal.sides(item, now)
        lines.append(Line((label(ITEMS[item], 4), Box(was, 6), Box(then, 6))))
    return lines


def _corrections(appeal: Appeal) -> Iterator[Line]:
    """Yield the corrected cells of the project's marks and votes, judges by number."""
    spans = (5, 3, 3, 5)
    lines = list(_corrected_cells(appeal))
    if lines:
        heads = ("环节", "原内容", "更正为", "出处")
        yield Line(tuple(label(head, span) for head, span in zip(heads, spans, strict=True)))
    for texts in lines:
        yield Line(tuple(Box(text, span) for text, span in zip(texts, spans, strict=True)))


def _corrected_cells(appeal: Appeal) -> Iterator[tuple[str, str, str, str]]:
    year = appeal.year
    facts = {
        _place(row.src): row
        for table in ("marks", "votes")
        for row in year.rows(table, project_id=str(appeal.row.project_id))
    }
    for line in year.rows("corrections", is_applied=True):
        fact = facts.get((line.sha256[:12], line.sheet, line.cell))
        if fact is not None:
            part = year.rules.component(fact.component)
            who = judge_label(fact.judge_id) if hasattr(fact, "judge_id") else fact.channel
            sides = ("空" if pd.isna(one) else year.withhold(one) for one in (line.was, line.now))
            was, now = sides
            yield f"{part.label}　{who}", was, now, year.places([fact.src])


def _place(src: str) -> tuple[str, str, str]:
    return split_source(src) if src.count("!") > 1 else (src, "", "")
