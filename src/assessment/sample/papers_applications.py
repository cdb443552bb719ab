"""申报表 as Word and Excel forms, 申报汇总表 as lists of the sample."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from assessment.sample import people
from assessment.sample.draft import Draft
from assessment.sample.truth import Row, Truth, key_of

MATURITY = {"formed": "已形成特色", "growing": "新培育"}
WORD_WIDTHS = (2.6, 4.2, 2.2, 2.4, 2.2, 3.0)


def form(truth: Truth, name: str, project_id: str) -> Draft:
    """Return the 申报表 of one project: labels, nested labels, a budget inside (layout 1)."""
    project, draft = truth.project(project_id), Draft(name, widths={1: 14, 2: 26, 4: 16, 6: 16})
    college = truth.college_name(project["college_code"])
    boxes = " ".join(
        ("☑" if theme.code == project["theme_code"] else "□") + theme.name
        for theme in truth.rules.themes
    )
    base = "　".join(
        ("☑" if key == project["maturity"] else "□") + word for key, word in MATURITY.items()
    )
    day: date = project["submitted_date"]
    draft.put(1, 1, "项目名称")
    draft.put(1, 2, project["project_name"], fact=key_of("applications", project))
    draft.merge(1, 2, 1, 6)
    draft.put_row(
        2, ["申报单位", f"{college}团委", "负责人", project["lead_name"], "职务", "团委书记"]
    )
    draft.put_row(
        3, ["联系电话", project["phone"], "填表日期", f"{day.year}年{day.month}月{day.day}日"]
    )
    draft.put_row(3, ["院内排序", str(project["college_order"])], first=5)
    draft.put_row(4, ["品牌主题", boxes])
    draft.merge(4, 2, 4, 6)
    draft.put_row(5, ["项目基础", base, "是否第二项", "是" if project["is_second"] else "否"])
    draft.put_row(5, ["申请经费\n（元）", f"{truth.asked[project_id]}"], first=5)
    draft.put_row(6, ["项目简介", f"{project['project_name']}面向全校团员青年开展（示例文字）。"])
    draft.merge(6, 2, 6, 6)
    draft.put_row(7, ["科目", "用途", "数量", "单价", "金额", "备注"])
    line = _put_budget(truth, draft, project_id)
    draft.put_row(line, ["学院团委\n意见", "同意申报。　　签字（盖章）：　　　　年　月　日"])
    draft.merge(line, 2, line, 6)
    return draft


def _put_budget(truth: Truth, draft: Draft, project_id: str) -> int:
    uses = dict(people.EXPENSES)
    line = 8
    for line, row in enumerate(truth.of("budget_plan", project_id=project_id), start=8):
        amount = row["planned_fen"] // 100
        draft.put_row(line, [row["category"], uses[row["category"]], "1", f"{amount}"])
        draft.put(line, 5, f"{amount:,}.00", fact=key_of("budget_plan", row))
    draft.put_row(line + 1, ["合计", None, None, None, f"{truth.asked[project_id]:,}.00元"])
    return line + 2


def summary(truth: Truth, name: str, projects: Sequence[str], *, wan: bool = False) -> Draft:
    """Return a 申报汇总表 (layout 2); with `wan` the amounts are in 万元."""
    draft = Draft(
        name, widths={1: 6, 2: 16, 3: 44, 4: 14, 5: 10, 6: 15, 7: 12, 8: 8, 9: 12, 10: 14}
    )
    draft.put(1, 1, f"{truth.rules.year}年“一团一品”项目申报汇总表（示例数据）")
    draft.merge(1, 1, 1, 11)
    draft.put(2, 1, "说明：每个学院原则上限报1项，最多不超过2项。")
    money = "申请经费\n（万元）" if wan else "申请经费（元）"
    heads = ["序号", "申报单位", "项目名称", "类别", "负责人", "联系电话", money]
    draft.put_row(4, [*heads, "院内排序", "是否第二项", "报送日期", "推荐意见"])
    for line, project_id in enumerate(projects, start=5):
        _summary_row(truth, draft, (line, line - 4), truth.project(project_id), wan=wan)
    return draft


def _summary_row(
    truth: Truth, draft: Draft, place: tuple[int, int], project: Row, *, wan: bool
) -> None:
    line, number = place
    key = key_of("applications", project)
    plant = truth.plants.get(key)
    theme = plant.raw if plant else truth.rules.theme(project["theme_code"]).name
    draft.put_row(line, [number, truth.college_name(project["college_code"])])
    draft.put(line, 3, project["project_name"], fact=key)
    yuan = truth.asked[project["project_id"]]
    amount: Any = yuan / 10000 if wan else yuan
    draft.put_row(line, [theme, project["lead_name"], project["phone"], amount], first=4)
    draft.put(line, 8, project["college_order"])
    draft.put(line, 9, "是" if project["is_second"] else "否")
    draft.put(line, 10, _date_forms(project["submitted_date"], number))


def _date_forms(day: date, number: int) -> Any:
    forms = (
        day,
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}/{day.month:02d}/{day.day:02d}",
    )
    return forms[number % len(forms)]
