"""A paper of another year in this year's folder is told and left out."""

from __future__ import annotations

import pytest

from papers import FIRST, Read, book, codes, sheet

HEAD = ["申报单位", "项目名称", "评委1", "评委2"]
LINE = ["临床医学院", FIRST, 90, 91]


@pytest.mark.parametrize(
    ("title", "name", "file", "cell"),
    [
        ("二〇一六年现场答辩评分汇总表", "表", "答辩.xlsx", "A1"),
        ("二○一六年度现场答辩评分汇总表", "表", "答辩.xlsx", "A1"),
        ("2016年现场答辩评分汇总表", "表", "答辩.xlsx", "A1"),
        ("２０１６年度现场答辩评分表", "表", "答辩.xlsx", "A1"),
        ("2015-2016学年现场答辩评分表", "表", "答辩.xlsx", "A1"),
        ("现场答辩评分汇总表（2016年）", "表", "答辩.xlsx", "A1"),
        ("现场答辩评分汇总表(2016)", "表", "答辩.xlsx", "A1"),
        ("现场答辩评分汇总表", "2016年答辩", "答辩.xlsx", ""),
        ("现场答辩评分汇总表", "表", "2016答辩.xlsx", ""),
        ("现场答辩评分汇总表", "表", "2016年答辩评分.xlsx", ""),
    ],
)
def test_a_sheet_of_another_year_is_left_out(
    read_files: Read, title: str, name: str, file: str, cell: str
) -> None:
    result = read_files({file: book(sheet([[title], HEAD, LINE], name))})
    assert codes(result) == [("sheet.other-year", cell)]
    where = "文件名" if "2016" in file else "工作表名" if "2016" in name else ""
    assert (
        result.problems[0].actual.endswith(f"{where}写的是2016年")
        and result.problems[0].expected == "2017"
    )
    assert result.tables["marks"].empty
    cells = result.tables["sheet_cells"]
    assert cells.loc[cells["reason"] == "sheet.other-year", "n_cells"].sum() == 9


@pytest.mark.parametrize(
    ("title", "file"),
    [
        ("2017年现场答辩评分汇总表", "2016答辩.xlsx"),
        ("现场答辩评分汇总表（校团发（2016）3号）", "答辩.xlsx"),
        ("2016-2017学年现场答辩评分表", "答辩.xlsx"),
        ("现场答辩评分汇总表（2016年12月20日）", "答辩.xlsx"),
        ("现场答辩评分汇总表 2016年12月20日", "答辩2016.12.20.xlsx"),
        ("根据2016年“一团一品”通知，现场答辩评分如下", "答辩.xlsx"),
        ("《2016年评审办法》现场答辩评分表", "答辩20161220.xlsx"),
        ("2016年立项、2017年考核的项目现场答辩评分表", "答辩.xlsx"),
    ],
)
def test_a_year_that_is_not_the_sheets_own_says_nothing(
    read_files: Read, title: str, file: str
) -> None:
    result = read_files({file: book(sheet([[title], HEAD, LINE]))})
    assert codes(result) == []
    assert len(result.tables["marks"]) == 2


def test_a_mistyped_title_can_be_corrected(read_files: Read) -> None:
    rows = [["2016年现场答辩评分汇总表"], HEAD, LINE]
    line = [2017, "答辩.xlsx", None, "A1", "2016年现场答辩评分汇总表",
            "2017年现场答辩评分汇总表", "标题沿用上年", "示例甲", None]  # fmt: skip
    result = read_files({"答辩.xlsx": book(sheet(rows))}, {"更正登记": [line]})
    assert codes(result) == [("correction.applied", "A1")]
    assert len(result.tables["marks"]) == 2
