"""Papers that are kept on file: what they say is entered elsewhere, so that nothing is read."""

from __future__ import annotations

from assessment.intake.cells import Sheet, in_order
from assessment.intake.claims import claim_all, ignored
from assessment.intake.header_words import word_key
from assessment.intake.layouts import Block
from assessment.intake.vocabulary import Vocabulary


def find_kept(sheet: Sheet, words: Vocabulary) -> Block | None:
    """Return the 经费决算表, 复核申请表 or made page of 现场统分表, known by its labels, or None.

    What was spent is read from the ledger, an appeal from sheet 异议复核 of the register, marks
    from the page 统分 alone. To be asked only of a sheet that is nothing else.
    """
    cells = tuple(in_order(sheet))
    said = {word_key(cell.text) for cell in cells}
    for kind, labels in words.kept.items():
        if labels <= said:
            claims = claim_all(cells, ignored("paper.kept"))
            return Block(kind, sheet, (), titles=cells, claims=claims, layout="form")
    return None
