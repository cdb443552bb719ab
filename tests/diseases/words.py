"""Word forms with text outside tables, revisions, controls, boxes and ticks of every kind."""

from __future__ import annotations

from typing import Any

from diseases.forms import OTHER, SOUND, read
from diseases.making import CRITERIA, ONE, TWO, Disease, xlsx
from diseases.word_xml import (
    CHECKBOX,
    CONTROL,
    HIDDEN,
    NOTED,
    PROMPT,
    STRIKE,
    boxed,
    deleted,
    document,
    line,
    p,
    r,
    table,
    tc,
    tr,
    with_footnote,
    with_margins,
)
from papers import FIRST, SECOND

THEME = "☑志愿服务类 □思想教育类"
NAMES = ("项目名称", FIRST, "申报单位", "临床医学院")
REST = ("品牌主题", THEME, "申请经费（元）", "5000")
BUDGET = (("科目", "用途", "金额（元）"), ("交通", "往返", "3000"), ("物料", "展板", "2000"))


def row(*texts: str) -> str:
    return tr(*(tc(line(text)) for text in texts))


def amount(content: str) -> str:
    """Return the row of theme and amount with the amount made of these runs."""
    return tr(*(tc(line(text)) for text in REST[:3]), tc(p(content)))


def theme(content: str) -> str:
    """Return the row of theme and amount with the theme made of these runs."""
    return tr(tc(line(REST[0])), tc(p(content)), *(tc(line(text)) for text in REST[2:]))


def papers(
    *blocks: str, name: str = "申报表.docx", other: str = "申报汇总.xlsx"
) -> dict[str, bytes]:
    """Return a document beside the other application."""
    return {name: document(*blocks), other: xlsx(OTHER)}


def form(*rows: str, before: tuple[str, ...] = (), after: tuple[str, ...] = ()) -> dict[str, bytes]:
    plans = [row(*values) for values in BUDGET]
    return papers(*map(line, before), table(*rows, *plans), *map(line, after))


def margined(**texts: str) -> dict[str, bytes]:
    files = form(row(*NAMES), row(*REST))
    return files | {"申报表.docx": with_margins(files["申报表.docx"], **texts)}


def noted(text: str) -> dict[str, bytes]:
    files = form(row(*NAMES), amount(r("5000") + NOTED))
    return files | {"申报表.docx": with_footnote(files["申报表.docx"], text)}


def told_of(*rows: str, reads: Any = SOUND[ONE], faults: tuple[str, ...] = ()) -> tuple[Any, ...]:
    return form(*rows), faults, read(reads)


def sign(font: str, code: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>'


LINES = (f"项目名称：{FIRST}　　申报单位：临床医学院", "填表日期：2017年3月1日")
MARKS = {
    (ONE, "J2", n): points
    for n, points in zip("思想性 创新性 效果 参与度".split(), (30, 31, 20, 5), strict=True)
}
LIST = [row("项目名称", *CRITERIA), row(FIRST, "30", "31", "20", "5")]
REGISTER = [row("日期", "活动名称", "参与人次"), row("2017.5.4", "走进社区", "40")]
SPENT = [
    row("日期", "类别", "金额", "用途", "票据号"),
    row("2017.4.1", "交通", "100", "往返", "P1"),
]
CASES = (
    Disease("names above the table", "project and unit stand in lines above a Word table",
            form(row(*REST), before=LINES), (), read()),
    Disease("names below the table", "project and unit stand in lines below a Word table",
            form(row(*REST), after=LINES), (), read()),
    Disease("a form in lines", "a Word form without any table",
            papers(*map(line, (*LINES, "品牌主题：□思想教育类  ☑志愿服务类", "申请经费（万元）：0.5"))), (),
            read(plan={})),
    Disease("a line that says something else", "another unit above the table than in it",
            form(row(*NAMES), row(*REST), before=("申报单位：护理学院",)), ("text.not-read@A1",), read()),
    Disease("two lines that differ", "two project names around the table",
            form(row(*REST), before=(*LINES, f"项目名称：{SECOND}")),
            ("sheet.header-unclear@A2",), read(None)),
    Disease("a line that says the same", "the unit above the table as well",
            form(row(*NAMES), row(*REST), before=("申报单位：临床医学院团委",)), (), read()),
    Disease("a date of the form in a line", "填表日期 above the table is no day",
            form(row(*NAMES), row(*REST), before=("填表日期：17年3月",)), ("date.unreadable@A1",), read()),
    Disease("a date that was not filled in", "填表日期：　年　月　日",
            form(row(*NAMES), row(*REST), before=("填表日期： 年 月 日",)), (), read()),
    Disease("a heading of another year", "a form of 2016 among those of 2017",
            form(row(*NAMES), row(*REST), before=("2016年“一团一品”申报表",)), ("sheet.other-year@A1",), read(None)),
    Disease("a unit of money above the table", "金额单位：万元 in a line",
            papers(line("金额单位：万元"), table(row(*NAMES), row(*REST[:2], "申请经费", "0.5"))), (),
            read(plan={})),
    Disease("a Word list of a judge", "component and judge stand above the table",
            {"评分.docx": document(line("现场答辩评分表"), line("评委编号：2"), table(*LIST))}, (),
            {"marks": MARKS}),
    Disease("a Word register of activities", "the project stands above the table",
            {"活动.docx": document(line(f"项目名称：{SECOND}"), line("申报单位：护理学院"), table(*REGISTER))}, (),
            {"activities": [("2017-05-04", "走进社区", 40)]}),
    Disease("a Word register in two tables", "the project stands above both",
            {"活动.docx": document(line(f"项目名称：{SECOND}"), line("一、活动"), table(*REGISTER), line("二、材料"),
                                table(row("材料类型", "数量"), row("照片", "6")))}, (),
            {"activities": [("2017-05-04", "走进社区", 40)], "materials": {"photo": 6}}),
    Disease("a Word ledger", "the project stands above the table",
            {"决算.docx": document(line(f"项目名称：{FIRST}"), table(*SPENT))}, (),
            {"ledger": [("2017-04-01", 10000)]}),
    Disease("a Word ledger of a misspelt project", "天使之异 above the table",
            {"决算.docx": document(line("项目名称：天使之异"), table(*SPENT))}, ("project.unknown@A1",),
            {"ledger": []}),
    Disease("an amount corrected by striking out", "5000 struck out before 6000",
            *told_of(row(*NAMES), amount(r("5000", STRIKE) + r("6000")), reads=("T7", None),
                     faults=("cell.struck-out@D2", "money.unreadable@D2"))),
    Disease("an amount struck out", "all of it", *told_of(
            row(*NAMES), amount(r("5000", STRIKE)), faults=("cell.struck-out@D2",))),
    Disease("a hidden figure", "a nought that Word does not show", *told_of(
            row(*NAMES), amount(r("500") + r("0", HIDDEN)), reads=("T7", None), faults=("money.unreadable@D2",))),
    Disease("an amount revised", "6000 deleted, 5000 put in, neither accepted yet", *told_of(
            row(*NAMES), amount(deleted("6000") + f"<w:ins>{r('5000')}</w:ins>"), faults=("cell.commented@D2",))),
    Disease("an amount deleted in a revision", "nothing in its place", *told_of(
            row(*NAMES), amount(deleted("5000")), reads=("T7", None), faults=("money.unreadable@D2",))),
    Disease("an amount moved away", "what was moved from here counts nowhere", *told_of(
            row(*NAMES), amount(f"<w:moveFrom>{r('6000')}</w:moveFrom>{r('5000')}"), faults=("cell.commented@D2",))),
    Disease("a figure in a text box", "a box lies over the amount", *told_of(
            row(*NAMES), amount(boxed("6000") + r("5000")), faults=("text.in-box@A1",))),
    Disease("a name in a text box", "the project's name stands in a box",
            papers(p(boxed(f"项目名称：{FIRST}")), table(row("申报单位", "临床医学院"), row(*REST))), (),
            read(plan={})),
    Disease("a drop-down", "the theme was chosen from a list", *told_of(
            row(*NAMES), theme(CONTROL.format("<w:dropDownList/>", r("志愿服务类"))))),
    Disease("a drop-down nobody used", "the prompt still stands there", *told_of(
            row(*NAMES), theme(CONTROL.format(f"<w:dropDownList/>{PROMPT}", r("选择一项。"))),
            reads=(None, 500000), faults=("theme.missing@B1",))),
    Disease("a table in a control", "the form lies in a content control",
            papers(CONTROL.format("", table(row(*NAMES), row(*REST)))), (), read(plan={})),
    Disease("boxes to click", "content controls for ticks", *told_of(
            row(*NAMES), theme(f"{CHECKBOX.format(0)}{r('思想教育类')}{CHECKBOX.format(1)}{r('志愿服务类')}"))),
    Disease("two boxes clicked", "content controls for ticks", *told_of(
            row(*NAMES), theme(f"{CHECKBOX.format(1)}{r('思想教育类')}{CHECKBOX.format(1)}{r('志愿服务类')}"),
            reads=(None, 500000), faults=("theme.several@B2",))),
    Disease("ticks of Wingdings", "signs in the places of letters", *told_of(row(*NAMES), theme(
            sign("Wingdings", "F0A8") + r("思想教育类 ") + sign("Wingdings", "F0FE") + r("志愿服务类")))),
    Disease("an unknown sign", "a sign of a font we do not know", *told_of(row(*NAMES), theme(
            sign("Elsewhere", "F041") + r("志愿服务类")), reads=(None, 500000), faults=("theme.unknown@B2",))),
    Disease("boxes behind the themes", "思想教育类□ 志愿服务类☑", *told_of(
            row(*NAMES), theme(r("思想教育类□ 志愿服务类☑")))),
    Disease("a tick behind one of several", "思想教育类 志愿服务类√ 科技创新类", *told_of(
            row(*NAMES), theme(r("思想教育类 志愿服务类√ 科技创新类")))),
    Disease("a tick between two themes", "思想教育类 √ 志愿服务类", *told_of(
            row(*NAMES), theme(r("思想教育类 √ 志愿服务类")), reads=(None, 500000),
            faults=("tick.unclear@B2",))),
    Disease("a budget in a table of its own", "a table inside a box of the form",
            papers(table(row(*NAMES), row(*REST), tr(tc(line("经费预算")), tc(table(*(row(*v) for v in BUDGET)) + p(""))))),
            (), read()),
    Disease("a budget in a table behind the form", "its category and amount below the form",
            papers(table(row(*NAMES), row(*REST)), line("经费预算"), table(*(row(*v) for v in BUDGET))), (), read()),
    Disease("a budget of its own with something else in it", "a unit of money above its lines",
            papers(table(row(*NAMES), row(*REST)), table(row("金额单位：百元"), *(row(*v) for v in BUDGET))),
            ("sheet.header-unclear@A2",), read(plan={})),
    Disease("an amount of a budget of its own", "三千左右 in a table inside a box",
            papers(table(row(*NAMES), row(*REST), tr(tc(line("预算")), tc(table(row(*BUDGET[0]), row("交通", "往返", "三千左右")) + p(""))))),
            ("money.unreadable@C2",), read(plan={"交通": None})),
    Disease("the head of a page", "it names the unit of the form",
            margined(header="临床医学院团委", footer="第 1 页　申报单位：临床医学院"), (), read()),
    Disease("the head of a page that names another project", "an old form was copied",
            margined(header="项目名称：健康讲堂"), ("text.not-read@A1",), read()),
    Disease("a footnote to an amount", "其中2000元自筹",
            noted("其中2000元自筹"), ("cell.commented@D2",), read()),
    Disease("a hidden row of a Word table", "Word does not show the amount",
            papers(table(row(*NAMES), row(*REST).replace("<w:tr>", "<w:tr><w:trPr><w:hidden/></w:trPr>", 1))),
            ("row.hidden@A2",), read(plan={})),
    Disease("a form without its table", "an old .doc lost its table when it was converted",
            papers(line("项目申报表"), line(f"项目名称：{FIRST}"), line("申报单位：临床医学院")),
            ("text.no-table@A2",), read(None)),
    Disease("a plan in words", "no form, so nothing is missing",
            papers(line("实施方案"), line(f"项目名称：{FIRST}"), line("一、活动目的"), name="方案.docx"), (),
            read(None)),
    Disease("a workbook's sheet called 正文", "the name of what Word says outside tables",
            {"a.xlsx": xlsx([["现场答辩"], ["项目名称", "评委1", "评委2"], [FIRST, 90, 91], [SECOND, 80, 81]],
                            name="正文")}, (),
            {"marks": {(ONE, "J1", "total"): 90, (ONE, "J2", "total"): 91,
                       (TWO, "J1", "total"): 80, (TWO, "J2", "total"): 81}}),
)  # fmt: skip
