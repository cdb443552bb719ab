"""The cases tests/cases/*_flag_*.toml: what an analyst wrote down must come out."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from written_flag_cases import KEYS, LISTS, POINTS, found_in, worked_out

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*_flag_*.toml"))
LOOKED_AT = {*POINTS, *LISTS, "rank", "rank_without_bonus", "tips", "problems"}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path):
    case = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    assert set(case) <= KEYS
    assert set(case["expect"]) <= LOOKED_AT
    assert case["name"]
    assert "problems" in case["expect"]
    assert found_in(*worked_out(case), case["expect"]) == case["expect"]


def test_every_rule_of_the_evaluation_has_a_case():
    told = "".join(path.read_text(encoding="utf-8") for path in CASES)
    assert len(CASES) >= 15
    assert [key for key in sorted(LOOKED_AT) if f"{key} = " not in told] == []


def test_the_example_of_the_page_holds():
    page = (CASES[0].parent / "README.md").read_text(encoding="utf-8")
    (text,) = [part for part in page.split("```") if part.startswith("toml") and "papers." in part]
    case = tomllib.loads(text.removeprefix("toml"), parse_float=Decimal)
    assert found_in(*worked_out(case), case["expect"]) == case["expect"]


def test_a_wrong_expectation_fails():
    case = tomllib.loads(CASES[0].read_text(encoding="utf-8"), parse_float=Decimal)
    assert found_in(*worked_out(case), {"awarded": []}) == {"awarded": []}
    assert found_in(*worked_out(case), {"candidates": []}) != {"candidates": []}
