"""What the chart of theme coverage holds, and that every text on it can be read."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from assessment.core.tables import empty
from assessment.report import style
from assessment.report.charts_plan import draw_theme_coverage


def draw(year: Any, rules: Any, **how: Any) -> Any:
    tables = (year.coverage, year.applications, year.selected, year.colleges)
    return draw_theme_coverage(*tables, rules=rules, **how)


def words(ax: Any) -> list[str]:
    figure = ax.get_figure(root=True)
    return [text.get_text().replace("\n", "") for text in [*ax.texts, *figure.texts]]


def marks(ax: Any, kind: str) -> list[str]:
    """Return the projects whose mark is filled (selected) or hollow (applied)."""
    fill = style.ACCENT if kind == "selected" else style.PAPER
    lines = [line for line in ax.lines if line.get_marker() == "s"]
    return [line.get_label() for line in lines if line.get_markerfacecolor() == fill]


def three_years(year: Any, make: Any) -> Any:
    parts = [
        year.applications.assign(
            year=number,
            project_id=year.applications["project_id"].str.replace("2017", str(number)),
        )
        for number in (2015, 2016)
    ]
    chosen = [part.iloc[3 + n : 6 + n][["year", "project_id"]] for n, part in enumerate(parts)]
    year.applications = pd.concat([*parts, year.applications])
    year.selected = pd.concat([*chosen, year.selected])
    year.coverage = make.coverage(year.applications, year.selected)
    return year


def test_every_project_has_a_mark_and_selected_ones_are_filled(year: Any, rules: Any) -> None:
    ax = draw(year, rules)
    chosen = set(year.selected["project_id"])
    assert set(marks(ax, "selected")) == chosen
    assert set(marks(ax, "applied")) == set(year.ids) - chosen
    assert set(year.applications["project_name"]) <= set(words(ax))


def test_themes_stand_in_the_order_of_the_rules(year: Any, rules: Any) -> None:
    ax = draw(year, rules)
    names = [theme.name for theme in rules.themes]
    heights = {text.get_text(): text.xy[1] for text in ax.texts if text.get_text() in names}
    assert sorted(heights, key=heights.__getitem__) == names
    assert ax.yaxis_inverted()


def test_marks_stand_in_the_row_of_their_theme(year: Any, rules: Any) -> None:
    ax = draw(year, rules)
    names = [theme.name for theme in rules.themes]
    starts = {text.get_text(): text.xy[1] for text in ax.texts if text.get_text() in names}
    ends = dict(zip(names, [*list(starts.values())[1:], ax.get_ylim()[0]], strict=True))
    code = year.applications.set_index("project_id")["theme_code"]
    for line in ax.lines:
        if line.get_marker() == "s":
            name = rules.theme(code[line.get_label()]).name
            assert starts[name] < line.get_ydata()[0] < ends[name]


def test_uncovered_themes_are_said_and_tinted(year: Any, rules: Any) -> None:
    ax = draw(year, rules)
    n_open = int((~year.coverage["is_covered_so_far"]).sum())
    assert words(ax).count("尚未覆盖") == n_open == len(ax.patches)
    assert words(ax).count("已覆盖") == 9 - n_open
    assert any(f"9 个品牌主题中 {9 - n_open} 个已覆盖" in text for text in words(ax))


def test_few_open_themes_are_named_in_the_title(year: Any, rules: Any) -> None:
    code = year.applications["theme_code"]
    year.coverage["is_covered_so_far"] = year.coverage["theme_code"] != "T9"
    assert code.notna().all()
    assert "9 个品牌主题中 8 个已覆盖，尚缺其他创建主题" in words(draw(year, rules))


def test_optional_theme_is_not_called_open(year: Any, rules: Any) -> None:
    themes = tuple(
        theme.model_copy(update={"required": theme.code != "T9"}) for theme in rules.themes
    )
    ax = draw(year, rules.model_copy(update={"themes": themes}))
    assert "（可不覆盖）" in words(ax)


def test_nothing_selected_yet(year: Any, rules: Any, make: Any) -> None:
    year.selected = year.selected.iloc[:0]
    year.coverage = make.coverage(year.applications, year.selected)
    ax = draw(year, rules)
    assert not marks(ax, "selected")
    assert any(text.startswith("立项尚未确定") for text in words(ax))


def test_late_applications_are_left_out(year: Any, rules: Any, make: Any) -> None:
    late = year.applications["project_id"] == year.ids[9]
    year.applications.loc[late, "status"] = "late"
    year.coverage = make.coverage(year.applications, year.selected)
    ax = draw(year, rules)
    assert year.ids[9] not in marks(ax, "applied")
    assert words(ax).count("申报 2 项 · 立项 0 项") == 3


def test_project_without_theme_gets_a_row_of_its_own(year: Any, rules: Any) -> None:
    year.applications.loc[0, "theme_code"] = pd.NA
    ax = draw(year, rules)
    assert "主题不明" in words(ax)
    assert year.ids[0] in marks(ax, "selected")


def test_years_become_columns(year: Any, rules: Any, make: Any) -> None:
    ax = draw(three_years(year, make), rules)
    assert {"2015 年", "2016 年", "2017 年"} <= set(words(ax))
    assert len(marks(ax, "selected")) == len(year.selected)
    assert not marks(ax, "applied")
    columns = {line.get_label()[:4]: int(line.get_xdata()[0]) for line in ax.lines
               if line.get_marker() == "s"}  # fmt: skip
    assert columns == {"2015": 0, "2016": 1, "2017": 2}


def test_a_year_whose_applications_are_not_at_hand_is_left_out(
    year: Any, rules: Any, make: Any
) -> None:
    year = three_years(year, make)
    year.applications = year.applications[year.applications["year"] != 2016]
    told = words(draw(year, rules))
    assert any("2015" in text for text in told) and not any(text == "2016 年" for text in told)


def test_later_years_are_passed_over(year: Any, rules: Any) -> None:
    year.coverage = pd.concat([year.coverage, year.coverage.assign(year=2018)])
    assert "2018 年" not in words(draw(year, rules))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("number", [1, 22, 40])
def test_every_text_can_be_read(
    make: Any, rules: Any, legible: Any, number: int, lang: str
) -> None:
    legible(draw(make.year(number), rules, lang=lang))


@pytest.mark.parametrize("number", [1, 22, 40])
def test_every_text_can_be_read_on_a_slide(
    make: Any, rules: Any, legible: Any, number: int
) -> None:
    ax = style.new_axes("16:9")
    assert draw(make.year(number), rules, ax=ax) is ax
    legible(ax)


def test_every_text_of_three_years_can_be_read(
    year: Any, make: Any, rules: Any, legible: Any
) -> None:
    legible(draw(three_years(year, make), rules))


def test_empty_tables_give_a_page_that_says_so(year: Any, rules: Any, legible: Any) -> None:
    year.coverage, year.applications = empty("coverage"), empty("applications")
    year.selected = year.selected.iloc[:0]
    ax = draw(year, rules)
    legible(ax)
    assert words(ax).count("无申报") == 9


def test_missing_column_is_named(year: Any, rules: Any) -> None:
    year.coverage = year.coverage.drop(columns="slots_left")
    with pytest.raises(ValueError, match="slots_left"):
        draw(year, rules)
