"""What of each instalment of a grant was paid out, and whether its condition was met."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from assessment.account.called import project_names
from assessment.account.vouchers import yuan
from assessment.core.details import detail
from assessment.core.problems import Problem, Problems, problem
from assessment.core.provenance import cell_of
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import file_names, of_year, table_of

Key = tuple[str, int]
# Names of projects, and of files by source.
Known = tuple[Mapping[str, str], Mapping[str, str]]


def instalments(
    grants: pd.DataFrame,
    payments: pd.DataFrame,
    /,
    *,
    rules: Rules,
    applications: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
) -> Result:
    """Return each instalment of the year's grants with what was paid of it, in fen.

    `state` is `unpaid`, `part`, `paid` or `over`; money paid back is a negative payment.
    `is_met` tells whether the condition was met as the register has it: `False` where any payment
    says no, `<NA>` where none says anything. A payment of an instalment nobody granted is told
    and stands in `payments` alone.

    Parameters
    ----------
    grants, payments : DataFrame
        Tables of those names.
    rules : Rules
        The year's rules.
    applications, sources : DataFrame, optional
        Tables of those names, so that problems name projects and files.

    Returns
    -------
    Result
        Table `instalments`. Facts: `granted_fen`, `paid_fen` of all instalments.

    Problems
    --------
    payment.no-grant, payment.over-instalment, payment.condition-unmet

    Raises
    ------
    ValueError
        When a column is missing.

    Source
    ------
    Rules section `[selection]`, `instalments`; register sheet 拨款登记.
    """
    due: list[Any] = list(of_year(grants, "grants", rules.year).itertuples(index=False))
    registered = of_year(payments, "payments", rules.year)
    paid: list[Any] = list(registered.sort_values(["project_id", "payment_no"]).itertuples())
    lines: dict[Key, list[Any]] = {(row.project_id, row.instalment): [] for row in due}
    strays: list[Any] = []
    for row in paid:
        lines.get((row.project_id, row.instalment), strays).append(row)
    rows = [_instalment(row, lines[row.project_id, row.instalment]) for row in due]
    known = project_names(applications), file_names(sources)
    found = [*(_fault("payment.no-grant", row, known) for row in strays),
             *_wrong(rows, lines, known)]  # fmt: skip
    table = table_of(rows, "instalments")
    facts = {name: int(table[name].sum()) for name in ("granted_fen", "paid_fen")}
    return Result({"instalments": table}, Problems(found), facts)


def _instalment(grant: Any, lines: Sequence[Any]) -> dict[str, Any]:
    granted, paid = int(grant.granted_fen), sum(int(line.paid_fen) for line in lines)
    days = [line.paid_date for line in lines if not pd.isna(line.paid_date)]
    said = [bool(line.is_met) for line in lines if not pd.isna(line.is_met)]
    return {
        "year": grant.year,
        "project_id": grant.project_id,
        "instalment": grant.instalment,
        "granted_fen": granted,
        "due_date": grant.due_date,
        "condition": grant.condition,
        "paid_fen": paid,
        "paid_date": max(days, default=None),
        "is_met": all(said) if said else None,
        "left_fen": granted - paid,
        "state": state_of(paid, granted),
    }


def state_of(paid_fen: int, granted_fen: int) -> str:
    """Return `unpaid`, `part`, `paid` or `over`.

    Examples
    --------
    >>> [state_of(fen, 3000) for fen in (0, 1, 3000, 3001)]
    ['unpaid', 'part', 'paid', 'over']
    """
    if paid_fen > granted_fen:
        return "over"
    if paid_fen == granted_fen:
        return "paid"
    return "part" if paid_fen > 0 else "unpaid"


def _wrong(
    rows: Sequence[Mapping[str, Any]], lines: Mapping[Key, Sequence[Any]], known: Known
) -> Iterator[Problem]:
    """Yield what is wrong with payments that belong to an instalment."""
    for row in rows:
        mine = lines[row["project_id"], row["instalment"]]
        paid = yuan(row["paid_fen"])
        if row["state"] == "over":
            told = detail("paid_of", paid=paid, granted=yuan(row["granted_fen"]))
            yield _fault("payment.over-instalment", mine[-1], known, told)
        if row["state"] != "unpaid" and row["is_met"] is False:
            refused = next(line for line in mine if not pd.isna(line.is_met) and not line.is_met)
            yield _fault("payment.condition-unmet", refused, known, paid)


def _fault(code: str, line: Any, known: Known, expected: str = "") -> Problem:
    names, files = known
    named = detail(
        "instalment_of", n=line.instalment, name=names.get(line.project_id, line.project_id)
    )
    return problem(code, cell_of(line.src, files), table="payments", column="paid_fen",
                   actual=named, expected=expected)  # fmt: skip
