"""Rows that only sum: in capitals merged over the columns, and in other words than 合计."""

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


HELD = [["项目名称：", SECOND], ["序号", "日期", "活动名称", "地点", "参与人次"],
        [1, "2017.4.1", "走访", "社区", 120], [2, "2017.4.8", "讲座", "校内", 200]]  # fmt: skip
DONE = {"activities": [("2017-04-01", "走访", 120), ("2017-04-08", "讲座", 200)]}


def summed(rows: list[list[Any]], value: Any, column: int, label: str, at: int) -> bytes:
    last: list[Any] = [None] * len(rows[1])
    last[column], last[at] = value, label
    return xlsx([*rows, last])


def case(name: str, files: dict[str, bytes], *faults: str) -> Disease:
    return Disease(f"sums: {name}", "words over the column of money", files, faults, PAID)


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
    *(Disease(f"sums: {label} {value} below {HELD[1][at]}", "another word for a sum",
              {"活动.xlsx": summed(HELD, value, 4, label, at)}, faults, DONE)
      for label in ("共2场", "合计人次", "参与总人次", "活动总数", "总场次", "共开展活动2场", "年度合计")
      for at in (0, 2) for value, faults in ((320, ()), (300, (f"{WRONG}@E5",)))),
    *(Disease(f"sums: {label} {value} below {SPENT[1][at]}", "another word for a sum",
              {"支出.xlsx": summed(SPENT, value, 3, label, at)}, faults, PAID)
      for label in ("共2笔", "合计2笔", "支出总额", "费用合计")
      for at in (0, 1, 2, 4) for value, faults in ((1236.5, ()), (1200, (f"{WRONG}@D5",)))),
    case("a number merged over other columns", {"支出.xlsx": xlsx([*SPENT, ["合计", 1236.5]], lambda s: s.merge_cells("B5:E5"))},
         "cell.merged@D5"),
)  # fmt: skip
