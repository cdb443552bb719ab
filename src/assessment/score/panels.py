"""Panels of judges: the coefficient that puts projects of a severe panel on the common level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from assessment.core.problems import Problem, problem
from assessment.core.rule_sections import Judged
from assessment.score.marks import USED
from assessment.score.rounds import NOWHERE, Round
from assessment.score.sheets import Sheets


def coefficients_of(
    raw: Sequence[Fraction | None], panels: Sequence[str | None]
) -> list[Fraction | None]:
    """Return overall mean ÷ mean of the project's panel, unrounded, for each project.

    Projects without points are left out of both means; a project without a panel has no
    coefficient; a panel whose mean is 0 keeps 1.

    Parameters
    ----------
    raw : sequence of Fraction or None
        Points of each project.
    panels : sequence of str or None
        Panel of each project.

    Source
    ------
    Rules section `[[component]]`, `panel_coefficient`.

    Examples
    --------
    >>> points = [Fraction(80), Fraction(90), Fraction(60), Fraction(70)]
    >>> [str(c) for c in coefficients_of(points, ["A", "A", "B", "B"])]
    ['15/17', '15/17', '15/13', '15/13']
    """
    groups: dict[str, list[Fraction]] = defaultdict(list)
    for points, panel in zip(raw, panels, strict=True):
        if points is not None and panel is not None:
            groups[panel].append(points)
    means = {panel: _mean(points) for panel, points in groups.items()}
    every = _mean([points for points in raw if points is not None])
    return [
        None
        if points is None or panel is None
        else every / means[panel]
        if means[panel]
        else Fraction(1)
        for points, panel in zip(raw, panels, strict=True)
    ]


def _mean(points: Sequence[Fraction]) -> Fraction:
    return sum(points, Fraction(0)) / max(len(points), 1)


def panel_coefficients(
    raw: Sequence[Fraction | None],
    sheets: Sheets,
    panel_of_judge: Sequence[str | None],
    part: Judged,
    stage: Round,
) -> tuple[list[Fraction | None], list[Problem]]:
    """Return each project's coefficient, None where the rules ask for none.

    Problems
    --------
    panel.mixed
    """
    if not part.panel_coefficient:
        return [None] * len(raw), []
    seen: dict[int, set[str | None]] = defaultdict(set)
    valid = sheets.use == USED
    for i, judge in zip(sheets.project[valid].tolist(), sheets.judge[valid].tolist(), strict=True):
        seen[i].add(panel_of_judge[judge])
    panels = [seen[i].copy().pop() if len(seen[i]) == 1 else None for i in range(len(raw))]
    unclear = np.flatnonzero(
        [p is None and r is not None for p, r in zip(panels, raw, strict=True)]
    )
    found = [
        problem("panel.mixed", NOWHERE, actual=stage.project_names[i], expected=part.label)
        for i in unclear
    ]
    return coefficients_of(raw, panels), found
