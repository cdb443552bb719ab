"""What is made from a year's tables: the workbook, charts, the board, an explanation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assessment.core.rules import Rules
from assessment.studio import Order

if TYPE_CHECKING:
    from pandas import DataFrame

    from assessment.report.board.year import BoardYear
    from assessment.report.meeting import Page
    from assessment.score.explain import Node

Tables = Mapping[str, "DataFrame"]
Pictures = Mapping[str, tuple[bytes, bytes]]


def chart_orders(tables: Tables, /, *, rules: Sequence[Rules], is_all: bool = False) -> list[Order]:
    """Return the charts of a year as orders for the studio: the main ones, or all.

    Parameters
    ----------
    tables : mapping
        The year's tables; those of charts about the programme hold its earlier years as well.
    rules : sequence of Rules
        The rules of the programme's years up to this one, which comes last.
    is_all : bool
        Whether to order the charts that a run leaves out, too.
    """
    from assessment.report.chart_names import CORRECTIONS, MAIN_CHARTS, ON_BOARDS, OTHER_CHARTS

    wanted = {**MAIN_CHARTS, **(OTHER_CHARTS if is_all else {})}
    return [
        Order(
            name,
            {table: tables[table] for table in (*needed, CORRECTIONS)},
            tuple(rules),
            is_on_board=name in ON_BOARDS,
        )
        for name, needed in wanted.items()
        if _has_something(name, tables, rules[-1])
    ]


def _has_something(chart: str, tables: Tables, rules: Rules) -> bool:
    """Tell whether there is anything to draw: an empty chart says less than none."""
    from assessment.report.chart_names import AGAINST, NEEDS_ROWS, OF_ASSESSMENT, OF_BEARING

    if chart in OF_BEARING:
        table, stage = OF_BEARING[chart]
        mine = tables[table][tables[table]["year"] == rules.year]
        return bool((mine["round"] == stage).any()) if stage else len(mine) > 0
    if chart not in OF_ASSESSMENT:
        return chart not in NEEDS_ROWS or len(tables[NEEDS_ROWS[chart]]) > 0
    parts = tables["components"]
    is_mine = (parts["round"] == "assessment") & (parts["year"] == rules.year)
    scored = parts[is_mine & parts["points"].notna()]
    if chart != AGAINST:
        return len(scored) > 0
    voted = {part.name for part in rules.of_round("assessment") if part.kind == "voted"}
    sets = [
        set(scored.loc[scored["component"] == one, "project_id"]) for one in {"defense", *voted}
    ]
    return bool(voted) and bool(set.intersection(*sets))


def draw_charts(
    tables: Tables,
    /,
    *,
    rules: Sequence[Rules],
    is_all: bool = False,
    formats: Sequence[str] = ("png", "svg"),
    size: str = "",
    lang: str = "zh",
) -> dict[str, bytes]:
    """Return the charts of a year, by file name; see `chart_orders` and `draw_named`."""
    from assessment.report.drawing import draw_named

    drawn: dict[str, bytes] = {}
    for order in chart_orders(tables, rules=rules, is_all=is_all):
        drawn |= draw_named(
            order.name, order.tables, rules=rules, formats=formats, size=size, lang=lang
        )
    return drawn


def split_charts(drawn: Mapping[str, bytes], year: int, /) -> tuple[dict[str, bytes], Pictures]:
    """Return the charts of a year as files to lay down, and as the pictures of its boards.

    Parameters
    ----------
    drawn : mapping
        The pictures of any years by file name, as a studio draws them.
    year : int
        The year whose charts are wanted.
    """
    from assessment.report.chart_names import ENGLISH

    mine = {name: data for name, data in drawn.items() if name.startswith(str(year))}
    english = [name for name in mine if name.endswith(f"{ENGLISH}.svg")]
    stems = {name: name.removesuffix(f"{ENGLISH}.svg") for name in english}
    pictures = {
        stem.removeprefix(str(year)): (mine[f"{stem}.svg"], mine[name])
        for name, stem in stems.items()
    }
    return {name: data for name, data in mine.items() if name not in stems}, pictures


def write_workbook(tables: Tables, /, *, rules: Rules) -> bytes:
    """Return 评分汇总复核表.xlsx of a year."""
    from assessment.report.workbook import write_review_workbook

    return write_review_workbook(tables, rules=rules)


def write_boards(years: Sequence[tuple[Tables, Rules]], pictures: Pictures, /) -> dict[str, bytes]:
    """Return 打开这里.html of the last of these years, and 三年总览.html where there are more.

    The last year's tables about the programme hold its earlier years as well; `pictures` are its
    charts as SVG by name, in Chinese and in English.
    """
    from assessment.report.board import write_board, write_overview
    from assessment.report.page_names import BOARD, OVERVIEW

    opened = [_board_year(tables, rules) for tables, rules in years]
    made = {BOARD: write_board(opened[-1], pictures)}
    return made | ({OVERVIEW: write_overview(opened, pictures)} if len(years) > 1 else {})


def _board_year(tables: Tables, rules: Rules) -> BoardYear:
    from assessment.core.labels import LANGUAGES
    from assessment.report.board import open_board
    from assessment.score.explain import explain_all

    trails = {lang: explain_all(tables, rules=rules, lang=lang) for lang in LANGUAGES}
    return open_board(tables, trails, rules)


def meeting_page(tables: Tables, /, *, rules: Rules, lang: str = "zh") -> Page:
    """Return the page for the meeting that chooses a year's projects."""
    from assessment.report.meeting import meeting_page as page

    return page(tables, rules=rules, lang=lang)


def explain_project(
    tables: Tables,
    project_id: str,
    /,
    *,
    rules: Rules,
    against: str | None = None,
    round: str | None = None,
    lang: str = "zh",
) -> Node:
    """Return one project's total down to its cells, or how it differs from another's.

    Raises
    ------
    KeyError
        When a project does not stand in the round.
    """
    from assessment.score.explain import compare, explain

    if against is None:
        return explain(tables, project_id, rules=rules, round=round, lang=lang)
    return compare(tables, project_id, against, rules=rules, round=round, lang=lang)


def tell_brand(tables: Tables, brand_id: str, /, *, lang: str = "zh") -> str:
    """Return the history of a brand in lines, and what is due of it."""
    from assessment.report.brand_story import tell_brand as told

    return told(tables, brand_id, lang=lang)
