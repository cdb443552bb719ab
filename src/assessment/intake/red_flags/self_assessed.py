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
_PLAIN = ("得分",)


def with_own_points(read: Rows, found: Found) -> Rows:
    """Return the lines of a paper; of one that says it is a self-assessment all points are own.

    A column 核评分 is what it says, whatever the title.

    Problems
    --------
    red-flag.self-assessed
    """
    said, text = _said(found)
    checked = found.block.headers.get("checked_points")
    is_checked = checked is not None and word_key(checked.text) not in _PLAIN
    is_apart = "self_points" in found.block.headers
    if not text or is_checked or is_apart or not read.rows:
        return read
    fault = found.spot("red_flag_items").fault(CODE, said, actual=text)
    return Rows(tuple(_own(row) for row in read.rows), (*read.problems, fault))


def _own(row: Row) -> Row:
    return row | {"points": None, "self_points": row["points"]}


def _said(found: Found) -> tuple[Cell | None, str]:
    """Return the cell, or none but the sheet's name, that says so; no text where nothing does."""
    block = found.block
    for cell in (*_above(block), *block.common, *block.outside):
        if _says_own(cell.text):
            return cell, cell.text.strip()
    name = block.sheet.name
    return None, name if _says_own(name) else ""


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
