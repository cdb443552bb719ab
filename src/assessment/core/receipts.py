"""What 收件登记 says of a college's papers of a kind, and what an application still lacks.

One rule for who may take part (`score`) and for whom to remind (`report`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from assessment.core.details import detail
from assessment.core.rules import Rules

_HELD = ("received", "returned", "resent")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a college handed in; of several versions the earliest date of each part counts.

    So an application sent back for correction is not late for having been handed in again.
    `state` is that of the latest version that is not void, `void` when every one is.
    """

    state: str
    electronic_date: date | None = None
    paper_date: date | None = None
    has_plan: bool | None = None

    @property
    def is_silent(self) -> bool:
        """Tell whether the papers are registered as received with not a word on any part."""
        is_here = self.state in ("received", "resent")
        return is_here and (self.electronic_date, self.paper_date, self.has_plan) == (None,) * 3


@dataclass(frozen=True, slots=True)
class Shortfall:
    """What the rules need of an application and what is wrong with it, in words."""

    told: str
    is_missing: bool


def receipts(submissions: pd.DataFrame, /, *, year: int, kind: str) -> dict[str, Receipt]:
    """Return what 收件登记 has of a kind by college; a college without a line is not in it."""
    mine = submissions[(submissions["year"] == year) & (submissions["kind"] == kind)]
    groups = mine.sort_values("version").groupby("college_code")
    return {str(code): _receipt(rows) for code, rows in groups}


def shortfalls(
    receipt: Receipt | None, submitted: date | None, /, *, rules: Rules
) -> tuple[Shortfall, ...]:
    """Return what an application lacks of what the rules need by the last day, or had late.

    A college is judged by its own line only. Without one, or with one that says nothing of its
    parts, the date on the form is all that is known (`is_known` tells), and a form without a date
    lacks nothing that could be told.

    Parameters
    ----------
    receipt : Receipt or None
        What the college handed in; None without a line.
    submitted : date or None
        The date on the form.
    rules : Rules
        The year's rules: `[eligibility] needs`, the last day of `[calendar] application`.
    """
    last_day = rules.calendar.application[1]
    if not is_known(receipt):
        is_late = submitted is not None and submitted > last_day
        return (Shortfall(_came("form", submitted), is_missing=False),) if is_late else ()
    assert receipt is not None
    sent_back = (Shortfall(detail("not_resent"), is_missing=True),)
    parts = tuple(_parts(receipt, submitted, rules))
    return (*sent_back, *parts) if receipt.state == "returned" else parts


def is_known(receipt: Receipt | None) -> bool:
    """Tell whether 收件登记 says of a college which parts came and which did not."""
    return receipt is not None and not receipt.is_silent


def _parts(receipt: Receipt, submitted: date | None, rules: Rules) -> Iterator[Shortfall]:
    dates = {"form": receipt.electronic_date or submitted, "paper": receipt.paper_date}
    for need in rules.eligibility.needs:
        day = dates.get(need)
        if not receipt.has_plan if need == "plan" else day is None:
            yield Shortfall(detail("lacks", name=detail(need)), is_missing=True)
        elif day is not None and day > rules.calendar.application[1]:
            yield Shortfall(_came(need, day), is_missing=False)


def _came(need: str, day: date | None) -> str:
    return detail("came", name=detail(need), day=day)


def _receipt(rows: pd.DataFrame) -> Receipt:
    valid = rows[rows["state"] != "void"]
    if valid.empty:
        return Receipt("void")
    held = valid[valid["state"].isin(_HELD)]
    plans = held["has_plan"].dropna()
    return Receipt(
        str(valid["state"].iloc[-1]),
        _earliest(held["electronic_date"]),
        _earliest(held["paper_date"]),
        bool(plans.any()) if len(plans) else None,
    )


def _earliest(dates: pd.Series) -> date | None:
    known = dates.dropna()
    return None if known.empty else pd.Timestamp(known.min()).date()
