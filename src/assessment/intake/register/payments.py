"""What of the grants was paid out, from sheet 拨款登记 of the register."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any

from assessment.core.details import detail
from assessment.core.text import ordinal, plain
from assessment.intake.cells import Cell, Document
from assessment.intake.layouts.context import Names, Rows
from assessment.intake.register import (
    Line,
    first_of_each,
    needed,
    of_year,
    row_of,
    without_place,
)
from assessment.intake.register.rows import project_id
from assessment.intake.words.values import Read, read_date, read_money, read_yes

SHEET = "拨款登记"
_INSTALMENT = re.compile("第?(?P<n>[0-9]{1,2}|[一二三四五六七八九十]{1,3})期?")
_FIRST = ("首期", "首付")
# A condition is met or not where a question is answered with 是 or 否.
_MET, _UNMET = frozenset({"满足", "已满足", "符合"}), frozenset({"不满足", "未满足", "不符合"})


def read_payments(document: Document, names: Names) -> Rows:
    """Return the rows of `payments` of the rules' year; those of a project are counted from 1.

    A line that says the same as one before, to the day and the fen, is a problem and counts once.

    Problems
    --------
    register.value-missing, register.value-unknown, register.row-repeated, project.unknown,
    money.unreadable, date.unreadable, answer.unreadable
    """
    year = names.rules.year
    read = of_year(document, SHEET, "payments", year, lambda line: _payment(line, names))
    kept = first_of_each(read, ("project_id", "instalment", "paid_fen", "paid_date"))
    last: Counter[str] = Counter()
    rows = []
    for row in kept.rows:
        last[row["project_id"]] += 1
        rows.append(without_place(row) | {"payment_no": last[row["project_id"]]})
    return Rows(tuple(rows), kept.problems)


def _payment(line: Line, names: Names) -> Rows:
    amount = line.cells.get("拨付金额")
    words = replace(names.words, yes=names.words.yes | _MET, no=names.words.no | _UNMET)
    parts: dict[str, Read[Any]] = {
        "year": Read(names.rules.year),
        "project_id": needed(line, "项目", lambda cell: project_id(cell, line, names)),
        "instalment": needed(line, "期次", lambda cell: _instalment(cell, line)),
        "paid_fen": needed(
            line, "拨付金额", lambda cell: read_money(cell, line.spot, "拨付金额", "yuan")
        ),
        "paid_date": needed(line, "拨付日期", lambda cell: read_date(cell, line.spot, "拨付日期")),
        "is_met": read_yes(line.cells.get("条件满足"), line.spot, "条件满足", words),
        "evidence": Read(line.text("依据")),
        "paid_by": Read(line.text("经办人")),
        "note": Read(line.text("备注")),
        "src": Read(line.spot.src(amount) if amount else None),
    }
    return row_of(line, parts, ("year", "project_id", "instalment", "paid_fen"))


def _instalment(cell: Cell, line: Line) -> Read[int]:
    """Return which instalment is meant: 1, 第1期, 第二期, 首期."""
    text = plain(cell.text)
    match = _INSTALMENT.fullmatch(text)
    number = 1 if text in _FIRST else ordinal(match["n"]) if match else None
    if number:
        return Read(number)
    fault = line.spot.fault(
        "register.value-unknown", cell, expected=detail("instalment"), column="期次"
    )
    return Read(None, (fault,))
