"""How far judges agree: intraclass correlations, Kendall's W, Krippendorff's alpha."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import krippendorff
import numpy as np
import pandas as pd
from scipy.special import chdtrc, fdtrc, fdtri

from assessment.score.severity import fit_reml
from assessment.score.severity.codes import Floats

Level = Literal["nominal", "ordinal", "interval", "ratio"]
LEVELS: tuple[Level, ...] = ("nominal", "ordinal", "interval", "ratio")
_COLUMNS = ("value", "low", "high", "f", "df1", "df2", "p")


class KendallW(NamedTuple):
    """Kendall's coefficient of concordance, corrected for ties, and its test."""

    w: float
    chi2: float
    df: int
    p: float


@dataclass(frozen=True, slots=True)
class _Squares:
    """Mean squares of a two-way layout; `k` judges a project, on average where some are missing."""

    between: float
    within: float
    judges: float
    error: float
    n: int
    k: float
    df_within: float
    df_error: float


def icc(matrix: Any, *, level: float = 0.95) -> pd.DataFrame:
    """Return the six intraclass correlations of a matrix of projects × judges (nan: no mark).

    Rows ICC1, ICC2, ICC3 are of one judge's marks (each project its own judges; judges drawn at
    random; these very judges), ICC1k, ICC2k, ICC3k of the mean of all. Columns: value, low and
    high (confidence limits), f, df1, df2 and p of the test that it is 0. What cannot be computed,
    as without any spread, is nan. Where marks are missing, mean squares are put together from
    REML variances with the average number of judges; limits are then approximate.

    Raises
    ------
    ValueError
        If there are not at least two projects and two judges with marks.

    Source
    ------
    Shrout & Fleiss 1979, Psychological Bulletin 86, 420-428; limits by McGraw & Wong 1996.
    """
    marks = _checked(matrix)
    one = _complete(marks) if np.isfinite(marks).all() else _incomplete(marks)
    tail = 1 - (1 - level) / 2
    return pd.DataFrame(_correlations(one, tail), columns=list(_COLUMNS), index=list(_NAMES))


_NAMES = ("ICC1", "ICC2", "ICC3", "ICC1k", "ICC2k", "ICC3k")


def _correlations(one: _Squares, tail: float) -> list[tuple[float, ...]]:
    with np.errstate(divide="ignore", invalid="ignore"):
        tests = [_test(one.between, mean, one.n - 1, df) for mean, df in (
            (one.within, one.df_within), (one.error, one.df_error), (one.error, one.df_error),
        )]  # fmt: skip
        single = [
            _one_way(tests[0], one.k, tail),
            _two_way(one, tail),
            _one_way(tests[2], one.k, tail),
        ]
        several = [_step_up(values, one.k) for values in single]
    return [
        (*values, *test) for values, test in zip((*single, *several), (*tests, *tests), strict=True)
    ]


def _test(between: float, within: float, df1: float, df2: float) -> tuple[float, ...]:
    ratio = np.float64(between) / np.float64(within)
    return float(ratio), float(df1), float(df2), float(fdtrc(df1, df2, ratio))


def _one_way(test: tuple[float, ...], k: float, tail: float) -> tuple[float, float, float]:
    ratio, df1, df2, _ = test
    low, high = ratio / fdtri(df1, df2, tail), ratio * fdtri(df2, df1, tail)
    value, low, high = (float((f - 1) / (f + k - 1)) for f in (ratio, low, high))
    return value, low, high


def _two_way(one: _Squares, tail: float) -> tuple[float, float, float]:
    n, k, error = one.n, one.k, np.float64(one.error)
    spread = k * (one.judges - error) / n
    value = (one.between - error) / (one.between + (k - 1) * error + spread)
    ratio = one.judges / error
    # Satterthwaite's degrees of freedom of the judges' and the error's mean squares together.
    part = n * (1 + (k - 1) * value) - k * value
    df = (k - 1) * (n - 1) * (k * value * ratio + part) ** 2
    df /= (n - 1) * (k * value * ratio) ** 2 + part**2
    above, below = fdtri(n - 1, df, tail), fdtri(df, n - 1, tail)
    rest = k * one.judges + (k * n - k - n) * error
    low = n * (one.between - above * error) / (above * rest + n * one.between)
    high = n * (below * one.between - error) / (rest + n * below * one.between)
    return float(value), float(low), float(high)


def _step_up(values: tuple[float, float, float], k: float) -> tuple[float, float, float]:
    """Return the reliability of the mean of k judges (Spearman-Brown)."""
    value, low, high = (float(np.float64(k * r) / (1 + (k - 1) * r)) for r in values)
    return value, low, high


def _complete(marks: Floats) -> _Squares:
    n, k = marks.shape
    mean, project, judge = marks.mean(), marks.mean(axis=1), marks.mean(axis=0)
    left = marks - project[:, None] - judge + mean
    error = float((left**2).sum())
    judges = float(n * ((judge - mean) ** 2).sum())
    between = float(k * ((project - mean) ** 2).sum())
    return _Squares(
        between=between / (n - 1),
        within=(judges + error) / (n * (k - 1)),
        judges=judges / (k - 1),
        error=error / ((n - 1) * (k - 1)),
        n=n,
        k=k,
        df_within=n * (k - 1),
        df_error=(n - 1) * (k - 1),
    )


def _incomplete(marks: Floats) -> _Squares:
    project, judge = np.nonzero(np.isfinite(marks))
    fit = fit_reml(project, judge, marks[project, judge])
    n, n_judges = marks.shape
    n_marks = len(project)
    counts = np.bincount(project)
    k = (n_marks - (counts**2).sum() / n_marks) / (n - 1)
    beside = np.bincount(judge)
    per_judge = (n_marks - (beside**2).sum() / n_marks) / (n_judges - 1)
    error = fit.var_residual
    return _Squares(
        between=error + k * fit.var_project,
        within=error + fit.var_judge,
        judges=error + per_judge * fit.var_judge,
        error=error,
        n=n,
        k=float(k),
        df_within=n_marks - n,
        df_error=n_marks - n - n_judges + 1,
    )


def kendall_w(matrix: Any) -> KendallW:
    """Return Kendall's W of a matrix of projects × judges without a gap, corrected for ties.

    W is nan where every judge gives all projects the same mark. The chi-square test is rough for
    fewer than eight projects.

    Raises
    ------
    ValueError
        If a mark is missing, or there are not at least two projects and two judges.

    Source
    ------
    Kendall & Babington Smith 1939; ties: Kendall & Gibbons 1990, ch. 6.

    Examples
    --------
    >>> kendall_w([[1, 1], [2, 2], [3, 3]]).w
    1.0
    """
    marks = _checked(matrix)
    if not np.isfinite(marks).all():
        raise ValueError("Kendall's W needs every judge's mark of every project")
    n, m = marks.shape
    ranks = pd.DataFrame(marks).rank().to_numpy()
    sums = ranks.sum(axis=1)
    tied = sum(float((count**3 - count).sum()) for count in map(_tie_sizes, marks.T))
    whole = m**2 * (n**3 - n) - m * tied
    square = float(((sums - sums.mean()) ** 2).sum())
    w = 12 * square / whole if whole else float("nan")
    chi2 = m * (n - 1) * w
    return KendallW(w, chi2, n - 1, float(chdtrc(n - 1, chi2)))


def _tie_sizes(marks: Floats) -> Floats:
    return np.unique(marks, return_counts=True)[1].astype(float)


def krippendorff_alpha(matrix: Any, *, level: Level) -> float:
    """Return Krippendorff's alpha of a matrix of projects × judges (nan: no mark).

    It is nan where no two judges share a project, or all marks are one value.

    Raises
    ------
    ValueError
        If `level` is none of nominal, ordinal, interval and ratio.

    Source
    ------
    Krippendorff 2011, Computing Krippendorff's Alpha-Reliability; the library `krippendorff`.
    """
    if level not in LEVELS:
        raise ValueError(f"level must be one of {', '.join(LEVELS)}, not {level!r}")
    marks = np.asarray(matrix, dtype=float)
    is_shared = np.isfinite(marks).sum(axis=1) > 1
    shared = marks[is_shared][np.isfinite(marks[is_shared])]
    if len(np.unique(shared)) < 2:
        return float("nan")
    alpha: float = krippendorff.alpha(marks.T, level_of_measurement=level)
    return float(alpha)


def against_the_rest(matrix: Any) -> Floats:
    """Return Spearman's rho of each judge with the mean of the other judges' marks.

    It is nan for a judge who shares fewer than three projects, or has no spread.
    """
    marks = np.asarray(matrix, dtype=float)
    found = np.full(marks.shape[1], np.nan)
    for judge, own in enumerate(marks.T):
        others = np.delete(marks, judge, axis=1)
        is_shared = np.isfinite(own) & np.isfinite(others).any(axis=1)
        if is_shared.sum() < 3:
            continue
        found[judge] = _spearman(own[is_shared], np.nanmean(others[is_shared], axis=1))
    return found


def _spearman(first: Floats, second: Floats) -> float:
    both = (np.round(values, 9) for values in (first, second))
    ranks = [pd.Series(values).rank().to_numpy() - (len(values) + 1) / 2 for values in both]
    size = float(np.sqrt((ranks[0] ** 2).sum() * (ranks[1] ** 2).sum()))
    return float(ranks[0] @ ranks[1]) / size if size else float("nan")


def _checked(matrix: Any) -> Floats:
    marks: Floats = np.asarray(matrix, dtype=float)
    if marks.ndim != 2:
        raise ValueError(f"the matrix must be projects × judges, not of {marks.ndim} dimensions")
    is_marked = np.isfinite(marks)
    marks = marks[is_marked.any(axis=1)][:, is_marked.any(axis=0)]
    if min(marks.shape) < 2:
        raise ValueError("there must be at least two projects and two judges with marks")
    return marks
