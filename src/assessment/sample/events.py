"""What really happened in the invented year 2017, drawn by chance from a fixed seed."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from assessment.core.rule_sections import Judged
from assessment.core.rules import Rules
from assessment.sample import people
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
_BUDGET_SHARES = (30, 25, 20, 15, 10)
# Second projects the committee found outstanding; the other seconds are over the quota.
OUTSTANDING = ("2017-C02-2", "2017-C05-2", "2017-C13-2")


def make_truth(rules: Rules) -> Truth:
    """Return the truth of the sample year 2017 before anything is planted."""
    chance = random.Random(rules.year)
    truth = Truth(rules)
    truth.rows["colleges"] = [_college(line) for line in people.COLLEGES]
    truth.rows["applications"] = [_application(rules, n) for n in range(len(people.APPLICATIONS))]
    truth.rows["budget_plan"] = [row for name in FORMS for row in _budget_plan(rules, name)]
    truth.rows["submissions"] = _submissions(truth)
    truth.rows["judges"] = _judges(rules)
    worth = {row["project_id"]: chance.gauss(0, 1) for row in eligible(truth)}
    truth.rows["marks"] = [*_review_marks(truth, worth, chance), *_defense(truth, worth, chance)]
    truth.rows["votes"] = [*_floor_votes(truth, worth, chance), *_online(truth, worth, chance)]
    truth.rows["decisions"] = _decisions(truth)
    truth.rows["ledger"] = _ledgers(truth, chance)
    truth.rows["running_order"] = _running_order(truth)
    return truth


def eligible(truth: Truth) -> list[Row]:
    """Return the applications that stand: in time, and within the quota."""
    return [
        row
        for row in truth.rows["applications"]
        if row["college_code"] != LATE
        and (not row["is_second"] or row["project_id"] in OUTSTANDING)
    ]


def _college(line: Sequence[str]) -> Row:
    names = ("college_code", "college_name", "aliases", "unit_type")
    return dict(zip(names, line, strict=True)) | {"valid_from_year": 2017, "valid_to_year": None}


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


def _budget_plan(rules: Rules, project_id: str) -> list[Row]:
    return [
        {
            "year": rules.year,
            "project_id": project_id,
            "category": people.EXPENSES[n][0],
            "planned_fen": people.asked_yuan(project_id) * share,
        }
        for n, share in enumerate(_BUDGET_SHARES)
    ]


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


def _mark(truth: Truth, judge: Row, project_id: str, criterion: str, points: float) -> Row:
    return {
        "year": truth.rules.year,
        "component": judge["component"],
        "project_id": project_id,
        "judge_id": judge["judge_id"],
        "criterion": criterion,
        "points": points,
        "status": "given",
    }


def _review_marks(truth: Truth, worth: Mapping[str, float], chance: random.Random) -> list[Row]:
    part = truth.rules.component("application")
    assert isinstance(part, Judged)
    judges = truth.of("judges", component="application")
    severity = {judge["judge_id"]: chance.gauss(0, 0.03) for judge in judges}
    rows = []
    for judge in judges:
        for project_id in worth:
            for criterion in part.criteria:
                level = 0.80 + 0.06 * worth[project_id] + severity[judge["judge_id"]]
                level = min(max(level + chance.gauss(0, 0.04), 0.4), 1.0)
                points = round(float(criterion.points) * level * 2) / 2
                rows.append(_mark(truth, judge, project_id, criterion.name, points))
    return rows


def _defense(truth: Truth, worth: Mapping[str, float], chance: random.Random) -> list[Row]:
    judges = truth.of("judges", component="defense")
    severity = {judge["judge_id"]: chance.gauss(0, 2.2) for judge in judges}
    rows = []
    for judge in judges:
        step = chance.choice((1, 2, 2, 10))
        for project_id in worth:
            level = 85.5 + 4.2 * worth[project_id] + severity[judge["judge_id"]]
            level = min(max(level + chance.gauss(0, 2.0), 50.0), 99.0)
            rows.append(_mark(truth, judge, project_id, "total", round(level * step) / step))
    return rows


def _vote(truth: Truth, component: str, channel: str, project_id: str, n_votes: int) -> Row:
    return {
        "year": truth.rules.year,
        "component": component,
        "channel": channel,
        "project_id": project_id,
        "n_votes": n_votes,
    }


def _floor_votes(truth: Truth, worth: Mapping[str, float], chance: random.Random) -> list[Row]:
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
        _vote(truth, "floor_vote", "现场", project_id, _near(98 + 11 * value, 6, chance, 152))
        for project_id, value in worth.items()
    ]


def _online(truth: Truth, worth: Mapping[str, float], chance: random.Random) -> list[Row]:
    rows = []
    for channel, middle in (("微信", 1500), ("微博", 380)):
        for project_id, value in worth.items():
            n_votes = _near(middle * (1 + 0.12 * value), middle / 6, chance, 9999)
            rows.append(_vote(truth, "online_vote", channel, project_id, n_votes))
    return rows


def _near(middle: float, spread: float, chance: random.Random, most: int) -> int:
    return min(max(round(chance.gauss(middle, spread)), 1), most)


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


def _ledgers(truth: Truth, chance: random.Random) -> list[Row]:
    rows = []
    for n, project_id in enumerate(chosen(truth)):
        share = (0.93, 0.98, 0.81, 1.06)[n]
        parts = [chance.uniform(0.5, 1.5) for _ in range(9)]
        day = date(2017, 4, 18)
        for line_no, part in enumerate(parts, start=1):
            category, _ = people.EXPENSES[(line_no * 3 + n) % len(people.EXPENSES)]
            day += timedelta(days=chance.randint(8, 27))
            amount = round(500000 * share * part / sum(parts) / 10) * 10
            rows.append(_line(truth, project_id, line_no, (day, category, amount)))
    return rows


def _line(truth: Truth, project_id: str, line_no: int, spent: tuple[date, str, int]) -> Row:
    day, category, amount = spent
    number = int(project_id.split("-")[1][1:])
    return {
        "year": truth.rules.year,
        "project_id": project_id,
        "line_no": line_no,
        "spent_date": day,
        "category": category,
        "amount_fen": amount,
        "voucher_no": f"SL{number:02d}{line_no:04d}",
        "reimbursement_no": f"BX2017{number:02d}{(line_no + 1) // 2:02d}",
        "handler_name": people.person(number + 80),
        "status": None,
    }


def _running_order(truth: Truth) -> list[Row]:
    standing = [row["project_id"] for row in eligible(truth)]
    order = standing[5:] + standing[:5]
    return [
        {
            "year": truth.rules.year,
            "round": "assessment",
            "project_id": project_id,
            "order_no": n if n <= 11 else n - 11,
            "sitting_no": 1 if n <= 11 else 2,
        }
        for n, project_id in enumerate(order, start=1)
    ]
