"""What the page needs of a year: its rows, and names instead of codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any

import pandas as pd

from assessment.core.exact import fraction_text, read_fraction
from assessment.core.labels import say
from assessment.core.rules import Rules
from assessment.core.tables import of_year, require
from assessment.report.wording import show_points

_TABLES = ("applications", "standings", "colleges", "coverage", "college_coverage", "selection",
           "selection_frontier", "hindsight")  # fmt: skip


class MeetingYear:
    """A year's choice as tables hold it, told in one language."""

    def __init__(self, tables: Mapping[str, pd.DataFrame], rules: Rules, lang: str) -> None:
        for name in _TABLES:
            require(tables[name], name)
        self.tables, self.rules, self.lang = tables, rules, lang

    def say(self, key: str, /, **values: Any) -> str:
        """Return words of the page."""
        return say(f"meeting.{key}", self.lang, **values)

    def word(self, key: str, /, **values: Any) -> str:
        """Return words that other pages have too."""
        return say(key, self.lang, **values)

    def listed(self, names: Iterable[str]) -> str:
        """Return names in a row, a dash where there are none."""
        return self.word("sep").join(names) or self.word("none")

    def mine(self, name: str) -> pd.DataFrame:
        """Return the year's rows of a table."""
        return of_year(self.tables[name], name, self.rules.year)

    @cached_property
    def projects(self) -> dict[str, Any]:
        """The applications of all years so far, by project_id."""
        rows: list[Any] = list(self.tables["applications"].itertuples(index=False))
        return {row.project_id: row for row in rows}

    @cached_property
    def review(self) -> dict[str, Any]:
        """The year's review standings, by project_id."""
        rows = self.mine("standings")
        listed: list[Any] = list(rows[rows["round"] == "review"].itertuples(index=False))
        return {row.project_id: row for row in listed}

    @cached_property
    def selection(self) -> dict[str, Any]:
        """The year's rows of table `selection`, by project_id, the best rank first."""
        rows: list[Any] = sorted(self.mine("selection").itertuples(index=False), key=self._place)
        return {row.project_id: row for row in rows}

    @property
    def proposed(self) -> list[str]:
        """Projects proposed, the best rank first."""
        return [one for one, row in self.selection.items() if row.is_proposed]

    @property
    def chosen(self) -> list[str]:
        """Projects that the committee selected, the best rank first."""
        return [one for one, row in self.selection.items() if row.is_selected]

    def _place(self, row: Any) -> tuple[float, str]:
        standing = self.review.get(row.project_id)
        if standing is None or pd.isna(standing.rank):
            return float("inf"), row.project_id
        return float(standing.rank), row.project_id

    def name(self, project_id: str) -> str:
        """Return a project's name, its id where no application is at hand."""
        row = self.projects.get(project_id)
        return project_id if row is None else str(row.project_name)

    def names(self, ids: Any) -> list[str]:
        """Return the names of projects whose ids stand in one text, the best rank first."""
        listed = [] if pd.isna(ids) else [one for one in str(ids).split("、") if one]
        order = list(self.selection)
        known = [one for one in order if one in listed]
        return [self.name(one) for one in (*known, *(one for one in listed if one not in known))]

    @cached_property
    def units(self) -> dict[str, str]:
        """Names of colleges by code; of one that was renamed the newest."""
        frame = self.tables["colleges"]
        return dict(zip(frame["college_code"], frame["college_name"], strict=True))

    def theme(self, code: Any) -> str:
        """Return the name of a theme."""
        names = {theme.code: theme.name for theme in self.rules.themes}
        return self.word("none") if pd.isna(code) else names.get(code, str(code))

    def points(self, value: Any, exact: Any = pd.NA) -> str:
        """Return points as the year's rules show them."""
        return show_points(exact, value, self.rules.ranking.decimals)

    def exact(self, points: Fraction) -> str:
        """Return exact points as the year's rules show them."""
        return self.points(pd.NA, fraction_text(points))

    def total(self, ids: Iterable[str]) -> Fraction:
        """Return the points that projects with a final standing have in the review together."""
        points = (read_fraction(self.review[one].total_exact) for one in ids)
        return sum(points, Fraction(0))
