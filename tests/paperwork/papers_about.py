"""What every paper has: its tables, the truth it must give, and columns many papers share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from paperwork.quirks import Hand, Number
from paperwork.sheets import Row, Table
from paperwork.truths import (
    Mark,
    Project,
    Truth,
)

SIGNED: Row = ["统分人：示例　　复核人：示例", None, "日期：2017年12月15日"]
NOTE: Row = ["注：去掉一个最高分和一个最低分。"]
FORMATS = ("xlsx", "xls", "text", "docx")
# Headers that no table of ours has, and what stands below them.
STRANGE = {"是否结项": "已结", "校区归属": "东区", "热度": 7}
TITLE = {"defense": "现场答辩评分表", "floor": "现场投票统计表", "online": "网络投票统计表"}


@dataclass(frozen=True)
class Paper:
    """What is written, in which formats it may be, and the tables it must give."""

    tables: Sequence[Table]
    truth: Mapping[str, Mapping[Any, Any]]
    file: str
    formats: tuple[str, ...] = FORMATS
    sheets: Sequence[str] = field(default=("表",))
    each_apart: bool = False  # a table to a sheet, never two on one


def number(value: Any) -> Number:
    return Number(Decimal(value))


def money(fen: int) -> Number:
    return Number(Decimal(fen), is_money=True)


def shuffled(hand: Hand, columns: list[tuple[Any, list[Any]]]) -> tuple[Row, list[Row]]:
    """Return the header and rows of columns, in another order if this hand does so."""
    if hand.has("shuffled columns"):
        hand.chance.shuffle(columns)
    if hand.has("unknown columns"):
        word, value = hand.chance.choice(list(STRANGE.items()))
        at = hand.chance.randint(1, len(columns))
        columns.insert(at, (word, [value] * len(columns[0][1])))
    if hand.has("extra columns"):
        n_rows = len(columns[0][1])
        columns.insert(0, ("序号", [number(n) for n in range(1, n_rows + 1)]))
        columns.append(("备注", [None] * n_rows))
    head = [name for name, _ in columns]
    rows = [list(row) for row in zip(*(values for _, values in columns), strict=True)]
    return head, rows


def project_columns(
    truth: Truth, hand: Hand, projects: Sequence[Project] = ()
) -> list[tuple[Any, list[Any]]]:
    listed = projects or truth.projects
    names = [hand.name(one.name) for one in listed]
    units = [hand.college(one.college) for one in listed]
    return [
        (("项目名称", "参评项目", "品牌名称"), names),
        (("申报单位", "所在学院", "单位"), units),
    ]


def shown(mark: Mark) -> Any:
    return mark if isinstance(mark, str) else float(mark)


def labels_of(hand: Hand, one: Project) -> list[Row]:
    if hand.has("other words"):
        return [[f"项目名称：{one.name}"], [f"申报单位：{hand.college(one.college)}"]]
    return [["项目名称：", one.name, "申报单位：", hand.college(one.college)]]
