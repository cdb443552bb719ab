"""The choice of projects, wired: what the rules propose, what was decided, what it leads to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assessment.core.result import Result
from assessment.core.rules import Rules

if TYPE_CHECKING:
    from pandas import DataFrame

    from assessment.pipeline.year import EarlierYear, Tables


def chosen(
    tables: Tables, joint: Tables, earlier: Sequence[EarlierYear], *, rules: Rules
) -> Result:
    """Return the rules' proposal, the committee's choice beside it, and what is promised then.

    Parameters
    ----------
    tables : mapping
        The year's tables.
    joint : mapping
        `applications` and `standings` of this year and the programme's years before it.
    earlier : sequence of EarlierYear
        The programme's years before it.
    rules : Rules
        The year's rules.

    Returns
    -------
    Result
        Tables `selection`, `selection_frontier`, `theme_supply`, `promise`, `hindsight`.

    Problems
    --------
    selection.no-set, selection.not-found, selection.within-gap, selection.too-few,
    selection.too-many, selection.no-reason
    """
    from assessment.plan.proposals import Proposals
    from assessment.plan.record import selection

    before = [funded(one.tables) for one in earlier]
    proposals = Proposals(
        joint["applications"],
        joint["standings"],
        rules,
        frozenset(theme for one in before for theme in one["theme_code"].dropna()),
        frozenset(code for one in before for code in one["college_code"]),
    )
    found = proposals.propose()
    record = selection(
        tables["applications"],
        tables["standings"],
        tables["decisions"],
        found.tables["selection"],
        rules=rules,
        sources=tables["sources"],
    )
    beside = proposals.lay_beside(found.tables["selection_frontier"], record.tables["selection"])
    back = _looked_back([*((one.tables, one.rules) for one in earlier), (tables, rules)])
    every = [found, record, beside, back]
    merged = {name: table for one in every for name, table in one.tables.items()}
    return Result(merged, found.problems + record.problems, found.facts)


def _looked_back(years: Sequence[tuple[Tables, Rules]]) -> Result:
    """Look back over the programme once its last year is decided."""
    from assessment.core.decided import selected
    from assessment.core.tables import empty
    from assessment.plan.looking_back import PastYear, look_back
    from assessment.plan.proposals import candidates_of

    chosen = [set(selected(tables["decisions"])["project_id"]) for tables, _ in years]
    rules = years[-1][1]
    if rules.years_left or len(years) < rules.programme.years or not all(chosen):
        return Result({"hindsight": empty("hindsight")})
    return look_back(
        [
            PastYear(
                candidates_of(tables["applications"], tables["standings"], rules=own), own, ids
            )
            for (tables, own), ids in zip(years, chosen, strict=True)
        ]
    )


def funded(tables: Tables) -> DataFrame:
    """Return the applications of a year that were selected."""
    from assessment.core.decided import selected

    ids = selected(tables["decisions"])["project_id"]
    applications = tables["applications"]
    return applications[applications["project_id"].isin(ids)]
