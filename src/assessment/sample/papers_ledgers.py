"""经费支出明细表 in the shapes of 2018 and 2019 (layout 12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import cn2an

from assessment.core.provenance import address
from assessment.sample import people
from assessment.sample.draft import Draft, Formula
from assessment.sample.truth import Row, Truth, key_of

HEADS = ("日期", "类别", "金额", "余额", "用途", "票据张数", "票据号", "报销单号", "经办人", "备注")
_DATE, _AMOUNT, _LEFT = 0, 2, 3
DATE_BUILT_IN = 31  # yyyy年m月d日, which some readers take for a plain number


@dataclass(frozen=True, slots=True)
class Style:
    """How a ledger is laid out: numbered lines, 小计 by category, the unit in a cell of its own."""

    is_numbered: bool = False
    has_subtotals: bool = False
    unit: str = ""
    has_real_dates: bool = False


def ledger_book(truth: Truth, name: str, project_id: str, style: Style) -> Draft:
    """Return the spending of one project; amounts in digits, words and capitals by turns."""
    draft, first = Draft(name, widths={1: 14, 2: 12, 4: 10, 6: 24}), 1 + style.is_numbered
    draft.put(1, 1, f"{truth.rules.year}年“一团一品”活动经费支出明细表（示例数据）")
    draft.merge(1, 1, 1, len(HEADS))
    draft.put_row(2, ["项目名称：", truth.project(project_id)["project_name"]])
    draft.put_row(3, ["申报单位：", truth.college_of(project_id)])
    if style.unit:
        draft.put(3, len(HEADS), f"金额单位:{style.unit}")
    draft.put_row(4, HEADS, first=first)
    line = 5
    if style.is_numbered:
        draft.put(4, 1, "行号")
        draft.put_row(5, [f"({n})" for n in range(1, len(HEADS) + 2)])
        line = 6
    line = _put_lines(truth, draft, (line, first), project_id, style)
    total = stated_total(truth, project_id)
    draft.put(line, first, "合计")
    draft.put(line, first + _AMOUNT, total / 1000000 if style.unit == "万元" else total / 100)
    draft.put(line + 1, first, "合计（大写）")
    draft.put(line + 1, first + _AMOUNT, cn2an.an2cn(total / 100, "rmb"))
    draft.put(line + 3, 1, "经办人签字：　　　　　　负责人签字：　　　　　　（单位盖章）")
    return draft


def stated_total(truth: Truth, project_id: str) -> int:
    """Return the 合计 that stands on paper: what was planted, else the sum of the lines."""
    plant = truth.plants.get(("total", project_id))
    lines = truth.of("ledger", project_id=project_id)
    return int(plant.raw) if plant else sum(row["amount_fen"] for row in lines)


def _put_lines(
    truth: Truth, draft: Draft, place: tuple[int, int], project_id: str, style: Style
) -> int:
    """Write the lines, each category with its 小计 when wanted; return the next row."""
    line, first = place
    left = 500000
    rows = sorted(truth.of("ledger", project_id=project_id), key=lambda row: row["line_no"])
    for _, group in groupby(rows, key=lambda row: row["category"] if style.has_subtotals else 0):
        lines = list(group)
        for row in lines:
            left -= row["amount_fen"] or 0
            _put_line(truth, draft, (line, first), row, style)
            _put_left(draft, (line, first), (place[0], left), style)
            line += 1
        if style.has_subtotals:
            draft.put(line, first, "小计")
            draft.put(line, first + _AMOUNT, sum(row["amount_fen"] or 0 for row in lines) / 100)
            line += 1
    return line


def _put_line(truth: Truth, draft: Draft, place: tuple[int, int], row: Row, style: Style) -> None:
    line, first = place
    key = key_of("ledger", row)
    plants = {kind: truth.plants.get((kind, *key[1:])) for kind in ("date", "ledger")}
    if style.is_numbered:
        draft.put(line, 1, row["line_no"])
    day = plants["date"].raw if plants["date"] else row["spent_date"]
    shown = day if style.has_real_dates else _day(day, line)
    draft.put(line, first + _DATE, shown, fact=("date", *key[1:]))
    if style.has_real_dates and not plants["date"]:
        draft.formats[line, first + _DATE] = DATE_BUILT_IN
    draft.put(line, first + 1, row["category"])
    amount = plants["ledger"].raw if plants["ledger"] else _amount(row["amount_fen"], line, style)
    draft.put(line, first + _AMOUNT, amount, fact=key)
    use = dict(people.EXPENSES).get(row["category"], "其他支出")
    rest: Sequence[Any] = (use, 1, row["voucher_no"], row["reimbursement_no"], row["handler_name"])
    draft.put_row(line, rest, first=first + _LEFT + 1)


def _put_left(draft: Draft, place: tuple[int, int], running: tuple[int, int], style: Style) -> None:
    if style.unit == "万元" or style.has_subtotals:
        return
    line, first = place
    top, left = running
    area = f"{address(top, first + _AMOUNT)}:{address(line, first + _AMOUNT)}"
    draft.put(line, first + _LEFT, Formula(f"=5000-SUM({area})", left / 100))


def _day(day: Any, line: int) -> Any:
    if isinstance(day, str):
        return day
    forms = (
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}-{day.month:02d}-{day.day:02d}",
        f"{day.year}/{day.month}/{day.day}（星期{'一二三四五六日'[day.weekday()]}）",
    )
    return forms[line % len(forms)]


def _amount(fen: int, line: int, style: Style) -> Any:
    if style.unit == "万元":
        return fen / 1000000
    if fen < 0:
        return fen / 100
    forms = (fen / 100, cn2an.an2cn(fen / 100, "rmb"), f"￥{fen / 100:.2f}", f"{fen / 100:.2f} ")
    return forms[line % len(forms)]
