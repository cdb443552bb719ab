"""What a college's brands bring it in the Red Flag evaluation of a later year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd

from assessment.core.exact import exact
from assessment.core.result import Result
from assessment.core.rule_sections import RedFlag
from assessment.core.rules import Rules
from assessment.core.tables import conform, table_of


@dataclass(frozen=True, slots=True)
class Honour:
    """What a college's brands bring: points up to the cap, the sum before it, commendation.

    `is_revoked` tells that a brand would have brought points, had it not been revoked since.
    """

    bonus: Fraction = Fraction(0)
    uncapped: Fraction = Fraction(0)
    is_commended: bool = False
    is_revoked: bool = False


def brand_bonuses(
    standings: pd.DataFrame,
    applications: pd.DataFrame,
    brands: pd.DataFrame,
    /,
    *,
    rules: Rules,
) -> Result:
    """Return what each project of the counted assessment brings its college in the evaluation.

    `bonus_points` is what the rules give for the grade, before the cap on a college's sum; 0 for
    a brand that was revoked since.

    Parameters
    ----------
    standings, applications : DataFrame
        Tables of those names, all years joined; one without columns is empty.
    brands : DataFrame
        Table `brands` as known before this year's assessment.
    rules : Rules
        The year's rules.

    Returns
    -------
    Result
        Table `brand_bonuses`, empty when no results are counted.

    Raises
    ------
    ValueError
        When a table is not as its specification says.

    Source
    ------
    Rules section `[red_flag]`; clause 四、3: the result counts in the yearly evaluation.
    """
    graded = graded_brands(standings, applications, rules=rules)
    given = conform(brands, "brands")
    revoked = set(given.loc[given["state"] == "revoked", "brand_id"])
    rows: list[Any] = list(graded.itertuples(index=False))
    told = [_row(row, row.brand_id in revoked, rules) for row in rows]
    return Result({"brand_bonuses": table_of(told, "brand_bonuses")})


def _row(row: Any, is_revoked: bool, rules: Rules) -> dict[str, Any]:
    worth = rules.red_flag.brand_bonus.get(row.grade, 0)
    return {
        "year": rules.year,
        "project_id": row.project_id,
        "college_code": row.college_code,
        "brand_id": row.brand_id,
        "grade": row.grade,
        "is_revoked": is_revoked,
        "bonus_points": 0.0 if is_revoked else float(worth),
    }


def graded_brands(
    standings: pd.DataFrame, applications: pd.DataFrame, *, rules: Rules
) -> pd.DataFrame:
    """Return year, project_id, college_code, brand_id, grade of the counted, final assessment."""
    standings, applications = (
        conform(standings, "standings"),
        conform(applications, "applications"),
    )
    is_counted = (
        # No year is 0: without a counted year nothing is found.
        (standings["year"] == (rules.red_flag.counts_results_of or 0))
        & (standings["round"] == "assessment")
        & (standings["status"] == "final")
        & standings["grade"].notna()
    )
    columns = ["year", "project_id", "college_code", "brand_id"]
    frame = standings.loc[is_counted, ["year", "project_id", "grade"]].merge(
        applications[columns], on=["year", "project_id"], validate="one_to_one"
    )
    return frame.assign(brand_id=frame["brand_id"].fillna(frame["project_id"]))


def honours(bonuses: pd.DataFrame, section: RedFlag) -> dict[str, Honour]:
    """Return the honour of every college in table `brand_bonuses`.

    A college is commended for a grade among `commend_grades`, also when the brand was revoked
    since: that list tells of the counted year.
    """
    return {
        str(college): _honour(list(rows.itertuples(index=False)), section)
        for college, rows in bonuses.groupby("college_code")
    }


def _honour(rows: Iterable[Any], section: RedFlag) -> Honour:
    rows = list(rows)
    uncapped = sum((exact(row.bonus_points) for row in rows), Fraction(0))
    return Honour(
        bonus=min(uncapped, exact(section.bonus_cap)),
        uncapped=uncapped,
        is_commended=any(row.grade in section.commend_grades for row in rows),
        is_revoked=any(row.is_revoked and section.brand_bonus.get(row.grade) for row in rows),
    )
