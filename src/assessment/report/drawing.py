"""The charts of a year by name, as pictures in either language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from assessment.core.decided import selected
from assessment.core.rules import Rules
from assessment.report import (
    charts_acceptability,
    charts_account,
    charts_bonus_caps,
    charts_choice,
    charts_demand,
    charts_paths,
    charts_plan,
    charts_rank_intervals,
    charts_red_flag,
    charts_reliability,
    charts_residuals,
    charts_score,
    charts_severity,
    charts_spending,
    charts_themes,
    charts_weights,
    page,
    wording,
)
from assessment.report.chart_names import (
    CORRECTIONS,
    ENGLISH,
    OF_BEARING,
    OF_PROGRAMME,
    OTHER_CHARTS,
)
from assessment.report.style import figure_of, page_axes, write_figure

Tables = Mapping[str, pd.DataFrame]
FORMATS = ("png", "svg")


def _ranking(tables: Tables, rules: Sequence[Rules], **how: Any) -> Axes:
    return charts_score.draw_ranking(*_scored(tables), rules=rules[-1], **how)


def _defense_against_votes(tables: Tables, rules: Sequence[Rules], **how: Any) -> Axes:
    return charts_score.draw_defense_against_votes(*_scored(tables), rules=rules[-1], **how)


def _scored(tables: Tables) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    return (
        tables["standings"],
        tables["components"],
        tables["applications"],
        tables["colleges"],
    )


def _theme_coverage(tables: Tables, rules: Sequence[Rules], **how: Any) -> Axes:
    return charts_plan.draw_theme_coverage(
        tables["coverage"],
        tables["applications"],
        selected(tables["decisions"]),
        tables["colleges"],
        rules=rules[-1],
        **how,
    )


def _grant_usage(tables: Tables, rules: Sequence[Rules], **how: Any) -> Axes:
    return charts_account.draw_grant_usage(
        tables["budget_usage"], tables["applications"], tables["colleges"], rules=rules[-1], **how
    )


def _red_flag(tables: Tables, rules: Sequence[Rules], **how: Any) -> Axes:
    return charts_red_flag.draw_red_flag(*_evaluated(tables), rules=rules[-1], **how)


def _bonus_effect(tables: Tables, rules: Sequence[Rules], **how: Any) -> Axes:
    return charts_red_flag.draw_bonus_effect(*_evaluated(tables), rules=rules[-1], **how)


def _bonus_caps(tables: Tables, rules: Sequence[Rules], **how: Any) -> Axes:
    return charts_bonus_caps.draw_bonus_caps(
        tables["bonus_caps"], tables["colleges"], rules=rules[-1], **how
    )


def _evaluated(tables: Tables) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    return tables["red_flag"], tables["standings"], tables["colleges"]


def _theme_matrix(tables: Tables, rules: Sequence[Rules], **how: Any) -> Axes:
    return charts_themes.draw_theme_matrix(tables["coverage"], *_made(tables), rules=rules, **how)


def _choice(tables: Tables, rules: Sequence[Rules], **how: Any) -> Axes:
    return charts_choice.draw_choice(
        tables["selection_frontier"], tables["coverage"], rules=rules[-1], **how
    )


def _college_paths(tables: Tables, rules: Sequence[Rules], **how: Any) -> Axes:
    return charts_paths.draw_college_paths(
        tables["college_coverage"], *_made(tables), rules=rules, **how
    )


def _made(tables: Tables) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    return (
        tables["applications"],
        selected(tables["decisions"]),
        tables["standings"],
        tables["colleges"],
    )


def _theme_demand(tables: Tables, rules: Sequence[Rules], **how: Any) -> Axes:
    return charts_demand.draw_theme_demand(tables["coverage"], rules=rules, **how)


def _spending(tables: Tables, rules: Sequence[Rules], **how: Any) -> Axes:
    return charts_spending.draw_spending(
        tables["budget_spending"],
        tables["applications"],
        tables["colleges"],
        rules=rules[-1],
        **how,
    )


def _of_one_year(name: str, draw: Callable[..., Axes]) -> Callable[..., Axes]:
    """Return what draws a chart of what the scores can bear, from just the tables it needs."""
    stage = OF_BEARING[name][1]
    fixed = {"round": stage} if stage else {}

    def drawn(tables: Tables, rules: Sequence[Rules], **how: Any) -> Axes:
        needed = [tables[table] for table in OTHER_CHARTS[name]]
        return draw(*needed, rules=rules[-1], **fixed, **how)

    return drawn


_BEARING: Mapping[str, Callable[..., Axes]] = {
    "名次可能范围": charts_rank_intervals.draw_rank_intervals,
    "立项名次可能范围": charts_rank_intervals.draw_rank_intervals,
    "评委宽严": charts_severity.draw_severity,
    "值得再看的评分": charts_residuals.draw_residuals,
    "评委人数与可靠程度": charts_reliability.draw_reliability,
    "权重与名次": charts_acceptability.draw_acceptability,
    "权重与总分": charts_weights.draw_weight_lines,
}
_DRAW: Mapping[str, Callable[..., Axes]] = {
    "考核认证排名": _ranking,
    "答辩与投票": _defense_against_votes,
    "品牌主题覆盖": _theme_coverage,
    "经费使用": _grant_usage,
    "五四红旗排名": _red_flag,
    "三年主题覆盖": _theme_matrix,
    "主题申报与立项": _theme_demand,
    "经费科目": _spending,
    "品牌加分前后名次": _bonus_effect,
    "加分上限与名次": _bonus_caps,
    "各单位三年历程": _college_paths,
    "立项方案比较": _choice,
    **{name: _of_one_year(name, draw) for name, draw in _BEARING.items()},
}


def draw_named(
    name: str,
    tables: Tables,
    /,
    *,
    rules: Sequence[Rules],
    formats: Sequence[str] = FORMATS,
    size: str = "",
    lang: str = "zh",
) -> dict[str, bytes]:
    """Return the named chart as pictures, by file name; English ones bear a sign of it.

    What was corrected in the years of the chart is counted below its footer.

    Parameters
    ----------
    name : str
        A name of `chart_names`.
    tables : mapping
        At least the tables that the chart needs, and `corrections`.
    rules : sequence of Rules
        The rules of the programme's years; the last is the year of the chart.
    formats : sequence of {"png", "svg", "pdf"}
        What kinds of picture to write.
    size : {"", "16:9", "4:3", "a4"}
        The shape of the page; without one it is A4 wide and as high as the content asks.
    lang : {"zh", "en"}
        Language of everything but names.

    Raises
    ------
    KeyError
        When there is no chart of that name.
    ValueError
        When a format, the size or the language is unknown.
    """
    draw = _DRAW[name]
    axes = draw(tables, rules, lang=lang)
    if size:
        wide, high = figure_of(axes).get_size_inches() * 72
        axes = draw(tables, rules, ax=page_axes(size, float(wide), float(high)), lang=lang)
    years = rules if name in OF_PROGRAMME else rules[-1:]
    page.add_remark(axes, wording.corrected(tables[CORRECTIONS], years, lang))
    stem = f"{rules[-1].year}{name}{ENGLISH if lang == 'en' else ''}"
    return {f"{stem}.{kind}": write_figure(figure_of(axes), kind) for kind in formats}


def draw_for_run(
    name: str, tables: Tables, /, *, rules: Sequence[Rules], is_on_board: bool
) -> dict[str, bytes]:
    """Return the named chart as a run wants it: a board needs it in English as well, as SVG."""
    drawn = draw_named(name, tables, rules=rules)
    if not is_on_board:
        return drawn
    return drawn | draw_named(name, tables, rules=rules, formats=("svg",), lang="en")
