"""Small things that ordinary papers write: numbers of judges, lists' numbers, strokes, labels."""

from __future__ import annotations

from typing import Any

import openpyxl

from diseases.ballots import ASKED, HEADS, ballot, export
from diseases.full import MARKS, NAMES
from diseases.making import (
    BOARD,
    CRITERIA,
    ONE,
    TWO,
    Disease,
    board,
    marks,
    put,
    saved,
    tallied,
    votes,
    xlsx,
)
from papers import FIRST, SECOND

ALL = marks()
GIVEN = (30, 29, 20, 5)
PLACES = {"running_order": [(ONE, 1, 2), (TWO, 2, 2)]}


def listed(judge: Any, beside: bool = True) -> dict[str, bytes]:
    head = ["评委编号：", judge] if beside else [f"评委编号：{judge}"]
    return {"答辩.xlsx": xlsx([["现场答辩评分表"], head, ["项目名称", *CRITERIA], [FIRST, *GIVEN]])}


def form(head: str = "得分", project: list[Any] | None = None) -> dict[str, bytes]:
    lines = [[*line] for line in zip(NAMES, (35, 35, 25, 5), GIVEN, strict=True)]
    top = project or ["项目名称：", FIRST]
    return {
        "答辩.xlsx": xlsx(
            [["现场答辩评分表"], top, ["评委编号：", 2], ["评分项目", "分值", head], *lines]
        )
    }


def two_sheets(*changes: Any) -> dict[str, bytes]:
    """Return the board and the same on a second sheet, some marks of which are changed."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in ("终稿", "草稿"):
        sheet = book.create_sheet(name)
        for row in BOARD:
            sheet.append(list(row))
        for change in changes if name == "草稿" else ():
            change(sheet)
    return {"答辩.xlsx": saved(book)}


def batches(*sheets: list[list[Any]]) -> dict[str, bytes]:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"第{number}批")
        for row in ([*HEADS, ASKED], *rows):
            sheet.append(row)
    return {"网络投票（微信）.xlsx": saved(book)}


def recused(sheet: Any) -> None:
    sheet["B4"] = "回避"
    sheet.merge_cells("B4:E4")


CASES = (
    *(
        Disease(
            f"judge {judge!r} beside 评委编号", "his number", listed(judge), (), {"marks": MARKS}
        )
        for judge in ("２", "二", "No.2", "第2号", "2.0", "2号", "J2", "NO.2", "02")
    ),
    *(
        Disease(
            f"judge {judge!r} behind 评委编号",
            "his number",
            listed(judge, beside=False),
            (),
            {"marks": MARKS},
        )
        for judge in ("二", "第2号", "２")
    ),
    *(
        Disease(
            f"judge {judge!r} beside 评委编号, and nobody",
            "no number",
            listed(judge),
            ("judge.unknown@B2",),
            {"marks": {}},
        )
        for judge in ("2.5", "第2组", "2、3", "甲")
    ),
    *(
        Disease(f"a form's column {head}", "the judge's mark", form(head), (), {"marks": MARKS})
        for head in ("评委打分", "评委评分")
    ),
    Disease(
        "a name below its label",
        "in one cell",
        form(project=[f"项目名称：\n{FIRST}"]),
        (),
        {"marks": MARKS},
    ),
    *(
        Disease(
            f"a project {name!r} in a list", "the number is the list's", board(B4=name), (), ALL
        )
        for name in (
            f"2、{SECOND}",
            f"2.{SECOND}",
            f"（2）{SECOND}",
            f"二、{SECOND}",
            f"②{SECOND}",
            f"{SECOND}①",
            f"{SECOND}*",
            f"{SECOND}\n（护理学院）",
            f"2、{SECOND}（护理学院）",
        )
    ),
    *(
        Disease(
            f"a project {name!r} of no list",
            "another name",
            board(B4=name),
            ("project.unknown@B4",),
            marks(C4=None, D4=None, E4=None),
        )
        for name in (f"新{SECOND}", f"{SECOND}2", f"2{SECOND}")
    ),
    Disease(
        "choices with letters",
        "A. and B.",
        export(ballot(1, f"A.{FIRST}┋B.{SECOND}"), ballot(2, f"B.{SECOND}（护理学院）")),
        (),
        {"votes": {(ONE, "微信"): 1, (TWO, "微信"): 2}},
    ),
    Disease(
        "a brand with its year",
        "the brand is known, the year is nobody's",
        {
            "复查.xlsx": xlsx(
                [
                    ["品牌复查记录"],
                    ["品牌名称", "申报单位", "复查日期", "结论"],
                    ["护航行动（2015）", "护理学院", "2017.11.2", "有效"],
                ]
            )
        },
        ("brand.unknown@A3",),
        {"rechecks": []},
    ),
    *(
        Disease(f"a mark {text!r}", "90", board(C3=text), (), ALL)
        for text in ("90。", "90分整", "90分。")
    ),
    Disease(
        "a judge recused from all criteria",
        "回避 merged over four",
        {
            "答辩.xlsx": xlsx(
                [
                    ["现场答辩评分表"],
                    ["评委编号：2"],
                    ["项目名称", *CRITERIA],
                    [FIRST],
                    [SECOND, *GIVEN],
                ],
                recused,
            )
        },
        (),
        {
            "marks": {(ONE, "J2", name): "recused" for name in NAMES}
            | {(TWO, *key[1:]): n for key, n in MARKS.items()}
        },
    ),
    *(
        Disease(
            f"a row {head} below a board",
            "no project",
            {"答辩.xlsx": xlsx([*BOARD, [None, head, *[85, 86, 87]]])},
            (),
            ALL,
        )
        for head in ("各评委平均分", "评委平均分")
    ),
    *(
        Disease(f"orders {one!r}, {other!r}", "numbers", board(A3=one, A4=other), (), ALL | PLACES)
        for one, other in (("第1个", "第2个"), ("1号", "2号"), ("第一个", "第二个"))
    ),
    Disease(
        "a row of weights below a tally",
        "权重",
        {
            "网络.xlsx": xlsx(
                [
                    ["网络投票统计表"],
                    ["项目名称", "微信", "微博"],
                    ["权重", "60%", "40%"],
                    [FIRST, 120, 30],
                    [SECOND, 100, 20],
                ]
            )
        },
        (),
        tallied(),
    ),
    *(
        Disease(
            f"a stroke {text!r} for votes",
            "blank",
            votes(D4=text, D5=30),
            (),
            tallied(D4="left out"),
        )
        for text in ("—", "/", "-")
    ),
    Disease("one board on two sheets", "a copy", two_sheets(), ("judge.two-sheets@",), ALL),
    Disease(
        "a draft beside its board",
        "one mark differs",
        two_sheets(put(D3=80)),
        ("judge.two-sheets@",),
        marks(D3="unreadable"),
    ),
    Disease(
        "ballots of one channel in two sheets",
        "parts, or the same again?",
        batches([ballot(1, FIRST), ballot(2, SECOND)], [ballot(3, FIRST)]),
        ("votes.ballots-apart@E1",),
        {
            "votes": {(ONE, "微信"): None, (TWO, "微信"): None},
            "vote_counts": [(None, None, None, None)],
        },
    ),
    Disease(
        "one export on two sheets",
        "they say the same",
        batches(*[[ballot(1, FIRST), ballot(2, SECOND)]] * 2),
        ("votes.repeated@",),
        {"votes": {(ONE, "微信"): 1, (TWO, "微信"): 1}, "vote_counts": [(None, 2, 2, 0)]},
    ),
)
