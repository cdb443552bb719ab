"""Invented tables for charts: 22 projects of 20 colleges, names as long as real ones."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from fractions import Fraction
from functools import cache
from itertools import combinations
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from assessment.core.tables import conform
from assessment.report import style

UNITS = (
    "第一临床学院 第二临床学院 第三临床学院 基础医学院 公共卫生与健康管理学院 "
    "药学院 护理学院 口腔医学院 中医药学院 医学影像学院 "
    "医学检验学院 麻醉学院 儿科学院 生物医学工程学院 医学信息与人工智能学院 "
    "人文与管理学院 马克思主义学院 外国语学院 康复与运动医学院 研究生院"
).split()
NAMES = (
    "“医路同行·杏林春暖”大学生志愿者赴基层医疗卫生机构健康宣教与义诊服务品牌活动",
    "“青马杏林”学生骨干培养工程",
    "“仁心讲堂”医学生职业精神养成系列教育",
    "“显微镜下的世界”科普开放日",
    "“健康中国·青春先行”公共卫生知识进校园、进社区、进乡村主题实践活动",
    "“一药一故事”本草文化传播",
    "“南丁格尔之光”授帽与誓言教育月",
    "“护牙行动”乡村小学口腔健康四季行",
    "“岐黄薪火”中医药文化体验周",
    "“影像背后”临床思维擂台赛",
    "“检验先锋”团支部风采大赛",
    "“无痛童年”儿童舒适化医疗陪伴计划",
    "“小橘灯”住院患儿课业辅导与心理陪伴志愿服务",
    "“智造未来”医工交叉创新创业训练营",
    "“数据点亮生命”医学信息学术沙龙与竞赛孵化（含“互联网＋”校内选拔）",
    "“模拟法庭·医患同心”",
    "“红医足迹”寻访与宣讲",
    "“世界医学之窗”英语演讲与翻译大赛",
    "“动起来”康复科普与校园运动处方推广",
    "“研途有光”研究生学术诚信与朋辈导航",
    "“喆玥读书会”经典共读与书评大赛",
    "“犇向职场”医学生就业能力提升工作坊",
)
THEMES = "T7 T1 T1 T4 T6 T5 T1 T7 T5 T3 T2 T7 T7 T4 T3 T5 T6 T5 T7 T3 T5 T8".split()
YEAR = 2017


def rounded(value: Fraction) -> float:
    return float(round(value, 4))


def make_year(n_projects: int = 22, seed: int = 1) -> Any:
    """Return the tables of one year, for the caller alone: applications, standings and so on."""
    return deepcopy(_made_year(n_projects, seed))


@cache
def _made_year(n_projects: int, seed: int) -> Any:
    rng = np.random.default_rng(seed)
    codes = [f"C{number + 1:02d}" for number in range(len(UNITS))]
    homes = [codes[number % len(codes)] for number in range(n_projects)]
    ids = [f"{YEAR}-{home}-{number // len(codes) + 1}" for number, home in enumerate(homes)]
    year = SimpleNamespace(ids=ids)
    year.colleges = conform(_colleges(codes), "colleges")
    year.applications = conform(_applications(ids, homes), "applications")
    year.points = {
        "defense": [Fraction(int(p), 100) for p in rng.integers(7800, 9450, n_projects)],
        "floor_vote": [Fraction(int(v), 240) * 100 for v in rng.integers(60, 241, n_projects)],
        "online_vote": [Fraction(int(v), 3000) * 100 for v in rng.integers(200, 3001, n_projects)],
    }
    year.components = make_components(ids, year.points)
    year.standings = make_standings(ids, year.points)
    year.selected = pd.DataFrame({"year": YEAR, "project_id": ids[:3] + ids[7:8]})
    year.coverage = make_coverage(year.applications, year.selected)
    year.budget_usage = make_usage(list(year.selected["project_id"]))
    return year


def make_coverage(applications: pd.DataFrame, selected: pd.DataFrame) -> pd.DataFrame:
    """Return `coverage` of the nine themes, summed up over the years there are."""
    years = sorted(set(applications["year"]))
    chosen = applications.merge(selected, on=["year", "project_id"])
    rows = []
    for theme in (f"T{number}" for number in range(1, 10)):
        for year in years:
            eligible = applications[applications["status"] == "eligible"]
            mine, got = (f[f["theme_code"] == theme] for f in (eligible, chosen))
            rows.append(
                {
                    "theme_code": theme,
                    "year": year,
                    "n_applied": int((mine["year"] == year).sum()),
                    "n_selected": int((got["year"] == year).sum()),
                    "n_certified": 0,
                    "is_covered_so_far": bool((got["year"] <= year).any()),
                    "slots_left": max(2019 - year, 0) * 4,
                }
            )
    return conform(pd.DataFrame(rows), "coverage")


def make_usage(ids: list[str], spent: tuple[int, ...] = (481250, 500000, 523080, 561000)) -> Any:
    """Return `budget_usage` of these projects, 5,000 yuan each; spending in fen repeats."""
    rows = [
        {
            "year": YEAR,
            "project_id": project,
            "granted_fen": 500000,
            "spent_fen": spent[number % len(spent)],
            "left_fen": 500000 - spent[number % len(spent)],
            "usage_share": spent[number % len(spent)] / 500000,
            "band": band(spent[number % len(spent)]),
        }
        for number, project in enumerate(ids)
    ]
    return conform(pd.DataFrame(rows), "budget_usage")


def _colleges(codes: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame({"college_code": codes, "college_name": list(UNITS)})
    return frame.assign(aliases=pd.NA, unit_type=pd.NA, valid_from_year=2010, valid_to_year=pd.NA)


def _applications(ids: list[str], homes: list[str]) -> pd.DataFrame:
    numbers = range(len(ids))
    return pd.DataFrame(
        {
            "year": YEAR,
            "project_id": ids,
            "brand_id": pd.NA,
            "project_name": [NAMES[n % len(NAMES)] for n in numbers],
            "college_code": homes,
            "theme_code": [THEMES[n % len(THEMES)] for n in numbers],
            "maturity": "formed",
            "is_second": [n >= len(UNITS) for n in numbers],
            "is_exceptional": False,
            "college_order": 1,
            "requested_fen": 500000,
            "submitted_date": pd.Timestamp("2017-03-15"),
            "lead_name": "示例",
            "phone": pd.NA,
            "status": "eligible",
            "src": "000000000000!表1!A1",
        }
    )


WEIGHTS = {"defense": 70, "floor_vote": 20, "online_vote": 10}


def make_components(ids: list[str], points: dict[str, list[Any]]) -> pd.DataFrame:
    """Return `components`; a missing point (None) makes its row incomplete."""
    rows = [
        component_row(project, name, values[number])
        for name, values in points.items()
        for number, project in enumerate(ids)
    ]
    return conform(pd.DataFrame(rows), "components")


def component_row(project: str, name: str, points: Fraction | None) -> dict[str, Any]:
    weighted = None if points is None else points * WEIGHTS[name] / 100
    value, share = (pd.NA if p is None else rounded(p) for p in (points, weighted))
    return {
        "year": YEAR,
        "round": "assessment",
        "component": name,
        "project_id": project,
        "raw_points": value,
        "untrimmed_points": value,
        "n_votes": pd.NA,
        "penalty_points": pd.NA,
        "panel_coefficient": pd.NA,
        "points": value,
        "weight": WEIGHTS[name],
        "weighted_points": share,
        "weighted_exact": pd.NA if weighted is None else str(weighted),
        "n_given": 9,
        "n_dropped": 2,
        "status": "incomplete" if points is None else "final",
    }


def make_standings(ids: list[str], points: dict[str, list[Any]]) -> pd.DataFrame:
    """Return `standings` of these points; whoever lacks a component is incomplete."""
    totals: dict[str, Fraction] = {}
    lacking: dict[str, list[str]] = {}
    for number, project in enumerate(ids):
        lacking[project] = [name for name, values in points.items() if values[number] is None]
        got = [values[number] * WEIGHTS[name] / 100 for name, values in points.items()
               if values[number] is not None]  # fmt: skip
        totals[project] = sum(got, Fraction(0))
    whole = [project for project in ids if not lacking[project]]
    rows = [standing_row(project, totals, lacking[project], whole) for project in ids]
    return conform(pd.DataFrame(rows), "standings")


def standing_row(
    project: str, totals: dict[str, Fraction], lacking: list[str], whole: list[str]
) -> dict[str, Any]:
    total = totals[project]
    same = [other for other in whole if totals[other] == total]
    rank = 1 + sum(totals[other] > total for other in whole)
    grade = (
        "优秀" if total >= 90 else "良好" if total >= 80 else "合格" if total >= 60 else "不合格"
    )
    return {
        "year": YEAR,
        "round": "assessment",
        "project_id": project,
        "total_points": rounded(total),
        "total_exact": str(total),
        "rank": pd.NA if lacking else rank,
        "is_tied": not lacking and len(same) > 1,
        "tie_step": "unresolved" if not lacking and len(same) > 1 else pd.NA,
        "grade": pd.NA if lacking else grade,
        "status": "incomplete" if lacking else "final",
        "missing": "、".join(lacking) if lacking else pd.NA,
    }


def band(spent: int) -> str:
    return "over" if spent > 550000 else "note" if spent > 500000 else "normal"


@pytest.fixture
def year() -> Iterator[Any]:
    yield make_year()


@pytest.fixture(scope="session")
def make() -> Any:
    """Return the makers of this file, for tests with other numbers of projects or points."""
    return SimpleNamespace(
        year=make_year,
        components=make_components,
        standings=make_standings,
        coverage=make_coverage,
        usage=make_usage,
    )


def texts_of(figure: Figure) -> list[Text]:
    """Return every text that is drawn."""
    found = figure.findobj(lambda artist: isinstance(artist, Text) and artist.get_visible())
    return [text for text in found if text.get_text().strip() and drawn(text)]


def drawn(text: Text) -> bool:
    """Return whether no parent hides the text."""
    axes = text.axes
    return axes is None or axes.axison or text in axes.texts


def assert_legible(ax: Axes) -> None:
    """Fail when texts overlap, leave the page, or lack a glyph (which warns while drawing)."""
    figure = ax.get_figure(root=True)
    with style.applied():
        figure.draw_without_rendering()
        boxes = [(text.get_text(), ink(text)) for text in texts_of(figure)]
    page = figure.bbox
    outside = [text for text, box in boxes if not inside(box, page)]
    assert not outside, f"outside the page: {outside}"
    meeting = [
        (first, second)
        for (first, one), (second, other) in combinations(boxes, 2)
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]
    assert not meeting, f"overlapping: {meeting}"


def ink(text: Text) -> tuple[float, float, float, float]:
    """Return the box of a text without the empty rim that fonts leave around it."""
    box = Text.get_window_extent(text)
    return box.x0 + 0.5, box.y0 + 1.0, box.x1 - 0.5, box.y1 - 1.0


def inside(box: tuple[float, float, float, float], page: Any) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= page.x1 and box[3] <= page.y1


@pytest.fixture(scope="session")
def legible() -> Any:
    return assert_legible
