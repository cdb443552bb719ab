"""Which project somebody means by an id, a name, a part of it, or a college."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches

import pandas as pd

from assessment.core.labels import phrase
from assessment.core.spelling import match_key
from assessment.storage import WorkspaceError

_NEAREST = 5


Row = tuple[str, ...]


def find_project(tables: Mapping[str, pd.DataFrame], text: str) -> str:
    """Return the project_id meant by an id, a project's name or part of it, or a college.

    Raises
    ------
    WorkspaceError
        When nothing or more than one project fits; the line lists them.
    """
    rows = _project_names(tables)
    fitting = _fitting(rows, text)
    if len(fitting) == 1:
        return fitting[0][0]
    named = [(code, name, unit) for code, name, unit in fitting or rows]
    raise _unclear("error.ambiguous" if fitting else "error.no_project", text, named)


def find_brand(tables: Mapping[str, pd.DataFrame], text: str) -> str:
    """Return the brand_id meant by an id, a name a project of it ever bore, or a part of one.

    Raises
    ------
    WorkspaceError
        When nothing or more than one brand fits; the line lists them.
    """
    rows = _brand_names(tables)
    fitting = _fitting(rows, text, n_columns=3)
    if len({row[0] for row in fitting}) == 1:
        return fitting[0][0]
    near = get_close_matches(text, [row[2] for row in rows], n=_NEAREST, cutoff=0)
    latest = {row[0]: row for row in fitting or rows if fitting or row[2] in near}
    named = [(code, name, unit) for code, _, name, unit in latest.values()]
    raise _unclear("error.ambiguous_brand" if fitting else "error.no_brand", text, named)


def _fitting(rows: Sequence[Row], text: str, *, n_columns: int | None = None) -> list[Row]:
    """Return the rows of which a column is the text, else those of which the first have it."""
    key = match_key(text)
    exact = [row for row in rows if key in map(match_key, row)]
    return exact or [row for row in rows if any(key in match_key(one) for one in row[:n_columns])]


def _unclear(key: str, text: str, named: Sequence[tuple[str, str, str]]) -> WorkspaceError:
    listed = [phrase("error.project", code=code, name=name, unit=unit)
              for code, name, unit in named]  # fmt: skip
    return WorkspaceError(key, text=text, listed=listed)


def _brand_names(tables: Mapping[str, pd.DataFrame]) -> list[tuple[str, str, str, str]]:
    """Return brand_id, project_id, name and unit of every project, the latest last."""
    units = dict(
        zip(tables["colleges"]["college_code"], tables["colleges"]["college_name"], strict=True)
    )
    mine = tables["applications"].sort_values(["year", "project_id"])
    owners = mine["brand_id"].fillna(mine["project_id"])
    names = [units.get(code, code) for code in mine["college_code"]]
    return list(zip(owners, mine["project_id"], mine["project_name"], names, strict=True))


def not_standing(tables: Mapping[str, pd.DataFrame], named: Mapping[str, str]) -> WorkspaceError:
    """Return what is said when one of these projects did not stand in a round: which and why.

    `named` is how each project was asked for, by its id.
    """
    rows = tables["entrants"]
    mine = rows[rows["project_id"].isin(list(named)) & ~rows["is_entrant"]]
    told = [
        phrase("error.entrant", project=row.project_id, round=phrase(f"round.{row.round}"),
               reason=row.reason)
        for row in mine.itertuples(index=False)
    ] or [phrase("error.no_result")]  # fmt: skip
    lacking = [text for one, text in named.items() if one in set(mine["project_id"])]
    listed = "、".join(lacking or named.values())
    return WorkspaceError("error.not_standing", project=listed, detail=told)


def _project_names(tables: Mapping[str, pd.DataFrame]) -> list[tuple[str, str, str]]:
    joined = tables["applications"].merge(
        tables["colleges"][["college_code", "college_name"]], on="college_code", validate="m:1"
    )
    columns = ["project_id", "project_name", "college_name"]
    return list(joined[columns].sort_values("project_id").itertuples(index=False, name=None))
