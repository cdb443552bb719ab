"""Lines of the ledger: which are accepted, and what is doubtful about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from assessment.core.details import detail
from assessment.core.problems import Problem, Problems, problem
from assessment.core.provenance import cell_of
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import conform, file_names, of_year
from assessment.core.text import match_key

_LABELS = {"spent_date": "day", "amount_fen": "amount"}


def ledger_status(
    ledger: pd.DataFrame, /, *, rules: Rules, sources: pd.DataFrame | None = None
) -> Result:
    """Return table `ledger` with every status of the year filled in.

    A status that is there already stays. The others are, by the first that holds: `barred` by
    its category, `late` after the closing date, `unproved` without a voucher number, a date or
    an amount, else `accepted`. Category names match whatever their spaces and a final 费.

    Parameters
    ----------
    ledger : DataFrame
        Table `ledger`.
    rules : Rules
        The year's rules.
    sources : DataFrame, optional
        Table `sources`, so that problems name files.

    Returns
    -------
    Result
        Table `ledger`.

    Problems
    --------
    ledger.category-unknown, ledger.line-incomplete, voucher.duplicate

    Raises
    ------
    ValueError
        When a column is missing.

    Source
    ------
    Rules section `[budget]`.
    """
    mine = of_year(ledger, "ledger", rules.year).sort_values(["project_id", "line_no"])
    barred, known = (_names(words) for words in (rules.budget.barred, rules.budget.categories))
    status = [_status(row, barred, rules) for row in ledger.itertuples()]
    files = file_names(sources)
    found = [
        *_unknown_categories(mine, barred | known, rules, files),
        *_incomplete(mine, files),
        *_duplicate_vouchers(mine, files),
    ]
    table = conform(ledger.assign(status=status), "ledger")
    return Result({"ledger": table}, Problems(found))


def _names(words: tuple[str, ...]) -> set[str]:
    return {category_key(word) for word in words}


def category_key(word: Any) -> str:
    """Return what two spellings of a category share.

    Examples
    --------
    >>> category_key("宣传 制作费") == category_key("宣传制作")
    True
    """
    return "" if pd.isna(word) else match_key(word).removesuffix("费")


def _status(row: Any, barred: set[str], rules: Rules) -> Any:
    if row.year != rules.year or not pd.isna(row.status):
        return row.status
    if category_key(row.category) in barred:
        return "barred"
    if not pd.isna(row.spent_date) and row.spent_date > pd.Timestamp(rules.budget.closing_date):
        return "late"
    needed: tuple[Any, ...] = (row.voucher_no, row.spent_date, row.amount_fen)
    return "unproved" if any(pd.isna(value) for value in needed) else "accepted"


def _fault(code: str, row: Any, files: Mapping[str, str], **texts: str) -> Problem:
    return problem(code, cell_of(row.src, files), table="ledger", **texts)


def _unknown_categories(
    lines: pd.DataFrame, known: set[str], rules: Rules, files: Mapping[str, str]
) -> Iterator[Problem]:
    expected = "、".join(rules.budget.categories)
    rows: list[Any] = list(lines.itertuples())
    for row in rows:
        if category_key(row.category) not in known:
            actual = "" if pd.isna(row.category) else str(row.category)
            yield _fault("ledger.category-unknown", row, files, actual=actual, expected=expected)


def _incomplete(lines: pd.DataFrame, files: Mapping[str, str]) -> Iterator[Problem]:
    for row in lines.itertuples():
        missing = _missing(row)
        if missing:
            yield _fault("ledger.line-incomplete", row, files, actual="、".join(missing))


def _missing(row: Any) -> list[str]:
    return [detail(label) for name, label in _LABELS.items() if pd.isna(getattr(row, name))]


def _duplicate_vouchers(lines: pd.DataFrame, files: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each line whose voucher an earlier line used, in any project."""
    first: dict[str, Any] = {}
    for row in lines[lines["voucher_no"].notna()].itertuples():
        voucher = str(row.voucher_no)
        earlier = first.setdefault(match_key(voucher), row)
        if earlier is not row:
            place = (
                str(cell_of(earlier.src, files)) or f"{earlier.project_id} 第{earlier.line_no}行"
            )
            yield _fault("voucher.duplicate", row, files, actual=voucher, expected=place)
