"""The map of ranks under other weights: a field a share, the official rank framed."""

from __future__ import annotations

from typing import Any

import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from assessment.core.rules import Rules
from assessment.core.tables import empty
from assessment.report import style
from assessment.report.charts_acceptability import draw_acceptability
from bearing_tables import bear, told


def draw(tables: Any, rules: Rules, **how: Any) -> Any:
    args = (tables.weight_sensitivity, tables.standings, tables.applications)
    return draw_acceptability(*args, rules=rules, **how)


def framed(ax: Any) -> list[Any]:
    found = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    return [one for one in found if to_hex(one.get_edgecolor()).upper() == style.INK]


def test_a_field_a_share_and_the_official_rank_framed(year: Any, rules: Rules) -> None:
    tables = bear(year, rules)
    ax = draw(tables, rules)
    shares = tables.weight_sensitivity
    places = set(zip(shares["project_id"], shares["rank"], strict=True))
    official = set(zip(tables.standings["project_id"], tables.standings["rank"], strict=True))
    assert len(ax.patches) == len(places | official)
    assert sorted(round(one.get_x() + 0.5) for one in framed(ax)) == list(range(1, 23))


def test_the_first_is_named_with_its_shares(year: Any, rules: Rules) -> None:
    tables = bear(year, rules)
    (first,) = tables.standings[tables.standings["rank"] == 1]["project_id"]
    is_first = (tables.weight_sensitivity["project_id"] == first) & (
        tables.weight_sensitivity["rank"] == 1
    )
    tables.weight_sensitivity.loc[is_first, ["acceptability_share", "near_share"]] = [0.42, 0.87]
    said = told(draw(tables, rules))
    assert "仍是第 1 名的占 42%" in said and "占 87%" in said
    tables.weight_sensitivity.loc[is_first, "acceptability_share"] = 1.0
    assert "第 1 名几乎总是" in told(draw(tables, rules))


def test_a_shared_rank_takes_up_as_many_as_share_it(make: Any, rules: Rules) -> None:
    tables = bear(same(make, 6), rules)
    ax = draw(tables, rules)
    assert "5 个项目并列第 1 名" in told(ax)
    assert len(framed(ax)) == 5 * 5 + 1
    assert "<1%" not in told(ax)  # each keeps a first place by any weights


def same(make: Any, n: int) -> Any:
    year = make.year(n)
    for values in year.points.values():
        values[:-1] = [max(values)] * (n - 1)
        values[-1] -= 9
    year.components = make.components(year.ids, year.points)
    year.standings = make.standings(year.ids, year.points)
    return year


@pytest.mark.parametrize(("size", "lang"), [("", "zh"), ("", "en"), ("16:9", "zh"), ("4:3", "en")])
@pytest.mark.parametrize("number", [3, 22])
def test_every_text_can_be_read(
    legible: Any, make: Any, rules: Rules, number: int, size: str, lang: str
) -> None:
    tables = bear(make.year(number), rules)
    legible(draw(tables, rules, ax=style.new_axes(size) if size else None, lang=lang))


def test_forty_projects_and_many_ties_can_be_read(legible: Any, make: Any, rules: Rules) -> None:
    legible(draw(bear(make.year(40), rules), rules))
    legible(draw(bear(same(make, 8), rules), rules))


def test_one_component_has_no_weights_to_vary(legible: Any, year: Any, rules: Rules) -> None:
    tables = (empty("weight_sensitivity"), year.standings, year.applications)
    ax = draw_acceptability(*tables, rules=rules)
    legible(ax)
    assert "没有权重可变" in told(ax)


def test_same_tables_give_the_same_bytes(year: Any, rules: Rules) -> None:
    tables = bear(year, rules)
    one, other = (style.write_figure(style.figure_of(draw(tables, rules)), "svg") for _ in range(2))
    assert one == other
