"""The chart of other caps: a line for every college that moves, thick where it is awarded."""

from __future__ import annotations

from typing import Any

import pytest

from assessment.core.tables import empty, table_of
from assessment.report import style
from assessment.report.charts_bonus_caps import draw_bonus_caps
from three_years import make_years, words

STEPS = [(0.0, 2.0, "C01* C02 C03"), (2.0, 2.0, "C01* C02 C03"), (2.0, 12.0, "C02* C01 C03")]


def caps(steps: Any = STEPS) -> Any:
    rows = [
        {"year": 2019, "step_no": n, "cap_low_points": low, "cap_high_points": high,
         "college_code": text.rstrip("*"), "rank": rank, "is_awarded": text.endswith("*"),
         "is_border_tied": False}
        for n, (low, high, order) in enumerate(steps, 1)
        for rank, text in enumerate(order.split(), 1)
    ]  # fmt: skip
    return table_of(rows, "bonus_caps")


def draw(table: Any, **how: Any) -> Any:
    years = make_years()
    return draw_bonus_caps(table, years.colleges, rules=years.rules[-1], **how)


def test_only_colleges_that_move_have_a_line() -> None:
    ax = draw(caps())
    lines = {line.get_label(): line for line in ax.lines}
    assert {"C01", "C02"} <= set(lines)
    assert "C03" not in lines
    assert list(lines["C02"].get_xdata()) == [0, 2, 2, 12]
    assert list(lines["C02"].get_ydata()) == [2, 2, 1, 1]
    assert lines["C02"].get_color() == style.ACCENT
    thick = [line for line in ax.lines if line.get_linewidth() == 4]
    assert sorted(tuple(line.get_xdata()) for line in thick) == [(0, 2), (2, 12)]
    assert "加分上限取不同的值，2 个单位的名次不同" in words(ax)


def test_a_tie_at_the_very_start_is_drawn() -> None:
    table = caps([(0.0, 0.0, "C01 C02 C03"), (0.0, 12.0, "C02 C01 C03")])
    lines = {line.get_label(): line for line in draw(table).lines}
    assert list(lines["C01"].get_xdata()) == [0, 0, 0, 12]
    assert list(lines["C01"].get_ydata()) == [1, 1, 2, 2]


@pytest.mark.parametrize(("size", "lang"), [("a4", "zh"), ("a4", "en"), ("16:9", "zh")])
@pytest.mark.parametrize("number", [3, 20])
def test_every_text_can_be_read(legible: Any, number: int, size: str, lang: str) -> None:
    codes = [f"C{n:02}" for n in range(1, number + 1)]
    table = caps([(0.0, 6.0, " ".join(codes)), (6.0, 12.0, " ".join(reversed(codes)))])
    given = style.new_axes("16:9") if size == "16:9" else None
    legible(draw(table, ax=given, lang=lang))


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (caps([(0.0, 12.0, "C01 C02")]), "加分上限取什么值，名次都不变"),
        (empty("bonus_caps"), "名次尚未排定"),
    ],
)
def test_nothing_to_draw_says_so(table: Any, said: str, legible: Any) -> None:
    ax = draw(table)
    legible(ax)
    assert said in words(ax)


def test_same_tables_give_the_same_bytes() -> None:
    one, other = (style.write_figure(style.figure_of(draw(caps())), "svg") for _ in range(2))
    assert one == other
