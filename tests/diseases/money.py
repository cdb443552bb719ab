"""Amounts of money that cannot be told, and those written in other ways."""

from __future__ import annotations

from datetime import date
from typing import Any

from diseases.making import LEDGER, ONE, TWO, Disease, Touch, ledger, lines, put, xlsx
from papers import FIRST, SECOND

FIRST_DAY, LAST_DAY = "2017-04-01", "2017-04-03"
UNREADABLE = {
    "约三百元": "a guess",
    "300左右": "a guess",
    "1,23.4": "separators out of place",
    "1.234,56": "separators of another country",
    "(300)": "brackets, to an accountant a minus",
    "300/人": "a price, not a sum",
    "15*20": "a sum not worked out",
    "1万2": "spoken for 12000, or 10002",
    "七八十元": "seventy or eighty",
    "二百五": "spoken Chinese for 250, or 205",
    "贰万伍": "spoken Chinese for 25000, or 20005",
    "壹拾伍圆整 ¥150.00": "capitals and digits differ",
    "3OO": "letters for noughts",
    "300美元": "another currency",
    "300①": "a note behind the number",
    "nan": "a word that float() takes for a number",
    "¥": "a sign without a number",
}
AMOUNTS = {
    "200元": 20000,
    "\N{MINUS SIGN}200": -20000,
    "￥1,234.50": 123450,
    "１２３．５": 12350,
    "五千元": 500000,
    "1.5万元": 1500000,
    "1.5万": 1500000,
    "3百元": 30000,
    "300元整": 30000,
    "人民币300元": 30000,
    "壹拾伍圆整": 1500,
    "壹拾伍圆整 ¥15.00": 1500,
    "壹拾伍圆整（￥15.00）": 1500,
    "叁佰元零伍分": 30005,
    "壹仟贰佰叁拾肆元伍角陆分": 123456,
    "-50": -5000,
    "一〇〇元": 10000,
    "50元5角": 5050,
    "50元零5分": 5005,
    "1千2百元": 120000,
    "1万2千": 1200000,
}


def second(fen: int | None) -> dict[str, object]:
    """Return the ledger whose second line is of another amount."""
    return lines((FIRST_DAY, 10000), ("2017-04-02", fen), (LAST_DAY, 30000))


def in_wan(*places: Touch) -> dict[str, bytes]:
    """Return the ledger in 万元, said in the places given."""

    def touch(sheet: object) -> None:
        put(C4=0.01, C5="0.02", C6=0.03)(sheet)
        for place in places:
            place(sheet)

    return {"决算.xlsx": xlsx(LEDGER, touch)}


SAID_IN_WAN = {
    "（万元） alone above": {"E2": "（万元）"},
    "万元 alone above": {"F2": "万元"},
    "a title": {"A1": "经费支出明细表（万元）"},
    "a sentence in the title": {"B1": "说明：金额均以万元为单位"},
    "a clause": {"B1": "支出金额以万元计"},
    "a note below": {"A8": "注：金额单位为万元"},
    "a short note below": {"A8": "注：以万元计"},
    "a head after a space": {"C3": "金额 万元"},
    "a head after a stroke": {"C3": "金额\n/万元"},
    "计量单位": {"E2": "计量单位：人民币万元"},
}
TWO_UNITS = [
    ["经费支出明细"],
    ["项目名称：", FIRST, "单位：万元"],
    ["日期", "类别", "金额", "用途"],
    ["2017.4.1", "交通", 0.01, "往返"],
    [],
    ["项目名称：", SECOND, "单位：元"],
    ["日期", "类别", "金额", "用途"],
    ["2017.4.2", "交通", 200, "往返"],
]


def asking(first: object, second: object, head: str = "申请经费（元）") -> dict[str, bytes]:
    """Return a list of two applications with what they ask for."""
    return {"申报汇总.xlsx": xlsx([
        ["申报单位", "项目名称", "类别", head],
        ["临床医学院", FIRST, "志愿服务类", first], ["护理学院", SECOND, "思想教育类", second]])}  # fmt: skip


def asked(first: int, second: int) -> dict[str, object]:
    return {"applications": {ONE: ("T7", first), TWO: ("T1", second)}}


FAR = "request.unit-doubtful"
NO_AMOUNTS = lines((FIRST_DAY, None), ("2017-04-02", None), (LAST_DAY, None))
STRANGE_UNITS = ("美元", "USD", "万美元", "百万元", "亿", "元/人", "单位：港币", "元，美元", "%")
NOTES = (
    "含税",
    "大写",
    "不超过5000元",
    "必填",
    "学院配套",
    "元角分",
    "人民币/元",
    "单位：元",
    "RMB",
)
ASKED = [
    ["申报单位", "项目名称", "类别", "申请经费（美元）"],
    ["临床医学院", FIRST, "志愿服务类", 5000],
    ["护理学院", SECOND, "思想教育类", "4000元"],
]


def _merged_heads(sheet: Any) -> None:
    for area in ("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:G1"):
        sheet.merge_cells(area)


LINES = lines()["ledger"]
CASES = (
    *(Disease(f"amounts in {unit}", "a unit that is not understood", ledger(C3=f"金额（{unit}）"),
              ("column.other-unit@C3",), NO_AMOUNTS) for unit in STRANGE_UNITS),
    *(Disease(f"amounts with {note} behind the header", "no unit, or yuan", ledger(C3=f"金额（{note}）"),
              (), lines()) for note in NOTES),
    Disease("amounts in 美元 and their sum", "the sum is of no use either",
            ledger(put(C3="金额（美元）", A7="合计", C7=700)), ("column.other-unit@C3",), NO_AMOUNTS),
    Disease("美元 said above", "a unit that is not understood", ledger(E2="金额单位：美元"),
            ("column.other-unit@E2",), NO_AMOUNTS),
    Disease("美元 said above, 元 in the header", "the nearer one holds",
            ledger(C3="金额（元）", E2="金额单位：美元"), (), lines()),
    *(Disease(f"{unit} in the header", "small money", ledger(C3=f"金额（{unit}）"), (),
              lines((FIRST_DAY, fen), ("2017-04-02", 2 * fen), (LAST_DAY, 3 * fen)))
      for unit, fen in (("分", 100), ("角", 1000), ("万", 100000000))),
    Disease("万元 in the name of the sheet", "it stands nowhere else",
            {"决算.xlsx": xlsx(LEDGER, put(C4=0.01, C5=0.02, C6=0.03), name="支出（万元）")}, (), lines()),
    Disease("万元 in the name of the file", "it stands nowhere else",
            {"决算（单位：万元）.xlsx": xlsx(LEDGER, put(C4=0.01, C5=0.02, C6=0.03))}, (), lines()),
    Disease("万元 in the name of the file, 元 in the header", "the nearer one holds",
            {"决算（单位：万元）.xlsx": xlsx(LEDGER, put(C3="金额（元）"))}, (), lines()),
    *(Disease(f"amounts {note}", "another quantity", ledger(C3=f"金额（{note}）"), ("column.other-quantity@C3",), NO_AMOUNTS)
      for note in ("人均", "每场", "应付", "未报销部分", "暂估")),
    *(Disease(f"amounts {note}", "what it means nobody can tell", ledger(C3=f"金额（{note}）"), ("column.remark@C3",), lines())
      for note in ("自筹", "不含税", "个人垫付", "约")),
    Disease("分 said above", "small money", ledger(E2="金额单位：分"), (),
            lines((FIRST_DAY, 100), ("2017-04-02", 200), (LAST_DAY, 300))),
    Disease("5000 in a column of 万元", "fifty million yuan asked for", asking(5000, 0.4, "申请经费（万元）"),
            (f"{FAR}@D2",), asked(5000000000, 400000)),
    Disease("5000万元 in a cell", "fifty million yuan asked for", asking("5000万元", 4000), (f"{FAR}@D2",),
            asked(5000000000, 400000)),
    Disease("yuan asked for in 分", "half a million yuan", asking(500000, 4000), (f"{FAR}@D2",),
            asked(50000000, 400000)),
    Disease("one amount in 万元 among yuan", "half a yuan asked for", asking(0.5, 4000), (f"{FAR}@D2",),
            asked(50, 400000)),
    Disease("much asked for", "ten times the grant is no slip", asking(50000, 4000), (), asked(5000000, 400000)),
    Disease("美元 asked for", "a unit that is not understood in a list", {"申报汇总.xlsx": xlsx(ASKED)},
            ("column.other-unit@D1",), {"applications": {ONE: ("T7", None), TWO: ("T1", None)}}),
    *(
        Disease(f"amount {text!r}", wrong, ledger(C5=text), ("money.unreadable@C5",), second(None))
        for text, wrong in UNREADABLE.items()
    ),
    *(
        Disease(f"amount {text!r}", "money as text", ledger(C5=text), (), second(fen))
        for text, fen in AMOUNTS.items()
    ),
    Disease("万元 in the header", "金额（万元）", in_wan(put(C3="金额（万元）")), (), lines()),
    Disease("万元 in a cell above", "金额单位：万元", in_wan(put(E2="金额单位：万元")), (), lines()),
    Disease("万元 in two cells", "the unit beside its label",
            in_wan(put(E2="金额单位：", F2="万元")), (), lines()),
    Disease("a unit in the cell wins", "200元 in a column of 万元",
            in_wan(put(C3="金额（万元）", C5="200元")), (), lines()),
    *(
        Disease(f"万元 said as {name}", "the unit stands somewhere", in_wan(put(**cells)), (), lines())
        for name, cells in SAID_IN_WAN.items()
    ),
    Disease("万元 said beside the header", "the unit as if it were a column", in_wan(put(G3="（万元）")),
            ("column.unmapped@G3",), lines()),
    Disease("万元 in a row of its own", "units below the header",
            {"决算.xlsx": xlsx([*LEDGER[:3], [None, None, "万元"], ["2017.4.1", "交通", 0.01, "往返"]])},
            (), lines((FIRST_DAY, 10000))),
    Disease("万元 that nothing tells what for", "单位换算：1 元 = 0.0001 万元",
            ledger(put(A8="元与万元的换算见附件")), ("money.unit-unused@A8",), lines()),
    Disease("万元 above, 元 in the header", "which of them?", ledger(put(C3="金额（元）", E2="单位：万元")),
            ("money.unit-unused@E2",), lines()),
    Disease("every amount below one yuan", "万元 was meant and not said", in_wan(), ("money.too-small@C4",),
            lines((FIRST_DAY, 1), ("2017-04-02", 2), (LAST_DAY, 3))),
    Disease("two tables, two units", "万元 above one, 元 above the other",
            {"决算.xlsx": xlsx(TWO_UNITS)}, (),
            lines((FIRST_DAY, 10000), ("2017-04-02", 20000))),
    Disease("千元 in the header", "a unit of thousands", ledger(put(C3="金额（千元）")), (),
            lines((FIRST_DAY, 10000000), ("2017-04-02", 20000000), (LAST_DAY, 30000000))),
    Disease("千元 above the table", "a unit of thousands", ledger(put(E2="单位：千元")), (),
            lines((FIRST_DAY, 10000000), ("2017-04-02", 20000000), (LAST_DAY, 30000000))),
    Disease("numerals of thousands in a column of 万元", "1千2百 yuan, or 万元?",
            ledger(put(C3="金额（万元）", C4=0.01, C5="1千2百", C6=0.03)), ("money.unreadable@C5",), second(None)),
    Disease("a day as an amount", "a day in a column of money",
            ledger(C5=date(2017, 4, 2)), ("money.unreadable@C5",), second(None)),
    Disease("a logical value as an amount", "TRUE in a column of money",
            ledger(C5=True), ("money.unreadable@C5",), second(None)),
    Disease(
        "an amount asked for in words", "五千元整 in a summary",
        {"申报汇总.xlsx": xlsx([
            ["申报单位", "项目名称", "类别", "申请经费（元）"],
            ["临床医学院", FIRST, "志愿服务类", "五千元整"],
            ["护理学院", SECOND, "思想教育类", "四千左右"],
        ])},
        ("money.unreadable@D3",),
        {"applications": {ONE: ("T7", 500000), TWO: ("T1", None)}},
    ),
    Disease("two projects above one ledger", "whose it is nobody can tell",
            {"决算.xlsx": xlsx([["项目名称：" + FIRST], ["项目名称：" + SECOND], *LEDGER[2:]])},
            ("label.disputed@A1", "label.disputed@A2"), {"ledger": []}),
    Disease("one project twice above a ledger", "nothing is told",
            {"决算.xlsx": xlsx([["项目名称：" + FIRST], *LEDGER[1:]])}, (), lines()),
    Disease("a line that is void", "作废 below 状态", ledger(put(G3="状态", G4="已报销", G5="作废", G6="报销中")),
            ("line.void@G5",), lines(LINES[0], LINES[2])),
    Disease("a state nobody understands", "另议 below 报销状态", ledger(put(G3="报销状态", G5="另议")),
            ("line.state-unknown@G5",), lines()),
    Disease("a grant among the spending", "学校拨款, with an amount and a voucher",
            ledger(put(A7="2017.4.9", B7="其他", C7=5000, D7="学校拨款", E7="P9")), ("line.income@D7",), lines()),
    Disease("a remark that a line is void", "作废 as what the money was for", ledger(D5="作废"),
            ("line.void@D5",), lines(LINES[0], LINES[2])),
    Disease("a footer that names another project", "no line of the ledger",
            ledger(put(A7="项目名称：" + SECOND, D7="负责人：示例戊")), (), lines()),
    Disease("payments that were not made", "退票 and 未支付 below 状态", {"财务报销清单.xlsx": xlsx([
        ["财务报销清单"], ["报销单号", "入账日期", "入账金额（元）", "状态"], ["BX1", "2017.6.30", 100, "已支付"],
        ["BX2", "2017.6.30", 200, "退票"], ["BX3", "2017.6.30", 300, "未支付"]])},
            ("line.void@D4", "line.void@D5"), {"finance": [("BX1", 10000)]}),
    Disease("an amount finer than a fen", "a third of 100", ledger(C5=33.3333), ("money.too-fine@C5",),
            lines(LINES[0], ("2017-04-02", None), LINES[2])),
    Disease("a nought behind 元 in capitals", "肆佰捌拾元零伍角 is legal", ledger(C5="贰佰元零伍角"), (),
            lines(LINES[0], ("2017-04-02", 20050), LINES[2])),
    Disease("a page that goes on under a title", "（续）, with what is carried over", {"决算.xlsx": xlsx([
        *LEDGER[:5], ["过次页", None, 300], ["经费支出明细表（续）"], LEDGER[2], ["承前页", None, 300], LEDGER[5],
        ["合计", None, 600]])}, (), lines()),
    Disease("a settlement of several projects", "a column 项目名称", {"决算表.xlsx": xlsx([["经费决算表"],
        ["项目名称", "科目", "预算（元）", "实际（元）"], [FIRST, "交通", 300, 400], [SECOND, "交通", 300, 200]])},
            ("settlement.project-column@A2",), {"settlements": {}}),
    Disease("a category merged over two lines of a settlement", "which of them is meant", {"决算表.xlsx": xlsx([
        ["经费决算表"], ["项目名称：", FIRST], ["科目", "预算（元）", "实际（元）"], ["交通", 300, 400], [None, 100, 200]],
        lambda sheet: sheet.merge_cells("A4:A5"))},
            ("settlement.category-repeated@A4", "settlement.category-repeated@A5"), {"settlements": {"交通": ("unread", None)}}),
    *(Disease(f"the person's name and telephone below one head, {name}", "张三 and 222 are the leader's",
              {"申报汇总表.xlsx": xlsx([["申报单位", "项目名称", "品牌主题", *heads], [None, None, None, "姓名", "电话", "姓名", "电话"],
                  ["护理学院", SECOND, "思想教育类", *values]], _merged_heads)}, faults,
              {"leads": {"2017-C02-1": ("张三", "222")}})
      for name, heads, values, faults in (
          ("before the teacher's", ["负责人", None, "指导教师", None], ["张三", "222", "李四", "111"], ("column.unmapped@F1",)),
          ("behind the teacher's", ["指导教师", None, "负责人", None], ["李四", "111", "张三", "222"], ("column.unmapped@D1",)),
      )),
)  # fmt: skip
