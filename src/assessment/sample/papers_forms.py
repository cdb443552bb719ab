"""申报表 of 2018 and 2019: labels within labels, the brand it carries on, a budget inside."""

from __future__ import annotations

from datetime import date
from typing import Any

from assessment.sample import people
from assessment.sample.draft import Draft
from assessment.sample.papers_applications import MATURITY
from assessment.sample.truth import Row, Truth, key_of

WORD_WIDTHS = (2.6, 4.0, 2.2, 2.6, 2.2, 3.0)


def nested_form(truth: Truth, name: str, project_id: str) -> Draft:
    """Return the 申报表 of one project (layout 1); its theme may be planted."""
    project, draft = truth.project(project_id), Draft(name, widths={1: 14, 2: 26, 4: 16, 6: 16})
    key, day = key_of("applications", project), project["submitted_date"]
    draft.put(1, 1, "项目名称")
    draft.put(1, 2, project["project_name"], fact=key)
    draft.merge(1, 2, 1, 6)
    college = f"{truth.college_of(project_id)}团委"
    lead = project["lead_name"]
    draft.put_row(2, ["申报单位（盖章）", college, "负责人", lead, "职务", "分团委书记"])
    draft.put_row(3, ["联系电话", project["phone"], "邮箱", "tuanwei@example.edu.cn"])
    draft.put_row(3, ["填报日期", f"{day.year}.{day.month}.{day.day}"], first=5)
    draft.put(4, 1, "主题类别")
    draft.put(4, 2, _boxes(truth, project), fact=("theme", project_id))
    draft.merge(4, 2, 4, 6)
    draft.put_row(5, ["项目基础", _base(project), "延续品牌"])
    draft.put(5, 4, truth.continued.get(project_id))
    draft.merge(5, 4, 5, 6)
    second = "是" if project["is_second"] else "否"
    draft.put_row(6, ["院内排序", str(project["college_order"]), "是否第二项", second])
    asked = truth.asked[project_id]
    draft.put_row(7, ["申请经费", f"人民币{asked}元", "起止时间", _period(truth)])
    draft.merge(7, 4, 7, 6)
    _put_funds(draft, asked)
    draft.put_row(11, ["科目", "用途", "数量", "单价", "金额", "备注"])
    line = _put_budget(truth, draft, project_id)
    draft.put_row(line, ["项目简介", f"{project['project_name']}面向全校团员青年（示例文字）。"])
    draft.merge(line, 2, line, 6)
    draft.put_row(line + 1, ["学院团委意见", "同意申报。　签字（盖章）：　　年　月　日"])
    draft.merge(line + 1, 2, line + 1, 6)
    return draft


def _boxes(truth: Truth, project: Row) -> Any:
    plant = truth.plants.get(("theme", project["project_id"]))
    if plant:
        return plant.raw
    return " ".join(
        ("√" if theme.code == project["theme_code"] else "□") + theme.name
        for theme in truth.rules.themes
    )


def _base(project: Row) -> str:
    boxes = (("■" if key == project["maturity"] else "□", word) for key, word in MATURITY.items())
    return "　".join(f"{box}{word}" for box, word in boxes)


def _period(truth: Truth) -> str:
    first, last = truth.rules.calendar.implementation
    return f"{_words(first)}至{_words(last)}"


def _words(day: date) -> str:
    return f"{day.year}年{day.month}月"


def _put_funds(draft: Draft, asked: int) -> None:
    """Write where the money comes from: one label with three labels inside."""
    draft.put(8, 1, "经费筹集")
    draft.merge(8, 1, 10, 1)
    for line, (label, text) in enumerate(
        (("启动经费", f"{asked}元"), ("社会赞助", "0元"), ("其他", "学院配套解决")), start=8
    ):
        draft.put_row(line, [label, text], first=2)
        draft.merge(line, 3, line, 6)


def _put_budget(truth: Truth, draft: Draft, project_id: str) -> int:
    uses, line = dict(people.EXPENSES), 12
    for line, row in enumerate(truth.of("budget_plan", project_id=project_id), start=12):
        amount = row["planned_fen"] // 100
        draft.put_row(line, [row["category"], uses[row["category"]], "1", f"{amount}"])
        draft.put(line, 5, f"{amount}元", fact=key_of("budget_plan", row))
    draft.put_row(line + 1, ["合计", None, None, None, f"{truth.asked[project_id]}元"])
    return line + 2
