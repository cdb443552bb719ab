"""What would allow a choice again, against trying every value of every limit."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from assessment.core.details import in_english
from assessment.core.rules import Rules
from assessment.plan.choice import Choice
from assessment.plan.remedies import Remedy, obstacles, remedies, remedy_words
from assessment.plan.sets import Applicant, Limits

THEMES = ("T1", "T2", "T3", "T4", "T5", "T6")
MakeRules = Callable[..., Rules]


def random_choice(rng: random.Random, make_rules: MakeRules) -> Choice:
    least = rng.randint(1, 4)
    rules = make_rules(selection={
        "min_projects": least, "max_projects": rng.randint(least, 4), "grant_yuan": 5000,
        "budget_yuan": rng.choice([5000, 10000, 20000]), "max_selected_per_college": 1,
    })  # fmt: skip
    applicants = [
        Applicant(f"P{n}", rng.choice("ABC"), rng.choice(THEMES), Fraction(rng.randint(60, 99)))
        for n in range(rng.randint(1, 5))
    ]
    return Choice(applicants, rules, THEMES[: rng.randint(0, 6)], frozenset(), rng.randint(0, 1))


def is_any(choice: Choice, limits: Limits) -> bool:
    """Look at every set."""
    return bool(choice.sets_under(limits).allowed(limits).any())


@pytest.mark.parametrize("seed", range(40))
def test_every_remedy_is_the_nearest_value_that_works(seed: int, make_rules: MakeRules) -> None:
    choice = random_choice(random.Random(seed), make_rules)
    found = {one.limit: one.value for one in remedies(choice)}
    fields = {"theme": "least_new", "college": "per_college", "budget": "affordable",
              "number": "least"}  # fmt: skip
    if choice.best:
        assert not found and not obstacles(choice)
        return
    for name, field in fields.items():
        now = getattr(choice.limits, field)
        values = range(1 if name == "number" else 0, len(choice.applicants) + 2)
        works = [v for v in values if is_any(choice, replace(choice.limits, **{field: v}))]
        nearest = min(works, key=lambda value: abs(value - now), default=None)
        assert found.get(name) == nearest, name
    assert obstacles(choice)


@pytest.mark.parametrize(
    ("remedy", "years_left", "words", "english"),
    [
        (Remedy("number", 2), 1, "最少立项数改为 2 项", "a least number of projects of 2"),
        (Remedy("college", 2), 1, "每单位立项限额改为 2 项", "a limit of 2 per college"),
        (Remedy("budget", 3), 1, "经费总额增至 15000 元", "a budget of 15000 yuan"),
        (Remedy("theme", 1), 2, "本年新覆盖 1 类，以后每年立项 3 项",
         "new themes this year: 1, projects in each later year: 3"),
        (Remedy("theme", 1), 0, "本年新覆盖 1 类，计划延长 2 年",
         "new themes this year: 1, years added to the programme: 2"),
    ],
)  # fmt: skip
def test_a_remedy_is_told_in_either_language(
    remedy: Remedy, years_left: int, words: str, english: str, make_rules: MakeRules
) -> None:
    rules = make_rules(selection={"max_projects": 4, "grant_yuan": 5000})
    choice = Choice([], rules, THEMES, frozenset(), years_left)
    assert remedy_words(remedy, choice) == words
    assert in_english(words) == english
