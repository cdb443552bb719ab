"""Lines below a title, a row or a sheet's name that says that they are not done: left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assessment.core.details import detail
from assessment.core.problems import Problem
from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, Document, Sheet
from assessment.intake.formats.word import TEXT_SHEET
from assessment.intake.layouts import Block, Record
from assessment.intake.layouts.claims import Claims, claim_all, unread
from assessment.intake.layouts.labels import labelled
from assessment.intake.sheets.form_titles import (
    FORM,
    MARKS,
    heads_marks,
    is_form_title,
    says_form,
    tells_earlier,
    tells_of_form,
)
from assessment.intake.sheets.sheet_read import SheetRead
from assessment.intake.words.header_words import is_listed
from assessment.intake.words.section_words import arranged, asked_of, below, undone
from assessment.intake.words.values import Spot
from assessment.intake.words.vocabulary import Vocabulary
from assessment.intake.words.year_words import begins_with_year, other_year

CODE = "section.not-counted"
_OF_HELD = frozenset({"held_state", "material_kind", "n_items"})


@dataclass(frozen=True, slots=True)
class _Said:
    """A text that says that its lines do not count, and by which words; a name has no cell."""

    cell: Cell | None
    text: str
    word: str


def without_sections(
    sheets: Sequence[SheetRead], words: Vocabulary, year: int
) -> tuple[list[SheetRead], list[Problem]]:
    """Leave out the lines of tables that are not done, by what stands over them.

    The title of a table, a row alone between its lines and the name of its sheet may say that they
    are planned, unpaid, called off, withdrawn, refused, an example, or of another year. A row
    holds until the next such row; one that stands right below another goes into detail.

    Problems
    --------
    section.not-counted
    """
    kept: list[SheetRead] = []
    problems: list[Problem] = []
    tops = tops_of((one.document, one.sheet) for one in sheets)
    for one in sheets:
        found, told = _of_sheet(one, tops[one.document.file], words, year)
        kept.append(found)
        problems += told
    return kept, problems


def tops_of(sheets: Iterable[tuple[Document, Sheet]]) -> dict[str, list[int]]:
    """Return by file how many lines of its text stand above each of its tables, from 0 up."""
    found: dict[str, set[int]] = defaultdict(lambda: {0})
    for document, sheet in sheets:
        found[document.file].add(sheet.n_above)
    return {file: sorted(numbers) for file, numbers in found.items()}


def _of_sheet(
    one: SheetRead, tops: Sequence[int], words: Vocabulary, year: int
) -> tuple[SheetRead, list[Problem]]:
    """Return a sheet without the lines that do not count, and the problem of each such section."""
    spot = Spot(one.document, one.sheet, "")
    blocks: list[Block] = []
    problems: list[Problem] = []
    claims = dict(one.claims)
    whole: _Said | None = None
    for n, block in enumerate(one.blocks):
        named = _named(block, words)
        titles = [*own_titles(block, words), *own_lines(block, tops)]
        own = next(filter(None, (_of_text(cell, block, words, year) for cell in titles)), None)
        holds = whole if whole and all(is_listed(cell.text) for cell in titles) else None
        said = named or own or holds
        if n == 0 and own and own.cell and not is_listed(own.cell.text):
            whole = own
        rest, lost = _sections(block, said, words, year)
        if lost:
            claims |= _lost_claims(block, rest, one)
            problems += _told(spot, lost)
        if rest.records or not block.records:
            blocks.append(rest)
    if not problems:
        return one, []
    return replace(one, blocks=tuple(blocks), claims=claims), list(dict.fromkeys(problems))


def own_titles(block: Block, words: Vocabulary) -> Iterator[Cell]:
    """Yield what stands over a table and is neither a label nor its value."""
    pairs = labelled(block.sheet, block.titles, words)
    told = {(one.row, one.column) for label, _, value in pairs for one in (label, value)}
    for cell in block.titles:
        if cell.kind is CellKind.TEXT and (cell.row, cell.column) not in told:
            yield cell


def own_lines(block: Block, tops: Sequence[int]) -> Iterator[Cell]:
    """Yield the lines of a text that stand between a table and the one before it.

    `tops` are how many lines stand above each table of the document, from 0 up.
    """
    last = block.sheet.n_above
    first = next((low for low, high in pairwise(tops) if high == last), last)
    for cell in dict.fromkeys(block.lines):
        if cell.sheet == TEXT_SHEET and first < cell.row <= last:
            yield cell


def _named(block: Block, words: Vocabulary) -> _Said | None:
    """Return what the name of a sheet says; a Word file's are ours."""
    name = block.sheet.name
    word = undone(name, block.kind, words) or _arranged(name, block)
    return _Said(None, name, word) if word else None


def _of_text(cell: Cell, block: Block, words: Vocabulary, year: int) -> _Said | None:
    is_filled_in = block.kind == FORM and not is_form_title(cell, block)
    if is_filled_in or (block.kind == MARKS and not heads_marks(cell, block)):
        return _filled_in(cell, block, words)
    text, project = cell.text.strip(), block.labels.get("project_name")
    if project is not None and plain(project.text):
        text = plain(text).replace(plain(project.text), "")
    word = undone(text, block.kind, words) or _arranged(text, block)
    if not word and asked_of(block.kind) and _may_be_of_year(cell, block):
        word = other_year(text, year)
    return _Said(cell, cell.text.strip(), word) if word else None


def _arranged(text: str, block: Block) -> str:
    """Return by which words a text says that activities are yet to be held, or nothing.

    Where lines say themselves whether they were held, or give materials, they are no plan.
    """
    heads = (plain(head.text) for head in block.headers.values())
    is_of_held = bool(_OF_HELD & block.headers.keys()) or any("实际" in head for head in heads)
    return arranged(text) if block.kind == "activity_register" and not is_of_held else ""


def _may_be_of_year(cell: Cell, block: Block) -> bool:
    if ":" in plain(cell.text) or tells_earlier(cell, block.sheet):
        return False
    return block.kind not in (FORM, MARKS) or says_form(cell, block.sheet)


def _filled_in(cell: Cell, block: Block, words: Vocabulary) -> _Said | None:
    """Return what is filled in on a form that takes the whole of it back; other years do not."""
    word = undone(cell.text.strip(), block.kind, words) if tells_of_form(cell, block.sheet) else ""
    others = (*words.head_remarks.other["earlier"], *words.sections["next_year"])
    return _Said(cell, cell.text.strip(), word) if word and not word.startswith(others) else None


def _sections(
    block: Block, whole: _Said | None, words: Vocabulary, year: int
) -> tuple[Block, dict[_Said, list[Record]]]:
    """Return a table without the lines that do not count, and these by what says so."""
    if not asked_of(block.kind):
        return block, {}
    lost: dict[_Said, list[Record]] = {}
    kept: list[Record] = []
    said: _Said | None = None
    parent: Cell | None = None
    for record in block.records:
        for n, cell in enumerate(record.captions):
            mine = _of_caption(cell, block, words, year)
            if mine is None and said and (n > 0 or _is_below(cell, parent)):
                continue
            said, parent = mine, cell if mine else None
        reason = whole or said
        if reason is None:
            kept.append(record)
        else:
            lost.setdefault(reason, []).append(record)
    if not lost:
        return block, {}
    first = min(record.anchor.row for records in lost.values() for record in records)
    totals = tuple(total for total in block.totals if total.anchor.row < first)
    return replace(block, records=tuple(kept), totals=totals), lost


def _of_caption(cell: Cell, block: Block, words: Vocabulary, year: int) -> _Said | None:
    if block.kind.startswith("red_flag_"):
        return None
    said = _of_text(cell, block, words, year)
    is_year = said is not None and said.word == other_year(cell.text, year)
    return None if is_year and not begins_with_year(below(plain(cell.text))) else said


def _is_below(cell: Cell, parent: Cell | None) -> bool:
    """Tell whether a row is listed （一） within a part that is listed 一、."""
    if parent is None:
        return False
    return plain(cell.text).startswith("(") and is_listed(parent.text)


def _lost_claims(block: Block, rest: Block, one: SheetRead) -> Claims:
    kept = {id(record) for record in rest.records}
    cells = (
        cell
        for record in block.records
        if id(record) not in kept
        for cell in record.cells.values()
        if not cell.sheet and (cell.row, cell.column) in one.sheet.cells
    )
    return claim_all(cells, unread(CODE))


def _told(spot: Spot, lost: dict[_Said, list[Record]]) -> Iterator[Problem]:
    for said, records in lost.items():
        first, last = records[0].anchor.row, records[-1].anchor.row
        several = detail("section_lines", first=first, last=last)
        rows = detail("section_line", row=first) if first == last else several
        yield spot.fault(CODE, said.cell, actual=said.text, expected=rows)
