"""Whether lines come to a line that states their sum."""

from __future__ import annotations

from collections.abc import Sequence

from assessment.core.text import parse_money
from assessment.intake.layouts import Record


def adds_up(whole: Record, parts: Sequence[Record], values: Sequence[str]) -> bool:
    """Tell whether the parts come to the whole in each of the columns that it states."""
    stated = [name for name in values if name in whole.cells]
    if not parts or not stated:
        return False
    return all(
        fen_of(whole, name) not in (None, 0)
        and fen_of(whole, name) == sum(fen_of(one, name) or 0 for one in parts)
        for name in stated
    )


def fen_of(record: Record, name: str) -> int | None:
    """Return an amount as far as it can be compared with others of its column, else None."""
    cell = record.cells.get(name)
    try:
        return parse_money(cell.text) if cell is not None else None
    except ValueError:
        return None
