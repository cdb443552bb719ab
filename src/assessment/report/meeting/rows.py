"""The tables of the page: themes, projects, sets to choose from, years looked back on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from assessment.report.meeting.sentences import unoffered
from assessment.report.meeting.year import MeetingYear

_SETS = 6


def themes(year: MeetingYear) -> pd.DataFrame:
    """Return the themes over the years so far: applied, selected, certified, how they stand."""
    coverage = year.tables["coverage"]
    so_far = coverage[coverage["year"] <= year.rules.year]
    counts = so_far.groupby("theme_code")[["n_applied", "n_selected", "n_certified"]].sum()
    covered = set(so_far.loc[so_far["is_covered_so_far"], "theme_code"])
    rows = []
    for theme in year.rules.themes:
        mine = counts.reindex([theme.code], fill_value=0).iloc[0]
        numbers = [int(mine[name]) for name in counts.columns]
        heads = [year.word(f"list.{one}") for one in ("applied", "selected", "certified")]
        state = _state(year, theme, is_covered=theme.code in covered)
        rows.append(
            {year.word("theme"): theme.name}
            | dict(zip(heads, numbers, strict=True))
            | {year.say("state"): state}
        )
    return pd.DataFrame(rows)


def _state(year: MeetingYear, theme: Any, *, is_covered: bool) -> str:
    if is_covered:
        return year.word("coverage.covered")
    if not theme.required:
        return year.word("coverage.uncovered") + year.word("coverage.optional")
    if not year.rules.slots_left and year.chosen:
        return year.say("state_failed")
    dry = list(unoffered(year, theme.code))
    return year.say("state_risk", told=dry[0]) if dry else year.word("coverage.uncovered")


def projects(year: MeetingYear, ids: Sequence[str], *, is_in: bool) -> pd.DataFrame:
    """Return projects with rank, points and why they are proposed or not."""
    return pd.DataFrame([_project(year, one, is_in=is_in) for one in ids])


def _project(year: MeetingYear, project_id: str, *, is_in: bool) -> dict[str, Any]:
    rank, points = _standing(year, project_id)
    code, side = year.selection[project_id].reason_code, "in" if is_in else "out"
    paper = year.projects[project_id]
    return {
        year.word("rank"): rank,
        year.word("unit"): year.units.get(paper.college_code, paper.college_code),
        year.word("project"): paper.project_name,
        year.word("theme"): year.theme(paper.theme_code),
        year.say("points"): points,
        year.say("reason"): "" if pd.isna(code) else year.word(f"plan.reason.{side}.{code}"),
    }


def _standing(year: MeetingYear, project_id: str) -> tuple[str, str]:
    """Return a project's rank and points in the review, dashes where it has none."""
    row = year.review.get(project_id)
    if row is None:
        return year.word("none"), year.word("none")
    rank = year.word("none") if pd.isna(row.rank) else str(row.rank)
    return rank, year.points(row.total_points, row.total_exact)


def sets(year: MeetingYear) -> pd.DataFrame:
    """Return the sets to choose from: the best ones, the best of each number of new themes."""
    frontier = year.mine("selection_frontier").sort_values("set_id")
    best_of_new = ~frontier["n_new_themes"].duplicated()
    first = frontier["set_id"].rank(method="first") <= _SETS
    kept = frontier[first | best_of_new | frontier["is_chosen"]]
    rows: list[Any] = list(kept.itertuples(index=False))
    return pd.DataFrame([_set(year, number, row) for number, row in enumerate(rows, start=1)])


def _set(year: MeetingYear, number: int, row: Any) -> dict[str, Any]:
    marks = [year.say("is_best")] * bool(row.is_best) + [year.say("is_chosen")] * bool(
        row.is_chosen
    )
    return {
        year.say("set"): str(number),
        year.say("marks"): year.listed(marks) if marks else "",
        year.say("projects"): year.listed(year.names(row.project_ids)),
        year.say("sum"): year.points(row.total_points),
        year.say("new"): int(row.n_new_themes),
        year.say("kept"): f"{row.promise_share:.0%}",
    }


def looked_back(year: MeetingYear) -> pd.DataFrame:
    """Return the best sets in hindsight beside those chosen, year by year."""
    rows: list[Any] = list(year.tables["hindsight"].itertuples(index=False))
    return pd.DataFrame(
        [
            {
                year.say("of_year"): int(row.year),
                year.say("best_then"): year.listed(year.names(row.best_ids)),
                year.say("best_sum"): year.points(row.best_points, row.best_exact),
                year.say("chosen_then"): year.listed(year.names(row.actual_ids)),
                year.say("chosen_sum"): year.points(row.actual_points, row.actual_exact),
            }
            for row in rows
        ]
    )
