"""Points that stand where votes would: the committee's own result sheets."""

from __future__ import annotations

from typing import Any

from diseases.making import ONE, TWO, Disease, xlsx
from papers import FIRST, SECOND

Row = list[Any]
HEADS: Row = ["项目名称", "现场答辩", "网络投票", "现场投票", "总分"]
WEIGHED: Row = ["项目名称", "现场答辩（60%）", "网络投票（20%）", "现场投票（20%）", "总分"]
LINES: list[Row] = [[FIRST, 86, 80, 84, 84.4], [SECOND, 85, 82, 80, 83.4]]
TURNED: list[Row] = [list(row) for row in zip(HEADS, *LINES, strict=True)]
NET: list[Row] = [["项目名称", "微信", "微博"], [FIRST, 60, 30], [SECOND, 55, 28]]
READ = {(ONE, "微信"): 60, (ONE, "微博"): 30, (TWO, "微信"): 55, (TWO, "微博"): 28}
MORE = {(ONE, "微信"): 600, (ONE, "微博"): 30, (TWO, "微信"): 55, (TWO, "微博"): 28}
FLOOR = {(ONE, "现场"): 84, (TWO, "现场"): 80}
LIKE, OTHER = "votes.look-like-points", "column.other-quantity"
BESIDE = ("column.unmapped@B2", "column.numbers-unread@C2")


def case(
    name: str, rows: list[Row], faults: tuple[str, ...], votes: Any = None, file: str = "总成绩"
) -> Disease:
    reads = {"votes": votes or {}}
    files = {f"{file}.xlsx": xlsx(rows)}
    return Disease(f"points: {name}", "points are no votes", files, faults, reads)


def net(title: str, *heads: str, file: str = "网络投票", first: int = 60) -> tuple[list[Row], str]:
    return [[title], ["项目名称", *heads], [FIRST, first, 30], [SECOND, 55, 28]], file


def told(name: str, sheet: tuple[list[Row], str], votes: Any, *faults: str) -> Disease:
    rows, file = sheet
    return case(name, rows, faults, votes, file)


BOTH = (f"{LIKE}@B2", f"{LIKE}@C2")
CASES = (
    case("marks of judges beside", [["2017年考核总成绩"], HEADS, *LINES], (*BESIDE, f"{LIKE}@D2")),
    case("weights behind the heads", [["2017年考核总成绩"], WEIGHED, *LINES], (*BESIDE, f"{OTHER}@D2")),
    case("weights below the heads", [["2017年考核总成绩"], HEADS, ["", "60%", "20%", "20%"], *LINES],
         (*BESIDE, "row.unread@D3", f"{LIKE}@D2")),
    case("on its side", [["2017年考核总成绩"], *TURNED], ("column.unmapped@A3", "column.unmapped@A4", f"{LIKE}@A5")),
    case("总分 beside", [["2017年考核"], ["项目名称", "现场投票", "总分"], [FIRST, 84, 84.4], [SECOND, 80, 83.4]], (f"{LIKE}@B2",)),
    told("a title", net("网络投票得分表", "微信", "微博"), {}, *BOTH),
    told("a title of conversion", net("网络投票换算表", "微信", "微博"), {}, *BOTH),
    told("the name of the file", net("2017年", "微信", "微博", file="网络投票成绩"), {}, *BOTH),
    told("weights of channels", net("网络投票成绩", "微信（70%）", "微博（占30%）"), {}, f"{OTHER}@B2", f"{OTHER}@C2"),
    # Ordinary tallies.
    told("none: the title says votes", net("网络投票统计表", "微信", "微博", file="网络投票得分"), READ),
    told("none: 票数 in the heads", net("网络投票得分表", "微信票数", "微博得票"), READ),
    told("none: 票 behind the heads", net("网络投票得分表", "微信（票）", "微博（票）"), READ),
    told("none: more than 100", net("网络投票得分表", "微信", "微博", first=600), MORE),
    told("none: more than 100 with weights", net("网络投票", "微信（70%）", "微博（30%）", first=600), MORE, "column.remark@B2"),
    case("none: 单位：票", [["网络投票成绩"], ["单位：票"], *NET], (), READ),
    case("none: converted beside the votes", [["网络投票结果"], [*NET[0], "合计", "折合得分", "最后得分", "名次"],
         [*NET[1], 90, 20, 20, 1], [*NET[2], 83, 18.4, 18.4, 2]], (), READ, file="网络投票"),
    case("none: an order of defences", [["现场投票"], ["答辩顺序", "项目名称", "现场投票"], [1, FIRST, 84], [2, SECOND, 80]], (), FLOOR),
)  # fmt: skip
