"""Ledgers with several columns of days or of money, or with a day under another name."""

from __future__ import annotations

from typing import Any

from diseases.making import Disease, xlsx
from papers import SECOND

OWNER = [f"项目名称：{SECOND}"]
HEADS = ["日期", "科目", "金额"]
TAXED = [("2017-04-12", 10300), ("2017-04-13", 20600)]
BARE = [("2017-04-12", 10000), ("2017-04-13", 20000)]
LOST = [("2017-04-12", None), ("2017-04-13", None)]


def beside(
    *columns: tuple[Any, ...], amounts: tuple[Any, ...] = (100, 200, 300)
) -> dict[str, bytes]:
    """Return a ledger of two lines and a sum with further columns: head, two numbers, their sum."""
    named = [("日期", "2017.4.12", "2017.4.13", "合计"), ("科目", "物料", "交通", None),
             ("金额", *amounts), *columns, ("发票号", "F01", "F02", None)]  # fmt: skip
    return {"支出明细.xlsx": xlsx([OWNER, *(list(row) for row in zip(*named, strict=True))])}


def dated(*heads: str, voucher: str = "发票号") -> dict[str, bytes]:
    days = ["2017.4.12", "2017.4.10"][: len(heads)]
    return {
        "支出明细.xlsx": xlsx(
            [OWNER, [*heads, "科目", "金额", voucher], [*days, "物料", 100, "F01"]]
        )
    }


TAX = ("税额", 3, 6, 9)
CASES = (
    *(
        Disease(
            f"an amount with tax: {head}",
            "it is what was paid",
            beside((head, 103, 206, 309)),
            (),
            {"ledger": TAXED},
        )
        for head in ("价税合计", "含税金额", "价税合计（元）")
    ),
    *(
        Disease(
            f"金额, 税额 and {head}",
            "the sum of both was paid",
            beside(TAX, (head, 103, 206, 309)),
            (),
            {"ledger": TAXED},
        )
        for head in ("价税合计", "合计", "总价", "小计", "实付")
    ),
    *(
        Disease(
            f"another amount in each line: {head}",
            "nobody can tell which",
            beside((head, 103, 206, 309)),
            ("column.repeated@C2", "column.repeated@D2"),
            {"ledger": LOST},
        )
        for head in ("合计", "总价", "小计", "实付", "实付金额")
    ),
    *(
        Disease(
            f"the same amount once more: {head}",
            "harmless",
            beside((head, 100, 200, 300)),
            (),
            {"ledger": BARE},
        )
        for head in ("合计", "总价", "小计", "实付金额", "价税合计")
    ),
    Disease("a running sum", "harmless", beside(("合计", 100, 300, 300)), (), {"ledger": BARE}),
    Disease(
        "the sum of a group beside its first line",
        "harmless",
        beside(("合计", 300, None, 300)),
        (),
        {"ledger": BARE},
    ),
    Disease(
        "a tax beside the amount",
        "the amount may be before tax",
        beside(TAX),
        ("column.numbers-unread@D2",),
        {"ledger": BARE},
    ),
    *(
        Disease(
            f"a day called {head}",
            "the only one",
            dated(head),
            (),
            {"ledger": [("2017-04-12", 10000)]},
        )
        for head in ("开票日期", "交易时间", "付款日期", "报销日期", "入账日期")
    ),
    Disease(
        "a day called 付款日期, no voucher",
        "the only one",
        dated("付款日期", voucher="用途"),
        (),
        {"ledger": [("2017-04-12", 10000)]},
    ),
    Disease(
        "支出日期 beside 开票日期",
        "it is the day",
        dated("支出日期", "开票日期"),
        ("column.unmapped@B2",),
        {"ledger": [("2017-04-12", 10000)]},
    ),
    Disease(
        "报销日期 beside 开票日期",
        "nobody can tell which",
        dated("报销日期", "开票日期"),
        ("column.repeated@A2", "column.repeated@B2"),
        {"ledger": [(None, 10000)]},
    ),
    Disease(
        "days under a word nobody knows",
        "told as numbers are",
        dated("购票日"),
        ("column.numbers-unread@A2",),
        {"ledger": [(None, 10000)]},
    ),
    Disease(
        "a list of payments with 入账日期 and 报销金额",
        "no ledger",
        {
            "财务清单.xlsx": xlsx(
                [
                    ["报销单号", "入账日期", "入账金额（元）", "报销金额"],
                    ["BX2", "2017.6.4", 90, 90],
                ]
            )
        },
        ("column.numbers-unread@D1",),
        {"finance": [("BX2", 9000)], "ledger": []},
    ),
)
