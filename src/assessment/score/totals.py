"""Exact totals of projects, and the exact values that tie steps compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

import pandas as pd

from assessment.core.exact import exact, read_fraction
from assessment.core.rule_sections import Judged, Voted
from assessment.core.rules import Rules
from assessment.score.exact import MARK_SCALE, on_grid
from assessment.score.sheets import factors


@dataclass(frozen=True)
class Line:
    """A project's row in one component; points are exact and worked out when a tie wants them."""

    part: Judged | Voted
    weighted: Fraction | None
    row: Any

    @cached_property
    def points(self) -> Fraction:
        """Points before weighting, 0 without any."""
        if self.weighted is None:
            return Fraction(0)
        if self.part.weight:
            return self.weighted * 100 / Fraction(self.part.weight)
        # A component of weight 0 may still part ties; its points then exist as a float only,
        # which keeps their order.
        return exact(self.row.points)

    @cached_property
    def untrimmed(self) -> Fraction:
        """Points from the mean of all valid marks, 0 without any."""
        if self.weighted is None or isinstance(self.part, Voted):
            return self.points
        return _untrimmed(self.row, self.points, self.part)


@dataclass(frozen=True)
class Total:
    """A project of a round: its lines by component name and what the lines add up to."""

    project_id: str
    lines: Mapping[str, Line]
    parts: Sequence[Judged | Voted]

    @cached_property
    def missing(self) -> list[str]:
        """Labels of the components without points."""
        return [
            part.label
            for part in self.parts
            if part.name not in self.lines or self.lines[part.name].weighted is None
        ]

    @cached_property
    def points(self) -> Fraction | None:
        """Σ weighted points of the components there are, None without any."""
        known = [line.weighted for line in self.lines.values() if line.weighted is not None]
        return sum(known, Fraction(0)) if known else None

    def step(self, word: str) -> Fraction:
        """Return what a tie step compares; a step that is not in the round parts nobody."""
        if word == "untrimmed":
            return sum((_untrimmed_share(line) for line in self.lines.values()), Fraction(0))
        if word == "votes":
            voted = [line for line in self.lines.values() if line.part.kind == "voted"]
            return sum((line.weighted or Fraction(0) for line in voted), Fraction(0))
        return self.lines[word].points if word in self.lines else Fraction(0)


def _untrimmed_share(line: Line) -> Fraction:
    return line.untrimmed * Fraction(line.part.weight) / 100


def read_totals(components: pd.DataFrame, name: str, rules: Rules) -> list[Total]:
    """Return the totals of a round, sorted by project.

    Parameters
    ----------
    components : DataFrame
        Table `components`: rows of the round.
    name : str
        The round.
    rules : Rules
        The year's rules.

    Raises
    ------
    ValueError
        When a component is not one of the round, or stands twice for a project.
    """
    parts = rules.of_round(name)
    known = {part.name: part for part in parts}
    strange = sorted(set(components["component"].unique()) - set(known))
    if strange:
        raise ValueError(f"rules {rules.year} have no components {strange} in round {name}")
    lines: dict[str, dict[str, Line]] = {}
    rows: list[Any] = list(components.itertuples(index=False))
    for row in sorted(rows, key=lambda row: (row.project_id, row.component)):
        project, component = str(row.project_id), str(row.component)
        of_project = lines.setdefault(project, {})
        if component in of_project:
            raise ValueError(f"components: {project} stands twice in {component}")
        weighted = None if pd.isna(row.weighted_exact) else read_fraction(row.weighted_exact)
        of_project[component] = Line(known[component], weighted, row)
    return [Total(project, of_project, parts) for project, of_project in lines.items()]


def _untrimmed(row: Any, points: Fraction, part: Judged) -> Fraction:
    """Return the exact untrimmed points that the table's float stands for.

    A mean of n sums is a whole number of steps of 1/n of the finest sum, so that the nearest
    step to the float is the number itself; deductions and a panel's coefficient are taken out
    before and put back after. A float that stands on no step was not made from marks: its decimal
    counts.
    """
    if pd.isna(row.untrimmed_points):
        return points
    written = exact(row.untrimmed_points)
    if pd.isna(row.n_given) or pd.isna(row.raw_points):
        return written
    taken = _taken(row, part)
    times = _coefficient(row, points + taken, part)
    step = _finest(part) / int(row.n_given) * 100 / part.full
    whole = on_grid((Fraction(row.untrimmed_points) + taken) / times, step) * times
    found = max(whole - taken, Fraction(0))
    return found if float(found) == row.untrimmed_points else written


def _taken(row: Any, part: Judged) -> Fraction:
    """Return the points (0–100) that deductions took."""
    if pd.isna(row.penalty_points):
        return Fraction(0)
    return exact(row.penalty_points) * 100 / part.full


def _coefficient(row: Any, points: Fraction, part: Judged) -> Fraction:
    if pd.isna(row.panel_coefficient) or not row.raw_points:
        return Fraction(1)
    used = int(row.n_given) - int(row.n_dropped)
    raw = on_grid(row.raw_points, _finest(part) / (2 * used))
    return points / (raw * 100 / part.full)


def _finest(part: Judged) -> Fraction:
    """Return the step of a judge's sum: 1/10⁴ of a mark, finer where criteria are rounded."""
    decimals = part.criterion_decimals or 0
    return Fraction(1, MARK_SCALE * 10**decimals * factors(part)[1])
