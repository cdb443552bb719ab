"""Charts of scores: the ranking with its components, and the defense against the votes."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import Patch

from assessment.core.rules import Rules
from assessment.report import page, rows, scatter, style, wording
from assessment.report.page import GAP, Pads
from assessment.report.rows import Column, Rows
from assessment.report.scoreboard import Scoreboard, scoreboard

_TOP, _BOTTOM = 44.0, 36.0


@style.applied()
def draw_ranking(
    standings: pd.DataFrame,
    components: pd.DataFrame,
    applications: pd.DataFrame,
    colleges: pd.DataFrame,
    /,
    *,
    rules: Rules,
    round: str = "assessment",
    ax: Axes | None = None,
    lang: str = "zh",
) -> Axes:
    """Draw the ranking of a round as bars of weighted component points, one row a project.

    Rows follow the rank; shared ranks say 并列. Incomplete standings stand below, paler, with
    their 阶段得分, its full mark and what they lack. While a component is not there at all, the
    title and the subtitle say so, and nobody is ranked.

    Parameters
    ----------
    standings, components, applications, colleges : DataFrame
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
        When a table lacks a column, or `round` or `lang` is unknown.
    """
    tables = (standings, components, applications, colleges)
    board = scoreboard(*tables, rules=rules, round=round, lang=lang)
    words = board.words(_ranking_title(board), _ranking_subtitle(board))
    wide, high = page.room(ax, words, Pads(top=_TOP, bottom=_BOTTOM))
    texts = [_ranking_texts(row, board) for row in board.frame.itertuples()]
    fitted = rows.fit_rows(texts, _ranking_columns(board, wide), high, grow=ax is None)
    pads = _ranking_pads(fitted)
    ax = page.lay_out(ax, words, pads, max(fitted.height, 60))
    if board.frame.empty:
        ax.set_axis_off()
        return ax
    _set_ranking_axes(ax, board, fitted, pads)
    _draw_bars(ax, board, fitted)
    _write_ranking(ax, board, fitted, pads)
    return ax


@style.applied()
def draw_defense_against_votes(
    standings: pd.DataFrame,
    components: pd.DataFrame,
    applications: pd.DataFrame,
    colleges: pd.DataFrame,
    /,
    *,
    rules: Rules,
    ax: Axes | None = None,
    lang: str = "zh",
) -> Axes:
    """Draw converted points of the defense against those of all votes, one dot a project.

    Converted points (折合得分) are weighted, so a step on either axis moves the total alike; on
    a slanted line the two sum to the same. A key at the side names the dots in rank order. A
    provisional round says so above the plot.

    Parameters
    ----------
    standings, components, applications, colleges : DataFrame
        Tables of these names; other years and the review round are passed over.
    rules : Rules
        Rules of the year to show.
    ax : Axes, optional
        Where to draw; without it a new figure, A4 wide, as high as the key asks.
    lang : {"zh", "en"}
        Language of the labels.

    Raises
    ------
    KeyError
        When the rules have no component `defense`.
    ValueError
        When a table lacks a column or `lang` is unknown.
    """
    tables = (standings, components, applications, colleges)
    board = scoreboard(*tables, rules=rules, round="assessment", lang=lang)
    ax = scatter.draw(ax, board)
    _write_stage(ax, board)
    return ax


def _ranking_texts(row: Any, board: Scoreboard) -> tuple[str, str, str, str]:
    rank = board.say(f"standing.{row.status}")
    if row.status == "final":
        rank = board.say("tied", rank=row.rank) if row.is_tied else str(row.rank)
    grade = wording.show_grade(row.grade, board.lang) if row.grade == row.grade else ""
    return rank, row.college_name, row.project_name, grade or _lacking(row, board)


def _lacking(row: Any, board: Scoreboard) -> str:
    """Return what a project lacks; its full mark too, where that is not the whole round's."""
    if row.status == "final" or not _has_points(board):
        return ""
    if row.missing == wording.lacked_by_all(board.frame):
        return board.lacking(row)
    return wording.stage_words(row.missing, board.rules, board.round, board.lang)


def _told(board: Scoreboard) -> str:
    return wording.round_words(board.frame, board.rules, board.round, board.lang)


def _has_points(board: Scoreboard) -> bool:
    return bool(board.frame["total_points"].notna().any())


def _write_stage(ax: Axes, board: Scoreboard) -> None:
    """Write above the left end of the plot that the round is provisional."""
    told = _told(board)
    if told:
        how: dict[str, Any] = {"fontsize": rows.HEAD_SIZE, "color": style.WARN, "va": "baseline"}
        text = board.say("stage.note", told=told)
        page.write_at(ax, text, (0, 1), (0, 26), xycoords="axes fraction", **how)


def _ranking_subtitle(board: Scoreboard) -> str:
    unranked = int((board.frame["status"] != "final").sum())
    is_open = 0 < unranked == len(board.frame)
    told = {
        "year": board.rules.year,
        "round": board.say(f"round.{board.round}"),
        "order": board.say("ranking.by_points" if is_open else "ranking.by_rank"),
        "told": _told(board),
    }
    if told["told"]:
        key = "ranking.subtitle.open" if _has_points(board) else "ranking.subtitle.none"
        return board.say(key, **told)
    subtitle = board.say("ranking.subtitle", **told)
    if unranked and unranked < len(board.frame):
        subtitle += board.say("ranking.unranked", n=unranked)
    return subtitle


def _ranking_title(board: Scoreboard) -> str:
    if not _has_points(board):
        return board.say("ranking.none")
    first = board.frame[board.frame["rank"] == 1]
    if first.empty:
        told = _told(board)
        key = "ranking.open" if told else "ranking.unsettled"
        return board.say(key, told=told, n=len(board.frame))
    top: Any = next(first.itertuples())
    points = board.points(top.total_exact, top.total_points)
    if len(first) > 1:
        return board.say("ranking.tie", n=len(first), points=points, tally=_tally(board))
    names = {"project": wording.quoted(top.project_name), "unit": top.college_name}
    return board.say("ranking.title", points=points, tally=_tally(board), **names)


def _tally(board: Scoreboard) -> str:
    best = board.rules.grades.bands[0].grade
    number = int((board.frame["grade"] == best).sum())
    grade = wording.show_grade(best, board.lang)
    return board.say("ranking.tally", n=number, grade=grade) if number else ""


def _ranking_columns(board: Scoreboard, wide: float) -> list[Column]:
    shares = {"rank": 0.12, "unit": 0.13, "project": 0.34, "grade": 0.14}
    return [Column(board.say(key), share * wide) for key, share in shares.items()]


def _ranking_pads(fitted: Rows) -> Pads:
    rank, unit, project, grade = fitted.widths
    total = page.text_width("100.00", fitted.size + 1)
    return Pads(rank + unit + project + 3 * GAP, total + grade + 2 * GAP, _TOP, _BOTTOM)


def _set_ranking_axes(ax: Axes, board: Scoreboard, fitted: Rows, pads: Pads) -> None:
    rows.stand_rows(ax, fitted, 2)
    ax.set_xlim(0, 100)
    ax.set_xticks(range(0, 101, 20))
    ax.grid(axis="x")
    ax.set_xlabel(board.say("ranking.axis"))
    handles = [
        Patch(color=color, label=board.say("weight", name=name, weight=weight))
        for name, weight, color in _legend(board)
    ]
    rows.write_legend(ax, handles, pads)


def _legend(board: Scoreboard) -> list[tuple[str, str, str]]:
    parts = board.rules.of_round(board.round)
    return [
        (
            wording.show_component(part.name, board.rules, board.lang),
            wording.show_number(part.weight),
            style.TINTS[number % len(style.TINTS)],
        )
        for number, part in enumerate(parts)
    ]


def _pale(color: str) -> str:
    red, green, blue = (0.6 + 0.4 * part for part in to_rgb(color))
    return to_hex((red, green, blue))


def _draw_bars(ax: Axes, board: Scoreboard, fitted: Rows) -> None:
    start = [0.0] * len(board.frame)
    is_final = board.frame["status"] == "final"
    is_full = is_final | (not is_final.any())
    for name, (_, _, color) in zip(board.weighted, _legend(board), strict=True):
        lengths = [float(value) for value in board.weighted[name].fillna(0.0)]
        colors = [color if full else _pale(color) for full in is_full]
        ax.barh(fitted.middles, lengths, fitted.bar, start, color=colors, label=str(name))
        _write_inside(ax, list(map(board.points, board.exact[name])), fitted.size - 1.5)
        start = [first + length for first, length in zip(start, lengths, strict=True)]
    nothing = board.weighted.isna().all(axis=1)
    totals = map(board.points, board.frame["total_exact"], board.frame["total_points"])
    for total, empty, end, middle in zip(totals, nothing, start, fitted.middles, strict=True):
        text = "—" if empty else total
        page.write_at(ax, text, (end, middle), (4, 0), fontsize=fitted.size + 1)


def _write_inside(ax: Axes, texts: list[str], size: float) -> None:
    """Write each value into the bar drawn last where the bar is wide enough to hold it."""
    for bar, text in zip(ax.containers[-1], texts, strict=True):
        if page.text_width(text, size) + 6 > bar.get_width() * page.width_of(ax) / 100:
            continue
        color = style.PAPER if sum(bar.get_facecolor()[:3]) < 1.4 else style.INK
        page.write_at(ax, text, bar.get_center(), (0, 0), fontsize=size, ha="center", color=color)


def _write_ranking(ax: Axes, board: Scoreboard, fitted: Rows, pads: Pads) -> None:
    rank, _, project, grade = fitted.widths
    rows.write_column(ax, fitted, 0, 0, -pads.left)
    rows.write_column(ax, fitted, 1, 0, rank + GAP - pads.left)
    rows.write_head(ax, fitted, 2, 0, -project - GAP)
    rows.write_column(ax, fitted, 3, 1, pads.right - grade)
    grades = board.frame["grade"].fillna("")
    for number in range(1, len(grades)):
        if grades[number] != grades[number - 1]:
            rows.rule(ax, fitted.edges[number], pads.left, pads.right)
