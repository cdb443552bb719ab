"""Tables of what ranks owe to the weights: `weight_sensitivity` and `tipping_points`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from assessment.core.exact import read_fraction
from assessment.core.result import Result
from assessment.core.rules import ROUNDS, Rules
from assessment.core.tables import require, table_of
from assessment.score.sensitivity import rank_acceptability
from assessment.score.tipping import Turn, border_turns, lines_in, turns

NEAR = Fraction(1, 10)
_SHOWN_FROM = 0.0005
Row = dict[str, Any]


class Ranked(NamedTuple):
    """The ranked projects of a round in the order of rank and id, with exact points of 100."""

    round: str
    names: list[str]
    weights: list[Fraction]
    project_ids: list[str]
    points: list[list[Fraction]]
    n_first: int


def weight_tables(
    components: pd.DataFrame,
    standings: pd.DataFrame,
    /,
    *,
    rules: Rules,
    draws: int = 20_000,
    seed: int,
) -> Result:
    """Return how ranks hang on the weights of a round with two or more components.

    `weight_sensitivity` gives for each ranked project and rank the share of all weights that lead
    to it (`acceptability_share`), and of those within 10 percentage points of the rules' weights
    (`near_share`); ranks with less than 0.05 % of both are left out. `tipping_points` gives the
    weights (in percent, the others in proportion) at which neighbours of the official order
    change places, and those nearest to the rules' weight at which other projects are the first
    (`is_at_border`): as many as are selected at most in the review, as may be outstanding in the
    assessment. Points are as scored, ties are not broken.

    Parameters
    ----------
    components, standings : DataFrame
        Tables of those names.
    rules : Rules
        The year's rules.
    draws, seed : int
        How many weights are drawn where there are more than two components, and from which seed.

    Raises
    ------
    ValueError
        When a table is not as its specification says, or `draws` is below 1.

    Source
    ------
    Lahdelma & Salminen 2001 (SMAA-2); docs/methods.md, tipping points.
    """
    require(components, "components")
    require(standings, "standings")
    shares: list[Row] = []
    tips: list[Row] = []
    for name in ROUNDS:
        one = ranked_of(components, standings, rules, name)
        if one is None:
            continue
        key = {"year": rules.year, "round": name}
        shares += [key | row for row in _shares(one, draws, seed)]
        tips += [key | row for row in _tips(one)]
    return Result(
        {
            "weight_sensitivity": table_of(shares, "weight_sensitivity"),
            "tipping_points": table_of(tips, "tipping_points"),
        }
    )


def ranked_of(
    components: pd.DataFrame, standings: pd.DataFrame, rules: Rules, name: str
) -> Ranked | None:
    """Return the ranked projects of a round; None with fewer than two of these or of weights."""
    parts = [part for part in rules.of_round(name) if part.weight]
    ranked = standings[(standings["round"] == name) & standings["rank"].notna()]
    ranked = ranked.sort_values(["rank", "project_id"])
    if len(parts) < 2 or len(ranked) < 2:
        return None
    mine = components[components["round"] == name]
    keys = zip(mine["project_id"], mine["component"], strict=True)
    weighted = dict(zip(keys, mine["weighted_exact"], strict=True))
    weights = [Fraction(part.weight) / 100 for part in parts]
    names = [part.name for part in parts]
    points = [
        [
            read_fraction(weighted[project_id, part]) / weight
            for part, weight in zip(names, weights, strict=True)
        ]
        for project_id in ranked["project_id"]
    ]
    n_first = rules.n_first(name, len(ranked))
    return Ranked(name, names, weights, ranked["project_id"].tolist(), points, n_first)


def _shares(one: Ranked, draws: int, seed: int) -> Iterator[Row]:
    points = np.array(one.points, dtype=float)
    near = [(float(weight - NEAR), float(weight + NEAR)) for weight in one.weights]
    everywhere = rank_acceptability(points, draws=draws, seed=seed)
    beside = rank_acceptability(points, draws=draws, seed=seed, bounds=near)
    for row, column in np.argwhere(np.maximum(everywhere, beside) >= _SHOWN_FROM):
        yield {
            "project_id": one.project_ids[row],
            "rank": int(column) + 1,
            "acceptability_share": min(float(everywhere[row, column]), 1.0),
            "near_share": min(float(beside[row, column]), 1.0),
        }


def _tips(one: Ranked) -> Iterator[Row]:
    neighbours = {frozenset(pair) for pair in pairwise(range(len(one.points)))}
    for number, (component, weight) in enumerate(zip(one.names, one.weights, strict=True)):
        lines = lines_in(one.points, one.weights, number)
        found = turns(lines)
        border = set(border_turns(lines, found, weight, one.n_first))
        wanted = [turn for turn in found
                  if turn in border or frozenset(turn[1:]) in neighbours]  # fmt: skip
        for turn in wanted:
            yield _tip(one, component, turn, is_at_border=turn in border)


def _tip(one: Ranked, component: str, turn: Turn, *, is_at_border: bool) -> Row:
    return {
        "component": component,
        "weight": float(turn.weight * 100),
        "project_id": one.project_ids[turn.first],
        "other_id": one.project_ids[turn.second],
        "is_at_border": is_at_border,
    }
