"""The states of a brand, as a property of whatever happens to it."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from assessment.account.brand_history import (
    SKIPS,
    ban_end,
    next_recheck,
    replay,
    story_of,
)
from assessment.account.certified import Certification, Recheck

STATES = ("valid", "rectify", "downgraded", "revoked")
DAYS = st.integers(0, 3000).map(lambda n: pd.Timestamp(2017, 1, 1) + pd.Timedelta(days=n))


def certified(day, band=0):
    return Certification("A", day.year, day, band, "优秀", "甲", "C1", "T1", "s!表!A1")


def rechecked(day, outcome):
    return Recheck("A", day, outcome, "s!表!E1")


EVENTS = st.lists(
    st.one_of(
        st.builds(certified, DAYS, st.integers(0, 2)),
        st.builds(rechecked, DAYS, st.sampled_from(STATES)),
    ),
    max_size=12,
)


@given(EVENTS, st.randoms(use_true_random=False))
def test_every_history_keeps_the_rules(rules_section, events, chance):
    section = rules_section
    steps = replay(events, section)
    assert len(steps) == len(events)
    assert [s.event.day for s in steps] == sorted(e.day for e in events)
    revoked_on = None
    for before, step in zip([None, *steps], steps, strict=False):
        assert step.before == (before.after if before else None)
        is_certification = isinstance(step.event, Certification)
        if step.kind == "certified":
            assert step.after == "valid"
            assert step.before != "revoked" or step.event.day >= (
                revoked_on + pd.DateOffset(years=section.ban_years)
            )
        elif step.kind == "banned":
            assert is_certification and step.before == step.after == "revoked"
            assert step.event.day < revoked_on + pd.DateOffset(years=section.ban_years)
        elif step.kind == "rechecked":
            assert step.before in STATES[:3] and step.after == step.event.outcome
            assert step.is_skip == ((step.before, step.after) in SKIPS)
            revoked_on = step.event.day if step.after == "revoked" else revoked_on
        else:
            expected = {"too_early": None, "after_revocation": "revoked"}[step.kind]
            assert not is_certification and step.before == step.after == expected
    shuffled = chance.sample(events, len(events))
    assert [s.after for s in replay(shuffled, section)][-1:] == [s.after for s in steps][-1:] or (
        len({e.day for e in events}) < len(events)  # two re-checks on one day: intake refuses them
    )


@given(EVENTS)
def test_what_is_due_follows_from_the_last_state(rules_section, events):
    section = rules_section
    steps = replay(events, section)
    story = story_of(steps)
    assert (story is None) == all(step.kind != "certified" for step in steps)
    if story is None:
        return
    assert story.state == steps[-1].after
    due, free = next_recheck(story, section), ban_end(story, section)
    assert (due is None) == (story.state == "revoked") == (free is not None)
    if due is not None:
        last = story.checks[-1].day if story.checks else story.certified.day
        assert due > last
        assert due <= last + pd.DateOffset(years=section.recheck_every_years)
