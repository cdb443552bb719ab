"""The joint choice of three years, 20 candidates each, beside HiGHS (best of seven, by turns)."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

import numpy as np
import pandas as pd
from scipy.optimize import Bounds, LinearConstraint, milp

from assessment.core.rules import load_rules
from assessment.plan.hindsight import best_years, total_of
from assessment.plan.selection import choose_projects
from assessment.plan.sets import Applicant, Limits

THEMES = [f"T{n}" for n in range(1, 10)]
LIMITS = Limits(least=3, most=4, per_college=1, affordable=4, least_new=0)
RULES = Path(__file__).parents[1] / "rules" / "2017.toml"
_ROUNDS = 7
Value = TypeVar("Value")


def candidates(rng: random.Random) -> list[Applicant]:
    return [
        Applicant(f"P{n:02d}", f"C{rng.randint(1, 16):02d}", rng.choice(THEMES),
                  Fraction(rng.randint(60000, 95000), rng.choice([1000, 3000])))
        for n in range(20)
    ]  # fmt: skip


def by_totals(years: list[list[Applicant]]) -> list[list[Applicant]] | None:
    return best_years(years, THEMES, [LIMITS] * len(years))


def by_highs(years: list[list[Applicant]]) -> float | None:
    every = [(year, one) for year, group in enumerate(years) for one in group]
    rows, low, high = [], [], []
    for year in range(len(years)):
        rows.append([int(own == year) for own, _ in every])
        low.append(LIMITS.least)
        high.append(LIMITS.largest)
    for year, college in {(year, one.college_code) for year, one in every}:
        rows.append([int((own, one.college_code) == (year, college)) for own, one in every])
        low.append(0)
        high.append(LIMITS.per_college)
    for theme in THEMES:
        rows.append([int(one.theme_code == theme) for _, one in every])
        low.append(1)
        high.append(np.inf)
    found = milp([-float(one.points) for _, one in every], integrality=1, bounds=Bounds(0, 1),
                 constraints=LinearConstraint(np.array(rows), low, high),
                 options={"mip_rel_gap": 0})  # fmt: skip
    return None if found.x is None else -found.fun


def timed(call: Callable[..., Value], *args: object) -> tuple[float, Value]:
    start = time.perf_counter()
    value = call(*args)
    return time.perf_counter() - start, value


def main() -> None:
    ratios = []
    for seed in range(10):
        rng = random.Random(seed)
        years = [candidates(rng) for _ in range(3)]
        pairs = [(timed(by_totals, years), timed(by_highs, years)) for _ in range(_ROUNDS)]
        (_, mine), (_, other) = pairs[0]
        ours, theirs = (min(one[side][0] for one in pairs) for side in (0, 1))
        same = (mine is None) == (other is None) and (
            mine is None or other is None or abs(float(total_of(mine)) - other) < 1e-6
        )
        ratios.append(theirs / ours)
        print(f"seed {seed}: ours {ours * 1000:.1f} ms, HiGHS {theirs * 1000:.1f} ms, "
              f"{theirs / ours:.1f} x, same optimum {same}")  # fmt: skip
    print(f"median of ten seeds: {statistics.median(ratios):.1f} times as fast as HiGHS")
    frame = pd.DataFrame(
        [(o.project_id, o.college_code, o.theme_code, str(o.points), 0)
         for o in candidates(random.Random(1))],
        columns=["project_id", "college_code", "theme_code", "total_exact", "requested_fen"],
    )  # fmt: skip
    supply = dict.fromkeys(THEMES, 0.5)
    rules = load_rules(RULES)
    times = [timed(lambda: choose_projects(frame, rules=rules, covered=(), supply=supply,
                                           years_left=2))[0] for _ in range(9)]  # fmt: skip
    print(f"one year's choice with 20 candidates: {statistics.median(times) * 1000:.1f} ms")


if __name__ == "__main__":
    main()
