"""What the matrix of themes and years holds, and that every text on it can be read."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from assessment.core.tables import empty
from assessment.report import style
from assessment.report.charts_themes import draw_theme_matrix
from three_years import LONG_NAME, bars, dots, make_years, words


@pytest.fixture
def years() -> Any:
    return make_years()


def draw(years: Any, **how: Any) -> Any:
    tables = (years.coverage, years.applications, years.selected, years.standings, years.colleges)
    return draw_theme_matrix(*tables, rules=how.pop("rules", years.rules), **how)


def place(ax: Any, text: str) -> tuple[float, float]:
    return next(one.xy for one in ax.texts if one.get_text().replace("\n", "") == text)


def test_selected_projects_stand_in_the_field_of_their_theme_and_year(years: Any) -> None:
    ax = draw(years)
    chosen = years.applications.merge(years.selected, on=["year", "project_id"])
    for row in chosen.itertuples():
        column, height = place(ax, row.project_name)
        assert column == row.year - 2017
        theme = place(ax, years.rules[-1].theme(row.theme_code).name)
        assert abs(theme[1] - height) < 40
    assert len(bars(ax, "chosen")) == len(chosen)
    assert LONG_NAME in words(ax)


def test_certified_ones_have_a_star_and_their_grade(years: Any) -> None:
    years.standings.loc[years.standings["project_id"] == "2018-C05-2", "grade"] = "不合格"
    ax = draw(years)
    assert len(dots(ax, "certified")) == len(years.selected) - 1
    assert [int(x) for x, _ in dots(ax, "selected")] == [1]
    assert "药学院 · 不合格" in words(ax)
    assert words(ax).count("护理学院 · 优秀") == 1
    assert any("其中已认证 10 项" in text for text in words(ax))


def test_themes_stay_covered_and_open_ones_are_tinted(years: Any) -> None:
    ax = draw(years)
    table = years.coverage
    later = table[table["is_covered_so_far"] & (table["n_selected"] == 0)]
    assert len(bars(ax, "covered")) == len(later)
    assert words(ax).count("尚未覆盖") == 2
    tints = [patch for patch in ax.patches if patch.get_facecolor()[:3] == tint()]
    assert len(tints) == 2
    assert any("9 个品牌主题中 7 个已覆盖，尚缺就业创业类、其他创建主题" in t for t in words(ax))


def tint() -> tuple[float, ...]:
    return tuple(int(style.WARN_PALE[n : n + 2], 16) / 255 for n in (1, 3, 5))


def test_empty_fields_say_what_was_applied_for(years: Any) -> None:
    ax = draw(years)
    table = years.coverage[years.coverage["n_selected"] == 0]
    assert words(ax).count("无申报") == int((table["n_applied"] == 0).sum())
    assert words(ax).count("申报 3 项，均未立项") == int((table["n_applied"] == 3).sum())
    assert len(bars(ax, "empty")) + len(bars(ax, "covered")) == len(table)


def test_provisional_results_are_said(years: Any) -> None:
    open_years = make_years(last="provisional")
    said = words(draw(open_years))
    assert any("阶段性：3 项考核认证成绩尚未最终确定" in text for text in said)
    assert "临床医学院 · 阶段性" in said
    assert not any("阶段性" in text for text in words(draw(years)))
    assert any("provisional: 3 " in text for text in words(draw(open_years, lang="en")))


def test_one_year_leaves_the_later_ones_hatched() -> None:
    ax = draw(make_years((2017,), last=""))
    assert len(bars(ax, "future")) == 18
    assert {"2018 年", "2019 年"} <= set(words(ax))
    assert any("此后各年尚有名额 8 个" in text for text in words(ax))


def test_year_without_decision_does_not_say_refused(years: Any) -> None:
    years.selected = years.selected[years.selected["year"] < 2019]
    years.coverage.loc[years.coverage["year"] == 2019, "n_selected"] = 0
    said = words(draw(years))
    assert "申报 3 项，立项尚未确定" in said
    assert "申报 3 项，均未立项" in said


def test_a_single_year_may_be_given_as_rules(years: Any) -> None:
    assert len(bars(draw(years, rules=years.rules[0]), "future")) == 18


def test_project_without_theme_gets_a_row_of_its_own(years: Any) -> None:
    chosen = years.applications["project_id"] == "2018-C05-2"
    years.applications.loc[chosen, "theme_code"] = pd.NA
    said = words(draw(years))
    assert "主题不明" in said
    assert "“安全用药进万家”药学科普服务" in said


def test_optional_theme_is_not_called_open(years: Any) -> None:
    rules = years.rules[-1]
    themes = [theme.model_copy(update={"required": theme.code != "T9"}) for theme in rules.themes]
    years.rules[-1] = rules.model_copy(update={"themes": tuple(themes)})
    said = words(draw(years))
    assert "（可不覆盖）" in said
    assert said.count("尚未覆盖") == 1


def test_footer_names_the_rules_of_every_year(years: Any) -> None:
    said = words(draw(years))
    digests = [rules.digest[:8] for rules in years.rules]
    assert any(all(digest in text for digest in digests) for text in said)
    assert "示例数据" in said


@pytest.mark.parametrize(
    ("size", "lang"), [("a4", "zh"), ("a4", "en"), ("16:9", "zh"), ("16:9", "en")]
)
@pytest.mark.parametrize("span", [(2017,), (2017, 2018, 2019)])
def test_every_text_can_be_read(legible: Any, span: Any, size: str, lang: str) -> None:
    given = style.new_axes("16:9") if size == "16:9" else None
    ax = draw(make_years(span, last="provisional"), ax=given, lang=lang)
    legible(ax)
    assert given is None or ax is given


def test_several_projects_in_a_field_can_be_read(years: Any, legible: Any) -> None:
    mine = years.applications[years.applications["year"] == 2017]
    years.selected = mine[["year", "project_id"]]
    legible(draw(years))


def test_empty_tables_give_a_page_that_says_so(years: Any, legible: Any) -> None:
    years.selected = years.selected.iloc[:0]
    years.coverage, years.applications, years.standings, years.colleges = (
        empty(name) for name in ("coverage", "applications", "standings", "colleges")
    )
    ax = draw(years)
    legible(ax)
    assert any(text.startswith("立项尚未确定") for text in words(ax))


def test_same_tables_give_the_same_bytes(years: Any) -> None:
    one, other = (style.write_figure(style.figure_of(draw(years)), "svg") for _ in range(2))
    assert one == other


def test_no_rules_are_refused(years: Any) -> None:
    with pytest.raises(ValueError, match="rules"):
        draw(years, rules=[])
