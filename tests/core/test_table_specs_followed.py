"""The tables of what is followed are known, and each is keyed by its own columns."""

from __future__ import annotations

import pytest

from assessment.core.table_specs import SPECS
from assessment.core.table_specs_followed import FOLLOWED


@pytest.mark.parametrize("name", [name for name, _, _ in FOLLOWED])
def test_a_table_is_known_and_keyed_by_its_columns(name: str) -> None:
    spec = SPECS[name]
    keys = [column for column in spec.columns if column.name in spec.key]
    assert len(keys) == len(spec.key) > 0
    assert not any(column.nullable for column in keys)
    assert all(column.dtype == "int" for column in spec.columns if column.name.endswith("_fen"))
