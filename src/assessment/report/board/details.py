"""What the board shows of one project: where its points come from, money, activities, history."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pandas as pd

from assessment.core.labels import LANGUAGES, say
from assessment.report import wording
from assessment.report.board.year import BoardYear, in_both
from assessment.report.brand_story import tell_brand
from assessment.report.told import Told
from assessment.report.told_values import tell_day, tell_text, tell_yuan

# A title, the heads of its columns, its rows.
List = tuple[str, list[str], list[list[str]]]
Say = Callable[..., str]


def projects(board: BoardYear) -> dict[str, Any]:
    """Return what the board shows of every application of the year, by project_id."""
    return {
        row.project_id: {
            "name": str(row.project_name),
            "about": _about(board, row),
            "details": [_details(board, row, lang) for lang in LANGUAGES],
        }
        for row in board.year.rows("applications")
    }


def _about(board: BoardYear, row: Any) -> tuple[str, str]:
    project = board.year.project(row.project_id)
    return in_both(
        lambda lang: say(
            "board.about", lang, unit=project.unit, theme=project.theme, year=board.rules.year
        )
    )


def _details(board: BoardYear, row: Any, lang: str) -> dict[str, Any]:
    trails = board.trails[lang]
    mine = [trails[stage, row.project_id] for stage in board.rounds
            if (stage, row.project_id) in trails]  # fmt: skip
    lists = (_grant, _ledger, _activities, _materials)
    told = [(say("board.detail.history", lang), list(_history(board, row, lang)))]
    found = (tell(board, row.project_id, lang) for tell in lists)
    return {
        "trees": [_tree(one) for one in mine] or [[say("board.no_trail", lang), "", "", []]],
        "lists": [one for one in found if one[2]],
        "lines": [[title, lines] for title, lines in told if lines],
    }


def _tree(told: Told) -> list[Any]:
    return [told.label, told.value, told.where, [_tree(child) for child in told.children]]


def _list(title: str, heads: Sequence[str], rows: Iterator[list[str]], lang: str) -> List:
    return say(f"board.detail.{title}", lang), [say(head, lang) for head in heads], list(rows)


def _grant(board: BoardYear, project_id: str, lang: str) -> List:
    heads = ("list.granted", "list.spent", "list.left", "list.usage")
    rows = (
        [*map(tell_yuan, (row.granted_fen, row.spent_fen, row.left_fen)),
         wording.show_share(row.spent_fen, row.granted_fen)]
        for row in board.year.rows("budget_usage", project_id=project_id)
    )  # fmt: skip
    return _list("usage", heads, rows, lang)


def _ledger(board: BoardYear, project_id: str, lang: str) -> List:
    heads = tuple(f"board.head.{one}" for one in ("day", "category", "amount", "verdict", "place"))
    rows = (
        [tell_day(row.spent_date), tell_text(row.category), tell_yuan(row.amount_fen),
         say(f"ledger.{row.status}", lang), board.year.places([row.src])]
        for row in board.year.rows("ledger", project_id=project_id)
    )  # fmt: skip
    return _list("ledger", heads, rows, lang)


def _activities(board: BoardYear, project_id: str, lang: str) -> List:
    heads = tuple(f"board.head.{one}" for one in ("day", "activity", "venue", "people", "place"))
    rows = (
        [tell_day(row.held_date), *map(tell_text, (row.name, row.place, row.n_participants)),
         board.year.places([row.src])]
        for row in board.year.rows("activities", project_id=project_id)
    )  # fmt: skip
    return _list("activities", heads, rows, lang)


def _materials(board: BoardYear, project_id: str, lang: str) -> List:
    heads = tuple(f"board.head.{one}" for one in ("kind", "level", "count", "place"))
    rows = (
        [say(f"closing.{row.kind}", lang), tell_text(row.level), tell_text(row.n_items),
         board.year.places([row.src])]
        for row in board.year.rows("materials", project_id=project_id)
    )  # fmt: skip
    return _list("materials", heads, rows, lang)


def _history(board: BoardYear, row: Any, lang: str) -> Iterator[str]:
    brand = row.project_id if pd.isna(row.brand_id) else row.brand_id
    if not board.year.rows("brand_events", brand_id=brand):
        return
    for line in tell_brand(board.tables, brand, lang=lang).splitlines():
        yield board.year.withhold(line)
