"""The Red Flag evaluation as charts show it: candidates with names, and the words around."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.core.rules import Rules
from assessment.core.tables import of_year
from assessment.report import wording
from assessment.report.page import Words


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Candidates of a year in rank order, those without a rank last; `stage` why not final."""

    candidates: list[Any]
    stage: str
    rules: Rules
    lang: str

    def say(self, key: str, **values: Any) -> str:
        """Return a label in the language of the chart."""
        return say(key, self.lang, **values)

    def rank(self, row: Any, column: str = "rank") -> str:
        """Return a rank of a candidate; shared ones say so, a missing one is a dash."""
        rank = getattr(row, column)
        if pd.isna(rank):
            return "—"
        ranks = [getattr(one, column) for one in self.candidates]
        is_tied = sum(not pd.isna(one) and one == rank for one in ranks) > 1
        return self.say("tied", rank=rank) if is_tied else str(rank)

    @property
    def ranked(self) -> list[Any]:
        """Return the candidates that have both ranks."""
        return [
            row
            for row in self.candidates
            if not pd.isna(row.rank) and not pd.isna(row.rank_without_bonus)
        ]

    def points(self, points: Any) -> str:
        """Return points with the decimals of the rules; a dash where there are none."""
        return wording.show_points(pd.NA, points, self.rules.ranking.decimals)

    def bonus(self) -> str:
        """Return where the bonus comes from."""
        section = self.rules.red_flag
        if section.counts_results_of is None:
            return self.say("flag.without")
        cap = wording.show_number(section.bonus_cap)
        return self.say("flag.counted", year=section.counts_results_of, cap=cap)

    def words(self, title: str, subtitle: str) -> Words:
        """Return what stands around a chart of the evaluation."""
        mark = self.say("sample") if self.rules.sample else ""
        footer = wording.footer("source.red_flag", self.rules, self.lang)
        return Words(title, subtitle + self.stage, footer, mark)


def evaluation(
    red_flag: pd.DataFrame,
    standings: pd.DataFrame,
    colleges: pd.DataFrame,
    /,
    *,
    rules: Rules,
    lang: str,
) -> Evaluation:
    """Return the candidates of the rules' year with their names.

    Raises
    ------
    ValueError
        When a table lacks a column.
    """
    mine = of_year(red_flag, "red_flag", rules.year)
    names = wording.known_names(colleges)[["college_code", "college_name"]]
    frame = mine[mine["is_candidate"].fillna(False)].merge(
        names, on="college_code", how="left", validate="many_to_one"
    )
    frame = frame.assign(college_name=frame["college_name"].fillna(frame["college_code"]))
    order = ["rank", "total_points", "college_code"]
    frame = frame.sort_values(order, ascending=[True, False, True], na_position="last")
    stage = wording.flag_stage(red_flag, standings, rules, lang)
    return Evaluation(list(frame.itertuples(index=False)), stage, rules, lang)
