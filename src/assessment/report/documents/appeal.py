"""One appeal as documents tell of it: unit, project, round, points, what the correction changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from assessment.core.rules import ROUNDS, Rules
from assessment.report.wording import show_points
from assessment.report.workbook.clauses import show_day
from assessment.report.workbook.words import NOTHING
from assessment.report.workbook.year_tables import YearTables

ITEMS = {"total": "总分", "rank": "名次", "grade": "等次"}


@dataclass(frozen=True)
class Appeal:
    """One appeal, the year it is about, and what the correction changed as far as that was kept.

    `changes` is table `result_changes`; it is empty when nothing changed or nothing was kept.
    """

    row: Any
    year: YearTables
    changes: pd.DataFrame

    @property
    def unit(self) -> str:
        """The unit that appealed."""
        return self.year.unit(self.row.college_code)

    @property
    def project(self) -> str:
        """The project, named by the year where the appeal names none."""
        if pd.isna(self.row.project_id):
            return f"{self.year.rules.year}年评审结果"
        return self.year.project(self.row.project_id).name

    @property
    def stage(self) -> str:
        """The round: that of the terms, else the last one in which the project stands."""
        (terms,) = self.year.rows("appeal_terms", appeal_no=self.row.appeal_no)
        if not pd.isna(terms.round):
            return str(terms.round)
        stood = {row.round for row in self.standings()}
        return next((name for name in reversed(ROUNDS) if name in stood), ROUNDS[-1])

    @property
    def is_corrected(self) -> bool:
        """Whether the result was corrected."""
        return bool(not pd.isna(self.row.outcome) and self.row.outcome == "corrected")

    def standings(self, **values: str) -> list[Any]:
        """Return the standings of the project."""
        return self.year.rows("standings", project_id=str(self.row.project_id), **values)

    def change(self, item: str) -> tuple[str, str] | None:
        """Return what an item of the project was and is, where it is another now."""
        rows = self.changes[self.changes["round"] == self.stage]
        mine = rows[(rows["project_id"] == self.row.project_id) & (rows["item"] == item)]
        for row in mine.itertuples(index=False):
            return side(row.before), side(row.after)
        return None

    def sides(self, item: str, now: Any) -> tuple[str, str]:
        """Return what an item was and is; what it was is not told where nothing was kept."""
        if self.is_corrected and self.changes.empty:
            return NOTHING, str(now)
        return self.change(item) or (str(now), str(now))

    def points(self, value: Any) -> str:
        """Return points as the rules show them."""
        return show_points(pd.NA, value, self.year.rules.ranking.decimals)


def side(value: Any) -> str:
    """Return what an item was or is, a dash where the project did not stand."""
    return NOTHING if pd.isna(value) else str(value)


def numbered(appeal: Appeal) -> str:
    """Return the number of an appeal as it stands below a title."""
    return f"编号：{appeal.row.appeal_no}{mark(appeal.year.rules)}"


def mark(rules: Rules) -> str:
    """Return what papers of an invented year bear below their titles."""
    return "（示例数据）" if rules.sample else ""


def quoted(name: str) -> str:
    """Return a name in quotes, those within it made single.

    Examples
    --------
    >>> quoted("“生命接力”志愿服务")
    '“‘生命接力’志愿服务”'
    """
    return f"“{name.replace('“', '‘').replace('”', '’')}”"


def office(rules: Rules) -> str:
    """Return the office that is to be asked, with its own contact."""
    told = rules.office
    ways = "，".join(part for part in (told.contact, told.phone, told.email) if part)
    name = told.name or "校团委"
    return f"{name}（{ways}）" if ways else name


def day(value: Any) -> str:
    """Return a day as documents write it, nothing where it is not known."""
    return "" if pd.isna(value) else show_day(value.date())
