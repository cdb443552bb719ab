"""How long 500,000 marks take from table to points, beside a plain pandas groupby.

The peer takes the mean of the same judges' sums in floats: no trims, no recusal, no word on what
was done with each mark. Goal: 5 s for `component_points`.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from assessment.core.rules import load_rules
from assessment.core.tables import empty
from assessment.score.official import component_points
from assessment.score.standings import standings

RULES = Path(__file__).resolve().parents[1] / "rules" / "2017.toml"
N_JUDGES, RUNS = 5, 3


def make_marks(n_projects: int, criteria: list[tuple[str, float]]) -> pd.DataFrame:
    """Return n_projects × judges × criteria marks with halves."""
    chance = np.random.default_rng(2017)
    shape = (n_projects, N_JUDGES, len(criteria))
    full = np.array([points for _, points in criteria])
    points = np.floor(full * 2 * chance.uniform(0.5, 1, shape)) / 2
    project, judge, criterion = (axis.ravel() for axis in np.indices(shape))
    names = np.array([name for name, _ in criteria])
    ids = np.array([f"2017-C{n:06}-1" for n in range(n_projects)])
    return pd.DataFrame(
        {
            "year": 2017,
            "component": "defense",
            "project_id": pd.array(ids[project], dtype="str"),
            "judge_id": pd.array(np.array([f"J{n}" for n in range(N_JUDGES)])[judge], dtype="str"),
            "criterion": pd.array(names[criterion], dtype="str"),
            "points": points.ravel(),
            "status": "given",
            "src": "0123456789ab!评分!C7",
        }
    )


def make_applications(n_projects: int) -> pd.DataFrame:
    """Return the entrants, each of its own college."""
    ids = [f"2017-C{n:06}-1" for n in range(n_projects)]
    return pd.DataFrame({"year": 2017, "project_id": ids, "project_name": ids, "college_code": ids})


def best_of(run: Callable[[], object]) -> tuple[float, float]:
    """Return the shortest of a few runs: processor seconds, and seconds on the wall."""
    taken = []
    for _ in range(RUNS):
        start, wall = time.process_time(), time.perf_counter()
        run()
        taken.append((time.process_time() - start, time.perf_counter() - wall))
    return min(taken)


def main(n_marks: int = 500_000) -> None:
    """Print seconds, and the ratio to the plain groupby."""
    rules = load_rules(RULES)
    part = rules.component("defense")
    criteria = [(one.name, float(one.points)) for one in part.criteria]
    n_projects = n_marks // (N_JUDGES * len(criteria))
    marks, applications = make_marks(n_projects, criteria), make_applications(n_projects)
    votes, judges = empty("votes"), empty("judges")

    def score() -> object:
        return component_points(marks, votes, judges, applications, rules=rules, round="assessment")

    def plain() -> object:
        sums = marks.groupby(["project_id", "judge_id"])["points"].sum()
        return sums.groupby("project_id").mean()

    components = component_points(
        marks, votes, judges, applications, rules=rules, round="assessment"
    ).tables["components"]
    defense = components[components["component"] == "defense"]
    taken = {
        "pandas groupby, floats": best_of(plain),
        "component_points": best_of(score),
        "standings": best_of(lambda: standings(defense, applications, rules=rules)),
    }
    print(f"{len(marks):,} marks of {n_projects:,} projects")
    peer, _ = taken["pandas groupby, floats"]
    print(f"{'':24} processor    wall   × pandas groupby")
    for name, (seconds, wall) in taken.items():
        print(f"{name:24} {seconds:7.2f} s {wall:7.2f}   {seconds / peer:.1f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
