"""What really happened in the invented year 2019."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from typing import Any

from assessment.core.rules import Rules
from assessment.sample.draws import (
    Draw,
    criterion_marks,
    dealt,
    near,
    order_of_appearance,
    spending,
    total_marks,
    vote,
)
from assessment.sample.events_later import (
    Start,
    begin,
    decision,
    first_submissions,
    submission,
    worth_of,
)
from assessment.sample.materials import Effort, Line, draw_register, tell, whole_effort
from assessment.sample.red_flag import Standing, form_items, summary_items
from assessment.sample.truth import Row, Truth

VOID, UNSEALED = "C09", "C17"
SELECTED = ("2019-C02-1", "2019-C11-1", "2019-C12-1", "2019-C20-1")
SELF_FUNDED = (
    "2019-C01-1",
    "2019-C03-1",
    "2019-C06-1",
    "2019-C08-1",
    "2019-C10-1",
    "2019-C15-1",
    "2019-C19-1",
)
SITTINGS = (
    ("2019-C12-1", "2019-C06-1", "2019-C01-1", "2019-C20-1", "2019-C10-1", "2019-C19-1"),
    ("2019-C02-1", "2019-C15-1", "2019-C11-1", "2019-C03-1", "2019-C08-1"),
)
# Too few videos and documents; photos alone.
UNFINISHED = {
    "2019-C16-1": {"news": 1, "photo": 6, "document": 2},
    "2019-C04-1": {"photo": 11},
}
GATHERED = tuple(
    f"2019-{code}-1" for code in ("C01", "C03", "C04", "C10", "C14", "C15", "C18", "C19")
)
N_CHOSEN, N_BLANK = 640, 9
START = Start(
    forms=frozenset({*SELECTED, "2019-C12-2", "2019-C06-1", "2019-C08-1"}),
    unordered=frozenset(GATHERED),
    outstanding=frozenset({"2019-C12-2"}),
    judges={
        "application": (
            (1, ""),
            (2, "护理学院"),
            (3, ""),
            (4, "人文社科学院"),
            (5, ""),
            (6, "继续教育学院"),
            (7, ""),
        ),
        "exhibition": (
            (1, ""),
            (2, "麻醉学院"),
            (3, ""),
            (4, "康复医学院"),
            (5, ""),
            (6, ""),
            (7, ""),
        ),
        "defense": (
            (1, ""),
            (2, "临床医学院"),
            (3, ""),
            (4, "医学检验学院"),
            (5, ""),
            (6, ""),
            (7, "马克思主义学院"),
            (8, ""),
            (9, ""),
        ),
    },
)
FORMS_OF_COLLEGES = (
    Standing("C06", 0.89, bonus=3),
    Standing("C07", 0.87, bonus=1),
    Standing("C17", 0.88, bonus=2),
)
LINES_OF_COLLEGES = (
    Standing("C01", 0.85, bonus=1),
    Standing("C02", 0.86, bonus=2),
    Standing("C03", 0.84),
    Standing("C04", 0.82, deduction=1),
    Standing("C08", 0.87, bonus=1.5),
    Standing("C10", 0.90, bonus=2, vetoed="团费收缴管理违规"),
    Standing("C11", 0.88, bonus=1),
    Standing("C13", 0.81, deduction=2),
    Standing("C14", 0.85, bonus=0.5),
    Standing("C15", 0.88, bonus=2.5),
    Standing("C18", 0.83),
)
# Brands of 2017 that were visited again; two were certified anew in 2018, one was forgotten.
VISITED = tuple(
    f"2017-{name}"
    for name in (
        "C01-1 C02-1 C02-2 C03-1 C04-1 C05-1 C05-2 C06-1 C08-1 C09-1 C11-1 C12-1 C13-1 C13-2"
        " C15-1 C16-1 C17-1 C18-1"
    ).split()
)
FOUND: Mapping[str, tuple[str, str]] = {
    "2017-C09-1": ("rectify", "近一学期未开展活动，一个月内整改"),
    "2017-C05-2": ("downgraded", "参与人数下降，降一等"),
}


def make_truth(rules: Rules) -> tuple[Truth, dict[str, list[Line]]]:
    """Return the truth of 2019 before anything is planted, and the registers of materials."""
    chance = random.Random(rules.year)
    truth = begin(rules, START)
    truth.rows["submissions"] = _submissions(truth)
    standing = [row["project_id"] for row in eligible(truth)]
    review = Draw(truth, chance, worth_of(rules.year, standing))
    final = Draw(truth, chance, worth_of(rules.year, [name for one in SITTINGS for name in one]))
    truth.rows["marks"] = [
        *criterion_marks(review, "application"),
        *criterion_marks(final, "exhibition"),
        *total_marks(final, "defense"),
    ]
    truth.rows["votes"] = [*_floor_votes(final), *_online(final)]
    truth.rows["decisions"] = _decisions(truth)
    shares = dict(zip(SELECTED, (0.86, 1.04, 1.14, 0.91), strict=True))
    truth.rows["ledger"] = spending(final, shares, date(2019, 4, 2))
    truth.rows["running_order"] = order_of_appearance(truth, SITTINGS)
    registers = _registers(chance)
    tell(truth, registers)
    truth.rows["red_flag_items"] = [
        *(row for one in FORMS_OF_COLLEGES for row in form_items(rules, one, chance)),
        *(row for one in LINES_OF_COLLEGES for row in summary_items(rules, one, chance)),
    ]
    truth.rows["rechecks"] = _rechecks()
    return truth, registers


def eligible(truth: Truth) -> list[Row]:
    """Return the applications that stand: whole, in time, not void, and within the quota."""
    return [
        row
        for row in truth.rows["applications"]
        if row["college_code"] not in (VOID, UNSEALED)
        and (not row["is_second"] or row["project_id"] in START.outstanding)
    ]


def _submissions(truth: Truth) -> list[Row]:
    """Return what was handed in; one declared void, one without its paper."""
    rows = first_submissions(truth)
    changes: Mapping[str, dict[str, Any]] = {
        VOID: {"state": "void", "is_sealed": False},
        UNSEALED: {"paper_date": None, "is_sealed": False},
    }
    for row in rows:
        row.update(changes.get(row["college_code"], {}))
    for project_id in (*SELECTED, *SELF_FUNDED):
        code = project_id.split("-")[1]
        rows.append(submission(truth, code, date(2019, 12, 4), kind="materials"))
    for project_id in SELECTED:
        code = project_id.split("-")[1]
        rows.append(submission(truth, code, date(2019, 12, 17), kind="settlement"))
    return rows


def _floor_votes(draw: Draw) -> list[Row]:
    counts = {"n_issued": 200, "n_returned": 196, "n_valid": 191, "n_invalid": 5}
    place = {"year": draw.truth.rules.year, "component": "floor_vote", "channel": "现场"}
    draw.truth.rows["vote_counts"] = [place | counts]
    return [
        vote(draw.truth, "floor_vote", "现场", name, near(88 + 28 * value, 14, draw.chance, 186))
        for name, value in draw.worth.items()
    ]


def _online(draw: Draw) -> list[Row]:
    """Return the votes online: a poll with one choice a ballot, and a count of another site."""
    weights = [1 + 0.35 * value for value in draw.worth.values()]
    chosen = draw.chance.choices(list(draw.worth), weights, k=N_CHOSEN)
    wanted = {name: chosen.count(name) for name in draw.worth}
    ballots = [*dealt(wanted, N_CHOSEN, draw.chance), *[()] * N_BLANK]
    draw.chance.shuffle(ballots)
    draw.truth.ballots["online_vote", "微信"] = ballots
    place = {"year": draw.truth.rules.year, "component": "online_vote", "channel": "微信"}
    counts = {"n_issued": None, "n_returned": len(ballots), "n_valid": N_CHOSEN}
    draw.truth.rows["vote_counts"].append(place | counts | {"n_invalid": N_BLANK})
    rows = [vote(draw.truth, "online_vote", "微信", name, n) for name, n in wanted.items()]
    for name, value in draw.worth.items():
        n_votes = near(70 * (1 + 0.2 * value), 9, draw.chance, 999)
        rows.append(vote(draw.truth, "online_vote", "微博", name, n_votes))
    return rows


def _decisions(truth: Truth) -> list[Row]:
    day, seconds = date(2019, 3, 29), date(2019, 3, 22)
    reasons = {
        "2019-C02-1": "评审得分靠前，该单位尚未获立项支持",
        "2019-C11-1": "评审得分靠前，该单位尚未获立项支持",
        "2019-C12-1": "评审得分靠前，该单位尚未获立项支持",
        "2019-C20-1": "就业创业类三年来首次申报，为实现主题全覆盖优先立项",
    }
    rows = [
        decision(truth, ("review", project_id, "selected"), day, granted_fen=500000, reason=why)
        for project_id, why in reasons.items()
    ]
    told = (
        ("2019-C12-2", "second", "yes", seconds, "第二项特别突出，同意参评"),
        ("2019-C06-1", "selected", "no", day, "2018年已获立项支持，以自筹经费继续开展"),
        ("2019-C08-1", "selected", "no", day, "2017年已获立项支持，以自筹经费继续开展"),
    )
    for project_id, matter, outcome, when, why in told:
        key = ("review", project_id, matter)
        rows.append(decision(truth, key, when, outcome=outcome, reason=why))
    return rows


def _registers(chance: random.Random) -> dict[str, list[Line]]:
    full = {name: whole_effort(chance) for name in sorted((*SELECTED, *SELF_FUNDED))}
    efforts = full | {name: Effort(4, items) for name, items in UNFINISHED.items()}
    return {name: draw_register(2019, effort, chance) for name, effort in efforts.items()}


def _rechecks() -> list[Row]:
    """Return the re-checks: six brands a day."""
    rows = []
    for number, brand_id in enumerate(VISITED):
        outcome, note = FOUND.get(brand_id, ("valid", None))
        day = date(2019, 12, 10 + number // 6)
        place = {"brand_id": brand_id, "recheck_date": day}
        rows.append(place | {"outcome": outcome, "note": note})
    return rows
