"""The part of a settlement or budget that says where its money comes from: 一、收入."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import takewhile

from assessment.core.spelling import unnumbered
from assessment.core.text import plain
from assessment.intake.cells import Cell, Sheet
from assessment.intake.layouts import Record
from assessment.intake.layouts.added_up import fen_of
from assessment.intake.words.header_words import word_key
from assessment.intake.words.sum_words import sum_grade

_OF = "(?:部分|情况|预算|决算|明细|项目|类)*"
_INCOME = re.compile(f"(?:经费|资金|活动|项目)*(?:收入|来源){_OF}")
_SPENDING = re.compile(f"(?:经费|资金|活动|项目)*(?:支出|开支|使用){_OF}")
_SUM = re.compile("(?:经费|资金|活动|项目)*(?:收入|来源)(?:合计|总计|小计|共计|总额)")


def without_income(
    sheet: Sheet,
    head: int,
    records: Sequence[Record],
    totals: Sequence[Record],
    values: Sequence[str],
) -> tuple[list[Record], list[Record], list[Record]]:
    """Return lines and totals without those of income, and the lines that are left out.

    The header of the table ends in row `head`. Income stands below a row 收入 or 经费来源, as far
    as the next such row (二、支出), or above a 收入合计 that it comes to where no row heads it. The
    rows that only head such parts are left out as well.
    """
    kept: list[Record] = []
    out: list[Record] = []
    sums: list[Record] = []
    is_income = seen = False
    last = head
    of_totals = {id(one) for one in totals}
    for record in sorted((*records, *totals), key=lambda one: one.anchor.row):
        is_total = id(record) in of_totals
        first, after = (bisect_right(sheet.numbers, row) for row in (last, record.anchor.row - 1))
        for row in sheet.numbers[first:after]:
            cell = sheet.rows[row][0]
            if len(sheet.rows[row]) > 1:
                continue
            is_income = _goes_on(cell, is_income=is_income)
            seen = seen or is_income
        last = record.anchor.row
        named = record.cells.get("category", record.anchor)
        is_head = not is_total and not any(name in record.cells for name in values)
        if is_head and _heads(named):
            is_income = _goes_on(named, is_income=is_income)
            seen = seen or is_income
            out.append(record)
        elif _SUM.fullmatch(_key(named)):
            if not seen:
                mine = _summed(record, kept, sums, values)
                if not mine:
                    (sums if is_total else kept).append(record)
                    continue
                out, kept = [*out, *mine], kept[: -len(mine)]
            is_income, seen = False, True
            out.append(record)
        elif is_income:
            out.append(record)
        elif is_total:
            sums.append(record)
        else:
            kept.append(record)
    if not seen:
        return list(records), list(totals), []
    return kept, sums, out


def _summed(
    total: Record, kept: Sequence[Record], sums: Sequence[Record], values: Sequence[str]
) -> Sequence[Record]:
    """Return the lines right above a sum that come to it, up to the sum above; else none."""
    last = max((one.anchor.row for one in sums), default=0)
    mine = list(takewhile(lambda one: one.anchor.row > last and not _sums(one), reversed(kept)))
    stated = [name for name in values if name in total.cells]
    amounts = [(fen_of(total, name), [fen_of(one, name) or 0 for one in mine]) for name in stated]
    is_right = bool(amounts) and all(whole == sum(parts) for whole, parts in amounts)
    return mine[::-1] if is_right else ()


def _sums(record: Record) -> bool:
    named = record.cells.get("category", record.anchor)
    return bool(sum_grade(named.text))


def _heads(cell: Cell) -> bool:
    key = _key(cell)
    return _INCOME.fullmatch(key) is not None or _SPENDING.fullmatch(key) is not None


def _goes_on(cell: Cell, *, is_income: bool) -> bool:
    """Tell whether what stands below a row alone is income; （一） goes into what is above it."""
    if _INCOME.fullmatch(_key(cell)):
        return True
    return is_income and plain(cell.text).startswith("(")


def _key(cell: Cell) -> str:
    return word_key(unnumbered(cell.text))
