"""What the chart of spending by category holds, and that every text on it can be read."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from matplotlib.colors import to_hex

from assessment.core.tables import conform, empty
from assessment.report import style
from assessment.report.charts_spending import draw_spending
from three_years import CATEGORIES, make_spending, make_years, words


@pytest.fixture
def years() -> Any:
    got = make_years((2017,))
    got.funded = list(got.selected["project_id"])
    got.spending = make_spending(got.funded)
    return got


def draw(years: Any, **how: Any) -> Any:
    tables = (years.spending, years.applications, years.colleges)
    return draw_spending(*tables, rules=years.rules[0], **how)


def panels(ax: Any, name: str) -> list[list[Any]]:
    return [list(some) for some in ax.containers if some.get_label() == name]


def widths(ax: Any, name: str) -> list[list[float]]:
    return [[bar.get_width() for bar in some] for some in panels(ax, name)]


def test_bars_are_yuan_the_sum_first_then_each_project(years: Any) -> None:
    ax = draw(years)
    table = years.spending
    for name, column in (("planned", "planned_fen"), ("spent", "spent_fen")):
        total, *single = widths(ax, name)
        sums = table.groupby("category")[column].sum()
        assert total == pytest.approx([sums[category] / 100 for category in CATEGORIES])
        for project, lengths in zip(sorted(years.funded), single, strict=True):
            mine = table[table["project_id"] == project].set_index("category")[column]
            assert lengths == pytest.approx([mine[category] / 100 for category in CATEGORIES])


def test_categories_stand_in_the_order_of_the_rules(years: Any) -> None:
    ax = draw(years)
    assert [label.get_text() for label in ax.get_yticklabels()] == CATEGORIES
    assert {"4 个项目合计", "基础医学院", "护理学院", "中医学院"} <= set(words(ax))


def test_category_outside_the_rules_stands_last(years: Any) -> None:
    extra = years.spending.iloc[:1].assign(category="餐饮", spent_fen=100)
    years.spending = conform(pd.concat([years.spending, extra]), "budget_spending")
    assert draw(years).get_yticklabels()[-1].get_text() == "餐饮"


def test_spending_above_the_plan_has_the_warning_colour(years: Any) -> None:
    years.spending = make_spending(years.funded[:1])
    ax = draw(years)
    colors = [to_hex(bar.get_facecolor()) for bar in panels(ax, "spent")[0]]
    assert [color == style.WARN.lower() for color in colors] == [
        category in ("交通", "物料") for category in CATEGORIES[:7]
    ]
    assert "2 个科目的支出超出计划，超出最多的是交通（320 元）" in words(ax)
    years.spending["spent_fen"] = years.spending["planned_fen"].fillna(0)
    mine = years.spending["project_id"] == years.funded[0]
    for names, told in (("交通 物料", "交通、物料（各 100 元）"),
                        ("交通 物料 其他 印刷资料", "其中 4 个（各 100 元）")):  # fmt: skip
        over = mine & years.spending["category"].isin(names.split())
        years.spending.loc[over, "spent_fen"] = years.spending["planned_fen"].fillna(0) + 10000
        n = len(names.split())
        assert f"{n} 个科目的支出超出计划，超出最多的是{told}" in words(draw(years))


def test_projects_without_a_plan_are_apart_and_planned_nothing(years: Any) -> None:
    bare = years.funded[1]
    years.spending = make_spending(years.funded, (bare,))
    ax = draw(years)
    mine = years.spending[years.spending["project_id"] == bare].set_index("category")
    spent = [mine.loc[category, "spent_fen"] / 100 for category in CATEGORIES]
    assert widths(ax, "bare")[0] == pytest.approx(spent)
    assert sum(widths(ax, "spent")[2]) == 0 == sum(widths(ax, "planned")[2])
    planned = years.spending["planned_fen"].sum() / 100
    assert sum(widths(ax, "planned")[0]) == pytest.approx(planned)
    assert {"护理学院（无预算方案）", "无方案支出"} <= set(words(ax))
    assert any("1 个项目无预算方案，另计" in text for text in words(ax))


def test_without_any_plan_there_is_no_column_of_plans(years: Any) -> None:
    years.spending = make_spending(years.funded, tuple(years.funded))
    said = words(draw(years))
    assert "4 个项目均无预算方案，支出 19,650.80 元，无从与计划比较" in said
    assert "计划" not in said
    assert "0" not in said


def test_title_when_all_stayed_within_the_plan(years: Any) -> None:
    years.spending["spent_fen"] = years.spending["planned_fen"]
    assert "各科目支出均未超出计划：计划 20,000 元，支出 20,000 元" in words(draw(years))


def test_all_columns_have_one_scale_and_do_not_touch(years: Any) -> None:
    ax = draw(years)
    ends = [max(bar.get_x() + bar.get_width() for bar in some) for some in panels(ax, "planned")]
    starts = [some[0].get_x() for some in panels(ax, "planned")]
    assert all(end < start for end, start in zip(ends, starts[1:], strict=False))
    assert ends[-1] < ax.get_xlim()[1]


def test_many_projects_show_their_sum_only(years: Any) -> None:
    years.spending = make_spending(list(years.applications["project_id"][:12]))
    ax = draw(years)
    assert len(panels(ax, "planned")) == 1
    assert "12 个项目合计" in words(ax)


def test_two_projects_of_a_college_are_named(years: Any, legible: Any) -> None:
    years.spending = make_spending(["2017-C01-1", "2017-C01-2"])
    ax = draw(years)
    legible(ax)
    assert "“初心课堂”青年马克思主义者培养工程" in words(ax)


@pytest.mark.parametrize(("size", "lang"), [("a4", "zh"), ("a4", "en"), ("16:9", "zh")])
@pytest.mark.parametrize("number", [1, 4, 5, 12])
def test_every_text_can_be_read(
    years: Any, legible: Any, number: int, size: str, lang: str
) -> None:
    projects = list(years.applications["project_id"][2 : number + 2])
    years.spending = make_spending(projects, tuple(projects[1:2]))
    given = style.new_axes("16:9") if size == "16:9" else None
    legible(draw(years, ax=given, lang=lang))


def test_no_spending_gives_a_page_that_says_so(years: Any, legible: Any) -> None:
    years.spending = empty("budget_spending")
    ax = draw(years)
    legible(ax)
    assert "尚无预算和支出记录" in words(ax)


def test_other_years_are_passed_over(years: Any) -> None:
    years.spending = years.spending.assign(year=2018)
    assert "尚无预算和支出记录" in words(draw(years))


def test_same_tables_give_the_same_bytes(years: Any) -> None:
    one, other = (style.write_figure(style.figure_of(draw(years)), "svg") for _ in range(2))
    assert one == other
