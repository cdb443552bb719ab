"""The named tables through which rooms meet: given their types, checked, sorted by key."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

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

_Values = Sequence[Any] | np.ndarray | ExtensionArray
_TYPES: dict[str, Any] = {name: pd.api.types.pandas_dtype(dtype) for name, dtype in DTYPES.items()}

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
    if frame.empty and not len(frame.columns):
        return empty(name)
    columns = {column: frame[column].array for column in frame.columns}
    return _table(columns, SPECS[name])


def table_of(rows: Sequence[Mapping[str, Any]], name: str) -> pd.DataFrame:
    """Return rows as table `name`; what a row does not state is missing.

    The same as `conform` of a frame of the rows, many times quicker where they are few.

    Raises
    ------
    KeyError, ValueError
        As `conform`.
    """
    if not rows:
        return empty(name)
    names = dict.fromkeys(column for row in rows for column in row)
    return _table({column: _objects(rows, column) for column in names}, SPECS[name])


def _objects(rows: Sequence[Mapping[str, Any]], column: str) -> np.ndarray:
    # As they are: of a list, 1.5 beside True and "5" beside 1 would become whole numbers.
    return np.fromiter((row.get(column) for row in rows), dtype=object, count=len(rows))


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
    _require(frame.columns, SPECS[name])


def _require(columns: Collection[str], spec: TableSpec) -> None:
    missing = [column for column in spec.names if column not in columns]
    if missing:
        raise ValueError(f"table {spec.name} lacks the columns {missing}; got {list(columns)}")


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


def _table(columns: Mapping[str, _Values], spec: TableSpec) -> pd.DataFrame:
    _check_columns(columns, spec)
    typed = {c.name: _typed(columns[c.name], c, spec.name) for c in spec.columns}
    if spec.key:
        order = _order([typed[name].tolist() for name in spec.key], spec)
        if order != sorted(order):
            typed = {name: values.take(np.array(order)) for name, values in typed.items()}
    return pd.DataFrame(typed)


def _check_columns(columns: Collection[str], spec: TableSpec) -> None:
    _require(columns, spec)
    unknown = [column for column in columns if column not in spec.names]
    if unknown:
        raise ValueError(f"table {spec.name} knows no columns {unknown}")


def _typed(values: _Values, column: Column, table: str) -> ExtensionArray:
    try:
        typed: ExtensionArray = pd.array(values, dtype=_TYPES[column.dtype])
    except (TypeError, ValueError) as error:
        raise ValueError(f"{table}.{column.name} is not {column.dtype}: {error}") from error
    missing = typed.isna()
    if not column.nullable and missing.any():
        raise ValueError(f"{table}.{column.name} must not be missing")
    if column.allowed:
        strange = sorted(set(typed[~missing]) - set(column.allowed))
        if strange:
            raise ValueError(f"{table}.{column.name} allows {column.allowed}, got {strange}")
    return typed


def _order(key: Sequence[Sequence[Any]], spec: TableSpec) -> list[int]:
    """Return the rows in the order of the key, given by its columns.

    Raises
    ------
    ValueError
        When a key repeats.
    """
    keys = list(zip(*key, strict=True))
    order = sorted(range(len(keys)), key=keys.__getitem__)
    for first, second in pairwise(order):
        if keys[first] == keys[second]:
            repeated = dict(zip(spec.key, keys[first], strict=True))
            raise ValueError(f"table {spec.name}: the key {repeated} stands more than once")
    return order
