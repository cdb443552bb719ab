"""Lists of a year's money: in yuan, in the committee's words, with the sums of their tables."""

from __future__ import annotations

import pandas as pd
import pytest

from assessment.core.rules import Rules
from assessment.founding import Demo
from assessment.report import money_lists


@pytest.fixture(scope="module")
def rules(demo: Demo) -> Rules:
    return demo.workspace.rules(2019)


def total(listed: pd.DataFrame, head: str) -> float:
    texts = listed[head].str.replace(",", "")
    return float(texts[texts != "—"].astype(float).sum())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_instalments_add_up_and_tell_their_state(demo: Demo, rules: Rules, lang: str) -> None:
    tables = demo.workspace.run(2019).tables
    listed = money_lists.list_instalments(
        tables["instalments"], tables["applications"], rules=rules, lang=lang
    )
    granted, paid, state = ("支持经费（元）", "已拨或入账（元）", "情况")
    if lang == "en":
        granted, paid, state = "Granted (yuan)", "Paid (yuan)", "State"
    assert total(listed, granted) == tables["instalments"]["granted_fen"].sum() / 100
    assert total(listed, paid) == tables["payments"]["paid_fen"].sum() / 100
    assert list(listed[state]).count("未拨" if lang == "zh" else "unpaid") == 1


def test_lines_left_out_say_why_and_where(demo: Demo, rules: Rules) -> None:
    tables = demo.workspace.run(2019).tables
    listed = money_lists.list_left_out(
        tables["ledger"], tables["applications"], tables["sources"], rules=rules
    )
    assert len(listed) == (tables["ledger"]["status"] != "accepted").sum() > 0
    assert set(listed["认定"]) <= {"不予列支", "逾期", "缺票据"}
    assert listed["出处"].str.contains("2019/").all()


def test_finance_and_settlements_show_what_differs(demo: Demo, rules: Rules) -> None:
    tables = demo.workspace.run(2019).tables
    finance = money_lists.list_finance(tables["finance_match"], rules=rules)
    assert {"不一致", "财务清单中没有"} < set(finance["核对"])
    earlier = demo.workspace.run(2018).tables
    settled = money_lists.list_settled(
        earlier["settlement_match"], earlier["applications"], rules=demo.workspace.rules(2018)
    )
    assert list(settled["核对"]).count("不一致") == 1
    assert "一致" not in set(settled["核对"])


def test_years_are_those_so_far(demo: Demo) -> None:
    tables = demo.workspace.run(2019).tables
    listed = money_lists.list_years(tables["budget_years"])
    assert listed["年度"].to_list() == ["2017", "2018", "2019"]
    assert total(listed, "认可支出（元）") == tables["budget_years"]["spent_fen"].sum() / 100
