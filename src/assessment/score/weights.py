"""What weights really do: the spread each component brings and its share of influence."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment.core.details import detail
from assessment.core.problems import Problem, problem
from assessment.core.tables import conform
from assessment.score.exact import shown
from assessment.score.rounds import NOWHERE, Round, Scored


def influence_shares(weighted: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return Cov(component, total) ÷ Var(total) of each component; the shares sum to 1.

    Parameters
    ----------
    weighted : ndarray
        Weighted points, projects × components.

    Source
    ------
    docs/methods.md, effective weights.

    Examples
    --------
    >>> influence_shares(np.array([[60.0, 30.0], [62.0, 20.0], [64.0, 10.0]])).tolist()
    [-0.25, 1.25]
    """
    centred = weighted - weighted.mean(axis=0)
    total = centred.sum(axis=1)
    shares: npt.NDArray[np.float64] = centred.T @ total / (total @ total)
    return shares


def effective_weights(scored: Sequence[Scored], stage: Round) -> pd.DataFrame:
    """Return table `effective_weights`.

    `spread_points` is the largest less the smallest weighted points; `influence_share` is over
    the ranked projects, `<NA>` while nobody is ranked or all totals are equal.
    """
    frame = pd.DataFrame(
        {
            "year": stage.rules.year,
            "round": stage.name,
            "component": [one.part.name for one in scored],
            "weight": [float(one.part.weight) for one in scored],
            "spread_points": [_real(one.spread) for one in scored],
            "influence_share": _shares(scored),
        }
    )
    return conform(frame, "effective_weights")


def _real(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _shares(scored: Sequence[Scored]) -> list[float | None]:
    rows = [row for row in zip(*(one.weighted for one in scored), strict=True) if None not in row]
    totals = (sum(points for points in row if points is not None) for row in rows)
    first = next(totals, None)
    if all(total == first for total in totals):
        return [None] * len(scored)
    shares: list[float | None] = influence_shares(np.array(rows, dtype=float)).tolist()
    return shares


def check_influence(scored: Sequence[Scored], stage: Round) -> list[Problem]:
    """Return a problem for each vote that spreads more than the heaviest judged component.

    Where no vote does so alone but all of them together do, that is one problem.

    Problems
    --------
    vote.outweighs-defense
    """
    judged = [one for one in scored if one.part.kind == "judged" and one.spread is not None]
    voted = [one for one in scored if one.part.kind == "voted" and one.spread is not None]
    if not judged or not voted:
        return []
    heaviest = max(judged, key=lambda one: one.part.weight)
    measure = heaviest.spread or Fraction(0)
    alone = {one.part.label: one.spread or Fraction(0) for one in voted}
    together = {detail("together", names="、".join(alone)): _spread_together(voted)}
    found = {label: spread for label, spread in alone.items() if spread > measure} or {
        label: spread for label, spread in together.items() if spread > measure
    }
    decimals = stage.rules.ranking.decimals
    beside = {"part": heaviest.part.label, "other": shown(measure, decimals)}
    return [
        problem(
            "vote.outweighs-defense",
            NOWHERE,
            actual=label,
            expected=detail("spread", n=shown(spread, decimals), **beside),
            table="effective_weights",
        )
        for label, spread in found.items()
    ]


def _spread_together(voted: Sequence[Scored]) -> Fraction:
    rows = zip(*(one.weighted for one in voted), strict=True)
    sums = [sum(filter(None, row), Fraction(0)) for row in rows if None not in row]
    return max(sums) - min(sums) if sums else Fraction(0)
