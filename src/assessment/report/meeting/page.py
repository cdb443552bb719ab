"""The parts of the page, in the order in which a meeting asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import pandas as pd

from assessment.core.rules import Rules
from assessment.report.meeting import rows, sentences
from assessment.report.meeting.year import MeetingYear

_LEFT_OUT = 6


@dataclass(frozen=True)
class Part:
    """A heading, sentences below it, and a table below them where there is one."""

    title: str
    lines: tuple[str, ...] = ()
    table: pd.DataFrame | None = None


@dataclass(frozen=True)
class Page:
    """A title and the parts below it; a notebook shows it as a page."""

    title: str
    parts: tuple[Part, ...]

    def _repr_html_(self) -> str:
        return f"<h2>{escape(self.title)}</h2>" + "".join(map(_html, self.parts))


def _html(part: Part) -> str:
    lines = "".join(f"<p>{escape(line)}</p>" for line in part.lines)
    table = "" if part.table is None else part.table.to_html(index=False, border=0)
    return f"<h3>{escape(part.title)}</h3>{lines}{table}"


def meeting_page(tables: Mapping[str, pd.DataFrame], /, *, rules: Rules, lang: str = "zh") -> Page:
    """Return the page of a year's choice, in words for people who decide.

    Parameters
    ----------
    tables : mapping
        Tables of the programme up to the year: `applications`, `standings`, `colleges`,
        `coverage`, `college_coverage`, `selection`, `selection_frontier`, `hindsight`.
    rules : Rules
        The year's rules.
    lang : {"zh", "en"}
        The language; names stand as the papers have them.

    Raises
    ------
    ValueError
        When a table lacks columns.
    """
    year = MeetingYear(tables, rules, lang)
    parts = [_situation(year), _proposal(year)]
    if year.proposed:
        parts += [_sets(year), _left_out(year)]
    if year.chosen:
        parts.append(_decided(year))
    parts.append(Part(year.say("title_colleges"), tuple(sentences.colleges(year))))
    if len(year.tables["hindsight"]):
        told = tuple(sentences.hindsight(year))
        parts.append(Part(year.say("title_hindsight"), told, rows.looked_back(year)))
    return Page(year.say("title", year=rules.year), tuple(parts))


def _situation(year: MeetingYear) -> Part:
    return Part(year.say("title_situation"), tuple(sentences.situation(year)), rows.themes(year))


def _proposal(year: MeetingYear) -> Part:
    title = year.say("title_proposal")
    if not year.proposed:
        key = "no_points" if not year.review else "impossible"
        return Part(title, (year.say(key),))
    lines = (*sentences.aftermath(year, "proposed", year.proposed), *sentences.price(year))
    return Part(title, lines, rows.projects(year, year.proposed, is_in=True))


def _sets(year: MeetingYear) -> Part:
    return Part(year.say("title_sets"), (year.say("sets_how"),), rows.sets(year))


def _left_out(year: MeetingYear) -> Part:
    out = [one for one in year.selection if one not in year.proposed][:_LEFT_OUT]
    table = rows.projects(year, out, is_in=False) if out else None
    return Part(year.say("title_left_out"), (), table)


def _decided(year: MeetingYear) -> Part:
    lines = (
        *sentences.differences(year),
        *sentences.aftermath(year, "selected", year.chosen),
    )
    return Part(year.say("title_decided"), lines)
