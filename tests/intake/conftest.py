"""The small year that intake tests read their workbooks in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from assessment.core.result import Result
from assessment.core.rules import Rules
from assessment.intake.read import read_year
from assessment.report.templates import write_register
from papers import APPLICATIONS, REGISTER, Read, book, sheet


@pytest.fixture
def read_files(rules: Rules) -> Read:
    """Read files beside a small register and two applications."""

    def read(files: Mapping[str, bytes], register: Mapping[str, Any] | None = None) -> Result:
        whole = {"2017/0申报汇总.xlsx": book(sheet(APPLICATIONS))}
        whole |= {f"2017/{name}": data for name, data in files.items()}
        return read_year(whole, write_register({**REGISTER, **(register or {})}), rules=rules)

    return read
