"""The ranked projects of a round and what their totals are made of, as arrays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd

from assessment.core.rule_sections import Judged, Voted
from assessment.core.rules import Rules
from assessment.core.tables import require
from assessment.score.severity.codes import Floats, Ints
from assessment.score.severity.judged import whole_marks

Tables = Mapping[str, pd.DataFrame]
NEEDED = ("mark_use", "votes", "components", "standings")


class RankedRound(NamedTuple):
    """Projects in the order of rank and id, with the components that have a weight.

    `points` are of 100 by component, as scored; `marks` whole marks of 100 (projects × judges, nan
    where there is none) by judged component; `votes` of each channel by voted component; `n_first`
    is how many are selected at most in the review, or may be outstanding in the assessment.
    """

    name: str
    project_ids: list[str]
    rank: Ints
    parts: tuple[Judged | Voted, ...]
    points: dict[str, Floats]
    marks: dict[str, Floats]
    votes: dict[str, list[Ints]]
    n_first: int

    @property
    def weights(self) -> dict[str, float]:
        """Weights of the components, summing to 1."""
        return {part.name: float(part.weight) / 100 for part in self.parts}

    @property
    def total(self) -> Floats:
        """The weighted points of each project."""
        found: Floats = np.zeros(len(self.project_ids))
        for name, weight in self.weights.items():
            found = found + weight * self.points[name]
        return found


def needed_tables(*frames: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Return `mark_use`, `votes`, `components` and `standings` by name.

    Raises
    ------
    ValueError
        When a table is not as its specification says.
    """
    tables = dict(zip(NEEDED, frames, strict=True))
    for name, frame in tables.items():
        require(frame, name)
    return tables


def ranked_round(tables: Tables, rules: Rules, name: str) -> RankedRound | None:
    """Return a round's ranked projects, or None where fewer than two are ranked."""
    standings = tables["standings"]
    ranked = standings[(standings["round"] == name) & standings["rank"].notna()]
    ranked = ranked.sort_values(["rank", "project_id"])
    ids = ranked["project_id"].tolist()
    if len(ids) < 2:
        return None
    parts = tuple(part for part in rules.of_round(name) if part.weight)
    marks = {
        part.name: _marks(tables["mark_use"], part, ids)
        for part in parts
        if isinstance(part, Judged)
    }
    votes = {
        part.name: _votes(tables["votes"], part, ids) for part in parts if isinstance(part, Voted)
    }
    rank = ranked["rank"].to_numpy(dtype=np.int64)
    points = _points(tables["components"], name, ids)
    return RankedRound(name, ids, rank, parts, points, marks, votes, rules.n_first(name, len(ids)))


def _marks(mark_use: pd.DataFrame, part: Judged, ids: list[str]) -> Floats:
    marks = whole_marks(mark_use, part)
    rows = {project_id: n for n, project_id in enumerate(marks.project_ids)}
    known = [rows.get(project_id) for project_id in ids]
    empty = np.full(len(marks.judge_ids), np.nan)
    return np.array([empty if row is None else marks.matrix[row] for row in known])


def _votes(votes: pd.DataFrame, part: Voted, ids: list[str]) -> list[Ints]:
    rows = votes[(votes["component"] == part.name) & votes["n_votes"].notna()]
    keys = zip(rows["channel"], rows["project_id"], strict=True)
    counts = {key: int(n) for key, n in zip(keys, rows["n_votes"], strict=True)}
    return [
        np.array([counts.get((channel.name, project_id), 0) for project_id in ids])
        for channel in part.channels
    ]


def _points(components: pd.DataFrame, name: str, ids: list[str]) -> dict[str, Floats]:
    mine = components[(components["round"] == name) & components["project_id"].isin(ids)]
    return {
        str(part): lines.set_index("project_id")["points"].loc[ids].to_numpy(dtype=float)
        for part, lines in mine.groupby("component")
    }
