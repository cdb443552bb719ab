"""The choice where there are too many sets to look at each of them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from assessment.plan.choice import Choice
from assessment.plan.large import LargeChoice, choose_among_many


@dataclass(frozen=True)
class ManyChoice:
    """The best set that an integer programme finds, beside the best without the theme rule."""

    choice: Choice

    @cached_property
    def best(self) -> LargeChoice | None:
        """The set proposed; None when none keeps to the limits, or none was found in time."""
        choice = self.choice
        if not choice.is_possible(choice.limits):
            return None
        if self.free is not None:
            return self.free
        first = choice.funded if choice.prefers_unfunded else None
        try:
            return choose_among_many(
                choice.applicants, choice.limits, choice.open_themes, funded=first
            )
        except TimeoutError:
            return None

    @cached_property
    def free(self) -> LargeChoice | None:
        """The best set without the theme rule where it keeps to that rule all the same."""
        covered = {one.theme_code for one in self.choice.themeless} & set(self.choice.open_themes)
        if len(covered) < self.choice.limits.least_new:
            return None
        ids = tuple(sorted(one.project_id for one in self.choice.themeless))
        return LargeChoice(ids, float(self.free_points), 0.0)

    @property
    def free_points(self) -> Fraction:
        """The points of the best set without the theme rule."""
        return sum((one.points for one in self.choice.themeless), Fraction(0))

    def reason_code(self, project_id: str) -> str:
        """Return `points`, `theme` where the theme rule puts a project in or out, else `none`."""
        if self.best is None:
            return "none"
        is_in = project_id in self.best.project_ids
        is_free = any(one.project_id == project_id for one in self.choice.themeless)
        return "points" if is_in == is_free else "theme"
