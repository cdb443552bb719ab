"""Votes converted to points, exactly, in the five ways that notices use."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pandas as pd

from assessment.core.problems import Problem, problem
from assessment.core.rule_sections import Voted
from assessment.score.rounds import NOWHERE, Round, Scored, entrants_only

Counts = Sequence[int | None]


def max_ratio(votes: Sequence[int]) -> list[Fraction]:
    """Return 100 · votes ÷ most votes.

    Examples
    --------
    >>> [str(points) for points in max_ratio([1200, 600, 300])]
    ['100', '50', '25']
    """
    return _scaled(votes, max(votes, default=0))


def vote_share(votes: Sequence[int]) -> list[Fraction]:
    """Return 100 · votes ÷ all votes.

    Examples
    --------
    >>> [str(points) for points in vote_share([3, 1])]
    ['75', '25']
    """
    return _scaled(votes, sum(votes))


def by_rank(votes: Sequence[int]) -> list[Fraction]:
    """Return 100 · (M − N + 1) ÷ M for place N of M; equal votes share the better place.

    Examples
    --------
    >>> [str(points) for points in by_rank([9, 7, 7, 1])]
    ['100', '75', '75', '25']
    """
    if not any(votes):
        return [Fraction(0)] * len(votes)
    n = len(votes)
    return [Fraction(100 * (n - place + 1), n) for place in _places(votes)]


def by_ladder(
    votes: Sequence[int], *, first: Fraction, step: Fraction, floor: Fraction
) -> list[Fraction]:
    """Return 100 · value ÷ first; the value falls by a step each place, never under the floor.

    Examples
    --------
    >>> F = Fraction
    >>> [str(points) for points in by_ladder([9, 7, 7, 1], first=F(20), step=F(2), floor=F(15))]
    ['100', '90', '90', '75']
    """
    if not any(votes):
        return [Fraction(0)] * len(votes)
    values = [max(first - step * (place - 1), floor) for place in _places(votes)]
    return [100 * value / first for value in values]


def by_threshold(votes: Sequence[int], *, reach: int, points: Fraction) -> list[Fraction]:
    """Return `points` for reaching so many votes, and the rest of 100 by `max_ratio`.

    Examples
    --------
    >>> [str(p) for p in by_threshold([600, 300, 150], reach=300, points=Fraction(50))]
    ['100', '75', '25/2']
    """
    linear = max_ratio(votes)
    return [
        (points if n >= reach else 0) + (100 - points) * ratio / 100
        for n, ratio in zip(votes, linear, strict=True)
    ]


def convert_votes(votes: Sequence[int], part: Voted) -> list[Fraction]:
    """Convert votes as the component's rule says; without any vote everybody has 0.

    Raises
    ------
    ValueError
        When a number of votes is negative.
    """
    if min(votes, default=0) < 0:
        raise ValueError(f"votes of {part.name} must be at least 0, got {min(votes)}")
    if part.ladder is not None:
        ladder = part.ladder
        first, step, floor = (Fraction(x) for x in (ladder.first, ladder.step, ladder.floor))
        return by_ladder(votes, first=first, step=step, floor=floor)
    if part.threshold is not None:
        wanted = part.threshold
        return by_threshold(votes, reach=wanted.votes, points=Fraction(wanted.points))
    kernels = {"max_ratio": max_ratio, "share": vote_share, "rank": by_rank}
    return kernels[part.convert](votes)


def _scaled(votes: Sequence[int], whole: int) -> list[Fraction]:
    return [Fraction(100 * n, whole) if whole else Fraction(0) for n in votes]


def _places(votes: Sequence[int]) -> list[int]:
    place: dict[int, int] = {}
    for before, n in enumerate(sorted(votes, reverse=True)):
        place.setdefault(n, before + 1)
    return [place[n] for n in votes]


def score_voted(votes: pd.DataFrame, part: Voted, stage: Round) -> Scored:
    """Score one voted component.

    Channels without weights are added, then converted; with weights each is converted apart.
    A project without a count in a channel that others have has no points; while a whole channel
    is missing nobody has.

    Parameters
    ----------
    votes : DataFrame
        Table `votes` of the year.
    part : Voted
        The component.
    stage : Round
        Its round.

    Problems
    --------
    marks.not-entrant, votes.channel-unknown, votes.all-zero
    """
    rows, strangers = entrants_only(votes, part, stage)
    known, unknown = _known_channels(rows, part, stage)
    columns = [_counts(known, channel.name, stage) for channel in part.channels]
    points, empty = _points(columns, part)
    none: list[Fraction | None] = [None] * len(points)
    return Scored(
        part,
        raw=points,
        untrimmed=points,
        points=points,
        counts={"n_votes": [_total(counts) for counts in zip(*columns, strict=True)]},
        coefficients=none,
        problems=[
            *strangers,
            *unknown,
            *(problem("votes.all-zero", NOWHERE, actual=name, table="votes") for name in empty),
        ],
    )


def _known_channels(
    rows: pd.DataFrame, part: Voted, stage: Round
) -> tuple[pd.DataFrame, list[Problem]]:
    names = [channel.name for channel in part.channels]
    known = rows["channel"].isin(names)
    if known.all():
        return rows, []
    strange = rows[~known].sort_values(["channel", "project_id"])
    found = [
        problem("votes.channel-unknown", stage.where(row.src), actual=str(row.channel),
                expected="、".join(names), table="votes", column="channel")
        for row in strange.drop_duplicates("channel").itertuples()
    ]  # fmt: skip
    return rows[known], found


def _counts(rows: pd.DataFrame, channel: str, stage: Round) -> list[int | None]:
    there = rows[(rows["channel"] == channel) & rows["n_votes"].notna()]
    if there["project_id"].duplicated().any():
        raise ValueError(f"votes: a project stands twice in channel {channel!r}")
    counts = dict(zip(there["project_id"], there["n_votes"].astype(int), strict=True))
    return [counts.get(project) for project in stage.projects]


def _total(counts: Counts) -> int | None:
    known = [int(n) for n in counts if n is not None]
    return sum(known) if known else None


def _points(columns: Sequence[Counts], part: Voted) -> tuple[list[Fraction | None], list[str]]:
    """Return the points of each project, and the names of what has no vote at all."""
    by_project = list(zip(*columns, strict=True))
    if part.channels[0].weight is None:
        sums = [_total(counts) if None not in counts else None for counts in by_project]
        return _convert(sums, part), [part.label] if _all_zero(sums) else []
    shares = [Fraction(channel.weight or 0) / 100 for channel in part.channels]
    converted = zip(*(_convert(counts, part) for counts in columns), strict=True)
    named = zip(part.channels, columns, strict=True)
    empty = [f"{part.label}（{channel.name}）" for channel, n in named if _all_zero(n)]
    return [_weighted(points, shares) for points in converted], empty


def _weighted(points: Sequence[Fraction | None], shares: Sequence[Fraction]) -> Fraction | None:
    known = [share * p for share, p in zip(shares, points, strict=True) if p is not None]
    return sum(known, Fraction(0)) if len(known) == len(points) else None


def _convert(counts: Counts, part: Voted) -> list[Fraction | None]:
    known = [n for n in counts if n is not None]
    points = iter(convert_votes(known, part))
    return [None if n is None else next(points) for n in counts]


def _all_zero(counts: Counts) -> bool:
    known = [n for n in counts if n is not None]
    return bool(known) and not any(known)
