"""Lines listed below the line that states their sum, and income above what was spent."""

from __future__ import annotations

from typing import Any

from diseases.filled_in import READ, form
from diseases.making import Disease, xlsx
from papers import SECOND

HS, HD = ["科目", "预算", "实际", "差额"], ["日期", "类别", "金额", "票据号"]
R1, R2 = ["2017.4.2", "展板", 1500, "1"], ["2017.4.3", "纸", 500, "2"]
DATED = [("2017-04-02", 150000), ("2017-04-03", 50000)]


def settled(*rows: Any) -> dict[str, bytes]:
    return {"决算表.xlsx": xlsx([[f"项目名称：{SECOND}"], HS, *rows])}


def spent(*rows: Any) -> dict[str, bytes]:
    return {"明细.xlsx": xlsx([[f"项目名称：{SECOND}"], HD, *rows])}


def stated(**fen: int) -> dict[str, Any]:
    return {"settlements": {name: ("stated", amount) for name, amount in fen.items()}}


def _income() -> list[Disease]:
    lines = [["材料费", 3000, 2900, 100], ["宣传费", 500, 500, 0], ["支出合计", 3500, 3400, 100]]
    both = stated(材料费=290000, 宣传费=50000)
    given = [["学校支持", 3000, 3000, 0], ["学院配套", 500, 500, 0]]
    plan = READ | {"budget_plan": {"交通": 300000, "物料": 200000}}
    asked = [["交通", 3000], ["物料", 2000]]
    return [
        Disease("a settlement with income above", "a category", settled(["一、收入"], *given, ["二、支出"], *lines), (), both),
        Disease("a settlement with income and its sum", "a category", settled(["一、经费来源"], *given, ["收入合计", 3500, 3500, 0], ["二、经费支出"], *lines), (), both),
        Disease("a settlement with a sum of income alone", "a category", settled(["学校支持经费", 3500, 3500], ["收入合计", 3500, 3500], *lines), (), both),
        Disease("a settlement with income below", "a category", settled(["一、支出"], *lines, ["二、收入"], *given), (), both),
        Disease("a settlement with a sum of income last", "what was spent is income", settled(*lines, ["收入合计", 3600, 3600]),
                tuple(f"total.does-not-add-up@{at}" for at in ("B6", "C6")), both),
        Disease("a settlement in two parts", "one is income", settled(["一、校内"], lines[0], ["二、校外"], *lines[1:]), (), both),
        *(Disease(f"a budget below {heads[0]!r}", "a line of the budget", form(["科目", "金额（元）"], [heads[0]], ["学校支持", 5000], *more, [heads[1]], *asked, ["合计", 5000]), (), plan)
          for heads, more in ((("收入预算", "支出预算"), []), (("一、收入", "二、支出"), [["收入合计", 5000]]))),
        Disease("a budget that says 合计 of income as well", "a line of the budget", form(["科目", "金额（元）"], ["一、收入"], ["学校支持", 4000], ["学院配套", 1000],
                ["收入小计", 5000], ["二、支出"], *asked, ["支出小计", 5000]), (), plan),
    ]  # fmt: skip


def _listed() -> list[Disease]:
    parts = [["1.盒", 1500, 1500, 0], ["2.纸", 500, 400, 100]]
    return [
        Disease("a settlement with listed parts", "counted twice", settled(["一、材料费", 2000, 1900, 100], *parts), (), stated(**{"一、材料费": 190000})),
        Disease("a settlement with listed parts and a sum", "it does not add up", settled(["一、材料费", 2000, 1900, 100], *parts, ["二、宣传费", 10, 10, 0], ["合计", 2010, 1910, 100]), (),
                stated(**{"一、材料费": 190000, "二、宣传费": 1000})),
        Disease("a settlement of numbered lines", "one is part of another", settled(["1.材料费", 2000, 1900, 100], ["2.宣传费", 500, 400, 100]), (),
                stated(**{"1.材料费": 190000, "2.宣传费": 40000})),
        Disease("a settlement numbered in two ways", "the second is part of the first", settled(["1.材料费", 2000, 1900, 100], ["（2）宣传费", 500, 400, 100]), (),
                stated(**{"1.材料费": 190000, "（2）宣传费": 40000})),
        Disease("a ledger with heads that state sums", "counted twice", spent([None, "一、材料费", 2000, None], R1, R2, [None, "二、宣传费", 300, None], ["2017.4.5", "海报", 300, "3"]), (),
                {"ledger": [*DATED, ("2017-04-05", 30000)]}),
        Disease("a ledger with heads and a sum", "it does not add up", spent([None, "一、材料费", 2000, None], R1, R2, [None, "合计", 2000, None]), (), {"ledger": DATED}),
        Disease("a ledger with an undated line", "it is a sum", spent([None, "一、材料费", 700, None], R1, R2), (), {"ledger": [(None, 70000), *DATED]}),
        Disease("a ledger with an undated line as large as the next", "it is a sum", spent([None, "材料费", 1500, None], R1), (), {"ledger": [(None, 150000), DATED[0]]}),
    ]  # fmt: skip


CASES = [*_income(), *_listed()]
