"""What each project planned to spend and what it spent, category by category."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import pandas as pd

from assessment.account.called import category_key, category_names
from assessment.core.problems import Problem, Problems, problem
from assessment.core.provenance import cell_of
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import file_names, of_year, table_of


def budget_spending(
    budget_plan: pd.DataFrame,
    ledger: pd.DataFrame,
    /,
    *,
    rules: Rules,
    funded: Collection[str] | None = None,
    sources: pd.DataFrame | None = None,
) -> Result:
    """Return the planned and the accepted spending of projects by category, in fen.

    A category stands when the project planned it or spent on it; spellings that differ by spaces
    or a final 费 are one category, named as the rules name it, else as the plan or the ledger
    does. `planned_fen` is 0 for a category outside the plan, missing when the project has no
    plan on file or the planned amount could not be read. Spending without a category is 未注明.

    Parameters
    ----------
    budget_plan : DataFrame
        Table `budget_plan`.
    ledger : DataFrame
        Table `ledger` with its statuses (see `ledger_status`).
    rules : Rules
        The year's rules.
    funded : collection of str, optional
        Ids of projects with a grant: what others planned is compared with nothing, unless they
        spent. Without it every plan stands.
    sources : DataFrame, optional
        Table `sources`, so that problems name files.

    Returns
    -------
    Result
        Table `budget_spending`.

    Problems
    --------
    budget.unplanned-category

    Raises
    ------
    ValueError
        When a column is missing or a ledger line of the year has no status.

    Source
    ------
    Rules section `[budget]`; the budget lines of the application form (预算科目).
    """
    lines = of_year(ledger, "ledger", rules.year)
    plan = _keyed(of_year(budget_plan, "budget_plan", rules.year))
    if funded is not None:
        plan = plan[plan["project_id"].isin({*funded, *lines["project_id"]})]
    if lines["status"].isna().any():
        raise ValueError("ledger.status is missing: fill it with ledger_status first")
    spent = _keyed(lines[lines["status"] == "accepted"]).sort_values(["project_id", "line_no"])
    planned = _sums(plan, "planned_fen", min_count=None)
    paid = _sums(spent, "amount_fen", min_count=0)
    names = category_names(rules, plan, spent)
    planners = {project for project, _ in planned}
    rows = [
        {
            "year": rules.year,
            "project_id": project,
            "category": names[key],
            "planned_fen": planned.get((project, key), 0 if project in planners else pd.NA),
            "spent_fen": paid.get((project, key), 0),
        }
        for project, key in sorted({*planned, *paid})
    ]
    table = table_of(rows, "budget_spending")
    return Result({"budget_spending": table}, Problems(_unplanned(plan, spent, names, sources)))


def _keyed(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(key=[category_key(word) for word in frame["category"]])


def _sums(frame: pd.DataFrame, column: str, *, min_count: int | None) -> dict[Any, Any]:
    """Return the sum by project and category; with no `min_count` one unknown makes it unknown."""
    groups = frame.groupby(["project_id", "key"])[column]
    if min_count is None:
        return {name: values.sum(skipna=False) for name, values in groups}
    return {name: values.sum(min_count=min_count) for name, values in groups}


def _unplanned(
    plan: pd.DataFrame,
    spent: pd.DataFrame,
    names: Mapping[str, str],
    sources: pd.DataFrame | None,
) -> Iterator[Problem]:
    """Yield a notice for the first line of each category outside a project's own plan."""
    files = file_names(sources)
    plans = {
        project: list(dict.fromkeys(keys)) for project, keys in plan.groupby("project_id")["key"]
    }
    rows: list[Any] = list(spent.drop_duplicates(["project_id", "key"]).itertuples(index=False))
    for row in rows:
        if row.key and row.key not in plans.get(row.project_id, [row.key]):
            expected = "、".join(names[key] for key in plans[row.project_id])
            yield problem(
                "budget.unplanned-category", cell_of(row.src, files), table="ledger",
                column="category", actual=names[row.key], expected=expected,
            )  # fmt: skip
