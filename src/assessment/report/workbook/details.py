"""Every mark of a judged component with its cell: what a checker changes to see what follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from assessment.core.labels import say
from assessment.core.rule_components import Criterion, Judged
from assessment.report import formulas
from assessment.report.area import Area
from assessment.report.book import Sheet
from assessment.report.cell_looks import Column, Live, Row, Styled, Value
from assessment.report.wording import show_number
from assessment.report.workbook.clauses import rules_line
from assessment.report.workbook.words import (
    NOTHING,
    TRIMMED,
    number,
    stage_note,
    use_words,
)
from assessment.report.workbook.year_tables import YearTables, judge_label

TOTAL = "total"
LAST = (10**6, 10**6)
Pair = tuple[str, str]  # project_id, judge_id
_NOTE = (
    "得分按原表读取；出处为原始文件、工作表和单元格。评委只列编号，姓名见登记.xlsx。"
    "试改这里的评分，评分、计算、排名各表随之变化。"
)
_OWN = say("reason.own_college")


def by_criterion(part: Judged) -> bool:
    """Return whether each criterion is combined apart."""
    return part.combine_on == "criterion"


def open_details(sheet: Sheet, year: YearTables, part: Judged) -> Area:
    """Write what stands above the single marks, and return where they will stand."""
    columns = detail_columns(year, part)
    told = stage_note(year.told(part.round))
    sheet.open(columns, [rules_line(year.rules), *told, _NOTE])
    return sheet.area(columns, _pairs(year, part))


def write_details(sheet: Sheet, year: YearTables, part: Judged, area: Area) -> None:
    """Write the single marks."""
    sheet.table(detail_columns(year, part), detail_rows(year, part, area), frozen=3)


def detail_columns(year: YearTables, part: Judged) -> list[Column]:
    """Return the columns of the single marks; criteria that nobody marked are left out."""
    listed = _listed(year, part)
    marks = [
        Column(_criterion_head(item), 10, "mark", "评分项（满分）", key=item.name)
        for item in listed
    ]
    counted = [
        Column(item.name, 10, "mark", "计入的评分", key=counted_key(item)) for item in listed
    ]
    return [
        Column("申报单位", 19),
        Column("项目名称", 39),
        Column("评委", 7.5, "centre"),
        *marks,
        Column("评委总分", 10, "mark", key=TOTAL),
        *(counted if by_criterion(part) else ()),
        Column("计入情况", 14, "centre"),
        Column("说明", 34),
        Column("出处", 54),
    ]


def counted_key(item: Criterion) -> str:
    """Return the key of the column with the marks of a criterion that count."""
    return f"counted {item.name}"


def _listed(year: YearTables, part: Judged) -> list[Criterion]:
    names = {row.criterion for row in year.rows("marks", component=part.name)}
    return [item for item in part.criteria if item.name in names]


def _criterion_head(item: Criterion) -> str:
    factor = f"×{show_number(item.factor)}" if item.factor != 1 else ""
    return f"{item.name}\n（{show_number(item.points)}{factor}）"


def _pairs(year: YearTables, part: Judged) -> list[Pair]:
    """Return projects in their order, each with its judges by number."""
    order = year.order(part.round)
    judges = {judge: number for number, judge in enumerate(year.judges(part))}
    pairs = {(row.project_id, row.judge_id) for row in year.rows("marks", component=part.name)}
    return sorted(pairs, key=lambda one: (order.get(one[0], LAST), one[0], judges[one[1]]))


def detail_rows(year: YearTables, part: Judged, area: Area) -> list[Row]:
    """Return one row for each judge of each project."""
    marks, uses = by_pair(year, "marks", part), by_pair(year, "mark_use", part)
    listed = _listed(year, part)
    return [
        _Line(pair, marks[pair], uses.get(pair, {}), part, area).row(year, listed)
        for pair in _pairs(year, part)
    ]


def by_pair(year: YearTables, name: str, part: Judged) -> dict[Pair, dict[str, Any]]:
    """Return the rows of `marks` or `mark_use` of each project and judge, by criterion."""
    rows: dict[Pair, dict[str, Any]] = {}
    for row in year.rows(name, component=part.name):
        rows.setdefault((row.project_id, row.judge_id), {})[row.criterion] = row
    return rows


def sum_of(marks: Mapping[str, Any], part: Judged) -> float | None:
    """Return Σ factor·points of one sheet, nothing unless every criterion has its marks."""
    found = [marks.get(item.name) for item in part.criteria]
    pairs = zip(found, part.criteria, strict=True)
    if not all(mark is not None and _is_sound(mark, item.points) for mark, item in pairs):
        return None
    points = [Fraction(repr(float(mark.points))) for mark in found if mark is not None]
    factors = [Fraction(item.factor) for item in part.criteria]
    return float(sum(f * p for f, p in zip(factors, points, strict=True)))


def missing_word(uses: Mapping[str, Any]) -> str:
    """Return what stands in place of a sum that is not complete."""
    words = {row.use for row in uses.values()} - {"used", *TRIMMED}
    return use_words(words.pop() if len(words) == 1 else "incomplete")


def is_own_college(uses: Mapping[str, Any]) -> bool:
    """Return whether a sheet does not count, whatever it says: the judge is of that college."""
    return any(row.reason == _OWN for row in uses.values())


class _Line:
    """One judge's sheet of one project."""

    def __init__(
        self,
        pair: Pair,
        marks: Mapping[str, Any],
        uses: Mapping[str, Any],
        part: Judged,
        area: Area,
    ) -> None:
        self._pair, self._marks, self._uses = pair, marks, uses
        self._part, self._area = part, area

    def row(self, year: YearTables, listed: Sequence[Criterion]) -> Row:
        project = year.project(self._pair[0])
        words, reason = self._outcome()
        return [
            project.unit,
            project.name,
            judge_label(self._pair[1]),
            *(self._mark(item.name, item.points) for item in listed),
            self._total(),
            *(self._counted(item) for item in listed if by_criterion(self._part)),
            words,
            reason,
            year.places(row.src for row in self._marks.values()),
        ]

    def _total(self) -> Value:
        """Return the sum of the criteria, worked out where the sheet has criteria."""
        if not any(item.name in self._marks for item in self._part.criteria):
            return self._mark(TOTAL, self._part.full)
        value, word = sum_of(self._marks, self._part), missing_word(self._uses)
        if any(item.name not in self._area.letters for item in self._part.criteria):
            return Styled(word, "word")
        items = self._part.criteria
        cells = self._area.cells([item.name for item in items], self._pair)
        added = "+".join(_times(item, cell) for item, cell in zip(items, cells, strict=True))
        look = "" if value is not None else "word"
        if TOTAL in self._uses and self._uses[TOTAL].use in TRIMMED:
            look = "trimmed"
        formula = formulas.where_known(cells, added, formulas.quoted(word))
        return Live(formula, word if value is None else value, look)

    def _mark(self, name: str, full: Decimal | Fraction) -> Value:
        """Return one mark as it was read, struck out where this very mark was trimmed."""
        mark, use = self._marks.get(name), self._uses.get(name)
        if mark is None:
            return NOTHING
        if mark.status != "given":
            return Styled(use_words(mark.status), "word")
        if not _is_sound(mark, full):  # as words: a number would count
            return Styled(f"{mark.points:g}（超出满分）", "word")
        value = number(mark.points)
        return Styled(value, "trimmed") if use is not None and use.use in TRIMMED else value

    def _counted(self, item: Criterion) -> Value:
        """Return a criterion's points, where the whole sheet counts."""
        use = self._uses.get(item.name)
        if use is None or is_own_college(self._uses):
            return Styled(NOTHING, "word")
        is_counted = use.use in ("used", *TRIMMED)
        cells = self._area.cells((TOTAL, item.name), self._pair)
        formula = formulas.where_known(cells, cells[1])
        return Live(formula, number(use.judge_points) if is_counted else None,
                    "trimmed" if use.use in TRIMMED else "")  # fmt: skip

    def _outcome(self) -> tuple[Value, str]:
        """Return what was made of a sheet, and the reason where it says more."""
        if not self._uses:
            return Styled("未计入", "word"), "不参加本轮评审"
        words = {use_words(row.use): None for row in self._uses.values()}
        told = (str(row.reason) for row in self._uses.values())
        return "、".join(words), "、".join(dict.fromkeys(one for one in told if one not in words))


def _times(item: Criterion, cell: str) -> str:
    return cell if item.factor == 1 else f"{formulas.literal(Fraction(item.factor))}*{cell}"


def _is_sound(mark: Any, full: Decimal | Fraction) -> bool:
    """Return whether a mark is a number from 0 to full marks."""
    return bool(mark.status == "given" and 0 <= mark.points <= full)
