"""Totals of a round as lines in the weight of one component, and where they turn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd

from assessment.core.exact import read_fraction
from assessment.core.rules import Rules
from assessment.report import caution


@dataclass(frozen=True, slots=True)
class Line:
    """A project's total where the component weighs nothing and where it alone counts."""

    project_id: str
    name: str
    rank: int
    start: float
    end: float

    def at(self, weight: float) -> float:
        """Return the total at a weight in percent."""
        return self.start + (self.end - self.start) * weight / 100


@dataclass(frozen=True, slots=True)
class Tip:
    """A weight in percent at which two projects change places."""

    weight: float
    pair: tuple[str, str]
    is_at_border: bool


@dataclass(frozen=True, slots=True)
class Safe:
    """The weights in percent in which the first stay the same; None where there is no end."""

    low: float | None
    high: float | None
    weight: float

    @property
    def kind(self) -> str:
        """Which ends there are: `range`, `most`, `least`, `any`; `at` where none is left."""
        if self.weight in (self.low, self.high):
            return "at"
        ends = (self.low is not None, self.high is not None)
        return {(True, True): "range", (False, True): "most", (True, False): "least"}.get(
            ends, "any"
        )

    def show(self) -> dict[str, str]:
        """Return both ends with a decimal, rounded inwards so that what is said holds."""
        low = "" if self.low is None else f"{math.ceil(self.low * 10 - 1e-9) / 10:.1f}"
        high = "" if self.high is None else f"{math.floor(self.high * 10 + 1e-9) / 10:.1f}"
        return {"low": low, "high": high}


def safe_range(tips: Sequence[Tip], weight: float) -> Safe:
    """Return the weights around the rules' between the nearest turns at the border.

    Examples
    --------
    >>> safe_range([Tip(61.38, ("a", "b"), True), Tip(55.0, ("a", "c"), False)], 50.0).show()
    {'low': '', 'high': '61.3'}
    """
    border = [round(tip.weight, 9) for tip in tips if tip.is_at_border]
    low = max((at for at in border if at <= weight), default=None)
    high = min((at for at in border if at >= weight), default=None)
    return Safe(low, high, weight)


def tips_of(tipping_points: pd.DataFrame, component: str) -> list[Tip]:
    """Return the turns of a component in the order of the weights."""
    mine = tipping_points[tipping_points["component"] == component].sort_values("weight")
    return [
        Tip(float(row["weight"]), (row["project_id"], row["other_id"]), bool(row["is_at_border"]))
        for row in mine.to_dict("records")
    ]


def most_delicate(tipping_points: pd.DataFrame, rules: Rules, round: str) -> str:
    """Return the component whose weight is nearest to a turn at the border.

    Without any turn there, the one nearest to any turn; without that, the heaviest one.
    """

    def distance(part: Any) -> tuple[float, float, float]:
        weight = float(part.weight)
        tips = tips_of(tipping_points, part.name)
        border = [abs(tip.weight - weight) for tip in tips if tip.is_at_border]
        every = [abs(tip.weight - weight) for tip in tips]
        return min(border, default=math.inf), min(every, default=math.inf), -weight

    return min((part for part in rules.of_round(round) if part.weight), key=distance).name


def lines_of(
    components: pd.DataFrame,
    standings: pd.DataFrame,
    names: dict[str, str],
    component: str,
    *,
    rules: Rules,
    round: str,
) -> list[Line]:
    """Return the totals of the ranked projects as lines in the weight of a component.

    The other components share what is left in their proportions. A round with fewer than two
    weights has no lines.
    """
    mine = caution.of_round(components, "components", rules, round)
    keys = zip(mine["project_id"], mine["component"], strict=True)
    exact = dict(zip(keys, mine["weighted_exact"], strict=True))
    weights = {part.name: Fraction(part.weight) for part in rules.of_round(round) if part.weight}
    if len(weights) < 2:
        return []
    rest = 100 - weights[component]
    found = []
    for row in caution.ranked(standings, rules, round):
        points = {name: read_fraction(exact[row.project_id, name]) for name in weights}
        own = points.pop(component) * 100 / weights[component]
        others = sum(points.values(), Fraction(0)) * 100 / rest
        name = names.get(row.project_id, row.project_id)
        found.append(Line(row.project_id, name, int(row.rank), float(others), float(own)))
    return found
