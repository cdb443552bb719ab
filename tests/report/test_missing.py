"""Who owes what: by the register, by what follows from a selection, by the files found."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import openpyxl
import pytest

from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.intake.read import read_year
from assessment.report.missing import (
    count_missing,
    deadline,
    find_missing,
    not_applying,
    remark_of,
)
from assessment.report.missing_book import write_missing
from assessment.report.origins import find_origins
from assessment.report.templates import write_register
from assessment.score.eligibility import application_status
from papers import APPLICATIONS, REGISTER, activity_register, book, red_flag_form, sheet

LINE = ["2017.4.12", "启动仪式", None, 10, "是", "照片", "院级", 4]
OWED = ("owed", "missing.nothing")
SELECTED = [[2017, "立项评审", "天使之翼", "立项", "是", 5000, None, None, None]]


def line(college: str, kind: str, state: str, version: int = 1) -> list[Any]:
    return [2017, college, kind, version, None, None, None, None, state]


def whole(college: str, state: str, paper: int | None) -> list[Any]:
    """Return a line with electronic copy and plan, and a day of March of the paper copy."""
    day = f"2017-3-{paper}" if paper else None
    return [2017, college, "申报材料", 1, "2017-3-10", day, "是", "是", state]


def read(
    rules: Rules, lines: Sequence[Sequence[Any]], decisions: Any = (), **files: bytes
) -> Result:
    whole = {f"2017/{name.replace('__', '.')}": data for name, data in files.items()}
    register = write_register({**REGISTER, "收件登记": lines, "评审决定": decisions})
    return read_year(whole, register, rules=rules)


def states(result: Result, rules: Rules) -> dict[tuple[str, str], tuple[str, str]]:
    found = find_missing(result.tables, rules=rules)
    return {
        (row.college_code, row.kind): (row.state, row.remark)
        for row in found.itertuples(index=False)
    }


BOTH = {"汇总__xlsx": book(sheet(APPLICATIONS))}


@pytest.mark.parametrize(
    ("lines", "files", "wanted"),
    [
        ([], {}, {}),
        ([line("护理", "申报材料", "应交")], {}, {"C02": ("owed", "missing.nothing")}),
        ([line("护理", "申报材料", "应交")], BOTH, {"C01": ("received", "missing.unregistered"),
                                            "C02": ("owed", "missing.lacks")}),
        ([whole("护理", "已交", 10)], BOTH, {"C01": ("received", "missing.unregistered"),
                                         "C02": ("received", "")}),
        ([whole("护理", "已交", 25)], {}, {"C02": ("received", "missing.late")}),
        ([whole("护理", "已交", None)], {}, {"C02": ("owed", "missing.lacks")}),
        ([whole("护理", "已交", 10), line("护理", "申报材料", "作废", 2)], {},
         {"C02": ("received", "missing.no_file")}),
        ([line("护理", "申报材料", "已交")], {}, {"C02": ("received", "missing.no_file")}),
        ([line("护理", "申报材料", "退回")], {}, {"C02": ("returned", "missing.returned")}),
        ([line("护理", "申报材料", "退回"), line("护理", "申报材料", "重交", 2)], {},
         {"C02": ("received", "missing.no_file")}),
        ([line("护理", "申报材料", "作废")], {}, {}),
        ([line("护理", "申报材料", "应交")], {"护理申报表__docx": b"PK\x03\x04 broken"},
         {"C02": ("owed", "missing.unread")}),
        ([line("护理", "申报材料", "应交")], {"~$护理申报表__docx": b"lock"},
         {"C02": ("owed", "missing.nothing")}),
    ],
)  # fmt: skip
def test_the_state_of_an_application(
    rules: Rules, lines: list[Any], files: dict[str, bytes], wanted: dict[str, tuple[str, str]]
) -> None:
    found = states(read(rules, lines, **files), rules)
    assert found == {(code, "application"): state for code, state in wanted.items()}


def test_a_selected_project_brings_its_papers(rules: Rules) -> None:
    found = states(read(rules, [], SELECTED, **BOTH), rules)
    assert found["C02", "settlement"] == found["C02", "activities"] == OWED
    assert ("C01", "settlement") not in found
    paper = {"护理__xlsx": activity_register(LINE), "考核表__xlsx": book(red_flag_form())}
    later = states(read(rules, [], SELECTED, **BOTH, **paper), rules)
    assert later["C02", "activities"] == ("received", "missing.unregistered")
    assert later["C02", "red_flag"] == ("received", "missing.unregistered")


def test_registered_closing_materials_stand_for_the_register_of_activities(rules: Rules) -> None:
    lines = [line("护理", "结项材料", "应交")]
    found = states(read(rules, lines, SELECTED, **BOTH), rules)
    assert found["C02", "materials"] == OWED and ("C02", "activities") not in found
    paper = {"护理__xlsx": activity_register(LINE)}
    later = states(read(rules, lines, SELECTED, **BOTH, **paper), rules)
    assert later["C02", "materials"][0] == "received" and ("C02", "activities") not in later


def test_the_reminder_says_what_is_missing_as_eligibility_does(rules: Rules) -> None:
    lines = [whole("护理", "已交", None), whole("临床", "退回", None)]
    result = read(rules, lines, **BOTH)
    missing = find_missing(result.tables, rules=rules)
    assert {row["college_name"]: remark_of(row) for row in missing.to_dict("records")} == {
        "护理学院": "材料不齐：缺纸质版",
        "临床医学院": "已退回，等待重交：缺纸质版",
    }
    data = write_missing(missing, result.tables, rules=rules)
    page = openpyxl.load_workbook(io.BytesIO(data))["催交清单"]
    text = "\n".join(str(cell.value) for row in page.iter_rows() for cell in row)
    assert "材料不齐：缺纸质版。已收到的文件：2017/汇总.xlsx" in text
    status = application_status(
        result.tables["applications"], result.tables["submissions"], rules=rules
    ).frame
    owing = set(missing.loc[missing["state"] != "received", "college_code"])
    assert owing == set(status.loc[status["status"] == "late", "college_code"]) == {"C01", "C02"}


def test_a_file_belongs_to_the_college_of_its_rows_else_of_its_path(rules: Rules) -> None:
    files = {"护理学院/支出明细__xlsx": b"PK\x03\x04 broken", "考核表__xlsx": book(red_flag_form())}
    origins = find_origins(read(rules, [], (), **BOTH, **files).tables, 2017)
    assert origins.owner("2017/护理学院/支出明细.xlsx") == "C02"
    assert origins.owner("2017/考核表.xlsx") == "C02"
    assert origins.owner("2017/汇总.xlsx") is None  # of two colleges
    assert origins.unread == {("C02", "settlement"): ["2017/护理学院/支出明细.xlsx"]}


def test_a_settlement_that_came_back_is_received_whether_or_not_a_ledger_did(rules: Rules) -> None:
    rows = [["经费决算表"], ["项目名称：", "天使之翼"], ["申报单位：", "护理学院"],
            ["科目", "预算", "实际", "差额"], ["交通", 50, 40, 10]]  # fmt: skip
    files = {"决算__xlsx": book(sheet(rows))}
    result = read(rules, [], SELECTED, **BOTH, **files)
    assert find_origins(result.tables, 2017).owner("2017/决算.xlsx") == "C02"
    found = states(result, rules)
    assert found["C02", "settlement"] == ("received", "missing.unregistered")
    rows[2][1] = "无此学院"  # nothing is read of it, and still it lies in the college's folder
    files = {"护理学院/决算__xlsx": book(sheet(rows))}
    found = states(read(rules, [], SELECTED, **BOTH, **files), rules)
    assert found["C02", "settlement"][0] == "received"


def test_a_path_stands_on_its_own_line_whatever_marks_it_holds(rules: Rules) -> None:
    paper = book(sheet(APPLICATIONS))
    files = {"一、申报/汇总__xlsx": paper, "一、申报/护理__docx": b"PK\x03\x04 broken"}
    found = find_missing(
        read(rules, [line("护理", "申报材料", "退回")], **files).tables, rules=rules
    )
    listed = found.set_index("college_code").loc["C02", "files"].split("\n")
    assert listed == ["2017/一、申报/汇总.xlsx", "2017/一、申报/护理.docx"]


def test_counts_and_deadlines(rules: Rules) -> None:
    lines = [line("护理", "申报材料", "应交"), line("临床", "申报材料", "已交")]
    result = read(rules, lines)
    missing = find_missing(result.tables, rules=rules)
    (counted,) = count_missing(missing).to_dict("records")
    assert counted == {"材料": "申报材料", "应交": 2, "已交": 1, "缺交": 1, "缺交单位": "护理学院"}
    assert list(count_missing(missing, lang="en")) == [
        "Material", "due", "received", "owed", "Who owes"]  # fmt: skip
    assert deadline("application", rules) == date(2017, 3, 20)
    assert deadline("settlement", rules) == rules.budget.closing_date
    assert deadline("red_flag", rules) is None
    assert not_applying(result.tables, missing, year=2017) == []
    assert not_applying(read(rules, []).tables, missing[:0], year=2017) == [
        "临床医学院",
        "护理学院",
    ]


def test_the_list_has_one_line_a_college_and_kind(rules: Rules) -> None:
    result = read(rules, [whole("护理", "已交", 10)], SELECTED, **BOTH)
    tables = {**result.tables}
    missing = find_missing(tables, rules=rules)
    data = write_missing(missing, tables, rules=rules)
    assert data == write_missing(missing, tables, rules=rules)
    page = openpyxl.load_workbook(io.BytesIO(data))["催交清单"]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    head = next(n for n, row in enumerate(rows) if row[0] == "序号")
    assert rows[head][6:8] == ["联系人", "联系电话"]
    told = [row[1:4] for row in rows[head + 1 : head + 3]]
    assert told == [["护理学院", "经费决算", "缺交"], ["护理学院", "活动材料登记", "缺交"]]
    assert all(row[6:9] == [None] * 3 for row in rows[head + 1 : head + 3])
    assert page.page_setup.paperSize == 9


def test_nobody_owing_is_said(rules: Rules) -> None:
    result = read(rules, [])
    missing = find_missing(result.tables, rules=rules)
    page = openpyxl.load_workbook(io.BytesIO(write_missing(missing, result.tables, rules=rules)))
    text = "\n".join(str(cell.value) for row in page["催交清单"].iter_rows() for cell in row)
    assert "没有缺交的材料" in text and "临床医学院、护理学院" in text
