"""A judged component: projects × judges with the use made of each, and what follows from them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from assessment.core.rule_components import Judged, Penalty
from assessment.report import formulas
from assessment.report.area import Area
from assessment.report.book import Sheet
from assessment.report.cell_looks import Column, Live, Row, Styled, Value
from assessment.report.workbook.clauses import judged_words, rules_line
from assessment.report.workbook.details import (
    LAST,
    TOTAL,
    Pair,
    by_criterion,
    by_pair,
    counted_key,
    is_own_college,
    missing_word,
    sum_of,
)
from assessment.report.workbook.words import (
    COMBINE,
    NOTHING,
    SIGN,
    TRIMMED,
    number,
    stage_note,
    use_words,
)
from assessment.report.workbook.year_tables import YearTables, judge_label

_LEGEND = (
    "底色加删除线：去掉的最高分或最低分。回避、缺席、弃权、未评分、无法识别的不是分数，不按0分计。"
    "—：没有该评委的评分记录。评委评分取自“明细”表，其右各栏为公式。"
)

_PLAIN = {
    "trimmed_mean": "未去最高最低的折合得分",
    "median": "按平均分的折合得分",
}


def open_matrix(sheet: Sheet, year: YearTables, part: Judged) -> Area:
    """Write what stands above projects × judges, and return where they will stand."""
    columns = matrix_columns(year, part)
    told = stage_note(year.told(part.round))
    sheet.open(columns, [rules_line(year.rules), *told, judged_words(part), _LEGEND])
    return sheet.area(columns, _projects(year, part))


def write_matrix(sheet: Sheet, year: YearTables, part: Judged, area: Area, details: Area) -> None:
    """Write projects × judges; `details` is where the single marks stand."""
    columns = matrix_columns(year, part)
    rows = _Matrix(year, part, area, details).rows()
    sheet.table(columns, rows, frozen=len(_first_columns(year, part)))
    sheet.words("sign", SIGN)


def matrix_columns(year: YearTables, part: Judged) -> list[Column]:
    """Return the columns of projects × judges."""
    judges = [
        Column(judge_label(judge), 9.5, "mark", "评委评分", key=judge)
        for judge in year.judges(part)
    ]
    panels = [
        Column("评审组", 8, "centre", key="panel"),
        Column("评审组系数", 9, "factor", key="factor"),
    ]
    trims, plain = part.combine == "trimmed_mean", part.combine != "mean"
    return [
        *_first_columns(year, part),
        *judges,
        Column("有效\n评分", 6.5, "count", key="n"),
        *([Column("去掉\n评分", 6.5, "count", key="dropped")] if trims else []),
        Column(COMBINE[part.combine], 11, "points", key="raw"),
        *(panels if part.panel_coefficient else []),
        *(Column(one.name, 7, "mark", "扣分", key=penalty_key(one)) for one in part.penalties),
        Column("折合得分", 9, "points", key="points"),
        *([Column(_PLAIN[part.combine], 11, "points", key="untrimmed")] if plain else []),
    ]


def penalty_key(penalty: Penalty) -> str:
    """Return the key of the column with a kind of deduction."""
    return f"penalty {penalty.name}"


def _first_columns(year: YearTables, part: Judged) -> list[Column]:
    order = ("场次", "顺序") if year.order(part.round) else ("序号",)
    places = [Column(head, 5.5, "count") for head in order]
    return [*places, Column("申报单位", 17.5), Column("项目名称", 38)]


def _projects(year: YearTables, part: Judged) -> list[str]:
    order = year.order(part.round)
    used = {row.project_id for row in year.rows("mark_use", component=part.name)}
    listed = used | set(year.points(part))
    return sorted(listed, key=lambda project: (order.get(project, LAST), project))


class _Matrix:
    def __init__(self, year: YearTables, part: Judged, area: Area, details: Area) -> None:
        self._year, self._part, self._area, self._details = year, part, area, details
        self._judges, self._uses = year.judges(part), by_pair(year, "mark_use", part)
        self._marked = by_pair(year, "marks", part)
        self._points, self._panels = year.points(part), _panels(year, part)

    def rows(self) -> list[Row]:
        """Return one row a project: what each judge gave, and what became of it."""
        order = self._year.order(self._part.round)
        rows: list[Row] = []
        for line, project_id in enumerate(_projects(self._year, self._part), start=1):
            project = self._year.project(project_id)
            places = order.get(project_id, (NOTHING, NOTHING)) if order else (line,)
            marks = [self._given((project_id, judge)) for judge in self._judges]
            totals = self._totals(project_id)
            rows.append([*places, project.unit, project.name, *marks, *totals])
        return rows

    def _given(self, pair: Pair) -> Value:
        """Return what a judge gave a project, taken from the single marks."""
        uses = self._uses.get(pair)
        if uses is None or pair not in self._details.rows:
            return NOTHING
        if is_own_college(uses):
            return Styled(use_words("recused"), "word")
        value, look = self._shown(pair, uses.get(TOTAL))
        return Live(self._details.afar(TOTAL, pair), value, look)

    def _shown(self, pair: Pair, use: Any) -> tuple[str | float | None, str]:
        if use is None:  # each criterion is combined apart: the sum is for information
            value = sum_of(self._marked.get(pair, {}), self._part)
            return (missing_word(self._uses[pair]), "word") if value is None else (value, "")
        if use.use in ("used", *TRIMMED):
            return number(use.judge_points), "trimmed" if use.use in TRIMMED else ""
        return use_words(use.use), "word"

    def _totals(self, project_id: str) -> list[Value]:
        row = self._points.get(project_id)
        if row is None or not self._judges:
            return [None] * len(self._keys)
        cells: dict[str, Value] = {
            "n": Live(self._count(project_id), number(row.n_given)),
            "dropped": Live(self._dropped(project_id), number(row.n_dropped)),
            "raw": Live(self._raw(project_id), number(row.raw_points)),
            "panel": self._panels.get(project_id, NOTHING),
            "factor": self._factor(project_id, row),
            **self._penalties(project_id),
            "points": Live(self._scaled("raw", project_id), number(row.points), "strong"),
            "untrimmed": Live(self._plain(project_id), number(row.untrimmed_points)),
        }
        return [cells[key] for key in self._keys]

    @property
    def _keys(self) -> list[str]:
        """The keys of the columns behind the judges."""
        return [key for key in self._area.letters if key not in self._judges]

    def _penalties(self, project_id: str) -> dict[str, Value]:
        """Return the deductions made, those that the rules allow."""
        made = {
            row.name: row.points
            for row in self._year.rows("penalties", component=self._part.name)
            if row.project_id == project_id
        }
        allowed = {one.name: float(one.most) for one in self._part.penalties}
        return {
            penalty_key(one): number(made[one.name])
            if one.name in made and 0 < made[one.name] <= allowed[one.name] else None
            for one in self._part.penalties
        }  # fmt: skip

    def _marks(self, project_id: str) -> list[str]:
        """Return the areas that are combined: one across the judges, or one a criterion."""
        if not by_criterion(self._part):
            return [self._area.across(self._judges[0], self._judges[-1], project_id)]
        pairs = [pair for pair in self._details.rows if pair[0] == project_id]  # type: ignore[index]
        keys = [counted_key(item) for item in self._part.criteria]
        return [self._details.down_afar(key, pairs) for key in keys]

    def _is_blank(self, project_id: str) -> bool:
        """Return whether no sheet of the project has every criterion's column."""
        keys = [counted_key(item) for item in self._part.criteria]
        known = any(pair[0] == project_id for pair in self._details.rows)  # type: ignore[index]
        return by_criterion(self._part) and not (
            known and all(key in self._details.letters for key in keys)
        )

    def _count(self, project_id: str) -> str:
        return "0" if self._is_blank(project_id) else f"COUNT({self._marks(project_id)[0]})"

    def _dropped(self, project_id: str) -> str:
        if self._is_blank(project_id):
            return "0"
        return formulas.n_dropped(self._marks(project_id)[0], self._part)

    def _raw(self, project_id: str) -> str:
        return self._joined(project_id, is_trimmed=True)

    def _joined(self, project_id: str, *, is_trimmed: bool) -> str:
        if self._is_blank(project_id):
            return formulas.EMPTY
        areas = self._marks(project_id)
        means = [
            formulas.combined(area, self._part) if is_trimmed else formulas.mean(area)
            for area in areas
        ]
        if not by_criterion(self._part):
            return means[0]
        decimals = self._part.criterion_decimals
        if decimals is not None:
            means = [formulas.rounded(mean, decimals) for mean in means]
        factors = [formulas.literal(Fraction(item.factor)) for item in self._part.criteria]
        added = "+".join(f"{factor}*{mean}" for factor, mean in zip(factors, means, strict=True))
        return f"IF(COUNT({areas[0]})=0,{formulas.EMPTY},{added})"

    def _scaled(self, key: str, project_id: str) -> str:
        cell = self._area.cell(key, project_id)
        return formulas.where_known([cell], self._times(cell, project_id))

    def _times(self, value: str, project_id: str) -> str:
        if self._part.panel_coefficient and project_id in self._panels:
            value = f"{value}*{self._area.cell('factor', project_id)}"
        if self._part.penalties:
            taken = self._area.cells([penalty_key(one) for one in self._part.penalties], project_id)
            value = f"MAX({value}-SUM({','.join(taken)}),0)"
        return f"{value}*100/{formulas.literal(self._part.full)}"

    def _plain(self, project_id: str) -> str:
        plain = self._joined(project_id, is_trimmed=False)
        cell = self._area.cell("raw", project_id)
        return formulas.where_known([cell], self._times(f"({plain})", project_id))

    def _factor(self, project_id: str, row: Any) -> Value:
        if not self._part.panel_coefficient:
            return None
        if project_id not in self._panels:
            return NOTHING
        column = self._area.down("raw")
        panel, panels = self._area.cell("panel", project_id), self._area.down("panel")
        raw = self._area.cell("raw", project_id)
        factor = formulas.panel_factor(raw, column, panel, panels)
        return Live(factor, number(row.panel_coefficient))


def _panels(year: YearTables, part: Judged) -> dict[str, str]:
    """Return the panel of each project all of whose counted judges are of one panel."""
    if not part.panel_coefficient:
        return {}
    homes = {row.judge_id: row.panel for row in year.rows("judges", component=part.name)}
    seen: dict[str, set[Any]] = {}
    for row in year.rows("mark_use", component=part.name):
        if row.use in ("used", *TRIMMED):
            seen.setdefault(row.project_id, set()).add(homes.get(row.judge_id))
    alone = {project: next(iter(panels)) for project, panels in seen.items() if len(panels) == 1}
    return {project: str(panel) for project, panel in alone.items() if isinstance(panel, str)}
