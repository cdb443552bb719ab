from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.core.provenance import (
    CellRef,
    address,
    column_letters,
    position,
    source_text,
    split_source,
)


@given(st.integers(1, 1048576), st.integers(1, 16384))
def test_addresses_read_back(row: int, column: int) -> None:
    assert position(address(row, column)) == (row, column)


@given(st.text(min_size=0, max_size=31))
def test_a_src_reads_back_whatever_the_sheet_is_called(sheet: str) -> None:
    assert split_source(source_text("0123456789ab", sheet, "C7")) == ("0123456789ab", sheet, "C7")


@pytest.mark.parametrize("text", ["", "c7", "C0", "7C", "C7 ", "C７"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="cell address"):
        position(text)


def test_letters_follow_excel() -> None:
    assert [column_letters(n) for n in (1, 26, 27, 702, 703, 16384)] == [
        "A", "Z", "AA", "ZZ", "AAA", "XFD",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="starts at 1"):
        column_letters(0)


def test_a_place_reads_as_people_say_it() -> None:
    assert str(CellRef("答辩.xlsx", "评分表", "C5")) == "答辩.xlsx「评分表」C5"
    assert str(CellRef("投票.csv", "", "B2")) == "投票.csv B2"


def test_a_place_in_word_is_told_by_row_and_column_in_either_language() -> None:
    where = CellRef("2017/申报表.DOCX", "表1", "AB12")
    assert str(where) == where.told() == "2017/申报表.DOCX「表1」第12行第28列"
    assert where.told("en") == "2017/申报表.DOCX「表1」row 12, column 28"
    assert CellRef("一、申报/a.docx").told("en") == "一、申报/a.docx"
    assert source_text("0" * 12, "表1", "AB12") == "0" * 12 + "!表1!AB12"
