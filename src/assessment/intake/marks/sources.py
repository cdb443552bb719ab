"""One judge's marks of a project stated on two papers: compared, and counted once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from assessment.core.problems import Problem
from assessment.core.rule_sections import Judged
from assessment.core.rules import Rules
from assessment.intake.cells import Cell, shown
from assessment.intake.layouts.context import Row, Rows
from assessment.intake.words.values import Spot

TOTAL = "total"
_BLANK = "空"
Key = tuple[str, str, str]


def one_of_each(rows: Sequence[Row], again: Sequence[Row], rules: Rules) -> Rows:
    """Return the marks that count, each stated once, and where papers differ.

    A judge's own sheet counts rather than the sum on a summary; a sheet on which nothing is filled
    states nothing. Sums that were entered a second time are only compared, unless nothing else
    states them.

    Parameters
    ----------
    rows : sequence of Row
        Marks of criteria and sums, each once.
    again : sequence of Row
        Sums that were entered a second time.

    Problems
    --------
    marks.total-differs
    """
    totals = {_key(row): row for row in rows if row["criterion"] == TOTAL}
    problems = [*_differing_entries(totals, again)]
    for row in again:
        totals.setdefault(_key(row), row)
    sheets = _sheets(rows)
    kept: list[Row] = []
    for key, mine in sheets.items():
        total = totals.get(key)
        if total is None or _is_filled(mine):
            kept += mine
            totals.pop(key, None)
            problems += _differing_sum(total, mine, rules) if total else ()
    left = {id(row) for row in (*kept, *totals.values())}
    in_order = (row for row in (*rows, *again) if id(row) in left)
    return Rows(tuple(in_order), tuple(problems))


def _key(row: Row) -> Key:
    return row["component"], row["project_id"], row["judge_id"]


def _sheets(rows: Sequence[Row]) -> dict[Key, list[Row]]:
    found: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        if row["criterion"] != TOTAL:
            found[_key(row)].append(row)
    return found


def _is_filled(rows: Sequence[Row]) -> bool:
    return any(row["status"] != "blank" for row in rows)


def _differing_entries(totals: Mapping[Key, Row], again: Sequence[Row]) -> Iterator[Problem]:
    for row in again:
        first = totals.get(_key(row))
        is_told = first is not None and _is_filled([row])
        if first is not None and is_told and _said(first) != _said(row):
            yield _fault(row, first["_spot"], first["_cell"], _text(first))


def _differing_sum(total: Row, mine: Sequence[Row], rules: Rules) -> Iterator[Problem]:
    """Yield the problem of a sum that is not what the judge's own sheet comes to."""
    part = rules.component(total["component"])
    assert isinstance(part, Judged)
    own = _sum(mine, part)
    if own is None or total["status"] in ("blank", "unreadable") or _said(total) == own:
        return
    number = shown(Decimal(own.numerator) / own.denominator) if isinstance(own, Fraction) else ""
    cell = mine[0].get("_total") or mine[0]["_cell"]
    yield _fault(total, mine[0]["_spot"], cell, number or _text(mine[0]))


def _sum(mine: Sequence[Row], part: Judged) -> Fraction | str | None:
    """Return Σ factor·points, the status that all criteria have, or None where neither is known."""
    given = {row["criterion"]: row["_points"] for row in mine if row["status"] == "given"}
    if given.keys() == {one.name for one in part.criteria}:
        parts = (Fraction(one.factor) * Fraction(given[one.name]) for one in part.criteria)
        return sum(parts, Fraction(0))
    states = {row["status"] for row in mine}
    return states.pop() if len(states) == 1 and not states & {"given", "unreadable"} else None


def _said(row: Row) -> Fraction | str:
    if row["_points"] is not None:
        return Fraction(row["_points"])
    return _text(row) if row["status"] == "unreadable" else str(row["status"])


def _text(row: Row) -> str:
    return str(row["_cell"].text).strip() or _BLANK


def _fault(row: Row, spot: Spot, cell: Cell, value: str) -> Problem:
    mine: Spot = row["_spot"]
    place = f"{spot.document.ref(spot.sheet, cell)}（{value}）"
    return mine.fault("marks.total-differs", row["_cell"], expected=place, column="points")
