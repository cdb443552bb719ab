"""Workbooks that people fill: 登记.xlsx."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from assessment.report.book import Book
from assessment.report.cell_looks import Column

CREATED = datetime(2017, 1, 1)
SPARE_ROWS, MOST_SPARE = 5, 20
# sheet -> what it is for, and its columns; intake finds a column by its header alone.
REGISTER_SHEETS: Mapping[str, tuple[str, Sequence[Column]]] = {
    "学院名单": (
        "参加“一团一品”的全部单位，每行一个。简称之间用顿号隔开，材料中出现的写法都可以加在这里。",
        (
            Column("学院代码", 12, "centre"),
            Column("学院名称", 28),
            Column("简称", 46),
            Column("单位类型", 16, "centre"),
            Column("起始年度", 12, "count"),
            Column("终止年度", 12, "count"),
        ),
    ),
    "评委名单": (
        "每个环节的评委，每行一人。编号与评分表上的“评委1”一致；所属单位填本校单位的须回避本单位项目。",
        (
            Column("年度", 10, "count"),
            Column("轮次", 14, "centre"),
            Column("环节", 20, "centre"),
            Column("编号", 10, "centre"),
            Column("姓名", 16, "centre"),
            Column("所属单位", 30),
            Column("组别", 14, "centre"),
        ),
    ),
    "收件登记": (
        "收到一份登记一行。材料填：申报材料、结项材料、经费决算。状态填：应交、已交、退回、重交、作废。"
        "实施方案和盖章填：是、否。日期写成 2017-03-15。",
        (
            Column("年度", 10, "count"),
            Column("申报单位", 28),
            Column("材料", 14, "centre"),
            Column("版本", 8, "count"),
            Column("电子版日期", 15, "date"),
            Column("纸质版日期", 15, "date"),
            Column("实施方案", 12, "centre"),
            Column("盖章", 10, "centre"),
            Column("状态", 12, "centre"),
        ),
    ),
    "评审决定": (
        "会议定下一件事登记一行。轮次填：立项评审、考核认证。事项填：立项、第二项、并列、等次。"
        "结果填：是、否、名次或等次。支持经费以元计。",
        (
            Column("年度", 9, "count"),
            Column("轮次", 13, "centre"),
            Column("项目", 42),
            Column("事项", 10, "centre"),
            Column("结果", 10, "centre"),
            Column("支持经费", 13, "money"),
            Column("理由", 32),
            Column("决定人", 26),
            Column("决定日期", 14, "date"),
        ),
    ),
}


def write_register(
    rows: Mapping[str, Sequence[Sequence[Any]]], /, *, is_sample: bool = False
) -> bytes:
    """Return 登记.xlsx: one sheet a subject, a line of instruction, headers in row 3.

    Parameters
    ----------
    rows : mapping
        Filled rows by sheet, in the order of its columns, from row 4 on; none for a blank book.
    is_sample : bool
        Whether people and units are invented; every sheet then says 示例数据.
    """
    book = Book("登记", created=CREATED, footer=("登记.xlsx（内部资料）", ""))
    mark = "（示例数据：单位和人员均为虚构）" if is_sample else ""
    for name, (explanation, columns) in REGISTER_SHEETS.items():
        sheet = book.sheet(name, f"{name}{mark}")
        lines = rows.get(name, ())
        sheet.open(columns, [explanation])
        spare = max(MOST_SPARE - len(lines), SPARE_ROWS)
        sheet.table(columns, lines, frozen=0, spare=spare)
    return book.data()
