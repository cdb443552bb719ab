"""What the charts of scores hold, and that every text on them can be read."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from assessment.core.tables import empty
from assessment.report import style
from assessment.report.charts_score import draw_defense_against_votes, draw_ranking


def ranking(year: Any, rules: Any, **how: Any) -> Any:
    tables = (year.standings, year.components, year.applications, year.colleges)
    return draw_ranking(*tables, rules=rules, **how)


def against(year: Any, rules: Any, **how: Any) -> Any:
    tables = (year.standings, year.components, year.applications, year.colleges)
    return draw_defense_against_votes(*tables, rules=rules, **how)


def restated(year: Any, make: Any) -> Any:
    year.standings = make.standings(year.ids, year.points)
    year.components = make.components(year.ids, year.points)
    return year


def words(ax: Any) -> list[str]:
    """Return every text of the page, line breaks taken out."""
    figure = ax.get_figure(root=True)
    return [text.get_text().replace("\n", "") for text in [*ax.texts, *figure.texts]]


def projects(ax: Any) -> list[str]:
    return [label.get_text().replace("\n", "") for label in ax.get_yticklabels()]


def test_bars_are_weighted_points_in_rank_order(year: Any, rules: Any) -> None:
    ax = ranking(year, rules)
    order = year.standings.sort_values("rank")["project_id"]
    assert [bars.get_label() for bars in ax.containers] == ["defense", "floor_vote", "online_vote"]
    for bars in ax.containers:
        mine = year.components.query("component == @bars.get_label()").set_index("project_id")
        lengths = [bar.get_width() for bar in bars]
        assert lengths == pytest.approx(list(mine.loc[order, "weighted_points"]))
    middles = [bar.get_y() + bar.get_height() / 2 for bar in ax.containers[0]]
    assert middles == sorted(middles)
    assert ax.yaxis_inverted()
    names = year.applications.set_index("project_id")["project_name"]
    assert projects(ax) == [names[project] for project in order]


def test_bars_end_at_the_total_that_is_written_there(year: Any, rules: Any) -> None:
    ax = ranking(year, rules)
    first = year.standings.query("rank == 1").iloc[0]
    end = ax.containers[-1][0].get_x() + ax.containers[-1][0].get_width()
    assert end == pytest.approx(first["total_points"], abs=1e-3)
    written = [text for text in ax.texts if text.get_text() == f"{first['total_points']:.2f}"]
    assert written[0].xy[0] == pytest.approx(end)


def test_title_names_the_first_and_the_footer_the_rules(year: Any, rules: Any) -> None:
    said = words(ranking(year, rules))
    first = year.standings.query("rank == 1").iloc[0]
    name = year.applications.set_index("project_id")["project_name"][first["project_id"]]
    assert any(text.startswith("第一名") and name in text for text in said)
    assert any("2017 年考核认证" in text for text in said)
    assert any("数据来源" in text and rules.title in text for text in said)
    assert "示例数据" in said


def test_nothing_says_sample_when_the_year_is_real(year: Any, rules: Any) -> None:
    real = rules.model_copy(update={"sample": False})
    assert not [text for text in words(ranking(year, real)) if text == "示例数据"]


def test_totals_round_half_up_from_the_exact_value(make: Any, rules: Any) -> None:
    year = make.year(1)
    year.standings["total_exact"], year.standings["total_points"] = "689/8", 86.125
    assert "86.13" in words(ranking(year, rules))


def test_ties_are_marked(make: Any, rules: Any) -> None:
    year = make.year(6)
    for points in year.points.values():
        points[1] = points[0] = Fraction(99)
    ax = ranking(restated(year, make), rules)
    assert words(ax).count("1 并列") == 2
    assert any("2 项并列第一" in text for text in words(ax))


def test_unranked_stand_below_paler_and_say_what_they_lack(make: Any, rules: Any) -> None:
    year = make.year(6)
    year.points["online_vote"][0] = None
    year.points["defense"][1] = None
    restated(year, make)
    chosen = year.standings["project_id"] == year.ids[0]
    year.standings.loc[chosen, "status"] = "provisional"
    ax = ranking(year, rules)
    names = year.applications.set_index("project_id")["project_name"]
    assert projects(ax)[-2:] == [names[year.ids[0]], names[year.ids[1]]]
    assert {"阶段性", "暂不排定"} <= set(words(ax))
    assert {"阶段得分（满分90，缺网络投票）", "阶段得分（满分30，缺现场答辩）"} <= set(words(ax))
    colors = [to_hex(bar.get_facecolor()) for bar in ax.containers[0]]
    assert set(colors[:4]) == {style.TINTS[0].lower()}
    assert colors[-1] != colors[0]
    assert any("2 项暂不排定，只有阶段得分" in text for text in words(ax))


def test_provisional_round_is_ordered_by_points_in_full_colour(make: Any, rules: Any) -> None:
    year = make.year(6)
    year.points["online_vote"] = [None] * 6
    restated(year, make).standings["status"] = "provisional"
    ax = ranking(year, rules)
    ends = [bar.get_x() + bar.get_width() for bar in ax.containers[1]]
    assert ends == sorted(ends, reverse=True)
    assert to_hex(ax.containers[0][0].get_facecolor()) == style.TINTS[0].lower()
    assert words(ax).count("阶段性") == words(ax).count("缺：网络投票") == 6
    assert any("按阶段得分由高到低排列" in text for text in words(ax))
    assert "阶段性结果，名次尚未排定：阶段得分（满分90，缺网络投票）" in words(ax)


def test_other_years_and_rounds_are_passed_over(year: Any, rules: Any) -> None:
    other = year.standings.assign(year=2016)
    year.standings = pd.concat([year.standings, other, year.standings.assign(round="review")])
    assert len(projects(ranking(year, rules))) == 22


def test_review_round_shows_its_component(year: Any, rules: Any) -> None:
    year.standings["round"] = "review"
    year.components = year.components.query("component == 'defense'").assign(
        round="review", component="application"
    )
    ax = ranking(year, rules, round="review")
    assert [bars.get_label() for bars in ax.containers] == ["application"]
    assert any("立项评审" in text for text in words(ax))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("number", [1, 22, 40])
@pytest.mark.parametrize("draw", [ranking, against])
def test_every_text_can_be_read(
    make: Any, rules: Any, legible: Any, draw: Any, number: int, lang: str
) -> None:
    legible(draw(make.year(number), rules, lang=lang))


@pytest.mark.parametrize("number", [22, 40])
@pytest.mark.parametrize("draw", [ranking, against])
def test_every_text_can_be_read_on_a_slide(
    make: Any, rules: Any, legible: Any, draw: Any, number: int
) -> None:
    ax = style.new_axes("16:9")
    assert draw(make.year(number), rules, ax=ax) is ax
    legible(ax)


@pytest.mark.parametrize("draw", [ranking, against])
def test_every_text_can_be_read_when_much_is_missing(
    make: Any, rules: Any, legible: Any, draw: Any
) -> None:
    year = make.year(22)
    for points in year.points.values():
        points[2:14] = [points[2]] * 6 + [None] * 6
    legible(draw(restated(year, make), rules))


@pytest.mark.parametrize("draw", [ranking, against])
def test_axes_from_elsewhere_get_the_font(year: Any, rules: Any, draw: Any) -> None:
    figure = Figure(figsize=(24, 12))
    ax = figure.subplots(1, 2)[0]
    with mpl.rc_context({"font.family": "DejaVu Sans"}):
        draw(year, rules, ax=ax)
    style.write_figure(figure, "png", dpi=50)


@pytest.mark.parametrize("draw", [ranking, against])
def test_no_projects_give_a_page_that_says_so(
    make: Any, rules: Any, legible: Any, draw: Any
) -> None:
    year = make.year(1)
    year.standings, year.components = empty("standings"), empty("components")
    ax = draw(year, rules)
    legible(ax)
    assert any("尚无" in text for text in words(ax))


def test_dots_are_votes_and_defense_in_weighted_points(year: Any, rules: Any) -> None:
    ax = against(year, rules)
    parts = year.components.set_index(["component", "project_id"])["weighted_points"]
    wide = pd.DataFrame({name: parts[name] for name in ("defense", "floor_vote", "online_vote")})
    wanted = {
        (round(float(row.floor_vote + row.online_vote), 6), round(float(row.defense), 6))
        for row in wide.itertuples()
    }
    drawn = {
        (round(float(x), 6), round(float(y), 6))
        for dots in ax.collections
        for x, y in dots.get_offsets()
    }
    assert drawn == wanted
    assert "现场投票、网络投票" in ax.get_xlabel()
    assert "满分 30 分" in ax.get_xlabel()
    assert "满分 70 分" in ax.get_ylabel()


def test_each_dot_has_its_code_and_a_line_of_the_key(year: Any, rules: Any) -> None:
    said = words(against(year, rules))
    for row in year.standings.itertuples():
        assert said.count(str(row.rank)) == 2
    assert set(year.applications["project_name"]) <= set(said)


def test_title_says_which_spread_is_wider(make: Any, rules: Any) -> None:
    year = make.year(2)
    year.points = {
        "defense": [Fraction(90), Fraction(80)],
        "floor_vote": [Fraction(100), Fraction(50)],
        "online_vote": [Fraction(100), Fraction(100)],
    }
    title = words(against(restated(year, make), rules))
    assert "投票拉开的差距（10.00 分）大于答辩（7.00 分）" in title


def test_projects_without_votes_are_named_but_not_drawn(make: Any, rules: Any) -> None:
    year = make.year(6)
    year.points["floor_vote"][0] = None
    ax = against(restated(year, make), rules)
    assert sum(len(dots.get_offsets()) for dots in ax.collections) == 5
    assert any("缺：现场投票" in text for text in words(ax))


def test_tied_projects_get_codes_of_their_own(make: Any, rules: Any) -> None:
    year = make.year(6)
    for points in year.points.values():
        points[1] = points[0] = Fraction(99)
    said = words(against(restated(year, make), rules))
    assert said.count("1a") == said.count("1b") == 2


def test_wrong_calls_say_what_is_wrong(year: Any, rules: Any) -> None:
    with pytest.raises(ValueError, match="round"):
        ranking(year, rules, round="final")
    with pytest.raises(ValueError, match="lang"):
        ranking(year, rules, lang="fr")
    year.standings = year.standings.drop(columns="rank")
    with pytest.raises(ValueError, match="rank"):
        ranking(year, rules)
