"""Choices in cells of their own, seen from their values."""

from __future__ import annotations

from typing import Any

import pytest

from diseases.making import Disease, read
from diseases.option_cells import THEME, paper, sheet


def _first(files: dict[str, bytes]) -> dict[str, Any]:
    rows = read(Disease("x", "", files)).tables["applications"]
    return dict(rows[rows["college_code"] == "C01"].iloc[0])


@pytest.mark.parametrize("make", [sheet, paper])
@pytest.mark.parametrize(
    ("rows", "is_second"),
    [
        ([["是否第二项", "□否", "☑是"]], True),
        ([["是否第二项", "□否"], [None, "☑是"]], True),
        ([["是否第二项", "是", None, "否", "√"]], False),
        ([["是否第二项", "是", "√", "否", None]], True),
        ([["是否第二项", "□是", "□否"]], False),
    ],
)
def test_the_second_project_is_what_is_ticked(
    make: Any, rows: list[list[Any]], is_second: bool
) -> None:
    assert bool(_first(make(THEME, *rows))["is_second"]) is is_second


@pytest.mark.parametrize(
    "row",
    [
        ["项目基础", "□已形成特色", "☑新培育"],
        ["项目基础", "已形成特色", None, "新培育", "√"],
        ["项目基础", "□", "已形成特色", "√", "新培育"],
    ],
)
def test_the_maturity_is_what_is_ticked(row: list[Any]) -> None:
    assert _first(sheet(THEME, row))["maturity"] == "growing"


def test_two_questions_in_a_row_have_their_own_cells_below() -> None:
    rows = [["是否第二项", "□否", "项目基础", "□已形成特色"], [None, "☑是", None, "☑新培育"]]
    first = _first(sheet(THEME, *rows))
    assert (bool(first["is_second"]), first["maturity"]) == (True, "growing")
