"""Deductions beside the marks of a summary: read by their header, never applied in silence."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assessment.core.result import Result
from assessment.core.rules import Rules, load_rules
from papers import FIRST, SECOND, Read, book, codes, sheet

ROOT = Path(__file__).parents[3]
TITLE = ["2017年现场答辩评分汇总表"]
HEADER = ["项目名称", "评委1", "评委2", "评委3"]
OVERTIME = {"name": "超时", "most": Decimal(5)}
LATE = {"name": "迟到", "most": Decimal(2)}


def rules_with(*penalties: dict[str, Any]) -> Rules:
    raw = load_rules(ROOT / "rules" / "2017.toml").model_dump(by_alias=True)
    for part in raw["component"]:
        if part["name"] == "defense":
            part["penalties"] = penalties
    return Rules.model_validate(raw)


def read(read_files: Read, head: str, cells: Sequence[Any], *penalties: dict[str, Any]) -> Result:
    """Read a summary with one more column; its cells are C-column E3 and E4."""
    lines = [[name, 90, 91, 92, cell] for name, cell in zip((FIRST, SECOND), cells, strict=True)]
    files = {"a.xlsx": book(sheet([TITLE, [*HEADER, head], *lines]))}
    return read_files(files, rules=rules_with(*penalties))


def taken(result: Result) -> list[tuple[str, str, float]]:
    table = result.tables["penalties"]
    return list(zip(table["project_id"], table["name"], table["points"], strict=True))


@pytest.mark.parametrize("head", ["超时扣分", "超时", "扣分", "扣分（超时）", "扣分（最多5分）"])
def test_a_column_named_for_a_deduction_is_read(read_files: Read, head: str) -> None:
    result = read(read_files, head, (2.5, 0), OVERTIME)
    assert codes(result) == []
    assert taken(result) == [("2017-C01-1", "超时", 2.5)]
    assert result.tables["penalties"]["src"].tolist()[0].endswith("!表!E3")
    assert len(result.tables["marks"]) == 6


@pytest.mark.parametrize("cell", [None, 0, "/", "无"])
def test_a_box_without_a_deduction_takes_nothing(read_files: Read, cell: Any) -> None:
    result = read(read_files, "超时扣分", (cell, 1), OVERTIME)
    assert codes(result) == []
    assert taken(result) == [("2017-C02-1", "超时", 1)]


@pytest.mark.parametrize(
    ("head", "cell", "penalties", "code"),
    [
        ("违规扣分", 2, (OVERTIME,), "penalty.unknown"),
        ("扣分（违规）", 2, (OVERTIME,), "penalty.unknown"),
        ("扣分", 2, (OVERTIME, LATE), "penalty.unknown"),
        ("扣分", 2, (), "penalty.unknown"),
        ("超时扣分", 5.5, (OVERTIME,), "penalty.out-of-range"),
        ("超时扣分", -2, (OVERTIME,), "penalty.out-of-range"),
        ("超时扣分", 1.23456, (OVERTIME,), "penalty.out-of-range"),
        ("超时扣分", "两分左右", (OVERTIME,), "points.not-a-number"),
        ("超时扣分", "缺席", (OVERTIME,), "points.not-a-number"),
    ],
)
def test_what_the_rules_do_not_allow_is_told_at_its_cell(
    read_files: Read, head: str, cell: Any, penalties: Sequence[dict[str, Any]], code: str
) -> None:
    result = read(read_files, head, (cell, None), *penalties)
    assert codes(result) == [(code, "E3")]
    assert taken(result) == []


def test_a_row_of_a_table_on_its_side_is_read(read_files: Read) -> None:
    rows = [
        TITLE,
        ["项目名称", FIRST, SECOND],
        ["评委1", 90, 80],
        ["评委2", 91, 81],
        ["评委3", 92, 82],
        ["超时扣分", 1.5, None],
    ]
    result = read_files({"a.xlsx": book(sheet(rows))}, rules=rules_with(OVERTIME))
    assert codes(result) == []
    assert taken(result) == [("2017-C01-1", "超时", 1.5)]


@pytest.mark.parametrize(("again", "points"), [(2, [2.0]), (3, [])])
def test_a_deduction_that_stands_twice_is_told_at_both_places(
    read_files: Read, again: float, points: list[float]
) -> None:
    first, second = (
        book(sheet([TITLE, ["项目名称", "评委1", f"评委{n}", "超时扣分"], [FIRST, None, 90, cell]]))
        for n, cell in ((2, 2), (3, again))
    )
    result = read_files({"a.xlsx": first, "b.xlsx": second}, rules=rules_with(OVERTIME))
    told = [(p.where.file, p.where.cell, p.actual) for p in result.problems
            if p.code == "penalty.duplicate"]  # fmt: skip
    assert told == [("2017/a.xlsx", "D3", "2"), ("2017/b.xlsx", "D3", str(again))]
    assert [row[2] for row in taken(result)] == points


def test_every_cell_of_the_column_is_a_value(read_files: Read) -> None:
    result = read(read_files, "超时扣分", (2, 0), OVERTIME)
    cells = result.tables["sheet_cells"]
    mine = cells[cells["source_id"] == result.tables["penalties"]["src"].iloc[0][:12]]
    counted = mine.groupby("cell_class")["n_cells"].sum().to_dict()
    # Per line the project, three marks and the deduction.
    assert counted == {"label": 5, "title": 1, "value": 10}


def test_a_deduction_that_no_rule_names_is_told_by_its_header(read_files: Read) -> None:
    (fault,) = read(read_files, "超时扣分", (2, 0), LATE).problems
    assert (fault.code, fault.where.cell, fault.actual) == ("penalty.unknown", "E3", "超时扣分")
