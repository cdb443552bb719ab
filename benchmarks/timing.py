"""Whole commands timed in turn, A B C A B C …, so that a drift of the machine hits all alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """A command, and what puts the ground back before each of its runs."""

    command: Sequence[str]
    before: Callable[[], None] = lambda: None


def time_in_turn(cases: Mapping[str, Case], *, runs: int) -> dict[str, list[float]]:
    """Return wall seconds of each case, one uncounted warm-up each, then `runs` rounds."""
    taken: dict[str, list[float]] = {name: [] for name in cases}
    for round_no in range(runs + 1):
        for name, case in cases.items():
            seconds = _time(case)
            if round_no:
                taken[name].append(seconds)
    return taken


def _time(case: Case) -> float:
    case.before()
    start = time.perf_counter()
    subprocess.run(
        case.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    return time.perf_counter() - start


def show(taken: Mapping[str, Sequence[float]], *, peer: str) -> None:
    """Print median, spread, and the median of the ratios to the peer round by round."""
    width = max(map(len, taken))
    print(f"{'':{width}}  median s      min      max   × {peer}")
    for name, seconds in taken.items():
        ratios = [one / other for one, other in zip(seconds, taken[peer], strict=True)]
        print(
            f"{name:{width}}  {statistics.median(seconds):8.3f} {min(seconds):8.3f}"
            f" {max(seconds):8.3f}   {statistics.median(ratios):.2f}"
        )
