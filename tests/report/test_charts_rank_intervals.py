"""The chart of rank intervals: a bar a project and method, the border of the first, its chances."""

from __future__ import annotations

from typing import Any

import pytest
from matplotlib.colors import to_hex

from assessment.core.rules import Rules
from assessment.core.tables import empty
from assessment.report import style
from assessment.report.charts_rank_intervals import draw_rank_intervals
from bearing_tables import bear, told
from three_years import bars


def draw(tables: Any, rules: Rules, **how: Any) -> Any:
    return draw_rank_intervals(tables.rank_intervals, tables.applications, rules=rules, **how)


def test_a_bar_holds_the_ranks_of_its_interval(year: Any, rules: Rules) -> None:
    tables = bear(year, rules)
    ax = draw(tables, rules)
    for method in ("bootstrap", "votes"):
        mine = tables.rank_intervals[tables.rank_intervals["method"] == method]
        mine = mine.sort_values(["rank", "project_id"])
        ends = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in bars(ax, method)]
        assert len(ends) == 22
        for (left, right), row in zip(ends, mine.itertuples(), strict=True):
            assert round(left) == row.rank_low and round(right) == row.rank_high
    assert not bars(ax, "simultaneous")
    (dots,) = [line for line in ax.lines if line.get_label() == "rank"]
    assert list(dots.get_xdata()) == sorted(tables.standings["rank"])


def test_those_across_the_border_are_counted_and_accented(year: Any, rules: Rules) -> None:
    tables = bear(year, rules)
    table = tables.rank_intervals
    table.loc[(table["method"] == "bootstrap") & (table["rank"] == 5), "rank_high"] = 7
    ax = draw(tables, rules)
    counts = {}
    for method in ("bootstrap", "votes"):
        mine = tables.rank_intervals[tables.rank_intervals["method"] == method]
        counts[method] = int(((mine["rank_low"] <= 6) & (mine["rank_high"] > 6)).sum())
    blue = [bar for bar in bars(ax, "bootstrap")
            if to_hex(bar.get_facecolor()).upper() == style.ACCENT]  # fmt: skip
    assert 0 < len(blue) == counts["bootstrap"] < counts["votes"]
    judges, voters = counts.values()
    said = f"评委，{judges} 个项目可能进出；换一批同样的投票人，{voters} 个项目可能进出"
    assert f"前 6 名的界线上，换一批同样的{said}" in told(ax)
    assert "前 6 名（优秀名额上限）" in told(ax)


def test_a_chance_found_by_drawing_is_never_certain(year: Any, rules: Rules) -> None:
    tables = bear(year, rules)
    tables.rank_intervals["top_share"] = 1.0
    said = told(draw(tables, rules))
    assert ">99%" in said and "100%" not in said


def test_a_firm_border_is_said_and_the_review_has_its_own(year: Any, rules: Rules) -> None:
    tables = bear(year, rules)
    firm = tables.rank_intervals[tables.rank_intervals["method"] == "bootstrap"].copy()
    firm["rank_low"] = firm["rank_high"] = firm["rank"]
    tables.rank_intervals = firm.assign(round="review", n_first=4)
    said = told(draw(tables, rules, round="review"))
    assert "前 4 名站得稳：换一批同样的评委" in said and "投票人" not in said.split("。")[0]
    assert "前 4 名（最多立项数）" in said


def test_without_a_border_the_widest_move_is_told(make: Any, rules: Rules) -> None:
    tables = bear(make.year(3), rules)
    said = told(draw(tables, rules))
    assert "名次最多可能相差" in said or "名次也不会变" in said
    assert "界线" not in said


def test_shared_ranks_say_so(make: Any, rules: Rules) -> None:
    assert "1 并列" in told(draw(tied(make, rules), rules))


def tied(make: Any, rules: Rules, n: int = 8) -> Any:
    """Return tables of which all projects share the first rank but the last."""
    year = make.year(n)
    for values in year.points.values():
        values[:-1] = [max(values)] * (n - 1)
        values[-1] -= 9
    year.components = make.components(year.ids, year.points)
    year.standings = make.standings(year.ids, year.points)
    return bear(year, rules)


@pytest.mark.parametrize(("size", "lang"), [("", "zh"), ("", "en"), ("16:9", "zh"), ("4:3", "en")])
@pytest.mark.parametrize("number", [2, 22])
def test_every_text_can_be_read(
    legible: Any, make: Any, rules: Rules, number: int, size: str, lang: str
) -> None:
    tables = bear(make.year(22), rules)
    if number == 2:
        two = tables.rank_intervals["rank"] <= 2
        tables.rank_intervals = tables.rank_intervals[two]
    legible(draw(tables, rules, ax=style.new_axes(size) if size else None, lang=lang))


def test_forty_projects_and_many_ties_can_be_read(legible: Any, make: Any, rules: Rules) -> None:
    legible(draw(bear(make.year(40), rules), rules))
    legible(draw(tied(make, rules), rules))


def test_nothing_ranked_is_told(legible: Any, year: Any, rules: Rules) -> None:
    ax = draw_rank_intervals(empty("rank_intervals"), year.applications, rules=rules)
    legible(ax)
    assert "画不出名次可能的范围" in told(ax)


def test_same_tables_give_the_same_bytes(year: Any, rules: Rules) -> None:
    tables = bear(year, rules)
    one, other = (style.write_figure(style.figure_of(draw(tables, rules)), "svg") for _ in range(2))
    assert one == other
