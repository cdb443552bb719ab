from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from assessment.core.rules import Rules
from assessment.intake.read import read_year
from assessment.report.templates import write_register
from papers import APPLICATIONS, REGISTER, Read, codes, sheet
from papers import book as papers_book

DECISION = [2017, "立项评审", "天使之翼", "立项", "是", 5000, "理由", "示例", "2017-03-31"]
SUBMISSION = [2017, "护理", "申报材料", 1, "2017.3.15", None, "是", "否", "已交"]


def with_change(row: list[Any], column: int, value: Any) -> list[Any]:
    return [*row[:column], value, *row[column + 1 :]]


def test_decisions_find_their_project(read_files: Read) -> None:
    result = read_files({}, {"评审决定": [DECISION]})
    (row,) = result.tables["decisions"].to_dict("records")
    assert (row["project_id"], row["matter"], row["outcome"]) == ("2017-C02-1", "selected", "yes")
    assert row["granted_fen"] == 500000
    assert row["src"].endswith("!评审决定!C4")


@pytest.mark.parametrize(
    ("column", "value", "code", "cell"),
    [
        (1, "终评", "register.value-unknown", "B4"),
        (2, "天使之异", "project.unknown", "C4"),
        (2, None, "register.value-missing", "A4"),
        (3, "奖励", "register.value-unknown", "D4"),
        (4, "也许", "register.value-unknown", "E4"),
        (5, "五千左右", "money.unreadable", "F4"),
        (8, "3月31日", "date.unreadable", "I4"),
    ],
)
def test_a_decision_that_cannot_be_read_is_named(
    read_files: Read, column: int, value: Any, code: str, cell: str
) -> None:
    result = read_files({}, {"评审决定": [with_change(DECISION, column, value)]})
    assert codes(result) == [(code, cell)]


@pytest.mark.parametrize(
    ("matter", "outcome", "kept"),
    [("并列", 2, "2"), ("等次", "优秀", "优秀"), ("等次", "特优", None), ("并列", "第二", None)],
)
def test_outcomes_fit_their_matter(
    read_files: Read, matter: str, outcome: Any, kept: str | None
) -> None:
    row = with_change(with_change(DECISION, 3, matter), 4, outcome)
    table = read_files({}, {"评审决定": [row]}).tables["decisions"]
    assert table["outcome"].tolist() == ([kept] if kept else [])


def test_other_years_decisions_are_passed_over(read_files: Read) -> None:
    rows = [with_change(DECISION, 0, 2018), with_change(with_change(DECISION, 0, 2018), 2, "别年")]
    result = read_files({}, {"评审决定": rows})
    assert codes(result) == []
    assert result.tables["decisions"].empty


def test_a_second_project_found_outstanding_is_marked(read_files: Read) -> None:
    row = with_change(DECISION, 3, "第二项")
    table = read_files({}, {"评审决定": [row]}).tables["applications"].set_index("project_id")
    assert table["is_exceptional"].to_dict() == {"2017-C01-1": False, "2017-C02-1": True}


def test_submissions_keep_dates_and_state(read_files: Read) -> None:
    result = read_files({}, {"收件登记": [SUBMISSION]})
    (row,) = result.tables["submissions"].to_dict("records")
    assert (row["college_code"], row["kind"], row["state"]) == ("C02", "application", "received")
    assert (row["has_plan"], row["is_sealed"]) == (True, False)
    assert f"{row['electronic_date']:%Y-%m-%d}" == "2017-03-15"


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [(1, "天文学院", "college.unknown"), (8, "收到", "register.value-unknown"),
     (3, "一版", "number.unreadable"), (0, None, "register.value-missing")],
)  # fmt: skip
def test_a_submission_that_cannot_be_read_is_named(
    read_files: Read, column: int, value: Any, code: str
) -> None:
    result = read_files({}, {"收件登记": [with_change(SUBMISSION, column, value)]})
    assert [name for name, _ in codes(result)] == [code]


def test_a_row_entered_twice_counts_once(read_files: Read) -> None:
    result = read_files({}, {"收件登记": [SUBMISSION, SUBMISSION]})
    assert codes(result) == [("register.row-repeated", "A5")]
    assert len(result.tables["submissions"]) == 1


def test_judges_from_outside_belong_to_no_college(read_files: Read) -> None:
    judges = read_files({}).tables["judges"]
    mine = judges[judges["component"] == "defense"].set_index("judge_id")["college_code"]
    assert mine["J2"] == "C01"
    assert mine[["J1", "J3"]].isna().all()


def test_a_judge_of_an_unknown_unit_is_asked_about(read_files: Read) -> None:
    row = [2017, "考核认证", "现场答辩", "J1", "示例甲", "临床医学系", None]
    result = read_files({}, {"评委名单": [row]})
    (fault,) = result.problems
    assert (fault.code, fault.where.cell, fault.expected) == (
        "judge.unit-unknown",
        "F4",
        "临床医学院",
    )
    assert result.tables["judges"]["college_code"].isna().all()


@pytest.mark.parametrize(
    ("lost", "code", "n_rows"),
    [
        (["支持经费"], "register.column-missing", 1),
        (["年度", "轮次", "项目", "事项", "结果"], "register.column-missing", 0),
    ],
)
def test_a_header_that_was_changed_is_never_silent(
    rules: Rules, lost: list[str], code: str, n_rows: int
) -> None:
    book = openpyxl.load_workbook(BytesIO(write_register({**REGISTER, "评审决定": [DECISION]})))
    for cell in book["评审决定"][3]:
        if cell.value in lost:
            cell.value = "别的"
    buffer = BytesIO()
    book.save(buffer)
    files = {"2017/a.xlsx": papers_book(sheet(APPLICATIONS))}
    result = read_year(files, buffer.getvalue(), rules=rules)
    faults = [fault for fault in result.problems if fault.where.sheet == "评审决定"]
    assert [fault.code for fault in faults] == [code]
    assert all(header in faults[0].actual for header in lost)
    assert len(result.tables["decisions"]) == n_rows


def test_a_register_without_a_sheet_says_which(rules: Rules) -> None:
    book = openpyxl.load_workbook(BytesIO(write_register(REGISTER)))
    del book["收件登记"]
    buffer = BytesIO()
    book.save(buffer)
    result = read_year({"2017/a.csv": b"1"}, buffer.getvalue(), rules=rules)
    assert ("register.sheet-missing", "收件登记") in {(f.code, f.actual) for f in result.problems}
