"""The choice where there are too many sets to look at each of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from assessment.plan.choice import Choice
from assessment.plan.large import LargeChoice, choose_among_many
from assessment.plan.sets import Limits


@dataclass(frozen=True)
class ManyChoice:
    """The best set that an integer programme finds, with and without the theme rule."""

    choice: Choice

    @cached_property
    def best(self) -> LargeChoice | None:
        """The set proposed, None where none is allowed or none was found in time."""
        return self._under(self.choice.limits)

    @cached_property
    def free(self) -> LargeChoice | None:
        """The best set were there no themes to cover."""
        return self._under(replace(self.choice.limits, least_new=0))

    def _under(self, limits: Limits) -> LargeChoice | None:
        choice = self.choice
        first = choice.funded if choice.prefers_unfunded else None
        return choose_among_many(choice.applicants, limits, choice.open_themes, funded=first)

    def reason_code(self, project_id: str) -> str:
        """Return `points`, `theme` where the theme rule puts a project in or out, else `none`."""
        if self.best is None:
            return "none"
        is_in = project_id in self.best.project_ids
        is_free = self.free is not None and project_id in self.free.project_ids
        return "points" if is_in == is_free else "theme"
