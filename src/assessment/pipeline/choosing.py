"""The choice of projects, wired: what was decided, what the rules propose, what is covered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assessment.core.result import Result
from assessment.core.rules import Rules

if TYPE_CHECKING:
    from pandas import DataFrame

    from assessment.pipeline.year import Tables


def chosen(tables: Tables, joint: Tables, earlier: Sequence[Tables], *, rules: Rules) -> Result:
    """Return the committee's choice beside the points and the rules' proposal, and the frontier.

    Parameters
    ----------
    tables : mapping
        The year's tables.
    joint : mapping
        `applications` of this year and the programme's years before it.
    earlier : sequence of mapping
        The tables of each earlier year.
    rules : Rules
        The year's rules.
    """
    from assessment.plan.proposals import propose
    from assessment.plan.record import selection

    before = [funded(one) for one in earlier]
    covered = frozenset(theme for one in before for theme in one["theme_code"].dropna())
    record = selection(
        tables["applications"],
        tables["standings"],
        tables["decisions"],
        rules=rules,
        covered=covered,
        sources=tables["sources"],
    )
    proposed = propose(
        joint["applications"],
        tables["standings"],
        record.tables["selection"],
        rules=rules,
        covered=covered,
        funded_colleges=frozenset(code for one in before for code in one["college_code"]),
    )
    return Result(proposed.tables, record.problems + proposed.problems, proposed.facts)


def funded(tables: Tables) -> DataFrame:
    """Return the applications of a year that were selected."""
    from assessment.core.decided import selected

    ids = selected(tables["decisions"])["project_id"]
    applications = tables["applications"]
    return applications[applications["project_id"].isin(ids)]
