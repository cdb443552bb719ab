"""The chart of reliability: a panel a component, dots where it is, rings where 0.8 is reached."""

from __future__ import annotations

from typing import Any

import pytest

from assessment.core.rules import Rules
from assessment.core.tables import empty
from assessment.report import style
from assessment.report.charts_reliability import draw_reliability
from bearing_tables import bear, told

NAMES = ("variance", "reliability", "severity", "adjusted")


def draw(tables: Any, rules: Rules, **how: Any) -> Any:
    return draw_reliability(*(getattr(tables, name) for name in NAMES), rules=rules, **how)


def spread(tables: Any, **variances: float) -> Any:
    """Give the component other variances, and the numbers of judges that follow from them."""
    for source, value in variances.items():
        is_it = tables.variance["source"] == source
        tables.variance.loc[is_it, "variance"] = value
    return tables


def value(tables: Any, statistic: str) -> float:
    table = tables.reliability
    return float(table[table["statistic"] == statistic]["value"].iloc[0])


def test_a_dot_stands_where_the_table_says(year: Any, rules: Rules) -> None:
    tables = bear(year, rules)
    ax = draw(tables, rules)
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    filled = [dot.get_ydata()[0] for dot in dots if dot.get_markerfacecolor() != style.PAPER]
    assert filled == pytest.approx([value(tables, kind) for kind in ("relative", "absolute")])
    assert "现有 7 名" in told(ax)


def test_a_ring_is_the_least_number_that_is_enough(year: Any, rules: Rules) -> None:
    tables = bear(year, rules)
    ax = draw(tables, rules)
    rings = [line for line in ax.lines if line.get_markerfacecolor() == style.PAPER]
    assert rings and all(0.8 <= ring.get_ydata()[0] < 1 for ring in rings)
    assert f"排先后要 {value(tables, 'judges_relative'):.0f} 名" in told(ax)


def test_limits_are_those_of_the_mean_of_so_many_judges(year: Any, rules: Rules) -> None:
    """With every mark given, the limits of ICC3k are those of ICC3 by Spearman and Brown."""
    tables = bear(year, rules)
    tables.severity["n_marks"] = 22
    ax = draw(tables, rules)
    table = tables.reliability.set_index("statistic")
    shade = ax.collections[0].get_paths()[0].vertices[:, 1]
    low, high = (float(table.loc["ICC3", side]) for side in ("low", "high"))
    first = sorted({round(float(at), 9) for at in shade})
    assert first[0] == pytest.approx(low) and len(ax.collections) == 2
    most = 9  # two more than there are
    assert max(shade) == pytest.approx(most * high / (1 + (most - 1) * high))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "可靠地排出先后，分数本身也可靠"),
        ({"judges_absolute": 12.0}, "可靠地排出先后，但现场答辩的分数高低还受评委宽严影响"),
        ({"judges_relative": 11.0}, "要可靠地排出先后，现场答辩需要 11 名（现有 7 名）"),
        ({"judges_relative": None}, "现场答辩看不出可靠的先后"),
    ],
)
def test_the_finding_follows_the_table(
    year: Any, rules: Rules, change: dict[str, float | None], said: str
) -> None:
    tables = bear(year, rules)
    for name, number in change.items():
        is_it = tables.reliability["statistic"] == name
        if number is None:
            tables.reliability = tables.reliability[~is_it]
        else:
            tables.reliability.loc[is_it, "value"] = number
    assert said in told(draw(tables, rules))


def test_a_low_limit_under_the_line_tempers_the_finding(year: Any, rules: Rules) -> None:
    tables = bear(year, rules)
    assert "现有评委足以" in told(draw(tables, rules))
    tables.reliability.loc[tables.reliability["statistic"] == "ICC3", "low"] = 0.1
    assert "现有评委大体足以" in told(draw(tables, rules))


def test_projects_alike_draw_a_line_at_nothing(legible: Any, year: Any, rules: Rules) -> None:
    tables = spread(bear(year, rules), project=0.0)
    tables.reliability = tables.reliability[
        ~tables.reliability["statistic"].str.startswith("judges_")
    ]
    ax = draw(tables, rules)
    legible(ax)
    assert "99 名也不够" in told(ax) and "看不出可靠的先后" in told(ax)


@pytest.mark.parametrize(("size", "lang"), [("", "zh"), ("", "en"), ("16:9", "zh"), ("4:3", "en")])
@pytest.mark.parametrize(("n_judges", "n_parts"), [(3, 1), (9, 3), (40, 3)])
def test_every_text_can_be_read(
    legible: Any, year: Any, rules: Rules, n_judges: int, n_parts: int, size: str, lang: str
) -> None:
    tables = bear(year, rules, n_judges=n_judges)
    widened(tables, n_parts)
    parts = [one.model_copy(update={"name": name, "kind": "judged"}) for name, one in
             zip(("defense", "application", "exhibition"), [rules.component("defense")] * n_parts,
                 strict=False)]  # fmt: skip
    given = rules.model_copy(update={"components": tuple(parts)})
    legible(draw(tables, given, ax=style.new_axes(size) if size else None, lang=lang))


def widened(tables: Any, n_parts: int) -> None:
    """Repeat the rows of the defense for other components."""
    import pandas as pd

    for name in NAMES:
        table = getattr(tables, name)
        more = [table.assign(component=part) for part in ("application", "exhibition")]
        setattr(tables, name, pd.concat([table, *more[: n_parts - 1]], ignore_index=True))


def test_too_few_marks_are_told(legible: Any, rules: Rules) -> None:
    ax = draw_reliability(*map(empty, NAMES), rules=rules)
    legible(ax)
    assert "评分太少，画不出评委人数与可靠程度" in told(ax)


def test_same_tables_give_the_same_bytes(year: Any, rules: Rules) -> None:
    tables = bear(year, rules)
    one, other = (style.write_figure(style.figure_of(draw(tables, rules)), "svg") for _ in range(2))
    assert one == other
