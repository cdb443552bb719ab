"""What a project must hand in to be closed (结项), ticked; and how long nothing happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from assessment.account.activity import KINDS
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import of_year, table_of

# No rule says how long a gap may be; two months without an event or a paper are worth a question.
LONG_DAYS = 60


def closing_items(
    project_activity: pd.DataFrame, grants: pd.DataFrame, ledger: pd.DataFrame, /, *, rules: Rules
) -> Result:
    """Return each requirement of closing a project and whether it is met.

    Materials by kind as the rules need them and at least one activity are asked of all projects
    that registered anything or have a grant; lines of the ledger of those with a grant.

    Parameters
    ----------
    project_activity, grants, ledger : DataFrame
        Tables of those names.
    rules : Rules
        The year's rules.

    Returns
    -------
    Result
        Table `closing_items`. Facts: `n_closed` (projects that meet everything), `n_projects`.

    Raises
    ------
    ValueError
        When a table lacks a column.

    Source
    ------
    Rules section `[assessment]`, `materials_needed`; clause 四、2 and 四、3.
    """
    activity = of_year(project_activity, "project_activity", rules.year)
    given = of_year(grants, "grants", rules.year).groupby("project_id")["granted_fen"].sum()
    funded = set(given[given > 0].index)
    lines = of_year(ledger, "ledger", rules.year)["project_id"].value_counts()
    asked: list[Any] = [
        row
        for row in activity.itertuples(index=False)
        if row.project_id in funded or row.n_activities or any(_counts(row).values())
    ]
    rows = [
        {"year": rules.year, "project_id": row.project_id, "requirement": name,
         "needed": needed, "n_items": n, "is_met": n >= needed}
        for row in asked
        for name, needed, n in _asked(row, funded, int(lines.get(row.project_id, 0)), rules)
    ]  # fmt: skip
    table = table_of(rows, "closing_items")
    met = table.groupby("project_id")["is_met"].all()
    facts = {"n_closed": int(met.sum()), "n_projects": len(met)}
    return Result({"closing_items": table}, facts=facts)


def _counts(row: Any) -> dict[str, int]:
    return {kind: int(getattr(row, f"n_{kind}")) for kind in KINDS}


def _asked(
    row: Any, funded: set[str], n_lines: int, rules: Rules
) -> Iterator[tuple[str, int, int]]:
    needs = rules.assessment.materials_needed
    yield "activity", 1, int(row.n_activities)
    for kind, n in _counts(row).items():
        yield kind, int(getattr(needs, kind)), n
    if row.project_id in funded:
        yield "ledger", 1, n_lines


def activity_gaps(activities: pd.DataFrame, materials: pd.DataFrame, /, *, rules: Rules) -> Result:
    """Return the long stretches in which a project held nothing and filed nothing.

    Days are those of activities and the first and last of each kind of material, within the
    implementation period; its first and last day bound the outer gaps. A project without any day
    is not listed: what it lacks stands in `closing_items`.

    Parameters
    ----------
    activities, materials : DataFrame
        Tables of those names.
    rules : Rules
        The year's rules: the calendar.

    Returns
    -------
    Result
        Table `activity_gaps`: gaps of more than `LONG_DAYS` days, from the last day with anything
        to the next.

    Raises
    ------
    ValueError
        When a table lacks a column.

    Source
    ------
    Clause 四、2: materials are filed as it goes.
    """
    held = of_year(activities, "activities", rules.year)
    filed = of_year(materials, "materials", rules.year)
    known = pd.concat(
        [
            frame[["project_id", column]].set_axis(["project_id", "day"], axis=1)
            for frame, column in (
                (held, "held_date"), (filed, "first_date"), (filed, "last_date"),
            )
        ]
    ).dropna()  # fmt: skip
    first, last = (pd.Timestamp(day) for day in rules.calendar.implementation)
    rows = [
        {"year": rules.year, "project_id": project, "first_date": start, "last_date": end,
         "n_days": (end - start).days}
        for project, days in known.groupby("project_id")["day"]
        for start, end in long_gaps([*days], first, last)
    ]  # fmt: skip
    return Result({"activity_gaps": table_of(rows, "activity_gaps")})


def long_gaps(
    days: Sequence[pd.Timestamp], first: pd.Timestamp, last: pd.Timestamp
) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    """Return the gaps of more than `LONG_DAYS` days between the days within a period.

    Examples
    --------
    >>> day = pd.Timestamp
    >>> long_gaps([day(2017, 7, 1)], day(2017, 4, 1), day(2017, 8, 1))
    [(Timestamp('2017-04-01 00:00:00'), Timestamp('2017-07-01 00:00:00'))]
    """
    within = {day for day in days if first <= day <= last}
    marks = sorted({first, *within, last})
    return [(one, other) for one, other in pairwise(marks) if (other - one).days > LONG_DAYS]
