"""Ballots of one channel that stand in several sheets or files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from assessment.core.problems import Problem
from assessment.intake.layouts.context import Found, Row, Rows

_Paper = tuple[Found, Rows, Rows]
_COUNTED = ("n_issued", "n_returned", "n_valid", "n_invalid")


def without_batches(papers: Sequence[_Paper]) -> tuple[list[tuple[Rows, Rows]], list[Problem]]:
    """Return votes and counts of each paper; of ballots that stand in several places they miss.

    Whether these are parts, or one export made twice, nobody can tell, unless all they say is the
    same.

    Problems
    --------
    votes.ballots-apart
    """
    of_channel: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, (found, _, counts) in enumerate(papers):
        for row in counts.rows if found.block.kind == "vote_ballots" else ():
            of_channel[row["component"], row["channel"]].append(number)
    apart = {key: mine for key, mine in of_channel.items() if not _are_one(papers, key, mine)}
    told = [_fault(papers, key, number) for key, mine in apart.items() for number in mine[1:]]
    lost = {(number, key) for key, mine in apart.items() for number in mine}
    return [
        (_without(votes, number, lost), _without(counts, number, lost))
        for number, (_, votes, counts) in enumerate(papers)
    ], told


def _of(rows: Rows, key: tuple[str, str]) -> list[Row]:
    return [row for row in rows.rows if (row["component"], row["channel"]) == key]


def _are_one(papers: Sequence[_Paper], key: tuple[str, str], mine: Sequence[int]) -> bool:
    said = []
    for number in mine:
        _, votes, counts = papers[number]
        named = {row["project_id"]: row["n_votes"] for row in _of(votes, key)}
        said.append((named, [[row[name] for name in _COUNTED] for row in _of(counts, key)]))
    return all(one == said[0] for one in said)


def _fault(papers: Sequence[_Paper], key: tuple[str, str], number: int) -> Problem:
    found, votes, _ = papers[number]
    first = next(n for n, (one, _, counts) in enumerate(papers)
                 if one.block.kind == "vote_ballots" and _of(counts, key))  # fmt: skip
    other = papers[first][0]
    place = str(other.document.ref(other.block.sheet, None))
    rows = _of(votes, key)
    cell = rows[0]["_cell"] if rows else None
    return found.spot("votes").fault("votes.ballots-apart", cell, actual=key[1], expected=place)


def _without(rows: Rows, number: int, lost: set[tuple[int, tuple[str, str]]]) -> Rows:
    kept = []
    for row in rows.rows:
        key = (row["component"], row["channel"])
        is_lost = (number, key) in lost
        blank = {name: None for name in (*_COUNTED, "n_votes") if name in row}
        kept.append(row | blank | {"_is_apart": True} if is_lost else row)
    return Rows(tuple(kept), rows.problems)
