"""Lines, sheets and numbers that are of another component, channel or sitting than their table."""

from __future__ import annotations

from typing import Any

import openpyxl

from diseases.making import ONE, TWO, Disease, marks, saved, tallied, votes, xlsx
from papers import FIRST, SECOND

HEADS = ["项目名称", "评委1", "评委2", "评委3"]
LINES = ([FIRST, 90, 91, 92], [SECOND, 80, 81, 82])
ALL, FIRST_ONLY = marks(), marks(C4=None, D4=None, E4=None)
WECHAT = {(ONE, "微信"): 60, (TWO, "微信"): 40}


def book(**sheets: Any) -> bytes:
    """Return a workbook of these sheets, each a list of rows."""
    whole = openpyxl.Workbook()
    whole.remove(whole.active)
    for name, rows in sheets.items():
        sheet = whole.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return saved(whole)


def board(head: str, *said: str, title: str = "现场答辩评分") -> dict[str, bytes]:
    """Return a board with a column before the projects."""
    lines = [[text, *line] for text, line in zip(said, LINES, strict=True)]
    return {"评分.xlsx": xlsx([[title], [head, *HEADS], *lines])}


def tally(head: str, *said: str, title: str = "微信投票统计") -> dict[str, bytes]:
    lines = [[said[0], FIRST, 60], [said[1], SECOND, 40]]
    return {"网络投票.xlsx": xlsx([[title], [head, "项目名称", "票数"], *lines])}


def in_order(*rows: list[Any]) -> list[list[Any]]:
    return [["现场答辩"], ["出场顺序", *HEADS], *rows]


ORDERED = tuple([1, *line] for line in LINES)
HALVES = ("running_order", [(ONE, 1, 1), (TWO, 1, 1)])
TALLY_COUNTS = [(None, 110, 100, None), (None, 26, 25, None)]
CASES = (
    *(
        Disease(
            f"a line of {said} below {head}",
            "the table is of 现场答辩",
            board(head, "现场答辩", said),
            ("line.other-part@A4",),
            FIRST_ONLY,
        )
        for head, said in (
            ("环节", "申报评审"),
            ("评审环节", "网络投票"),
            ("评审阶段", "材料评审"),
            ("环节", "民主测评"),
        )
    ),
    *(
        Disease(
            f"lines of {said} below {head}",
            "the table's own, or nothing known",
            board(head, said, said),
            (),
            ALL,
        )
        for head, said in (("环节", "现场答辩"), ("环节", "答辩"), ("阶段", "第二阶段"))
    ),
    *(
        Disease(
            f"votes of {said} below {head}",
            "the table is of 微信",
            tally(head, "微信", said),
            ("line.other-part@A4",),
            {"votes": {(ONE, "微信"): 60}},
        )
        for head, said in (("渠道", "微博"), ("投票渠道", "新浪微博"), ("投票方式", "现场投票"))
    ),
    *(
        Disease(
            f"votes of {said} below {head}",
            "the table's own",
            tally(head, said, said),
            (),
            {"votes": WECHAT},
        )
        for head, said in (("渠道", "微信"), ("投票渠道", "微信公众号"), ("投票方式", "网络投票"))
    ),
    Disease(
        "a sheet of 民主测评",
        "the file's name says 现场答辩",
        {"现场答辩.xlsx": book(答辩=[HEADS, LINES[0]], 民主测评=[HEADS, LINES[1]])},
        ("sheet.component-unknown@",),
        FIRST_ONLY,
    ),
    Disease(
        "a second table of 民主测评",
        "below one of 现场答辩",
        {
            "评分.xlsx": xlsx(
                [["现场答辩评分"], HEADS, LINES[0], [], ["民主测评打分"], HEADS, LINES[1]]
            )
        },
        ("sheet.component-unknown@A5",),
        FIRST_ONLY,
    ),
    *(
        Disease(
            f"{title!r} above a board",
            "it is of 现场答辩 all the same",
            {"现场答辩.xlsx": xlsx([[title], HEADS, *LINES])},
            (),
            ALL,
        )
        for title in ("现场答辩（含面试）评分表", "评分表（民主测评另行组织）", "2017年评分汇总表")
    ),
    Disease(
        "a remark on 民主测评",
        "below a board",
        {"现场答辩.xlsx": xlsx([HEADS, *LINES, ["注：民主测评分数见另表"]])},
        (),
        ALL,
    ),
    Disease(
        "counts with the channels behind their words",
        "收回：微信…，微博…",
        votes(
            A6="收回：微信110张，微博26张；有效：微信100张，微博25张",
            A5=None,
            C5=None,
            D5=None,
            C3=60,
            C4=40,
            D3=12,
            D4=13,
        ),
        (),
        tallied(C3=60, C4=40, D3=12, D4=13) | {"vote_counts": TALLY_COUNTS},
    ),
    *(
        Disease(
            f"counts {said!r}",
            "in words",
            {
                "现场.xlsx": xlsx(
                    [["现场投票"], ["项目名称", "票数"], [FIRST, 60], [SECOND, 40], [said]]
                )
            },
            (),
            {"votes": {(ONE, "现场"): 60, (TWO, "现场"): 40}, "vote_counts": [counts]},
        )
        for said, counts in (
            ("发出110张，收回110张，全部有效", (110, 110, 110, 0)),
            ("发出120张，收回110张，均有效。", (120, 110, 110, 0)),
            ("收回110张，有效109张，弃权1张，无废票", (None, 110, 109, 0)),
            ("收回110张，有效率100%，有效110张", (None, 110, 110, None)),
        )
    ),
    *(
        Disease(
            f"orders from 1 again {name}",
            "which sitting?",
            files,
            (f"running-order.same-place@{at}",),
            dict([HALVES]),
        )
        for name, at, files in (
            (
                "below 上午 and 下午",
                "A6",
                {"现场答辩.xlsx": xlsx(in_order(["上午"], ORDERED[0], ["下午"], ORDERED[1]))},
            ),
            (
                "below 第一组 and 第二组",
                "A6",
                {
                    "现场答辩.xlsx": xlsx(
                        in_order(["第一组（附属医院）"], ORDERED[0], ["第二组（机关）"], ORDERED[1])
                    )
                },
            ),
            (
                "on two sheets",
                "A3",
                {"现场答辩.xlsx": book(上午=in_order(ORDERED[0]), 下午=in_order(ORDERED[1]))},
            ),
        )
    ),
    Disease(
        "two orders of one number",
        "a slip",
        {"现场答辩.xlsx": xlsx(in_order(*ORDERED))},
        ("running-order.same-place@A4",),
        dict([HALVES]),
    ),
    Disease(
        "orders from 1 again in another sitting",
        "第一场, 第二场",
        {
            "现场答辩.xlsx": xlsx(
                in_order(["第一场（上午）"], ORDERED[0], ["第二场（下午）"], ORDERED[1])
            )
        },
        (),
        {"running_order": [(ONE, 1, 1), (TWO, 1, 2)]},
    ),
)
