"""Whether a set can be at all, against looking at every set."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from assessment.plan.feasible import is_possible, most_themes
from assessment.plan.sets import Applicant, Limits, Sets

THEMES = ("T1", "T2", "T3", "T4", "T5")


@pytest.mark.parametrize("seed", range(150))
def test_a_set_can_be_where_one_of_all_sets_keeps_to_the_limits(seed: int) -> None:
    rng = random.Random(seed)
    applicants = [
        Applicant(f"P{n}", rng.choice("ABC"), rng.choice([*THEMES, None]), Fraction(1))
        for n in range(rng.randint(0, 8))
    ]
    open_ = THEMES[: rng.randint(0, 5)]
    least = rng.randint(0, 4)
    limits = Limits(least, rng.randint(least, 5), rng.randint(1, 3), rng.randint(0, 5),
                    rng.randint(0, 4))  # fmt: skip
    sets = Sets(applicants, open_, (), limits.least, min(limits.largest, len(applicants)))
    assert is_possible(applicants, limits, open_) == bool(sets.allowed(limits).any())


def test_a_theme_that_two_colleges_offer_leaves_the_other_one_free() -> None:
    offers = {"P1": ("A", "T1"), "P2": ("A", "T2"), "P3": ("B", "T1")}
    applicants = [Applicant(name, *offer, Fraction(1)) for name, offer in offers.items()]
    assert most_themes(applicants, 1, THEMES) == 2
    assert most_themes(applicants[:2], 1, THEMES) == 1
    assert most_themes(applicants[:2], 2, THEMES) == 2
    assert most_themes(applicants, 1, ()) == 0
