"""经费支出明细表 and 经费决算表: one a funded project, or one that is blank."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assessment.report.blanks.judging import unit_entry
from assessment.report.blanks.known import Grant, Known
from assessment.report.blanks.paper import Formula, Label, Page, Paper, Value
from assessment.report.cell_looks import Column
from assessment.report.entry import Entry

LEDGER, SETTLEMENT = "经费支出明细表", "经费决算表"
_LINES, _CATEGORIES = 32, 10
_SIGN = ("经办人签字：", "负责人签字：", "（单位盖章）")


def ledger_files(known: Known) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of the ledgers."""
    for name, grant in _named(known, LEDGER):
        yield name, _ledger(known, grant)


def settlement_files(known: Known) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of the settlements."""
    for name, grant in _named(known, SETTLEMENT):
        yield name, _settlement(known, grant)


def _named(known: Known, kind: str) -> Iterator[tuple[str, Grant | None]]:
    """Yield a file name for each funded project, or one for the blank form."""
    grants = known.grants()
    for grant in grants:
        yield f"{kind}/{kind}-{grant.project.unit}（{grant.project.project_id}）.xlsx", grant
    if not grants:
        yield f"{kind}.xlsx", None


def _ledger(known: Known, grant: Grant | None) -> bytes:
    paper = Paper(LEDGER)
    page = paper.page("支出明细", _ledger_columns(known))
    page.title(f"{known.rules.year}年“一团一品”{LEDGER}{known.mark}")
    page.note(_ledger_note(known))
    first = page.row + 4
    _labels(known, page, grant, Formula(f"=SUM(E{first}:E{first + _LINES - 1})", 0))
    page.gap()
    page.heads()
    page.lines([[n, *[None] * 9] for n in range(1, _LINES + 1)])
    page.total([(4, "合计", "centre"), (1, None, "money"), (5, None, "text")])
    page.total([(4, "合计（大写）", "centre"), (1, None, "text"), (5, None, "text")])
    page.sign(*_SIGN)
    return paper.data()


def _ledger_columns(known: Known) -> list[Column]:
    budget = known.rules.budget
    return [
        Column("行号", 6, "count"),
        Column("日期", 13, "date", entry=Entry("day")),
        Column("科目", 14, "centre", entry=Entry("words", budget.categories)),
        Column("用途", 30),
        Column("金额（元）", 18, "money", entry=Entry("amount")),
        Column("票据号", 16, "typed"),
        Column("报销单号", 16, "typed"),
        Column("票据张数", 8, "count", entry=Entry("whole")),
        Column("经办人", 12, "centre"),
        Column("备注", 18),
    ]


def _ledger_note(known: Known) -> str:
    budget = known.rules.budget
    return (
        f"一笔一行，附发票（收据不能代替发票）。支出须在 {_day(budget.closing_date)} 前；"
        f"不得列支：{'、'.join(budget.barred)}。"
        "“合计”请核对后填写，应与“已填金额”一致。"
    )


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _labels(known: Known, page: Page, grant: Grant | None, spent: Formula) -> None:
    """Write whose money it is; the rows above the table are always two."""
    project = grant.project if grant else None
    units = unit_entry(list(known.units().values()))
    page.labels(
        Label("项目名称：", 2, 3, project.name if project else None),
        Label("支持经费：", 1, 2, grant.granted_fen / 100 if grant else None, None, "money"),
    )
    page.labels(
        Label("申报单位：", 2, 3, project.unit if project else None, units),
        Label("已填金额：", 1, 2, spent, None, "money"),
    )


def _settlement(known: Known, grant: Grant | None) -> bytes:
    paper = Paper(SETTLEMENT)
    page = paper.page("经费决算", _settlement_columns(known))
    page.title(f"{known.rules.year}年“一团一品”{SETTLEMENT}{known.mark}")
    page.note("按科目填写，金额单位：元；“实际”与经费支出明细表一致，差额自动计算（预算－实际）。")
    first = page.row + 4
    granted, last = f"$F${page.row}", first + _n_lines(grant) - 1
    spent = f"SUM(C{first}:C{last})"
    _settlement_labels(known, page, grant, Formula(f'=IF({granted}="","",{granted}-{spent})'))
    page.gap()
    page.heads()
    page.lines(_settlement_lines(grant, first))
    sums = [(1, Formula(f"=SUM({one}{first}:{one}{last})", 0), "money") for one in "BCD"]
    page.total([(1, "合计", "centre"), *sums, (3, None, "text")])
    page.total([(1, "实际合计（大写）", "centre"), (6, None, "text")])
    page.sign(*_SIGN)
    return paper.data()


def _settlement_columns(known: Known) -> list[Column]:
    return [
        Column("科目", 22, "centre", entry=Entry("words", known.rules.budget.categories)),
        Column("预算（元）", 18, "money", entry=Entry("amount")),
        Column("实际（元）", 18, "money", entry=Entry("amount")),
        Column("差额（元）", 18, "money"),
        Column("票据张数", 12, "count", entry=Entry("whole")),
        Column("经办人", 16, "centre"),
        Column("备注", 26),
    ]


def _settlement_labels(known: Known, page: Page, grant: Grant | None, left: Formula) -> None:
    project = grant.project if grant else None
    units = unit_entry(list(known.units().values()))
    page.labels(
        Label("项目名称：", 1, 3, project.name if project else None),
        Label("支持经费：", 1, 1, grant.granted_fen / 100 if grant else None, None, "money"),
    )
    page.labels(
        Label("申报单位：", 1, 3, project.unit if project else None, units),
        Label("剩余：", 1, 1, left, None, "money"),
    )


def _n_lines(grant: Grant | None) -> int:
    return max(len(_planned(grant)), _CATEGORIES)


def _planned(grant: Grant | None) -> dict[str, int]:
    return dict(grant.planned) if grant else {}


def _settlement_lines(grant: Grant | None, first: int) -> list[list[Value]]:
    planned = list(_planned(grant).items())
    spare = [(None, None)] * (_n_lines(grant) - len(planned))
    return [
        [name, None if fen is None else fen / 100, None, _left(row), None, None, None]
        for row, (name, fen) in enumerate([*planned, *spare], start=first)
    ]


def _left(row: int) -> Formula:
    return Formula(f'=IF(COUNT(B{row}:C{row})=0,"",B{row}-C{row})')
