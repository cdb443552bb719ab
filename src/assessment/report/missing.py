"""Who owes what: each college's papers of a kind, due or not, handed in or not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import pandas as pd

from assessment.core.decided import selected
from assessment.core.labels import say
from assessment.core.rules import Rules
from assessment.report.origins import Origins, find_origins

KINDS = ("application", "materials", "settlement", "activities", "red_flag")
# What a project that was funded brings with it. 结项材料 that are registered stand for the register
# of activities, which is part of them.
_FOLLOW = ("settlement", "activities")
_COLUMNS = ("college_code", "college_name", "kind", "state", "remark", "files")
Tables = Mapping[str, pd.DataFrame]


def find_missing(tables: Tables, /, *, rules: Rules) -> pd.DataFrame:
    """Return what every college owes of a year, one row a college and kind of material.

    Due is what 收件登记 has as due, received, returned or handed in again; what a project that was
    selected brings with it (经费决算, and 活动材料登记 where no 结项材料 are registered); and what
    somebody handed in without being registered. A college of 学院名单 that is in none of these
    owes nothing: to apply is an offer, not a duty, and a candidate for the Red Flag evaluation is
    known by its form alone. A latest version that is void (作废) is not due.

    What the register has as received is received, be there a file or paper only; what it has as
    returned is owed until the next version is registered; a line 应交 is settled by a file that
    was read.

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
        `returned`), remark (a key of the catalogue, "" for none), files (those found, joined).
    """
    origins = find_origins(tables, rules.year)
    lines = _latest(tables["submissions"], rules.year)
    follow = {*_following(tables, rules.year), *origins.kinds}
    duties = {*lines, *(duty for duty in follow if not _is_part(duty, lines))}
    names = _names(tables["colleges"])
    rows = [
        (code, names.get(code, code), kind, *_state(lines.get((code, kind)), origins, (code, kind)))
        for code, kind in sorted(duties, key=lambda one: (KINDS.index(one[1]), one[0]))
        if lines.get((code, kind)) != "void"
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
    known |= {code for (code, kind) in _latest(tables["submissions"], year)
              if kind == "application"}  # fmt: skip
    mine = colleges[is_current & ~colleges["college_code"].isin(known)]
    return list(mine.sort_values("college_code")["college_name"])


def _owing(mine: pd.DataFrame) -> list[str]:
    return list(mine.loc[mine["state"] != "received", "college_name"])


def _names(colleges: pd.DataFrame) -> dict[str, str]:
    return dict(zip(colleges["college_code"], colleges["college_name"], strict=True))


def _latest(submissions: pd.DataFrame, year: int) -> dict[tuple[str, str], str]:
    """Return the state of each college's latest version of a kind."""
    mine = submissions[submissions["year"] == year].sort_values("version")
    keys = zip(mine["college_code"], mine["kind"], strict=True)
    return dict(zip(keys, mine["state"], strict=True))


def _following(tables: Tables, year: int) -> Iterator[tuple[str, str]]:
    chosen = selected(tables["decisions"])
    mine = chosen.loc[chosen["year"] == year, "project_id"]
    applied = tables["applications"]
    for code in applied.loc[applied["project_id"].isin(mine), "college_code"]:
        yield from ((code, kind) for kind in _FOLLOW)


def _is_part(duty: tuple[str, str], lines: Mapping[tuple[str, str], str]) -> bool:
    """Tell whether a register of activities belongs to 结项材料 that have a line of their own."""
    return duty[1] == "activities" and (duty[0], "materials") in lines


def _state(line: str | None, origins: Origins, duty: tuple[str, str]) -> tuple[str, str, str]:
    """Return state, remark and files of one duty."""
    found = origins.files_of(*duty)
    listed = "、".join(found)
    if line == "returned":
        return "returned", "missing.returned", listed
    if line in ("received", "resent"):
        return "received", "" if found else "missing.no_file", listed
    if origins.is_read(*duty):
        return "received", "missing.unregistered", listed
    return "owed", "missing.unread" if found else "", listed
