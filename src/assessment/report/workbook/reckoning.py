"""计算: from the points of each component to total, tie steps, rank and grade, all as formulas."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any

import pandas as pd

from assessment.core.rule_components import Judged, Voted
from assessment.report import formulas
from assessment.report.area import Area
from assessment.report.book import Sheet
from assessment.report.cell_looks import Column, Live, Row, Styled, Value
from assessment.report.standing_order import tie_words
from assessment.report.workbook.clauses import rules_line
from assessment.report.workbook.reckoned import Reckoned, decided_ranks
from assessment.report.workbook.words import (
    NOTHING,
    SIGN,
    number,
    stage_note,
    step_name,
)
from assessment.report.workbook.year_tables import YearTables

_HOW = (
    "本表全部为公式，比较大小的数均先取9位小数。“排序值”依次比较：先比总分，相同再比后一栏；"
    "-1表示缺某一环节的得分，不参加排名。“相同项目数”为到该栏为止全部相同的项目数（含本项目），"
    "为1即已分出先后。“评审决定”两栏取自登记.xlsx。"
)


def open_reckoning(sheet: Sheet, year: YearTables, stage: str) -> Area:
    """Write what stands above the reckoning of a round, and return where its rows will stand."""
    columns = reckoning_columns(year, stage)
    told = stage_note(year.told(stage))
    sheet.open(columns, [rules_line(year.rules), *told, _HOW], takes_two=True)
    return sheet.area(columns, projects(year, stage))


def write_reckoning(
    sheet: Sheet, year: YearTables, stage: str, area: Area, parts: Mapping[str, Area]
) -> None:
    """Write the reckoning; `parts` is where the points of each component stand."""
    columns = reckoning_columns(year, stage)
    reckoned = _Reckoning(year, stage, area, parts)
    rows = [reckoned.row(row) for row in _standing(year, stage)]
    sheet.table(columns, rows, frozen=2)
    sheet.words("sign", SIGN)


def projects(year: YearTables, stage: str) -> list[str]:
    """Return the projects that stand in a round, by id."""
    return [str(row.project_id) for row in _standing(year, stage)]


def _standing(year: YearTables, stage: str) -> list[Any]:
    return sorted(year.rows("standings", round=stage), key=lambda row: row.project_id)


def steps(year: YearTables, stage: str) -> list[str]:
    """Return the tie steps that can part projects of a round."""
    names = {part.name for part in year.rules.of_round(stage)}
    known = {part.name for part in year.rules.components}
    return [word for word in year.rules.ranking.ties if word in names or word not in known]


def reckoning_columns(year: YearTables, stage: str) -> list[Column]:
    """Return the columns of a round's reckoning."""
    rules, words = year.rules, steps(year, stage)
    scored = [
        Column(head, 9, "points", part.label, key=f"{kind} {part.name}")
        for part in rules.of_round(stage)
        for kind, head in (("points", "折合得分"), ("weighted", "加权得分"))
    ]
    named = [step_name(word, rules) for word in words]
    keys = [Column(one, 14, "exact", "排序值", key=f"key {n}") for n, one in enumerate(named, 1)]
    alike = [
        Column(one, 8, "count", "相同项目数", key=f"alike {n}")
        for n, one in enumerate(["总分", *named, "评审决定"])
    ]
    return [
        Column("申报单位", 15),
        Column("项目名称", 27),
        *scored,
        Column("总分", 9, "points", key="total"),
        Column("总分", 14, "exact", "排序值", key="key 0"),
        *keys,
        Column("评审决定\n的名次", 8, "count", "排序值", key="decided rank"),
        Column("其中\n未决定", 7, "count", "排序值", key="undecided"),
        *alike,
        Column("名次", 6, "count", key="rank"),
        Column("总分相同时的依据", 17, "centre", key="step"),
        Column("达到最高\n一档", 8, "count", "等次", key="first"),
        Column("到该名次\n共达到", 8, "count", "等次", key="so far"),
        Column("评审决定", 8, "centre", "等次", key="decided grade"),
        Column("等次", 8, "centre", "等次", key="grade"),
    ]


class _Reckoning:
    """The formulas of one round's rows."""

    def __init__(self, year: YearTables, stage: str, area: Area, parts: Mapping[str, Area]) -> None:
        self._year, self._stage, self._area, self._parts = year, stage, area, parts
        self._rules, self._steps = year.rules, steps(year, stage)
        rows = {str(row.project_id): row for row in _standing(year, stage)}
        self._decided_ranks = decided_ranks(rows.values())
        self._values = Reckoned(year, rows, self._steps, self._decided_ranks)

    def row(self, standing: Any) -> Row:
        project = self._year.project(standing.project_id)
        is_ranked = pd.notna(standing.rank)
        grade = standing.grade if is_ranked else NOTHING
        step = tie_words(standing.tie_step, self._rules)
        id_, value = standing.project_id, self._values
        return [
            project.unit,
            project.name,
            *self._points(id_),
            Live(self._total(id_), number(standing.total_points), "strong"),
            *map(Live, self._keys(id_), value.keys[id_]),
            self._decided_ranks.get(id_),
            self._undecided(standing),
            *(Live(self._alike(id_, n), alike) for n, alike in enumerate(value.alike(id_))),
            Live(self._rank(id_), int(standing.rank) if is_ranked else NOTHING, "strong"),
            Live(self._step(id_), step, "" if step else "word"),
            Live(self._first(id_), value.first[id_]),
            Live(self._so_far(id_), value.so_far(id_)),
            self._decided_grades.get(id_),
            Live(self._grade(id_), str(grade)),
        ]

    def _undecided(self, standing: Any) -> int | None:
        """Return 1 where projects share the place that the decision on others left them."""
        is_left = standing.project_id in self._decided_ranks and standing.tie_step == "unresolved"
        return 1 if is_left else None

    def _points(self, project: str) -> list[Value]:
        cells: list[Value] = []
        for part in self._rules.of_round(self._stage):
            area, row = self._parts[part.name], self._year.points(part).get(project)
            if project not in area.rows or row is None:
                cells += [Styled(NOTHING, "word")] * 2
                continue
            own = self._area.cell(f"points {part.name}", project)
            weight = formulas.literal(Fraction(part.weight))
            cells += [
                Live(area.afar("points", project), number(row.points)),
                Live(formulas.where_known([own], f"{own}*{weight}/100"),
                     number(row.weighted_points)),
            ]  # fmt: skip
        return cells

    def _weighted(self, project: str) -> list[str]:
        keys = [f"weighted {part.name}" for part in self._rules.of_round(self._stage)]
        return self._area.cells(keys, project)

    def _total(self, project: str) -> str:
        cells = ",".join(self._weighted(project))
        return f"IF(COUNT({cells})=0,{formulas.EMPTY},SUM({cells}))"

    def _keys(self, project: str) -> list[str]:
        """Return what is compared: −1 in front of all else where a component is missing."""
        ranking = self._rules.ranking
        decimals = ranking.decimals if ranking.rank_on == "rounded" else formulas.NEAR
        total = formulas.rounded(self._area.cell("total", project), decimals)
        whole = formulas.where_known(self._weighted(project), total, "-1")
        values = (self._step_value(word, project) for word in self._steps)
        return [whole, *(f"ROUND({value},{formulas.NEAR})" for value in values)]

    def _step_value(self, word: str, project: str) -> str:
        parts = self._rules.of_round(self._stage)
        if word == "untrimmed":
            return "+".join(self._untrimmed(part, project) for part in parts)
        if word == "votes":
            keys = [f"weighted {part.name}" for part in parts if isinstance(part, Voted)]
            return f"SUM({','.join(self._area.cells(keys, project))})" if keys else "0"
        return f"SUM({self._area.cell(f'points {word}', project)})"

    def _untrimmed(self, part: Judged | Voted, project: str) -> str:
        """Return weighted points without trims; SUM makes 0 of what is not there."""
        area = self._parts[part.name]
        if "untrimmed" not in area.letters or project not in area.rows:
            return f"SUM({self._area.cell(f'weighted {part.name}', project)})"
        weight = formulas.literal(Fraction(part.weight))
        return f"SUM({area.afar('untrimmed', project)})*{weight}/100"

    def _compared(self, project: str, n: int) -> list[tuple[str, str]]:
        """Return the first n + 1 keys: own cell and column."""
        keys = [f"key {k}" for k in range(n + 1)]
        return [(self._area.cell(key, project), self._area.down(key)) for key in keys]

    def _alike(self, project: str, n: int) -> str:
        if n <= len(self._steps):
            return formulas.n_alike(self._compared(project, n))
        return formulas.n_alike([*self._compared(project, n - 1), self._by_decision(project)])

    def _by_decision(self, project: str) -> tuple[str, str]:
        own, column = self._area.cell("decided rank", project), self._area.down("decided rank")
        return f"(0-{own})", f"(0-{column})"

    def _rank(self, project: str) -> str:
        n, key = len(self._steps), self._area.cell("key 0", project)
        compared = [*self._compared(project, n), self._by_decision(project)]
        is_dense = self._rules.ranking.style == "dense"
        alike = self._area.down(f"alike {n + 1}") if is_dense else ""
        return f"IF({key}<0,{formulas.quoted(NOTHING)},{formulas.rank(compared, alike)})"

    def _step(self, project: str) -> str:
        """Return in words the step at which a tied project came to stand alone."""
        told = [formulas.EMPTY, *(formulas.quoted(tie_words(word, self._rules))
                                  for word in (*self._steps, "decision"))]  # fmt: skip
        decided, left = (self._area.cell(key, project) for key in ("decided rank", "undecided"))
        open_ = formulas.quoted(tie_words("unresolved", self._rules))
        both = f"IF({decided}*(1-{left})>0,{told[-1]},{open_})"
        for n in reversed(range(len(told))):
            both = f"IF({self._area.cell(f'alike {n}', project)}=1,{told[n]},{both})"
        return f"IF({self._area.cell('key 0', project)}<0,{formulas.EMPTY},{both})"

    def _graded(self, project: str) -> str:
        grades, ranking = self._rules.grades, self._rules.ranking
        decimals = ranking.decimals if grades.grade_on == "rounded" else formulas.NEAR
        return formulas.rounded(self._area.cell("total", project), decimals)

    def _first(self, project: str) -> str:
        border = formulas.literal(Fraction(self._rules.grades.bands[0].at_least))
        key = self._area.cell("key 0", project)
        return f"IF({key}<0,0,IF({self._graded(project)}>={border},1,0))"

    def _so_far(self, project: str) -> str:
        """Return how many up to this rank reach the first grade; a tie counts as a whole."""
        own, column = self._area.cell("rank", project), self._area.down("rank")
        counted = f"SUMPRODUCT({self._area.down('first')}*ISNUMBER({column})*({column}<={own}))"
        return formulas.where_known([own], counted, "0")

    def _grade(self, project: str) -> str:
        bands, cell = self._rules.grades.bands, self._area.cell
        words = [formulas.quoted(band.grade) for band in bands]
        below = words[-1]
        for band, word in reversed(list(zip(bands[1:-1], words[1:-1], strict=True))):
            border = formulas.literal(Fraction(band.at_least))
            below = f"IF({self._graded(project)}>={border},{word},{below})"
        share = formulas.literal(Fraction(self._rules.grades.outstanding_share_max))
        allowed = f"{share}*COUNT({self._area.down('rank')})"
        most = f"INT({formulas.rounded(allowed)})"
        top = f"IF({cell('so far', project)}<={most},{words[0]},{words[min(1, len(words) - 1)]})"
        by_points = f"IF({cell('first', project)}=1,{top},{below})"
        decided = cell("decided grade", project)
        given = f'IF({decided}<>"",{decided},{by_points})'
        return f"IF({cell('key 0', project)}<0,{formulas.quoted(NOTHING)},{given})"

    @cached_property
    def _decided_grades(self) -> dict[str, str]:
        rows = self._year.rows("decisions", round=self._stage, matter="grade")
        known = {band.grade for band in self._rules.grades.bands}
        return {row.project_id: str(row.outcome) for row in rows if row.outcome in known}
