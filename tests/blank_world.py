"""A small year whose blank files are written: three units, projects, judges, two brands due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd

from assessment import pipeline
from assessment.core.rules import Rules, load_rules
from assessment.core.tables import conform
from assessment.report.blanks.kinds import write_blanks
from assessment.report.templates import write_register
from papers import book, earlier_applications, sheet

YEAR = 2019
LIST = "2019/申报汇总（已收）.xlsx"
FIRST, SECOND, THIRD = "“生命接力”志愿服务", "天使之翼", "“杏林读书会”"
UNITS = {"C01": "临床医学院", "C02": "护理学院", "C03": "中医学院"}
PROJECTS = {"2019-C01-1": FIRST, "2019-C02-1": SECOND, "2019-C03-1": THIRD}
# Colleges of the judges by number; the second marks no project of her own college.
JUDGES = {1: "校外", 2: "临床医学院", 3: "校外"}
Files = dict[str, bytes]


@cache
def rules() -> Rules:
    return load_rules(Path(__file__).resolve().parents[1] / "rules" / f"{YEAR}.toml")


@cache
def register(*, is_decided: bool = True) -> bytes:
    stages = {"review": "立项评审", "assessment": "考核认证"}
    parts = [part for part in rules().components if part.kind == "judged"]
    return write_register(
        {
            "学院名单": [[code, name, "", "学院", 2010, None] for code, name in UNITS.items()],
            "评委名单": [
                [YEAR, stages[part.round], part.label, f"J{n}", f"示例姓名{n}", unit, None]
                for part in parts
                for n, unit in JUDGES.items()
            ],
            "收件登记": [
                [YEAR, name, "申报材料", 1, date(2019, 3, 10), date(2019, 3, 10), "是", "是", "已交"]
                for name in UNITS.values()
            ],
            "评审决定": [
                [YEAR, "立项评审", name, "立项", "是", 5000, "", "例会", date(2019, 3, 29)]
                for name in PROJECTS.values()
            ] if is_decided else [],
        }
    )  # fmt: skip


@cache
def listed() -> bytes:
    """The applications that have come in, on a list of the office's own."""
    heads = ["申报单位", "项目名称", "类别", "申请经费（元）"]
    themes = ("志愿服务类", "思想教育类", "校园文化类")
    rows = zip(UNITS.values(), PROJECTS.values(), themes, strict=True)
    return book(sheet([heads, *([*row, 5000] for row in rows)]))


def earlier() -> pd.DataFrame:
    return earlier_applications(
        ("2018-C01-1", "2018-C01-1", "“老品牌”", "C01"),
        ("2018-C02-1", "2018-C02-1", "“另一品牌”", "C02"),
    )


@cache
def tables() -> Mapping[str, pd.DataFrame]:
    """What is known: the three applications, funded, and a running order in two sittings."""
    inputs = pipeline.YearInputs(rules(), {LIST: listed()}, register())
    found = dict(pipeline.run_year(inputs).tables)
    places = [("2019-C03-1", 1, 1), ("2019-C01-1", 2, 1), ("2019-C02-1", 1, 2)]
    found["running_order"] = conform(
        pd.DataFrame(
            [
                {
                    "year": YEAR,
                    "round": "assessment",
                    "project_id": one,
                    "order_no": n,
                    "sitting_no": s,
                }
                for one, n, s in places
            ]
        ),
        "running_order",
    )
    due = [("2018-C01-1", "C01"), ("2018-C02-1", "C02")]
    found["brands"] = conform(
        pd.DataFrame(
            [
                {"brand_id": one, "year": 2018, "college_code": code, "theme_code": "T1",
                 "grade": "优秀", "state": "valid", "brand_no": 1,
                 "next_recheck_date": pd.Timestamp(2019, 12, 20)}
                for one, code in due
            ]
        ),
        "brands",
    )  # fmt: skip
    found["applications"] = pd.concat([found["applications"], earlier()], ignore_index=True)
    return found


@cache
def blanks(kind: str, *, known: bool = True) -> Files:
    return write_blanks(tables() if known else {}, kind, rules=rules())
