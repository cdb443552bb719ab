"""Lists of the programme: official words, names for ids, nothing computed anew."""

from __future__ import annotations

import pandas as pd
import pytest

from assessment.core.rules import Rules
from assessment.founding import Demo
from assessment.report import rolls


@pytest.fixture(scope="module")
def rules(demo: Demo) -> Rules:
    return demo.workspace.rules(2019)


def test_the_choice_stands_beside_the_points(demo: Demo, rules: Rules) -> None:
    tables = demo.workspace.run(2019).tables
    listed = rolls.list_selection(
        tables["selection"],
        tables["standings"],
        tables["applications"],
        tables["colleges"],
        rules=rules,
    )
    chosen = listed[listed["立项"] == "√"]
    assert len(chosen) == 4
    assert len(listed[listed["按得分入选"] == "√"]) == 4
    differs = chosen[chosen["按得分入选"] != "√"]
    assert len(differs) > 0 and (differs["理由"] != "—").all()
    assert listed["名次"].tolist()[:3] == ["1", "2", "3"]


def test_the_red_flag_list_is_in_the_order_of_ranks(demo: Demo, rules: Rules) -> None:
    tables = demo.workspace.run(2019).tables
    for lang, rank in (("zh", "名次"), ("en", "Rank")):
        listed = rolls.list_red_flag(tables["red_flag"], tables["colleges"], rules=rules, lang=lang)
        ranks = [int(text) for text in listed[rank] if text != "—"]
        assert ranks == sorted(ranks) and len(ranks) > 5
    assert "一票否决" in set(rolls.list_red_flag(
        tables["red_flag"], tables["colleges"], rules=rules)["评定"])  # fmt: skip


def test_a_brand_bears_the_name_of_its_latest_project(demo: Demo, rules: Rules) -> None:
    programme = demo.workspace.programme(2019).tables
    listed = rolls.list_brands(
        programme["brands"], programme["applications"], programme["colleges"], rules=rules
    )
    assert len(listed) == len(programme["brands"])
    assert set(listed["状态"]) == {"有效", "限期整改", "降级"}
    assert not listed["品牌名称"].str.match(r"\d{4}-").any()


def test_only_projects_with_something_registered_are_listed(demo: Demo, rules: Rules) -> None:
    tables = demo.workspace.run(2019).tables
    listed = rolls.list_activity(
        tables["project_activity"], tables["applications"], tables["colleges"], rules=rules
    )
    assert 0 < len(listed) < len(tables["applications"])
    assert set(listed["材料齐全"]) == {"√", "—"}


def test_money_is_in_yuan_and_corrections_name_their_cell(demo: Demo, rules: Rules) -> None:
    tables = demo.workspace.run(2019).tables
    spent = rolls.list_spending(
        tables["budget_spending"], tables["applications"], tables["colleges"], rules=rules
    )
    total = spent["认可支出（元）"].str.replace(",", "").astype(float).sum()
    assert total == pytest.approx(tables["budget_spending"]["spent_fen"].sum() / 100)
    listed = rolls.list_corrections(tables["corrections"], tables["sources"], rules=rules)
    assert set(listed["状态"]) == {"已更正", "未采用"}
    assert listed["文件与单元格"].str.contains(r"2019/.+「.*」[A-Z]+\d+").all()


def test_empty_tables_give_empty_lists(demo: Demo, rules: Rules) -> None:
    tables = demo.workspace.run(2017).tables
    listed = rolls.list_red_flag(tables["red_flag"], tables["colleges"], rules=rules)
    assert isinstance(listed, pd.DataFrame) and listed.empty
