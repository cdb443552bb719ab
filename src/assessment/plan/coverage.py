"""Which themes and which colleges the programme has reached, year by year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from assessment.core.details import detail
from assessment.core.problems import Problem, Problems, problem
from assessment.core.provenance import CellRef
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import conform, empty, of_year, require

RulesOfYears = Rules | Sequence[Rules] | Mapping[int, Rules]
_COUNTS = ("n_applied", "n_selected", "n_certified")


def coverage(
    applications: pd.DataFrame,
    selected: pd.DataFrame,
    standings: pd.DataFrame,
    colleges: pd.DataFrame,
    /,
    *,
    rules: RulesOfYears,
) -> Result:
    """Return the coverage of themes and of colleges in every year there are rules for.

    `n_applied` counts eligible applications, `n_selected` selected projects, `n_certified`
    projects whose final assessment grade is any but the last. A theme is covered once a project
    of it is selected; `slots_left` counts the years after the row's year. A college is never
    reached while no project of it was selected up to the row's year.

    Parameters
    ----------
    applications : DataFrame
        Table `applications` with its statuses.
    selected : DataFrame
        Selected projects: `year`, `project_id`.
    standings : DataFrame
        Table `standings`.
    colleges : DataFrame
        Table `colleges`.
    rules : Rules, or a sequence or mapping of Rules
        One year's rules or several years'.

    Returns
    -------
    Result
        Tables `coverage` and `college_coverage`. Facts, for the last year: `n_uncovered`
        (required themes not covered), `slots_open` (places that can still cover them) and
        `n_never_reached` (colleges).

    Problems
    --------
    coverage.promise-at-risk

    Raises
    ------
    ValueError
        When a table lacks columns or there are no rules.

    Source
    ------
    Rules sections `[programme]`, `[selection]`, `[[theme]]`: every theme within three years.
    """
    for frame, name in (
        (applications, "applications"),
        (standings, "standings"),
        (colleges, "colleges"),
    ):
        require(frame, name)
    years = _in_order(rules)
    events = pd.concat([_events(applications, selected, standings, one) for one in years])
    themes, reached = _themes(events, years), _colleges(events, colleges, years)
    last = years[-1]
    uncovered = _uncovered(themes, last)
    is_open = not events.loc[events["year"] == last.year, "n_selected"].any()
    slots = last.slots_left + (last.selection.max_projects if is_open else 0)
    never = reached.loc[reached["year"] == last.year, "is_never_reached"]
    facts = {
        "n_uncovered": len(uncovered),
        "slots_open": slots,
        "n_never_reached": int(never.sum()),
    }
    tables = {"coverage": themes, "college_coverage": reached}
    return Result(tables, Problems(_at_risk(uncovered, slots)), facts)


def _in_order(rules: RulesOfYears) -> list[Rules]:
    if isinstance(rules, Rules):
        return [rules]
    given: Iterable[Rules] = rules.values() if isinstance(rules, Mapping) else rules
    years = sorted(given, key=lambda one: one.year)
    if not years or len({one.year for one in years}) < len(years):
        raise ValueError(f"rules of one or more different years are wanted, got {len(years)}")
    return years


def _events(
    applications: pd.DataFrame, selected: pd.DataFrame, standings: pd.DataFrame, rules: Rules
) -> pd.DataFrame:
    """Return a year's projects with 0 or 1 for applied, selected and certified."""
    mine = of_year(applications, "applications", rules.year)
    chosen = selected[selected["year"] == rules.year] if len(selected) else selected
    lists: dict[str, Any] = {
        "n_applied": mine.loc[(mine["status"] == "eligible").fillna(False), "project_id"],
        "n_selected": chosen["project_id"] if len(chosen) else [],
        "n_certified": _certified(of_year(standings, "standings", rules.year), rules),
    }
    flags = {name: mine["project_id"].isin(ids).astype(int) for name, ids in lists.items()}
    return mine[["year", "project_id", "theme_code", "college_code"]].assign(**flags)


def _certified(standings: pd.DataFrame, rules: Rules) -> pd.Series:
    passing = [band.grade for band in rules.grades.bands[:-1]]
    is_final = (standings["round"] == "assessment") & (standings["status"] == "final")
    return standings.loc[is_final & standings["grade"].isin(passing), "project_id"]


def _themes(events: pd.DataFrame, years: Sequence[Rules]) -> pd.DataFrame:
    rows = [
        {"theme_code": theme.code, "year": one.year, "slots_left": one.slots_left}
        for one in years
        for theme in one.themes
    ]
    frame = _counted(pd.DataFrame(rows), events, "theme_code")
    so_far = frame.groupby("theme_code")["n_selected"].cumsum()
    return conform(frame.assign(is_covered_so_far=so_far > 0), "coverage")


def _colleges(events: pd.DataFrame, colleges: pd.DataFrame, years: Sequence[Rules]) -> pd.DataFrame:
    rows = [
        {"college_code": code, "year": one.year}
        for one in years
        for code in _there(events, colleges, one.year)
    ]
    if not rows:
        return empty("college_coverage")
    frame = _counted(pd.DataFrame(rows), events, "college_code")
    so_far = frame.groupby("college_code")["n_selected"].cumsum()
    return conform(frame.assign(is_never_reached=so_far == 0), "college_coverage")


def _there(events: pd.DataFrame, colleges: pd.DataFrame, year: int) -> list[str]:
    """Return the codes of the colleges of a year.

    A code that was renamed has a row valid from its new name on only, yet it is the same
    college: it was there in any year in which one of its rows is valid or it applied.
    """
    known = {
        str(college.college_code)
        for college in colleges.itertuples(index=False)
        if _exists(college.valid_from_year, college.valid_to_year, year)
    }
    applied = events.loc[events["year"] == year, "college_code"]
    return sorted(known.union(map(str, applied[applied.isin(colleges["college_code"])])))


def _exists(first: Any, last: Any, year: int) -> bool:
    return bool((pd.isna(first) or first <= year) and (pd.isna(last) or year <= last))


def _counted(rows: pd.DataFrame, events: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return the rows, years in order, with the counts of their events."""
    counts = events.groupby(["year", by], sort=True)[list(_COUNTS)].sum().reset_index()
    frame = rows.merge(counts, on=["year", by], how="left", validate="one_to_one")
    filled = frame.fillna(dict.fromkeys(_COUNTS, 0))
    return filled.sort_values([by, "year"], kind="stable")


def _uncovered(themes: pd.DataFrame, last: Rules) -> list[str]:
    """Return the required themes that no year has covered yet."""
    covered = themes[(themes["year"] == last.year) & themes["is_covered_so_far"]]
    names = set(covered["theme_code"])
    return [theme.name for theme in last.themes if theme.required and theme.code not in names]


def _at_risk(uncovered: Sequence[str], slots: int) -> list[Problem]:
    if len(uncovered) <= slots:
        return []
    said = detail("uncovered", n=len(uncovered), names="、".join(uncovered))
    found = problem(
        "coverage.promise-at-risk", CellRef(""), actual=said, expected=str(slots), table="coverage"
    )
    return [found]
