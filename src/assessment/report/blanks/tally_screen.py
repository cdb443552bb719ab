"""大屏: the running ranking in large letters, in order of rank while marks come in."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.report.blanks.paper import Formula, Page, Paper, Value
from assessment.report.blanks.tally_grid import (
    FIRST,
    KEY,
    NOT_YET,
    PLACE,
    ROW,
    SCREEN,
    SCREEN_FIRST,
    STATE,
    TALLY,
    Grid,
)
from assessment.report.cell_looks import Column, word_look
from assessment.report.formulas import n_alike, other_sheet, quoted, rounded
from assessment.report.formulas_tally import place

MADE = "本页由「统分」自动生成，请勿填写。"
_LARGEST, _SMALLEST, _SHORT_LIST = 28.0, 22.0, 12
# Half characters at the largest letters; together as wide as a projected screen.
_COLUMNS = (
    Column("名次", 18, "centre"),
    Column("申报单位", 56),
    Column("项目名称", 112),
    Column("得分", 28, "points"),
    Column("已评", 26, "centre"),
)
_ASIDE = ("排序分", "排序", "同分", "行号")


def add_screen(paper: Paper, grid: Grid, title: str, decimals: int) -> None:
    """Add 大屏: one row a rank; what orders the rows stands to the right, outside the print."""
    n = len(grid.projects)
    size = max(_SMALLEST, min(_LARGEST, _LARGEST * _SHORT_LIST / n))
    large = {"font_size": size, "text_wrap": False, "shrink": True}
    page = paper.page(SCREEN, _COLUMNS)
    page.across(title, word_look("title") | {"font_size": size + 6}, size * 2)
    state = Formula(f"={other_sheet(TALLY, STATE)}", grid.state.shown)
    page.across(state, word_look("title") | large, size * 1.6)
    page.heads(size=size)
    assert page.row == SCREEN_FIRST
    page.lines([_line(grid, n, decimals) for n in range(n)], height=size * 1.7, look=large)
    page.note(MADE)
    page.printed(len(_COLUMNS), page.row - 1)
    _order(page, grid)
    first, last = f"$A{SCREEN_FIRST}", SCREEN_FIRST + n - 1
    area = f"A{SCREEN_FIRST}:E{last}"
    page.colour(area, f"{first}={quoted(NOT_YET)}", font_color="#8A939C")
    page.colour(area, f"AND(ISNUMBER({first}),{first}<=3)", bg_color="#FFF2CC", bold=True)


def _line(grid: Grid, number: int, decimals: int) -> list[Value]:
    """Return the row of a place: which project stands there, what it has."""
    row = f"${ROW}{SCREEN_FIRST + number}"
    project = grid.projects[number]

    def picked(name: str) -> str:
        return f"INDEX({other_sheet(TALLY, grid.column(name))},{row})"

    points = rounded(picked("points"), decimals)
    is_open = f"INDEX({grid.on_screen(KEY)},{row})<0"
    entered = len(grid.recused(project))
    return [
        Formula(f"={picked('rank')}", NOT_YET),
        Formula(f"={picked('unit')}", project.unit),
        Formula(f"={picked('project')}", project.name),
        Formula(f'=IF({is_open},"—",{points})', "—"),
        Formula(f'={picked("entered")}&"/{len(grid.judges)}"', f"{entered}/{len(grid.judges)}"),
    ]


def _order(page: Page, grid: Grid) -> None:
    """Write what orders the rows: those with all marks by points, then the others as they stand."""
    first = "HIJK".index(KEY) + 7
    page.beside(SCREEN_FIRST - 1, first, _ASIDE)
    for number in range(len(grid.projects)):
        page.beside(SCREEN_FIRST + number, first, list(_order_values(grid, number)))


def _order_values(grid: Grid, number: int) -> Iterator[Formula]:
    row, keys = SCREEN_FIRST + number, grid.on_screen(KEY)
    entered, points = (
        other_sheet(TALLY, f"{grid.letter(name)}{FIRST + number}") for name in ("entered", "points")
    )
    own = (f"{KEY}{row}", keys)
    above = f"{KEY}${SCREEN_FIRST}:{KEY}{row - 1}" if number else ""
    is_whole = f"AND({entered}={len(grid.judges)},COUNT({points})=1)"
    yield Formula(f"=IF({is_whole},{points},-1)", -1)
    yield Formula(f"={place(own, above)}", number + 1)
    yield Formula(f"={n_alike([own])}", len(grid.projects))
    yield Formula(f"=MATCH({number + 1},{grid.on_screen(PLACE)},0)", number + 1)
