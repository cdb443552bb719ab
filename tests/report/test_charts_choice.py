"""What the chart of the choice holds, and that every text can be read."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from assessment.core.rules import Rules
from assessment.core.tables import conform
from assessment.report import style
from assessment.report.charts_choice import draw_choice
from three_years import words

SETS = ("A、B 180 1 0.5", "A、C 176 2 0.7", "A、D 175 2 0.7", "B、C 170 0 0")


def frontier(best: int = 0, chosen: int | None = 2) -> pd.DataFrame:
    rows = []
    for number, line in enumerate(SETS):
        ids, points, new, share = line.split()
        rows.append({
            "year": 2017, "set_id": f"S{number + 1:02d}", "project_ids": ids,
            "total_points": float(points), "n_new_themes": int(new),
            "promise_share": float(share), "is_best": number == best,
            "is_chosen": number == chosen,
        })  # fmt: skip
    return conform(pd.DataFrame(rows), "selection_frontier")


COVERAGE = conform(
    pd.DataFrame([{"theme_code": "T1", "year": 2017, "n_applied": 1, "n_selected": 0,
                   "n_certified": 0, "is_covered_so_far": False, "slots_left": 8}]),
    "coverage",
)  # fmt: skip


def draw(rules: Rules, **how: Any) -> Any:
    return draw_choice(how.pop("sets", frontier()), COVERAGE, rules=rules, **how)


def test_every_set_is_a_dot_at_its_themes_and_points(rules: Rules) -> None:
    lines = draw(rules).lines
    assert list(lines[0].get_xdata()) == [1, 2, 2, 0]
    assert list(lines[0].get_ydata()) == [180, 176, 175, 170]
    assert list(lines[1].get_ydata()) == [180]  # the best
    assert list(lines[2].get_ydata()) == [175]  # the committee's


def test_the_best_of_each_number_of_themes_and_the_committees_bear_their_worth(
    rules: Rules,
) -> None:
    told = words(draw(rules))
    assert {
        "180.00 分，可能性 50%",
        "176.00 分，可能性 70%",
        "评审决定 175.00 分，可能性 70%",
    } <= set(told)
    assert "新覆盖少于 1 类则来不及" in told  # nine open, eight places in the years left


@pytest.mark.parametrize(
    ("best", "title"),
    [
        (0, "按规则最优的方案新覆盖 1 类主题，得分也最高"),
        (1, "按规则最优的方案新覆盖 2 类主题，比得分最高的方案少 4.00 分"),
        (9, "未能提出拟立项方案"),
    ],
)
def test_the_title_tells_the_price(rules: Rules, best: int, title: str) -> None:
    assert title in words(draw(rules, sets=frontier(best)))


def test_without_sets_nothing_is_drawn_but_the_title(rules: Rules) -> None:
    ax = draw(rules, sets=frontier().head(0))
    assert not ax.axison


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("chosen", [(2, 3), (2, 2), (2, 9), (0, 5)])
def test_marked_sets_beside_full_columns_can_be_read(
    rules: Rules, legible: Any, chosen: tuple[int, int], lang: str
) -> None:
    """As forty candidates give them: five columns of sets with nearly the same points."""
    rows = [
        {"year": 2017, "set_id": f"S{n:02d}", "project_ids": f"P{n}",
         "total_points": 377.5 - 0.2 * (n // 5) - 0.1 * (n % 5), "n_new_themes": n % 5,
         "promise_share": 0.1 * (n % 5), "is_best": n == chosen[0], "is_chosen": n == chosen[1]}
        for n in range(20)
    ]  # fmt: skip
    sets = conform(pd.DataFrame(rows), "selection_frontier")
    legible(draw(rules, sets=sets, lang=lang))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_texts_neither_leave_the_page_nor_meet(rules: Rules, lang: str) -> None:
    ax = draw(rules, lang=lang)
    figure = style.figure_of(ax)
    figure.canvas.draw()
    boxes = [text.get_window_extent() for text in ax.texts if text.get_text()]
    for box in boxes:
        assert box.x0 >= 0 and box.x1 <= figure.bbox.x1
    for number, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[:number])
