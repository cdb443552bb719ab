"""Severity, certainty and weights beside what does the same elsewhere, run in turn.

    python benchmarks/score_statistics.py [PEERS_PYTHON] [ROUNDS]

Each run is a process of its own on one thread of linear algebra and tells the seconds of its
computing alone: without starting, importing and making the marks. Nothing else should run on the
machine. Ratios are those of one round, their median is told. Peers are installed as
benchmarks/peers.txt says; what is missing is left out and named.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from statistics_data import panel_marks

HERE = Path(__file__).resolve().parent
# On some machines older libraries are held to an older processor; the measure is of what is there.
UNSET = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
# Kernel, peer, and the goal: so many times the peer's time at most, or the peer so many times ours.
PAIRS = (
    ("additive", "bincount", "at most 10 times its time"),
    ("additive", "lsqr", "15 times as fast"),
    ("reml_150k", "lme4", "25 times as fast"),
    ("bootstrap_15", "loop_15", "50 times as fast"),
    ("bootstrap_30", "loop_30", "50 times as fast"),
    ("acceptability", "scikit_criteria", "80 times as fast"),
    ("acceptability", "pymcdm", "100 times as fast"),
)
ALONE = {
    "chain": "1e-8 at worst",
    "additive_errors": "1.2 GB",
    "reml_5M": "5 s, 1.2 GB",
    "reml_crossed": "no matrix of 10,000 × 10,000",
    "year": "3 s",
}


def run_once(command: Sequence[str]) -> dict[str, Any]:
    """Return what a process told of its one run."""
    kept = {name: value for name, value in os.environ.items() if name not in UNSET}
    done = subprocess.run(
        command, cwd=HERE, env=kept | ONE_THREAD, check=True, stdout=subprocess.PIPE
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def commands(peers: str | None, folder: Path) -> dict[str, list[str]]:
    """Return the command of each case that can be run here."""
    kernels = [case for case, *_ in PAIRS] + list(ALONE)
    found = {case: [sys.executable, "statistics_kernels.py", case] for case in kernels}
    if peers:
        for _, peer, _ in PAIRS:
            found[peer] = [peers, "statistics_peers.py", peer]
    found.pop("lme4", None)
    if shutil.which("Rscript"):
        path = folder / "marks.csv"
        table = np.column_stack(panel_marks(150_000))
        np.savetxt(path, table, "%.10g", ",", header="project,judge,points", comments="")
        found["lme4"] = ["Rscript", "lme4.R", str(path)]
    return found


def show_pair(case: str, peer: str, goal: str, told: dict[str, list[dict[str, Any]]]) -> None:
    """Print both times, and the ratio of each round."""
    ours, theirs = ([one["seconds"] for one in told[name]] for name in (case, peer))
    ratios = [other / own for own, other in zip(ours, theirs, strict=True)]
    ratio = statistics.median(ratios)
    said = f"{ratio:.1f} × as fast" if ratio > 1 else f"{1 / ratio:.1f} × its time"
    ends = sorted(one if ratio > 1 else 1 / one for one in ratios)
    spread = f"{ends[0]:.3g}–{ends[-1]:.3g}"
    print(
        f"{case:14} {statistics.median(ours):8.3f} s   {peer:16} {statistics.median(theirs):8.3f} s"
        f"   {said:18} ({spread})   goal: {goal}"
    )


def show_agreement(told: dict[str, list[dict[str, Any]]]) -> None:
    """Print by how much kernels and peers differ in what they found."""
    for case, peer, _ in PAIRS:
        for name in ("fitted", "variances", "first", "width"):
            both = [told[one][0].get(name) if one in told else None for one in (case, peer)]
            if None not in both:
                own, other = (np.array(one) for one in both)
                worst = np.abs(own - other)
                # Shares of ranks are often 0: nothing to be a part of.
                of = "" if name == "first" else f", {(worst / np.abs(other)).max():.1e} of it"
                print(f"{case} and {peer} differ in {name} by {worst.max():.1e}{of}")


def main(peers: str | None = None, rounds: str = "3") -> None:
    """Run everything in turn, and print ratios, times, memory and agreement."""
    with tempfile.TemporaryDirectory() as folder:
        every = commands(peers, Path(folder))
        told: dict[str, list[dict[str, Any]]] = {name: [] for name in every}
        for _ in range(int(rounds)):
            for name, command in every.items():
                told[name].append(run_once(command))
    for case, peer, goal in PAIRS:
        if peer in told:
            show_pair(case, peer, goal, told)
        else:
            print(f"{case:14} {peer} is not installed: see benchmarks/peers.txt")
    for case, goal in ALONE.items():
        seconds = statistics.median(one["seconds"] for one in told[case])
        print(f"{case:16} {seconds:8.3f} s   goal: {goal}")
    show_agreement(told)
    for case, found in told.items():
        parts = {k: v for k, v in found[0].items() if k in ("peak_gb", "worst", "errors", "years")}
        if parts:
            print(case, parts)


if __name__ == "__main__":
    main(*sys.argv[1:])
