"""The lines of a Word paper or web page outside its tables, and what they state by field."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assessment.intake.cells import Cell, Document, Sheet, in_order
from assessment.intake.formats.word import MARGIN_SHEET, TEXT_SHEET, is_word_text
from assessment.intake.layouts import Block
from assessment.intake.layouts.labels import find_labelled
from assessment.intake.layouts.units import stated_unit
from assessment.intake.words.counting import ABSTAINED, COUNTS, find_counts
from assessment.intake.words.names import is_whole_school
from assessment.intake.words.vocabulary import Vocabulary

# What belongs to a whole paper; amounts stand in its tables, where their unit is told.
FIELDS = frozenset(
    "project_name college theme college_order maturity submitted_date lead_name phone continues"
    " judge_no judge_name".split()
)
_DAY = re.compile(r"[0-9〇零一二三四五六七八九十]")
_LONGEST_TITLE = 60
# A printed line on which nothing was written.
_UNFILLED = "_＿ \t"
Said = Mapping[str, tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines around the tables, each with the name of its sheet, and what they say by field."""

    all: tuple[Cell, ...]
    said: Said

    @property
    def titles(self) -> tuple[Cell, ...]:
        """Short lines that state no field; of the others the unit that stands beside it."""
        stating = {place_of(cell) for cells in self.said.values() for cell in cells}
        short = (cell for cell in self.all if len(cell.text) <= _LONGEST_TITLE)
        return tuple(
            one
            for cell in short
            for one in ((cell,) if place_of(cell) not in stating else _units_in(cell))
        )

    def above(self, sheet: Sheet) -> tuple[Cell, ...]:
        """The titles above a table of a text."""
        mine = (cell for cell in self.titles if cell.sheet == TEXT_SHEET)
        return tuple(cell for cell in mine if cell.row <= sheet.n_above)

    @property
    def counting(self) -> tuple[Cell, ...]:
        """The lines that count ballots."""
        counted = {place_of(cell) for name in COUNTS for cell in self.said.get(name, ())}
        return tuple(cell for cell in self.all if place_of(cell) in counted)


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
            for name, value in stated_by(sheet, cell, words).items():
                stated = cell._replace(text=value.text, value=value.text, sheet=sheet.name)
                said[name] = (*said.get(name, ()), stated)
    lines = (cell._replace(sheet=sheet.name) for sheet in texts for cell in in_order(sheet))
    return Lines(tuple(lines), said)


def stated_by(sheet: Sheet, line: Cell, words: Vocabulary) -> dict[str, Cell]:
    """Return what a line says of the whole paper, and of ballots that were counted."""
    labelled = find_labelled(sheet, (line,), words).items()
    stated = {
        name: value
        for name, (_, value) in labelled
        if name in FIELDS
        and value.text.strip(_UNFILLED)
        and (name != "submitted_date" or _DAY.search(value.text))
    }
    counts = [one for one in find_counts(sheet, (line,), words) if one.name != ABSTAINED]
    return stated | {one.name: one.cell for one in reversed(counts)}


def place_of(cell: Cell) -> tuple[str, int, int]:
    """Return where a line stands: its sheet, row and column."""
    return cell.sheet, cell.row, cell.column


def is_makers(college: Cell, blocks: Sequence[Block]) -> bool:
    """Tell whether a line names the committee of the whole school, whose tables list the units."""
    return is_whole_school(college.text) and all("college" in block.headers for block in blocks)
