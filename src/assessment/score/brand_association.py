"""Whether colleges with a good brand result also have good base points: numbers, no causes."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd

from assessment.core.exact import read_fraction
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import conform, of_year, table_of
from assessment.score.association import STATISTICS, Pairs, chance, interval, pairs_of

# With fewer units any coefficient may come from any order.
FEWEST = 4
_MEASURES = ("value", "low", "high", "p_share")


@dataclass(frozen=True, slots=True)
class Unit:
    """A college of one evaluation that has both: base points, and the result of its brand."""

    year: int
    college_code: str
    base: float
    result: Fraction


def bonus_association(
    red_flag: pd.DataFrame,
    standings: pd.DataFrame,
    applications: pd.DataFrame,
    /,
    *,
    rules: Sequence[Rules],
    draws: int = 4999,
    seed: int,
    level: float = 0.95,
) -> Result:
    """Return how far the orders by base points and by brand result agree, per year and pooled.

    The brand result of a college is the exact total of its best project in the assessment that
    the evaluation counts. Looked at are the candidates that have base points and a brand result,
    vetoed ones too; a college without a project there has no result and is left out, which the
    numbers of units tell. Pooled are all evaluations so far, and only colleges of the same year
    are compared with each other; a college stands in it once a year, so its years are not
    independent and the pooled interval and p are rather too small.

    `p_share` is the share of orders dealt by chance, within each year, that are as far from 0;
    all of them when there are at most `draws`. Values are missing below four units, and where
    all base points or all results are equal; intervals also for a coefficient of 1 or −1.

    Parameters
    ----------
    red_flag, standings, applications : DataFrame
        Tables of those names, all years joined.
    rules : sequence of Rules
        The rules of the years so far; the last is the year looked at.
    draws, seed : int
        How many orders are dealt at random, and from which seed.
    level : float
        Level of the interval.

    Returns
    -------
    Result
        Table `bonus_association`: this year (`scope` `year`), and with earlier ones (`pooled`).

    Raises
    ------
    ValueError
        When a table is not as its specification says, or `draws` is below 1.

    Source
    ------
    Daniels 1944 (one formula for rho and tau); Bonett & Wright 2000 (intervals).
    """
    tables = conform(standings, "standings"), conform(applications, "applications")
    by_year = {one.year: _units(red_flag, *tables, one) for one in rules}
    scopes = {"year": by_year[rules[-1].year]}
    if sum(bool(units) for units in by_year.values()) > 1:
        scopes["pooled"] = [unit for units in by_year.values() for unit in units]
    key = {"year": rules[-1].year}
    rows = [
        key | {"scope": scope} | row
        for scope, units in scopes.items()
        if units
        for row in _rows(units, draws=draws, seed=seed, level=level)
    ]
    return Result({"bonus_association": table_of(rows, "bonus_association")})


def _units(
    red_flag: pd.DataFrame, standings: pd.DataFrame, applications: pd.DataFrame, rules: Rules
) -> list[Unit]:
    best = _best_results(standings, applications, rules.red_flag.counts_results_of)
    mine = of_year(red_flag, "red_flag", rules.year)
    has_base = mine["is_candidate"] & mine["base_points"].notna()
    rows: list[Any] = list(mine[has_base].itertuples(index=False))
    return [
        Unit(rules.year, row.college_code, row.base_points, best[row.college_code])
        for row in rows
        if row.college_code in best
    ]


def _best_results(
    standings: pd.DataFrame, applications: pd.DataFrame, year: int | None
) -> dict[str, Fraction]:
    is_counted = (standings["round"] == "assessment") & (standings["status"] == "final")
    # No year is 0: without a counted year nothing is found.
    counted = standings[is_counted & (standings["year"] == (year or 0))]
    owners = applications[["year", "project_id", "college_code"]]
    frame = counted.merge(owners, on=["year", "project_id"], validate="one_to_one")
    best: dict[str, Fraction] = {}
    for college, text in zip(frame["college_code"], frame["total_exact"], strict=True):
        total = read_fraction(text)
        best[college] = max(total, best.get(college, total))
    return best


def _rows(
    units: Sequence[Unit], *, draws: int, seed: int, level: float
) -> Iterator[dict[str, Any]]:
    years = [unit.year for unit in units]
    base, results = [unit.base for unit in units], [unit.result for unit in units]
    counts = {
        "n_years": len(set(years)),
        "n_colleges": len({unit.college_code for unit in units}),
        "n_units": len(units),
    }
    for statistic in STATISTICS:
        pairs = pairs_of(base, results, years, statistic)
        told = dict.fromkeys(_MEASURES) | {"statistic": statistic, "n_orders": 0} | counts
        if len(units) >= FEWEST and not math.isnan(pairs.value):
            told |= _measured(pairs, statistic, level) | _by_chance(pairs, draws, seed)
        yield told


def _measured(pairs: Pairs, statistic: str, level: float) -> dict[str, Any]:
    low, high = interval(pairs.value, pairs.sizes, statistic, level=level)
    ends = {} if math.isnan(low) else {"low": low, "high": high}
    return {"value": pairs.value} | ends


def _by_chance(pairs: Pairs, draws: int, seed: int) -> dict[str, Any]:
    found = chance(pairs, draws=draws, seed=seed)
    return {"p_share": found.share, "n_orders": found.n_orders}
