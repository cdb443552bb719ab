"""Ballots that survey sites exported, counted into tables `votes` and `vote_counts`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from assessment.core.details import detail
from assessment.core.problems import Problem
from assessment.core.rule_sections import Voted
from assessment.core.text import plain
from assessment.intake.cells import Cell
from assessment.intake.grids.ballot_rows import REMARK, Standing, standing
from assessment.intake.layouts.components import find_channel
from assessment.intake.layouts.context import Found, Names, Row, Rows
from assessment.intake.votes.options import with_options
from assessment.intake.words.names import find_with_college
from assessment.intake.words.poll_questions import (
    are_several,
    asks_for_support,
    beside_votes,
    is_asked_otherwise,
    question_number,
)
from assessment.intake.words.values import read_text

JOINT = "┋"
_NUMBERED = re.compile(r"^[0-9]+(?:号|[.、．])\s*")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a ballot names: the text, its cell, the header of the question."""

    text: str
    cell: Cell
    head: Cell


Ballot = tuple[Choice, ...]


def read_poll(found: Found, part: Voted, names: Names) -> tuple[Rows, Rows]:
    """Return the votes for each project, and how many ballots name one.

    Every row is a ballot of each channel that a question names; a project named twice on it has
    one vote of it. A question that asks for something else than support is none, and where several
    of a channel name the same projects nobody can tell which is. A ballot that is said to be void
    is returned and invalid. A project that nobody named is left out: whether it stood to be chosen
    cannot be told. `n_issued` is missing.

    Problems
    --------
    votes.question-unknown, votes.question-other, votes.question-several, votes.ballot-void,
    line.remark-void, votes.options-as-numbers, votes.channel-unknown, votes.channel-contradicted,
    project.unknown (once for each text, at the first ballot that has it), column.unmapped
    """
    found = with_options(found, names)
    asked, others = _questions(found, names)
    numbered = {head: text for head in asked if (text := _numbers(found, names, head))}
    heads = [head for head in asked if head not in numbered]
    spot = found.spot("votes")
    problems = [spot.fault("votes.options-as-numbers", head, expected=text)
                for head, text in numbered.items()]  # fmt: skip
    if not heads:
        problems += [spot.fault("votes.question-other", head) for head in others]
        none = [] if numbered else [spot.fault("votes.question-unknown", None)]
        return Rows((), (*problems, *none)), Rows()
    channels = {head: _channel(found, part, head) for head in heads}
    others += _beside(channels, names)
    several = _several(found, names, {h: c for h, c in channels.items() if h not in others})
    problems += [spot.fault("votes.question-other", head) for head in others]
    problems += [*_other_questions(found, [*heads, *others]), *_untold(found, part, channels)]
    problems += _contradicted(found, part, heads)
    problems += [spot.fault("votes.question-several", same[0], expected=_listed(same))
                 for same in several]  # fmt: skip
    refused = {*others, *(head for same in several for head in same)}
    void, told = _void(found, names)
    problems += told
    votes, counts = [], []
    for channel in dict.fromkeys(c for h, c in channels.items() if c and h not in refused):
        mine = [h for h in heads if channels[h] == channel and h not in refused]
        ballots = _ballots(found, names, mine, void)
        meant = _meant(ballots, names)
        key = {"year": names.rules.year, "component": part.name, "channel": channel}
        votes += [key | row for row in _votes(found, ballots, meant)]
        counts.append(key | _counts(ballots, meant))
        problems += _unknown(found, names, ballots, meant)
    return Rows(tuple(votes), tuple(problems)), Rows(tuple(counts))


def _listed(heads: Sequence[Cell]) -> str:
    return "、".join(f"{head.address}「{' '.join(head.text.split())}」" for head in heads)


def _beside(channels: Mapping[Cell, str | None], names: Names) -> list[Cell]:
    """Return the questions that do not say they are votes, beside some of a channel that do."""
    of_channel = [[h for h, c in channels.items() if c == one] for one in set(channels.values())]
    found = {head for heads in of_channel for head in beside_votes(heads, names.words.surveys)}
    return [head for head in channels if head in found]


def _several(found: Found, names: Names, channels: Mapping[Cell, str | None]) -> list[list[Cell]]:
    """Return the questions of each channel of which nobody can tell which is the vote."""
    named = {head: _named(found, names, head) for head in channels}
    of_channel = [[h for h, c in channels.items() if c == one]
                  for one in dict.fromkeys(channels.values()) if one]  # fmt: skip
    return [heads for heads in of_channel if are_several(heads, named)]


def _named(found: Found, names: Names, head: Cell) -> set[str]:
    choices = _distinct(found, names, f"question:{head.column}")
    return {project for one in choices if (project := _project(one, names))}


def _void(found: Found, names: Names) -> tuple[set[int], list[Problem]]:
    """Return the rows of ballots that say they do not count, and what is to be said of them."""
    said: dict[tuple[str, Standing], list[Cell]] = defaultdict(list)
    row = max(head.row for head in found.block.headers.values())
    for record in found.block.records:
        for name, cell in record.cells.items():
            if name.startswith(REMARK):
                head = found.block.sheet.own(row, cell.column)
                if head is not None:
                    said[name, standing(cell, head, names.words)].append(cell)
    void = [cells for (_, what), cells in said.items() if what is Standing.VOID]
    spot = found.spot("votes")
    told = [spot.fault("votes.ballot-void", cells[0], expected=str(len(cells))) for cells in void]
    doubted = (cells for (_, what), cells in said.items() if what is Standing.DOUBTED)
    each = {cell.text.strip(): cell for cells in doubted for cell in reversed(cells)}
    told += [spot.fault("line.remark-void", cell) for cell in each.values()]
    return {cell.row for cells in void for cell in cells}, told


def _choices(cell: Cell | None, names: Names) -> list[str]:
    """Return what one answer names; none when the question was passed over."""
    if cell is None or plain(cell.text) in names.words.surveys.nothing:
        return []
    return [choice.strip() for choice in cell.text.split(JOINT) if choice.strip()]


def _project(choice: str, names: Names) -> str | None:
    """Return the project of a choice, also of `3号 名称（单位）`."""
    bare = _NUMBERED.sub("", choice)
    return names.projects.find(choice) or find_with_college(names.projects, names.colleges, bare)


def _questions(found: Found, names: Names) -> tuple[list[Cell], list[Cell]]:
    """Return the questions whose answers name projects, else the one that asks for a vote.

    The columns of one question go together. Behind them those whose answers name projects too, but
    that ask for something else.
    """
    headers, surveys = found.block.headers, names.words.surveys
    naming = [
        head
        for question, head in headers.items()
        if any(_project(choice, names) for choice in _distinct(found, names, question))
    ]
    others = [head for head in naming if is_asked_otherwise(head, surveys)]
    asking = [head for head in headers.values() if asks_for_support(head, surveys)]
    numbers = {question_number(head) for head in naming if head not in others} - {""}
    asked = [
        head
        for head in headers.values()
        if head not in others and (head in naming or question_number(head) in numbers)
    ]
    return asked or (asking if len(asking) == 1 else []), others


def _distinct(found: Found, names: Names, question: str) -> set[str]:
    cells = (record.cells.get(question) for record in found.block.records)
    return {choice for cell in cells for choice in _choices(cell, names)}


def _numbers(found: Found, names: Names, head: Cell) -> str:
    """Return the numbers that stand in place of options, where nothing else does."""
    texts = sorted(_distinct(found, names, f"question:{head.column}"))
    are_numbers = all(t.isascii() and t.isdecimal() and not _project(t, names) for t in texts)
    return "、".join(texts[:3]) if are_numbers else ""


def _other_questions(found: Found, heads: Sequence[Cell]) -> tuple[Problem, ...]:
    spot = found.spot("")
    return tuple(
        spot.fault("column.unmapped", head, actual=read_text(head) or "", expected=detail("none"))
        for head in found.block.headers.values()
        if head not in heads
    )


def _channel(found: Found, part: Voted, head: Cell) -> str | None:
    """Return the one channel that question, sheet or file names, else the only one there is."""
    return find_channel([head.text, *_names_around(found)], part)


def _names_around(found: Found) -> list[str]:
    return [found.block.sheet.name, *reversed(PurePosixPath(found.document.file).parts)]


def _untold(found: Found, part: Voted, channels: Mapping[Cell, str | None]) -> Iterator[Problem]:
    """Yield the problem of each question of which nothing says the channel."""
    listed = "、".join(one.name for one in part.channels)
    for head, channel in channels.items():
        if channel is None:
            yield found.spot("votes").fault(
                "votes.channel-unknown", head, actual=detail("untold"), expected=listed
            )


def _contradicted(found: Found, part: Voted, heads: Sequence[Cell]) -> Iterator[Problem]:
    """Yield the problem where sheet or file name a channel and all questions another."""
    if len(part.channels) == 1:
        return
    asked = [find_channel([head.text], part) for head in heads]
    around = find_channel(_names_around(found), part)
    if around is not None and None not in asked and around not in asked:
        yield found.spot("votes").fault("votes.channel-contradicted", heads[0], expected=around)


def _ballots(
    found: Found, names: Names, heads: Sequence[Cell], void: Collection[int]
) -> list[Ballot]:
    """Return what each ballot names; a void one names nothing."""
    return [
        tuple(
            Choice(text, cell, head)
            for head in heads
            if (cell := record.cells.get(f"question:{head.column}")) is not None
            for text in _choices(cell, names)
            if record.anchor.row not in void
        )
        for record in found.block.records
    ]


def _meant(ballots: Sequence[Ballot], names: Names) -> dict[str, str | None]:
    """Return the project that each text means."""
    texts = {choice.text for ballot in ballots for choice in ballot}
    return {text: _project(text, names) for text in texts}


def _votes(
    found: Found, ballots: Sequence[Ballot], meant: Mapping[str, str | None]
) -> Iterator[Row]:
    votes: Counter[str] = Counter()
    heads: dict[str, Cell] = {}
    for ballot in ballots:
        named = {project: c.head for c in reversed(ballot) if (project := meant[c.text])}
        votes.update(named.keys())
        heads = named | heads
    spot = found.spot("votes")
    for project_id, n_votes in sorted(votes.items()):
        head = heads[project_id]
        row: Row = {"project_id": project_id, "n_votes": n_votes, "src": spot.src(head)}
        yield row | {"_spot": spot, "_cell": head}


def _unknown(
    found: Found, names: Names, ballots: Sequence[Ballot], meant: Mapping[str, str | None]
) -> Iterator[Problem]:
    strange: dict[str, list[Cell]] = defaultdict(list)
    for ballot in ballots:
        for choice in ballot:
            if meant[choice.text] is None:
                strange[choice.text].append(choice.cell)
    for text, cells in strange.items():
        near = names.projects.nearest(text) or detail("none")
        yield found.spot("votes").fault(
            "project.unknown",
            cells[0],
            actual=text,
            expected=detail("ballots", name=near, n=len(cells)),
            column="project_id",
        )


def _counts(ballots: Sequence[Ballot], meant: Mapping[str, str | None]) -> Row:
    n_valid = sum(any(meant[choice.text] for choice in ballot) for ballot in ballots)
    return {
        "n_issued": None,
        "n_returned": len(ballots),
        "n_valid": n_valid,
        "n_invalid": len(ballots) - n_valid,
    }
