"""Headers that go on in the row below: units, and heads over the parts of what they name."""

from __future__ import annotations

from typing import Any

from diseases.making import ONE, TWO, Disease, Rows, xlsx
from papers import FIRST, SECOND

SPREAD, WRONG = "column.spread", "total.does-not-add-up"
Row = list[Any]


def laid(rows: Rows, *areas: str) -> bytes:
    def touch(sheet: Any) -> None:
        for area in areas:
            sheet.merge_cells(area)

    return xlsx(rows, touch)


def case(
    name: str,
    file: str,
    rows: Rows,
    reads: dict[str, Any],
    *areas: str,
    faults: tuple[str, ...] = (),
) -> Disease:
    return Disease(
        f"parted: {name}", "the header has two rows", {file: laid(rows, *areas)}, faults, reads
    )


LISTED = {"applications": {ONE: ("T7", 500000), TWO: ("T1", 400000)}}


def listed(below: Row, one: Any, two: Any) -> Rows:
    heads: Row = ["单位", "项目名称", "品牌主题", "负责人", None, "申请额度"]
    return [["申报汇总表"], heads, [None, None, None, "姓名", "电话", *below],
            ["临床", FIRST, "志愿服务类", "示例甲", "1", one],
            ["护理", SECOND, "思想教育类", "示例丙", "3", two]]  # fmt: skip


HELD = {"activities": [("2017-04-01", "义诊", 43), ("2017-04-08", "讲座", 120)]}
UNTOLD = {"activities": [("2017-04-01", "义诊", None), ("2017-04-08", "讲座", None)]}


def held(below: Row, one: Row, two: Row, *beside: Any) -> Rows:
    blank = [None] * (len(below) - 1)
    return [["项目名称：", FIRST], ["日期", "活动名称", "参与人数", *blank, *(beside or ("地点",))],
            [None, None, *below], ["2017.4.1", "义诊", *one], ["2017.4.8", "讲座", *two]]  # fmt: skip


SETTLED = {"settlements": {"交通": ("stated", 95000), "物料": ("stated", 305000)}}
LOST = {"settlements": {"交通": ("unread", None), "物料": ("unread", None)}}


def settled(below: Row, one: Row, two: Row, *last: Row) -> Rows:
    heads = ["科目", "预算金额", "实际支出金额", *[None] * (len(below) - 1), "票据张数"]
    return [["项目名称：", FIRST, None, "支持经费：", 4000], heads, [None, None, *below],
            ["交通", 1000, *one, 2], ["物料", 3000, *two, 4], *last]  # fmt: skip


FLAGS = {"red_flag_items": {(c, i): p for c, i, p in (
    ("C01", "思想政治建设", 20), ("C01", "组织建设", 21),
    ("C02", "思想政治建设", 22), ("C02", "组织建设", 23.5))}}  # fmt: skip


def flags(below: Row, one: Row, two: Row) -> Rows:
    blank: Row = [None] * (len(below) - 1)
    return [["五四红旗团委考核汇总表"], ["单位", "思想政治建设", *blank, "组织建设", *blank, "总分"],
            [None, *below, *below], ["临床", *one], ["护理", *two]]  # fmt: skip


PLANNED: dict[str, Any] = {
    "applications": {ONE: ("T7", 500000)}, "budget_plan": {"交通": 300000, "物料": 200000},
}  # fmt: skip


def budget(*rows: Row) -> Rows:
    top: list[Row] = [["申报表"], ["项目名称", FIRST, "申报单位", "临床医学院"]]
    return [*top, ["品牌主题", "志愿服务类", "申请经费（元）", "5000"], *rows]


CHANNELS = {"votes": {(ONE, "微信"): 30, (TWO, "微信"): 20, (ONE, "微博"): 200, (TWO, "微博"): 300}}


def polled(below: Row, one: Row, two: Row) -> Rows:
    heads: Row = ["序号", "项目名称", "微信投票", None, "微博投票", None]
    return [["网络投票统计表"], heads, [None, None, *below], [1, FIRST, *one], [2, SECOND, *two]]


TALLY: Row = ["项目名称", "得票数", None, None]
CASES = (
    *(case(f"a unit below a head, {unit}", "申报汇总.xlsx", listed([unit], one, two), LISTED, "D2:E2")
      for unit, one, two in (("（元）", 5000, 4000), ("（万元）", 0.5, 0.4), ("万元", 0.5, 0.4))),
    case("a unit below a head, all others merged", "申报汇总.xlsx", listed(["（万元）"], 0.5, 0.4), LISTED,
         "A2:A3", "B2:B3", "C2:C3", "D2:E2"),
    case("a unit that nobody can convert", "申报汇总.xlsx", listed(["（美元）"], 5000, 4000),
         {"applications": {ONE: ("T7", None), TWO: ("T1", None)}}, "D2:E2", faults=("column.other-unit@F2",)),
    *(case(f"the sum beside, {how}", "活动.xlsx", held(["教师", "学生"], [3, 40, 43], [5, 115, 120], "合计人次"), HELD, *areas)
      for how, areas in (("merged", ("C2:D2", "E2:E3")), ("not merged", ()))),
    case("the sum below", "活动.xlsx", held(["教师", "学生", "小计"], [3, 40, 43], [5, 115, 120]), HELD, "C2:E2"),
    case("another sum than that of its parts", "活动.xlsx", held(["教师", "学生", "小计"], [3, 40, 44], [5, 115, 120]),
         {"activities": [("2017-04-01", "义诊", 44), ("2017-04-08", "讲座", 120)]}, "C2:E2", faults=(f"{WRONG}@E4",)),
    case("a part with words", "活动.xlsx", held(["教师", "学生", "小计"], ["三", "若干", 43], [5, 115, 120]), HELD, "C2:E2"),
    *(case(f"parts without a sum, {how}", "活动.xlsx", held(["教师", "学生"], [3, 40], [5, 115]), UNTOLD, *areas, faults=(f"{SPREAD}@C2",))
      for how, areas in (("merged", ("C2:D2",)), ("not merged", ()))),
    case("计划 beside 实际", "活动.xlsx", held(["计划", "实际"], [50, 43], [100, 120]), HELD, "C2:D2"),
    case("words in the first line are no heads", "活动.xlsx", [["项目名称：", FIRST], ["日期", "活动名称", "参与人数", None],
         ["2017.4.1", "义诊", "不详", "见附件"]], {"activities": [("2017-04-01", "义诊", None)]},
         faults=("column.no-header@D3", "number.unreadable@C3")),
    *(case(f"小计 of what was spent, {how}", "决算.xlsx", settled(["小计", "校拨", "自筹"], [950, 900, 50], [3050, 3000, 50],
           ["合计", 4000, 4000, 3900, 100, 6]), SETTLED, *areas)
      for how, areas in (("merged", ("C2:E2",)), ("not merged", ()))),
    case("小计 that its parts do not come to", "决算.xlsx", settled(["小计", "校拨", "自筹"], [950, 900, 40], [3050, 3000, 50]),
         SETTLED, faults=(f"{WRONG}@C4",)),
    case("校拨 and 自筹 without a sum", "决算.xlsx", settled(["校拨", "自筹"], [900, 50], [3000, 50]), LOST, faults=(f"{SPREAD}@C2",)),
    case("自评 and 核评 of an item", "五四红旗汇总.xlsx", flags(["自评", "核评"], [24, 20, 23, 21, 41], [24, 22, 25, 23.5, 45.5]),
         FLAGS, "B2:C2", "D2:E2"),
    case("a wrong sum of 核评", "五四红旗汇总.xlsx", flags(["自评", "核评"], [24, 20, 23, 21, 47], [24, 22, 25, 23.5, 45.5]),
         FLAGS, faults=(f"{WRONG}@F4",)),
    case("分值, 自评 and 核评 of an item", "五四红旗汇总.xlsx", flags(["分值", "自评得分", "核评得分"], [25, 24, 20, 25, 23, 21, 41],
         [25, 24, 22, 25, 25, 23.5, 45.5]), FLAGS),
    case("another 分值 of an item", "五四红旗汇总.xlsx", flags(["分值", "自评", "核评"], [30, 24, 20, 25, 23, 21, 41],
         [25, 24, 22, 25, 25, 23.5, 45.5]), {"red_flag_items": FLAGS["red_flag_items"] | {("C01", "思想政治建设"): None}},
         faults=("red-flag.other-full-marks@B4",)),
    case("初评 and 复评 of an item", "五四红旗汇总.xlsx", flags(["初评", "复评"], [24, 20, 23, 21, 41], [24, 22, 25, 23.5, 45.5]),
         {"red_flag_items": {}}, faults=(f"{SPREAD}@B2", f"{SPREAD}@D2")),
    case("voters", "现场投票.xlsx", [["现场投票统计表"], TALLY, [None, "学生", "教师", "合计"], [FIRST, 50, 15, 65], [SECOND, 40, 10, 50]],
         {"votes": {(ONE, "现场"): 65, (TWO, "现场"): 50}}, "B2:D2"),
    *(case(f"票数 and {beside} of each channel", "网络.xlsx", polled(["票数", beside] * 2, [30, one, 200, two], [20, two, 300, one]),
           CHANNELS, "A2:A3", "B2:B3", "C2:D2", "E2:F2")
      for beside, one, two in (("排名", 1, 2), ("得票率", 0.6, 0.4), ("得分", 100, 66.7))),
    *(Disease(f"parted: options of a poll, {told!r}", "each bears its number in the poll",
              {"微信投票.xlsx": xlsx([["网络投票（微信）结果"], ["排名", "选项", "票数", "占比"],
                                  [1, told.format(1) + FIRST, 30, "60%"], [2, told.format(2) + SECOND, 20, "40%"]])},
              (), {"votes": {(ONE, "微信"): 30, (TWO, "微信"): 20}})
      for told in ("{}号 ", "{}号：", "{}、", "")),
    case("votes of two rounds of each channel", "网络.xlsx", polled(["第一轮票数", "第二轮票数"] * 2, [30, 1, 200, 2], [20, 2, 300, 1]),
         {"votes": {}}, "C2:D2", "E2:F2", faults=(f"{SPREAD}@C2", f"{SPREAD}@E2", "votes.channel-unknown@")),
    case("自评, 核评 and their difference", "五四红旗汇总.xlsx", flags(["自评", "核评", "差值"], [24, 20, 4, 23, 21, 2, 41],
         [24, 22, 2, 25, 23.5, 1.5, 45.5]), FLAGS),
    case("items below 自评得分 and 核评得分", "五四红旗汇总.xlsx", [["单位", "自评得分", None, "核评得分", None, "总分"],
         [None, "思想政治建设", "组织建设", "思想政治建设", "组织建设"], ["临床", 24, 23, 20, 21, 41], ["护理", 24, 25, 22, 23.5, 45.5]], FLAGS,
         "B1:C1", "D1:E1"),
    *(case(f"a form's budget, {name}", "申报表.xlsx", budget(*rows), PLANNED) for name, rows in (
        ("申请, 自筹 and 小计", (["科目", "金额（元）"], [None, "申请", "自筹", "小计"], ["交通", 2500, 500, 3000], ["物料", 2000, 0, 2000], ["合计", 4500, 500, 5000])),
        ("小计 first", (["科目", "金额（元）"], [None, "小计", "申请", "自筹"], ["交通", 3000, 2500, 500], ["物料", 2000, 2000, 0])),
        ("（万元） below", (["科目", "金额", "用途"], [None, "（万元）"], ["交通", 0.3, "往返"], ["物料", 0.2, "展板"])),
        ("支出项目", (["序号", "支出项目", "金额（元）"], [1, "交通", 3000], [2, "物料", 2000], [None, "合计", 5000])),
    )),
    case("a form's budget, 申请 and 自筹 alone", "申报表.xlsx", budget(["科目", "金额（元）"], [None, "申请", "自筹"], ["交通", 2500, 500], ["物料", 2000, 0]),
         PLANNED | {"budget_plan": {}}, faults=(f"{SPREAD}@B4",)),
    case("a form's budget, 预算 beside 申请经费", "申报表.xlsx", budget(["科目", "预算", "申请经费"], ["交通", 3000, 2500], ["物料", 2000, 2000]),
         PLANNED | {"budget_plan": {}}, faults=("column.numbers-unread@B4", "column.numbers-unread@C4")),
)  # fmt: skip
