"""What the tie between brands and the Red Flag evaluation means, wired."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assessment.core.result import Result
from assessment.core.rules import Rules

if TYPE_CHECKING:
    from pandas import DataFrame

    from assessment.pipeline.year import Tables


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
