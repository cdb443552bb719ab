"""Chart of the programme: what happened to each college, year by year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

import pandas as pd
from matplotlib.axes import Axes

from assessment.core.labels import say
from assessment.report import programme, style, wording
from assessment.report.programme import RulesOfYears
from assessment.report.tile_drawing import draw_tiles
from assessment.report.tiles import PALE, Board, Line, Look, Note, Tile

_LAST = 9999


@dataclass(frozen=True, slots=True)
class _College:
    """A college with its projects of the years, and the years in which it was on the list."""

    code: str
    name: str
    projects: list[Any]
    listed: frozenset[int]
    is_never_reached: bool

    @property
    def selected(self) -> list[int]:
        """The years of its selected projects, in order."""
        return [int(row.year) for row in self.projects if row.is_selected]

    @property
    def place(self) -> tuple[bool, int, str]:
        """Where it stands: reached ones first, earliest above, then by code."""
        return self.is_never_reached, min(self.selected, default=_LAST), self.code


@style.applied()
def draw_college_paths(
    college_coverage: pd.DataFrame,
    applications: pd.DataFrame,
    selected: pd.DataFrame,
    standings: pd.DataFrame,
    colleges: pd.DataFrame,
    /,
    *,
    rules: RulesOfYears,
    ax: Axes | None = None,
    lang: str = "zh",
) -> Axes:
    """Draw the path of each college: a row a college, a column a year, a text a project.

    Fields are filled where a project was selected and pale where one only applied. A star marks
    a certified project, a ring a selected one without a certificate. Colleges of which no
    project was ever selected stand below, their rows tinted.

    Parameters
    ----------
    college_coverage, applications, standings, colleges : DataFrame
        Tables of these names; years without rules are passed over.
    selected : DataFrame
        Columns `year`, `project_id`: the projects that were selected.
    rules : Rules or sequence of Rules
        Rules of the years to show.
    ax : Axes, optional
        Where to draw; without it a new figure, A4 wide, as high as the rows ask.
    lang : {"zh", "en"}
        Language of the labels.

    Raises
    ------
    ValueError
        When a table lacks a column, there are no rules, or `lang` is unknown.
    """
    years = programme.in_order(rules)
    shown = [one.year for one in years]
    projects = programme.fates(applications, selected, standings, colleges, rules=years)
    listed = programme.of_years(college_coverage, "college_coverage", years)
    found = _colleges(listed, projects, colleges)
    lines = tuple(_line(college, shown, lang) for college in found)
    heads = tuple(say("year", lang, year=year) for year in shown)
    marks = {
        "certified": say("paths.certified", lang),
        "selected": say("matrix.selected", lang),
    }
    subtitle = say("paths.subtitle", lang, year=programme.span(shown))
    subtitle += programme.told_open(projects, lang)
    words = programme.words(_title(found, lang), subtitle, "source.programme", years, lang)
    return draw_tiles(ax, Board(heads, lines, _looks(lang), marks), words)


def _colleges(
    listed: pd.DataFrame, projects: pd.DataFrame, colleges: pd.DataFrame
) -> list[_College]:
    named = wording.known_names(colleges)
    names = dict(zip(named["college_code"], named["college_name"], strict=True))
    rows = list(cast(Iterator[Any], listed.sort_values("year").itertuples(index=False)))
    mine = list(cast(Iterator[Any], projects.itertuples(index=False)))
    codes = {row.college_code for row in [*rows, *mine]}
    codes = {code for code in codes if code == code}
    found = [
        _college(
            (code, names.get(code, code)),
            [row for row in mine if row.college_code == code],
            [row for row in rows if row.college_code == code],
        )
        for code in codes
    ]
    return sorted(found, key=lambda college: college.place)


def _college(who: tuple[str, str], projects: list[Any], rows: Sequence[Any]) -> _College:
    """Return a college; whether it was reached is what its last row of the table says."""
    is_chosen = any(row.is_selected for row in projects)
    is_never = bool(rows[-1].is_never_reached) if rows else not is_chosen
    listed = frozenset(int(row.year) for row in [*rows, *projects])
    return _College(*who, projects, listed, is_never)


def _looks(lang: str) -> dict[str, Look]:
    muted = style.MUTED
    return {
        "selected": Look(style.TINTS[2], label=say("paths.selected", lang)),
        "applied": Look(PALE, label=say("paths.applied", lang)),
        "none": Look(style.PAPER, muted, style.LINE),
        "absent": Look(style.PAPER, muted, style.LINE, "////", say("paths.absent", lang)),
    }


def _line(college: _College, shown: list[int], lang: str) -> Line:
    times = len(college.selected)
    told = say("paths.times", lang, n=times) if times > 1 else ""
    told = say("paths.unreached", lang) if college.is_never_reached else told
    cells = tuple(_tile(college, year, lang) for year in shown)
    return Line(college.name, "", told, college.is_never_reached, cells)


def _tile(college: _College, year: int, lang: str) -> Tile:
    if year not in college.listed:
        return Tile("absent")
    mine = [row for row in college.projects if row.year == year]
    if not mine:
        return Tile("none", (Note(say("paths.none", lang)),))
    look = "selected" if any(row.is_selected for row in mine) else "applied"
    told = [row for row in mine if row.is_selected or row.standing]
    told.sort(key=lambda row: (not row.is_selected, not row.is_certified, row.project_id))
    rest = len(mine) - len(told)
    counted = say("paths.others" if told else "paths.n_applied", lang, n=rest)
    notes = [_note(row, lang) for row in told] + ([Note(counted)] if rest else [])
    return Tile(look, tuple(notes))


def _note(row: Any, lang: str) -> Note:
    """Return what became of a project: selected or not, its grade and its rank."""
    parts = [say("paths.is_selected" if row.is_selected else "paths.is_applied", lang)]
    if row.standing == "final":
        parts += [wording.show_grade(row.grade, lang)] if row.grade == row.grade else []
        parts.append(say("paths.tied" if row.is_tied else "paths.rank", lang, rank=row.rank))
    elif row.standing:
        parts.append(say(f"standing.{row.standing}", lang))
    mark = "certified" if row.is_certified else "selected" if row.is_selected else ""
    return Note(" · ".join(parts), "", mark)


def _title(found: Sequence[_College], lang: str) -> str:
    never = sum(college.is_never_reached for college in found)
    if not found:
        return say("paths.empty", lang)
    if never == len(found):
        return say("paths.open", lang, n=never)
    rest = say("paths.never", lang, n=never) if never else ""
    return say("paths.title", lang, n=len(found), reached=len(found) - never, never=rest)
