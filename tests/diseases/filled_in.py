"""What a form says besides its fields, of other years above all, and what its labels are called."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx

from diseases.making import ONE, TWO, Disease, xlsx
from papers import FIRST, SECOND

FORM: list[list[Any]] = [
    ["项目名称", FIRST, "申报单位", "临床医学院"],
    ["品牌主题", "志愿服务类", "申请经费", "5000元"],
]
READ = {"applications": {ONE: ("T7", 500000)}}
OTHER, NOT = "sheet.other-year", "section.not-counted"


def form(*more: Any, title: str = "申报表") -> dict[str, bytes]:
    return {"申报表.xlsx": xlsx([[title], *FORM, *more])}


def word(*parts: Any) -> dict[str, bytes]:
    """Return a Word form with lines and tables around it, in this order."""
    paper = docx.Document()
    for part in parts:
        if isinstance(part, str):
            paper.add_paragraph(part)
            continue
        table = paper.add_table(len(part), max(map(len, part)))
        for row, values in zip(table.rows, part, strict=True):
            for cell, value in zip(row.cells, values, strict=False):
                cell.text = str(value or "")
    buffer = BytesIO()
    paper.save(buffer)
    return {"申报表.docx": buffer.getvalue()}


def _years() -> list[Disease]:
    """Years that a form names where it is filled in, and those in its titles."""
    ledger = [["日期", "类别", "金额", "票据号"], ["2017.4.2", "交通", 300, "1"]]
    spent = {"ledger": [("2017-04-02", 30000)]}
    return [
        *(Disease(f"a form that says {row[-1]!r}", "the form is of 2016", form(row, title="2017年申报表"), (), READ)
          for row in (
              ["往年支持情况", "2016年获支持经费2000元"], ["前期基础", "2016年已开展活动3次，参与500人次"],
              ["是否往年立项", "是（2016年）"], ["项目简介", "自2014年起开展"], ["2016年立项"], ["下一步工作安排", "推广"],
              ["往年是否获资助", "未获资助"], ["明年计划", "扩大"])),
        *(Disease(f"a Word form with the line {lines[0]!r}", "the form is of 2016", word("申报表", *lines[:n], FORM, *lines[n:]), (), READ)
          for n, lines in ((0, ["2016年我们开展了三期。"]), (1, ["往年支持情况：2016年获支持经费2000元"]), (0, ["附：2016年活动总结"]))),
        *(Disease(f"a form titled {title!r}", "read in 2017", form(title=title), (f"{OTHER}@A1",), {"applications": {}})
          for title in ("2016年申报表", "附件1：2016年品牌项目申报书", "2016年一团一品")),
        *(Disease(f"a form with {row[-1]!r} above", "read in 2017", {"申报表.xlsx": xlsx([["申报表"], row, *FORM])},
                  (f"{OTHER}@{cell}",), {"applications": {}}) for row, cell in ((["年度：", "2016年"], "B2"), ([None, "2016年度"], "B2"))),
        *(Disease(f"a form that says {row[-1]!r} of itself", "counted", form(row), (f"{NOT}@{cell}",), {"applications": {}})
          for row, cell in ((["填写示例"], "A4"), (["学院意见", "不予推荐"], "B4"))),
        *(Disease(f"a ledger below {row!r}", "the ledger is of 2016", {"明细.xlsx": xlsx([[f"项目名称：{SECOND}"], row, *ledger])}, (), spent)
          for row in (["上年结余：", "2016年结余20元"], ["2016年结余：", 20], ["往年支持情况", "2016年获支持经费2000元"])),
        *(Disease(f"a ledger titled {row!r}", "read in 2017", {"明细.xlsx": xlsx([[f"项目名称：{SECOND}"], row, *ledger])}, (f"{OTHER}@{cell}",), {"ledger": []})
          for row, cell in ((["以下为2016年数据"], "A2"), (["2016年结余经费支出明细表"], "A2"))),
        Disease("a judge's form with what was before", "the marks are of 2016", {"答辩.xlsx": xlsx([
            ["现场答辩评分表"], ["项目名称", SECOND, "评委", "评委1"], ["项目简介", "2016年举办三期，参与500人次"], ["评分项", "满分", "得分"],
            ["思想性", 35, 30], ["创新性", 35, 31], ["效果", 25, 20], ["参与度", 5, 4]])}, (),
            {"marks": {(TWO, "J1", name): n for name, n in (("思想性", 30), ("创新性", 31), ("效果", 20), ("参与度", 4))}}),
    ]  # fmt: skip


def _labels() -> list[Disease]:
    """What a form asks for, and what heads the money of its budget."""
    plan = {"budget_plan": {"交通": 300000, "物料": 200000}}
    lines = [["交通", "往返", 3000], ["物料", "展板", 2000], ["合计", None, 5000]]
    lost = "column.numbers-unread"
    return [
        *(Disease(f"a budget headed {head!r}", "the budget is lost", form(["科目", "用途", head], *lines), (), READ | plan)
          for head in ("预算（元）", "预算数", "经费（元）", "总价（元）", "合计（元）", "申请金额（元）")),
        Disease("a budget in万元", "read as yuan", form(["科目", "用途", "预算（万元）"], ["交通", "往返", 0.3], ["物料", "展板", 0.2]), (), READ | plan),
        Disease("a budget whose money has a strange head", "nothing is told", form(["科目", "用途", "支出金额"], *lines), (f"{lost}@C4",), READ | {"budget_plan": {}}),
        Disease("a budget of several kinds of money", "one of them is taken", form(["科目", "预算总额", "申请校团委支持", "学院配套"], ["交通", 3000, 2000, 1000]),
                tuple(f"{lost}@{at}" for at in ("B4", "C4", "D4")), READ | {"budget_plan": {}}),
        *(Disease(f"a form with {rows[0]!r} beside what it says", "read as a budget", form(*rows), (), READ | {"budget_plan": {}})
          for rows in ([["支出类别", "数量"], ["海报", 3]], [["类别", "志愿服务类", "经费说明", "见附件"], ["人数", "30", "次数", "3"]])),
        *(Disease(f"a form asking under {label!r}", "blank without a word", {"申报表.xlsx": xlsx([FORM[0], [*FORM[1][:2], label, "5000"]])}, (), READ)
          for label in ("申请资金", "申请额度", "经费申请", "申请校团委支持经费（元）", "拟申请支持经费")),
        *(Disease(f"a form asking perhaps under {label!r}", "blank without a word", {"申报表.xlsx": xlsx([FORM[0], [*FORM[1][:2], label, text]])},
                  ("request.label-unknown@C2",), {"applications": {ONE: ("T7", None)}})
          for label, text in (("项目经费", "5000"), ("总预算", "5000元"), ("经费预算总额（元）", 5000))),
        *(Disease(f"a form that says {row[0]!r} as well", "asked for", form(row), (), READ)
          for row in (["项目经费", 8000], ["学院配套经费", 3000])),
        *(Disease(f"a form with no request and {row[0]!r}", "told as one", {"申报表.xlsx": xlsx([FORM[0], FORM[1][:2], row])}, (), {"applications": {ONE: ("T7", None)}})
          for row in (["往年支持经费", 2000], ["学院配套经费", 3000], ["经费说明", "见附件"])),
    ]  # fmt: skip


def _values() -> list[Disease]:
    """Amounts, days and themes as people write them out."""
    ledger = [[f"项目名称：{SECOND}"], ["日期", "类别", "金额", "票据号"]]
    return [
        *(Disease(f"a form asking for {text!r}", "it is unreadable", {"申报表.xlsx": xlsx([FORM[0], [*FORM[1][:3], text]])}, (), READ)
          for text in ("5000（伍仟元整）", "5000元（大写：伍仟元整）", "大写：伍仟元整 小写：5000元", "5000.00（元）")),
        *(Disease(f"a form asking for {text!r}", "one of two is taken", {"申报表.xlsx": xlsx([FORM[0], [*FORM[1][:3], text]])},
                  ("money.unreadable@D2",), {"applications": {ONE: ("T7", None)}}) for text in ("5000元（肆仟元整）", "5000（其中自筹2000）")),
        *(Disease(f"a line of {text!r}", "it is no full day", {"明细.xlsx": xlsx([*ledger, [text, "交通", 300, "1"]])}, (), {"ledger": [("2017-04-02", 30000)]})
          for text in ("2017年4月2日下午", "2017.4.2 14:00-16:00", "2017. 4. 2", "2017.4.2.")),
        Disease("a line of two days", "the first is taken", {"明细.xlsx": xlsx([*ledger, ["2017年4月2日—3日", "交通", 300, "1"]])}, ("date.unreadable@A3",), {"ledger": [(None, 30000)]}),
        *(Disease(f"the theme {text!r}", "the number is in the way", {"申报表.xlsx": xlsx([FORM[0], ["品牌主题", text, *FORM[1][2:]]])}, (), READ)
          for text in ("7.志愿服务类", "G.志愿服务类", "（七）志愿服务类", "七、志愿服务类", "□5.校园文化类 ☑7.志愿服务类")),
        Disease("an unknown theme with a number", "it is some theme", {"申报表.xlsx": xlsx([FORM[0], ["品牌主题", "7.公益类", *FORM[1][2:]]])}, ("theme.unknown@B2",),
                {"applications": {ONE: (None, 500000)}}),
    ]  # fmt: skip


def _tables() -> list[Disease]:
    """The tables of a Word file with a form or with one project above them."""
    plan = [["时间", "活动名称", "地点", "参与人数"], ["4月", "义诊", "社区", "50"]]
    held = [["日期", "活动名称", "参与人次"], ["2017.4.3", "义诊", "50"]]
    budget = [["科目", "金额（元）"], ["交通", "5000"]]
    spent = [["日期", "类别", "金额", "票据号"], ["2017.4.2", "交通", "300", "1"]]
    settled = [["科目", "预算", "实际"], ["交通", "300", "300"]]
    members = [["姓名", "学号", "分工"], ["示例甲", "1", "组织"]]
    read = {"ledger": [("2017-04-02", 30000)], "settlements": {"交通": ("stated", 30000)}}
    return [
        Disease("a Word form of several tables", "its plan lacks a project", word("申报书", FORM, "三、活动安排", plan, "四、经费预算", budget, "五、成员", members,
                [["学院意见", "同意"], ["校团委意见", ""]]), (), READ | {"budget_plan": {"交通": 500000}, "activities": []}),
        Disease("a Word form with a table nobody knows", "silently passed over", word("申报书", FORM, "附", [["阶段", "投入"], ["一", "500"]]), ("sheet.not-recognised@",), READ),
        Disease("a form beside another project's activities", "they are its plan", word("申报书", FORM, [[*held[0], "项目名称"], [*held[1], "无此项目"]]),
                ("project.unknown@D2",), READ),
        Disease("a closing report with a settlement", "it lacks its project", {"结项报告.docx": word("结项报告", f"项目名称：{SECOND}", "一、活动", held, "三、支出", spent, "四、决算", settled)["申报表.docx"]},
                (), read | {"activities": [("2017-04-03", "义诊", 50)]}),
    ]  # fmt: skip


CASES = [*_years(), *_labels(), *_values(), *_tables()]
