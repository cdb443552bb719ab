"""What the chart of grants holds, and that every text on it can be read."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from matplotlib.colors import to_hex

from assessment.core.tables import empty
from assessment.report import style
from assessment.report.charts_account import draw_grant_usage


def draw(year: Any, rules: Any, **how: Any) -> Any:
    tables = (year.budget_usage, year.applications, year.colleges)
    return draw_grant_usage(*tables, rules=rules, **how)


def words(ax: Any) -> list[str]:
    figure = ax.get_figure(root=True)
    return [text.get_text().replace("\n", "") for text in [*ax.texts, *figure.texts]]


def bars(ax: Any, name: str) -> list[Any]:
    return list(next(bars for bars in ax.containers if bars.get_label() == name))


def test_bars_are_yuan_highest_share_first(year: Any, rules: Any) -> None:
    ax = draw(year, rules)
    assert [bar.get_width() for bar in bars(ax, "spent")] == [5610.0, 5230.8, 5000.0, 4812.5]
    assert [bar.get_width() for bar in bars(ax, "granted")] == [5000.0] * 4
    assert [bar.get_width() for bar in bars(ax, "limit")] == pytest.approx([5500.0] * 4)
    assert ax.get_xlabel() == "金额（元）"


def test_strokes_stand_at_the_shares_of_the_rules(year: Any, rules: Any) -> None:
    ax = draw(year, rules)
    places = [
        {x for segment in lines.get_segments() for x, _ in segment} for lines in ax.collections
    ]
    assert [sorted(set(places)) for places in places] == [[5000.0], [pytest.approx(5500.0)]]
    assert {"100%", "110%"} <= set(words(ax))


def test_only_spending_above_the_limit_has_the_warning_colour(year: Any, rules: Any) -> None:
    colors = [to_hex(bar.get_facecolor()) for bar in bars(draw(year, rules), "spent")]
    assert colors == [style.WARN.lower(), *[style.ACCENT.lower()] * 3]


def test_amounts_and_shares_are_written(year: Any, rules: Any) -> None:
    said = words(draw(year, rules))
    assert {"5,610.00", "112.20%", "超过 110%", "5,230.80", "超过 100%，须说明"} <= set(said)
    assert said.count("支持经费以内") == 2
    assert "4 个立项项目中 1 个支出超过支持经费的 110%" in said


@pytest.mark.parametrize(
    ("spent", "title"),
    [
        ((500000,), "1 个立项项目的支出均在支持经费以内"),
        ((500001,), "1 个立项项目中 1 个支出超过支持经费，均未超过 110%"),
        ((550000,), "1 个立项项目中 1 个支出超过支持经费，均未超过 110%"),
        ((550001,), "1 个立项项目中 1 个支出超过支持经费的 110%"),
    ],
)
def test_title_follows_the_bands(
    year: Any, rules: Any, make: Any, spent: tuple[int, ...], title: str
) -> None:
    year.budget_usage = make.usage(year.ids[:1], spent)
    assert title in words(draw(year, rules))


def test_spending_without_a_grant_is_said(year: Any, rules: Any, legible: Any) -> None:
    year.budget_usage.loc[1, ["granted_fen", "usage_share", "band"]] = 0, pd.NA, pd.NA
    ax = draw(year, rules)
    legible(ax)
    assert {"未获支持经费", "—", "0.00"} <= set(words(ax))
    assert "3 个立项项目中 1 个支出超过支持经费的 110%" in words(ax)
    assert len(ax.collections[0].get_segments()) == 3


def test_grants_may_differ(year: Any, rules: Any) -> None:
    year.budget_usage.loc[0, "granted_fen"] = 300000
    ax = draw(year, rules)
    places = {float(x) for segment in ax.collections[0].get_segments() for x, _ in segment}
    assert places == {3000.0, 5000.0}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("number", [1, 4, 40])
def test_every_text_can_be_read(
    make: Any, rules: Any, legible: Any, number: int, lang: str
) -> None:
    year = make.year(40)
    year.budget_usage = make.usage(year.ids[:number], (561000, 3, 1234567))
    legible(draw(year, rules, lang=lang))


@pytest.mark.parametrize("number", [1, 4, 40])
def test_every_text_can_be_read_on_a_slide(
    make: Any, rules: Any, legible: Any, number: int
) -> None:
    year = make.year(40)
    year.budget_usage = make.usage(year.ids[:number])
    ax = style.new_axes("16:9")
    assert draw(year, rules, ax=ax) is ax
    legible(ax)


def test_no_grants_give_a_page_that_says_so(year: Any, rules: Any, legible: Any) -> None:
    year.budget_usage = empty("budget_usage")
    ax = draw(year, rules)
    legible(ax)
    assert "尚无支持经费记录" in words(ax)


def test_missing_column_is_named(year: Any, rules: Any) -> None:
    year.budget_usage = year.budget_usage.drop(columns="spent_fen")
    with pytest.raises(ValueError, match="spent_fen"):
        draw(year, rules)
