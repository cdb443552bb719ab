"""Vote tallies to tables `votes` and `vote_counts`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from assessment.core.details import detail
from assessment.core.problems import Problem
from assessment.core.rule_sections import Voted
from assessment.intake.cells import Cell
from assessment.intake.layouts import Record, lead, spans
from assessment.intake.layouts.components import find_channel, find_component
from assessment.intake.layouts.context import Found, Names, Row, Rows, find_project, gather
from assessment.intake.layouts.other_parts import own_lines
from assessment.intake.votes.ballot_counts import read_counts
from assessment.intake.votes.points import without_points
from assessment.intake.votes.poll_batches import without_batches
from assessment.intake.votes.polls import read_poll
from assessment.intake.votes.repeats import KEY, public, without_repeats
from assessment.intake.words.counting import COUNTS
from assessment.intake.words.header_words import word_key
from assessment.intake.words.values import Spot, is_stroke, read_votes
from assessment.intake.words.vocabulary import Vocabulary


def read_tallies(found: Sequence[Found], names: Names) -> tuple[Rows, Rows]:
    """Return the rows of `votes` and `vote_counts` that tallies and exported ballots state.

    What is stated twice counts once when both agree. Counts of tallies of different projects, as
    of two sittings, are added up; those of papers that share a project are not.

    Problems
    --------
    sheet.component-unknown, project.name-missing, project.unknown, college.unknown,
    column.numbers-unread, votes.not-a-count, votes.count-unclear, votes.more-than-returned,
    votes.more-than-voters, votes.channel-unknown, votes.channel-elsewhere,
    votes.channel-contradicted, votes.look-like-points,
    line.other-part, votes.ballots-apart, votes.duplicate, votes.repeated and those of `read_poll`,
    total.does-not-add-up, column.unmapped,
    cell.error-value, cell.formula-not-cached, cell.merged
    """
    papers = [(item, *_read_paper(item, names)) for item in found]
    read, apart = without_batches(papers)
    votes = without_repeats(gather([*(votes for votes, _ in read), Rows((), tuple(apart))]))
    return votes, _added_up(read)


def _read_paper(found: Found, names: Names) -> tuple[Rows, Rows]:
    component = find_component(found.block, found.document, names.words, names.rules)
    if component is None:
        fault = found.spot("votes").fault("sheet.component-unknown", None)
        return Rows((), (fault,)), Rows()
    part = names.rules.component(component)
    assert isinstance(part, Voted)
    if found.block.kind == "vote_ballots":
        return read_poll(found, part, names)
    return _read_tally(found, part, names)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The component of a tally, and the channel that its only column of votes counts."""

    part: Voted
    single: str | None


def _asked(found: Found, part: Voted) -> _Asked:
    if any(name.startswith("channel:") for name in found.block.headers):
        # Beside its channels a column of votes is their sum.
        return _Asked(part, part.channels[0].name if len(part.channels) == 1 else None)
    block, folders = found.block, reversed(PurePosixPath(found.document.file).parts)
    groups = (block.titles, block.common, block.above, block.outside)
    titles = ["".join(cell.text for cell in cells) for cells in groups]
    # A remark below may name another channel than its table's: it decides last, and not alone.
    remarks = "".join((*titles, *(cell.text for cell in block.notes)))
    return _Asked(part, find_channel([*titles, block.sheet.name, *folders, remarks], part))


def _read_tally(found: Found, voted: Voted, names: Names) -> tuple[Rows, Rows]:
    part = _asked(found, voted)
    channels = {name for name in found.block.headers if name.startswith("channel:")}
    if part.single is None and not channels:
        return Rows((), tuple(_unknown_channels(found, voted))), Rows()
    found, points = without_points(found, names.words)
    mine, elsewhere = own_lines(found, voted, names, part.single)
    read = [_record_votes(found, part, names, record) for record in mine.block.records]
    unused = (*_elsewhere(found, part), *_unused_column(found, part))
    wrong = Rows((), (*_wrong_totals(found, part, names), *unused, *elsewhere, *points))
    votes = gather((*read, wrong))
    channel = _counted_channel(found, part)
    return votes, read_counts(found, voted, names, votes.rows, channel=channel)


def _unknown_channels(found: Found, part: Voted) -> Iterator[Problem]:
    """Yield that no channel is stated, at the heads that nearly name one: 微信公众号, 官方微博."""
    names = [one.name for one in part.channels]
    near = [head for head in found.block.unmapped if any(name in head.text for name in names)]
    told: list[tuple[Cell | None, str]]
    told = [(head, " ".join(head.text.split())) for head in near]
    for head, actual in told or [(found.block.headers.get("votes"), detail("untold"))]:
        yield found.spot("votes").fault(
            "votes.channel-unknown", head, actual=actual, expected="、".join(names)
        )


def _counted_channel(found: Found, part: _Asked) -> str:
    """Return the channel whose ballots a tally counts: its only one, else the first."""
    if part.single:
        return part.single
    named = [one.name for one in part.part.channels if f"channel:{one.name}" in found.block.headers]
    return named[0] if len(named) == 1 else part.part.channels[0].name


def _record_votes(found: Found, part: _Asked, names: Names, record: Record) -> Rows:
    cells = record.cells
    project_id, faults = find_project(found, cells, names, "votes", anchor=record.anchor)
    if project_id is None:
        return Rows((), faults)
    spot = found.spot("votes")
    votes = [
        _channel_votes(spot, cell, (names.rules.year, part.part.name, channel, project_id))
        for channel, cell in _channel_cells(part, cells)
        if not is_stroke(cell)
    ]
    return gather((*votes, Rows((), tuple(_wrong_sum(spot, part, cells)))))


def _wrong_sum(spot: Spot, part: _Asked, cells: Mapping[str, Cell]) -> Iterator[Problem]:
    """Yield the problem of a project's own sum that its channels do not come to."""
    named = dict(_channel_cells(part, cells))
    if "votes" not in cells or len(part.part.channels) == 1 or len(named) < len(part.part.channels):
        return
    stated = read_votes(cells["votes"], spot).value
    votes = [read_votes(cell, spot).value for cell in named.values()]
    if stated is not None and None not in votes and stated != sum(filter(None, votes)):
        total = str(sum(filter(None, votes)))
        yield spot.fault("total.does-not-add-up", cells["votes"], expected=total)


def _unused_column(found: Found, part: _Asked) -> Iterator[Problem]:
    """Yield the problem of a column of votes beside channels that is not their sum: 网络票数.

    Where a channel has no column it could be compared with nothing, and was dropped.
    """
    heads, spot = found.block.headers, found.spot("votes")
    channels = [name for name in heads if name.startswith("channel:")]
    own = [one for one in part.part.channels if f"channel:{one.name}" in channels]
    if "votes" not in heads or not channels or len(own) == len(part.part.channels) > 1:
        return
    for cells in (record.cells for record in found.block.records):
        stated = read_votes(cells.get("votes"), spot).value
        votes = [read_votes(cells.get(name), spot).value or 0 for name in channels]
        if stated is not None and stated != sum(votes):
            listed = "、".join(one.name for one in part.part.channels)
            yield spot.fault("column.numbers-unread", heads["votes"], expected=listed)
            return


def _elsewhere(found: Found, part: _Asked) -> Iterator[Problem]:
    """Yield a problem for each column of a channel of another vote: 微信 in 现场投票."""
    own = {f"channel:{one.name}" for one in part.part.channels}
    for name, head in found.block.headers.items():
        if name.startswith("channel:") and name not in own:
            text = " ".join(head.text.split())
            yield found.spot("votes").fault(
                "votes.channel-elsewhere", head, actual=text, expected=part.part.label
            )


def _channel_votes(spot: Spot, cell: Cell, key: tuple[int, str, str, str]) -> Rows:
    votes = read_votes(cell, spot)
    row: Row = dict(zip(("year", *KEY), key, strict=True))
    row |= {"n_votes": votes.value, "src": spot.src(cell), "_spot": spot, "_cell": cell}
    return Rows((row,), votes.problems)


def _channel_cells(part: _Asked, cells: Mapping[str, Cell]) -> Iterator[tuple[str, Cell]]:
    for channel in part.part.channels:
        name = f"channel:{channel.name}"
        if name in cells:
            yield channel.name, cells[name]
        elif channel.name == part.single and "votes" in cells:
            yield channel.name, cells["votes"]


def _wrong_totals(found: Found, part: _Asked, names: Names) -> Iterator[Problem]:
    """Yield a problem for each total of the sheet that its lines do not sum to.

    All lines count, also of projects that are not known.
    """
    spot = found.spot("votes")
    for total, sums in spans(found.block, names.words):
        for channel, cell in _channel_cells(part, total.cells):
            stated = read_votes(cell, spot).value
            counted = [_counted(lines, part, channel, spot) for lines in sums]
            if stated is None or counted[0] is None:
                continue
            if stated not in (*counted, counted[0] + _for_nobody(found, cell, names.words)):
                yield spot.fault("total.does-not-add-up", cell, expected=str(counted[0]))


def _for_nobody(found: Found, total: Cell, words: Vocabulary) -> int:
    """Return the votes of 弃权 and 无效 between the last project and a total, in its column."""
    sheet, last = (
        found.block.sheet,
        max((one.anchor.row for one in found.block.records), default=total.row),
    )
    between = (cells for row, cells in sheet.rows.items() if last < row < total.row)
    keys = {cells[0].row: word_key(lead(cells).text) for cells in between}
    rows = [
        row
        for row, key in keys.items()
        if key in words.unused_rows or words.counts.get(key) == "n_invalid"
    ]
    votes = (read_votes(sheet.own(row, total.column), found.spot("votes")).value for row in rows)
    return sum(number or 0 for number in votes)


def _counted(lines: Sequence[Record], part: _Asked, channel: str, spot: Spot) -> int | None:
    """Return the votes of the lines together; None when one of them cannot be read."""
    cells = (dict(_channel_cells(part, line.cells)).get(channel) for line in lines)
    votes = [read_votes(cell, spot) for cell in cells]
    return None if any(one.problems for one in votes) else sum(one.value or 0 for one in votes)


def _added_up(read: Sequence[tuple[Rows, Rows]]) -> Rows:
    """Return the counts of each channel, those of papers about different projects added up."""
    papers: dict[tuple[str, str], list[tuple[set[str], Row]]] = defaultdict(list)
    for votes, counts in read:
        projects = {row["project_id"] for row in votes.rows}
        for row in counts.rows:
            papers[row["component"], row["channel"]].append((projects, row))
    rows = tuple(public(_together(mine)) for mine in papers.values())
    return Rows(rows, tuple(fault for _, counts in read for fault in counts.problems))


def _together(papers: Sequence[tuple[set[str], Row]]) -> Row:
    first = papers[0][1]
    counts = {name: [row[name] for _, row in papers] for name in COUNTS}
    listed = [project for projects, _ in papers for project in projects]
    is_apart = len(listed) == len(set(listed))
    if not is_apart and all(len(set(values)) == 1 for values in counts.values()):
        return first
    return first | {
        name: sum(values) if is_apart and None not in values else None
        for name, values in counts.items()
    }
