"""Columns of a unit that nobody can convert: told where it is stated, and not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assessment.core.details import detail
from assessment.core.problems import Problem
from assessment.intake.cells import Cell, CellKind
from assessment.intake.layouts import Block, Record
from assessment.intake.layouts.context import Found
from assessment.intake.layouts.count_units import strange_count
from assessment.intake.layouts.units import strange_money
from assessment.intake.words.header_units import ITEMS, PEOPLE, VOTES, Counted
from assessment.intake.words.values import Spot

_MONEY = ("requested", "amount", "paid", "planned", "settled_plan", "spent", "settled_left")
_COUNTS: Mapping[str, tuple[str, Counted]] = {
    "votes": ("units_votes", VOTES),
    "participants": ("units_people", PEOPLE),
    "n_items": ("units_items", ITEMS),
}
Strange = tuple[str, Cell, str]  # the field, the cell that states the unit, what it may state


def strange_units(found: Sequence[Found]) -> Iterator[Problem]:
    """Yield the problem of each column whose unit is not understood, at the cell that states it.

    Problems
    --------
    column.other-unit
    """
    for paper in found:
        block = paper.block
        told = [(block, one) for one in _strange(block)]
        told += [(part, one) for part in block.parts for one in _strange(part, block)]
        for part, (_, cell, key) in told:
            spot = Spot(paper.document, part.sheet, "")
            yield spot.fault("column.other-unit", cell, expected=detail(key))


def strange_fields(block: Block) -> frozenset[str]:
    """Return the fields of a table whose unit is not understood."""
    return frozenset(name for name, _, _ in _strange(block))


def without_strange_units(found: Found) -> Found:
    """Return a paper whose values of columns of such a unit are blank, as if not filled in."""
    block = found.block
    parts = tuple(_blanked(part, block) for part in block.parts)
    return replace(found, block=replace(_blanked(block), parts=parts))


def _strange(block: Block, form: Block | None = None) -> Iterator[Strange]:
    for name in {**block.headers, **block.labels}:
        is_money = name in _MONEY
        cell = strange_money(block, name, form) if is_money else _strange_count(block, name)
        if cell is not None:
            yield name, cell, "units_money" if is_money else _counts(name)[0]


def _strange_count(block: Block, name: str) -> Cell | None:
    if name not in block.headers or _key(name) not in _COUNTS:
        return None
    return strange_count(block, name, _counts(name)[1])


def _key(name: str) -> str:
    return "votes" if name.startswith("channel:") else name


def _counts(name: str) -> tuple[str, Counted]:
    return _COUNTS[_key(name)]


def _blanked(block: Block, form: Block | None = None) -> Block:
    names = frozenset(name for name, _, _ in _strange(block, form))
    if not names:
        return block
    records, totals = (
        tuple(_without(record, names) for record in records)
        for records in (block.records, block.totals)
    )
    return replace(block, records=records, totals=totals)


def _without(record: Record, names: frozenset[str]) -> Record:
    cells = {
        name: cell._replace(kind=CellKind.TEXT, text="", value=None) if name in names else cell
        for name, cell in record.cells.items()
    }
    return replace(record, cells=cells)
