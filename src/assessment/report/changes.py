"""更正对照表: what a corrected result changed, project by project."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.core.rules import ROUNDS, Rules
from assessment.core.tables import of_year
from assessment.report.book import Book
from assessment.report.cell_looks import Column, Row, Styled
from assessment.report.workbook.clauses import rules_line
from assessment.report.workbook.words import NOTHING, SIGN
from assessment.report.workbook.year_tables import Tables, YearTables

TITLE = "更正对照表"
_ITEMS = {"total": "总分", "rank": "名次", "grade": "等次", "status": "状态"}
_COLUMNS = (
    Column("申报单位", 26),
    Column("项目名称", 46),
    Column("更正的内容", 16, "centre"),
    Column("更正前", 18, "centre"),
    Column("更正后", 18, "centre"),
)
_CAUSES = (
    Column("登记于", 14, "centre"),
    Column("文件与单元格，或异议", 50),
    Column("原内容 → 更正为，或复核结果", 34),
    Column("理由", 40),
)


def write_changes(changes: pd.DataFrame, tables: Tables, /, *, rules: Rules, day: date) -> bytes:
    """Return 更正对照表: one line an item that is another now, then what was entered by then.

    Parameters
    ----------
    changes : DataFrame
        Table `result_changes`.
    tables : mapping
        The year's tables as they are now, for names, corrections and appeals.
    rules : Rules
        The year's rules.
    day : date
        The day of the correction.
    """
    year = YearTables(tables, rules)
    mark = "（示例数据）" if rules.sample else ""
    title = f"{rules.year}年评审结果{TITLE}（{day.isoformat()}）{mark}"
    created = datetime.combine(day, time())
    book = Book(title, created=created, footer=(TITLE, "内部资料"))
    sheet = book.sheet("更正对照", title)
    note = "只列有变化的内容；名次因别的项目更正而变动的也列出。更正前的材料另存在同名文件夹中。"
    sheet.open(_COLUMNS, [rules_line(rules), note])
    for name in ROUNDS:
        rows = of_year(changes, "result_changes", rules.year)
        mine = rows[rows["round"] == name]
        if len(mine):
            sheet.words("section", say(f"round.{name}"))
            sheet.table(_COLUMNS, _lines(mine, year))
    sheet.words("sign", SIGN)
    causes = book.sheet("更正与异议", f"{rules.year}年更正登记与异议复核{mark}")
    causes.open(_CAUSES, ["截至本次更正登记的全部更正和异议；登记人、复核人不列出。"])
    causes.table(_CAUSES, [*_corrections(year), *_appeals(year)], frozen=0)
    return book.data()


def _lines(rows: pd.DataFrame, year: YearTables) -> list[Row]:
    order = (*_ITEMS, *(part.name for part in year.rules.components))
    found: list[Any] = list(rows.itertuples(index=False))
    found.sort(key=lambda row: (row.project_id, order.index(row.item)))
    return [_line(row, year) for row in found]


def _line(row: Any, year: YearTables) -> Row:
    project = year.project(row.project_id)
    sides = (_side(row.item, value) for value in (row.before, row.after))
    look = "strong" if row.item in _ITEMS else ""
    what = _ITEMS.get(row.item) or year.rules.component(row.item).label
    return [project.unit, project.name, Styled(what, look), *sides]


def _side(item: str, value: Any) -> str:
    if pd.isna(value):
        return NOTHING
    return say(f"standing.{value}") if item == "status" else str(value)


def _corrections(year: YearTables) -> list[Row]:
    ids = {row.sha256: row.source_id for row in year.rows("sources")}
    return [
        [
            _day(row.date),
            year.places([f"{ids.get(row.sha256, '')}!{row.sheet}!{row.cell}"]),
            f"{_text(year, row.was)} → {_text(year, row.now)}",
            _text(year, row.reason),
        ]
        for row in year.rows("corrections", is_applied=True)
    ]


def _appeals(year: YearTables) -> list[Row]:
    return [
        [
            _day(row.replied_date),
            f"异议 {row.appeal_no}：{year.unit(row.college_code)}，{_text(year, row.matter)}",
            NOTHING if pd.isna(row.outcome) else say(f"appeal.{row.outcome}"),
            _text(year, row.basis),
        ]
        for row in year.rows("appeals")
    ]


def _text(year: YearTables, value: Any) -> str:
    return "空" if pd.isna(value) else year.withhold(str(value))


def _day(value: Any) -> str:
    return NOTHING if pd.isna(value) else str(value.date())
