"""Sheets of the workbook about choice, money, activities, brands, Red Flag, corrections, appeals."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from assessment import pipeline
from assessment.core.tables import PERSONAL_COLUMNS
from assessment.founding import Demo
from assessment.report.bonus_words import bonus_sentences


@pytest.fixture(scope="module")
def book(demo: Demo) -> openpyxl.Workbook:
    path = demo.workspace.root / "reports/2019/2019评分汇总复核表.xlsx"
    return openpyxl.load_workbook(BytesIO(path.read_bytes()))


def texts(book: openpyxl.Workbook, name: str) -> list[list[str]]:
    rows = book[name].iter_rows(values_only=True)
    return [["" if value is None else str(value) for value in row] for row in rows]


@pytest.mark.parametrize(
    ("sheet", "table"),
    [
        ("立项决定", "selection"),
        ("经费科目", "budget_spending"),
        ("品牌与复查", "brands"),
        ("五四红旗团委", "red_flag"),
        ("五四红旗明细", "red_flag_items"),
        ("更正", "corrections"),
        ("异议复核", "appeals"),
    ],
)
def test_every_row_of_a_table_has_a_line(
    demo: Demo, book: openpyxl.Workbook, sheet: str, table: str
) -> None:
    lines = texts(book, sheet)
    head = next(n for n, line in enumerate(lines) if sum(map(bool, line)) >= 4)
    # Sentences below a table take one merged cell.
    filled = [line for line in lines[head + 1 :] if sum(map(bool, line)) > 1]
    assert len(filled) == len(demo.workspace.run(2019).tables[table])


def test_below_the_ranking_stands_what_the_bonus_changes(
    demo: Demo, book: openpyxl.Workbook
) -> None:
    run, rules = demo.workspace.run(2019), demo.workspace.rules(2019)
    sentences = bonus_sentences(run.tables, rules=rules)
    single = [line[0] for line in texts(book, "五四红旗团委") if sum(map(bool, line)) == 1]
    assert len(sentences) >= 6
    assert single[-len(sentences) - 1 :] == ["品牌加分与名次", *sentences]


def test_a_year_without_them_has_no_such_sheets(demo: Demo) -> None:
    path = demo.workspace.root / "reports/2017/2017评分汇总复核表.xlsx"
    names = openpyxl.load_workbook(path, read_only=True).sheetnames
    assert "五四红旗团委" not in names and "更正" not in names
    assert "立项决定" in names


def test_nobody_is_named(demo: Demo, book: openpyxl.Workbook) -> None:
    tables = demo.workspace.run(2019).tables
    persons = {
        str(value)
        for name in tables
        for column in PERSONAL_COLUMNS & set(tables[name].columns)
        for value in tables[name][column].dropna()
    }
    written = {cell for sheet in book.sheetnames for line in texts(book, sheet) for cell in line}
    assert len(persons) > 20
    assert not [one for one in persons if any(one in cell for cell in written)]


def test_the_same_tables_give_the_same_bytes(demo: Demo) -> None:
    tables, rules = demo.workspace.programme(2019).tables, demo.workspace.rules(2019)
    first = pipeline.write_workbook(tables, rules=rules)
    assert pipeline.write_workbook(tables, rules=rules) == first
