"""Sums of each year and of the programme, against plain Decimals."""

from __future__ import annotations

import random
from decimal import Decimal

import pandas as pd

from assessment.account.budget import budget_usage
from assessment.account.totals import budget_years
from assessment.core.tables import empty


def yuan(rows, *, is_accepted, projects):
    mine = (r for r in rows if (r["status"] == "accepted") == is_accepted)
    return sum((Decimal(r["amount_fen"]) / 100 for r in mine if r["project_id"] in projects),
               Decimal())  # fmt: skip


def test_years_and_the_whole_equal_plain_decimals(table, line, make_rules):
    chance, usage, lines, expected = random.Random(7), [], [], {}
    for year in (2017, 2018, 2019):
        rules = make_rules(year)
        granted = {"A": chance.randint(1, 600000), "B": 500000, "C": 0}
        rows = [
            line(chance.choice("ABC"), n, year=year, amount_fen=chance.randint(-9000, 90000),
                 status=chance.choice(["accepted", "accepted", "late", "barred", "unproved"]))
            for n in range(1, 30)
        ]  # fmt: skip
        ledger = table("ledger", *rows)
        grants = table("grants", *({"year": year, "project_id": p, "instalment": 1,
                                    "granted_fen": fen} for p, fen in granted.items()))  # fmt: skip
        usage.append(budget_usage(grants, ledger, rules=rules).frame)
        lines.append(ledger)
        expected[year] = (
            Decimal(sum(granted.values())) / 100,
            yuan(rows, is_accepted=True, projects="AB"),
            yuan(rows, is_accepted=True, projects="C"),
            yuan(rows, is_accepted=False, projects="ABC"),
        )
    result = budget_years(
        pd.concat(usage, ignore_index=True), pd.concat(lines, ignore_index=True), rules=rules
    )
    for row in result.frame.itertuples():
        told = (row.granted_fen, row.spent_fen, row.unfunded_fen, row.left_out_fen)
        assert tuple(Decimal(int(fen)) / 100 for fen in told) == expected[row.year]
        assert row.left_fen == row.granted_fen - row.spent_fen
        assert row.n_projects == 2
    granted = sum(one[0] for one in expected.values())
    spent = sum(one[1] for one in expected.values())
    assert Decimal(result.facts["granted_fen"]) / 100 == granted
    assert Decimal(result.facts["left_fen"]) / 100 == granted - spent
    assert len(result.frame) == 3


def test_later_years_and_years_before_the_programme_are_left_out(table, make_rules):
    rows = [{"year": year, "project_id": "A", "granted_fen": 5, "spent_fen": 6, "left_fen": -1}
            for year in (2016, 2017, 2018)]  # fmt: skip
    result = budget_years(table("budget_usage", *rows), empty("ledger"), rules=make_rules())
    assert result.frame["year"].tolist() == [2017]
    assert result.facts["left_fen"] == -1
