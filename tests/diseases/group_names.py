"""Rows of words alone between lines: what says that they do not count, and what nobody knows."""

from __future__ import annotations

from typing import Any

from diseases.making import ONE, TWO, Disease, xlsx
from diseases.sections import A1, A2, ALL, BOTH, HELD, SPENT, TWICE, held, listed, paid, spent
from papers import FIRST, SECOND

NOT, UNKNOWN = "section.not-counted", "group.not-understood"
ONE_PAID, BOTH_PAID = [("BX1", 5000)], [("BX1", 5000), ("BX2", 7000)]
FIRSTS = {(ONE, "J1", "total"): 90, (ONE, "J2", "total"): 91}
MARKS = FIRSTS | {(TWO, "J1", "total"): 80, (TWO, "J2", "total"): 81}
VOTES = {(ONE, "微信"): 90, (TWO, "微信"): 80}


def judged(text: str) -> dict[str, bytes]:
    rows = [["项目名称", "评委1", "评委2"], [FIRST, 90, 91], [text], [SECOND, 80, 81]]
    return {"现场答辩.xlsx": xlsx(rows)}


def voted(text: str) -> dict[str, bytes]:
    return {
        "网络投票.xlsx": xlsx(
            [["微信投票"], ["项目名称", "票数"], [FIRST, 90], [text], [SECOND, 80]]
        )
    }


def cases(
    name: str, made: Any, texts: tuple[str, ...], *faults: str, **reads: Any
) -> list[Disease]:
    """Return a case for each text that stands alone between two lines."""
    return [
        Disease(f"{name}: {text!r} between lines", name, made(text), faults, reads)
        for text in texts
    ]


UNCOUNTED = (
    "特邀展示（不参评）",
    "不计入",
    "不计分",
    "不参评项目",
    "示范项目（不计分）",
    "以下为去年成绩",
    "试讲环节",
    "参考票数（不计入）",
    "退出",
)
CASES = (
    *cases("planned", spent, ("后续计划支出", "以下为计划支出", "年底前拟开支", "12月拟用", "还需支出", "不计入"),
           f"{NOT}@A4", ledger=SPENT),
    *cases("not understood", spent, ("预支", "走进社区"), f"{UNKNOWN}@A4", ledger=ALL),
    *cases("an ordinary group of a ledger", spent,
           ("启动仪式", "（一）交通", "5月", "一、已发生支出", "其他", "第一季度", "宣传费", "往返交通费用", "上半年", "2017年支出", "“走进社区”活动"),
           ledger=ALL),
    *cases("not held", held, ("以下为计划活动", "不计入"), f"{NOT}@A4", activities=HELD),
    *cases("an ordinary group of activities", held, ("线上活动", "未来之星讲座", "9月", "志愿服务"), activities=TWICE),
    *cases("unpaid or of another year", paid, ("以下待支付", "以下为2016年", "2016年结转", "上年结转", "不计入"),
           f"{NOT}@A3", finance=ONE_PAID),
    *cases("not understood", paid, ("其他部门垫付", "预付款"), f"{UNKNOWN}@A3", finance=BOTH_PAID),
    *cases("an ordinary group of payments", paid, ("6月", "第二批", "已入账"), finance=BOTH_PAID),
    *cases("no applications", listed, ("以下项目已撤回", "3月25日后撤回", "初审未通过", "以下未通过初审"), f"{NOT}@A3",
           applications={TWO: BOTH[TWO]}),
    *cases("not understood", listed, ("备选项目", "逾期申报"), f"{UNKNOWN}@A3", applications=BOTH),
    *cases("an ordinary group of applications", listed, ("附属医院", "校本部", "志愿服务类", "临床医学院"), applications=BOTH),
    *cases("marks that do not count", judged, (*UNCOUNTED, "以下项目已弃权"), f"{NOT}@A3", marks=FIRSTS),
    *cases("votes that do not count", voted, (*UNCOUNTED, "测试票"), f"{NOT}@A4", votes={(ONE, "微信"): 90}),
    *cases("not understood", judged, ("以下项目未参加答辩（书面评分）",), f"{UNKNOWN}@A3", marks=MARKS),
    *cases("an ordinary group of marks", judged, ("第二组", "理工组", "上午", "思想教育类", "护理学院", "二、附属医院"), marks=MARKS),
    *cases("an ordinary group of votes", voted, ("第二组", "附属医院"), votes=VOTES),
    Disease("two names nobody knows", "told once a table", {"活动登记表.xlsx": xlsx([
        [f"项目名称：{SECOND}"], ["日期", "活动名称", "参与人次"], ["甲乙"], A1, ["丙丁"], A2])},
        (f"{UNKNOWN}@A3",), {"activities": TWICE}),
    Disease("a group called as one of its lines", "harmless", {"活动登记表.xlsx": xlsx([
        [f"项目名称：{SECOND}"], ["日期", "活动名称", "参与人次"], A2, ["走进社区"], A1])}, (),
        {"activities": [TWICE[1], TWICE[0]]}),
)  # fmt: skip
