"""The money of a year: grants, ledgers, finance, and what is due for closing a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessment.pipeline.year import YearRun


def check_papers(run: YearRun) -> None:
    """Say what is wrong with ledgers and Red Flag papers by the rules, each taken by itself."""
    from assessment.account.ledger import ledger_status
    from assessment.account.red_flag import check_red_flag

    tables, rules = run.tables, run.rules
    every = {"earlier": run.joined("ledger"), "sources": run.joined("sources")}
    run.take(ledger_status(tables["ledger"], rules=rules, **every))
    named = {"colleges": tables["colleges"], "sources": tables["sources"]}
    run.problems.extend(check_red_flag(tables["red_flag_items"], rules=rules, **named))


def account(run: YearRun) -> None:
    """Set what was spent beside what was granted, planned and paid by finance; tick what is due."""
    from assessment.account.budget import budget_usage, grants
    from assessment.account.closing import closing_items
    from assessment.account.finance import finance_match
    from assessment.account.ledger import ledger_status
    from assessment.account.payments import instalments
    from assessment.account.settled import settlement_match
    from assessment.account.spending import budget_spending
    from assessment.account.totals import budget_years
    from assessment.account.unit_doubts import unit_doubts

    rules, sources = run.rules, run.tables["sources"]
    every = {"earlier": run.joined("ledger"), "sources": run.joined("sources")}
    run.take(ledger_status(run.tables["ledger"], rules=rules, **every))
    run.take(grants(run.tables["decisions"], rules=rules, sources=sources))
    named = {"applications": run.tables["applications"], "sources": sources}
    run.take(instalments(run.tables["grants"], run.tables["payments"], rules=rules, **named))
    money = (run.tables[name] for name in ("ledger", "grants", "decisions"))
    run.problems.extend(unit_doubts(*money, rules=rules, sources=sources))
    run.take(budget_usage(run.tables["grants"], run.tables["ledger"], rules=rules, **named))
    run.take(
        budget_spending(
            run.tables["budget_plan"],
            run.tables["ledger"],
            rules=rules,
            funded=frozenset(run.tables["grants"]["project_id"]),
            sources=sources,
        )
    )
    handed_in = (run.tables[name] for name in ("project_activity", "grants", "ledger"))
    run.take(closing_items(*handed_in, rules=rules))
    paid = (run.tables["ledger"], run.tables["finance"])
    run.take(finance_match(*paid, rules=rules, sources=sources))
    beside = (run.tables[name] for name in ("settlements", "ledger", "budget_plan", "grants"))
    run.take(settlement_match(*beside, rules=rules, **named))
    run.take(budget_years(run.joined("budget_usage"), run.joined("ledger"), rules=rules))
