"""The marks that kernels and peers are both given; numpy alone, so that both can make them."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np

N_JUDGES, N_PANELS, PER_PANEL = 300, 100, 7
LEVEL, TOP = 0.95, 500


def panel_marks(n_marks: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return projects, judges and half points: 100 panels of 7 out of 300 judges, shuffled."""
    chance = np.random.default_rng(2017)
    n_projects = n_marks // PER_PANEL
    panels = np.array([chance.choice(N_JUDGES, PER_PANEL, replace=False) for _ in range(N_PANELS)])
    project = np.repeat(np.arange(n_projects), PER_PANEL)
    judge = panels[chance.integers(N_PANELS, size=n_projects)].ravel()
    merit, severe = chance.normal(80, 5, n_projects), chance.normal(0, 3, N_JUDGES)
    points = merit[project] + severe[judge] + chance.normal(0, 2, len(project))
    order = chance.permutation(len(project))
    return project[order], judge[order], np.round(points[order] * 2) / 2


def chain_marks() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return 40 panels, each with two projects of the next, and the severity that made the marks.

    Marks are merit + severity exactly, so that the fit must give them back.
    """
    pairs = [
        np.array(np.meshgrid(np.arange(12) + n * 10, np.arange(7) + n * 7)).reshape(2, -1)
        for n in range(40)
    ]
    project, judge = np.concatenate(pairs, axis=1)
    chance = np.random.default_rng(5)
    severe = chance.normal(0, 3, judge.max() + 1)
    merit = chance.normal(80, 5, project.max() + 1)
    return project, judge, merit[project] + severe[judge], severe - severe.mean()


def whole_matrix(n_judges: int) -> np.ndarray:
    """Return half points of 5,000 projects by judges who all marked all."""
    chance = np.random.default_rng(2018)
    marks = chance.normal(80, 5, (5_000, 1)) + chance.normal(0, 4, (5_000, n_judges))
    return np.round(marks.clip(40, 100) * 2) / 2


def components() -> np.ndarray:
    """Return points of 60 projects in six components."""
    return np.random.default_rng(2019).uniform(60, 100, (60, 6)).round(1)


def timed(run: Callable[[], Any]) -> tuple[float, Any]:
    """Return how long one run took, by the clock on the wall: threads are to be worth it."""
    start = time.perf_counter()
    found = run()
    return time.perf_counter() - start, found


def tell(seconds: float, **found: Any) -> None:
    """Print what a run took and found, for the script that started it."""
    json.dump({"seconds": seconds, **found}, sys.stdout)
