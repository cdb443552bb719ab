"""What happened to a brand, step by step: certified, re-checked, revoked, banned, back again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from assessment.account.certified import Certification, Recheck
from assessment.core.rule_sections import Brands

Event = Certification | Recheck
# The order of the rules is valid → rectify → downgraded → revoked: these leave a step out.
SKIPS = frozenset({("valid", "downgraded"), ("valid", "revoked"), ("rectify", "revoked")})


@dataclass(frozen=True, slots=True)
class Step:
    """One event, what it was, and the state before and after it (none: not certified).

    `kind` is certified, rechecked, banned (a grade within the ban), too_early (a re-check before
    any certification) or after_revocation; the last three change nothing.
    """

    event: Event
    kind: str
    before: str | None
    after: str | None

    @property
    def is_skip(self) -> bool:
        """Whether a re-check went past a step of the rules."""
        return self.kind == "rechecked" and (self.before, self.after) in SKIPS


def replay(events: Iterable[Event], section: Brands) -> list[Step]:
    """Return the steps of one brand in the order in which they happened.

    A brand is `valid` from its certification; each re-check sets its outcome. `revoked` ends only
    with a certification at least `ban_years` later. On one day the re-check comes first, and of
    two certifications the better one last.
    """
    steps: list[Step] = []
    state: str | None = None
    free_from: pd.Timestamp | None = None
    for event in sorted(events, key=_order):
        kind, after = _outcome(event, state, free_from)
        steps.append(Step(event, kind, state, after))
        if kind == "rechecked" and after == "revoked":
            free_from = event.day + pd.DateOffset(years=section.ban_years)
        state = after
    return steps


def _order(event: Event) -> tuple[pd.Timestamp, int, int]:
    if isinstance(event, Certification):
        return event.day, 1, -event.band
    return event.day, 0, 0


def _outcome(
    event: Event, state: str | None, free_from: pd.Timestamp | None
) -> tuple[str, str | None]:
    if isinstance(event, Certification):
        is_banned = state == "revoked" and free_from is not None and event.day < free_from
        return ("banned", state) if is_banned else ("certified", "valid")
    if state is None:
        return "too_early", None
    if state == "revoked":
        return "after_revocation", state
    return "rechecked", event.outcome


@dataclass(frozen=True, slots=True)
class Story:
    """A brand's last certification that counts, the re-checks since, and all steps so far."""

    certified: Certification
    checks: tuple[Recheck, ...]
    steps: tuple[Step, ...]

    @property
    def state(self) -> str:
        """The conclusion of the last re-check; `valid` without any."""
        return self.checks[-1].outcome if self.checks else "valid"

    @property
    def first_day(self) -> pd.Timestamp:
        """The day of the first certification."""
        return next(step.event.day for step in self.steps if step.kind == "certified")


def story_of(steps: Sequence[Step]) -> Story | None:
    """Return the story that the steps tell; none when nothing was ever certified."""
    last: Certification | None = None
    checks: list[Recheck] = []
    for step in steps:
        if step.kind == "certified" and isinstance(step.event, Certification):
            last, checks = step.event, []
        elif step.kind == "rechecked" and isinstance(step.event, Recheck):
            checks.append(step.event)
    return None if last is None else Story(last, tuple(checks), tuple(steps))


def next_recheck(story: Story, section: Brands) -> pd.Timestamp | None:
    """Return the day by which a brand must be re-checked or put right; none when revoked."""
    last = story.checks[-1].day if story.checks else story.certified.day
    if story.state == "revoked":
        return None
    if story.state == "rectify":
        return last + pd.DateOffset(months=section.rectify_months)
    return last + pd.DateOffset(years=section.recheck_every_years)


def ban_end(story: Story, section: Brands) -> pd.Timestamp | None:
    """Return the day from which a revoked brand may be certified again."""
    if story.state != "revoked":
        return None
    return story.checks[-1].day + pd.DateOffset(years=section.ban_years)
