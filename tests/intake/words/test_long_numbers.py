from __future__ import annotations

from decimal import Decimal

import pytest

from assessment.intake.cells import Cell, CellKind, Document, Sheet, text_cell, typed_cell
from assessment.intake.words.long_numbers import read_code
from assessment.intake.words.values import Spot

SHEET = Sheet("表", {})
SPOT = Spot(Document("a.xlsx", "0" * 12, (SHEET,)), SHEET, "ledger")


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (None, None),
        (text_cell(1, 1, " "), None),
        (text_cell(1, 1, "00010081474.00 "), "00010081474"),
        (text_cell(1, 1, "12345678901234567890"), "12345678901234567890"),
        (typed_cell(1, 1, 123456789012345), "123456789012345"),
        (text_cell(1, 1, "P-17"), "P-17"),
        (text_cell(1, 1, "1E5"), "1E5"),
    ],
)
def test_a_long_number_is_kept_as_written(cell: Cell | None, code: str | None) -> None:
    read = read_code(cell, SPOT, "票据号")
    assert (read.value, read.problems) == (code, ())


@pytest.mark.parametrize(
    "cell",
    [
        typed_cell(3, 5, 1234567890123456),
        typed_cell(3, 5, 1.2345678901234568e19),
        Cell(3, 5, CellKind.NUMBER, "1E+15", Decimal(10) ** 15),
        text_cell(3, 5, "1.23457E+19"),
    ],
)
def test_one_that_lost_its_end_is_told(cell: Cell) -> None:
    read = read_code(cell, SPOT, "票据号")
    (fault,) = read.problems
    assert (read.value, fault.code, fault.where.cell) == (None, "cell.too-many-digits", "E3")
    assert fault.column == "票据号"
