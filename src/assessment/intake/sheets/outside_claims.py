"""What becomes of each line around the tables of a Word paper or web page, and of its margins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assessment.core.spelling import match_key
from assessment.intake.cells import Cell, Sheet, in_order
from assessment.intake.grids.captions import COLLEGE
from assessment.intake.layouts import Block
from assessment.intake.layouts.claims import TITLE, VALUE, Claim, Place, ignored, unread
from assessment.intake.sheets.outside import NAMING, takes_in
from assessment.intake.sheets.text_lines import Lines, is_makers, place_of, stated_by
from assessment.intake.words.vocabulary import Vocabulary

NOT_READ, IN_BOX, NO_TABLE = "text.not-read", "text.in-box", "text.no-table"
# A plan names its project as well; only what calls itself a form should have been one.
_CALLED_FORM = re.compile("申报[表书]")


def claim_lines(sheet: Sheet, lines: Lines, blocks: Sequence[Block]) -> dict[Place, Claim]:
    """Return the claim of every line of a sheet outside the tables.

    A line that states a field otherwise than the tables, or of which nobody can say which table
    it belongs to, is `text.not-read`. Where no table was recognised nothing is asked of the text,
    but that a paper which calls itself an application and names a project has none.
    """
    rest = ignored("word.text")
    claims = {(cell.row, cell.column): rest for cell in in_order(sheet)}
    if not blocks:
        named = [cell for cell in lines.said.get("project_name", ()) if cell.sheet == sheet.name]
        if named and any(_CALLED_FORM.search(line.text) for line in lines.titles):
            claims[named[0].row, named[0].column] = unread(NO_TABLE)
        return claims
    titles = (cell for cell in lines.titles if cell.sheet == sheet.name)
    claims |= {(cell.row, cell.column): TITLE for cell in titles}
    for name, cells in lines.said.items():
        takes = [block for block in blocks if takes_in(block, name)]
        for cell in (one for one in cells if takes and one.sheet == sheet.name):
            if any(block.labels.get(name) is cell or _counts(block, cell) for block in blocks):
                claims[cell.row, cell.column] = VALUE
            elif name == COLLEGE and is_makers(cell, takes):
                claims[cell.row, cell.column] = TITLE
            elif not any(_says(block, name, cell) for block in blocks):
                claims[cell.row, cell.column] = unread(NOT_READ)
    return claims


def claim_margin(sheet: Sheet, blocks: Sequence[Block], words: Vocabulary) -> dict[Place, Claim]:
    """Return the claims of headers, footers and notes, which are never read.

    One that names a project, college or judge otherwise than the tables is `text.not-read`.
    """
    claims = {(cell.row, cell.column): ignored("word.margin") for cell in in_order(sheet)}
    for cell in in_order(sheet):
        for name, value in stated_by(sheet, cell, words).items():
            takes = [block for block in blocks if name in NAMING and takes_in(block, name)]
            if takes and not any(_says(block, name, value) for block in blocks):
                claims[cell.row, cell.column] = unread(NOT_READ)
    return claims


def _says(block: Block, name: str, cell: Cell) -> bool:
    """Tell whether a table says the same itself, be it in more words or in fewer."""
    mine = [block.labels[name]] if name in block.labels else []
    mine += [record.cells[name] for record in block.records if name in record.cells]
    keys, key = [match_key(one.text) for one in mine], match_key(cell.text)
    return any(one and (one in key or key in one) for one in keys)


def _counts(block: Block, cell: Cell) -> bool:
    return any(place_of(one) == place_of(cell) for one in block.counting)
