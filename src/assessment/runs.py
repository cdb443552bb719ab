"""What a run gave, and several years as one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from assessment.core.problems import Problem, Problems, Severity
from assessment.core.provenance import CellRef


@dataclass(frozen=True, slots=True)
class Run:
    """What a run gave: tables, problems, and the files it laid down (paths on disk)."""

    years: tuple[int, ...]
    tables: Mapping[str, pd.DataFrame]
    problems: Problems
    outputs: tuple[Path, ...] = ()
    is_rebuilt: bool = True


def problems_of(frame: pd.DataFrame) -> Problems:
    """Return the problems of table `problems`."""
    rows = frame.astype(object).where(frame.notna(), "").to_dict("records")
    return Problems(
        _problem({str(name): str(value) for name, value in row.items()}) for row in rows
    )


def _problem(row: Mapping[str, str]) -> Problem:
    return Problem(
        severity=Severity(row["severity"]),
        code=row["code"],
        message=row["message"],
        where=CellRef(row["file"], row["sheet"], row["cell"]),
        actual=row["actual"],
        expected=row["expected"],
        hint=row["hint"],
        table=row["table"],
        column=row["column"],
    )


def joined(runs: Sequence[Run]) -> Run:
    """Return several years as one; tables about the whole programme come from the last year."""
    whole = {"coverage", "college_coverage", "colleges"}
    tables = {
        name: runs[-1].tables[name]
        if name in whole
        else pd.concat([run.tables[name] for run in runs], ignore_index=True)
        for name in runs[-1].tables
    }
    return Run(
        tuple(year for run in runs for year in run.years),
        tables,
        Problems(fault for run in runs for fault in run.problems),
        tuple(path for run in runs for path in run.outputs),
        is_rebuilt=any(run.is_rebuilt for run in runs),
    )
