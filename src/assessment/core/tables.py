"""The named tables through which rooms meet: given their types, checked, sorted by key."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pandas as pd

from assessment.core.table_specs import SPECS as SPECS
from assessment.core.table_specs import Column as Column
from assessment.core.table_specs import TableSpec as TableSpec

DTYPES = {
    "text": "str",
    "int": "Int64",
    "real": "Float64",
    "flag": "boolean",
    "date": "datetime64[us]",
}

PERSONAL_COLUMNS = frozenset(
    {"lead_name", "phone", "judge_name", "handler_name", "decided_by", "who", "handlers", "content"}
)


def conform(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the frame as table `name`: its columns, in order, with their types, sorted by key.

    Raises
    ------
    KeyError
        When no table bears that name.
    ValueError
        When a column is missing or unknown, a key repeats, a value is missing where it must not
        be, or a word is not among those allowed. The message names table, column and rule.
    """
    spec = SPECS[name]
    if frame.empty and not len(frame.columns):
        return empty(name)
    _check_columns(frame, spec)
    typed = pd.DataFrame({c.name: _typed(frame[c.name], c, name) for c in spec.columns})
    if spec.key:
        typed = typed.take(_order(typed, spec))
    return typed.reset_index(drop=True)


def empty(name: str) -> pd.DataFrame:
    """Return table `name` without rows, its columns typed."""
    return _blank(name).copy()


@cache
def _blank(name: str) -> pd.DataFrame:
    return pd.DataFrame({c.name: pd.Series([], dtype=DTYPES[c.dtype]) for c in SPECS[name].columns})


def require(frame: pd.DataFrame, name: str) -> None:
    """Check that a frame handed in has the columns of table `name`.

    Raises
    ------
    ValueError
        When a column is missing; the message names it.
    """
    missing = [column for column in SPECS[name].names if column not in frame.columns]
    if missing:
        raise ValueError(f"table {name} lacks the columns {missing}; got {list(frame.columns)}")


def file_names(sources: pd.DataFrame | None) -> dict[str, str]:
    """Return source_id → file of table `sources`; nothing without the table."""
    if sources is None:
        return {}
    return dict(zip(sources["source_id"], sources["file"], strict=True))


def of_year(frame: pd.DataFrame, name: str, year: int) -> pd.DataFrame:
    """Return a year's rows of table `name`; a frame without columns is an empty table.

    Raises
    ------
    ValueError
        When a column of the table is missing.
    """
    if frame.empty and not len(frame.columns):
        return empty(name)
    require(frame, name)
    return frame[(frame["year"] == year).fillna(False)]


def _check_columns(frame: pd.DataFrame, spec: TableSpec) -> None:
    require(frame, spec.name)
    unknown = [column for column in frame.columns if column not in spec.names]
    if unknown:
        raise ValueError(f"table {spec.name} knows no columns {unknown}")


def _typed(values: pd.Series, column: Column, table: str) -> pd.Series:
    try:
        typed: pd.Series = values.astype(DTYPES[column.dtype])  # type: ignore[call-overload]
    except (TypeError, ValueError) as error:
        raise ValueError(f"{table}.{column.name} is not {column.dtype}: {error}") from error
    if not column.nullable and typed.isna().any():
        raise ValueError(f"{table}.{column.name} must not be missing")
    if column.allowed:
        strange = sorted(set(typed.dropna().unique()) - set(column.allowed))
        if strange:
            raise ValueError(f"{table}.{column.name} allows {column.allowed}, got {strange}")
    return typed


def _order(frame: pd.DataFrame, spec: TableSpec) -> list[int]:
    """Return the rows in the order of the key; far quicker for small tables than pandas' own.

    Raises
    ------
    ValueError
        When a key repeats.
    """
    keys = list(zip(*(frame[name].tolist() for name in spec.key), strict=True))
    order = sorted(range(len(keys)), key=keys.__getitem__)
    for first, second in pairwise(order):
        if keys[first] == keys[second]:
            repeated = dict(zip(spec.key, keys[first], strict=True))
            raise ValueError(f"table {spec.name}: the key {repeated} stands more than once")
    return order
