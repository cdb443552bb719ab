"""What stands where the number of a voucher belongs and is none."""

from __future__ import annotations

import pytest

from diseases.making import Disease, ledger, read

NO_NUMBER = (
    "/", "无", "（无）", "无票", "无发票", "没有", "待补", "后补", "丢失", "见附件", "详见附件2", "略", "待补1张", "电子发票",
)  # fmt: skip
NUMBERS = ("P2", "00123", "发票2", "收据第3号", "无锡00123", "A", "十二", "4403171130 00285746")


def _voucher(text: str) -> object:
    result = read(Disease("x", "a voucher", ledger(E5=text)))
    assert not result.problems
    return list(result.tables["ledger"]["voucher_no"])[1]


@pytest.mark.parametrize("text", NO_NUMBER)
def test_a_word_for_none_numbers_no_voucher(text: str) -> None:
    assert _voucher(text) is not text and str(_voucher(text)) in ("<NA>", "nan", "None")


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_of_a_voucher_is_kept_as_it_is_written(text: str) -> None:
    assert _voucher(text) == text
