"""Chart of the totals as the weight of one component moves, and where the first change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from assessment.core.labels import say
from assessment.core.rules import Rules
from assessment.report import caution, page, rows, style, wording
from assessment.report.page import GAP, Pads, Words
from assessment.report.rows import Column, Rows
from assessment.report.weight_lines import (
    Line,
    Safe,
    Tip,
    lines_of,
    most_delicate,
    safe_range,
    tips_of,
)

_TOP, _BOTTOM, _LEFT, _LEAD = 40.0, 36.0, 42.0, 48.0
_FIRST, _OTHER = "#7A8591", "#C9D0D7"


@dataclass(frozen=True, slots=True)
class _Board:
    """Lines in the order of their ends, turns, and in which weights the first stay the same."""

    lines: Sequence[Line]
    tips: Sequence[Tip]
    part: str
    safe: Safe
    others: Sequence[tuple[str, Safe]]
    n_first: int
    rules: Rules
    round: str
    lang: str

    def say(self, key: str, **values: Any) -> str:
        """Return a label in the language of the chart."""
        return say(key, self.lang, k=self.n_first, **values)

    @property
    def label(self) -> str:
        """The component in words."""
        return wording.show_component(self.part, self.rules, self.lang)

    @property
    def weight(self) -> str:
        """The weight of the rules."""
        return wording.show_number(self.rules.component(self.part).weight)

    @property
    def turning(self) -> set[str]:
        """The projects that change places at the border."""
        return {project for tip in self.tips if tip.is_at_border for project in tip.pair}


@style.applied()
def draw_weight_lines(
    components: pd.DataFrame,
    standings: pd.DataFrame,
    tipping_points: pd.DataFrame,
    applications: pd.DataFrame,
    /,
    *,
    rules: Rules,
    round: str = "assessment",
    component: str = "",
    ax: Axes | None = None,
    lang: str = "zh",
) -> Axes:
    """Draw the total of each ranked project against the weight of a component, 0 to 100 %.

    Small dots are where neighbours in rank change places; at the accented weights other projects
    are the first: as many as are selected at most in the review, as may be outstanding in the
    assessment. Names stand at the right in the order they have where the component alone counts.

    Parameters
    ----------
    components, standings, tipping_points, applications : DataFrame
        Tables of these names; other years and rounds are passed over.
    rules : Rules
        Rules of the year to show.
    round : {"assessment", "review"}
        Round to show.
    component : str, optional
        Whose weight moves; without it the one of which the least change changes the first.
    ax : Axes, optional
        Where to draw; without it a new figure, A4 wide, as high as the names ask.
    lang : {"zh", "en"}
        Language of the labels.

    Raises
    ------
    KeyError
        When the round has no such component.
    ValueError
        When a table lacks a column or `lang` is unknown.
    """
    board = _board(
        (components, standings, tipping_points, applications), rules, round, component, lang
    )
    words = _words(board)
    wide, high = page.room(ax, words, Pads(top=_TOP, bottom=_BOTTOM))
    texts = [_texts(line, board) for line in board.lines]
    key = rows.fit_rows(texts, _columns(wide, lang), high, grow=ax is None)
    right = _LEAD + sum(key.widths) + GAP
    pads = Pads(_LEFT, right, _TOP, _BOTTOM)
    ax = page.lay_out(ax, words, pads, max(high, key.height) if board.lines else 60)
    if not board.lines:
        ax.set_axis_off()
        return ax
    _set_axes(ax, board)
    _draw_lines(ax, board)
    _draw_turns(ax, board)
    _write_key(ax, board, key)
    return ax


def settle(wanted: Sequence[float], heights: Sequence[float], tall: float) -> list[float]:
    """Return middles of rows as near as may be to where they are wanted, none over another.

    Examples
    --------
    >>> settle([5, 12, 95], [20, 20, 20], 100)
    [10.0, 30.0, 90.0]
    """
    tops: list[float] = []
    free = 0.0
    for middle, high in zip(wanted, heights, strict=True):
        tops.append(max(middle - high / 2, free))
        free = tops[-1] + high
    for number in reversed(range(len(tops))):
        tops[number] = min(tops[number], tall - heights[number])
        tall = tops[number]
    return [top + high / 2 for top, high in zip(tops, heights, strict=True)]


def _board(
    tables: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame],
    rules: Rules,
    round: str,
    component: str,
    lang: str,
) -> _Board:
    components, standings, tipping, applications = tables
    tipping = caution.of_round(tipping, "tipping_points", rules, round)
    part = component or most_delicate(tipping, rules, round)
    names = caution.project_names(applications, rules)
    lines = lines_of(components, standings, names, part, rules=rules, round=round)
    lines = lines if len(lines) > 1 else []
    lines.sort(key=lambda line: (-line.end, line.rank, line.project_id))
    safe = {
        one.name: safe_range(tips_of(tipping, one.name), float(one.weight))
        for one in rules.of_round(round)
        if one.weight
    }
    others = [(wording.show_component(name, rules, lang), one) for name, one in safe.items()
              if name != part]  # fmt: skip
    n_first = caution.n_first(rules, round, len(lines))
    tips = tips_of(tipping, part)
    return _Board(lines, tips, part, safe[part], others, n_first, rules, round, lang)


def _words(board: _Board) -> Words:
    told = {"year": board.rules.year, "round": say(f"round.{board.round}", board.lang)}
    how: dict[str, Any] = {"rules": board.rules, "lang": board.lang}
    if not board.lines:
        subtitle = say("caution.subtitle", board.lang, **told)
        return caution.words(say("caution.one_part", board.lang), subtitle, (), **how)
    border = board.say("weigh.subtitle.border") if board.turning else ""
    subtitle = board.say("weigh.subtitle", part=board.label, border=border, **told)
    notes = []
    if board.n_first:
        ranges = [
            board.say(f"weigh.range.{one.kind}", part=label, weight=f"{one.weight:g}", **one.show())
            for label, one in board.others
        ]
        notes = [
            board.say("weigh.note"),
            board.say("weigh.others", ranges=say("sep", board.lang).join(ranges)),
        ]
    return caution.words(_title(board), subtitle, notes, **how)


def _title(board: _Board) -> str:
    told = {"part": board.label, "weight": board.weight}
    if board.n_first:
        return board.say(f"weigh.title.{board.safe.kind}", **board.safe.show(), **told)
    n = len({tip.weight for tip in board.tips})
    return board.say("weigh.title.turns" if n else "weigh.title.still", n=n, **told)


def _texts(line: Line, board: _Board) -> tuple[str, str]:
    is_tied = sum(other.rank == line.rank for other in board.lines) > 1
    rank = say("tied", board.lang, rank=line.rank) if is_tied else str(line.rank)
    return rank, line.name


def _columns(wide: float, lang: str) -> list[Column]:
    return [Column(say("rank", lang), 0.08 * wide), Column(say("project", lang), 0.3 * wide)]


def _set_axes(ax: Axes, board: _Board) -> None:
    ends = [value for line in board.lines for value in (line.start, line.end)]
    margin = max(0.04 * (max(ends) - min(ends)), 0.5)
    ax.set_xlim(0, 100)
    ax.set_ylim(min(ends) - margin, max(ends) + margin)
    ax.set_xticks(range(0, 101, 20))
    page.fix_ticks(ax.yaxis, 8)
    ax.grid(axis="y")
    ax.set_xlabel(board.say("weigh.x", part=board.label))
    ax.set_ylabel(board.say("weigh.y"))


def _draw_lines(ax: Axes, board: _Board) -> None:
    for line in board.lines:
        is_first = bool(board.n_first) and line.rank <= board.n_first
        how: dict[str, Any] = {"color": _FIRST if is_first else _OTHER, "linewidth": 1.1}
        if line.project_id in board.turning:
            how = {"color": style.ACCENT, "linewidth": 1.8, "zorder": 3}
            how |= {} if is_first else {"linestyle": (0, (4, 2))}
        ax.plot([0, 100], [line.start, line.end], label=line.project_id, **how)


def _draw_turns(ax: Axes, board: _Board) -> None:
    """Mark turns on the lines, and above the plot the weights of those at the border."""
    known = {line.project_id: line for line in board.lines}
    for tip in board.tips:
        total = known[tip.pair[0]].at(tip.weight)
        color, size = (style.ACCENT, 7) if tip.is_at_border else (style.MUTED, 3.5)
        ax.plot([tip.weight], [total], "o", color=color, markersize=size, zorder=5, clip_on=False)
    weight, top = float(board.rules.component(board.part).weight), ax.get_ylim()[1]
    ax.axvline(weight, color=style.INK, linewidth=1.0, linestyle=(0, (2, 2)), zorder=1)
    how: dict[str, Any] = {"fontsize": rows.HEAD_SIZE, "va": "baseline"}
    text = board.say("weigh.rule", weight=board.weight)
    page.write_at(ax, text, (weight, top), (0, 22), ha="center", **how)
    shown = board.safe.show()
    for side, end, at in (("right", "low", board.safe.low), ("left", "high", board.safe.high)):
        if at is None or (end == "high" and board.safe.low == at):
            continue
        ax.axvline(at, color=style.ACCENT, linewidth=0.9, zorder=1)
        text, shift = board.say("weigh.tip", weight=shown[end]), (-3 if end == "low" else 3, 8)
        page.write_at(ax, text, (at, top), shift, ha=side, color=style.ACCENT, **how)


def _write_key(ax: Axes, board: _Board, key: Rows) -> None:
    """Write ranks and names at the right, each with a line from where its total ends."""
    low, high = ax.get_ylim()
    tall = page.height_of(ax)
    ends = [(high - line.end) / (high - low) * tall for line in board.lines]
    middles = settle(ends, key.heights, tall)
    start = _LEAD
    for column, width in enumerate(key.widths):
        head: dict[str, Any] = {"xycoords": "axes fraction", "fontsize": rows.HEAD_SIZE}
        head |= {"va": "baseline", "color": style.MUTED}
        page.write_at(ax, key.heads[column], (1, 1), (start, 8), **head)
        for number, (line, cells) in enumerate(zip(board.lines, key.cells, strict=True)):
            is_turning = line.project_id in board.turning
            shift = ends[number] - middles[number]
            how: dict[str, Any] = {"color": style.ACCENT if is_turning else style.INK}
            if column == 0:
                leader = {"arrowstyle": "-", "color": style.ACCENT if is_turning else _OTHER}
                how["arrowprops"] = leader | {"linewidth": 0.6, "shrinkA": 3, "shrinkB": 0,
                                              "relpos": (0, 0.5)}  # fmt: skip
            page.write_at(ax, cells[column], (100, line.end), (start, shift),
                          fontsize=key.size, **how)  # fmt: skip
        start += width + GAP
