"""Amounts that look typed in the wrong unit: 万元 for yuan, or fen for yuan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import Any

import pandas as pd

from assessment.account.vouchers import yuan
from assessment.core.details import detail
from assessment.core.problems import Problem, Problems, problem
from assessment.core.provenance import cell_of
from assessment.core.rules import Rules
from assessment.core.tables import file_names, of_year

_WAN, _CENT = 10_000, 100
_YUAN = 100  # in fen
_TEN_YUAN = 10 * _YUAN
# Typed in fen an amount is a hundred times the others; so far above them few real ones lie.
_FAR_ABOVE = 20
_FEWEST = 3


def likely_fen(fen: int, usual_fen: float, granted_fen: int) -> int | None:
    """Return what an amount was meant to be, or None when it may be what it says.

    Below one yuan where tens are usual it was likely meant in 万元; far above what is usual and
    above the whole grant likely in fen.

    Examples
    --------
    >>> likely_fen(6, 45_000, 500_000), likely_fen(4_560_000, 45_000, 500_000)
    (60000, 45600)
    >>> likely_fen(600, 45_000, 500_000), likely_fen(400_000, 10_000, 500_000)
    (None, None)
    """
    if 0 < fen < _YUAN and usual_fen >= _TEN_YUAN:
        return fen * _WAN
    if fen > granted_fen and fen >= _FAR_ABOVE * usual_fen:
        return fen // _CENT
    return None


def unit_doubts(
    ledger: pd.DataFrame,
    grants: pd.DataFrame,
    decisions: pd.DataFrame,
    /,
    *,
    rules: Rules,
    sources: pd.DataFrame | None = None,
) -> Problems:
    """Return a notice for each amount that looks typed in the wrong unit; nothing is changed.

    A line of the ledger is set beside the others of its project (at least three), a decided
    grant beside the fixed grant of the rules.

    Parameters
    ----------
    ledger, grants, decisions : DataFrame
        Tables of those names.
    rules : Rules
        The year's rules.
    sources : DataFrame, optional
        Table `sources`, so that problems name files.

    Problems
    --------
    ledger.unit-doubtful, grant.unit-doubtful

    Source
    ------
    Rules sections `[selection]` and `[budget]`; 38 % of real money files mix units and text.
    """
    files = file_names(sources)
    given = of_year(grants, "grants", rules.year).groupby("project_id")["granted_fen"].sum()
    lines = of_year(ledger, "ledger", rules.year).dropna(subset=["amount_fen"])
    found: list[Problem] = []
    for project, mine in lines.groupby("project_id"):
        found += _lines(list(mine.itertuples()), int(given.get(project, 0)), files)
    return Problems([*found, *_grants(of_year(decisions, "decisions", rules.year), rules, files)])


def _lines(rows: Sequence[Any], granted: int, files: Mapping[str, str]) -> Iterator[Problem]:
    for row in rows:
        others = [abs(one.amount_fen) for one in rows if one is not row]
        if len(others) < _FEWEST:
            continue
        meant = likely_fen(int(row.amount_fen), median(others), granted)
        if meant is not None:
            yield _doubt("ledger.unit-doubtful", row, (int(row.amount_fen), meant), files)


def _grants(decided: pd.DataFrame, rules: Rules, files: Mapping[str, str]) -> Iterator[Problem]:
    fixed = int(rules.selection.grant_yuan * _YUAN)
    rows: list[Any] = list(decided.dropna(subset=["granted_fen"]).itertuples())
    for row in rows:
        meant = likely_fen(int(row.granted_fen), fixed, fixed)
        if meant is not None:
            yield _doubt("grant.unit-doubtful", row, (int(row.granted_fen), meant), files)


def _doubt(code: str, row: Any, amounts: tuple[int, int], files: Mapping[str, str]) -> Problem:
    told, meant = amounts
    unit = detail("unit_wan") if meant > told else detail("unit_fen")
    table, column = ("ledger", "amount_fen") if code.startswith("ledger") else (
        "decisions", "granted_fen")  # fmt: skip
    return problem(
        code, cell_of(row.src, files), table=table, column=column, actual=yuan(told),
        expected=detail("meant_in", unit=unit, amount=yuan(meant)),
    )  # fmt: skip
