"""A file drawn up from docs/layouts.md alone reads right, or is refused as the page says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO, StringIO
from typing import Any

import docx
import openpyxl
import pandas as pd
import pytest
from docs_layouts import layouts, layouts_page, refusal

from assessment.core.provenance import CellRef, position
from assessment.intake.grids.kinds import KINDS
from papers import Read, earlier_applications

BEFORE = earlier_applications(("2016-C02-1", "2016-C02-1", "护航行动", "C02"))
CASES = [pytest.param(one, id=one["number"]) for one in layouts()]
REFUSALS = [
    pytest.param(one, entry, id=f"{one['number']} {entry['cell']} {entry['value']}")
    for one in layouts()
    for entry in one["refuses"]
]
Rows = Sequence[Sequence[Any]]


def xlsx(rows: Rows, merges: Sequence[str]) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "表"
    for values in rows:
        book.active.append([None if value == "" else value for value in values])
    for area in merges:
        book.active.merge_cells(area)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def word(rows: Rows) -> bytes:
    document = docx.Document()
    table = document.add_table(len(rows), max(map(len, rows)))
    for n, values in enumerate(rows):
        for column, value in enumerate(values):
            table.cell(n, column).text = str(value)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def text(rows: Rows) -> bytes:
    frame, stream = pd.DataFrame([list(row) for row in rows]), StringIO()
    frame.to_csv(stream, header=False, index=False)
    return stream.getvalue().encode("gb18030")


def written(one: Mapping[str, Any], rows: Rows, ending: str) -> dict[str, bytes]:
    name = one["file"].rpartition(".")[0]
    data = {"xlsx": xlsx(rows, one.get("merges", ())), "docx": word(rows), "csv": text(rows)}
    return {f"{name}.{ending}": data[ending]}


def shown(value: Any) -> Any:
    return str(value.date()) if isinstance(value, pd.Timestamp) else value


@pytest.mark.parametrize("one", CASES)
@pytest.mark.parametrize("is_xlsx", [True, False])
def test_an_example_reads_as_the_page_says(
    read_files: Read, one: Mapping[str, Any], is_xlsx: bool
) -> None:
    ending = "xlsx" if is_xlsx else one["file"].rpartition(".")[2]
    files = written(one, one["rows"], ending)
    result = read_files(files, earlier=BEFORE)
    (name,) = files
    own = [fault for fault in result.problems if fault.where.file == f"2017/{name}"]
    assert {fault.code for fault in own} <= {"project.duplicate"}
    for table, rows in one["reads"].items():
        frame = result.tables[table]
        if table != "applications":
            assert len(frame) == len(rows)
        for row in rows:
            fits = pd.Series(True, index=frame.index)
            for column, value in row.items():
                fits &= frame[column].map(shown) == value
            assert fits.sum() == 1, row
    (source,) = result.tables["sources"].query(
        "file == @path", local_dict={"path": f"2017/{name}"}
    )["kind"]
    assert source == one["kind"]


@pytest.mark.parametrize(("one", "entry"), REFUSALS)
def test_what_the_page_says_is_refused_is_told_so(
    read_files: Read, one: Mapping[str, Any], entry: Mapping[str, Any]
) -> None:
    rows = [list(row) for row in one["rows"]]
    row, column = position(entry["cell"])
    rows[row - 1][column - 1] = entry["value"]
    files = written(one, rows, one["file"].rpartition(".")[2])
    told = [
        replace(fault, where=CellRef("", "", fault.where.cell))
        for fault in read_files(files, earlier=BEFORE).problems
        if fault.where.file.endswith(one["file"]) and fault.code == entry["code"]
    ]
    promised = refusal(entry)
    assert [(one.line(), one.line("en")) for one in told] == [
        (promised.line(), promised.line("en"))
    ]


def test_every_kind_of_table_has_an_example() -> None:
    shown_kinds = {one["kind"] for one in layouts()}
    assert {kind.name for kind in KINDS} <= shown_kinds
    assert {"application_form", "mark_form", "mark_cross", "vote_ballots"} <= shown_kinds


def test_the_seventeen_layouts_are_all_told() -> None:
    page = layouts_page()
    numbers = {one["number"].rstrip("ab") for one in layouts()}
    assert numbers == {str(n) for n in range(1, 18)} - {"10"} and "版式 10" in page
