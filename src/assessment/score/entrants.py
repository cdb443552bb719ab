"""Who stands in each round, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from assessment.core.problems import Problem, Problems, problem
from assessment.core.provenance import cell_of
from assessment.core.result import Result
from assessment.core.rules import ROUNDS, Rules
from assessment.core.tables import file_names, of_year, table_of
from assessment.score.eligibility import application_status

__all__ = ["application_status", "entrants"]

_OUT = {
    "late": "逾期，不参评",
    "over_quota": "超出学院限额，不参评",
    "withdrawn": "已撤回",
    "invalid": "不符合申报条件",
}
_UNSETTLED = "申报资格尚未认定"


def entrants(
    applications: pd.DataFrame,
    decisions: pd.DataFrame,
    /,
    *,
    rules: Rules,
    complete_materials: Collection[str] = frozenset(),
    sources: pd.DataFrame | None = None,
) -> Result:
    """Return who stands in the review and in the assessment, each with the reason in words.

    Every eligible application stands in the review. In the assessment stand, as the rules say,
    all of these (`eligible`), those selected (`selected`), or those selected and those whose
    materials are complete (`with_materials`).

    Parameters
    ----------
    applications : DataFrame
        Table `applications` with its statuses (see `application_status`).
    decisions : DataFrame
        Table `decisions`: matter `selected`, outcome `yes`.
    rules : Rules
        The year's rules.
    complete_materials : collection of str
        Ids of projects whose materials are complete.
    sources : DataFrame, optional
        Table `sources`, so that problems name files.

    Returns
    -------
    Result
        Table `entrants`.

    Problems
    --------
    decision.not-eligible

    Raises
    ------
    ValueError
        When a table lacks columns.

    Source
    ------
    Rules sections `[eligibility]` and `[assessment]`.
    """
    mine = of_year(applications, "applications", rules.year).sort_values("project_id")
    decided = of_year(decisions, "decisions", rules.year)
    chosen = decided[(decided["matter"] == "selected") & (decided["outcome"] == "yes")]
    selected = set(chosen["project_id"])
    complete = set(complete_materials)
    rows = [
        {"year": rules.year, "round": name, "project_id": row.project_id}
        | _standing(row, name, (selected, complete), rules)
        for name in ROUNDS
        for row in mine.itertuples(index=False)
    ]
    table = table_of(rows, "entrants")
    return Result({"entrants": table}, Problems(_not_eligible(chosen, mine, file_names(sources))))


def _standing(
    row: Any, name: str, lists: tuple[Collection[str], Collection[str]], rules: Rules
) -> dict[str, object]:
    if pd.isna(row.status) or row.status != "eligible":
        reason = _UNSETTLED if pd.isna(row.status) else _OUT[row.status]
        return {"is_entrant": False, "reason": reason}
    if name == "review" or rules.assessment.entrants == "eligible":
        return {"is_entrant": True, "reason": "符合申报条件"}
    selected, complete = lists
    if row.project_id in selected:
        return {"is_entrant": True, "reason": "已立项"}
    if rules.assessment.entrants == "selected":
        return {"is_entrant": False, "reason": "未立项"}
    if row.project_id in complete:
        return {"is_entrant": True, "reason": "未立项，结项材料齐全"}
    return {"is_entrant": False, "reason": "未立项，结项材料不齐全"}


def _not_eligible(
    chosen: pd.DataFrame, mine: pd.DataFrame, files: Mapping[str, str]
) -> list[Problem]:
    eligible = set(mine.loc[mine["status"] == "eligible", "project_id"])
    names = dict(zip(mine["project_id"], mine["project_name"], strict=True))
    return [
        problem("decision.not-eligible", cell_of(row.src, files), table="decisions",
                column="project_id", actual=names.get(str(row.project_id), str(row.project_id)))
        for row in chosen.sort_values("project_id").itertuples(index=False)
        if row.project_id not in eligible
    ]  # fmt: skip
