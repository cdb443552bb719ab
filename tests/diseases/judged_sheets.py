"""Judges' sheets as offices print them: sums alone, units, columns worked out, boxes to write in."""

from __future__ import annotations

from typing import Any

from diseases.headers import judged
from diseases.making import (
    BOARD,
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
from diseases.parts import book
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
J3 = {"marks": judged(ONE, "J3")}
RULED = (
    *(Disease(f"a printed line: {label}", "judge 2 is written on it", listed([FIRST, *GIVEN, 86], label=label), (),
              {"marks": judged(ONE, "J2")}) for label in ("评委编号：__2__", "评委：____示例乙____", "评委编号：＿＿2＿＿（签名）")),
    *(Disease(f"a blank printed line: {label}", "the sheet's name tells the judge", listed([FIRST, *GIVEN, 86], label=label, name="评委3"),
              (), J3) for label in ("评委编号：______", "评委：______（签名）")),
    Disease("a blank printed line and a signature", "示例乙 signs", listed([FIRST, *GIVEN, 86], ["评委签名：__示例乙__"], label="评委编号：______"),
            (), {"marks": judged(ONE, "J2")}),
    Disease("blank printed lines", "nobody is named", listed([FIRST, *GIVEN, 86], ["评委签名：______"], label="评委编号：______"),
            ("judge.not-stated@",), {"marks": {}}),
    Disease("a number that is no judge's on a printed line", "__9__", listed([FIRST, *GIVEN, 86], label="评委编号：__9__"),
            ("judge.unknown@A2",), {"marks": {}}),
)  # fmt: skip


def described(name: str, *told: Any) -> dict[str, bytes]:
    """Return a matrix with a row above the projects that describes the judges."""
    head = ["项目名称", "评委1", "评委2", "评委3"]
    return {
        "a.xlsx": xlsx(
            [["现场答辩评分汇总表"], head, [name, *told], [FIRST, 90, 91, 92], [SECOND, 80, 81, 82]]
        )
    }


def beside(name: str, rows: list[list[Any]]) -> dict[str, bytes]:
    """Return the board with a further sheet."""
    return {"a.xlsx": book(评分=[list(row) for row in BOARD], **{name: rows})}


UNMARKED = (
    *(Disease(f"a row {name} above the projects", "of the judges", described(name, *told), (), marks())
      for name, told in (("单位", ("校团委", "临床医学院", "学工部")), ("职务", ("书记", "教授", "处长")), ("打分项目数", (2, 2, 2)))),
    Disease("a row 单位 with marks", "they are somebody's", described("单位", 90, 91, 92), ("project.unknown@A3",), marks()),
    Disease("a blank column of a judge who is not there", "评委8", board(put(F2="评委8")), (), marks()),
    Disease("a column of a judge who is not there", "评委8 gave marks", board(put(F2="评委8", F3=90)), ("judge.unknown@F2",), marks()),
    Disease("a sheet 评委名单", "no marks", beside("评委名单", [["编号", "姓名", "单位"], [1, "示例甲", "校团委"], [2, "示例乙", "护理学院"]]),
            ("sheet.not-recognised@",), marks()),
    Disease("a sheet 评分标准", "no marks", beside("评分标准", [["评分项目", "分值", "说明"], ["思想性", 35, "主题"], ["创新性", 35, "新"]]),
            ("sheet.not-recognised@",), marks()),
    *(Disease(f"{text} over all criteria", "said of each", {"评分.xlsx": xlsx([["现场答辩评分表"], ["评委编号：2"],
              ["项目名称", *CRITERIA], [FIRST, text], [SECOND, *GIVEN]], lambda sheet: sheet.merge_cells("B4:E4"))}, (),
              {"marks": judged(TWO, "J2") | judged(ONE, "J2", **dict.fromkeys(NAMES, "recused"))}) for text in ("本单位，回避", "本单位回避", "回避，不打分")),
    Disease("two statuses in one box", "缺席，回避", board(D4="缺席，回避"), ("points.not-a-number@D4",), marks(D4="unreadable")),
    Disease("a status with a number", "回避，改由3号打分", board(D4="回避，改由3号打分"), ("points.not-a-number@D4",), marks(D4="unreadable")),
)  # fmt: skip
CASES = (*SUMS, *UNITS, *WORKED_OUT, *RULED, *UNMARKED)
