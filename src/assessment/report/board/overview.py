"""What the board of the whole programme shows below its rankings."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.report import listing, money_lists, rolls, wording
from assessment.report.board.parts import Block, Part, part
from assessment.report.board.registers import brands_due, listed, never_reached
from assessment.report.board.summary import covered
from assessment.report.board.year import BoardYear, Pair, both
from assessment.report.workbook.words import NOTHING

Years = Sequence[BoardYear]


def overview_cards(years: Years) -> list[tuple[Pair, Pair]]:
    """Return figures of all years together, each with what it counts."""
    chosen = sum(len(_selected(one)) for one in years)
    usage = [row for one in years for row in one.year.rows("budget_usage")]
    figures = {
        "applied": str(sum(len(one.year.rows("applications")) for one in years)),
        "selected": str(chosen),
        "themes": covered(years[-1]),
        "granted": wording.show_yuan(sum(int(row.granted_fen) for row in usage)),
        "spent": wording.show_yuan(sum(int(row.spent_fen) for row in usage)),
        "brands": str(len(years[-1].year.rows("brands"))),
    }
    return [((told, told), both(f"board.card.{name}")) for name, told in figures.items()]


def overview_parts(years: Years, pictures: Container[str]) -> list[Part]:
    """Return the sections about all years that have anything to tell."""
    last = years[-1]
    made = [
        part("coverage", ("三年主题覆盖", "主题申报与立项"), pictures,
             lambda lang: _coverage(last, lang)),
        part("chosen", (), pictures, lambda lang: _chosen(years, lang)),
        part("units", ("各单位三年历程",), pictures, lambda lang: _units(last, lang)),
        part("years", (), pictures, lambda lang: _money(last, lang)),
        part("red_flag", (), pictures, lambda lang: _red_flag(years, lang)),
        part("brands", (), pictures, lambda lang: _brands(last, lang)),
    ]  # fmt: skip
    return [one for one in made if one.charts or any(one.blocks.values())]


def _selected(board: BoardYear) -> list[Any]:
    return board.year.rows("decisions", round="review", matter="selected", outcome="yes")


def _coverage(last: BoardYear, lang: str) -> Iterator[Block]:
    coverage, standings = last.frames("coverage", "standings")
    table = listing.list_coverage(coverage, rules=last.rules, lang=lang, standings=standings)
    yield Block(say("board.list.themes_of", lang, year=last.rules.year), table=table)


def _chosen(years: Years, lang: str) -> Iterator[Block]:
    rows = [_choice(one, row, lang) for one in years for row in _selected(one)]
    heads = ("year", "unit", "project", "theme", "grant", "total", "rank", "grade")
    yield Block(table=listed(heads, rows, lang))


def _choice(board: BoardYear, row: Any, lang: str) -> list[str]:
    project = board.year.project(row.project_id)
    stood = board.year.rows("standings", round="assessment", project_id=row.project_id)
    granted = NOTHING if pd.isna(row.granted_fen) else wording.show_yuan(row.granted_fen)
    result = _result(board, stood[0], lang) if stood else [NOTHING] * 3
    return [str(board.rules.year), project.unit, project.name, project.theme, granted, *result]


def _result(board: BoardYear, row: Any, lang: str) -> list[str]:
    if pd.isna(row.rank):
        return [NOTHING, say(f"standing.{row.status}", lang), NOTHING]
    points = wording.show_points(row.total_exact, row.total_points, board.rules.ranking.decimals)
    return [points, str(row.rank), wording.show_grade(row.grade, lang)]


def _units(last: BoardYear, lang: str) -> Iterator[Block]:
    yield Block(say("board.list.units", lang), never_reached(last, lang))


def _money(last: BoardYear, lang: str) -> Iterator[Block]:
    (years,) = last.frames("budget_years")
    yield Block(table=money_lists.list_years(years, lang=lang))


def _red_flag(years: Years, lang: str) -> Iterator[Block]:
    for one in reversed(years):
        tables = one.frames("red_flag", "colleges")
        table = rolls.list_red_flag(*tables, rules=one.rules, lang=lang)
        yield Block(say("board.of_year", lang, year=one.rules.year), table=table)


def _brands(last: BoardYear, lang: str) -> Iterator[Block]:
    yield Block(say("board.list.due", lang), table=brands_due(last, lang))
    tables = last.frames("brands", "applications", "colleges")
    yield Block(say("board.list.brands", lang),
                table=rolls.list_brands(*tables, rules=last.rules, lang=lang))  # fmt: skip
