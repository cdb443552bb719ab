"""The chance that the promise is kept, against enumeration, simulation and by its properties."""

from __future__ import annotations

from itertools import chain, combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.plan.promise import Promise, promise_share

THEMES = [f"T{n}" for n in range(1, 10)]


def subsets(items: frozenset[str], most: int) -> chain[tuple[str, ...]]:
    return chain.from_iterable(combinations(sorted(items), n) for n in range(most + 1))


def by_brute_force(
    uncovered: frozenset[str], supply: dict[str, float], years: int, slots: int
) -> float:
    """Try every offer and every choice, without any knowledge of which is best."""
    if not uncovered:
        return 1.0
    if not years:
        return 0.0
    total = 0.0
    names = sorted(supply)
    for flags in product([False, True], repeat=len(names)):
        offered = frozenset(name for name, flag in zip(names, flags, strict=True) if flag)
        chance = np.prod([supply[n] if n in offered else 1 - supply[n] for n in names])
        total += chance * max(
            by_brute_force(uncovered - set(taken), supply, years - 1, slots)
            for taken in subsets(offered & uncovered, slots)
        )
    return float(total)


def test_the_published_case() -> None:
    """One year left, two uncovered themes with p .5 and .8, four slots: .4."""
    supply = {"A": 0.5, "B": 0.8, "C": 0.1}
    assert promise_share({"C"}, supply, years_left=1, slots=4) == pytest.approx(0.4)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from([0.0, 0.2, 0.5, 0.9, 1.0]), min_size=1, max_size=4),
    st.integers(0, 2),
    st.integers(0, 3),
)
def test_every_offer_and_every_choice_give_the_same(
    chances: list[float], years: int, slots: int
) -> None:
    supply = dict(zip(THEMES, chances, strict=False))
    wanted = by_brute_force(frozenset(supply), supply, years, slots)
    assert promise_share(set(), supply, years_left=years, slots=slots) == pytest.approx(wanted)


def test_a_simulation_agrees() -> None:
    rng = np.random.default_rng(20171228)
    supply = dict(zip(THEMES, [0.9, 0.8, 0.8, 0.7, 0.6, 0.5, 0.9, 0.3, 0.6], strict=True))
    chances = np.array(sorted(supply.values()))
    n, slots, years = 200_000, 4, 3
    left = np.ones((n, len(chances)), dtype=bool)
    for _ in range(years):
        offered = left & (rng.random(left.shape) < chances)
        left &= ~(offered & (np.cumsum(offered, axis=1) <= slots))
    kept = 1 - left.any(axis=1)
    exact = promise_share(set(), supply, years_left=years, slots=slots)
    assert abs(kept.mean() - exact) < 4 * kept.std() / np.sqrt(n)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.floats(0, 1), min_size=2, max_size=9),
    st.integers(0, 3),
    st.integers(0, 4),
)
def test_more_covered_more_years_and_more_slots_never_harm(
    chances: list[float], years: int, slots: int
) -> None:
    supply = dict(zip(THEMES, chances, strict=False))
    plain = promise_share(set(), supply, years_left=years, slots=slots)
    assert 0 <= plain <= 1
    assert promise_share({"T1"}, supply, years_left=years, slots=slots) >= plain - 1e-12
    assert promise_share(set(), supply, years_left=years + 1, slots=slots) >= plain - 1e-12
    assert promise_share(set(), supply, years_left=years, slots=slots + 1) >= plain - 1e-12


def test_what_cannot_be_is_zero_and_what_is_done_is_one() -> None:
    supply = dict.fromkeys(THEMES, 1.0)
    assert promise_share(set(), supply, years_left=2, slots=4) == 0
    assert promise_share({"T1"}, supply, years_left=2, slots=4) == 1
    assert promise_share(THEMES, supply, years_left=0, slots=0) == 1


def test_wrong_calls_are_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        promise_share(set(), {"T1": 1.5}, years_left=1, slots=1)
    with pytest.raises(ValueError, match="slots"):
        promise_share(set(), {"T1": 0.5}, years_left=1, slots=-1)
    with pytest.raises(ValueError, match="years_left"):
        promise_share(set(), {"T1": 0.5}, years_left=-1, slots=1)
    with pytest.raises(ValueError, match="at most"):
        Promise({f"T{n}": 0.5 for n in range(17)}, slots=4)
