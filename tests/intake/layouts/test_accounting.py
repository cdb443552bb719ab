"""Every non-blank cell in one class, and each class kept to: values count, the rest does not."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

import pandas as pd
import pytest

from assessment.core.problems import Problem
from assessment.core.result import Result
from assessment.founding import Demo
from assessment.intake import read as reading
from assessment.intake.cells import Cell, Sheet, text_cell
from assessment.intake.inbox.opening import Opened, open_files, open_register
from assessment.intake.layouts.accounting import settled
from assessment.intake.layouts.claims import CellClass, Claims
from assessment.intake.sheets.recognise import recognise
from assessment.intake.sheets.sheet_read import SheetRead
from assessment.intake.words.vocabulary import vocabulary
from papers import FIRST, SECOND, Read, book, codes, sheet

YEARS = (2017, 2018, 2019)
Told = tuple[dict[str, pd.DataFrame], Sequence[Problem]]


class Year:
    """A year of the sample, read again and again with one cell changed."""

    def __init__(self, demo: Demo, year: int, monkeypatch: pytest.MonkeyPatch) -> None:
        self.inputs = demo.workspace.inputs(year)
        applications = demo.run.tables["applications"]
        self.earlier = applications[applications["year"] < year]
        self.opened = list(open_files(self.inputs.files, year))
        self.now = self.opened
        register = open_register(self.inputs.register)
        monkeypatch.setattr(reading, "open_all", lambda *_, **__: (register, self.now))
        documents = [item.document for item in self.opened if item.document is not None]
        self.sheets, _ = recognise(documents, vocabulary(self.inputs.rules))
        self.told = self.read()
        self.claims = [(one, self._settled(one)) for one in self.sheets]

    def _settled(self, one: SheetRead) -> Claims:
        """Return the claims of a sheet as they are counted."""
        tables, problems = self.told
        sources = tables["sources"].set_index("source_id")["is_superseded"]
        if sources[one.document.source_id]:
            return {}
        place = (one.document.file, one.sheet.name)
        mine = [fault for fault in problems if (fault.where.file, fault.where.sheet) == place]
        return settled(one.sheet, one.claims, one.blocks, mine)

    def read(self) -> Told:
        result = reading.read_year(
            self.inputs.files, self.inputs.register, rules=self.inputs.rules, earlier=self.earlier
        )
        tables = {n: t for n, t in result.tables.items() if not n.startswith("sheet_")}
        return tables, result.problems

    def with_cell(self, one: SheetRead, cell: Cell) -> Told:
        sheet = replace(one.sheet, cells={**one.sheet.cells, (cell.row, cell.column): cell})
        self.now = [_with_sheet(item, one, sheet) for item in self.opened]
        return self.read()

    def some(self, classes: set[CellClass], n: int) -> list[tuple[SheetRead, Cell]]:
        # A first level is read, yet says nothing new over a second level that the rules know.
        blocks = [block for one in self.sheets for block in one.blocks]
        records = [record for block in blocks for record in block.records]
        firsts = {record.cells["item_1"] for record in records if "item_1" in record.cells}
        found = [
            (one, one.sheet.cells[place])
            for one, claims in self.claims
            for place, claim in sorted(claims.items())
            if claim.cell_class in classes and claim.reason != "row.numbering"
            if one.sheet.cells[place] not in firsts
        ]
        return random.Random(7).sample(found, min(n, len(found)))


def _with_sheet(item: Opened, one: SheetRead, sheet: Sheet) -> Opened:
    if item.document is not one.document:
        return item
    sheets = tuple(sheet if old is one.sheet else old for old in one.document.sheets)
    return replace(item, document=replace(one.document, sheets=sheets))


def same(one: Told, other: Told) -> bool:
    return one[1] == other[1] and all(one[0][name].equals(other[0][name]) for name in one[0])


@pytest.mark.parametrize("year", YEARS)
def test_the_classes_of_each_sheet_add_up_to_its_cells(demo: Demo, year: int) -> None:
    inputs, tables = demo.workspace.inputs(year), demo.run.tables
    counted = tables["sheet_cells"][tables["sheet_cells"]["year"] == year]
    counted = counted.groupby(["source_id", "sheet"])["n_cells"].sum().to_dict()
    opened = (item.document for item in open_files(inputs.files, year))
    wanted = {
        (document.source_id, sheet.name): len(sheet.cells)
        for document in opened
        if document is not None
        for sheet in document.sheets
        if sheet.cells
    }
    assert counted == wanted


@pytest.mark.parametrize("year", YEARS)
def test_the_classes_add_up_to_what_the_files_hold(demo: Demo, year: int) -> None:
    """Count once more from the XML itself, without any reader of ours."""
    tables, files = demo.run.tables, demo.workspace.inputs(year).files
    mine = tables["sources"][tables["sources"]["year"] == year]
    counted = tables["sheet_cells"].groupby("source_id")["n_cells"].sum()
    books = {row.file: row.source_id for row in mine.itertuples() if row.source_id in counted}
    found = {file: counted[books[file]] for file in books if files[file].startswith(b"PK")}
    found = {file: n for file, n in found.items() if file.endswith(".xlsx")}
    assert found == {file: n_cells(files[file]) for file in found}
    assert sum(found.values()) > 1500


def n_cells(book: bytes) -> int:
    """Return how many cells of a workbook hold a formula or something that is not blank."""
    with zipfile.ZipFile(BytesIO(book)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist() if ".xml" in name}
    items = re.findall(r"<si>(.*?)</si>", parts.get("xl/sharedStrings.xml", ""), re.DOTALL)
    shared = ["".join(re.findall(r"<t[^>]*>([^<]*)</t>", item)) for item in items]
    sheets = [part for name, part in parts.items() if name.startswith("xl/worksheets/sheet")]
    cells = [cell for part in sheets
             for cell in re.findall(r"<c\b([^>]*[^/])>(.*?)</c>", part, re.DOTALL)]  # fmt: skip
    return sum(_holds(looks, body, shared) for looks, body in cells)


def _holds(looks: str, body: str, shared: Sequence[str]) -> bool:
    value = re.search(r"<v>([^<]*)</v>", body)
    text = value[1] if value else "".join(re.findall(r"<t[^>]*>([^<]*)</t>", body))
    if value and 't="s"' in looks:
        text = shared[int(text)]
    return bool(text.strip()) or "<f" in body


def test_no_row_of_the_sample_is_left_unread(demo: Demo) -> None:
    problems = demo.run.tables["problems"]
    assert not problems["code"].isin(["row.unread", "column.no-header"]).any()


def test_a_value_is_a_value_and_a_remark_is_none(
    demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Change one cell at a time: what is called a value changes the tables or is a problem.

    A dozen cells of one year; 750 of all years are slow.
    """
    changed_one_by_one(Year(demo, 2019, monkeypatch), n_values=5, n_others=4, n_totals=3)


@pytest.mark.slow
@pytest.mark.parametrize("year", YEARS)
def test_many_values_of_every_year_are_values(
    demo: Demo, monkeypatch: pytest.MonkeyPatch, year: int
) -> None:
    changed_one_by_one(Year(demo, year, monkeypatch), n_values=150, n_others=60, n_totals=40)


def unlike(text: str) -> str:
    """Return a text with another value behind its label, if it has one."""
    label, mark, _ = text.replace("：", ":").partition(":")
    return f"{label}：甲乙丙丁" if mark else "甲乙丙丁"


def changed_one_by_one(year: Year, *, n_values: int, n_others: int, n_totals: int) -> None:
    for one, cell in year.some({CellClass.VALUE}, n_values):
        changed = text_cell(cell.row, cell.column, unlike(cell.text))
        assert not same(year.with_cell(one, changed), year.told), (one.document.file, cell)
    for one, cell in year.some({CellClass.IGNORED, CellClass.NOTE}, n_others):
        changed = text_cell(cell.row, cell.column, f"{cell.text}另")
        assert same(year.with_cell(one, changed), year.told), (one.document.file, cell)
    for one, cell in year.some({CellClass.TOTAL}, n_totals):
        tables, _ = year.with_cell(one, cell._replace(text="1", value=None))
        assert all(tables[name].equals(year.told[0][name]) for name in ("marks", "votes"))


MATRIX = ["申报单位", "项目名称", "评委1", "评委2", "评委3", "平均"]
LINES = (["临床医学院", FIRST, 90, 91, 92, 91], ["护理学院", SECOND, 80, 81, 82, 81])


def classes(result: Result, cell_class: str) -> dict[str, int]:
    """Return how many cells of the defense sheet are of a class, by reason."""
    tables = result.tables
    mine = tables["sources"].loc[tables["sources"]["file"] == "2017/答辩.xlsx", "source_id"]
    cells = tables["sheet_cells"]
    cells = cells[cells["source_id"].isin(mine) & (cells["cell_class"] == cell_class)]
    return dict(zip(cells["reason"], cells["n_cells"], strict=True))


def defense(read_files: Read, *rows: Sequence[Any]) -> Result:
    whole = [["2017年现场答辩评分汇总表"], MATRIX, *LINES, *rows]
    return read_files({"答辩.xlsx": book(sheet(whole))})


def test_a_line_with_a_mark_and_no_project_is_told(read_files: Read) -> None:
    result = defense(read_files, [None, None, 88])
    assert codes(result) == [("row.unread", "C5")]
    assert result.problems[0].expected == "C5"
    assert classes(result, "problem") == {"row.unread": 1}
    assert len(result.tables["marks"]) == 6


def test_lines_that_go_on_alike_are_told_once(read_files: Read) -> None:
    alone = [None, None, 88]
    result = defense(read_files, alone, alone, [None, None, None, 77], LINES[0], alone)
    told = [(one.where.cell, one.expected) for one in result.problems if one.code == "row.unread"]
    assert told == [("C5", "C5–C6"), ("D7", "D7"), ("C9", "C9")]
    assert classes(result, "problem")["row.unread"] == 4


def test_values_below_no_header_are_told_once_a_column(read_files: Read) -> None:
    rows = [["2017年现场答辩评分汇总表"], MATRIX, [*LINES[0], 93], [*LINES[1], 83]]
    result = read_files({"答辩.xlsx": book(sheet(rows))})
    assert codes(result) == [("column.no-header", "G3")]
    assert result.problems[0].expected == "G3–G4"


@pytest.mark.parametrize(
    ("row", "cell_class", "reason"),
    [
        (["平均", None, 85, 86, 87], "ignored", "row.passed"),
        (["合计", None, 170, 172, 174], "total", ""),
        (MATRIX, "ignored", "row.header-again"),
        (["统分人：张示例", None, "复核人："], "note", ""),
        (["（本表一式两份）"], "note", ""),
        (["注：88分以上另列"], "note", ""),
    ],
)
def test_rows_that_are_no_record_have_their_class(
    read_files: Read, row: Sequence[Any], cell_class: str, reason: str
) -> None:
    plain, result = defense(read_files), defense(read_files, row)
    assert codes(result) == []
    n_more = classes(result, cell_class)[reason] - classes(plain, cell_class).get(reason, 0)
    labels = classes(result, "label")[""] - classes(plain, "label")[""]
    assert n_more + labels == sum(value is not None for value in row)


def test_the_averages_of_people_are_ignored_and_names_are_read(read_files: Read) -> None:
    result = defense(read_files)
    assert classes(result, "ignored") == {"header.ignored": 2}
    assert classes(result, "value") == {"": 10}
    columns = result.tables["sheet_columns"]
    heads = columns[columns["header"].isin(MATRIX)].drop_duplicates("header")
    assert dict(zip(heads["header"], heads["state"], strict=True))["平均"] == "ignored"
    blocks = result.tables["sheet_blocks"]
    matrix = blocks[blocks["kind"] == "mark_matrix"]
    assert matrix["area"].tolist() == ["A2:F4"] and matrix["n_records"].tolist() == [2]


def test_a_record_whose_project_is_unknown_is_no_value(read_files: Read) -> None:
    result = defense(read_files, ["护理学院", "无此项目", 70, 71, 72, 71])
    assert codes(result) == [("project.unknown", "B5")]
    assert classes(result, "problem") == {"project.unknown": 5}


def test_the_marks_of_an_unknown_judge_are_no_values(read_files: Read) -> None:
    head = ["项目名称", "思想性", "创新性", "效果", "参与度"]
    rows = [["现场答辩"], ["评委编号：", 9], head, [FIRST, 30, 31, 20, 5]]
    result = read_files({"答辩.xlsx": book(sheet(rows))})
    assert codes(result) == [("judge.unknown", "B2")]
    assert classes(result, "value") == {}
    assert classes(result, "problem") == {"judge.unknown": 6}


def test_a_sheet_that_is_nothing_known_is_a_problem_whole(read_files: Read) -> None:
    result = read_files({"答辩.xlsx": book(sheet([["甲", "乙"], ["丙", 1]]))})
    assert codes(result) == [("sheet.not-recognised", "")]
    assert classes(result, "problem") == {"sheet.not-recognised": 4}
