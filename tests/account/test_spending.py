"""Planned and spent by category, against sums by hand."""

from __future__ import annotations

import random

import pandas as pd
import pytest

from assessment.account.spending import budget_spending
from assessment.core.tables import empty

CATEGORIES = ("宣传制作", "交通", "物料", "专家讲座")


def line(project, number, category, fen, **values):
    row = {"project_id": project, "line_no": number, "category": category, "amount_fen": fen}
    return row | {"src": f"l!{project}!C{number}"} | values


def planned(project, category, fen):
    return {"project_id": project, "category": category, "planned_fen": fen}


def rows_of(result):
    frame = result.frame.fillna({"planned_fen": -1})
    return {
        (row.project_id, row.category): (row.planned_fen, row.spent_fen)
        for row in frame.itertuples()
    }


def test_both_sides_are_kept(table, make_rules):
    result = budget_spending(
        table("budget_plan", planned("A", "交通", 500), planned("A", "物料", 300)),
        table(
            "ledger", line("A", 1, "交通", 200), line("A", 2, "交通", 100), line("B", 1, "物料", 70)
        ),
        rules=make_rules(),
    )
    assert rows_of(result) == {
        ("A", "交通"): (500, 300), ("A", "物料"): (300, 0), ("B", "物料"): (-1, 70),
    }  # fmt: skip
    assert not result.problems  # B has no plan on file


def test_only_accepted_lines_are_spent(table, make_rules):
    words = ("barred", "late", "unproved")
    lines = [line("A", n, "交通", 10, status=word) for n, word in enumerate(words, 1)]
    assert budget_spending(
        empty("budget_plan"), table("ledger", *lines), rules=make_rules()
    ).frame.empty


def test_an_unplanned_category_is_told_once_at_its_first_line(table, make_rules):
    sources = pd.DataFrame({"source_id": ["l"], "file": ["明细.xlsx"]})
    result = budget_spending(
        table("budget_plan", planned("A", "交通", 500), planned("A", "物料", 1)),
        table(
            "ledger",
            line("A", 3, "专家讲座费", 100),
            line("A", 2, "专家讲座", 50),
            line("A", 4, "交通费", 1),
        ),
        rules=make_rules(),
        sources=sources,
    )
    (found,) = result.problems
    assert (found.code, str(found.where)) == ("budget.unplanned-category", "明细.xlsx「A」C2")
    assert (found.actual, found.expected) == ("专家讲座", "交通、物料")
    assert rows_of(result)["A", "专家讲座"] == (0, 150)


def test_spellings_of_a_category_are_one(table, make_rules):
    result = budget_spending(
        table(
            "budget_plan",
            planned("A", "宣传 制作费", 500),
            planned("A", "茶歇费", 30),
            planned("A", "茶歇", 5),
        ),
        table("ledger", line("A", 1, "宣传制作", 200), line("A", 2, "茶 歇", 10)),
        rules=make_rules(),
    )
    assert rows_of(result) == {("A", "宣传制作"): (500, 200), ("A", "茶歇"): (35, 10)}
    assert not result.problems


def test_what_could_not_be_read_stays_open(table, make_rules):
    result = budget_spending(
        table("budget_plan", planned("A", "交通", None), planned("A", "交通费", 9)),
        table(
            "ledger", line("A", 1, "交通", 200), line("A", 2, None, 10), line("A", 3, "交通", None)
        ),
        rules=make_rules(),
    )
    assert rows_of(result) == {("A", "交通"): (-1, 200), ("A", "未注明"): (0, 10)}
    assert not result.problems  # ledger.category-unknown tells of the missing category


def test_empty_tables_and_a_ledger_without_statuses(table, make_rules):
    nothing = pd.DataFrame()
    assert budget_spending(nothing, nothing, rules=make_rules()).frame.empty
    with pytest.raises(ValueError, match="ledger_status"):
        budget_spending(
            nothing, table("ledger", line("A", 1, "交通", 1, status=None)), rules=make_rules()
        )


@pytest.mark.parametrize("seed", range(10))
def test_random_ledgers_equal_plain_sums(seed, table, make_rules):
    chance = random.Random(seed)
    plan = {
        (project, category): chance.randint(0, 9999)
        for project in "ABC" for category in CATEGORIES if chance.random() < 0.4
    }  # fmt: skip
    lines = [
        line(chance.choice("ABCD"), n, chance.choice(CATEGORIES), chance.randint(1, 9999),
             status=chance.choice(["accepted", "accepted", "late", "barred"]))
        for n in range(1, 25)
    ]  # fmt: skip
    result = budget_spending(
        table("budget_plan", *(planned(*key, fen) for key, fen in plan.items())),
        table("ledger", *chance.sample(lines, len(lines))),
        rules=make_rules(),
    )
    good = [row for row in lines if row["status"] == "accepted"]
    keys = {*plan, *((row["project_id"], row["category"]) for row in good)}
    planners = {project for project, _ in plan}
    assert rows_of(result) == {
        key: (
            plan.get(key, 0 if key[0] in planners else -1),
            sum(row["amount_fen"] for row in good if (row["project_id"], row["category"]) == key),
        )
        for key in keys
    }
    outside = {key for key in keys if key not in plan and key[0] in planners}
    assert len(result.problems) == len(outside)
    assert {(found.where.sheet, found.actual) for found in result.problems} == outside


def test_plans_of_projects_without_a_grant_are_compared_with_nothing(table, make_rules):
    plan = table("budget_plan", *(planned(name, "交通", 500) for name in "ABC"))
    lines = table("ledger", line("B", 1, "交通", 70))
    result = budget_spending(plan, lines, rules=make_rules(), funded={"A"})
    assert rows_of(result) == {("A", "交通"): (500, 0), ("B", "交通"): (500, 70)}
