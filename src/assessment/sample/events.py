"""What really happened in the invented year 2017, drawn by chance from a fixed seed."""

from __future__ import annotations

import random
from datetime import date

from assessment.core.rules import Rules
from assessment.sample import people
from assessment.sample.draws import (
    Draw,
    budget_plan,
    criterion_marks,
    near,
    order_of_appearance,
    spending,
    total_marks,
    vote,
)
from assessment.sample.payments import payments
from assessment.sample.truth import Row, Truth

LATE = "C19"
# These came in as forms; the others stand in lists, which know no 项目基础 and no budget lines.
FORMS = (
    "2017-C01-1",
    "2017-C01-2",
    "2017-C06-1",
    "2017-C09-1",
    "2017-C12-1",
    "2017-C13-1",
    "2017-C13-2",
    "2017-C15-1",
    "2017-C16-1",
    "2017-C17-1",
)
# Second projects the committee found outstanding; the other seconds are over the quota.
OUTSTANDING = ("2017-C02-2", "2017-C05-2", "2017-C13-2")


def make_truth(rules: Rules) -> Truth:
    """Return the truth of the sample year 2017 before anything is planted."""
    chance = random.Random(rules.year)
    truth = Truth(rules)
    truth.rows["colleges"] = people.colleges_in(rules.year)
    truth.rows["applications"] = [_application(rules, n) for n in range(len(people.APPLICATIONS))]
    truth.asked = {f"{rules.year}-{line[0]}-{line[4]}": line[6] for line in people.APPLICATIONS}
    truth.rows["budget_plan"] = [row for name in FORMS for row in budget_plan(truth, name)]
    truth.rows["submissions"] = _submissions(truth)
    truth.rows["judges"] = _judges(rules)
    worth = {row["project_id"]: chance.gauss(0, 1) for row in eligible(truth)}
    draw = Draw(truth, chance, worth)
    truth.rows["marks"] = [*criterion_marks(draw, "application"), *total_marks(draw, "defense")]
    truth.rows["votes"] = [*_floor_votes(draw), *_online(draw)]
    truth.rows["decisions"] = _decisions(truth)
    truth.rows["payments"] = list(payments(truth))
    shares = dict(zip(chosen(truth), (0.93, 0.98, 0.81, 1.06), strict=True))
    truth.rows["ledger"] = spending(draw, shares, date(2017, 4, 18))
    truth.rows["running_order"] = order_of_appearance(truth, _sittings(truth))
    return truth


def eligible(truth: Truth) -> list[Row]:
    """Return the applications that stand: in time, and within the quota."""
    return [
        row
        for row in truth.rows["applications"]
        if row["college_code"] != LATE
        and (not row["is_second"] or row["project_id"] in OUTSTANDING)
    ]


def _application(rules: Rules, number: int) -> Row:
    code, name, theme, maturity, order, day, yuan = people.APPLICATIONS[number]
    project_id = f"{rules.year}-{code}-{order}"
    return {
        "year": rules.year,
        "project_id": project_id,
        "brand_id": project_id,
        "project_name": name,
        "college_code": code,
        "theme_code": theme,
        "maturity": maturity if project_id in FORMS else None,
        "is_second": order == 2,
        "is_exceptional": project_id in OUTSTANDING,
        "college_order": order,
        "requested_fen": yuan * 100,
        "submitted_date": date.fromisoformat(day),
        "lead_name": people.person(number),
        "phone": people.phone(number),
        "status": None,
    }


def _submissions(truth: Truth) -> list[Row]:
    days = {row["college_code"]: row["submitted_date"] for row in truth.rows["applications"]}
    rows = []
    for code in sorted(row["college_code"] for row in truth.rows["colleges"]):
        day = days.get(code)
        rows.append(
            {
                "year": truth.rules.year,
                "college_code": code,
                "kind": "application",
                "version": 1,
                "electronic_date": day,
                "paper_date": day,
                "has_plan": True if day else None,
                "is_sealed": True if day else None,
                "state": "received" if day else "due",
            }
        )
    return rows


def _judges(rules: Rules) -> list[Row]:
    codes = {name: code for code, name, _, _ in people.COLLEGES}
    panels = (("application", people.REVIEW_JUDGES, 40), ("defense", people.DEFENSE_JUDGES, 60))
    return [
        {
            "year": rules.year,
            "component": component,
            "judge_id": f"J{number}",
            "judge_name": people.person(first + number),
            "college_code": codes.get(unit),
            "panel": None,
        }
        for component, judges, first in panels
        for number, unit in judges
    ]


def _floor_votes(draw: Draw) -> list[Row]:
    truth = draw.truth
    truth.rows["vote_counts"] = [
        {
            "year": truth.rules.year,
            "component": "floor_vote",
            "channel": "现场",
            "n_issued": 160,
            "n_returned": 163,
            "n_valid": 153,
            "n_invalid": 10,
        }
    ]
    return [
        vote(truth, "floor_vote", "现场", project_id, near(98 + 11 * value, 6, draw.chance, 152))
        for project_id, value in draw.worth.items()
    ]


def _online(draw: Draw) -> list[Row]:
    rows = []
    for channel, middle in (("微信", 1500), ("微博", 380)):
        for project_id, value in draw.worth.items():
            n_votes = near(middle * (1 + 0.12 * value), middle / 6, draw.chance, 9999)
            rows.append(vote(draw.truth, "online_vote", channel, project_id, n_votes))
    return rows


def _decisions(truth: Truth) -> list[Row]:
    rows = [_decision(truth, project_id, "second", None) for project_id in OUTSTANDING]
    return rows + [_decision(truth, project_id, "selected", 500000) for project_id in chosen(truth)]


def _decision(truth: Truth, project_id: str, matter: str, granted_fen: int | None) -> Row:
    seconds = matter == "second"
    return {
        "year": truth.rules.year,
        "round": "review",
        "project_id": project_id,
        "matter": matter,
        "outcome": "yes",
        "granted_fen": granted_fen,
        "reason": "第二项特别突出，同意参评" if seconds else "评审得分靠前，主题不重复",
        "decided_by": "校团委书记办公会（示例）",
        "decided_date": date(2017, 3, 24) if seconds else date(2017, 3, 31),
    }


def chosen(truth: Truth) -> list[str]:
    """Return the four projects funded: by review points, no college and no theme twice."""
    points: dict[str, float] = {}
    for row in truth.of("marks", component="application"):
        points[row["project_id"]] = points.get(row["project_id"], 0.0) + row["points"]
    picked: list[Row] = []
    for project_id in sorted(points, key=lambda name: (-points[name], name)):
        row = truth.project(project_id)
        taken = {other[name] for other in picked for name in ("theme_code", "college_code")}
        if len(picked) < 4 and not taken & {row["theme_code"], row["college_code"]}:
            picked.append(row)
    return sorted(row["project_id"] for row in picked)


def _sittings(truth: Truth) -> tuple[list[str], list[str]]:
    standing = [row["project_id"] for row in eligible(truth)]
    order = standing[5:] + standing[:5]
    return order[:11], order[11:]
