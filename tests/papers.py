"""Small workbooks built by code, and the year they are read in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
import pytest

from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import conform
from assessment.intake.cells import Cell, Sheet, typed_cell
from assessment.intake.layouts import Block
from assessment.intake.sheets.recognise import find_blocks
from assessment.intake.words.vocabulary import vocabulary
from assessment.report import templates
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


def short_register(lines: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """Return 登记.xlsx with these lines and hardly a blank one to fill, as nobody fills it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(templates, "MOST_SPARE", 1)
        patch.setattr(templates, "SPARE_ROWS", 1)
        return templates.write_register(lines)


def codes(result: Result) -> list[tuple[str, str]]:
    """Return (code, cell) of every problem."""
    return [(fault.code, fault.where.cell) for fault in result.problems]


FIRST, SECOND = "“生命接力”志愿服务", "天使之翼"
ACTIVITY_HEAD = "序号 日期 活动名称 地点 参与人次 是否计划内 材料类型 级别 数量 备注".split()
RED_FLAG_TITLE = ["五四红旗团委（总支）考核表"]
RED_FLAG_HEAD = ["一级指标", "二级指标", "评分标准", "分值", "自评分", "核评分"]
RED_FLAG_LINES: Sequence[Sequence[Any]] = (
    ["思想政治建设", "理论学习", "覆盖面", 10, 9, 8.5],
    [None, "主题教育", "有成效", 15, "14", "１３"],
    ["组织建设", "支部建设", "换届", 25, 25, 24],
    ["加分项", "特色工作加分", "市级以上", 3, 3, 2],
    ["扣分项", "材料报送扣分", "迟报", 5, 1, "-1"],
    ["一票否决", "发生重大安全责任事故", "查实", None, None, "无"],
    ["一票否决", "团费收缴管理违规", "查实", None, None, "是"],
)


def activity_register(*lines: Sequence[Any], project: str | None = SECOND) -> bytes:
    """Return 活动及材料登记表 of one project; a line is what stands behind its number."""
    labels = [["项目名称：", project], ["申报单位：", "护理学院"]] if project else []
    numbered = [[n, *line] for n, line in enumerate(lines, start=1)]
    rows = [["活动及材料登记表"], *labels, ACTIVITY_HEAD, *numbered, ["登记人：　　审核人："]]
    return book(sheet(rows))


def red_flag_form(
    lines: Sequence[Sequence[Any]] = RED_FLAG_LINES, college: str = "护理学院团委"
) -> Draft:
    """Return 考核表 of one college; the first two lines share their first level."""
    made = sheet([RED_FLAG_TITLE, ["申报单位：", college], RED_FLAG_HEAD, *lines])
    made.merge(1, 1, 1, 6)
    made.merge(4, 1, 5, 1)
    return made


def earlier_applications(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """Return table `applications` of (project_id, brand_id, name, college)."""
    told = [
        {
            "year": int(project_id[:4]),
            "project_id": project_id,
            "brand_id": brand_id,
            "project_name": name,
            "college_code": code,
            "src": "0" * 12 + "!表!A1",
            "is_second": False,
            "is_exceptional": False,
        }
        for project_id, brand_id, name, code in rows
    ]
    names = ["theme_code", "maturity", "lead_name", "phone", "status", "college_order",
             "requested_fen", "submitted_date"]  # fmt: skip
    return conform(pd.DataFrame(told).assign(**dict.fromkeys(names)), "applications")


def blocks(rules: Rules, rows: Sequence[Sequence[Any]]) -> tuple[Block, ...]:
    cells: dict[tuple[int, int], Cell] = {
        (row, column): typed_cell(row, column, value)
        for row, values in enumerate(rows, start=1)
        for column, value in enumerate(values, start=1)
        if value is not None
    }
    return find_blocks(Sheet("表", cells), vocabulary(rules))


def told(block: Block, name: str) -> list[str]:
    return [record.cells[name].text for record in block.records if name in record.cells]
