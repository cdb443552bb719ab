"""Charts of the plan: which themes have projects, and which are covered."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from assessment.core.labels import say
from assessment.core.rules import Rules
from assessment.core.tables import require
from assessment.report import grid, style, wording
from assessment.report.grid import Band, Item
from assessment.report.page import Words

_PER_LANE = 3
_NAMED = 4
_SHOWN = ("eligible",)


@style.applied()
def draw_theme_coverage(
    coverage: pd.DataFrame,
    applications: pd.DataFrame,
    selected: pd.DataFrame,
    colleges: pd.DataFrame,
    /,
    *,
    rules: Rules,
    ax: Axes | None = None,
    lang: str = "zh",
) -> Axes:
    """Draw the themes and their projects: selected ones filled, uncovered themes tinted.

    With one year of coverage every eligible project of a theme is named. With more, years are
    columns: each cell names the selected projects and counts the other eligible ones.

    Parameters
    ----------
    coverage, applications, colleges : DataFrame
        Tables of these names; years after that of the rules are passed over.
    selected : DataFrame
        Columns `year`, `project_id`: the projects that were selected.
    rules : Rules
        Rules of the year to show.
    ax : Axes, optional
        Where to draw; without it a new figure, A4 wide, as high as the names ask.
    lang : {"zh", "en"}
        Language of the labels.

    Raises
    ------
    ValueError
        When a table lacks a column or `lang` is unknown.
    """
    require(coverage, "coverage")
    require(applications, "applications")
    coverage = coverage[(coverage["year"] <= rules.year).fillna(False)]
    # A year whose applications are not at hand would look as if nothing had been selected.
    at_hand = coverage["year"].isin(applications["year"]) | (coverage["year"] == rules.year)
    coverage = coverage[at_hand.fillna(False)]
    years = sorted({int(year) for year in coverage["year"]}) or [rules.year]
    projects = _projects(applications, selected, colleges, years)
    now = coverage[coverage["year"] == years[-1]].set_index("theme_code")
    bands = _bands(coverage, projects, now, years, rules, lang)
    heads = tuple(say("year", lang, year=year) for year in years) if len(years) > 1 else ()
    words = _words(now, bands, years, rules, lang)
    legend = {"selected": say("coverage.selected", lang)}
    if len(years) == 1:
        legend["applied"] = say("coverage.applied", lang)
    return grid.draw(ax, bands, words, heads or ("",) * _PER_LANE, legend)


def _projects(
    applications: pd.DataFrame, selected: pd.DataFrame, colleges: pd.DataFrame, years: list[int]
) -> pd.DataFrame:
    """Return applications of these years with names and `is_selected`, selected ones first."""
    keys = ["year", "project_id"]
    mine = applications.loc[applications["year"].isin(years), [*keys, "status"]]
    chosen = selected.reindex(columns=keys).drop_duplicates().assign(is_selected=True)
    mine = mine.merge(chosen, on=keys, how="left", validate="one_to_one")
    mine = mine.assign(is_selected=mine["is_selected"].notna())
    mine = mine[mine["is_selected"] | mine["status"].isin(_SHOWN) | mine["status"].isna()]
    named = wording.with_names(mine, applications, colleges)
    order = ["is_selected", "year", "project_id"]
    return named.sort_values(order, ascending=[False, True, True], ignore_index=True)


def _items(projects: pd.DataFrame) -> list[Item]:
    rows: Iterator[Any] = projects.itertuples()
    return [
        Item(row.project_name, row.college_name, _kind(row.is_selected), row.project_id)
        for row in rows
    ]


def _kind(is_selected: bool) -> str:
    return "selected" if is_selected else "applied"


def _bands(
    coverage: pd.DataFrame,
    projects: pd.DataFrame,
    now: pd.DataFrame,
    years: list[int],
    rules: Rules,
    lang: str,
) -> list[Band]:
    counts = coverage.set_index(["theme_code", "year"])["n_applied"]
    bands = []
    for theme in rules.themes:
        mine = projects[projects["theme_code"] == theme.code]
        cells = [
            _cell(
                mine[mine["year"] == year], int(counts.get((theme.code, year), 0)), len(years), lang
            )
            for year in years
        ]
        lanes = _lanes(cells)
        is_covered = theme.code in now.index and bool(now.loc[theme.code, "is_covered_so_far"])
        applied = sum(int(counts.get((theme.code, year), 0)) for year in years)
        told = say(
            "coverage.counts", lang, applied=applied, selected=int(mine["is_selected"].sum())
        )
        state = "covered" if is_covered else "uncovered" if theme.required else "optional"
        bands.append(Band(theme.name, told, say(f"coverage.{state}", lang), state, lanes))
    strange = projects[~projects["theme_code"].isin([theme.code for theme in rules.themes])]
    if not strange.empty:
        lanes = _lanes([_items(strange)])
        bands.append(Band(say("coverage.strange", lang), "", "", "covered", lanes))
    return bands


def _cell(projects: pd.DataFrame, n_applied: int, n_years: int, lang: str) -> list[Item]:
    """Return what one theme shows of one year: its projects, and a count of the rest."""
    shown = projects if n_years == 1 else projects[projects["is_selected"]]
    rest = n_applied - len(shown) if n_years > 1 else 0
    if shown.empty and not n_applied:
        return [Item(say("coverage.none", lang), "", "note")]
    key = "coverage.others" if len(shown) else "coverage.all"
    note = [Item(say(key, lang, n=rest), "", "note")] if rest > 0 else []
    return _items(shown) + note


def _lanes(cells: list[list[Item]]) -> tuple[tuple[Item | None, ...], ...]:
    """Return lines of cells: one year flows over three columns, several stand side by side."""
    if len(cells) > 1:
        return tuple(zip_longest(*cells))
    items: list[Item | None] = [*cells[0], *[None] * (-len(cells[0]) % _PER_LANE)]
    return tuple(tuple(items[n : n + _PER_LANE]) for n in range(0, len(items), _PER_LANE))


def _words(
    now: pd.DataFrame, bands: list[Band], years: list[int], rules: Rules, lang: str
) -> Words:
    span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    left = int(now["slots_left"].max()) if len(now) else 0
    subtitle = say("coverage.subtitle", lang, year=span, years=rules.programme.years, left=left)
    if not _is_decided(now, rules):
        subtitle += say("coverage.pending", lang, year=rules.year)
    mark = say("sample", lang) if rules.sample else ""
    footer = wording.footer("source.coverage", rules, lang)
    return Words(_title(bands, rules, lang), subtitle, footer, mark)


def _is_decided(now: pd.DataFrame, rules: Rules) -> bool:
    """Return whether any project of the year was selected; before, nothing is settled."""
    return bool((now.loc[now["year"] == rules.year, "n_selected"] > 0).any())


def _title(bands: list[Band], rules: Rules, lang: str) -> str:
    mine = [band for band in bands if band.name in {theme.name for theme in rules.themes}]
    covered = [band for band in mine if band.state == "covered"]
    if not covered:
        return say("coverage.open", lang, n=len(mine))
    wanted = [band.name for band in mine if band.state == "uncovered"]
    names = say("sep", lang).join(wanted)
    key = "coverage.rest" if len(wanted) <= _NAMED else "coverage.many"
    rest = say(key, lang, names=names, n=len(wanted)) if wanted else ""
    return say("coverage.title", lang, n=len(mine), covered=len(covered), rest=rest)
