"""Lines of money that a table repeats from another one: 汇总 beside a sheet a project, 1–5月."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

from assessment.core.problems import Problem
from assessment.intake.cells import Cell
from assessment.intake.layouts.context import Row
from assessment.intake.words.values import Spot


class MoneyLine(NamedTuple):
    """A line as read, where it stands, and what no two different lines share (None: not known)."""

    row: Row
    key: Hashable | None
    spot: Spot
    cell: Cell


def without_copies(tables: Sequence[Sequence[MoneyLine]]) -> tuple[list[Row], list[Problem]]:
    """Return the rows of tables in their order, those once that several tables hold.

    Lines that one table holds twice are two. What is left out is told once a table, at the first
    of its lines.

    Problems
    --------
    money.repeated
    """
    rows: list[Row] = []
    problems: list[Problem] = []
    known: Counter[Hashable] = Counter()
    places: dict[Hashable, str] = {}
    for table in tables:
        mine: Counter[Hashable] = Counter()
        copies: dict[str, list[MoneyLine]] = defaultdict(list)
        for line in table:
            if line.key is not None:
                mine[line.key] += 1
                if mine[line.key] <= known[line.key]:
                    copies[places[line.key]].append(line)
                    continue
            rows.append(line.row)
        problems += _told(copies)
        for line in table:
            places.setdefault(line.key, str(line.spot.document.ref(line.spot.sheet, None)))
        known |= mine
    return rows, problems


def _told(copies: dict[str, list[MoneyLine]]) -> Iterator[Problem]:
    for place, lines in copies.items():
        first = lines[0]
        yield first.spot.fault("money.repeated", first.cell, actual=str(len(lines)), expected=place)
