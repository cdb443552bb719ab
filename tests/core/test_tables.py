from __future__ import annotations

import pandas as pd
import pytest

from assessment.core.tables import DTYPES, SPECS, conform, empty, require

MARK = {
    "year": 2017,
    "component": "defense",
    "project_id": "2017-C01-1",
    "judge_id": "J1",
    "criterion": "total",
    "points": 88.5,
    "status": "given",
    "src": "0123456789ab!评分表!C7",
}


def frame(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(list(rows))


def test_rows_come_out_in_key_order_with_types() -> None:
    table = conform(frame(MARK | {"judge_id": "J2"}, MARK), "marks")
    assert table["judge_id"].tolist() == ["J1", "J2"]
    assert {str(dtype) for dtype in table.dtypes} <= set(DTYPES.values())


def test_a_missing_mark_is_na_and_never_zero() -> None:
    table = conform(frame(MARK | {"points": None, "status": "absent"}), "marks")
    assert table["points"].isna().all()


@pytest.mark.parametrize(
    ("change", "say"),
    [
        ({"status": "lost"}, "allows"),
        ({"judge_id": None}, "must not be missing"),
        ({"points": "eighty"}, "is not real"),
        ({"colour": "red"}, "knows no columns"),
    ],
)
def test_what_breaks_the_table_is_refused(change: dict[str, object], say: str) -> None:
    with pytest.raises(ValueError, match=say):
        conform(frame(MARK | change), "marks")


def test_a_key_stands_once() -> None:
    with pytest.raises(ValueError, match="more than once"):
        conform(frame(MARK, MARK), "marks")


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ValueError, match="judge_id"):
        require(frame({k: v for k, v in MARK.items() if k != "judge_id"}), "marks")


@pytest.mark.parametrize("name", sorted(SPECS))
def test_the_suffix_law_holds(name: str) -> None:
    spec = SPECS[name]
    assert set(spec.key) <= set(spec.names)
    for column in spec.columns:
        if column.name.endswith("_fen") or column.name.startswith("n_"):
            assert column.dtype == "int", column.name
        if column.name.startswith("is_"):
            assert column.dtype == "flag", column.name
        if column.name.endswith("_date"):
            assert column.dtype == "date", column.name
        if column.name == "src":
            assert column is spec.columns[-1]
    assert empty(name).equals(conform(empty(name), name))
