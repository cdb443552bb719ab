"""A judge's number in a header, and the name beside it."""

from __future__ import annotations

from typing import Any

import pytest

from assessment.intake.judge_heads import judge_head, judge_number
from papers import FIRST, Read, book, codes, sheet

NAMED = [
    "评委1 张三", "评委1（张三）", "张三（评委1）", "1号评委 张三", "评委一 张三", "评委1：张三", "评委1\n张三",
    "专家1-张三", "评委1张三", "张三(1号评委)", "1.评委1 张三", "评 委 1　张 三",
]  # fmt: skip
OTHER = [
    "评委1意见", "评委1平均分", "评委1签名", "评委1 3", "评委1 2号", "专家一致同意", "评委张三", "评委1最高分",
    "评委一致好评", "评委组", "评委1所在单位", "评委1分差",
]  # fmt: skip


@pytest.mark.parametrize("header", NAMED)
def test_number_and_name_are_told_apart(header: str) -> None:
    head = judge_head(header)
    assert head is not None
    assert (head.number, head.name) == (1, "张三")


@pytest.mark.parametrize("header", OTHER)
def test_other_columns_and_two_numbers_are_no_judge(header: str) -> None:
    assert judge_number(header) is None


@pytest.mark.parametrize(
    "header", ["评委1得分", "评委1 打分", "评委1（校外）", "(1)评委1", "评委（1）"]
)
def test_what_adds_nothing_is_passed_over(header: str) -> None:
    assert judge_number(header) == 1


def read(read_files: Read, *heads: str) -> Any:
    rows = [["2017年现场答辩评分汇总表"], ["项目名称", *heads], [FIRST, 90, 91]]
    return read_files({"a.xlsx": book(sheet(rows))})


def marks(result: Any) -> dict[str, float]:
    table = result.tables["marks"]
    return dict(zip(table["judge_id"], table["points"], strict=True))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("评委1 示例甲", "2号评委 示例乙"),
        ("示例甲（评委1）", "评委2（示例乙）"),
        ("评委1（校外）", "评委2（某某大学）"),
        ("评委1得分", "评委2 得分"),
    ],
)
def test_a_name_that_the_register_gives_the_number_is_read(
    read_files: Read, one: str, two: str
) -> None:
    result = read(read_files, one, two)
    assert codes(result) == []
    assert marks(result) == {"J1": 90, "J2": 91}


@pytest.mark.parametrize(
    "header", ["评委1 示例乙", "示例乙（评委1）", "评委1（示例乙）", "评委1 张三丰"]
)
def test_a_name_of_somebody_else_is_told_and_the_column_not_read(
    read_files: Read, header: str
) -> None:
    result = read(read_files, header, "评委2")
    assert codes(result) == [("judge.name-differs", "B2")]
    assert marks(result) == {"J2": 91}
    assert "示例甲" not in result.problems[0].line()


def test_a_title_behind_the_family_name_is_no_other_name(read_files: Read) -> None:
    assert codes(read(read_files, "评委1 示例老师", "评委2")) == []


def test_number_and_name_on_a_judges_own_sheet_must_agree(read_files: Read) -> None:
    rows = [
        ["现场答辩评分表"],
        ["评委编号：2", "评委姓名：示例丙"],
        ["项目名称", "思想性", "创新性", "效果", "参与度"],
        [FIRST, 30, 31, 20, 5],
    ]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert codes(result) == [("judge.name-differs", "B2")]
    assert result.tables["marks"].empty
