"""Ledgers, registers of activities, Red Flag tables and re-checks that are wrong somewhere."""

from __future__ import annotations

from typing import Any

from diseases.making import (
    LEDGER,
    SETTLEMENT,
    Disease,
    ledger,
    lines,
    put,
    settlement,
    stated,
    xlsx,
)
from papers import RED_FLAG_HEAD, SECOND, activity_register

SOUND = lines()
TOTAL = put(A7="合计", C7=600)


def spent(*rows: list[Any]) -> dict[str, bytes]:
    return {"决算.xlsx": xlsx([*LEDGER, *rows])}


WALK = ["2017.5.4", "走进社区", "社区", 40, "是", "照片", "院级", 6]


def held(*cells: Any, at: int = 0) -> dict[str, bytes]:
    """Return a register of one line, with its cells from `at` on replaced."""
    line = list(WALK)
    line[at : at + len(cells)] = cells
    return {"登记.xlsx": activity_register(line)}


DONE = {"activities": [("2017-05-04", "走进社区", 40)], "materials": {"photo": 6}}
NOBODY = {"activities": [("2017-05-04", "走进社区", None)], "materials": {"photo": 6}}
FLAGS = [
    ["思想政治建设", None, "覆盖面", 25, 24, 23],
    ["组织建设", None, "换届", 25, 25, 24],
    ["一票否决", "发生重大安全责任事故", "查实", None, None, "无"],
]
POINTS = {
    ("C02", "思想政治建设"): 23,
    ("C02", "组织建设"): 24,
    ("C02", "发生重大安全责任事故"): None,
}


def flagged(
    *more: list[Any], college: str | None = "护理学院团委", **cells: Any
) -> dict[str, bytes]:
    rows = [["五四红旗团委考核表"], ["申报单位：", college], RED_FLAG_HEAD, *FLAGS, *more]
    return {"考核.xlsx": xlsx(rows, put(**cells))}


def checked(*rows: list[Any]) -> dict[str, bytes]:
    head = ["序号", "品牌名称", "申报单位", "复查日期", "结论", "备注"]
    return {"复查.xlsx": xlsx([["品牌复查记录"], head, *rows])}


BRAND = "2016-C02-1"


def counted(people: str, items: str = "数量") -> dict[str, bytes]:
    """Return a register of one activity with these headers over its people and photographs."""
    heads = ["日期", "活动名称", people, "材料类型", items]
    rows = [["活动登记表"], ["项目名称：", SECOND], heads, ["2017.5.4", "走进社区", 3, "照片", 6],
            ["合计", None, 3, None, 6]]  # fmt: skip
    return {"登记.xlsx": xlsx(rows)}


COUNTED = {"activities": [("2017-05-04", "走进社区", 3)], "materials": {"photo": 6}}
CASES = (
    Disease("people counted singly", "units that are understood", counted("参与人次（人次）", "数量（张/份）"), (), COUNTED),
    *(Disease(f"people counted {note}", "another number of them", counted(f"参与人次（{note}）"), ("column.other-quantity@C3",),
              {"activities": [("2017-05-04", "走进社区", None)], "materials": {"photo": 6}})
      for note in ("每场", "人均", "报名", "应到")),
    Disease("people of whom it is not known who they are", "教师 alone", counted("参与人次（教师）"), ("column.remark@C3",), COUNTED),
    *(Disease(f"people counted, {note}", "nothing is told", counted(f"参与人次（{note}）"), (), COUNTED)
      for note in ("以签到表为准", "按签到表填", "含线上")),
    *(Disease(f"people counted in {unit}", "a unit that is not understood", counted(f"参与人次（{unit}）"),
              ("column.other-unit@C3",), COUNTED | {"activities": [("2017-05-04", "走进社区", None)]})
      for unit in ("百人次", "万人次", "千", "人/场")),
    Disease("photographs counted in hundreds", "a unit that is not understood", counted("参与人次", "数量（百张）"),
            ("column.other-unit@E3",), COUNTED | {"materials": {"photo": None}}),
    Disease("a total of a ledger", "合计 600 is right", ledger(TOTAL), (), SOUND),
    Disease("a wrong total", "合计 650 for 600", spent(["合计", None, 650]),
            ("total.does-not-add-up@C7",), SOUND),
    Disease("a wrong total in capitals", "陆佰伍拾元整 for 600", spent(["合计（大写）", None, "陆佰伍拾元整"]),
            ("total.does-not-add-up@C7",), SOUND),
    Disease("a total that differs from itself", "陆佰元整 ¥650.00", spent(["合计", None, "陆佰元整 ¥650.00"]),
            ("money.unreadable@C7",), SOUND),
    Disease("a wrong subtotal", "小计 250 for 300",
            {"决算.xlsx": xlsx([*LEDGER[:5], ["小计", None, 250], LEDGER[5], ["合计", None, 600]])},
            ("total.does-not-add-up@C6",), SOUND),
    Disease("a sum named as a category", "支出合计 where a line's category stands",
            spent([None, "支出合计", 600]), (), SOUND),
    Disease("a wrong sum named as a category", "支出合计 650 for 600",
            spent([None, "支出合计", 650]), ("total.does-not-add-up@C7",), SOUND),
    Disease("a sum of a month", "4月合计 with a day", spent(["2017.4.30", "4月合计", 600]), (), SOUND),
    Disease("a sum below a merged day", "交通小计 under a day that is merged over it",
            {"决算.xlsx": xlsx([*LEDGER[:5], [None, "交通小计", 300], LEDGER[5]],
                               lambda sheet: sheet.merge_cells("A5:A6"))}, (), SOUND),
    Disease("carried from a page", "承前页 and 过次页 are no spending",
            {"决算.xlsx": xlsx([*LEDGER[:5], ["过次页", None, 300], [None, "承前页", 300], LEDGER[5]])},
            (), SOUND),
    Disease("a purpose that speaks of a sum", "a line of its own day is a line",
            ledger(D5="展板与横幅合计"), (), SOUND),
    Disease("a voucher of too many digits", "20 digits stored as a number",
            ledger(E5=12345678901234567890), ("cell.too-many-digits@E5",), SOUND),
    Disease("a voucher with an exponent", "what Excel makes of a long number in a csv",
            {"决算.csv": "\n".join(",".join(str(v).replace("P2", "1.23457E+19") for v in row)
                                  for row in LEDGER).encode()},
            ("cell.too-many-digits@E5",), SOUND),
    Disease("a voucher of 15 digits", "all of them kept", ledger(E5=123456789012345), (), SOUND),
    Disease("a sum among activities", "人次合计 where an activity's name stands",
            {"登记.xlsx": xlsx([["活动登记表"], ["项目名称：", SECOND],
                ["序号", "日期", "活动名称", "参与人次"], [1, "2017.5.4", "走进社区", 40],
                [None, None, "人次合计", 50]])},
            ("total.does-not-add-up@D5",), {"activities": DONE["activities"]}),
    Disease("a balance below", "结余 is no line", spent(["合计", None, 600], ["结余", None, 4400]), (), SOUND),
    Disease("a total never calculated", "=SUM(C4:C6) without a result", spent(["合计", None, "=SUM(C4:C6)"]),
            ("cell.formula-not-cached@C7",), SOUND),
    Disease("a ledger of no project", "no 项目名称", {"决算.xlsx": xlsx([LEDGER[0], *LEDGER[2:]])},
            ("project.name-missing@A1",), {"ledger": []}),
    Disease("a ledger of an unknown project", "an unknown name", ledger(B2="天使之异"),
            ("project.unknown@B2",), {"ledger": []}),
    Disease("a ledger of an unknown college", "an unknown unit", ledger(D2="口腔医学院"),
            ("college.unknown@D2",), {"ledger": []}),
    Disease("signatures below a ledger", "经办人： 审核人：", spent(
            [], ["经办人签字：", None, "审核人：", None, "2017年12月1日"]), (), SOUND),
    Disease("income beside spending", "收入 and 余额 are not read",
            ledger(put(G3="收入", G4=5000, H3="余额", H4=4900)), (), SOUND),
    Disease("a line without an amount", "the amount is blank", ledger(lambda s: s.__setitem__("C5", None)), (),
            lines(("2017-04-01", 10000), ("2017-04-02", None), ("2017-04-03", 30000))),
    Disease("participants in words", "四十余人", held("四十余人", at=3), ("number.unreadable@E5",), NOBODY),
    Disease("participants with a unit", "40人次", held("40人次", at=3), (), DONE),
    Disease("participants in two parts", "4 0人", held("4 0人", at=3), ("number.unreadable@E5",), NOBODY),
    Disease("an activity on no day", "五月四日", held("五月四日"), ("date.unreadable@B5",),
            {"activities": [(None, "走进社区", 40)]}),
    Disease("an activity without a name", "participants, but no name", held(None, at=1),
            ("activity.name-missing@A5",), {"activities": [], "materials": {"photo": 6}}),
    Disease("an unknown material", "锦旗", held("锦旗", at=5), ("material.kind-unknown@G5",),
            {"activities": DONE["activities"], "materials": {}}),
    Disease("two materials in a cell", "照片、视频", held("照片、视频", at=5), ("material.kind-unknown@G5",),
            {"materials": {}}),
    Disease("a material without a number", "数量 is blank", held(None, at=7),
            ("material.count-missing@G5",), {"materials": {"photo": None}}),
    Disease("a material of several", "若干张", held("若干张", at=7), ("number.unreadable@I5",),
            {"materials": {"photo": None}}),
    Disease("a register of no project", "no 项目名称",
            {"登记.xlsx": activity_register(WALK, project=None)}, ("project.name-missing@A1",),
            {"activities": []}),
    Disease("a wrong sum of people", "合计 50 for 40",
            {"登记.xlsx": xlsx([["活动登记表"], ["项目名称：", SECOND],
                ["序号", "日期", "活动名称", "参与人次"], [1, "2017.5.4", "走进社区", 40],
                ["合计", None, None, 50]])},
            ("total.does-not-add-up@D5",), {"activities": DONE["activities"]}),
    Disease("a Red Flag table", "the sound one", flagged(), (), {"red_flag_items": POINTS}),
    Disease("points in words", "优", flagged(F4="优"), ("number.unreadable@F4",),
            {"red_flag_items": POINTS | {("C02", "思想政治建设"): None}}),
    Disease("points below nought", "-3 for an item that is no deduction", flagged(F4=-3),
            ("number.unreadable@F4",), {"red_flag_items": POINTS | {("C02", "思想政治建设"): None}}),
    Disease("points in two parts", "2 3分", flagged(F4="2 3分"), ("number.unreadable@F4",),
            {"red_flag_items": POINTS | {("C02", "思想政治建设"): None}}),
    Disease("points with a unit", "23分", flagged(F4="23分"), (), {"red_flag_items": POINTS}),
    Disease("a wrong sum of points", "合计 50 for 47", flagged(["合计", None, None, 50, 49, 50]),
            ("total.does-not-add-up@F7",), {"red_flag_items": POINTS}),
    *(Disease(f"full points {text!r} where the rules have 25", "points of another form", flagged(D4=text),
              ("red-flag.other-full-marks@D4",), {"red_flag_items": POINTS | {("C02", "思想政治建设"): None}})
      for text in (20, 30, "30分")),
    *(Disease(f"full points {text!r}", "those of the rules, or none", flagged(D4=text), (), {"red_flag_items": POINTS})
      for text in ("25分", "２５", None)),
    Disease("full points of lines that make up an item", "10 and 15 of 25 below one merged cell",
            {"考核.xlsx": xlsx([["五四红旗团委考核表"], ["申报单位：", "护理学院团委"], RED_FLAG_HEAD, [*FLAGS[0][:3], 10, 10, 9],
                                [None, None, "普及率", 15, 14, 14], FLAGS[1]], lambda sheet: [sheet.merge_cells(one) for one in ("A4:A5", "B4:B5")])}, (),
            {"red_flag_items": {key: POINTS[key] for key in list(POINTS)[:2]}}),
    Disease("a veto in doubt", "待查", flagged(F6="待查"), ("red-flag.veto-unreadable@F6",),
            {"red_flag_items": {k: v for k, v in POINTS.items() if k[1] != "发生重大安全责任事故"}}),
    *(Disease(f"a veto {text!r}", "a sign that may mean either", flagged(F6=text),
              ("red-flag.veto-unreadable@F6",),
              {"red_flag_items": {k: v for k, v in POINTS.items() if k[1] != "发生重大安全责任事故"}})
      for text in ("√", "×", "X", "1", "Y", "□有 □无")),
    *(Disease(f"no veto {text!r}", "words for no", flagged(F6=text), (), {"red_flag_items": POINTS})
      for text in ("未发现", "无此情况", "□有 ☑无", "/", None)),
    Disease("a Red Flag table of nobody", "no unit", flagged(college=None), ("college.missing@A4",),
            {"red_flag_items": {}}),
    Disease("a Red Flag table of an unknown unit", "an unknown unit", flagged(college="口腔医学院"),
            ("college.unknown@B2",), {"red_flag_items": {}}),
    Disease("two Red Flag tables that differ", "24 and 23 for one item",
            flagged() | {"考核2.xlsx": flagged(F4=24)["考核.xlsx"]}, ("red-flag.conflict@F4",),
            {"red_flag_items": POINTS | {("C02", "思想政治建设"): None}}),
    Disease("a re-check", "the sound one", checked([1, "护航行动", "护理", "2017.5.1", "有效"]), (),
            {"rechecks": [(BRAND, "2017-05-01", "valid")]}),
    Disease("re-checks that begin with 有效", "the outcome stands first, a word that also counts ballots",
            {"复查记录.xlsx": xlsx([["品牌复查记录"], ["结论", "复查日期", "品牌名称", "单位"],
                                ["有效", "2017.5.1", "护航行动", "护理"]])}, (),
            {"rechecks": [(BRAND, "2017-05-01", "valid")]}),
    Disease("a re-check on no day", "no day", checked([1, "护航行动", "护理", None, "有效"]),
            ("recheck.date-missing@A3",), {"rechecks": []}),
    Disease("a re-check with an unknown outcome", "良好", checked([1, "护航行动", "护理", "2017.5.1", "良好"]),
            ("recheck.outcome-unknown@E3",), {"rechecks": []}),
    Disease("a re-check of an unknown brand", "an unknown name",
            checked([1, "护航行动", "护理", "2017.5.1", "有效"], [2, "护肤", "护理", "2017.5.1", "有效"]),
            ("brand.unknown@B4",), {"rechecks": [(BRAND, "2017-05-01", "valid")]}),
    Disease("two outcomes on a day", "有效 and 降级", checked(
            [1, "护航行动", "护理", "2017.5.1", "有效"], [2, "护航行动", "护理", "2017.5.1", "降级"]),
            ("recheck.conflict@E3", "recheck.conflict@E4"), {"rechecks": []}),
    Disease("a settlement", "the sound one", settlement(), (), stated()),
    Disease("a settlement's difference of another sign", "实际－预算 for 预算－实际", settlement(D5=100),
            ("total.does-not-add-up@D5",), stated()),
    Disease("a settlement's sum of its own", "合计 650 for 600", settlement(C7=650),
            ("total.does-not-add-up@C7",), stated()),
    Disease("a settlement's capitals", "陆佰伍拾元整 for 600", settlement(C8="陆佰伍拾元整"),
            ("total.does-not-add-up@C8",), stated()),
    Disease("what is left by a settlement", "剩余 4500 for 5000－600", settlement(E3=4500),
            ("total.does-not-add-up@E3",), stated()),
    Disease("a settlement in 万元", "the unit in the header", settlement(B4="预算（万元）", C4="实际（万元）",
            B5=0.03, C5=0.04, B6=0.05, C6=0.02, B7=0.08, C7=0.06), (), stated()),
    Disease("an amount of a settlement in words", "四百上下", settlement(C5="四百上下"),
            ("money.unreadable@C5",), stated(交通=("unread", None))),
    Disease("an amount of a settlement that is an error", "#REF!", settlement(
            lambda sheet: setattr(sheet["C5"], "value", "#REF!")),
            ("cell.error-value@C5",), stated(交通=("unread", None))),
    Disease("an amount of a settlement never calculated", "=SUM(…) without a result",
            settlement(C5="=SUM(G5:H5)"), ("cell.formula-not-cached@C5",),
            stated(交通=("unread", None))),
    Disease("sums of a settlement never calculated", "what is only compared states nothing",
            settlement(D5="=B5-C5", C7="=SUM(C5:C6)", E3="=B3-C7"), (), stated()),
    Disease("a settlement's line without a category", "an amount that belongs to nothing",
            settlement(A6="　"), ("settlement.no-category@C6",),
            {"settlements": {"交通": ("stated", 40000)}}),
    Disease("a category twice on a settlement", "交通 and 交通费", settlement(A6="交通费"),
            ("settlement.category-repeated@A5", "settlement.category-repeated@A6"),
            {"settlements": {"交通": ("unread", None)}}),
    Disease("one amount merged over two categories", "400 over both lines", settlement(
            lambda sheet: sheet.merge_cells("C5:C6")),
            ("cell.merged@C6",), stated(物料=("unread", None))),
    Disease("a settlement of no project", "no 项目名称",
            {"决算表.xlsx": xlsx([SETTLEMENT[0], *SETTLEMENT[2:]])},
            ("project.name-missing@A1",), {"settlements": {}}),
    Disease("two settlements of a project", "one says 500 where the other says 400",
            settlement() | {"又一份.xlsx": xlsx(SETTLEMENT, put(C5=500, D5=-200, C7=700, D7=100,
                                                             C8="柒佰元整", E3=4300))},
            ("settlement.two-papers@B2", "settlement.two-papers@B2"),
            stated(交通=("unread", None))),
)  # fmt: skip
