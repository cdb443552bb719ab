"""What stands below every chart that is drawn by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from assessment.core.rules import Rules, load_rules
from assessment.founding import Demo
from assessment.pipeline import chart_orders
from assessment.report import drawing, page, wording
from assessment.report.chart_names import MAIN_CHARTS, OF_BEARING, OTHER_CHARTS

RULES = Path(__file__).resolve().parents[2] / "rules"


def corrections(*rows: tuple[int, bool]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["year", "is_applied"])


@pytest.fixture
def three() -> list[Rules]:
    return [load_rules(RULES / f"{year}.toml") for year in (2017, 2018, 2019)]


def test_corrections_of_the_years_are_counted(three: list[Rules]) -> None:
    table = corrections((2018, True), (2019, True), (2019, False), (2016, True))
    assert wording.corrected(table, three[:1]) == ""
    assert "已更正 1 处，见" in wording.corrected(table, three[1:2])
    assert "已更正 1 处，未采用 1 处" in wording.corrected(table, three[2:])
    assert "2 applied, 1 refused" in wording.corrected(table, three, "en")


def test_every_chart_bears_them_those_of_the_programme_of_all_years(
    demo: Demo, three: list[Rules], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: dict[str, str] = {}
    name = ""
    monkeypatch.setattr(page, "add_remark", lambda _, text: said.update({name: text}))
    monkeypatch.setattr(drawing, "write_figure", lambda *_: b"")
    tables = dict(demo.workspace.programme(2019).tables)
    tables["corrections"] = corrections((2018, True), (2019, False))
    for order in chart_orders(tables, rules=three, is_all=True):
        name = order.name
        drawing.draw_named(name, order.tables, rules=three)
    whole = {one for one, text in said.items() if "已更正 1 处，未采用 1 处" in text}
    assert len(said) == len(MAIN_CHARTS) + len(OTHER_CHARTS)
    assert whole == {"三年主题覆盖", "主题申报与立项", "各单位三年历程"}
    assert all("已更正 0 处，未采用 1 处" in said[one] for one in said.keys() - whole)


def test_before_the_first_points_of_the_assessment_no_empty_chart_is_drawn(
    demo: Demo, three: list[Rules]
) -> None:
    tables = dict(demo.workspace.programme(2019).tables)
    whole = {order.name for order in chart_orders(tables, rules=three, is_all=True)}
    parts = tables["components"].copy()
    parts.loc[(parts["round"] == "assessment") & (parts["year"] == 2019), "points"] = float("nan")
    tables["components"] = parts
    left = {order.name for order in chart_orders(tables, rules=three, is_all=True)}
    assert whole - left == {"考核认证排名", "答辩与投票"}


def test_what_the_scores_of_another_year_or_round_can_bear_is_not_drawn(
    demo: Demo, three: list[Rules]
) -> None:
    tables = dict(demo.workspace.programme(2019).tables)
    whole = {order.name for order in chart_orders(tables, rules=three, is_all=True)}
    assert set(OF_BEARING) <= whole
    intervals = tables["rank_intervals"]
    is_gone = (intervals["round"] == "review") & (intervals["year"] == 2019)
    tables["rank_intervals"] = intervals[~is_gone]
    tables["severity"] = tables["severity"].query("year != 2019")
    left = {order.name for order in chart_orders(tables, rules=three, is_all=True)}
    assert whole - left == {"立项名次可能范围", "评委宽严"}


def test_without_votes_or_a_defense_nothing_is_drawn_of_both(
    demo: Demo, three: list[Rules]
) -> None:
    tables = dict(demo.workspace.programme(2019).tables)

    def drawn(rules: list[Rules]) -> set[str]:
        return {order.name for order in chart_orders(tables, rules=rules, is_all=True)}

    whole = drawn(three)
    last = three[-1]
    rest = tuple(part for part in last.components if part.name != "defense")
    assert whole - drawn([*three[:2], last.model_copy(update={"components": rest})]) == set()
    parts = tables["components"].copy()
    parts.loc[(parts["component"] == "online_vote") & (parts["year"] == 2019), "points"] = None
    tables["components"] = parts
    assert whole - drawn(three) == {"答辩与投票"}


@pytest.mark.parametrize(("size", "ratio"), [("16:9", 16 / 9), ("4:3", 4 / 3), ("a4", 842 / 595)])
def test_every_chart_fits_a_page_of_the_shape(
    demo: Demo,
    three: list[Rules],
    legible: Any,
    monkeypatch: pytest.MonkeyPatch,
    size: str,
    ratio: float,
) -> None:
    figures: list[Any] = []
    monkeypatch.setattr(drawing, "write_figure", lambda figure, _: figures.append(figure) or b"")
    for order in chart_orders(demo.workspace.programme(2019).tables, rules=three, is_all=True):
        drawn = drawing.draw_named(
            order.name, order.tables, rules=three, formats=["pdf"], size=size
        )
        assert list(drawn) == [f"2019{order.name}.pdf"]
    assert len(figures) == len(MAIN_CHARTS) + len(OTHER_CHARTS)
    for figure in figures:
        wide, high = figure.get_size_inches()
        assert wide / high == pytest.approx(ratio)
        legible(figure.axes[0])
