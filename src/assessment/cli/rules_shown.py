"""What `rules diff` prints: clauses that differ, then the projects that would move."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from assessment.cli.output import print_table
from assessment.cli.session import Session
from assessment.core.rule_changes import Change, changes
from assessment.report import revision

if TYPE_CHECKING:
    from assessment.rulebook import Comparison


def show_comparison(found: Comparison, session: Session) -> None:
    """Print every clause that differs and each trial; in English the keys of the file."""
    one, other, lang = found.one, found.other, session.lang
    if not changes(one, other):
        session.show("cli.rules.same", year=one.year, other=other.year)
        return
    if lang == "zh":
        _show_clauses(found, session)
    else:
        for change in changes(one, other):
            before, after = change.codes
            session.show("cli.rules.change", key=change.key, before=before, after=after)
    for trial in found.trials:
        _show_trial(found, trial, session)
    for year in found.untried:
        against = other.year if year == one.year else one.year
        session.show("revision.untried", year=year, other=against)


def _show_clauses(found: Comparison, session: Session) -> None:
    rows = revision.revised(found.one, found.other, found.trials)
    session.show("cli.rules.diff.title", year=found.one.year, other=found.other.year, n=len(rows))
    for row in rows:
        session.show("cli.rules.clause", item=row.item)
        for change in row.details:
            before, after = change.shown
            session.show("cli.rules.change", key=change.name, before=before, after=after)
        if not row.details:
            session.show("cli.rules.change", key=row.item, before=row.before, after=row.after)
        session.show("cli.rules.impact", text=row.impact)


def _show_trial(found: Comparison, trial: revision.Trial, session: Session) -> None:
    session.show("cli.rules.trial", title=revision.trial_title(trial, session.lang))
    for line in revision.trial_lines(trial, session.lang):
        session.show("cli.rules.line", text=line)
    if len(trial.moved):
        rules = found.one if found.one.year == trial.rules_year else found.other
        decimals = rules.ranking.decimals
        print_table(revision.list_moves(trial, decimals=decimals, lang=session.lang))


def show_json(found: Comparison) -> None:
    """Print the comparison as JSON: codes, ids and exact totals, and the Chinese beside them."""
    rows = revision.revised(found.one, found.other, found.trials)
    told = {
        "from": found.one.year,
        "to": found.other.year,
        "clauses": [_clause(row) for row in rows],
        "changes": [_change(change) for change in changes(found.one, found.other)],
        "trials": [_trial(trial) for trial in found.trials],
        "untried": list(found.untried),
    }
    click.echo(json.dumps(told, ensure_ascii=False, indent=1))


def _clause(row: revision.Revised) -> dict[str, Any]:
    return {
        "key": row.key,
        "item": row.item,
        "before": row.before,
        "after": row.after,
        "reason": row.reason,
        "impact": row.impact,
    }


def _change(change: Change) -> dict[str, Any]:
    before, after = change.codes
    return {"key": change.key, "name": change.name, "before": before, "after": after}


def _trial(trial: revision.Trial) -> dict[str, Any]:
    names = ("rank", "grade", "status", "total")
    columns = ["project_id", *(f"{name}_{side}" for name in names for side in ("before", "after"))]
    moved = trial.moved[columns].to_json(orient="records", force_ascii=False)
    return {
        "year": trial.year,
        "rules_of": trial.rules_year,
        "round": trial.round,
        "weight": str(trial.weight),
        "left_out": [
            {"component": code, "label": label, "reason": reason}
            for code, label, reason in trial.left_out
        ],
        "n_projects": len(trial.places),
        "moved": json.loads(moved),
    }
