"""Standings of one round as a chart shows them: named, in rank order, components pivoted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.core.rules import ROUNDS, Rules
from assessment.core.tables import of_year
from assessment.report import wording
from assessment.report.page import Words

_ORDER = {"final": 0, "provisional": 1, "incomplete": 2}
_VALUES = ("weighted_points", "weighted_exact")


@dataclass(frozen=True, slots=True)
class Scoreboard:
    """One round of a year; the rows of all three tables are the same projects in rank order.

    `frame` holds `standings` with names; `weighted` and `exact` hold weighted component points
    (float, and `p/q`), one column a component of the rules.
    """

    frame: pd.DataFrame
    weighted: pd.DataFrame
    exact: pd.DataFrame
    rules: Rules
    round: str
    lang: str

    def say(self, key: str, **values: Any) -> str:
        """Return a label in the language of the chart."""
        return say(key, self.lang, **values)

    def points(self, exact: Any, value: Any = pd.NA) -> str:
        """Return points with the decimals of the rules."""
        return wording.show_points(exact, value, self.rules.ranking.decimals)

    def words(self, title: str, subtitle: str) -> Words:
        """Return what stands around a chart of scores."""
        mark = self.say("sample") if self.rules.sample else ""
        footer = wording.footer("source.scores", self.rules, self.lang)
        return Words(title, subtitle, footer, mark)

    def lacking(self, row: Any) -> str:
        """Return what a project lacks, or nothing."""
        names = wording.show_components(row.missing, self.rules, self.lang)
        return self.say("missing", names=names) if names else ""


def scoreboard(
    standings: pd.DataFrame,
    components: pd.DataFrame,
    applications: pd.DataFrame,
    colleges: pd.DataFrame,
    /,
    *,
    rules: Rules,
    round: str,
    lang: str,
) -> Scoreboard:
    """Join and pivot the tables of one round; final standings first, then by what is known.

    Raises
    ------
    ValueError
        When a table lacks a column or `round` is unknown.
    """
    if round not in ROUNDS:
        raise ValueError(f"round must be one of {ROUNDS}, got {round!r}")
    mine = _of(standings, "standings", rules, round)
    frame = wording.with_names(mine, applications, colleges)
    frame = frame.assign(place=frame["status"].map(_ORDER), below=-frame["total_points"])
    frame = frame.sort_values(["place", "rank", "below", "project_id"], ignore_index=True)
    parts = _of(components, "components", rules, round)
    names = [part.name for part in rules.of_round(round)]
    weighted, exact = (_wide(parts, value, frame["project_id"], names) for value in _VALUES)
    return Scoreboard(frame, weighted, exact, rules, round, lang)


def _of(frame: pd.DataFrame, name: str, rules: Rules, round: str) -> pd.DataFrame:
    mine = of_year(frame, name, rules.year)
    return mine[mine["round"] == round]


def _wide(
    parts: pd.DataFrame, value: str, projects: pd.Series[str], names: list[str]
) -> pd.DataFrame:
    series = parts.set_index(["project_id", "component"])[value]
    wide = {name: _one(series, name).reindex(projects).to_numpy() for name in names}
    return pd.DataFrame(wide)


def _one(series: pd.Series[Any], name: str) -> pd.Series[Any]:
    mine = series[series.index.get_level_values("component") == name]
    return mine.droplevel("component")
