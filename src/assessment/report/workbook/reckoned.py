"""What the formulas of 计算 give now, so that the sheet can be read before it is recalculated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

import pandas as pd

from assessment.core.rule_components import Judged, Voted
from assessment.report.formulas import NEAR
from assessment.report.workbook.year_tables import YearTables


def decided_ranks(standings: Iterable[Any]) -> dict[str, int]:
    """Return the ranks of projects whose tie a decision settled, wholly or in part."""
    ranked = [row for row in standings if pd.notna(row.rank)]
    settled = {row.total_exact for row in ranked if row.tie_step == "decision"}
    return {
        str(row.project_id): int(row.rank)
        for row in ranked
        if row.total_exact in settled and row.tie_step in ("decision", "unresolved")
    }


class Reckoned:
    """The values of one round, by project.

    Parameters
    ----------
    year : YearTables
        The year's tables.
    standings : mapping
        project_id → row of `standings` of the round.
    steps : sequence of str
        The tie steps of the round.
    decided : mapping
        `decided_ranks`.
    """

    def __init__(
        self,
        year: YearTables,
        standings: Mapping[str, Any],
        steps: Sequence[str],
        decided: Mapping[str, int],
    ) -> None:
        self._year, self._standings = year, standings
        self._steps, self._decided = steps, decided

    @cached_property
    def keys(self) -> dict[str, list[float]]:
        """What is compared: the total, −1 where one is not ranked, then the tie steps."""
        ranking = self._year.rules.ranking
        decimals = ranking.decimals if ranking.rank_on == "rounded" else NEAR
        return {
            project: [
                _half_up(row.total_exact, decimals) if pd.notna(row.rank) else -1,
                *(self._step(word, project, row.round) for word in self._steps),
            ]
            for project, row in self._standings.items()
        }

    def _step(self, word: str, project: str, stage: str) -> float:
        parts = self._year.rules.of_round(stage)
        shares = [
            (part, _share(part, self._year.points(part).get(project), word)) for part in parts
        ]
        if word in ("untrimmed", "votes"):
            return round(sum(share for part, share in shares), NEAR)
        return next(share for part, share in shares if part.name == word)

    def alike(self, project: str) -> list[int]:
        """Return how many projects have the same keys up to each of them, then by decision too."""
        every = {one: (*keys, self._decided.get(one, 0)) for one, keys in self.keys.items()}
        own = every[project]
        return [
            sum(keys[: n + 1] == own[: n + 1] for keys in every.values()) for n in range(len(own))
        ]

    @cached_property
    def first(self) -> dict[str, int]:
        """Whether each ranked project reaches the first grade by its points."""
        rules = self._year.rules
        decimals = rules.ranking.decimals if rules.grades.grade_on == "rounded" else NEAR
        border = rules.grades.bands[0].at_least
        return {
            project: int(pd.notna(row.rank) and _half_up(row.total_exact, decimals) >= border)
            for project, row in self._standings.items()
        }

    def so_far(self, project: str) -> int:
        """Return how many that reach the first grade stand at this rank or before it."""
        rank = self._standings[project].rank
        if pd.isna(rank):
            return 0
        ranked = (one for one, row in self._standings.items() if pd.notna(row.rank)
                  and row.rank <= rank)  # fmt: skip
        return sum(self.first[one] for one in ranked)


def _half_up(exact: str, decimals: int) -> float:
    whole: int = 10**decimals
    return int(Fraction(exact) * whole + Fraction(1, 2)) / whole


def _share(part: Judged | Voted, row: Any, word: str) -> float:
    """Return what a component brings to a tie step."""
    if row is None or pd.isna(row.points):
        return 0.0
    if word == "untrimmed":
        return float(row.untrimmed_points) * float(part.weight) / 100
    if word == "votes":
        return float(row.weighted_points) if isinstance(part, Voted) else 0.0
    return round(float(row.points), NEAR)
