"""Columns of numbers under headers that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, in_order
from assessment.intake.layouts import Block
from assessment.intake.words.header_words import word_key
from assessment.intake.words.vocabulary import Vocabulary

_COUNTS = re.compile(
    "^(?:金额|经费)|(?:金额|经费|费用?|资金|资助|款|支出|得?分数?|成绩|得?票数?)$|评委|专家"
)
# A head that bears a unit of money heads money, whatever its word: 预算（元）.
_IN_YUAN = re.compile(r"[(\[/][^()\[\]]*元[)\]]?$")
_NUMBER = re.compile(r"[0-9][0-9,.]*(?:元|万元|分|票)?")


def lost_numbers(block: Block) -> list[Cell]:
    """Return the headers that nobody knows and below which numbers stand."""
    rows = {record.anchor.row for record in block.records}
    places = {
        cell.column for cell in block.sheet.cells.values() if cell.row in rows and _is_number(cell)
    }
    return [head for head in block.unmapped if head.column in places]


def unread_numbers(block: Block, words: Vocabulary) -> list[Cell]:
    """Return the headers of numbers that may be money, marks or votes, or material.

    Beside marks all may be marks.
    """
    if block.kind == "mark_form":
        return list(_beside_marks(block, words))
    lost = lost_numbers(block)
    if block.kind == "mark_matrix":
        return lost
    # 新闻 and 照片 have a line each, under 材料类型 and 数量.
    material = words.materials if block.kind == "activity_register" else {}
    keys = {head: word_key(head.text) for head in lost}
    return [
        head
        for head, key in keys.items()
        if _COUNTS.search(key)
        or _IN_YUAN.search(plain(head.text))
        or _is_of(key, material)
        or _is_like_an_item(head, block, words)
    ]


def _is_like_an_item(head: Cell, block: Block, words: Vocabulary) -> bool:
    """Tell whether a head among the items of a summary is nearly one of the rules': 思政建设."""
    if block.kind != "red_flag_summary":
        return False
    named = words.parts_of(words.likeness(head.text))
    return any(name.startswith("item:") for name in named)


def _beside_marks(block: Block, words: Vocabulary) -> Iterator[Cell]:
    """Yield the headers of numbers that stand beside the marks of a form: 初评, 复评."""
    sheet = block.sheet
    marks = [cell for one in block.records for name, cell in one.cells.items() if ":" in name]
    rows, columns = {cell.row for cell in marks}, {cell.column for cell in marks}
    header = next(cell for cell in in_order(sheet) if "mark" in words.fields_of(cell.text))
    # What stands beside 得分 is the next header, not its value.
    stated = (
        cell for name, cell in block.labels.items() if name not in words.fields_of(header.text)
    )
    values = {(cell.row, cell.column) for cell in stated}
    for head in sheet.rows[header.row]:
        is_head = head.column not in columns and (head.row, head.column) not in values
        is_other = "mark" in words.fields_of(head.text) or not words.is_known(head.text)
        below = (sheet.cells.get((row, head.column)) for row in rows)
        if is_head and is_other and any(cell and _is_number(cell) for cell in below):
            yield head


def _is_of(key: str, material: Mapping[str, str]) -> bool:
    return any(key.removesuffix(end) in material for end in ("", "数", "数量", "张数", "篇数"))


def unknown_criteria(block: Block, words: Vocabulary) -> list[Cell]:
    """Return the headers of numbers among a judge's marks that are no criterion we know."""
    if block.kind != "mark_list":
        return []
    judges = judge_columns(block, words)
    return [head for head in lost_numbers(block) if head not in judges]


def told_with_marks(block: Block, words: Vocabulary) -> list[Cell]:
    """Return the headers of which the reader of marks says more."""
    return [*unknown_criteria(block, words), *judge_columns(block, words)]


def judge_columns(block: Block, words: Vocabulary) -> list[Cell]:
    """Return the headers under which a judge's list names judges: there is one to a table."""
    if block.kind != "mark_list":
        return []
    rows = {record.anchor.row for record in block.records}
    filled = {cell.column for cell in block.sheet.cells.values() if cell.row in rows}
    return [
        head
        for head in block.unmapped
        if head.column in filled and words.fields_of(head.text) & {"judge_no", "judge_name"}
    ]


def _is_number(cell: Cell) -> bool:
    is_text = cell.kind is CellKind.TEXT and _NUMBER.fullmatch(plain(cell.text)) is not None
    return cell.kind is CellKind.NUMBER or is_text
