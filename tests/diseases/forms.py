"""Word forms and forms on a sheet that were filled in wrongly."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx

from diseases.making import CRITERIA, ONE, TWO, Disease, xlsx
from papers import FIRST, SECOND

OTHER = [
    ["申报单位", "项目名称", "类别", "申请经费（元）"],
    ["护理学院", SECOND, "思想教育类", 4000],
]
THEMES = "☑志愿服务类 □思想教育类 □组织建设类"
ROWS: list[list[Any]] = [
    ["项目名称", FIRST, "申报单位（盖章）", "临床医学院团委"],
    ["负责人", "示例戊", "联系电话", "000"],
    ["品牌主题", THEMES, "申请经费（元）", "5000"],
    ["科目", "用途", "数量", "金额（元）"],
    ["交通", "往返", "2", "3000"],
    ["物料", "展板", "4", "2000"],
    ["合计", "", "", "5000"],
    ["学院团委意见", "", "签字（盖章）：      年   月   日", ""],
]


def form_sheet(*plans: list[Any], more: Any = ()) -> dict[str, bytes]:
    """Return the form as a sheet with these lines of budget, beside the other application."""
    rows = [*ROWS[:3], *more, ROWS[3], *plans, ROWS[7]]
    return {
        "申报表.xlsx": xlsx([[v or None for v in row] for row in rows]),
        "申报汇总.xlsx": xlsx(OTHER),
    }


def word(
    *changes: tuple[int, int, Any], merge: tuple[int, ...] = (), title: str = "申报表"
) -> dict[str, bytes]:
    """Return the form as .docx with some boxes changed, beside the other application."""
    document = docx.Document()
    document.add_paragraph(title)
    rows = [list(row) for row in ROWS]
    for row, column, value in changes:
        rows[row][column] = value
    table = document.add_table(len(rows), 4)
    for n, values in enumerate(rows):
        for column, value in enumerate(values):
            table.cell(n, column).text = str(value)
    if merge:
        r1, c1, r2, c2 = merge
        table.cell(r1, c1).merge(table.cell(r2, c2))
    buffer = BytesIO()
    document.save(buffer)
    return {"申报表.docx": buffer.getvalue(), "申报汇总.xlsx": xlsx(OTHER)}


SOUND = {ONE: ("T7", 500000), TWO: ("T1", 400000)}
PLAN = {"交通": 300000, "物料": 200000}


def read(first: Any = SOUND[ONE], plan: Any = PLAN) -> dict[str, Any]:
    mine = {} if first is None else {ONE: first}
    return {"applications": mine | {TWO: SOUND[TWO]}, "budget_plan": {} if first is None else plan}


LISTED = {"1.交通": 300000, "2.物料": 200000}
LEFT, RIGHT = (
    [["项目名称", name, "申报单位", unit], ["品牌主题", theme, "申请经费（元）", fen],
     ["科目", "用途", "数量", "金额（元）"], [category, "往返", 4, fen]]
    for name, unit, theme, fen, category in (
        (FIRST, "临床医学院", "志愿服务类", 5000, "交通"),
        (SECOND, "护理学院", "思想教育类", 4000, "物料"),
    )
)  # fmt: skip


def beside(*between: Any) -> dict[str, bytes]:
    """Return two forms of four lines beside each other on one sheet."""
    rows = [[*one, *between, *other] for one, other in zip(LEFT, RIGHT, strict=True)]
    return {"申报表.xlsx": xlsx(rows)}


def judge_form(*lines: list[Any], project: Any = FIRST, judge: Any = 2) -> dict[str, bytes]:
    rows = [["现场答辩评分表"], ["项目名称：", project, "评委编号：", judge],
            ["项目", "评分标准", "得分"], *lines]  # fmt: skip
    return {"a.xlsx": xlsx(rows)}


FULL = [[name, "标准", mark] for name, mark in zip(CRITERIA, (30, 31, 20, 5), strict=True)]
MARKS = {
    (ONE, "J2", n): p
    for n, p in zip("思想性 创新性 效果 参与度".split(), (30, 31, 20, 5), strict=True)
}
CASES = (
    Disease("a budget of another word", "预算科目 for 科目", word((3, 0, "预算科目")), (), read()),
    Disease("a budget without categories", "事项 for 科目", word((3, 0, "事项")),
            ("budget.no-category@D4",), read(plan={})),
    Disease("a Word form", "the sound one", word(), (), read()),
    Disease("a merged box", "a value over two boxes", word((7, 0, "意见"), merge=(7, 0, 7, 3)), (), read()),
    Disease("two boxes ticked", "two themes", word((2, 1, "☑志愿服务类 ☑思想教育类")), ("theme.several@B3",),
            read((None, 500000))),
    Disease("no box ticked", "no theme", word((2, 1, "□志愿服务类 □思想教育类")), ("theme.missing@B3",),
            read((None, 500000))),
    Disease("boxes behind their words", "志愿服务类（√） 思想教育类（ ）",
            word((2, 1, "志愿服务类（√） 思想教育类（ ）")), (), read()),
    Disease("a tick between two words", "which one?", word((2, 1, "志愿服务类 √ 思想教育类")), ("tick.unclear@B3",),
            read((None, 500000))),
    Disease("ticked otherwise", "■ for ☑", word((2, 1, "■志愿服务类 □思想教育类")), (), read()),
    Disease("an unclear amount", "约五千", word((2, 3, "约五千")), ("money.unreadable@D3",),
            read(("T7", None))),
    Disease("a budget that does not add up", "合计 5,500 for 5,000", word((6, 3, "5500")),
            ("total.does-not-add-up@D7",), read()),
    Disease("a budget line in words", "三千左右", word((4, 3, "三千左右")), ("money.unreadable@D5",),
            read(plan={"交通": None, "物料": 200000})),
    Disease("a blank line in the budget", "the second of three lines was left blank",
            form_sheet(ROWS[4], [None, "待定", None, None], ROWS[5], ROWS[6]), (), read()),
    Disease("a wrong sum below a blank line", "合计 6,000 for 5,000 below a line left blank",
            form_sheet(ROWS[4], [None, "待定", None, None], ROWS[5], ["合计", None, None, "6000"]),
            ("total.does-not-add-up@D8",), read()),
    Disease("an amount of no category", "a line of the budget lacks its 科目",
            form_sheet(ROWS[4], [None, "展板", 4, "2000"], ["合计", None, None, "3000"]),
            ("row.unread@B6",), read(plan={"交通": 300000})),
    Disease("a budget without a sum", "the line of opinions follows",
            form_sheet(ROWS[4], [None, "待定", None, None], ROWS[5]), (), read()),
    Disease("a sum beside the categories", "合计 in the column of numbers",
            {"申报表.xlsx": xlsx([*ROWS[:3], ["序号", "科目", "用途", "金额（元）"], [1, "交通", "往返", 3000],
                [2, None, None, None], [3, "物料", "展板", 2000], ["合计", None, None, 6000]]),
             "申报汇总.xlsx": xlsx(OTHER)}, ("total.does-not-add-up@D8",), read()),
    Disease("an unknown answer about the project's ground", "项目基础 is told in other words",
            form_sheet(*ROWS[4:7], more=[["项目基础", "还在摸索", None, None]]), ("maturity.unknown@B4",), read()),
    Disease("two answers about the project's ground", "both boxes ticked",
            form_sheet(*ROWS[4:7], more=[["项目基础", "☑已形成特色 ☑新培育", None, None]]),
            ("maturity.unknown@B4",), read()),
    Disease("no answer about the project's ground", "no box ticked",
            form_sheet(*ROWS[4:7], more=[["项目基础", "□已形成特色 □新培育", None, None]]), (), read()),
    Disease("a form of an unknown college", "口腔医学院", word((0, 3, "口腔医学院")), ("college.unknown@D1",),
            read(None)),
    Disease("a form without a project", "项目名称 is blank", word((0, 1, "")), ("project.name-missing@A1",),
            read(None)),
    Disease("a form and a list that differ", "5,000 in the form, 6,000 in the list",
            word() | {"申报汇总.xlsx": xlsx([*OTHER, ["临床", FIRST, "志愿服务类", 6000]])},
            ("application.conflict@D3",), read(("T7", None))),
    Disease("a form and a list that agree", "the same project twice",
            word() | {"申报汇总.xlsx": xlsx([*OTHER, ["临床", FIRST, "志愿服务类", 5000]])},
            ("project.duplicate@B1",), read()),
    *(Disease(f"a second project beside {at[0]}", "a value at the edge that is a label as well", {
          "申报表.xlsx": xlsx([ROWS[0], at, *rest]), "申报汇总.xlsx": xlsx(OTHER)}, (), read(plan={}))
      for at, *rest in (
          (["品牌主题", THEMES, "是否第二项", "第二项"], ["申请经费（元）", 5000]),
          (["申请经费（元）", 5000, "是否第二项", "第二项"], ["品牌主题", THEMES]),
      )),
    Disease("a form in 美元", "the label's unit is not understood", word((2, 2, "申请经费（美元）")),
            ("column.other-unit@C3",), read(("T7", None))),
    Disease("a form that asks for 5000 万元", "fifty million yuan", word((2, 2, "申请经费（万元）")),
            ("request.unit-doubtful@D3",), read(("T7", 5000000000))),
    Disease("a budget of 2000 万元", "its lines are read as millions", word((3, 3, "金额（万元）")),
            ("request.unit-doubtful@D5", "request.unit-doubtful@D6"),
            read(plan={"交通": 3000000000, "物料": 2000000000})),
    Disease("a budget in 美元", "the unit of a form's budget is not understood", word((3, 3, "金额（美元）")),
            ("column.other-unit@D4",), read(plan={"交通": None, "物料": None})),
    Disease("a judge's form", "the sound one", judge_form(*FULL, ["合计", None, 86]), (), {"marks": MARKS}),
    Disease("a wrong sum on a judge's form", "合计 87 for 86", judge_form(*FULL, ["合计", None, 87]),
            ("total.does-not-add-up@C8",), {"marks": MARKS}),
    Disease("a mark above its full marks", "26 of 25", judge_form(FULL[0], FULL[1], ["效果（25）", "", 26], FULL[3]),
            ("points.out-of-range@C6",), {"marks": MARKS | {(ONE, "J2", "效果"): "unreadable"}}),
    Disease("a line of no criterion", "团队风采", judge_form(*FULL, ["团队风采", None, 9]),
            ("marks.criterion-unknown@A8",), {"marks": MARKS}),
    Disease("a form of a judge nobody listed", "评委编号 7", judge_form(*FULL, judge=7), ("judge.unknown@D2",),
            {"marks": {}}),
    Disease("a form of an unknown project", "天使之异", judge_form(*FULL, project="天使之异"),
            ("project.unknown@B2",), {"marks": {}}),
    Disease("a blank judge's form", "marks left blank", judge_form(*[[c, "标准", None] for c in CRITERIA]), (),
            {"marks": dict.fromkeys(MARKS, "blank")}),
    *(Disease(f"two forms beside each other, {gap}", "each has a budget of its own", beside(*between), (),
              {"applications": SOUND, "budget_plan": {"交通": 500000, "物料": 400000}})
      for gap, between in (("a column between", [None]), ("none between", []))),
    Disease("three forms in two rows", "two beside each other, one of them once more below", {
        "申报表.xlsx": xlsx([["申报表"], *([*a, None, *b] for a, b in zip(LEFT, RIGHT, strict=True)), [],
                         *([["项目名称", "护航", *LEFT[0][2:]], *LEFT[1:]])])}, (),
            {"applications": SOUND | {"2017-C01-2": ("T7", 500000)}}),
    *(Disease(f"where the money comes from, {where}", "it is no budget",
              {"申报表.xlsx": xlsx([*ROWS[:3], *rows, *ROWS[3:7]]), "申报汇总.xlsx": xlsx(OTHER)}, (), read())
      for where, rows in (
          ("beside the header", (["经费来源", "类别", None, "金额（元）"], [None, "学校", None, 4000], [None, "自筹", None, 1000])),
          ("above the header", (["资金来源"], ["类别", None, None, "金额（元）"], ["学校支持", None, None, 5000], [])),
      )),
    Disease("小计 among the uses of a budget", "交通 merged over its lines and their 小计",
            {"申报表.xlsx": xlsx([*ROWS[:3], ["科目", "明细", "金额（元）"], ["交通", "公交", 1000], [None, "打车", 2000],
                [None, "小计", 3000], ["物料", "展板", 2000]], lambda sheet: sheet.merge_cells("A5:A7")),
             "申报汇总.xlsx": xlsx(OTHER)}, (), read()),
    Disease("a wrong 小计 among the uses of a budget", "3,500 for 3,000",
            form_sheet(["交通", "公交", 1, 1000], ["交通", "打车", 1, 2000], ["交通", "小计", None, 3500],
                                ["物料", "展板", 4, 2000]), ("total.does-not-add-up@D7",), read()),
    Disease("小计 alone states what a category costs", "its lines have no amounts",
            form_sheet(["交通", "公交", 1, None], ["交通", "小计", None, 3000], ROWS[5]), (), read()),
    Disease("其中 in a budget", "two lines say what the one above consists of",
            form_sheet(ROWS[4], ["其中：公交", None, 1, 1000], ["　　打车", None, 1, 2000], ROWS[5], ROWS[6]), (), read()),
    *(Disease(f"parts listed below a line of a budget: {name}", "its amount holds theirs",
              form_sheet([f"{first}交通", None, 1, 3000], [f"{second}公交", None, 1, 1000], [f"{third}打车", None, 1, 2000],
                         [f"{fourth}物料", None, 4, 2000]), (),
              read(plan={f"{first.strip()}交通": 300000, f"{fourth.strip()}物料": 200000}))
      for name, first, second, third, fourth in (
          ("1. and （1）", "1.", "（1）", "（2）", "2."), ("一、 and 1.", "一、", "1.", "2.", "二、"),
          ("（一） and ①", "（一）", "①", "②", "（二）"), ("1. and 1.1", "1.", "1.1", "1.2", "2."),
          ("bare and （1）", "", "（1）", "（2）", ""),
      )),
    Disease("parts of a line of a budget that do not come to it", "3,000 over 1,000 and 1,500",
            form_sheet(["1.交通", None, 1, 3000], ["（1）公交", None, 1, 1000], ["（2）打车", None, 1, 1500],
                       ["2.物料", None, 4, 2000]), ("row.unread@A6",), read(plan=LISTED)),
    Disease("parts of a line of a budget without amounts", "they only say what it is for",
            form_sheet(["1.交通", None, 1, 3000], ["（1）公交", None, 1, None], ["2.物料", None, 4, 2000]), (), read(plan=LISTED)),
    Disease("a heading over the lines of a budget", "一、 without an amount over 1. and 2.",
            form_sheet(["一、活动开支", None, None, None], ["1.交通", None, 1, 3000], ["2.物料", None, 4, 2000]), (), read(plan=LISTED)),
    Disease("lines of a budget listed alike", "1. and 2. are lines of their own",
            form_sheet(["1.交通", None, 1, 3000], ["2.物料", None, 4, 2000]), (), read(plan=LISTED)),
    Disease("sources over the uses of a budget", "学校经费 and 学院自筹, without amounts",
            form_sheet(["学校经费", None, None, None], ["交通", None, 1, 3000], ["物料", None, 4, 2000],
                       ["学院自筹", None, None, None], ["宣传", None, 1, 500]), ("row.unread@A9",), read()),
    *(Disease(f"labels that say two things: {name}", "which of them holds nobody can tell",
              form_sheet(*ROWS[4:7], more=[line]), faults, read(first))
      for name, line, faults, first in (
          ("amounts", ["申请金额", "8000", None, None], ("label.disputed@D3", "label.disputed@B4"), ("T7", None)),
          ("themes", ["项目类别", "思想教育类", None, None], ("label.disputed@B3", "label.disputed@B4"), (None, 500000)),
          ("colleges", ["所在单位", "护理学院", None, None], ("label.disputed@D1", "label.disputed@B4"), None),
          ("telephones", ["手机", "111", None, None], ("label.disputed@D2", "label.disputed@B4"), SOUND[ONE]),
      )),
    *(Disease(f"labels that say one thing twice: {name}", "nothing is told",
              form_sheet(*ROWS[4:7], more=[line]), (), read())
      for name, line in (
          ("amounts", ["经费预算（万元）", "0.5", None, None]),
          ("amounts in hundreds", ["经费预算（百元）", "50", None, None]),
          ("amounts in a unit nobody can convert", ["经费预算（美元）", "700", None, None]),
          ("themes", ["项目类别", "志愿服务", None, None]),
          ("a class that is no theme", ["项目类别", "重点项目", None, None]),
          ("colleges", ["所在单位", "临床医学院", None, None]),
          ("another unit of the person's", ["所在单位", "校团委办公室", None, None]),
          ("the activity's name", ["活动名称", "健康讲座", None, None]),
          ("an amount in words of a plan", ["经费预算", "见附件", None, None]),
      )),
    *(Disease(f"{text!r} for the leader", "a stroke names nobody", {
          "申报表.xlsx": xlsx([ROWS[0], ROWS[2], ["负责人", text, "联系电话", "/"]]), "申报汇总.xlsx": xlsx(OTHER)}, (),
              {"leads": {ONE: (None, None), TWO: (None, None)}})
      for text in ("/", "——")),
    *(Disease(f"somebody else's name and telephone: {name}", "张三 is responsible", {
          "申报表.xlsx": xlsx([ROWS[0], ROWS[2], *lines]), "申报汇总.xlsx": xlsx(OTHER)}, (),
              {"leads": {ONE: ("张三", "222"), TWO: (None, None)}})
      for name, lines in (
          ("in a row above", [["指导教师", "姓名", "李老师", "电话", "111"], ["负责人", "姓名", "张三", "电话", "222"]]),
          ("behind their name", [["联系人", "王五", "电话", "333"], ["负责人", "张三", "手机", "222"]]),
          ("behind the other's", [["负责人", "张三", "电话", "222", "指导教师", "李老师", "电话", "111"]]),
          ("one number behind both", [["负责人", "张三", "指导教师", "李老师", "电话", "222"]]),
          ("in rows of heads", [["负责人", "姓名", "职务", "电话"], [None, "张三", "书记", "222"],
                                ["指导教师", "姓名", "职务", "电话"], [None, "李四", "教授", "111"]]),
      )),
)  # fmt: skip
