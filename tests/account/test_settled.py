"""What settlements say against ledgers and budgets, by hand and by an oracle in yuan."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.account.settled import settlement_match
from assessment.core.tables import empty

SOURCES = pd.DataFrame(
    {"source_id": ["t", "l", "p"], "file": ["决算.xlsx", "明细.xlsx", "申报.docx"]}
)

NAMES = [{"project_id": one, "project_name": f"{one}项目", "college_code": "C01"} for one in "AB"]


def settled(project, category, fen, n=1, **values):
    state = "blank" if fen is None else "stated"
    return {"project_id": project, "category": category, "spent_fen": fen, "state": state,
            "src": f"t!{project}!C{n}"} | values  # fmt: skip


def spent(project, n, category, fen, status="accepted"):
    return {"project_id": project, "line_no": n, "category": category, "amount_fen": fen,
            "status": status, "src": f"l!{project}!C{n}"}  # fmt: skip


def planned(project, category, fen):
    return {"project_id": project, "category": category, "planned_fen": fen, "src": "p!表1!E9"}


@pytest.fixture(scope="module")
def match(table, make_rules):
    def run(stated, lines, plan=(), funded=("A",)):
        return settlement_match(
            table("settlements", *stated),
            table("ledger", *lines),
            table("budget_plan", *plan),
            table("grants", *({"project_id": one, "instalment": 1, "granted_fen": 500000}
                              for one in funded)),
            rules=make_rules(),
            applications=table("applications", *NAMES),
            sources=SOURCES,
        )  # fmt: skip

    return run


def outcomes(result):
    frame = result.frame
    return dict(zip(frame["category"], frame["outcome"], strict=True))


def told(result):
    return [(p.code, p.where.cell, p.column, p.actual, p.expected) for p in result.problems]


def test_categories_are_compared_however_they_are_spelled(match):
    lines = [spent("A", 1, "交通费", 100), spent("A", 2, "交 通", 50), spent("A", 3, "物料", 7)]
    result = match([settled("A", "交通", 150, n_vouchers=2), settled("A", "物料费", 7)], lines)
    assert outcomes(result) == {"交通": "agrees", "物料": "agrees"}
    assert not result.problems and result.facts == {"n_settled": 1}
    row = result.frame.set_index("category").loc["交通"]
    assert (row["stated_fen"], row["ledger_fen"], row["left_out_fen"]) == (150, 150, 0)
    assert (row["n_vouchers"], row["n_lines"]) == (2, 2)


def test_what_differs_names_both_amounts_and_both_places(match):
    result = match([settled("A", "交通", 12345, 5)], [spent("A", 4, "交通", 12300)])
    assert outcomes(result) == {"交通": "differs"}
    assert told(result) == [
        ("settlement.differs", "C5", "交通", "123.45 元", "123.00 元（见 明细.xlsx「A」C4）")
    ]
    assert result.problems[0].where.file == "决算.xlsx"
    assert (
        "决算表中科目「交通」的实际支出为 123.45 元，经费支出明细计入 123.00 元（见 明细.xlsx「A」C4）。"
        in (result.problems[0].message)
    )


@pytest.mark.parametrize("fen", [99, 101])
def test_one_fen_is_a_difference(fen, match):
    assert outcomes(match([settled("A", "交通", fen)], [spent("A", 1, "交通", 100)])) == {
        "交通": "differs"
    }


def test_a_difference_that_is_what_was_left_out_is_said_to_be_that(match):
    lines = [spent("A", 1, "交通", 100), spent("A", 2, "交通", 30, "unproved"),
             spent("A", 3, "交通", 4, "late")]  # fmt: skip
    result = match([settled("A", "交通", 134, 5)], lines)
    assert outcomes(result) == {"交通": "left_out"}
    assert told(result) == [
        ("settlement.left-out", "C5", "交通", "1.34 元", "1.00 元（见 明细.xlsx「A」C1）")
    ]
    assert outcomes(match([settled("A", "交通", 130)], lines)) == {"交通": "differs"}
    assert outcomes(match([settled("A", "交通", 100)], lines)) == {"交通": "agrees"}


def test_a_difference_that_an_unread_line_may_be_is_left_open(match):
    lines = [spent("A", 1, "交通", 100), spent("A", 2, "交通", None, "unproved")]
    result = match([settled("A", "交通", 130)], lines)
    assert outcomes(result) == {"交通": "unread"} and not result.problems
    assert outcomes(match([settled("A", "交通", 100)], lines)) == {"交通": "agrees"}


def test_what_one_side_lacks_is_told_where_money_is_at_stake(match):
    stated = [settled("A", "交通", None, 5), settled("A", "物料", 9, 6), settled("A", "场地", 0, 7)]
    lines = [spent("A", 1, "交通", 100), spent("A", 2, "宣传制作", 60),
             spent("A", 3, "礼品", 8, "barred")]  # fmt: skip
    result = match(stated, lines)
    assert outcomes(result) == {
        "交通": "not_stated", "宣传制作": "not_stated", "物料": "not_in_ledger", "场地": "agrees",
        "礼品": "agrees",
    }  # fmt: skip
    assert sorted(told(result)) == sorted([
        ("settlement.differs", "C5", "交通", "空白", "1.00 元（见 明细.xlsx「A」C1）"),
        ("settlement.differs", "C5", "宣传制作", "空白", "0.60 元（见 明细.xlsx「A」C2）"),
        ("settlement.differs", "C6", "物料", "0.09 元", "0.00 元（见 明细.xlsx「A」C1）"),
    ])  # fmt: skip


def test_what_could_not_be_read_is_compared_with_nothing(match):
    stated = [settled("A", "交通", None, state="unread")]
    result = match(stated, [spent("A", 1, "交通", 100)])
    assert outcomes(result) == {"交通": "unread"} and not result.problems


def test_spending_on_no_category_stands_apart(match):
    result = match(
        [settled("A", "交通", 100)], [spent("A", 1, "交通", 100), spent("A", 2, None, 5)]
    )
    assert outcomes(result) == {"交通": "agrees", "未注明": "not_stated"}


def test_the_budget_is_compared_with_the_applications(match):
    stated = [
        settled("A", "交通", 100, 5, planned_fen=500), settled("A", "物料", 0, 6, planned_fen=9),
        settled("A", "场地", 0, 7, planned_fen=0), settled("A", "其他", 0, 8),
        settled("A", "餐饮", 0, 9, planned_fen=1),
    ]  # fmt: skip
    plan = [planned("A", "交通费", 400), planned("A", "餐饮", None), planned("A", "其他", 70)]
    result = match(stated, [spent("A", 1, "交通", 100)], plan)
    assert told(result) == [
        (
            "settlement.plan-differs",
            "C5",
            "交通",
            "5.00 元",
            "4.00 元（见 申报.docx「表1」第9行第5列）",
        ),
        (
            "settlement.plan-differs",
            "C6",
            "物料",
            "0.09 元",
            "0.00 元（见 申报.docx「表1」第9行第5列）",
        ),
    ]
    assert not match(stated, [spent("A", 1, "交通", 100)]).problems  # no plan on file


def test_without_a_ledger_or_a_grant_the_paper_is_told_once(match):
    stated = [settled("A", "交通", 100, 5), settled("A", "物料", 7, 6), settled("B", "交通", 5, 7)]
    result = match(stated, [spent("B", 1, "交通", 5)])
    assert [one[:4] for one in told(result)] == [
        ("settlement.no-ledger", "C5", "project_id", "A项目"),
        ("settlement.not-selected", "C7", "project_id", "B项目"),
    ]
    assert set(result.frame["outcome"]) == {"not_in_ledger", "agrees"}


def test_projects_without_a_settlement_are_not_compared(match):
    result = match([], [spent("A", 1, "交通", 100)], [planned("A", "交通", 5)])
    assert result.frame.empty and not result.problems


def test_other_years_stay_out(match):
    result = match([settled("A", "交通", 100, year=2016)], [spent("A", 1, "交通", 1)])
    assert result.frame.empty and not result.problems


def test_a_ledger_that_was_not_judged_is_refused(match):
    with pytest.raises(ValueError, match="status"):
        match([settled("A", "交通", 100)], [spent("A", 1, "交通", 100, None)])


@pytest.mark.parametrize("name", ["settlements", "ledger", "budget_plan", "grants"])
def test_a_missing_column_is_refused(name, make_rules):
    tables = {one: empty(one) for one in ("settlements", "ledger", "budget_plan", "grants")}
    tables[name] = tables[name].drop(columns="project_id")
    with pytest.raises(ValueError, match="project_id"):
        settlement_match(*tables.values(), rules=make_rules())


CATEGORIES = ("交通", "物料", "宣传制作")
STATUSES = ("accepted", "late", "barred", "unproved")
AMOUNTS = st.integers(-3000, 300000) | st.none()
LINES = st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from(CATEGORIES), AMOUNTS,
                           st.sampled_from(STATUSES)), max_size=9)  # fmt: skip
SAID = st.dictionaries(
    st.tuples(st.sampled_from("AB"), st.sampled_from(CATEGORIES)),
    st.tuples(st.sampled_from(("stated", "blank", "unread", "sum", "all")), st.integers(0, 300000)),
)


def in_yuan(fen):
    return None if fen is None else Decimal(int(fen)).scaleb(-2)


def oracle(said, lines):
    """Return the outcome of a category in yuan: said (state, amount), lines (amount, status)."""
    counted = sum((fen for fen, status in lines if status == "accepted"), Decimal())
    left_out = [fen for fen, status in lines if status != "accepted"]
    state, amount = said or ("blank", None)
    if state == "unread":
        return "unread", counted
    if (amount or Decimal()) == counted:
        return "agrees", counted
    if amount is None:
        return "not_stated", counted
    if not lines:
        return "not_in_ledger", counted
    if None in left_out:
        return "unread", counted
    if left_out and amount - counted == sum(left_out):
        return "left_out", counted
    return "differs", counted


@settings(max_examples=60, deadline=None)
@given(lines=LINES, said=SAID)
def test_against_an_oracle_in_yuan(lines, said, match):
    # What the rules accept has an amount.
    lines = [(who, what, 0 if fen is None and status == "accepted" else fen, status)
             for who, what, fen, status in lines]  # fmt: skip
    rows, stated = {}, {}
    for who, what, fen, status in lines:
        rows.setdefault((who, what), []).append((in_yuan(fen), status))
    for key, (state, fen) in said.items():
        mine = [fen for fen, status in rows.get(key, []) if fen is not None
                and (state == "all" or status == "accepted")]  # fmt: skip
        amount = sum(mine, Decimal()) if state in ("sum", "all") else in_yuan(fen)
        word = "stated" if state in ("sum", "all") else state
        stated[key] = (word, amount if word == "stated" else None)
    result = match(
        [settled(*key, None if yuan is None else int(yuan * 100), state=state)
         for key, (state, yuan) in stated.items()],
        [spent(who, n, *rest) for n, (who, *rest) in enumerate(lines, 1)],
        funded=("A", "B"),
    )  # fmt: skip
    projects = {who for who, _ in stated}
    keys = {key for key in (*stated, *rows) if key[0] in projects}
    wanted = {key: oracle(stated.get(key), rows.get(key, [])) for key in keys}
    found = {(row.project_id, row.category): (row.outcome, in_yuan(row.ledger_fen))
             for row in result.frame.itertuples()}  # fmt: skip
    assert found == wanted
    with_ledger = {who for who, _ in rows}
    differing = [one for one in result.problems if one.code == "settlement.differs"]
    assert len(differing) == sum(
        outcome in ("differs", "not_stated", "not_in_ledger") and key[0] in with_ledger
        for key, (outcome, _) in wanted.items()
    )
