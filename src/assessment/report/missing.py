"""Who owes what: each college's papers of a kind, due or not, handed in or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from assessment.core.decided import selected
from assessment.core.details import detail
from assessment.core.labels import say
from assessment.core.receipts import Shortfall, receipts, shortfalls
from assessment.core.rules import Rules
from assessment.report.origins import Origins, find_origins

KINDS = ("application", "materials", "settlement", "activities", "red_flag")
# What a project that was funded brings with it. 结项材料 that are registered stand for the register
# of activities, which is part of them.
_FOLLOW = ("settlement", "activities")
_COLUMNS = ("college_code", "college_name", "kind", "state", "remark", "lacking", "files")
_CAME = ("received", "resent")
Tables = Mapping[str, pd.DataFrame]
Duty = tuple[str, str]  # college, kind of material


def find_missing(tables: Tables, /, *, rules: Rules) -> pd.DataFrame:
    """Return what every college owes of a year, one row a college and kind of material.

    Due is what 收件登记 has as due, received, returned or handed in again; what a project that was
    selected brings with it (经费决算, and 活动材料登记 where no 结项材料 are registered); and what
    somebody handed in without being registered. A college of 学院名单 that is in none of these
    owes nothing: to apply is an offer, not a duty, and a candidate for the Red Flag evaluation is
    known by its form alone. What is void (作废) in every version is not due.

    What the register has as received is received, be there a file or paper only; what it has as
    returned is owed until the next version is registered; a line 应交 is settled by a file that
    was read. An application is received when it lacks nothing that the rules need (`shortfalls`,
    as eligibility has it); what came too late is received and said to be late.

    Parameters
    ----------
    tables : mapping
        The year's tables as intake gives them.
    rules : Rules
        The year's rules.

    Returns
    -------
    DataFrame
        college_code, college_name, kind (as in `submissions`), state (`received`, `owed` or
        `returned`), remark (a key of the catalogue, "" for none), lacking (what the rules need
        and did not get, or got late, in words), files (those found, one a line).
    """
    origins = find_origins(tables, rules.year)
    lines = _lines(tables["submissions"], rules.year)
    short = _short(tables, rules)
    follow = {*_following(tables, rules.year), *origins.kinds}
    duties = {*lines, *(duty for duty in follow if not _is_part(duty, lines))}
    names = _names(tables["colleges"])
    rows = [
        (code, names.get(code, code), kind, *_told(lines.get(duty), origins, duty, short))
        for duty in sorted(duties, key=lambda one: (KINDS.index(one[1]), one[0]))
        for code, kind in (duty,)
        if lines.get(duty) != "void"
    ]
    return pd.DataFrame(rows, columns=list(_COLUMNS)).astype("str")


def count_missing(missing: pd.DataFrame, /, *, lang: str = "zh") -> pd.DataFrame:
    """Return per kind of material how many are due, received and owed, and who owes."""
    groups = [(kind, missing[missing["kind"] == kind]) for kind in KINDS]
    return pd.DataFrame(
        [
            {
                say("missing.material", lang): say(f"material.{kind}", lang),
                say("submission.due", lang): len(mine),
                say("submission.received", lang): int((mine["state"] == "received").sum()),
                say("missing.owed", lang): int((mine["state"] != "received").sum()),
                say("missing.who", lang): say("sep", lang).join(_owing(mine)) or say("none", lang),
            }
            for kind, mine in groups
            if len(mine)
        ]
    )


def deadline(kind: str, rules: Rules) -> date | None:
    """Return the day by which the rules want a kind of material; the Red Flag form has none."""
    return {
        "application": rules.calendar.application[1],
        "materials": rules.calendar.implementation[1],
        "activities": rules.calendar.implementation[1],
        "settlement": rules.budget.closing_date,
    }.get(kind)


def not_applying(tables: Tables, missing: pd.DataFrame, /, *, year: int) -> list[str]:
    """Return the names of the colleges of the year of which no application is known."""
    colleges = tables["colleges"]
    is_current = (colleges["valid_from_year"].fillna(year) <= year) & (
        colleges["valid_to_year"].fillna(year) >= year
    )
    known = set(missing.loc[missing["kind"] == "application", "college_code"])
    known |= set(receipts(tables["submissions"], year=year, kind="application"))
    mine = colleges[is_current & ~colleges["college_code"].isin(known)]
    return list(mine.sort_values("college_code")["college_name"])


def remark_of(row: Mapping[Any, Any], /) -> str:
    """Return in words what is to be said of a line: what became of it, what it lacks."""
    told = say(row["remark"]) if row["remark"] else ""
    return "：".join(part for part in (told, row["lacking"]) if part)


def _owing(mine: pd.DataFrame) -> list[str]:
    return list(mine.loc[mine["state"] != "received", "college_name"])


def _names(colleges: pd.DataFrame) -> dict[str, str]:
    return dict(zip(colleges["college_code"], colleges["college_name"], strict=True))


def _lines(submissions: pd.DataFrame, year: int) -> dict[Duty, str]:
    """Return the state that the register has of each college's material of a kind."""
    return {
        (code, kind): receipt.state
        for kind in KINDS
        for code, receipt in receipts(submissions, year=year, kind=kind).items()
    }


def _short(tables: Tables, rules: Rules) -> dict[str, tuple[Shortfall, ...]]:
    """Return what each college's applications lack of what the rules need, or got late."""
    known = receipts(tables["submissions"], year=rules.year, kind="application")
    applied = tables["applications"]
    mine = applied[applied["year"] == rules.year]
    days: dict[str, list[date | None]] = {code: [] for code in known}
    for code, day in zip(mine["college_code"], mine["submitted_date"], strict=True):
        days.setdefault(code, []).append(None if pd.isna(day) else pd.Timestamp(day).date())
    return {
        code: tuple(dict.fromkeys(
            one for day in found or [None] for one in shortfalls(known.get(code), day, rules=rules)
        ))
        for code, found in days.items()
    }  # fmt: skip


def _following(tables: Tables, year: int) -> Iterator[Duty]:
    chosen = selected(tables["decisions"])
    mine = chosen.loc[chosen["year"] == year, "project_id"]
    applied = tables["applications"]
    for code in applied.loc[applied["project_id"].isin(mine), "college_code"]:
        yield from ((code, kind) for kind in _FOLLOW)


def _is_part(duty: Duty, lines: Mapping[Duty, str]) -> bool:
    """Tell whether a register of activities belongs to 结项材料 that have a line of their own."""
    return duty[1] == "activities" and (duty[0], "materials") in lines


def _told(
    line: str | None, origins: Origins, duty: Duty, short: Mapping[str, Sequence[Shortfall]]
) -> tuple[str, str, str, str]:
    """Return state, remark, what is lacking and files of one duty."""
    code, kind = duty
    mine = short.get(code, ()) if kind == "application" else ()
    lacking = "、".join(one.told for one in mine if one.told != detail("not_resent"))
    state, remark = _state(line, origins, duty)
    if state == "received" and mine:
        is_owed = any(one.is_missing for one in mine)
        state, remark = ("owed", "missing.lacks") if is_owed else ("received", "missing.late")
    return state, remark, lacking, "\n".join(origins.files_of(*duty))


def _state(line: str | None, origins: Origins, duty: Duty) -> tuple[str, str]:
    """Return state and remark by the register's line and the files found."""
    found = origins.files_of(*duty)
    if line == "returned":
        return "returned", "missing.returned"
    if line in _CAME:
        return "received", "" if found else "missing.no_file"
    if origins.is_read(*duty):
        return "received", "missing.unregistered"
    return "owed", "missing.unread" if found else "missing.nothing"
