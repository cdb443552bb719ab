"""Linear algebra on one thread: nothing depends on how many there are."""

from __future__ import annotations

import numpy as np
import pytest
from threadpoolctl import threadpool_info, threadpool_limits

from assessment.score.one_thread import one_thread
from assessment.score.sensitivity import rank_acceptability
from assessment.score.severity import fit_additive, fit_reml
from assessment.score.uncertainty import bootstrap_ranks


def n_threads() -> set[int]:
    return {one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"}


def test_one_thread_within_and_as_before_after() -> None:
    with threadpool_limits(2, user_api="blas"):
        assert one_thread(n_threads)() == {1}
        assert n_threads() == {2}
        with pytest.raises(ZeroDivisionError):
            one_thread(divmod)(1, 0)
        assert n_threads() == {2}


def bits(n: int) -> list[bytes]:
    """Return every number that the kernels find, with so many threads allowed."""
    chance = np.random.default_rng(6)
    project = np.repeat(np.arange(3_000), 5)
    judge = chance.integers(0, 700, len(project))
    points = chance.normal(80, 4, len(project))
    with threadpool_limits(n, user_api="blas"):
        additive = fit_additive(project, judge, points)
        drawn = fit_reml(project, judge, points)
        found = [
            additive.project_effect,
            additive.project_se,
            additive.judge_se,
            additive.leverage(project, judge),
            np.array([drawn.mean, drawn.var_project, drawn.var_judge]),
            drawn.judge_blup,
            rank_acceptability(chance.normal(80, 4, (300, 4)), draws=900, seed=1),
            bootstrap_ranks(
                chance.normal(80, 4, (900, 12)), draws=300, level=0.9, seed=1, top=9
            ).to_numpy(),
        ]
    return [one.tobytes() for one in found]


def test_results_are_the_same_with_one_thread_and_with_two() -> None:
    assert bits(1) == bits(2)
