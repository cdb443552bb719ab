"""The rows of one year's tables, sorted out once by the columns they are asked for by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from assessment.core.tables import of_year

_Groups = Mapping[tuple[Any, ...], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Tables by name, and the year whose rows are wanted; one that is absent counts as empty."""

    tables: Mapping[str, pd.DataFrame]
    year: int
    _groups: dict[tuple[str, ...], _Groups] = field(default_factory=dict, repr=False, compare=False)

    def rows(self, table: str, /, **values: str) -> Sequence[Any]:
        """Return the year's rows of a table that hold these values, in the table's order."""
        asked = (table, *values)
        if asked not in self._groups:
            self._groups[asked] = self._grouped(table, tuple(values))
        return self._groups[asked].get(tuple(values.values()), ())

    def _grouped(self, table: str, columns: Sequence[str]) -> _Groups:
        frame = of_year(self.tables.get(table, pd.DataFrame()), table, self.year)
        groups: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
        for row in frame.itertuples(index=False):
            groups[tuple(getattr(row, name) for name in columns)].append(row)
        return dict(groups)
