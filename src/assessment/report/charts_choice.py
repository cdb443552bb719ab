"""Chart of the choice: what covering more themes costs in points, and which sets there are."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from assessment.core.labels import say
from assessment.core.rules import Rules
from assessment.core.tables import of_year
from assessment.report import page, rows, style, wording
from assessment.report.page import Pads, Words

_HEIGHT, _PADS = 250.0, Pads(46.0, 60.0, 44.0, 34.0)
_KINDS = {"best": "is_best", "chosen": "is_chosen"}


@style.applied()
def draw_choice(
    selection_frontier: pd.DataFrame,
    coverage: pd.DataFrame,
    /,
    *,
    rules: Rules,
    ax: Axes | None = None,
    lang: str = "zh",
) -> Axes:
    """Draw sets of projects by how many themes they newly cover and their points together.

    The best set of each number of new themes bears its points and the chance that every theme is
    covered in time. Numbers too small for the promise stand on a tinted ground.

    Parameters
    ----------
    selection_frontier, coverage : DataFrame
        Tables of these names.
    rules : Rules
        Rules of the year to show.
    ax : Axes, optional
        Where to draw; without it a new figure, A4 wide.
    lang : {"zh", "en"}
        Language of the labels.

    Raises
    ------
    ValueError
        When a table lacks a column or `lang` is unknown.
    """
    sets = of_year(selection_frontier, "selection_frontier", rules.year)
    least = _least_new(coverage, rules)
    words = Words(
        _title(sets, rules, lang),
        say("choice.subtitle", lang, year=rules.year),
        wording.footer("source.choice", rules, lang),
        say("sample", lang) if rules.sample else "",
    )
    ax = page.lay_out(ax, words, _PADS, _HEIGHT)
    if sets.empty:
        ax.set_axis_off()
        return ax
    _set_axes(ax, sets, least, lang)
    _draw_sets(ax, sets, rules, lang)
    rows.write_legend(ax, _handles(sets, lang), _PADS, lift=_PADS.top - 20, length=1.8)
    return ax


def _least_new(coverage: pd.DataFrame, rules: Rules) -> int:
    """Return how many themes the year must newly cover so that the rest fit the years left."""
    before = coverage[(coverage["year"] < rules.year) & coverage["is_covered_so_far"]]
    covered = set(before["theme_code"])
    n_open = sum(theme.required and theme.code not in covered for theme in rules.themes)
    return max(n_open - rules.slots_left, 0)


def _title(sets: pd.DataFrame, rules: Rules, lang: str) -> str:
    best = sets[sets["is_best"]]
    if best.empty:
        return say("choice.title.none", lang)
    first: Any = next(best.itertuples())
    more = sets["total_points"].max() - first.total_points
    points = wording.show_points(pd.NA, more, rules.ranking.decimals)
    key = "choice.title.price" if more > 0 else "choice.title.free"
    return say(key, lang, n=int(first.n_new_themes), points=points)


def _set_axes(ax: Axes, sets: pd.DataFrame, least: int, lang: str) -> None:
    low, high = int(sets["n_new_themes"].min()), int(sets["n_new_themes"].max())
    left, right = low - 0.5, high + 0.5
    ax.set_xlim(left, right)
    ax.set_xticks(range(low, high + 1))
    points = sets["total_points"]
    margin = max(0.18 * (points.max() - points.min()), 1.0)
    ax.set_ylim(points.min() - margin, points.max() + margin)
    page.fix_ticks(ax.yaxis, 6)
    ax.set_xlabel(say("choice.x", lang))
    ax.set_ylabel(say("choice.y", lang))
    if least > low:
        ax.axvspan(left, min(least - 0.5, right), color=style.WARN_PALE, zorder=0)
        how: dict[str, Any] = {"fontsize": style.FOOT_SIZE, "color": style.MUTED, "va": "bottom"}
        page.write_at(
            ax, say("choice.too_few", lang, n=least), (left, points.min() - margin), (6, 5), **how
        )


def _draw_sets(ax: Axes, sets: pd.DataFrame, rules: Rules, lang: str) -> None:
    x, y = sets["n_new_themes"], sets["total_points"]
    ax.plot(x, y, **_mark("other"))
    for kind, column in _KINDS.items():
        mine = sets[sets[column]]
        ax.plot(mine["n_new_themes"], mine["total_points"], **_mark(kind))
    tops = sets.sort_values("total_points", ascending=False).drop_duplicates("n_new_themes")
    marked = sets[(sets["is_best"] | sets["is_chosen"]) & ~sets["set_id"].isin(tops["set_id"])]
    how: dict[str, Any] = {"fontsize": rows.HEAD_SIZE, "ha": "center"}
    named: list[Any] = list(tops.itertuples())
    for row in named:
        place = row.n_new_themes, row.total_points
        page.write_at(ax, _told(row, rules, lang), place, (0, 10), va="bottom", **how)
    # Below all dots of its column, by name: beside its own it would meet those of the next column.
    called: dict[int, list[str]] = {}
    rest: list[Any] = list(marked.itertuples())
    for row in rest:
        called.setdefault(int(row.n_new_themes), []).append(_called(row, rules, lang))
    for themes, lines in called.items():
        place = themes, float(y[x == themes].min())
        page.write_at(ax, "\n".join(lines), place, (0, -10), va="top", **how)


def _told(row: Any, rules: Rules, lang: str) -> str:
    """Return points and chance of a set."""
    points = wording.show_points(pd.NA, row.total_points, rules.ranking.decimals)
    return say("choice.set", lang, points=points, chance=f"{row.promise_share:.0%}")


def _called(row: Any, rules: Rules, lang: str) -> str:
    """Return what a marked set is, with its points and chance."""
    kinds = [say(f"choice.mark.{kind}", lang) for kind, column in _KINDS.items()
             if getattr(row, column)]  # fmt: skip
    return f"{say('sep', lang).join(kinds)} {_told(row, rules, lang)}"


def _handles(sets: pd.DataFrame, lang: str) -> list[Line2D]:
    kinds = [kind for kind, column in _KINDS.items() if sets[column].any()]
    return [
        Line2D([], [], label=say(f"choice.mark.{kind}", lang), **_mark(kind))
        for kind in (*kinds, "other")
    ]


def _mark(kind: str) -> dict[str, Any]:
    looks: dict[str, dict[str, Any]] = {
        "other": {"markersize": 5, "markerfacecolor": style.PAPER, "markeredgecolor": style.MUTED},
        "best": {"markersize": 8, "markerfacecolor": style.ACCENT, "markeredgecolor": style.ACCENT},
        "chosen": {
            "markersize": 14,
            "markerfacecolor": "none",
            "markeredgecolor": style.INK,
            "markeredgewidth": 1.4,
        },
    }
    return {"linestyle": "none", "marker": "o", "clip_on": False, **looks[kind]}
