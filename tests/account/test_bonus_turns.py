"""Tipping points of the bonus cap, against looking at a fine grid of caps by brute force."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from assessment.account.bonus_turns import Runner, Turn, steps, turns
from assessment.account.red_flag_ranks import competition_ranks

HALF = Fraction(1, 2)
TOP = Fraction(12)


def runner(base, bonus):
    return Runner(Fraction(base), Fraction(bonus))


def drawn(seed):
    """Return colleges with points in halves: every tipping point is a multiple of a half."""
    chance = random.Random(seed)
    return {
        f"C{n}": runner(Fraction(chance.randint(170, 206), 2), chance.choice([0, 0, 1, 3, 5, 8]))
        for n in range(chance.randint(0, 9))
    }


def ranks_at(runners, cap):
    return competition_ranks({code: one.total(cap) for code, one in runners.items()})


def sign(number):
    return (number > 0) - (number < 0)


def signs(runners, cap):
    total = {code: one.total(cap) for code, one in runners.items()}
    return {(a, b): sign(total[a] - total[b]) for a in total for b in total if a != b}


@pytest.mark.parametrize("seed", range(60))
def test_turns_are_where_a_fine_grid_sees_them(seed):
    runners = drawn(seed)
    wanted = set()
    for n in range(int(TOP / HALF) + 1):  # between two halves nothing can turn
        cap = n * HALF
        around = [max(cap - HALF / 2, Fraction(0)), cap, min(cap + HALF / 2, TOP)]
        before, at, after = (signs(runners, one) for one in around)
        for a, b in at:
            change = {
                (-1, 0, 1): "passes", (-1, 0, 0): "joins", (0, 0, 1): "leaves",
            }.get((before[a, b], at[a, b], after[a, b]))  # fmt: skip
            if change:
                wanted.add(Turn(cap, a, b, change))
    assert set(turns(runners, TOP)) == wanted


@pytest.mark.parametrize("seed", range(60))
def test_steps_hold_the_ranks_of_every_cap(seed):
    runners = drawn(seed)
    found = steps(runners, turns(runners, TOP), TOP)
    assert found[0].low == 0
    assert found[-1].high == TOP
    for eighth in range(int(TOP) * 8 + 1):
        cap = Fraction(eighth, 8)
        single = [one for one in found if one.low == cap == one.high]
        around = [one for one in found if one.low <= cap <= one.high and one.low < one.high]
        (step, *_) = single or around
        assert step.ranks == ranks_at(runners, cap)
        assert single or len(around) == 1


def test_a_tie_that_ends_and_one_that_begins():
    runners = {"A": runner(90, 3), "B": runner(90, 5), "C": runner(95, 0)}
    assert turns(runners, Fraction(10)) == [
        Turn(Fraction(3), "B", "A", "leaves"),
        Turn(Fraction(5), "B", "C", "joins"),
    ]


def test_a_total_of_100_is_passed_by_nobody():
    runners = {"A": runner(99, 1), "B": runner(97, 8)}
    assert turns(runners, Fraction(10)) == [Turn(Fraction(3), "B", "A", "joins")]


def test_thirds_stay_exact():
    runners = {"A": runner(Fraction(271, 3), 0), "B": runner(90, 2)}
    assert turns(runners, Fraction(4)) == [Turn(Fraction(1, 3), "B", "A", "passes")]


def test_a_rule_without_bonus_has_one_step():
    (step,) = steps({"A": runner(90, 5)}, [], Fraction(0))
    assert (step.low, step.high, step.ranks) == (0, 0, {"A": 1})
