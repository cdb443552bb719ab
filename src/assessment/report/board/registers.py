"""Lists that only the board shows: what is due of brands, units never chosen, appeals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.report import wording
from assessment.report.board.year import BoardYear
from assessment.report.told_values import tell_day, tell_text


def listed(heads: Sequence[str], rows: Iterable[Sequence[Any]], lang: str) -> pd.DataFrame:
    """Return rows under heads of the catalogue (`board.head.…`)."""
    return pd.DataFrame(list(rows), columns=[say(f"board.head.{one}", lang) for one in heads])


def never_reached(board: BoardYear, lang: str) -> list[str]:
    """Return one line: the units of which no project was ever selected."""
    rows = board.year.rows("college_coverage")
    names = [board.year.unit(row.college_code) for row in rows if row.is_never_reached]
    if not rows:
        return []
    return [say("sep", lang).join(names) if names else say("board.all_reached", lang)]


def brands_due(board: BoardYear, lang: str) -> pd.DataFrame:
    """Return what is due of brands, the earliest first."""
    rows = (
        [tell_day(row.due_date), say(f"brand.matter.{row.matter}", lang),
         board.year.brand(row.brand_id), board.year.unit(row.college_code)]
        for row in board.year.rows("brand_calendar")
    )  # fmt: skip
    return listed(("day", "matter", "brand", "unit"), rows, lang)


def appeals(board: BoardYear, lang: str) -> pd.DataFrame:
    """Return the year's appeals and what became of them; who handled them is not told."""
    rows = (
        [row.appeal_no, board.year.unit(row.college_code), board.year.project(row.project_id).name,
         tell_day(row.received_date), tell_text(row.matter), _outcome(row.outcome, lang),
         *(_points(value, board) for value in (row.before_points, row.after_points)),
         tell_day(row.replied_date)]
        for row in board.year.rows("appeals")
    )  # fmt: skip
    heads = ("number", "unit", "project", "received", "matter", "outcome", "before", "after",
             "replied")  # fmt: skip
    return listed(heads, rows, lang)


def _outcome(outcome: Any, lang: str) -> str:
    return say("board.open" if pd.isna(outcome) else f"appeal.{outcome}", lang)


def _points(value: Any, board: BoardYear) -> str:
    return wording.show_points(pd.NA, value, board.rules.ranking.decimals)
