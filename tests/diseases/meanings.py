"""Words that mean something else beside others: sources of money, plans, 类型, 经费预算, grades, 1 and 0."""

from __future__ import annotations

from typing import Any

from diseases.captions import paper
from diseases.making import ONE, TWO, Disease, Rows, xlsx
from papers import FIRST, SECOND

Row = list[Any]
FORM: Row = [
    ["项目名称", FIRST, "申报单位", "临床医学院"],
    ["品牌主题", "志愿服务类", "申请经费（元）", "5000"],
]
BUDGET: Row = [["科目", "用途", "金额（元）"], ["交通", "往返", "3000"], ["物料", "展板", "2000"]]
PLANNED = {"applications": {ONE: ("T7", 500000)}, "budget_plan": {"交通": 300000, "物料": 200000}}


def told(name: str, files: dict[str, bytes], reads: Any, *faults: str, wrong: str = "") -> Disease:
    return Disease(f"meanings: {name}", wrong or "a word with two meanings", files, faults, reads)


def plan(*rows: Row) -> dict[str, bytes]:
    return paper("申报表.docx", FORM, "经费预算", BUDGET, "进度安排", list(rows))


def sources(*cells: Any, total: Any = 5000) -> dict[str, bytes]:
    lines = [["交通", "往返", 3000], ["物料", "展板", 2000], ["餐饮", "盒饭", 800]]
    lines = [[*line, cell] for line, cell in zip(lines, cells, strict=False)]
    rows = [
        ["申报表"],
        *FORM,
        ["科目", "用途", "金额（元）", "资金来源"],
        *lines,
        ["合计", None, total],
    ]
    return {"申报表.xlsx": xlsx(rows)}


def activities(head: str, *kinds: Any, more: tuple[Row, ...] = ((), (), ())) -> dict[str, bytes]:
    rows = [["2017-04-01", "义诊", 43], ["2017-04-08", "讲座", 120]]
    named = [[*row, kind, *own] for row, kind, own in zip(rows, kinds, more[1:], strict=True)]
    return {
        "活动.xlsx": xlsx(
            [["项目名称：", FIRST], ["日期", "活动名称", "参与人次", head, *more[0]], *named]
        )
    }


HELD = {"activities": [("2017-04-01", "义诊", 43), ("2017-04-08", "讲座", 120)], "materials": {}}
UNTOLD = {"activities": [("2017-04-01", "义诊", None), ("2017-04-08", "讲座", None)]}
SETTLED = {"settlements": {"交通": ("stated", 95000), "物料": ("stated", 305000)}}


def came(*heads: str) -> dict[str, bytes]:
    """Return a register of which the last column says who came, one before it half as many."""
    early = [[20], [60]] if len(heads) > 1 else [[], []]
    rows = [["2017-04-01", "义诊", *early[0], 43], ["2017-04-08", "讲座", *early[1], 120]]
    return {"活动.xlsx": xlsx([["项目名称：", FIRST], ["日期", "活动名称", *heads], *rows])}


def settled(*plans: str, more: Any = ()) -> dict[str, bytes]:
    rows = [["交通", *[1000] * len(plans), 950], ["物料", *[3000] * len(plans), 3050], *more]
    return {"决算.xlsx": xlsx([["项目名称：", FIRST], ["科目", *plans, "实际支出"], *rows])}


LISTED = {"applications": {ONE: ("T7", 500000), TWO: ("T1", 400000)}}


def listed(*heads: str, one: Row, two: Row, title: str = "申报汇总表") -> dict[str, bytes]:
    return {"申报汇总.xlsx": xlsx([[title], ["单位", "项目名称", "品牌主题", *heads],
                               ["临床", FIRST, "志愿服务类", *one], ["护理", SECOND, "思想教育类", *two]])}  # fmt: skip


def form(*more: Row, title: str = "申报表") -> dict[str, bytes]:
    return {
        "申报表.xlsx": xlsx(
            [
                [title],
                ["项目名称", FIRST, "申报单位", "临床医学院"],
                ["品牌主题", "志愿服务类"],
                *more,
            ]
        )
    }


ASKED = {"applications": {ONE: ("T7", 500000)}}
ITEM = "思想政治建设"


def flags(*rows: Row, heads: Row = ["一级指标", "分值", "自评分", "核评分"]) -> dict[str, bytes]:  # noqa: B006
    return {"五四红旗考核表.xlsx": xlsx([["五四红旗团委考核表"], ["单位：护理学院"], heads, *rows])}


def points(**parts: Any) -> dict[str, Any]:
    whole: dict[Any, Any] = {("C02", ITEM): 22}
    return {
        "red_flag_items": whole
        | {("C02", f"{ITEM}·{name}"): value for name, value in parts.items()}
    }


TICKED: Rows = [
    ["现场答辩评分表"],
    ["项目名称：", FIRST, None, "评委编号：", 1],
    ["评分项", "优", "良", "中"],
]
GRADES = "marks.grades-ticked"
NAMES = ("思想性", "创新性", "效果", "参与度")
HEADS = ["序号", "提交答卷时间", "所用时间", "来自IP"]


def ballots(
    asked: str, *votes: Row, options: tuple[str, ...] = (FIRST, SECOND)
) -> dict[str, bytes]:
    heads = [asked.format(option) for option in options]
    rows = [
        [n, f"2017/5/{n} 10:00:00", "30秒", f"192.0.2.{n}", *vote]
        for n, vote in enumerate(votes, 1)
    ]
    return {"网络投票（微信）.xlsx": xlsx([[*HEADS, *heads], *rows])}


VOTED = {"votes": {(ONE, "微信"): 2, (TWO, "微信"): 2}, "vote_counts": [(None, 3, 3, 0)]}
CASES = (
    *(told(f"a plan of a form, {heads[0]} and {heads[-1]}", plan(heads, ["2017年4月", "启动", "100"]), PLANNED)
      for heads in (["时间", "内容", "预计人数"], ["阶段", "主要任务", "预期成果"], ["序号", "日期", "工作内容"])),
    told("a table of money beside a plan is no plan", plan(["时间", "内容", "所需费用"], ["2017年4月", "启动", "100"]), PLANNED,
         "sheet.header-unclear@C1"),
    *(told(f"sources that are ours, {one}", sources(one, two), PLANNED) for one, two in (("校团委", "校团委"), ("学校支持", None))),
    *(told(f"a line that others pay, {other}", sources("校团委", "校团委", other, total=total), PLANNED, "line.void@D7")
      for other, total in (("学院自筹", 5800), ("企业赞助", 5000), ("校团委50%、自筹50%", 5800))),
    told("a wrong sum beside sources", sources("校团委", "校团委", "自筹", total=5700), PLANNED,
         "line.void@D7", "total.does-not-add-up@C8"),
    told("类型 of activities", activities("类型", "线下", "线上"), HELD),
    told("类型 with materials", activities("类型", "照片", "视频"), HELD | {"materials": {"photo": None, "video": None}}, "material.count-missing@D3", "material.count-missing@D4"),
    told("类型 and 数量", activities("类型", "照片", "线上", more=(["数量"], [3], [2])),
         HELD | {"materials": {"photo": 3}}, "material.kind-unknown@D4"),
    *(told(f"经费预算 beside {asked}", listed("经费预算（元）", asked, one=[7000, 5000], two=[4000, 4000]), LISTED)
      for asked in ("申请经费（元）", "拟申请金额（元）")),
    told("经费预算 alone", listed("经费预算（元）", one=[5000], two=[4000]), LISTED),
    told("申请经费 beside 申请金额", listed("申请经费", "申请金额", one=[5000, 5000], two=[4000, 4000]),
         {"applications": {ONE: ("T7", None), TWO: ("T1", None)}}, "column.repeated@D2", "column.repeated@E2"),
    *(told(f"经费预算 {how} 申请经费 on a form", form(*rows), ASKED)
      for how, rows in (("before", (["经费预算", "8000元"], ["申请经费", "5000元"])),
                        ("behind", (["申请经费", "5000元"], ["经费预算", "0.8万元"])))),
    told("经费预算 below what is asked for", form(["申请经费", "5000元"], ["经费预算", "3000元"]),
         {"applications": {ONE: ("T7", None)}}, "label.disputed@B4", "label.disputed@B5"),
    *(told(f"{title} over a list", listed("申请经费", one=[5000], two=[4000], title=title), LISTED) for title in ("下一步工作", "下阶段工作安排")),
    told("下一步工作 over a form", form(["申请经费", "5000"], title="下一步工作"), ASKED),
    told("下年度 over a list", listed("申请经费", one=[5000], two=[4000], title="下年度申报项目"), {"applications": {}},
         "section.not-counted@A1"),
    told("小计 beside an item", flags([ITEM, "小计", 25, 24, 22], [None, "主题团日", 15, 14, 13], [None, "学习", 10, 10, 9],
         heads=["一级指标", "二级指标", "分值", "自评分", "核评分"]), points(主题团日=13, 学习=9)),
    told("parts listed below an item", flags([f"一、{ITEM}", 25, 24, 22], ["1.主题团日", 15, 14, 13], ["2.学习", 10, 10, 9],
         ["合计", 25, 24, 22]), points(**{"1.主题团日": 13, "2.学习": 9})),
    told("an item listed below another of the rules", flags([f"一、{ITEM}", 25, 24, 22], ["1.组织建设", 25, 24, 20]),
         {"red_flag_items": {("C02", ITEM): 22, ("C02", "组织建设"): 20}}),
    told("grades ticked on a form", {"现场答辩.xlsx": xlsx([*TICKED, *([name, "√"] for name in NAMES)])}, {"marks": {}}, f"{GRADES}@B3"),
    told("grades ticked below each criterion", {"现场答辩.xlsx": xlsx([["评委1"], ["项目名称", "思想性", None, "创新性"],
         [None, "优", "良", "优", "良"], [FIRST, "√", None, None, "√"]])}, {"marks": {}}, f"{GRADES}@B3"),
    told("grades ticked for each project", {"现场答辩.xlsx": xlsx([["项目名称", "优秀", "良好"], [FIRST, "√"], [SECOND, None, "√"]])},
         {"marks": {}}, f"{GRADES}@B1"),
    told("grades beside marks", {"现场答辩.xlsx": xlsx([*TICKED[:2], ["评分项", "优", "良", "得分"],
         *([name, "√", None, points] for name, points in zip(NAMES, (30, 31, 20, 5), strict=True))])},
         {"marks": {(ONE, "J1", name): points for name, points in zip(NAMES, (30, 31, 20, 5), strict=True)}}),
    *(told(f"options as columns, {asked[-4:]}", ballots(asked, [1, 0], [0, 1], [1, 1]), VOTED)
      for asked in ("1、请投票选出您支持的项目（{}）", "1、请投票选出您支持的项目:{}", "1、请投票选出您支持的项目—{}")),
    told("options as columns, ticked", ballots("1、请投票（{}）", ["√", None], [None, "√"], ["√", "√"]), VOTED),
    told("an option that nobody knows", ballots("1、请投票（{}）", [1, 0, 0], [0, 1, 0], [1, 1, 0], [0, 0, 1], options=(FIRST, SECOND, "天使之异")),
         VOTED | {"vote_counts": [(None, 4, 3, 1)]}, "project.unknown@G5"),
    told("options with an order", ballots("1、请投票（{}）", [1, 2], [2, 1], [1, 2]), {"votes": {}}, "votes.question-unknown@"),
    *(told(f"who came, {' and '.join(heads)}", came(*heads), HELD) for heads in (["实际参加人数"], ["实到人数"], ["总人次"], ["计划人数", "实际参与人数"],
      ["参与人数", "实到人数"], ["人数", "总人次"])),
    told("人次 twice", came("参与人次", "总人次"), UNTOLD, "column.repeated@C2", "column.repeated@D2"),
    *(told(f"{' and '.join(heads)} of a settlement", settled(*heads), SETTLED) for heads in (["批复预算（元）"], ["年初预算", "调整后预算"], ["预算", "调整后预算"])),
    told("two budgets of a settlement", settled("预算", "核定预算"), SETTLED, "column.repeated@B2", "column.repeated@C2"),
    *(told(f"{label} below a settlement", settled("预算", more=[[label, "同意"]]), SETTLED) for label in ("学院意见", "校团委意见（盖章）")),
    told("a category with words for money", settled("预算", more=[["宣传", "同意"]]),
         {"settlements": SETTLED["settlements"] | {"宣传": ("blank", None)}}, "money.unreadable@B5"),
    *(told(f"{heads[1]} of a Red Flag form", flags([ITEM, 25, 24, 22], heads=["一级指标", "分值", *heads]), points())
      for heads in (["学院自评", "校团委核评"], ["自评分数", "核评分数"])),
)  # fmt: skip
