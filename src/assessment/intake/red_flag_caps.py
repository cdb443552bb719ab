"""Full points that a Red Flag paper states: unlike the rules', its points do not count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assessment.core.problems import Problem
from assessment.core.rule_sections import RedFlagItem
from assessment.intake.cells import Cell, shown
from assessment.intake.context import Names, Row, Rows
from assessment.intake.values import Spot

_POINTS = ("points", "self_points")


def without_other_caps(read: Rows, names: Names) -> Rows:
    """Return the rows; the points of an item under other full points than the rules' are missing.

    Only a line of the item itself is compared: how an item is parted is the paper's own affair.

    Problems
    --------
    red-flag.other-full-marks
    """
    known = {item.item: item for item in names.rules.red_flag.items}
    wrong = [row for row in read.rows if _is_other(row, known.get(row["item"]))]
    if not wrong:
        return read
    lost = dict.fromkeys(_POINTS)
    rows = tuple(row | lost if any(row is one for one in wrong) else row for row in read.rows)
    return Rows(rows, (*read.problems, *_told(wrong, known)))


def _is_other(row: Row, item: RedFlagItem | None) -> bool:
    cap = row["cap_points"]
    return item is not None and cap is not None and abs(cap) != item.cap_points


def _told(rows: Sequence[Row], known: dict[str, RedFlagItem]) -> Iterator[Problem]:
    """Yield a problem for each cell that states them; a header does so for a whole column."""
    told: set[str] = set()
    for row in rows:
        spot: Spot = row["_spot"]
        cell: Cell = row["_cap_cell"]
        place = str(spot.document.ref(spot.sheet, cell))
        if place not in told:
            told.add(place)
            expected = shown(known[row["item"]].cap_points)
            yield spot.fault("red-flag.other-full-marks", cell, expected=expected, column="points")
