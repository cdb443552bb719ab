"""What the ledgers claim under a 报销单号 against what finance paid."""

from __future__ import annotations

import pytest

from assessment.account.finance import finance_match


def payment(number, fen, n=1, **values):
    return {"reimbursement_no": number, "payment_no": n, "paid_fen": fen,
            "src": f"f!清单!D{n}"} | values  # fmt: skip


@pytest.fixture(scope="module")
def match(table, line, make_rules):
    def run(lines, *payments):
        rows = [
            line(project, n, amount_fen=fen, reimbursement_no=number, status=status)
            for n, (project, number, fen, status) in enumerate(lines, 1)
        ]
        ledger, finance = table("ledger", *rows), table("finance", *payments)
        return finance_match(ledger, finance, rules=make_rules())

    return run


def told(result):
    return [(p.code, p.where.cell, p.actual) for p in result.problems]


def test_a_number_is_summed_over_lines_projects_and_payments(match):
    lines = [("A", "BX 1", 100, "accepted"), ("B", "bx1", 250, "barred"), ("A", "BX2", 7, "late")]
    result = match(lines, payment("BX1", 300), payment("BX1", 50, 2), payment("BX2", 7))
    assert result.frame[["reimbursement_no", "claimed_fen", "paid_fen", "outcome"]].to_numpy().tolist() == [
        ["BX 1", 350, 350, "agrees"], ["BX2", 7, 7, "agrees"],
    ]  # fmt: skip
    assert not result.problems


def test_what_differs_names_both_sides_and_what_one_side_lacks_is_told(match):
    lines = [("A", "BX1", 100, "accepted"), ("A", "BX2", 5, "accepted"), ("A", None, 5, "accepted"),
             ("A", None, 6, "accepted")]  # fmt: skip
    result = match(lines, payment("BX1", 99), payment("BX3", 1, 4))
    assert result.frame["outcome"].tolist() == ["differs", "not_paid", "not_claimed"]
    assert told(result) == [
        ("finance.differs", "C1", "1.00 元"), ("finance.not-paid", "C2", "BX2"),
        ("finance.not-claimed", "D4", "BX3"), ("finance.no-number", "C3", "3、4"),
    ]  # fmt: skip
    assert "BX1" in result.problems[0].message
    assert result.problems[0].expected == "0.99 元（「清单」D1）"


@pytest.mark.parametrize(("claimed", "paid"), [(None, 5), (5, None)])
def test_an_amount_that_nobody_could_read_is_compared_with_nothing(claimed, paid, match):
    result = match([("A", "BX1", claimed, "unproved")], payment("BX1", paid))
    assert result.frame["outcome"].tolist() == ["unread"]
    assert not result.problems


def test_without_a_list_nothing_is_told(match):
    result = match([("A", "BX1", 5, "accepted"), ("A", None, 5, "accepted")])
    assert result.frame.empty
    assert not result.problems
