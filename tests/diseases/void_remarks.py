"""Remarks beside marks, votes and re-checks: some say that a line does not count, most do not."""

from __future__ import annotations

from typing import Any

from diseases.making import BOARD, Disease, marks, tallied, votes, xlsx

CODE = "remark.may-void"


def below(text: str) -> dict[str, bytes]:
    return {"答辩.xlsx": xlsx([*BOARD, [text]])}


def _beside(head: str, text: str) -> dict[str, bytes]:
    heads, *lines = BOARD[1:]
    first, second = lines
    return {"答辩.xlsx": xlsx([BOARD[0], [*heads, head], [*first, text], [*second, None]])}


def _checked(remark: str) -> dict[str, Any]:
    head = ["序号", "品牌名称", "申报单位", "复查日期", "结论", "备注"]
    line = [1, "护航行动", "护理", "2017.5.1", "有效", remark]
    return {"复查.xlsx": xlsx([["品牌复查记录"], head, line])}


CASES = (
    *(
        Disease(
            f"{head} {text!r} beside marks",
            "whether they count nobody says",
            _beside(head, text),
            (f"{CODE}@F3",),
            marks(),
        )
        for head, text in (
            ("备注", "退赛，成绩作废"),
            ("备注", "评委2打分无效"),
            ("备注", "取消评奖资格"),
        )
    ),
    *(
        Disease(
            f"{text!r} below marks",
            "whether they count nobody says",
            below(text),
            (f"{CODE}@A5",),
            marks(),
        )
        for text in ("注：评委3迟到，打分无效", "说明：第二个项目已退赛")
    ),
    *(
        Disease(f"{text!r} below marks", "a rule, or nothing of the kind", below(text), (), marks())
        for text in (
            "注：去掉一个最高分和一个最低分",
            "说明：超过100分的打分无效",
            "注：未签名的评分表一律作废",
            "备注：以上评分已复核",
        )
    ),
    Disease(
        "votes that should be taken off",
        "how many count nobody says",
        votes(E2="备注", E3="刷票20票，应扣除"),
        (f"{CODE}@E3",),
        tallied(),
    ),
    Disease(
        "counts of ballots below votes",
        "they are counts",
        votes(A7="发出420张，收回410张，作废10张，有效400张"),
        (),
        tallied(),
    ),
    Disease(
        "a re-check that was filled in wrongly",
        "which part is wrong nobody says",
        _checked("填错，作废"),
        (f"{CODE}@F3",),
        {"rechecks": [("2016-C02-1", "2017-05-01", "valid")]},
    ),
    Disease(
        "a group called off",
        "以下项目取消资格 above a line",
        {"答辩.xlsx": xlsx([*BOARD[:3], ["以下项目取消资格"], BOARD[3]])},
        (f"{CODE}@A4",),
        marks(),
    ),
)
