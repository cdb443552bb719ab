"""Chart of the ranks under other caps of the brand bonus: the colleges that ever move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from assessment.core.labels import say
from assessment.core.rules import Rules
from assessment.core.tables import of_year
from assessment.report import page, rows, style, wording
from assessment.report.page import GAP, Pads, Words

_TOP, _BOTTOM = 44.0, 36.0
_ROW, _APART = 27.0, 0.17
_COLORS = {"up": style.ACCENT, "down": style.WARN, "back": style.MUTED}
_PLAIN, _AWARDED = 1.3, 4.0


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of caps of one college: its rank, where it is drawn, whether it is awarded."""

    low: float
    high: float
    rank: int
    height: float
    is_awarded: bool


@dataclass(frozen=True, slots=True)
class _Board:
    """The pieces of every college that moves, names, and the caps: the rule's, the turning ones."""

    pieces: Mapping[str, Sequence[_Piece]]
    names: Mapping[str, str]
    turns: Sequence[float]
    rules: Rules
    lang: str

    def say(self, key: str, **values: Any) -> str:
        return say(f"caps.{key}", self.lang, **values)

    @property
    def rule(self) -> float:
        return float(self.rules.red_flag.bonus_cap)

    @property
    def ranks(self) -> tuple[int, int]:
        every = [piece.rank for pieces in self.pieces.values() for piece in pieces]
        return min(every), max(every)

    def kind(self, code: str) -> str:
        """Return whether a college stands higher, lower or as before when the cap is highest."""
        first, *_, last = self.pieces[code]
        return "up" if last.rank < first.rank else "down" if last.rank > first.rank else "back"


@style.applied()
def draw_bonus_caps(
    caps: pd.DataFrame,
    colleges: pd.DataFrame,
    /,
    *,
    rules: Rules,
    ax: Axes | None = None,
    lang: str = "zh",
) -> Axes:
    """Draw rank against the cap of the bonus, from 0 to twice the rule's.

    Only colleges whose rank is not the same at every cap have a line; it is thick where they are
    awarded. Lines that share a rank lie close together.

    Parameters
    ----------
    caps, colleges : DataFrame
        Tables `bonus_caps` and `colleges`; other years are passed over.
    rules : Rules
        Rules of the year of the evaluation.
    ax : Axes, optional
        Where to draw; without it a new figure, A4 wide, as high as the ranks ask.
    lang : {"zh", "en"}
        Language of the labels.

    Raises
    ------
    ValueError
        When a table lacks a column or `lang` is unknown.
    """
    board = _board(of_year(caps, "bonus_caps", rules.year), colleges, rules, lang)
    words = _words(board, len(caps) > 0)
    side = 0.2 * page.room(ax, words, Pads())[0]
    pads = Pads(side + GAP, side + GAP, _TOP, _BOTTOM)
    high = (board.ranks[1] - board.ranks[0] + 1) * _ROW if board.pieces else 0
    ax = page.lay_out(ax, words, pads, max(high, 60))
    if not board.pieces:
        ax.set_axis_off()
        return ax
    _set_axes(ax, board)
    _draw_lines(ax, board)
    _write_ends(ax, board, side)
    rows.write_legend(ax, _handles(board), pads, lift=_TOP - 20)
    return ax


def _board(mine: pd.DataFrame, colleges: pd.DataFrame, rules: Rules, lang: str) -> _Board:
    known = wording.known_names(colleges)
    names = dict(zip(known["college_code"], known["college_name"], strict=True))
    # What holds at one cap alone shows as lines that cross, but at the ends it has to be drawn.
    is_end = mine["step_no"].isin([mine["step_no"].min(), mine["step_no"].max()])
    drawn = mine[is_end | (mine["cap_low_points"] < mine["cap_high_points"])]
    moves = drawn.groupby("college_code")["rank"].nunique()
    movers = sorted(moves.index[moves > 1])
    pieces = {code: _pieces(drawn, code, movers) for code in movers}
    turns = sorted({float(cap) for cap in mine["cap_low_points"]} - {0.0})
    return _Board(pieces, names, turns, rules, lang)


def _pieces(drawn: pd.DataFrame, code: str, movers: Sequence[str]) -> list[_Piece]:
    found = []
    for _, step in drawn.groupby("step_no"):
        ranks = dict(zip(step["college_code"], step["rank"], strict=True))
        beside = [other for other in movers if ranks[other] == ranks[code]]
        mine: Any = step[step["college_code"] == code].iloc[0]
        height = int(mine["rank"]) + _APART * beside.index(code)
        ends = float(mine["cap_low_points"]), float(mine["cap_high_points"])
        found.append(_Piece(*ends, int(mine["rank"]), height, bool(mine["is_awarded"])))
    return found


def _words(board: _Board, is_ranked: bool) -> Words:
    cap = wording.show_number(board.rules.red_flag.bonus_cap)
    if not is_ranked:
        title = board.say("open")
    else:
        title = board.say("title", n=len(board.pieces)) if board.pieces else board.say("still")
    subtitle = board.say("subtitle", year=board.rules.year, cap=cap)
    mark = say("sample", board.lang) if board.rules.sample else ""
    return Words(title, subtitle, wording.footer("source.red_flag", board.rules, board.lang), mark)


def _set_axes(ax: Axes, board: _Board) -> None:
    first, last = board.ranks
    ax.set_ylim(last + 0.7, first - 0.5)
    ax.set_xlim(0, 2 * board.rule)
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    page.fix_ticks(ax.xaxis, 13)
    ax.set_xlabel(board.say("axis"))
    for cap in board.turns:
        ax.axvline(cap, color=style.LINE, linewidth=0.8, zorder=0)
    ax.axvline(board.rule, color=style.INK, linewidth=1.0, linestyle=(0, (2, 2)), zorder=1)
    told = board.say("rule", cap=wording.show_number(board.rules.red_flag.bonus_cap))
    page.write_at(ax, told, (board.rule, first - 0.5), (0, 8), ha="center")


def _draw_lines(ax: Axes, board: _Board) -> None:
    for code, pieces in board.pieces.items():
        color = _COLORS[board.kind(code)]
        path = [(x, piece.height) for piece in pieces for x in (piece.low, piece.high)]
        xs, heights = zip(*path, strict=True)
        ax.plot(xs, heights, color=color, linewidth=_PLAIN, label=code, zorder=2)
        for piece in pieces:
            if piece.is_awarded:
                ends, level = [piece.low, piece.high], [piece.height] * 2
                how: dict[str, Any] = {"linewidth": _AWARDED, "solid_capstyle": "butt"}
                ax.plot(ends, level, color=color, zorder=3, **how)


def _write_ends(ax: Axes, board: _Board, side: float) -> None:
    for place, end in ((0, 0), (1, -1)):
        by_rank: dict[int, list[str]] = {}
        for code, pieces in board.pieces.items():
            by_rank.setdefault(pieces[end].rank, []).append(code)
        for rank, codes in by_rank.items():
            names = say("sep", board.lang).join(board.names.get(code, code) for code in codes)
            text = page.wrap(board.say("place", rank=rank, names=names), side, style.TEXT_SIZE)
            middle = rank + _APART * (len(codes) - 1) / 2
            shift, ha = (-GAP, "right") if place == 0 else (GAP, "left")
            page.beside(ax, text, (place, middle), (shift, 0), ha=ha)


def _handles(board: _Board) -> list[Line2D]:
    kinds = {board.kind(code) for code in board.pieces}
    thin = [
        Line2D([], [], color=color, linewidth=_PLAIN, label=board.say(kind))
        for kind, color in _COLORS.items()
        if kind in kinds
    ]
    thick = Line2D([], [], color=style.INK, linewidth=_AWARDED, label=board.say("awarded"))
    return [*thin, thick]
