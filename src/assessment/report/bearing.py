"""What the scores of a round can bear, in sentences: which order is certain, and what moves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.core.rules import Rules
from assessment.core.tables import empty, of_year
from assessment.report.caution import show_chance, show_judge

Tables = Mapping[str, pd.DataFrame]
# From this chance on something is said to be so.
SURE = 0.95
MOST_NAMED = 6


@dataclass(frozen=True)
class Bearing:
    """A round's statistics, and the names and words they are told in."""

    tables: Tables
    rules: Rules
    round: str
    lang: str

    def say(self, key: str, /, **values: Any) -> str:
        """Return a sentence or a part of one."""
        return say(f"bearing.{key}", self.lang, **values)

    def word(self, key: str) -> str:
        """Return words that other pages have too."""
        return say(key, self.lang)

    def listed(self, texts: Sequence[str]) -> str:
        """Return texts in a row."""
        return say("sep", self.lang).join(texts)

    def rows(self, name: str) -> pd.DataFrame:
        """Return the year's rows of a table, of the round where it has one."""
        frame = self.tables[name] if name in self.tables else empty(name)
        frame = of_year(frame, name, self.rules.year)
        return frame[frame["round"] == self.round] if "round" in frame.columns else frame

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of projects by project_id."""
        rows = self.rows("applications")
        return dict(zip(rows["project_id"], rows["project_name"], strict=True))

    @cached_property
    def ranks(self) -> dict[str, int]:
        """Official ranks by project_id, the best first, ties by project_id."""
        rows = self.rows("standings")
        ranked = rows[rows["rank"].notna()].sort_values(["rank", "project_id"])
        return {one: int(n) for one, n in zip(ranked["project_id"], ranked["rank"], strict=True)}

    @cached_property
    def intervals(self) -> pd.DataFrame:
        """The round's rows of `rank_intervals`."""
        return self.rows("rank_intervals")

    @cached_property
    def n_first(self) -> int:
        """How many are selected at most, or may be outstanding; 0 where nobody is told of."""
        return int(self.intervals["n_first"].max()) if len(self.intervals) else 0

    @property
    def first(self) -> str:
        """What the first so many projects are called."""
        return self.say("first", n=self.n_first)

    @property
    def first_why(self) -> str:
        """The same, with what so many means."""
        return self.say(f"first.{self.round}", n=self.n_first)

    def name(self, project_id: str) -> str:
        """Return a project's name."""
        return self.names.get(project_id, project_id)

    def with_share(self, project_id: str, share: float) -> str:
        """Return a project's name with a chance."""
        return self.say("shared", name=self.name(project_id), share=show_chance(share, self.lang))

    def with_shares(self, shares: Mapping[str, float]) -> str:
        """Return names with their chances, the least certain of many, in their order."""
        nearest = sorted(shares, key=lambda one: (abs(shares[one] - 0.5), one))[:MOST_NAMED]
        told = [self.with_share(one, shares[one]) for one in shares if one in nearest]
        names = self.listed(told)
        is_cut = len(told) < len(shares)
        return self.say("among", names=names, n=len(shares)) if is_cut else names

    def judge(self, judge_id: str) -> str:
        """Return what a judge is called: never by name."""
        return show_judge(judge_id, self.lang)
