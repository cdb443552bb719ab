"""Vote tallies to tables `votes` and `vote_counts`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assessment.core.problems import Problem
from assessment.core.rule_sections import Voted
from assessment.intake.cells import Cell
from assessment.intake.context import Found, Names, Row, Rows, find_project, gather
from assessment.intake.layouts import Record, find_component, find_counts
from assessment.intake.values import Spot, read_votes

_COUNT_LABELS = {
    "n_issued": "发出",
    "n_returned": "收回",
    "n_valid": "有效",
    "n_invalid": "无效",
}


def read_tallies(found: Sequence[Found], names: Names) -> tuple[Rows, Rows]:
    """Return the rows of `votes` and `vote_counts` that the blocks state.

    Problems
    --------
    sheet.component-unknown, project.unknown, college.unknown, votes.not-a-count,
    votes.more-than-returned, total.does-not-add-up, column.unmapped
    """
    tallies = [_read_tally(item, names) for item in found]
    return gather(votes for votes, _ in tallies), gather(counts for _, counts in tallies)


def _read_tally(found: Found, names: Names) -> tuple[Rows, Rows]:
    component = find_component(found.block, found.document, names.words, names.rules)
    if component is None:
        fault = found.spot("votes").fault("sheet.component-unknown", None)
        return Rows((), (fault,)), Rows()
    part = names.rules.component(component)
    assert isinstance(part, Voted)
    rows = gather(_record_votes(found, part, names, record) for record in found.block.records)
    wrong = Rows((), tuple(_wrong_totals(found, part, rows.rows)))
    return gather((rows, wrong)), _read_counts(found, part, names)


def _record_votes(found: Found, part: Voted, names: Names, record: Record) -> Rows:
    cells = record.cells
    project_id, faults = find_project(found, cells, names, "votes", anchor=record.anchor)
    if project_id is None:
        return Rows((), faults)
    spot = found.spot("votes")
    return gather(
        _channel_votes(spot, cell, (names.rules.year, part.name, channel, project_id))
        for channel, cell in _channel_cells(part, cells)
    )


def _channel_votes(spot: Spot, cell: Cell, key: tuple[int, str, str, str]) -> Rows:
    votes = read_votes(cell, spot)
    row: Row = dict(zip(("year", "component", "channel", "project_id"), key, strict=True))
    return Rows((row | {"n_votes": votes.value, "src": spot.src(cell)},), votes.problems)


def _channel_cells(part: Voted, cells: Mapping[str, Cell]) -> Iterator[tuple[str, Cell]]:
    for channel in part.channels:
        name = f"channel:{channel.name}"
        if name in cells:
            yield channel.name, cells[name]
        elif len(part.channels) == 1 and "votes" in cells:
            yield channel.name, cells["votes"]


def _wrong_totals(found: Found, part: Voted, rows: Sequence[Row]) -> Iterator[Problem]:
    """Yield a problem for each total of the sheet that its rows do not sum to."""
    spot = found.spot("votes")
    for record in found.block.totals:
        for channel, cell in _channel_cells(part, record.cells):
            counted = [row["n_votes"] for row in rows if row["channel"] == channel]
            stated = read_votes(cell, spot).value
            if stated is not None and None not in counted and stated != sum(counted):
                yield spot.fault("total.does-not-add-up", cell, expected=str(sum(counted)))


def _read_counts(found: Found, part: Voted, names: Names) -> Rows:
    cells = find_counts(found.block.sheet, found.block.around, names.words)
    if not cells:
        return Rows()
    spot = found.spot("vote_counts")
    read = {name: read_votes(cells.get(name), spot) for name in _COUNT_LABELS}
    values = {name: value.value for name, value in read.items()}
    row: Row = {
        "year": names.rules.year,
        "component": part.name,
        "channel": part.channels[0].name,
        **values,
    }
    problems = [fault for value in read.values() for fault in value.problems]
    for less, more in (("n_returned", "n_issued"), ("n_valid", "n_returned")):
        low, high = values[less], values[more]
        if low is not None and high is not None and low > high:
            problems.append(
                spot.fault(
                    "votes.more-than-returned",
                    cells[less],
                    actual=f"{_COUNT_LABELS[less]} {low} 张",
                    expected=f"{_COUNT_LABELS[more]} {high} 张",
                )
            )
    return Rows((row,), tuple(problems))
