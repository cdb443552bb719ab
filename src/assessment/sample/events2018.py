"""What really happened in the invented year 2018."""

from __future__ import annotations

import random
from datetime import date

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

LATE, TWICE_IN = "C19", "C12"
SELECTED = ("2018-C06-1", "2018-C14-1", "2018-C15-1", "2018-C17-1")
SELF_FUNDED = (
    "2018-C03-1",
    "2018-C04-1",
    "2018-C07-1",
    "2018-C10-1",
    "2018-C11-1",
    "2018-C12-1",
    "2018-C13-1",
    "2018-C18-1",
)
SITTINGS = (
    ("2018-C15-1", "2018-C06-1", "2018-C10-1", "2018-C04-1", "2018-C13-1"),
    ("2018-C17-1", "2018-C11-1", "2018-C07-1", "2018-C12-1"),
    ("2018-C14-1", "2018-C03-1", "2018-C18-1"),
)
# Exactly the same total: 62.25 + 17.75 against 61.25 + 18.75, and the same votes online.
TIED = {
    "2018-C11-1": (88, 89.5, 90, 88.5, 87, 91, 89, 86.5, 90.5),
    "2018-C04-1": (87.5, 88, 85, 89.5, 86.5, 90, 88.5, 85.5, 87),
}
FLOOR = {"2018-C06-1": 80, "2018-C11-1": 71, "2018-C04-1": 75}
ONLINE = {"2018-C11-1": (1226, 305), "2018-C04-1": (1207, 324)}
N_BALLOTS, N_PASSED_OVER = 300, 7
# Too few photos, no video, too few documents.
UNFINISHED = {
    "2018-C16-1": {"news": 2, "photo": 4, "video": 1, "document": 4},
    "2018-C08-1": {"news": 1, "photo": 8, "document": 5},
    "2018-C01-1": {"news": 2, "photo": 7, "video": 1, "document": 3},
}
START = Start(
    forms=frozenset(
        {
            *SELECTED,
            "2018-C10-1",
            "2018-C11-1",
            "2018-C12-1",
            "2018-C18-1",
            "2018-C16-1",
            "2018-C16-2",
        }
    ),
    unordered=frozenset(),
    outstanding=frozenset({"2018-C02-2"}),
    judges={
        "application": (
            (1, ""),
            (2, "公共卫生学院"),
            (3, ""),
            (4, "研究生院"),
            (5, ""),
            (6, "第一附属医院"),
            (7, ""),
        ),
        "defense": (
            (1, ""),
            (2, "麻醉学院"),
            (3, ""),
            (4, "外国语学院"),
            (5, ""),
            (6, ""),
            (7, "中医学院"),
            (8, ""),
            (9, ""),
        ),
    },
)
FORMS_OF_COLLEGES = (
    Standing("C02", 0.87, bonus=2),
    Standing("C03", 0.85, bonus=1),
    Standing("C06", 0.88, bonus=3),
    Standing("C07", 0.86, bonus=2),
    Standing("C08", 0.84, deduction=1),
    Standing("C10", 0.89, bonus=1.5),
    Standing("C11", 0.83, vetoed="发生重大安全责任事故"),
    Standing("C13", 0.82),
)
LINES_OF_COLLEGES = (
    Standing("C01", 0.84, bonus=1),
    Standing("C04", 0.83),
    Standing("C12", 0.80, deduction=2),
    Standing("C14", 0.85, bonus=0.5),
    Standing("C15", 0.88, bonus=2),
    Standing("C17", 0.81),
)


def make_truth(rules: Rules) -> tuple[Truth, dict[str, list[Line]]]:
    """Return the truth of 2018 before anything is planted, and the registers of materials."""
    chance = random.Random(rules.year)
    truth = begin(rules, START)
    truth.rows["submissions"] = _submissions(truth)
    standing = [row["project_id"] for row in eligible(truth)]
    review = Draw(truth, chance, worth_of(rules.year, standing))
    final = Draw(truth, chance, worth_of(rules.year, [name for one in SITTINGS for name in one]))
    truth.rows["marks"] = [*criterion_marks(review, "application"), *total_marks(final, "defense")]
    _tie(truth)
    truth.rows["votes"] = [*_floor_votes(final), *_online(final)]
    truth.rows["decisions"] = _decisions(truth)
    shares = dict(zip(SELECTED, (0.95, 0.88, 1.0, 0.72), strict=True))
    truth.rows["ledger"] = spending(final, shares, date(2018, 4, 12))
    truth.rows["running_order"] = order_of_appearance(truth, SITTINGS[:2])
    registers = _registers(chance)
    tell(truth, registers)
    truth.rows["red_flag_items"] = [
        *(row for one in FORMS_OF_COLLEGES for row in form_items(rules, one, chance)),
        *(row for one in LINES_OF_COLLEGES for row in summary_items(rules, one, chance)),
    ]
    truth.rows["rechecks"] = []
    return truth, registers


def eligible(truth: Truth) -> list[Row]:
    """Return the applications that stand: in time, and within the quota."""
    return [
        row
        for row in truth.rows["applications"]
        if row["college_code"] != LATE
        and (not row["is_second"] or row["project_id"] in START.outstanding)
    ]


def _submissions(truth: Truth) -> list[Row]:
    """Return what was handed in; one college had its form sent back and handed it in again."""
    rows = first_submissions(truth)
    back = next(row for row in rows if row["college_code"] == TWICE_IN)
    back.update(state="returned", electronic_date=date(2018, 3, 16), paper_date=date(2018, 3, 16))
    again = submission(truth, TWICE_IN, date(2018, 3, 19), version=2, state="resent")
    rows.append(again)
    for project_id in (*SELECTED, *SELF_FUNDED):
        code = project_id.split("-")[1]
        rows.append(submission(truth, code, date(2018, 12, 5), kind="materials"))
    return rows


def _tie(truth: Truth) -> None:
    for project_id, points in TIED.items():
        rows = truth.of("marks", component="defense", project_id=project_id)
        for row, value in zip(rows, points, strict=True):
            row["points"] = value


def _floor_votes(draw: Draw) -> list[Row]:
    drawn = {name: near(73 + 3 * value, 1.5, draw.chance, 78) for name, value in draw.worth.items()}
    wanted = drawn | FLOOR
    ballots = dealt(wanted, N_BALLOTS, draw.chance)
    ballots += [()] * N_PASSED_OVER
    draw.chance.shuffle(ballots)
    draw.truth.ballots["floor_vote", "现场"] = ballots
    draw.truth.rows["vote_counts"] = [
        {
            "year": draw.truth.rules.year,
            "component": "floor_vote",
            "channel": "现场",
            "n_issued": None,
            "n_returned": len(ballots),
            "n_valid": N_BALLOTS,
            "n_invalid": N_PASSED_OVER,
        }
    ]
    return [vote(draw.truth, "floor_vote", "现场", name, n) for name, n in wanted.items()]


def _online(draw: Draw) -> list[Row]:
    rows = []
    for number, (channel, middle) in enumerate((("微信", 1200), ("微博", 310))):
        for project_id, value in draw.worth.items():
            n_votes = near(middle * (1 + 0.05 * value), middle / 30, draw.chance, 9999)
            n_votes = ONLINE.get(project_id, (n_votes, n_votes))[number]
            rows.append(vote(draw.truth, "online_vote", channel, project_id, n_votes))
    return rows


def _decisions(truth: Truth) -> list[Row]:
    day, seconds = date(2018, 3, 30), date(2018, 3, 23)
    reasons = {
        "2018-C06-1": "评审得分第一，志愿服务类尚未立项",
        "2018-C14-1": "所属主题尚无立项项目，为落实三年主题全覆盖优先立项",
        "2018-C15-1": "评审得分靠前，思想教育类尚未立项",
        "2018-C17-1": "评审得分靠前，学风养成类尚未立项",
    }
    rows = [
        decision(truth, ("review", project_id, "selected"), day, granted_fen=500000, reason=why)
        for project_id, why in reasons.items()
    ]
    told = (
        ("2018-C02-2", "second", "yes", seconds, "第二项特别突出，同意参评"),
        ("2018-C16-2", "second", "no", seconds, "与第一项内容相近，不作为第二项"),
        ("2018-C10-1", "selected", "no", day, "主题已由2017年立项项目覆盖，以自筹经费继续开展"),
    )
    for project_id, matter, outcome, when, why in told:
        key = ("review", project_id, matter)
        rows.append(decision(truth, key, when, outcome=outcome, reason=why))
    return rows


def _registers(chance: random.Random) -> dict[str, list[Line]]:
    full = {name: whole_effort(chance) for name in sorted((*SELECTED, *SELF_FUNDED))}
    efforts = full | {name: Effort(4, items) for name, items in UNFINISHED.items()}
    return {name: draw_register(2018, effort, chance) for name, effort in efforts.items()}
