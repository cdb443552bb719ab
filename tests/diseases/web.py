"""Web pages saved as .xls: what stands around their tables, and what they strike, hide or raise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from diseases.making import CRITERIA, ONE, TWO, Disease, marks
from papers import FIRST, SECOND

NAMED = "file.wrong-extension@"
FLOOR = {(ONE, "现场"): 60, (TWO, "现场"): 40}
WECHAT = {(ONE, "微信"): 60, (TWO, "微信"): 40}
MARKED = marks(E3=None, E4=None)
NOTHING: dict[str, Any] = {"marks": {}}


def table(*rows: Sequence[Any]) -> str:
    lines = "".join(f"<tr>{''.join(f'<td>{value}</td>' for value in row)}</tr>" for row in rows)
    return f"<table border=1>{lines}</table>"


def page(*parts: str, name: str = "答辩") -> dict[str, bytes]:
    body = "".join(parts)
    return {f"{name}.xls": f"<html><meta charset=utf-8><body>{body}</body></html>".encode()}


def board(one: Any = 90, *heads: str) -> str:
    return table(["项目名称", *(heads or ("评委1", "评委2"))], [FIRST, one, 91], [SECOND, 80, 81])


def tally(one: Any = 60, other: Any = 40, head: str = "票数") -> str:
    return table(["项目名称", head], [FIRST, one], [SECOND, other])


def sheet_of(judge: str, *points: int) -> str:
    """Return a table of four criteria below the judge's name: the first is marked as given."""
    rows = ([name, n, 30, 20, 4] for name, n in zip((FIRST, SECOND), points, strict=True))
    return f"<h3>{judge}</h3>" + table(["项目名称", *CRITERIA], *rows)


def first(judge: str, *points: int) -> dict[Any, Any]:
    """Return those marks as they are read."""
    rest = {"创新性": 30, "效果": 20, "参与度": 4}
    return {(project, judge, name): n for project, one in zip((ONE, TWO), points, strict=True)
            for name, n in ({"思想性": one} | rest).items()}  # fmt: skip


def lost(mark: str, *, is_struck: bool = False) -> Disease:
    faults = [NAMED, "points.not-a-number@B2", *(["cell.struck-out@B2"] if is_struck else [])]
    return Disease(f"a web mark {mark}", "not one number", page(board(mark), name="现场答辩"), tuple(faults),
                   marks(C3="unreadable", E3=None, E4=None))  # fmt: skip


CASES = (
    lost("<s>58</s>60", is_struck=True), lost("<del>58</del>60", is_struck=True),
    lost("<strike>58</strike>60", is_struck=True), lost("30<sup>1</sup>"), lost("30<sub>1</sub>"),
    lost("<span style='text-decoration: line-through'>9</span>0", is_struck=True),
    lost("<style>.old{text-decoration:line-through}</style><font class=old>9</font>0", is_struck=True),
    lost("<span style='display:none'>1</span>10"), lost("<p>90</p><p>88</p>"),
    Disease("a web mark struck whole", "told, and read as in a workbook",
            page(board("<s>90</s>"), name="现场答辩"), (NAMED, "cell.struck-out@B2"), MARKED),
    Disease("a web page's stage of the round", "the heading says 现场答辩, the file nothing",
            page("<h2>现场答辩评分汇总表</h2>", board(), name="评分"), (NAMED,), MARKED),
    Disease("a web table's caption", "the caption says 现场答辩, the file nothing",
            page(board().replace("<tr>", "<caption>现场答辩评分</caption><tr>", 1), name="评分"), (NAMED,), MARKED),
    Disease("a web page on other full marks", "十分制 in the heading",
            page("<p>现场答辩评分汇总表（十分制，满分10分）</p>", board()),
            (NAMED, "criterion.other-full-marks@A1"),
            marks(C3="unreadable", D3="unreadable", C4="unreadable", D4="unreadable", E3=None, E4=None)),
    Disease("a web page of another year", "2016 in the heading",
            page("<h2>2016年现场答辩评分汇总表</h2>", board()), (NAMED, "sheet.other-year@A1"), NOTHING),
    Disease("a hidden row of a web page", "display:none",
            page(tally().replace("<tr>", "<tr style='display:none'>", 2).replace("<tr style='display:none'>", "<tr>", 1),
                 name="现场投票"), (NAMED, "row.hidden@A2"), {"votes": FLOOR}),
    Disease("counts below a web table", "发出…收回…", page("<h1>现场投票</h1>", tally(),
            "<p>发出120张，收回110张，有效100张，无效10张</p>", name="计票"), (NAMED,),
            {"votes": FLOOR, "vote_counts": [(120, 110, 100, 10)]}),
    Disease("the channel in a web page's heading", "微信 stands above the table alone",
            page("<p>微信投票统计表</p>", tally(), name="网络投票"), (NAMED,), {"votes": WECHAT}),
    Disease("the judge in a web page's heading", "评委2 in brackets",
            page(sheet_of("现场答辩评分表（评委2）", 31, 28), name="评分"), (NAMED,),
            {"marks": first("J2", 31, 28)}),
    Disease("a table for each judge on a web page", "each below its judge's name",
            page("<h2>现场答辩</h2>", sheet_of("评委1", 31, 28), sheet_of("评委2", 32, 29),
                 name="评分"), (NAMED,), {"marks": first("J1", 31, 28) | first("J2", 32, 29)}),
    Disease("a table for each channel on a web page", "each below its channel's name",
            page("<h2>网络投票</h2><h3>微信</h3>", tally(), "<h3>微博</h3>", tally(6, 4), name="投票"), (NAMED,),
            {"votes": {**WECHAT, (ONE, "微博"): 6, (TWO, "微博"): 4}}),
)  # fmt: skip
