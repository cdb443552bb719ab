"""Invented colleges, projects and judges; every name here is 示例数据."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

# code, name, aliases, unit type
COLLEGES = (
    ("C01", "基础医学院", "基础", "学院"),
    ("C02", "临床医学院", "临床、临床学院", "学院"),
    ("C03", "口腔医学院", "口腔", "学院"),
    ("C04", "公共卫生学院", "公卫、公卫学院", "学院"),
    ("C05", "药学院", "药学", "学院"),
    ("C06", "护理学院", "护理", "学院"),
    ("C07", "中医学院", "中医", "学院"),
    ("C08", "医学检验学院", "检验、检验学院", "学院"),
    ("C09", "医学影像学院", "影像、影像学院", "学院"),
    ("C10", "麻醉学院", "麻醉", "学院"),
    ("C11", "康复医学院", "康复", "学院"),
    ("C12", "生物医学工程学院", "生工、生物医学工程", "学院"),
    ("C13", "人文与管理学院", "人文、人文管理学院", "学院"),
    ("C14", "外国语学院", "外语、外语学院", "学院"),
    ("C15", "马克思主义学院", "马院", "学院"),
    ("C16", "研究生院", "研究生", "直属团总支"),
    ("C17", "第一附属医院", "一附院、附一院", "附属医院"),
    ("C18", "第二附属医院", "二附院、附二院", "附属医院"),
    ("C19", "附属口腔医院", "口腔医院", "附属医院"),
    ("C20", "继续教育学院", "继教、继教院", "学院"),
)

# From that year on the college of this code bears another name.
RENAMED = {"C13": (2019, "人文社科学院", "人文、人文社科", "学院")}
FIRST_YEAR = 2017

# college, name, theme, maturity, order within the college, submitted, requested yuan
APPLICATIONS = (
    ("C01", "“显微镜下的青春”医学科普实验室开放日", "T4", "formed", 1, "2017-03-15", 6800),
    ("C01", "“初心课堂”青年马克思主义者培养工程", "T1", "growing", 2, "2017-03-15", 4200),
    ("C02", "“白衣执甲·先锋团支部”建设行动", "T2", "formed", 1, "2017-03-14", 5600),
    ("C02", "“生命接力”急救技能进校园志愿服务", "T7", "formed", 2, "2017-03-14", 7500),
    ("C03", "“护齿童行”儿童口腔健康社会实践", "T6", "formed", 1, "2017-03-16", 5200),
    ("C04", "“健康中国·百村行”公共卫生调研实践", "T6", "growing", 1, "2017-03-17", 8000),
    ("C05", "“神农尝百草”药用植物文化节", "T5", "formed", 1, "2017-03-13", 6500),
    ("C05", "“安全用药进万家”药学科普服务", "T7", "growing", 2, "2017-03-13", 3800),
    ("C06", "“天使之翼”临终关怀志愿服务队", "T7", "formed", 1, "2017-03-18", 6000),
    ("C07", "“杏林春暖”中医药文化传承季", "T5", "formed", 1, "2017-03-16", 5500),
    ("C08", "“检验先锋”团支部活力提升计划", "T2", "growing", 1, "2017-03-15", 4000),
    ("C09", "“光影医路”学风建设月", "T3", "growing", 1, "2017-03-19", 3500),
    ("C10", "“醒·爱”麻醉科普创新工作坊", "T4", "growing", 1, "2017-03-20", 4800),
    ("C11", "“站起来”康复助残志愿服务", "T7", "formed", 1, "2017-03-12", 5800),
    ("C12", "“智造未来”医工交叉创新挑战赛", "T4", "formed", 1, "2017-03-17", 9000),
    ("C13", "“医路有法”法治与医学人文讲堂", "T1", "growing", 1, "2017-03-18", 3600),
    ("C13", "“人文微光”医患沟通情景剧大赛", "T5", "formed", 2, "2017-03-18", 5000),
    ("C14", "“译路同行”国际医学生文化交流月", "T9", "growing", 1, "2017-03-16", 4500),
    ("C15", "“信仰公开课”理论宣讲团", "T1", "formed", 1, "2017-03-10", 4000),
    ("C16", "“学思讲堂”研究生学术沙龙", "T3", "formed", 1, "2017-03-19", 5200),
    ("C17", "“床旁第一课”实习生学风养成工程", "T3", "formed", 1, "2017-03-20", 4600),
    ("C18", "“青年文明号”窗口服务创优行动", "T2", "formed", 1, "2017-03-11", 5000),
    ("C18", "“夜校微光”医务青年成长沙龙", "T9", "growing", 2, "2017-03-11", 3000),
    ("C19", "“微笑行动”西部义诊社会实践", "T6", "formed", 1, "2017-03-23", 7200),
)


SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张"
GIVEN = (
    "示安 示宁 示远 示和 示明 示清 示川 示岚 示禾 示舟 示言 示诺 "
    "示青 示帆 示雅 示墨 示晴 示朗 示哲 示苑 示语 示辰 示溪 示喆"
).split()

# number, unit (empty: from outside the university)
REVIEW_JUDGES = (
    (1, ""),
    (2, "马克思主义学院"),
    (3, ""),
    (4, "临床医学院"),
    (5, ""),
    (6, "研究生院"),
    (7, ""),
)
DEFENSE_JUDGES = (
    (1, ""),
    (2, "临床医学院"),
    (3, ""),
    (4, "护理学院"),
    (5, ""),
    (6, "马克思主义学院"),
    (7, ""),
    (8, "药学院"),
    (9, ""),
)
EXPENSES = (
    ("宣传制作", "海报与展板制作"),
    ("场地布置", "活动场地布置"),
    ("印刷资料", "宣传折页印刷"),
    ("交通", "志愿者往返交通"),
    ("物料", "活动耗材采购"),
    ("专家讲座", "校外专家讲座"),
    ("评审奖品", "优秀学员奖品"),
)


def college_lines() -> list[dict[str, Any]]:
    """Return the lines of 学院名单: a renamed college has one for each of its names."""
    lines = []
    for code, *line in COLLEGES:
        year, *later = RENAMED.get(code, (None,))
        lines.append(_college(code, line, FIRST_YEAR, year - 1 if year else None))
        if later:
            lines.append(_college(code, later, year, None))
    return lines


def _college(
    code: str, line: Sequence[Any], first_year: int | None, last_year: int | None
) -> dict[str, Any]:
    name, aliases, unit_type = line
    return {
        "college_code": code,
        "college_name": name,
        "aliases": aliases,
        "unit_type": unit_type,
        "valid_from_year": first_year,
        "valid_to_year": last_year,
    }


def colleges_in(year: int) -> list[dict[str, Any]]:
    """Return the colleges as they were called in a year."""
    return [
        line
        for line in college_lines()
        if line["valid_from_year"] <= year <= (line["valid_to_year"] or year)
    ]


def person(number: int) -> str:
    """Return the invented name number so and so."""
    return SURNAMES[number % len(SURNAMES)] + GIVEN[(number * 7 + number // 100) % len(GIVEN)]


def phone(number: int) -> str:
    """Return a telephone number that nobody can have."""
    return f"000{10000000 + number * 13579:08d}"
