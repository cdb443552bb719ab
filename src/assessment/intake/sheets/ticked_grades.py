"""Judges' papers with columns 优 | 良 | 中 to tick: grades, of which nobody can make marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, Sheet, in_order
from assessment.intake.cells.ticks import TICKED
from assessment.intake.words.header_words import word_key
from assessment.intake.words.vocabulary import Vocabulary

CODE = "marks.grades-ticked"
_GRADES = frozenset(
    "优 优秀 良 良好 中 中等 一般 好 较好 很好 差 较差 及格 不及格 合格 不合格 A B C D".split()
)
_OF_JUDGES = re.compile("评委|专家|评审|评分|打分")
_FEW = 2


def ticked_grades(sheet: Sheet, words: Vocabulary) -> tuple[Cell, ...]:
    """Return the heads of the grades that judges were to tick, where no marks stand beside them."""
    for row, cells in sheet.rows.items():
        heads = tuple(cell for cell in cells if word_key(cell.text) in _GRADES)
        if len(heads) >= _FEW and any(_lines(sheet, row, heads)):
            is_marked = any(_bears_mark(sheet, row, words))
            return heads if not is_marked and _is_of_judges(sheet, cells, words) else ()
    return ()


def _is_of_judges(sheet: Sheet, heads: Sequence[Cell], words: Vocabulary) -> bool:
    if any("project_name" in words.fields_of(cell.text) for cell in heads):
        return True
    texts = [cell.text for cell in in_order(sheet) if cell.kind is CellKind.TEXT]
    named = {name for text in texts for name in words.parts_of(text)}
    n_criteria = sum(name.startswith("criterion:") for name in named)
    return n_criteria >= _FEW or any(_OF_JUDGES.search(text) for text in (sheet.name, *texts))


def _lines(sheet: Sheet, row: int, heads: tuple[Cell, ...]) -> Iterator[int]:
    """Yield the rows below the heads in which one of them is ticked."""
    columns = {head.column for head in heads}
    for below in (number for number in sheet.rows if number > row):
        ticked = (c for c in sheet.rows[below] if c.column in columns)
        if any(plain(cell.text) in TICKED for cell in ticked):
            yield below


def _bears_mark(sheet: Sheet, row: int, words: Vocabulary) -> Iterator[bool]:
    """Tell of each number below a head of marks that it is there."""
    for head in sheet.rows[row]:
        if words.fields_of(head.text) & {"mark", "total_mark"} or words.is_judge(head.text):
            below = (
                sheet.cells.get((number, head.column)) for number in sheet.rows if number > row
            )
            yield from (
                cell.kind is CellKind.NUMBER or plain(cell.text).isdecimal()
                for cell in below
                if cell
            )
