"""Columns of numbers under headers that nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, in_order
from assessment.intake.cells.ticks import box_alone
from assessment.intake.layouts import Block
from assessment.intake.words.header_words import word_key
from assessment.intake.words.values import is_stroke
from assessment.intake.words.vocabulary import Vocabulary

_COUNTS = re.compile(
    "^(?:金额|经费)|(?:金额|经费|费用?|资金|资助|款|支出|得?分数?|成绩|得?票数?)$|评委|专家"
)
# A head that bears a unit of money heads money, whatever its word: 预算（元）.
_IN_YUAN = re.compile(r"[(\[/][^()\[\]]*元[)\]]?$")
_A_DAY = re.compile(r"(?:[0-9]{4}[-/.年])?[0-9]{1,2}[-/.月][0-9]{1,2}")
_RUNNING = re.compile(
    "(?:本?年|本?月|至今)?累计(?:已?(?:支出|开支|使用|报销))?(?:金额|经费|总?额|数)?|(?:支出|开支|金额)累计"
)
_LIST, _THEME = "application_list", "theme"
_LEDGER, _DAY = "ledger", "spent_date"
_GRADE = re.compile(
    "优秀?|良好?|中等?|较好|一般|合格|及格|较?差|不[合及]格|[A-E甲乙丙丁][等级档]?|[一二三四]档"
)
_RANGE = re.compile(r"[0-9]分?[-~–—至][0-9]|[0-9]分?(?:以[上下]|及以[上下])|[<>≤≥]=?[0-9]")
_NUMBER = re.compile(r"[0-9][0-9,.]*(?:元|万元|分|票)?")


def lost_numbers(block: Block) -> list[Cell]:
    """Return the headers that nobody knows and below which numbers stand."""
    rows = {record.anchor.row for record in block.records}
    places = {
        cell.column for cell in block.sheet.cells.values() if cell.row in rows and _is_number(cell)
    }
    return [head for head in block.unmapped if head.column in places]


def running_totals(block: Block) -> list[Cell]:
    """Return the headers of a ledger below which the spending so far stands: 累计支出."""
    heads = block.unmapped if block.kind == _LEDGER else ()
    return [head for head in heads if _RUNNING.fullmatch(word_key(head.text))]


def tick_columns(block: Block) -> list[Cell]:
    """Return the headers of a list without a column of themes below which ticks stand at most."""
    if block.kind != _LIST or _THEME in block.headers:
        return []
    rows = [record.anchor.row for record in block.records]
    columns = {head: [block.sheet.own(row, head.column) for row in rows] for head in block.unmapped}
    told = {
        head: [cell for cell in cells if cell and not is_stroke(cell)]
        for head, cells in columns.items()
    }
    ticks = [
        head for head, cells in told.items() if all(box_alone(c.text) is not None for c in cells)
    ]
    return ticks if any(told[head] for head in ticks) else []


def unread_numbers(block: Block, words: Vocabulary) -> list[Cell]:
    """Return the headers of numbers that may be money, marks or votes, or material.

    Beside marks all may be marks.
    """
    if block.kind == "mark_form":
        return list(_beside_marks(block, words))
    lost = [*lost_numbers(block), *_lost_days(block)]
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
        or (block.kind == _LEDGER and (key in words.ledger["tax"] or head in _lost_days(block)))
        or _is_like_an_item(head, block, words)
    ]


def _lost_days(block: Block) -> list[Cell]:
    """Return the headers of a ledger without days below which nothing but days stand."""
    if block.kind != _LEDGER or _DAY in block.headers:
        return []
    rows = [record.anchor.row for record in block.records]
    columns = {head: [block.sheet.at(row, head.column) for row in rows] for head in block.unmapped}
    return [head for head, cells in columns.items() if rows and all(map(_is_day, cells))]


def _is_day(cell: Cell | None) -> bool:
    return cell is not None and (cell.kind is CellKind.DATE or bool(_A_DAY.match(plain(cell.text))))


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
        below = [sheet.cells.get((row, head.column)) for row in rows]
        is_told = any(cell and _is_number(cell) for cell in below) and not _is_band(head, below)
        if is_head and is_other and is_told:
            yield head


def _is_band(head: Cell, below: Iterable[Cell | None]) -> bool:
    """Tell whether a column says which marks a grade stands for: 优 over 31-35."""
    is_grade = _GRADE.fullmatch(word_key(head.text)) is not None
    return is_grade and any(cell and _RANGE.search(plain(cell.text)) for cell in below)


def _is_of(key: str, material: Mapping[str, str]) -> bool:
    return any(key.removesuffix(end) in material for end in ("", "数", "数量", "张数", "篇数"))


def unknown_criteria(block: Block, words: Vocabulary) -> list[Cell]:
    """Return the headers of numbers among a judge's marks that are no criterion we know."""
    if block.kind != "mark_list":
        return []
    judges = judge_columns(block, words)
    return [head for head in lost_numbers(block) if head not in judges]


def told_elsewhere(block: Block, words: Vocabulary) -> list[Cell]:
    """Return the headers nobody knows of which nothing is to be said, or other readers say more."""
    return [*told_with_marks(block, words), *running_totals(block), *tick_columns(block)]


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
