"""Sums in capitals that are merged over the columns of a table: 合计（大写） | 叁佰元整."""

from __future__ import annotations

from typing import Any

from diseases.making import Disease, xlsx
from papers import SECOND

SPENT = [["项目名称：", SECOND], ["日期", "科目", "经办人", "金额", "票据号"],
         ["2017.4.12", "交通", "示例甲", 880, "A1"], ["2017.4.20", "物料", "示例甲", 356.5, "A2"]]  # fmt: skip
PAID = {"ledger": [("2017-04-12", 88000), ("2017-04-20", 35650)]}
SUM, OTHER = "壹仟贰佰叁拾陆元伍角整", "壹仟贰佰叁拾陆元整"


def ledger(label: str, capitals: str, *merges: str) -> dict[str, bytes]:
    def touch(sheet: Any) -> None:
        for area in merges:
            sheet.merge_cells(area)

    return {"支出.xlsx": xlsx([*SPENT, [label, capitals]], touch)}


def case(name: str, files: dict[str, bytes], *faults: str) -> Disease:
    return Disease(f"in capitals: {name}", "words over the column of money", files, faults, PAID)


LABELS = (
    "合计（大写）",
    "大写金额",
    "金额大写",
    "金额（大写）",
    "人民币大写",
    "人民币（大写）：",
    "大写",
    "合计金额（大写）",
)
WRONG = "total.does-not-add-up"
CASES = (
    *(case(f"{label}, merged", ledger(label, SUM, "B5:E5")) for label in LABELS),
    *(case(f"{label} in one cell", ledger(f"{label.rstrip('：')}：{SUM}", "", "A5:E5")) for label in LABELS),
    case("merged up to the money", ledger("合计（大写）", SUM, "B5:D5")),
    case("another sum, merged", ledger("合计（大写）", OTHER, "B5:E5"), f"{WRONG}@B5"),
    case("another sum in one cell", ledger(f"合计（大写）：{OTHER}", "", "A5:E5"), f"{WRONG}@A5"),
    case("a number merged over other columns", {"支出.xlsx": xlsx([*SPENT, ["合计", 1236.5]], lambda s: s.merge_cells("B5:E5"))},
         "cell.merged@D5"),
)  # fmt: skip
