"""Grants, ledgers and usage, against plain sums in Decimal."""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.account.budget import (
    band_of,
    budget_usage,
    grants,
    split_fen,
)
from assessment.account.ledger import ledger_status
from assessment.core.tables import conform, empty


def decided(project, granted=None, **values):
    row = {
        "year": 2017, "round": "review", "project_id": project, "matter": "selected",
        "outcome": "yes", "granted_fen": granted, "reason": None, "decided_by": None,
        "decided_date": None, "src": f"r!评审决定!C{project}",
    }  # fmt: skip
    return row | values


def decisions(*rows):
    return conform(pd.DataFrame(rows), "decisions") if rows else empty("decisions")


def line(project="A", number=1, **values):
    row = {
        "year": 2017, "project_id": project, "line_no": number,
        "spent_date": pd.Timestamp(2017, 6, 1), "category": "交通", "amount_fen": 10000,
        "voucher_no": f"{project}{number}", "reimbursement_no": None, "handler_name": None,
        "status": None, "src": f"l!{project}!C{number}",
    }  # fmt: skip
    return row | values


def ledger(*rows):
    return conform(pd.DataFrame(rows), "ledger") if rows else empty("ledger")


# --- grants ---------------------------------------------------------------------------------------


@given(st.integers(0, 10**9), st.lists(st.integers(1, 50), min_size=1, max_size=6))
def test_instalments_sum_to_the_grant_and_are_within_a_fen(total, parts):
    shares = [Fraction(part, sum(parts)) for part in parts]
    split = split_fen(total, shares)
    assert sum(split) == total
    assert all(0 <= total * s - fen < 1 for fen, s in zip(split[:-1], shares[:-1], strict=True))


def test_amounts_that_cannot_be_split_are_refused():
    with pytest.raises(ValueError, match="at least 0"):
        split_fen(-1, [Fraction(1)])
    with pytest.raises(ValueError, match="sum to 1"):
        split_fen(1, [Fraction(1, 2)])


def test_grants_of_the_selected(make_rules):
    result = grants(
        decisions(
            decided("A", 333333), decided("B"), decided("C", outcome="no"),
            decided("D", matter="second"), decided("E", year=2016),
        ),
        rules=make_rules(),
    )  # fmt: skip
    frame = result.frame
    assert frame["project_id"].tolist() == ["A", "A", "B", "B"]
    assert frame["granted_fen"].tolist() == [199999, 133334, 300000, 200000]
    assert frame["due_date"].tolist() == [pd.Timestamp(2017, 4, 10), pd.Timestamp(2017, 10, 20)] * 2
    assert frame["condition"].tolist()[1] == "中期检查通过后拨付"
    assert not result.problems


def test_grants_above_the_years_budget_are_told(make_rules):
    rows = [decided(name) for name in "ABCDE"]
    result = grants(decisions(*rows), rules=make_rules())
    (found,) = result.problems
    assert (found.code, found.actual, found.expected) == (
        "grant.over-budget", "25000.00 元", "20000.00 元",
    )  # fmt: skip
    assert (found.where.sheet, found.where.cell, found.column) == ("评审决定", "CE", "granted_fen")
    assert result.frame["granted_fen"].sum() == 2500000  # listed as decided
    assert not grants(decisions(*rows[:4]), rules=make_rules()).problems  # 20000 元, just enough
    assert grants(decisions(), rules=make_rules()).frame.empty


# --- usage ----------------------------------------------------------------------------------------


def granted(**amounts):
    rows = [
        {"year": 2017, "project_id": project, "instalment": 1, "granted_fen": fen,
         "due_date": None, "condition": None}
        for project, fen in amounts.items()
    ]  # fmt: skip
    return conform(pd.DataFrame(rows), "grants") if rows else empty("grants")


@pytest.mark.parametrize(
    ("spent", "band"),
    [(0, "normal"), (500000, "normal"), (500001, "note"), (550000, "note"), (550001, "over")],
)
def test_bands_at_their_borders(spent, band, make_rules):
    table = ledger(line(amount_fen=spent, status="accepted"))
    result = budget_usage(granted(A=500000), table, rules=make_rules())
    row = result.frame.iloc[0]
    assert row["band"] == band
    assert row["left_fen"] == 500000 - spent
    assert row["usage_share"] == pytest.approx(spent / 500000, abs=1e-15)
    assert [p.code for p in result.problems] == (["grant.over-limit"] if band == "over" else [])


def test_bands_are_compared_exactly():
    third = Fraction(1, 3)
    assert band_of(1, 3, note_above=third, limit=Fraction(1)) == "normal"
    assert band_of(10**15 + 1, 3 * 10**15, note_above=third, limit=Fraction(1)) == "note"


def test_only_accepted_lines_are_spent(make_rules):
    words = ("accepted", "barred", "late", "unproved")
    table = ledger(*(line("A", n, status=word) for n, word in enumerate(words, 1)))
    assert budget_usage(granted(A=20000), table, rules=make_rules()).frame["spent_fen"].item() == (
        10000
    )


def test_spending_without_a_grant_is_told_with_names(make_rules):
    names = pd.DataFrame({"project_id": ["A", "B"], "project_name": ["甲项目", "乙项目"]})
    table = ledger(line("A", status="accepted", amount_fen=99), line("B", status="late"))
    result = budget_usage(granted(A=1), table, rules=make_rules(), applications=names)
    assert [(p.code, p.actual) for p in result.problems] == [
        ("grant.not-selected", "乙项目"), ("grant.over-limit", "甲项目"),
    ]  # fmt: skip
    assert result.problems[0].where.cell == "C1"
    assert result.problems[1].expected == "9900.0%"
    row = result.frame.set_index("project_id").loc["B"]
    assert row["granted_fen"] == 0
    assert pd.isna(row["usage_share"])
    assert pd.isna(row["band"])


def test_a_grant_nobody_touched_and_one_of_nothing(make_rules):
    result = budget_usage(granted(A=500000, B=0), ledger(), rules=make_rules())
    assert result.frame["spent_fen"].tolist() == [0, 0]
    assert result.frame["band"].fillna("").tolist() == ["normal", ""]
    assert [(fault.code, fault.actual) for fault in result.problems] == [("ledger.missing", "A")]
    assert budget_usage(granted(), ledger(), rules=make_rules()).frame.empty


def test_a_ledger_without_statuses_is_refused(make_rules):
    with pytest.raises(ValueError, match="ledger_status"):
        budget_usage(granted(A=1), ledger(line()), rules=make_rules())


def counted(one: dict[str, Any], rows: list[dict[str, Any]]) -> bool:
    """Tell whether a line counts; money paid back does as the first payment of its voucher does."""
    if one["amount_fen"] is None or not one["voucher_no"]:
        return False
    is_back = one["amount_fen"] < 0
    paid = [
        other for other in rows
        if other["project_id"] == one["project_id"] and other["voucher_no"] == one["voucher_no"]
        and not (other["amount_fen"] or 0) < 0
    ]  # fmt: skip
    if is_back and paid:
        return counted(paid[0], rows)
    return one["category"] != "餐饮" and (
        is_back or one["spent_date"] <= pd.Timestamp(2017, 12, 15)
    )


@pytest.mark.parametrize("seed", range(20))
def test_random_ledgers_equal_plain_decimals(seed, make_rules):
    chance, rules = random.Random(seed), make_rules()
    rows = [
        line(
            chance.choice("ABC"), n,
            category=chance.choice(["交通", "物料", "餐饮"]),
            amount_fen=chance.choice([None, *[chance.randint(1, 200000)] * 9]),
            voucher_no=chance.choice([None, *[f"V{n}"] * 5]),
            spent_date=pd.Timestamp(2017, chance.choice([5, 11, 12]), chance.randint(1, 28)),
        )
        for n in range(1, 40)
    ]  # fmt: skip
    rows += [
        line(
            chance.choice([one["project_id"], one["project_id"], "A"]), n,
            category=chance.choice(["交通", "餐饮"]),
            amount_fen=-chance.randint(1, 100000),
            voucher_no=one["voucher_no"],
            spent_date=pd.Timestamp(2017, 12, chance.randint(1, 28)),
        )
        for n, one in enumerate(chance.sample(rows, 12), 40)
    ]  # fmt: skip
    order = chance.sample(rows, len(rows))
    result = budget_usage(
        grants(decisions(decided("A"), decided("B", 123457)), rules=rules).frame,
        ledger_status(ledger(*order), rules=rules).frame,
        rules=rules,
    )
    for row in result.frame.itertuples():
        mine = (one for one in rows if one["project_id"] == row.project_id and counted(one, rows))
        yuan = sum((Decimal(one["amount_fen"]) / 100 for one in mine), Decimal(0))
        whole = {"A": Decimal(5000), "B": Decimal("1234.57"), "C": Decimal(0)}[row.project_id]
        assert Decimal(int(row.spent_fen)) / 100 == yuan
        assert Decimal(int(row.left_fen)) / 100 == whole - yuan
        if whole:
            expected = "over" if yuan > whole * Decimal("1.1") else (
                "note" if yuan > whole else "normal"
            )  # fmt: skip
            assert row.band == expected
    assert result.facts["spent_fen"] == result.frame["spent_fen"].sum()
