"""Grants and what was spent of them, in fen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import Any

import pandas as pd

from assessment.account.called import project_names
from assessment.account.vouchers import yuan
from assessment.core.problems import Problem, Problems, problem
from assessment.core.provenance import CellRef, cell_of
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import file_names, of_year, table_of

__all__ = ["BANDS", "band_of", "budget_usage", "grants", "split_fen"]

BANDS = ("normal", "note", "over")


def split_fen(total_fen: int, shares: Sequence[Fraction]) -> list[int]:
    """Split an amount by shares: whole fen, what is left over goes to the last part.

    Parameters
    ----------
    total_fen : int
        The amount, at least 0.
    shares : sequence of Fraction
        Parts of the whole, summing to 1.

    Raises
    ------
    ValueError
        When the amount is negative or the shares do not sum to 1.

    Examples
    --------
    >>> split_fen(100, [Fraction(1, 3), Fraction(1, 3), Fraction(1, 3)])
    [33, 33, 34]
    """
    if total_fen < 0:
        raise ValueError(f"total_fen must be at least 0, got {total_fen}")
    if sum(shares) != 1:
        raise ValueError(f"shares must sum to 1, got {sum(shares)}")
    first = [int(total_fen * share) for share in shares[:-1]]
    return [*first, total_fen - sum(first)]


def band_of(spent_fen: int, granted_fen: int, *, note_above: Fraction, limit: Fraction) -> str:
    """Return `normal`, `note` above the share that wants a note, `over` above the limit.

    Examples
    --------
    >>> tenth = Fraction(11, 10)
    >>> [band_of(n, 5000, note_above=Fraction(1), limit=tenth) for n in (5000, 5001, 5501)]
    ['normal', 'note', 'over']
    """
    if spent_fen > limit * granted_fen:
        return "over"
    return "note" if spent_fen > note_above * granted_fen else "normal"


def grants(
    decisions: pd.DataFrame, /, *, rules: Rules, sources: pd.DataFrame | None = None
) -> Result:
    """Return the grant of every selected project, one row an instalment.

    A decision without an amount gives the fixed grant of the rules. Instalments are whole fen;
    what is left over goes to the last one.

    Parameters
    ----------
    decisions : DataFrame
        Table `decisions`: matter `selected`, outcome `yes`.
    rules : Rules
        The year's rules.
    sources : DataFrame, optional
        Table `sources`, so that problems name files.

    Returns
    -------
    Result
        Table `grants`.

    Problems
    --------
    grant.over-budget

    Raises
    ------
    ValueError
        When a column is missing or a grant is negative.

    Source
    ------
    Rules section `[selection]`.
    """
    decided = of_year(decisions, "decisions", rules.year)
    chosen = decided[(decided["matter"] == "selected") & (decided["outcome"] == "yes")]
    rows = [row for line in chosen.itertuples(index=False) for row in _instalments(line, rules)]
    table = table_of(rows, "grants")
    return Result({"grants": table}, Problems(_over_budget(chosen, table, rules, sources)))


def _fixed_fen(rules: Rules) -> int:
    return int(rules.selection.grant_yuan * 100)


def _instalments(line: Any, rules: Rules) -> list[dict[str, object]]:
    total = _fixed_fen(rules) if pd.isna(line.granted_fen) else int(line.granted_fen)
    plan = rules.selection.instalments
    parts = split_fen(total, [Fraction(instalment.share) for instalment in plan])
    return [
        {
            "year": rules.year,
            "project_id": line.project_id,
            "instalment": number,
            "granted_fen": fen,
            "due_date": instalment.due_date,
            "condition": instalment.condition or None,
        }
        for number, (fen, instalment) in enumerate(zip(parts, plan, strict=True), start=1)
    ]


def _over_budget(
    chosen: pd.DataFrame, table: pd.DataFrame, rules: Rules, sources: pd.DataFrame | None
) -> list[Problem]:
    budget = int(rules.selection.budget_yuan * 100)
    total = int(table["granted_fen"].sum())
    if total <= budget:
        return []
    files = file_names(sources)
    last = chosen.sort_values("project_id")["src"].iloc[-1]
    return [
        problem("grant.over-budget", cell_of(last, files), table="decisions",
                column="granted_fen", actual=yuan(total), expected=yuan(budget))
    ]  # fmt: skip


def budget_usage(
    grants: pd.DataFrame,
    ledger: pd.DataFrame,
    /,
    *,
    rules: Rules,
    applications: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
) -> Result:
    """Return what each project spent of its grant; only accepted lines count as spent.

    `band` is `normal`, `note` (more than the share that wants a note) or `over` (more than the
    limit), compared exactly. A project with spending but no grant has neither share nor band.

    Parameters
    ----------
    grants : DataFrame
        Table `grants`.
    ledger : DataFrame
        Table `ledger` with its statuses (see `ledger_status`).
    rules : Rules
        The year's rules.
    applications, sources : DataFrame, optional
        Tables of those names, so that problems name projects and files.

    Returns
    -------
    Result
        Table `budget_usage`. Facts: `granted_fen`, `spent_fen` of all projects.

    Problems
    --------
    grant.not-selected, grant.over-limit, ledger.missing

    Raises
    ------
    ValueError
        When a column is missing or a ledger line of the year has no status.

    Source
    ------
    Rules section `[budget]`.
    """
    granted = of_year(grants, "grants", rules.year)
    lines = of_year(ledger, "ledger", rules.year)
    if lines["status"].isna().any():
        raise ValueError("ledger.status is missing: fill it with ledger_status first")
    given = granted.groupby("project_id")["granted_fen"].sum()
    spent = lines[lines["status"] == "accepted"].groupby("project_id")["amount_fen"].sum()
    rows = [
        _usage(project, int(given.get(project, 0)), int(spent.get(project, 0)), rules)
        for project in sorted({*granted["project_id"], *lines["project_id"]})
    ]
    table = table_of(rows, "budget_usage")
    names = project_names(applications)
    funded = table["project_id"].isin(granted["project_id"])
    places = _first_cells(lines, sources)
    found = [
        *_not_selected(table[~funded], names, places),
        *_over_limit(table[funded], names, places),
        *_without_ledger(table[funded], set(lines["project_id"]), names),
    ]
    facts = {name: int(table[name].sum()) for name in ("granted_fen", "spent_fen")}
    return Result({"budget_usage": table}, Problems(found), facts)


def _first_cells(lines: pd.DataFrame, sources: pd.DataFrame | None) -> dict[str, CellRef]:
    files = file_names(sources)
    first = lines.sort_values("line_no").drop_duplicates("project_id")
    pairs = zip(first["project_id"], first["src"], strict=True)
    return {project: cell_of(src, files) for project, src in pairs}


def _usage(project: str, granted: int, spent: int, rules: Rules) -> dict[str, object]:
    note, limit = (Fraction(rules.budget.note_above_share), Fraction(rules.budget.limit_share))
    return {
        "year": rules.year,
        "project_id": project,
        "granted_fen": granted,
        "spent_fen": spent,
        "left_fen": granted - spent,
        "usage_share": spent / granted if granted else None,
        "band": band_of(spent, granted, note_above=note, limit=limit) if granted else None,
    }


def _not_selected(
    unfunded: pd.DataFrame, names: Mapping[str, str], places: Mapping[str, CellRef]
) -> list[Problem]:
    return [
        problem("grant.not-selected", places[project], table="ledger",
                actual=names.get(project, project))
        for project in unfunded["project_id"]
    ]  # fmt: skip


def _over_limit(
    funded: pd.DataFrame, names: Mapping[str, str], places: Mapping[str, CellRef]
) -> list[Problem]:
    rows: list[Any] = list(funded[funded["band"] == "over"].itertuples(index=False))
    return [
        problem("grant.over-limit", places[row.project_id], table="ledger",
                actual=names.get(row.project_id, row.project_id),
                expected=f"{row.spent_fen / row.granted_fen:.1%}")
        for row in rows
    ]  # fmt: skip


def _without_ledger(
    funded: pd.DataFrame, known: Collection[str], names: Mapping[str, str]
) -> list[Problem]:
    """Tell once which funded projects have handed in no ledger: 0 spent is not known of them."""
    paid = funded.loc[funded["granted_fen"] > 0, "project_id"]
    missing = [names.get(one, one) for one in paid if one not in known]
    if not missing:
        return []
    return [problem("ledger.missing", CellRef(""), table="ledger", actual="、".join(missing))]
