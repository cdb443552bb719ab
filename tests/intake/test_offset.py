"""Tables beside each other whose headers do not stand in one row."""

from __future__ import annotations

from typing import Any

import pytest

from papers import FIRST, SECOND, Read, book, codes, sheet

A, B = "2017-C01-1", "2017-C02-1"


def test_ledgers_whose_headers_are_a_row_apart_stay_their_projects_own(read_files: Read) -> None:
    rows = [[f"项目名称：{SECOND}"],
            ["日期", "科目", "金额", "票据号", None, f"项目名称：{FIRST}"],
            ["2017.4.12", "交通", 88, "P1", None, "日期", "科目", "金额", "票据号"],
            ["2017.5.3", "物料", 200, "P2", None, "2017.4.13", "其他", 77, "Q1"]]  # fmt: skip
    result = read_files({"a.xlsx": book(sheet(rows))})
    ledger = result.tables["ledger"]
    assert codes(result) == []
    assert sorted(zip(ledger["project_id"], ledger["amount_fen"], strict=True)) == [
        (A, 7700), (B, 8800), (B, 20000),
    ]  # fmt: skip


def test_settlements_a_row_apart_stay_their_projects_own(read_files: Read) -> None:
    rows = [["项目名称：", SECOND],
            ["科目", "预算", "实际", None, "项目名称：", FIRST],
            ["交通", 500, 450, None, "科目", "预算", "实际"],
            ["物料", 600, 500, None, "其他", 70, 60]]  # fmt: skip
    table = read_files({"a.xlsx": book(sheet(rows))}).tables["settlements"]
    assert sorted(zip(table["project_id"], table["spent_fen"], strict=True)) == [
        (A, 6000), (B, 45000), (B, 50000),
    ]  # fmt: skip


@pytest.mark.parametrize("is_first_higher", [True, False])
def test_marks_a_row_apart_are_all_read(read_files: Read, is_first_higher: bool) -> None:
    left: list[list[Any]] = [["项目名称", "评委1", "评委2"], [FIRST, 90, 91], [None, None, None]]
    right: list[list[Any]] = [[None, None, None], ["项目名称", "评委1", "评委2"], [SECOND, 80, 81]]
    if not is_first_higher:
        left, right = right, left
    whole = [[*one, None, *other] for one, other in zip(left, right, strict=True)]
    result = read_files({"现场答辩.xlsx": book(sheet([["现场答辩评分汇总"], *whole]))})
    assert sorted(result.tables["marks"]["points"]) == [80, 81, 90, 91]


def test_votes_a_row_apart_are_all_read(read_files: Read) -> None:
    rows = [["现场投票统计表"], [None, None, None, "项目名称", "票数"],
            ["项目名称", "票数", None, FIRST, 30], [SECOND, 12]]  # fmt: skip
    votes = read_files({"现场投票.xlsx": book(sheet(rows))}).tables["votes"]
    assert sorted(votes["n_votes"]) == [12, 30]


def test_activities_and_materials_a_row_apart_are_both_read(read_files: Read) -> None:
    rows = [[f"项目名称：{SECOND}"], ["日期", "活动名称", "参与人次"],
            ["2017.5.4", "走进社区", 40, None, "材料类型", "级别", "数量"],
            ["2017.5.6", "义诊", 50, None, "照片", "院级", 6]]  # fmt: skip
    result = read_files({"a.xlsx": book(sheet(rows))})
    assert result.tables["activities"]["n_participants"].to_list() == [40, 50]
    assert result.tables["materials"]["n_items"].to_list() == [6]
