"""What 现场统分表 works out of its marks (means, points, ranks), checked against the marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from assessment.core.details import detail
from assessment.core.problems import Problem
from assessment.core.rule_sections import Judged
from assessment.intake.cells import Cell, CellKind, shown
from assessment.intake.layouts import Record
from assessment.intake.layouts.context import Found, Names
from assessment.intake.layouts.tallies import STATED
from assessment.intake.words.mark_values import Mark, read_mark
from assessment.intake.words.values import read_number

_NOT_YET = "暂"
_PLACES = 9
_NEAR = Fraction(1, 10**8)
_ROUNDED = ("mean", "points")
Results = Mapping[str, Fraction | None]


def wrong_results(found: Found, part: Judged, names: Names) -> Iterator[Problem]:
    """Yield a problem for each number on the sheet that does not follow from its marks.

    A mean may be rounded, not to fewer decimals than the rules have. Nothing is said of a project
    with a mark that cannot be read, and then of no rank either.

    Problems
    --------
    tally.result-differs
    """
    records = found.block.records
    results = [_results(_marks(found, record, part, names), record, part) for record in records]
    ranks = _ranks(results, names.rules.ranking.style)
    spot, decimals = found.spot("marks"), names.rules.ranking.decimals
    for number, record in enumerate(records):
        expected = {**(results[number] or {}), **ranks.get(number, {})}
        for name, value in expected.items():
            cell = record.cells.get(f"{STATED}{name}")
            places = decimals if name in _ROUNDED else None
            if cell is not None and not _agrees(cell, value, places):
                told = _told(value, name)
                yield spot.fault("tally.result-differs", cell, expected=told, column="points")


def _marks(found: Found, record: Record, part: Judged, names: Names) -> list[Mark]:
    spot = found.spot("marks")
    cells = (cell for name, cell in record.cells.items() if name.startswith("judge:"))
    return [read_mark(cell, spot, names.words, part.full)[0] for cell in cells]


def _results(marks: Sequence[Mark], record: Record, part: Judged) -> Results | None:
    """Return what follows from a project's marks by column; None while one cannot be read."""
    deducted = _deducted(record)
    if deducted is None or any(mark.status == "unreadable" for mark in marks):
        return None
    given = sorted(Fraction(mark.points) for mark in marks if mark.points is not None)
    n_entered = sum(mark.status != "blank" for mark in marks)
    low, high = _dropped(len(given), part)
    mean = _combined(given[low : len(given) - high], part)
    points = None if mean is None else max(mean - deducted, Fraction(0)) * 100 / part.full
    return {
        "entered": Fraction(n_entered),
        "counted": Fraction(len(given)),
        **{f"low:{n}": given[n - 1] if low else None for n in range(1, part.drop_low + 1)},
        **{f"high:{n}": given[-n] if high else None for n in range(1, part.drop_high + 1)},
        "mean": mean,
        "points": points,
        "_ranked": points if n_entered == len(marks) else None,
    }


def _deducted(record: Record) -> Fraction | None:
    """Return what is deducted from a project, None when one of the deductions is no number."""
    cells = [cell for name, cell in record.cells.items() if name.startswith("penalty:")]
    try:
        return sum((Fraction(read_number(c)) for c in cells if c.text.strip()), Fraction(0))
    except ValueError:
        return None


def _dropped(n: int, part: Judged) -> tuple[int, int]:
    is_trimmed = part.combine == "trimmed_mean" and n >= part.trim_from
    return (part.drop_low, part.drop_high) if is_trimmed else (0, 0)


def _combined(values: Sequence[Fraction], part: Judged) -> Fraction | None:
    """Return mean or median of ascending values."""
    if not values:
        return None
    n = len(values)
    counted = values[(n - 1) // 2 : n // 2 + 1] if part.combine == "median" else values
    return sum(counted, Fraction(0)) / len(counted)


def _ranks(results: Sequence[Results | None], style: str) -> dict[int, Results]:
    """Return the rank of each project by its number; none is known while one cannot be read."""
    if any(one is None for one in results):
        return {}
    points = [one["_ranked"] if one else None for one in results]
    near = [None if one is None else round(one, _PLACES) for one in points]
    known = [one for one in near if one is not None]
    rivals = known if style == "competition" else sorted(set(known))
    return {
        number: {"rank": None if own is None else Fraction(1 + sum(one > own for one in rivals))}
        for number, own in enumerate(near)
    }


def _agrees(cell: Cell, expected: Fraction | None, decimals: int | None) -> bool:
    if cell.kind not in (CellKind.TEXT, CellKind.NUMBER, CellKind.ERROR) or not cell.text.strip():
        return True  # not worked out yet
    try:
        number = read_number(cell)
    except ValueError:
        return expected is None and cell.text.strip() == _NOT_YET
    places = max(0, -int(number.normalize().as_tuple().exponent))
    near = _NEAR if decimals is None else Fraction(1, 2 * 10 ** max(decimals, places))
    return expected is not None and abs(Fraction(number) - expected) <= max(near, _NEAR)


def _told(value: Fraction | None, name: str) -> str:
    if value is None:
        return _NOT_YET if name == "rank" else detail("none")
    number = shown(round(Decimal(value.numerator) / value.denominator, _PLACES))
    return detail("of_hundred", n=number) if name == "points" else number
