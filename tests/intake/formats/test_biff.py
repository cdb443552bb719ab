"""Formulas of old workbooks: calculated by somebody, or only written."""

from __future__ import annotations

import struct
from io import BytesIO

import pytest
import xlwt

from assessment.intake.cells import CellKind
from assessment.intake.formats.biff import uncalculated
from assessment.intake.formats.excel import read_xls

BLANK, NOUGHT = b"\3\0\0\0\0\0\xff\xff", bytes(8)
SEVEN = struct.pack("<d", 7)


def book(*results: bytes, flags: int = 0, calculator: bool = False) -> bytes:
    """Return a workbook of formulas in row 1 of a second sheet, with these results."""
    made = xlwt.Workbook()
    made.add_sheet("a").write(0, 0, "x")
    sheet = made.add_sheet("b")
    for column in range(len(results)):
        sheet.write(0, column, xlwt.Formula("1+1"))
    # A record of the length of RecalcId, so that it can be made one.
    made.country_code = 86
    buffer = BytesIO()
    made.save(buffer)
    data = buffer.getvalue()
    for result in results:
        data = data.replace(BLANK + b"\0\0", result + struct.pack("<H", flags) + b"", 1)
    country = struct.pack("<2H", 0x008C, 4)
    assert data.count(country) == 1
    return data.replace(country, struct.pack("<2H", 0x01C1, 4)) if calculator else data


def places(data: bytes) -> list[tuple[int, int, int]]:
    return sorted(uncalculated(data))


def test_formulas_that_a_library_only_wrote_have_no_result() -> None:
    data = book(b"\3\1\0\0\0\0\xff\xff", NOUGHT)
    assert places(data) == [(1, 0, 0), (1, 0, 1)]
    cells = read_xls(data)[1].cells
    assert {at: (cell.kind, cell.text) for at, cell in cells.items()} == {
        (1, 1): (CellKind.UNCACHED, "="),
        (1, 2): (CellKind.UNCACHED, "="),
    }


@pytest.mark.parametrize("data", [
    book(SEVEN, NOUGHT, b"\3\1\0\0\0\0\xff\xff"),
    book(NOUGHT, b"\3\1\0\0\0\0\xff\xff", calculator=True),
])  # fmt: skip
def test_a_blank_or_nought_that_was_calculated_is_one(data: bytes) -> None:
    assert places(data) == []
    assert all(cell.kind is CellKind.NUMBER for cell in read_xls(data)[1].cells.values())


def test_a_formula_to_be_calculated_on_opening_has_no_result_before() -> None:
    assert places(book(SEVEN, NOUGHT, flags=2, calculator=True)) == [(1, 0, 1)]


def test_records_that_are_cut_short_are_passed_over() -> None:
    assert uncalculated(book()) == frozenset()
