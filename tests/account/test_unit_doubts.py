"""Amounts that look typed in the wrong unit are told and left as they are."""

from __future__ import annotations

import pytest

from assessment.account.unit_doubts import likely_fen, unit_doubts


def doubts(table, line, make_rules, amounts, granted=500000, decided=None):
    rows = [line(number=n, amount_fen=fen) for n, fen in enumerate(amounts, 1)]
    grants = table("grants", {"project_id": "A", "instalment": 1, "granted_fen": granted})
    decisions = table(
        "decisions",
        {"round": "review", "project_id": "A", "matter": "selected", "outcome": "yes",
         "granted_fen": decided, "src": "r!评审决定!C7"},
    )  # fmt: skip
    return unit_doubts(table("ledger", *rows), grants, decisions, rules=make_rules())


@pytest.mark.parametrize(
    ("amounts", "cell", "told", "meant"),
    [
        ((45600, 30000, 6, 52000), "C3", "0.06 元", "按万元计为 600.00 元"),
        ((45600, 4560000, 30000, 52000), "C2", "45600.00 元", "按分计为 456.00 元"),
    ],
)
def test_one_line_in_another_unit_is_noticed(amounts, cell, told, meant, table, line, make_rules):
    (found,) = doubts(table, line, make_rules, amounts)
    assert (found.code, found.severity, found.where.cell) == (
        "ledger.unit-doubtful", "NOTICE", cell,
    )  # fmt: skip
    assert (found.actual, found.expected) == (told, meant)


@pytest.mark.parametrize(
    "amounts",
    [
        (45600, 30000, 200, 52000),  # two yuan for a bus
        (45600, 30000, 480000, 52000),  # nearly the whole grant on one thing
        (1500, 1500, 1500, 499999),
        (6, 45600),  # too few lines to know what is usual
        (45600, 30000, None, 52000),
        (45600, 30000, -45600, 52000),
    ],
)
def test_amounts_that_may_be_what_they_say(amounts, table, line, make_rules):
    assert not doubts(table, line, make_rules, amounts)


@pytest.mark.parametrize(
    ("decided", "told"),
    [(50, "按万元计为 5000.00 元"), (50000000, "按分计为 5000.00 元"), (500000, ""), (300000, ""),
     (900000, ""), (0, ""), (None, "")],
)  # fmt: skip
def test_a_grant_far_from_the_fixed_one_is_noticed(decided, told, table, line, make_rules):
    found = doubts(table, line, make_rules, (), decided=decided)
    assert [(p.code, p.where.cell, p.expected) for p in found] == (
        [("grant.unit-doubtful", "C7", told)] if told else []
    )


def test_the_bounds_themselves():
    assert likely_fen(99, 1000, 500000) == 990000
    assert likely_fen(100, 1000, 500000) is None
    assert likely_fen(99, 999, 500000) is None
    assert likely_fen(500001, 25000, 500000) == 5000
    assert likely_fen(500000, 25000, 500000) is None
    assert likely_fen(500001, 25001, 500000) is None
