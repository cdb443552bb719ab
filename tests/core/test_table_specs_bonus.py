"""The tables of the brand bonus know their words and their keys."""

from __future__ import annotations

import pytest

from assessment.core.table_specs_bonus import BONUS
from assessment.core.tables import SPECS, table_of

TIP = {"year": 2019, "cap_points": 4.5, "college_code": "C01", "other_college_code": "C02",
       "change": "passes", "is_award_changed": False}  # fmt: skip


def test_every_key_is_a_column() -> None:
    for name, *_ in BONUS:
        assert set(SPECS[name].key) <= set(SPECS[name].names)


def test_an_unknown_change_is_refused() -> None:
    assert len(table_of([TIP], "bonus_tipping_points")) == 1
    with pytest.raises(ValueError, match=r"bonus_tipping_points\.change allows"):
        table_of([TIP | {"change": "overtakes"}], "bonus_tipping_points")


def test_two_colleges_turn_once_at_a_cap() -> None:
    with pytest.raises(ValueError, match="stands more than once"):
        table_of([TIP, TIP], "bonus_tipping_points")
