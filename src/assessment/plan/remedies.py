"""Why no set of projects is allowed, and the least that would have to give way."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import combinations

from assessment.core.details import detail
from assessment.plan.choice import LIMITS, Choice
from assessment.plan.sets import Limits


def obstacles(choice: Choice) -> tuple[str, ...]:
    """Return the fewest limits that together leave no set, nothing where there is one."""
    if choice.is_possible(choice.limits):
        return ()
    for size in range(1, len(LIMITS) + 1):
        for names in combinations(LIMITS, size):
            if not choice.is_possible(_only(choice, names)):
                return names
    return LIMITS


def _only(choice: Choice, names: tuple[str, ...]) -> Limits:
    limits = choice.limits
    for name in set(LIMITS) - set(names):
        limits = limits.without(name, len(choice.applicants))
    return limits


@dataclass(frozen=True, slots=True)
class Remedy:
    """A limit that alone can restore a choice, and the nearest value at which it does."""

    limit: str
    value: int


def remedies(choice: Choice) -> list[Remedy]:
    """Return each limit whose change alone allows a set again, with the smallest change.

    `number`: the fewest projects; `college`: the projects of one college; `budget`: how many
    projects it must pay for; `theme`: the most themes that any set newly covers.

    Examples
    --------
    >>> from fractions import Fraction
    >>> from types import SimpleNamespace as Some
    >>> from assessment.plan.sets import Applicant
    >>> rules = Some(selection=Some(min_projects=2, max_projects=2, max_selected_per_college=1,
    ...     budget_yuan=10000, grant_yuan=5000, prefer_unfunded_colleges=False))
    >>> both = [Applicant(name, "C1", None, Fraction(90)) for name in "AB"]
    >>> remedies(Choice(both, rules, (), frozenset(), 1))
    [Remedy(limit='college', value=2), Remedy(limit='number', value=1)]
    """
    if choice.is_possible(choice.limits):
        return []
    tried = ((name, _first(choice, name)) for name in LIMITS)
    return [Remedy(name, value) for name, value in tried if value is not None]


def _first(choice: Choice, name: str) -> int | None:
    limits, n = choice.limits, len(choice.applicants)
    fields = {"theme": "least_new", "college": "per_college", "budget": "affordable",
              "number": "least"}  # fmt: skip
    now = getattr(limits, fields[name])
    falls = name in ("theme", "number")
    values = range(now - 1, -1 if name == "theme" else 0, -1) if falls else range(now + 1, n + 1)
    # The further a limit gives way the more is allowed: the first that works is found by halves.
    place = bisect_left(
        values,
        True,
        key=lambda value: choice.is_possible(replace(limits, **{fields[name]: value})),
    )
    return values[place] if place < len(values) else None


def remedy_words(remedy: Remedy, choice: Choice) -> str:
    """Return a remedy in words, as a problem stores it.

    A theme rule is eased by what it looks ahead to: more places in the years left, or more years.
    """
    value = remedy.value
    if remedy.limit == "budget":
        yuan = f"{value * choice.rules.selection.grant_yuan:f}"
        return detail("remedy_budget", plain=yuan)
    if remedy.limit != "theme":
        return detail(f"remedy_{remedy.limit}", n=value)
    rest, most = len(choice.open_themes) - value, choice.rules.selection.max_projects
    if choice.years_left:
        return detail("remedy_places", n=value, other=-(-rest // choice.years_left))
    return detail("remedy_years", n=value, other=-(-rest // most))
