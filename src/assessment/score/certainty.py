"""Tables of how certain the official order is: `rank_intervals` and `pairs`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from assessment.core.result import Result
from assessment.core.rule_sections import Judged, Voted
from assessment.core.rules import ROUNDS, Rules
from assessment.core.tables import require, table_of
from assessment.score.grades import cap_of
from assessment.score.redraw import judged_draws, voted_draws
from assessment.score.severity.codes import Floats, Ints
from assessment.score.severity.judged import whole_marks
from assessment.score.uncertainty import intervals, rank_sets, rank_shares, resamples

FEWEST = 3
Row = dict[str, Any]


class _Round(NamedTuple):
    """Ranked projects in the order of rank and id, their official totals and redrawn ones."""

    name: str
    project_ids: list[str]
    rank: Ints
    total: Floats
    by_judges: Floats
    chances: Floats
    by_voters: Floats | None
    n_first: int


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
    marks stay), and the confidence sets of its rank from the spread of its redrawn totals
    (`simultaneous` for all projects together, `marginal` for each). `top_share` is the chance to
    be among the first: as many as are selected at most in the review, as may be outstanding in
    the assessment. `pairs` has the share of draws of judges in which `project_id`, the better one,
    is before `other_id`; equal totals count half.

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
    tables = {"mark_use": mark_use, "votes": votes, "components": components}
    for name, frame in (*tables.items(), ("standings", standings)):
        require(frame, name)
    lines: list[Row] = []
    pairs: list[Row] = []
    for name in ROUNDS:
        one = _redraw(tables, standings, rules, name, draws=draws, seed=seed)
        if one is None:
            continue
        key = {"year": rules.year, "round": name}
        lines += [key | row for row in _lines(one, draws=draws, level=level, seed=seed)]
        pairs += [key | row for row in _pairs(one)]
    found = {"rank_intervals": lines, "pairs": pairs}
    return Result({name: table_of(rows, name) for name, rows in found.items()})


def _redraw(
    tables: Mapping[str, pd.DataFrame],
    standings: pd.DataFrame,
    rules: Rules,
    name: str,
    *,
    draws: int,
    seed: int,
) -> _Round | None:
    ranked = standings[(standings["round"] == name) & standings["rank"].notna()]
    ranked = ranked.sort_values(["rank", "project_id"])
    project_ids = ranked["project_id"].tolist()
    if len(project_ids) < 2:
        return None
    parts = [part for part in rules.of_round(name) if part.weight]
    matrices = {part.name: _matrix(tables["mark_use"], part, project_ids)
                for part in parts if isinstance(part, Judged)}  # fmt: skip
    n_judges = [matrix.shape[1] for matrix in matrices.values()]
    if max(n_judges, default=0) < FEWEST:
        return None
    official = _official(tables["components"], name, project_ids)
    weights = {part.name: float(part.weight) / 100 for part in parts}
    total = sum(
        (weights[part.name] * official[part.name] for part in parts), np.zeros(len(project_ids))
    )
    by_judges, chances = total, np.ones(1)
    by_voters: Floats | None = None
    for number, part in enumerate(parts):
        if isinstance(part, Judged):
            if matrices[part.name].shape[1] < FEWEST:
                continue
            moved, own = _moved(matrices[part.name], part, len(matrices) == 1, draws, seed + number)
            by_judges, chances = by_judges + weights[part.name] * moved, own
        else:
            drawn = _voted(tables["votes"], part, project_ids, draws=draws, seed=seed + number)
            change = weights[part.name] * (drawn - official[part.name])
            by_voters = total + change if by_voters is None else by_voters + change
    n_first = (
        rules.selection.max_projects if name == "review" else cap_of(len(ranked), rules.grades)
    )
    rank = ranked["rank"].to_numpy(dtype=np.int64)
    return _Round(name, project_ids, rank, total, by_judges, chances, by_voters, n_first)


def _matrix(mark_use: pd.DataFrame, part: Judged, project_ids: list[str]) -> Floats:
    marks = whole_marks(mark_use, part)
    rows = {project_id: n for n, project_id in enumerate(marks.project_ids)}
    known = [rows.get(project_id) for project_id in project_ids]
    empty = np.full(len(marks.judge_ids), np.nan)
    return np.array([empty if row is None else marks.matrix[row] for row in known])


def _official(components: pd.DataFrame, name: str, project_ids: list[str]) -> dict[str, Floats]:
    mine = components[components["round"] == name]
    return {
        str(part): lines.set_index("project_id")["points"].loc[project_ids].to_numpy(dtype=float)
        for part, lines in mine[mine["project_id"].isin(project_ids)].groupby("component")
    }


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
        even = np.full(n_judges, 1 / n_judges)
        counts = np.random.default_rng(seed).multinomial(n_judges, even, size=draws).astype(float)
        chances = np.full(draws, 1 / draws)
    now = judged_draws(matrix, np.ones((1, n_judges)), part)
    moved = judged_draws(matrix, counts, part) - now
    return np.where(np.isfinite(moved), moved, 0), chances


def _voted(
    votes: pd.DataFrame, part: Voted, project_ids: list[str], *, draws: int, seed: int
) -> Floats:
    rows = votes[(votes["component"] == part.name) & votes["n_votes"].notna()]
    counts = {key: int(n) for key, n in zip(
        zip(rows["channel"], rows["project_id"], strict=True), rows["n_votes"], strict=True
    )}  # fmt: skip
    columns = [
        np.array([counts.get((channel.name, project_id), 0) for project_id in project_ids])
        for channel in part.channels
    ]
    return voted_draws(columns, part, draws=draws, seed=seed)


def _lines(one: _Round, *, draws: int, level: float, seed: int) -> Iterator[Row]:
    top = max(one.n_first, 1)
    ranked = {"bootstrap": (one.by_judges, one.chances)}
    if one.by_voters is not None:
        even = np.full(len(one.by_voters), 1 / len(one.by_voters))
        ranked["votes"] = (one.by_voters, even)
    for method, (totals, chances) in ranked.items():
        shares = rank_shares(np.round(totals, 9), chances)
        yield from _rows(one, method, intervals(shares, level=level, top=top), level)
    spread = _spread(one)
    if (spread > 0).all():
        for method in ("simultaneous", "marginal"):
            found = rank_sets(one.total, spread, level=level, draws=draws, seed=seed,
                              simultaneous=method == "simultaneous")  # fmt: skip
            yield from _rows(one, method, found, level)


def _spread(one: _Round) -> Floats:
    """Return the standard deviation of each redrawn total."""
    mean = one.chances @ one.by_judges
    spread: Floats = np.sqrt(one.chances @ (one.by_judges - mean) ** 2)
    return spread


def _rows(one: _Round, method: str, found: pd.DataFrame, level: float) -> Iterator[Row]:
    for n, line in enumerate(found.to_dict("records")):
        yield {
            "project_id": one.project_ids[n],
            "method": method,
            "rank": int(one.rank[n]),
            "rank_low": int(line["rank_low"]),
            "rank_high": int(line["rank_high"]),
            "top_share": line.get("top_share"),
            "level": level,
        }


def _pairs(one: _Round) -> Iterator[Row]:
    totals = np.round(one.by_judges, 9)
    for first in range(len(one.project_ids)):
        for second in range(first + 1, len(one.project_ids)):
            gap = totals[:, first] - totals[:, second]
            share = one.chances @ ((gap > 0) + (gap == 0) / 2)
            yield {
                "project_id": one.project_ids[first],
                "other_id": one.project_ids[second],
                "before_share": min(float(share), 1.0),
            }
