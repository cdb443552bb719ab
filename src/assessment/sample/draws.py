"""Marks, votes and spending drawn by chance, the same way for every invented year."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assessment.core.rule_sections import Judged
from assessment.sample import people
from assessment.sample.truth import Row, Truth

# What a budget gives each of people.EXPENSES, in percent; plans grew finer after the first year.
FIRST_SHARES = (30, 25, 20, 15, 10)
SHARES = (25, 20, 15, 10, 15, 10, 5)


@dataclass(frozen=True, slots=True)
class Draw:
    """A year's chance: its truth so far, its generator, how good each entrant is."""

    truth: Truth
    chance: random.Random
    worth: Mapping[str, float]


def mark(truth: Truth, judge: Row, project_id: str, criterion: str, points: float) -> Row:
    """Return a given mark."""
    return {
        "year": truth.rules.year,
        "component": judge["component"],
        "project_id": project_id,
        "judge_id": judge["judge_id"],
        "criterion": criterion,
        "points": points,
        "status": "given",
    }


def criterion_marks(draw: Draw, component: str) -> list[Row]:
    """Return every judge's marks by criterion, in halves; judges differ in severity."""
    part = draw.truth.rules.component(component)
    assert isinstance(part, Judged)
    judges, chance = draw.truth.of("judges", component=component), draw.chance
    severity = {judge["judge_id"]: chance.gauss(0, 0.03) for judge in judges}
    draw.truth.keep_severity(component, severity, 100)
    rows = []
    for judge in judges:
        for project_id in draw.worth:
            for criterion in part.criteria:
                level = 0.80 + 0.06 * draw.worth[project_id] + severity[judge["judge_id"]]
                level = min(max(level + chance.gauss(0, 0.04), 0.4), 1.0)
                points = round(float(criterion.points) * level * 2) / 2
                rows.append(mark(draw.truth, judge, project_id, criterion.name, points))
    return rows


def total_marks(draw: Draw, component: str) -> list[Row]:
    """Return every judge's marks of 100; some judges give whole points, some tenths."""
    judges, chance = draw.truth.of("judges", component=component), draw.chance
    severity = {judge["judge_id"]: chance.gauss(0, 2.2) for judge in judges}
    draw.truth.keep_severity(component, severity, 1)
    rows = []
    for judge in judges:
        step = chance.choice((1, 2, 2, 10))
        for project_id in draw.worth:
            level = 85.5 + 4.2 * draw.worth[project_id] + severity[judge["judge_id"]]
            level = min(max(level + chance.gauss(0, 2.0), 50.0), 99.0)
            rows.append(mark(draw.truth, judge, project_id, "total", round(level * step) / step))
    return rows


def vote(truth: Truth, component: str, channel: str, project_id: str, n_votes: int) -> Row:
    """Return a count of votes."""
    return {
        "year": truth.rules.year,
        "component": component,
        "channel": channel,
        "project_id": project_id,
        "n_votes": n_votes,
    }


def near(middle: float, spread: float, chance: random.Random, most: int) -> int:
    """Return a whole number drawn around `middle`, from 1 to `most`."""
    return min(max(round(chance.gauss(middle, spread)), 1), most)


def dealt(
    wanted: Mapping[str, int], n_ballots: int, chance: random.Random
) -> list[tuple[str, ...]]:
    """Return ballots in which each project is chosen as often as wanted, none twice on one.

    A ballot bears ⌈Σ wanted ÷ n_ballots⌉ choices at most, in the order of the ballot paper.
    """
    choices: list[list[str]] = [[] for _ in range(n_ballots)]
    tokens = [project_id for project_id, n_votes in wanted.items() for _ in range(n_votes)]
    for number, project_id in enumerate(tokens):
        choices[number % n_ballots].append(project_id)
    ballots = [tuple(chosen) for chosen in choices]
    chance.shuffle(ballots)
    return ballots


def budget_plan(truth: Truth, project_id: str, shares: Sequence[int] = FIRST_SHARES) -> list[Row]:
    """Return the lines of a project's budget: what it asks for, by category."""
    return [
        {
            "year": truth.rules.year,
            "project_id": project_id,
            "category": people.EXPENSES[n][0],
            "planned_fen": truth.asked[project_id] * share,
        }
        for n, share in enumerate(shares)
    ]


def spending(draw: Draw, shares: Mapping[str, float], first: date) -> list[Row]:
    """Return nine lines a funded project; `shares` is what each spends of its 5000 yuan."""
    rows, chance = [], draw.chance
    for n, (project_id, share) in enumerate(shares.items()):
        parts = [chance.uniform(0.5, 1.5) for _ in range(9)]
        day = first
        for line_no, part in enumerate(parts, start=1):
            category, _ = people.EXPENSES[(line_no * 3 + n) % len(people.EXPENSES)]
            day += timedelta(days=chance.randint(8, 27))
            amount = round(500000 * share * part / sum(parts) / 10) * 10
            rows.append(_line(draw.truth, project_id, line_no, (day, category, amount)))
    return rows


def _line(truth: Truth, project_id: str, line_no: int, spent: tuple[date, str, int]) -> Row:
    day, category, amount = spent
    number, year = int(project_id.split("-")[1][1:]), truth.rules.year
    return {
        "year": year,
        "project_id": project_id,
        "line_no": line_no,
        "spent_date": day,
        "category": category,
        "amount_fen": amount,
        "voucher_no": f"SL{number:02d}{line_no:04d}",
        "reimbursement_no": f"BX{year}{number:02d}{(line_no + 1) // 2:02d}",
        "handler_name": people.person(number + 80 + 100 * (year - 2017)),
        "status": None,
    }


def order_of_appearance(truth: Truth, sittings: Sequence[Sequence[str]]) -> list[Row]:
    """Return the running order of the assessment, by sitting."""
    return [
        {
            "year": truth.rules.year,
            "round": "assessment",
            "project_id": project_id,
            "order_no": order_no,
            "sitting_no": sitting_no,
        }
        for sitting_no, sitting in enumerate(sittings, start=1)
        for order_no, project_id in enumerate(sitting, start=1)
    ]
