"""Until when an appeal could be made and had to be answered, and what its line says against it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from assessment.core.problems import Problem
from assessment.core.rule_sections import Publication
from assessment.core.working_days import add_working_days, unscheduled_years
from assessment.intake.layouts.context import Row, Rows
from assessment.intake.register import Line

CHECKERS = 2
_BETWEEN_NAMES = re.compile(r"[、，,；;/\s]+")


def appeal_terms(
    appeals: Sequence[Row], notices: Sequence[Row], /, *, publication: Publication
) -> Rows:
    """Return the rows of `appeal_terms`: which result an appeal is about, and its last days.

    An appeal is about the last result published when it came. It is in time while the notice is
    up, and answered in time within the working days that the rules give.

    Parameters
    ----------
    appeals : sequence of rows
        Rows of `appeals` with the lines they were read from.
    notices : sequence of rows
        Rows of `notices`.
    publication : Publication
        The rules' section.

    Problems
    --------
    appeal.undated, appeal.notice-unknown, appeal.late, appeal.reply-missing, appeal.reply-late,
    appeal.reply-early, appeal.one-checker, appeal.points-missing, calendar.year-unknown
    """
    rows = [_terms(row, notices, publication) for row in appeals]
    pairs = list(zip(appeals, rows, strict=True))
    problems = [fault for appeal, terms in pairs for fault in _faults(appeal, terms)]
    return Rows(tuple(rows), (*problems, *_unknown_notice(pairs), *_unscheduled(pairs)))


def _terms(appeal: Row, notices: Sequence[Row], publication: Publication) -> Row:
    received: date | None = appeal["received_date"]
    notice = _notice(received, notices)
    published = notice["published_date"] if notice else None
    return {
        "appeal_no": appeal["appeal_no"],
        "year": appeal["year"],
        "round": notice["round"] if notice else None,
        "published_date": published,
        "last_date": _after(published, publication.notice_days),
        "reply_due_date": _after(received, publication.reply_days),
    }


def _after(day: date | None, n: int) -> date | None:
    return None if day is None else add_working_days(day, n)


def _notice(received: date | None, notices: Sequence[Row]) -> Row | None:
    """Return the last notice up when an appeal came; the first one when none was."""
    if received is None or not notices:
        return None
    in_order = sorted(notices, key=lambda notice: notice["published_date"])
    up = [notice for notice in in_order if notice["published_date"] <= received]
    return up[-1] if up else in_order[0]


def _faults(appeal: Row, terms: Row) -> Iterator[Problem]:
    line: Line = appeal["_line"]
    received, replied = appeal["received_date"], appeal["replied_date"]
    if received is None and "收到日期" not in line.cells:
        number = str(appeal["appeal_no"])
        yield line.spot.fault("appeal.undated", line.anchor, actual=number, column="收到日期")
    if received and terms["last_date"] and received > terms["last_date"]:
        yield _late("appeal.late", line, "收到日期", (received, terms["last_date"]))
    if replied and received and replied < received:
        yield _late("appeal.reply-early", line, "答复日期", (replied, received))
    if replied and received and replied > terms["reply_due_date"]:
        yield _late("appeal.reply-late", line, "答复日期", (replied, terms["reply_due_date"]))
    if appeal["outcome"]:
        yield from _unfinished(appeal, terms, line)


def _late(code: str, line: Line, header: str, days: tuple[date, date]) -> Problem:
    day, limit = days
    cell = line.cells[header]
    return line.spot.fault(code, cell, actual=str(day), expected=str(limit), column=header)


def _unfinished(appeal: Row, terms: Row, line: Line) -> Iterator[Problem]:
    """Yield what an appeal with an outcome lacks: the reply, a second checker, points."""
    outcome, number = line.cells["复核结果"], str(appeal["appeal_no"])
    if "答复日期" not in line.cells:
        due = terms["reply_due_date"]
        yield line.spot.fault(
            "appeal.reply-missing", outcome, actual=number, expected=str(due or ""),
            column="replied_date",
        )  # fmt: skip
    names = [name for name in _BETWEEN_NAMES.split(appeal["handlers"] or "") if name]
    if len(names) < CHECKERS:
        cell = line.cells.get("复核人", outcome)
        yield line.spot.fault("appeal.one-checker", cell, actual=number, column="handlers")
    if appeal["outcome"] == "corrected" and "复核后得分" not in line.cells:
        yield line.spot.fault(
            "appeal.points-missing", outcome, actual=number, column="after_points"
        )


def _unknown_notice(pairs: Sequence[tuple[Row, Row]]) -> list[Problem]:
    """Return once that nobody can tell whether appeals were in time."""
    for appeal, terms in pairs:
        if appeal["received_date"] and terms["published_date"] is None:
            line: Line = appeal["_line"]
            return [line.spot.fault("appeal.notice-unknown", line.cells["收到日期"])]
    return []


def _unscheduled(pairs: Sequence[tuple[Row, Row]]) -> Iterator[Problem]:
    """Yield each year of which only the weekends are known, at the first appeal it concerns."""
    told: set[int] = set()
    for appeal, terms in pairs:
        line: Line = appeal["_line"]
        for year in sorted(_years(appeal, terms) - told):
            cell = line.cells["收到日期"]
            yield line.spot.fault("calendar.year-unknown", cell, actual=str(year))
            told.add(year)


def _years(appeal: Row, terms: Row) -> set[int]:
    periods: list[tuple[Any, Any]] = [
        (appeal["received_date"], terms["reply_due_date"]),
        (terms["published_date"], terms["last_date"]),
    ]
    return {year for first, last in periods if first for year in unscheduled_years(first, last)}
