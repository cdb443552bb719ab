"""One peer once, timed as it is used: run by the peers' own interpreter (benchmarks/peers.txt).

Only the computing is timed. What each peer is spared stands beside it.
"""

from __future__ import annotations

import sys
import warnings

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import lsqr
from scipy.stats import rankdata
from statistics_data import (
    LEVEL,
    TOP,
    components,
    panel_marks,
    tell,
    timed,
    whole_matrix,
)

# The peers weigh one weight vector at a time; so many are timed and scaled up to 100,000.
N_WEIGHTS = 3_000


def bincount() -> None:
    """Three passes over the marks: the least that any fit must do."""
    project, judge, points = panel_marks(5_000_000)

    def run() -> None:
        np.bincount(project, points)
        np.bincount(judge, points)
        np.bincount(project)

    run()
    tell(timed(run)[0])


def least_squares() -> None:
    """lsqr to 1e-10; the building of its matrix is not timed."""
    project, judge, points = panel_marks(5_000_000)
    n = int(project.max()) + 1
    places = (np.tile(np.arange(len(points)), 2), np.concatenate((project, n + judge)))
    design = csr_matrix((np.ones(2 * len(points)), places))
    run = lambda: lsqr(design, points, atol=1e-10, btol=1e-10, iter_lim=5_000)  # noqa: E731
    seconds, found = timed(run)
    fitted = found[0][project[:1000]] + found[0][n + judge[:1000]]
    tell(seconds, fitted=fitted.tolist(), steps=int(found[2]))


def loop(n_judges: int) -> None:
    """The bootstrap as it is usually written: draw, average, rank, and quantiles at the end."""
    marks = whole_matrix(n_judges)

    def run() -> np.ndarray:
        chance = np.random.default_rng(1)
        ranks = np.empty((10_000, len(marks)))
        for draw in range(len(ranks)):
            drawn = chance.integers(n_judges, size=n_judges)
            ranks[draw] = rankdata(-marks[:, drawn].mean(axis=1), method="min")
        (ranks <= TOP).mean(axis=0)
        return np.quantile(ranks, [(1 - LEVEL) / 2, (1 + LEVEL) / 2], axis=0)

    seconds, (low, high) = timed(run)
    tell(seconds, width=float((high - low).mean()))


def scikit_criteria() -> None:
    """A weighted sum ranked for each weight vector; how often first is counted from its ranks."""
    import skcriteria
    from skcriteria.agg.simple import WeightedSumModel

    model, points = WeightedSumModel(), components()

    def rank(weights: np.ndarray) -> np.ndarray:
        matrix = skcriteria.mkdm(points, [max] * points.shape[1], weights=weights)
        return np.asarray(model.evaluate(matrix).rank_)

    _acceptability(rank)


def pymcdm() -> None:
    """A weighted sum ranked for each weight vector, the points as they are (no scaling)."""
    from pymcdm.helpers import rrankdata
    from pymcdm.methods import WSM

    def unscaled(column: np.ndarray, cost: bool) -> np.ndarray:
        return -column if cost else column

    points = components()
    model, types = WSM(unscaled), np.ones(points.shape[1])
    _acceptability(lambda weights: rrankdata(model(points, weights, types)))


def _acceptability(rank: object) -> None:
    weights = np.random.default_rng(1).dirichlet(np.ones(6), size=N_WEIGHTS)
    seconds, ranks = timed(lambda: np.array([rank(one) for one in weights]))
    tell(seconds * 100_000 / N_WEIGHTS, first=(ranks == 1).mean(axis=0).tolist())


CASES = {
    "bincount": bincount,
    "lsqr": least_squares,
    "loop_15": lambda: loop(15),
    "loop_30": lambda: loop(30),
    "scikit_criteria": scikit_criteria,
    "pymcdm": pymcdm,
}

if __name__ == "__main__":
    warnings.simplefilter("ignore")
    CASES[sys.argv[1]]()
