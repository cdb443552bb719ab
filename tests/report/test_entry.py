from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl
import pytest

from assessment.report.book import Book
from assessment.report.cell_looks import Column
from assessment.report.entry import Entry, rule_of


@pytest.mark.parametrize(
    ("entry", "validate", "error"),
    [
        (Entry("year"), "integer", "请填四位数的年份，如 2017。"),
        (Entry("count"), "integer", "请填 1 以上的整数。"),
        (Entry("amount"), "decimal", "请只填数字，不写单位。"),
        (Entry("day"), "date", "请写成 2017-03-15 这样的日期。"),
        (Entry("words", ("是", "否")), "list", "请从列表中选：是、否。"),
    ],
)
def test_an_entry_says_in_words_what_it_wants(entry: Entry, validate: str, error: str) -> None:
    rule = rule_of("栏目", entry)
    assert (rule["validate"], rule["error_message"], rule["error_type"]) == (
        validate,
        error,
        "stop",
    )
    assert rule["error_title"] == "栏目"
    assert "input_message" not in rule


def test_an_open_entry_only_proposes() -> None:
    assert rule_of("事项", Entry("words", ("漏统",), is_open=True))["show_error"] is False
    assert rule_of("事项", Entry("words", ("漏统",)))["show_error"] is True


def test_a_column_of_another_sheet_is_offered_as_far_as_it_is_filled() -> None:
    rule = rule_of("申报单位", Entry("column", cells=("名单", "$B$4", "$B$9")))
    assert rule["source"] == "=OFFSET(名单!$B$4,0,0,MAX(1,COUNTA(名单!$B$4:$B$9)),1)"


def test_a_prompt_shows_beside_the_cell() -> None:
    rule = rule_of("原内容", Entry("text", prompt="照抄"))
    assert (rule["validate"], rule["input_title"], rule["input_message"]) == (
        "any",
        "原内容",
        "照抄",
    )


def written(spare: int, entry: Entry | None) -> openpyxl.worksheet.worksheet.Worksheet:
    columns = (Column("编号", 8, "code"), Column("日", 12, "typed", entry=entry))
    book = Book("表", created=datetime(2017, 1, 1), footer=("", ""))
    sheet = book.sheet("表", "表")
    sheet.open(columns)
    sheet.table(columns, [["01", date(2017, 3, 1)]], spare=spare)
    return openpyxl.load_workbook(io.BytesIO(book.data()))["表"]


def test_text_stays_as_typed_and_a_day_is_still_a_day() -> None:
    page = written(2, Entry("year"))
    assert (page["A3"].value, page["A3"].number_format) == ("01", "@")
    assert (page["B3"].is_date, page["B4"].number_format) == (True, "@")
    assert [str(rule.sqref) for rule in page.data_validations.dataValidation] == ["B3:B2002"]


def test_a_table_that_nobody_fills_is_not_guarded() -> None:
    assert written(0, None).data_validations.dataValidation == []
    assert written(0, Entry("year")).data_validations.dataValidation


def test_points_and_marks_are_limited() -> None:
    points = rule_of("自评分", Entry("points", most="2.5"))
    assert (points["validate"], points["minimum"], points["maximum"]) == ("decimal", 0, 2.5)
    assert points["error_message"] == "请填 0–2.5 的数，不写单位。"
    mark = rule_of("思想性", Entry("mark", ("缺席", "弃权"), most="35"), "D6")
    assert mark["validate"] == "custom"
    assert mark["value"] == (
        '=IF(ISNUMBER(D6),AND(D6>=0,D6<=35,ROUND(D6,4)=D6),OR(D6="缺席",D6="弃权"))'
    )
    assert mark["error_message"] == "请填 0–35 的分数，最多 4 位小数；没有评分的填：缺席、弃权。"
    assert rule_of("得票", Entry("whole"))["value"] == 0
