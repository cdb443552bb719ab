"""Both rounds of a year scored: who stands in each, their marks, votes and deductions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from assessment.core.problems import Problems
from assessment.core.result import Result
from assessment.core.rules import ROUNDS, Rules
from assessment.core.tables import conform

if TYPE_CHECKING:
    from pandas import DataFrame

_TABLES = ("mark_use", "components", "effective_weights")


def score_rounds(tables: Mapping[str, DataFrame], rules: Rules) -> Result:
    """Return the points of both rounds as one: tables `mark_use`, `components` and so on.

    Problems
    --------
    Those of `component_points`.
    """
    import pandas as pd

    rounds = [_score(tables, rules, name) for name in ROUNDS]
    joined = {
        table: conform(pd.concat([one.tables[table] for one in rounds]), table) for table in _TABLES
    }
    return Result(joined, Problems(fault for one in rounds for fault in one.problems))


def _score(tables: Mapping[str, DataFrame], rules: Rules, name: str) -> Result:
    from assessment.score.official import component_points

    marks, votes = (_of_round(tables[table], rules, name) for table in ("marks", "votes"))
    return component_points(
        marks,
        votes,
        tables["judges"],
        _entrants(tables, name),
        rules=rules,
        round=name,
        penalties=tables["penalties"],
        running_order=tables["running_order"],
        sources=tables["sources"],
    )


def _entrants(tables: Mapping[str, DataFrame], name: str) -> DataFrame:
    entrants, applications = tables["entrants"], tables["applications"]
    standing = entrants.loc[(entrants["round"] == name) & entrants["is_entrant"], "project_id"]
    return applications[applications["project_id"].isin(standing)].reset_index(drop=True)


def _of_round(table: DataFrame, rules: Rules, name: str) -> DataFrame:
    names = [part.name for part in rules.of_round(name)]
    return table[table["component"].isin(names)].reset_index(drop=True)
