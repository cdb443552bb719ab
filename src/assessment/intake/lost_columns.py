"""Columns of numbers under headers that nobody knows."""

from __future__ import annotations

import re

from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind
from assessment.intake.header_words import word_key
from assessment.intake.layouts import Block

_COUNTS = re.compile(
    "^(?:金额|经费)|(?:金额|经费|费用?|资金|资助|款|支出|得?分数?|成绩|得?票数?)$|评委|专家"
)
_NUMBER = re.compile(r"[0-9][0-9,.]*(?:元|万元|分|票)?")


def lost_numbers(block: Block) -> list[Cell]:
    """Return the headers that nobody knows and below which numbers stand."""
    rows = {record.anchor.row for record in block.records}
    places = {
        cell.column for cell in block.sheet.cells.values() if cell.row in rows and _is_number(cell)
    }
    return [head for head in block.unmapped if head.column in places]


def unread_numbers(block: Block) -> list[Cell]:
    """Return the headers of numbers that may be money, marks or votes; beside marks all may."""
    lost = lost_numbers(block)
    return (
        lost
        if block.kind == "mark_matrix"
        else [h for h in lost if _COUNTS.search(word_key(h.text))]
    )


def unknown_criteria(block: Block) -> list[Cell]:
    """Return the headers of numbers among a judge's marks that are no criterion we know."""
    return lost_numbers(block) if block.kind == "mark_list" else []


def _is_number(cell: Cell) -> bool:
    is_text = cell.kind is CellKind.TEXT and _NUMBER.fullmatch(plain(cell.text)) is not None
    return cell.kind is CellKind.NUMBER or is_text
