"""考核表 and summaries whose title or head says that their points are the colleges' own."""

from __future__ import annotations

import re

from assessment.core.text import plain
from assessment.intake.cells import Cell
from assessment.intake.layouts import Block
from assessment.intake.layouts.context import Found, Row, Rows
from assessment.intake.words.header_words import word_key

CODE = "red-flag.self-assessed"
_SELF, _CHECKED = re.compile("自评|自查"), re.compile("核评|核定|核实|复核|考核组|考核小组|审核")
# 以下为各学院自评分, 尚未核评: a remark, which may as well speak of another table.
_SAID = re.compile("[为是系].{0,8}自(?:评|查)")
_NOT_YET = re.compile("(?:未|待)(?:经|予|行)?(?:核|审)")
# 二、核评分, 五四红旗团委核评汇总表: no remark that only speaks of them.
_HEADS_CHECKED = re.compile(
    ".{0,16}(?:核评|核定|核实|复核|审核|考核小?组评?)(?=.)(?:得?分数?|结果|成绩)?(?:汇?总?表)?"
)
_PLAIN = ("得分",)
Said = tuple[Cell | None, str] | None


def with_own_points(read: Rows, found: Found) -> Rows:
    """Return the lines of a paper; of one that says it is a self-assessment all points are own.

    A column 核评分 is what it says, whatever the title. In a summary 自评分 and 核评分 may head
    lines one below the other.

    Problems
    --------
    red-flag.self-assessed
    """
    checked = found.block.headers.get("checked_points")
    is_checked = checked is not None and word_key(checked.text) not in _PLAIN
    if is_checked or "self_points" in found.block.headers or not read.rows:
        return read
    over, headed = _said(found), _headed(found.block)
    said = [headed.get(row["_cell"].row, over) for row in read.rows]
    told = dict.fromkeys(one for one in said if one is not None)
    spot = found.spot("red_flag_items")
    faults = (spot.fault(CODE, cell, actual=text) for cell, text in told)
    rows = (row if one is None else _own(row) for row, one in zip(read.rows, said, strict=True))
    return Rows(tuple(rows), (*read.problems, *faults))


def _own(row: Row) -> Row:
    return row | {"points": None, "self_points": row["points"]}


def _headed(block: Block) -> dict[int, Said]:
    """Return what the last line above each record of a summary says, by the record's row."""
    found: dict[int, Said] = {}
    is_told, said = False, None
    for record in block.records if block.kind == "red_flag_summary" else ():
        for cell in record.captions:
            if _is_told(cell.text):
                is_told, said = True, _if_own(cell)
        if is_told:
            found[record.anchor.row] = said
    return found


def _said(found: Found) -> Said:
    """Return the cell, or none but the sheet's name, that says so; None where nothing does.

    Of the lines above a table the nearest that says whose points they are is right.
    """
    block = found.block
    for cell in (*_above(block)[::-1], *block.above, *block.common[::-1], *block.outside):
        if _is_told(cell.text):
            return _if_own(cell)
    name = block.sheet.name
    return (None, name) if _says_own(name) else None


def _if_own(cell: Cell) -> Said:
    return (cell, cell.text.strip()) if _says_own(cell.text) else None


def _is_told(text: str) -> bool:
    """Tell whether a line says whose points stand below it: 自评分, 二、核评分."""
    return _says_own(text) or _HEADS_CHECKED.fullmatch(word_key(text)) is not None


def _above(block: Block) -> list[Cell]:
    first = min((cell.row for cell in block.headers.values()), default=0)
    return [cell for cell in block.titles if cell.row < first]


def _says_own(text: str) -> bool:
    line = plain(text)
    if not _SELF.search(line):
        return False
    if _NOT_YET.search(line):
        return True
    is_remark = ":" in line or "。" in line
    return not _CHECKED.search(line) and (not is_remark or _SAID.search(line) is not None)
