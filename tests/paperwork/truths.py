"""A small year that is true: projects, marks, votes, money, activities, points, re-checks."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from decimal import Decimal

YEAR = 2017
COLLEGES = {
    "C01": ("临床医学院", ("临床", "临床学院"), "学院"),
    "C02": ("护理学院", ("护理",), "学院"),
    "C03": ("药学院", ("药学",), "学院"),
    "C04": ("公共卫生学院", ("公卫", "公卫学院"), "学院"),
    "C05": ("附属第一医院", ("一附院",), "附属医院"),
    "C06": ("机关后勤", ("机关",), "直属团总支"),
}
NAMES = (
    "“生命接力”志愿服务", "天使之翼", "护航行动", "杏林青马工程", "医路同行·社区义诊", "急救120培训",
    "3号楼文化节", "《本草》诵读会", "投票箱里的青春", "2017新生启航计划", "一团一品", "评委来了",
    "第1课堂", "百草园", "Health Day", "主题团日", "活动月（第三季）", "得分手篮球赛",
)  # fmt: skip
THEMES = {
    "T1": "思想教育类", "T2": "组织建设类", "T3": "学风养成类", "T4": "科技创新类", "T5": "校园文化类",
    "T6": "社会实践类", "T7": "志愿服务类", "T8": "就业创业类", "T9": "其他创建主题",
}  # fmt: skip
CRITERIA = {"思想性": 35, "创新性": 35, "效果": 25, "参与度": 5}
CHANNELS = ("微信", "微博")
ITEMS = ("思想政治建设", "组织建设", "活动开展", "队伍与制度建设")
BRANDS = {
    "2015-C01-1": ("旧日星火", "C01"),
    "2015-C02-1": ("提灯人", "C02"),
    "2016-C03-1": ("百味", "C03"),
}
OUTCOMES = {"valid": "有效", "rectify": "限期整改", "downgraded": "降级", "revoked": "撤销认证"}
MATERIALS = {"photo": "照片", "video": "视频", "news": "新闻稿", "document": "总结"}
CATEGORIES = ("交通", "物料", "宣传制作", "印刷资料")
Mark = Decimal | str  # points, or a status


@dataclass(frozen=True)
class Project:
    project_id: str
    name: str
    college: str
    order: int
    theme: str
    requested: int  # fen


@dataclass(frozen=True)
class Spending:
    day: dt.date
    category: str
    fen: int
    voucher: str


@dataclass(frozen=True)
class Activity:
    day: dt.date
    name: str
    people: int
    material: str
    items: int


@dataclass(frozen=True)
class Truth:
    projects: tuple[Project, ...]
    n_judges: int
    sums: dict[tuple[str, int], Mark]
    marks: dict[tuple[str, int, str], Mark]
    votes: dict[tuple[str, str], int]
    ledgers: dict[str, tuple[Spending, ...]]
    activities: dict[str, tuple[Activity, ...]]
    points: dict[tuple[str, str], Decimal]
    rechecks: tuple[tuple[str, dt.date, str], ...]
    ballots: tuple[tuple[str, ...], ...] = field(default=())


def draw_truth(chance: random.Random) -> Truth:
    """Return a truth of two to five projects and three to five judges."""
    projects = _projects(chance)
    ids, n_judges = [one.project_id for one in projects], chance.randint(2, 5)
    return Truth(
        projects,
        n_judges,
        {(p, j): _mark(chance, 100) for p in ids for j in range(1, n_judges + 1)},
        {
            (p, j, name): _mark(chance, full)
            for p in ids
            for j in range(1, n_judges + 1)
            for name, full in CRITERIA.items()
        },
        {(p, channel): chance.choice((0, 7, 120, 1234)) + n for n, p in enumerate(ids) for channel in CHANNELS},
        {p: tuple(_spending(chance, n) for n in range(chance.randint(1, 5))) for p in ids},
        {p: tuple(_activity(chance, n) for n in range(chance.randint(1, 4))) for p in ids},
        {(code, item): Decimal(chance.randint(0, 50)) / 2 for code in COLLEGES for item in ITEMS},
        tuple((brand, _day(chance), chance.choice(tuple(OUTCOMES))) for brand in BRANDS),
        tuple(_ballot(chance, ids) for _ in range(chance.randint(1, 9))),
    )  # fmt: skip


def _projects(chance: random.Random) -> tuple[Project, ...]:
    codes = sorted(chance.sample(list(COLLEGES), chance.randint(2, 4)))
    owners = [(code, 1) for code in codes] + ([(codes[0], 2)] if chance.random() < 0.3 else [])
    names = chance.sample(NAMES, len(owners))
    return tuple(
        Project(
            f"{YEAR}-{code}-{n}", name, code, n, chance.choice(tuple(THEMES)),
            chance.choice((5000_00, 4999_50, 1_2345_67, 300_00)),
        )
        for (code, n), name in zip(owners, names, strict=True)
    )  # fmt: skip


def _mark(chance: random.Random, full: int) -> Mark:
    if chance.random() < 0.12:
        return chance.choice(("recused", "absent", "abstained", "blank"))
    step = chance.choice((1, 1, 2, 4, 10))
    return Decimal(chance.randint(0, full * step)) / step


def _day(chance: random.Random) -> dt.date:
    return dt.date(YEAR, 4, 1) + dt.timedelta(days=chance.randrange(240))


def _spending(chance: random.Random, n: int) -> Spending:
    fen = chance.choice((100_00, 88_50, 1234_56, 1_10, 2000_00, 365_00))
    return Spending(_day(chance), chance.choice(CATEGORIES), fen, f"P{n}{chance.randrange(1000)}")


def _activity(chance: random.Random, n: int) -> Activity:
    name = ("走进社区", "义诊", "读书会", "分享会")[n]
    return Activity(
        _day(chance),
        name,
        chance.randrange(2, 400),
        chance.choice(tuple(MATERIALS)),
        chance.randrange(1, 30),
    )


def _ballot(chance: random.Random, ids: list[str]) -> tuple[str, ...]:
    return tuple(chance.sample(ids, chance.randint(1, len(ids))))
