"""The chart of severity: a dot and an interval a judge, groups apart, nobody named."""

from __future__ import annotations

from typing import Any

import pytest

from assessment.core.rules import Rules
from assessment.core.tables import empty
from assessment.report import style
from assessment.report.charts_severity import draw_severity, reach_of
from bearing_tables import bear, told


def draw(tables: Any, rules: Rules, **how: Any) -> Any:
    return draw_severity(tables.severity, tables.adjusted, rules=rules, **how)


def test_a_judge_stands_where_the_table_says(year: Any, rules: Rules) -> None:
    tables = bear(year, rules)
    dots = {line.get_label(): line for line in draw(tables, rules).lines}
    for row in tables.severity.itertuples():
        dot = dots[f"现场答辩 {row.judge_id}"]
        assert dot.get_xdata()[0] == pytest.approx(row.effect_points)
        is_apart = abs(row.effect_points) > reach_of(row.std_error, 125)
        assert (dot.get_color() == style.ACCENT) == is_apart
    said = told(draw(tables, rules))
    assert "最宽的评委比最严的平均高" in said and "评委7" in said and "偏宽" in said
    assert "申报材料评审的评分太少，没有画" in said


@pytest.mark.parametrize(("df", "t"), [(3, 3.182), (4, 2.776), (8, 2.306), (30, 2.042)])
def test_intervals_are_as_wide_as_students(df: int, t: float) -> None:
    assert reach_of(2.0, df) == pytest.approx(2 * t, rel=0.008)


def test_groups_stand_apart_and_say_so(year: Any, rules: Rules) -> None:
    tables = bear(year, rules, n_judges=4, n_groups=2)
    ax = draw(tables, rules)
    first = max(line.get_xdata()[1] for line in ax.lines if len(line.get_xdata()) == 2)
    # 87 marks less 22 projects less 8 judges, and a mean of each group.
    ends = [row.effect_points + reach_of(row.std_error, 59) for row in tables.severity.itertuples()]
    assert first == pytest.approx(max(ends), rel=1e-9)
    said = told(ax)
    assert "现场答辩第 1 组" in said and "现场答辩第 2 组" in said
    assert "不能互相比较" in said


def test_judges_alike_are_said_to_be_alike(year: Any, rules: Rules) -> None:
    tables = bear(year, rules)
    tables.severity["effect_points"] *= 0.01
    assert "看不出哪位评委明显偏宽或偏严" in told(draw(tables, rules))


@pytest.mark.parametrize(("size", "lang"), [("", "zh"), ("", "en"), ("16:9", "zh"), ("4:3", "en")])
@pytest.mark.parametrize(("n_judges", "n_groups"), [(3, 1), (9, 2)])
def test_every_text_can_be_read(
    legible: Any, year: Any, rules: Rules, n_judges: int, n_groups: int, size: str, lang: str
) -> None:
    tables = bear(year, rules, n_judges=n_judges, n_groups=n_groups)
    legible(draw(tables, rules, ax=style.new_axes(size) if size else None, lang=lang))


def test_too_few_marks_are_told(legible: Any, rules: Rules) -> None:
    ax = draw_severity(empty("severity"), empty("adjusted"), rules=rules)
    legible(ax)
    assert "评分太少，画不出评委宽严" in told(ax)


def test_same_tables_give_the_same_bytes(year: Any, rules: Rules) -> None:
    tables = bear(year, rules)
    one, other = (style.write_figure(style.figure_of(draw(tables, rules)), "svg") for _ in range(2))
    assert one == other
