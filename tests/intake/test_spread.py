"""Heads that stand over several columns: read where one of them holds anything, else refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from assessment.core.result import Result
from assessment.sample.draft import Draft
from papers import FIRST, SECOND, Read, book, codes, sheet

Area = tuple[int, int, int, int]


def laid(rows: Sequence[Sequence[Any]], *areas: Area) -> bytes:
    draft: Draft = sheet(rows)
    for area in areas:
        draft.merge(*area)
    return book(draft)


def told(result: Result, code: str) -> list[tuple[str, str]]:
    return [(one.where.cell, one.expected) for one in result.problems if one.code == code]


TOP = ["现场答辩评分汇总表"]
TWO = ((2, 2, 2, 3), (2, 4, 2, 5), (2, 1, 3, 1))


@pytest.mark.parametrize(
    "words", [("名次", "打分"), ("打分", "名次"), ("初评", "复评"), ("第一轮", "第二轮")]
)
def test_no_column_under_a_head_of_several_is_taken_for_its_own(
    read_files: Read, words: tuple[str, str]
) -> None:
    rows = [TOP, ["项目名称", "评委1", None, "评委2", None], [None, *words, *words],
            [FIRST, 1, 90, 1, 91], [SECOND, 2, 80, 2, 81]]  # fmt: skip
    result = read_files({"现场答辩.xlsx": laid(rows, *TWO)})
    assert result.tables["marks"]["points"].isna().all()
    assert told(result, "column.spread") == [("B2", "B2–C2"), ("D2", "D2–E2")]
    assert ("column.no-header", "C3") not in codes(result)


def test_a_head_over_an_empty_column_is_read(read_files: Read) -> None:
    rows = [TOP, ["项目名称", "评委1", None, "评委2", None], [FIRST, 90, None, 91, None],
            [SECOND, 80, None, 81, None], ["统分人：", "示例甲", "复核人：", "示例乙"]]  # fmt: skip
    result = read_files({"现场答辩.xlsx": laid(rows, (2, 2, 2, 3), (2, 4, 2, 5))})
    assert codes(result) == []
    assert sorted(result.tables["marks"]["points"]) == [80, 81, 90, 91]


def test_values_merged_like_their_head_are_read(read_files: Read) -> None:
    rows = [TOP, ["项目名称", "评委1", None, "评委2", None], [FIRST, 90, None, 91, None],
            [SECOND, 80, None, 81, None]]  # fmt: skip
    areas = [(row, column, row, column + 1) for row in (2, 3, 4) for column in (2, 4)]
    result = read_files({"现场答辩.xlsx": laid(rows, *areas)})
    assert codes(result) == []
    assert sorted(result.tables["marks"]["points"]) == [80, 81, 90, 91]


def test_money_planned_is_not_money_spent(read_files: Read) -> None:
    rows = [["经费支出明细表"], ["项目名称：", SECOND],
            ["日期", "科目", "金额", None, "票据号"], [None, None, "预算", "实际", None],
            ["2017.4.12", "交通", 100, 88.5, "P1"], ["2017.4.13", "物料", 300, 250, "P2"]]  # fmt: skip
    areas = ((3, 1, 4, 1), (3, 2, 4, 2), (3, 3, 3, 4), (3, 5, 4, 5))
    result = read_files({"支出.xlsx": laid(rows, *areas)})
    ledger = result.tables["ledger"]
    assert list(ledger["amount_fen"]) == [8850, 25000]
    assert not {"date.unreadable", "money.unreadable"} & {code for code, _ in codes(result)}


def test_digits_in_columns_of_their_own_are_no_amount(read_files: Read) -> None:
    rows = [["项目名称：", SECOND], ["日期", "科目", "票据号", "金额", None, None, None, None],
            [None, None, None, "千", "百", "十", "元", "角"],
            ["2017.4.13", "物料", "P2", 1, 2, 0, 0, 0]]  # fmt: skip
    areas = ((2, 4, 2, 8), *((2, column, 3, column) for column in (1, 2, 3)))
    result = read_files({"支出.xlsx": laid(rows, *areas)})
    assert result.tables["ledger"]["amount_fen"].isna().all()
    assert told(result, "column.spread") == [("D2", "D2–H2")]


def tally(*words: str) -> bytes:
    rows = [["网络投票统计"], ["项目名称", "微信", None], [None, *words],
            [FIRST, 60, 600], [SECOND, 40, 400]]  # fmt: skip
    return laid(rows, (2, 1, 3, 1), (2, 2, 2, 3))


def test_votes_beside_their_shares_are_read(read_files: Read) -> None:
    votes = read_files({"网络投票.xlsx": tally("占比", "票数")}).tables["votes"]
    assert sorted(zip(votes["channel"], votes["n_votes"], strict=True)) == [
        ("微信", 400),
        ("微信", 600),
    ]


def test_votes_of_several_days_are_refused(read_files: Read) -> None:
    result = read_files({"网络投票.xlsx": tally("第一天", "第二天")})
    assert result.tables["votes"]["n_votes"].isna().all()
    assert told(result, "column.spread") == [("B2", "B2–C2")]


def test_own_points_are_not_verified_points(read_files: Read) -> None:
    rows = [["单位", "思想政治建设", None, "组织建设", None, "一票否决"],
            [None, "自评", "核评", "自评", "核评", None],
            ["临床医学院", 24, 23, 22, 21, "无"], ["护理学院", 25, 24, 23, 22, "无"]]  # fmt: skip
    areas = ((1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 1, 5), (1, 6, 2, 6))
    result = read_files({"红旗汇总.xlsx": laid(rows, *areas)})
    items = result.tables["red_flag_items"]
    assert list(items["points"].dropna()) == [23, 21, 24, 22]
    assert list(items["self_points"].dropna()) == [24, 22, 25, 23]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("示例一", "示例二", "示例三"), []),
        (("示例二", "示例一", "示例三"), ["judge.name-differs"]),
    ],
)
def test_names_in_a_third_row_are_the_judges(
    read_files: Read, names: tuple[str, ...], expected: list[str]
) -> None:
    rows = [TOP, ["项目名称", "评委打分", None, None], [None, "评委1", "评委2", "评委3"],
            [None, *names], [FIRST, 90, 91, 92], [SECOND, 80, 81, 82]]  # fmt: skip
    judges = [[2017, "考核认证", "现场答辩", f"J{n}", name, "校外", None]
              for n, name in enumerate(("示例一", "示例二", "示例三"), 1)]  # fmt: skip
    data = laid(rows, (2, 1, 4, 1), (2, 2, 2, 4))
    result = read_files({"现场答辩.xlsx": data}, {"评委名单": judges})
    assert sorted({code for code, _ in codes(result)}) == expected
    if not expected:
        assert sorted(result.tables["marks"]["points"]) == [80, 81, 82, 90, 91, 92]
