"""A year's choice: the best sets under the rules, and what each rule changes about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import compress, groupby, islice

import numpy as np

from assessment.core.rules import Rules
from assessment.plan.sets import MOST_SETS, Applicant, Limits, Sets, n_sets, take_in_order

# What may stand in the way of a choice, in the order in which people ask.
LIMITS = ("theme", "college", "budget", "number")


def limits_of(rules: Rules, *, n_open: int, years_left: int) -> Limits:
    """Return the limits of a year's choice.

    Parameters
    ----------
    rules : Rules
        The year's rules.
    n_open : int
        Required themes not covered before the choice.
    years_left : int
        Years of the programme after it.

    Examples
    --------
    >>> from types import SimpleNamespace as Some
    >>> rules = Some(selection=Some(min_projects=3, max_projects=4, max_selected_per_college=1,
    ...                             budget_yuan=20000, grant_yuan=5000))
    >>> limits_of(rules, n_open=6, years_left=1).least_new
    2
    """
    choice = rules.selection
    return Limits(
        least=choice.min_projects,
        most=choice.max_projects,
        per_college=choice.max_selected_per_college,
        affordable=int(choice.budget_yuan // choice.grant_yuan),
        least_new=max(n_open - years_left * choice.max_projects, 0),
    )


@dataclass(frozen=True)
class Choice:
    """Candidates sorted by id, the required themes still open, the colleges funded before."""

    applicants: Sequence[Applicant]
    rules: Rules
    open_themes: tuple[str, ...]
    funded: frozenset[str]
    years_left: int
    _sets: dict[tuple[int, int], Sets] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def limits(self) -> Limits:
        """The limits as the rules have them."""
        n_open = len(self.open_themes)
        return limits_of(self.rules, n_open=n_open, years_left=self.years_left)

    @property
    def sets(self) -> Sets:
        """All sets of a size that is allowed."""
        return self.sets_under(self.limits)

    def sets_under(self, limits: Limits) -> Sets:
        """Return all sets of a size that other limits allow.

        Raises
        ------
        ValueError
            When there are too many to look at.
        """
        sizes = self._sizes(limits)
        if sizes not in self._sets:
            number = n_sets(len(self.applicants), *sizes)
            if number > MOST_SETS:
                raise ValueError(f"{number} sets of {len(self.applicants)} candidates are too many")
            self._sets[sizes] = Sets(self.applicants, self.open_themes, self.funded, *sizes)
        return self._sets[sizes]

    def _sizes(self, limits: Limits) -> tuple[int, int]:
        return limits.least, min(limits.largest, len(self.applicants))

    @property
    def is_large(self) -> bool:
        """Whether there are too many sets to look at each."""
        widest = self.limits.without("budget", len(self.applicants))
        return n_sets(len(self.applicants), *self._sizes(widest)) > MOST_SETS

    @property
    def prefers_unfunded(self) -> bool:
        """Whether colleges never funded go first."""
        return self.rules.selection.prefer_unfunded_colleges

    @cached_property
    def best(self) -> list[int]:
        """The best sets, several where they are equal in all that counts."""
        return next(self.ranked(self.limits, by_unfunded=self.prefers_unfunded), [])

    def ranked(self, limits: Limits, *, by_unfunded: bool) -> Iterator[list[int]]:
        """Yield the allowed sets from the best down, equal ones together, by sorted ids."""
        sets = self.sets_under(limits)
        numbers = np.flatnonzero(sets.allowed(limits))
        order = np.argsort(sets.points[numbers], kind="stable")[::-1]
        if by_unfunded:
            order = order[np.argsort(-sets.n_unfunded[numbers][order], kind="stable")]
        falling = numbers[order]
        worths = zip(sets.n_unfunded[falling] * by_unfunded, sets.points[falling], strict=True)
        for _, alike in groupby(zip(falling, worths, strict=True), key=lambda pair: pair[1]):
            yield sorted((int(number) for number, _ in alike), key=sets.ids)

    @cached_property
    def proposed(self) -> frozenset[str]:
        """The projects proposed, none when no set is allowed."""
        return frozenset(self.sets.ids(self.best[0])) if self.best else frozenset()

    @cached_property
    def freed(self) -> dict[str, tuple[frozenset[str], Fraction | None]]:
        """By limit: the best set without it and its points, None when there is none even so."""
        found: dict[str, tuple[frozenset[str], Fraction | None]] = {}
        for name in LIMITS[:-1]:
            limits = self.limits.without(name, len(self.applicants))
            sets = self.sets_under(limits)
            first = next(self.ranked(limits, by_unfunded=self.prefers_unfunded), [])
            ids: frozenset[str] = frozenset(sets.ids(first[0])) if first else frozenset()
            found[name] = (ids, sets.exact(first[0]) if first else None)
        return found

    @property
    def points(self) -> Fraction | None:
        """The points of the proposed set."""
        return self.sets.exact(self.best[0]) if self.best else None

    @cached_property
    def greedy(self) -> frozenset[str]:
        """The choice by points alone: no theme rule, no preference of colleges."""
        return frozenset(one.project_id for one in self._taken(by_unfunded=False))

    @cached_property
    def themeless(self) -> list[Applicant]:
        """The best set were there no themes to cover."""
        return self._taken(by_unfunded=self.prefers_unfunded)

    def _taken(self, *, by_unfunded: bool) -> list[Applicant]:
        """Return the applicants taken from the best down: without themes no set is better."""
        order = sorted(
            self.applicants,
            key=lambda one: (
                by_unfunded and one.college_code in self.funded, -one.points, one.project_id
            ),
        )  # fmt: skip
        taken = take_in_order(
            [one.college_code for one in order],
            most=self.limits.largest,
            most_per_group=self.limits.per_college,
        )
        return list(compress(order, taken))

    def is_possible(self, limits: Limits) -> bool:
        """Return whether any set keeps to these limits, however many sets there are."""
        from assessment.plan.feasible import is_possible

        return is_possible(self.applicants, limits, self.open_themes)


def first_sets(choice: Choice, most: int) -> list[int]:
    """Return the best sets, at least all that are equally best, at most about `most`."""
    ranked = choice.ranked(choice.limits, by_unfunded=choice.prefers_unfunded)
    found: list[int] = list(next(ranked, []))
    for alike in islice(ranked, most):
        if len(found) >= most:
            break
        found += alike[: most - len(found)]
    return found
