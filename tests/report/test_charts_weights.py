"""The chart of a weight: lines of totals, the turns on them, the first that change."""

from __future__ import annotations

from typing import Any

import pytest

from assessment.core.rules import Rules
from assessment.core.tables import empty
from assessment.report import style
from assessment.report.charts_weights import draw_weight_lines
from assessment.report.weight_lines import most_delicate
from bearing_tables import alone, bear, told


def draw(tables: Any, rules: Rules, **how: Any) -> Any:
    args = (tables.components, tables.standings, tables.tipping_points, tables.applications)
    return draw_weight_lines(*args, rules=rules, **how)


def test_a_line_a_project_and_a_dot_a_turn(year: Any, rules: Rules) -> None:
    tables = bear(year, rules)
    ax = draw(tables, rules, component="defense")
    lines = {line.get_label(): line for line in ax.lines}
    assert set(tables.standings["project_id"]) <= set(lines)
    tips = tables.tipping_points[tables.tipping_points["component"] == "defense"]
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    assert [dot.get_xdata()[0] for dot in dots] == pytest.approx(sorted(tips["weight"]))
    border = tips[tips["is_at_border"]]
    turning = {*border["project_id"], *border["other_id"]}
    blue = {one for one, line in lines.items() if line.get_color() == style.ACCENT}
    assert turning and turning <= blue
    assert not (set(tables.standings["project_id"]) - turning) & blue
    assert "现行 70%" in told(ax)


def test_without_a_choice_the_most_delicate_weight_is_drawn(year: Any, rules: Rules) -> None:
    tables = bear(year, rules)
    part = most_delicate(tables.tipping_points, rules, "assessment")
    label = rules.component(part).label
    said = told(draw(tables, rules))
    assert f"{label}的权重（%）" in said
    assert "其他环节的权重单独改变时，前 6 名不变的范围" in said


def test_no_turn_at_the_border_is_said(year: Any, rules: Rules) -> None:
    tables = bear(year, rules)
    tables.tipping_points["is_at_border"] = False
    assert "怎样改变，前 6 名都不变" in told(draw(tables, rules))


def test_without_a_border_turns_are_counted(make: Any, rules: Rules) -> None:
    tables = bear(make.year(3), rules)
    said = told(draw(tables, rules, component="defense"))
    n = int((tables.tipping_points["component"] == "defense").sum())
    assert f"有 {n} 处交换先后" in said if n else "都不交换先后" in said


def test_an_unknown_component_is_refused(year: Any, rules: Rules) -> None:
    with pytest.raises(KeyError):
        draw(bear(year, rules), rules, component="singing")


@pytest.mark.parametrize(("size", "lang"), [("", "zh"), ("", "en"), ("16:9", "zh"), ("4:3", "en")])
@pytest.mark.parametrize("number", [3, 22])
def test_every_text_can_be_read(
    legible: Any, make: Any, rules: Rules, number: int, size: str, lang: str
) -> None:
    tables = bear(make.year(number), rules)
    legible(draw(tables, rules, ax=style.new_axes(size) if size else None, lang=lang))


@pytest.mark.parametrize("weight", [0.3, 99.7])
def test_turns_at_the_edges_can_be_read(
    legible: Any, year: Any, rules: Rules, weight: float
) -> None:
    tables = bear(year, rules)
    mine = tables.tipping_points["component"] == "defense"
    tables.tipping_points.loc[mine & tables.tipping_points["is_at_border"], "weight"] = weight
    for lang in ("zh", "en"):
        legible(draw(tables, rules, component="defense", lang=lang))


def test_forty_projects_with_long_names_can_be_read(legible: Any, make: Any, rules: Rules) -> None:
    legible(draw(bear(make.year(40), rules), rules))


def test_one_component_has_no_weights_to_vary(legible: Any, year: Any, rules: Rules) -> None:
    tables = (year.components, year.standings, empty("tipping_points"), year.applications)
    for given in (alone(rules), rules.model_copy(update={"year": 2030})):
        ax = draw_weight_lines(*tables, rules=given)
        legible(ax)
        assert "没有权重可变" in told(ax)


def test_same_tables_give_the_same_bytes(year: Any, rules: Rules) -> None:
    tables = bear(year, rules)
    one, other = (style.write_figure(style.figure_of(draw(tables, rules)), "svg") for _ in range(2))
    assert one == other
