"""The status of each application: in time, complete, and within the college's quota."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from assessment.core.details import detail
from assessment.core.problems import Problem, Problems, problem
from assessment.core.provenance import CellRef, cell_of
from assessment.core.receipts import Receipt, is_known, receipts, shortfalls
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import conform, file_names, of_year

_KIND = "application"
_REGISTER, _RECEIPTS = "登记.xlsx", "收件登记"
_LAST = (10**9, pd.Timestamp.max)


@dataclass
class _Review:
    """The verdicts so far: status by project, and what there is to say."""

    rules: Rules
    files: Mapping[str, str]
    received: Mapping[str, Receipt]
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
    colleges: pd.DataFrame | None = None,
) -> Result:
    """Return table `applications` with every status of the year filled in.

    A status that is there already stays. The others are, by the first that holds: `invalid` when
    what the college handed in was declared void; `late` when it was sent back and has not come
    again, or anything the rules need is missing or came after the last day (unless late ones are
    only flagged); `over_quota` beyond the college's quota, counted in its own order, where a
    second project needs the committee's word; else `eligible`. A college is judged by its own line
    of 收件登记 alone; without one the application's own date is all there is, and that is told.

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
    colleges : DataFrame, optional
        Table `colleges`, so that problems name colleges.

    Returns
    -------
    Result
        Table `applications`.

    Problems
    --------
    application.late, application.undated, application.unregistered, application.void,
    application.over-quota

    Raises
    ------
    ValueError
        When a table lacks columns.

    Source
    ------
    Rules sections `[eligibility]` and `[calendar]`.
    """
    mine = of_year(applications, "applications", rules.year).sort_values("project_id")
    handed_in = of_year(submissions, "submissions", rules.year)
    received = receipts(handed_in, year=rules.year, kind=_KIND)
    review = _Review(rules, file_names(sources), received)
    for row in mine.itertuples(index=False):
        _judge_alone(row, review)
    _tell_unregistered(mine, colleges, review)
    seconds = _seconds(decisions, rules)
    for _, college in mine.groupby("college_code", sort=True):
        _judge_quota(college, seconds, review)
    is_mine = applications["year"] == rules.year
    filled = applications["project_id"].map(review.status).where(is_mine, applications["status"])
    table = conform(applications.assign(status=filled), "applications")
    return Result({"applications": table}, Problems(review.problems))


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else pd.Timestamp(value).date()


def _judge_alone(row: Any, review: _Review) -> None:
    """Settle what needs no look at the college's other projects."""
    receipt, day = review.received.get(row.college_code), _day(row.submitted_date)
    short = shortfalls(receipt, day, rules=review.rules)
    if not pd.isna(row.status):
        review.status[row.project_id] = row.status
    elif receipt and receipt.state == "void":
        review.status[row.project_id] = "invalid"
        review.say("application.void", row)
    elif short:
        review.say("application.late", row, "、".join(one.told for one in short))
        is_back = receipt is not None and receipt.state == "returned"
        if is_back or review.rules.eligibility.late == "exclude":
            review.status[row.project_id] = "late"
    elif day is None and not is_known(receipt):
        review.say("application.undated", row)


def _tell_unregistered(mine: pd.DataFrame, colleges: pd.DataFrame | None, review: _Review) -> None:
    """Say once of which colleges 收件登记 does not tell what they handed in."""
    codes = [code for code in dict.fromkeys(sorted(mine["college_code"]))
             if not is_known(review.received.get(code))]  # fmt: skip
    if not codes or set(review.rules.eligibility.needs) <= {"form"}:
        return
    known = pd.DataFrame() if colleges is None else colleges
    names = dict(zip(known.get("college_code", ()), known.get("college_name", ()), strict=True))
    told = "、".join(str(names.get(code, code)) for code in codes)
    where = CellRef(_REGISTER, _RECEIPTS)
    review.problems.append(problem("application.unregistered", where, actual=told))


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
    taken = "、".join(_named(row, review) for row, is_inside in zip(rows, inside, strict=True)
                     if is_inside)  # fmt: skip
    for row, is_inside in zip(rows, inside, strict=True):
        if row.project_id not in review.status:
            review.status[row.project_id] = "eligible" if is_inside else "over_quota"
            if not is_inside:
                told = detail("quota", n=limits.max_per_college, name=taken)
                review.say("application.over-quota", row, told)


def _named(row: Any, review: _Review) -> str:
    return detail("named_at", name=row.project_name, place=cell_of(row.src, review.files))


def _own_order(row: Any) -> tuple[bool, int, pd.Timestamp, str]:
    """Sort as the college does: what it calls its second project is never its first."""
    order = _LAST[0] if pd.isna(row.college_order) else int(row.college_order)
    day = _LAST[1] if pd.isna(row.submitted_date) else pd.Timestamp(row.submitted_date)
    return bool(row.is_second), order, day, str(row.project_id)
