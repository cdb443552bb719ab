"""What the board of a year is written from, and words in both languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from assessment.core.labels import LANGUAGES, say
from assessment.core.rules import ROUNDS, Rules
from assessment.report.told import Told
from assessment.report.workbook.year_tables import YearTables

Pair = tuple[str, str]
# Round and project.
Trails = Mapping[tuple[str, str], Told]


def both(key: str, /, **values: Any) -> Pair:
    """Return a label in Chinese and in English."""
    return in_both(lambda lang: say(key, lang, **values))


def in_both(tell: Callable[[str], str]) -> Pair:
    """Return what is told in Chinese and in English."""
    first, second = map(tell, LANGUAGES)
    return first, second


@dataclass(frozen=True)
class BoardYear:
    """A year's tables and where each total comes from, by language, round and project."""

    year: YearTables
    trails: Mapping[str, Trails]

    @property
    def rules(self) -> Rules:
        """The year's own rules."""
        return self.year.rules

    @property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """The tables by name, those of the whole programme with earlier years."""
        return self.year.tables

    @cached_property
    def rounds(self) -> list[str]:
        """The rounds in which anybody stands, the assessment first; it alone where nobody does."""
        held = [one for one in reversed(ROUNDS) if self.year.rows("standings", round=one)]
        return held or [ROUNDS[-1]]

    def frames(self, *names: str) -> list[pd.DataFrame]:
        """Return some tables as the lists want them: with the rows of all their years."""
        return [self.year.whole(name) for name in names]
