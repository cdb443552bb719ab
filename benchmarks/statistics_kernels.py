"""One kernel once, timed: python benchmarks/statistics_kernels.py CASE. The data are not timed."""

from __future__ import annotations

import resource
import sys
import tempfile
from pathlib import Path

import numpy as np
from statistics_data import (
    LEVEL,
    TOP,
    chain_marks,
    components,
    panel_marks,
    tell,
    timed,
    whole_matrix,
)

from assessment.founding import make_demo
from assessment.pipeline.probing import probe_scores
from assessment.score.sensitivity import rank_acceptability
from assessment.score.severity import fit_additive, fit_reml
from assessment.score.uncertainty import bootstrap_ranks
from assessment.workspace import open_workspace

MANY = 5_000_000


def peak() -> float:
    """Return the most memory this process has held, in GB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def additive() -> None:
    marks = panel_marks(MANY)
    seconds, fit = timed(lambda: fit_additive(*marks))
    fitted = fit.project_effect[marks[0][:1000]] + fit.judge_effect[marks[1][:1000]]
    tell(seconds, peak_gb=peak(), fitted=fitted.tolist())


def additive_errors() -> None:
    marks = panel_marks(MANY)
    fit = fit_additive(*marks)
    seconds, _ = timed(lambda: (fit.project_se, fit.judge_se))
    tell(seconds, peak_gb=peak())


def chain() -> None:
    project, judge, points, severe = chain_marks()
    seconds, fit = timed(lambda: fit_additive(project, judge, points))
    tell(seconds, worst=float(np.abs(fit.judge_effect - severe).max()))


def reml(n_marks: int) -> None:
    marks = panel_marks(n_marks)
    seconds, fit = timed(lambda: fit_reml(*marks))
    variances = [fit.var_project, fit.var_judge, fit.var_residual]
    tell(seconds, peak_gb=peak(), mean=fit.mean, variances=variances)


def crossed() -> None:
    """20,000 projects by 10,000 judges: beyond what a matrix holds."""
    chance = np.random.default_rng(2020)
    project = np.repeat(np.arange(20_000), 10)
    judge = chance.integers(0, 10_000, len(project))
    points = chance.normal(80, 5, 20_000)[project] + chance.normal(0, 3, 10_000)[judge]
    points += chance.normal(0, 2, len(project))
    seconds, fit = timed(lambda: fit_reml(project, judge, points))
    variances = [fit.var_project, fit.var_judge, fit.var_residual]
    tell(seconds, peak_gb=peak(), variances=variances, errors=fit.probe_errors)


def bootstrap(n_judges: int) -> None:
    marks = whole_matrix(n_judges)
    call = {"level": LEVEL, "top": TOP, "seed": 1}
    bootstrap_ranks(marks[:50], draws=100, **call)
    seconds, found = timed(lambda: bootstrap_ranks(marks, draws=10_000, **call))
    tell(seconds, peak_gb=peak(), width=float((found["rank_high"] - found["rank_low"]).mean()))


def acceptability() -> None:
    points = components()
    rank_acceptability(points, draws=100, seed=1)
    seconds, found = timed(lambda: rank_acceptability(points, draws=100_000, seed=1))
    tell(seconds, first=found[:, 0].tolist())


def year() -> None:
    """All statistics of one sample year after another, from their scored tables: the slowest."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "demo"
        make_demo(root, progress=lambda _, **__: None)
        workspace = open_workspace(root)
        given = [
            (dict(workspace.run(year).tables), workspace.rules(year))
            for year in workspace.years_with_data()
        ]
    taken = [timed(lambda one=one: probe_scores(*one))[0] for one in given]
    tell(max(taken), years=taken)


CASES = {
    "additive": additive,
    "additive_errors": additive_errors,
    "chain": chain,
    "reml_150k": lambda: reml(150_000),
    "reml_5M": lambda: reml(MANY),
    "reml_crossed": crossed,
    "bootstrap_15": lambda: bootstrap(15),
    "bootstrap_30": lambda: bootstrap(30),
    "acceptability": acceptability,
    "year": year,
}

if __name__ == "__main__":
    CASES[sys.argv[1]]()
