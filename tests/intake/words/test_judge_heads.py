"""A judge's number in a header, and the name beside it."""

from __future__ import annotations

from typing import Any

import pytest

from assessment.intake.words.judge_heads import judge_head, judge_number
from papers import FIRST, Read, book, codes, sheet

NAMED = [
    "评委1 张三", "评委1（张三）", "张三（评委1）", "1号评委 张三", "评委一 张三", "评委1：张三", "评委1\n张三",
    "专家1-张三", "评委1张三", "张三(1号评委)", "1.评委1 张三", "评 委 1　张 三",
]  # fmt: skip
OTHER = [
    "评委1意见", "评委1平均分", "评委1签名", "评委1 3", "评委1 2号", "专家一致同意", "评委张三", "评委1最高分",
    "评委一致好评", "评委组", "评委1所在单位", "评委1分差", "评委一一", "评委一一 张三", "十十号评委", "张三（评委一一）",
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


def test_a_judge_of_the_register_may_be_called_by_name_alone(read_files: Read) -> None:
    result = read(read_files, "示例乙", "示例甲（校外）")
    assert codes(result) == []
    assert marks(result) == {"J2": 90, "J1": 91}


def test_names_may_stand_below_the_numbers(read_files: Read) -> None:
    rows = [
        ["2017年现场答辩评分汇总表"],
        ["项目名称", "评委1", "评委2"],
        [None, "示例甲", "示 例 乙"],
        [FIRST, 90, 91],
    ]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert codes(result) == []
    assert marks(result) == {"J1": 90, "J2": 91}
    for names in (["示例乙", "示例甲"], ["张三", "李四"]):
        rows[2] = [None, *names]
        result = read_files({"a.xlsx": book(sheet(rows))})
        assert codes(result) == [("judge.name-differs", "B3"), ("judge.name-differs", "C3")]
        assert result.tables["marks"].empty


def test_a_line_without_a_project_is_no_line_of_names(read_files: Read) -> None:
    rows = [
        ["答辩评分汇总表"],
        ["项目名称", "评委1", "评委2"],
        [None, "回避", "缺席"],
        [FIRST, 9, 8],
    ]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert codes(result) == [("project.name-missing", "B3")]


@pytest.mark.parametrize("is_across", [True, False])
def test_names_may_cross_the_criteria(read_files: Read, is_across: bool) -> None:
    crossed = [
        ["评分项", "示例甲", "示例乙"],
        ["思想性", 30, 31], ["创新性", 20, 21], ["效果", 10, 11], ["参与度", 5, 4],
    ]  # fmt: skip
    rows = crossed if is_across else [list(row) for row in zip(*crossed, strict=True)]
    titles = [["现场答辩评分表"], ["项目名称：", FIRST]]
    result = read_files({"a.xlsx": book(sheet([*titles, *rows]))})
    assert codes(result) == []
    table = result.tables["marks"].set_index(["judge_id", "criterion"])["points"]
    assert (table["J1", "创新性"], table["J2", "参与度"]) == (20, 4)


def test_a_judge_of_another_component_is_not_known_by_name(read_files: Read) -> None:
    result = read(read_files, "示例丁", "示例乙")
    assert codes(result) == [("judge.unknown", "B2")]
    assert marks(result) == {"J2": 91}


def test_two_judges_of_one_name_are_not_told_apart(read_files: Read) -> None:
    listed = [
        [2017, "考核认证", "现场答辩", f"J{n}", name, "校外", None]
        for n, name in enumerate(["示例甲", "示例甲", "示例乙"], 1)
    ]
    rows = [["现场答辩评分汇总表"], ["项目名称", "示例甲", "示例乙"], [FIRST, 90, 91]]
    result = read_files({"a.xlsx": book(sheet(rows))}, {"评委名单": listed})
    assert codes(result) == [("judge.unknown", "B2")]
    assert marks(result) == {"J3": 91}


def test_a_word_below_a_number_is_no_name_unless_all_are(read_files: Read) -> None:
    """A group that stands below 评委一 made a number of nobody's, which ended the run."""
    rows = [
        ["答辩评分汇总表"],
        ["项目名称", "评委一", "评委二"],
        [None, "一、校本部", None],
        [FIRST, 90, 91],
    ]
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert marks(result) == {"J1": 90, "J2": 91}
