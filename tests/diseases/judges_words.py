"""What stands around marks and votes and is none: remarks, signatures, means, sums of all, copies."""

from __future__ import annotations

from typing import Any

from diseases.captions import paper
from diseases.making import ONE, TWO, Disease, xlsx
from diseases.parts import book
from papers import FIRST, SECOND

NAMES = ("思想性", "创新性", "效果", "参与度")
GIVEN = (30, 31, 20, 4)
BOARD = [["项目名称", "评委1", "评委2"], [FIRST, 90, 91], [SECOND, 80, 81]]
MARKS = {(ONE, "J1", "total"): 90, (ONE, "J2", "total"): 91, (TWO, "J1", "total"): 80, (TWO, "J2", "total"): 81}  # fmt: skip
WECHAT, WEIBO = (
    [["微信投票统计"], ["项目名称", "票数"], [FIRST, 60], [SECOND, 40]],
    [["微博投票统计"], ["项目名称", "票数"], [FIRST, 6], [SECOND, 4]],
)
VOTES = {(ONE, "微信"): 60, (TWO, "微信"): 40, (ONE, "微博"): 6, (TWO, "微博"): 4}


def given(project: str, judge: str) -> dict[Any, Any]:
    return {(project, judge, name): mark for name, mark in zip(NAMES, GIVEN, strict=True)}


def form(
    *rows: list[Any],
    title: str = "现场答辩评分表",
    heads: tuple[str, ...] = ("得分",),
    bands: Any = (),
) -> dict[str, bytes]:
    lines = [[c, *more, m] for c, m, more in zip(NAMES, GIVEN, bands or [()] * 4, strict=True)]
    top = [[title], ["项目名称：", SECOND, "评委编号：", 3], ["评分项", *heads]]
    return {"现场答辩评分表.xlsx": xlsx([*top, *lines, *rows])}


def signed(*names: str) -> dict[str, bytes]:
    parts: list[Any] = []
    for project, name in zip((FIRST, SECOND), names, strict=True):
        rows = [["项目名称", project, "评委编号", "2"], ["评分项目", "分值", "得分", ""],
                *([c, "", str(m), ""] for c, m in zip(NAMES, GIVEN, strict=True))]  # fmt: skip
        parts += ["现场答辩评分表", rows, f"评委签名：{name}"]
    return paper("评委2评分表.docx", *parts)


def stacked(*feet: list[Any]) -> dict[str, bytes]:
    """Return two channels below each other, each with its sum, and rows below them."""
    heads = ["项目名称", "票数"]
    return {"网络投票.xlsx": xlsx([["网络投票统计"], ["一、微信"], heads, [FIRST, 60], [SECOND, 40], ["合计", 100],
                               ["二、微博"], heads, [FIRST, 6], [SECOND, 4], ["合计", 10], *feet])}  # fmt: skip


def again(first: int) -> dict[str, bytes]:
    """Return two sheets of votes and one that says all once more, FIRST's first number changed."""
    whole = [
        ["网络投票汇总"],
        ["项目名称", "微信", "微博", "合计"],
        [FIRST, first, 6, first + 6],
        [SECOND, 40, 4, 44],
    ]
    return {"网络投票.xlsx": book(微信=WECHAT, 微博=WEIBO, 汇总=whole)}


REMARKS = ("比2016年有进步", "2016年曾获优秀品牌，继续努力", "本项目2015年起开展")
SENTENCE = "发出120张，收回110张，有效100张，无效10张。"
CAST = [["项目名称", "票数"], [FIRST, 60], [SECOND, 40]]
BANDS = (("31-35", "26-30"), ("31-35", "26-30"), ("22-25", "18-21"), ("5", "4"))
CASES = (
    *(Disease(f"a judge's remark: {text}", "the form is of this year", form(["评语", text]), (), {"marks": given(TWO, "J3")})
      for text in REMARKS),
    Disease("a judge's remark alone below the marks", "the form is of this year", form(["评语"], [REMARKS[2]]), (),
            {"marks": given(TWO, "J3")}),
    Disease("a judge's form of another year", "its title says so", form(title="2016年现场答辩评分表"),
            ("sheet.other-year@A1",), {"marks": {}}),
    Disease("remarks below criteria and judges", "no criterion", {"现场答辩.xlsx": xlsx([
        ["现场答辩评分"], [f"项目名称：{SECOND}"], ["评分项目", "评委1", "评委3"], *([c, m, m] for c, m in zip(NAMES, GIVEN, strict=True)),
        ["评语", "比2016年有进步", "建议多宣传"]])}, (), {"marks": given(TWO, "J1") | given(TWO, "J3")}),
    Disease("forms that are signed below", "name and number agree", signed("示例乙", "示例乙"), (),
            {"marks": given(ONE, "J2") | given(TWO, "J2")}),
    Disease("forms signed by somebody else", "the number is another's", signed("示例乙", "示例甲"),
            ("judge.name-differs@A4",), {"marks": given(ONE, "J2")}),
    Disease("bands of grades beside the marks", "no marks", form(heads=("优", "良", "得分"), bands=BANDS), (),
            {"marks": given(TWO, "J3")}),
    Disease("numbers below a grade", "they may be marks", form(heads=("优", "得分"), bands=((31,), (32,), (22,), (4,))),
            ("column.numbers-unread@B3",), {"marks": given(TWO, "J3")}),
    Disease("when the judges marked", "no project", {"现场答辩.xlsx": xlsx([*BOARD, ["打分时间", "15:30", "15:40"]])}, (),
            {"marks": MARKS}),
    Disease("means of some judges", "worked out", {"现场答辩.xlsx": xlsx([
        [*BOARD[0], "专家平均分", "大众评审平均分"], [*BOARD[1], 90.5, 88], [*BOARD[2], 80.5, 80]])}, (), {"marks": MARKS}),
    *(Disease(f"{text} of two channels", "it sums both tables", stacked([text, 110]), (), {"votes": VOTES})
      for text in ("总计", "两项总计")),
    Disease("a sum of two channels that is wrong", "111 for 110", stacked(["总计", 111]), ("total.does-not-add-up@B12",),
            {"votes": VOTES}),
    Disease("a summary of the channels' sheets", "the same once more", again(60), ("votes.repeated@",), {"votes": VOTES}),
    Disease("a summary that differs", "61 for 60", again(61), ("votes.duplicate@B3", "votes.repeated@"),
            {"votes": VOTES | {(ONE, "微信"): None}}),
    Disease("ballots below the only tally beside marks", "they are counted", paper(
        "考核.docx", "2017年考核", "一、现场答辩评分", BOARD, "二、现场投票", CAST, SENTENCE), (),
        {"marks": MARKS, "vote_counts": [(120, 110, 100, 10)]}),
    Disease("ballots below two tallies", "nobody can tell whose", paper(
        "网络投票.docx", "网络投票统计", "微信", CAST, "微博", CAST, SENTENCE), ("text.not-read@A4",), {"vote_counts": []}),
    Disease("a year in the file's name alone", "told as such", {"2016版模板-现场答辩.xlsx": xlsx([["现场答辩评分汇总表"], *BOARD])},
            ("sheet.other-year@",), {"marks": {}}),
    *(Disease(f"a sum of {total} beside a unit that applied for nothing: {text}", "5000 was asked for", {"申报汇总表.xlsx": xlsx([
        ["申报单位", "项目名称", "品牌主题", "申请经费（元）"], ["临床", FIRST, "志愿服务类", 5000], ["护理", text, other, other],
        ["合计", None, None, total]])}, faults, {"applications": {ONE: ("T7", 500000)}})
      for text, other in (("未申报", None), ("/", "/"), ("无", None))
      for total, faults in ((8000, ("total.does-not-add-up@D4",)), (5000, ()))),
)  # fmt: skip
