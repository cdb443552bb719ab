"""Every clause of the notice is answered by a file of the demo that is really there."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from assessment.founding import Demo

PAGE = Path(__file__).resolve().parents[1] / "docs" / "notice.md"
TEXT = PAGE.read_text(encoding="utf-8")
PATHS = sorted(set(re.findall(r"`((?:reports|data|notebooks|rules|登记)[^`]*)`", TEXT)))
ROWS = [line for line in TEXT.splitlines() if line.startswith("| ") and "Clause" not in line]


@pytest.mark.parametrize("path", PATHS)
def test_the_files_named_are_in_the_demo(demo: Demo, path: str) -> None:
    assert (demo.workspace.root / path).exists()


def test_the_sheets_named_are_in_the_workbooks(demo: Demo) -> None:
    root = demo.workspace.root
    names = set(openpyxl.load_workbook(root / "登记.xlsx", read_only=True).sheetnames)
    for year in demo.workspace.years():
        book = root / f"reports/{year}/{year}评分汇总复核表.xlsx"
        names |= set(openpyxl.load_workbook(book, read_only=True).sheetnames)
    told = {name.rstrip("…") for name in re.findall(r"「(.+?)」", TEXT)}
    assert [name for name in told if not any(one.startswith(name) for one in names)] == []


def test_no_clause_is_left_without_an_answer() -> None:
    assert len(ROWS) == 15
    assert all(re.search("[`「]", row.split("|")[3]) for row in ROWS)
