"""What the chart of the colleges' paths holds, and that every text on it can be read."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from assessment.core.tables import empty
from assessment.report import style
from assessment.report.charts_paths import draw_college_paths
from three_years import bars, dots, make_years, words


@pytest.fixture
def years() -> Any:
    return make_years()


def draw(years: Any, **how: Any) -> Any:
    tables = (years.applications, years.selected, years.standings, years.colleges)
    return draw_college_paths(years.college_coverage, *tables, rules=years.rules, **how)


def colleges(ax: Any, years: Any) -> list[str]:
    """Return the names of colleges from above."""
    names = set(years.colleges["college_name"])
    found = {text.get_text().replace("\n", ""): text.xy[1] for text in ax.texts}
    return sorted(names & set(found), key=found.__getitem__)


def test_one_row_a_college_and_one_field_a_year(years: Any) -> None:
    ax = draw(years)
    assert len(colleges(ax, years)) == 20
    table = years.college_coverage
    assert len(bars(ax, "selected")) == (table["n_selected"] > 0).sum()
    assert len(bars(ax, "none")) == (table["n_applied"] == 0).sum() == words(ax).count("未申报")
    assert sum(len(bars(ax, kind)) for kind in ("selected", "applied", "none")) == 60


def test_never_reached_ones_stand_below_and_are_marked(years: Any) -> None:
    ax = draw(years)
    last = years.college_coverage[years.college_coverage["year"] == 2019]
    never = set(last.loc[last["is_never_reached"], "college_code"])
    names = years.colleges.set_index("college_code")["college_name"]
    assert set(colleges(ax, years)[-len(never) :]) == set(names[list(never)])
    assert words(ax).count("从未立项") == len(never) == 10
    assert "20 个申报单位中 10 个获得立项，10 个从未立项" in words(ax)


def test_grade_and_rank_of_every_assessed_project(years: Any) -> None:
    ax = draw(years)
    final = years.standings[years.standings["status"] == "final"]
    told = [f"{row.grade} · 第 {row.rank} 名" for row in final.itertuples()]
    said = [text.split(" · ", 1)[-1] for text in words(ax) if " · " in text]
    assert sorted(said) == sorted(told)
    assert len(dots(ax, "certified")) == len(final)


def test_shared_rank_and_failed_project_are_said(years: Any) -> None:
    mine = years.standings["project_id"] == "2018-C05-2"
    years.standings.loc[mine, ["grade", "is_tied"]] = "不合格", True
    ax = draw(years)
    assert "立项 · 不合格 · 并列第 1 名" in words(ax)
    assert len(dots(ax, "selected")) == 1


def test_provisional_results_are_said() -> None:
    said = words(draw(make_years(last="provisional")))
    assert any("阶段性：" in text and "成绩尚未最终确定" in text for text in said)
    assert "立项 · 阶段性" in said
    assert not any("2019" in text and "第 1 名" in text for text in said)


def test_years_before_a_college_was_listed_are_hatched(years: Any) -> None:
    table = years.college_coverage
    gone = (table["college_code"] == "C20") & (table["year"] == 2017)
    years.college_coverage = table[~gone]
    assert len(bars(draw(years), "absent")) == 1


def test_late_applications_are_left_out(years: Any) -> None:
    mine = years.applications["project_id"] == "2019-C07-1"
    years.applications.loc[mine, "status"] = "late"
    assert words(draw(years)).count("未申报") == 1 + words(draw(make_years())).count("未申报")


def test_college_outside_the_list_shows_its_code(years: Any) -> None:
    years.applications.loc[0, "college_code"] = "C99"
    assert "C99" in words(draw(years))


@pytest.mark.parametrize(("size", "lang"), [("a4", "zh"), ("a4", "en"), ("16:9", "zh")])
@pytest.mark.parametrize("span", [(2017,), (2017, 2018, 2019)])
def test_every_text_can_be_read(legible: Any, span: Any, size: str, lang: str) -> None:
    given = style.new_axes("16:9") if size == "16:9" else None
    legible(draw(make_years(span, last="provisional"), ax=given, lang=lang))


def test_empty_tables_give_a_page_that_says_so(years: Any, legible: Any) -> None:
    years.selected = years.selected.iloc[:0]
    years.college_coverage, years.applications, years.standings, years.colleges = (
        empty(name) for name in ("college_coverage", "applications", "standings", "colleges")
    )
    ax = draw(years)
    legible(ax)
    assert "尚无申报单位名单" in words(ax)


def test_nothing_selected_yet(years: Any) -> None:
    years.selected = pd.DataFrame({"year": [], "project_id": []})
    years.college_coverage["is_never_reached"] = True
    assert "立项尚未确定：20 个申报单位" in words(draw(years))


def test_same_tables_give_the_same_bytes(years: Any) -> None:
    one, other = (style.write_figure(style.figure_of(draw(years)), "svg") for _ in range(2))
    assert one == other
