"""Remarks that may change what a line says: shown once a cell, as no number is changed by them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence

from assessment.core.problems import Problem
from assessment.core.provenance import CellRef
from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, in_order
from assessment.intake.layouts import Block
from assessment.intake.layouts.claims import CellClass, Claims
from assessment.intake.sheets.sheet_read import SheetRead
from assessment.intake.words.header_words import word_key
from assessment.intake.words.values import Spot
from assessment.intake.words.vocabulary import Vocabulary

# Texts of a line in which a clause may say that it is still open: 待报销：餐饮.
_NAMING = ("purpose", "category")
_BREAKS = re.compile(r"[,;。、:!()\[\]【】〔〕/\s]+|——")
# 其中10张, 含委托票5张: of what was counted, a part of another kind.
_PART = re.compile("(?:其中|含).{0,8}[0-9一二三四五六七八九十两]+(?:张|票|元|场|分)")
_LONGEST = 60
# Of ballots remarks are read, those of re-checks are kept with them.
_OWN_REMARKS = ("recheck_list", "vote_ballots")


def line_remarks(
    sheets: Sequence[SheetRead], words: Vocabulary, told: Iterable[Problem]
) -> Iterator[Problem]:
    """Yield the notice of each remark beside a line that is read and that it may change.

    Where something is said of a cell already (`told`), nothing more is.

    Problems
    --------
    remark.not-applied
    """
    known = {fault.where for fault in told}
    for one in sheets:
        spot = Spot(one.document, one.sheet, "")
        cells = {cell for block in one.blocks for cell in _speaking(block, one.claims, words)}
        for cell in in_order(one.sheet):
            if cell in cells and not _is_told(spot, cell, known):
                yield spot.fault("remark.not-applied", cell)


def _is_told(spot: Spot, cell: Cell, known: Collection[CellRef]) -> bool:
    return spot.fault("remark.not-applied", cell).where in known


def _speaking(block: Block, claims: Claims, words: Vocabulary) -> Iterator[Cell]:
    """Yield the cells of lines whose words may change them."""
    if block.kind in _OWN_REMARKS or not block.headers:
        return
    last = max(cell.row for cell in block.headers.values())
    columns = set(_remark_columns(block, last, words))
    for record in block.records:
        for row in {cell.row for cell in record.cells.values()}:
            beside = (cell for cell in block.sheet.rows.get(row, ()) if cell.column in columns)
            yield from (cell for cell in beside if _is_free(cell, claims) and _changes(cell, words))
        named = (record.cells[name] for name in _NAMING if name in record.cells)
        yield from (cell for cell in named if _is_pending(cell, words))


def _remark_columns(block: Block, last: int, words: Vocabulary) -> Iterator[int]:
    """Yield the columns whose head calls them remarks, or says nothing that is known."""
    note = block.headers.get("note")
    heads = words.line_states["remarks"]
    for column in range(1, block.sheet.last_column + 1):
        head = block.sheet.at(last, column) or block.sheet.at(last - 1, column)
        if head is None:
            continue
        is_note = note is not None and note.column == column
        if is_note or word_key(head.text) in heads or not words.is_known(head.text):
            yield column


def _is_free(cell: Cell, claims: Claims) -> bool:
    """Tell whether a cell is words that nothing reads but as a remark."""
    claim = claims.get((cell.row, cell.column))
    return cell.kind is CellKind.TEXT and (
        claim is None or claim.cell_class is not CellClass.PROBLEM
    )


def _changes(cell: Cell, words: Vocabulary) -> bool:
    text = plain(cell.text)
    if len(text) > _LONGEST:
        return False
    signs = words.line_states["may_change"]
    return any(sign in text for sign in signs) or _PART.search(text) is not None


def _is_pending(cell: Cell, words: Vocabulary) -> bool:
    clauses = _BREAKS.split(unicodedata.normalize("NFKC", cell.text))
    return any(word_key(clause) in words.line_states["pending"] for clause in clauses)
