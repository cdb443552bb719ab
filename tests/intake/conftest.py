"""The small year that intake tests read their workbooks in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from assessment.core.result import Result
from assessment.core.rules import Rules, load_rules
from assessment.intake.read import read_year
from papers import APPLICATIONS, REGISTER, Read, book, sheet, short_register

RULES = Path(__file__).resolve().parents[2] / "rules"


@cache
def rules_of(year: int) -> Rules:
    return load_rules(RULES / f"{year}.toml")


@cache
def _register(lines: str) -> bytes:
    """Return the register of these lines, given as JSON so that the same is made once."""
    return short_register(json.loads(lines))


@cache
def _applications() -> bytes:
    return book(sheet(APPLICATIONS))


def _of_year(rows: Sequence[Sequence[Any]], year: int) -> list[list[Any]]:
    return [[year if value == 2017 else value for value in row] for row in rows]


@pytest.fixture
def read_files() -> Read:
    """Read files beside a small register and two applications, in 2017 or another year, with its rules."""

    def read(
        files: Mapping[str, bytes],
        register: Mapping[str, Any] | None = None,
        *,
        year: int = 2017,
        earlier: pd.DataFrame | None = None,
        rules: Rules | None = None,
    ) -> Result:
        whole = {"2017/0申报汇总.xlsx": _applications()}
        whole |= {f"2017/{name}": data for name, data in files.items()}
        sheets = {**REGISTER, **(register or {})}
        lines = {name: _of_year(rows, year) for name, rows in sheets.items()}
        used = rules or rules_of(year)
        return read_year(whole, _written(lines), rules=used, earlier=earlier)

    return read


def _written(lines: Mapping[str, Any]) -> bytes:
    try:
        return _register(json.dumps(lines))
    except TypeError:  # a date
        return short_register(lines)
