"""What vouchers tell: one used twice, in whatever project or year, and money paid back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from assessment.core.details import detail
from assessment.core.problems import Problem, problem
from assessment.core.provenance import cell_of
from assessment.core.spelling import match_key

_SEVERAL = re.compile("[、，,；;和]")
Key = tuple[str, int]  # project_id, line_no


def key_of(row: Any) -> Key:
    """Return what names a line within its year."""
    return row.project_id, row.line_no


def is_refund(row: Any) -> bool:
    """Tell whether a line is money paid back: an amount below nought."""
    return not pd.isna(row.amount_fen) and row.amount_fen < 0


def refund_origins(lines: pd.DataFrame) -> dict[Key, Any]:
    """Return, for each refund, the first payment of its project with the same voucher."""
    paid: dict[tuple[str, str], Any] = {}
    rows = _with_voucher(lines)
    for row in rows:
        if not is_refund(row):
            paid.setdefault(_voucher(row), row)
    found = {key_of(row): paid.get(_voucher(row)) for row in rows if is_refund(row)}
    return {key: origin for key, origin in found.items() if origin is not None}


def _voucher(row: Any) -> tuple[str, str]:
    return row.project_id, match_key(str(row.voucher_no))


def duplicate_vouchers(
    lines: pd.DataFrame, earlier: pd.DataFrame, files: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield a problem for each line whose voucher an earlier line used, in any project or year.

    A refund bears the voucher of what it pays back and repeats nothing.

    Problems
    --------
    voucher.duplicate
    """
    origins = refund_origins(lines)
    first: dict[str, Any] = {}
    for row in _with_voucher(earlier.sort_values(["year", "project_id", "line_no"])):
        for voucher in _each(row.voucher_no):
            first.setdefault(match_key(voucher), row)
    for row in _with_voucher(lines):
        if key_of(row) in origins:
            continue
        uses = ((one, first.setdefault(match_key(one), row)) for one in _each(row.voucher_no))
        for voucher, used in [(one, used) for one, used in uses if used is not row]:
            texts = {"actual": voucher, "expected": _where(used, files)}
            yield _fault("voucher.duplicate", row, files, column="voucher_no", **texts)


def _each(voucher: str) -> list[str]:
    """Return the numbers of a cell that names several vouchers: A1、A2."""
    return [one for one in _SEVERAL.split(voucher) if one]


def _with_voucher(lines: pd.DataFrame) -> list[Any]:
    return list(lines[lines["voucher_no"].notna()].itertuples())


def _fault(code: str, row: Any, files: Mapping[str, str], **texts: str) -> Problem:
    return problem(code, cell_of(row.src, files), table="ledger", **texts)


def _where(row: Any, files: Mapping[str, str]) -> str:
    place = cell_of(row.src, files)
    return (
        str(place)
        if place.file
        else detail("ledger_line", project=row.project_id, line=row.line_no)
    )


def refund_faults(lines: pd.DataFrame, files: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for refunds of nothing known and for those above what was paid.

    Problems
    --------
    refund.unmatched, refund.above-payment
    """
    origins = refund_origins(lines)
    back: dict[Key, int] = defaultdict(int)
    refunds: list[Any] = [row for row in lines.itertuples() if is_refund(row)]
    for row in refunds:
        origin, amount = origins.get(key_of(row)), {"actual": yuan(row.amount_fen)}
        if origin is None:
            yield _fault("refund.unmatched", row, files, column="amount_fen", **amount)
            continue
        back[key_of(origin)] -= int(row.amount_fen)
        paid = 0 if pd.isna(origin.amount_fen) else int(origin.amount_fen)
        if back[key_of(origin)] > paid:
            texts = {"actual": yuan(back[key_of(origin)]), "expected": yuan(paid)}
            yield _fault("refund.above-payment", row, files, column="amount_fen", **texts)


def yuan(fen: int) -> str:
    """Return an amount as people read it.

    Examples
    --------
    >>> yuan(-12305)
    '-123.05 元'
    """
    whole, rest = divmod(abs(int(fen)), 100)
    return detail("yuan", n=f"{'-' if fen < 0 else ''}{whole}.{rest:02d}")
