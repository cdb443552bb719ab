"""申报表 as Word: one project, its plan and its budget, for colleges to fill."""

from __future__ import annotations

from collections.abc import Iterator

from assessment.core.rules import Rules
from assessment.report.blanks.known import Known
from assessment.report.blanks.letter import (
    Box,
    Line,
    down,
    label,
    room,
    sign,
    under,
    write_form,
)

APPLICATION = "申报表"
BASES = ("已形成特色", "新培育")
_MEMBERS, _STAGES, _BUDGET = 5, 4, 8
_SHORT, _TALL, _TALLER = 4.0, 4.5, 5.2


def application_files(known: Known) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of the form."""
    rules = known.rules
    title = f"{rules.year}年“一团一品”精品活动{APPLICATION}{known.mark}"
    yield f"{APPLICATION}.docx", write_form(title, _notes(rules), _lines(rules))


def _notes(rules: Rules) -> list[str]:
    last, limits = rules.calendar.application[1], rules.eligibility
    return [
        "请用电脑填写。品牌主题、项目基础在所选一项前的“□”处改为“☑”或“√”，各选一项。",
        f"每个单位原则上报 {limits.max_per_college} 项，最多 {limits.max_per_college_exceptional} "
        "项；两项的均填“院内排序”，第二项在“是否第二项”填“是”。",
        "延续以往已认证的品牌，在“延续品牌”填该品牌当时的项目名称；首次申报留空。",
        f"预算科目从下列选填：{'、'.join(rules.budget.categories)}；金额以元计，只填数字。",
        f"纸质版（盖章）和电子版于 {last.year}年{last.month}月{last.day}日前一并报送，附实施方案。",
    ]


def _lines(rules: Rules) -> list[Line]:
    return [*_who(), *_what(rules), *_people(), *_plan(), *_money(), *_opinions()]


def _who() -> list[Line]:
    return [
        Line((label("项目名称"), room(14))),
        Line((label("申报单位\n（盖章）"), room(8), label("填表日期", 3), room(3)), 1.2),
        Line((label("负责人"), room(4), label("职务"), room(3), label("联系电话"), room(3))),
        Line((label("邮箱"), room(5), label("院内排序"), room(2), label("是否第二项", 3), room(2))),
    ]


def _what(rules: Rules) -> list[Line]:
    names = [f"{'□' + theme.name:　<9}" for theme in rules.themes]
    thirds = ("".join(names[n : n + 3]).rstrip("　") for n in range(0, len(names), 3))
    boxes = "\n".join(thirds)
    bases = "　　".join(f"□{word}" for word in BASES)
    return [
        Line((label("品牌主题"), Box(boxes, 14)), 1.8),
        Line((label("项目基础"), Box(bases, 7), label("延续品牌"), room(5))),
        Line((label("已办届数"), room(3), label("曾获奖项"), room(9))),
    ]


def _people() -> list[Line]:
    heads = (label("姓名", 4), label("职务", 4), label("分工", 6))
    blank = (room(4), room(4), room(6))
    return [
        Line(
            (label("联系人"), room(3), label("联系人电话", 3), room(3), label("指导教师"), room(3))
        ),
        Line((down("项目成员"), *heads), 0.8),
        *(Line((under(), *blank), 0.8) for _ in range(_MEMBERS)),
    ]


def _plan() -> list[Line]:
    heads = (label("阶段", 2), label("时间", 3), label("主要内容", 7), label("责任人", 2))
    blank = (room(2), room(3), room(7), room(2))
    return [
        Line((label("起止时间"), room(6), label("对象与预计人数", 4), room(4))),
        Line((label("项目简介"), room(14)), _TALLER),
        Line((label("项目特色"), room(14)), _SHORT),
        Line((down("实施方案"), *heads), 0.8),
        *(Line((under(), *blank), 1.4) for _ in range(_STAGES)),
        Line((label("创新点"), room(14)), _TALL),
        Line((label("预期成效"), room(14)), _TALL),
        Line((label("宣传计划"), room(14)), _TALL),
        Line((label("安全预案"), room(14)), _TALL),
    ]


def _money() -> list[Line]:
    spans = (3, 3, 2, 2, 2, 2)
    heads = ("科目", "用途", "数量", "单价", "金额（元）", "备注")
    blank = tuple(room(span) for span in spans)
    return [
        Line((label("申请经费\n（元）"), room(3), label("学院配套\n（元）", 2), room(3),
              label("其他来源\n（元）", 3), room(3)), 1.2),
        Line((down("经费预算"), *map(label, heads, spans)), 1.1),
        *(Line((under(), *blank), 0.8) for _ in range(_BUDGET)),
        Line((under(), label("合计", 10), room(2), room(2)), 0.8),
    ]  # fmt: skip


def _opinions() -> list[Line]:
    bodies = ("学院团委\n意见", "学院党\n组织意见", "校团委\n意见")
    return [Line((label(body), sign()), 3.4) for body in bodies]
