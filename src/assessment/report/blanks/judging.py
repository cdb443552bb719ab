"""Judges' sheets: to be printed and signed, one workbook a judge to type into, the day's tally."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlsxwriter.utility import xl_col_to_name

from assessment.report.blanks.known import Judge, Known, Project, by_sitting, in_path
from assessment.report.blanks.paper import Formula, Grey, Label, Page, Paper, Value
from assessment.report.blanks.tally import is_tallied, write_tally
from assessment.report.blanks.tally_grid import RECUSED, STATUSES
from assessment.report.cell_looks import Column
from assessment.report.entry import Entry

_SPARE = 12
# Lines of a short list are as high as fits one page.
_HIGH, _LOW = 30.0, 24.0
_PROJECTS = 3  # columns before the criteria
_HOW = "没有评分的格子填：缺席、弃权或回避，不要填 0；总分自动计算。"
_GREYED = "灰色格子为本单位的项目，评委须回避，不评分。"


def judging_files(known: Known) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes: for each judged component all sheets to print, then one a judge.

    Last the 现场统分表 of what is shown on stage.
    """
    for part in known.rules.components:
        if part.kind != "judged":
            continue
        sheets = _Sheets(known, part.name)
        name = in_path(part.label)
        yield f"评分表/{name}/{name}评分表（打印）.xlsx", sheets.printed()
        for judge in sheets.judges:
            yield f"评分表/{name}/{name}评分表-评委{judge.number}.xlsx", sheets.typed(judge)
        if is_tallied(known, part):
            yield f"评分表/{name}/{name}现场统分表.xlsx", write_tally(known, part)


class _Sheets:
    """The sheets of one judged component."""

    def __init__(self, known: Known, name: str) -> None:
        part = known.rules.component(name)
        assert part.kind == "judged"
        self._known, self._part = known, part
        self.judges = known.judges(part)
        self._sittings = by_sitting(known.entrants(part.round))

    def printed(self) -> bytes:
        """Return a workbook with every judge's sheets, or one blank sheet."""
        paper = Paper(f"{self._part.label}评分表")
        for judge in self.judges or (None,):
            self._add(paper, judge, f"评委{judge.number}" if judge else "评分表")
        return paper.data()

    def typed(self, judge: Judge) -> bytes:
        """Return the workbook into which one judge's marks are typed."""
        paper = Paper(f"{self._part.label}评分表 评委{judge.number}")
        self._add(paper, judge, f"评委{judge.number}")
        return paper.data()

    def _add(self, paper: Paper, judge: Judge | None, name: str) -> None:
        for sitting, projects in self._sittings.items() or ((0, []),):
            told = f"第{sitting}场" if sitting and len(self._sittings) > 1 else ""
            columns = self._columns(is_ordered=bool(sitting) or not projects)
            page = paper.page(f"{name}{told}", columns)
            self._head(page, judge, told)
            page.heads()
            first = page.row
            page.lines(
                [self._line(first + n, one, judge, n) for n, one in enumerate(projects)]
                or [self._blank(first + n) for n in range(_SPARE)],
                height=_HIGH if len(projects) <= _SPARE else _LOW,
            )

    def _head(self, page: Page, judge: Judge | None, sitting: str) -> None:
        part, rules = self._part, self._known.rules
        told = f"（{sitting}）" if sitting else ""
        page.title(f"{rules.year}年“一团一品”{part.label}评分表{told}{self._known.mark}")
        greyed = _GREYED if part.recuse_own_college else ""
        page.note(f"满分 {_short(part.full.numerator / part.full.denominator)} 分，"
                  f"最多 4 位小数。{_HOW}{greyed}")  # fmt: skip
        number = judge.number if judge else None
        page.labels(
            Label("评委编号：", 2, 1, number, Entry("count"), "count"),
            *_signature(len(part.criteria)),
        )
        page.gap()

    def _columns(self, *, is_ordered: bool) -> list[Column]:
        order = Column("出场顺序", 9, "count", entry=Entry("count"))
        part = self._part
        return [
            order if is_ordered else Column("序号", 9, "count"),
            Column("申报单位", 18, entry=self._known.unit_entry()),
            Column("项目名称", 34),
            *(
                Column(f"{one.name}\n（{_short(one.points)}分）", 11, "centre",
                       entry=Entry("mark", STATUSES, most=_short(one.points)))
                for one in part.criteria
            ),
            Column("总分", 10, "centre"),
            Column("备注", 14),
        ]  # fmt: skip

    def _line(self, row: int, project: Project, judge: Judge | None, n: int) -> list[Value]:
        own = judge is not None and judge.college_code == project.college_code
        is_out = own and self._part.recuse_own_college
        marks: list[Value] = [Grey(RECUSED) if is_out else None] * len(self._part.criteria)
        place = project.order_no or n + 1
        total = Grey("—") if is_out else self._total(row)
        return [place, project.unit, project.name, *marks, total, None]

    def _blank(self, row: int) -> list[Value]:
        return [None, None, None, *[None] * len(self._part.criteria), self._total(row), None]

    def _total(self, row: int) -> Formula:
        """Return the sum of a line, blank until every criterion has its marks."""
        letters = [xl_col_to_name(_PROJECTS + n) for n in range(len(self._part.criteria))]
        area = f"{letters[0]}{row}:{letters[-1]}{row}"
        terms = (f"{_short(one.factor)}*N({letter}{row})"
                 for one, letter in zip(self._part.criteria, letters, strict=True))  # fmt: skip
        is_plain = all(one.factor == 1 for one in self._part.criteria)
        whole = f"SUM({area})" if is_plain else "+".join(terms)
        return Formula(f'=IF(COUNT({area})<{len(letters)},"",{whole})')


def _signature(n_criteria: int) -> Iterator[Label]:
    """Yield where the judge signs, no wider than the table."""
    room = 2 if n_criteria > 3 else 1
    yield Label("评委签名：", 1, room)
    if n_criteria > 1:
        yield Label("日期：", 1, n_criteria - room)


def _short(number: Decimal | float) -> str:
    return format(Decimal(str(number)).normalize(), "f")
