"""The lines of 登记.xlsx for all invented years, and the cells of its facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assessment.sample import people
from assessment.sample.papers import Papers, Placed
from assessment.sample.truth import Row, Truth

REGISTER = "登记.xlsx"
FIRST_ROW = 4
_STATES = {"due": "应交", "received": "已交", "returned": "退回", "resent": "重交", "void": "作废"}
_KINDS = {"application": "申报材料", "materials": "结项材料", "settlement": "经费决算"}
_ROUNDS = {"review": "立项评审", "assessment": "考核认证"}
_MATTERS = {"selected": "立项", "second": "第二项", "tie": "并列", "grade": "等次"}
_ANSWERS = {"yes": "是", "no": "否"}
_OUTCOMES = {"maintained": "维持原结果", "corrected": "更正"}
# table: its sheet and the column its facts are found at
SHEETS = {
    "judges": ("评委名单", "D"),
    "decisions": ("评审决定", "C"),
    "award_decisions": ("评审决定", "C"),
    "corrections": ("更正登记", "D"),
    "ballot_removals": ("剔除选票", "C"),
    "appeals": ("异议复核", "A"),
    "notices": ("公示登记", "C"),
    "payments": ("拨款登记", "D"),
}


@dataclass(frozen=True, slots=True)
class Stray:
    """A decision on a project nobody applied with."""

    project: str
    reason: str


STRAYS: Mapping[int, tuple[Stray, ...]] = {
    2017: (Stray("“丝路青年”来华留学生文化节", "不在申报名单中"),),
}
Drawn = tuple[Truth, Papers]


def register_lines(years: Sequence[Drawn]) -> dict[str, list[list[Any]]]:
    """Return the lines of every sheet, all years below one another; each fact is given its cell.

    A row of the truth whose fact stands in the register gets its place as `_cell`.
    """
    last = max(truth.rules.year for truth, _ in years)
    lines: dict[str, list[list[Any]]] = {
        "学院名单": [
            list(line.values())
            for line in people.college_lines()
            if line["valid_from_year"] <= last
        ],
        "收件登记": [
            _submission(truth, row) for truth, _ in years for row in truth.rows["submissions"]
        ],
    }
    writers = {
        "judges": _judge,
        "decisions": _decision,
        "award_decisions": _award,
        "corrections": _correction,
        "ballot_removals": _removal,
        "appeals": _appeal,
        "notices": _notice,
        "payments": _payment,
    }
    for table, (sheet, column) in SHEETS.items():
        lines.setdefault(sheet, [])
        for truth, _ in years:
            for row in truth.rows.get(table, ()):
                lines[sheet].append(writers[table](truth, row))
                row["_cell"] = f"{column}{FIRST_ROW + len(lines[sheet]) - 1}"
            if table == "decisions":
                lines[sheet] += [_stray(truth, one) for one in STRAYS.get(truth.rules.year, ())]
    return lines


def planted_in_register(lines: Mapping[str, Sequence[Sequence[Any]]], year: int) -> list[Placed]:
    """Return the problems that reading a year's lines of the register must give."""
    names = {stray.project for stray in STRAYS.get(year, ())}
    rows = enumerate(lines["评审决定"], start=FIRST_ROW)
    return [
        ("project.unknown", REGISTER, "评审决定", f"C{row}")
        for row, line in rows
        if line[0] == year and line[2] in names
    ]


def refused_corrections(truth: Truth) -> Iterator[Placed]:
    """Yield the problem of each correction that no longer fits what stands in the file."""
    for row in truth.rows.get("corrections", ()):
        if not row["is_applied"]:
            yield "correction.refused", REGISTER, "更正登记", f"E{row['_cell'][1:]}"


def unmet_payments(truth: Truth) -> Iterator[Placed]:
    """Yield the problem of each payment whose condition was not met."""
    for row in truth.rows.get("payments", ()):
        if not row["is_met"]:
            yield "payment.condition-unmet", REGISTER, "拨款登记", row["_cell"]


def correction(
    papers: Papers, fact: tuple[object, ...], told: tuple[Any, Any], day: date, *, is_applied: bool
) -> Row:
    """Return a line of 更正登记 on the cell of a fact; `told` is what it was and what it is."""
    file, sheet, cell = papers.facts[fact]
    return {
        "year": papers.year,
        "_file": file,
        "sheet": sheet,
        "cell": cell,
        "was": told[0],
        "now": told[1],
        "reason": "评委本人确认并签名",
        "who": "示例登记员",
        "date": day,
        "is_applied": is_applied,
    }


def _judge(truth: Truth, row: Row) -> list[Any]:
    part = truth.rules.component(row["component"])
    code = row["college_code"]
    unit = truth.college_name(code) if code else "校外"
    person = [row["judge_id"], row["judge_name"], unit, row["panel"]]
    return [row["year"], _ROUNDS[part.round], part.label, *person]


def _submission(truth: Truth, row: Row) -> list[Any]:
    answers = {True: "是", False: "否", None: None}
    return [
        row["year"],
        truth.college_name(row["college_code"]),
        _KINDS[row["kind"]],
        row["version"],
        row["electronic_date"],
        row["paper_date"],
        answers[row["has_plan"]],
        answers[row["is_sealed"]],
        _STATES[row["state"]],
    ]


def _decision(truth: Truth, row: Row) -> list[Any]:
    return [
        row["year"],
        _ROUNDS[row["round"]],
        truth.project(row["project_id"])["project_name"],
        _MATTERS[row["matter"]],
        _ANSWERS.get(row["outcome"], row["outcome"]),
        row["granted_fen"] / 100 if row["granted_fen"] else None,
        row["reason"],
        row["decided_by"],
        row["decided_date"],
    ]


def _award(truth: Truth, row: Row) -> list[Any]:
    told = [row["reason"], row["decided_by"], row["decided_date"]]
    unit = truth.college_name(row["college_code"])
    return [row["year"], None, unit, "五四红旗", _ANSWERS[row["outcome"]], None, *told]


def _stray(truth: Truth, stray: Stray) -> list[Any]:
    told = [stray.project, "立项", "否", None, stray.reason, "校团委（示例）", None]
    return [truth.rules.year, "立项评审", *told]


def _correction(_: Truth, row: Row) -> list[Any]:
    place = [row["_file"], row["sheet"], row["cell"], row["was"], row["now"]]
    return [row["year"], *place, row["reason"], row["who"], row["date"]]


def _removal(truth: Truth, row: Row) -> list[Any]:
    label = truth.rules.component(row["component"]).label
    return [row["year"], label, row["target_id"], row["reason"], row["who"], row["date"]]


def _appeal(truth: Truth, row: Row) -> list[Any]:
    project_id = row["project_id"]
    return [
        row["appeal_no"],
        row["year"],
        truth.college_name(row["college_code"]),
        truth.project(project_id)["project_name"] if project_id else None,
        row["received_date"],
        row["matter"],
        row["basis"],
        _OUTCOMES.get(row["outcome"]),
        row["before_points"],
        row["after_points"],
        row["handlers"],
        row["replied_date"],
    ]


def notices(year: int, review: date, assessment: date) -> list[Row]:
    """Return the days on which the results of a year's rounds were published."""
    days = {"review": review, "assessment": assessment}
    return [
        {"year": year, "round": name, "published_date": day, "note": None}
        for name, day in days.items()
    ]


def _notice(_: Truth, row: Row) -> list[Any]:
    return [row["year"], _ROUNDS[row["round"]], row["published_date"], row["note"]]


def _payment(truth: Truth, row: Row) -> list[Any]:
    return [
        row["year"],
        truth.project(row["project_id"])["project_name"],
        row["instalment"],
        row["paid_fen"] / 100,
        row["paid_date"],
        "是" if row["is_met"] else "否",
        row["evidence"],
        row["paid_by"],
        row["note"],
    ]
