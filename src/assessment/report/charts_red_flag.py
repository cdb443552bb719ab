"""Charts of the Red Flag evaluation: its ranking, and what the brand bonus changed."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from assessment.core.rules import Rules
from assessment.report import page, rows, slope, style
from assessment.report.evaluation import Evaluation, evaluation
from assessment.report.page import GAP, Pads
from assessment.report.rows import Column, Rows
from assessment.report.verdicts import passed_over, verdict

_TOP, _BOTTOM = 44.0, 36.0
_FULL, _NAMED = 100.0, 5
_BASE, _BONUS = style.TINTS[0], style.TINTS[1]
_EXCESS: dict[str, Any] = {
    "facecolor": style.PAPER,
    "edgecolor": style.MUTED,
    "hatch": "//////",
    "linewidth": 0.6,
}


@style.applied()
def draw_red_flag(
    red_flag: pd.DataFrame,
    standings: pd.DataFrame,
    colleges: pd.DataFrame,
    /,
    *,
    rules: Rules,
    ax: Axes | None = None,
    lang: str = "zh",
) -> Axes:
    """Draw the candidates' base points and brand bonus in rank order, one row a college.

    A bar ends at the total that counts; what lies above 100 is hatched behind it. Rows below the
    line are not awarded.

    Parameters
    ----------
    red_flag, colleges : DataFrame
        Tables of these names; other years and colleges that are no candidates are passed over.
    standings : DataFrame
        Table `standings`: while results of the counted assessment are open, the chart says so.
    rules : Rules
        Rules of the year of the evaluation.
    ax : Axes, optional
        Where to draw; without it a new figure, A4 wide, as high as the rows ask.
    lang : {"zh", "en"}
        Language of the labels.

    Raises
    ------
    ValueError
        When a table lacks a column or `lang` is unknown.
    """
    board = evaluation(red_flag, standings, colleges, rules=rules, lang=lang)
    words = board.words(_title(board), _subtitle(board))
    wide, high = page.room(ax, words, Pads(top=_TOP, bottom=_BOTTOM))
    texts = [_texts(row, board) for row in board.candidates]
    fitted = rows.fit_rows(texts, _columns(board, wide), high, grow=ax is None)
    rank, unit, *right = fitted.widths
    pads = Pads(rank + unit + 2 * GAP, sum(right) + len(right) * GAP, _TOP, _BOTTOM)
    ax = page.lay_out(ax, words, pads, max(fitted.height, 60))
    if not board.candidates:
        ax.set_axis_off()
        return ax
    _set_axes(ax, board, fitted)
    _draw_bars(ax, board, fitted)
    _write(ax, board, fitted, pads)
    rows.write_legend(ax, _handles(board), pads)
    return ax


@style.applied()
def draw_bonus_effect(
    red_flag: pd.DataFrame,
    standings: pd.DataFrame,
    colleges: pd.DataFrame,
    /,
    *,
    rules: Rules,
    ax: Axes | None = None,
    lang: str = "zh",
) -> Axes:
    """Draw each candidate's rank without and with the brand bonus, joined by a line.

    Lines that rise are solid and dark, those that fall dashed, the others pale. Candidates that
    share a rank stand one below the other.

    Parameters
    ----------
    red_flag, colleges : DataFrame
        Tables of these names; other years, colleges that are no candidates and candidates
        without a rank are passed over.
    standings : DataFrame
        Table `standings`: while results of the counted assessment are open, the chart says so.
    rules : Rules
        Rules of the year of the evaluation.
    ax : Axes, optional
        Where to draw; without it a new figure, A4 wide, as high as the rows ask.
    lang : {"zh", "en"}
        Language of the labels.

    Raises
    ------
    ValueError
        When a table lacks a column or `lang` is unknown.
    """
    board = evaluation(red_flag, standings, colleges, rules=rules, lang=lang)
    return slope.draw(ax, board)


def _texts(row: Any, board: Evaluation) -> tuple[str, ...]:
    base, bonus, total = map(board.points, (row.base_points, row.bonus_points, row.total_points))
    has_bonus = not pd.isna(row.bonus_points) and row.bonus_points > 0
    more = f"+{bonus}" if has_bonus else "—"
    return board.rank(row), row.college_name, base, more, total, _result(row, board)


def _result(row: Any, board: Evaluation) -> str:
    kinds = verdict(row, passed_over(board.candidates))
    return board.say("sep").join(board.say(f"flag.{kind}") for kind in kinds)


def _columns(board: Evaluation, wide: float) -> list[Column]:
    shares = {"rank": 0.1, "unit": 0.18}
    left = [Column(board.say(key), share * wide) for key, share in shares.items()]
    keys = ("base", "bonus", "total", "result")
    return left + [Column(board.say(f"flag.{key}"), 0.15 * wide) for key in keys]


def _counted(row: Any) -> tuple[float, float, float]:
    """Return base and bonus as far as the total counts them, and what lies above it."""
    base, bonus = (0.0 if pd.isna(n) else float(n) for n in (row.base_points, row.bonus_points))
    total = base + bonus if pd.isna(row.total_points) else float(row.total_points)
    within = min(base, total)
    return within, total - within, max(base + bonus - total, 0.0)


def _title(board: Evaluation) -> str:
    if not board.candidates:
        return board.say("flag.empty")
    awarded = [row.college_name for row in board.candidates if row.is_awarded]
    n_vetoed = sum(bool(row.is_vetoed) for row in board.candidates)
    veto = board.say("flag.veto", n=n_vetoed) if n_vetoed else ""
    key = "flag.title" if len(awarded) <= _NAMED else "flag.many"
    names = board.say("sep").join(awarded)
    told = {"n": len(board.candidates), "awarded": len(awarded), "names": names, "veto": veto}
    return board.say(key if awarded else "flag.open", **told)


def _subtitle(board: Evaluation) -> str:
    is_capped = any(_counted(row)[2] for row in board.candidates)
    capped = board.say("flag.capped") if is_capped else ""
    year = board.rules.year
    return board.say("flag.subtitle", year=year, bonus=board.bonus(), capped=capped)


def _set_axes(ax: Axes, board: Evaluation, fitted: Rows) -> None:
    rows.stand_rows(ax, fitted, 1)
    ax.set_xlim(0, max(_FULL, *(sum(_counted(row)) for row in board.candidates)))
    ax.set_xticks(range(0, 101, 20))
    ax.grid(axis="x")
    ax.set_xlabel(board.say("flag.axis"))


def _draw_bars(ax: Axes, board: Evaluation, fitted: Rows) -> None:
    parts = [_counted(row) for row in board.candidates]
    base, bonus = ([part[n] for part in parts] for n in (0, 1))
    how: dict[str, Any] = {"edgecolor": style.PAPER, "linewidth": 0.6}
    ax.barh(fitted.middles, base, fitted.bar, color=_BASE, label="base", **how)
    ax.barh(fitted.middles, bonus, fitted.bar, base, color=_BONUS, label="bonus", **how)
    above = [(at, sum(part[:2]), part[2]) for at, part in zip(fitted.middles, parts, strict=True)]
    above = [(middle, total, excess) for middle, total, excess in above if excess]
    if above:
        middles, totals, lengths = zip(*above, strict=True)
        ax.barh(middles, lengths, fitted.bar, totals, label="excess", **_EXCESS)
        ax.axvline(_FULL, color=style.INK, linewidth=1.0)


def _write(ax: Axes, board: Evaluation, fitted: Rows, pads: Pads) -> None:
    rows.write_column(ax, fitted, 0, 0, -pads.left)
    rows.write_head(ax, fitted, 1, 0, -fitted.widths[1] - GAP)
    shift = 0.0
    for column in (2, 3, 4):
        shift += fitted.widths[column] + GAP
        rows.write_column(ax, fitted, column, 1, shift, ha="right")
    rows.write_head(ax, fitted, 5, 1, shift + GAP)
    how: dict[str, Any] = {"fontsize": fitted.size}
    is_awarded = [bool(row.is_awarded) for row in board.candidates]
    for row, middle, cells in zip(board.candidates, fitted.middles, fitted.cells, strict=True):
        how["color"] = style.WARN if row.is_vetoed else style.ACCENT
        if cells[5]:
            page.beside(ax, cells[5], (1, middle), (shift + GAP, 0), **how)
    for number in range(1, len(is_awarded)):
        if is_awarded[number] != is_awarded[number - 1]:
            rows.rule(ax, fitted.edges[number], pads.left, pads.right)


def _handles(board: Evaluation) -> list[Patch]:
    parts = [_counted(row) for row in board.candidates]
    handles = [
        Patch(color=_BASE, label=board.say("flag.base")),
        Patch(color=_BONUS, label=board.say("flag.bonus")),
    ]
    if any(excess for *_, excess in parts):
        handles.append(Patch(label=board.say("flag.excess"), **_EXCESS))
    return handles
