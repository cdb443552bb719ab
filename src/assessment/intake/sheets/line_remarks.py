"""Remarks beside lines: nothing is changed by them, so those that may change a line are shown.

What looks as if it did is shown cell by cell; others that might, once a column with what they say.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from assessment.core.problems import Problem
from assessment.core.provenance import CellRef
from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, in_order
from assessment.intake.layouts import Block
from assessment.intake.layouts.claims import CellClass, Claims
from assessment.intake.sheets.sheet_read import SheetRead
from assessment.intake.words.header_words import word_key
from assessment.intake.words.values import Spot
from assessment.intake.words.vocabulary import Vocabulary

# Texts of a line in which a clause may say that it is still open: 待报销：餐饮.
_NAMING = ("purpose", "category")
_BREAKS = re.compile(r"[,;。、:!()\[\]【】〔〕/\s]+|——")
# 其中10张, 含委托票5张: of what was counted, a part of another kind.
_PART = re.compile("(?:其中|含).{0,8}[0-9一二三四五六七八九十两]+(?:张|票|元|场|分)")
_LONGEST = 60
_WORDS = re.compile("[\u4e00-\u9fff]{2}")
# What most remarks that bear on a line have in them; 往返, 雨天, 与团委合办 have none.
_SIGNS = re.compile(
    "[0-9不没未待拟废撤弃缺停免垫借欠旧误错删反冲扣退补跨超暂转换应改另仅只半重]|取消|延期|推迟|终止|预(?!防|科|警)"
    "|实[报付际发]|承担|自[筹费付行理]|学院|配套|赞助|原[票定来]|为准|遗失|丢失|合并|其中|更正|调整|参考|备选"
)
_SHOWN, _MOST = 20, 5
# The remark of a re-check is kept with it; what a ballot says of itself is read.
_KEPT = "recheck_list"
_OWN_REMARKS = ("vote_ballots",)


def line_remarks(
    sheets: Sequence[SheetRead], words: Vocabulary, told: Iterable[Problem]
) -> Iterator[Problem]:
    """Yield the notices of remarks beside lines that are read.

    Where something is said of a cell already (`told`), nothing more is.

    Problems
    --------
    remark.not-applied, remark.unread
    """
    known = {fault.where for fault in told}
    for one in sheets:
        spot = Spot(one.document, one.sheet, "")
        beside = {cell for block in one.blocks for cell in _beside(block, one.claims, words)}
        noting = [block for block in one.blocks if block.kind != _KEPT]
        noted = {cell.column for block in noting for cell in _note_heads(block, words)}
        pending = {cell for block in one.blocks for cell in _pending(block, words)}
        others: dict[int, list[Cell]] = defaultdict(list)
        for cell in in_order(one.sheet):
            if cell not in beside | pending or _is_told(spot, cell, known):
                continue
            if cell in pending or _changes(cell, words):
                yield spot.fault("remark.not-applied", cell)
            elif cell.column in noted and not _is_harmless(cell, words):
                others[cell.column].append(cell)
        yield from (_unread(spot, cells) for cells in others.values())


def _unread(spot: Spot, cells: Sequence[Cell]) -> Problem:
    """Return the one notice of a column's other remarks, with the first few of them."""
    texts = dict.fromkeys(" ".join(cell.text.split())[:_SHOWN] for cell in cells)
    shown = "；".join(list(texts)[:_MOST])
    return spot.fault("remark.unread", cells[0], actual=shown, expected=str(len(cells)))


def _is_told(spot: Spot, cell: Cell, known: Collection[CellRef]) -> bool:
    return spot.fault("remark.not-applied", cell).where in known


def _beside(block: Block, claims: Claims, words: Vocabulary) -> Iterator[Cell]:
    """Yield the remarks beside the lines of a table."""
    if block.kind in _OWN_REMARKS or block.layout == "turned" or not block.headers:
        return
    last = max(cell.row for cell in block.headers.values())
    columns = set(_remark_columns(block, last, words))
    for record in block.records:
        for row in {cell.row for cell in record.cells.values()}:
            cells = (cell for cell in block.sheet.rows.get(row, ()) if cell.column in columns)
            yield from (cell for cell in cells if _is_free(cell, claims))


def _pending(block: Block, words: Vocabulary) -> Iterator[Cell]:
    """Yield the purposes and categories of lines that say that they are still open."""
    for record in block.records:
        named = (record.cells[name] for name in _NAMING if name in record.cells)
        yield from (cell for cell in named if _is_pending(cell, words))


def _remark_columns(block: Block, last: int, words: Vocabulary) -> Iterator[int]:
    """Yield the columns whose head calls them remarks, or says nothing that is known."""
    noted = {head.column for head in _note_heads(block, words)}
    for column in range(1, block.sheet.last_column + 1):
        head = _head(block, last, column)
        if head is not None and (column in noted or not words.is_known(head.text)):
            yield column


def _note_heads(block: Block, words: Vocabulary) -> Iterator[Cell]:
    """Yield the heads that call their column remarks."""
    if not block.headers or block.layout == "turned":
        return
    last = max(cell.row for cell in block.headers.values())
    note, remarks = block.headers.get("note"), words.line_states["remarks"]
    for column in range(1, block.sheet.last_column + 1):
        head = _head(block, last, column)
        if head is not None and (head == note or word_key(head.text) in remarks):
            yield head


def _head(block: Block, last: int, column: int) -> Cell | None:
    return block.sheet.at(last, column) or block.sheet.at(last - 1, column)


def _is_free(cell: Cell, claims: Claims) -> bool:
    """Tell whether a cell is words that nothing reads but as a remark."""
    claim = claims.get((cell.row, cell.column))
    return cell.kind is CellKind.TEXT and (
        claim is None or claim.cell_class is not CellClass.PROBLEM
    )


def _changes(cell: Cell, words: Vocabulary) -> bool:
    text = plain(cell.text)
    if len(text) > _LONGEST:
        return False
    signs = words.line_states["may_change"]
    return any(sign in text for sign in signs) or _PART.search(text) is not None


def _is_harmless(cell: Cell, words: Vocabulary) -> bool:
    """Tell whether a remark bears on nothing: 无, 已报, 往返, a number, a day, a telephone."""
    text = plain(cell.text)
    is_said = _WORDS.search(text) and _SIGNS.search(text)
    return not is_said or text in words.line_states["harmless"]


def _is_pending(cell: Cell, words: Vocabulary) -> bool:
    clauses = _BREAKS.split(unicodedata.normalize("NFKC", cell.text))
    return any(word_key(clause) in words.line_states["pending"] for clause in clauses)
