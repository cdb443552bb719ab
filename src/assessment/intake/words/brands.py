"""Brands of earlier years: which one a project carries on, which one was looked at again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import pandas as pd

from assessment.core.spelling import match_key
from assessment.intake.words.names import near_names

Known = tuple[str, str, str, str]  # project_id, brand_id, project_name, college_code


@dataclass(frozen=True, slots=True)
class Brands:
    """Brands by the names their projects bore, the latest project first."""

    rows: tuple[Known, ...] = ()

    def find(self, text: str, college_code: str | None = None) -> str | None:
        """Return the brand_id that a name or id means; the college, when given, must be its own.

        A college that used one name for two brands means the later one; a name that several
        colleges use means none without the college.
        """
        key = match_key(text)
        fitting = [
            (brand_id, college)
            for project_id, brand_id, name, college in self.rows
            if key in (match_key(name), match_key(project_id), match_key(brand_id))
            and college_code in (None, college)
        ]
        if not fitting or len({college for _, college in fitting}) > 1:
            return None
        return fitting[0][0]

    def owners(self, text: str) -> list[str]:
        """Return the colleges that have a brand of that name or id."""
        key = match_key(text)
        return sorted({college for project_id, brand_id, name, college in self.rows
                       if key in map(match_key, (name, project_id, brand_id))})  # fmt: skip

    def nearest(self, text: str) -> str:
        """Return the known names in the text, else those most like it, or nothing."""
        names = dict.fromkeys(name for _, _, name, _ in self.rows)
        inside = [name for name in names if len(name) > 1 and match_key(name) in match_key(text)]
        return "、".join(inside[:3]) or near_names(text, names)


def brands_index(
    earlier: pd.DataFrame | None,
    year: int,
    current: Iterable[Mapping[str, Any]] = (),
    *,
    heirs: Mapping[str, str] = MappingProxyType({}),
) -> Brands:
    """Return the index of table `applications` of earlier years, and of this year's rows.

    What stands in an earlier table for `year` or later is passed over. Brands of a college that
    was merged are those of its heir: `heirs` tells the heir by code.
    """
    rows: list[Known] = [_known(row) for row in current]
    if earlier is not None and len(earlier):
        rows += map(_known, _latest_first(earlier, year))
    return Brands(tuple((*row[:3], heirs.get(row[3], row[3])) for row in rows))


def _latest_first(earlier: pd.DataFrame, year: int) -> list[Mapping[str, Any]]:
    told: list[Any] = earlier.to_dict("records")
    rows = (row for row in told if _is_before(row["year"], year))
    return sorted(rows, key=lambda row: (-row["year"], row["project_id"]))


def _is_before(value: Any, year: int) -> bool:
    return not pd.isna(value) and value < year


def _known(row: Mapping[str, Any]) -> Known:
    brand_id = row["brand_id"]
    project_id = str(row["project_id"])
    owner = project_id if pd.isna(brand_id) else str(brand_id)
    return project_id, owner, str(row["project_name"]), str(row["college_code"])
