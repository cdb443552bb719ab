"""发出/收回/有效/无效 of paper votes, and whether counts and votes can be true together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assessment.core.details import detail
from assessment.core.problems import Problem
from assessment.core.rule_sections import Voted
from assessment.intake.cells import Cell
from assessment.intake.context import Found, Names, Row, Rows
from assessment.intake.layouts import find_counts
from assessment.intake.values import Spot, read_votes

COUNTS = ("n_issued", "n_returned", "n_valid", "n_invalid")
# Whoever votes has one of these ballots: the nearest count that is stated.
_VOTERS = ("n_valid", "n_returned", "n_issued")
Values = Mapping[str, int | None]


def read_counts(
    found: Found, part: Voted, names: Names, votes: Sequence[Row], *, channel: str
) -> Rows:
    """Return the row of `vote_counts` that a tally states around its votes of a channel.

    Problems
    --------
    votes.not-a-count, votes.more-than-returned, votes.more-than-voters, total.does-not-add-up
    """
    labels = found.block.labels.items()
    cells = {name: cell for name, cell in labels if name in COUNTS}
    cells |= find_counts(found.block.sheet, found.block.around, names.words)
    if not cells:
        return Rows()
    spot = found.spot("vote_counts")
    read = {name: read_votes(cells.get(name), spot) for name in COUNTS}
    values = {name: value.value for name, value in read.items()}
    key = {"year": names.rules.year, "component": part.name, "channel": channel}
    mine = [row for row in votes if row["channel"] == channel]
    problems = (
        *(fault for value in read.values() for fault in value.problems),
        *_out_of_order(spot, cells, values),
        *_wrong_sum(spot, cells, values),
        *_more_than_voters(spot, cells, values, mine),
    )
    return Rows((key | values,), problems)


def _out_of_order(spot: Spot, cells: Mapping[str, Cell], values: Values) -> Iterator[Problem]:
    for less, more in (("n_returned", "n_issued"), ("n_valid", "n_returned")):
        low, high = values[less], values[more]
        if low is not None and high is not None and low > high:
            yield spot.fault(
                "votes.more-than-returned",
                cells[less],
                actual=_said(less, low),
                expected=detail(
                    "count_at", name=_said(more, high), place=_place(spot, cells[more])
                ),
            )


def _wrong_sum(spot: Spot, cells: Mapping[str, Cell], values: Values) -> Iterator[Problem]:
    """Yield the problem of 收回 that is not 有效 and 无效 together."""
    returned, valid, invalid = (values[name] for name in ("n_returned", "n_valid", "n_invalid"))
    if returned is None or valid is None or invalid is None or returned == valid + invalid:
        return
    yield spot.fault("total.does-not-add-up", cells["n_returned"], expected=str(valid + invalid))


def _more_than_voters(
    spot: Spot, cells: Mapping[str, Cell], values: Values, votes: Sequence[Row]
) -> Iterator[Problem]:
    """Yield a problem for each project with more votes than there were ballots."""
    name = next((name for name in _VOTERS if values[name] is not None), None)
    most = values[name] if name else None
    if name is None or most is None:
        return
    voters = detail("count_at", name=_said(name, most), place=_place(spot, cells[name]))
    for row in votes:
        if row["n_votes"] is not None and row["n_votes"] > most:
            mine: Spot = row["_spot"]
            yield mine.fault("votes.more-than-voters", row["_cell"], expected=voters)


def _said(name: str, n: int) -> str:
    return detail(name.removeprefix("n_"), n=n)


def _place(spot: Spot, cell: Cell) -> str:
    return str(spot.document.ref(spot.sheet, cell))
