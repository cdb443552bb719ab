"""Blank files that came back as they were sent out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assessment.core.text import plain
from assessment.intake.cells import Cell
from assessment.intake.layouts import Block
from assessment.intake.layouts.not_counted import lines_off
from assessment.intake.words.vocabulary import Vocabulary

# What is written by whoever fills a paper; units and projects stand there beforehand.
_FILLED: Mapping[str, tuple[str, ...]] = {
    "mark_matrix": ("judge:",),
    "mark_list": ("criterion:", "total_mark"),
    "vote_tally": ("votes", "channel:"),
    "ledger": ("amount", "spent_date", "purpose"),
    "application_list": ("project_name", "college"),
    "activity_register": ("activity", "material_kind"),
    "red_flag_form": ("self_points", "checked_points", "evidence"),
    "finance_list": ("reimbursement_no", "paid"),
    "recheck_list": ("recheck_date", "outcome", "note"),
    "settlement": ("spent", "n_vouchers", "handler_name"),
}


def is_unfilled(blocks: Sequence[Block], words: Vocabulary) -> bool:
    """Tell whether a sheet is one paper of ours in which nobody has written anything.

    回避 is printed beforehand, and what a formula gives is nobody's writing.
    """
    if len(blocks) != 1 or blocks[0].kind not in _FILLED:
        return False
    if any(_is_written(cell, words) for cell in _below_unread_heads(blocks[0])):
        return False
    names = _FILLED[blocks[0].kind]
    cells = (
        cell
        for record in blocks[0].records
        for name, cell in record.cells.items()
        if name.startswith(names) and not (name == "total_mark" and _is_shown(cell))
    )
    if any(_is_written(cell, words) for cell in cells):
        return False
    # A line that was left out was written.
    return next(lines_off(blocks[0], words), None) is None


def _below_unread_heads(block: Block) -> Iterator[Cell]:
    """Yield what stands below headers of one word, or over several columns: none is read."""
    unread = (*(cell for cell, _ in block.repeated), *block.spread)
    heads = {cell.column: cell.row for cell in unread}
    for cell in block.sheet.cells.values():
        if cell.row > heads.get(cell.column, cell.row):
            yield cell


def _is_written(cell: Cell, words: Vocabulary) -> bool:
    text = plain(cell.text)
    return bool(text) and words.statuses.get(text) != "recused"


def _is_shown(cell: Cell) -> bool:
    """Tell whether a sum is only what a formula shows while its line is blank."""
    return plain(cell.text) in ("", "—", "0") or cell.text.startswith("=")
