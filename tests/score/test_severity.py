"""Severity of judges: published numbers, brute force, invariances, and too little data."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.score.severity import additive, fit_additive, fit_reml, traces
from score.published import MONTGOMERY, SHROUT_FLEISS, marks_of


def chain(n_panels: int, n_judges: int, n_projects: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the codes of panels of which each shares two projects with the next."""
    pairs = [
        np.array(np.meshgrid(
            np.arange(n_projects) + n * (n_projects - 2), np.arange(n_judges) + n * n_judges
        )).reshape(2, -1)
        for n in range(n_panels)
    ]  # fmt: skip
    project, judge = np.concatenate(pairs, axis=1)
    return project, judge


def by_brute_force(
    project: np.ndarray, judge: np.ndarray, points: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return fitted points and the pseudo-inverse of the normal equations, all marks at once."""
    n, m = project.max() + 1, judge.max() + 1
    design = np.zeros((len(points), n + m))
    design[np.arange(len(points)), project] = 1
    design[np.arange(len(points)), n + judge] = 1
    return design @ np.linalg.lstsq(design, points)[0], np.linalg.pinv(design.T @ design)


def test_montgomerys_incomplete_blocks() -> None:
    """Montgomery, Design and Analysis of Experiments: adjusted means, judges, standard errors."""
    fit = fit_additive(*marks_of(MONTGOMERY))
    assert fit.project_effect == pytest.approx([71.375, 71.625, 72, 75])
    assert fit.judge_effect == pytest.approx([0.875, 3.0, -3.875, 0])
    assert fit.project_se == pytest.approx([0.42756578] * 4, abs=5e-9)
    assert fit.sigma == pytest.approx(0.80623, abs=5e-6)
    assert fit.df == 5
    raw = np.nanmean(MONTGOMERY, axis=1)
    assert (raw > raw[0]).sum() == 1
    assert (fit.project_effect > fit.project_effect[0]).sum() == 3


def test_a_chain_of_panels_is_exact() -> None:
    """methods.md: where alternating projections are still wrong by 1.3 points after 500 sweeps."""
    project, judge = chain(40, 7, 12)
    chance = np.random.default_rng(5)
    truth = chance.normal(0, 3, judge.max() + 1)
    points = chance.normal(80, 5, project.max() + 1)[project] + truth[judge]
    fit = fit_additive(project, judge, points)
    assert np.abs(fit.judge_effect - (truth - truth.mean())).max() < 1e-8
    assert np.abs(fit.residual(project, judge, points)).max() < 1e-8


def test_iteration_and_elimination_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    project, judge = chain(40, 7, 12)
    points = np.random.default_rng(7).normal(80, 5, len(project))
    direct = fit_additive(project, judge, points)
    monkeypatch.setattr(additive, "MOST_DENSE", 10)
    iterated = fit_additive(project, judge, points)
    assert np.abs(direct.judge_effect - iterated.judge_effect).max() < 1e-8
    assert np.abs(direct.project_effect - iterated.project_effect).max() < 1e-8
    # Through so long a chain the signs tell the errors badly: they are not told.
    assert np.isnan(iterated.judge_se).mean() > 0.9
    assert np.isnan(iterated.leverage(project, judge)).all()


def scattered(n_projects: int, n_judges: int, n_each: int) -> tuple[np.ndarray, ...]:
    """Return marks of judges drawn for each project."""
    chance = np.random.default_rng(n_projects)
    project = np.repeat(np.arange(n_projects), n_each)
    judge = chance.integers(0, n_judges, len(project))
    merit, severe = chance.normal(80, 5, n_projects), chance.normal(0, 3, n_judges)
    return project, judge, merit[project] + severe[judge] + chance.normal(0, 2, len(project))


@pytest.mark.parametrize("shape", [(1_500, 900, 5), (700, 900, 20)])
def test_drawn_standard_errors_are_as_near_as_they_say(
    shape: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    marks = scattered(*shape)
    exact = fit_additive(*marks)
    assert (exact.project_se_error == 0).all()
    monkeypatch.setattr(additive, "MOST_DENSE", 10)
    drawn = fit_additive(*marks)
    for name in ("project_se", "judge_se"):
        true, found, error = (
            getattr(exact, name), getattr(drawn, name), getattr(drawn, f"{name}_error")
        )  # fmt: skip
        told = np.isfinite(found)
        assert told.mean() > 0.95
        assert (error[told] <= 0.05 * found[told]).all()
        assert np.abs(found - true)[told].max() < 6 * error[told].max()
        assert 0.8 < np.std((found - true)[told] / error[told]) < 1.25
    order = np.random.default_rng(3).permutation(len(marks[0]))
    again = fit_additive(*(one[order] for one in marks))
    assert again.project_se == pytest.approx(drawn.project_se, rel=1e-6, nan_ok=True)


@settings(max_examples=60, deadline=None)
@given(
    shape=st.tuples(st.integers(1, 7), st.integers(1, 7)),
    share=st.floats(0.2, 1),
    seed=st.integers(0, 10_000),
)
def test_any_layout_is_fitted_as_by_brute_force(
    shape: tuple[int, int], share: float, seed: int
) -> None:
    chance = np.random.default_rng(seed)
    matrix = np.where(chance.random(shape) < share, chance.normal(80, 5, shape), np.nan)
    matrix[0, 0] = 80
    project, judge, points = marks_of(matrix)
    fit = fit_additive(project, judge, points)
    expected, inverse = by_brute_force(project, judge, points)
    fitted = fit.project_effect[project] + fit.judge_effect[judge]
    assert fitted == pytest.approx(expected, abs=1e-8)
    for group in range(fit.project_group.max() + 1):
        mine = np.flatnonzero(fit.project_group == group)
        assert fit.judge_effect[fit.judge_group == group].sum() == pytest.approx(0, abs=1e-8)
        if not fit.df:
            continue
        for one in mine:
            contrast = np.zeros(len(inverse))
            contrast[mine] -= 1 / len(mine)
            contrast[one] += 1
            error = fit.sigma * np.sqrt(contrast @ inverse @ contrast)
            assert fit.project_se[one] == pytest.approx(error, abs=1e-7)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), shift=st.floats(-20, 20))
def test_a_constant_of_one_judge_moves_no_project(seed: int, shift: float) -> None:
    chance = np.random.default_rng(seed)
    matrix = chance.normal(80, 5, (8, 4))
    before = fit_additive(*marks_of(matrix))
    matrix[:, 1] += shift
    after = fit_additive(*marks_of(matrix))
    moved = after.project_effect - before.project_effect
    assert moved == pytest.approx(np.full(8, shift / 4), abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), share=st.floats(0.4, 1))
def test_panels_written_twice_say_the_same(seed: int, share: float) -> None:
    chance = np.random.default_rng(seed)
    matrix = np.where(chance.random((8, 4)) < share, chance.normal(80, 5, (8, 4)), np.nan)
    matrix[0, 0] = 80
    project, judge, points = marks_of(matrix)
    once = fit_additive(project, judge, points)
    twice = fit_additive(*(np.tile(one, 2) for one in (project, judge, points)))
    for name in ("project_effect", "judge_effect"):
        again = getattr(twice, name)
        assert again == pytest.approx(getattr(once, name), abs=1e-8, nan_ok=True)
    assert (twice.project_group == once.project_group).all()


def test_order_of_marks_and_names_play_no_part() -> None:
    project, judge, points = marks_of(MONTGOMERY)
    order = np.random.default_rng(3).permutation(len(points))
    fit, mixed = (
        fit_additive(*(one[n] for one in (project, judge, points)))
        for n in (np.arange(len(points)), order)
    )
    assert mixed.project_effect == pytest.approx(fit.project_effect, abs=1e-10)
    turned = fit_additive(3 - project, 3 - judge, points)
    assert turned.project_effect[::-1] == pytest.approx(fit.project_effect, abs=1e-10)
    assert turned.project_se[::-1] == pytest.approx(fit.project_se, abs=1e-10)


def test_panels_without_a_common_project_are_groups_of_their_own() -> None:
    fit = fit_additive([0, 0, 1, 2, 2, 3], [0, 1, 1, 2, 3, 3], [80, 82, 85, 70, 72, 75.0])
    assert fit.project_group.tolist() == [0, 0, 1, 1]
    assert fit.judge_group.tolist() == [0, 0, 1, 1]
    assert fit.judge_effect.tolist() == [-1, 1, -1, 1]
    assert fit.df == 0
    assert np.isnan(fit.sigma)


def test_little_data_gives_no_invented_number() -> None:
    one = fit_additive([0], [0], [88.0])
    assert (one.project_effect.tolist(), one.judge_effect.tolist(), one.df) == ([88.0], [0.0], 0)
    assert np.isnan(one.project_se).all()
    alike = fit_additive([0, 0, 1, 1], [0, 1, 0, 1], [80, 80, 80, 80])
    assert (alike.sigma, alike.project_se.tolist()) == (0, [0, 0])
    gap = fit_additive([0, 2], [0, 0], [80, 90])
    assert np.isnan(gap.project_effect[1])
    assert gap.project_group.tolist() == [0, -1, 0]


def test_reml_of_shrout_and_fleiss() -> None:
    """Variances and predictions that lme4 gives for Shrout & Fleiss's table."""
    fit = fit_reml(*marks_of(SHROUT_FLEISS))
    assert (fit.mean, fit.is_converged) == (pytest.approx(5.2916667, abs=5e-8), True)
    variances = (fit.var_project, fit.var_judge, fit.var_residual)
    assert variances == pytest.approx((2.55556, 5.24445, 1.01944), abs=6e-6)
    predicted = [0.64409874, -2.08384886, 1.09875667, -1.17453299, 2.00807253, -0.49254609]
    assert fit.project_blup == pytest.approx(predicted, abs=2e-6)
    turned = fit_reml(*(marks_of(SHROUT_FLEISS.T)))
    assert turned.var_judge == pytest.approx(fit.var_project, rel=1e-9)


def restricted_likelihood(matrix: np.ndarray, variances: tuple[float, float, float]) -> float:
    """Return the restricted log-likelihood from the whole covariance matrix of the marks."""
    project, judge, points = marks_of(matrix)
    own, beside, error = variances
    cov = own * (project[:, None] == project) + beside * (judge[:, None] == judge)
    cov = cov + error * np.eye(len(points))
    weight = np.linalg.inv(cov)
    ones = np.ones(len(points))
    mean = ones @ weight @ points / (ones @ weight @ ones)
    left = points - mean
    logs = np.linalg.slogdet(cov)[1] + np.log(ones @ weight @ ones)
    return float(-(logs + left @ weight @ left) / 2)


@pytest.mark.parametrize("seed", range(6))
def test_reml_is_where_the_restricted_likelihood_is_greatest(seed: int) -> None:
    chance = np.random.default_rng(seed)
    matrix = chance.normal(80, 2, (9, 5)) + chance.normal(0, 3, (9, 1)) + chance.normal(0, 2, 5)
    matrix[chance.random(matrix.shape) < 0.3] = np.nan
    fit = fit_reml(*marks_of(matrix))
    found = (fit.var_project, fit.var_judge, fit.var_residual)
    best = restricted_likelihood(matrix, found)
    for place in range(3):
        for factor in (0.97, 1.03):
            near = tuple(v * factor if n == place else v for n, v in enumerate(found))
            assert restricted_likelihood(matrix, (near[0], near[1], near[2])) <= best + 1e-10


@pytest.mark.parametrize("shape", [(1_500, 900, 5), (700, 900, 20)])
def test_drawn_traces_are_as_near_as_they_say(
    shape: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    marks = scattered(*shape)
    exact = fit_reml(*marks)
    assert exact.probe_errors == (0, 0, 0)
    monkeypatch.setattr(traces, "MOST_DENSE", 10)
    drawn = fit_reml(*marks)
    assert drawn.is_converged
    for name, error in zip(
        ("var_project", "var_judge", "var_residual"), drawn.probe_errors, strict=True
    ):
        assert 0 < error < 1e-3 * getattr(exact, name)
        assert abs(getattr(drawn, name) - getattr(exact, name)) < 4 * error
    assert drawn.mean == pytest.approx(exact.mean, abs=1e-4)
    assert drawn.judge_blup == pytest.approx(exact.judge_blup, abs=5e-3)
    order = np.random.default_rng(3).permutation(len(marks[0]))
    again = fit_reml(*(one[order] for one in marks))
    assert again.var_judge == pytest.approx(drawn.var_judge, rel=1e-5)
    turned = fit_reml(marks[1], marks[0], marks[2])
    assert turned.var_judge == pytest.approx(drawn.var_project, rel=1e-5)


def test_reml_drawn_where_judges_do_not_differ(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traces, "MOST_DENSE", 1)
    rotated = [np.roll([-2.0, -1, 0, 1, 2], n) for n in range(40)]
    matrix = np.random.default_rng(4).normal(80, 5, (40, 1)) + rotated
    fit = fit_reml(*marks_of(matrix))
    assert (fit.var_judge, fit.probe_errors[1]) == (pytest.approx(0, abs=1e-6), 0)
    gap = fit_reml([0, 0, 1, 1, 3, 3], [0, 1, 0, 1, 0, 3], [80, 82, 90, 91, 85, 84.0])
    assert (gap.project_blup[2], gap.judge_blup[2]) == (0, 0)


def test_reml_where_judges_do_not_differ() -> None:
    rotated = [np.roll([-2.0, -1, 0, 1, 2], n) for n in range(40)]
    matrix = np.random.default_rng(4).normal(80, 5, (40, 1)) + rotated
    fit = fit_reml(*marks_of(matrix))
    assert fit.var_judge < 1e-6
    assert np.abs(fit.judge_blup).max() < 1e-3
    alike = fit_reml([0, 0, 1, 1], [0, 1, 0, 1], [80, 80, 80, 80])
    assert (alike.mean, alike.var_project, alike.var_residual) == (80, 0, 0)


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        (([0, 1], [0], [1.0, 2.0]), "one length"),
        (([], [], []), "at least one mark"),
        (([0.5, 1], [0, 0], [1, 2]), "whole numbers"),
        (([-1, 1], [0, 0], [1, 2]), "from 0 up"),
        (([0, 1], [0, 0], [1, np.nan]), "finite"),
    ],
)
def test_wrong_calls_are_told(codes: tuple[list[float], ...], said: str) -> None:
    for fit in (fit_additive, fit_reml):
        with pytest.raises(ValueError, match=said):
            fit(*codes)


def test_reml_refuses_too_little() -> None:
    with pytest.raises(ValueError, match="two projects and two judges"):
        fit_reml([0, 1, 2], [0, 0, 0], [1, 2, 3])
    with pytest.raises(ValueError, match="more marks"):
        fit_reml([0, 1], [0, 1], [1, 2])
