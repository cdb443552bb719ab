"""Another table below the one that is read, with a header of its own."""

from __future__ import annotations

from typing import Any

from diseases.making import ONE, TWO, Disease, xlsx
from papers import FIRST, SECOND

Row = list[Any]
HEADS: Row = ["项目名称", "评委1", "评委2", "评委3"]
ITEMS = ("思想政治建设", "组织建设", "队伍与制度建设", "活动开展")
NAMES = ("思想性", "创新性", "效果", "参与度")
BOARD: list[Row] = [["现场答辩评分汇总表"], HEADS, [FIRST, 90, 88, 87], [SECOND, 80, 81, 82]]
ALONE = BOARD[:3]
LIST: list[Row] = [
    ["现场答辩评分表"],
    ["评委：3"],
    ["项目名称", *NAMES, "总分"],
    [FIRST, 30, 31, 20, 5, 86],
]
FLOOR: list[Row] = [["现场投票统计表"], ["项目名称", "票数"], [FIRST, 60], [SECOND, 40]]
FLAG: list[Row] = [["五四红旗团委考核汇总表"], ["申报单位", *ITEMS], ["临床", 20, 21, 22, 23]]


def marks(project: str, *points: Any) -> dict[Any, Any]:
    return {(project, f"J{n}", "total"): one for n, one in enumerate(points, 1)}


FIRSTS = marks(ONE, 90, 88, 87)
BOTH = FIRSTS | marks(TWO, 80, 81, 82)
THREE = {(ONE, "J3", name): n for name, n in zip(NAMES, (30, 31, 20, 5), strict=True)}
VOTES = {(ONE, "现场"): 60, (TWO, "现场"): 40}
POINTS = {("C01", name): n for name, n in zip(ITEMS, (20, 21, 22, 23), strict=True)}


def case(name: str, file: str, rows: list[Row], faults: tuple[str, ...], **reads: Any) -> Disease:
    wrong = "lines of another table are no lines of the one above"
    return Disease(f"below: {name}", wrong, {f"{file}.xlsx": xlsx(rows)}, faults, reads)


def below(name: str, *rows: Row, faults: tuple[str, ...] = ()) -> Disease:
    return case(name, "现场答辩", [*BOARD, [], *rows], faults, marks=BOTH)


CASES = (
    case("what is no vote", "现场投票", [*FLOOR[:3], [], ["未进入现场环节的项目"], ["项目名称", "材料评审得分"], [SECOND, 80]],
         ("row.unread@A6",), votes={(ONE, "现场"): 60}),
    case("what no judge gave", "现场答辩", [*ALONE, [], ["未答辩项目"], ["项目名称", "书面评分"], [SECOND, 80]],
         ("row.unread@A6",), marks=FIRSTS),
    case("minutes", "现场答辩", [*ALONE, [], ["项目名称", "用时（分钟）"], [FIRST, 6], [SECOND, 7], ["统分人：示例甲", "复核人：示例乙"]],
         (), marks=FIRSTS),
    case("what is no item", "五四红旗汇总", [*FLAG, [], ["未参加考核的单位"], ["申报单位", "自评总分"], ["护理", 24]],
         ("row.unread@A6",), red_flag_items=POINTS),
    case("converted votes with a sum", "现场投票", [*FLOOR, ["合计", 100], [], ["得分换算"], ["项目名称", "换算得分"], [FIRST, 20], ["合计", 20]],
         ("row.unread@A8",), votes=VOTES),
    below("means and ranks", ["最后得分"], ["项目名称", "平均分", "名次"], [FIRST, 88.3, 1], [SECOND, 81, 2]),
    below("ranks first", ["获奖名单"], ["名次", "项目名称"], [1, FIRST], [2, SECOND]),
    below("grades", ["获奖名单"], ["等次", "项目名称", "学院"], ["优秀", FIRST, "临床"]),
    below("points of those above", ["项目名称", "得分"], [FIRST, 88.3], [SECOND, 81]),
    case("points of somebody else", "现场答辩", [*ALONE, [], ["项目名称", "得分"], [SECOND, 80]], ("row.unread@A5",), marks=FIRSTS),
    below("judges", ["评委名单"], ["编号", "姓名"], [1, "示例甲"], [2, "示例乙"]),
    case("ranks of a judge's list", "评分", [*LIST, [], ["排名"], ["项目名称", "总分", "名次"], [FIRST, 86, 1]], (), marks=THREE),
    case("shares of votes", "现场投票", [*FLOOR, ["合计", 100], [], ["得票率"], ["项目名称", "得票率"], [FIRST, "60%"], [SECOND, "40%"]],
         (), votes=VOTES),
    case("ranks of votes", "现场投票", [*FLOOR, [], ["项目名称", "名次"], [FIRST, 1], [SECOND, 2]], (), votes=VOTES),
    case("ranks of units", "五四红旗汇总", [*FLAG, [], ["申报单位", "总分", "名次"], ["临床", 86, 1]], (), red_flag_items=POINTS),
    case("marks again below ranks", "现场答辩", [*ALONE, [], ["名次", "项目名称"], [1, FIRST], [], HEADS, [SECOND, 80, 81, 82]], (), marks=BOTH),
    # Ordinary: the same header once more, and where the judges come from.
    case("the header again", "现场答辩", [*ALONE, HEADS, [SECOND, 80, 81, 82]], (), marks=BOTH),
    case("the header again in other words", "现场投票", [*FLOOR[:3], ["参评项目", "得票数"], [SECOND, 40]], (), votes=VOTES),
    case("the header again without its ranks", "现场投票", [["现场投票"], ["项目名称", "票数", "名次"], [FIRST, 60, 1], ["项目名称", "票数"], [SECOND, 40]],
         (), votes=VOTES),
    *(case(f"{word} of judges", "现场答辩", [*BOARD[:2], [word, "校团委", "临床医学院", "学工部"], *BOARD[2:]], (), marks=BOTH)
      for word in ("单位", "所在单位")),
    # A table of another year below this year's is left out alone.
    case("another year's marks", "现场答辩", [*ALONE, [], ["附：2016年现场答辩评分汇总表"], *ALONE[1:], ["平均", 1]],
         ("sheet.other-year@A5",), marks=FIRSTS),
    case("another year's marks below this year's", "现场答辩", [["2017年现场答辩评分汇总表"], *ALONE[1:], [], ["2016年现场答辩"], HEADS, [FIRST, 1, 2, 3]],
         ("sheet.other-year@A5",), marks=FIRSTS),
    case("this year's marks below another's", "现场答辩", [["2016年现场答辩评分汇总表"], *ALONE[1:], [], ["现场答辩"], HEADS, [FIRST, 1, 2, 3]],
         ("sheet.other-year@A1",), marks={}),
    case("two tables of this year", "现场投票", [["2017年现场投票"], *FLOOR[1:3], [], ["2017年现场投票（续表）"], ["项目名称", "票数"], [SECOND, 40]],
         (), votes=VOTES),
    # Judges' bare numbers below one word.
    *(case(f"{word} over {one!r}", "现场答辩", [["现场答辩评分汇总表"], ["项目名称", word, None, None, "平均分"], [None, one, two, three],
           [FIRST, 90, 88, 87, 88.33]], (), marks=FIRSTS)
      for word, (one, two, three) in (("评委", (1, 2, 3)), ("评委打分", ("1号", "2号", "3号")), ("评委", ("1", "2", "3")))),
    case("评委 over other numbers", "现场答辩", [["现场答辩评分汇总表"], ["项目名称", "评委", None, None], [None, 7, 1, 3], [FIRST, 90, 88, 87]],
         ("sheet.not-recognised@",), marks={}),
    case("a spare column for a judge", "现场答辩", [["现场答辩评分汇总表"], [*HEADS, "评委8"], *BOARD[2:]], (), marks=BOTH),
    case("a judge nobody knows", "现场答辩", [["现场答辩评分汇总表"], [*HEADS, "评委8"], [FIRST, 90, 88, 87, 86]], ("judge.unknown@E2",), marks=FIRSTS),
    case("channels in other words", "网络投票", [["网络投票统计表"], ["项目名称", "微信公众号", "官方微博", "总票数"], [FIRST, 160, 30, 190]],
         ("column.unmapped@B2", "column.unmapped@C2", "votes.channel-unknown@B2", "votes.channel-unknown@C2"), votes={}),
)  # fmt: skip
