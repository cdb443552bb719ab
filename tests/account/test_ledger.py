"""Which lines of the ledger count, and what is said of those that do not."""

from __future__ import annotations

import pandas as pd
import pytest

from assessment.account.ledger import ledger_status

LATE = pd.Timestamp(2017, 12, 16)  # the day after the closing date


def codes(result):
    return [found.code for found in result.problems]


@pytest.mark.parametrize(
    ("values", "status", "told"),
    [
        ({}, "accepted", []),
        ({"spent_date": pd.Timestamp(2017, 12, 15)}, "accepted", []),
        ({"spent_date": LATE}, "late", ["ledger.after-closing"]),
        ({"spent_date": pd.Timestamp(2016, 12, 31)}, "accepted", ["ledger.before-year"]),
        ({"voucher_no": None}, "unproved", ["ledger.no-voucher"]),
        ({"category": "餐饮"}, "barred", ["ledger.barred"]),
        ({"category": "餐 饮费", "voucher_no": None}, "barred", ["ledger.barred"]),
        ({"category": "礼品", "spent_date": LATE}, "barred", ["ledger.barred"]),
        ({"spent_date": LATE, "voucher_no": None}, "late", ["ledger.after-closing"]),
        ({"spent_date": None}, "unproved", ["ledger.line-incomplete"]),
        ({"amount_fen": None}, "unproved", ["ledger.line-incomplete"]),
        ({"category": "游戏"}, "accepted", ["ledger.category-unknown"]),
        ({"category": None}, "accepted", ["ledger.category-missing"]),
        ({"status": "accepted", "category": "餐饮"}, "accepted", []),
    ],
)
def test_the_first_reason_that_holds_gives_the_status_and_is_told(
    values, status, told, table, line, make_rules
):
    result = ledger_status(table("ledger", line(**values)), rules=make_rules())
    assert result.frame["status"].tolist() == [status]
    assert codes(result) == told
    assert all(p.where.cell == "C1" for p in result.problems)


def test_what_is_barred_or_late_is_told_with_the_rule(table, line, make_rules):
    rows = (line(category="餐饮费"), line(number=2, spent_date=LATE))
    barred, late = ledger_status(table("ledger", *rows), rules=make_rules()).problems
    assert (barred.actual, barred.expected) == ("餐饮费", "餐饮、接待、礼品、奖金津贴")
    assert (late.actual, late.expected) == ("2017-12-16", "2017-12-15")


def test_lines_of_other_years_stay_as_they_are(table, line, make_rules):
    result = ledger_status(table("ledger", line(), line(year=2016)), rules=make_rules())
    assert result.frame.set_index("year")["status"].isna().to_dict() == {2016: True, 2017: False}
    assert not result.problems


# --- money paid back ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paid", "back", "status"),
    [
        ({}, {}, "accepted"),
        ({}, {"spent_date": LATE}, "accepted"),  # given back after the closing date: it counts
        ({"category": "餐饮"}, {"category": "交通"}, "barred"),  # never counted, so nothing lowers
        ({"spent_date": LATE}, {"spent_date": LATE}, "late"),
        ({"amount_fen": None}, {}, "unproved"),
    ],
)
def test_a_refund_follows_the_payment_with_its_voucher(paid, back, status, table, line, make_rules):
    rows = (line(**paid), line(number=2, **{"amount_fen": -4000, "voucher_no": "a 1"} | back))
    result = ledger_status(table("ledger", *rows), rules=make_rules())
    assert result.frame["status"].tolist() == [status, status]
    assert "voucher.duplicate" not in codes(result)


def test_a_refund_of_nothing_known_is_judged_by_itself_and_told(table, line, make_rules):
    rows = (
        line(), line(number=2, amount_fen=-1), line("B", 1, amount_fen=-250, voucher_no="A1"),
        line("C", 1, amount_fen=-1, voucher_no=None), line("D", 1, amount_fen=-1, category="礼品"),
    )  # fmt: skip
    result = ledger_status(table("ledger", *rows), rules=make_rules())
    assert result.frame["status"].tolist() == [
        "accepted", "accepted", "accepted", "unproved", "barred",
    ]  # fmt: skip
    told = [p.actual for p in result.problems if p.code == "refund.unmatched"]
    assert told == ["-0.01 元", "-2.50 元", "-0.01 元", "-0.01 元"]


def test_refunds_of_one_voucher_above_its_payment_are_told_where_they_pass_it(
    table, line, make_rules
):
    back = {"voucher_no": "A1", "amount_fen": -6000}
    rows = (line(), line(number=2, **back), line(number=3, **back))
    (found,) = ledger_status(table("ledger", *rows), rules=make_rules()).problems
    assert (found.code, found.where.cell) == ("refund.above-payment", "C3")
    assert (found.actual, found.expected) == ("120.00 元", "100.00 元")


# --- vouchers -------------------------------------------------------------------------------------

SOURCES = pd.DataFrame({"source_id": ["l", "o"], "file": ["明细.xlsx", "旧.xlsx"]})


@pytest.mark.parametrize("other", [("A", 2), ("B", 1)])
def test_a_voucher_used_twice_within_or_across_projects_is_told_at_the_later_line(
    other, table, line, make_rules
):
    rows = (line(voucher_no="SL01"), line(*other, voucher_no="sl 01"), line("C"))
    result = ledger_status(table("ledger", *rows), rules=make_rules(), sources=SOURCES)
    (found,) = result.problems
    assert found.code == "voucher.duplicate"
    assert str(found.where) == f"明细.xlsx「{other[0]}」C{other[1]}"
    assert found.expected == "明细.xlsx「A」C1"
    assert set(result.frame["status"]) == {"accepted"}


def test_each_voucher_of_a_line_that_names_several_is_compared(table, line, make_rules):
    """服装总价, with the vouchers of its deposit and its rest, is paid twice."""
    rows = (
        line(voucher_no="A1"),
        line(number=2, voucher_no="A2"),
        line(number=3, voucher_no="A1、A2"),
    )
    result = ledger_status(table("ledger", *rows), rules=make_rules())
    assert [(p.code, p.actual) for p in result.problems] == [
        ("voucher.duplicate", "A1"), ("voucher.duplicate", "A2"),
    ]  # fmt: skip


def test_a_voucher_of_an_earlier_year_is_used_twice_one_of_a_later_year_is_not(
    table, line, make_rules
):
    other = table(
        "ledger", line("Z", 3, year=2016, src="o!表!C9"), line("Y", year=2018, voucher_no="A2"),
    )  # fmt: skip
    mine = table("ledger", line(voucher_no="Z3"), line(number=2))
    for sources, place in ((SOURCES, "旧.xlsx「表」C9"), (None, "Z 第3行")):
        (found,) = ledger_status(mine, rules=make_rules(), earlier=other, sources=sources).problems
        assert (found.code, found.where.cell) == ("voucher.duplicate", "C1")
        assert (found.actual, found.expected) == ("Z3", place)
