"""Lines of the ledger: which are accepted, and what is doubtful about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from assessment.account.called import category_key
from assessment.account.vouchers import (
    Key,
    duplicate_vouchers,
    is_refund,
    key_of,
    refund_faults,
    refund_origins,
)
from assessment.core.details import detail
from assessment.core.problems import Problem, Problems, problem
from assessment.core.provenance import cell_of
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import conform, empty, file_names, of_year

_LABELS = {"spent_date": "day", "amount_fen": "amount"}


def ledger_status(
    ledger: pd.DataFrame,
    /,
    *,
    rules: Rules,
    earlier: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
) -> Result:
    """Return table `ledger` with every status of the year filled in.

    A status that is there already stays. The others are, by the first that holds: `barred` by
    its category, `late` after the closing date, `unproved` without a voucher number, a date or
    an amount, else `accepted`. Category names match whatever their spaces and a final 费. Money
    paid back (an amount below nought) has the status of the payment with its voucher; without
    one it is judged as any line, but never late.

    Parameters
    ----------
    ledger : DataFrame
        Table `ledger`.
    rules : Rules
        The year's rules.
    earlier : DataFrame, optional
        Table `ledger` of other years: a voucher used there is used twice here.
    sources : DataFrame, optional
        Table `sources`, of the other years as well, so that problems name files.

    Returns
    -------
    Result
        Table `ledger`.

    Problems
    --------
    ledger.barred, ledger.after-closing, ledger.before-year, ledger.no-voucher,
    ledger.category-unknown, ledger.category-missing,
    ledger.line-incomplete, voucher.duplicate, refund.unmatched, refund.above-payment

    Raises
    ------
    ValueError
        When a column is missing.

    Source
    ------
    Rules section `[budget]`.
    """
    mine = of_year(ledger, "ledger", rules.year).sort_values(["project_id", "line_no"])
    others = empty("ledger") if earlier is None else earlier[earlier["year"] < rules.year]
    judge = _Judge(rules, refund_origins(mine))
    files = file_names(sources)
    found = [
        *judge.left_out(mine[mine["status"].isna()], files),
        *judge.unknown_categories(mine, files),
        *_incomplete(mine, files),
        *duplicate_vouchers(mine, others, files),
        *refund_faults(mine, files),
    ]
    status = [judge.status(row) for row in ledger.itertuples()]
    return Result({"ledger": conform(ledger.assign(status=status), "ledger")}, Problems(found))


class _Judge:
    """The rules of one year's budget, set upon lines of the ledger."""

    def __init__(self, rules: Rules, origins: Mapping[Key, Any]) -> None:
        self._year, self._budget, self._origins = rules.year, rules.budget, origins
        self._closing = pd.Timestamp(rules.budget.closing_date)
        self._barred = {category_key(word) for word in rules.budget.barred}

    def status(self, row: Any) -> Any:
        """Return the status of a line; those of other years and those given stay."""
        if row.year != self._year or not pd.isna(row.status):
            return row.status
        origin = self._origins.get(key_of(row)) if is_refund(row) else None
        if origin is not None:
            return self.status(origin)
        if category_key(row.category) in self._barred:
            return "barred"
        if self._is_late(row):
            return "late"
        needed: tuple[Any, ...] = (row.voucher_no, row.spent_date, row.amount_fen)
        return "unproved" if any(pd.isna(value) for value in needed) else "accepted"

    def _is_late(self, row: Any) -> bool:
        if pd.isna(row.spent_date) or is_refund(row):
            return False
        return bool(row.spent_date > self._closing)

    def left_out(self, lines: pd.DataFrame, files: Mapping[str, str]) -> Iterator[Problem]:
        """Yield why a line does not count, but for what `_incomplete` tells."""
        rows: list[Any] = list(lines.itertuples())
        for row in rows:
            status = self.status(row)
            if is_refund(row) and key_of(row) in self._origins:
                continue
            if not pd.isna(row.spent_date) and row.spent_date.year < self._year:
                early = {"actual": _day(row.spent_date), "expected": str(self._year)}
                yield _fault("ledger.before-year", row, files, column="spent_date", **early)
            if status == "barred":
                barred = {"actual": str(row.category), "expected": "、".join(self._budget.barred)}
                yield _fault("ledger.barred", row, files, column="category", **barred)
            elif status == "late":
                days = {"actual": _day(row.spent_date), "expected": _day(self._closing)}
                yield _fault("ledger.after-closing", row, files, column="spent_date", **days)
            elif status == "unproved" and pd.isna(row.voucher_no):
                yield _fault("ledger.no-voucher", row, files, column="voucher_no")

    def unknown_categories(
        self, lines: pd.DataFrame, files: Mapping[str, str]
    ) -> Iterator[Problem]:
        """Yield the lines whose category the rules neither admit nor bar."""
        known = self._barred | {category_key(word) for word in self._budget.categories}
        expected = "、".join(self._budget.categories)
        rows: list[Any] = list(lines.itertuples())
        for row in rows:
            if category_key(row.category) not in known:
                actual = "" if pd.isna(row.category) else str(row.category)
                code = "ledger.category-unknown" if actual else "ledger.category-missing"
                yield _fault(code, row, files, actual=actual, expected=expected)


def _day(day: Any) -> str:
    return f"{day:%Y-%m-%d}"


def _fault(code: str, row: Any, files: Mapping[str, str], **texts: str) -> Problem:
    return problem(code, cell_of(row.src, files), table="ledger", **texts)


def _incomplete(lines: pd.DataFrame, files: Mapping[str, str]) -> Iterator[Problem]:
    rows: list[Any] = list(lines.itertuples())
    for row in rows:
        missing = _missing(row)
        if missing:
            yield _fault("ledger.line-incomplete", row, files, actual="、".join(missing))


def _missing(row: Any) -> list[str]:
    return [detail(label) for name, label in _LABELS.items() if pd.isna(getattr(row, name))]
