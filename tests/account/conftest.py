"""Rules made from those of 2017, and tables from a few columns."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from assessment.core.rules import Rules
from assessment.core.tables import SPECS, conform, empty


@pytest.fixture(scope="session")
def make_rules() -> Callable[..., Rules]:
    """Return the rules of a year, with changes by section."""
    path = Path(__file__).parents[2] / "rules" / "2017.toml"
    base = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)

    def make(year: int = 2017, **changes: dict[str, object]) -> Rules:
        raw = copy.deepcopy(base) | {"year": year}
        for name, values in changes.items():
            raw[name].update(values)
        return Rules.model_validate(raw)

    return make


DEFAULTS: dict[str, dict[str, Any]] = {
    "applications": {"is_second": False, "is_exceptional": False, "status": "eligible"},
    "standings": {"round": "assessment", "is_tied": False, "status": "final"},
    "red_flag_items": {"is_deduction": False, "is_veto": False},
    "ledger": {"status": "accepted"},
}


@pytest.fixture(scope="session")
def table() -> Callable[..., pd.DataFrame]:
    """Return a table from rows that name only what matters; the rest is missing or usual."""

    def make(name: str, *rows: dict[str, Any], **common: Any) -> pd.DataFrame:
        columns = SPECS[name].names
        usual = dict.fromkeys(columns) | DEFAULTS.get(name, {})
        usual |= {"year": 2017} if "year" in columns else {}
        usual |= {"src": "s!表!A1"} if "src" in columns else {}
        full = [usual | {"project_name": row.get("project_id")} | common | row for row in rows]
        frame = pd.DataFrame([{key: row[key] for key in columns} for row in full])
        return conform(frame, name) if rows else empty(name)

    return make


@pytest.fixture(scope="session")
def line() -> Callable[..., dict[str, Any]]:
    """Return a line of the ledger that nothing speaks against, with changes."""

    def make(project: str = "A", number: int = 1, **values: Any) -> dict[str, Any]:
        usual = {
            "year": 2017, "project_id": project, "line_no": number,
            "spent_date": pd.Timestamp(2017, 6, 1), "category": "交通", "amount_fen": 10000,
            "voucher_no": f"{project}{number}", "status": None, "src": f"l!{project}!C{number}",
        }  # fmt: skip
        return usual | values

    return make


@pytest.fixture(scope="session")
def rules_section(make_rules: Callable[..., Rules]) -> Any:
    """Return the section `[brands]` of 2017."""
    return make_rules().brands
