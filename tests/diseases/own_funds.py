"""What others pay: in a ledger, in a form's budget and beside what is asked for."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx

from diseases.making import ONE, TWO, Disease, xlsx
from diseases.sections import ALL, SPENT, spent
from papers import FIRST, SECOND

NOT, UNKNOWN = "section.not-counted", "group.not-understood"
HEADS = ["日期", "用途", "金额", "票据号"]
LINES = [["2017.4.2", "大巴", 300, "P1"], ["2017.4.3", "展板", 400, "P2"]]


def ledger(head: str, *more: Any, total: Any = None, lines: Any = LINES) -> dict[str, bytes]:
    """Return a ledger with one more column, and a sum if there is one."""
    rows = [[*line, one] for line, one in zip(lines, more, strict=True)]
    last = [["合计", None, total]] if total else []
    return {"决算.xlsx": xlsx([[f"项目名称：{FIRST}"], [*HEADS, head], *rows, *last])}


def paper(*rows: list[Any], above: str = f"项目名称：{FIRST}") -> bytes:
    document = docx.Document()
    document.add_paragraph(above)
    table = document.add_table(len(rows), max(map(len, rows)))
    for n, line in enumerate(rows):
        for column, value in enumerate(line):
            table.cell(n, column).text = str(value)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def asking(*rows: list[Any]) -> dict[str, bytes]:
    """Return a form that says nothing of 申请经费 but in these rows."""
    top = [["项目名称", FIRST, "申报单位", "临床医学院"], ["品牌主题", "志愿服务类"]]
    return {"申报表.xlsx": xlsx([*top, *rows])}


def listed(above: str) -> dict[str, bytes]:
    heads = ["申报单位", "项目名称", "品牌主题", "申请经费（元）"]
    line = ["护理学院", SECOND, "思想教育类", 4000]
    return {"申报汇总表.docx": paper(heads, line, above=above)}


def summary(*heads: str, points: Any) -> dict[str, bytes]:
    rows = [["申报单位", "思想政治建设", "组织建设", *heads], ["护理学院", 20, 21, *points]]
    return {"五四红旗汇总.xlsx": xlsx(rows)}


UNMAPPED = "column.unmapped@E2"
OWN = (
    "二、学院自筹经费支出",
    "学院配套经费",
    "自筹部分",
    "由学院承担的费用",
    "经费自筹",
    "学院列支",
)
CASES = (
    *(
        Disease(f"a group others pay: {text}", "own money among the grant's", spent(text),
                (f"{NOT}@A4",), {"ledger": SPENT})
        for text in OWN
    ),
    *(
        Disease(f"an ordinary group: {text}", "nothing is wrong", spent(text), (), {"ledger": ALL})
        for text in ("一、校团委支持经费支出", "学院活动支出")
    ),
    *(
        Disease(f"{head}: {source}", "own money among the grant's", ledger(head, "校团委", source),
                (UNMAPPED, "line.void@E4"), {"ledger": SPENT})
        for head, source in (("资金来源", "学院自筹"), ("经费来源", "学院配套经费"), ("经费渠道", "企业赞助"),
                             ("资金来源", "校团委50%、自筹50%"))
    ),
    Disease("a sum with a line others pay", "it holds one that does not count",
            ledger("资金来源", "校团委", "学院自筹", total=700),
            (UNMAPPED, "line.void@E4", "total.does-not-add-up@C5"), {"ledger": SPENT}),
    Disease("all of the school's money", "nothing is wrong",
            ledger("资金来源", "校团委", "专项经费", total=700), (UNMAPPED,), {"ledger": ALL}),
    *(
        Disease(f"what was spent so far: {head}", "a running total", ledger(head, 300, 700, total=700), (),
                {"ledger": ALL})
        for head in ("累计", "累计支出", "累计金额（元）", "本年累计支出")
    ),
    Disease("a column of money nobody knows", "no running total", ledger("补贴费用", 300, 700),
            ("column.numbers-unread@E2",), {"ledger": ALL}),
    Disease("a name below the amounts, beside its label", "in the row of the sum in capitals",
            {"决算.docx": paper(["日期", "用途", "票据号", "金额"], ["2017.4.2", "大巴", "P1", "300"],
                             ["合计（大写）", "叁佰元整", "经办人", "示例甲"])}, (), {"ledger": SPENT}),
    Disease("a wrong sum in capitals beside a name", "it is checked all the same",
            {"决算.docx": paper(["日期", "用途", "票据号", "金额"], ["2017.4.2", "大巴", "P1", "300"],
                             ["合计（大写）", "贰佰元整", "经办人", "示例甲"])},
            ("total.does-not-add-up@B3",), {"ledger": SPENT}),
    Disease("a sum that is no number", "no label stands before it",
            ledger("备注", "", "", total="约三百"), ("money.unreadable@C5",), {"ledger": ALL}),
    *(
        Disease(f"asked for below sources: {row[0]}", "no 申请经费", asking(row),
                ("request.label-unknown@A3",), {"applications": {ONE: ("T7", None)}})
        for row in (["经费来源", "申请校团委3000元，学院自筹2000元"], ["资金来源：拟向学校申请3000元"],
                    ["经费筹措情况", "校团委支持3000元，其余自筹"])
    ),
    *(
        Disease(f"sources of which none is ours: {n}", "nothing is lost", asking(*rows), (),
                {"applications": {ONE: ("T7", fen)}})
        for n, (rows, fen) in enumerate((
            ([["经费来源", "学院自筹2000元"]], None), ([["经费来源", "校团委"]], None),
            ([["申请经费", 3000], ["经费来源", "申请校团委3000元，学院自筹2000元"]], 300000),
        ))
    ),
    *(
        Disease(f"made by {unit}", "nothing is wrong", listed(f"填报单位：{unit}"), (),
                {"applications": {TWO: ("T1", 400000)}})
        for unit in ("校团委办公室", "共青团某大学委员会", "校团委", "护理学院")
    ),
    *(
        Disease(f"a list of another unit: {unit}", "its line names one", listed(f"填报单位：{unit}"),
                ("text.not-read@A1",), {"applications": {TWO: ("T1", 400000)}})
        for unit in ("临床医学院", "共青团临床医学院委员会")
    ),
    Disease("基础分 before 品牌加分", "worked out", summary("基础分", "品牌加分", "总分", points=[41, 2, 43])),
    Disease("基础分 among the items", "it may be one of theirs",
            {"五四红旗汇总.xlsx": xlsx([["申报单位", "思想政治建设", "基础分", "组织建设"], ["护理学院", 20, 41, 21]])},
            ("column.numbers-unread@C1",)),
)  # fmt: skip
