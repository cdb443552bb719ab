"""Invented marks of many or few judges, and the tables of what they can bear."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd

from assessment.core.rules import Rules
from assessment.core.tables import conform, table_of
from assessment.score.agreement import reliability
from assessment.score.certainty import certainty
from assessment.score.severity import severity
from assessment.score.weight_tables import weight_tables
from three_years import words

KINDS = {"floor_vote": 240, "online_vote": 3000}


def bear(year: Any, rules: Rules, *, n_judges: int = 7, n_groups: int = 1) -> Any:
    """Return a year's tables (as conftest makes them) with those of what its scores can bear.

    Judges of a group mark the same share of the projects in the defense; one mark is missing and
    one is far off. A judge's severity grows with the number.
    """
    marks = _mark_use(year, n_judges, n_groups)
    votes = _votes(year, rules)
    tables = {**severity(marks, rules=rules).tables, **reliability(marks, rules=rules).tables}
    tables |= certainty(
        marks, votes, year.components, year.standings, rules=rules, draws=200, seed=1
    ).tables
    tables |= weight_tables(year.components, year.standings, rules=rules, draws=500, seed=1).tables
    kept = {name: getattr(year, name) for name in ("applications", "components", "standings")}
    return SimpleNamespace(**kept, **tables)


def _mark_use(year: Any, n_judges: int, n_groups: int) -> pd.DataFrame:
    rng = np.random.default_rng(3)
    rows = []
    for number, project_id in enumerate(year.ids):
        group = number * n_groups // len(year.ids)
        for judge in range(n_judges):
            points = float(year.points["defense"][number]) + (judge - (n_judges - 1) / 2)
            points += float(rng.normal(0, 1.0)) + (12 if number == judge == 1 else 0)
            rows.append(_mark(project_id, group * n_judges + judge + 1, points))
    return conform(pd.DataFrame(rows[1:]), "mark_use")


def _mark(project_id: str, judge: int, points: float) -> dict[str, Any]:
    return {
        "year": 2017,
        "component": "defense",
        "project_id": project_id,
        "judge_id": f"J{judge}",
        "criterion": "total",
        "judge_points": round(points, 2),
        "use": "used",
        "reason": "计入",
    }


def _votes(year: Any, rules: Rules) -> pd.DataFrame:
    rows = [
        {"year": 2017, "component": name, "channel": rules.component(name).channels[0].name,
         "project_id": project_id, "n_votes": int(points * full / 100), "src": "000000000000!表1!A1"}
        for name, full in KINDS.items()
        for project_id, points in zip(year.ids, year.points[name], strict=True)
    ]  # fmt: skip
    return table_of(rows, "votes")


def alone(rules: Rules) -> Rules:
    """Return the rules with the defense as the only component of the assessment."""
    kept = [part for part in rules.components if part.round == "review" or part.name == "defense"]
    whole = [one.model_copy(update={"weight": Decimal(100)}) for one in kept]
    return rules.model_copy(update={"components": tuple(whole)})


def told(ax: Any) -> str:
    """Return every text of the page, one a line."""
    axis = [label.get_text() for label in (ax.xaxis.label, ax.yaxis.label)]
    names = [label.get_text().replace("\n", "") for label in ax.get_yticklabels()]
    return "\n".join([*words(ax), *names, *axis])
