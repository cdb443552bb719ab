"""催交清单.xlsx: who still owes what, ready to be printed or forwarded."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.core.rules import Rules
from assessment.report.book import Book
from assessment.report.cell_looks import Column, Row, Styled
from assessment.report.missing import (
    KINDS,
    Tables,
    count_missing,
    deadline,
    not_applying,
    remark_of,
)

_COLUMNS = (
    Column("序号", 6, "count"),
    Column("申报单位", 26),
    Column("材料", 16, "centre"),
    Column("状态", 10, "centre"),
    Column("截止日期", 13, "date"),
    Column("说明", 40),
    Column("联系人", 12, "centre"),
    Column("联系电话", 15, "code"),
    Column("催办情况", 18),
)
_COUNTED = (
    Column("材料", 18, "centre"),
    Column("应交", 9, "count"),
    Column("已交", 9, "count"),
    Column("缺交", 9, "count"),
    Column("缺交单位", 90),
)
_NOTES = (
    "应交的依据：收件登记中状态为应交、已交、退回、重交的材料；已立项的项目另交经费决算和活动材料"
    "登记（已登记结项材料的，以结项材料为准）；没有登记但已收到文件的也计入。作废的不计。",
    "退回后尚未登记重交的、申报材料按收件登记未交齐（电子版、纸质版、实施方案）的，按缺交列出；"
    "与计算时判断能否参评的依据相同。联系人一栏由校团委填写。",
)
_CANDIDATES = "学院名单中没有申报登记、也没有收到申报材料的单位（自愿申报，不计缺交）：{names}。"


def write_missing(missing: pd.DataFrame, tables: Tables, /, *, rules: Rules) -> bytes:
    """Return 催交清单.xlsx of a year: one line a college and kind of material that is owed.

    Parameters
    ----------
    missing : DataFrame
        As `find_missing` gives it.
    tables : mapping
        The year's tables as intake gives them; only `colleges` and `submissions` are looked at.
    rules : Rules
        The year's rules: deadlines, name of the office.
    """
    created = datetime.combine(rules.calendar.application[0], time())
    book = Book(f"{rules.year}年催交清单", created=created, footer=(_office(rules), ""))
    mark = "（示例数据：单位和人员均为虚构）" if rules.sample else ""
    sheet = book.sheet("催交清单", f"{rules.year}年“一团一品”材料催交清单{mark}")
    others = not_applying(tables, missing, year=rules.year)
    told = [_CANDIDATES.format(names="、".join(others))] if others else []
    sheet.open(_COLUMNS, [*_NOTES, *told])
    lines = _lines(missing, rules)
    if lines:
        sheet.table(_COLUMNS, lines, frozen=2)
    else:
        sheet.words("section", "没有缺交的材料。")
    sheet.gap()
    sheet.words("sign", "经办人：　　　　　　　　　　　　审核人：　　　　　　　　　　　　日期：")
    _write_counts(book, missing, rules)
    return book.data()


def _office(rules: Rules) -> str:
    return rules.office.name or rules.office.signature


def _lines(missing: pd.DataFrame, rules: Rules) -> list[Row]:
    owed = missing[missing["state"] != "received"]
    order = owed["kind"].map(KINDS.index)
    records = owed.assign(order=order).sort_values(["college_code", "order"]).to_dict("records")
    return [
        [
            number,
            row["college_name"],
            say(f"material.{row['kind']}"),
            Styled(say(f"missing.{row['state']}.state"), "alert"),
            deadline(row["kind"], rules) or "另行通知",
            _remark(row),
            None,
            None,
            None,
        ]
        for number, row in enumerate(records, start=1)
    ]


def _remark(row: dict[Any, Any]) -> str:
    files = row["files"].replace("\n", "；")
    return f"{remark_of(row)}。已收到的文件：{files}" if files else remark_of(row)


def _write_counts(book: Book, missing: pd.DataFrame, rules: Rules) -> None:
    sheet = book.sheet("收件汇总", f"{rules.year}年收件汇总（应交、已交、缺交）")
    sheet.open(_COUNTED)
    counted = count_missing(missing)
    sheet.table(_COUNTED, [list(row) for row in counted.itertuples(index=False)], frozen=1)
