"""What people write among the lines and is none: sums, income, full marks, unused ballots."""

from __future__ import annotations

from typing import Any

from diseases.making import (
    BOARD,
    CRITERIA,
    LEDGER,
    ONE,
    SETTLEMENT,
    TWO,
    Disease,
    lines,
    marks,
    stated,
    xlsx,
)  # fmt: skip
from papers import APPLICATIONS, FIRST, SECOND

SPENT = lines()


def below(*rows: Any) -> dict[str, bytes]:
    """Return the ledger of three lines, 600 yuan together, with rows below them."""
    return {"决算.xlsx": xlsx([*LEDGER, *rows])}


def judged(
    *rows: Any, title: str = "现场答辩评分表", label: Any = "评委编号：2"
) -> dict[str, bytes]:
    """Return one judge's list of a project, with rows below its header."""
    return {"a.xlsx": xlsx([[title], [label], ["序号", "项目名称", *CRITERIA], *rows,
                            [1, FIRST, *MARKS.values()]])}  # fmt: skip


def summed(*heads: str, values: Any) -> dict[str, bytes]:
    """Return one judge's list of a project with these headers."""
    return {
        "a.xlsx": xlsx(
            [["现场答辩评分表"], ["评委编号：2"], ["项目名称", *heads], [FIRST, *values]]
        )
    }


def budget(total: int) -> dict[str, bytes]:
    """Return a form whose budget stands in two groups side by side, its 合计 merged over the first."""
    rows = [["项目名称", FIRST, "申报单位", "临床医学院"], ["品牌主题", "志愿服务类", "申请经费（元）", 3000],
            ["科目", "金额", "科目", "金额"], ["交通", 1000, "物料", 2000], ["合计", None, None, total]]  # fmt: skip
    form = xlsx(rows, lambda sheet: sheet.merge_cells("A5:C5"))
    return {"申报表.xlsx": form, "申报汇总.xlsx": xlsx([APPLICATIONS[0], *APPLICATIONS[2:]])}


def themed(theme: str) -> dict[str, bytes]:
    """Return the list of applications with another theme of the first."""
    heads, first, second = APPLICATIONS
    return {"申报汇总.xlsx": xlsx([heads, [*first[:2], theme, first[3]], second])}


def grouped(above: str, *, is_merged: bool = True) -> dict[str, bytes]:
    """Return the list of applications without 申报单位, the second project's in a row above it."""
    heads, first, second = (line[1:] for line in APPLICATIONS)
    rows = [heads, ["临床医学院"], first, [above], second]
    merged = ("A2:C2", "A4:C4") if is_merged else ("A2:C2",)
    return {"申报汇总.xlsx": xlsx(rows, lambda sheet: [sheet.merge_cells(at) for at in merged])}


def voucher(text: str) -> dict[str, bytes]:
    """Return the ledger as a text file with another number of the second voucher."""
    rows = [[str(value).replace("P2", text) for value in row] for row in LEDGER]
    return {"决算.csv": "\n".join(map(",".join, rows)).encode()}


def tally(*rows: Any) -> dict[str, bytes]:
    """Return the tally of 60 and 40 votes with rows below it."""
    return {"现场.xlsx": xlsx([["现场投票计票单"], ["序号", "项目名称", "票数"], [1, FIRST, 60], [2, SECOND, 40],
                             *rows])}  # fmt: skip


def held(state: str, people: Any) -> dict[str, bytes]:
    """Return a register of activities whose second line tells what became of it."""
    return {"活动.xlsx": xlsx([["活动登记表"], ["项目名称：", SECOND], ["日期", "活动名称", "参与人次", "举办情况"],
                             ["2017.5.4", "走进社区", 40, "已举办"], ["2017.5.5", "义诊", people, state]])}  # fmt: skip


def balanced(line: Any) -> dict[str, bytes]:
    """Return a ledger with columns of income and spending, one line of it spending, with a line more."""
    return {"决算.xlsx": xlsx([["经费支出明细表"], ["项目名称：", FIRST], ["日期", "摘要", "收入", "支出", "票据号", "余额"],
                             ["2017.4.2", "往返", None, 300, "P1", 2700], line])}  # fmt: skip


MARKS = dict(zip("思想性 创新性 效果 参与度".split(), (30, 31, 20, 5), strict=True))
SOUND = {"marks": {(ONE, "J2", name): points for name, points in MARKS.items()}}
PLANNED = {"budget_plan": {"交通": 100000, "物料": 200000}}
FLOOR = {"votes": {(ONE, "现场"): 60, (TWO, "现场"): 40}}
BALANCED = {"ledger": [("2017-04-02", 30000)]}
FULL = dict(zip(MARKS, (35, 35, 25, 5), strict=True))
CROSSED = {"marks": {(ONE, judge, name): n for judge in ("J2", "J3") for name, n in MARKS.items()}}


def form_of(word: str, *values: Any) -> dict[str, bytes]:
    """Return one judge's form of a project with a further column."""
    heads = [["现场答辩评分表"], ["评委编号：2"], ["项目名称：", FIRST], ["评分项", "得分", word]]
    return {
        "a.xlsx": xlsx(
            [*heads, *([*line, value] for line, value in zip(MARKS.items(), values, strict=True))]
        )
    }


def crossed(*heads: Any) -> dict[str, bytes]:
    """Return the marks of two judges below these rows of heads."""
    rows = [["现场答辩评分表"], ["项目名称：", FIRST], *heads]
    return {"a.xlsx": xlsx([*rows, *([name, FULL[name], n, n] for name, n in MARKS.items())])}


CASES = (
    *(Disease(f"a row of {word}", "full marks or weights below the header", judged(row), (), SOUND)
      for word, row in (("满分", [None, "满分", 35, 35, 25, 5]), ("分值", ["分值", None, 35, 35, 25, 5]),
                        ("权重", [None, "权 重（%）", 35, 35, 25, 5]))),
    Disease("full marks where a mark would stand", "a line of marks without a project",
            judged([2, None, "满分", 35, 25, 5]), ("project.name-missing@A4",), SOUND),
    Disease("a project that speaks of full marks", "满分行动 is a name, and nobody's",
            judged([2, "满分行动", 30, 31, 20, 5]), ("project.unknown@B4",), SOUND),
    Disease("full marks of a Red Flag summary", "满分 where a unit would stand",
            {"汇总.xlsx": xlsx([["申报单位", "思想政治建设", "组织建设"], ["满分", 25, 25], ["护理学院", 23, 24]])}, (),
            {"red_flag_items": {("C02", "思想政治建设"): 23, ("C02", "组织建设"): 24}}),
    *(Disease(f"a sum of marks called {word}", "the last column, behind all criteria",
              summed(*CRITERIA, word, values=(*MARKS.values(), 86)), (), SOUND)
      for word in ("得分", "评分", "得分（100分）")),
    Disease("a wrong sum of marks called 得分", "85 for 86", summed(*CRITERIA, "得分", "备注", values=(*MARKS.values(), 85)),
            ("total.does-not-add-up@F4",), SOUND),
    Disease("得分 behind some criteria only", "it may be the fourth",
            summed(*CRITERIA[:3], "得分", values=(30, 31, 20, 5)), ("marks.criterion-unknown@E3",),
            {"marks": {key: points for key, points in SOUND["marks"].items() if key[2] != "参与度"}}),
    Disease("得分 before the criteria", "what it is cannot be told",
            summed("得分", *CRITERIA, values=(86, *MARKS.values())), ("marks.criterion-unknown@B3",), SOUND),
    Disease("a sum behind the criteria of a cross", "得分, 85 for 86", {"a.xlsx": xlsx([
            ["现场答辩"], ["项目名称：", FIRST], ["评委", *CRITERIA, "得分"], ["评委2", *MARKS.values(), 85]])},
            ("total.does-not-add-up@F4",), SOUND),
    Disease("two tallies without a blank column between", "项目 and 票数 twice; it is not said to be blank",
            {"现场.xlsx": xlsx([["现场投票统计"], ["项目", "票数", "项目", "票数"], [FIRST, 60, SECOND, 40]])},
            ("column.repeated@A2", "column.repeated@B2", "column.repeated@C2", "column.repeated@D2", "row.unread@B3"),
            {"votes": {}}),
    Disease("two columns a judge", "初评 and 复评 below each judge's number", {"a.xlsx": xlsx([
            ["现场答辩"], ["项目名称", "评委1", None, "评委2"], [None, "初评", "复评", "初评", "复评"],
            [FIRST, 90, 91, 92, 93]], lambda s: [s.merge_cells(at) for at in ("B2:C2", "D2:E2")])},
            ("column.spread@B2", "column.spread@D2"), {"marks": {}}),
    Disease("合计 merged over the first group of a budget", "two groups side by side", budget(3000), (), PLANNED),
    Disease("a wrong sum of two groups", "3100 for 3000, 合计 merged over the first group", budget(3100),
            ("total.does-not-add-up@D5",), PLANNED),
    Disease("合计 merged over the amount", "the sum stands behind it", {"决算.xlsx": xlsx(
            [*LEDGER, ["合计", None, None, "陆佰元整"]], lambda sheet: sheet.merge_cells("A7:C7"))}, (), SPENT),
    *(Disease(f"a judge in brackets behind the title {title[7:]}", "as good as a label", judged(title=title, label=None),
              (), SOUND)
      for title in ("现场答辩评分表（评委2）", "现场答辩评分表(2号评委)", "现场答辩评分表（评委2 示例乙）")),
    Disease("a title that names another judge", "（评委3） over 评委编号：2", judged(title="现场答辩评分表（评委3）"),
            ("judge.contradicted@A2",), {"marks": {}}),
    Disease("a title with two judges", "（评委2）（评委3）", judged(title="现场答辩评分表（评委2）（评委3）", label=None),
            ("judge.contradicted@A1",), {"marks": {}}),
    Disease("a title that counts judges", "（评委2人） is no number of a judge",
            judged(title="现场答辩评分表（评委2人）", label=None), ("judge.not-stated@",), {"marks": {}}),
    *(Disease(f"a theme {theme}", "其他 with what it is", themed(theme), (), {"applications": {ONE: ("T9", 500000), TWO: ("T1", 400000)}})
      for theme in ("其他创建主题（红十字）", "其他(红十字)", "其它：红十字", "□思想教育类 ☑其他创建主题（红十字）")),
    *(Disease(f"a theme {theme}", "another theme in brackets, or no 其他", themed(theme), ("theme.unknown@C2",),
              {"applications": {ONE: (None, 500000), TWO: ("T1", 400000)}})
      for theme in ("其他创建主题（志愿服务类）", "志愿服务类（红十字）", "其他活动（红十字）")),
    *(Disease(f"a college above its projects, {above}", "in a row of a list without that column", grouped(above), (),
              {"applications": {ONE: ("T7", 500000), TWO: ("T1", 400000)}})
      for above in ("护理学院", "护理学院（1项）", "护理（共1项）", "护理学院（一个项目）", "二、护理学院（1项）")),
    Disease("a college with its count above its projects", "in one cell that is not merged",
            grouped("护理学院（1项）", is_merged=False), (),
            {"applications": {ONE: ("T7", 500000), TWO: ("T1", 400000)}}),
    Disease("a row that is like a college", "the row is told, not only the lines below it", grouped("护理学苑（1项）"),
            ("college.unknown@A4",), {"applications": {ONE: ("T7", 500000)}}),
    Disease("a row that is no college", "第二组 says nothing of a unit", grouped("第二组"), ("college.missing@A5",),
            {"applications": {ONE: ("T7", 500000)}}),
    *(Disease(f"a project behind its college, {name}", "both in one cell", {"现场.xlsx": xlsx([
            ["现场投票计票单"], ["项目名称", "票数"], [name, 40]])}, (), {"votes": {(TWO, "现场"): 40}})
      for name in ("护理学院“天使之翼”", "护理—天使之翼", "护理学院 《天使之翼》", "护理学院团委：天使之翼")),
    *(Disease(f"a project behind another college, {name}", "no such project of that unit", {"现场.xlsx": xlsx([
            ["现场投票计票单"], ["项目名称", "票数"], [name, 40]])}, ("project.unknown@A3",), {"votes": {}})
      for name in ("临床医学院“天使之翼”", "药学院“天使之翼”", "护理学院天使之翼")),
    *(Disease(f"a number shortened to {text}", "an exponent for the last digits", voucher(text), (f"cell.{code}@E5",), SPENT)
      for text, code in (("1.23457E+12", "shortened"), ("1E+14", "shortened"), ("1.23457E+15", "too-many-digits"))),
    Disease("material in columns of its own", "新闻 and 照片数 beside activities", {"活动.xlsx": xlsx([
            ["活动登记表"], ["项目名称：", SECOND], ["日期", "活动名称", "参与人次", "新闻", "照片数（张）", "届数"],
            ["2017.5.4", "走进社区", 40, 1, 6, 3]])},
            ("column.numbers-unread@D3", "column.numbers-unread@E3", "column.unmapped@F3"),
            {"activities": [("2017-05-04", "走进社区", 40)], "materials": {}}),
    Disease("a tally of nothing but a total", "合计 of no lines", {"现场.xlsx": xlsx([
            ["现场投票计票单"], ["项目名称", "票数"], ["弃权", 5], ["合计", 5]])}, ("sheet.unfilled@", "total.does-not-add-up@B4"),
            {"votes": {}}),
    Disease("ballots for nobody", "弃权 and 无效 are no projects", tally([3, "弃权", 5], [4, "无效", 3]), (),
            FLOOR | {"vote_counts": [(None, None, None, 3)]}),
    Disease("a total with the votes for nobody", "60 + 40 + 5 + 3",
            tally([None, "弃权", 5], [None, "无效", 3], ["合计", None, 108]), (), FLOOR),
    Disease("a wrong total with votes for nobody", "109 for 108",
            tally([None, "弃权", 5], [None, "无效", 3], ["合计", None, 109]), ("total.does-not-add-up@C7",), FLOOR),
    *(Disease(f"a sum called {word}", "where the day of a line stands", below([word, None, 600]), (), SPENT)
      for word in ("累计", "累 计", "合计金额", "总 额", "实际支出")),
    *(Disease(f"a wrong sum called {word}", "where the day of a line stands", below([word, None, 650]),
              ("total.does-not-add-up@C7",), SPENT)
      for word in ("累计", "合计金额", "总 额", "实际支出")),
    Disease("a sum without a day, where the purpose stands", "全部支出", below([None, None, 600, "全部支出"]), (),
            SPENT),
    Disease("spending of a day that is called 实际支出", "a line, as it bears a day",
            below(["2017.4.4", "交通", 100, "实际支出"]), (),
            lines(*SPENT["ledger"], ("2017-04-04", 10000))),
    Disease("income among the spending", "收入 is no line and no sum", below(["收入", None, 5000, "拨款"]), (), SPENT),
    Disease("sums of months and of all so far", "本月合计 and 累计 in turn", {"决算.xlsx": xlsx([
            *LEDGER[:5], ["本月合计", None, 300], ["累计", None, 300], LEDGER[5], ["本月合计", None, 300],
            ["累计", None, 600]])}, (), SPENT),
    Disease("a settlement without a plan", "差额 of nothing that stands there", {"决算表.xlsx": xlsx([
            *SETTLEMENT[:3], ["科目", "实际（元）", "差额（元）"], ["交通", 400, -100], ["物料", 200, 300], ["合计", 600, 200]])},
            (), stated()),
    *(Disease(f"what was spent in words, {text}", "beside 实际支出合计（大写）, below 预算", {"决算表.xlsx": xlsx([
            *SETTLEMENT[:7], ["实际支出合计（大写）", text]])}, faults, stated())
      for text, faults in (("陆佰元整", ()), ("捌佰元整", ("total.does-not-add-up@B8",)))),
    *(Disease(f"nobody at an activity {state}, {people}", "as good as a blank box", held(state, people), (),
              {"activities": [("2017-05-04", "走进社区", 40)]})
      for state in ("取消", "延期") for people in ("—", "/", "无")),
    Disease("people at an activity called off", "30 against 取消", held("取消", 30), ("activity.not-held@C5",),
            {"activities": [("2017-05-04", "走进社区", 40)]}),
    Disease("nobody at an activity held", "— is a blank", held("已举办", "—"), (),
            {"activities": [("2017-05-04", "走进社区", 40), ("2017-05-05", "义诊", None)]}),
    *(Disease(f"a sum with its count, {text}", "no project", {"申报汇总.xlsx": xlsx([*APPLICATIONS, [text, None, None, 9000]])}, (),
              {"applications": {ONE: ("T7", 500000), TWO: ("T1", 400000)}})
      for text in ("合计1项", "合计：2项", "共2项", "合计二项", "共计2个项目")),
    *(Disease(f"income in a column of its own, {word}", "no spending", balanced([day, word, 3000, spent, None, 2700]), (), BALANCED)
      for day, word, spent in (("2017.4.1", "拨入支持经费", None), (None, "经费结余", None), ("2017.4.3", "上期结余", None),
                               ("2017.4.3", "本期结余", "/"))),
    Disease("a line without its spending", "neither income nor an amount", balanced(["2017.4.3", "往返", None, None, "P2", 0]),
            (), {"ledger": [("2017-04-02", 30000), ("2017-04-03", None)]}),
    *(Disease(f"a mean called {word}", "worked out by others", {"答辩.xlsx": xlsx([
            [*row, word if n == 1 else 90.5 if n > 1 else None] for n, row in enumerate(BOARD)])}, (), marks())
      for word in ("去掉最高最低后平均", "去掉最高分最低分后的平均分", "去极值平均")),
    Disease("a header merged down from above", "序号 and 意见 over both rows of a header, 品牌信息 over two columns",
            {"申报汇总.xlsx": xlsx([
                ["申报汇总表"], ["序号", "品牌信息", None, None, None, "意见"], [None, "申报单位", "项目名称", "品牌主题", "申请经费（元）"],
                *([n, *row, "同意"] for n, row in enumerate(APPLICATIONS[1:], 1))],
                lambda s: [s.merge_cells(at) for at in ("A2:A3", "B2:E2", "F2:F3")])},
            ("column.unmapped@F2",), {"applications": {ONE: ("T7", 500000), TWO: ("T1", 400000)}}),
    *(Disease(f"a second column of marks, {word}", "numbers beside 得分 on one judge's form", form_of(word, 31, 30, 21, 4), (
            "column.numbers-unread@C4",), SOUND)
      for word in ("复评", "评分")),
    Disease("words beside the marks of a form", "评语 is no mark", form_of("评语", "好", "好", None, "好"), (), SOUND),
    Disease("full marks beside the marks of a form", "known for what they are", form_of("满分", *FULL.values()), (), SOUND),
    Disease("judges' names below their numbers in a cross", "in a row of their own", crossed(
            ["评分项", "分值", "评委2", "评委3"], [None, None, "示例乙", "示例丙"]), (), CROSSED),
    Disease("a judge's wrong name below the number in a cross", "示例丙 is the third", crossed(
            ["评分项", "分值", "评委2", "评委3"], [None, None, "示例甲", "示例丙"]), ("judge.name-differs@C4",),
            {"marks": {key: n for key, n in CROSSED["marks"].items() if key[1] == "J3"}}),
    *(Disease(f"{word} above the judges of a cross", "of the criteria, no judge", {"a.xlsx": xlsx([
            ["现场答辩"], ["项目名称：", FIRST], ["评委", *MARKS], [word, 35, 35, 25, 5], ["评委2", *MARKS.values()]])}, (), SOUND)
      for word in ("分值", "满分")),
)  # fmt: skip
