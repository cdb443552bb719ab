"""Headers that differ only by numbers, signs or notes are the headers they are."""

from __future__ import annotations

import pytest

from assessment.intake.words.header_words import remarks, word_key
from papers import FIRST, SECOND, Read, book, codes, sheet

SAME = [
    "项目名称：", "*项目名称", "1.项目名称", "2、项目名称", "3）项目名称", "（3）项目名称", "③项目名称",
    "一、项目名称", "项目名称（必填）", "项目名称*必填", "* 1. 项目名称（不超过20字）", "【项目名称】",
    "“项目名称”", "★项目名称", "项目名称*", " 项 目\n名 称 ", "No．项目名称"[3:], "1-项目名称",
]  # fmt: skip


@pytest.mark.parametrize("header", SAME)
def test_what_stands_around_a_header_is_no_part_of_its_word(header: str) -> None:
    assert word_key(header) == "项目名称"


@pytest.mark.parametrize(
    "header", ["项目名称2", "项目名称？", "某项目名称", "1.5项目名称", "3项目名称"]
)
def test_what_may_be_part_of_the_word_stays(header: str) -> None:
    assert word_key(header) != "项目名称"


def test_a_note_in_brackets_still_says_what_a_column_counts() -> None:
    assert remarks("3.申请经费（万元）*") == ["万元"]


def test_numbered_and_starred_headers_are_read(read_files: Read) -> None:
    rows = [
        ["2017年申报汇总表"],
        ["1.申报单位*", "②项目名称（必填）", "三、品牌主题：", "【申请经费】（万元）"],
        ["护理学院", "心灵驿站", "思想教育类", 0.4],
    ]
    result = read_files({"汇总.xlsx": book(sheet(rows))})
    (row,) = (
        r
        for r in result.tables["applications"].to_dict("records")
        if r["project_name"] == "心灵驿站"
    )
    assert codes(result) == []
    assert (row["theme_code"], row["requested_fen"]) == ("T1", 400000)


def test_two_headers_of_one_word_are_still_too_many(read_files: Read) -> None:
    rows = [
        ["2017年现场答辩评分汇总表"],
        ["1.项目名称", "2.项目名称", "评委1", "评委2"],
        [FIRST, SECOND, 90, 91],
    ]
    found = codes(read_files({"a.xlsx": book(sheet(rows))}))
    assert {("column.repeated", "A2"), ("column.repeated", "B2")} <= set(found)


def test_what_a_note_says_of_a_label_is_not_its_value(read_files: Read) -> None:
    rows = [
        ["2017年申报表"],
        ["填表说明：1、项目名称：填写活动全称，不超过20字。"],
        ["2、申报单位：填写学院全称。"],
        ["1.项目名称", "心灵驿站", "2.申报单位", "护理学院"],
        ["3.品牌主题", "思想教育类", "4.申请经费（元）", 4000],
    ]
    result = read_files({"申报表.xlsx": book(sheet(rows))})
    names = result.tables["applications"]["project_name"].tolist()
    assert "心灵驿站" in names and not any("全称" in name for name in names)
    assert not any("全称" in fault.actual for fault in result.problems)
