"""An item of a Red Flag paper, and its row of `red_flag_items`."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.intake.cells import Cell
from assessment.intake.layouts import Record
from assessment.intake.layouts.context import Row

TABLE = "red_flag_items"
_SHOWN = ("checked_points", "self_points", "item_2", "item_1")


@dataclass(frozen=True, slots=True)
class Item:
    """What a line is about: its name in the table, whether it takes points or rules out."""

    name: str
    is_deduction: bool = False
    is_veto: bool = False


def item_row(item: Item, points: float | None, src: str) -> Row:
    """Return the row of an item with what is never asked of it left open."""
    return {
        "item": item.name,
        "points": points,
        "self_points": None,
        "cap_points": None,
        "is_deduction": item.is_deduction,
        "is_veto": item.is_veto,
        "evidence": None,
        "src": src,
    }


def shown_at(record: Record) -> Cell:
    """Return the cell by which a line is known: its points, else its name."""
    cells = record.cells
    return next((cells[name] for name in _SHOWN if name in cells), record.anchor)
