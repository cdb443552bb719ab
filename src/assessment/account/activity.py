"""What each project held and handed in: activities, people reached, items of material."""

from __future__ import annotations

from typing import Any

import pandas as pd

from assessment.core.result import Result
from assessment.core.rule_sections import MaterialsNeeded
from assessment.core.rules import Rules
from assessment.core.spelling import match_key
from assessment.core.tables import empty, of_year, table_of

KINDS = ("news", "photo", "video", "document")


def project_activity(
    activities: pd.DataFrame,
    materials: pd.DataFrame,
    applications: pd.DataFrame,
    /,
    *,
    rules: Rules,
    missed: pd.DataFrame | None = None,
) -> Result:
    """Return 场次, 参与人次 and items of material of every application of the year.

    `n_planned` were in the plan and `n_unplanned` were not, of those held; of the others the
    register does not say. `n_missed` were planned and not held: called off, or put off and not
    held later under their name. The last two are changes of plan. `n_participants` sums the lines
    that state a number (intake has told of the others); it is missing when there are activities
    and none of them states one. A count of items that could not be read counts 0, so that nothing
    is complete by an unread number.

    Parameters
    ----------
    activities, materials, applications : DataFrame
        Tables of those names; a table without columns is an empty one.
    rules : Rules
        The year's rules.
    missed : DataFrame, optional
        Table `activities_missed`.

    Returns
    -------
    Result
        Table `project_activity`. Facts: `n_complete` (projects whose materials are complete).

    Raises
    ------
    ValueError
        When a table lacks a column.

    Source
    ------
    Rules section `[assessment]`, `materials_needed`; clause 四、2: materials are filed by kind.
    """
    projects = of_year(applications, "applications", rules.year)["project_id"]
    register = of_year(activities, "activities", rules.year)
    held = register.groupby("project_id")
    items = _items(of_year(materials, "materials", rules.year))
    counts = pd.DataFrame(
        {
            "n_activities": held.size(),
            "n_planned": held["is_planned"].sum(),
            "n_unplanned": held["is_planned"].count() - held["is_planned"].sum(),
            "n_missed": _missed(missed, register, rules.year).groupby("project_id").size(),
            "n_participants": held["n_participants"].sum(min_count=1),
        }
    )
    rows = [
        _row(project, _at(counts, project), _at(items, project), rules)
        for project in projects.sort_values()
    ]
    table = table_of(rows, "project_activity")
    return Result(
        {"project_activity": table}, facts={"n_complete": int(table["is_complete"].sum())}
    )


def _missed(missed: pd.DataFrame | None, held: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the activities that were not held, also not later."""
    table = of_year(empty("activities_missed") if missed is None else missed,
                    "activities_missed", year)  # fmt: skip
    names = {(row.project_id, match_key(row.name)) for row in _rows(held)}
    is_open = [
        row.outcome == "cancelled" or (row.project_id, match_key(row.name)) not in names
        for row in _rows(table)
    ]
    return table[pd.Series(is_open, index=table.index, dtype=bool)]


def _rows(frame: pd.DataFrame) -> list[Any]:
    return list(frame.itertuples(index=False))


def is_complete(items: dict[str, int], needed: MaterialsNeeded) -> bool:
    """Return whether the items of each kind reach what is needed.

    Examples
    --------
    >>> is_complete({"photo": 6, "video": 1, "news": 1, "document": 4}, MaterialsNeeded())
    True
    >>> is_complete({"photo": 60, "news": 9, "document": 4}, MaterialsNeeded())
    False
    """
    return all(items.get(kind, 0) >= getattr(needed, kind) for kind in KINDS)


def _items(materials: pd.DataFrame) -> pd.DataFrame:
    """Return projects × kinds: how many items came in."""
    read = materials.assign(n_items=materials["n_items"].fillna(0).astype("Int64"))
    return read.pivot_table(index="project_id", columns="kind", values="n_items", aggfunc="sum")


def _at(counts: pd.DataFrame, project: str) -> dict[str, Any]:
    return dict(counts.loc[project]) if project in counts.index else {}


def _row(project: str, held: dict[str, Any], items: dict[str, Any], rules: Rules) -> dict[str, Any]:
    counted = {kind: _count(items.get(kind)) for kind in KINDS}
    return {
        "year": rules.year,
        "project_id": project,
        "n_activities": _count(held.get("n_activities")),
        "n_planned": _count(held.get("n_planned")),
        "n_unplanned": _count(held.get("n_unplanned")),
        "n_missed": _count(held.get("n_missed")),
        "n_participants": held["n_participants"] if _count(held.get("n_activities")) else 0,
        **{f"n_{kind}": n for kind, n in counted.items()},
        "is_complete": is_complete(counted, rules.assessment.materials_needed),
    }


def _count(value: Any) -> int:
    return 0 if value is None or pd.isna(value) else int(value)
