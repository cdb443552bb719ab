"""Brands and the Red Flag evaluation, wired, and what the tie between the two means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assessment.core.result import Result
from assessment.core.rules import Rules

if TYPE_CHECKING:
    from pandas import DataFrame

    from assessment.pipeline.year import Tables, YearRun


def honour(run: YearRun) -> None:
    """Keep the register of brands and rank the Red Flag evaluation."""
    from assessment.account.brands import brands
    from assessment.account.red_flag import red_flag
    from assessment.core.tables import empty

    tables, rules = run.tables, run.rules
    known = run.earlier[-1].tables["brands"] if run.earlier else empty("brands")
    joined = {name: run.joined(name) for name in ("applications", "standings", "rechecks")}
    run.take(
        red_flag(
            tables["red_flag_items"],
            joined["standings"],
            joined["applications"],
            known,
            rules=rules,
            decisions=tables["award_decisions"],
            colleges=tables["colleges"],
            sources=tables["sources"],
        )
    )
    run.take(
        brands(
            joined["applications"],
            joined["standings"],
            joined["rechecks"],
            rules=rules,
            rules_by_year={one.year: one for one in run.all_rules},
            sources=run.joined("sources"),
        )
    )
    weighed = {name: run.joined(name) for name in ("red_flag", "applications", "standings")}
    run.take(bonus_tables(weighed, known, rules=run.all_rules))


def bonus_tables(joint: Tables, known: DataFrame, /, *, rules: Sequence[Rules]) -> Result:
    """Return where each bonus comes from, what other caps would give, how the orders agree.

    Parameters
    ----------
    joint : mapping
        `red_flag`, `standings` and `applications` of this year and the programme's before it.
    known : DataFrame
        Table `brands` as known before this year's assessment.
    rules : sequence of Rules
        The rules of the years so far; this year's last.
    """
    from assessment.account.bonus_caps import bonus_caps
    from assessment.account.brand_bonus import brand_bonuses
    from assessment.score.brand_association import bonus_association

    year = rules[-1]
    assessed = joint["standings"], joint["applications"]
    given = brand_bonuses(*assessed, known, rules=year).tables
    caps = bonus_caps(joint["red_flag"], given["brand_bonuses"], rules=year).tables
    # The year as seed: the same inputs give the same tables.
    agreed = bonus_association(joint["red_flag"], *assessed, rules=rules, seed=year.year).tables
    return Result({**given, **caps, **agreed})
