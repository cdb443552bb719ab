"""The page for the meeting that chooses projects says what the tables hold."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from assessment import pipeline
from assessment.core.rules import Rules
from assessment.founding import Demo
from assessment.report.meeting import Page, meeting_page

Year = tuple[dict[str, pd.DataFrame], Rules]


@pytest.fixture(scope="module")
def years(demo: Demo) -> dict[int, Year]:
    return {
        year: (dict(demo.workspace.run(year).tables), demo.workspace.rules(year))
        for year in (2017, 2018, 2019)
    }


def page_of(year: Year, **changed: Any) -> Page:
    tables, rules = year
    return meeting_page(tables | changed, rules=rules)


def part(page: Page, title: str) -> Any:
    return next(one for one in page.parts if one.title == title)


def test_the_page_stands_in_the_order_in_which_a_meeting_asks(years: dict[int, Year]) -> None:
    titles = [one.title for one in page_of(years[2018]).parts]
    assert titles == [
        "三年覆盖进展", "按规则拟立项", "可选方案", "未列入拟立项的项目", "评审决定", "各单位覆盖情况",
    ]  # fmt: skip
    assert page_of(years[2019]).parts[-1].title == "回看三年"


def test_the_situation_is_that_before_the_choice(years: dict[int, Year]) -> None:
    first, last = (part(page_of(years[year]), "三年覆盖进展").lines for year in (2017, 2019))
    assert first[0] == "本年是计划的第 1 年（共 3 年）。"
    assert first[1].startswith("须覆盖的 9 类主题中，此前已覆盖 0 类，未覆盖 9 类：")
    assert first[2] == "本年立项 3–4 项；此后还有 2 年、8 个名额。"
    assert first[3].startswith("本年至少须新覆盖 1 类")
    assert last[1] == "须覆盖的 9 类主题中，此前已覆盖 8 类，未覆盖 1 类：就业创业类。"
    assert "最后一年" in last[2]


def test_a_theme_that_nobody_offers_is_named_with_how_long(years: dict[int, Year]) -> None:
    told = part(page_of(years[2018]), "按规则拟立项").lines[0]
    assert told == (
        "按此立项后，未覆盖 2 类（就业创业类、其他创建主题），此后剩 4 个名额，"
        "其中就业创业类连续 2 年无人申报。"
    )
    table = part(page_of(years[2018]), "三年覆盖进展").table.set_index("品牌主题")
    assert table.loc["就业创业类", "截至本年"] == "尚未覆盖，就业创业类连续 2 年无人申报"
    assert table.loc["思想教育类", "截至本年"] == "已覆盖"


def test_projects_stand_with_rank_points_and_reason(years: dict[int, Year]) -> None:
    tables, _ = years[2019]
    proposed = part(page_of(years[2019]), "按规则拟立项")
    selection = tables["selection"].query("year == 2019 and is_proposed")
    names = tables["applications"].set_index("project_id")["project_name"]
    assert set(proposed.table["项目名称"]) == set(names[selection["project_id"]])
    assert list(proposed.table["名次"].astype(int)) == sorted(proposed.table["名次"].astype(int))
    assert "所属品牌主题尚未覆盖；只看得分不入选" in set(proposed.table["理由"])
    assert any(line.startswith("与只看得分相比，总分少 10.23 分") for line in proposed.lines)


def test_sets_show_the_best_and_the_committees(years: dict[int, Year]) -> None:
    table = part(page_of(years[2018]), "可选方案").table
    frontier = years[2018][0]["selection_frontier"]
    marks = list(table["说明"])
    assert marks.count("按规则最优") == frontier["is_best"].sum() == 1
    assert marks.count("评审决定") == 1
    assert set(table["新覆盖主题"]) == set(frontier["n_new_themes"])
    chosen = table.loc[table["说明"] == "评审决定"].iloc[0]
    assert chosen["得分合计"] == "343.53"
    assert chosen["全部覆盖的可能性"].endswith("%")


def test_where_the_committee_differs_its_reasons_are_told(years: dict[int, Year]) -> None:
    lines = part(page_of(years[2018]), "评审决定").lines
    assert any(line.startswith("未取「“醒·爱”麻醉安全科普巡讲」：") for line in lines)
    assert any(line.startswith("增加「“世界医学日历”多语种健康传播计划」：") for line in lines)
    silent = years[2018][0]["selection"].assign(reason=None)
    told = part(page_of(years[2018], selection=silent), "评审决定").lines
    assert any(line.endswith("（未登记理由）。") for line in told)
    same = part(page_of(years[2019]), "评审决定").lines
    assert same[0] == "评审决定与拟立项一致。"


def test_colleges_that_the_places_left_cannot_reach_are_said_plainly(
    years: dict[int, Year],
) -> None:
    told = {year: part(page_of(one), "各单位覆盖情况").lines for year, one in years.items()}
    never = years[2018][0]["college_coverage"].query("year == 2018")["is_never_reached"].sum()
    assert told[2018][0].startswith(f"20 个单位中还有 {never} 个从未获得支持，此后只剩 4 个名额")
    assert "不可能全部照顾到" in told[2018][0]
    assert told[2019][0].endswith("个在计划年限内从未获得支持。")


def test_before_anything_is_decided_or_even_judged_the_page_still_stands(
    years: dict[int, Year],
) -> None:
    tables, _ = years[2018]
    open_ = tables["selection"].assign(is_selected=False, is_overruled=False)
    frontier = tables["selection_frontier"].assign(is_chosen=False)
    page = page_of(years[2018], selection=open_, selection_frontier=frontier)
    assert "评审决定" not in [one.title for one in page.parts]
    nothing = page_of(
        years[2018],
        selection=tables["selection"].head(0),
        selection_frontier=tables["selection_frontier"].head(0),
        standings=tables["standings"].query("round != 'review'"),
    )
    assert part(nothing, "按规则拟立项").lines == ("立项评审尚无成绩，暂不能提出方案。",)


def test_the_page_is_shown_by_notebooks_without_markup_of_its_texts(years: dict[int, Year]) -> None:
    tables, _ = years[2018]
    apps = tables["applications"].assign(
        project_name="<b>" + tables["applications"]["project_name"]
    )
    shown = page_of(years[2018], applications=apps)._repr_html_()
    assert shown.startswith("<h2>2018 年立项评议参考</h2><h3>三年覆盖进展</h3>")
    assert "<b>" not in shown and "&lt;b&gt;" in shown


def test_english_says_the_same(years: dict[int, Year]) -> None:
    tables, rules = years[2019]
    zh, en = (pipeline.meeting_page(tables, rules=rules, lang=lang) for lang in ("zh", "en"))
    assert [len(one.lines) for one in zh.parts] == [len(one.lines) for one in en.parts]
    assert part(en, "Looking back over the programme").table["Year"].tolist() == [2017, 2018, 2019]
