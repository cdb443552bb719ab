"""What the years after the first share: who applied, who judged, what was handed in and decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assessment.core.rules import Rules
from assessment.sample import people
from assessment.sample.draws import SHARES, budget_plan
from assessment.sample.projects import BY_YEAR, Project
from assessment.sample.truth import Row, Truth

Panel = Sequence[tuple[int, str]]  # number, unit (empty: from outside the university)


@dataclass(frozen=True, slots=True)
class Start:
    """How a year begins: what came as a form, what has no order of the college's own, the judges.

    `outstanding` are second projects that the committee found so.
    """

    forms: frozenset[str]
    unordered: frozenset[str]
    outstanding: frozenset[str]
    judges: Mapping[str, Panel] = field(default_factory=dict)


def begin(rules: Rules, start: Start) -> Truth:
    """Return the truth of a year up to the day on which the marking begins."""
    truth = Truth(rules)
    projects = BY_YEAR[rules.year]
    truth.rows["colleges"] = people.colleges_in(rules.year)
    truth.rows["applications"] = [
        _application(rules.year, number, project, start)
        for number, project in enumerate(projects, start=100 * (rules.year - people.FIRST_YEAR))
    ]
    truth.asked = {id_of(rules.year, project): project.yuan for project in projects}
    truth.rows["budget_plan"] = [
        row for name in sorted(start.forms) for row in budget_plan(truth, name, SHARES)
    ]
    truth.rows["judges"] = list(_judges(truth, start.judges))
    return truth


def id_of(year: int, project: Project) -> str:
    """Return the project_id of an application."""
    return f"{year}-{project.college}-{project.order}"


def worth_of(year: int, project_ids: Iterable[str]) -> dict[str, float]:
    """Return how good these projects are."""
    worth = {id_of(year, project): project.worth for project in BY_YEAR[year]}
    return {project_id: worth[project_id] for project_id in project_ids}


def _application(year: int, number: int, project: Project, start: Start) -> Row:
    project_id = id_of(year, project)
    return {
        "year": year,
        "project_id": project_id,
        "brand_id": project.continues or project_id,
        "project_name": project.name,
        "college_code": project.college,
        "theme_code": project.theme,
        "maturity": project.maturity if project_id in start.forms else None,
        "is_second": project.order == 2,
        "is_exceptional": project_id in start.outstanding,
        "college_order": None if project_id in start.unordered else project.order,
        "requested_fen": project.yuan * 100,
        "submitted_date": date.fromisoformat(f"{year}-{project.day}"),
        "lead_name": people.person(number),
        "phone": people.phone(number),
        "status": None,
    }


def _judges(truth: Truth, panels: Mapping[str, Panel]) -> Iterable[Row]:
    codes = {row["college_name"]: row["college_code"] for row in truth.rows["colleges"]}
    first = 100 * (truth.rules.year - people.FIRST_YEAR) + 40
    for number, (component, panel) in enumerate(panels.items()):
        for judge_no, unit in panel:
            yield {
                "year": truth.rules.year,
                "component": component,
                "judge_id": f"J{judge_no}",
                "judge_name": people.person(first + 12 * number + judge_no),
                "college_code": codes[unit] if unit else None,
                "panel": None,
            }


def submission(
    truth: Truth, code: str, day: date | None, *, kind: str = "application", **others: Any
) -> Row:
    """Return a line of 收件登记: received on one day with plan and seal, unless told otherwise."""
    return {
        "year": truth.rules.year,
        "college_code": code,
        "kind": kind,
        "version": 1,
        "electronic_date": day,
        "paper_date": day,
        "has_plan": True if day else None,
        "is_sealed": True if day else None,
        "state": "received" if day else "due",
    } | others


def first_submissions(truth: Truth) -> list[Row]:
    """Return what every college handed in at first, those that owe it included."""
    days = {row["college_code"]: row["submitted_date"] for row in truth.rows["applications"]}
    return [
        submission(truth, row["college_code"], days.get(row["college_code"]))
        for row in truth.rows["colleges"]
    ]


def decision(truth: Truth, key: tuple[str, str, str], day: date, **others: Any) -> Row:
    """Return a decision; `key` is round, project_id, matter."""
    round_name, project_id, matter = key
    return {
        "year": truth.rules.year,
        "round": round_name,
        "project_id": project_id,
        "matter": matter,
        "outcome": "yes",
        "granted_fen": None,
        "reason": None,
        "decided_by": "校团委书记办公会（示例）",
        "decided_date": day,
    } | others
