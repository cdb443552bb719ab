"""What other rules would give on a year's data: shown, and never stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assessment.core.rules import Rules
from assessment.pipeline.rulebook import rank_again
from assessment.pipeline.year import EarlierYear, Tables, YearRun, choose, joint_tables

if TYPE_CHECKING:
    from pandas import DataFrame

    from assessment.report.meeting import Page


def try_scoring(
    tables: Tables,
    rules: Rules,
    /,
    *,
    round: str = "assessment",
    weights: Mapping[str, int] | None = None,
    trim: str | None = None,
    convert: str | None = None,
) -> DataFrame:
    """Return the places of a round as they are, and as other weights and methods would have them.

    Columns as of `score.other_rules.moves`, with unit and project; by the rank of the trial.

    Parameters
    ----------
    tables : mapping
        The year's tables as `run_year` gives them.
    rules : Rules
        The year's rules.
    round, weights, trim, convert
        As for `score.trial_rules.trial_rules`.

    Raises
    ------
    ValueError
        When weights or options cannot be.
    """
    from decimal import Decimal

    from assessment.report.wording import with_names
    from assessment.score.other_rules import Applied, moves
    from assessment.score.trial_rules import trial_rules

    tried = trial_rules(rules, round=round, weights=weights, trim=trim, convert=convert)
    applied = Applied(tried, round, (), Decimal(100))
    moved = moves(tables["standings"], rank_again(tables, tried), applied=applied)
    named = with_names(moved.assign(year=rules.year), tables["applications"], tables["colleges"])
    return named.sort_values(["rank_after", "rank_before"], ignore_index=True)


def try_choice(
    tables: Tables,
    rules: Rules,
    /,
    *,
    earlier: Sequence[EarlierYear],
    n_projects: int,
    n_per_college: int,
    prefers_unfunded: bool,
) -> Page:
    """Return the page of the meeting as other limits of the choice would have it.

    Parameters
    ----------
    tables : mapping
        The year's tables as `run_year` gives them.
    rules : Rules
        The year's rules.
    earlier : sequence of EarlierYear
        The programme's years before it.
    n_projects, n_per_college : int
        How many projects are selected, and most of one college; at least 1. The budget allows
        so many grants.
    prefers_unfunded : bool
        Whether colleges never funded go first.
    """
    from assessment.report.meeting import meeting_page

    selection = rules.selection.model_copy(
        update={
            "min_projects": n_projects,
            "max_projects": n_projects,
            "budget_yuan": n_projects * rules.selection.grant_yuan,
            "max_selected_per_college": n_per_college,
            "prefer_unfunded_colleges": prefers_unfunded,
        }
    )
    tried = rules.model_copy(update={"selection": selection})
    run = YearRun(tried, earlier, dict(tables))
    choose(run)
    return meeting_page(joint_tables(run.tables, earlier=earlier), rules=tried)
