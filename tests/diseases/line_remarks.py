"""Remarks beside lines: nothing is changed by them, and those that may bear on a line are shown."""

from __future__ import annotations

from typing import Any

from diseases.making import (
    BOARD,
    Disease,
    ledger,
    marks,
    put,
    settlement,
    tallied,
    votes,
    xlsx,
)

CODE, REST = "remark.not-applied", "remark.unread"
REGISTER = [["项目名称：天使之翼"], ["日期", "活动名称", "参与人次", "备注"]]
PAID = [["报销单号", "入账日期", "入账金额", "摘要"], ["BX1", "2017.6.30", 420, "交通"]]
SPENT = [("2017-04-01", 10000), ("2017-04-02", 20000), ("2017-04-03", 30000)]


def _beside_votes(text: str) -> dict[str, bytes]:
    return votes(put(E2="备注", E3=text))


def _beside_marks(text: str) -> dict[str, bytes]:
    heads, first, second = BOARD[1:]
    return {"答辩.xlsx": xlsx([BOARD[0], [*heads, "备注"], [*first, text], [*second, None]])}


def _held(text: str) -> dict[str, bytes]:
    return {"活动登记表.xlsx": xlsx([*REGISTER, ["2017.5.4", "走进社区", 40, text]])}


def _paid(purpose: str) -> dict[str, bytes]:
    return {"财务报销清单.xlsx": xlsx([*PAID, ["BX2", "2017.7.3", 100, purpose]])}


HELD: dict[str, Any] = {"activities": [("2017-05-04", "走进社区", 40)]}
CASES = (
    *(Disease(f"{text!r} beside spending", "the line counts as it stands", ledger(put(G3="备注", G5=text)),
              (f"{CODE}@G5",), {"ledger": SPENT})
      for text in ("与第1笔同票", "与第3行同一张发票", "实际为150元", "其中自购50元", "暂估", "金额更正为180")),
    *(Disease(f"{text!r} beside spending", "nobody says that it changes a number", ledger(put(G3="备注", G5=text)),
              (f"{REST}@G5",), {"ledger": SPENT})
      for text in ("甲垫付", "含学生20人", "实报200元", "由学院承担40元", "优惠后230", "票据遗失", "走学院经费", "报了一半")),
    *(Disease(f"{text!r} beside spending", "it says nothing", ledger(put(G3="备注", G5=text)), (), {"ledger": SPENT})
      for text in ("已报", "无", "√", "13800000000", "2017.5.1", "节约", "雨天", "见附件", "往返")),
    Disease("several remarks of one column", "they are shown together", ledger(put(G3="备注", G4="甲垫付", G5="节约", G6="乙垫付")),
            (f"{REST}@G4",), {"ledger": SPENT}),
    *(Disease(f"{text!r} beside votes", "the votes count as they stand", _beside_votes(text), (f"{CODE}@E3",), tallied())
      for text in ("其中10张无效", "含委托票5张", "疑似刷票")),
    *(Disease(f"{text!r} beside votes", "nobody says that it changes a number", _beside_votes(text), (), tallied())
      for text in ("按时", "第二场", "人气奖")),
    *(Disease(f"{text!r} beside marks", "it may bear on them", _beside_marks(text), (f"{REST}@F3",), marks())
      for text in ("与天使之翼填反", "评委3应回避", "重新打分", "以复核为准")),
    *(Disease(f"{text!r} beside marks", "the marks count as they stand", _beside_marks(text), (f"{CODE}@F3",), marks())
      for text in ("弃赛", "超时扣2分", "超时")),
    *(Disease(f"{text!r} beside marks", "nobody says that it changes a number", _beside_marks(text), (), marks())
      for text in ("表现突出", "内容充实", "主讲：示例甲")),
    *(Disease(f"{text!r} beside an activity", "it counts as it stands", _held(text), (f"{CODE}@D3",), HELD)
      for text in ("与义诊为同一活动", "浏览量，非参与")),
    *(Disease(f"{text!r} beside an activity", "nothing that changes it", _held(text), (), HELD)
      for text in ("与团委合办", "雨天", "获锦旗")),
    Disease("money that finance has not yet paid", "审核中 as the purpose", _paid("审核中"), (f"{CODE}@D3",),
            {"finance": [("BX1", 42000), ("BX2", 10000)]}),
    Disease("a review of students' works as a purpose", "审核 is no state there", _paid("作品审核费"), (),
            {"finance": [("BX1", 42000), ("BX2", 10000)]}),
    *(Disease(f"a category {text!r}", "whether it was spent nobody says", settlement(put(A6=text)), (f"{CODE}@A6",))
      for text in ("待报销：餐饮", "未使用")),
    Disease("a request that a remark changes", "4000 is read", {"汇总.xlsx": xlsx([
        ["序号", "申报单位", "项目名称", "品牌主题", "申请经费（元）", "备注"],
        [1, "护理学院", "暖阳计划", "思想教育类", 4000, "申请经费调整为3000"]])}, (f"{CODE}@F2",)),
)  # fmt: skip
