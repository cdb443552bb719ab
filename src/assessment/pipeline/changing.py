"""What is done when a result that was made known is corrected."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from assessment.core.rules import Rules

if TYPE_CHECKING:
    from pandas import DataFrame

Tables = Mapping[str, "DataFrame"]


def result_changes(before: Tables, after: Tables, /, *, rules: Rules) -> DataFrame:
    """Return what is another in one result than in an earlier one."""
    from assessment.score.changes import result_changes

    return result_changes(before, after, rules=rules)


def published_changes(before: Tables, after: Tables, /, *, rules: Rules) -> DataFrame:
    """Return what changed of the results that had been made known."""
    from assessment.score.changes import published_changes

    return published_changes(before, after, rules=rules)


def change_date(before: Tables, after: Tables, /, *, rules: Rules) -> date:
    """Return the day of what changed a result."""
    from assessment.score.changes import change_date

    return change_date(before, after, rules=rules)


def write_changes(changes: DataFrame, tables: Tables, /, *, rules: Rules, day: date) -> bytes:
    """Return 更正对照表 of a year as a workbook."""
    from assessment.report.changes import write_changes

    return write_changes(changes, tables, rules=rules, day=day)
