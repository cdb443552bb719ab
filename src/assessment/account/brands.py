"""The register of brands: certified when, in what state, to be re-checked by when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from assessment.account.certified import (
    Certification,
    Recheck,
    certifications,
    last_day,
    rechecks_of,
)
from assessment.core.problems import Problem, Problems, problem
from assessment.core.provenance import CellRef, cell_of
from assessment.core.result import Result
from assessment.core.rule_sections import Brands
from assessment.core.rules import Rules
from assessment.core.tables import conform, file_names, table_of


@dataclass(frozen=True, slots=True)
class Story:
    """A brand: its last certification that counts, the re-checks since, what the ban left out."""

    certified: Certification
    checks: tuple[Recheck, ...] = ()
    banned: tuple[Certification, ...] = ()

    @property
    def state(self) -> str:
        """The conclusion of the last re-check; `valid` without any."""
        return self.checks[-1].outcome if self.checks else "valid"


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
        Table `brands`. Facts: `n_brands`, `n_valid`.

    Problems
    --------
    brand.rectify-overdue, brand.recheck-due, brand.banned

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
    stories = _stories(graded, rechecks_of(conform(rechecks, "rechecks"), rules=rules), rules)
    rows = [_row(story, rules.brands) for story in stories]
    table = table_of(rows, "brands")
    found = [told for story in stories for told in _faults(story, rules, file_names(sources))]
    n_valid = sum(story.state == "valid" for story in stories)
    return Result(
        {"brands": table}, Problems(found), {"n_brands": len(stories), "n_valid": n_valid}
    )


def _stories(
    graded: Sequence[Certification], checks: Sequence[Recheck], rules: Rules
) -> list[Story]:
    """Return one story a brand, by brand_id."""
    events: dict[str, list[Certification | Recheck]] = {one.brand_id: [] for one in graded}
    for certified in graded:
        events[certified.brand_id].append(certified)
    for check in checks:
        events.get(check.brand_id, []).append(check)
    told = (_told(events[brand_id], rules.brands) for brand_id in sorted(events))
    return [story for story in told if story is not None]


def _told(events: Sequence[Certification | Recheck], section: Brands) -> Story | None:
    story: Story | None = None
    for event in sorted(events, key=_order):
        if isinstance(event, Certification):
            story = _certified(story, event, section)
        elif story is not None and story.state != "revoked":
            story = replace(story, checks=(*story.checks, event))
    return story


def _order(event: Certification | Recheck) -> tuple[pd.Timestamp, int, int]:
    # On one day the certification follows the re-check, of two certifications the better one.
    if isinstance(event, Certification):
        return event.day, 1, -event.band
    return event.day, 0, 0


def _certified(story: Story | None, event: Certification, section: Brands) -> Story:
    if story is None:
        return Story(event)
    if story.state == "revoked":
        free_from = story.checks[-1].day + pd.DateOffset(years=section.ban_years)
        if event.day < free_from:
            return replace(story, banned=(*story.banned, event))
    return Story(event, banned=story.banned)


def next_recheck(story: Story, section: Brands) -> pd.Timestamp | None:
    """Return the day by which a brand must be re-checked or put right; none when revoked."""
    last = story.checks[-1].day if story.checks else story.certified.day
    if story.state == "revoked":
        return None
    if story.state == "rectify":
        return last + pd.DateOffset(months=section.rectify_months)
    return last + pd.DateOffset(years=section.recheck_every_years)


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


def _faults(story: Story, rules: Rules, files: Mapping[str, str]) -> Iterator[Problem]:
    name = story.certified.project_name
    src = story.checks[-1].src if story.checks else story.certified.src
    end, due = last_day(rules.year, {rules.year: rules}), next_recheck(story, rules.brands)
    day = "" if due is None else f"{due:%Y-%m-%d}"
    if story.state == "rectify" and due is not None and due < end:
        yield problem("brand.rectify-overdue", _place(src, files), table="brands",
                      actual=name, expected=day)  # fmt: skip
    # A whole year's re-checks are told with it, also those due in the days after the assessment.
    elif story.state != "rectify" and due is not None and due.year <= rules.year:
        yield problem("brand.recheck-due", _place(src, files), table="brands",
                      actual=name, expected=day)  # fmt: skip
    for event in story.banned:
        if event.year == rules.year:
            years = str(rules.brands.ban_years)
            yield problem("brand.banned", _place(event.src, files), table="applications",
                          actual=event.project_name, expected=years)  # fmt: skip


def _place(src: str, files: Mapping[str, str]) -> CellRef:
    # A cell of an earlier year whose file is not at hand names nothing that one could open.
    place = cell_of(src, files)
    return place if place.file else CellRef("")
