"""A second row of heads in forms, crosses and tables on their side; labels below stacked forms."""

from __future__ import annotations

from typing import Any

from diseases.making import ONE, TWO, Disease, Touch, xlsx
from papers import FIRST, SECOND

NAMES, FULL = ("思想性", "创新性", "效果", "参与度"), (35, 35, 25, 5)
A, B = (30, 31, 20, 5), (28, 30, 21, 4)
LOST = ("unreadable",) * 4
Row = list[Any]


def merged(*areas: str) -> Touch:
    def touch(sheet: Any) -> None:
        for area in areas:
            sheet.merge_cells(area)

    return touch


def points(project: str, judge: str, marks: tuple[Any, ...]) -> dict[tuple[str, str, str], Any]:
    return {(project, judge, name): mark for name, mark in zip(NAMES, marks, strict=True)}


def form(heads: Row, second: Row, *others: tuple[int, ...]) -> list[Row]:
    rows = [[name, full, *more] for name, full, *more in zip(NAMES, FULL, *others, strict=True)]
    top: list[Row] = [["现场答辩评分表"], ["项目名称：", FIRST, "评委编号：", 3]]
    return [*top, ["评分项目", "分值", *heads], [None, None, *second], *rows]


def told(
    name: str, rows: list[Row], faults: tuple[str, ...], reads: dict[str, Any], *areas: str
) -> Disease:
    return Disease(f"second heads: {name}", "what a head means stands below or above it",
                   {"现场答辩.xlsx": xlsx(rows, merged(*areas))}, faults, reads)  # fmt: skip


OTHER, SPREAD = "column.other-quantity", "column.spread"
NONE, SOUND = {"marks": points(ONE, "J3", LOST)}, {"marks": points(ONE, "J3", A)}
FEWER = (5, 4, 5, 0)
CROSS: list[Row] = [["现场答辩"], ["项目名称：", FIRST]]
BOTH = {"marks": points(ONE, "J1", A) | points(ONE, "J2", B)}
NEITHER = {"marks": points(ONE, "J1", LOST) | points(ONE, "J2", LOST)}
PAIRS: list[Row] = [[name, a, b] for name, a, b in zip(NAMES, A, B, strict=True)]
SIDE: list[Row] = [["现场答辩评分"], ["项目名称", FIRST, SECOND]]
ASIDE: list[Row] = [["评委1", 36, 32], ["评委2", 35, 33]]
UNREAD = {"marks": {(p, j, "total"): "unreadable" for p in (ONE, TWO) for j in ("J1", "J2")}}
FLAG: list[Row] = [["考核表"], ["申报单位：", "护理学院"], ["一级指标", "分值", "自评分", "核评分"]]


def flag(*second: Any, extra: tuple[Any, Any] = (None, None)) -> dict[str, bytes]:
    rows = [["思想政治建设", 25, 24, 2, extra[0]], ["组织建设", 25, 25, 1, extra[1]]]
    return {"五四红旗考核表.xlsx": xlsx([*FLAG, [None, None, None, *second], *rows])}


def checked(
    *second: Any, line: tuple[Any, ...] = ("护航行动", "2017-11-2", "降级")
) -> dict[str, bytes]:
    return {
        "复查.xlsx": xlsx(
            [["品牌复查记录"], ["品牌名称", "复查日期", "结论"], list(second), list(line)]
        )
    }


def judged(project: str, judge: Any, marks: tuple[int, ...], *, is_below: bool = True) -> list[Row]:
    label: list[Row] = [["评委编号：", judge]] if judge else []
    rows: list[Row] = [[name, "", mark] for name, mark in zip(NAMES, marks, strict=True)]
    head: list[Row] = [["项目名称：", project], ["评分项目", "标准", "得分"]]
    return [*head, *rows, *label] if is_below else [*label, *head, *rows]


def crossed(project: Row, marks: int) -> list[Row]:
    rows: list[Row] = [[name, marks, marks + 1] for name in NAMES[:3]]
    return [["评分项目", "评委1", "评委2"], *rows, ["参与度", 4, 5], project]


def stacked(name: str, rows: list[Row], faults: tuple[str, ...], reads: dict[Any, Any]) -> Disease:
    return Disease(f"labels below: {name}", "each block ends with its own label",
                   {"现场答辩.xlsx": xlsx([["现场答辩评分表"], *rows])}, faults, {"marks": reads})  # fmt: skip


def crosses(one: str, marks: int) -> dict[tuple[str, str, str], int]:
    both = [points(one, f"J{n + 1}", (*(marks + n,) * 3, 4 + n)) for n in (0, 1)]
    return both[0] | both[1]


TWO_JUDGES = points(ONE, "J1", A) | points(TWO, "J2", B)
LISTED: Row = ["项目名称", *NAMES]
GROUPED = {
    "网络.xlsx": xlsx(
        [
            ["2017年网络投票统计表"],
            ["微信", "项目名称"],
            ["理工组"],
            [12, FIRST],
            ["文科组"],
            [9, SECOND],
        ]
    )
}
CASES = (
    Disease("a group's name below a column of votes", "it heads lines", GROUPED, (),
            {"votes": {(ONE, "微信"): 12, (TWO, "微信"): 9}}),
    told("扣分 and 实得 merged", form(["得分"], ["扣分", "实得"], FEWER, A), (f"{SPREAD}@C3",), NONE, "C3:D3"),
    told("扣分 and 实得", form(["得分"], ["扣分", "实得"], FEWER, A), (f"{SPREAD}@C3",), NONE),
    told("标准分 and 实得分", form(["得分"], ["标准分", "实得分"], FULL, A), (f"{SPREAD}@C3",), NONE, "C3:D3"),
    *(told(word, form(["得分"], [word], FEWER), (f"{OTHER}@C4",), NONE) for word in ("（扣分）", "折合后")),
    told("the first column of two left blank", form(["得分"], [], (None,) * 4, A), (), SOUND, "C3:D3"),
    told("nothing but 得分 below", form(["得分"], ["打分"], A), (), SOUND),
    told("a cross of ranks and marks", [*CROSS, ["评分项目", "评委1", None, "评委2"], [None, "名次", "打分", "名次", "打分"],
         *([n, 1, a, 2, b] for n, a, b in PAIRS)], (f"{SPREAD}@B3", f"{SPREAD}@D3"), NEITHER, "A3:A4", "B3:C3", "D3:E3"),
    told("a cross of deductions", [*CROSS, ["评分项目", "评委1", "评委2"], [None, "扣分", "扣分"], *PAIRS],
         (f"{OTHER}@B4", f"{OTHER}@C4"), NEITHER),
    told("a cross below 扣分", [*CROSS, ["评分项目", "扣分"], [None, "评委1", "评委2"], *PAIRS],
         (f"{OTHER}@B4", f"{OTHER}@C4"), NEITHER, "A3:A4", "B3:C3"),
    told("a cross with marks alone", [*CROSS, ["评分项目", "评委1", "评委2"], [None, "打分", "打分"], *PAIRS], (), BOTH),
    told("折合分 on its side", [*SIDE, [None, "折合分", "折合分"], *ASIDE], (f"{OTHER}@B3", f"{OTHER}@C3"), UNREAD),
    told("two columns for a project", [SIDE[0], ["项目名称", FIRST, None, SECOND], [None, "得分", "名次", "得分", "名次"],
         ["评委1", 90, 1, 80, 2], ["评委2", 88, 1, 81, 2]], (f"{SPREAD}@B2", f"{SPREAD}@D2"), {"marks": {}}),
    told("two merged columns for a project", [SIDE[0], ["项目名称", FIRST, None, SECOND], [None, "名次", "得分", "名次", "得分"],
         ["评委1", 1, 90, 2, 80], ["评委2", 1, 88, 2, 81]], (f"{SPREAD}@B2", f"{SPREAD}@D2"), {"marks": {}}, "B2:C2", "D2:E2"),
    told("full marks on its side", [*SIDE, ["满分", 10, 10], ["评委1", 9, 8], ["评委2", 8, 8]],
         ("criterion.other-full-marks@B3", "criterion.other-full-marks@C3"), UNREAD),
    told("the rules' full marks on its side", [*SIDE, ["满分", 100, 100], *ASIDE], (),
         {"marks": {(p, j, "total"): v for p, j, v in ((ONE, "J1", 36), (ONE, "J2", 35), (TWO, "J1", 32), (TWO, "J2", 33))}}),
    Disease("second heads: （扣分） in a Red Flag form", "points taken away", flag("（扣分）"), (f"{OTHER}@D4",),
            {"red_flag_items": {("C02", "思想政治建设"): None, ("C02", "组织建设"): None}}),
    Disease("second heads: （拟） in re-checks", "a draft", checked(None, None, "（拟）"), (f"{OTHER}@C3",), {"rechecks": []}),
    Disease("second heads: （计划） in re-checks", "a planned day", checked(None, "（计划）"), (f"{OTHER}@B3",), {"rechecks": []}),
    stacked("judges", [*judged(FIRST, 1, A), [], *judged(SECOND, 2, B)], (), TWO_JUDGES),
    stacked("judges without a gap", [*judged(FIRST, 1, A), *judged(SECOND, 2, B)], (), TWO_JUDGES),
    stacked("judges above", [*judged(FIRST, 1, A, is_below=False), [], *judged(SECOND, 2, B, is_below=False)], (), TWO_JUDGES),
    stacked("the last has none", [*judged(FIRST, 1, A), [], *judged(SECOND, 0, B)], ("judge.not-stated@B10",), points(ONE, "J1", A)),
    stacked("only one between, no gap", [*judged(FIRST, 1, A), *judged(SECOND, 0, B)], ("caption.unclear@A8",), {}),
    *(stacked(f"projects in {n} cells", [*crossed(one, 20), [], *crossed(two, 10)], (), crosses(ONE, 20) | crosses(TWO, 10))
      for n, one, two in ((2, ["项目名称：", FIRST], ["项目名称：", SECOND]),
                          (1, [f"项目名称：{FIRST}"], [f"项目名称：{SECOND}"]))),
    stacked("a judge above and below", [["评委1"], LISTED, [FIRST, *A], ["评委编号：1", "签名："], [], LISTED, [SECOND, *B],
            ["评委编号：2", "签名："]], (), TWO_JUDGES),
    stacked("a judge's number in a cell of its own", [LISTED, [FIRST, *A], ["评委编号：", 3]], (), points(ONE, "J3", A)),
)  # fmt: skip
