"""打开这里.html of a year, and 三年总览.html of the programme so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from assessment.core.rules import Rules
from assessment.report.board.charts import interactive
from assessment.report.board.overview import overview_cards, overview_parts
from assessment.report.board.page import Page, render
from assessment.report.board.parts import parts
from assessment.report.board.summary import about, cards, warnings
from assessment.report.board.year import BoardYear, Trails, both
from assessment.report.page_names import BOARD, OVERVIEW
from assessment.report.programme import span
from assessment.report.workbook.year_tables import YearTables

_RANKING = "考核认证排名"
Tables = Mapping[str, pd.DataFrame]
Pictures = Mapping[str, tuple[bytes, bytes]]


def open_board(tables: Tables, trails: Mapping[str, Trails], rules: Rules) -> BoardYear:
    """Return what the board of a year is written from.

    `tables` about the programme hold its earlier years as well; `trails` tell by language, round
    and project where each total comes from.
    """
    return BoardYear(YearTables(tables, rules), trails)


def write_board(board: BoardYear, pictures: Pictures, /) -> bytes:
    """Return the board of a year: one HTML file, marked internal, that asks nothing of a network.

    `pictures` are charts as SVG by name, in Chinese and in English; those that the board does not
    show are passed over.
    """
    page = Page(
        title=both("board.title", year=board.rules.year),
        years=[board],
        sections=parts(board, pictures),
        cards=cards(board),
        about=about(board),
        warnings=warnings(board),
        pictures=pictures,
        first=[(n, _RANKING) for n, stage in enumerate(board.rounds) if stage == "assessment"],
        drawn=interactive(board),
        links=[(OVERVIEW, both("board.link.overview"))],
    )
    return render(page)


def write_overview(years: Sequence[BoardYear], pictures: Pictures, /) -> bytes:
    """Return the board of the programme's years so far, the last one last; see `write_board`."""
    page = Page(
        title=both("board.overview", span=span([one.rules.year for one in years])),
        years=list(reversed(years)),
        sections=overview_parts(years, pictures),
        cards=overview_cards(years),
        about=[line for one in years for line in about(one)],
        warnings=[],
        pictures=pictures,
        links=[(BOARD, both("board.link.year", year=years[-1].rules.year))],
    )
    return render(page)
