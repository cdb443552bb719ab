from __future__ import annotations

from typing import Any

import pytest

from papers import FIRST, Read, book, codes, sheet

HEAD = ["申报单位", "项目名称", "类别", "申请经费（元）"]
LINE = ["临床医学院", FIRST, "志愿服务类", 5000]


@pytest.mark.parametrize(
    ("head", "value", "code"),
    [
        ("学校配套经费", 1000, "column.numbers-unread"),
        ("学校配套经费", "1,000元", "column.numbers-unread"),
        ("初审得分", 88, "column.numbers-unread"),
        ("评委甲", 88, "column.numbers-unread"),
        ("学校配套经费", "待定", "column.unmapped"),
        ("参与届数", 3, "column.unmapped"),
    ],
)
def test_numbers_of_money_marks_or_votes_are_not_lost_with_a_notice(
    read_files: Read, head: str, value: Any, code: str
) -> None:
    result = read_files({"申报汇总.xlsx": book(sheet([[*HEAD, head], [*LINE, value]]))})
    assert (code, "E1") in codes(result)


def test_heads_bear_units_and_full_marks_in_many_ways(read_files: Read) -> None:
    head = ["申报学院", "项目名称", "类别", "申请经费/万元"]
    table = read_files({"申报汇总.xlsx": book(sheet([head, [*LINE[:3], 0.5]]))}).tables
    assert table["applications"]["requested_fen"].tolist()[0] == 500000
    marks = ["项目名称", "思想性35", "创新性 35分", "效果(25)", "参与度5"]
    rows = [["现场答辩"], ["评委编号：", 2], marks, [FIRST, 30, 31, 20, 5]]
    result = read_files({"答辩.xlsx": book(sheet(rows))})
    assert result.tables["marks"]["points"].sum() == 86


def test_a_column_of_marks_that_is_no_criterion_is_told_as_such(read_files: Read) -> None:
    heads = ["项目名称", "思想性", "创新性", "效果", "参与度", "团队风采"]
    rows = [["现场答辩"], ["评委编号：", 2], heads, [FIRST, 30, 31, 20, 5, 10]]
    result = read_files({"答辩.xlsx": book(sheet(rows))})
    assert codes(result) == [("marks.criterion-unknown", "F3")]
    rows[3][5] = "很好"
    assert codes(read_files({"答辩.xlsx": book(sheet(rows))})) == [("column.unmapped", "F3")]
