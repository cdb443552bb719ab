"""What the best choice of all years would have been, beside the choices that were made."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import Any

import pandas as pd

from assessment.core.exact import fraction_text
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import empty, table_of
from assessment.plan.choice import limits_of
from assessment.plan.hindsight import best_years
from assessment.plan.selection import read_applicants
from assessment.plan.sets import MOST_SETS, Applicant, Limits, Sets, most_projects, n_sets

_MOST_THEMES = 12


@dataclass(frozen=True)
class PastYear:
    """A year's candidates as `choose_projects` takes them, its rules, and what was selected."""

    candidates: pd.DataFrame
    rules: Rules
    selected: Collection[str]

    @cached_property
    def applicants(self) -> list[Applicant]:
        """The candidates."""
        return read_applicants(self.candidates)

    @property
    def actual(self) -> list[Applicant]:
        """The candidates that were selected."""
        return [one for one in self.applicants if one.project_id in self.selected]

    @property
    def limits(self) -> Limits:
        """What a set of this year keeps to; themes are counted over all years.

        Points are never below 0, and a set that fits can be filled up to as many projects as any
        set has: only sets of that many need be looked at.
        """
        own = limits_of(self.rules, n_open=0, years_left=0)
        most = min(own.largest, most_projects(self.applicants, own.per_college))
        return replace(own, least=max(own.least, most), most=most)

    @property
    def n_sets(self) -> int:
        """How many sets there are to look at."""
        return n_sets(len(self.applicants), self.limits.least, self.limits.largest)


def look_back(years: Sequence[PastYear], /) -> Result:
    """Return the best sets of all years together, had everything been known, and those chosen.

    Of all ways to choose a set in each year that together cover every required theme that
    anybody offered, the one with the most points. A theme nobody offered could not be covered.

    Parameters
    ----------
    years : sequence of PastYear
        The programme's years in order.

    Returns
    -------
    Result
        Table `hindsight`, empty where a year has nothing to choose from, too many sets to look
        at each, more than twelve themes (of n there are 3ⁿ parts), or no plan keeps to all
        limits.

    Source
    ------
    Rules sections `[programme]`, `[selection]`, `[[theme]]`; `best_years`.
    """
    themes = _offered(years)
    is_small = len(themes) <= _MOST_THEMES and all(0 < year.n_sets <= MOST_SETS for year in years)
    if not years or not is_small:
        return Result({"hindsight": empty("hindsight")})
    limits = [year.limits for year in years]
    sets = [
        Sets(year.applicants, themes, frozenset(), own.least, own.largest)
        for year, own in zip(years, limits, strict=True)
    ]
    best = best_years(sets, limits)
    if best is None:
        return Result({"hindsight": empty("hindsight")})
    plan = [one.members_of(number) for one, number in zip(sets, best, strict=True)]
    actual = [year.actual for year in years]
    rows = list(_rows(years, plan, actual, themes))
    return Result({"hindsight": table_of(rows, "hindsight")})


def _offered(years: Sequence[PastYear]) -> list[str]:
    offered = {one.theme_code for year in years for one in year.applicants}
    return [
        theme.code
        for theme in (years[-1].rules.themes if years else ())
        if theme.required and theme.code in offered
    ]


def _rows(
    years: Sequence[PastYear],
    plan: Sequence[Sequence[Applicant]],
    actual: Sequence[Sequence[Applicant]],
    themes: Sequence[str],
) -> list[dict[str, Any]]:
    news = zip(_new_themes(plan, themes), _new_themes(actual, themes), strict=True)
    return [
        {
            "year": year.rules.year,
            "best_ids": _ids(best),
            "best_points": float(_points(best)),
            "best_exact": fraction_text(_points(best)),
            "best_new": best_new,
            "actual_ids": _ids(chosen),
            "actual_points": float(_points(chosen)),
            "actual_exact": fraction_text(_points(chosen)),
            "actual_new": actual_new,
        }
        for year, best, chosen, (best_new, actual_new) in zip(
            years, plan, actual, news, strict=True
        )
    ]


def _new_themes(plan: Sequence[Sequence[Applicant]], themes: Sequence[str]) -> list[int]:
    open_, counts = set(themes), []
    for chosen in plan:
        new = {one.theme_code for one in chosen} & open_
        counts.append(len(new))
        open_ -= new
    return counts


def _ids(chosen: Sequence[Applicant]) -> str:
    return "、".join(sorted(one.project_id for one in chosen))


def _points(chosen: Sequence[Applicant]) -> Fraction:
    return sum((one.points for one in chosen), Fraction(0))
