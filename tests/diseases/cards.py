"""Ledgers, settlements and registers below the card of their project: no 申报表, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from diseases.captions import paper
from diseases.making import TWO, Disease, xlsx
from papers import SECOND

Row = list[Any]
WAY = "what has the labels of an application is told apart by its lines and its title"
ONE_ROW: Row = [["项目名称", SECOND, "申报单位", "护理学院", "品牌主题", "思想教育类"]]
LINES: Row = [[f"项目名称：{SECOND}"], ["申报单位：护理学院"], ["品牌主题：思想教育类"]]
ONE_CELL: Row = [[f"项目名称：{SECOND}   申报单位：护理学院   品牌主题：思想教育类"]]
OF_CLASS: Row = [[f"项目名称：{SECOND}", None, "学院：护理学院", None, "项目类别：思想教育"]]
TWO_ROWS: Row = [
    ["项目名称", SECOND, "申报单位", "护理学院"],
    ["品牌主题", "思想教育类", None, None],
]
WORDY: Row = [[f"项目名称：{SECOND}", None, "主题：走进社区，关爱老人", None, "单位：护理学院"]]
CARDS = {
    "in one row": ONE_ROW, "in lines": LINES, "in one cell": ONE_CELL, "with 项目类别": OF_CLASS,
    "in two rows": TWO_ROWS, "with a motto": WORDY,
}  # fmt: skip
ASKED: Row = [*TWO_ROWS, ["申请经费（元）", 4000, "负责人", None]]
SPENT: Row = [
    ["日期", "科目", "用途", "金额", "票据号"],
    ["2017.4.12", "交通", "租车", 100, "P1"],
    ["2017.4.13", "物料", "展板", 300, "P2"],
    ["合计", None, None, 400],
]
SETTLED: Row = [["科目", "预算", "实际", "差额"], ["交通", 500, 400, 100], ["合计", 500, 400, 100]]
HELD: Row = [["日期", "活动名称", "地点", "参与人次"], ["2017.4.12", "走访", "社区", 40]]
PLANNED: Row = [["时间", "活动名称", "地点", "预计人数"], ["2017.4", "走访", "社区", 40]]
KEPT: Row = [["材料类型", "级别", "件数"], ["新闻", "校级", 3]]
BUDGET: Row = [
    ["科目", "用途", "金额（元）"],
    ["交通", "租车", 1000],
    ["物料", "展板", 3000],
    ["合计", None, 4000],
]
PAID = {"ledger": [("2017-04-12", 10000), ("2017-04-13", 30000)], "budget_plan": {}}
DONE = {"settlements": {"交通": ("stated", 40000)}, "budget_plan": {}}
MET = {"activities": [("2017-04-12", "走访", 40)]}
UNREAD: dict[str, Any] = {"ledger": [], "activities": [], "settlements": {}, "budget_plan": {}}
PLAN = {"budget_plan": {"交通": 100000, "物料": 300000}, "activities": []}
KINDS = (
    ("支出明细", "经费支出明细表", SPENT, PAID),
    ("决算", "经费决算表", SETTLED, DONE),
    ("活动登记", "活动登记表", HELD, MET),
)


def case(name: str, files: dict[str, bytes], reads: Any, *faults: str) -> Disease:
    return Disease(f"card: {name}", WAY, files, faults, reads)


def sheet(name: str, *rows: Row) -> dict[str, bytes]:
    return {f"{name}.xlsx": xlsx(list(rows))}


def text(rows: Row) -> Row:
    return [[None if one is None else str(one) for one in row] for row in rows]


def _read_as_lines() -> Iterator[Disease]:
    for file, title, lines, reads in KINDS:
        for where, card in CARDS.items():
            yield case(f"{title}, labels {where}", sheet(file, [title], *card, *lines), reads)
        yield case(f"{title} without a title", sheet(file, *TWO_ROWS, *lines), reads)
        word = f"{file}.docx"
        yield case(
            f"{title} in Word, in the table", paper(word, title, text([*TWO_ROWS, *lines])), reads
        )
        yield case(
            f"{title} in Word, in lines",
            paper(word, title, *(row[0] for row in LINES), text(lines)),
            reads,
        )
        yield case(f"{title} in Word, a cover", paper(word, title, TWO_ROWS, text(lines)), reads)
        other: Row = [["项目名称", "白衣讲堂", "申报单位", "护理学院", "品牌主题", "思想教育类"]]
        yield case(f"{title} of nobody's project", sheet(file, [title], *other, *lines),
                   {"applications": {"2017-C01-1": ("T7", 500000), TWO: ("T1", 400000)}}, "project.unknown@B2")  # fmt: skip
        yield case(f"{title} with what was asked for", sheet(file, [title], *ASKED, *lines), reads)


def _nobody_can_tell() -> Iterator[Disease]:
    fault = "sheet.header-unclear@A4"
    for file, title, lines, _ in KINDS[:2]:
        yield case(f"{title} untitled, asks for money", sheet(file, *ASKED, *lines), UNREAD, fault)
    yield case("materials untitled, asks for money", sheet("材料", *ASKED, *KEPT), UNREAD, fault)
    yield case("in Word, materials behind a form", paper("材料.docx", text(ASKED), text(KEPT)), UNREAD,
               "project.duplicate@B1", "sheet.header-unclear@A1")  # fmt: skip


def _application_forms() -> Iterator[Disease]:
    for name, lines in (("held", HELD), ("planned", PLANNED)):
        yield case(
            f"a form with what is {name}",
            sheet("申报表", ["品牌项目申报表"], *ASKED, *lines, *BUDGET),
            PLAN,
        )
        yield case(
            f"an untitled form with what is {name}", sheet("申报表", *ASKED, *BUDGET, *lines), PLAN
        )
        yield case(f"a form in Word with what is {name}",
                   paper("申报表.docx", "品牌项目申报表", text([*ASKED, *BUDGET]), "活动安排", text(lines)), PLAN)  # fmt: skip
        yield case(f"a form in one table of Word with what is {name}",
                   paper("申报表.docx", "品牌项目申报书", text([*TWO_ROWS, *lines, *BUDGET])), PLAN)  # fmt: skip
    yield case(
        "a form without money over 活动安排",
        sheet("申报表", *TWO_ROWS, ["活动安排"], *HELD),
        {"activities": []},
    )
    yield case("a form whose budget has days", sheet("申报表", ["项目申报表"], *ASKED, ["日期", "科目", "金额"], ["2017-05-01", "交通", 4000]),
               {"budget_plan": {"交通": 400000}, "ledger": []})  # fmt: skip
    yield case("a form that ends with a day and an amount",
               sheet("申报表", *TWO_ROWS, ["日期", "2017-03-01", "金额", 4000], ["负责人", "示例甲", None, None]), {"ledger": []}, "request.label-unknown@C3")  # fmt: skip


def _classes() -> Iterator[Disease]:
    top: Row = [[f"项目名称：{SECOND}", None, None, "申报单位：护理学院"]]
    reads = {"ledger": [("2017-04-12", 10000)]}
    for head in ("物品名称", "供应商", "名称"):
        lines: Row = [["序号", "日期", "类别", head, "金额（元）", "票据号", "支付方式"],
                      [1, "2017.4.12", "物料", "展板", 100, "P1", "公务卡"]]  # fmt: skip
        yield case(f"a ledger's 类别 beside {head}", sheet("支出", *top, *lines), reads,
                   "column.unmapped@D2", "column.unmapped@G2")  # fmt: skip
    yield case("a register's 类别", sheet("活动", *top, ["序号", "日期", "活动名称", "类别", "服务对象", "参与人次", "主办方"],
               [1, "2017.4.12", "走访", "志愿", "老人", 40, "护理"]), MET, "column.unmapped@E2", "column.unmapped@G2")  # fmt: skip
    yield case("a settlement's 类别", sheet("决算", *top, ["序号", "类别", "明细说明", "预算", "实际", "审核意见"],
               [1, "交通", "租车", 500, 400, "同意"]), DONE, "column.unmapped@C2", "column.unmapped@F2")  # fmt: skip


def _rates() -> Iterator[Disease]:
    top: Row = [
        [f"项目名称：{SECOND}"],
        ["科目", "预算", "实际"],
        ["交通", 500, 400],
        ["合计", 500, 400],
    ]
    for rate in (0.8, "80%"):
        yield case(
            f"执行率 {rate} below the sum", sheet("经费决算表", *top, ["执行率", None, rate]), DONE
        )
    lines: Row = [["时间", "活动内容", "负责人"], ["2017.4", "启动", "示例甲"]]
    for head in ("内容", "活动内容"):
        plan: Row = [["时间", head, "负责人"], *lines[1:]]
        yield case(f"a form's plan with {head} and 负责人",
                   paper("申报表.docx", "品牌项目申报表", text(ASKED), plan), {"activities": []})  # fmt: skip


CASES = (*_rates(), *_read_as_lines(), *_nobody_can_tell(), *_application_forms(), *_classes())
