"""rho and tau with ties, their permutation p and intervals: against SciPy and brute force."""

from __future__ import annotations

import itertools
import math
import random
from fractions import Fraction

import numpy as np
import pytest
from scipy import stats

from assessment.score.association import STATISTICS, chance, doubled_ranks, interval, pairs_of

ORACLES = {"spearman": stats.spearmanr, "kendall": stats.kendalltau}
BOTH = pytest.mark.parametrize("statistic", STATISTICS)


def drawn(seed, n=None):
    random_ = random.Random(seed)
    n = n or random_.randint(4, 20)
    return [[random_.randint(0, 8) for _ in range(n)] for _ in range(2)]


@BOTH
@pytest.mark.parametrize("seed", range(25))
def test_one_group_equals_scipy(seed, statistic):
    first, second = drawn(seed)
    found = pairs_of(first, second, [0] * len(first), statistic).value
    assert found == pytest.approx(ORACLES[statistic](first, second).statistic, abs=1e-12)


def test_ranks_equal_scipy():
    values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5]
    assert doubled_ranks(values).tolist() == (2 * stats.rankdata(values)).tolist()


@BOTH
def test_ten_pupils_counted_by_hand(statistic):
    # 21 pairs agree and 24 disagree: tau = −3/45. Squared differences sum to 182: rho = −17/165.
    maths, music = (7, 4, 3, 10, 6, 2, 9, 8, 1, 5), (5, 7, 3, 10, 1, 9, 6, 2, 8, 4)
    found = pairs_of(maths, music, [0] * 10, statistic).value
    wanted = {"kendall": -3 / 45, "spearman": 1 - 6 * 182 / 990}[statistic]
    assert found == pytest.approx(wanted, abs=1e-12)


def test_hollander_and_wolfe_tuna():
    """Nonparametric Statistical Methods, table 8.1 (and R, cor.test): tau .4444, exact p .1194."""
    light = [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1]
    panel = [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8]
    pairs = pairs_of(light, panel, [0] * 9, "kendall")
    assert pairs.value == pytest.approx(0.4444444)
    assert chance(pairs, draws=9999, seed=1).share == pytest.approx(0.1194, abs=0.01)


@BOTH
def test_only_pairs_of_the_same_group_are_compared(statistic):
    # Year 1 stands far above year 0 in both; within the years the orders are opposite.
    first, second = [1, 2, 3, 11, 12, 13], [3, 2, 1, 13, 12, 11]
    assert pairs_of(first, second, [0] * 6, statistic).value > 0
    assert pairs_of(first, second, [0, 0, 0, 1, 1, 1], statistic).value == -1


@pytest.mark.parametrize("seed", range(8))
def test_pooled_tau_counts_pairs_within_groups(seed):
    first, second = drawn(seed, 14)
    groups = [0] * 6 + [1] * 8
    over = agree = one = two = 0
    for i, j in itertools.combinations(range(14), 2):
        if groups[i] == groups[j]:
            a, b = np.sign(first[i] - first[j]), np.sign(second[i] - second[j])
            over, agree, one, two = over + 1, agree + a * b, one + abs(a), two + abs(b)
    wanted = agree / math.sqrt(one * two)
    assert pairs_of(first, second, groups, "kendall").value == pytest.approx(wanted)


@BOTH
@pytest.mark.parametrize("seed", range(5))
def test_exact_p_equals_brute_force(seed, statistic):
    first, second = drawn(seed, 6)
    pairs = pairs_of(first, second, [0] * 6, statistic)
    orders = list(itertools.permutations(second))
    values = [pairs_of(first, order, [0] * 6, statistic).value for order in orders]
    far = sum(abs(value) >= abs(pairs.value) - 1e-12 for value in values)
    found = chance(pairs, draws=720, seed=1)
    assert (found.is_exact, found.n_orders) == (True, 720)
    assert found.share == far / 720


@BOTH
def test_exact_p_of_two_groups_equals_brute_force(statistic):
    first, second, groups = [1, 2, 2, 5, 7, 7, 9], [4, 4, 1, 3, 2, 9, 8], [0, 0, 0, 1, 1, 1, 1]
    pairs = pairs_of(first, second, groups, statistic)
    ways = itertools.product(itertools.permutations(second[:3]), itertools.permutations(second[3:]))
    values = [pairs_of(first, one + two, groups, statistic).value for one, two in ways]
    far = sum(abs(value) >= abs(pairs.value) - 1e-12 for value in values)
    assert chance(pairs, draws=200, seed=1).share == far / 144


@BOTH
def test_drawn_p_is_near_scipy_and_repeats(statistic):
    first, second = drawn(3, 16)
    pairs = pairs_of(first, second, [0] * 16, statistic)
    found = chance(pairs, draws=4999, seed=7)
    assert found == chance(pairs, draws=4999, seed=7)
    assert found.share != chance(pairs, draws=4999, seed=8).share
    test = stats.permutation_test(
        (first,), lambda one: ORACLES[statistic](one, second).statistic,
        permutation_type="pairings", n_resamples=499, rng=np.random.default_rng(5),
    )  # fmt: skip
    assert abs(found.share - test.pvalue) < 0.07


def test_intervals_are_those_of_bonett_and_wright():
    low, high = interval(0.5, [20], "spearman", level=0.95)
    error = math.sqrt((1 + 0.25 / 2) / 17)
    assert math.atanh(high) - math.atanh(low) == pytest.approx(2 * 1.959964 * error, abs=1e-6)
    both = interval(0.3, [12, 10], "kendall", level=0.95)
    assert math.atanh(both[1]) - math.atanh(0.3) == pytest.approx(
        1.959964 * math.sqrt(0.437 / 14), abs=1e-6
    )


@BOTH
@pytest.mark.parametrize(("value", "sizes"), [(1.0, [20]), (-1.0, [20]), (0.2, [3]), (0.2, [3, 2])])
def test_too_little_has_no_interval(value, sizes, statistic):
    assert all(math.isnan(end) for end in interval(value, sizes, statistic, level=0.95))


def test_without_two_values_there_is_no_coefficient():
    assert math.isnan(pairs_of([1, 1, 1], [1, 2, 3], [0] * 3, "kendall").value)


def test_fractions_that_floats_would_tie_are_apart():
    close = [Fraction(1, 3), Fraction(1, 3) + Fraction(1, 10**20), Fraction(1)]
    assert pairs_of(close, [1, 2, 3], [0] * 3, "kendall").value == 1


@pytest.mark.parametrize("call", [
    lambda: pairs_of([1], [1], [0], "pearson"),
    lambda: chance(pairs_of([1, 2], [1, 2], [0, 0], "kendall"), draws=0, seed=1),
])  # fmt: skip
def test_wrong_calls_are_refused(call):
    with pytest.raises(ValueError, match="should be"):
        call()
