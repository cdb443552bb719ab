"""Requirements of closing ticked, and long stretches with nothing."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.account.closing import LONG_DAYS, activity_gaps, closing_items, long_gaps

WHOLE = {"n_activities": 1, "n_planned": 1, "n_missed": 0, "n_photo": 6, "n_video": 1, "n_news": 1,
         "n_document": 4, "is_complete": True}  # fmt: skip


@pytest.mark.parametrize(
    ("values", "funded", "lines", "missing"),
    [
        ({}, True, 1, []),
        ({}, True, 0, ["ledger"]),
        ({}, False, 0, []),
        ({"n_photo": 5, "n_activities": 0}, False, 0, ["activity", "photo"]),
        (dict.fromkeys(WHOLE, 0), True, 2, ["activity", "document", "news", "photo", "video"]),
    ],
)
def test_each_requirement_is_ticked(values, funded, lines, missing, table, line, make_rules):
    activity = table("project_activity", {"project_id": "A"} | WHOLE | values)
    grants = table("grants", *([{"project_id": "A", "instalment": 1, "granted_fen": 5}] * funded))
    ledger = table("ledger", *(line(number=n) for n in range(1, lines + 1)))
    result = closing_items(activity, grants, ledger, rules=make_rules())
    frame = result.frame
    assert frame.loc[~frame["is_met"], "requirement"].tolist() == missing
    assert ("ledger" in set(frame["requirement"])) == funded
    assert result.facts == {"n_closed": int(not missing), "n_projects": 1}
    photo = frame.set_index("requirement").loc["photo"]
    assert (photo["needed"], photo["n_items"]) == (6, values.get("n_photo", 6))


def test_a_project_that_registered_nothing_and_got_nothing_is_not_asked(table, make_rules):
    activity = table("project_activity", {"project_id": "A"} | dict.fromkeys(WHOLE, 0))
    none = (table("grants"), table("ledger"))
    assert closing_items(activity, *none, rules=make_rules()).frame.empty


def test_gaps_within_the_period_of_both_tables(table, make_rules):
    period = {"application": [date(2017, 3, 1), date(2017, 3, 20)],
              "implementation": [date(2017, 4, 1), date(2017, 12, 1)],
              "assessment": [date(2017, 12, 9), date(2017, 12, 20)]}  # fmt: skip
    held = table("activities", *(
        {"project_id": "A", "activity_no": n, "name": "启动", "held_date": day}
        for n, day in enumerate([pd.Timestamp(2017, 4, 20), pd.Timestamp(2016, 1, 1), None], 1)
    ))  # fmt: skip
    filed = table("materials", {"project_id": "A", "kind": "news", "level": "校级",
                                "first_date": pd.Timestamp(2017, 9, 1),
                                "last_date": pd.Timestamp(2017, 10, 20)})  # fmt: skip
    frame = activity_gaps(held, filed, rules=make_rules(calendar=period)).frame
    assert [(f"{r.first_date:%m-%d}", f"{r.last_date:%m-%d}", r.n_days) for r in frame.itertuples()] == [
        ("04-20", "09-01", 134),
    ]  # fmt: skip
    assert activity_gaps(table("activities"), table("materials"), rules=make_rules()).frame.empty


@given(st.lists(st.integers(-50, 300), max_size=12))
def test_gaps_are_long_and_nothing_lies_in_them(offsets):
    first, last = pd.Timestamp(2017, 4, 1), pd.Timestamp(2017, 12, 1)
    days = [first + pd.Timedelta(days=n) for n in offsets]
    gaps = long_gaps(days, first, last)
    assert gaps == sorted(gaps)
    for start, end in gaps:
        assert first <= start and end <= last and (end - start).days > LONG_DAYS
        assert not any(start < day < end for day in days)
    empty = {first + pd.Timedelta(days=n) for n in range(244)}
    for day in empty:
        near = [d for d in [*days, first, last] if first <= d <= last]
        before = max(d for d in near if d <= day)
        after = min(d for d in near if d >= day)
        is_in = any(start < day < end for start, end in gaps)
        assert is_in == ((after - before).days > LONG_DAYS)
