"""What the chart of applications and selections holds, and that every text can be read."""

from __future__ import annotations

from typing import Any

import pytest

from assessment.core.tables import empty
from assessment.report import style
from assessment.report.charts_demand import draw_theme_demand
from three_years import dots, make_years, words


@pytest.fixture
def years() -> Any:
    return make_years()


def draw(years: Any, **how: Any) -> Any:
    return draw_theme_demand(years.coverage, rules=years.rules, **how)


def themes(ax: Any) -> list[str]:
    return [label.get_text() for label in ax.get_yticklabels()]


def test_one_square_a_project(years: Any) -> None:
    ax = draw(years)
    table = years.coverage
    assert len(dots(ax, "selected")) == table["n_selected"].sum()
    assert len(dots(ax, "applied")) == (table["n_applied"] - table["n_selected"]).sum()


def test_squares_stand_in_the_row_of_their_theme(years: Any) -> None:
    ax = draw(years)
    heights = dict(zip(themes(ax), ax.get_yticks(), strict=True))
    for theme in years.rules[-1].themes:
        mine = years.coverage[years.coverage["theme_code"] == theme.code]
        at = [y for _, y in dots(ax, "selected") if y == pytest.approx(heights[theme.name])]
        assert len(at) == mine["n_selected"].sum()


def test_themes_stand_by_applications_and_totals_are_written(years: Any) -> None:
    ax = draw(years)
    totals = years.coverage.groupby("theme_code")["n_applied"].sum()
    names = {theme.name: totals[theme.code] for theme in years.rules[-1].themes}
    shown = [names[name] for name in themes(ax)]
    assert shown == sorted(shown, reverse=True)
    assert {"11", "申报合计", "立项合计", "2017 年（立项/申报 4/24）"} <= set(words(ax))


def test_title_says_where_demand_is_and_where_none(years: Any) -> None:
    title = "申报 65 项、立项 11 项：志愿服务类申报最多（11 项），就业创业类无人申报"
    assert title in words(draw(years))


def test_undecided_year_is_said(years: Any) -> None:
    years.coverage.loc[years.coverage["year"] == 2019, "n_selected"] = 0
    assert any("2019 年立项尚未确定" in text for text in words(draw(years)))


def test_more_selected_than_applied_is_still_drawn(years: Any) -> None:
    years.coverage.loc[0, ["n_applied", "n_selected"]] = 0, 2
    ax = draw(years)
    assert "2/0" in words(ax)
    assert len(dots(ax, "selected")) == years.coverage["n_selected"].sum()


def test_one_year_needs_no_totals() -> None:
    said = words(draw(make_years((2017,))))
    assert "申报合计" not in said
    assert any(text.startswith("2017 年：") for text in said)


@pytest.mark.parametrize(("size", "lang"), [("a4", "zh"), ("a4", "en"), ("16:9", "zh")])
@pytest.mark.parametrize("factor", [1, 12])
def test_every_text_can_be_read(
    years: Any, legible: Any, factor: int, size: str, lang: str
) -> None:
    years.coverage["n_applied"] *= factor
    given = style.new_axes("16:9") if size == "16:9" else None
    legible(draw(years, ax=given, lang=lang))


def test_no_applications_give_a_page_that_says_so(years: Any, legible: Any) -> None:
    years.coverage = empty("coverage")
    ax = draw(years)
    legible(ax)
    assert "尚无申报" in words(ax)


def test_same_table_gives_the_same_bytes(years: Any) -> None:
    one, other = (style.write_figure(style.figure_of(draw(years)), "svg") for _ in range(2))
    assert one == other


def test_missing_column_is_named(years: Any) -> None:
    years.coverage = years.coverage.drop(columns="n_applied")
    with pytest.raises(ValueError, match="n_applied"):
        draw(years)
