"""The register of brands: certified when, in what state, to be re-checked by when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from assessment.account.brand_faults import Places, due_faults, second_faults, step_faults
from assessment.account.brand_history import (
    Event,
    Step,
    Story,
    ban_end,
    next_recheck,
    replay,
    story_of,
)
from assessment.account.certified import Recheck, certifications, last_day, rechecks_of
from assessment.core.problems import Problems
from assessment.core.result import Result
from assessment.core.rule_sections import Brands
from assessment.core.rules import Rules
from assessment.core.tables import conform, table_of


def brands(
    applications: pd.DataFrame,
    standings: pd.DataFrame,
    rechecks: pd.DataFrame,
    /,
    *,
    rules: Rules,
    rules_by_year: Mapping[int, Rules] | None = None,
    sources: pd.DataFrame | None = None,
) -> Result:
    """Return the brands certified up to the year of the rules, as they stand at its end.

    A brand is certified when a project of it has a final assessment grade other than the last;
    the day is the last of that year's assessment. Its state is the conclusion of the last
    re-check after that day (up to 31 December of the rules' year); `revoked` stays until the
    brand is certified again, and a certification within `ban_years` of it does not count.
    `next_recheck_date` is the last re-check, or without one the certification, plus
    `recheck_every_years`; in state `rectify` the day by which it must be put right; none when
    revoked. What is due is told as of the last day of the year's assessment.

    Parameters
    ----------
    applications, standings, rechecks : DataFrame
        Tables of those names, all years up to the rules' joined; one without columns is empty.
    rules : Rules
        The year's rules: re-check cycle, time to rectify, ban.
    rules_by_year : mapping, optional
        The rules of the other years: their calendars and bands. A year without rules has this
        year's bands and ends on 31 December.
    sources : DataFrame, optional
        Table `sources` of all years, so that problems name files.

    Returns
    -------
    Result
        Tables `brands`, `brand_events` (everything that happened, also what changed nothing) and
        `brand_calendar` (what is due, overdue as of the last day of the year's assessment).
        Facts: `n_brands`, `n_valid`.

    Problems
    --------
    brand.rectify-overdue, brand.recheck-due, brand.banned, brand.step-skipped,
    brand.second-too-early, recheck.before-certification, recheck.not-certified,
    recheck.after-revocation

    Raises
    ------
    ValueError
        When a table is not as its specification says.

    Source
    ------
    Rules section `[brands]`; clause 五、4: certified brands are re-reviewed regularly.
    """
    known = {**(rules_by_year or {}), rules.year: rules}
    graded = certifications(
        conform(standings, "standings"), conform(applications, "applications"),
        rules=rules, known=known,
    )  # fmt: skip
    made = rechecks_of(conform(rechecks, "rechecks"), rules=rules)
    steps = _steps((*graded, *made), rules.brands)
    stories = [story for story in map(story_of, steps.values()) if story is not None]
    where = Places(rules.year, sources)
    found = [
        *(told for story in stories for told in due_faults(story, rules, where)),
        *(told for mine in steps.values() for told in step_faults(mine, rules, where)),
        *second_faults(stories, rules, where),
    ]
    numbers = _numbers(stories)
    tables = {
        "brands": [_row(story, rules.brands) | {"brand_no": numbers[story.certified.brand_id]}
                   for story in stories],
        "brand_events": [row for mine in steps.values() for row in _events(mine)],
        "brand_calendar": [row for story in stories for row in _due(story, rules)],
    }  # fmt: skip
    n_valid = sum(story.state == "valid" for story in stories)
    return Result(
        {name: table_of(rows, name) for name, rows in tables.items()},
        Problems(found),
        {"n_brands": len(stories), "n_valid": n_valid},
    )


def _steps(events: Sequence[Event], section: Brands) -> dict[str, list[Step]]:
    """Return the steps of each brand, by brand_id."""
    groups: dict[str, list[Event]] = {}
    for event in sorted(events, key=lambda one: one.brand_id):
        groups.setdefault(event.brand_id, []).append(event)
    return {brand_id: replay(mine, section) for brand_id, mine in groups.items()}


def _numbers(stories: Sequence[Story]) -> dict[str, int]:
    """Return which brand of its college each is, by the day of its first certification."""
    numbers: dict[str, int] = {}
    last: dict[str, int] = {}
    for story in sorted(stories, key=lambda one: (one.first_day, one.certified.brand_id)):
        college = story.certified.college_code
        last[college] = last.get(college, 0) + 1
        numbers[story.certified.brand_id] = last[college]
    return numbers


def _row(story: Story, section: Brands) -> dict[str, Any]:
    certified = story.certified
    return {
        "brand_id": certified.brand_id,
        "year": certified.year,
        "college_code": certified.college_code,
        "theme_code": certified.theme_code,
        "grade": certified.grade,
        "state": story.state,
        "next_recheck_date": next_recheck(story, section),
    }


def _events(steps: Sequence[Step]) -> Iterator[dict[str, Any]]:
    for number, step in enumerate(steps, start=1):
        event = step.event
        yield {
            "brand_id": event.brand_id,
            "event_no": number,
            "event_date": event.day,
            "event": step.kind,
            **_told_of(event),
            "state": step.after,
            "src": event.src,
        }


def _told_of(event: Event) -> dict[str, Any]:
    told: dict[str, Any] = dict.fromkeys(("college_code", "project_name", "note"))
    if isinstance(event, Recheck):
        return told | {"outcome": event.outcome, "note": event.note}
    names = {"college_code": event.college_code, "project_name": event.project_name}
    return told | names | {"outcome": event.grade}


def _due(story: Story, rules: Rules) -> Iterator[dict[str, Any]]:
    """Yield what is due of a brand: a re-check, the end of its rectification, of its ban."""
    due, free = next_recheck(story, rules.brands), ban_end(story, rules.brands)
    matter = "rectify" if story.state == "rectify" else "recheck"
    end = last_day(rules.year, {rules.year: rules})
    for name, day in ((matter, due), ("ban_ends", free)):
        if day is not None:
            yield {
                "due_date": day,
                "brand_id": story.certified.brand_id,
                "college_code": story.certified.college_code,
                "matter": name,
                "is_overdue": name != "ban_ends" and day < end,
            }
