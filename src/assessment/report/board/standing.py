"""The rankings of a year as the board's script draws them."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.report import standing_order, wording
from assessment.report.board.year import BoardYear, Pair, both, in_both
from assessment.report.workbook.words import NOTHING


def ranked_rounds(board: BoardYear, *, is_alone: bool) -> list[dict[str, Any]]:
    """Return each round in which anybody stands: its components and its projects in order.

    A year that is not alone on its page stands before the name of its rounds.

    A part of a project is its points of 100 (as in table `components`), as they are shown, the
    weighted points as shown and exact (`p/q`). `value` is the total of what is ranked.
    """
    return [_round(board, stage, is_alone=is_alone) for stage in board.rounds]


def _round(board: BoardYear, stage: str, *, is_alone: bool) -> dict[str, Any]:
    rules = board.rules
    is_open = bool(board.year.told(stage))
    parts = rules.of_round(stage)
    return {
        "name": both(f"round.{stage}") if is_alone else _of_year(board, stage),
        "sum": both("stage.total" if is_open else "list.total"),
        "parts": [
            {
                "name": in_both(partial(wording.show_component, part.name, rules)),
                "weight": float(part.weight),
            }
            for part in parts
        ],
        "rows": [_row(board, row, n) for n, row in enumerate(in_order(board, stage), start=1)],
    }


def _of_year(board: BoardYear, stage: str) -> Pair:
    return in_both(
        lambda lang: say(
            "board.year_round", lang, year=board.rules.year, round=say(f"round.{stage}", lang)
        )
    )


def in_order(board: BoardYear, stage: str) -> list[Any]:
    """Return the rows of `standings` of a round in the official order."""
    return standing_order.in_order(board.year.rows("standings", round=stage))


def _row(board: BoardYear, row: Any, place: int) -> dict[str, Any]:
    project, rules = board.year.project(row.project_id), board.rules
    is_final = row.status == "final"
    is_sum = is_final or bool(board.year.told(row.round))
    return {
        "id": row.project_id,
        "place": place,
        "unit": project.unit,
        "name": project.name,
        "theme": project.theme,
        "rank": "" if pd.isna(row.rank) else str(row.rank),
        "tied": bool(row.is_tied),
        "total": wording.show_points(row.total_exact, row.total_points, rules.ranking.decimals)
        if is_sum
        else NOTHING,
        "value": float(row.total_points) if is_final else None,
        "exact": None if pd.isna(row.total_exact) or not is_sum else row.total_exact,
        "grade": _grade(row.grade),
        "state": ("", "") if is_final else _state(board, row),
        "tie": _tie(board, row.tie_step),
        "parts": [_part(board, part.name, row) for part in rules.of_round(row.round)],
    }


def _grade(grade: Any) -> Pair:
    if pd.isna(grade):
        return NOTHING, NOTHING
    return in_both(lambda lang: wording.show_grade(grade, lang))


def _state(board: BoardYear, row: Any) -> Pair:
    return in_both(
        lambda lang: say("board.state", lang, status=say(f"standing.{row.status}", lang),
                         told=wording.stage_words(row.missing, board.rules, row.round, lang))
    )  # fmt: skip


def _tie(board: BoardYear, step: Any) -> Pair:
    if pd.isna(step):
        return NOTHING, NOTHING
    return in_both(partial(standing_order.tie_words, step, board.rules))


def _part(board: BoardYear, component: str, standing: Any) -> dict[str, Any]:
    decimals = board.rules.ranking.decimals
    row = board.year.points(board.rules.component(component)).get(standing.project_id)
    if row is None or pd.isna(row.points):
        return {"points": None, "shown": NOTHING, "weighted": NOTHING, "exact": None}
    return {
        "points": float(row.points),
        "shown": wording.show_points(pd.NA, row.points, decimals),
        "weighted": wording.show_points(row.weighted_exact, row.weighted_points, decimals),
        "exact": row.weighted_exact,
    }
