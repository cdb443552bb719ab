"""One thing said twice, or in two places: a line in two lists, a name, a leader, a day."""

from __future__ import annotations

from typing import Any

import openpyxl

from diseases.making import ONE, TWO, Disease, Rows, saved, xlsx
from papers import APPLICATIONS, FIRST, SECOND

PAID = ["报销单号", "摘要", "入账金额（元）", "入账日期"]
BX1, BX2 = ["BX1", "展板", 100, "2017-04-01"], ["BX2", "横幅", 70, "2017-05-01"]
HEAD = ["日期", "类别", "金额", "票据号"]
SPENT = (["2017.4.1", "交通", 100, "P1"], ["2017.4.2", "物料", 200, "P2"])
OURS = {"ledger": [("2017-04-01", 10000), ("2017-04-02", 20000)]}
LED = [*APPLICATIONS[0], "负责人", "联系电话"]
SURVEY = [
    "序号",
    "提交答卷时间",
    "所用时间",
    "来源",
    "1、申报单位",
    "2、项目名称",
    "3、品牌主题",
    "4、申请经费（元）",
]
FORM: Rows = (
    ["项目名称", "天使之翼志愿行", "申报单位", "护理学院"],
    ["品牌主题", "思想教育类", "申请经费", "4000元"],
)


def book(**sheets: Any) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return saved(made)


def of(project: str, *rows: Any) -> list[Any]:
    return [["项目名称：", project], HEAD, *rows]


def paid(**lists: Any) -> dict[str, bytes]:
    return {f"{name}.xlsx": xlsx([PAID, *rows]) for name, rows in lists.items()}


def leaders(*more: Any, amount: int | None = None) -> dict[str, bytes]:
    """Return a summary in which a project is merged over two rows."""
    rows = [LED, ["临床", FIRST, "志愿服务类", 5000, "示例甲", "1"], [None, None, None, amount, *more],
            ["护理", SECOND, "思想教育类", 4000, "示例丙", "3"]]  # fmt: skip

    def touch(sheet: Any) -> None:
        for column in "ABC" if amount else "ABCD":
            sheet.merge_cells(f"{column}2:{column}3")

    return {"申报汇总.xlsx": xlsx(rows, touch)}


def accounts(*rows: Any, year: str | None = "2017年") -> dict[str, bytes]:
    """Return a ledger with a header as account books have it."""
    heads = [[year, None, "金额（元）", "票据号"], ["月", "日", None, None]]
    if year is None:
        heads = [["月", "日", "金额（元）", "票据号"]]

    def touch(sheet: Any) -> None:
        for area in ("A2:B2", "C2:C3", "D2:D3") if year else ():
            sheet.merge_cells(area)

    return {"明细账.xlsx": xlsx([["项目名称：", FIRST], *heads, *rows], touch)}


SUMMED = [["项目名称", *HEAD], [FIRST, *SPENT[0]], [SECOND, *SPENT[1]]]
BOTH = {"applications": {ONE: ("T7", 500000), TWO: ("T1", 400000)}}
CASES = (
    Disease("a summary beside a sheet a project", "every line twice", {"决算.xlsx": book(
            汇总=SUMMED, 甲=of(FIRST, SPENT[0]), 乙=of(SECOND, SPENT[1]))},
            ("money.repeated@C3", "money.repeated@C3"), OURS),
    Disease("a summary behind the sheets", "every line twice", {"决算.xlsx": book(
            甲=of(FIRST, SPENT[0]), 乙=of(SECOND, SPENT[1]), 汇总=SUMMED)},
            ("money.repeated@D2", "money.repeated@D3"), OURS),
    Disease("two ledgers of a project", "other lines", {"4月.xlsx": xlsx(of(FIRST, SPENT[0])), "5月.xlsx": xlsx(of(FIRST, SPENT[1]))},
            (), OURS),
    Disease("two tickets of one day and price", "a line each", {"4月.xlsx": xlsx(of(FIRST, ["2017.4.1", "交通", 10, None])),
            "5月.xlsx": xlsx(of(FIRST, ["2017.4.1", "交通", 10, None], SPENT[1]))}, (), {"ledger": [("2017-04-01", 1000)] * 2 + [("2017-04-02", 20000)]}),
    Disease("a cumulative list of payments", "BX1 in both", paid(m4=[BX1], m45=[BX1, BX2]), ("money.repeated@A2",),
            {"finance": [("BX1", 10000), ("BX2", 7000)]}),
    Disease("payments of one number", "in instalments", paid(m4=[BX1], m5=[["BX1", "展板", 50, "2017-05-01"], BX2]), (),
            {"finance": [("BX1", 10000), ("BX1", 5000), ("BX2", 7000)]}),
    Disease("two lines of one payment", "in one list they are two", paid(m4=[BX1, BX1]), (), {"finance": [("BX1", 10000)] * 2}),
    Disease("a name with more words", "a form and the summary", {"申报汇总.xlsx": xlsx(APPLICATIONS), "申报表.xlsx": xlsx(FORM)},
            ("project.similar@B1",), {}),
    Disease("a name within another's", "another amount and theme", {"申报汇总.xlsx": xlsx([
            *APPLICATIONS, ["护理学院", "天使之翼志愿行", "志愿服务类", 3000]])}, (), {}),
    Disease("a project over two leaders", "its cells are merged", leaders("示例乙", "2"), (), BOTH),
    Disease("a project over two amounts", "3000 in the second row", leaders("示例乙", "2", amount=3000),
            ("application.conflict@D3", "application.conflict@E3", "application.conflict@F3"), {}),
    Disease("a settlement with groups by project", "one settlement is of one project", {"决算表.xlsx": xlsx([
            ["临床医学院经费决算"], ["科目", "预算", "实际", "差额"], [FIRST], ["交通", 30, 20, 10]],
            lambda sheet: sheet.merge_cells("A3:D3"))}, ("settlement.project-column@A3",), {"settlements": {}}),
    Disease("applications from 问卷星", "no vote", {"申报.xlsx": xlsx([SURVEY, [1, "2017/3/14 9:00:00", "60秒", "微信", "护理学院", SECOND,
            "思想教育类", 4000]])}, ("column.unmapped@D1",), {"applications": {"2017-C02-1": ("T1", 400000)}}),
    *(Disease(f"text kept by tabs, {name}", "the comma parts it", {"财务.csv": text.encode("gb18030")}, (), {"finance": [("BX1", 10000)]})
      for name, text in (("before", "\t报销单号,\t入账日期,\t入账金额\n\tBX1,\t2017-04-01,\t100\n"),
                         ("behind", "报销单号\t,入账日期\t,入账金额\t\nBX1\t,2017-04-01\t,100\t\n"),
                         ("quoted", '"\t报销单号","\t入账日期","\t入账金额"\n"\tBX1","\t2017-04-01","\t100"\n'))),
    Disease("text parted by tabs", "a first column without head", {"财务.csv": "\t报销单号\t入账日期\t入账金额\n\tBX1\t2017-04-01\t100\n".encode()},
            (), {"finance": [("BX1", 10000)]}),
    Disease("days of an account book", "2017年 over 月 and 日", accounts([4, 1, 100, "P1"], ["4", 2, 200, "P2"]), (), OURS),
    Disease("an account book that names a month once", "blank means the same", accounts([4, 1, 100, "P1"], [None, 2, 200, "P2"]),
            ("date.unreadable@A5",), {"ledger": [("2017-04-01", 10000), (None, 20000)]}),
    Disease("an account book without its year", "月 and 日 alone", accounts([4, 1, 100, "P1"], year=None),
            ("column.unmapped@A2", "column.unmapped@B2"), {"ledger": [(None, 10000)]}),
)  # fmt: skip
