"""Rules of one or several years, read from the rules of 2017."""

from __future__ import annotations

import copy
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from assessment.core.rules import Rules


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
