"""What the charts of the Red Flag evaluation hold, and that every text on them can be read."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from assessment.core.tables import empty
from assessment.report import style
from assessment.report.charts_red_flag import draw_bonus_effect, draw_red_flag
from three_years import bars, make_red_flag, make_years, words

BOTH = pytest.mark.parametrize("chart", [draw_red_flag, draw_bonus_effect])


@pytest.fixture
def years() -> Any:
    got = make_years()
    got.red_flag = make_red_flag()
    return got


def draw(years: Any, chart: Any = draw_red_flag, **how: Any) -> Any:
    tables = (years.red_flag, years.standings, years.colleges)
    return chart(*tables, rules=years.rules[-1], **how)


def units(ax: Any) -> list[str]:
    return [label.get_text().replace("\n", "") for label in ax.get_yticklabels()]


def test_bars_are_base_and_bonus_in_rank_order(years: Any) -> None:
    ax = draw(years)
    table = years.red_flag.sort_values(["rank", "college_code"])
    names = years.colleges.set_index("college_code")["college_name"]
    assert units(ax) == list(names[table["college_code"]])
    ends = [bar.get_x() + bar.get_width() for bar in bars(ax, "bonus")]
    assert ends == pytest.approx(list(table["total_points"]))
    base = [bar.get_width() for bar in bars(ax, "base")]
    assert base == pytest.approx(list(table["base_points"]))


def test_what_lies_above_the_cap_is_drawn_apart(years: Any) -> None:
    ax = draw(years)
    raw = years.red_flag["base_points"] + years.red_flag["bonus_points"]
    above = sorted(raw[raw > 100] - 100)
    assert sorted(bar.get_width() for bar in bars(ax, "excess")) == pytest.approx(above)
    assert all(bar.get_x() == pytest.approx(100.0) for bar in bars(ax, "excess"))
    assert words(ax).count("100.00") == len(above) == 2
    assert any("总分超过 100 的按 100 计" in text for text in words(ax))
    assert ax.get_xlim()[1] >= raw.max()


def test_nothing_is_said_of_the_cap_where_nobody_reaches_it(years: Any) -> None:
    years.red_flag["bonus_points"] = 0.0
    years.red_flag["total_points"] = years.red_flag["base_points"]
    ax = draw(years)
    assert not bars(ax, "excess")
    assert not any("按 100 计" in text for text in words(ax))


def test_ties_awards_vetoes_and_commendations_are_marked(years: Any) -> None:
    said = words(draw(years))
    assert said.count("1 并列") == 2
    assert said.count("授予") + said.count("授予、表彰") == 4
    assert said.count("一票否决") == 1
    assert "表彰" in said
    assert any("20 个参评单位中授予 4 个：" in text and "1 个一票否决" in text for text in said)


def test_a_line_parts_awarded_from_the_rest(years: Any) -> None:
    ax = draw(years)
    rules = [line for line in ax.lines if line.get_color() == style.LINE]
    assert [line.get_ydata()[0] for line in rules] == [
        pytest.approx((ax.get_yticks()[3] + ax.get_yticks()[4]) / 2)
    ]


@BOTH
def test_other_colleges_and_years_are_passed_over(years: Any, chart: Any) -> None:
    gone = years.red_flag["college_code"] == "C20"
    years.red_flag.loc[gone, "is_candidate"] = False
    years.red_flag = pd.concat([years.red_flag, years.red_flag.assign(year=2018)])
    assert "继续教育学院" not in [*units(draw(years, chart)), *words(draw(years, chart))]


@BOTH
def test_open_results_of_the_counted_year_are_said(years: Any, chart: Any) -> None:
    assert not any("阶段性" in text for text in words(draw(years, chart)))
    years.standings.loc[years.standings["year"] == 2018, "status"] = "provisional"
    said = words(draw(years, chart))
    told = "阶段性：2018年15项考核认证成绩尚未最终确定"
    assert any(told in text.replace(" ", "") for text in said)
    assert any("provisional" in text for text in words(draw(years, chart, lang="en")))


@BOTH
def test_candidate_without_points_makes_it_provisional(
    years: Any, chart: Any, legible: Any
) -> None:
    columns = ["base_points", "total_points", "rank", "rank_without_bonus"]
    years.red_flag.loc[3, columns] = pd.NA
    ax = draw(years, chart)
    legible(ax)
    assert any("阶段性：1 个单位尚未排定名次" in text for text in words(ax))


@BOTH
def test_year_without_a_bonus_says_so(years: Any, chart: Any) -> None:
    years.rules[-1] = years.rules[0]
    years.red_flag["year"] = 2017
    assert any("本年不计品牌加分" in text for text in words(draw(years, chart)))


def test_slopes_lead_from_rank_to_rank(years: Any) -> None:
    ax = draw(years, draw_bonus_effect)
    lines = {line.get_label(): line for line in ax.lines}
    places = {round(at, 3): number + 1 for number, at in enumerate(ax.get_yticks())}
    for row in years.red_flag.itertuples():
        before, after = (places[round(y, 3)] for y in lines[row.college_code].get_ydata())
        assert 0 <= before - row.rank_without_bonus <= 1
        assert 0 <= after - row.rank <= 1
        moved = row.rank != row.rank_without_bonus
        assert (lines[row.college_code].get_color() in (style.ACCENT, style.WARN)) == moved


def test_risers_are_solid_and_fallers_dashed(years: Any) -> None:
    ax = draw(years, draw_bonus_effect)
    lines = {line.get_label(): line for line in ax.lines}
    for row in years.red_flag.itertuples():
        fell = row.rank > row.rank_without_bonus
        assert (lines[row.college_code].get_linestyle() == "--") == fell
    assert "升 5 位" in words(ax)
    said = "计入品牌加分，17 个单位名次有升降：附属口腔医院升得最多（第 20 名到第 15 名）"
    assert said in words(ax)


@pytest.mark.parametrize(
    ("n_best", "told"),
    [(2, "升得最多（各升 3 位）"), (3, "3 个单位升得最多（各升 3 位）")],
)
def test_all_who_rise_most_are_told(years: Any, n_best: int, told: str) -> None:
    years.red_flag = years.red_flag.sort_values("college_code", ignore_index=True)
    years.red_flag["rank_without_bonus"] = years.red_flag["rank"]
    years.red_flag.loc[: n_best - 1, "rank_without_bonus"] += 3
    (title,) = [text for text in words(draw(years, draw_bonus_effect)) if "各升 3 位" in text]
    first = years.colleges.set_index("college_code")["college_name"]
    names = [first[code] for code in years.red_flag.sort_values("rank")["college_code"]]
    best = [name for name in names if name in title]
    assert told in title and len(best) == (n_best if n_best < 3 else 0)


def test_no_change_is_the_title(years: Any) -> None:
    years.red_flag["rank"] = years.red_flag["rank_without_bonus"]
    assert "计入品牌加分，各单位名次不变" in words(draw(years, draw_bonus_effect))


@BOTH
@pytest.mark.parametrize(("size", "lang"), [("a4", "zh"), ("a4", "en"), ("16:9", "zh")])
@pytest.mark.parametrize("number", [1, 20])
def test_every_text_can_be_read(
    years: Any, legible: Any, chart: Any, number: int, size: str, lang: str
) -> None:
    years.red_flag = make_red_flag(number)
    given = style.new_axes("16:9") if size == "16:9" else None
    ax = draw(years, chart, ax=given, lang=lang)
    legible(ax)
    assert tuple(style.figure_of(ax).get_size_inches() * 72) <= (960.0, 595.0)


@BOTH
def test_no_candidates_give_a_page_that_says_so(years: Any, chart: Any, legible: Any) -> None:
    years.red_flag = empty("red_flag")
    ax = draw(years, chart)
    legible(ax)
    assert "尚无单位参评" in words(ax)


@BOTH
def test_same_tables_give_the_same_bytes(years: Any, chart: Any) -> None:
    one, other = (style.write_figure(style.figure_of(draw(years, chart)), "svg") for _ in range(2))
    assert one == other


@BOTH
def test_missing_column_is_named(years: Any, chart: Any) -> None:
    years.red_flag = years.red_flag.drop(columns="bonus_points")
    with pytest.raises(ValueError, match="bonus_points"):
        draw(years, chart)
