"""One year's tables as a workbook needs them: names beside ids, places beside `src`, no persons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Any

import pandas as pd

from assessment.core.persons import personal_tables, persons_in, withhold
from assessment.core.provenance import CellRef, address, cell_of, position
from assessment.core.rule_components import Judged, Voted
from assessment.core.rules import Rules
from assessment.core.shelf import Shelf
from assessment.core.tables import SPECS, empty, file_names, of_year
from assessment.report.wording import few_judges, round_words
from assessment.report.workbook.words import NOTHING

Tables = Mapping[str, pd.DataFrame]
# A brand's year is that of its certification; problems may have none.
_OF_ALL_YEARS = ("problems", "brands")
_NUMBER_IN_CODE = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Project:
    """What a reader knows a project by."""

    unit: str
    name: str
    theme: str


@dataclass(frozen=True)
class YearTables:
    """The tables of one year; one that is absent counts as empty."""

    tables: Mapping[str, pd.DataFrame]
    rules: Rules
    _points: dict[str, dict[str, Any]] = field(default_factory=dict, init=False, repr=False)
    _told: dict[str, str] = field(default_factory=dict, init=False, repr=False)
    _few: dict[str, dict[str, str]] = field(default_factory=dict, init=False, repr=False)

    def whole(self, name: str) -> pd.DataFrame:
        """Return a table with the rows of all its years."""
        return self.tables[name] if name in self.tables else empty(name)

    def table(self, name: str) -> pd.DataFrame:
        """Return the year's rows of a table."""
        frame = self.whole(name)
        if "year" not in SPECS[name].names or name in _OF_ALL_YEARS:
            return frame
        return of_year(frame, name, self.rules.year)

    def rows(self, name: str, **values: str | bool) -> list[Any]:
        """Return the year's rows of a table that have these values, as named tuples."""
        return list(self._shelf.rows(name, **values))

    @cached_property
    def _shelf(self) -> Shelf:
        return Shelf(self.table)

    def few(self, stage: str) -> dict[str, str]:
        """Return for each project with too few marks in a round what is said of that."""
        if stage not in self._few:
            self._few[stage] = few_judges(self.table("components"), self.rules, stage)
        return self._few[stage]

    def so_far(self, name: str) -> list[Any]:
        """Return the rows of a table up to the year, the earliest first, as named tuples."""
        frame = self.whole(name).sort_values("year")
        return list(frame[frame["year"] <= self.rules.year].itertuples(index=False))

    @cached_property
    def files(self) -> dict[str, str]:
        """The files by source_id."""
        return file_names(self.tables.get("sources"))

    @cached_property
    def _units(self) -> dict[str, str]:
        return {row.college_code: str(row.college_name) for row in self.rows("colleges")}

    def told(self, stage: str) -> str:
        """Return what the points of a provisional round are, nothing of any other round."""
        if stage not in self._told:
            self._told[stage] = round_words(self.table("standings"), self.rules, stage)
        return self._told[stage]

    def unit(self, college_code: str) -> str:
        """Return the name of a unit; one that is not in the list shows its code."""
        return self._units.get(college_code, college_code)

    def theme(self, theme_code: Any) -> str:
        """Return the name of a theme; one the rules lack shows its code."""
        themes = {theme.code: theme.name for theme in self.rules.themes}
        return NOTHING if pd.isna(theme_code) else themes.get(theme_code, str(theme_code))

    def brand(self, brand_id: str) -> str:
        """Return what a brand is called now: its latest project's name."""
        return self._brands.get(brand_id, brand_id)

    @cached_property
    def _brands(self) -> dict[str, str]:
        frame = self.tables.get("applications", empty("applications")).sort_values("year")
        return dict(zip(frame["brand_id"], frame["project_name"], strict=True))

    @cached_property
    def _projects(self) -> dict[str, Project]:
        return {
            row.project_id: Project(
                self.unit(row.college_code), str(row.project_name), self.theme(row.theme_code)
            )
            for row in self.rows("applications")
        }

    @property
    def project_ids(self) -> list[str]:
        """The ids of all applications."""
        return list(self._projects)

    def project(self, project_id: str) -> Project:
        """Return a project; one without an application shows its id."""
        return self._projects.get(project_id, Project(NOTHING, project_id, NOTHING))

    def order(self, stage: str) -> dict[str, tuple[int, int]]:
        """Return project_id → sitting and place in the running order of a round."""
        rows = self.rows("running_order", round=stage)
        return {row.project_id: (int(row.sitting_no), int(row.order_no)) for row in rows}

    def judges(self, part: Judged) -> list[str]:
        """Return the ids of a component's judges, by number."""
        named = (self.rows(name, component=part.name) for name in ("judges", "mark_use", "marks"))
        ids = {str(row.judge_id) for rows in named for row in rows}
        return sorted(ids, key=lambda code: (_number(code), code))

    def points(self, part: Judged | Voted) -> dict[str, Any]:
        """Return project_id → row of `components`."""
        if part.name not in self._points:
            rows = self.rows("components", component=part.name)
            self._points[part.name] = {row.project_id: row for row in rows}
        return self._points[part.name]

    def places(self, sources: Iterable[object]) -> str:
        """Return where facts stand: files and sheets once, neighbouring cells as a range."""
        found = [cell_of(src, self.files) for src in sources]
        sheets = groupby(sorted(set(found), key=_by_place), key=lambda ref: (ref.file, ref.sheet))
        return "；".join(self._place(key, [ref.cell for ref in refs]) for key, refs in sheets)

    def _place(self, key: tuple[str, str], cells: Sequence[str]) -> str:
        file, sheet = (self.withhold(part) for part in key)
        return f"{file}{f'「{sheet}」' if sheet else ' '}{'、'.join(cell_ranges(cells))}".strip()

    @cached_property
    def _persons(self) -> list[str]:
        """Every personal value of the tables, longest first."""
        return persons_in({name: self.table(name) for name in personal_tables()})

    def withhold(self, text: str) -> str:
        """Return a text without the names and numbers of persons."""
        return withhold(text, self._persons)


def judge_label(judge_id: str) -> str:
    """Return what a judge is called in public: never by name.

    Examples
    --------
    >>> judge_label("J3")
    '评委3'
    """
    return f"评委{judge_id.removeprefix('J')}"


def cell_ranges(cells: Sequence[str]) -> list[str]:
    """Return cells with neighbours of one row joined, or of one column.

    Examples
    --------
    >>> cell_ranges(["D4", "F4", "E4", "H4", "B9"]), cell_ranges(["C7", "C9", "C8"])
    (['D4:F4', 'H4', 'B9'], ['C7:C9'])
    """
    spots = sorted({position(cell) for cell in cells if cell})
    flipped = [(column, row) for row, column in spots]
    runs = _runs(spots)
    if len(_runs(sorted(flipped))) < len(runs):
        runs = [[(row, column) for column, row in run] for run in _runs(sorted(flipped))]
    ends = [[address(*spot) for spot in dict.fromkeys((run[0], run[-1]))] for run in runs]
    return [":".join(pair) for pair in ends]


def _runs(spots: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Return sorted places cut into runs of the same first and rising second number."""
    groups = groupby(enumerate(spots), key=lambda item: (item[1][0], item[1][1] - item[0]))
    return [[spot for _, spot in members] for _, members in groups]


def _number(code: str) -> int:
    found = _NUMBER_IN_CODE.search(code)
    return int(found[0]) if found else 0


def _by_place(ref: CellRef) -> tuple[str, str, str]:
    return ref.file, ref.sheet, ref.cell
