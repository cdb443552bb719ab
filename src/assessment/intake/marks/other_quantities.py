"""Columns whose head says that they hold another quantity: told, and not read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from assessment.core.problems import Problem
from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, Sheet, in_order
from assessment.intake.grids.head_remarks import (
    Verdict,
    below,
    is_of_value,
    is_other_head,
    names_criterion,
    verdict,
)
from assessment.intake.layouts import PROJECT, Block, Record
from assessment.intake.layouts.bare_votes import is_weight, may_be_points
from assessment.intake.layouts.claims import Place
from assessment.intake.layouts.context import Found
from assessment.intake.words.header_words import remarks, word_key
from assessment.intake.words.values import Spot
from assessment.intake.words.vocabulary import Vocabulary

_ALL = "mark"  # of a judge's form: the head over all marks
_MOST_SHOWN = 6
# Without these a line states nothing.
_WHOLE = ("outcome", "recheck_date")
# A blank box of these would be a line of its own that says that nothing was filled in.
_LEFT_OUT = ("votes", "channel:", "item:")


@dataclass(frozen=True, slots=True)
class _Said:
    """A head with what it, or a cell above or below it, says besides its word."""

    name: str
    cell: Cell
    head: Cell
    remark: str
    verdict: Verdict

    @property
    def text(self) -> str:
        """The head as people read it."""
        whole = self.head.text if self.cell is self.head else f"{self.head.text} {self.cell.text}"
        return " ".join(whole.split())


def head_remarks(found: Sequence[Found], words: Vocabulary, year: int) -> Iterator[Problem]:
    """Yield the problem of each column that is refused, and of each block what is not understood.

    Problems
    --------
    column.other-quantity, column.remark
    """
    for paper in found:
        for block in (paper.block, *paper.block.parts):
            yield from _problems(Spot(paper.document, block.sheet, ""), block, words, year)


def _problems(spot: Spot, block: Block, words: Vocabulary, year: int) -> Iterator[Problem]:
    said = list(_stated(block, words, year))
    other = [one for one in said if one.verdict is Verdict.OTHER]
    for one in other:
        yield spot.fault("column.other-quantity", one.cell, actual=one.text, expected=one.remark)
    refused = {one.name for one in other}
    unknown = [s for s in said if s.verdict is Verdict.UNKNOWN and s.name not in refused]
    if unknown:
        listed = "、".join(f"{one.cell.address}「{one.text}」" for one in unknown[:_MOST_SHOWN])
        more = "…" if len(unknown) > _MOST_SHOWN else ""
        yield spot.fault("column.remark", unknown[0].cell, actual=listed + more)


def without_other_quantities(found: Found, words: Vocabulary, year: int) -> Found:
    """Return a paper whose refused columns are blank, as if not filled in; marks are left.

    What is refused among marks becomes `unreadable` where they are read.
    """
    block = found.block
    if block.kind.startswith(("mark_", "second_")):
        return found
    parts = tuple(_blanked(part, words, year) for part in block.parts)
    return replace(found, block=replace(_blanked(block, words, year), parts=parts))


def other_places(block: Block, words: Vocabulary, year: int) -> frozenset[Place]:
    """Return where the values of refused columns and lines stand."""
    other = (one for one in _stated(block, words, year) if one.verdict is Verdict.OTHER)
    found = {(cell.row, cell.column) for one in other for cell in _under(one, block)}
    return frozenset(found | {(cell.row, cell.column) for cell in _spread(block, words)})


def _spread(block: Block, words: Vocabulary) -> Iterator[Cell]:
    """Yield the marks below heads of a form or cross that stand over several columns."""
    if block.headers:
        return
    for record in block.records if block.spread else ():
        is_whole = block.kind == "mark_form" or record.cells.get("judge") in block.spread
        heads = {name for head in block.spread for name in words.parts_of(head.text)}
        for name, cell in record.cells.items():
            if name.startswith("criterion:") and (is_whole or name in heads):
                yield cell


def _stated(block: Block, words: Vocabulary, year: int) -> Iterator[_Said]:
    """Yield what is not harmless of the heads below or beside which something stands."""
    for one in _said(block, words, year):
        if one.verdict is not Verdict.HARMLESS and any(
            _is_filled(cell, words) for cell in _under(one, block)
        ):
            yield one


def _said(block: Block, words: Vocabulary, year: int) -> Iterator[_Said]:
    for name, cell in _heads(block, words):
        for remark in remarks(cell.text):
            told = verdict(remark, name, words, year)
            # 现场投票（20%） heads points; 微信（70%） over 1200 votes.
            is_points = is_weight(remark) and may_be_points(block, name, words)
            yield _Said(name, cell, cell, remark, Verdict.OTHER if is_points else told)
    yield from _of_projects(block, words, year)
    heads = dict(_heads(block, words))
    for name, cell in block.second_heads.items():
        head = heads.get(name)
        if head is None:
            continue
        is_part = names_criterion(cell.text, words)
        said = () if is_part else remarks(cell.text)
        for remark in said or [word_key(cell.text) if is_part else plain(cell.text)]:
            told = below(remark, name, words, year)
            is_unknown = told is Verdict.UNKNOWN
            # 理工组 alone in its row heads the lines below, not the column it stands in.
            if is_unknown and len(block.sheet.rows[cell.row]) == 1 and not remarks(cell.text):
                continue
            is_torn = is_unknown and _has_neighbour(block.sheet, cell, head)
            yield _Said(name, cell, head, remark, Verdict.OTHER if is_torn else told)
    for name, cell in block.upper_heads.items():
        head = heads.get(name)
        if head and is_other_head(cell.text, name, words):
            yield _Said(name, head, cell, plain(cell.text), Verdict.OTHER)


def _of_projects(block: Block, words: Vocabulary, year: int) -> Iterator[_Said]:
    """Yield what stands below the names of projects in a table on its side: 折合分."""
    name = next((one for one in block.headers if is_of_value(one)), "")
    for record in block.records if name else ():
        head = record.cells.get("project_name")
        cell = block.second_heads.get(f"{PROJECT}{head.address}") if head else None
        if head and cell:
            for remark in remarks(cell.text) or [plain(cell.text)]:
                yield _Said(PROJECT, cell, head, remark, below(remark, name, words, year))


def _has_neighbour(sheet: Sheet, cell: Cell, head: Cell) -> bool:
    """Tell whether a column beside, without a header, has a second head as well: 上年 | 本年."""
    column = sheet.after(cell)
    return sheet.at(head.row, column) is None and (cell.row, column) in sheet.cells


def _heads(block: Block, words: Vocabulary) -> Iterator[tuple[str, Cell]]:
    """Yield the heads of values with the field or part that each stands over."""
    if block.headers:
        yield from ((name, cell) for name, cell in block.headers.items() if is_of_value(name))
    elif block.kind in ("mark_form", "mark_cross"):
        yield from _heads_of_form(block, words)


def _heads_of_form(block: Block, words: Vocabulary) -> Iterator[tuple[str, Cell]]:
    judges = (record.cells["judge"] for record in block.records if "judge" in record.cells)
    for judge in dict.fromkeys(judges):
        yield from ((name, judge) for name in sorted(words.parts_of(judge.text)))
    is_form = block.kind == "mark_form"
    for cell in in_order(block.sheet):
        if cell.kind is not CellKind.TEXT:
            continue
        if is_form and "mark" in words.fields_of(cell.text):
            yield _ALL, cell
            is_form = False
        named = words.parts_of(cell.text)
        yield from ((name, cell) for name in sorted(named) if name.startswith("criterion:"))


def _under(said: _Said, block: Block) -> Iterator[Cell]:
    for record in (*block.records, *block.totals):
        is_project = said.name == PROJECT and record.cells.get("project_name") is said.head
        is_judge = record.cells.get("judge", said) in (said.head, said.cell)
        for name, cell in record.cells.items():
            is_mark = name.startswith("criterion:") and (is_judge or said.name == _ALL)
            if name == said.name or is_mark or (is_project and is_of_value(name)):
                yield cell


def _is_filled(cell: Cell, words: Vocabulary) -> bool:
    text = plain(cell.text)
    return bool(text) and text not in words.statuses


def _blanked(block: Block, words: Vocabulary, year: int) -> Block:
    places = other_places(block, words, year)
    if not places:
        return block
    kept = [one for one in block.records if not _is_void(one, places)]
    records = tuple(_without(record, places) for record in kept)
    totals = tuple(_without(record, places) for record in block.totals)
    return replace(block, records=records, totals=totals)


def _is_void(record: Record, places: Collection[Place]) -> bool:
    """Tell whether a line says nothing without what is refused: a re-check without its outcome."""
    cells = (cell for name, cell in record.cells.items() if name in _WHOLE)
    return any((cell.row, cell.column) in places for cell in cells)


def _without(record: Record, places: Collection[Place]) -> Record:
    """Return a record without the votes and items, and with the other values blank, at places."""
    cells = {
        name: cell._replace(kind=CellKind.TEXT, text="", value=None)
        if (cell.row, cell.column) in places
        else cell
        for name, cell in record.cells.items()
        if (cell.row, cell.column) not in places or not name.startswith(_LEFT_OUT)
    }
    return replace(record, cells=cells)
