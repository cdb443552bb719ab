"""What is true of a sample year: its rows by table, and what is planted on which fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assessment.core.rules import Rules

Row = dict[str, Any]
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Plant:
    """What stands on paper in place of a fact, and the problem it must give (none: a status)."""

    raw: Any
    code: str = ""


@dataclass
class Truth:
    """The rows of each table by name, and what was planted on which fact."""

    rules: Rules
    rows: dict[str, list[Row]] = field(default_factory=dict)
    plants: dict[Key, Plant] = field(default_factory=dict)
    # What a project asks for on paper in yuan, also where no table can say it.
    asked: dict[str, int] = field(default_factory=dict)
    # The name of the brand that a project says it carries on.
    continued: dict[str, str] = field(default_factory=dict)
    # The choices of every ballot by (component, channel); what is counted stands in `votes`.
    ballots: dict[tuple[str, str], list[tuple[str, ...]]] = field(default_factory=dict)
    # By how many points of 100 a judge marks higher than others do, by (component, judge_id).
    severity: dict[tuple[str, str], float] = field(default_factory=dict)

    def keep_severity(self, component: str, drawn: Mapping[str, float], points: float) -> None:
        """Keep each judge's drawn severity; `points` are the points of 100 that one unit is."""
        self.severity.update({(component, judge): points * x for judge, x in drawn.items()})

    def plant(self, key: Key, raw: Any, code: str, **changes: Any) -> None:
        """Write `raw` on paper where the fact of `key` = (table, *key values) belongs."""
        row = self.find(key)
        row.update(changes)
        self.plants[key] = Plant(raw, code)

    def find(self, key: Key) -> Row:
        """Return the row of a fact."""
        return next(row for row in self.rows[key[0]] if key_of(key[0], row) == key)

    def of(self, table: str, **values: Any) -> list[Row]:
        """Return the rows of a table that have these values."""
        rows = self.rows[table]
        return [row for row in rows if all(row[name] == want for name, want in values.items())]

    def project(self, project_id: str) -> Row:
        """Return an application."""
        return self.of("applications", project_id=project_id)[0]

    def college_name(self, code: str) -> str:
        """Return the registered name of a college."""
        return str(self.of("colleges", college_code=code)[0]["college_name"])

    def college_of(self, project_id: str) -> str:
        """Return the registered name of the college a project belongs to."""
        return self.college_name(self.project(project_id)["college_code"])


_KEYS = {
    "applications": ("project_id",),
    "budget_plan": ("project_id", "category"),
    "marks": ("component", "project_id", "judge_id", "criterion"),
    "votes": ("component", "channel", "project_id"),
    "ledger": ("project_id", "line_no"),
    "judges": ("component", "judge_id"),
    "decisions": ("round", "project_id", "matter"),
    "finance": ("reimbursement_no", "payment_no"),
    "activities": ("project_id", "activity_no"),
    "activities_missed": ("project_id", "activity_no"),
    "materials": ("project_id", "kind", "level"),
    "red_flag_items": ("college_code", "item"),
    "rechecks": ("brand_id", "recheck_date"),
    "settlements": ("project_id", "category"),
}


def key_of(table: str, row: Mapping[str, Any]) -> Key:
    """Return the key of a row's fact: the table's name and its key values but the year."""
    return (table, *(row[name] for name in _KEYS[table]))
