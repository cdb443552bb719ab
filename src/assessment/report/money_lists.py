"""Lists of a year's money as people read them, in yuan: payments, lines left out, comparisons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.core.provenance import cell_of
from assessment.core.rules import Rules
from assessment.core.tables import file_names, of_year
from assessment.report.told_values import tell_day, tell_text, tell_yuan

_INSTALMENTS = ("project", "instalment", "due", "condition", "met", "granted", "paid", "day",
                "state")  # fmt: skip
_LEFT_OUT = ("project", "day", "category", "amount", "voucher", "status", "place")
_FINANCE = ("number", "claimed", "paid", "outcome")
_SETTLED = ("project", "category", "settled", "spent", "left_out", "outcome")
_YEARS = ("year", "n_projects", "granted", "spent", "left", "left_out")


def list_instalments(
    instalments: pd.DataFrame,
    applications: pd.DataFrame,
    /,
    *,
    rules: Rules,
    lang: str = "zh",
) -> pd.DataFrame:
    """Return each instalment of the year: when due, on what condition, what was paid of it."""
    names = _names(applications)
    rows = [
        {
            "project": names.get(row.project_id, row.project_id),
            "instalment": str(row.instalment),
            "due": tell_day(row.due_date),
            "condition": tell_text(row.condition),
            "met": "—" if pd.isna(row.is_met) else say("yes" if row.is_met else "no", lang),
            "granted": tell_yuan(row.granted_fen),
            "paid": tell_yuan(row.paid_fen),
            "day": tell_day(row.paid_date),
            "state": say(f"instalment.{row.state}", lang),
        }
        for row in _rows(of_year(instalments, "instalments", rules.year))
    ]
    return _listed(rows, _INSTALMENTS, lang)


def list_left_out(
    ledger: pd.DataFrame,
    applications: pd.DataFrame,
    sources: pd.DataFrame,
    /,
    *,
    rules: Rules,
    lang: str = "zh",
) -> pd.DataFrame:
    """Return the lines of the year's ledgers that were not accepted, why, and their places."""
    names, files = _names(applications), file_names(sources)
    mine = of_year(ledger, "ledger", rules.year)
    rows = [
        {
            "project": names.get(row.project_id, row.project_id),
            "day": tell_day(row.spent_date),
            "category": tell_text(row.category),
            "amount": tell_yuan(row.amount_fen),
            "voucher": tell_text(row.voucher_no),
            "status": say(f"ledger.{row.status}", lang),
            "place": str(cell_of(row.src, files)),
        }
        for row in _rows(mine[mine["status"] != "accepted"])
    ]
    return _listed(rows, _LEFT_OUT, lang)


def list_finance(finance_match: pd.DataFrame, /, *, rules: Rules, lang: str = "zh") -> pd.DataFrame:
    """Return what the ledgers claim under each 报销单号 beside what the finance office paid."""
    rows = [
        {
            "number": row.reimbursement_no,
            "claimed": tell_yuan(row.claimed_fen),
            "paid": tell_yuan(row.paid_fen),
            "outcome": say(f"finance.{row.outcome}", lang),
        }
        for row in _rows(of_year(finance_match, "finance_match", rules.year))
    ]
    return _listed(rows, _FINANCE, lang)


def list_settled(
    settlement_match: pd.DataFrame,
    applications: pd.DataFrame,
    /,
    *,
    rules: Rules,
    lang: str = "zh",
) -> pd.DataFrame:
    """Return the categories in which a returned settlement is not what the ledger accepts."""
    names = _names(applications)
    mine = of_year(settlement_match, "settlement_match", rules.year)
    rows = [
        {
            "project": names.get(row.project_id, row.project_id),
            "category": row.category,
            "settled": tell_yuan(row.stated_fen),
            "spent": tell_yuan(row.ledger_fen),
            "left_out": tell_yuan(row.left_out_fen),
            "outcome": say(f"settled.{row.outcome}", lang),
        }
        for row in _rows(mine[mine["outcome"] != "agrees"])
    ]
    return _listed(rows, _SETTLED, lang)


def list_years(budget_years: pd.DataFrame, /, *, lang: str = "zh") -> pd.DataFrame:
    """Return the money of each year of the programme so far."""
    rows = [
        {
            "year": str(row.year),
            "n_projects": int(row.n_projects),
            "granted": tell_yuan(row.granted_fen),
            "spent": tell_yuan(row.spent_fen),
            "left": tell_yuan(row.left_fen),
            "left_out": tell_yuan(row.left_out_fen),
        }
        for row in _rows(budget_years)
    ]
    return _listed(rows, _YEARS, lang)


def _listed(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], lang: str) -> pd.DataFrame:
    heads = {name: say(f"money.{name}", lang) for name in columns}
    return pd.DataFrame(rows, columns=list(columns)).rename(columns=heads)


def _rows(frame: pd.DataFrame) -> list[Any]:
    return list(frame.itertuples(index=False))


def _names(applications: pd.DataFrame) -> dict[str, str]:
    return dict(zip(applications["project_id"], applications["project_name"], strict=True))
