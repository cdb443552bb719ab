"""Chart of the ranks that other judges or voters like these might have led to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from assessment.core.labels import say
from assessment.core.rules import Rules
from assessment.report import caution, page, rows, style
from assessment.report.page import GAP, Pads, Words
from assessment.report.rows import Column, Rows

_TOP, _BOTTOM = 58.0, 36.0
# Intervals of the same kind: what is drawn anew. Confidence sets are for notebooks.
_METHODS = ("bootstrap", "votes")
_COLORS = {True: (style.ACCENT, "#9DC1E2"), False: ("#8D98A3", "#D3D8DD")}
_REACH = 0.32  # of a bar beyond the middle of a rank


@dataclass(frozen=True, slots=True)
class _Project:
    """A project: its name, official rank and, by method, its interval and chance to be first."""

    name: str
    rank: int
    is_tied: bool
    spans: Mapping[str, tuple[int, int]]
    chances: Mapping[str, float]

    def crosses(self, method: str, first: int) -> bool:
        """Return whether it may come out on either side of a border."""
        low, high = self.spans.get(method, (self.rank, self.rank))
        return min(low, self.rank) <= first < max(high, self.rank)


@dataclass(frozen=True, slots=True)
class _Board:
    """Projects in order, the methods there are, how many are the first, and the level."""

    projects: Sequence[_Project]
    methods: Sequence[str]
    n_first: int
    level: float
    rules: Rules
    round: str
    lang: str

    def say(self, key: str, **values: Any) -> str:
        """Return a label in the language of the chart."""
        return say(key, self.lang, **values)

    @property
    def who(self) -> str:
        """Who is drawn anew."""
        return self.say(f"range.who.{'both' if len(self.methods) > 1 else self.methods[0]}")


@style.applied()
def draw_rank_intervals(
    rank_intervals: pd.DataFrame,
    applications: pd.DataFrame,
    /,
    *,
    rules: Rules,
    round: str = "assessment",
    ax: Axes | None = None,
    lang: str = "zh",
) -> Axes:
    """Draw each project's official rank and the range in which it would fall if drawn anew.

    The darker bar is for other judges (`bootstrap`), the paler one for other voters (`votes`).
    Bars across the border of the first have the accent: as many as are selected at most in the
    review, as may be outstanding in the assessment.

    Parameters
    ----------
    rank_intervals, applications : DataFrame
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
    board = _board(rank_intervals, applications, rules, round, lang)
    words = _words(board)
    wide, high = page.room(ax, words, Pads(top=_TOP, bottom=_BOTTOM))
    texts = [_texts(project, board) for project in board.projects]
    fitted = rows.fit_rows(texts, _columns(board, wide), high, grow=ax is None)
    rank, name, *chances = fitted.widths
    right = sum(chances) + GAP * len(chances) + (GAP if chances else 0)
    pads = Pads(rank + name + 2 * GAP, right, _TOP, _BOTTOM)
    ax = page.lay_out(ax, words, pads, max(fitted.height, 60))
    if not board.projects:
        ax.set_axis_off()
        return ax
    _set_axes(ax, board, fitted)
    _draw_bars(ax, board, fitted)
    _write(ax, board, fitted, pads)
    rows.write_legend(ax, _handles(board), pads, lift=_TOP - 20, length=1.6)
    return ax


def _board(
    table: pd.DataFrame, applications: pd.DataFrame, rules: Rules, round: str, lang: str
) -> _Board:
    mine = caution.of_round(table, "rank_intervals", rules, round)
    mine = mine[mine["method"].isin(_METHODS)]
    names = caution.project_names(applications, rules)
    methods = [method for method in _METHODS if (mine["method"] == method).any()]
    ranks = mine.drop_duplicates("project_id")["rank"]
    tied = set(ranks[ranks.duplicated()])
    projects = []
    known = mine.sort_values(["rank", "project_id"])
    for project_id in dict.fromkeys(known["project_id"]):
        lines = known[known["project_id"] == project_id].to_dict("records")
        spans = {line["method"]: (int(line["rank_low"]), int(line["rank_high"])) for line in lines}
        chances = {line["method"]: float(line["top_share"]) for line in lines
                   if not pd.isna(line["top_share"])}  # fmt: skip
        name = names.get(project_id, project_id)
        rank = int(lines[0]["rank"])
        projects.append(_Project(name, rank, rank in tied, spans, chances))
    level = float(mine["level"].iloc[0]) if len(mine) else 0.0
    first = int(mine["n_first"].iloc[0]) if len(mine) else 0
    n_first = first if 0 < first < len(projects) else 0
    return _Board(projects, methods, n_first, level, rules, round, lang)


def _words(board: _Board) -> Words:
    shown = say(f"round.{board.round}", board.lang)
    told = {"year": board.rules.year, "round": shown}
    if not board.projects:
        title = say("caution.unranked", board.lang, what=board.say("range.what"))
        subtitle = say("caution.subtitle", board.lang, **told)
        return caution.words(title, subtitle, (), rules=board.rules, lang=board.lang)
    level = f"{board.level:.0%}"
    subtitle = board.say("range.subtitle", who=board.who, level=level, **told)
    notes = (board.say("range.note"), say("caution.few_judges", board.lang))
    return caution.words(_title(board), subtitle, notes, rules=board.rules, lang=board.lang)


def _title(board: _Board) -> str:
    told = {"who": board.who, "k": board.n_first}
    if board.n_first:
        counts = {
            method: sum(project.crosses(method, board.n_first) for project in board.projects)
            for method in board.methods
        }
        if not any(counts.values()):
            return board.say("range.title.firm", **told)
        parts = [board.say(f"range.title.{method}", n=n) for method, n in counts.items()]
        return board.say(
            "range.title", k=board.n_first, parts=board.say("range.title.join").join(parts)
        )
    far = max(abs(end - project.rank) for project in board.projects
              for span in project.spans.values() for end in span)  # fmt: skip
    text = board.say("range.title.wide" if far else "range.title.none", n=far, **told)
    return text[0].upper() + text[1:]


def _texts(project: _Project, board: _Board) -> tuple[str, ...]:
    rank = say("tied", board.lang, rank=project.rank) if project.is_tied else str(project.rank)
    shares = [project.chances.get(method) for method in _shown_chances(board)]
    told = ["—" if share is None else caution.show_chance(share, board.lang) for share in shares]
    return rank, project.name, *told


def _shown_chances(board: _Board) -> Sequence[str]:
    return board.methods if board.n_first else ()


def _columns(board: _Board, wide: float) -> list[Column]:
    chances = [
        Column(board.say(f"range.top.{method}"), 0.09 * wide) for method in _shown_chances(board)
    ]
    head = [Column(say("rank", board.lang), 0.08 * wide)]
    return [*head, Column(say("project", board.lang), 0.34 * wide), *chances]


def _set_axes(ax: Axes, board: _Board, fitted: Rows) -> None:
    rows.stand_rows(ax, fitted, 1)
    n = len(board.projects)
    ax.set_xlim(0.5, n + 0.5)
    ax.set_xticks(caution.rank_ticks(n))
    ax.grid(axis="x")
    ax.set_xlabel(board.say("range.axis"))
    if board.n_first:
        border = board.n_first + 0.5
        ax.axvline(border, color=style.INK, linewidth=1.0, linestyle=(0, (2, 2)), zorder=1)
        how: dict[str, Any] = {"fontsize": rows.HEAD_SIZE, "ha": "right", "va": "baseline"}
        text = board.say(f"range.border.{board.round}", k=board.n_first)
        width = page.text_width(text, rows.HEAD_SIZE)
        left = border * page.width_of(ax) / n
        if left < width + 4:
            how["ha"] = "left"
        page.write_at(ax, text, (border, 0), (-4 if how["ha"] == "right" else 4, 8), **how)


def _draw_bars(ax: Axes, board: _Board, fitted: Rows) -> None:
    thick = fitted.bar * 0.5
    lift = thick / 2 if len(board.methods) > 1 else 0.0
    for project, middle in zip(board.projects, fitted.middles, strict=True):
        for number, method in enumerate(board.methods):
            if method not in project.spans:
                continue
            low, high = project.spans[method]
            at = middle + (2 * number - 1) * lift
            how: dict[str, Any] = {"color": _color(project, method, board), "zorder": 2}
            ax.barh(at, high - low + 2 * _REACH, thick, low - _REACH, label=method, **how)
    ranks = [project.rank for project in board.projects]
    ax.plot(ranks, fitted.middles, **_dot(), label="rank")


def _color(project: _Project, method: str, board: _Board) -> str:
    is_open = bool(board.n_first) and project.crosses(method, board.n_first)
    return _COLORS[is_open][_METHODS.index(method)]


def _dot() -> dict[str, Any]:
    how = {"markerfacecolor": style.PAPER, "markeredgecolor": style.INK, "markeredgewidth": 1.4}
    return {"linestyle": "none", "marker": "o", "markersize": 6, "zorder": 4} | how


def _write(ax: Axes, board: _Board, fitted: Rows, pads: Pads) -> None:
    rows.write_column(ax, fitted, 0, 0, -pads.left)
    rows.write_head(ax, fitted, 1, 0, -fitted.widths[1] - GAP)
    shift = GAP
    for column in range(2, len(fitted.widths)):
        shift += fitted.widths[column]
        rows.write_column(ax, fitted, column, 1, shift, ha="right")
        shift += GAP
    if len(fitted.widths) > 2:
        text = board.say("range.top", k=board.n_first)
        how: dict[str, Any] = {"fontsize": rows.HEAD_SIZE, "color": style.MUTED, "ha": "right"}
        page.beside(ax, text, (1, 0), (pads.right, 24), va="baseline", **how)


def _handles(board: _Board) -> list[Any]:
    bars = [
        Patch(color=_shown(method, board), label=board.say(f"range.mark.{method}"))
        for method in board.methods
    ]
    return [Line2D([], [], label=board.say("range.mark.rank"), **_dot()), *bars]


def _shown(method: str, board: _Board) -> str:
    """Return the colour of a method in the legend: the accent where any bar has it."""
    colors = {_color(project, method, board) for project in board.projects}
    accent, plain = (_COLORS[is_open][_METHODS.index(method)] for is_open in (True, False))
    return accent if accent in colors else plain
