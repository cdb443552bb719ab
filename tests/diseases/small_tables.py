"""Small tables of statistics below the lines, and lines that stand below their sum all the same."""

from __future__ import annotations

from typing import Any

from diseases.making import ONE, TWO, Disease, xlsx
from papers import FIRST, SECOND

OF = ["项目名称：", SECOND]
HEAD = ["序号", "科目", "用途", "金额（元）", "日期", "票据号"]
SPENT = [("2017-04-03", 1000), ("2017-04-04", 2000)]
HELD = [("2017-04-03", "甲", 20), ("2017-05-03", "乙", 30)]
PAID = [("BX1", 10000), ("BX2", 7000)]
SETTLED = {"材料费": ("stated", 20000)}
ASKED = {ONE: ("T7", 500000), TWO: ("T1", 400000)}


def spent(*rows: Any) -> dict[str, bytes]:
    """Return a ledger of two lines, 30 yuan together, with rows below their sum."""
    lines = [[1, "材料费", "盒", 10, "2017.4.3", "1"], [2, "宣传费", "报", 20, "2017.4.4", "2"]]
    return {"决算.xlsx": xlsx([OF, HEAD, *lines, ["合计", None, None, 30], *rows])}


def held(*rows: Any, total: int = 50) -> dict[str, bytes]:
    """Return a register of two activities with rows below their sum."""
    lines = [[1, "甲", 20, "2017.4.3"], [2, "乙", 30, "2017.5.3"], ["合计", None, total]]
    return {"活动.xlsx": xlsx([OF, ["序号", "活动名称", "参与人次", "日期"], *lines, *rows])}


def paid(*rows: Any) -> dict[str, bytes]:
    """Return two payments with rows below them."""
    lines = [["BX1", "盒", 100, "2017-04-01"], ["BX2", "报", 70, "2017-05-01"]]
    return {"财务.xlsx": xlsx([["报销单号", "摘要", "入账金额（元）", "入账日期"], *lines, *rows])}


def settled(*rows: Any) -> dict[str, bytes]:
    """Return a settlement of one category with rows below its sum."""
    lines = [["材料费", 300, 200], ["合计", 300, 200]]
    return {"决算表.xlsx": xlsx([OF, ["科目", "预算", "实际"], *lines, *rows])}


def asked(*rows: Any) -> dict[str, bytes]:
    """Return a list of two applications with rows below their sum."""
    lines = [
        ["临床", FIRST, "志愿服务类", 5000],
        ["护理", SECOND, "思想教育类", 4000],
        ["合计", None, None, 9000],
    ]
    return {
        "申报汇总.xlsx": xlsx(
            [["申报单位", "项目名称", "品牌主题", "申请经费（元）"], *lines, *rows]
        )
    }


LEDGER = ["日期", "科目", "金额（元）", "票据号"]
LINES = (["2017.4.3", "材料费", 10, "1"], ["2017.4.4", "宣传费", 20, "2"])
ASKING = ["项目名称", "品牌主题", "申请经费（元）"]
HOLDING = ["日期", "活动名称", "参与人次"]


def grouped(first: str, second: str, last: list[Any]) -> dict[str, bytes]:
    """Return a ledger of two groups, each with its header and sum, and a row below both."""
    one, two = LINES
    rows = [
        OF,
        [first],
        LEDGER,
        one,
        ["小计", None, 10],
        [second],
        LEDGER,
        two,
        ["小计", None, 20],
        last,
    ]
    return {"决算.xlsx": xlsx(rows)}


def merged(
    head: list[str], *rows: list[Any], areas: tuple[str, ...] = ("A3:A5",)
) -> dict[str, bytes]:
    """Return a register of activities with cells merged downwards."""

    def touch(sheet: Any) -> None:
        for area in areas:
            sheet.merge_cells(area)

    return {"活动.xlsx": xlsx([OF, head, *rows], touch)}


def titled(
    title: str, head: str = "参与人数", more: str = "备注", said: Any = None
) -> dict[str, bytes]:
    return {
        "活动.xlsx": xlsx(
            [[title], OF, ["时间", "活动名称", head, more], ["2017.4.3", "认药", 20, said]]
        )
    }


SESSIONS = [("2017-05-04", "课堂", 40), ("2017-05-11", "课堂", 42), ("2017-05-18", "课堂", 38)]
DAYS = ("2017.5.4", "2017.5.11", "2017.5.18")
WHERE, GIVING = (
    ["活动名称", "日期", "地点", "参与人次"],
    ["活动名称", "日期", "参与人次", "材料类型", "数量"],
)
BY_CATEGORY = ([None, "材料费", None, 10], [None, "宣传费", None, 20])
APART = "another table, or lines that say nothing only lines do"
CASES = (
    # Figures that come to the lines once more are no lines.
    *(Disease(f"spending by category below a sum, {n}", "told once more", spent(*rows), (), {"ledger": SPENT})
      for n, rows in enumerate((
          ([], ["科目汇总"], ["序号", "科目", None, "金额（元）"], [1, "材料费", None, 10], [2, "宣传费", None, 20], ["合计", None, None, 30]),
          ([], ["按科目汇总："], *BY_CATEGORY, ["合计", None, None, 30]), ([], ["附：各科目支出合计"], *BY_CATEGORY),
          ([], ["分类小计"], *BY_CATEGORY), ([], *BY_CATEGORY), BY_CATEGORY,
          ([], [None, "材料费", "33%", 10], [None, "宣传费", "67%", 20]),
          (["其中：材料费", None, None, 10], ["宣传费", None, None, 20]), (["其中：", "材料费", None, 10], [None, "宣传费", None, 20]),
          ([], ["科目", "金额（元）", "占比"], ["材料费", 10, "33%"], ["宣传费", 20, "67%"]),
          (["科目", "金额（元）", "占比"], ["材料费", "10元", "33%"], ["宣传费", "20元", "67%"], ["合计", 30, "100%"]),
          (["材料费小计", None, None, 10], ["宣传费小计", None, None, 20]),
          ([], ["科目汇总"], *BY_CATEGORY, [], ["按月统计"], ["4月", None, None, 30]),
          ([], ["经费来源"], [None, "校团委支持", None, 3000], [None, "学院配套", None, 500]),
          (["支持经费", None, None, 5000], ["结余", None, None, 4970])))),
    *(Disease(f"people by unit or month below a sum, {n}", "counted once more", held(*rows), (), {"activities": HELD})
      for n, rows in enumerate((
          ([], ["各单位参与情况"], [None, "药学院", 35], [None, "护理学院", 15]),
          ([], ["按月统计"], [None, "4月", 20], [None, "5月", 30]), ([], ["按月统计"], ["4月", None, 20], ["5月", None, 30]),
          ([], ["月份", "场次", "人次"], ["4月", 1, 20], ["5月", 1, "30人次"])))),
    *(Disease(f"payments by project below them, {n}", "told once more", paid(*rows), (), {"finance": PAID})
      for n, rows in enumerate((
          ([], ["分项目汇总"], [FIRST, None, 100], [SECOND, None, 70]),
          (["合计", None, 170], [FIRST, None, 100], [SECOND, None, 70]),
          (["合计", None, 170], [], ["月份", "笔数", "金额"], ["4月", 1, 100], ["5月", 1, 70])))),
    *(Disease(f"sources of money below a settlement, {n}", "no categories", settled(*rows), (), {"settlements": SETTLED})
      for n, rows in enumerate((
          (["经费来源"], ["校团委", 300, 300], ["学院", 0, 0]),
          (["经费来源"], ["校团委", 300, 300], ["学院", 0, 0], ["合计", 300, 300]),
          (["经费来源", "金额"], ["校团委", 300], ["学院", 0]), ([], ["支持经费", 5000], ["剩余", 4800])))),
    *(Disease(f"applications by theme or unit below a list, {n}", "no applications", asked(*rows), (), {"applications": ASKED})
      for n, rows in enumerate((
          ([], ["学院", "申报数", "经费（元）"], ["临床医学院", 1, 5000], ["护理学院", 1, 4000]),
          (["主题", "项目数", "经费合计（元）"], ["志愿服务类", 1, 5000], ["思想教育类", 1, 4000]),
          ([], ["按主题统计"], ["志愿服务类", "1项", None, 5000], ["思想教育类", "1项", None, 4000]),
          ([], ["按主题统计"], [None, None, "志愿服务类", 5000], [None, None, "思想教育类", 4000])))),
    # What comes to another sum is told once, and is no line either.
    Disease("other sums by category", APART, spent([], ["科目汇总"], [None, "材料费", None, 10], [None, "宣传费", None, 25]),
            ("table.apart@B8",), {"ledger": SPENT}),
    Disease("a line without day below a sum", APART, spent([], [None, "劳务费", "搬运", 30]), ("table.apart@B7",), {"ledger": SPENT}),
    Disease("an activity without day below a sum", APART, held([3, "丙", 20]), ("table.apart@B6",), {"activities": HELD}),
    Disease("a category below the sum and a gap", APART, settled([], ["劳务费", 20, 10]), ("table.apart@A6",), {"settlements": SETTLED}),
    Disease("other numbers by theme", APART, asked(["主题", "项目数", "经费合计（元）"], ["志愿服务类", 1, 4500], ["思想教育类", 2, 4400]),
            ("table.apart@A5",), {"applications": ASKED}),
    # Lines, whatever stands above them.
    *(Disease(f"a line below a sum, {n}", "with day or number", spent(*rows), (), {"ledger": [*SPENT, ("2017-04-06", 3000)]})
      for n, rows in enumerate((([], [3, "劳务费", "搬运", 30, "2017.4.6", "3"]), (["补充："], [3, "劳务费", "搬运", 30, "2017.4.6"]),
                                ([3, "劳务费", "搬运", 30, "2017.4.6", "3"], ["合计", None, None, 60])))),
    Disease("a category right below the sum", "nothing parts it", settled(["劳务费", 20, 10]), (),
            {"settlements": SETTLED | {"劳务费": ("stated", 1000)}}),
    Disease("an application below the sum", "with its theme", asked(["护理", "新项目", "校园文化类", 3000]), (),
            {"applications": {ONE: ("T7", 500000), TWO: ("T1", 400000), "2017-C02-2": ("T5", 300000)}}),
    Disease("activities without a sum, one undated", "no title says that they are told again",
            {"活动.xlsx": xlsx([OF, ["序号", "活动名称", "参与人次", "日期"], [1, "甲", 20, "2017.4.3"], [], [2, "乙", 20]])}, (),
            {"activities": [("2017-04-03", "甲", 20), (None, "乙", 20)]}),
    *(Disease(f"a sum under two names, {name}", "both are compared", spent(*rows), (f"total.does-not-add-up@{at}",), {"ledger": SPENT})
      for name, rows, at in (("支出合计", (["支出合计", None, None, 31],), "D6"),
                             ("大写", (["合计（大写）", None, None, "叁拾壹元整"], [], ["科目汇总"], *BY_CATEGORY), "D6"))),
    # A sum below several like tables may be that of all.
    *(Disease(f"a sum of all groups with headers of their own, {first}", "小计 of each, 总计 of all",
              grouped(first, second, ["总计", None, 30]), (), {"ledger": SPENT})
      for first, second in (("一、材料费", "二、宣传费"), ("材料费", "宣传费"))),
    Disease("a wrong sum of all groups", "31 for 30", grouped("一、材料费", "二、宣传费", ["总计", None, 31]),
            ("total.does-not-add-up@C10",), {"ledger": SPENT}),
    Disease("a sum of all colleges' applications", "全校总计 below the last", {"申报汇总.xlsx": xlsx([
            ["2017年申报汇总表"], ["临床医学院"], ASKING, [FIRST, "志愿服务类", 5000], ["小计", None, 5000],
            ["护理学院"], ASKING, [SECOND, "思想教育类", 4000], ["小计", None, 4000], ["全校总计", None, 9000]])}, (),
            {"applications": ASKED}),
    Disease("a sum of all halves of a year", "全年合计 below the second", {"活动.xlsx": xlsx([
            OF, ["一、上半年"], HOLDING, ["2017.4.3", "甲", 20], ["小计", None, 20],
            ["二、下半年"], HOLDING, ["2017.5.3", "乙", 30], ["小计", None, 30], ["全年合计", None, 50]])}, (), {"activities": HELD}),
    # One name over several sessions.
    Disease("a name merged over several sessions", "each with day and people", merged(WHERE, *(
            [name, day, "A", people] for name, day, people in zip(("课堂", None, None), DAYS, (40, 42, 38), strict=True)),
            ["合计", None, None, 120]), (), {"activities": SESSIONS}),
    Disease("a wrong sum of sessions", "121 for 120", merged(WHERE, *(
            [name, day, "A", people] for name, day, people in zip(("课堂", None, None), DAYS, (40, 42, 38), strict=True)),
            ["合计", None, None, 121]), ("total.does-not-add-up@D6",), {"activities": SESSIONS}),
    Disease("name and people merged over several days", "one activity of 40 people", merged(WHERE, *(
            [name, day, "A", people] for name, day, people in zip(("课堂", None, None), DAYS, (40, None, None), strict=True)),
            areas=("A3:A5", "D3:D5")), (), {"activities": SESSIONS[:1]}),
    *(Disease(f"a name merged over its materials, {day}", "one activity", merged(GIVING, ["课堂", DAYS[0], 40, "照片", 3],
              [None, day, None, "新闻稿", 1], [None, day, None, "视频", 1]), (),
              {"activities": SESSIONS[:1], "materials": {"photo": 3, "news": 1, "video": 1}}) for day in (None, "2017.5.6")),
    Disease("a name merged over sessions with materials", "three activities", merged(GIVING, *(
            [name, day, people, "照片", 1] for name, day, people in zip(("课堂", None, None), DAYS, (40, 42, 38), strict=True))), (),
            {"activities": SESSIONS, "materials": {"photo": 3}}),
    # What is arranged is not held yet.
    *(Disease(f"activities below {title}", "a plan", titled(title), ("section.not-counted@A1",), {"activities": []})
      for title in (f"“{SECOND}”活动安排", f"{SECOND}活动安排表", "活动方案", "2017年活动日程表", "活动预告", "实施方案", "工作安排", "活动实施计划",
                    "预期活动")),
    *(Disease(f"activities below {title}", "held", titled(title), (), {"activities": [("2017-04-03", "认药", 20)]})
      for title in ("活动安排及完成情况", "活动安排落实情况", "活动开展情况", "“活动方案”设计大赛", "活动记录")),
    Disease("an arrangement that says what was held", "是否举办", titled("活动安排表", more="是否举办", said="是"), (),
            {"activities": [("2017-04-03", "认药", 20)]}),
)  # fmt: skip
