"""Tallies of votes and exported ballots that are wrong or do not add up."""

from __future__ import annotations

from typing import Any

from diseases.making import ONE, TWO, Disease, put, tallied, votes, xlsx
from papers import FIRST, SECOND

HEADS = ["序号", "提交答卷时间", "所用时间", "来自IP", "1、您在微信支持的项目"]


def floor(
    *notes: Any, counts: str = "发出选票120张，收回110张，有效100张，无效10张"
) -> dict[str, bytes]:
    rows = [["现场投票计票单"], ["项目名称", "票数"], [FIRST, 60], [SECOND, 40], [counts], *notes]
    return {"现场.xlsx": xlsx(rows)}


def ballots(*answers: Any, question: str = HEADS[-1]) -> dict[str, bytes]:
    rows = [[n, "2017/12/1", "9秒", "192.0.2.1", text] for n, text in enumerate(answers, 1)]
    return {"网络投票.xlsx": xlsx([[*HEADS[:-1], question], *rows], name="网络投票")}


def footed(*rows: Any) -> dict[str, bytes]:
    """Return two ballots with rows below them."""
    own = [[n, "2017/12/1", "9秒", "192.0.2.1", FIRST] for n in (1, 2)]
    return {"网络投票.xlsx": xlsx([HEADS, *own, *rows], name="网络投票")}


def asked(*questions: str, file: str = "微信网络投票", sheet: str = "表") -> dict[str, bytes]:
    """Return two ballots with these questions, the first answered FIRST, all others SECOND."""
    rows = [[n, "2017/12/1", "9秒", "192.0.2.1", FIRST, *[SECOND] * (len(questions) - 1)]
            for n in (1, 2)]  # fmt: skip
    return {f"{file}.xlsx": xlsx([[*HEADS[:-1], *questions], *rows], name=sheet)}


SOUND = tallied()
EACH = {"votes": {(ONE, "微信"): 2, (TWO, "微博"): 2}, "vote_counts": [(None, 2, 2, 0)] * 2}
FLOOR = {(ONE, "现场"): 60, (TWO, "现场"): 40}
POLL = {(ONE, "微信"): 2, (TWO, "微信"): 1}
CASES = (
    *(Disease(f"votes {text!r}", "no number of votes", votes(C3=text, C5=None),
              ("votes.not-a-count@C3",), tallied(C3=None))
      for text in ("120票左右", "12.5", "-3", "一百多", "1_20", "nan", "120（含网络）", "12①")),
    *(Disease(f"votes {text!r}", "votes as text", votes(C3=text), (), SOUND)
      for text in ("１２０", " 120 ", "一百二十", "120.0", "120票", "一百二十票", "120张")),
    *(Disease(f"votes counted in {unit}", "a unit that is not understood", votes(C2=f"微信（{unit}）"),
              ("column.other-unit@C2",), tallied(C3=None, C4=None))
      for unit in ("万票", "百张", "万", "%", "分")),
    *(Disease(f"votes with {note} behind the header", "no unit, or single votes", votes(C2=f"微信（{note}）"),
              (), SOUND) for note in ("票", "单位：票", "张/票", "官微", "不含重复")),
    *(Disease(f"votes counted in hundreds, {at} says {text}", "a unit outside the header", votes(**{at: text}, C5=None, D5=None),
              (f"column.other-unit@{at}",), tallied(C3=None, D3=None, C4=None, D4=None))
      for at, text in (("A1", "2017年网络投票统计表（单位：百票）"), ("A1", "网络投票（百票）"), ("E1", "单位：万票"), ("A6", "注：票数以千票为单位"),
                       ("A6", "说明：以百张计"), ("A6", "票数单位：万"), ("A6", "单位：%"))),
    Disease("votes counted in a unit beside its label", "单位 | 百票", votes(D1="单位：", E1="百票", C5=None, D5=None),
            ("column.other-unit@D1",), tallied(C3=None, D3=None, C4=None, D4=None)),
    Disease("votes of the net beside those on the floor", "网络票数 is nobody's column",
            {"现场.xlsx": xlsx([["现场投票"], ["项目名称", "现场票数", "网络票数"], [FIRST, 60, 600], [SECOND, 40, 400]])},
            ("column.numbers-unread@C2",), {"votes": FLOOR}),
    Disease("votes of the net beside one channel", "网络票数 is no sum",
            {"网络.xlsx": xlsx([["网络投票"], ["项目名称", "微信", "网络票数"], [FIRST, 60, 600], [SECOND, 40, 400]])},
            ("column.numbers-unread@C2",), {"votes": {(ONE, "微信"): 60, (TWO, "微信"): 40}}),
    Disease("a sum beside one channel", "总票数, and they agree",
            {"现场.xlsx": xlsx([["现场投票"], ["项目名称", "现场", "总票数"], [FIRST, 60, 60], [SECOND, 40, 40]])},
            (), {"votes": FLOOR}),
    Disease("a unit of votes below the header", "（百票）",
            {"微信.xlsx": xlsx([["微信投票"], ["项目名称", "票数"], [None, "（百票）"], [FIRST, 12], [SECOND, 10]])},
            ("column.other-unit@B3",), {"votes": {(ONE, "微信"): None, (TWO, "微信"): None}}),
    Disease("a unit of votes above two headers", "得票数（百票） over 微信, 微博",
            {"网络.xlsx": xlsx([["网络投票"], ["项目名称", "得票数（百票）"], [None, "微信", "微博"], [FIRST, 12, 30], [SECOND, 10, 20]],
             lambda sheet: (sheet.merge_cells("A2:A3"), sheet.merge_cells("B2:C2")))},
            ("column.other-unit@B2",), tallied(C3=None, C4=None, D3=None, D4=None)),
    *(Disease(f"{text} around the votes", "single votes, or no unit", votes(**{at: text}), (), SOUND)
      for at, text in (("A1", "网络投票统计表（单位：票）"), ("E1", "单位：张"), ("A6", "注：按百分比计入总分"), ("A1", "网络投票统计表（十）"),
                       ("A6", "填报单位：万人签名行动组委会"), ("A6", "说明：以十票计1分"))),
    Disease("votes of an error", "#VALUE!", votes(C3="#VALUE!", C5=None), ("cell.error-value@C3",),
            tallied(C3=None)),
    Disease("a total of votes that is wrong", "合计 230 for 220", votes(C5=230),
            ("total.does-not-add-up@C5",), SOUND),
    Disease("more valid than returned", "有效 115 of 110", floor(
            counts="发出选票120张，收回110张，有效115张"), ("votes.more-than-returned@A5",),
            {"votes": FLOOR, "vote_counts": [(120, 110, 115, None)]}),
    Disease("more returned than issued", "收回 130 of 120", floor(
            counts="发出选票120张，收回130张，有效100张"), ("votes.more-than-returned@A5",),
            {"votes": FLOOR, "vote_counts": [(120, 130, 100, None)]}),
    Disease("counts in one sentence", "发出…收回…有效…", floor(), (),
            {"votes": FLOOR, "vote_counts": [(120, 110, 100, 10)]}),
    Disease("counts of questionnaires", "共收回问卷…其中有效问卷…", floor(
            counts="共收回问卷110份，其中有效问卷100份，无效10份。"), (),
            {"votes": FLOOR, "vote_counts": [(None, 110, 100, 10)]}),
    Disease("counts in cells below", "发出选票 | 120 | 收回选票 | 110", floor(
            ["发出选票", 120, "收回选票", 110], ["有效选票", 100, "无效选票", 10], counts="以下为计票情况"), (),
            {"votes": FLOOR, "vote_counts": [(120, 110, 100, 10)]}),
    Disease("counts one below the other", "发出 | 1,200", floor(
            ["发出", "1,200"], ["收回", 110], ["有效", "100张"], ["无效", 10], counts="以下为计票情况"), (),
            {"votes": FLOOR, "vote_counts": [(1200, 110, 100, 10)]}),
    *(Disease(f"counts {counts!r}", "about so many", floor(counts=counts), tuple("votes.not-a-count@A5" for _ in range(n)),
              {"votes": FLOOR, "vote_counts": [read]})
      for counts, n, read in (
          ("发出选票120多张，收回110余张，有效100张，无效10张", 2, (None, None, 100, 10)),
          ("发出约120张，收回110张左右，有效100张", 2, (None, None, 100, None)),
          ("发出1.2千张，收回110张", 1, (None, 110, None, None)), ("发出100-120张，有效100张", 1, (None, None, 100, None)))),
    *(Disease(f"counts {counts!r}", "no problem", floor(counts=counts), (), {"votes": FLOOR, "vote_counts": [read]})
      for counts, read in (
          ("发出选票一百二十张，收回一百一十张，有效票一百张，无效票十张。", (120, 110, 100, 10)),
          ("收回109张，有效107张，弃权1张，废票1张。", (None, 109, 107, 1)),
          ("收回110张。收回率91.7%，有效100张，收回一份材料", (None, 110, 100, None)),
          ("收回110张，比去年收回105张多5张，有效100张", (None, 110, 100, None)),
          ("应发选票120张，实发118张，实收117张，有效票100张，废票17张。", (118, 117, 100, 17)),
          ("应发出120张，实际发出118张，应收回118张，实收选票110张，有效100张", (118, 110, 100, None)),
          ("发出120张，实收110张，有效100张，其中实收材料费300元", (120, 110, 100, None)),
          ("发出1,200张，收回110张，收回110张", (1200, 110, None, None)))),
    Disease("counts due and true, in cells", "应发 is none", floor(
            ["应发", 120, "实发", 118, "实收", 110], ["有效", 100, "无效", 10], counts="以下为计票情况"), (),
            {"votes": FLOOR, "vote_counts": [(118, 110, 100, 10)]}),
    Disease("counts of two kinds of voters", "教师, then 学生", floor(
            counts="教师发出20张，收回18张；学生发出100张，收回92张，有效100张"),
            ("votes.count-unclear@A5", "votes.count-unclear@A5"), {"votes": FLOOR, "vote_counts": [(None, None, 100, None)]}),
    Disease("counts below their words", "发出 | 收回 | 有效 | 无效", floor(
            ["发出", "收回", "有效", "无效"], [120, 110, 100, 10], counts="以下为计票情况"), (),
            {"votes": FLOOR, "vote_counts": [(120, 110, 100, 10)]}),
    *(Disease(f"counts of two channels, {where}", "微信, then 微博", votes(A5=None, C5=None, D5=None, **cells), (),
              SOUND | {"vote_counts": [(None, 150, 140, 10), (None, 40, 38, 2)]})
      for where, cells in (
          ("in one line", {"A6": "微信：收回150张，有效140张，无效10张；微博：收回40张，有效38张，无效2张"}),
          ("in two lines", {"A6": "微信收回150张，有效140张，无效10张", "A7": "微博收回40张，有效38张，无效2张"}),
          ("below their columns", {"A6": "有效票", "C6": 140, "D6": 38, "A7": "无效票", "C7": 10, "D7": 2, "A8": "收回", "C8": 150,
                                   "D8": 40}))),
    Disease("counts of two channels together", "of which one is not said",
            votes(A5=None, C5=None, D5=None, A6="微信和微博共收回190张"), ("votes.count-unclear@A6",), SOUND),
    Disease("ballots of a channel only", "the file says 微博, and nobody 网络投票",
            {"微博导出.xlsx": xlsx([[*HEADS[:-1], "1、您支持的项目"], [1, "2017/12/1", "9秒", "192.0.2.1", FIRST]])},
            (), {"votes": {(ONE, "微博"): 1}}),
    Disease("the only column of votes", "the title says 微博",
            {"a.xlsx": xlsx([["网络投票（微博）统计"], ["项目名称", "票数"], [FIRST, 60], ["发出", 90]])}, (),
            {"votes": {(ONE, "微博"): 60}, "vote_counts": [(90, None, None, None)]}),
    Disease("votes of no channel", "微信 or 微博?",
            {"a.xlsx": xlsx([["网络投票统计"], ["项目名称", "票数"], [FIRST, 60]])}, ("votes.channel-unknown@B2",),
            {"votes": {}}),
    Disease("votes of two channels in one column", "微信、微博 above, 微博 below",
            {"a.xlsx": xlsx([["网络投票（微信、微博）统计"], ["项目名称", "票数"], [FIRST, 60], ["注：微博票截至12月5日"]])},
            ("votes.channel-unknown@B2",), {"votes": {}}),
    Disease("a channel below the votes", "nothing else names one",
            {"a.xlsx": xlsx([["网络投票统计"], ["项目名称", "票数"], [FIRST, 60], ["注：以上为微信票"]])}, (),
            {"votes": {(ONE, "微信"): 60}}),
    Disease("a project with two counts", "the votes stand twice and differ",
            {"a.xlsx": xlsx([["现场投票"], ["项目名称", "票数"], [FIRST, 60], [SECOND, 40]]),
             "b.xlsx": xlsx([["现场投票"], ["项目名称", "票数"], [FIRST, 61]])},
            ("votes.duplicate@B3",), {"votes": {(ONE, "现场"): None, (TWO, "现场"): 40}}),
    Disease("a project twice, agreed", "the votes stand twice and agree",
            {"a.xlsx": xlsx([["现场投票"], ["项目名称", "票数"], [FIRST, 60], [SECOND, 40]]),
             "b.xlsx": xlsx([["现场投票"], ["项目名称", "票数"], [FIRST, 60]])},
            ("votes.repeated@",), {"votes": FLOOR}),
    Disease("votes for nobody", "an unknown project", votes(B4="天使之异", C5=None, D5=None),
            ("project.unknown@B4",), tallied(C4="left out", D4="left out")),
    Disease("several choices in a cell", "┋ between them", ballots(f"{FIRST}┋{SECOND}", FIRST), (),
            {"votes": POLL}),
    Disease("a ballot for nobody", "an unknown choice", ballots(f"{FIRST}┋{SECOND}", FIRST, "都不支持"),
            ("project.unknown@E4",), {"votes": POLL, "vote_counts": [(None, 3, 2, 1)]}),
    *(Disease(f"ballots with {row[-1]!r} below", "a footer is no ballot", footed(*before, row), (),
              {"votes": {(ONE, "微信"): 2}, "vote_counts": [(None, 2, 2, 0)]})
      for *before, row in ([["统计人：示例甲"]], [[], ["注：以上为截至12月5日数据"]], [["合计", 2]], [["合计", "", "", "", "2票"]],
                           [["发出", 120, "收回", 110]], [["以上数据截至12月5日"]])),
    Disease("a ballot with its number alone", "nothing was chosen", footed([3]), (),
            {"votes": {(ONE, "微信"): 2}, "vote_counts": [(None, 3, 2, 1)]}),
    Disease("a question passed over", "−3 for no answer", ballots(f"{FIRST}┋{SECOND}", FIRST, "-3"), (),
            {"votes": POLL, "vote_counts": [(None, 3, 2, 1)]}),
    Disease("one project twice on a ballot", "one vote of one voter",
            ballots(f"{FIRST}┋{FIRST}┋{SECOND}", FIRST), (), {"votes": POLL}),
    *(Disease(f"options exported as {answers}", "numbers in place of names", ballots(*answers),
              ("votes.options-as-numbers@E1",), {"votes": {}, "vote_counts": []})
      for answers in ((1, 0), ("1", "1┋2"))),
    Disease("a channel above each of two tables", "一、微信, 二、微博",
            {"网络.xlsx": xlsx([["网络投票"], ["一、微信"], ["项目名称", "票数"], [FIRST, 60], [SECOND, 40],
                                ["二、微博"], ["项目名称", "票数"], [FIRST, 6], [SECOND, 4]])},
            (), {"votes": {(ONE, "微信"): 60, (TWO, "微信"): 40, (ONE, "微博"): 6, (TWO, "微博"): 4}}),
    Disease("ballots without a question", "no question asks for a vote",
            ballots("很好", "一般", question="1、您的意见"), ("votes.question-unknown@",), {"votes": {}}),
    Disease("ballots of no channel", "微信 or 微博 is not said",
            ballots(FIRST, question="1、您支持的项目"), ("votes.channel-unknown@E1",), {"votes": {}}),
    Disease("a question for each channel", "the file says 微信",
            asked("1、微信投票：请选择", "2、微博投票：请选择"), (), EACH),
    Disease("a question for each channel on a sheet", "the sheet says 微博",
            asked("1、微信投票：请选择", "2、微博投票：请选择", file="网络投票", sheet="微博"), (), EACH),
    Disease("a channel only the file tells", "one of two questions says 微博",
            asked("1、您支持的项目", "2、微博投票：请选择"), (), EACH),
    Disease("a question of no channel", "one of two questions says 微博, and nothing else 微信",
            asked("1、您支持的项目", "2、微博投票：请选择", file="网络投票"), ("votes.channel-unknown@E1",),
            {"votes": {(TWO, "微博"): 2}, "vote_counts": [(None, 2, 2, 0)]}),
    Disease("two questions of one channel", "one vote of a voter for a project",
            asked("1、微信投票：第一选择", "2、微信投票：第二选择"), (),
            {"votes": {(ONE, "微信"): 2, (TWO, "微信"): 2}, "vote_counts": [(None, 2, 2, 0)]}),
    Disease("a question of another channel", "微博 in the question, 微信 in the file",
            asked("1、微博投票：请选择"), ("votes.channel-contradicted@E1",),
            {"votes": {(ONE, "微博"): 2}}),
    Disease("a question of another channel than the sheet", "微信 in the question, 微博 on the sheet",
            asked("1、微信投票：请选择", sheet="微博"), ("votes.channel-contradicted@E1",),
            {"votes": {(ONE, "微信"): 2}}),
    Disease("another question", "a question that is no vote",
            {"网络投票.xlsx": xlsx([[*HEADS, "2、您的年级"],
                [1, "2017/12/1", "9秒", "192.0.2.1", f"{FIRST}┋{SECOND}", "大一"],
                [2, "2017/12/1", "9秒", "192.0.2.1", FIRST, "大二"]], put(), "网络投票")},
            ("column.unmapped@F1",), {"votes": POLL}),
)  # fmt: skip
