"""What is wrong with the steps of brands, and what of them is overdue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from assessment.account.brand_history import Step, Story, next_recheck
from assessment.account.certified import last_day
from assessment.core.labels import say
from assessment.core.problems import Problem, problem
from assessment.core.provenance import CellRef, cell_of, split_source
from assessment.core.rules import Rules
from assessment.core.tables import file_names


class Places:
    """Where facts stand, and which of them came in with the year's own papers."""

    def __init__(self, year: int, sources: pd.DataFrame | None) -> None:
        self._year, self._files = year, file_names(sources)
        pairs = () if sources is None else zip(sources["source_id"], sources["year"], strict=True)
        self._years = dict(pairs)

    def of(self, src: str) -> CellRef:
        """Return the place of a fact; one whose file is not at hand names nothing."""
        place = cell_of(src, self._files)
        return place if place.file else CellRef("")

    def cell(self, src: str) -> CellRef:
        """Return the cell of a fact, also where the file is not known."""
        return cell_of(src, self._files)

    def is_of_year(self, src: str, day: pd.Timestamp) -> bool:
        """Tell whether a fact came in this year; without its file the day decides."""
        year = self._years.get(split_source(src)[0] if src.count("!") > 1 else src)
        return bool(self._year == (day.year if year is None or pd.isna(year) else year))


def due_faults(story: Story, rules: Rules, places: Places) -> Iterator[Problem]:
    """Yield a problem when a brand should have been re-checked or put right.

    Problems
    --------
    brand.rectify-overdue, brand.recheck-due
    """
    name = story.certified.project_name
    where = places.of(story.checks[-1].src if story.checks else story.certified.src)
    end, due = last_day(rules.year, {rules.year: rules}), next_recheck(story, rules.brands)
    texts = {"actual": name, "expected": "" if due is None else f"{due:%Y-%m-%d}"}
    if story.state == "rectify" and due is not None and due < end:
        yield problem("brand.rectify-overdue", where, table="brands", **texts)
    # A whole year's re-checks are told with it, also those due in the days after the assessment.
    elif story.state != "rectify" and due is not None and due.year <= rules.year:
        yield problem("brand.recheck-due", where, table="brands", **texts)


def step_faults(steps: Sequence[Step], rules: Rules, places: Places) -> Iterator[Problem]:
    """Yield a problem for each step of this year's papers that the rules do not know.

    Problems
    --------
    brand.banned, brand.step-skipped, recheck.before-certification, recheck.not-certified,
    recheck.after-revocation
    """
    name = next((step.event.project_name for step in reversed(steps)
                 if hasattr(step.event, "project_name")), steps[0].event.brand_id)  # fmt: skip
    for step in steps:
        if step.kind == "banned" and step.event.day.year == rules.year:
            years = str(rules.brands.ban_years)
            yield problem("brand.banned", places.of(step.event.src), table="applications",
                          actual=name, expected=years)  # fmt: skip
        elif step.kind != "certified" and places.is_of_year(step.event.src, step.event.day):
            yield from _recheck_fault(step, steps, name, places)


def _recheck_fault(
    step: Step, steps: Sequence[Step], name: str, places: Places
) -> Iterator[Problem]:
    where, day = places.cell(step.event.src), f"{step.event.day:%Y-%m-%d}"
    if step.kind == "too_early":
        first = next((one.event.day for one in steps if one.kind == "certified"), None)
        if first is None:
            yield problem("recheck.not-certified", where, table="rechecks", actual=name)
            return
        yield problem("recheck.before-certification", where, table="rechecks",
                      column="recheck_date", actual=day, expected=f"{first:%Y-%m-%d}")  # fmt: skip
    elif step.kind == "after_revocation":
        yield problem("recheck.after-revocation", where, table="rechecks", actual=name)
    elif step.is_skip:
        states = [say(f"brand.{state}") for state in (step.before, step.after)]
        yield problem("brand.step-skipped", where, table="rechecks", column="outcome",
                      actual=states[0], expected=states[1])  # fmt: skip


def second_faults(stories: Sequence[Story], rules: Rules, places: Places) -> Iterator[Problem]:
    """Yield a notice for each brand certified while an older one of its college was not valid.

    Problems
    --------
    brand.second-too-early

    Source
    ------
    Clause 五、4: after one brand stands a college may grow another.
    """
    for story in stories:
        if story.first_day.year != rules.year:
            continue
        for other in stories:
            state = _state_on(other, story.first_day)
            is_older = other.first_day < story.first_day
            is_same = other.certified.college_code == story.certified.college_code
            if is_older and is_same and state not in (None, "valid"):
                told = f"{other.certified.project_name}（{say(f'brand.{state}')}）"
                yield problem("brand.second-too-early", places.of(story.certified.src),
                              table="brands", actual=story.certified.project_name,
                              expected=told)  # fmt: skip


def _state_on(story: Story, day: pd.Timestamp) -> str | None:
    return next((s.after for s in reversed(story.steps) if s.event.day <= day), None)
