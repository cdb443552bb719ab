"""Exported ballots: what is no vote, what is void, and what stands below them."""

from __future__ import annotations

from typing import Any

from diseases.making import ONE, TWO, Disease, xlsx
from papers import FIRST, SECOND

HEADS = ["序号", "提交答卷时间", "所用时间", "来自IP"]
ASKED = "1、请投票选出您支持的项目"
COUNTED = {(ONE, "微信"): 2, (TWO, "微信"): 1}
SOUND = {"votes": COUNTED, "vote_counts": [(None, 3, 3, 0)]}
NO_VOTES: dict[str, Any] = {"votes": {}, "vote_counts": []}


def ballot(number: int, *answers: Any) -> list[Any]:
    return [number, f"2017/12/1 9:0{number}", "9秒", f"192.0.2.{number}", *answers]


def export(*rows: list[Any], heads: tuple[str, ...] = (ASKED,)) -> dict[str, bytes]:
    return {"网络投票（微信）.xlsx": xlsx([[*HEADS, *heads], *rows])}


def beside(question: str, first: str = ASKED) -> dict[str, bytes]:
    """Return three ballots with a second question that is answered with projects too."""
    return export(ballot(1, FIRST, SECOND), ballot(2, FIRST, SECOND), ballot(3, SECOND, FIRST),
                  heads=(first, question))  # fmt: skip


def remarked(*remarks: str, head: str = "备注") -> dict[str, bytes]:
    """Return three ballots with a remark each, FIRST, FIRST and SECOND."""
    named = zip((FIRST, FIRST, SECOND), remarks, strict=True)
    return export(*(ballot(n, *one) for n, one in enumerate(named, 1)), heads=(ASKED, head))


def footed(*rows: list[Any]) -> dict[str, bytes]:
    return export(ballot(1, FIRST), ballot(2, FIRST), ballot(3, SECOND), *rows)


CASES = (
    *(
        Disease(
            f"a foot row of a name and a day: {first}, {day}",
            "no ballot",
            footed([first, day]),
            (),
            SOUND,
        )
        for first, day in (
            ("导出人：某某", "2017/12/16"),
            ("统计人：某某", "2017/12/16"),
            ("导出时间", "2017/12/16 10:00"),
            ("导出人：某某", "导出时间：2017/12/16"),
            ("制表", "2017年12月16日"),
            ("截止", "2017/12/15 24:00"),
        )
    ),
    Disease(
        "a foot row with its day below the times",
        "no ballot",
        {
            "网络投票（微信）.xlsx": xlsx(
                [
                    ["提交答卷时间", "来自IP", ASKED],
                    ["2017/12/1 9:01", "192.0.2.1", FIRST],
                    ["导出时间：2017/12/16", "某某"],
                ]
            )
        },
        (),
        {"vote_counts": [(None, 1, 1, 0)]},
    ),
    Disease(
        "a ballot with number and time, left blank",
        "it was returned",
        footed([4, "2017/12/1 9:04"]),
        (),
        SOUND | {"vote_counts": [(None, 4, 3, 1)]},
    ),
    Disease(
        "ballots numbered in letters",
        "each is one",
        {
            "网络投票（微信）.xlsx": xlsx(
                [
                    ["答卷编号", "提交答卷时间", "所用时间", "来自IP", ASKED],
                    ["A1", "2017/12/1 9:01", "9秒", "192.0.2.1", FIRST],
                    ["A2", "2017/12/1 9:02", "9秒", "192.0.2.2", None],
                ]
            )
        },
        (),
        {"vote_counts": [(None, 2, 1, 1)]},
    ),
    *(
        Disease(
            f"a question beside the vote: {question}",
            "no vote, but its answers are projects",
            beside(f"2、{question}"),
            ("votes.question-other@F1",),
            SOUND,
        )
        for question in (
            "您反对哪个项目",
            "您认为最不应入选的项目",
            "您参加过下列哪些活动",
            "您是哪个项目的成员",
            "请选出您参加过的活动",
            "您不支持的项目",
            "还有哪些",
        )
    ),
    Disease(
        "a question before the vote",
        "the member's own project",
        export(
            ballot(1, SECOND, FIRST),
            ballot(2, SECOND, FIRST),
            ballot(3, SECOND, SECOND),
            heads=("1、您来自哪个项目团队", "2、请投票"),
        ),
        ("votes.question-other@E1",),
        SOUND,
    ),
    *(
        Disease(
            f"two votes of one channel: {question}",
            "they are never added up",
            beside(f"2、{question}"),
            ("votes.question-several@E1",),
            NO_VOTES,
        )
        for question in ("请再次确认您支持的项目", "您推荐的第二个项目")
    ),
    Disease(
        "a question of its own",
        "nothing but 您反对哪个项目",
        export(ballot(1, FIRST), ballot(2, SECOND), heads=("1、您反对哪个项目",)),
        ("votes.question-other@E1", "votes.question-unknown@"),
        NO_VOTES,
    ),
    *(
        Disease(
            f"a vote asked thus: {question}",
            "a sound vote",
            export(ballot(1, FIRST), ballot(2, FIRST), ballot(3, SECOND), heads=(question,)),
            (),
            SOUND,
        )
        for question in (
            "1、请选择项目",
            "1、您参加过并最支持的项目（不应超过3项）",
            "1、请为您所在学院的项目投票",
            "1、您最喜爱的团队",
            "1、最佳项目",
        )
    ),
    Disease(
        "a vote in a question for each theme",
        "no project stands in both",
        export(
            ballot(1, FIRST, SECOND),
            ballot(2, FIRST, None),
            heads=("1、志愿类项目中您支持", "2、思政类项目中您支持"),
        ),
        (),
        {"votes": COUNTED, "vote_counts": [(None, 2, 2, 0)]},
    ),
    Disease(
        "a vote in a column for each project",
        "one question",
        export(
            ballot(1, FIRST, SECOND),
            ballot(2, FIRST, None),
            heads=(f"1、支持的项目({FIRST})", f"1、({SECOND})"),
        ),
        (),
        {"votes": COUNTED, "vote_counts": [(None, 2, 2, 0)]},
    ),
    *(
        Disease(
            f"a ballot {remark!r} below {head}",
            "it does not count",
            remarked("", remark, "", head=head),
            ("votes.ballot-void@F3",),
            {"votes": {(ONE, "微信"): 1, (TWO, "微信"): 1}, "vote_counts": [(None, 3, 2, 1)]},
        )
        for head, remark in (
            ("备注", "作废（重复IP）"),
            ("备注", "重复IP，作废"),
            ("备注", "刷票"),
            ("是否有效", "无效"),
            ("是否有效", "否"),
            ("状态", "作废"),
            ("审核结果", "不通过"),
            ("说明", "已剔除"),
        )
    ),
    *(
        Disease(
            f"a ballot {remark!r} that may be void",
            "it counts, and is told",
            remarked("", remark, remark),
            ("line.remark-void@F3",),
            SOUND,
        )
        for remark in ("疑似刷票", "重复IP", "待核")
    ),
    *(
        Disease(
            f"ballots {remark!r} below {head}",
            "nothing is wrong with them",
            remarked(remark, "", remark, head=head),
            (),
            SOUND,
        )
        for head, remark in (
            ("备注", "未发现刷票"),
            ("是否有效", "是"),
            ("是否有效", "有效"),
            ("备注", "加油"),
            ("状态", "正常"),
            ("备注", "无"),
        )
    ),
    *(
        Disease(f"rows below ballots: {name}", "no ballots", footed(*rows), (), SOUND)
        for name, rows in (
            ("审核, a day", (["审核："], ["2017-12-2"])),
            ("导出人, a day", (["导出人：某某"], ["2017年12月2日"])),
            ("统计结果", (["统计结果"], [FIRST, 2], [SECOND, 1])),
            (
                "the site's own counts",
                (
                    [None],
                    ["选项", "小计", "比例"],
                    [FIRST, 2, "67%"],
                    [SECOND, 1, "33%"],
                    ["本题有效填写人次", 3],
                ),
            ),
            ("合计 below the question", (["合计", None, None, None, 3],)),
            ("以下空白", ([None, None, None, None, "以下空白"],)),
            ("一句话", (["本表共3份答卷"],)),
        )
    ),
    Disease(
        "the header once more",
        "at the top of a page",
        export(ballot(1, FIRST), [*HEADS, ASKED], ballot(2, FIRST), ballot(3, SECOND)),
        (),
        SOUND,
    ),
    Disease(
        "ballots without a number or a time",
        "they are ballots all the same",
        {
            "网络投票（微信）.xlsx": xlsx(
                [
                    ["来源", "来自IP", ASKED],
                    ["微信", "192.0.2.1", FIRST],
                    ["微信", "192.0.2.2", FIRST],
                    ["微信", "192.0.2.3", SECOND],
                    ["合计", 3],
                ]
            )
        },
        (),
        SOUND,
    ),
    Disease(
        "a ballot whose number is gone",
        "it answers",
        footed([None, None, None, None, SECOND]),
        (),
        {"votes": {(ONE, "微信"): 2, (TWO, "微信"): 2}, "vote_counts": [(None, 4, 4, 0)]},
    ),
)
