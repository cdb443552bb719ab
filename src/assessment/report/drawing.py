"""The main charts of a year by name, each as PNG and SVG."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pandas as pd
from matplotlib.axes import Axes

from assessment.core.decided import selected
from assessment.core.rules import Rules
from assessment.report import charts_account, charts_plan, charts_score
from assessment.report.style import figure_of, write_figure

Tables = Mapping[str, pd.DataFrame]
FORMATS = ("png", "svg")


def _ranking(tables: Tables, rules: Rules) -> Axes:
    return charts_score.draw_ranking(*_scored(tables), rules=rules)


def _defense_against_votes(tables: Tables, rules: Rules) -> Axes:
    return charts_score.draw_defense_against_votes(*_scored(tables), rules=rules)


def _scored(tables: Tables) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    return (
        tables["standings"],
        tables["components"],
        tables["applications"],
        tables["colleges"],
    )


def _theme_coverage(tables: Tables, rules: Rules) -> Axes:
    return charts_plan.draw_theme_coverage(
        tables["coverage"],
        tables["applications"],
        selected(tables["decisions"]),
        tables["colleges"],
        rules=rules,
    )


def _grant_usage(tables: Tables, rules: Rules) -> Axes:
    return charts_account.draw_grant_usage(
        tables["budget_usage"], tables["applications"], tables["colleges"], rules=rules
    )


CHARTS: Mapping[str, Callable[[Tables, Rules], Axes]] = {
    "考核认证排名": _ranking,
    "答辩与投票": _defense_against_votes,
    "品牌主题覆盖": _theme_coverage,
    "经费使用": _grant_usage,
}


def draw_named(names: Iterable[str], tables: Tables, /, *, rules: Rules) -> dict[str, bytes]:
    """Return the named charts as pictures, by file name.

    Raises
    ------
    KeyError
        When there is no chart of that name.
    """
    drawn = {name: CHARTS[name](tables, rules) for name in names}
    return {
        f"{rules.year}{name}.{kind}": write_figure(figure_of(axes), kind)
        for name, axes in drawn.items()
        for kind in FORMATS
    }
