"""Names and numbers of persons, kept out of what leaves data/processed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from assessment.core.tables import PERSONAL_COLUMNS, SPECS

WITHHELD = "〔个人信息略〕"
_PRIVATE_NUMBER = re.compile(r"(?<![0-9])(?:1[3-9][0-9]{9}|[0-9]{17}[0-9Xx])(?![0-9])")


def personal_tables() -> list[str]:
    """Return the tables that hold anything personal."""
    return [name for name, spec in SPECS.items() if PERSONAL_COLUMNS & set(spec.names)]


def persons_in(tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Return every personal value of the tables, longest first."""
    values: set[str] = set()
    for name in personal_tables():
        if name in tables:
            for column in PERSONAL_COLUMNS.intersection(SPECS[name].names):
                values |= set(tables[name][column].dropna().astype(str))
    stripped = {re.sub(r"\s", "", value) for value in values}
    return sorted((v for v in values | stripped if len(v) > 1), key=lambda v: (-len(v), v))


def withhold(text: str, persons: Sequence[str] = (), instead: str = WITHHELD) -> str:
    """Return a text without these names, nor telephone and identity numbers of anybody.

    Examples
    --------
    >>> withhold("示例甲确认，13800000000", ["示例甲"])
    '〔个人信息略〕确认，〔个人信息略〕'
    """
    for value in persons:
        if value in text:
            text = text.replace(value, instead)
    return _PRIVATE_NUMBER.sub(WITHHELD, text)
