"""How far two orders of the same few units agree: coefficient, permutation p, interval.

Spearman's rho and Kendall's tau-b are one formula over pairs of units (Daniels 1944): the sum of
a·b over all pairs, divided by the root of the sums of a² and of b². For rho a and b are
differences of mid-ranks, for tau their signs. Where units stand in groups (years), only pairs
within a group are compared, so that a level that differs between groups plays no part.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from itertools import permutations
from statistics import NormalDist

import numpy as np

Number = float | Fraction
STATISTICS = ("spearman", "kendall")
# Fieller, Hartley & Pearson 1957 and Bonett & Wright 2000: the variance of atanh(coefficient).
_VARIANCES: dict[str, tuple[Callable[[float], float], int]] = {
    "spearman": (lambda rho: 1 + rho**2 / 2, 3),
    "kendall": (lambda _: 0.437, 4),
}
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Chance:
    """The share of orders at least as far from 0, and how many orders were looked at.

    `is_exact` tells that these were all there are.
    """

    share: float
    n_orders: int
    is_exact: bool


@dataclass(frozen=True, slots=True)
class Block:
    """The pairs of units of one group in both orders, as whole numbers: units × units."""

    first: np.ndarray
    second: np.ndarray

    @property
    def product(self) -> int:
        """The sum of the products over all pairs."""
        return int((self.first * self.second).sum())


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs of every group."""

    blocks: tuple[Block, ...]

    @property
    def value(self) -> float:
        """The coefficient; not a number where one order has no two different values."""
        size = math.prod(
            sum(int((matrix**2).sum()) for matrix in side)
            for side in zip(*((one.first, one.second) for one in self.blocks), strict=True)
        )
        return self.product / math.sqrt(size) if size else math.nan

    @property
    def product(self) -> int:
        """The sum of the products over all pairs of all groups."""
        return sum(one.product for one in self.blocks)

    @property
    def sizes(self) -> list[int]:
        """How many units each group has."""
        return [len(one.first) for one in self.blocks]


def pairs_of(
    first: Sequence[Number], second: Sequence[Number], groups: Sequence[int], statistic: str
) -> Pairs:
    """Return the pairs of units of each group.

    Parameters
    ----------
    first, second : sequence
        Values of the same units; only their order counts, fractions are compared exactly.
    groups : sequence of int
        The group of each unit.
    statistic : {"spearman", "kendall"}
        What is compared: mid-ranks or signs.

    Raises
    ------
    ValueError
        When the statistic is unknown.

    Examples
    --------
    >>> round(pairs_of([1, 2, 3, 4], [1, 3, 2, 4], [0, 0, 0, 0], "kendall").value, 4)
    0.6667
    """
    if statistic not in STATISTICS:
        raise ValueError(f"statistic should be one of {STATISTICS}, not {statistic!r}")
    blocks = []
    for group in sorted(set(groups)):
        mine = [n for n, one in enumerate(groups) if one == group]
        sides = ([values[n] for n in mine] for values in (first, second))
        blocks.append(Block(*(_apart(side, statistic) for side in sides)))
    return Pairs(tuple(blocks))


def _apart(values: Sequence[Number], statistic: str) -> np.ndarray:
    ranks = doubled_ranks(values)
    apart = ranks[:, None] - ranks[None, :]
    return np.asarray(np.sign(apart) if statistic == "kendall" else apart)


def doubled_ranks(values: Sequence[Number]) -> np.ndarray:
    """Return twice the mid-ranks, which are whole numbers.

    Examples
    --------
    >>> doubled_ranks([5, 7, 7, 9]).tolist()
    [2, 5, 5, 8]
    """
    below = [sum(other < one for other in values) for one in values]
    level = [sum(other == one for other in values) for one in values]
    return np.array([2 * b + e + 1 for b, e in zip(below, level, strict=True)], dtype=np.int64)


def chance(pairs: Pairs, /, *, draws: int, seed: int) -> Chance:
    """Return how often chance alone gives a coefficient as far from 0, in either direction.

    The second order is dealt out anew within each group: in every possible way when these are
    at most `draws`, else `draws` times at random, the order found counted as one more.

    Raises
    ------
    ValueError
        When `draws` is below 1.
    """
    if draws < 1:
        raise ValueError(f"draws should be at least 1, not {draws}")
    n_ways = math.prod(map(math.factorial, pairs.sizes))
    found = abs(pairs.product)
    if n_ways <= draws:
        every = reduce(np.add.outer, (_every(block) for block in pairs.blocks))
        return Chance(int((abs(every) >= found).sum()) / n_ways, n_ways, is_exact=True)
    generator = np.random.default_rng(seed)
    drawn = sum(_drawn(block, draws, generator) for block in pairs.blocks)
    n_far = int((abs(np.asarray(drawn)) >= found).sum())
    return Chance((n_far + 1) / (draws + 1), draws, is_exact=False)


def _every(block: Block) -> np.ndarray:
    return _sums(block, np.array(list(permutations(range(len(block.first))))))


def _drawn(block: Block, draws: int, generator: np.random.Generator) -> np.ndarray:
    orders = np.tile(np.arange(len(block.first)), (draws, 1))
    return _sums(block, generator.permuted(orders, axis=1))


def _sums(block: Block, orders: np.ndarray) -> np.ndarray:
    """Return the sum of products for each order of the second side.

    The products are whole numbers far below 2**53, so floats add them exactly.
    """
    first, second = block.first.ravel().astype(float), block.second.astype(float)
    sums = [
        second[some[:, :, None], some[:, None, :]].reshape(len(some), -1) @ first
        for some in (orders[n : n + _AT_ONCE] for n in range(0, len(orders), _AT_ONCE))
    ]
    return np.concatenate(sums)


def interval(
    value: float, sizes: Sequence[int], statistic: str, /, *, level: float
) -> tuple[float, float]:
    """Return the interval of a coefficient of groups of these sizes, on the scale of atanh.

    Not a number where the groups are too small, or the coefficient is 1 or −1: so few units
    that agree wholly bound nothing.

    Examples
    --------
    >>> [round(end, 3) for end in interval(0.5, [20], "spearman", level=0.95)]
    [0.045, 0.783]
    """
    variance, lost = _VARIANCES[statistic]
    freedom = sum(max(size - lost, 0) for size in sizes)
    if freedom == 0 or not abs(value) < 1:
        return math.nan, math.nan
    half = NormalDist().inv_cdf((1 + level) / 2) * math.sqrt(variance(value) / freedom)
    middle = math.atanh(value)
    return math.tanh(middle - half), math.tanh(middle + half)
