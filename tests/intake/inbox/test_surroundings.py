"""What stands in the cells that problems name, and next to them."""

from __future__ import annotations

from io import BytesIO

import openpyxl

from assessment.core.problems import problem
from assessment.core.provenance import CellRef
from assessment.intake.inbox.surroundings import read_surroundings
from papers import book, sheet


def fault(cell: str, file: str = "2017/甲.xlsx"):
    return problem("points.not-a-number", CellRef(file, "表", cell))


def test_the_cell_and_the_rows_around_it_are_told() -> None:
    drawn = sheet([["头", "分"], ["一", 1], ["二", "八十"], ["三", 3], ["四", 4], ["五", 5]])
    files = {"2017/甲.xlsx": book(drawn), "2017/乙.xlsx": b"not opened"}
    found = read_surroundings(files, [fault("B3"), fault("F3")], year=2017)
    told = found.set_index("cell")
    assert told.loc["B3", "content"] == "八十" and told.loc["B3", "kind"] == "text"
    assert told.loc[told["is_told"]].index.tolist() == ["B3", "F3"]
    assert told.loc["F3", "content"] == "空"
    assert "A1" in told.index and "A5" in told.index and "A6" not in told.index


def test_files_without_a_cell_are_not_opened() -> None:
    found = read_surroundings({"2017/甲.xlsx": b"x"}, [fault("")], year=2017)
    assert found.empty and "content" in found.columns


def test_every_kind_of_cell_can_stand_there() -> None:
    drawn = sheet([["头", "分"], ["一", 440102199901011234], ["二", 5]])
    made = openpyxl.load_workbook(BytesIO(book(drawn)))
    made.active["B3"].number_format = "0,"
    made.active["B4"] = "=1+1"
    buffer = BytesIO()
    made.save(buffer)
    faults = [fault("B2"), fault("B3"), fault("B4")]
    found = read_surroundings({"2017/甲.xlsx": buffer.getvalue()}, faults, year=2017)
    told = found.set_index("cell")["kind"]
    assert told[["B2", "B3", "B4"]].tolist() == ["long", "scaled", "uncached"]
