"""Tables of how certain the official order is: `rank_intervals` and `pairs`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from assessment.core.result import Result
from assessment.core.rule_sections import Judged
from assessment.core.rules import ROUNDS, Rules
from assessment.core.tables import table_of
from assessment.score.one_thread import one_thread
from assessment.score.ranked_round import RankedRound, needed_tables, ranked_round
from assessment.score.redraw import judged_draws, voted_draws
from assessment.score.severity.codes import Floats
from assessment.score.uncertainty import (
    drawn_judges,
    intervals,
    rank_sets_redrawn,
    rank_shares,
    resamples,
)

FEWEST = 3
# Totals that differ by less are equal.
_STILL = 1e-9
Row = dict[str, Any]


class _Redrawn(NamedTuple):
    """A round's totals in each draw of judges, their chances, and in each draw of voters."""

    round: RankedRound
    by_judges: Floats
    chances: Floats
    by_voters: Floats | None


@one_thread
def certainty(
    mark_use: pd.DataFrame,
    votes: pd.DataFrame,
    components: pd.DataFrame,
    standings: pd.DataFrame,
    /,
    *,
    rules: Rules,
    draws: int = 2_000,
    level: float = 0.95,
    seed: int,
) -> Result:
    """Return which ranks other judges or voters like these might have led to.

    `rank_intervals` has for each ranked project the middle `level` of its ranks when the judges of
    each component are drawn anew (`bootstrap`; the votes stay), when the voters are (`votes`; the
    marks stay), and the confidence sets of its rank from how its redrawn totals vary with those of
    others: `simultaneous` for all projects together, `marginal` for each, and from draws of voters
    `votes_simultaneous` and `votes_marginal`. `top_share` is the chance to
    be among the first `n_first`: as many as are selected at most in the review, as may be
    outstanding in the assessment. `pairs` has the share of draws of judges in which `project_id`,
    the better one, is before `other_id`; equal totals count half.

    A redrawn component is combined and trimmed as the rules say; deductions and panels'
    coefficients stay what they were, and so does a component with fewer than three judges. From
    few judges all of this is too certain rather than too uncertain. A round with fewer than three
    judges in each component, or one ranked project, has no rows.

    Parameters
    ----------
    mark_use, votes, components, standings : DataFrame
        Tables of those names.
    rules : Rules
        The year's rules.
    draws, level, seed : int, float, int
        How many draws, the level of the intervals, and the seed.

    Raises
    ------
    ValueError
        When a table is not as its specification says, or a parameter is out of its range.

    Source
    ------
    Efron & Tibshirani 1993 (bootstrap); Mogstad, Romano, Shaikh & Wilhelm 2024 (confidence sets).
    """
    tables = needed_tables(mark_use, votes, components, standings)
    lines: list[Row] = []
    pairs: list[Row] = []
    for name in ROUNDS:
        one = ranked_round(tables, rules, name)
        if one is None or max((m.shape[1] for m in one.marks.values()), default=0) < FEWEST:
            continue
        redrawn = _redraw(one, draws=draws, seed=seed)
        key = {"year": rules.year, "round": name}
        lines += [key | row for row in _lines(redrawn, draws=draws, level=level, seed=seed)]
        pairs += [key | row for row in _pairs(redrawn)]
    found = {"rank_intervals": lines, "pairs": pairs}
    return Result({name: table_of(rows, name) for name, rows in found.items()})


def _redraw(one: RankedRound, *, draws: int, seed: int) -> _Redrawn:
    by_judges, chances = one.total, np.ones(1)
    by_voters: Floats | None = None
    for number, part in enumerate(one.parts):
        weight = one.weights[part.name]
        if isinstance(part, Judged):
            matrix = one.marks[part.name]
            if matrix.shape[1] >= FEWEST:
                moved, own = _moved(matrix, part, len(one.marks) == 1, draws, seed + number)
                by_judges, chances = by_judges + weight * moved, own
        else:
            drawn = voted_draws(one.votes[part.name], part, draws=draws, seed=seed + number)
            change = weight * (drawn - one.points[part.name])
            by_voters = one.total + change if by_voters is None else by_voters + change
    return _Redrawn(one, by_judges, chances, by_voters)


def _moved(
    matrix: Floats, part: Judged, is_alone: bool, draws: int, seed: int
) -> tuple[Floats, Floats]:
    """Return by how many points each draw of judges moves each project, and its chance.

    A project that no judge drawn marked stays where it was.
    """
    n_judges = matrix.shape[1]
    if is_alone:
        counts, chances = resamples(n_judges, draws, seed)
    else:
        counts = drawn_judges(n_judges, draws, seed)
        chances = np.full(draws, 1 / draws)
    now = judged_draws(matrix, np.ones((1, n_judges)), part)
    moved = judged_draws(matrix, counts, part) - now
    return np.where(np.isfinite(moved), moved, 0), chances


def _lines(one: _Redrawn, *, draws: int, level: float, seed: int) -> Iterator[Row]:
    top = max(one.round.n_first, 1)
    ranked = {"bootstrap": (one.by_judges, one.chances)}
    if one.by_voters is not None:
        even = np.full(len(one.by_voters), 1 / len(one.by_voters))
        ranked["votes"] = (one.by_voters, even)
    for method, (totals, chances) in ranked.items():
        shares = rank_shares(np.round(totals, 9), chances)
        yield from _rows(one, method, intervals(shares, level=level, top=top), level)
        yield from _sets(one, method, totals, chances, draws=draws, level=level, seed=seed)


def _sets(
    one: _Redrawn, method: str, totals: Floats, chances: Floats, *,
    draws: int, level: float, seed: int,
) -> Iterator[Row]:  # fmt: skip
    """Yield the confidence sets; none where no draw changes any difference."""
    if (np.ptp(totals - totals[:, :1], axis=0) < _STILL).all():
        return
    for name, is_whole in (("simultaneous", True), ("marginal", False)):
        found = rank_sets_redrawn(one.round.total, totals, chances, level=level, draws=draws,
                                  seed=seed, simultaneous=is_whole)  # fmt: skip
        yield from _rows(one, name if method == "bootstrap" else f"{method}_{name}", found, level)


def _rows(one: _Redrawn, method: str, found: pd.DataFrame, level: float) -> Iterator[Row]:
    for n, line in enumerate(found.to_dict("records")):
        yield {
            "project_id": one.round.project_ids[n],
            "method": method,
            "rank": int(one.round.rank[n]),
            "rank_low": int(line["rank_low"]),
            "rank_high": int(line["rank_high"]),
            "top_share": line.get("top_share"),
            "level": level,
            "n_first": one.round.n_first,
        }


def _pairs(one: _Redrawn) -> Iterator[Row]:
    totals, ids = np.round(one.by_judges, 9), one.round.project_ids
    for first in range(len(ids)):
        for second in range(first + 1, len(ids)):
            gap = totals[:, first] - totals[:, second]
            share = one.chances @ ((gap > 0) + (gap == 0) / 2)
            yield {
                "project_id": ids[first],
                "other_id": ids[second],
                "before_share": min(float(share), 1.0),
            }
