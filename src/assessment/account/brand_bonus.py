"""What a college's brands bring it in the Red Flag evaluation of a later year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from assessment.account.exact import exact
from assessment.core.rule_sections import RedFlag


@dataclass(frozen=True, slots=True)
class Honour:
    """A college's bonus in points, and whether its brands put it on the list of commendations."""

    bonus: Fraction = Fraction(0)
    is_commended: bool = False


def bonus_points(grades: Iterable[str], section: RedFlag) -> Fraction:
    """Return the bonus of the grades of one college's brands, up to the cap.

    Examples
    --------
    >>> section = RedFlag.model_construct(brand_bonus={"优秀": 5, "良好": 3}, bonus_cap=6)
    >>> bonus_points(["优秀", "良好"], section), bonus_points(["不合格"], section)
    (Fraction(6, 1), Fraction(0, 1))
    """
    given = (exact(section.brand_bonus.get(grade, 0)) for grade in grades)
    return min(sum(given, Fraction(0)), exact(section.bonus_cap))


def graded_brands(
    standings: pd.DataFrame, applications: pd.DataFrame, *, year: int
) -> pd.DataFrame:
    """Return project_id, college_code, brand_id and grade of a year's final assessment."""
    is_counted = (
        (standings["year"] == year)
        & (standings["round"] == "assessment")
        & (standings["status"] == "final")
        & standings["grade"].notna()
    )
    columns = ["year", "project_id", "college_code", "brand_id"]
    frame = standings.loc[is_counted, ["year", "project_id", "grade"]].merge(
        applications[columns], on=["year", "project_id"], validate="one_to_one"
    )
    return frame.assign(brand_id=frame["brand_id"].fillna(frame["project_id"]))


def honours(graded: pd.DataFrame, brands: pd.DataFrame, section: RedFlag) -> dict[str, Honour]:
    """Return the honour of every college with a graded project; revoked brands bring no bonus.

    A college is commended for a grade among `commend_grades`, also when the brand was revoked
    since: that list tells of the counted year.
    """
    revoked = set(brands.loc[brands["state"] == "revoked", "brand_id"])
    found = {}
    for college, rows in graded.groupby("college_code"):
        standing = rows.loc[~rows["brand_id"].isin(revoked), "grade"]
        commended = bool(rows["grade"].isin(section.commend_grades).any())
        found[str(college)] = Honour(bonus_points(standing, section), commended)
    return found
