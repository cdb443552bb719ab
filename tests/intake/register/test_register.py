from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from assessment.core.problems import Severity
from assessment.core.result import Result
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


AWARD = [2017, None, "护理", "五四红旗", "是", None, "同分，会议议定", "示例", "2017-12-28"]


def test_a_decision_on_a_unit_is_no_decision_on_a_project(read_files: Read) -> None:
    result = read_files({}, {"评审决定": [DECISION, AWARD]})
    assert codes(result) == []
    assert len(result.tables["decisions"]) == 1
    (row,) = result.tables["award_decisions"].to_dict("records")
    assert (row["college_code"], row["outcome"]) == ("C02", "yes")
    assert str(row["decided_date"].date()) == "2017-12-28"
    assert row["src"].endswith("!评审决定!C5")


@pytest.mark.parametrize(
    ("column", "value", "code", "cell"),
    [
        (0, "去年", "register.value-unknown", "A4"),
        (2, "天使之翼", "college.unknown", "C4"),
        (2, None, "register.value-missing", "A4"),
        (4, "优秀", "register.value-unknown", "E4"),
        (8, "12月28日", "date.unreadable", "I4"),
    ],
)
def test_a_decision_on_a_unit_that_cannot_be_read_is_named(
    read_files: Read, column: int, value: Any, code: str, cell: str
) -> None:
    result = read_files({}, {"评审决定": [with_change(AWARD, column, value)]})
    assert codes(result) == [(code, cell)]


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
    # In the words of the line, no kinds, hashes or fen of ours.
    (fault,) = result.problems
    assert fault.message.startswith(f"「2017 {SUBMISSION[1]} {SUBMISSION[2]} ")
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


def without(*names: str) -> bytes:
    """Return the small register without some of its sheets."""
    book = openpyxl.load_workbook(BytesIO(write_register(REGISTER)))
    for name in names:
        del book[name]
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_register_without_a_sheet_says_which(rules: Rules) -> None:
    result = read_year({"2017/a.csv": b"1"}, without("收件登记"), rules=rules)
    assert ("register.sheet-missing", "收件登记") in {(f.code, f.actual) for f in result.problems}


def test_an_older_register_is_read_and_one_notice_says_what_it_lacks(rules: Rules) -> None:
    files = {"2017/a.xlsx": papers_book(sheet(APPLICATIONS))}
    data = without("填写说明", "更正登记", "剔除选票", "异议复核")
    result = read_year(files, data, rules=rules)
    (notice,) = result.problems
    assert (notice.code, notice.severity) == ("register.sheet-absent", Severity.NOTICE)
    assert notice.actual == "更正登记、剔除选票、异议复核"
    assert len(result.tables["applications"]) == 2
    assert all(result.tables[name].empty for name in ("corrections", "appeals"))


def test_a_sheet_whose_name_was_typed_with_spaces_is_still_that_sheet(rules: Rules) -> None:
    book = openpyxl.load_workbook(BytesIO(write_register({**REGISTER, "评审决定": [DECISION]})))
    book["评审决定"].title = "评审决定 "
    buffer = BytesIO()
    book.save(buffer)
    files = {"2017/a.xlsx": papers_book(sheet(APPLICATIONS))}
    result = read_year(files, buffer.getvalue(), rules=rules)
    assert codes(result) == []
    assert len(result.tables["decisions"]) == 1


# Years


@pytest.mark.parametrize(
    ("name", "line", "column"),
    [
        ("评委名单", [2019, "考核认证", "风采展示", "J1", "示例甲", "别的系", None], 0),
        ("收件登记", [2019, "别的学院", "别的材料", "一版", "昨天", None, None, None, "别的"], 0),
        ("评审决定", [2019, "终评", "别的项目", "别的", "别的", "几千", None, None, "昨天"], 0),
        ("更正登记", [2019, "别的.xlsx", None, "无", "甲", "乙", None, None, "昨天"], 0),
        ("剔除选票", [2019, "别的投票", None, None, None, "昨天"], 0),
        ("异议复核", ["1", 2019, "别的学院", *[None] * 9], 1),
    ],
)
def test_only_lines_of_the_rules_year_are_judged(
    read_files: Read, name: str, line: list[Any], column: int
) -> None:
    more = [*REGISTER.get(name, ()), line]
    assert codes(read_files({}, {name: more})) == []
    for year in ("明年", 19, "20017"):
        result = read_files({}, {name: [*more, with_change(line, column, year)]})
        (fault,) = result.problems
        place = f"{'AB'[column]}{3 + len(more) + 1}"
        assert (fault.code, fault.where.cell) == ("register.value-unknown", place)


def test_a_year_may_be_written_with_its_word(read_files: Read) -> None:
    result = read_files({}, {"评审决定": [with_change(DECISION, 0, "２０１７年")]})
    assert codes(result) == []
    assert len(result.tables["decisions"]) == 1


@pytest.mark.parametrize(
    ("word", "kind"),
    [("结项材料", "materials"), ("五四红旗考核表", "red_flag"), ("活动材料登记", "activities")],
)
def test_every_kind_of_material_is_known(read_files: Read, word: str, kind: str) -> None:
    result = read_files({}, {"收件登记": [with_change(SUBMISSION, 2, word)]})
    assert codes(result) == []
    assert result.tables["submissions"]["kind"].tolist() == [kind]


# Colleges

OLD = ["C02", "护理系", "护理", "学院", 2010, 2016]
NEW = ["C02", "护理学院", "护理、护院", "学院", 2017, None]
FIRST = REGISTER["学院名单"][0]


def named(read_files: Read, *rows: list[Any], said: str = "护理学院") -> Result:
    line = with_change(SUBMISSION, 1, said)
    return read_files({}, {"学院名单": [FIRST, *rows], "收件登记": [line]})


@pytest.mark.parametrize("rows", [(OLD, NEW), (NEW, OLD)])
@pytest.mark.parametrize(
    "said", ["护理系", "护理学院", "护院", "护理", "共青团护理系团总支", "c02"]
)
def test_a_renamed_college_is_known_by_all_its_names(
    read_files: Read, rows: tuple[list[Any], ...], said: str
) -> None:
    result = named(read_files, *rows, said=said)
    assert codes(result) == []
    assert result.tables["submissions"]["college_code"].tolist() == ["C02"]
    names = result.tables["colleges"].set_index("college_code")["college_name"]
    assert names.to_dict() == {"C01": "临床医学院", "C02": "护理学院"}


@pytest.mark.parametrize(
    ("periods", "name"),
    [
        (((2010, 2016), (2017, None)), "新"),
        (((None, 2017), (2018, None)), "旧"),
        (((2010, 2014), (2015, 2016)), "新"),
        (((2018, 2019), (2020, None)), "旧"),
        (((2010, 2014), (2018, None)), "旧"),
    ],
)
def test_the_table_holds_the_name_of_the_year_or_the_nearest(
    read_files: Read, periods: tuple[tuple[Any, Any], ...], name: str
) -> None:
    rows = [["C03", word, None, "学院", *p] for word, p in zip("旧新", periods, strict=True)]
    result = read_files({}, {"学院名单": [*REGISTER["学院名单"], *rows]})
    assert codes(result) == []
    table = result.tables["colleges"].set_index("college_code")
    assert table.loc["C03", "college_name"] == name


@pytest.mark.parametrize("first", [2016, None, 2010])
def test_periods_of_one_code_must_not_overlap(read_files: Read, first: int | None) -> None:
    result = named(read_files, with_change(NEW, 4, first), OLD)
    assert codes(result) == [("register.row-repeated", "A6")]
    assert result.problems[0].expected == "A5"
    assert "护理学院" in result.tables["colleges"]["college_name"].tolist()


def test_a_name_that_moved_to_another_code_is_that_of_the_year(read_files: Read) -> None:
    moved = ["C03", "护理学院", None, "学院", 2018, None]
    ended = with_change(NEW, 5, 2017)
    result = named(read_files, moved, ended)
    assert codes(result) == []
    assert result.tables["submissions"]["college_code"].tolist() == ["C02"]


def test_a_college_cannot_end_before_it_begins(read_files: Read) -> None:
    result = named(read_files, with_change(NEW, 5, 2016))
    assert codes(result) == [("register.value-unknown", "F5")]
    assert result.problems[0].column == "终止年度"
