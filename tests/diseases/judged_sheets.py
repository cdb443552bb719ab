"""Judges' sheets as offices print them: sums alone, units, columns worked out, boxes to write in."""

from __future__ import annotations

from typing import Any

from diseases.headers import judged
from diseases.making import (
    CRITERIA,
    ONE,
    TWO,
    Disease,
    board,
    marks,
    put,
    tallied,
    votes,
    xlsx,
)
from papers import FIRST, SECOND

TOTAL, LOST = "total.does-not-add-up", "column.numbers-unread"
NAMES = ("思想性", "创新性", "效果", "参与度")
GIVEN = [30, 31, 20, 5]
BLANK = dict.fromkeys(NAMES, "blank")


def listed(
    *rows: list[Any], label: str = "评委编号：2", title: str = "现场答辩评分表", name: str = "表"
) -> dict[str, bytes]:
    """Return judge 2's list with these rows from row 4 on, 总分 in column F."""
    return {
        "评分.xlsx": xlsx([[title], [label], ["项目名称", *CRITERIA, "总分"], *rows], name=name)
    }


def form(*points: Any, total: Any) -> dict[str, bytes]:
    lines = [[name, mark] for name, mark in zip(NAMES, points, strict=True)]
    head = [["现场答辩评分表"], ["项目名称：", FIRST, "评委编号：", 2], ["评分项目", "得分"]]
    return {"评分.xlsx": xlsx([*head, *lines, ["合计", total]])}


def cross(*columns: tuple[list[Any], Any]) -> dict[str, bytes]:
    lines = [[name, *(column[n] for column, _ in columns)] for n, name in enumerate(NAMES)]
    heads = [f"评委{n}" for n in range(1, len(columns) + 1)]
    top = [["现场答辩评分"], ["项目名称：", FIRST], ["评分项目", *heads]]
    return {"评分.xlsx": xlsx([*top, *lines, ["合计", *(total for _, total in columns)]])}


SUMS = (
    Disease("a judge's sum with a blank box", "86 for 55", listed([FIRST, 30, None, 20, 5, 86]), (f"{TOTAL}@F4",),
            {"marks": judged(ONE, "J2", 创新性="blank")}),
    Disease("a judge's sum alone", "83, no criterion", listed([FIRST, *GIVEN, 86], [SECOND, None, None, None, None, 83]),
            (f"{TOTAL}@F5",), {"marks": judged(ONE, "J2") | judged(TWO, "J2", **BLANK)}),
    Disease("a judge's sum of what is filled in", "55 beside a blank box", listed([FIRST, 30, None, 20, 5, 55]), (),
            {"marks": judged(ONE, "J2", 创新性="blank")}),
    Disease("a judge's sum of nothing", "0, worked out", listed([FIRST, *GIVEN, 86], [SECOND, None, None, None, None, 0]), (),
            {"marks": judged(ONE, "J2") | judged(TWO, "J2", **BLANK)}),
    Disease("a judge who abstains from a project", "弃权 below 总分", listed([FIRST, *GIVEN, 86], [SECOND, None, None, None, None, "弃权"]),
            (), {"marks": judged(ONE, "J2") | judged(TWO, "J2", **BLANK)}),
    Disease("a judge's sum beside 回避", "回避 is no blank", listed([FIRST, 30, "回避", 20, 5, 86]), (),
            {"marks": judged(ONE, "J2", 创新性="recused")}),
    Disease("a form with its sum alone", "86", form(None, None, None, None, total=86), (f"{TOTAL}@B8",),
            {"marks": judged(ONE, "J2", **BLANK)}),
    Disease("a column with its sum alone", "of judge 1", cross(([None] * 4, 86), (GIVEN, 86)), (f"{TOTAL}@B8",),
            {"marks": judged(ONE, "J1", **BLANK) | judged(ONE, "J2")}),
    *(Disease(f"{head} without marks", "no judge gave one", board(put(F2=head, F3=91, F4=88, C4=None, D4="/", E4=None)),
              (f"{TOTAL}@F4",), marks(C4="blank", D4="blank", E4="blank"))
      for head in ("平均分", "总分", "最后得分", "得分")),
    *(Disease(f"{head} {value!r} without marks", "nothing is stated", board(put(F2=head, F3=91, F4=value, C4=None, D4=None, E4=None)),
              (), marks(C4="blank", D4="blank", E4="blank"))
      for head, value in (("平均分", 0), ("平均分", None), ("平均分", "/"), ("名次", 2))),
    Disease("a mean beside 回避", "one mark is left", board(put(F2="平均分", F4=80, D4="回避", E4=None)), (),
            marks(D4="recused", E4="blank")),
)  # fmt: skip
UNITS = (
    Disease("marks and their sum with 分", "86分", listed([FIRST, "30分", "31分", "20分", "5分", "86分"]), (),
            {"marks": judged(ONE, "J2")}),
    Disease("a form with 分", "86分", form("30分", "31分", "20分", "5分", total="86分"), (), {"marks": judged(ONE, "J2")}),
    Disease("a wrong sum with 分", "87分 for 86", listed([FIRST, *GIVEN, "87分"]), (f"{TOTAL}@F4",), {"marks": judged(ONE, "J2")}),
)  # fmt: skip
WORKED_OUT = (
    *(Disease(f"a column {head} behind the judges", "worked out", board(put(F2=head, F3=91, F4=81)), (), marks())
      for head in ("得分", "实际得分", "答辩得分", "答辩成绩", "成绩", "总评分", "有效平均分", "总得分", "排序", "用时（分钟）")),
    Disease("a column 得分 between judges", "it may be one's", board(put(E2="得分", F2="评委3", F3=92, F4=82)), (f"{LOST}@E2",),
            marks()),
    Disease("a column 材料得分 behind the judges", "another component's", board(put(F2="材料得分", F3=91, F4=81)), (f"{LOST}@F2",),
            marks()),
    *(Disease(f"a column {head} behind the channels", "worked out", votes(E2=head, E3=150, E4=120), (), tallied())
      for head in ("合计票数", "得分")),
    *(Disease(f"a column {head} of a summary", wrong, {"a.xlsx": xlsx([["五四红旗团委考核汇总表"],
              ["申报单位", "思想政治建设", "组织建设", head], ["护理学院", 20, 21, 41]])}, faults,
              {"red_flag_items": {("C02", "思想政治建设"): 20, ("C02", "组织建设"): 21}})
      for head, wrong, faults in (("基础分", "worked out", ()), ("活动开展情况", "nearly an item of the rules", (f"{LOST}@D2",)))),
)  # fmt: skip
CASES = (*SUMS, *UNITS, *WORKED_OUT)
