"""What came of reading one file."""

from __future__ import annotations

from dataclasses import dataclass

from assessment.core.problems import Problem
from assessment.intake.cells import Sheet


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one file: its kind, its problems, and its sheets unless it was not read."""

    kind: str
    problems: tuple[Problem, ...]
    sheets: tuple[Sheet, ...] | None
