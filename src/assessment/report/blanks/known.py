"""What is known of a year when its blank files are written: units, projects, judges, brands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from assessment.core.rule_components import Judged
from assessment.core.rules import Rules
from assessment.core.tables import empty, of_year

Tables = Mapping[str, pd.DataFrame]
_DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Project:
    """A project of the year; order and sitting are 0 where no running order is known."""

    project_id: str
    name: str
    unit: str
    college_code: str
    order_no: int = 0
    sitting_no: int = 0


@dataclass(frozen=True, slots=True)
class Judge:
    """A judge by number; the name stays in the office."""

    number: int
    college_code: str


@dataclass(frozen=True, slots=True)
class Grant:
    """A funded project, what it was granted and what it planned to spend, in fen."""

    project: Project
    granted_fen: int
    planned: Mapping[str, int]


@dataclass(frozen=True)
class Known:
    """A year's rules and tables, asked for what stands on blank files; tables may be absent."""

    rules: Rules
    tables: Tables

    @property
    def mark(self) -> str:
        """What a title bears in an invented year."""
        return "（示例数据）" if self.rules.sample else ""

    def _table(self, name: str) -> pd.DataFrame:
        frame = self.tables.get(name, empty(name))
        return of_year(frame, name, self.rules.year)

    def units(self) -> dict[str, str]:
        """Return the names of the units that take part this year, by code."""
        year, frame = self.rules.year, self.tables.get("colleges", empty("colleges"))
        begun = ~(frame["valid_from_year"] > year).fillna(False)
        ended = (frame["valid_to_year"] < year).fillna(False)
        mine = frame[begun & ~ended].sort_values("college_code")
        return dict(zip(mine["college_code"], mine["college_name"], strict=True))

    def _projects(self) -> dict[str, Project]:
        colleges = self.tables.get("colleges", empty("colleges"))
        names = dict(zip(colleges["college_code"], colleges["college_name"], strict=True))
        rows = self._table("applications").sort_values("project_id").itertuples(index=False)
        return {
            str(row.project_id): Project(
                str(row.project_id),
                str(row.project_name),
                names.get(row.college_code, str(row.college_code)),
                str(row.college_code),
            )
            for row in rows
        }

    def entrants(self, stage: str) -> list[Project]:
        """Return who stands in a round, in running order where there is one, then by id."""
        known, table = self._projects(), self._table("entrants")
        rows = table[(table["round"] == stage) & table["is_entrant"]]
        places = self._places(stage)
        mine = [_placed(known[one], places) for one in rows["project_id"] if one in known]
        return sorted(mine, key=lambda one: (not one.order_no, *_place(one), one.project_id))

    def _places(self, stage: str) -> dict[str, tuple[int, int]]:
        table = self._table("running_order")
        mine = table[table["round"] == stage]
        places = zip(mine["sitting_no"].astype(int), mine["order_no"].astype(int), strict=True)
        return dict(zip(mine["project_id"], places, strict=True))

    def judges(self, part: Judged) -> list[Judge]:
        """Return the judges of a component by number."""
        table = self._table("judges")
        rows = table[table["component"] == part.name]
        codes = rows["college_code"].fillna("")
        found = zip(map(_DIGITS.search, rows["judge_id"]), codes, strict=True)
        judges = [Judge(int(n[0]), str(code)) for n, code in found if n]
        return sorted(judges, key=lambda judge: judge.number)

    def grants(self) -> list[Grant]:
        """Return the funded projects, by id."""
        known, granted = self._projects(), self._table("grants")
        sums: dict[str, int] = {}
        for one, fen in zip(granted["project_id"], granted["granted_fen"].astype(int), strict=True):
            sums[one] = sums.get(one, 0) + fen
        return [
            Grant(known[one], fen, self._plan(one))
            for one, fen in sorted(sums.items())
            if one in known
        ]

    def _plan(self, project_id: str) -> dict[str, int]:
        table = self._table("budget_plan")
        rows = table[(table["project_id"] == project_id) & table["planned_fen"].notna()]
        return {str(one): int(fen) for one, fen in zip(rows["category"], rows["planned_fen"],
                                                       strict=True)}  # fmt: skip

    def brands_due(self) -> list[tuple[str, str]]:
        """Return name and unit of the brands to be re-checked by the end of the year."""
        brands = self.tables.get("brands", empty("brands"))
        last = pd.Timestamp(self.rules.year, 12, 31)
        due = brands[(brands["next_recheck_date"] <= last).fillna(False)].sort_values("brand_id")
        names, units = self._brand_names(), self.units()
        return [
            (names.get(row.brand_id, str(row.brand_id)), units.get(str(row.college_code), ""))
            for row in due.itertuples(index=False)
        ]

    def _brand_names(self) -> dict[Any, str]:
        """Return what brands are called now: by their latest project."""
        frame = self.tables.get("applications", empty("applications"))
        mine = frame[frame["year"] <= self.rules.year].sort_values("year")
        return dict(zip(mine["brand_id"], mine["project_name"], strict=True))


def _placed(project: Project, places: Mapping[str, tuple[int, int]]) -> Project:
    sitting, order = places.get(project.project_id, (0, 0))
    return Project(
        project.project_id, project.name, project.unit, project.college_code, order, sitting
    )


def _place(project: Project) -> tuple[int, int]:
    return project.sitting_no, project.order_no


def by_sitting(projects: Sequence[Project]) -> dict[int, list[Project]]:
    """Return the projects of each sitting; 0 holds those without a place in the running order."""
    found: dict[int, list[Project]] = {}
    for project in projects:
        found.setdefault(project.sitting_no, []).append(project)
    return found
