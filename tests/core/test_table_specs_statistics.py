"""The tables of what the scores can bear know their keys and their words."""

from __future__ import annotations

import pytest

from assessment.core.table_specs_statistics import STATISTICS
from assessment.core.tables import SPECS, table_of

LINE = {"year": 2017, "round": "assessment", "project_id": "2017-C01-1", "method": "bootstrap",
        "rank": 1, "rank_low": 1, "rank_high": 3, "top_share": 0.9, "level": 0.95, "n_first": 3}  # fmt: skip


def test_every_key_is_a_column() -> None:
    for name, *_ in STATISTICS:
        assert set(SPECS[name].key) <= set(SPECS[name].names)


def test_an_unknown_method_is_refused() -> None:
    assert len(table_of([LINE], "rank_intervals")) == 1
    with pytest.raises(ValueError, match=r"rank_intervals\.method allows"):
        table_of([LINE | {"method": "guess"}], "rank_intervals")


def test_a_project_has_one_interval_of_a_method() -> None:
    with pytest.raises(ValueError, match="stands more than once"):
        table_of([LINE, LINE], "rank_intervals")
