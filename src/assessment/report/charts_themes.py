"""Chart of the programme: themes against years, the selected projects named in the fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

import pandas as pd
from matplotlib.axes import Axes

from assessment.core.labels import say
from assessment.core.rules import Rules
from assessment.report import programme, style, wording
from assessment.report.programme import RulesOfYears
from assessment.report.tile_drawing import draw_tiles
from assessment.report.tiles import PALE, Board, Line, Look, Note, Tile

_NAMED = 4


@dataclass(frozen=True, slots=True)
class _Scene:
    """Rows of table `coverage` by theme and year, and the projects that were selected."""

    coverage: dict[tuple[str, int], Any]
    chosen: list[Any]
    years: list[Rules]
    lang: str

    def say(self, key: str, **values: Any) -> str:
        """Return a label in the language of the chart."""
        return say(key, self.lang, **values)

    def count(self, name: str, *, theme: str = "", year: int = 0) -> int:
        """Return the sum of a column of `coverage` over a theme or a year."""
        mine = [row for place, row in self.coverage.items() if theme in ("", place[0])]
        return sum(int(getattr(row, name)) for row in mine if year in (0, row.year))

    def is_covered(self, theme: str, year: int) -> bool:
        """Return whether the theme was covered by the end of the year."""
        row = self.coverage.get((theme, year))
        return row is not None and bool(row.is_covered_so_far)


@style.applied()
def draw_theme_matrix(
    coverage: pd.DataFrame,
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
    """Draw themes as rows and the programme's years as columns, selected projects in the fields.

    A star marks a certified project and its grade, a ring one that is only selected. Fields of
    later years stay tinted once a theme is covered; a theme not covered so far has its whole row
    tinted. Years of the programme that have no rules yet are hatched.

    Parameters
    ----------
    coverage, applications, standings, colleges : DataFrame
        Tables of these names; years without rules are passed over.
    selected : DataFrame
        Columns `year`, `project_id`: the projects that were selected.
    rules : Rules or sequence of Rules
        Rules of the years to show; the last one's themes and programme count.
    ax : Axes, optional
        Where to draw; without it a new figure, A4 wide, as high as the names ask.
    lang : {"zh", "en"}
        Language of the labels.

    Raises
    ------
    ValueError
        When a table lacks a column, there are no rules, or `lang` is unknown.
    """
    years = programme.in_order(rules)
    rows = programme.of_years(coverage, "coverage", years).itertuples(index=False)
    projects = programme.fates(applications, selected, standings, colleges, rules=years)
    chosen = projects[projects["is_selected"]]
    by_place = {(row.theme_code, int(row.year)): row for row in cast(Iterator[Any], rows)}
    scene = _Scene(by_place, list(chosen.itertuples(index=False)), years, lang)
    shown = programme.programme_years(years)
    lines = tuple(_line(scene, theme, shown) for theme in years[-1].themes)
    heads = tuple(_head(scene, year) for year in shown)
    marks = {kind: scene.say(f"matrix.{kind}") for kind in ("certified", "selected")}
    board = Board(heads, lines + _strange(scene, shown), _looks(scene), marks)
    subtitle = _subtitle(scene, shown) + programme.told_open(chosen, lang)
    words = programme.words(_title(scene), subtitle, "source.programme", years, lang)
    return draw_tiles(ax, board, words)


def _looks(scene: _Scene) -> dict[str, Look]:
    muted = style.MUTED
    return {
        "chosen": Look(style.TINTS[2]),
        "covered": Look(PALE, muted, label=scene.say("matrix.covered")),
        "empty": Look(style.PAPER, muted, style.LINE),
        "future": Look(style.PAPER, muted, style.LINE, "////", scene.say("matrix.future")),
    }


def _line(scene: _Scene, theme: Any, shown: list[int]) -> Line:
    is_covered = scene.is_covered(theme.code, scene.years[-1].year)
    state = "covered" if is_covered else "uncovered" if theme.required else "optional"
    cells = tuple(_tile(scene, theme.code, year) for year in shown)
    remark = _counts(scene, theme=theme.code)
    return Line(theme.name, remark, scene.say(f"coverage.{state}"), state == "uncovered", cells)


def _counts(scene: _Scene, *, theme: str = "", year: int = 0) -> str:
    counts = {
        name: scene.count(f"n_{name}", theme=theme, year=year) for name in ("applied", "selected")
    }
    return scene.say("coverage.counts", **counts)


def _tile(scene: _Scene, theme: str, year: int) -> Tile:
    if year not in [one.year for one in scene.years]:
        return Tile("future")
    mine = [row for row in scene.chosen if (row.theme_code, row.year) == (theme, year)]
    if mine:
        return Tile("chosen", tuple(_note(scene, row) for row in mine))
    applied = scene.count("n_applied", theme=theme, year=year)
    is_decided = scene.count("n_selected", year=year) > 0
    key = "coverage.all" if is_decided else "matrix.undecided"
    told = scene.say(key, n=applied) if applied else scene.say("coverage.none")
    return Tile("covered" if scene.is_covered(theme, year) else "empty", (Note(told),))


def _note(scene: _Scene, row: Any) -> Note:
    """Return a selected project with its college and what the assessment said of it."""
    parts = [row.college_name]
    if row.standing == "final" and row.grade == row.grade:
        parts.append(wording.show_grade(row.grade, scene.lang))
    elif row.standing:
        parts.append(scene.say(f"standing.{row.standing}"))
    mark = "certified" if row.is_certified else "selected"
    return Note(row.project_name, " · ".join(parts), mark)


def _strange(scene: _Scene, shown: list[int]) -> tuple[Line, ...]:
    """Return a row of the selected projects that have none of the themes."""
    known = [theme.code for theme in scene.years[-1].themes]
    mine = [row for row in scene.chosen if row.theme_code not in known]
    if not mine:
        return ()
    notes = [tuple(_note(scene, row) for row in mine if row.year == year) for year in shown]
    cells = tuple(Tile("chosen" if some else "empty", some) for some in notes)
    return (Line(scene.say("coverage.strange"), "", "", False, cells),)


def _head(scene: _Scene, year: int) -> str:
    head = scene.say("year", year=year)
    is_known = year in [one.year for one in scene.years]
    return f"{head}　{_counts(scene, year=year)}" if is_known else head


def _subtitle(scene: _Scene, shown: list[int]) -> str:
    last = [row.slots_left for row in scene.coverage.values() if row.year == scene.years[-1].year]
    left = int(max(last, default=0))
    return scene.say("matrix.subtitle", year=programme.span(shown), left=left)


def _title(scene: _Scene) -> str:
    themes, last = scene.years[-1].themes, scene.years[-1].year
    covered = [theme for theme in themes if scene.is_covered(theme.code, last)]
    if not covered:
        return scene.say("coverage.open", n=len(themes))
    wanted = [theme.name for theme in themes if theme not in covered and theme.required]
    key = "coverage.rest" if len(wanted) <= _NAMED else "coverage.many"
    names = scene.say("sep").join(wanted)
    rest = scene.say(key, names=names, n=len(wanted)) if wanted else ""
    title = scene.say("coverage.title", n=len(themes), covered=len(covered), rest=rest)
    certified = sum(row.is_certified for row in scene.chosen)
    return title + scene.say("matrix.tally", selected=len(scene.chosen), certified=certified)
