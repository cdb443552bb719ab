"""The status of each application: in time, complete, and within the college's quota."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from assessment.core.details import detail
from assessment.core.problems import Problem, Problems, problem
from assessment.core.provenance import cell_of
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import conform, file_names, of_year

_KIND = "application"
_HANDED_IN = ("received", "returned", "resent")
_LAST = (10**9, pd.Timestamp.max)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a college handed in; of several versions the earliest date of each part counts.

    So an application sent back for correction is not late for having been handed in again.
    """

    electronic_date: date | None
    paper_date: date | None
    has_plan: bool
    is_void: bool


_NOTHING = Receipt(None, None, has_plan=False, is_void=False)


@dataclass
class _Review:
    """The verdicts so far: status by project, and what there is to say."""

    rules: Rules
    files: Mapping[str, str]
    status: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def say(self, code: str, row: Any, expected: str = "") -> None:
        where, name = cell_of(row.src, self.files), str(row.project_name)
        found = problem(code, where, actual=name, expected=expected, table="applications")
        self.problems.append(found)


def within_quota(outstanding: Sequence[bool], *, most: int, most_outstanding: int) -> list[bool]:
    """Return which of a college's projects, in its own order, are within the quota.

    The first `most` are; beyond them only outstanding ones, up to `most_outstanding` in all.

    Examples
    --------
    >>> within_quota([False, False, True, True], most=1, most_outstanding=2)
    [True, False, True, False]
    """
    inside: list[bool] = []
    for is_outstanding in outstanding:
        limit = max(most, most_outstanding) if is_outstanding else most
        inside.append(sum(inside) < limit)
    return inside


def application_status(
    applications: pd.DataFrame,
    submissions: pd.DataFrame,
    /,
    *,
    rules: Rules,
    decisions: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
) -> Result:
    """Return table `applications` with every status of the year filled in.

    A status that is there already stays. The others are, by the first that holds: `invalid` when
    what the college handed in was declared void; `late` when anything the rules need is missing
    or came after the last day (unless late ones are only flagged); `over_quota` beyond the
    college's quota, counted in its own order, where a second project needs the committee's word;
    else `eligible`. Without any submissions the application's own date is all there is.

    Parameters
    ----------
    applications : DataFrame
        Table `applications`.
    submissions : DataFrame
        Table `submissions`; rows of kind `application` count. It may be empty.
    rules : Rules
        The year's rules.
    decisions : DataFrame, optional
        Table `decisions`: matter `second`, outcome `yes` or `no`, stands above `is_exceptional`.
    sources : DataFrame, optional
        Table `sources`, so that problems name files.

    Returns
    -------
    Result
        Table `applications`.

    Problems
    --------
    application.late, application.undated, application.void, application.over-quota

    Raises
    ------
    ValueError
        When a table lacks columns.

    Source
    ------
    Rules sections `[eligibility]` and `[calendar]`.
    """
    mine = of_year(applications, "applications", rules.year).sort_values("project_id")
    receipts = _receipts(of_year(submissions, "submissions", rules.year))
    review = _Review(rules, file_names(sources))
    for row in mine.itertuples(index=False):
        _judge_alone(row, receipts, review)
    seconds = _seconds(decisions, rules)
    for _, college in mine.groupby("college_code", sort=True):
        _judge_quota(college, seconds, review)
    is_mine = applications["year"] == rules.year
    filled = applications["project_id"].map(review.status).where(is_mine, applications["status"])
    table = conform(applications.assign(status=filled), "applications")
    return Result({"applications": table}, Problems(review.problems))


def _receipts(submissions: pd.DataFrame) -> dict[str, Receipt] | None:
    """Return what each college handed in, None when nothing was registered at all."""
    rows = submissions[submissions["kind"] == _KIND]
    if rows.empty:
        return None
    return {str(code): _receipt(of_college) for code, of_college in rows.groupby("college_code")}


def _receipt(rows: pd.DataFrame) -> Receipt:
    held = rows[rows["state"].isin(_HANDED_IN)]
    return Receipt(
        _earliest(held["electronic_date"]),
        _earliest(held["paper_date"]),
        bool(held["has_plan"].fillna(False).any()),
        is_void=held.empty and bool((rows["state"] == "void").any()),
    )


def _earliest(dates: pd.Series) -> date | None:
    known = dates.dropna()
    return None if known.empty else pd.Timestamp(known.min()).date()


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()


def _judge_alone(row: Any, receipts: Mapping[str, Receipt] | None, review: _Review) -> None:
    """Settle what needs no look at the college's other projects."""
    receipt = None if receipts is None else receipts.get(row.college_code, _NOTHING)
    if not pd.isna(row.status):
        review.status[row.project_id] = row.status
    elif receipt and receipt.is_void:
        review.status[row.project_id] = "invalid"
        review.say("application.void", row)
    elif receipt is None and _day(row.submitted_date) is None:
        review.say("application.undated", row)
    elif reasons := "、".join(_lateness(row, receipt, review.rules)):
        review.say("application.late", row, reasons)
        if review.rules.eligibility.late == "exclude":
            review.status[row.project_id] = "late"


def _lateness(row: Any, receipt: Receipt | None, rules: Rules) -> Iterator[str]:
    """Yield what is missing or came after the last day."""
    needs = rules.eligibility.needs if receipt else ("form",)
    last_day = rules.calendar.application[1]
    dates = {"form": _day(row.submitted_date)}
    if receipt:
        dates = {
            "form": receipt.electronic_date or _day(row.submitted_date),
            "paper": receipt.paper_date,
        }
    for need in needs:
        day = dates.get(need)
        if need == "plan":
            if receipt and not receipt.has_plan:
                yield detail("lacks", name=detail(need))
        elif day is None:
            yield detail("lacks", name=detail(need))
        elif day > last_day:
            yield detail("came", name=detail(need), day=day)


def _seconds(decisions: pd.DataFrame | None, rules: Rules) -> dict[str, bool]:
    """Return the committee's word on second projects, where it has spoken."""
    rows = of_year(pd.DataFrame() if decisions is None else decisions, "decisions", rules.year)
    spoken = rows[(rows["matter"] == "second") & rows["outcome"].isin(["yes", "no"])]
    return dict(zip(spoken["project_id"], spoken["outcome"] == "yes", strict=True))


def _judge_quota(college: pd.DataFrame, seconds: Mapping[str, bool], review: _Review) -> None:
    """Let the college's projects in by its own order, those already let in first."""
    limits = review.rules.eligibility
    every: list[Any] = sorted(college.itertuples(index=False), key=_own_order)
    rows = [row for row in every if review.status.get(row.project_id, "eligible") == "eligible"]
    rows.sort(key=lambda row: row.project_id not in review.status)
    inside = within_quota(
        [seconds.get(row.project_id, bool(row.is_exceptional)) for row in rows],
        most=limits.max_per_college,
        most_outstanding=limits.max_per_college_exceptional,
    )
    for row, is_inside in zip(rows, inside, strict=True):
        if row.project_id not in review.status:
            review.status[row.project_id] = "eligible" if is_inside else "over_quota"
            if not is_inside:
                review.say("application.over-quota", row, str(limits.max_per_college))


def _own_order(row: Any) -> tuple[int, pd.Timestamp, str]:
    order = _LAST[0] if pd.isna(row.college_order) else int(row.college_order)
    day = _LAST[1] if pd.isna(row.submitted_date) else pd.Timestamp(row.submitted_date)
    return order, day, str(row.project_id)
