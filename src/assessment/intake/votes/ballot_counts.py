"""发出/收回/有效/无效 of paper votes, and whether counts and votes can be true together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from assessment.core.details import detail
from assessment.core.problems import Problem
from assessment.core.rule_sections import Voted
from assessment.intake.cells import Cell
from assessment.intake.layouts.context import Found, Names, Row, Rows
from assessment.intake.words.counting import ABSTAINED, COUNTS, Stated, find_counts
from assessment.intake.words.values import Spot, read_votes

# Whoever votes has one of these ballots: the nearest count that is stated.
_VOTERS = ("n_valid", "n_returned", "n_issued")
Values = Mapping[str, int | None]


def read_counts(
    found: Found, part: Voted, names: Names, votes: Sequence[Row], *, channel: str
) -> Rows:
    """Return the rows of `vote_counts` that a tally states around its votes, one a channel.

    What names no channel is of the given one. A count that is stated twice and differently, or of
    several channels together, is missing.

    Problems
    --------
    votes.not-a-count, votes.count-unclear, votes.more-than-returned, votes.more-than-voters,
    total.does-not-add-up
    """
    stated: dict[str, list[Stated]] = defaultdict(list)
    problems: list[Problem] = []
    for one in _stated(found, part, names, channel):
        if len(one.channels) > 1:
            problems.append(_unclear(found, one, "、".join(one.channels)))
        else:
            stated[(*one.channels, channel)[0]].append(one)
    rows: list[Row] = []
    for name, counts in stated.items():
        mine = [row for row in votes if row["channel"] == name]
        key = {"year": names.rules.year, "component": part.name, "channel": name}
        values, faults = _of_channel(found, counts, mine)
        rows.append(key | values)
        problems += faults
    return Rows(tuple(rows), tuple(problems))


def _stated(found: Found, part: Voted, names: Names, channel: str) -> Iterator[Stated]:
    block = found.block
    listed = [one.name for one in part.channels]
    heads = {head.column: name.partition(":")[2] for name, head in block.headers.items()
             if name.startswith("channel:")}  # fmt: skip
    if not heads and "votes" in block.headers:
        heads = {block.headers["votes"].column: channel}
    yield from find_counts(
        block.sheet,
        (*block.around, *block.counting),
        names.words,
        channels=listed if len(listed) > 1 else (),
        heads=heads,
    )


def _of_channel(
    found: Found, counts: Sequence[Stated], votes: Sequence[Row]
) -> tuple[dict[str, int | None], list[Problem]]:
    """Return the counts of one channel, and what is wrong with them."""
    spot = found.spot("vote_counts")
    cells: dict[str, Cell] = {}
    values: dict[str, int | None] = dict.fromkeys(COUNTS)
    problems: list[Problem] = []
    for name in (*COUNTS, ABSTAINED):
        mine = [one for one in counts if one.name == name]
        if not mine:
            continue
        cells[name] = mine[0].cell
        read = read_votes(mine[0].cell, spot)
        values[name], other = read.value, _otherwise(mine, spot)
        problems += read.problems
        if other is not None:
            values[name] = None
            problems.append(_unclear(found, other, mine[0].cell.text.strip()))
    problems += _out_of_order(spot, cells, values)
    problems += _wrong_sum(spot, cells, values)
    problems += _more_than_voters(spot, cells, values, votes)
    return {name: values[name] for name in COUNTS}, problems


def _otherwise(mine: Sequence[Stated], spot: Spot) -> Stated | None:
    """Return the first that states another number than the first one."""
    first = read_votes(mine[0].cell, spot).value
    others = (one for one in mine[1:] if read_votes(one.cell, spot).value != first)
    return next(others, None)


def _unclear(found: Found, stated: Stated, expected: str) -> Problem:
    return found.spot("vote_counts").fault("votes.count-unclear", stated.cell, expected=expected,
                                           column=stated.name)  # fmt: skip


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
    """Yield the problem of 收回 that is not 有效 and 无效, nor these and 弃权, together."""
    returned, valid, invalid = (values[name] for name in ("n_returned", "n_valid", "n_invalid"))
    if returned is None or valid is None or invalid is None:
        return
    if returned not in (valid + invalid, valid + invalid + (values.get(ABSTAINED) or 0)):
        total = str(valid + invalid)
        yield spot.fault("total.does-not-add-up", cells["n_returned"], expected=total)


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
