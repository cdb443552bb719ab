from __future__ import annotations

import pandas as pd
import pytest

from assessment.core.tables import DTYPES, SPECS, conform, empty, require, table_of

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


def test_rows_make_the_table_that_their_frame_makes() -> None:
    rows = [MARK | {"judge_id": "J2", "points": None}, MARK | {"points": 90}]
    pd.testing.assert_frame_equal(table_of(rows, "marks"), conform(frame(*rows), "marks"))
    assert table_of([], "marks").equals(empty("marks"))


@pytest.mark.parametrize("years", [(2017.5, True), (2017, "2018")])
def test_rows_of_mixed_types_are_refused_like_their_frame(years: tuple[object, ...]) -> None:
    rows = [MARK | {"year": year, "judge_id": f"J{n}"} for n, year in enumerate(years)]
    for made in (lambda: table_of(rows, "marks"), lambda: conform(frame(*rows), "marks")):
        with pytest.raises(ValueError, match="is not int"):
            made()


def test_a_column_that_no_row_states_is_named() -> None:
    row = {k: v for k, v in MARK.items() if k != "judge_id"}
    with pytest.raises(ValueError, match=r"lacks the columns.*judge_id"):
        table_of([row], "marks")
    with pytest.raises(ValueError, match="knows no columns"):
        table_of([MARK | {"colour": "red"}], "marks")
