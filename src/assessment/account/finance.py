"""报销单号 of the ledgers against what the finance office paid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from assessment.account.vouchers import yuan
from assessment.core.problems import Problem, Problems, problem
from assessment.core.provenance import cell_of
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.spelling import match_key
from assessment.core.tables import file_names, of_year, table_of


def finance_match(
    ledger: pd.DataFrame,
    finance: pd.DataFrame,
    /,
    *,
    rules: Rules,
    sources: pd.DataFrame | None = None,
) -> Result:
    """Return, for each 报销单号, what the ledgers claim under it and what was paid, in fen.

    All lines of a number are summed over all projects, whatever their status: finance paid or
    refused before the rules of the grant were asked. `outcome` is `agrees`, `differs`, `unread`
    (an amount on one side could not be read), `not_paid` (the list lacks it) or `not_claimed`
    (no ledger has it). Without a list of the year the table is empty and nothing is told.

    Parameters
    ----------
    ledger, finance : DataFrame
        Tables of those names.
    rules : Rules
        The year's rules.
    sources : DataFrame, optional
        Table `sources`, so that problems name files.

    Returns
    -------
    Result
        Table `finance_match`.

    Problems
    --------
    finance.differs, finance.not-paid, finance.not-claimed, finance.no-number

    Raises
    ------
    ValueError
        When a column is missing.

    Source
    ------
    An auditor wants finance's 报销单号 beside every line.
    """
    lines = of_year(ledger, "ledger", rules.year).sort_values(["project_id", "line_no"])
    paid = of_year(finance, "finance", rules.year)
    if paid.empty:
        return Result({"finance_match": table_of((), "finance_match")})
    claimed, given = _by_number(lines), _by_number(paid)
    rows = [
        _row(rules.year, claimed.get(key, []), given.get(key, []))
        for key in sorted({*claimed, *given})
    ]
    files = file_names(sources)
    found = [
        *_differences(rows, claimed, given, files),
        *_without_number(lines, files),
    ]
    return Result({"finance_match": table_of(rows, "finance_match")}, Problems(found))


def _by_number(frame: pd.DataFrame) -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = {}
    rows: list[Any] = list(frame[frame["reimbursement_no"].notna()].itertuples())
    for row in rows:
        groups.setdefault(match_key(row.reimbursement_no), []).append(row)
    return groups


def _sum(rows: Sequence[Any], column: str) -> int | None:
    amounts = [getattr(row, column) for row in rows]
    if not rows or any(pd.isna(fen) for fen in amounts):
        return None
    return sum(int(fen) for fen in amounts)


def _row(year: int, claims: Sequence[Any], payments: Sequence[Any]) -> dict[str, Any]:
    claimed, paid = _sum(claims, "amount_fen"), _sum(payments, "paid_fen")
    return {
        "year": year,
        "reimbursement_no": (claims or payments)[0].reimbursement_no,
        "claimed_fen": claimed,
        "paid_fen": paid,
        "outcome": _outcome(claims, payments, (claimed, paid)),
    }


def _outcome(
    claims: Sequence[Any], payments: Sequence[Any], sums: tuple[int | None, int | None]
) -> str:
    if not payments:
        return "not_paid"
    if not claims:
        return "not_claimed"
    if None in sums:
        return "unread"
    return "agrees" if sums[0] == sums[1] else "differs"


def _differences(
    rows: Sequence[dict[str, Any]],
    claimed: Mapping[str, Sequence[Any]],
    given: Mapping[str, Sequence[Any]],
    files: Mapping[str, str],
) -> Iterator[Problem]:
    for row in rows:
        key, number = match_key(row["reimbursement_no"]), str(row["reimbursement_no"])
        if row["outcome"] == "differs":
            paid = f"{yuan(row['paid_fen'])}（{cell_of(given[key][0].src, files)}）"
            yield problem(
                "finance.differs", cell_of(claimed[key][0].src, files), table="ledger",
                column=number, actual=yuan(row["claimed_fen"]), expected=paid,
            )  # fmt: skip
        elif row["outcome"] == "not_paid":
            yield problem("finance.not-paid", cell_of(claimed[key][0].src, files), table="ledger",
                          column="reimbursement_no", actual=number)  # fmt: skip
        elif row["outcome"] == "not_claimed":
            yield problem("finance.not-claimed", cell_of(given[key][0].src, files),
                          table="finance", column="reimbursement_no", actual=number)  # fmt: skip


def _without_number(lines: pd.DataFrame, files: Mapping[str, str]) -> Iterator[Problem]:
    """Yield one notice a project: which of its lines bear no 报销单号."""
    for _, mine in lines[lines["reimbursement_no"].isna()].groupby("project_id"):
        numbers = "、".join(str(n) for n in mine["line_no"])
        yield problem("finance.no-number", cell_of(mine["src"].iloc[0], files), table="ledger",
                      column="reimbursement_no", actual=numbers)  # fmt: skip
