"""财务报销清单: payments by 报销单号."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assessment.core.result import Result
from papers import Read, book, codes, sheet

HEAD = ["序号", "报销单号", "入账日期", "摘要", "入账金额（元）"]


def finance(read_files: Read, *rows: Sequence[Any], head: Sequence[Any] = HEAD) -> Result:
    return read_files({"财务.xlsx": book(sheet([["财务报销清单"], head, *rows]))})


def test_payments_of_one_number_are_counted(read_files: Read) -> None:
    rows = [[1, "BX01", "2017.6.30", "物料", 300.5], [2, "BX02", "2017.7.1", "交通", "¥20.00"],
            [3, "BX01", "2017.9.30", "补付", -0.5], ["合计", None, None, None, 320]]  # fmt: skip
    result = finance(read_files, *rows)
    assert codes(result) == []
    table = result.tables["finance"]
    assert table[["reimbursement_no", "payment_no", "paid_fen"]].to_numpy().tolist() == [
        ["BX01", 1, 30050], ["BX01", 2, -50], ["BX02", 1, 2000],
    ]  # fmt: skip
    assert table["src"].iloc[0].endswith("!表!E3")


def test_the_unit_and_the_sum_are_read_like_a_ledgers(read_files: Read) -> None:
    head = [*HEAD[:4], "入账金额（万元）"]
    result = finance(
        read_files, [1, "BX01", "2017.6.30", "物料", 0.03], ["合计", "叁佰元壹角"], head=head
    )
    assert result.tables["finance"]["paid_fen"].tolist() == [30000]
    assert codes(result) == [("total.does-not-add-up", "B4")]


def test_a_row_without_a_number_or_with_an_unclear_amount_is_told(read_files: Read) -> None:
    rows = [[1, None, "2017.6.30", "物料", 5], [2, "BX02", "2017.7", "交通", "约20元"]]
    result = finance(read_files, *rows)
    assert codes(result) == [
        ("finance.number-missing", "E3"), ("money.unreadable", "E4"), ("date.unreadable", "C4"),
    ]  # fmt: skip
    assert result.tables["finance"]["paid_fen"].isna().tolist() == [True]
