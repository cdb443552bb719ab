"""Captions below tables and titles above them: none may bring values to another table's judge."""

from __future__ import annotations

from typing import Any

from diseases.making import CRITERIA, ONE, TWO, Disease
from diseases.word_xml import document, line, table
from diseases.words import row
from papers import FIRST, SECOND

HEAD = ["项目名称", "评委1", "评委2"]
LISTED = ["项目名称", *CRITERIA]
FORM = ["一级指标", "分值", "核评分"]
A, B = (30, 31, 20, 5), (29, 30, 21, 4)


def paper(name: str, *parts: str | list[list[Any]]) -> dict[str, bytes]:
    """Return a Word file of lines and tables, in their order."""
    blocks = (
        line(p) if isinstance(p, str) else table(*(_row(cells) for cells in p)) for p in parts
    )
    return {name: document(*blocks)}


def page(name: str, *parts: str | list[list[Any]]) -> dict[str, bytes]:
    """Return a web page of paragraphs and tables, in their order."""
    told = "".join(f"<p>{p}</p>" if isinstance(p, str) else _table(p) for p in parts)
    return {name: f"<html><meta charset=utf-8><body>{told}</body></html>".encode()}


def _row(cells: list[Any]) -> str:
    return row(*(str(cell) for cell in cells))


def _table(rows: list[list[Any]]) -> str:
    lines = ("".join(f"<td>{cell}</td>" for cell in cells) for cells in rows)
    return f"<table>{''.join(f'<tr>{one}</tr>' for one in lines)}</table>"


def tally(first: int, second: int) -> list[list[Any]]:
    return [["项目名称", "票数"], [FIRST, first], [SECOND, second]]


def board(project: str, *marks: int, n: int = 1) -> list[list[Any]]:
    return [["出场顺序", *HEAD], [n, project, *marks]]


def listed(project: str, marks: tuple[int, ...]) -> list[list[Any]]:
    return [LISTED, [project, *marks]]


def marks_of(project: str, judge: str, marks: tuple[int, ...]) -> dict[tuple[str, str, str], int]:
    names = (name.partition("（")[0] for name in CRITERIA)
    return {(project, judge, name): mark for name, mark in zip(names, marks, strict=True)}


def flags(first: int) -> list[list[Any]]:
    return [FORM, ["思想政治建设", 25, first], ["组织建设", 25, first + 1]]


ONLINE, FILE = "网络投票统计", "网络投票.docx"
VOTES = {"votes": {(ONE, "微信"): 60, (TWO, "微信"): 40, (ONE, "微博"): 12, (TWO, "微博"): 13}}
TABLES = tally(60, 40), tally(12, 13)
BOTH = {"marks": {(ONE, "J1", "total"): 90, (ONE, "J2", "total"): 88,
                  (TWO, "J1", "total"): 80, (TWO, "J2", "total"): 81}}  # fmt: skip
JUDGES = {"marks": marks_of(ONE, "J1", A) | marks_of(TWO, "J2", B)}
SHEET, LISTS = "现场答辩评分表", (listed(FIRST, A), listed(SECOND, B))


def below(name: str, one: str, two: str, *more: str) -> Disease:
    return Disease(f"captions below, {name}", "a caption below each table, none above the first",
                   paper(FILE, ONLINE, TABLES[0], one, TABLES[1], two, *more), (), VOTES)  # fmt: skip


def unclear(
    name: str, *parts: str | list[list[Any]], faults: tuple[str, ...], file: str = FILE
) -> Disease:
    kind = "votes" if file == FILE else "marks"
    return Disease(f"captions that may be either's, {name}", "nobody can tell whose",
                   paper(file, *parts), faults, {kind: {}})  # fmt: skip


CASES = (
    below("numbered", "表1 微信投票", "表2 微博投票"),
    below("bare", "微信投票", "微博投票"),
    below("and a footer", "微信投票", "微博投票", "统计人：某某", "2017年12月20日"),
    below("that say so", "以上为微信投票", "以上为微博投票"),
    Disease("captions below the tables of a web page", "表1, 表2 behind the tables",
            page("网络投票.html", ONLINE, TABLES[0], "表1 微信投票", TABLES[1], "表2 微博投票"), (), VOTES),
    *(Disease(f"titles above, {ends[0]}", "as it should be", paper(FILE, ONLINE, "（一）微信投票", TABLES[0],
              "统计人：某某", "（二）微博投票", TABLES[1], *ends), (), VOTES)
      for ends in (("统计人：某某",), ("2017年12月20日",), ("注：微博投票截至12月1日",))),
    Disease("titles above with numbers", "表1, 表2 before the tables",
            paper(FILE, "表1 微信投票", TABLES[0], "表2 微博投票", TABLES[1]), (), VOTES),
    unclear("only between", ONLINE, TABLES[0], "微博投票", TABLES[1], faults=("caption.unclear@A2",)),
    unclear("at both ends", "微信投票", TABLES[0], "微博投票", TABLES[1], "微信、现场以外：抖音", "现场投票",
            faults=("caption.unclear@A1", "caption.unclear@A2", "caption.unclear@A4")),
    unclear("only below the last", ONLINE, TABLES[0], TABLES[1][:1], "", TABLES[1], "微博投票",
            faults=("caption.unclear@A3",)),
    *(Disease(f"judges below, {one}", "the judge stands below each table",
              paper("现场答辩.docx", SHEET, LISTS[0], one, LISTS[1], two), (), JUDGES)
      for one, two in (("评委1", "评委2"), ("表1 现场答辩评分（评委1）", "表2 现场答辩评分（评委2）"),
                       ("评委编号：1", "评委编号：2"))),
    Disease("judges above each table", "评委编号 above each", paper("现场答辩.docx", SHEET, "评委编号：1", LISTS[0],
            "评委编号：2", LISTS[1]), (), JUDGES),
    *(Disease(f"judges numbered above, {len(signed)} {signed[0]} below", "who signed confirms the number", paper("现场答辩.docx", SHEET, "评委编号：1",
              LISTS[0], signed[0], SHEET, "评委编号：2", LISTS[1], *signed[1:]), faults, reads)
      for signed, faults, reads in (
          (("评委签名：______", "评委签名：______"), (), JUDGES),
          (("评委签名：", "评委签名："), (), JUDGES),
          (("评委签名：示例甲", "评委签名：示例乙"), (), JUDGES),
          (("评委签名：示例乙", "评委签名：示例甲"), ("judge.name-differs@A3", "judge.name-differs@A6"), {"marks": {}}),
          (("评委签名：示例甲",), ("text.not-read@A3",), JUDGES))),
    unclear("a judge between two tables", SHEET, LISTS[0], "评委2", LISTS[1], faults=("caption.unclear@A2",),
            file="现场答辩.docx"),
    Disease("sittings below", "表1 第一场 below the first", paper("现场答辩.docx", "现场答辩评分", board(FIRST, 90, 88),
            "表1 第一场", board(SECOND, 80, 81), "表2 第二场"), (), BOTH),
    Disease("components below", "表1 申报评审 below the first", paper("评分.docx", [["项目名称", "评委1", "评委2"], [FIRST, 70, 71]],
            "表1 申报评审", [HEAD, [SECOND, 80, 81]], "表2 现场答辩"), ("judge.unknown@C1",),
            {"marks": {(ONE, "J1", "total"): 70, (TWO, "J1", "total"): 80, (TWO, "J2", "total"): 81}}),
    *(Disease(f"units of Red Flag forms {where}", "申报单位 with each form", paper("五四红旗.docx", "五四红旗团委考核表", *parts), (),
              {"red_flag_items": {("C01", "思想政治建设"): 20, ("C01", "组织建设"): 21,
                                  ("C02", "思想政治建设"): 22, ("C02", "组织建设"): 23}})
      for where, parts in (
          ("above", ("申报单位：临床医学院", flags(20), "申报单位：护理学院", flags(22))),
          ("below", (flags(20), "申报单位：临床医学院（盖章）", flags(22), "申报单位：护理学院（盖章）")))),
)  # fmt: skip
