"""Papers of another year that lie in this year's folder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from assessment.core.problems import Problem
from assessment.core.text import plain, with_year_in_digits
from assessment.intake.cells import Cell
from assessment.intake.layouts.claims import CellClass, unread
from assessment.intake.sheets.form_titles import FORM, is_form_title, says_form, tells_earlier
from assessment.intake.sheets.recognise import SheetRead
from assessment.intake.words.values import Spot
from assessment.intake.words.year_words import years_of

CODE = "sheet.other-year"
_IN_NAME = re.compile(r"(?<![0-9])(20[0-9]{2})(?=年|[^0-9.\-_年月]|$)")
_LONGEST_TITLE = 60


def without_other_years(
    sheets: Sequence[SheetRead], year: int
) -> tuple[list[SheetRead], list[Problem]]:
    """Leave out the tables of sheets whose titles name another year, and this one nowhere.

    Where the titles name no year the sheet's name is asked, then the file's. A title that was
    mistyped can be corrected in 登记.xlsx like any cell.

    Problems
    --------
    sheet.other-year
    """
    kept: list[SheetRead] = []
    problems: list[Problem] = []
    for one in sheets:
        found = _other_year(one, year) if one.blocks else None
        if found is None:
            kept.append(one)
            continue
        stated, cell = found
        claims = dict.fromkeys(one.claims, unread(CODE))
        kept.append(replace(one, blocks=(), claims=claims))
        spot = Spot(one.document, one.sheet, "")
        problems.append(spot.fault(CODE, cell, actual=str(stated), expected=str(year)))
    return kept, problems


def _other_year(one: SheetRead, year: int) -> tuple[int, Cell | None] | None:
    named: list[tuple[int, Cell | None]]
    titles = [*_titles(one), *(cell for block in one.blocks[:1] for cell in block.lines)]
    if all(block.kind == FORM for block in one.blocks):
        titles = [cell for cell in titles if _is_of_form(cell, one)]
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


def _digits(name: str) -> str:
    return with_year_in_digits(plain(name))


def _titles(one: SheetRead) -> Iterator[Cell]:
    for place, claim in sorted(one.claims.items()):
        cell = one.sheet.cells[place]
        is_short = len(cell.text) <= _LONGEST_TITLE
        if claim.cell_class is CellClass.TITLE and is_short and not tells_earlier(cell, one.sheet):
            yield cell
