"""The Red Flag evaluation under other caps of the brand bonus, from none to twice the rule's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd

from assessment.account.bonus_turns import Runner, Step, Turn, steps, turns
from assessment.account.brand_bonus import honours
from assessment.account.red_flag_ranks import awarded, places_of
from assessment.core.exact import exact
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import of_year, table_of

TIMES = 2


@dataclass(frozen=True, slots=True)
class _Stage:
    """A step with the outcome for the award: who is awarded, who is tied across the border."""

    step: Step
    inside: frozenset[str]
    tied: frozenset[str]

    def outcome(self, code: str) -> tuple[bool, bool]:
        return code in self.inside, code in self.tied


def bonus_caps(red_flag: pd.DataFrame, bonuses: pd.DataFrame, /, *, rules: Rules) -> Result:
    """Return ranks and awards for every cap of the brand bonus from 0 to twice the rule's.

    Everything else stays as it is: base points, grades, number of places. The caps are cut where
    the order of two colleges turns; those values are exact (sums and differences of the points).
    A step whose `cap_low_points` is its `cap_high_points` is that one cap, any other the caps
    between. A tipping point tells of two colleges: the first `passes` the other (behind below
    the cap, level at it, ahead above it), `joins` it (behind below, level from it on) or `leaves`
    it (level up to it, ahead above). `is_award_changed` says that one of the two is awarded or
    tied across the border on one side of the cap, or at it, and not so on the other.

    Parameters
    ----------
    red_flag, bonuses : DataFrame
        Tables `red_flag` and `brand_bonuses`; other years are passed over.
    rules : Rules
        The year's rules.

    Returns
    -------
    Result
        Tables `bonus_caps` and `bonus_tipping_points`: of the colleges that have a rank.

    Raises
    ------
    ValueError
        When a table is not as its specification says.

    Source
    ------
    Rules section `[red_flag]`, key `bonus_cap`.
    """
    mine = of_year(red_flag, "red_flag", rules.year)
    runners = _runners(mine, bonuses, rules)
    top = TIMES * exact(rules.red_flag.bonus_cap)
    found = turns(runners, top)
    places = places_of(int(mine["is_candidate"].sum()), rules.red_flag)
    stages = [_stage(step, places) for step in steps(runners, found, top)]
    caps = [row for n, stage in enumerate(stages, 1) for row in _rows(n, stage, rules.year)]
    tips = [_tip(one, stages, rules.year) for one in found]
    return Result(
        {
            "bonus_caps": table_of(caps, "bonus_caps"),
            "bonus_tipping_points": table_of(tips, "bonus_tipping_points"),
        }
    )


def _runners(mine: pd.DataFrame, bonuses: pd.DataFrame, rules: Rules) -> dict[str, Runner]:
    given = honours(of_year(bonuses, "brand_bonuses", rules.year), rules.red_flag)
    ranked: list[Any] = list(mine[mine["rank"].notna()].itertuples(index=False))
    none = Fraction(0)
    return {
        row.college_code: Runner(
            exact(row.base_points),
            given[row.college_code].uncapped if row.college_code in given else none,
        )
        for row in ranked
    }


def _stage(step: Step, places: int) -> _Stage:
    inside, tied = awarded(step.ranks, places)
    return _Stage(step, frozenset(inside), frozenset(tied))


def _rows(number: int, stage: _Stage, year: int) -> Iterator[dict[str, Any]]:
    for code, rank in stage.step.ranks.items():
        is_awarded, is_tied = stage.outcome(code)
        yield {
            "year": year,
            "step_no": number,
            "cap_low_points": float(stage.step.low),
            "cap_high_points": float(stage.step.high),
            "college_code": code,
            "rank": rank,
            "is_awarded": is_awarded,
            "is_border_tied": is_tied,
        }


def _tip(turn: Turn, stages: Sequence[_Stage], year: int) -> dict[str, Any]:
    near = [stage for stage in stages if stage.step.low <= turn.cap <= stage.step.high]
    both = (turn.code, turn.other)
    return {
        "year": year,
        "cap_points": float(turn.cap),
        "college_code": turn.code,
        "other_college_code": turn.other,
        "change": turn.change,
        "is_award_changed": any(len({one.outcome(code) for one in near}) > 1 for code in both),
    }
