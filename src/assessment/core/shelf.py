"""The rows of tables, sorted out once by the columns they are asked for by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

_Groups = Mapping[tuple[Any, ...], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where rows are asked for; `table` gives the wanted rows of a table by its name."""

    table: Callable[[str], pd.DataFrame]
    _groups: dict[tuple[str, ...], _Groups] = field(default_factory=dict, repr=False, compare=False)

    def rows(self, name: str, /, **values: str | bool) -> Sequence[Any]:
        """Return the rows of a table that hold these values, as named tuples in its order."""
        asked = (name, *values)
        if asked not in self._groups:
            self._groups[asked] = self._grouped(name, tuple(values))
        return self._groups[asked].get(tuple(values.values()), ())

    def _grouped(self, name: str, columns: Sequence[str]) -> _Groups:
        groups: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
        for row in self.table(name).itertuples(index=False):
            groups[tuple(getattr(row, column) for column in columns)].append(row)
        return dict(groups)
