"""What a sheet is: the blocks of meaning found on it, before any value is typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from assessment.core.rules import Rules
from assessment.core.text import plain
from assessment.intake.cells import Cell, Document, Sheet, text_cell
from assessment.intake.vocabulary import Vocabulary, word_key

_CHUNKS = re.compile(r"\s{2,}|\n|\t|　+")
_COUNT = r"(?:票数?|选票)?:?([0-9]+)张?"


@dataclass(frozen=True, slots=True)
class Record:
    """One row of meaning: value cells by field; `anchor` is the row's first cell."""

    cells: Mapping[str, Cell]
    anchor: Cell


@dataclass(frozen=True, slots=True)
class Block:
    """A recognised table or form of a sheet.

    `kind` is application_form, application_list, mark_form, mark_list, mark_matrix, vote_tally or
    ledger; `headers` and `labels` give header and label cells by field; `around` are the cells of
    titles and notes; `parts` are tables inside a form.
    """

    kind: str
    sheet: Sheet
    records: tuple[Record, ...]
    headers: Mapping[str, Cell] = field(default_factory=dict)
    labels: Mapping[str, Cell] = field(default_factory=dict)
    around: tuple[Cell, ...] = ()
    totals: tuple[Record, ...] = ()
    unmapped: tuple[Cell, ...] = ()
    repeated: tuple[tuple[Cell, str], ...] = ()
    parts: tuple[Block, ...] = ()


def is_note(cell: Cell, words: Vocabulary) -> bool:
    """Tell whether a cell begins a footer: 统分人：…, 注：…, 发出选票120张…"""
    if _count_pattern(words).match(plain(cell.text)):
        return True
    head = re.split(r"[:：]", plain(cell.text), maxsplit=1)[0]
    return word_key(head) in words.note_rows


def is_label(cell: Cell) -> bool:
    """Tell whether a cell only names what is to be written beside it: 监督员："""
    return plain(cell.text).endswith(":")


def is_total(cell: Cell, words: Vocabulary) -> bool:
    """Tell whether a cell begins a row of totals or averages."""
    return word_key(re.split(r"[:：]", plain(cell.text), maxsplit=1)[0]) in words.total_rows


def find_labels(sheet: Sheet, cells: Iterable[Cell], words: Vocabulary) -> dict[str, Cell]:
    """Return values that stand beside or behind their label, by field; the first one wins."""
    found: dict[str, Cell] = {}
    for cell in cells:
        for name, value in _labelled(sheet, cell, words):
            found.setdefault(name, value)
    return found


def _labelled(sheet: Sheet, cell: Cell, words: Vocabulary) -> Iterator[tuple[str, Cell]]:
    for chunk in _CHUNKS.split(unicodedata.normalize("NFKC", cell.text).strip()):
        label, mark, value = chunk.partition(":")
        if mark and value.strip():
            for name in words.fields_of(label):
                yield name, text_cell(cell.row, cell.column, value.strip())
    beside = sheet.at(cell.row, sheet.after(cell))
    if beside is not None and beside.row == cell.row and not _is_label(beside, words):
        for name in words.fields_of(cell.text):
            yield name, beside


def _is_label(cell: Cell, words: Vocabulary) -> bool:
    return bool(words.fields_of(cell.text)) or word_key(cell.text) in words.ignored


def find_counts(sheet: Sheet, cells: Iterable[Cell], words: Vocabulary) -> dict[str, Cell]:
    """Return 发出/收回/有效/无效 of paper votes, in one sentence or in cells side by side."""
    pattern = _count_pattern(words)
    found: dict[str, Cell] = {}
    for cell in cells:
        for word, number in pattern.findall(plain(cell.text)):
            found.setdefault(words.counts[word], text_cell(cell.row, cell.column, number))
        beside = sheet.at(cell.row, sheet.after(cell))
        name = words.counts.get(word_key(cell.text))
        if name and beside is not None:
            found.setdefault(name, beside)
    return found


def _count_pattern(words: Vocabulary) -> re.Pattern[str]:
    alternatives = "|".join(sorted(words.counts, key=len, reverse=True))
    return re.compile(f"({alternatives}){_COUNT}")


def find_component(block: Block, document: Document, words: Vocabulary, rules: Rules) -> str | None:
    """Return the component a block of marks or votes belongs to.

    The titles are asked first, then the sheet's name, the file's name and its folders; the first
    text that names exactly one component decides. Criteria that only one component has decide
    when no text does.
    """
    kind = "voted" if block.kind == "vote_tally" else "judged"
    allowed = {part.name for part in rules.components if part.kind == kind}
    texts = ["".join(cell.text for cell in block.around), block.sheet.name]
    texts += reversed(PurePosixPath(document.file).parts)
    for text in texts:
        named = _named_components(plain(text), words) & allowed
        if len(named) == 1:
            return named.pop()
    return _component_of_criteria(block, rules)


def _named_components(text: str, words: Vocabulary) -> set[str]:
    return {name for name, known in words.components.items() if any(w in text for w in known)}


def _component_of_criteria(block: Block, rules: Rules) -> str | None:
    names = {name for record in block.records for name in record.cells}
    wanted = {name.partition(":")[2] for name in names if name.startswith("criterion:")}
    fitting = [
        part.name
        for part in rules.components
        if part.kind == "judged" and wanted and wanted <= {c.name for c in part.criteria}
    ]
    return fitting[0] if len(fitting) == 1 else None
