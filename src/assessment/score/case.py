"""The tables of one project's round, read for people: names, points, places in files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pandas as pd

from assessment.core.labels import say
from assessment.core.provenance import cell_of
from assessment.core.rules import ROUNDS, Rules
from assessment.core.tables import file_names, of_year
from assessment.score.exact import exact, shown
from assessment.score.ranking import DECISION

_STEP_LABELS = {"untrimmed": "未去最高最低分的总分", "votes": "投票得分", DECISION: "校团委决定"}


@dataclass(frozen=True, slots=True)
class Case:
    """The tables of one year and round, and the rules they follow."""

    tables: Mapping[str, pd.DataFrame]
    round: str
    rules: Rules
    files: Mapping[str, str]

    def rows(self, table: str, **values: str) -> Iterator[Any]:
        """Yield the year's rows of a table that have these values."""
        frame = of_year(self.tables.get(table, pd.DataFrame()), table, self.rules.year)
        for column, value in values.items():
            frame = frame[frame[column] == value]
        yield from frame.itertuples(index=False)

    def name(self, project_id: str) -> str:
        """Return a project's name, its id when it has none."""
        row = next(self.rows("applications", project_id=project_id), None)
        return project_id if row is None else str(row.project_name)

    def points(self, value: object) -> str:
        """Return points as people read them."""
        if value is None or value is pd.NA:
            return "暂无"
        return shown(value if isinstance(value, Fraction) else exact(value), self.decimals)

    def step(self, word: str) -> str:
        """Return what a tie step compares."""
        known = {part.name: part.label for part in self.rules.components}
        return _STEP_LABELS.get(word) or known[word]

    def title(self, name: str) -> str:
        """Return a heading: a name, the year and the round."""
        return f"{name}　{self.rules.year}年{say(f'round.{self.round}')}"

    @property
    def decimals(self) -> int:
        """Decimals that people are shown."""
        return self.rules.ranking.decimals

    def where(self, src: object) -> str:
        """Return file, sheet and cell of a `src` text."""
        return str(cell_of(src, self.files))


def find_case(
    tables: Mapping[str, pd.DataFrame], project_id: str, rules: Rules, name: str | None
) -> tuple[Case, Any]:
    """Return the round in which a project stands, the last one unless named, and its standing.

    Raises
    ------
    KeyError
        When it does not stand there.
    """
    files = file_names(tables.get("sources"))
    for candidate in [name] if name else reversed(ROUNDS):
        case = Case(tables, candidate, rules, files)
        for row in case.rows("standings", round=candidate, project_id=project_id):
            return case, row
    raise KeyError(f"{project_id} does not stand in {name or 'any round'} of {rules.year}")
