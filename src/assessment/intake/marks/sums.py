"""The sums that judges write beside their marks, checked against the marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from assessment.core.problems import Problem
from assessment.core.rule_sections import Judged
from assessment.core.rules import Rules
from assessment.intake.cells import Cell, CellKind, shown
from assessment.intake.layouts.context import Row
from assessment.intake.words.values import Spot, read_number


def wrong_sums(rows: Sequence[Row], rules: Rules) -> Iterator[Problem]:
    """Yield a problem for each sum that is not that of its criteria, plain or with factors.

    Nothing is said where a criterion is missing, was not given or cannot be read.

    Problems
    --------
    total.does-not-add-up
    """
    for (component, *_), mine in _by_total(rows).items():
        part = rules.component(component)
        assert isinstance(part, Judged)
        given = {row["criterion"]: row["_points"] for row in mine if row["status"] == "given"}
        if given.keys() == {criterion.name for criterion in part.criteria}:
            yield from _fault(mine[0]["_spot"], mine[0]["_total"], _sums(part, given))


def _by_total(rows: Sequence[Row]) -> dict[tuple[str, str, str], list[Row]]:
    found: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.get("_total") is not None:
            cell: Cell = row["_total"]
            spot: Spot = row["_spot"]
            found[row["component"], spot.src(cell), row["judge_id"]].append(row)
    return found


def _sums(part: Judged, given: Mapping[str, Decimal]) -> tuple[Fraction, Fraction]:
    plain = sum((Fraction(points) for points in given.values()), Fraction(0))
    factors = {criterion.name: Fraction(criterion.factor) for criterion in part.criteria}
    return plain, sum((factors[name] * Fraction(p) for name, p in given.items()), Fraction(0))


def _fault(spot: Spot, cell: Cell, sums: tuple[Fraction, Fraction]) -> Iterator[Problem]:
    if cell.kind not in (CellKind.TEXT, CellKind.NUMBER) or not cell.text.strip():
        return
    try:
        stated = Fraction(read_number(cell))
    except ValueError:
        stated = None
    if stated not in sums:
        number = Decimal(sums[1].numerator) / sums[1].denominator
        yield spot.fault("total.does-not-add-up", cell, expected=shown(number), column="points")
