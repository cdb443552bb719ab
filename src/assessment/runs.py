"""What a run gave, and several years as one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from assessment.core.problems import Problem, Problems

# Tables of the whole programme: those of the last year tell all.
WHOLE = frozenset({"coverage", "college_coverage", "colleges", "brands"})


class LazyTables(Mapping[str, pd.DataFrame]):
    """Tables by name, each loaded when it is first asked for."""

    def __init__(self, names: Sequence[str], load: Callable[[str], pd.DataFrame]) -> None:
        self._names, self._load = tuple(names), load
        self._loaded: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._names:
            raise KeyError(name)
        if name not in self._loaded:
            self._loaded[name] = self._load(name)
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@dataclass(frozen=True, slots=True)
class Run:
    """What a run gave: tables, problems, and the files it laid down (paths on disk)."""

    years: tuple[int, ...]
    tables: Mapping[str, pd.DataFrame]
    problems: Problems
    outputs: tuple[Path, ...] = ()
    is_rebuilt: bool = True


def joined(runs: Sequence[Run], *, halves: Sequence[Problem] = ()) -> Run:
    """Return several years as one; tables about the whole programme come from the last year.

    `halves` are problems of years that could not be run. A problem of the register that every
    year meets is told once.
    """
    names = list(dict.fromkeys(name for run in runs for name in run.tables))
    found = [fault for run in runs for fault in run.problems]
    return Run(
        tuple(year for run in runs for year in run.years),
        LazyTables(names, lambda name: _whole(name, runs)),
        Problems(dict.fromkeys([*found, *halves])),
        tuple(path for run in runs for path in run.outputs),
        is_rebuilt=any(run.is_rebuilt for run in runs),
    )


def _whole(name: str, runs: Sequence[Run]) -> pd.DataFrame:
    parts = [run.tables[name] for run in runs if name in run.tables]
    return parts[-1] if name in WHOLE else pd.concat(parts, ignore_index=True)
