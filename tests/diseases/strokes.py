"""Strokes and words that say that there is nothing: 无, 待补, 未申报; each is a blank and no value."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx

from diseases.making import ONE, TWO, Disease, Rows, settlement, stated, xlsx
from papers import APPLICATIONS, FIRST, RED_FLAG_HEAD, SECOND

HEAD = ["序号", "日期", "科目", "金额（元）", "票据号"]
LINE = ["1", "2017.4.1", "交通", "100", "P1"]
SPENT = {"ledger": [("2017-04-01", 10000)]}
PAID = ["报销单号", "摘要", "入账金额（元）", "入账日期"]
RECHECKED = ["品牌名称", "申报单位", "复查日期", "结论"]
HELD = ["日期", "活动名称", "参与人次", "材料类型", "级别", "数量"]
SOUND = {ONE: ("T7", 500000), TWO: ("T1", 400000)}
FORM: Rows = (
    ["项目名称", FIRST, "申报单位", "临床"],
    ["品牌主题", "志愿服务类", "申请经费", "5000"],
)


def typed(*rows: Any) -> dict[str, bytes]:
    """Return a ledger as a Word form, with what was typed into its lines."""
    paper = docx.Document()
    paper.add_paragraph(f"项目名称：{FIRST}")
    table = paper.add_table(0, len(HEAD))
    for row in (HEAD, LINE, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    buffer = BytesIO()
    paper.save(buffer)
    return {"决算.docx": buffer.getvalue()}


def list_of(*rows: Any, head: Any = APPLICATIONS[0]) -> dict[str, bytes]:
    return {"申报汇总.xlsx": xlsx([head, *rows])}


def form(*rows: Any) -> dict[str, bytes]:
    return {"申报表.xlsx": xlsx([*FORM, *rows])}


STRUCK = (
    ["2", "/", "/", "/", "/"],
    ["", "—", "—", "—", "—"],
    ["3", "／", " / ", "/", ""],
    ["--", "--", "", "--", ""],
)
NO_PROJECT = ("未申报", "无", "（无）", "本年度未申报", "暂无项目", "弃报")

CASES = (
    *(Disease(f"lines struck out {row}", "a stroke is a blank", typed(row), (), SPENT) for row in STRUCK),
    Disease("a line with its amount struck out", "the rest of it stands", typed(["2", "2017.4.2", "交通", "/", "P2"]), (),
            {"ledger": [("2017-04-01", 10000), ("2017-04-02", None)]}),
    *(Disease(f"a settlement with {stroke}", "nothing was planned, no voucher",
              settlement(B5=stroke, D5=stroke, E5=stroke, B7=500), ("total.does-not-add-up@D7",), stated())
      for stroke in ("/", "—", "－")),
    Disease("a category struck out", "劳务费 | / | / | /", {"决算表.xlsx": xlsx([
            ["项目名称：", FIRST], ["科目", "预算", "实际", "票据张数"], ["交通", 300, 200, 3], ["劳务费", "/", "/", "/"]])},
            (), {"settlements": {"交通": ("stated", 20000)}}),
    Disease("an order struck out", "院内排序 —", list_of(
            ["临床", FIRST, "志愿服务类", 5000, "—"], ["护理", SECOND, "思想教育类", "/", "/"],
            head=[*APPLICATIONS[0], "院内排序"]), (), {"applications": {ONE: ("T7", 500000), TWO: ("T1", None)}}),
    Disease("a theme struck out", "品牌主题 /", list_of(["临床", FIRST, "/", 5000]), ("theme.missing@B2",),
            {"applications": {ONE: (None, 500000)}}),
    Disease("re-checks struck out", "申报单位 /, and a row of strokes", {"复查.xlsx": xlsx([
            RECHECKED, ["护航行动", "/", "2017.11.2", "有效"], ["/", "/", "/", "/"], ["护航行动", "护理", "/", "有效"]])},
            ("recheck.date-missing@A4",), {"rechecks": [("2016-C02-1", "2017-11-02", "valid")]}),
    Disease("payments struck out", "no day, and a row of strokes", {"财务.xlsx": xlsx([
            PAID, ["BX1", "展板", 100, "/"], ["/", "/", "/", "/"]])}, (), {"finance": [("BX1", 10000)]}),
    Disease("an activity without material", "材料 / / /", {"活动.xlsx": xlsx([
            ["项目名称：", FIRST], HELD, ["2017.5.4", "走进社区", 40, "/", "/", "/"], ["/", "/", "/", "照片", "/", 6]])},
            (), {"activities": [("2017-05-04", "走进社区", 40)], "materials": {"photo": 6}}),
    Disease("a form with strokes", "no amount, no day", {"申报表.xlsx": xlsx([
            FORM[0], ["品牌主题", "志愿服务类", "申请经费", "/"], ["申报日期", "—", "联系电话", "/"]])}, (),
            {"applications": {ONE: ("T7", None)}, "leads": {ONE: (None, None)}}),
    Disease("a budget with rows struck out", "/ | / | /", form(
            ["科目", "用途", "金额（元）"], ["交通", "往返", 5000], ["/", "/", "/"], ["—", "", "—"]), (),
            {"budget_plan": {"交通": 500000}}),
    Disease("Red Flag points struck out", "自评分 /", {"考核.xlsx": xlsx([
            ["五四红旗团委考核表"], ["申报单位：", "护理学院"], RED_FLAG_HEAD, ["思想政治建设", None, "覆盖面", 25, "/", 23]])},
            (), {"red_flag_items": {("C02", "思想政治建设"): 23}}),
    Disease("a payment of no number", "报销单号 无", {"财务.xlsx": xlsx([PAID, ["BX1", "展板", 100, None], ["无", "横幅", 50, None]])},
            ("finance.number-missing@C3",), {"finance": [("BX1", 10000)]}),
    *(Disease(f"a unit without project, {word}", "it applied for nothing", list_of(
              *APPLICATIONS[1:], ["护理学院", word, None, None], ["临床", word, "/", 0]), (), {"applications": SOUND})
      for word in NO_PROJECT),
    Disease("a unit printed beforehand", "5 | 护理学院 and nothing else", list_of(
            [1, "临床", FIRST, "志愿服务类", 5000], [2, "护理", SECOND, "思想教育类", 4000], [3, "护理学院", None, None, None],
            head=["序号", *APPLICATIONS[0]]), (), {"applications": SOUND}),
    Disease("an amount for no project", "无 beside 3000", list_of(*APPLICATIONS[1:], ["护理", "无", "志愿服务类", 3000]),
            ("project.name-missing@B4",), {"applications": SOUND}),
    *(Disease(f"a project called {name}", "it only begins so", list_of(
              ["临床", FIRST, "志愿服务类", 5000], ["护理", name, "思想教育类", 4000]), (), {"applications": SOUND})
      for name in ("无偿献血行动", "未来讲堂", "没有烟的校园")),
)  # fmt: skip
