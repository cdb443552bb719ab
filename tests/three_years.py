"""Invented tables of the programme's three years: 20 colleges, names as long as real ones."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd

from assessment.core.rules import Rules, load_rules
from assessment.core.tables import conform
from assessment.plan.coverage import coverage
from assessment.sample.people import APPLICATIONS, COLLEGES

RULES = Path(__file__).resolve().parents[1] / "rules"
YEARS = (2017, 2018, 2019)
LONG_UNITS = {"C04": "公共卫生与健康管理学院", "C12": "生物医学信息与人工智能学院"}
LONG_NAME = "“医路同行·杏林春暖”大学生志愿者赴基层医疗卫生机构健康宣教与义诊服务品牌活动"
# Lines of APPLICATIONS selected in each year.
CHOSEN = {2017: (0, 8, 9, 18), 2018: (1, 4, 7, 11), 2019: (2, 5, 16)}
GRADES = ((90, "优秀"), (80, "良好"), (60, "合格"), (0, "不合格"))


@cache
def rules_of(year: int) -> Rules:
    """Return the rules of a year."""
    return load_rules(RULES / f"{year}.toml")


def make_years(years: tuple[int, ...] = YEARS, *, last: str = "final") -> Any:
    """Return tables of these years; `last` is the status of the last assessment, or empty."""
    made = {name: frame.copy() for name, frame in _tables(years, last).items()}
    return SimpleNamespace(rules=[rules_of(year) for year in years], **made)


@cache
def _tables(years: tuple[int, ...], last: str) -> dict[str, pd.DataFrame]:
    rng = np.random.default_rng(7)
    stood = [_standings(year, rng, "final") for year in years[:-1]]
    stood += [_standings(years[-1], rng, last)] if last else []
    empty = _standings(years[0], rng, "final").iloc[:0]
    tables = {
        "applications": conform(pd.concat([_applications(year) for year in years]), "applications"),
        "selected": pd.concat([_selected(year) for year in years], ignore_index=True),
        "standings": conform(pd.concat([empty, *stood]), "standings"),
        "colleges": conform(_colleges(), "colleges"),
    }
    return tables | coverage(*tables.values(), rules=[rules_of(year) for year in years]).tables


def _colleges() -> pd.DataFrame:
    rows = [
        {"college_code": code, "college_name": LONG_UNITS.get(code, name), "aliases": aliases,
         "unit_type": kind, "valid_from_year": 2010, "valid_to_year": pd.NA}
        for code, name, aliases, kind in COLLEGES
    ]  # fmt: skip
    return pd.DataFrame(rows)


def _lines(year: int) -> list[tuple[int, str, str, str]]:
    """Return number, project, name and theme of a year; later years lack some of the lines."""
    step = year - 2017
    kept = [n for n in range(len(APPLICATIONS)) if step == 0 or n in CHOSEN[year] or n % 5 != step]
    lines = []
    for number in kept:
        code, name, theme, _, order, *_ = APPLICATIONS[number]
        name = LONG_NAME if number == 8 else name
        lines.append((number, f"{year}-{code}-{order}", name, theme))
    return lines


def _applications(year: int) -> pd.DataFrame:
    rows = [
        {"year": year, "project_id": project, "brand_id": project, "project_name": name,
         "college_code": project.split("-")[1], "theme_code": theme, "maturity": "formed",
         "is_second": project.endswith("2"), "is_exceptional": False, "college_order": 1,
         "requested_fen": 500000, "submitted_date": pd.Timestamp(f"{year}-03-15"),
         "lead_name": "示例", "phone": pd.NA, "status": "eligible", "src": "000000000000!表1!A1"}
        for _, project, name, theme in _lines(year)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def _selected(year: int) -> pd.DataFrame:
    chosen = [project for number, project, *_ in _lines(year) if number in CHOSEN[year]]
    return pd.DataFrame({"year": year, "project_id": chosen, "granted_fen": 500000})


def _standings(year: int, rng: Any, status: str) -> pd.DataFrame:
    lines = [
        line for line in _lines(year) if year == 2017 or line[0] % 3 or line[0] in CHOSEN[year]
    ]
    points = sorted((float(p) / 100 for p in rng.integers(7500, 9500, len(lines))), reverse=True)
    first = sorted(lines, key=lambda line: (line[0] not in CHOSEN[year], line[0] * 7 % 24))
    rows = [
        {"year": year, "round": "assessment", "project_id": project, "total_points": total,
         "total_exact": pd.NA, "rank": place + 1 if status == "final" else pd.NA,
         "is_tied": False, "tie_step": pd.NA, "grade": _grade(total) if status == "final" else pd.NA,
         "status": status, "missing": pd.NA if status == "final" else "网络投票"}
        for place, ((_, project, *_), total) in enumerate(zip(first, points, strict=True))
    ]  # fmt: skip
    return pd.DataFrame(rows)


def _grade(total: float) -> str:
    return next(grade for least, grade in GRADES if total >= least)


def make_red_flag(number: int = 20) -> pd.DataFrame:
    """Return `red_flag` of 2019 for so many candidates; two totals reach 100, two share a base."""
    rng = np.random.default_rng(3)
    base = [float(b) / 100 for b in rng.integers(7800, 9700, number)]
    if number > 7:
        base[1], base[4] = 98.5, base[6]
    bonus = [float((0, 3, 5, 0, 1, 0, 6, 0)[place % 8]) for place in range(number)]
    total = [min(first + more, 100.0) for first, more in zip(base, bonus, strict=True)]
    rows = [
        {"year": 2019, "college_code": COLLEGES[place][0], "base_points": base[place],
         "bonus_points": bonus[place], "total_points": total[place],
         "rank": 1 + sum(other > total[place] for other in total),
         "rank_without_bonus": 1 + sum(other > base[place] for other in base),
         "is_candidate": True, "is_vetoed": place == 7,
         "is_awarded": sum(other > total[place] for other in total) < 4 and place != 7,
         "is_border_tied": False, "is_commended": place in (2, 6)}
        for place in range(number)
    ]  # fmt: skip
    return conform(pd.DataFrame(rows), "red_flag")


CATEGORIES = "宣传制作 场地布置 印刷资料 交通 物料 专家讲座 评审奖品 其他".split()
PLANNED = (120000, 80000, 60000, 0, 150000, 50000, 40000, 0)
SPENT = (118050, 80000, 40000, 32000, 171220, 50000, 0, 0)


def make_spending(projects: list[str], bare: tuple[str, ...] = ()) -> pd.DataFrame:
    """Return `budget_spending` of 2017; the projects in `bare` have no plan."""
    rows = []
    for number, project in enumerate(projects):
        for place, category in enumerate(CATEGORIES):
            planned, spent = (of[(place + number) % 8] for of in (PLANNED, SPENT))
            plan = pd.NA if project in bare else planned
            rows.append({"year": 2017, "project_id": project, "category": category,
                         "planned_fen": plan, "spent_fen": spent})  # fmt: skip
    return conform(pd.DataFrame(rows), "budget_spending")


def words(ax: Any) -> list[str]:
    """Return every text of the page, line breaks taken out."""
    figure = ax.get_figure(root=True)
    return [text.get_text().replace("\n", "") for text in [*ax.texts, *figure.texts]]


def bars(ax: Any, name: str) -> list[Any]:
    """Return the bars of that label, of all containers that bear it."""
    return [bar for some in ax.containers if some.get_label() == name for bar in some]


def dots(ax: Any, name: str) -> list[tuple[float, float]]:
    """Return the places of the marks of that label."""
    lines = [line for line in ax.lines if line.get_label() == name]
    return [(float(x), float(y)) for line in lines for x, y in line.get_xydata()]
