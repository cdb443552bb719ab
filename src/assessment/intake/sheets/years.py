"""Papers of another year that lie in this year's folder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from assessment.core.details import detail
from assessment.core.problems import Problem
from assessment.core.text import plain, with_year_in_digits
from assessment.intake.cells import Cell, in_order
from assessment.intake.layouts import Block
from assessment.intake.layouts.claims import CellClass, claim_all, unread
from assessment.intake.sheets.form_titles import (
    FORM,
    MARKS,
    heads_marks,
    is_form_title,
    says_form,
    tells_earlier,
)
from assessment.intake.sheets.sheet_read import SheetRead
from assessment.intake.words.values import Spot
from assessment.intake.words.year_words import years_of

CODE = "sheet.other-year"
_IN_NAME = re.compile(r"(?<![0-9])(20[0-9]{2})(?=年|[^0-9.\-_年月]|$)")
_LONGEST_TITLE = 60
# Of money and activities the parts of other years are left out by `without_sections`.
_COUNTED = ("mark_", "vote_", "red_flag_")
Stated = tuple[int, Cell | None]


def without_other_years(
    sheets: Sequence[SheetRead], year: int
) -> tuple[list[SheetRead], list[Problem]]:
    """Leave out the tables of sheets whose titles name another year, and this one nowhere.

    Where the titles name no year the sheet's name is asked, then the file's. Of several tables of
    marks, votes or points a later one with a title of its own is left out alone. A title that was
    mistyped can be corrected in 登记.xlsx like any cell.

    Problems
    --------
    sheet.other-year
    """
    kept: list[SheetRead] = []
    problems: list[Problem] = []
    for one in sheets:
        first, told = _without_later(one, year)
        found = _other_year(first, year) if first.blocks else None
        if found is not None:
            claims = dict.fromkeys(one.claims, unread(CODE))
            first, told = replace(one, blocks=(), claims=claims), [found]
        kept.append(first)
        spot = Spot(one.document, one.sheet, "")
        problems += [
            spot.fault(CODE, cell, actual=_place(one, stated, cell), expected=str(year))
            for stated, cell in told
        ]
    return kept, problems


def _place(one: SheetRead, stated: int, cell: Cell | None) -> str:
    """Return of which year a sheet is, and where it says so."""
    if cell is not None:
        return detail("year_in_title", n=stated)
    is_of_sheet = str(stated) in _IN_NAME.findall(_digits(one.sheet.name))
    return detail("year_in_sheet_name" if is_of_sheet else "year_in_file_name", n=stated)


def _without_later(one: SheetRead, year: int) -> tuple[SheetRead, list[Stated]]:
    """Return a sheet without tables below the first that their own titles give to another year.

    附：2016年评分汇总表 holds for the tables below it, until a title names this year.
    """
    blocks: list[Block] = list(one.blocks[:1])
    lost: list[Block] = []
    told: list[Stated] = []
    is_other = False
    for block in one.blocks[1:]:
        top = _top(block)
        titles = (c for c in block.titles if c.row < top and len(c.text) <= _LONGEST_TITLE)
        named = [(int(text), cell) for cell in titles for text in years_of(cell.text)]
        if named and block.kind.startswith(_COUNTED):
            is_other = all(stated != year for stated, _ in named)
            told += named[:1] if is_other else []
        (lost if is_other else blocks).append(block)
    if not lost:
        return one, []
    cells = (cell for block in lost for cell in in_order(block.sheet))
    claims = {**one.claims, **claim_all(cells, unread(CODE))}
    return replace(one, blocks=tuple(blocks), claims=claims), told


def _top(block: Block) -> int:
    """Return the row of a table's header."""
    rows = [cell.row for cell in block.headers.values()]
    return min(rows, default=min((one.anchor.row for one in block.records), default=0))


def _other_year(one: SheetRead, year: int) -> Stated | None:
    named: list[tuple[int, Cell | None]]
    titles = [*_titles(one), *(cell for block in one.blocks[:1] for cell in block.lines)]
    if all(block.kind == FORM for block in one.blocks):
        titles = [cell for cell in titles if _is_of_form(cell, one)]
    elif all(block.kind == MARKS for block in one.blocks):
        titles = [cell for cell in titles if _heads_marks(cell, one)]
    named = [(int(text), cell) for cell in titles for text in years_of(cell.text)]
    named = named or [(int(text), None) for text in _IN_NAME.findall(_digits(one.sheet.name))]
    if not named:
        name = PurePosixPath(one.document.file).stem
        named = [(int(text), None) for text in _IN_NAME.findall(_digits(name))]
    if not named or any(stated == year for stated, _ in named):
        return None
    return named[0]


def _is_of_form(cell: Cell, one: SheetRead) -> bool:
    """Tell whether a cell is a title of one of the forms; what they say besides is filled in."""
    return any(is_form_title(cell, block) for block in one.blocks) and says_form(cell, one.sheet)


def _heads_marks(cell: Cell, one: SheetRead) -> bool:
    """Tell whether a cell is a title of judges' forms; what a judge remarks below is none."""
    is_title = all(heads_marks(cell, block) for block in one.blocks[-1:])
    return is_title and (bool(cell.sheet) or says_form(cell, one.sheet))


def _digits(name: str) -> str:
    return with_year_in_digits(plain(name))


def _titles(one: SheetRead) -> Iterator[Cell]:
    for place, claim in sorted(one.claims.items()):
        cell = one.sheet.cells[place]
        is_short = len(cell.text) <= _LONGEST_TITLE
        if claim.cell_class is CellClass.TITLE and is_short and not tells_earlier(cell, one.sheet):
            yield cell
