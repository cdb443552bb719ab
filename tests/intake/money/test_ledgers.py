from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import pytest

from assessment.core.result import Result
from papers import Read, book, codes, sheet

HEAD = (["项目名称：", "天使之翼"], ["日期", "类别", "金额", "用途", "票据号"])
FIRST = ["2017.4.18", "印刷资料", 300.5, "折页", "SL01"]


def ledger(read_files: Read, *rows: Sequence[Any], head: Sequence[Any] = HEAD) -> Result:
    return read_files({"支出.xlsx": book(sheet([["经费支出明细表"], *head, *rows]))})


def test_lines_are_numbered_and_dated(read_files: Read) -> None:
    second = [date(2017, 5, 1), "交通", "１２０元", "往返", "SL02"]
    result = ledger(read_files, FIRST, second, ["合计", None, "420.50"])
    assert codes(result) == []
    table = result.tables["ledger"]
    assert table["line_no"].tolist() == [1, 2]
    assert table["amount_fen"].tolist() == [30050, 12000]
    assert table["spent_date"].dt.strftime("%m-%d").tolist() == ["04-18", "05-01"]
    assert table["status"].isna().all()
    assert table["src"].iloc[0].endswith("!表!C4")


def test_the_total_may_stand_in_capitals(read_files: Read) -> None:
    right = ledger(read_files, FIRST, ["合计", None, "叁佰元伍角整 ¥300.50"])
    assert codes(right) == []
    wrong = ledger(read_files, FIRST, ["合计（大写）", None, "叁佰元整"])
    assert codes(wrong) == [("total.does-not-add-up", "C5")]
    odd = ledger(read_files, FIRST, ["合计", None, "叁佰元整 ¥300.50"])
    assert codes(odd) == [("money.unreadable", "C5")]


def test_the_unit_may_stand_in_a_cell_of_its_own(read_files: Read) -> None:
    head = (["项目名称：", "天使之翼", None, "金额单位：万元"], HEAD[1])
    result = ledger(read_files, ["2017.4.18", "交通", 0.03, "往返", "SL02"], head=head)
    assert result.tables["ledger"]["amount_fen"].tolist() == [30000]


def test_unclear_amounts_and_dates_are_missing_and_stop_the_sum(read_files: Read) -> None:
    unclear = ["11月3日", "交通", "约三百元", "往返", "SL02"]
    result = ledger(read_files, FIRST, unclear, ["合计", None, 1])
    assert sorted(codes(result)) == [("date.unreadable", "A5"), ("money.unreadable", "C5")]
    table = result.tables["ledger"]
    assert pd.isna(table["amount_fen"].iloc[1]) and pd.isna(table["spent_date"].iloc[1])


def test_two_ledgers_of_one_project_go_on_counting(read_files: Read) -> None:
    data = book(
        sheet([["明细"], *HEAD, FIRST]), sheet([["明细"], *HEAD, [*FIRST[:4], "SL77"]], "续表")
    )
    assert read_files({"支出.xlsx": data}).tables["ledger"]["line_no"].tolist() == [1, 2]


def test_a_ledger_of_an_unknown_or_unnamed_project_is_named(read_files: Read) -> None:
    unknown = ledger(read_files, FIRST, head=(["项目名称：", "地外文明"], HEAD[1]))
    assert codes(unknown) == [("project.unknown", "B2")]
    unnamed = ledger(read_files, FIRST, head=(HEAD[1],))
    assert codes(unnamed) == [("project.name-missing", "A1")]
    assert unnamed.tables["ledger"].empty


NUMBERED = ["行号", "日期", "类别", "金额", "余额", "用途", "票据号"]


def numbered(*rows: Sequence[Any], unit: Sequence[Any] = ("金额单位:元",)) -> list[list[Any]]:
    labels = [["项目名称：", "天使之翼", None, None, *unit], ["申报单位：", "护理学院"]]
    ordinals = [f"({n})" for n in range(1, 8)]
    return [["经费支出明细表"], *labels, NUMBERED, ordinals, *rows]


def test_line_numbers_column_numbers_and_subtotals_are_no_lines(read_files: Read) -> None:
    rows = [
        [1, "2017.4.18", "印刷资料", 300.5, 4699.5, "折页", "SL01"],
        [2, "2017.4.19", "印刷资料", "拾元整", None, "折页", "SL02"],
        [None, "小计", None, 310.5],
        [3, "2017.4.20", "交通", "￥20.00", None, "往返", "SL03"],
        [4, "小计", None, 20],
        [None, "合计", None, 330.5],
        [None, "合计（大写）", None, "叁佰叁拾元伍角整"],
        [None, "结余", None, 4669.5],
        ["经办人签字：　　　　负责人签字：　　　（单位盖章）"],
    ]
    result = read_files({"支出.xlsx": book(sheet(numbered(*rows)))})
    assert codes(result) == []
    table = result.tables["ledger"]
    assert table["amount_fen"].tolist() == [30050, 1000, 2000]
    assert table["src"].str.rpartition("!")[2].tolist() == ["D6", "D7", "D9"]


def test_each_total_is_checked_against_its_own_lines(read_files: Read) -> None:
    rows = [
        [1, "2017.4.18", "印刷资料", 300, None, "折页", "SL01"],
        [None, "小计", None, 300],
        [2, "2017.4.20", "交通", 20, None, "往返", "SL03"],
        [None, "小计", None, 30],
        [None, "合计", None, 330],
    ]
    result = read_files({"支出.xlsx": book(sheet(numbered(*rows)))})
    assert codes(result) == [("total.does-not-add-up", "D9"), ("total.does-not-add-up", "D10")]
    assert [fault.expected for fault in result.problems] == ["20.00 元", "320.00 元"]


def test_a_total_of_each_page_or_of_all_is_right(read_files: Read) -> None:
    head = list(HEAD)
    for last in (20, 320.5):
        pages = [FIRST, ["合计", None, 300.5], HEAD[1], ["2017.5.1", "交通", 20, "往返", "SL02"]]
        result = ledger(read_files, *pages, ["合计", None, last], head=head)
        assert codes(result) == []
        assert result.tables["ledger"]["amount_fen"].tolist() == [30050, 2000]


def test_the_unit_may_stand_behind_its_label_and_is_no_college(read_files: Read) -> None:
    line = [1, "2017.4.18", "印刷资料", 0.03, None, "折页", "SL01"]
    result = read_files({"支出.xlsx": book(sheet(numbered(line, unit=["金额单位：", "万元"])))})
    assert result.tables["ledger"]["amount_fen"].tolist() == [30000]
    rows = [["项目名称：天使之翼", None, "单位：元"], HEAD[1], FIRST]
    assert codes(read_files({"支出.xlsx": book(sheet(rows))})) == []


def test_a_long_voucher_number_loses_no_digit(read_files: Read) -> None:
    line = [*FIRST[:4], "00257081134.00 "]
    assert ledger(read_files, line).tables["ledger"]["voucher_no"].tolist() == ["00257081134"]


def test_two_ledgers_on_one_sheet_are_of_two_projects(read_files: Read) -> None:
    other = [["项目名称：", "“生命接力”志愿服务"], HEAD[1], ["2017.5.1", "交通", 20, "往返", "SL9"]]
    rows = [["明细"], *HEAD, FIRST, ["合计", None, 300.5], [], *other, ["合计", None, 20]]
    result = read_files({"支出.xlsx": book(sheet(rows))})
    assert codes(result) == []
    lines = result.tables["ledger"].set_index("project_id")["amount_fen"]
    assert lines.to_dict() == {"2017-C01-1": 2000, "2017-C02-1": 30050}


def owned(
    read_files: Read, *rows: Sequence[Any], head: str = "项目名称", label: str = ""
) -> Result:
    labels = [["项目名称：", label]] if label else []
    table = [["经费支出总表"], *labels, [head, *HEAD[1]], *rows]
    return read_files({"总表.xlsx": book(sheet(table))})


def test_a_column_may_name_the_project_of_each_line(read_files: Read) -> None:
    other = ["2017.4.19", "交通", 20, "往返", "SL02"]
    mine = "“生命接力”志愿服务"
    result = owned(read_files, ["天使之翼", *FIRST], [mine, *other], ["合计", None, None, 320.5])
    assert codes(result) == []
    lines = result.tables["ledger"][["project_id", "line_no", "amount_fen"]]
    assert lines.to_numpy().tolist() == [["2017-C01-1", 1, 2000], ["2017-C02-1", 1, 30050]]


def test_a_line_of_nobody_or_of_a_stranger_is_told(read_files: Read) -> None:
    lines = (["天使之异", *FIRST], [None, *FIRST[:-1], "SL02"], ["天使之翼", *FIRST[:-1], "SL03"])
    result = owned(read_files, *lines, ["合计", None, None, 1])
    assert codes(result) == [
        ("project.unknown", "A3"), ("project.name-missing", "A4"), ("total.does-not-add-up", "D6"),
    ]  # fmt: skip
    assert result.tables["ledger"]["voucher_no"].tolist() == ["SL03"]


def test_what_was_paid_for_is_no_project_where_the_label_names_it(read_files: Read) -> None:
    result = owned(read_files, ["展板", *FIRST], head="项目", label="天使之翼")
    assert codes(result) == []
    assert result.tables["ledger"]["project_id"].tolist() == ["2017-C02-1"]


@pytest.mark.parametrize(
    ("row", "cell", "stated"),
    [
        (["合计（大写）：叁佰元整"], "A5", "叁佰元整"),
        (["合计（大写）叁佰元整 ¥300.50"], "A5", "叁佰元整"),
        (["合计", "人民币（大写）叁佰元整", 300.5], "B5", "叁佰元整"),
        (["合计", "叁佰元伍角整", 300.49], "C5", "300.49"),
        (["合计：300.00元"], "A5", "300.00元"),
        (["金额大写：叁佰元整"], "A5", "叁佰元整"),
        (["金额大写：", "叁佰元伍角壹分"], "B5", "叁佰元伍角壹分"),
    ],
)
def test_a_sum_in_words_that_the_lines_do_not_come_to_is_told_with_both(
    row: Sequence[Any], cell: str, stated: str, read_files: Read
) -> None:
    result = ledger(read_files, FIRST, row)
    told = [(p.code, p.where.cell, p.actual, p.expected) for p in result.problems if p.where.cell]
    assert told == [("total.does-not-add-up", cell, stated, "300.50 元")]


@pytest.mark.parametrize(
    "row",
    [
        ["合计（大写）：叁佰元伍角整"], ["合计", "叁佰元伍角整", 300.5], ["合计：300.50元"],
        ["金额大写：叁佰元伍角整"], ["剩余金额（大写）：壹元整"], ["合计：300.5元，结余：叁元整"],
        ["合计（大写）：", None, 300.5], ["注：支持经费（大写）伍仟元整"],
        ["金额大写（元）：叁佰元伍角整"],
    ],
)  # fmt: skip
def test_a_sum_in_words_that_is_right_and_other_money_are_not_told(
    row: Sequence[Any], read_files: Read
) -> None:
    assert codes(ledger(read_files, FIRST, row)) == []


def test_a_unit_is_no_amount_in_capitals(read_files: Read) -> None:
    result = ledger(read_files, FIRST, ["金额大写，不写“万元”字样"])
    assert codes(result) == [("money.unit-unused", "A5")]


def test_a_sum_in_capitals_that_is_no_number_is_told(read_files: Read) -> None:
    result = ledger(read_files, FIRST, ["金额大写：叁叁佰佰元整"])
    told = [(p.code, p.where.cell, p.actual) for p in result.problems if p.where.cell]
    assert told == [("money.unreadable", "A5", "叁叁佰佰元整")]


@pytest.mark.parametrize("amount", ["99999999999999999999", 90071992547409.93])
def test_an_amount_that_no_table_holds_is_refused(amount: object, read_files: Read) -> None:
    result = ledger(read_files, FIRST, ["2017.5.1", "交通", amount, "往返", "SL02"])
    assert codes(result) == [("money.unreadable", "C5")]
    assert result.tables["ledger"]["amount_fen"].tolist() == [30050, pd.NA]


def test_money_paid_back_is_below_nought(read_files: Read) -> None:
    back = [
        ["2017.5.1", "交通", "-100元", "退票", "SL01"],
        ["2017.5.2", "交通", -0.5, "退", "SL01"],
    ]
    result = ledger(read_files, FIRST, *back, ["合计", None, 200])
    assert codes(result) == []
    assert result.tables["ledger"]["amount_fen"].tolist() == [30050, -10000, -50]
