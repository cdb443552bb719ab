"""What may be typed into a column of a workbook that people fill: words of a list, a year, a day.

Spreadsheet programs enforce it while people type; whoever reads the workbook checks again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

FIRST_YEAR, LAST_YEAR = 2000, 2199
MOST_DECIMALS = 4
_LIMITS: Mapping[str, Mapping[str, Any]] = {
    "year": {
        "validate": "integer",
        "criteria": "between",
        "minimum": FIRST_YEAR,
        "maximum": LAST_YEAR,
        "error_message": "请填四位数的年份，如 2017。",
    },
    "count": {
        "validate": "integer",
        "criteria": ">=",
        "value": 1,
        "error_message": "请填 1 以上的整数。",
    },
    "whole": {
        "validate": "integer",
        "criteria": ">=",
        "value": 0,
        "error_message": "请填 0 以上的整数，不写单位。",
    },
    "amount": {
        "validate": "decimal",
        "criteria": ">=",
        "value": 0,
        "error_message": "请只填数字，不写单位。",
    },
    "day": {
        "validate": "date",
        "criteria": "between",
        "minimum": date(FIRST_YEAR, 1, 1),
        "maximum": date(LAST_YEAR, 12, 31),
        "error_message": "请写成 2017-03-15 这样的日期。",
    },
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a column takes.

    `kind` is year, count (from 1), whole (from 0), amount, day, words (a list to choose from),
    column (what stands in a column of another sheet, `cells` its first and last cell), points (0 to
    `most`), mark (the same with at most 4 decimals, or one of `words`) or text. With `is_open`
    anything else may be typed too. `prompt` shows beside the cell while it is being filled.
    """

    kind: str
    words: tuple[str, ...] = ()
    cells: tuple[str, str, str] = ("", "", "")
    is_open: bool = False
    prompt: str = ""
    most: str = ""


def rule_of(head: str, entry: Entry, cell: str = "") -> dict[str, Any]:
    """Return what xlsxwriter needs to enforce an entry of the column of that header.

    `cell` is the first cell that the rule is for, which the rule of a mark names.
    """
    told = {"input_title": head, "input_message": entry.prompt} if entry.prompt else {}
    stop = {"error_title": head, "error_type": "stop", "show_error": not entry.is_open}
    return {**stop, **_limits(entry, cell), **told}


def _limits(entry: Entry, cell: str) -> Mapping[str, Any]:
    if entry.kind == "text":
        return {"validate": "any"}
    if entry.kind == "points":
        said = f"请填 0–{entry.most} 的数，不写单位。"
        return {
            "validate": "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": float(entry.most),
            "error_message": said,
        }
    if entry.kind == "mark":
        return _mark_limits(entry, cell)
    if entry.kind == "words":
        said = f"请从列表中选：{'、'.join(entry.words)}。"
        return {"validate": "list", "source": list(entry.words), "error_message": said}
    if entry.kind == "column":
        sheet, first, last = entry.cells
        # Only as far as it is filled: a list that ends in blanks opens at its end.
        filled = f"MAX(1,COUNTA({sheet}!{first}:{last}))"
        source = f"=OFFSET({sheet}!{first},0,0,{filled},1)"
        return {"validate": "list", "source": source, "error_message": f"请先登记到「{sheet}」。"}
    return _LIMITS[entry.kind]


def _mark_limits(entry: Entry, cell: str) -> Mapping[str, Any]:
    # Numbers and status words in one column: no built-in kind of limit admits both.
    number = f"AND({cell}>=0,{cell}<={entry.most},ROUND({cell},{MOST_DECIMALS})={cell})"
    words = ",".join(f'{cell}="{word}"' for word in entry.words)
    limits = f"请填 0–{entry.most} 的分数，最多 {MOST_DECIMALS} 位小数"
    said = f"{limits}；没有评分的填：{'、'.join(entry.words)}。"
    formula = f"=IF(ISNUMBER({cell}),{number},OR({words}))"
    return {"validate": "custom", "value": formula, "error_message": said}
