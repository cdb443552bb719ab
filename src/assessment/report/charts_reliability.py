"""Chart of how reliable mean points are by the number of judges, a panel a component."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from assessment.core.labels import say
from assessment.core.rules import Rules
from assessment.core.tables import of_year
from assessment.report import caution, page, rows, style, wording
from assessment.report.page import Pads, Words

_HEIGHT, _LEFT, _RIGHT, _BOTTOM = 300.0, 42.0, 46.0, 36.0
_APART = 26.0  # between panels
_ENOUGH = 0.8
_MOST, _LEAST = 30, 5  # judges an axis goes up to
_LOOKS: dict[str, dict[str, Any]] = {
    "relative": {"color": style.ACCENT, "linewidth": 2.0},
    "absolute": {"color": style.MUTED, "linewidth": 1.5, "linestyle": (0, (4, 2))},
}
_SHADES = {"relative": "#6CA6D4", "absolute": "#98A3AE"}
# The intraclass correlation of the same meaning, of one judge: its limits are those of one judge.
_INTERVALS = {"relative": "ICC3", "absolute": "ICC2"}


@dataclass(frozen=True, slots=True)
class _Panel:
    """A component: its variances, judges a project has, and what its table says, by kind."""

    label: str
    project: float
    noise: Mapping[str, float]
    n_judges: int
    needed: Mapping[str, int | None]
    limits: Mapping[str, tuple[float, float]]

    def at(self, kind: str, n_judges: Any) -> Any:
        """Return the reliability of so many judges; 0 where nothing varies."""
        return self.project / (self.project + self.noise[kind] / n_judges) if self.project else 0.0

    def between(self, kind: str, n_judges: Any) -> tuple[Any, Any]:
        """Return the limits of the reliability of so many judges (Spearman & Brown)."""
        low, high = (min(max(one, 0.0), 1.0) for one in self.limits[kind])
        return tuple(n_judges * one / (1 + (n_judges - 1) * one) for one in (low, high))

    def is_sure(self) -> bool:
        """Return whether the order is reliable enough even at the lower limit."""
        is_known = "relative" in self.limits
        return is_known and self.between("relative", self.n_judges)[0] >= _ENOUGH

    def lacks(self, kind: str) -> bool:
        """Return whether there are too few judges."""
        needed = self.needed[kind]
        return needed is None or needed > self.n_judges


@style.applied()
def draw_reliability(
    variance: pd.DataFrame,
    reliability: pd.DataFrame,
    severity: pd.DataFrame,
    adjusted: pd.DataFrame,
    /,
    *,
    rules: Rules,
    ax: Axes | None = None,
    lang: str = "zh",
) -> Axes:
    """Draw reliability against the number of judges, of the order and of the points themselves.

    A dot is the number there is, a ring the least number that reaches 0.8, where the axis goes so
    far; the shades are 95 % limits.

    Parameters
    ----------
    variance, reliability, severity, adjusted : DataFrame
        Tables of these names; other years are passed over. The last two tell how many judges a
        project has.
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
    named = {"variance": variance, "reliability": reliability, "severity": severity,
             "adjusted": adjusted}  # fmt: skip
    tables = {name: of_year(table, name, rules.year) for name, table in named.items()}
    parts = caution.components_of(tables["variance"], rules)
    panels = [_panel(tables, part, rules, lang) for part in parts]
    words = _words(panels, tables["variance"], rules, lang)
    if not panels:
        ax = page.lay_out(ax, words, Pads(), 60)
        ax.set_axis_off()
        return ax
    wide, _ = page.room(ax, words, Pads(_LEFT, _RIGHT))
    heads = _heads(panels, (wide - _APART * (len(panels) - 1)) / len(panels), lang)
    tall = max(page.text_height(head, rows.HEAD_SIZE) for head in heads)
    pads = Pads(_LEFT, _RIGHT, tall + style.TEXT_SIZE * page.LINE_HEIGHT + 46, _BOTTOM)
    ax = page.lay_out(ax, words, pads, _HEIGHT)
    most = _most(panels)
    _set_axes(ax, panels, most, lang)
    for number, panel in enumerate(panels):
        _draw_panel(ax, panel, _start(ax, panels, number), _scale(ax, panels, most), most)
        _write_head(ax, panel.label, heads[number], _start(ax, panels, number), tall)
    rows.write_legend(ax, _handles(lang), pads, lift=pads.top - 20, length=2.6)
    return ax


def _panel(tables: Mapping[str, pd.DataFrame], part: str, rules: Rules, lang: str) -> _Panel:
    mine = {name: table[table["component"] == part] for name, table in tables.items()}
    found = dict(zip(mine["variance"]["source"], mine["variance"]["variance"], strict=True))
    noise = {
        "relative": float(found["residual"]),
        "absolute": float(found["judge"] + found["residual"]),
    }
    n_judges = max(1, round(int(mine["severity"]["n_marks"].sum()) / len(mine["adjusted"])))
    told = {row["statistic"]: row for row in mine["reliability"].to_dict("records")}
    needed = {kind: int(told[name]["value"]) if (name := f"judges_{kind}") in told else None
              for kind in noise}  # fmt: skip
    limits = {
        kind: (float(row["low"]), float(row["high"]))
        for kind, name in _INTERVALS.items()
        if (row := told.get(name)) and not (pd.isna(row["low"]) or pd.isna(row["high"]))
    }
    label = wording.show_component(part, rules, lang)
    return _Panel(label, float(found["project"]), noise, n_judges, needed, limits)


def _words(panels: Sequence[_Panel], variance: pd.DataFrame, rules: Rules, lang: str) -> Words:
    left = caution.left_out(variance, rules, lang)
    subtitle = say("enough.subtitle", lang, year=rules.year, left=left)
    notes = (say("enough.note", lang), say("caution.few_judges", lang))
    return caution.words(_title(panels, lang), subtitle, notes, rules=rules, lang=lang)


def _title(panels: Sequence[_Panel], lang: str) -> str:
    if not panels:
        return say("caution.few", lang, what=say("enough.what", lang))
    few = [panel for panel in panels if panel.lacks("relative")]
    known = [panel for panel in few if panel.needed["relative"] is not None]
    if few and len(known) < len(few):
        never = [panel for panel in few if panel.needed["relative"] is None]
        return say("enough.title.never", lang, parts=_named(never, lang))
    if few:
        most = max(few, key=lambda panel: panel.needed["relative"] or 0)
        told = {"part": most.label, "n": most.needed["relative"], "m": most.n_judges}
        return say("enough.title.few", lang, parts=_named(few, lang), **told)
    how = "sure" if all(panel.is_sure() for panel in panels) else "unsure"
    enough = say(f"enough.{how}", lang)
    loose = [panel for panel in panels if panel.lacks("absolute")]
    if loose:
        return say("enough.title.order", lang, enough=enough, parts=_named(loose, lang))
    return say("enough.title.both", lang, enough=enough)


def _named(panels: Sequence[_Panel], lang: str) -> str:
    return say("sep", lang).join(panel.label for panel in panels)


def _heads(panels: Sequence[_Panel], room: float, lang: str) -> list[str]:
    """Return what stands above each panel: how it is, and what 0.8 takes."""
    found = []
    for panel in panels:
        now = {kind: f"{panel.at(kind, panel.n_judges):.2f}" for kind in _LOOKS}
        need = {
            kind: say("enough.never", lang) if n is None else say("enough.judges", lang, n=n)
            for kind, n in panel.needed.items()
        }
        lines = (say("enough.now", lang, m=panel.n_judges, **now), say("enough.need", lang, **need))
        found.append("\n".join(page.wrap(line, room, rows.HEAD_SIZE) for line in lines))
    return found


def _most(panels: Sequence[_Panel]) -> int:
    """Return up to how many judges the axes go: what there is and what is needed, within reason."""
    needed = [n for panel in panels for n in panel.needed.values() if n is not None and n < _MOST]
    return min(max([_LEAST, *(panel.n_judges + 2 for panel in panels), *(n + 1 for n in needed)]),
               max(_MOST, *(panel.n_judges for panel in panels)))  # fmt: skip


def _width(ax: Axes, panels: Sequence[_Panel]) -> float:
    return (page.width_of(ax) - _APART * (len(panels) - 1)) / len(panels)


def _start(ax: Axes, panels: Sequence[_Panel], number: int) -> float:
    return number * (_width(ax, panels) + _APART)


def _scale(ax: Axes, panels: Sequence[_Panel], most: int) -> float:
    """Return the points of width between one judge and the next."""
    return _width(ax, panels) / (most - 0.5)


def _set_axes(ax: Axes, panels: Sequence[_Panel], most: int, lang: str) -> None:
    scale, width = _scale(ax, panels, most), _width(ax, panels)
    ax.set_xlim(0, page.width_of(ax))
    ax.set_ylim(0, 1.02)
    ax.set_yticks([0, 0.2, 0.4, 0.6, 0.8, 1.0])
    counts = [n for n in range(1, most + 1) if n == 1 or n % (1 if most <= 12 else 5) == 0]
    if scale * (counts[1] - counts[0]) < 14:
        counts = [n for n in counts if n == 1 or n % 5 == 0]
    starts = [_start(ax, panels, number) for number in range(len(panels))]
    places = [(start + (n - 0.5) * scale, n) for start in starts for n in counts]
    ax.set_xticks([at for at, _ in places], [str(n) for _, n in places])
    ax.spines["bottom"].set_visible(False)
    ax.set_xlabel(say("enough.x", lang))
    ax.set_ylabel(say("enough.y", lang))
    for start in starts:
        ends = [start, start + width]
        ax.plot(ends, [0, 0], color=style.MUTED, linewidth=1.2, clip_on=False)
        for level in (0.2, 0.4, 0.6, 1.0):
            ax.plot(ends, [level] * 2, color=style.LINE, linewidth=0.5, zorder=0.3)
        ax.plot(ends, [_ENOUGH] * 2, color=style.INK, linewidth=1.0, linestyle=(0, (2, 2)))
    page.beside(ax, say("enough.line", lang), (1, _ENOUGH), (4, 0), fontsize=rows.HEAD_SIZE)


def _draw_panel(ax: Axes, panel: _Panel, start: float, scale: float, most: int) -> None:
    counts = np.linspace(1, most, 60)
    for kind in panel.limits:
        how: dict[str, Any] = {"color": _SHADES[kind], "linewidth": 0, "alpha": 0.25, "zorder": 0.4}
        ax.fill_between(start + (counts - 0.5) * scale, *panel.between(kind, counts), **how)
    for kind, look in _LOOKS.items():
        values = np.broadcast_to(panel.at(kind, counts), counts.shape)
        ax.plot(start + (counts - 0.5) * scale, values, label=f"{panel.label} {kind}", **look)
        now = start + (panel.n_judges - 0.5) * scale
        value = panel.at(kind, panel.n_judges)
        ax.plot([now], [value], "o", color=look["color"], markersize=6.5, zorder=4, clip_on=False)
        needed = panel.needed[kind]
        if needed is not None and needed <= most and needed != panel.n_judges:
            at = [start + (needed - 0.5) * scale]
            ring: dict[str, Any] = {"markerfacecolor": style.PAPER, "markeredgewidth": 1.5}
            ax.plot(at, [panel.at(kind, needed)], "o", markeredgecolor=look["color"],
                    markersize=7, zorder=4, **ring)  # fmt: skip


def _write_head(ax: Axes, label: str, head: str, start: float, tall: float) -> None:
    how: dict[str, Any] = {"va": "bottom"}
    page.write_at(ax, label, (start, 1.02), (0, tall + 12), fontsize=style.SUBTITLE_SIZE, **how)
    how |= {"color": style.MUTED, "fontsize": rows.HEAD_SIZE}
    page.write_at(ax, head, (start, 1.02), (0, 8), **how)


def _handles(lang: str) -> list[Line2D]:
    return [Line2D([], [], label=say(f"enough.{kind}", lang), **look)
            for kind, look in _LOOKS.items()]  # fmt: skip
