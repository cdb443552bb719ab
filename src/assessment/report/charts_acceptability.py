"""Chart of the ranks that other weights would give: projects × ranks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle

from assessment.core.labels import say
from assessment.core.rules import Rules
from assessment.report import caution, page, rows, style, wording
from assessment.report.page import GAP, Pads, Words
from assessment.report.rows import Column, Rows

_TOP, _BOTTOM = 26.0, 36.0
_SHADES = LinearSegmentedColormap.from_list("share", (style.PAPER, "#BCD6EC", style.ACCENT))
_INSET = 0.8
_FIRM = 0.995
_BEND = 0.6  # lifts small shares from the paper
_LEAST = 6.5  # smallest text in a field


@dataclass(frozen=True, slots=True)
class _Project:
    """A project: its ranks by the rules (several where it shares one), shares by rank."""

    project_id: str
    name: str
    ranks: range
    shares: Mapping[int, float]
    near: Mapping[int, float]

    @property
    def is_tied(self) -> bool:
        """Whether it shares its rank."""
        return len(self.ranks) > 1

    def kept(self, shares: Mapping[int, float]) -> float:
        """Return the share of weights that leave it on its rank."""
        return min(sum(shares.get(rank, 0.0) for rank in self.ranks), 1.0)


@style.applied()
def draw_acceptability(
    weight_sensitivity: pd.DataFrame,
    standings: pd.DataFrame,
    applications: pd.DataFrame,
    /,
    *,
    rules: Rules,
    round: str = "assessment",
    ax: Axes | None = None,
    lang: str = "zh",
) -> Axes:
    """Draw which share of all weights gives each project each rank; the darker, the more.

    A frame marks the official rank. The column at the right says in how many of the weights near
    the rules' the rank stays.

    Parameters
    ----------
    weight_sensitivity, standings, applications : DataFrame
        Tables of these names; other years and rounds are passed over.
    rules : Rules
        Rules of the year to show.
    round : {"assessment", "review"}
        Round to show.
    ax : Axes, optional
        Where to draw; without it a new figure, A4 wide, as high as the rows ask.
    lang : {"zh", "en"}
        Language of the labels.

    Raises
    ------
    ValueError
        When a table lacks a column or `lang` is unknown.
    """
    projects = _projects(weight_sensitivity, standings, applications, rules, round)
    words = _words(projects, rules, round, lang)
    wide, high = page.room(ax, words, Pads(top=_TOP, bottom=_BOTTOM))
    texts = [_texts(project, lang) for project in projects]
    fitted = rows.fit_rows(texts, _columns(wide, lang), high, grow=ax is None)
    rank, name, near = fitted.widths
    pads = Pads(rank + name + 2 * GAP, near + GAP, _TOP, _BOTTOM)
    ax = page.lay_out(ax, words, pads, max(fitted.height, 60))
    if not projects:
        ax.set_axis_off()
        return ax
    _set_axes(ax, projects, fitted, lang)
    _draw_fields(ax, projects, fitted, lang)
    rows.write_column(ax, fitted, 0, 0, -pads.left)
    rows.write_head(ax, fitted, 1, 0, -name - GAP)
    rows.write_column(ax, fitted, 2, 1, pads.right, ha="right")
    return ax


def _projects(
    table: pd.DataFrame,
    standings: pd.DataFrame,
    applications: pd.DataFrame,
    rules: Rules,
    round: str,
) -> list[_Project]:
    mine = caution.of_round(table, "weight_sensitivity", rules, round)
    lines = caution.ranked(standings, rules, round)
    names = caution.project_names(applications, rules)
    taken = [int(line.rank) for line in lines]
    found = []
    for line in lines if len(mine) else []:
        own = mine[mine["project_id"] == line.project_id]
        shares = dict(zip(own["rank"], own["acceptability_share"], strict=True))
        near = dict(zip(own["rank"], own["near_share"].fillna(0.0), strict=True))
        rank = int(line.rank)
        # Projects with one rank take up as many as they are.
        ranks = range(rank, rank + taken.count(rank))
        name = names.get(line.project_id, line.project_id)
        found.append(_Project(line.project_id, name, ranks, shares, near))
    return found


def _words(projects: Sequence[_Project], rules: Rules, round: str, lang: str) -> Words:
    told = {"year": rules.year, "round": say(f"round.{round}", lang)}
    if not projects:
        subtitle = say("caution.subtitle", lang, **told)
        title = say("caution.one_part", lang)
        return caution.words(title, subtitle, (), rules=rules, lang=lang)
    subtitle, notes = say("accept.subtitle", lang, **told), [say("accept.note", lang)]
    return caution.words(_title(projects, lang), subtitle, notes, rules=rules, lang=lang)


def _title(projects: Sequence[_Project], lang: str) -> str:
    first = [project for project in projects if 1 in project.ranks]
    if len(first) > 1:
        return say("accept.title.tie", lang, n=len(first))
    (only,) = first
    name, share = wording.quoted(only.name), only.kept(only.shares)
    if share >= _FIRM:
        return say("accept.title.firm", lang, name=name)
    told = {"share": caution.show_chance(share, lang),
            "near": caution.show_chance(only.kept(only.near), lang)}  # fmt: skip
    return say("accept.title", lang, name=name, **told)


def _texts(project: _Project, lang: str) -> tuple[str, str, str]:
    rank = project.ranks.start
    shown = say("tied", lang, rank=rank) if project.is_tied else str(rank)
    return shown, project.name, caution.show_chance(project.kept(project.near), lang)


def _columns(wide: float, lang: str) -> list[Column]:
    shares = {"rank": 0.08, "project": 0.34, "accept.near": 0.12}
    return [Column(say(key, lang), share * wide) for key, share in shares.items()]


def _set_axes(ax: Axes, projects: Sequence[_Project], fitted: Rows, lang: str) -> None:
    rows.stand_rows(ax, fitted, 1)
    ax.set_xlim(0.5, len(projects) + 0.5)
    ax.set_xticks(caution.rank_ticks(len(projects)))
    ax.tick_params(axis="x", length=0)
    ax.spines["bottom"].set_visible(False)
    ax.set_xlabel(say("accept.axis", lang))


def _draw_fields(ax: Axes, projects: Sequence[_Project], fitted: Rows, lang: str) -> None:
    column = page.width_of(ax) / len(projects)
    inset = _INSET / column
    sign, size = _fitting(projects, column, fitted.size, lang)
    ax.hlines(fitted.edges, 0.5, len(projects) + 0.5, color=style.LINE, linewidth=0.5, zorder=0.5)
    for number, project in enumerate(projects):
        top, high = fitted.edges[number] + _INSET, fitted.heights[number] - 2 * _INSET
        for rank in sorted({*project.ranks, *project.shares}):
            share = project.shares.get(rank, 0.0)
            color = _SHADES(share**_BEND)
            how: dict[str, Any] = {"facecolor": color, "edgecolor": style.LINE, "linewidth": 0.4}
            if rank in project.ranks:
                how |= {"edgecolor": style.INK, "linewidth": 1.5, "zorder": 3}
            ax.add_patch(Rectangle((rank - 0.5 + inset, top), 1 - 2 * inset, high, **how))
            if share and size >= _LEAST:
                ink = style.PAPER if sum(color[:3]) < 1.7 else style.INK
                text = caution.show_chance(share, lang).removesuffix(sign)
                at = (rank, fitted.middles[number])
                told: dict[str, Any] = {"ha": "center", "color": ink, "fontsize": size}
                page.write_at(ax, text, at, (0, 0), zorder=4, **told)


def _fitting(
    projects: Sequence[_Project], column: float, most: float, lang: str
) -> tuple[str, float]:
    """Return the sign to leave out, if any, and the largest size at which every share fits."""
    shown = {caution.show_chance(share, lang) for one in projects for share in one.shares.values()}
    for sign, rim in (("", 6), ("%", 3)):
        widest = max(page.text_width(text.removesuffix(sign), 1.0) for text in shown)
        if (size := (column - rim) / widest) >= _LEAST:
            break
    return sign, min(most, size)
