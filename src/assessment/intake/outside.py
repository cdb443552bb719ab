"""What a Word paper or web page says around its tables: 填表日期：…, headings, text boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assessment.core.spelling import match_key
from assessment.intake.cells import Cell, Document, Sheet, in_order
from assessment.intake.claims import TITLE, VALUE, Claim, Place, ignored, unread
from assessment.intake.counting import ABSTAINED, COUNTS, find_counts
from assessment.intake.forms import find_application_form
from assessment.intake.labels import find_labelled
from assessment.intake.layouts import Block
from assessment.intake.units import stated_unit
from assessment.intake.vocabulary import Vocabulary
from assessment.intake.word import MARGIN_SHEET, TEXT_SHEET, is_word_text

NOT_READ, IN_BOX, NO_TABLE = "text.not-read", "text.in-box", "text.no-table"
# What belongs to a whole paper; amounts stand in its tables, where their unit is told.
_FIELDS = frozenset(
    "project_name college theme college_order maturity submitted_date lead_name phone continues"
    " judge_no judge_name".split()
)
_TABLE = re.compile("表[0-9]+")
_NAMING = _FIELDS - {"lead_name", "phone"}
_DAY = re.compile(r"[0-9〇零一二三四五六七八九十]")
_LONGEST_TITLE = 60
# Their parts may stand in tables of their own: 一、活动, 二、材料.
_OF_ONE_PROJECT = frozenset({"activity_register", "ledger"})
_FORM, _TALLY = "application_form", "vote_tally"
# A plan names its project as well; only what calls itself a form should have been one.
_CALLED_FORM = re.compile("申报[表书]")
Said = Mapping[str, tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines around the tables, each with the name of its sheet, and what they say by field."""

    all: tuple[Cell, ...]
    said: Said

    @property
    def titles(self) -> tuple[Cell, ...]:
        """Short lines that state no field; of the others the unit that stands beside it."""
        stating = {_place(cell) for cells in self.said.values() for cell in cells}
        short = (cell for cell in self.all if len(cell.text) <= _LONGEST_TITLE)
        return tuple(
            one
            for cell in short
            for one in ((cell,) if _place(cell) not in stating else _units_in(cell))
        )

    @property
    def counting(self) -> tuple[Cell, ...]:
        """The lines that count ballots."""
        counted = {_place(cell) for name in COUNTS for cell in self.said.get(name, ())}
        return tuple(cell for cell in self.all if _place(cell) in counted)


def _units_in(line: Cell) -> Iterator[Cell]:
    """Yield the units of money that a line states beside something else: 金额单位：万元."""
    words = line.text.split()
    yield from (line._replace(text=word, value=word) for word in words if stated_unit(word))


def read_lines(document: Document, words: Vocabulary) -> Lines:
    """Return what a Word document or web page says outside its tables; nothing of a workbook."""
    texts = [
        sheet
        for sheet in document.sheets
        if is_word_text(document, sheet) and sheet.name != MARGIN_SHEET
    ]
    said: dict[str, tuple[Cell, ...]] = {}
    for sheet in texts:
        for cell in in_order(sheet):
            for name, value in _stated(sheet, cell, words).items():
                stated = cell._replace(text=value.text, value=value.text, sheet=sheet.name)
                said[name] = (*said.get(name, ()), stated)
    lines = (cell._replace(sheet=sheet.name) for sheet in texts for cell in in_order(sheet))
    return Lines(tuple(lines), said)


def _stated(sheet: Sheet, line: Cell, words: Vocabulary) -> dict[str, Cell]:
    """Return what a line says of the whole paper, and of ballots that were counted."""
    labelled = find_labelled(sheet, (line,), words).items()
    stated = {
        name: value
        for name, (_, value) in labelled
        if name in _FIELDS and (name != "submitted_date" or _DAY.search(value.text))
    }
    counts = [one for one in find_counts(sheet, (line,), words) if one.name != ABSTAINED]
    return stated | {one.name: one.cell for one in reversed(counts)}


def _takes(block: Block, name: str) -> bool:
    return name in _FIELDS or block.kind == _TALLY


def with_lines(
    sheets: Sequence[Sheet], found: Sequence[tuple[Block, ...]], lines: Lines, words: Vocabulary
) -> list[tuple[Block, ...]]:
    """Return the tables of a document's sheets with what the lines around them say.

    The lines belong to the one 申报表, else to the one table there is; of several registers, what
    stands above the first belongs to all. What the table says itself holds; what lines say in two
    ways holds nowhere.
    """
    blocks = _with_form(sheets, found, lines, words)
    every = [block for mine in blocks for block in mine]
    if every and all(block.kind in _OF_ONE_PROJECT for block in every):
        first = min(sheet.n_above for sheet, mine in zip(sheets, blocks, strict=True) if mine)
        above = lines if len(every) == 1 else _above(lines, first)
        return [tuple(_extended(block, above) for block in mine) for mine in blocks]
    if owner := _owner(every):
        return [
            tuple(
                _extended(block, lines) if block is owner else replace(block, outside=lines.titles)
                for block in mine
            )
            for mine in blocks
        ]
    return _each_below_its_own(sheets, blocks, lines)


def _each_below_its_own(
    sheets: Sequence[Sheet], blocks: Sequence[tuple[Block, ...]], lines: Lines
) -> list[tuple[Block, ...]]:
    """Return tables with the lines around them: those since the table above are its own.

    What stands above the first and below the last holds for all.
    """
    starts = sorted({sheet.n_above for sheet in sheets if _TABLE.fullmatch(sheet.name)})
    ends = dict(pairwise([0, *starts]))
    top, last = (starts[0], starts[-1]) if starts else (0, 0)
    found = []
    for sheet, mine in zip(sheets, blocks, strict=True):
        above = next((low for low, high in ends.items() if high == sheet.n_above), 0)
        own = [c for c in lines.titles if _in_text(c) and max(above, top) < c.row <= sheet.n_above]
        of_all = [c for c in lines.titles if not _in_text(c) or not top < c.row <= last]
        found.append(
            tuple(replace(block, above=tuple(own), outside=tuple(of_all)) for block in mine)
        )
    return found


def _in_text(cell: Cell) -> bool:
    return cell.sheet == TEXT_SHEET


def _above(lines: Lines, first: int) -> Lines:
    """Return the lines with what they say before a table only, and nowhere after it."""
    said = {
        name: cells
        for name, cells in lines.said.items()
        if all(cell.sheet == TEXT_SHEET and cell.row <= first for cell in cells)
    }
    return Lines(lines.all, said)


def _with_form(
    sheets: Sequence[Sheet], found: Sequence[tuple[Block, ...]], lines: Lines, words: Vocabulary
) -> list[tuple[Block, ...]]:
    """Find the 申报表 of which some labels stand outside its table, or all of them."""
    blocks = list(found)
    if any(block.kind == _FORM for mine in found for block in mine):
        return blocks
    values = _agreed(lines.said)
    texts = {cell.sheet for cell in lines.all}
    is_text = [sheet.name in texts for sheet in sheets]
    is_margin = [sheet.name == MARGIN_SHEET for sheet in sheets]
    forms = [
        None if mine or margin else find_application_form(sheet, words, {} if text else values)
        for sheet, mine, text, margin in zip(sheets, found, is_text, is_margin, strict=True)
    ]
    numbers = [n for n, form in enumerate(forms) if form is not None]
    own = [n for n in numbers if not is_text[n]] or numbers
    if len(own) == 1 and (form := forms[own[0]]) is not None:
        blocks[own[0]] = (form,)
    return blocks


def _owner(blocks: Sequence[Block]) -> Block | None:
    forms = [block for block in blocks if block.kind == _FORM]
    one = forms or blocks
    return one[0] if len(one) == 1 else None


def _agreed(said: Said) -> dict[str, Cell]:
    """Return what is said in one way only."""
    return {
        name: cells[0]
        for name, cells in said.items()
        if len({match_key(c.text) for c in cells}) == 1
    }


def _extended(block: Block, lines: Lines) -> Block:
    own = block.labels.keys() | block.headers.keys()
    if block.sheet.name in {cell.sheet for cell in lines.all}:
        return block
    agreed = _agreed(lines.said).items()
    more = {name: cell for name, cell in agreed if name not in own and _takes(block, name)}
    records = block.records
    if block.kind == _FORM:
        records = tuple(replace(one, cells={**more, **one.cells}) for one in records)
    labels = {**more, **block.labels}
    counting = lines.counting if block.kind == _TALLY else ()
    return replace(block, labels=labels, records=records, counting=counting, outside=lines.titles)


def claim_lines(sheet: Sheet, lines: Lines, blocks: Sequence[Block]) -> dict[Place, Claim]:
    """Return the claim of every line of a sheet outside the tables.

    A line that states a field otherwise than the tables, or of which nobody can say which table
    it belongs to, is `text.not-read`. Where no table was recognised nothing is asked of the text,
    but that a paper which calls itself an application and names a project has none.
    """
    rest = ignored("word.text")
    claims = {(cell.row, cell.column): rest for cell in in_order(sheet)}
    if not blocks:
        named = [cell for cell in lines.said.get("project_name", ()) if cell.sheet == sheet.name]
        if named and any(_CALLED_FORM.search(line.text) for line in lines.titles):
            claims[named[0].row, named[0].column] = unread(NO_TABLE)
        return claims
    titles = (cell for cell in lines.titles if cell.sheet == sheet.name)
    claims |= {(cell.row, cell.column): TITLE for cell in titles}
    for name, cells in lines.said.items():
        if not any(_takes(block, name) for block in blocks):
            continue
        for cell in (one for one in cells if one.sheet == sheet.name):
            if any(block.labels.get(name) is cell or _counts(block, cell) for block in blocks):
                claims[cell.row, cell.column] = VALUE
            elif not any(_says(block, name, cell) for block in blocks):
                claims[cell.row, cell.column] = unread(NOT_READ)
    return claims


def claim_margin(sheet: Sheet, blocks: Sequence[Block], words: Vocabulary) -> dict[Place, Claim]:
    """Return the claims of headers, footers and notes, which are never read.

    One that names a project, college or judge otherwise than the tables is `text.not-read`.
    """
    claims = {(cell.row, cell.column): ignored("word.margin") for cell in in_order(sheet)}
    for cell in in_order(sheet):
        for name, value in _stated(sheet, cell, words).items():
            takes = [block for block in blocks if name in _NAMING and _takes(block, name)]
            if takes and not any(_says(block, name, value) for block in blocks):
                claims[cell.row, cell.column] = unread(NOT_READ)
    return claims


def _says(block: Block, name: str, cell: Cell) -> bool:
    """Tell whether a table says the same itself, be it in more words or in fewer."""
    mine = [block.labels[name]] if name in block.labels else []
    mine += [record.cells[name] for record in block.records if name in record.cells]
    keys, key = [match_key(one.text) for one in mine], match_key(cell.text)
    return any(one and (one in key or key in one) for one in keys)


def _counts(block: Block, cell: Cell) -> bool:
    return any(_place(one) == _place(cell) for one in block.counting)


def _place(cell: Cell) -> tuple[str, int, int]:
    return cell.sheet, cell.row, cell.column
