"""One project's votes in one channel that stand in two places: in two papers, or in one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from assessment.core.details import detail
from assessment.core.problems import Problem, problem
from assessment.intake.layouts.context import Row, Rows
from assessment.intake.words.values import Spot

KEY = ("component", "channel", "project_id")
_Pair = tuple[Row, Row]


def without_repeats(read: Rows) -> Rows:
    """Return one row a project and channel; what is stated twice and differently is missing.

    A sheet that only says again what another says, as a summary does, is told once; the same
    project twice on one sheet, and what differs, at each place.

    Problems
    --------
    votes.duplicate, votes.repeated
    """
    groups: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in read.rows:
        groups[tuple(row[name] for name in KEY)].append(row)
    rows: list[Row] = []
    pairs: list[_Pair] = []
    for first, *others in groups.values():
        is_agreed = all(row["n_votes"] == first["n_votes"] for row in others)
        rows.append(public(first if is_agreed else first | {"n_votes": None}))
        told = (row for row in others if not (row.get("_is_apart") and first.get("_is_apart")))
        pairs += [(row, first) for row in told]
    return Rows(tuple(rows), (*read.problems, *_faults(pairs)))


def _faults(pairs: Sequence[_Pair]) -> Iterator[Problem]:
    same: dict[tuple[str, str], list[_Pair]] = defaultdict(list)
    for row, first in pairs:
        here, other = _sheet(row), _sheet(first)
        if row["n_votes"] == first["n_votes"] and here != other:
            same[here].append((row, first))
        else:
            yield _twice(row, first)
    for mine in same.values():
        yield _again(mine)


def _sheet(row: Row) -> tuple[str, str]:
    spot: Spot = row["_spot"]
    return spot.document.file, spot.sheet.name


def _again(pairs: Sequence[_Pair]) -> Problem:
    """Return the notice of a sheet of which some counts stand elsewhere and agree."""
    spot: Spot = pairs[0][0]["_spot"]
    others: dict[str, None] = {}
    for _, first in pairs:
        others[str(first["_spot"].document.ref(first["_spot"].sheet))] = None
    where = spot.document.ref(spot.sheet)
    told = {"actual": str(len(pairs)), "expected": "、".join(others)}
    return problem("votes.repeated", where, table="votes", **told)


def _twice(row: Row, first: Row) -> Problem:
    spot: Spot = row["_spot"]
    other: Spot = first["_spot"]
    place = str(other.document.ref(other.sheet, first["_cell"]))
    actual = detail("blank") if row["n_votes"] is None else str(row["n_votes"])
    return spot.fault("votes.duplicate", row["_cell"], actual=actual, expected=place)


def public(row: Row) -> Row:
    """Return a row without what only the readers need."""
    return {key: value for key, value in row.items() if not key.startswith("_")}
