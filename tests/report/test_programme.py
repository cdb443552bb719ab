"""What became of each project over the years, and tiles laid out in points."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from assessment.core.tables import conform
from assessment.report import programme, wording
from assessment.report.tiles import Board, Line, Look, Note, Tile, lay_tiles
from three_years import make_years, rules_of


def fates(years: Any) -> pd.DataFrame:
    tables = (years.applications, years.selected, years.standings, years.colleges)
    found = programme.fates(*tables, rules=years.rules)
    return found.set_index("project_id")


def test_the_last_grade_is_no_certificate() -> None:
    years = make_years()
    mine = years.standings["project_id"] == "2017-C07-1"
    years.standings.loc[mine, "grade"] = "不合格"
    found = fates(years)
    assert not found.loc["2017-C07-1", "is_certified"]
    assert found.loc["2017-C07-1", "is_selected"]
    final = (years.standings["status"] == "final").sum()
    assert found["is_certified"].sum() == final - 1


def test_provisional_standings_certify_nothing() -> None:
    found = fates(make_years(last="provisional"))
    assert not found.loc[found["year"] == 2019, "is_certified"].any()
    told = programme.told_open(found, "zh")
    assert (
        told == f"；阶段性：{(found['standing'] == 'provisional').sum()} 项考核认证成绩尚未最终确定"
    )


def test_refused_application_stands_only_if_selected_all_the_same() -> None:
    years = make_years((2017,), last="")
    refused = ["2017-C07-1", "2017-C08-1"]
    years.applications.loc[years.applications["project_id"].isin(refused), "status"] = "late"
    assert list(fates(years).index.intersection(refused)) == ["2017-C07-1"]


def test_a_renamed_college_bears_its_latest_name() -> None:
    first, other = make_years().colleges.iloc[:1], make_years().colleges.iloc[:1]
    other = other.assign(college_name="新医学院", valid_from_year=2018)
    names = wording.known_names(pd.concat([other, first]))
    assert list(names["college_name"]) == ["新医学院"]
    conform(names, "colleges")


def test_rules_are_put_in_order_and_never_doubled() -> None:
    assert [one.year for one in programme.in_order([rules_of(2018), rules_of(2017)])] == [
        2017,
        2018,
    ]
    with pytest.raises(ValueError, match="got 2"):
        programme.in_order([rules_of(2018), rules_of(2018)])


def board(lines: int) -> Board:
    tile = Tile("plain", (Note("“医路同行”大学生志愿服务", "护理学院"),))
    line = Line("志愿服务类", "", "", False, (tile, tile))
    return Board(("2017", "2018"), (line,) * lines, {"plain": Look("#FFFFFF")}, {})


def test_rows_spread_over_the_page_and_shrink_to_it() -> None:
    few, many = (lay_tiles(board(n), 780, 440, grow=True) for n in (3, 20))
    assert few.size > many.size >= 8
    assert sum(few.heights) <= 440
    assert len(set(few.heights)) == 1


def test_only_a_given_figure_gets_text_under_eight_points() -> None:
    grown, given = (lay_tiles(board(40), 780, 440, grow=grow) for grow in (True, False))
    assert grown.size >= 8
    assert sum(grown.heights) > 440 >= sum(given.heights)
