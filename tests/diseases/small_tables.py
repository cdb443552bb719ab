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
)  # fmt: skip
