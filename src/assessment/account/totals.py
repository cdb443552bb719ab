"""What was granted and spent in each year of the programme so far."""

from __future__ import annotations

from typing import Any

import pandas as pd

from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import conform, table_of


def budget_years(usage: pd.DataFrame, ledger: pd.DataFrame, /, *, rules: Rules) -> Result:
    """Return the sums of each year of the programme up to the rules' year, in fen.

    `spent_fen` is what projects with a grant spent of it, `unfunded_fen` what projects without
    one handed in, `left_out_fen` what was handed in and not accepted (of readable amounts).

    Parameters
    ----------
    usage, ledger : DataFrame
        Tables `budget_usage` and `ledger` of all those years.
    rules : Rules
        The rules of the last year.

    Returns
    -------
    Result
        Table `budget_years`. Facts: `granted_fen`, `spent_fen`, `left_fen` of all years.

    Raises
    ------
    ValueError
        When a table is not as its specification says.

    Source
    ------
    Rules section `[programme]`: three years, a fixed grant for each project.
    """
    used, lines = conform(usage, "budget_usage"), conform(ledger, "ledger")
    years = range(rules.programme.first_year, rules.year + 1)
    rows = [
        _year(year, used[used["year"] == year], lines[lines["year"] == year])
        for year in years
        if (used["year"] == year).any()
    ]
    table = table_of(rows, "budget_years")
    facts = {name: int(table[name].sum()) for name in ("granted_fen", "spent_fen", "left_fen")}
    return Result({"budget_years": table}, facts=facts)


def _year(year: int, used: pd.DataFrame, lines: pd.DataFrame) -> dict[str, Any]:
    funded = used[used["granted_fen"] > 0]
    granted, spent = int(funded["granted_fen"].sum()), int(funded["spent_fen"].sum())
    left_out = lines.loc[lines["status"] != "accepted", "amount_fen"]
    return {
        "year": year,
        "n_projects": len(funded),
        "granted_fen": granted,
        "spent_fen": spent,
        "left_fen": granted - spent,
        "usage_share": spent / granted if granted else None,
        "unfunded_fen": int(used["spent_fen"].sum()) - spent,
        "left_out_fen": int(left_out.sum()),
    }
