"""What 收件登记 says of a college, and what its application lacks."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from assessment.core.receipts import Receipt, is_known, receipts, shortfalls
from assessment.core.rules import Rules
from assessment.core.tables import conform

DAY, LATE = date(2017, 3, 10), date(2017, 3, 25)


def registered(*states: str) -> Receipt:
    rows = [
        {"year": 2017, "college_code": "C1", "kind": "application", "version": version,
         "electronic_date": pd.Timestamp(2017, 3, 10 + version), "paper_date": None,
         "has_plan": None, "is_sealed": None, "state": state}
        for version, state in enumerate(states, start=1)
    ]  # fmt: skip
    table = conform(pd.DataFrame(rows[::-1]), "submissions")
    assert receipts(table, year=2016, kind="application") == {}
    assert receipts(table, year=2017, kind="settlement") == {}
    return receipts(table, year=2017, kind="application")["C1"]


@pytest.mark.parametrize(
    ("states", "state", "day"),
    [
        (["received"], "received", 11),
        (["returned", "resent"], "resent", 11),
        (["received", "void"], "received", 11),  # the void one leaves the first standing
        (["void", "received"], "received", 12),
        (["void", "void"], "void", None),
        (["due"], "due", None),
        (["resent", "returned"], "returned", 11),
    ],
)
def test_the_latest_version_that_is_not_void_holds(
    states: list[str], state: str, day: int | None
) -> None:
    read = registered(*states)
    assert (read.state, read.electronic_date) == (state, date(2017, 3, day) if day else None)


@pytest.mark.parametrize(
    ("receipt", "submitted", "told"),
    [
        (None, None, []),
        (None, DAY, []),
        (None, LATE, ["电子版2017-03-25收到"]),
        (Receipt("received"), DAY, []),  # nothing is said of any part
        (Receipt("received", DAY, DAY, True), None, []),
        (Receipt("received", None, DAY, True), DAY, []),
        (Receipt("received", DAY, LATE, True), None, ["纸质版2017-03-25收到"]),
        (Receipt("received", DAY), None, ["缺实施方案", "缺纸质版"]),
        (Receipt("received", None, None, False), DAY, ["缺实施方案", "缺纸质版"]),
        (Receipt("due"), DAY, ["缺实施方案", "缺纸质版"]),
        (Receipt("due"), None, ["缺电子版", "缺实施方案", "缺纸质版"]),
        (Receipt("returned", DAY, DAY, True), None, ["退回后尚未重交"]),
        (Receipt("resent", DAY, DAY, True), None, []),
    ],
)
def test_what_an_application_lacks(
    receipt: Receipt | None, submitted: date | None, told: list[str], rules: Rules
) -> None:
    short = shortfalls(receipt, submitted, rules=rules)
    assert [one.told for one in short] == told
    assert [one.is_missing for one in short] == ["收到" not in one for one in told]


def test_a_line_that_says_nothing_of_its_parts_tells_as_little_as_none() -> None:
    assert not is_known(None) and not is_known(Receipt("received"))
    assert is_known(Receipt("due")) and is_known(Receipt("received", has_plan=False))
