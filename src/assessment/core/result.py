"""The one shape every room returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assessment.core.problems import Problems

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True, slots=True)
class Result:
    """Tables by name, problems found on the way, and single facts worth telling."""

    tables: Mapping[str, DataFrame]
    problems: Problems = field(default_factory=Problems)
    facts: Mapping[str, str | int | float] = field(default_factory=dict)

    @property
    def frame(self) -> DataFrame:
        """The only table of this result.

        Raises
        ------
        ValueError
            When there is not exactly one.
        """
        if len(self.tables) != 1:
            raise ValueError(f"frame needs exactly one table, this result has {list(self.tables)}")
        return next(iter(self.tables.values()))
