"""复录 and 差异: everything typed a second time, and each cell in which the two differ."""

from __future__ import annotations

from itertools import product

from assessment.report.blanks.paper import DAY, Formula, Page, Paper, Value
from assessment.report.blanks.tally_grid import AGAIN, DIFFERENCES, RECUSED, TALLY, Grid
from assessment.report.blanks.tally_grid import FIRST as GRID_FIRST
from assessment.report.blanks.tally_screen import MADE
from assessment.report.cell_looks import Column, word_look
from assessment.report.formulas import EMPTY, other_sheet, quoted
from assessment.report.formulas_tally import n_filled

# The row of the first cell that differs: below title, note, state, the line to sign and headers.
FIRST = 7
NOT_USED = "未复录（可选）。"
_PRINTED = 40
_COLUMNS = (
    Column("序号", 8, "count"),
    Column("申报单位", 22),
    Column("项目名称", 40),
    Column("评委", 12, "centre"),
    Column("统分", 12, "mark"),
    Column("复录", 12, "mark"),
    Column("核对人", 12, "centre"),
)
# Beside the list, one row a cell of the grid: the two entries, and how many differ so far.
_ASIDE = ("申报单位", "项目名称", "评委", "统分", "复录", "不同（累计）")
_BESIDE = 8
_LISTED, _SO_FAR = "IJKLM", "N"
_FIRST_ENTRY, _SECOND_ENTRY = _LISTED[3], _LISTED[4]
# How many cells of 复录 are filled beyond those that are so from the start.
_TYPED = f"${_SO_FAR}${FIRST - 4}"


def add_differences(paper: Paper, grid: Grid, title: str) -> None:
    """Add 差异: the cells that differ, one a row; their number is red until there are none."""
    n = len(grid.projects) * len(grid.typed)
    page = paper.page(DIFFERENCES, _COLUMNS)
    page.title(title)
    page.note(MADE)
    page.across(Formula(f"={_said(n)}", NOT_USED), word_look("sign") | {"bold": True})
    page.sign("统分人：", "复录人：", "监督人：", DAY)
    page.heads()
    assert page.row == FIRST
    page.printed(len(_COLUMNS), min(FIRST + n, _PRINTED) - 1)
    count = f"{_SO_FAR}${FIRST + n - 1}"
    page.lines([_line(number, count, n) for number in range(1, n + 1)])
    _compare(page, grid)
    page.colour("A3", f"{count}>0", bg_color="#F4B183")
    page.colour("A3", f"{_TYPED}>0", bg_color="#E2F0D9")


def _said(n: int) -> str:
    count = f"{_SO_FAR}{FIRST + n - 1}"
    told = f'IF({count}=0,"两次录入一致。","两次录入有 "&{count}&" 格不同，见「{DIFFERENCES}」。")'
    return f"IF({_TYPED}=0,{quoted(NOT_USED)},{told})"


def _line(number: int, count: str, n: int) -> list[Value]:
    """Return the row that lists one differing cell, blank when there are fewer."""
    row = f"MATCH({number},${_SO_FAR}${FIRST}:${_SO_FAR}${FIRST + n - 1},0)"

    def listed(letter: str) -> Formula:
        column = f"${letter}${FIRST}:${letter}${FIRST + n - 1}"
        return Formula(f"=IF({number}>{count},{EMPTY},INDEX({column},{row}))")

    first = Formula(f"=IF({number}>{count},{EMPTY},{number})")
    return [first, *(listed(letter) for letter in _LISTED), None]


def _compare(page: Page, grid: Grid) -> None:
    """Write every cell of the grid with both entries; a blank one is no 0."""
    typed = f"={n_filled(other_sheet(AGAIN, grid.typed_cells))}-{grid.n_recused}"
    page.beside(FIRST - 4, _BESIDE + len(_LISTED) - 1, ["已复录", Formula(typed, 0)])
    page.beside(FIRST - 1, _BESIDE, _ASIDE)
    cells = product(enumerate(grid.projects), grid.typed)
    for row, ((number, project), name) in enumerate(cells, start=FIRST):
        cell = f"{grid.letter(name)}{GRID_FIRST + number}"
        own = RECUSED if name in grid.recused(project) else ""
        above = f"{_SO_FAR}{row - 1}+" if row > FIRST else ""
        # As long as 复录 is not begun nothing differs.
        so_far = f"{above}({_FIRST_ENTRY}{row}<>{_SECOND_ENTRY}{row})*({_TYPED}>0)"
        both = [Formula(f"={_entry(sheet, cell)}", own) for sheet in (TALLY, AGAIN)]
        told = [project.unit, project.name, _who(name)]
        page.beside(row, _BESIDE, [*told, *both, Formula(f"={so_far}", 0)])


def _who(name: str) -> str:
    kind, _, own = name.partition(":")
    return f"评委{own}" if kind == "judge" else f"{own}扣分"


def _entry(sheet: str, cell: str) -> str:
    place = other_sheet(sheet, cell)
    return f"IF({place}={EMPTY},{EMPTY},{place})"
