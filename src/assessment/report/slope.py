"""Ranks without and with the brand bonus: two columns of names, a line for each candidate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from assessment.report import page, rows, style
from assessment.report.evaluation import Evaluation
from assessment.report.page import GAP, Pads
from assessment.report.rows import Column, Rows

_TOP, _BOTTOM = 44.0, 6.0
_UNCHANGED = "#A9B2BB"
_LOOKS: dict[str, dict[str, Any]] = {
    "up": {"color": style.ACCENT, "linewidth": 2.0, "zorder": 3},
    "down": {"color": style.WARN, "linewidth": 1.5, "linestyle": (0, (4, 2)), "zorder": 2},
    "same": {"color": _UNCHANGED, "linewidth": 1.2, "zorder": 1},
}

_NAMED = 2


@dataclass(frozen=True, slots=True)
class _Order:
    """Candidates from above: as they stand without the bonus, and with it."""

    before: list[Any]
    after: list[Any]


def draw(ax: Axes | None, board: Evaluation) -> Axes:
    """Draw the slopes of an evaluation; lines are labelled with the college's code."""
    order = _order(board)
    subtitle = board.say("slope.subtitle", year=board.rules.year, bonus=board.bonus())
    words = board.words(_title(board), subtitle)
    wide, high = page.room(ax, words, Pads(top=_TOP, bottom=_BOTTOM))
    fitted = rows.fit_rows(_texts(order, board), _columns(board, wide), high, grow=ax is None)
    before, name, after, other, change = fitted.widths
    pads = Pads(name + before + 2 * GAP, after + other + change + 3 * GAP, _TOP, _BOTTOM)
    ax = page.lay_out(ax, words, pads, max(fitted.height, 60))
    if not board.ranked:
        ax.set_axis_off()
        return ax
    _set_axes(ax, fitted)
    _write(ax, order, fitted)
    _draw_lines(ax, order, fitted)
    rows.write_legend(ax, _handles(board), pads, lift=_TOP - 20, length=2.6)
    return ax


def _order(board: Evaluation) -> _Order:
    """Return both orders; who shares a rank stands as on the other side, so fewer lines cross."""
    before = sorted(
        board.ranked, key=lambda row: (row.rank_without_bonus, row.rank, row.college_code)
    )
    after = sorted(
        board.ranked, key=lambda row: (row.rank, row.rank_without_bonus, row.college_code)
    )
    return _Order(before, after)


def _kind(row: Any) -> str:
    if row.rank == row.rank_without_bonus:
        return "same"
    return "up" if row.rank < row.rank_without_bonus else "down"


def _change(row: Any, board: Evaluation) -> str:
    kind = _kind(row)
    moved = abs(int(row.rank) - int(row.rank_without_bonus))
    return "" if kind == "same" else board.say(f"slope.{kind}", n=moved)


def _texts(order: _Order, board: Evaluation) -> list[tuple[str, ...]]:
    return [
        (
            board.rank(first, "rank_without_bonus"),
            first.college_name,
            board.rank(last),
            last.college_name,
            _change(last, board),
        )
        for first, last in zip(order.before, order.after, strict=True)
    ]


def _columns(board: Evaluation, wide: float) -> list[Column]:
    heads = ("rank", "slope.before", "rank", "slope.after", "")
    shares = (0.09, 0.2, 0.09, 0.2, 0.1)
    return [
        Column(board.say(head) if head else "", share * wide)
        for head, share in zip(heads, shares, strict=True)
    ]


def _title(board: Evaluation) -> str:
    if not board.ranked:
        return board.say("slope.open" if board.candidates else "flag.empty")
    moved = [row for row in board.ranked if _kind(row) != "same"]
    risen = [row for row in moved if _kind(row) == "up"]
    if not risen:
        return board.say("slope.fell" if moved else "slope.same", n=len(moved))
    most = max(row.rank_without_bonus - row.rank for row in risen)
    first, *others = [row for row in risen if row.rank_without_bonus - row.rank == most]
    if others:
        names = [row.college_name for row in (first, *others)]
        several = board.say("sep").join(names) if len(names) <= _NAMED else _several(board, names)
        return board.say("slope.title.several", n=len(moved), names=several, by=most)
    told = {"before": first.rank_without_bonus, "after": first.rank}
    return board.say("slope.title", n=len(moved), name=first.college_name, **told)


def _several(board: Evaluation, names: list[str]) -> str:
    return board.say("slope.several", n=len(names))


def _set_axes(ax: Axes, fitted: Rows) -> None:
    ax.set_ylim(fitted.height, 0)
    ax.set_xlim(0, 1)
    ax.set_xticks([])
    ax.set_yticks(fitted.middles, [""] * len(fitted.middles))
    ax.tick_params(length=0)
    ax.spines[["left", "bottom"]].set_visible(False)


def _write(ax: Axes, order: _Order, fitted: Rows) -> None:
    """Write both columns of names, and how far each moved in the colour of its line."""
    rank, _, after, other, _ = fitted.widths
    places = [(-GAP, "right"), (-rank - 2 * GAP, "right"), (GAP, "left"),
              (after + 2 * GAP, "left"), (after + other + 3 * GAP, "left")]  # fmt: skip
    for column, (shift, ha) in enumerate(places):
        side = 0 if column < 2 else 1
        rows.write_head(ax, fitted, column, side, shift, ha=ha)
        mine = order.after if side else order.before
        for row, middle, cells in zip(mine, fitted.middles, fitted.cells, strict=True):
            kind = _kind(row)
            color = style.INK if kind == "same" or column < 4 else _LOOKS[kind]["color"]
            if cells[column]:
                how: dict[str, Any] = {"fontsize": fitted.size, "ha": ha, "color": color}
                page.beside(ax, cells[column], (side, middle), (shift, 0), **how)


def _draw_lines(ax: Axes, order: _Order, fitted: Rows) -> None:
    ends = {row.college_code: at for row, at in zip(order.after, fitted.middles, strict=True)}
    for row, start in zip(order.before, fitted.middles, strict=True):
        code = row.college_code
        how = _LOOKS[_kind(row)] | {"marker": "o", "markersize": 4, "clip_on": False}
        ax.plot([0, 1], [start, ends[code]], label=code, **how)


def _handles(board: Evaluation) -> list[Line2D]:
    used = {_kind(row) for row in board.ranked}
    return [
        Line2D([], [], label=board.say(f"slope.mark.{kind}"), **look)
        for kind, look in _LOOKS.items()
        if kind in used
    ]
