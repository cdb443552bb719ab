"""Certifications and re-checks of brands, in the order in which they happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from assessment.core.rules import Rules


@dataclass(frozen=True, slots=True)
class Certification:
    """A project's final assessment with any grade but the last; `band` 0 is the best grade."""

    brand_id: str
    year: int
    day: pd.Timestamp
    band: int
    grade: str
    project_name: str
    college_code: str
    theme_code: Any
    src: str


@dataclass(frozen=True, slots=True)
class Recheck:
    """One re-check (复查) of a brand and its conclusion."""

    brand_id: str
    day: pd.Timestamp
    outcome: str
    src: str
    note: Any = None


def last_day(year: int, rules_of: Mapping[int, Rules]) -> pd.Timestamp:
    """Return the last day of a year's assessment, 31 December where no rules say it.

    Examples
    --------
    >>> last_day(2017, {})
    Timestamp('2017-12-31 00:00:00')
    """
    if year in rules_of:
        return pd.Timestamp(rules_of[year].calendar.assessment[1])
    return pd.Timestamp(year, 12, 31)


def certifications(
    standings: pd.DataFrame, applications: pd.DataFrame, *, rules: Rules, known: Mapping[int, Rules]
) -> list[Certification]:
    """Return the certifications up to the rules' year; each year's own bands say which grades."""
    is_final = (standings["round"] == "assessment") & (standings["status"] == "final")
    graded = standings[is_final & standings["grade"].notna() & (standings["year"] <= rules.year)]
    columns = ["year", "project_id", "brand_id", "project_name", "college_code", "theme_code",
               "src"]  # fmt: skip
    frame = graded[["year", "project_id", "grade"]].merge(
        applications[columns], on=["year", "project_id"], validate="one_to_one"
    )
    rows: list[Any] = list(frame.itertuples(index=False))
    found = []
    for row in rows:
        passing = [band.grade for band in known.get(row.year, rules).grades.bands[:-1]]
        if row.grade in passing:
            found.append(_certification(row, passing.index(row.grade), known))
    return found


def _certification(row: Any, band: int, known: Mapping[int, Rules]) -> Certification:
    return Certification(
        brand_id=row.project_id if pd.isna(row.brand_id) else row.brand_id,
        year=int(row.year),
        day=last_day(int(row.year), known),
        band=band,
        grade=row.grade,
        project_name=row.project_name,
        college_code=row.college_code,
        theme_code=row.theme_code,
        src=row.src,
    )


def rechecks_of(rechecks: pd.DataFrame, *, rules: Rules) -> list[Recheck]:
    """Return the re-checks made by the end of the rules' year."""
    made = rechecks[rechecks["recheck_date"] <= pd.Timestamp(rules.year, 12, 31)]
    rows: list[Any] = list(made.itertuples(index=False))
    return [Recheck(row.brand_id, row.recheck_date, row.outcome, row.src, row.note) for row in rows]
