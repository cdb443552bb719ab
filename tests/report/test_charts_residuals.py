"""The map of marks: a field a mark, framed where it is far from what was to be expected."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from assessment.core.rules import Rules
from assessment.core.tables import empty
from assessment.report import style
from assessment.report.charts_residuals import draw_residuals
from bearing_tables import bear, told


def draw(tables: Any, rules: Rules, **how: Any) -> Any:
    args = (tables.residuals, tables.standings, tables.applications)
    return draw_residuals(*args, rules=rules, **how)


def fields(ax: Any) -> list[Any]:
    return [patch for patch in ax.patches if isinstance(patch, Rectangle)]


def test_every_mark_has_a_field_and_far_ones_a_frame(year: Any, rules: Rules) -> None:
    tables = bear(year, rules)
    ax = draw(tables, rules)
    framed = [field for field in fields(ax) if to_hex(field.get_edgecolor()).upper() == style.INK]
    far = tables.residuals[tables.residuals["misfit"].abs() >= 2]
    assert len(fields(ax)) == len(tables.residuals) == 22 * 7 - 1
    assert 0 < len(framed) == len(far)
    assert f"153 份评分中有 {len(far)} 份与推算差得较多（全凭偶然也会有 8 份左右）" in told(ax)


def test_a_misfit_of_two_is_far_on_either_side(year: Any, rules: Rules) -> None:
    tables = bear(year, rules)
    tables.residuals["misfit"] = [2.0, -2.0, 1.99, pd.NA, *[0.1] * (len(tables.residuals) - 4)]
    ax = draw(tables, rules)
    framed = [field for field in fields(ax) if to_hex(field.get_edgecolor()).upper() == style.INK]
    assert len(framed) == 2


def test_above_and_below_are_told_by_sign_and_by_colour(year: Any, rules: Rules) -> None:
    tables = bear(year, rules)
    ax = draw(tables, rules)
    shown = {text.get_text() for text in ax.texts}
    most = tables.residuals["residual_points"].abs().idxmax()
    assert f"+{tables.residuals['residual_points'][most]:.1f}" in shown
    assert any(text.startswith("−") for text in shown)
    dark = [field for field in fields(ax) if to_hex(field.get_facecolor()).upper() == style.ACCENT]
    assert len(dark) == 1


def test_projects_stand_by_rank(year: Any, rules: Rules) -> None:
    tables = bear(year, rules)
    best = tables.standings.sort_values(["rank", "project_id"])["project_id"].iloc[0]
    names = dict(
        zip(tables.applications["project_id"], tables.applications["project_name"], strict=True)
    )
    first = draw(tables, rules).get_yticklabels()[0].get_text().replace("\n", "")
    assert first == names[best]


def test_nothing_far_is_said(year: Any, rules: Rules) -> None:
    tables = bear(year, rules)
    tables.residuals["misfit"] = 0.5
    assert "没有一份与推算差得较多" in told(draw(tables, rules))


@pytest.mark.parametrize(("size", "lang"), [("", "zh"), ("", "en"), ("16:9", "zh"), ("4:3", "en")])
@pytest.mark.parametrize(("n_judges", "n_groups"), [(3, 1), (9, 2)])
def test_every_text_can_be_read(
    legible: Any, year: Any, rules: Rules, n_judges: int, n_groups: int, size: str, lang: str
) -> None:
    tables = bear(year, rules, n_judges=n_judges, n_groups=n_groups)
    legible(draw(tables, rules, ax=style.new_axes(size) if size else None, lang=lang))


def test_forty_projects_with_long_names_can_be_read(legible: Any, make: Any, rules: Rules) -> None:
    legible(draw(bear(make.year(40), rules, n_judges=9), rules))


def test_too_few_marks_are_told(legible: Any, year: Any, rules: Rules) -> None:
    ax = draw_residuals(empty("residuals"), year.standings, year.applications, rules=rules)
    legible(ax)
    assert "评分太少，画不出值得再看的评分" in told(ax)


def test_same_tables_give_the_same_bytes(year: Any, rules: Rules) -> None:
    tables = bear(year, rules)
    one, other = (style.write_figure(style.figure_of(draw(tables, rules)), "svg") for _ in range(2))
    assert one == other
