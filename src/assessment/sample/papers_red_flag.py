"""五四红旗团委考核表 of one college, and the summary of many (layouts 13a and 13b)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assessment.sample.draft import Draft, Formula
from assessment.sample.red_flag import BONUS, DEDUCTION, FORM, item_name
from assessment.sample.truth import Row, Truth, key_of

FORM_WIDTHS = (2.8, 2.8, 5.6, 1.4, 1.6, 1.6)


def red_flag_form(truth: Truth, name: str, code: str, *, in_word: bool = False) -> Draft:
    """Return the 考核表 of one college; in Word the title stands above the table."""
    draft = Draft(name, widths={1: 16, 2: 16, 3: 34, 4: 8, 5: 9, 6: 9})
    top = 1
    if not in_word:
        draft.put(1, 1, f"{truth.rules.year}年五四红旗团委（总支）考核表")
        draft.merge(1, 1, 1, 6)
        top = 2
    college = truth.college_name(code)
    draft.put_row(top, ["申报单位：", f"{college}团委", None, None, "（示例数据）"])
    heads = ["一级指标", "二级指标", "评分标准", "分值", "自评分", "核评分"]
    draft.put_row(top + 1, heads)
    line = _put_items(truth, draft, code, top + 2)
    line = _put_rest(truth, draft, code, line)
    draft.put(line + 1, 1, "考核组签字：　　　　　　　　年　月　日")
    return draft


def _put_items(truth: Truth, draft: Draft, code: str, line: int) -> int:
    for first, seconds in FORM.items():
        draft.put(line, 1, first)
        if len(seconds) > 1:
            draft.merge(line, 1, line + len(seconds) - 1, 1)
        for second, standard, cap in seconds:
            row = _row(truth, code, item_name(first, second))
            draft.put_row(line, [second, standard, cap], first=2)
            _put_points(truth, draft, line, row)
            line += 1
    return line


def _put_rest(truth: Truth, draft: Draft, code: str, line: int) -> int:
    """Write bonus, deduction and what rules an award out; return the next line."""
    for heading, item, standard in (
        ("加分项", BONUS, "获市级以上表彰或经验推广"),
        ("扣分项", DEDUCTION, "材料迟报、缺报，每次扣1分"),
    ):
        row = _row(truth, code, item)
        draft.put_row(line, [heading, item, standard, row["cap_points"]])
        _put_points(truth, draft, line, row)
        line += 1
    for text in truth.rules.red_flag.veto:
        row = _row(truth, code, text)
        draft.put_row(line, ["一票否决", text, "查实即取消评选资格"])
        draft.put(line, 6, "是" if row["is_veto"] else "无", fact=key_of("red_flag_items", row))
        line += 1
    return line


def _row(truth: Truth, code: str, item: str) -> Row:
    return truth.of("red_flag_items", college_code=code, item=item)[0]


def _put_points(truth: Truth, draft: Draft, line: int, row: Row) -> None:
    key = key_of("red_flag_items", row)
    plant = truth.plants.get(key)
    granted: Any = plant.raw if plant else row["points"]
    draft.put(line, 5, row["self_points"], fact=key if granted is None else None)
    draft.put(line, 6, granted, fact=None if granted is None else key)


def red_flag_summary(truth: Truth, name: str, codes: Sequence[str]) -> Draft:
    """Return the summary of the colleges: one line each, full points in the header."""
    draft = Draft(name, widths={1: 6, 2: 18} | dict.fromkeys(range(3, 11), 12))
    draft.put(1, 1, f"{truth.rules.year}年五四红旗团委（总支）考核汇总表（示例数据）")
    draft.merge(1, 1, 1, 10)
    caps = {first: sum(cap for _, _, cap in lines) for first, lines in FORM.items()}
    heads = [f"{first}\n（{cap}）" for first, cap in caps.items()]
    draft.put_row(3, ["序号", "申报单位", *heads, BONUS, DEDUCTION, "一票否决", "合计"])
    for line, code in enumerate(codes, start=4):
        draft.put_row(line, [line - 3, truth.college_name(code)])
        for column, item in enumerate((*caps, BONUS, DEDUCTION), start=3):
            row = _row(truth, code, item)
            plant = truth.plants.get(key_of("red_flag_items", row))
            value = plant.raw if plant else row["points"]
            draft.put(line, column, value, fact=key_of("red_flag_items", row))
        _put_veto(truth, draft, line, code)
        draft.put(line, 10, Formula(f"=SUM(C{line}:G{line})-H{line}", _sum(truth, code)))
    last = 4 + len(codes)
    draft.put(last + 1, 1, "统计人：　　　　审核人：　　　　　　校团委组织部（示例）")
    return draft


def _put_veto(truth: Truth, draft: Draft, line: int, code: str) -> None:
    vetoed = truth.of("red_flag_items", college_code=code, is_veto=True)
    for row in vetoed:
        draft.put(line, 9, row["item"], fact=key_of("red_flag_items", row))
    if not vetoed and line % 2:
        draft.put(line, 9, "无")


def _sum(truth: Truth, code: str) -> float:
    rows = truth.of("red_flag_items", college_code=code)
    signs = ((-1 if row["is_deduction"] else 1, row["points"] or 0) for row in rows)
    return float(sum(sign * points for sign, points in signs))
