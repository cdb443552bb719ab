"""The cases in tests/cases: what an analyst wrote down must come out (written_cases.py)."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from written_cases import KEYS, found_in

EVERY = sorted((Path(__file__).parents[1] / "cases").glob("*.toml"))
CASES = [path for path in EVERY if "_flag_" not in path.name]  # those: tests/account/test_cases.py


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path, work_out):
    case = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    assert set(case) <= KEYS
    assert case["name"]
    assert case["expect"]
    tables, problems = work_out(case)
    assert found_in(tables, problems, case["expect"]) == case["expect"]


def test_there_are_cases():
    assert len(CASES) >= 44


def test_a_wrong_expectation_fails(work_out):
    case = tomllib.loads(CASES[0].read_text(encoding="utf-8"), parse_float=Decimal)
    tables, problems = work_out(case)
    assert (
        found_in(tables, problems, {"rank": {"甲": 99}, "problems": []} | case["expect"])
        != {"rank": {"甲": 99}} | case["expect"]
    )


def test_the_page_for_analysts_names_every_case():
    page = (CASES[0].parent / "README.md").read_text(encoding="utf-8")
    listed = {number for line in page.splitlines() if line.startswith("| ")
              for number in re.findall(r"\b\d\d\b", line)}  # fmt: skip
    assert listed == {path.name[:2] for path in EVERY}
