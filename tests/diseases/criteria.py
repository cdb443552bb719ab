"""Marks of single criteria where the judges' totals belong, and the running order of each part."""

from __future__ import annotations

from typing import Any

from diseases.making import ONE, TWO, Disease, Touch, xlsx
from papers import FIRST, SECOND

Row = list[Any]
NAMES = ("思想性", "创新性", "效果", "参与度")
HEADS: Row = ["项目名称", "评委1", "评委2"]
LINES: list[Row] = [[FIRST, 30, 31], [SECOND, 28, 30]]
WHOLE: list[Row] = [[FIRST, 90, 91], [SECOND, 88, 86]]
OTHER, ONLY = "column.other-quantity", "marks.one-criterion"


def marks(*points: Any) -> dict[str, Any]:
    """Return table marks: both judges' totals of the first project, then of the second."""
    keys = [(project, judge, "total") for project in (ONE, TWO) for judge in ("J1", "J2")]
    return {"marks": dict(zip(keys, points, strict=False))}


def case(
    name: str, rows: list[Row], faults: tuple[str, ...], reads: dict[str, Any], touch: Touch | None = None,
    sheet: str = "表",
) -> Disease:  # fmt: skip
    files = {"现场答辩.xlsx": xlsx(rows, touch, sheet)}
    return Disease(f"criteria: {name}", "a criterion is not the whole", files, faults, reads)


def split(heads: Row, subs: Row, *values: Any) -> list[Row]:
    return [["现场答辩评分汇总表"], heads, subs, [FIRST, *values]]


def titled(*titles: str, heads: Row = HEADS, lines: list[Row] = LINES) -> list[Row]:
    return [*[[title] for title in titles], heads, *lines]


UNREAD = marks(*["unreadable"] * 4)
FIRST_UNREAD = marks(*["unreadable"] * 2)
PAIRS: Row = ["项目名称", "评委1", "", "", "", "评委2"]
SUMMED: Row = ["项目名称", "评委1", "", "", "", "", "评委2"]
FULL = tuple(f"{name}（{full}）" for name, full in zip(NAMES, (35, 35, 25, 5), strict=True))
HALVES = (f"{OTHER}@B3", f"{OTHER}@F3", *(f"column.no-header@{column}4" for column in "CDEGHI"))
A, B = (30, 31, 20, 5), (29, 30, 21, 4)
TURNED: list[Row] = [["项目名称", None, FIRST], *([judge, name, mark] for judge, own in (("评委1", A), ("评委2", B))
          for judge, name, mark in zip((judge, None, None, None), NAMES, own, strict=True))]  # fmt: skip
CASES = (
    case("judges over criteria, not merged", split(PAIRS, ["", *NAMES, *NAMES], *A, *B), HALVES, FIRST_UNREAD),
    case("judges over criteria with full marks", split(PAIRS, ["", *FULL, *FULL], *A, *B), HALVES, FIRST_UNREAD),
    case("judges over criteria and a sum", split(SUMMED, ["", *NAMES, "小计", *NAMES, "小计"], *A, 86, *B, 84),
         (f"{OTHER}@B3", f"{OTHER}@G3", *(f"column.no-header@{column}4" for column in "CDEFHIJK")), FIRST_UNREAD),
    case("judges over criteria on its side", TURNED,
         (f"{OTHER}@B2", f"{OTHER}@B6", "column.no-header@C3"), FIRST_UNREAD),
    case("one criterion below the judges", split(HEADS, ["", "思想性", "思想性"], 30, 31), (f"{OTHER}@B3", f"{OTHER}@C3"), FIRST_UNREAD),
    case("one criterion behind the judges", titled("现场答辩", heads=["项目名称", "评委1（思想性）", "评委2（思想性）"]),
         (f"{OTHER}@B2", f"{OTHER}@C2"), UNREAD),
    case("one criterion in the title", titled("现场答辩“思想性”评分汇总表"), (f"{ONLY}@A1",), UNREAD),
    case("one criterion in a title of its own", titled("现场答辩评分汇总表", "（一）思想性"), (f"{ONLY}@A2",), UNREAD),
    case("one criterion as the sheet's name", titled("现场答辩评分汇总表"), (f"{ONLY}@",), UNREAD, sheet="思想性"),
    # Ordinary boards.
    case("none: a word of a title that is a criterion's", titled("项目效果现场答辩评分汇总表", lines=WHOLE), (), marks(90, 91, 88, 86)),
    case("none: all criteria in a line above", titled("现场答辩评分汇总表", "思想性、创新性、效果、参与度", lines=WHOLE), (), marks(90, 91, 88, 86)),
    case("none: names below the judges", split(HEADS, ["", "示例甲", "示例乙"], 90, 91), (), marks(90, 91)),
)  # fmt: skip
