"""The defense against the votes: dots, short codes that never overlap, and their key."""

from __future__ import annotations

import math
from decimal import Decimal
from string import ascii_lowercase, ascii_uppercase
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from assessment.report import page, rows, style, wording
from assessment.report.page import GAP, Pads
from assessment.report.placing import DOT, Box, dot_boxes, is_inside, meets, place_texts
from assessment.report.rows import Column, Rows
from assessment.report.scoreboard import Scoreboard

_TOP, _BOTTOM, _LEFT, _SUMS = 44.0, 38.0, 42.0, 42.0
_OTHER = "#98A3AE"
_SUM: dict[str, Any] = {"fontsize": style.FOOT_SIZE, "color": style.MUTED}
_HALO = {"boxstyle": "square,pad=0.05", "facecolor": style.PAPER, "edgecolor": "none"}
Line = tuple[tuple[float, float], tuple[float, float]]


def draw(ax: Axes | None, board: Scoreboard) -> Axes:
    """Draw the scatter of a scoreboard of the assessment round with its key."""
    dots = _dots(board)
    words = board.words(_title(board, dots), board.say("votes.subtitle", year=board.rules.year))
    wide, high = page.room(ax, words, Pads(top=_TOP, bottom=_BOTTOM))
    columns = _columns(board, wide)
    is_told = bool(dots["is_shown"].any())  # else the title says it of all
    texts = [_texts(row, board, is_told=is_told) for row in dots.itertuples()]
    key = rows.fit_rows(texts, columns, high, grow=ax is None)
    right = sum(key.widths) + 2 * GAP + _SUMS
    ax = page.lay_out(ax, words, Pads(_LEFT, right, _TOP, _BOTTOM), max(high, key.height))
    shown = dots[dots["is_shown"]]
    _set_axes(ax, board, shown)
    if len(shown):
        unnamed = _draw_sums(ax, board)
        _draw_dots(ax, board, shown)
        taken = _write_codes(ax, shown, max(key.size, style.FOOT_SIZE))
        _name_sums(ax, unnamed, taken)
    _write_key(ax, key)
    return ax


def _voted(board: Scoreboard) -> list[str]:
    return [part.name for part in board.rules.of_round("assessment") if part.kind == "voted"]


def _dots(board: Scoreboard) -> pd.DataFrame:
    board.rules.component("defense")
    voted = board.weighted[_voted(board)].astype("Float64")
    frame = board.frame.assign(
        code=_codes(board.frame),
        x=voted.sum(axis=1, min_count=max(voted.shape[1], 1)).to_numpy(),
        y=board.weighted["defense"].astype("Float64"),
    )
    whole = voted.notna().all(axis=1) & frame["y"].notna() & (voted.shape[1] > 0)
    return frame.assign(is_shown=whole.to_numpy(dtype=bool))


def _codes(frame: pd.DataFrame) -> list[str]:
    """Return the rank as code; shared ranks get a letter behind, the unranked a letter alone."""
    codes, seen = [], dict[str, int]()
    for row in frame.itertuples():
        rank = "" if row.status != "final" else str(row.rank)
        seen[rank] = seen.get(rank, 0) + 1
        letters = ascii_lowercase if rank else ascii_uppercase
        codes.append(rank + (_letter(seen[rank], letters) if row.is_tied or not rank else ""))
    return codes


def _letter(number: int, letters: str) -> str:
    before, last = divmod(number - 1, len(letters))
    return (_letter(before, letters) if before else "") + letters[last]


def _texts(row: Any, board: Scoreboard, *, is_told: bool) -> tuple[str, str, str]:
    if row.is_shown or not is_told:
        return row.code if row.is_shown else "—", row.college_name, row.project_name
    told = board.lacking(row) or board.say("votes.absent")
    return "—", row.college_name, f"{row.project_name}（{told}）"


def _columns(board: Scoreboard, wide: float) -> list[Column]:
    shares = {"code": 0.1, "unit": 0.13, "project": 0.28}
    return [Column(board.say(key), share * wide) for key, share in shares.items()]


def _title(board: Scoreboard, dots: pd.DataFrame) -> str:
    shown = dots[dots["is_shown"]]
    if shown.empty:
        return board.say("votes.title.none")
    if len(shown) == 1:
        only: Any = next(shown.itertuples())
        return board.say(
            "votes.title.one", defense=_show(board, only.y), votes=_show(board, only.x)
        )
    spread = {name: shown[column].max() - shown[column].min() for name, column in
              (("votes", "x"), ("defense", "y"))}  # fmt: skip
    told = {name: _show(board, value) for name, value in spread.items()}
    if told["votes"] == told["defense"]:
        return board.say("votes.title.same", **told)
    more = "more" if spread["votes"] > spread["defense"] else "less"
    return board.say(f"votes.title.{more}", **told)


def _show(board: Scoreboard, value: float) -> str:
    return board.points(pd.NA, value)


def _set_axes(ax: Axes, board: Scoreboard, shown: pd.DataFrame) -> None:
    names = _voted(board)
    weights = [board.rules.component(name).weight for name in names]
    votes = board.say("sep").join(
        wording.show_component(name, board.rules, board.lang) for name in names
    )
    full, defense = sum(weights, Decimal(0)), board.rules.component("defense").weight
    ax.set_xlabel(board.say("votes.x", names=votes, full=wording.show_number(full)))
    name = wording.show_component("defense", board.rules, board.lang)
    ax.set_ylabel(board.say("votes.y", name=name, full=wording.show_number(defense)))
    ax.set_xlim(_limits(shown["x"], float(full)))
    ax.set_ylim(_limits(shown["y"], float(defense)))
    for axis in (ax.xaxis, ax.yaxis):
        page.fix_ticks(axis, 6)


def _limits(values: pd.Series[float], full: float) -> tuple[float, float]:
    if values.empty:
        return 0.0, full or 1.0
    low, high = float(values.min()), float(values.max())
    margin = max(0.08 * (high - low), 1.0)
    return low - margin, high + margin


def _draw_sums(ax: Axes, board: Scoreboard) -> list[tuple[str, Line]]:
    """Draw lines of equal sums, named above or right of the plot; return those unnamed yet."""
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    unnamed = []
    for level in MaxNLocator(8, steps=[1, 2, 5, 10]).tick_values(left + low, right + high):
        first, last = max(left, level - high), min(right, level - low)
        if last - first < 0.04 * (right - left):
            continue
        ax.plot([first, last], [level - first, level - last], color=style.LINE, lw=0.8, zorder=0.5)
        text = board.say("votes.sum", points=f"{level:g}")
        if first > left:
            page.write_at(ax, text, (first, high), (0, 3), ha="center", va="bottom", **_SUM)
        elif last == right:
            page.write_at(ax, text, (right, level - right), (4, 0), **_SUM)
        else:
            unnamed.append((text, ((first, level - first), (last, level - last))))
    return unnamed


def _name_sums(ax: Axes, unnamed: list[tuple[str, Line]], taken: list[Box]) -> None:
    """Name lines that leave the plot to the left and below, on a free stretch of each."""
    for text, ((x0, y0), (x1, y1)) in unnamed:
        wide = page.text_width(text, style.FOOT_SIZE) / 2 + 2
        for part in (step / 20 for step in range(3, 18)):
            place = (x0 + part * (x1 - x0), y0 + part * (y1 - y0))
            ((x, y),) = _in_points(ax, [place])
            box = (x - wide, y - style.FOOT_SIZE / 2, x + wide, y + style.FOOT_SIZE / 2)
            if is_inside(box, _frame(ax)) and not meets(box, taken):
                how: dict[str, Any] = {"ha": "center", "bbox": _HALO, "zorder": 1, **_SUM}
                page.write_at(ax, text, place, (0, 0), **how)
                break


def _in_points(ax: Axes, places: Any) -> list[tuple[float, float]]:
    scale = 72 / style.figure_of(ax).dpi
    return [(float(x), float(y)) for x, y in ax.transData.transform(places) * scale]


def _frame(ax: Axes) -> Box:
    (left, low), (right, high) = _in_points(
        ax, list(zip(ax.get_xlim(), ax.get_ylim(), strict=True))
    )
    return left, low, right, high


def _draw_dots(ax: Axes, board: Scoreboard, shown: pd.DataFrame) -> None:
    best = board.rules.grades.bands[0].grade
    is_final = shown["status"] == "final"
    is_best = is_final & (shown["grade"] == best).fillna(False)
    kinds = (
        (
            board.say("votes.best", grade=wording.show_grade(best, board.lang)),
            is_best,
            style.ACCENT,
        ),
        (board.say("votes.other"), is_final & ~is_best, _OTHER),
        (board.say("votes.unranked"), ~is_final, style.PAPER),
    )
    for name, chosen, color in kinds:
        dots = shown[chosen.to_numpy(dtype=bool)]
        edge = style.MUTED if color == style.PAPER else color
        if len(dots):
            x, y = (dots[column].to_numpy(dtype=float) for column in ("x", "y"))
            ax.scatter(x, y, (2 * DOT) ** 2, color, edgecolors=edge, label=name, zorder=3)
    if len(ax.collections) > 1:
        rows.write_legend(ax, list(ax.collections), Pads())


def _write_codes(ax: Axes, shown: pd.DataFrame, size: float) -> list[Box]:
    """Write the code of each dot beside it; return where dots and codes stand."""
    data = shown[["x", "y"]].to_numpy(dtype=float)
    places, texts = _in_points(ax, data), list(shown["code"])
    boxes = place_texts(places, texts, size, _frame(ax))
    for text, (x, y), box, point in zip(texts, places, boxes, data, strict=True):
        shift = ((box[0] + box[2]) / 2 - x, (box[1] + box[3]) / 2 - y)
        line = {"arrowstyle": "-", "color": style.MUTED, "linewidth": 0.5, "shrinkA": 0}
        far = math.hypot(*shift) > 3 * DOT + size
        how: dict[str, Any] = {"ha": "center", "fontsize": size, "bbox": _HALO, "zorder": 2.5}
        page.write_at(ax, text, tuple(point), shift, arrowprops=line if far else None, **how)
    return dot_boxes(places) + boxes


def _write_key(ax: Axes, key: Rows) -> None:
    start = _SUMS
    for column, width in enumerate(key.widths):
        how: dict[str, Any] = {"xycoords": "axes fraction", "fontsize": rows.HEAD_SIZE}
        page.write_at(
            ax, key.heads[column], (1, 1), (start, 8), va="baseline", color=style.MUTED, **how
        )
        how["fontsize"] = key.size
        for cells, middle in zip(key.cells, key.middles, strict=True):
            page.write_at(ax, cells[column], (1, 1), (start, -middle), **how)
        start += width + GAP
