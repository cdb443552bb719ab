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
from assessment.plan.hindsight import best_years, n_totals
from assessment.plan.selection import read_applicants
from assessment.plan.sets import Applicant, Limits

# So many totals take some 300 MB.
_MOST_TOTALS = 8_000_000


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
        """What a set of this year keeps to; themes are counted over all years."""
        own = limits_of(self.rules, n_open=0, years_left=0)
        return replace(own, most=min(own.most, len(self.applicants)))


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
        Table `hindsight`, empty where a year has nothing to choose from, where there are more
        themes (fourteen) or candidates (thousands a year) than can be reckoned with, or where
        no plan keeps to all limits.

    Source
    ------
    Rules sections `[programme]`, `[selection]`, `[[theme]]`; `best_years`.
    """
    themes = _offered(years)
    limits, offered = [year.limits for year in years], [year.applicants for year in years]
    is_small = n_totals(offered, len(themes), limits) <= _MOST_TOTALS
    plan = best_years(offered, themes, limits) if all(offered) and years and is_small else None
    if plan is None:
        return Result({"hindsight": empty("hindsight")})
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
