"""What a form says besides its fields, of other years above all, and what its labels are called."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx

from diseases.making import ONE, TWO, Disease, xlsx
from papers import FIRST, SECOND

FORM: list[list[Any]] = [
    ["项目名称", FIRST, "申报单位", "临床医学院"],
    ["品牌主题", "志愿服务类", "申请经费", "5000元"],
]
READ = {"applications": {ONE: ("T7", 500000)}}
OTHER, NOT = "sheet.other-year", "section.not-counted"


def form(*more: Any, title: str = "申报表") -> dict[str, bytes]:
    return {"申报表.xlsx": xlsx([[title], *FORM, *more])}


def word(*parts: Any) -> dict[str, bytes]:
    """Return a Word form with lines and tables around it, in this order."""
    paper = docx.Document()
    for part in parts:
        if isinstance(part, str):
            paper.add_paragraph(part)
            continue
        table = paper.add_table(len(part), max(map(len, part)))
        for row, values in zip(table.rows, part, strict=True):
            for cell, value in zip(row.cells, values, strict=False):
                cell.text = str(value or "")
    buffer = BytesIO()
    paper.save(buffer)
    return {"申报表.docx": buffer.getvalue()}


def _years() -> list[Disease]:
    """Years that a form names where it is filled in, and those in its titles."""
    ledger = [["日期", "类别", "金额", "票据号"], ["2017.4.2", "交通", 300, "1"]]
    spent = {"ledger": [("2017-04-02", 30000)]}
    return [
        *(Disease(f"a form that says {row[-1]!r}", "the form is of 2016", form(row, title="2017年申报表"), (), READ)
          for row in (
              ["往年支持情况", "2016年获支持经费2000元"], ["前期基础", "2016年已开展活动3次，参与500人次"],
              ["是否往年立项", "是（2016年）"], ["项目简介", "自2014年起开展"], ["2016年立项"], ["下一步工作安排", "推广"],
              ["往年是否获资助", "未获资助"], ["明年计划", "扩大"])),
        *(Disease(f"a Word form with the line {lines[0]!r}", "the form is of 2016", word("申报表", *lines[:n], FORM, *lines[n:]), (), READ)
          for n, lines in ((0, ["2016年我们开展了三期。"]), (1, ["往年支持情况：2016年获支持经费2000元"]), (0, ["附：2016年活动总结"]))),
        *(Disease(f"a form titled {title!r}", "read in 2017", form(title=title), (f"{OTHER}@A1",), {"applications": {}})
          for title in ("2016年申报表", "附件1：2016年品牌项目申报书", "2016年一团一品")),
        *(Disease(f"a form with {row[-1]!r} above", "read in 2017", {"申报表.xlsx": xlsx([["申报表"], row, *FORM])},
                  (f"{OTHER}@{cell}",), {"applications": {}}) for row, cell in ((["年度：", "2016年"], "B2"), ([None, "2016年度"], "B2"))),
        *(Disease(f"a form that says {row[-1]!r} of itself", "counted", form(row), (f"{NOT}@{cell}",), {"applications": {}})
          for row, cell in ((["填写示例"], "A4"), (["学院意见", "不予推荐"], "B4"))),
        *(Disease(f"a ledger below {row!r}", "the ledger is of 2016", {"明细.xlsx": xlsx([[f"项目名称：{SECOND}"], row, *ledger])}, (), spent)
          for row in (["上年结余：", "2016年结余20元"], ["2016年结余：", 20], ["往年支持情况", "2016年获支持经费2000元"])),
        *(Disease(f"a ledger titled {row!r}", "read in 2017", {"明细.xlsx": xlsx([[f"项目名称：{SECOND}"], row, *ledger])}, (f"{OTHER}@{cell}",), {"ledger": []})
          for row, cell in ((["以下为2016年数据"], "A2"), (["2016年结余经费支出明细表"], "A2"))),
        Disease("a judge's form with what was before", "the marks are of 2016", {"答辩.xlsx": xlsx([
            ["现场答辩评分表"], ["项目名称", SECOND, "评委", "评委1"], ["项目简介", "2016年举办三期，参与500人次"], ["评分项", "满分", "得分"],
            ["思想性", 35, 30], ["创新性", 35, 31], ["效果", 25, 20], ["参与度", 5, 4]])}, (),
            {"marks": {(TWO, "J1", name): n for name, n in (("思想性", 30), ("创新性", 31), ("效果", 20), ("参与度", 4))}}),
    ]  # fmt: skip


CASES = [*_years()]
