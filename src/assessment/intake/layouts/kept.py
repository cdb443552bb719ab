"""Papers that are kept on file: what they say is entered elsewhere, so that nothing is read."""

from __future__ import annotations

from assessment.intake.cells import Document, Sheet, in_order
from assessment.intake.formats.word import is_word_text
from assessment.intake.layouts import Block
from assessment.intake.layouts.claims import claim_all, ignored
from assessment.intake.words.header_words import word_key
from assessment.intake.words.vocabulary import Vocabulary

_KEPT = ignored("paper.kept")


def find_kept(sheet: Sheet, words: Vocabulary) -> Block | None:
    """Return the 复核申请表 or made page of 现场统分表, known by its labels, or None.

    An appeal is read from sheet 异议复核 of the register, marks from the page 统分 alone. To be
    asked only of a sheet that is nothing else.
    """
    said = {word_key(cell.text) for cell in in_order(sheet)}
    return next(
        (_whole(kind, sheet) for kind, labels in words.kept.items() if labels <= said), None
    )


def find_made(document: Document, words: Vocabulary) -> tuple[Block, ...]:
    """Return every sheet of a Word document that was made here, known by its lines, or nothing.

    Our 经费决算表 says what the ledger said on the day that it was made: compared with the ledger
    it could only agree, or blame the college for a line that was mended since.
    """
    sheets = [sheet for sheet in document.sheets if sheet.cells]
    texts = [sheet for sheet in sheets if is_word_text(document, sheet)]
    said = {word_key(cell.text) for sheet in texts for cell in in_order(sheet)}
    kind = next((kind for kind, lines in words.made.items() if lines <= said), None)
    return tuple(_whole(kind, sheet) for sheet in sheets) if kind else ()


def _whole(kind: str, sheet: Sheet) -> Block:
    cells = tuple(in_order(sheet))
    return Block(kind, sheet, (), titles=cells, claims=claim_all(cells, _KEPT), layout="form")
