"""What was paid of each instalment, against sums of our own."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pandas as pd
import pytest

from assessment.account.budget import grants
from assessment.account.payments import instalments
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import table_of

ONE = "2017-C01-1"


def decided(*projects: str, fen: int = 500_000) -> pd.DataFrame:
    rows = [
        {"year": 2017, "round": "review", "project_id": project, "matter": "selected",
         "outcome": "yes", "granted_fen": fen, "reason": None, "decided_by": None, "decided_date": None, "src": f"x!评审决定!C{n}"}
        for n, project in enumerate(projects, start=4)
    ]  # fmt: skip
    return table_of(rows, "decisions")


def paid(*lines: tuple[str, int, int, Any]) -> pd.DataFrame:
    rows = [
        {"year": 2017, "project_id": project, "payment_no": n, "instalment": instalment,
         "paid_fen": fen, "paid_date": date(2017, 4, n), "is_met": met, "evidence": None,
         "paid_by": None, "note": None, "src": f"x!拨款登记!D{n}"}
        for n, (project, instalment, fen, met) in enumerate(lines, start=1)
    ]  # fmt: skip
    return table_of(rows, "payments")


def reckon(rules: Rules, *lines: tuple[str, int, int, Any]) -> Result:
    granted = grants(decided(ONE), rules=rules).tables["grants"]
    return instalments(granted, paid(*lines), rules=rules)


def states(result: Result) -> list[str]:
    return result.tables["instalments"]["state"].to_list()


@pytest.mark.parametrize(
    ("fen", "state"), [(0, "unpaid"), (299_999, "part"), (300_000, "paid"), (300_001, "over")]
)
def test_an_instalment_is_paid_to_the_fen(rules: Rules, fen: int, state: str) -> None:
    lines = [(ONE, 1, fen, True)] if fen else []
    result = reckon(rules, *lines)
    assert states(result) == [state, "unpaid"]
    assert [one.code for one in result.problems] == ["payment.over-instalment"] * (state == "over")


def test_what_is_paid_back_is_taken_off(rules: Rules) -> None:
    result = reckon(rules, (ONE, 1, 310_000, True), (ONE, 1, -10_000, None))
    assert states(result)[0] == "paid"
    assert not result.problems


def test_a_condition_that_was_not_met_is_told_at_its_payment(rules: Rules) -> None:
    result = reckon(rules, (ONE, 1, 300_000, True), (ONE, 2, 100_000, True), (ONE, 2, 1, False))
    (told,) = result.problems
    assert (told.code, told.where.cell) == ("payment.condition-unmet", "D3")
    assert told.expected == "1000.01 元"
    assert result.tables["instalments"]["is_met"].to_list() == [True, False]


def test_a_condition_nobody_spoke_of_is_not_known(rules: Rules) -> None:
    assert reckon(rules, (ONE, 1, 1, None)).tables["instalments"]["is_met"].isna().all()


@pytest.mark.parametrize("line", [(ONE, 3, 100, True), ("2017-C09-1", 1, 100, True)])
def test_a_payment_without_a_grant_counts_nowhere(
    rules: Rules, line: tuple[str, int, int, Any]
) -> None:
    result = reckon(rules, line)
    assert [(one.code, one.where.cell) for one in result.problems] == [("payment.no-grant", "D1")]
    assert states(result) == ["unpaid", "unpaid"]
    assert result.facts["paid_fen"] == 0


@pytest.mark.parametrize("seed", range(20))
def test_sums_are_those_of_adding_line_by_line(rules: Rules, seed: int) -> None:
    chance = random.Random(seed)
    projects = [f"2017-C{n:02d}-1" for n in range(1, chance.randint(2, 5))]
    granted = grants(decided(*projects, fen=chance.randint(1, 10**9)), rules=rules).tables["grants"]
    lines = [
        (chance.choice(projects), chance.randint(1, 2), chance.randint(-500, 10**8), None)
        for _ in range(chance.randint(0, 25))
    ]
    table = instalments(granted, paid(*lines), rules=rules).tables["instalments"]
    for row in table.to_dict("records"):
        mine = [fen for project, n, fen, _ in lines
                if (project, n) == (row["project_id"], row["instalment"])]  # fmt: skip
        assert row["paid_fen"] == sum(mine)
        assert row["left_fen"] == row["granted_fen"] - sum(mine)
    assert table["paid_fen"].sum() == sum(fen for _, _, fen, _ in lines)
