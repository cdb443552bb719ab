"""识别与问题.xlsx: what each sheet tells, where its links lead, what can be completed."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pandas as pd
import pytest

from assessment import pipeline
from assessment.core.problems import Problems, is_correctable, problem
from assessment.core.provenance import CellRef
from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.core.tables import conform
from assessment.intake.inbox.surroundings import read_surroundings
from assessment.report.findings import SHEET, write_findings
from assessment.report.findings_problems import Entered
from assessment.report.findings_sheets import seen_rows

FILE = "2017/3现场答辩/第一场评分汇总表.xlsx"


@pytest.fixture(scope="module")
def around(inputs: pipeline.YearInputs, read: Result) -> pd.DataFrame:
    return read_surroundings(inputs.files, read.problems, year=2017)


@pytest.fixture(scope="module")
def data(read: Result, rules: Rules, around: pd.DataFrame) -> bytes:
    return write_findings(read.tables, read.problems, rules=rules, surroundings=around)


def lines(data: bytes, name: str = SHEET, head: int = 2) -> list[dict[str, Any]]:
    page = openpyxl.load_workbook(io.BytesIO(data))[name]
    heads = [cell.value for cell in page[head]]
    return [dict(zip(heads, row, strict=True)) for row in page.iter_rows(min_row=head + 1)]


def test_every_problem_has_a_line_the_gravest_first(
    data: bytes, read: Result, rules: Rules, around: pd.DataFrame
) -> None:
    assert data == write_findings(read.tables, read.problems, rules=rules, surroundings=around)
    told = lines(data)
    assert len(told) == len(read.problems)
    assert sorted({row["程度"].value for row in told}, key=["错误", "警告", "提示"].index) == list(
        dict.fromkeys(row["程度"].value for row in told)
    )
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames == ["说明", "收件", "识别", "问题"]


def test_a_line_leads_to_its_cell_and_has_room_for_a_correction(data: bytes) -> None:
    told = lines(data)
    (row,) = [one for one in told if one["原内容"].value == "88分左右"]
    link = row["单元格"].hyperlink
    assert link.target.replace("\\", "/") == f"../../data/raw/{FILE}"
    assert link.location == "'评分汇总'!F7"
    assert row["改为"].value is None and row["改为"].fill.fgColor.rgb == "FFFFFBE6"
    (closed,) = [one for one in told if one["代码"].value == "file.empty"]
    assert closed["改为"].fill.fgColor.rgb == "FFEEF0F2"
    assert closed["单元格"].hyperlink.target.endswith("空白.xlsx")
    (formula,) = [one for one in told if one["代码"].value == "cell.formula-not-cached"]
    assert formula["原内容"].value == "公式"


def test_what_was_typed_is_kept_and_what_fits_nothing_stands_apart(
    read: Result, rules: Rules, around: pd.DataFrame
) -> None:
    entered = {(FILE, "评分汇总", "F7"): Entered("88", "", "示例丙"),
               ("2017/无.xlsx", "表", "A1"): Entered("1", "x", "示例丙")}  # fmt: skip
    data = write_findings(
        read.tables, read.problems, rules=rules, surroundings=around, entered=entered
    )
    (row,) = [one for one in lines(data) if one["改为"].value]
    assert (row["改为"].value, row["经手人"].value, row["单元格"].value) == ("88", "示例丙", "F7")
    (left,) = lines(data, "未采用的填写")
    assert [cell.value for cell in left.values()] == [
        "2017/无.xlsx",
        "表",
        "A1",
        "1",
        "x",
        "示例丙",
    ]


def test_a_problem_of_the_register_leads_there_and_is_closed(rules: Rules, read: Result) -> None:
    where = CellRef("登记.xlsx", "评审决定", "C11")
    told = lines(
        write_findings(read.tables, Problems([problem("project.unknown", where)]), rules=rules)
    )
    assert told[0]["单元格"].hyperlink.target == r"..\..\登记.xlsx"
    assert told[0]["改为"].fill.fgColor.rgb == "FFEEF0F2"


@pytest.mark.parametrize(
    ("code", "is_open"),
    [
        ("points.not-a-number", True),
        ("cell.formula-not-cached", True),
        ("judge.duplicate-mark", True),
        ("theme.missing", False),
        ("project.name-missing", False),
        ("project.duplicate", False),
        ("file.damaged", False),
        ("correction.applied", False),
        ("submission.two-versions", False),
    ],
)
def test_only_the_content_of_a_cell_can_be_corrected(code: str, is_open: bool) -> None:
    assert is_correctable(code) is is_open


def seen_tables() -> dict[str, pd.DataFrame]:
    source = {"source_id": "0" * 12, "file": "2017/甲.xlsx", "year": 2017, "kind": "ledger",
              "sha256": "0" * 64, "received_date": None, "is_superseded": False}  # fmt: skip
    other = source | {"source_id": "1" * 12, "file": "2017/乙.png", "kind": "scan"}
    key = {"year": 2017, "source_id": "0" * 12, "sheet": "表"}
    block = key | {
        "block_no": 1,
        "kind": "ledger",
        "layout": "table",
        "area": "A2:F9",
        "n_records": 7,
    }
    head = key | {"block_no": 1}
    return {
        "sources": conform(pd.DataFrame([source, other]), "sources"),
        "sheet_blocks": conform(pd.DataFrame([block]), "sheet_blocks"),
        "sheet_columns": conform(
            pd.DataFrame(
                [
                    head | {"cell": "A2", "header": "金额\n（元）", "field": "amount", "state": "read"},
                    head | {"cell": "B2", "header": "余额", "field": None, "state": "ignored"},
                    head | {"cell": "C2", "header": "热度", "field": None, "state": "unmapped"},
                ]
            ),
            "sheet_columns",
        ),
        "sheet_cells": conform(
            pd.DataFrame(
                [
                    key | {"cell_class": "value", "reason": "", "n_cells": 7, "first_cell": "A3"},
                    key | {"cell_class": "problem", "reason": "money.unreadable", "n_cells": 1,
                           "first_cell": "A5"},
                    key | {"sheet": "附页", "cell_class": "ignored", "reason": "row.numbering", "n_cells": 2,
                           "first_cell": "B1"},
                ]
            ),
            "sheet_cells",
        ),
    }  # fmt: skip


def test_each_table_of_each_sheet_is_told() -> None:
    rows = [
        [getattr(cell, "value", cell) for cell in row] for row in seen_rows(seen_tables(), (), 2017)
    ]
    assert rows == [
        ["2017/乙.png", "", "纸质扫描件", "", "", None, "", "", ""],
        ["2017/甲.xlsx", "表", "经费支出明细表", "表格", "A2:F9", 7, "A2 金额 （元） → 金额",
         "B2 余额（按规则不读）\nC2 热度（不认识）", "有问题 1 格（金额不明确 1，首格 A5）\n数据 7 格"],
        ["2017/甲.xlsx", "附页", "栏次", "", "", None, "", "", "不读 2 格（栏次 2，首格 B1）"],
    ]  # fmt: skip


# Of a line of an A4 sheet across at the usual size; what is wider is printed smaller.
READABLE = 155


def test_of_a_refused_sheet_it_is_told_what_was_understood() -> None:
    tables = seen_tables()
    refused = next(row for row in seen_rows(tables, (), 2017) if row[1] and not row[3])
    where = CellRef(str(refused[0]), str(refused[1]), "B2")
    fault = problem("sheet.header-unclear", where, actual="作品", expected="认得：A2「学院」")
    rows = seen_rows(tables, (fault,), 2017)
    assert [row[7] for row in rows if row[:2] == refused[:2]] == ["认得：A2「学院」"]
    assert sum(row[7] == "认得：A2「学院」" for row in rows) == 1


def test_what_is_printed_keeps_a_readable_size(data: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(data))
    for name, last in (("识别", "I"), (SHEET, "H")):
        page = book[name]
        area = page.print_area
        assert (name == SHEET) == bool(area) and page.page_setup.orientation == "landscape"
        assert not area or "$A$1:$H$" in area
        letters = [chr(code) for code in range(ord("A"), ord(last) + 1)]
        assert sum(page.column_dimensions[one].width for one in letters) < READABLE
        body = page.cell(3, 7)
        assert body.alignment.wrap_text


def test_a_cell_of_a_word_file_is_told_as_word_shows_it_and_read_back(
    read: Result, rules: Rules
) -> None:
    where = CellRef("2017/申报表.docx", "表1", "C2")
    fault = problem("theme.missing", where)
    assert fault.line().startswith("2017/申报表.docx「表1」第2行第3列：")
    (row,) = lines(write_findings(read.tables, Problems([fault]), rules=rules))
    assert row["单元格"].value == "C2（第2行第3列）"


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("judge:1", "评委1"),
        ("criterion:主题契合", "评分项“主题契合”"),
        ("channel:微信", "票数（微信）"),
        ("question:7", "投票题（第 G 列）"),
        ("item:理论学习", "考核项“理论学习”"),
        ("project_name", "项目名称"),
    ],
)
def test_a_field_is_called_as_people_do(field: str, told: str, read: Result) -> None:
    columns = read.tables["sheet_columns"].copy()
    source = columns["source_id"].iloc[0]
    mine = columns["source_id"] == source
    columns.loc[mine, ["field", "state"]] = [field, "read"]
    rows = seen_rows({**read.tables, "sheet_columns": columns}, (), 2017)
    assert any(f"→ {told}" in str(row[6]) for row in rows)
    assert not any(field in str(row[6]) for row in rows if ":" in field)
