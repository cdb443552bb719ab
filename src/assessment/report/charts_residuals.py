"""Chart of the marks that neither the project's level nor the judge's severity explains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap, Normalize
from matplotlib.patches import Patch, Rectangle

from assessment.core.labels import say
from assessment.core.rules import ROUNDS, Rules
from assessment.core.tables import of_year
from assessment.report import caution, page, rows, style, wording
from assessment.report.page import GAP, Pads, Words
from assessment.report.rows import Column, Rows

_TOP, _BOTTOM = 58.0, 6.0
_FAR = 2.0  # a misfit from which a mark is worth a look
_BY_CHANCE = 0.05  # of marks as the model has them, about so many are as far
_APART = 0.6  # between components, in columns
_INSET = 0.9
_LEAST = 6.5  # smallest text in a field
_COLORS = LinearSegmentedColormap.from_list("below-above", (style.WARN, style.PAPER, style.ACCENT))
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Block:
    """A component: its label, its judges, and where its columns begin."""

    label: str
    judges: tuple[str, ...]
    start: float


@dataclass(frozen=True, slots=True)
class _Map:
    """Projects in order, blocks of judges, residuals and misfits by (row, left edge)."""

    names: tuple[str, ...]
    blocks: tuple[_Block, ...]
    points: dict[tuple[int, float], float]
    far: frozenset[tuple[int, float]]

    @property
    def width(self) -> float:
        """How many columns wide it is."""
        return self.blocks[-1].start + len(self.blocks[-1].judges) if self.blocks else 1.0

    @property
    def most(self) -> float:
        """The largest residual, which has the darkest colour."""
        return max(map(abs, self.points.values()), default=0.0) or 1.0


@style.applied()
def draw_residuals(
    residuals: pd.DataFrame,
    standings: pd.DataFrame,
    applications: pd.DataFrame,
    /,
    *,
    rules: Rules,
    ax: Axes | None = None,
    lang: str = "zh",
) -> Axes:
    """Draw each mark's distance from what project and judge led to expect: projects × judges.

    Colours part marks above from marks below, and so do the signs of the numbers. Marks with a
    misfit of 2 or more have a frame. Judges stay coded.

    Parameters
    ----------
    residuals, standings, applications : DataFrame
        Tables of these names; other years are passed over.
    rules : Rules
        Rules of the year to show.
    ax : Axes, optional
        Where to draw; without it a new figure, A4 wide, as high as the rows ask.
    lang : {"zh", "en"}
        Language of the labels.

    Raises
    ------
    ValueError
        When a table lacks a column or `lang` is unknown.
    """
    mine = of_year(residuals, "residuals", rules.year)
    chart = _map(mine, _order(mine, standings, rules), applications, rules, lang)
    words = _words(chart, mine, rules, lang)
    wide, high = page.room(ax, words, Pads(top=_TOP, bottom=_BOTTOM))
    texts = [(name,) for name in chart.names]
    columns = [Column(say("project", lang), 0.3 * wide)]
    fitted = rows.fit_rows(texts, columns, high, grow=ax is None)
    pads = Pads(fitted.widths[0] + GAP, 0, _TOP, _BOTTOM)
    ax = page.lay_out(ax, words, pads, max(fitted.height, 60))
    if not chart.points:
        ax.set_axis_off()
        return ax
    _set_axes(ax, chart, fitted)
    _draw_fields(ax, chart, fitted)
    _write_heads(ax, chart, lang)
    rows.write_legend(ax, _handles(chart, lang), pads, lift=_TOP - 20)
    return ax


def _order(residuals: pd.DataFrame, standings: pd.DataFrame, rules: Rules) -> list[str]:
    """Return the projects by their rank in the assessment, then in the review, then by id."""
    known = [row.project_id for round in reversed(ROUNDS)
             for row in caution.ranked(standings, rules, round)]  # fmt: skip
    there = set(residuals["project_id"])
    return [one for one in dict.fromkeys([*known, *sorted(there)]) if one in there]


def _map(
    residuals: pd.DataFrame,
    order: Sequence[str],
    applications: pd.DataFrame,
    rules: Rules,
    lang: str,
) -> _Map:
    names = caution.project_names(applications, rules)
    place = {project_id: number for number, project_id in enumerate(order)}
    blocks: list[_Block] = []
    points: dict[tuple[int, float], float] = {}
    far = set()
    start = 0.0
    for name in caution.components_of(residuals, rules):
        mine = residuals[residuals["component"] == name]
        judges = tuple(sorted(set(mine["judge_id"]), key=_by_number))
        blocks.append(_Block(wording.show_component(name, rules, lang), judges, start))
        for row in mine.to_dict("records"):
            at = place[row["project_id"]], start + judges.index(row["judge_id"])
            points[at] = float(row["residual_points"])
            if not pd.isna(row["misfit"]) and abs(row["misfit"]) >= _FAR:
                far.add(at)
        start += len(judges) + _APART
    shown = tuple(names.get(one, one) for one in order)
    return _Map(shown, tuple(blocks), points, frozenset(far))


def _by_number(judge_id: str) -> tuple[int, str]:
    number = caution.judge_number(judge_id)
    return int(number) if number.isdecimal() else 0, judge_id


def _words(chart: _Map, residuals: pd.DataFrame, rules: Rules, lang: str) -> Words:
    left = caution.left_out(residuals, rules, lang)
    subtitle = say("residual.subtitle", lang, year=rules.year, left=left)
    n = len(chart.points)
    title = say("caution.few", lang, what=say("residual.what", lang))
    if n:
        key = "residual.title" if chart.far else "residual.title.none"
        title = say(key, lang, all=n, n=len(chart.far), chance=max(round(_BY_CHANCE * n), 1))
    return caution.words(title, subtitle, [say("residual.note", lang)], rules=rules, lang=lang)


def _set_axes(ax: Axes, chart: _Map, fitted: Rows) -> None:
    rows.stand_rows(ax, fitted, 0)
    ax.set_xlim(0, chart.width)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    rows.write_head(ax, fitted, 0, 0, -fitted.widths[0] - GAP)


def _draw_fields(ax: Axes, chart: _Map, fitted: Rows) -> None:
    scale = Normalize(-chart.most, chart.most)
    shown = _texts(ax, chart, fitted.size)
    size = _size(ax, chart, shown, fitted.size)
    inset = _INSET * chart.width / page.width_of(ax)
    for at, points in chart.points.items():
        row, left = at
        color = _COLORS(float(scale(points)))
        how: dict[str, Any] = {"facecolor": color, "edgecolor": style.LINE, "linewidth": 0.4}
        if at in chart.far:
            how |= {"edgecolor": style.INK, "linewidth": 1.5, "zorder": 3}
        corner = left + inset, fitted.edges[row] + _INSET
        high = fitted.heights[row] - 2 * _INSET
        ax.add_patch(Rectangle(corner, 1 - 2 * inset, high, **how))
        if text := shown.get(at):
            ink = style.PAPER if sum(color[:3]) < 1.6 else style.INK
            middle = (left + 0.5, fitted.middles[row])
            page.write_at(ax, text, middle, (0, 0), ha="center", color=ink, fontsize=size, zorder=4)


def _texts(ax: Axes, chart: _Map, size: float) -> dict[tuple[int, float], str]:
    """Return the numbers of all fields, rounded as far as they must be; else signs of the far."""
    for decimals in (1, 0):
        shown = {at: caution.show_change(points, decimals) for at, points in chart.points.items()}
        if _size(ax, chart, shown, size) >= _LEAST:
            return shown
    return {at: "+" if chart.points[at] > 0 else "−" for at in chart.far}


def _size(ax: Axes, chart: _Map, shown: dict[tuple[int, float], str], most: float) -> float:
    """Return the largest size at which every text fits its field."""
    field = page.width_of(ax) / chart.width - 4
    widest = max((page.text_width(text, 1.0) for text in shown.values()), default=1.0)
    return min(most, field / widest)


def _write_heads(ax: Axes, chart: _Map, lang: str) -> None:
    how: dict[str, Any] = {"fontsize": rows.HEAD_SIZE, "color": style.MUTED, "va": "baseline"}
    column = page.width_of(ax) / chart.width
    for block in chart.blocks:
        room = (len(block.judges) + _APART) * column - 4
        label = say("residual.head", lang, part=block.label)
        label = page.wrap(label, room, rows.HEAD_SIZE)
        page.write_at(ax, label, (block.start, 0), (1, 22), **how)
        for number, judge_id in enumerate(block.judges):
            text = caution.judge_number(judge_id)
            page.write_at(ax, text, (block.start + number + 0.5, 0), (0, 8), ha="center", **how)


def _handles(chart: _Map, lang: str) -> list[Patch]:
    above, below = (_COLORS(share) for share in (0.85, 0.15))
    handles = [
        Patch(facecolor=above, label=say("residual.above", lang)),
        Patch(facecolor=below, label=say("residual.below", lang)),
    ]
    frame = Patch(facecolor=style.PAPER, edgecolor=style.INK, linewidth=1.5,
                  label=say("residual.marked", lang))  # fmt: skip
    return [*handles, frame] if chart.far else handles
