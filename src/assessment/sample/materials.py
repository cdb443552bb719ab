"""What projects did and handed in during a year, as the register of it has it line by line."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from assessment.sample.truth import Plant, Row, Truth

KINDS = {
    "news": ("新闻稿", "报道"),
    "photo": ("照片", "图片"),
    "video": ("视频",),
    "document": ("总结", "方案", "反馈表", "文档"),
}
LEVELS = ("校级", "院级", "市级", "省级")
UNNAMED = "未注明"
PLACES = (
    "大学生活动中心",
    "学术报告厅",
    "附属医院门诊大厅",
    "社区卫生服务中心",
    "实验楼一层",
    "操场",
)
ACTIVITIES = (
    "启动仪式",
    "志愿者培训",
    "第一次专题活动",
    "走进社区",
    "经验交流会",
    "第二次专题活动",
    "成果展示",
    "总结会",
)


@dataclass
class Line:
    """A line of the register: an activity, a material, or both; `plants` by column.

    One that `joins` the line above shares its merged cells: another material of one activity.
    One that is `missed` was cancelled or postponed.
    """

    day: date | None
    name: str | None = None
    place: str | None = None
    n_participants: int | None = None
    is_planned: bool | None = None
    kind: str | None = None
    word: str | None = None
    level: str | None = None
    n_items: int | None = None
    joins: bool = False
    missed: str | None = None
    plants: dict[str, Plant] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Effort:
    """How much a project has to show: activities held, items of each kind."""

    n_activities: int
    items: Mapping[str, int]


def whole_effort(chance: random.Random) -> Effort:
    """Return the effort of a project whose materials are complete."""
    items = {
        "news": chance.randint(1, 5),
        "photo": chance.randint(6, 14),
        "video": chance.randint(1, 2),
        "document": chance.randint(4, 6),
    }
    return Effort(chance.randint(5, 8), items)


def draw_register(year: int, effort: Effort, chance: random.Random) -> list[Line]:
    """Return the lines of one project's register, in the order of their days."""
    day, lines = date(year, 4, 10), []
    for number in range(effort.n_activities):
        day += timedelta(days=chance.randint(12, 30))
        lines.append(
            Line(
                day,
                ACTIVITIES[number % len(ACTIVITIES)],
                chance.choice(PLACES),
                chance.randint(3, 30) * 10,
                is_planned=chance.random() < 0.8,
            )
        )
    for kind, n_items in effort.items.items():
        _hand_in(lines, kind, n_items, chance)
    return lines


def _hand_in(lines: list[Line], kind: str, n_items: int, chance: random.Random) -> None:
    """Hand in so many items: half beside an activity that has no material yet, half apart."""
    words = KINDS[kind]
    portions = [n_items - n_items // 2, n_items // 2]
    for word, portion in zip((words[0], words[-1]), portions, strict=True):
        free = [line for line in lines if line.name and not line.kind]
        if not portion:
            continue
        line = free[0] if free and word == words[0] else _apart(lines, chance)
        line.kind, line.word, line.n_items = kind, word, portion
        line.level = chance.choice((*LEVELS, None))


def _apart(lines: list[Line], chance: random.Random) -> Line:
    held = [line.day for line in lines if line.day]
    lines.append(Line(max(held) + timedelta(days=chance.randint(1, 5))))
    return lines[-1]


def join_photos(lines: list[Line], n_items: int) -> None:
    """Add photos to the first activity that has another material, in merged cells below it."""
    place = next(
        n for n, line in enumerate(lines) if line.name and line.kind not in (None, "photo")
    )
    above = lines[place]
    photos = Line(above.day, kind="photo", word="照片", level="院级", n_items=n_items, joins=True)
    lines.insert(place + 1, photos)


def miss(lines: list[Line], name: str, outcome: str) -> None:
    """Add an activity that was planned and not held, on the day after the first line."""
    day = lines[0].day
    assert day is not None
    lines.insert(1, Line(day + timedelta(days=1), name, is_planned=True, missed=outcome))


def tell(truth: Truth, registers: Mapping[str, Sequence[Line]]) -> None:
    """Write tables `activities`, `activities_missed` and `materials` from the registers."""
    writers = {"activities": _activity, "activities_missed": _missed}
    for table, write in writers.items():
        truth.rows[table] = [
            write(truth, project_id, number, line)
            for project_id, lines in registers.items()
            for number, line in enumerate(_named(lines, table), start=1)
        ]
    truth.rows["materials"] = [
        row
        for project_id, lines in registers.items()
        for row in _materials(truth, project_id, lines)
    ]


def _named(lines: Sequence[Line], table: str) -> list[Line]:
    is_missed = table == "activities_missed"
    return [line for line in lines if line.name and bool(line.missed) == is_missed]


def _activity(truth: Truth, project_id: str, number: int, line: Line) -> Row:
    return {
        "year": truth.rules.year,
        "project_id": project_id,
        "activity_no": number,
        "held_date": _sound(line, "day", line.day),
        "name": line.name,
        "place": line.place,
        "n_participants": _sound(line, "n_participants", line.n_participants),
        "is_planned": line.is_planned,
    }


def _missed(truth: Truth, project_id: str, number: int, line: Line) -> Row:
    return {
        "year": truth.rules.year,
        "project_id": project_id,
        "activity_no": number,
        "planned_date": line.day,
        "name": line.name,
        "outcome": line.missed,
    }


def _sound(line: Line, column: str, value: Any) -> Any:
    """Return a value unless something unreadable stands on paper in its place."""
    plant = line.plants.get(column)
    return None if plant and plant.code else value


def _materials(truth: Truth, project_id: str, lines: Sequence[Line]) -> list[Row]:
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        if line.kind:
            groups.setdefault((line.kind, line.level or UNNAMED), []).append(line)
    return [
        {
            "year": truth.rules.year,
            "project_id": project_id,
            "kind": kind,
            "level": level,
            "n_items": sum(_sound(line, "n_items", line.n_items) or 0 for line in group),
            "first_date": min(line.day for line in group if line.day),
            "last_date": max(line.day for line in group if line.day),
        }
        for (kind, level), group in groups.items()
    ]
