"""The Red Flag evaluation of an invented year: what colleges wrote and what was granted."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from assessment.core.rules import Rules
from assessment.sample.truth import Row

# item of the rules -> its second-level lines: name, what is looked at, full points
FORM = {
    "思想政治建设": (
        ("理论学习", "团员青年理论学习覆盖面，学习记录完整", 10),
        ("主题教育", "按要求开展主题团日并有成效", 15),
    ),
    "组织建设": (("支部建设", "团支部换届与活力提升", 15), ("推优入党", "推优程序规范", 10)),
    "活动开展": (
        ("校园活动", "品牌活动与校园文化活动", 15),
        ("实践志愿", "社会实践与志愿服务", 10),
    ),
    "队伍与制度建设": (
        ("干部队伍", "专兼职团干部配备与培训", 15),
        ("制度台账", "制度健全，台账完整", 10),
    ),
}
BONUS, DEDUCTION = "特色工作加分", "材料报送扣分"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a college's evaluation comes to: how good it is (0–1), bonus, deduction, its veto."""

    college_code: str
    level: float
    bonus: float = 0
    deduction: float = 0
    vetoed: str = ""


def item_name(first: str, second: str) -> str:
    """Return the item of a second-level line."""
    return f"{first}·{second}"


def form_items(rules: Rules, standing: Standing, chance: random.Random) -> list[Row]:
    """Return the items of a 考核表 of one college, in the order of the paper."""
    rows = [
        _item(rules, standing, item_name(first, second), _halves(standing, cap, chance), cap)
        for first, lines in FORM.items()
        for second, _, cap in lines
    ]
    caps = {item.item: float(item.cap_points) for item in rules.red_flag.items}
    extra = ((BONUS, standing.bonus), (DEDUCTION, standing.deduction))
    for name, points in extra:
        row = _item(rules, standing, name, (points, points), caps[name])
        rows.append(row | {"is_deduction": name == DEDUCTION})
    return rows + [_veto(rules, standing, text) for text in rules.red_flag.veto]


def summary_items(rules: Rules, standing: Standing, chance: random.Random) -> list[Row]:
    """Return the items of one college's line in the summary: what was granted, nothing else."""
    rows = []
    for first, lines in FORM.items():
        cap = sum(full for _, _, full in lines)
        granted, _ = _halves(standing, cap, chance)
        rows.append(_item(rules, standing, first, (granted, None), cap))
    for name, points in ((BONUS, standing.bonus), (DEDUCTION, standing.deduction)):
        row = _item(rules, standing, name, (points, None), None)
        rows.append(row | {"is_deduction": name == DEDUCTION})
    return rows + ([_veto(rules, standing, standing.vetoed)] if standing.vetoed else [])


def _halves(standing: Standing, cap: float, chance: random.Random) -> tuple[float, float]:
    """Return points granted and the college's own, in halves: it thinks better of itself."""
    granted = min(cap, round(cap * (standing.level + chance.gauss(0, 0.04)) * 2) / 2)
    return granted, min(cap, granted + chance.choice((0, 0, 0.5, 1)))


def _item(
    rules: Rules,
    standing: Standing,
    item: str,
    points: Sequence[float | None],
    cap: float | None,
) -> Row:
    granted, own = points
    return {
        "year": rules.year,
        "college_code": standing.college_code,
        "item": item,
        "points": granted,
        "self_points": own,
        "cap_points": cap,
        "is_deduction": False,
        "is_veto": False,
        "evidence": None,
    }


def _veto(rules: Rules, standing: Standing, text: str) -> Row:
    row = _item(rules, standing, text, (None, None), None)
    return row | {"is_veto": text == standing.vetoed}
