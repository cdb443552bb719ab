"""识别与问题.xlsx: who handed in, what was recognised, what is wrong, with room to correct it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time

import pandas as pd

from assessment.core.problems import Problems
from assessment.core.rules import Rules
from assessment.report.book import Book, Sheet
from assessment.report.cell_looks import Column, Row, Styled
from assessment.report.findings_problems import (
    PRINTED,
    PROBLEM_COLUMNS,
    Entered,
    Place,
    contents,
    problem_rows,
)
from assessment.report.findings_sheets import SEEN_COLUMNS, seen_rows
from assessment.report.listing import list_problems
from assessment.report.missing import count_missing, find_missing
from assessment.report.missing_rows import MISSING_COLUMNS, missing_rows

NAME = "识别与问题.xlsx"
SHEET = "问题"
_GUIDE = (
    Column("工作表", 12, "centre"),
    Column("内容", 92),
)
_TOLD = (
    ("收件", "哪些材料应交、已交、缺交；依据收件登记、立项决定和收到的文件。"),
    (
        "识别",
        "每个文件、每张表被认成什么；表头格对应哪一栏；哪些没有读、为什么；各类单元格的数目。",
    ),
    (
        "问题",
        "全部问题，重的在前。点“单元格”一栏可打开原文件的那一格（文件保持原样，不要改动）。"
        "可以在浅黄色的三栏写下更正：改为、理由、经手人，三栏都填才采用；要清空就写“空”。"
        "灰色的不能在这里更正（错不在这一格的内容，或已有更正登记），请按“怎么办”一栏处理。",
    ),
)
_NOTES = (
    "填好后保存并关闭，再检查一次（assessment check）：填好的更正会追加到登记.xlsx「更正登记」，"
    "这里随后重写。登记.xlsx 只追加，不改动已有内容，原件另存一份备份。",
    "每次检查都会重写本文件；没有填全的更正会保留。内部资料：含材料原文，可能涉及个人信息，请勿外传。",
)
_COUNTED = (
    Column("程度", 12, "centre"),
    Column("问题", 40),
    Column("数量", 10, "count"),
    Column("代码", 34),
)


def write_findings(
    tables: Mapping[str, pd.DataFrame],
    problems: Problems,
    /,
    *,
    rules: Rules,
    surroundings: pd.DataFrame | None = None,
    entered: Mapping[Place, Entered] | None = None,
) -> bytes:
    """Return 识别与问题.xlsx of a year.

    Parameters
    ----------
    tables : mapping
        The year's tables as intake gives them; those of sheets and cells may be empty.
    problems : Problems
        What is wrong.
    rules : Rules
        The year's rules.
    surroundings : DataFrame, optional
        Table `surroundings`; without it what stands in a cell is what its problem quotes.
    entered : mapping, optional
        What people have typed and what was not taken over, by file, sheet and cell; it is kept.
    """
    created = datetime.combine(rules.calendar.application[0], time())
    title = f"{rules.year}年材料识别与问题"
    book = Book(title, created=created, footer=("识别与问题（内部资料）", ""))
    mark = "（示例数据：单位和人员均为虚构）" if rules.sample else ""
    _write_guide(book, problems, f"{title}{mark}")
    _write_missing(book, tables, rules)
    sheet = book.sheet("识别", f"{rules.year}年材料识别情况")
    _whole(sheet, SEEN_COLUMNS, seen_rows(tables, problems, rules.year), 2)
    told = contents(surroundings, tables["sources"])
    rows, left = problem_rows(problems, tables, told, entered or {})
    sheet = book.sheet(SHEET, f"{rules.year}年材料问题（内部资料）")
    _whole(sheet, PROBLEM_COLUMNS, rows, 2, printed=PRINTED)
    if left:
        sheet = book.sheet("未采用的填写", "填写过、现在已没有对应问题的更正（未采用）")
        columns = [column for column in PROBLEM_COLUMNS if column.head in _LEFT]
        _whole(sheet, columns, left, 0)
    return book.data()


_LEFT = ("文件", "工作表", "单元格", "改为", "理由", "经手人")


def _whole(
    sheet: Sheet,
    columns: Sequence[Column],
    rows: Sequence[Row],
    frozen: int,
    *,
    printed: int | None = None,
) -> None:
    sheet.open(columns, printed=printed)
    sheet.table(columns, rows, frozen=frozen)


def _write_guide(book: Book, problems: Problems, title: str) -> None:
    sheet = book.sheet("说明", title)
    sheet.open(_COUNTED, _NOTES)
    sheet.words("section", "各工作表")
    sheet.table(_GUIDE, [list(row) for row in _TOLD])
    sheet.gap()
    sheet.words("section", f"问题共 {len(problems)} 处，其中错误 {len(problems.errors)} 处")
    counted = list_problems(problems)
    looks = {"错误": "alert", "警告": "warn"}
    sheet.table(
        _COUNTED,
        [[Styled(row[0], looks.get(row[0], "")), *row[1:]]
         for row in counted.itertuples(index=False, name=None)],
    )  # fmt: skip


def _write_missing(book: Book, tables: Mapping[str, pd.DataFrame], rules: Rules) -> None:
    missing = find_missing(tables, rules=rules)
    sheet = book.sheet("收件", f"{rules.year}年收件情况（应交、已交、缺交）")
    sheet.open(MISSING_COLUMNS)
    counted = [
        [f"{row[0]}：应交 {row[1]}，已交 {row[2]}，缺交 {row[3]}（{row[4]}）"]
        for row in count_missing(missing).itertuples(index=False, name=None)
    ]
    for (line,) in counted:
        sheet.words("note", line)
    sheet.table(MISSING_COLUMNS, missing_rows(missing, rules), frozen=2)
