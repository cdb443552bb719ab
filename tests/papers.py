"""Small workbooks built by code, and the year they are read in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assessment.core.result import Result
from assessment.sample.draft import Draft, write_xlsx

Read = Callable[..., Result]

REGISTER: Mapping[str, Sequence[Sequence[Any]]] = {
    "学院名单": [
        ["C01", "临床医学院", "临床、临床学院", "学院", 2017, None],
        ["C02", "护理学院", "护理", "学院", 2017, None],
    ],
    "评委名单": [
        [2017, "考核认证", "现场答辩", "J1", "示例甲", "校外", None],
        [2017, "考核认证", "现场答辩", "J2", "示例乙", "临床医学院", None],
        [2017, "考核认证", "现场答辩", "J3", "示例丙", "校外", None],
        [2017, "立项评审", "申报材料评审", "J1", "示例丁", "校外", None],
    ],
    "收件登记": [],
    "评审决定": [],
}
APPLICATIONS = (
    ["申报单位", "项目名称", "类别", "申请经费（元）"],
    ["临床医学院", "“生命接力”志愿服务", "志愿服务类", 5000],
    ["护理学院", "天使之翼", "思想教育类", 4000],
)


def sheet(rows: Sequence[Sequence[Any]], name: str = "表", first: int = 1) -> Draft:
    """Return a sheet of these rows, starting at row `first`."""
    draft = Draft(name)
    for number, values in enumerate(rows, start=first):
        draft.put_row(number, values)
    return draft


def book(*drafts: Draft) -> bytes:
    return write_xlsx(drafts)


def codes(result: Result) -> list[tuple[str, str]]:
    """Return (code, cell) of every problem."""
    return [(fault.code, fault.where.cell) for fault in result.problems]
