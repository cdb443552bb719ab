"""What a sheet is: the blocks of meaning found on it, before any value is typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePosixPath

from assessment.core.rules import Rules
from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, Document, Sheet, text_cell
from assessment.intake.claims import Claims
from assessment.intake.vocabulary import Vocabulary, word_key

_CHUNKS = re.compile(r"\s{2,}|\n|\t|　+")
_COUNT = r"(?:票数?|选票)?:?([0-9]+)张?"
_ORDINAL = re.compile(r"[(\[]?([0-9]{1,2})[)\]]?")
_NUMBER = re.compile(r"[0-9]+[.、]?")
# Not a name that only has the word in it: 万人签名行动, 某某学院（盖章）.
_SIGN = "(?:签字|签名|签章|盖章)"
_SIGNED = re.compile(rf"{_SIGN}(?:\([^()]*\))?:|^\([^()]*{_SIGN}\)")


@dataclass(frozen=True, slots=True)
class Record:
    """One row of meaning: value cells by field; `anchor` is the row's first cell."""

    cells: Mapping[str, Cell]
    anchor: Cell


Lines = tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A recognised table or form of a sheet.

    `kind` is application_form, application_list, mark_form, mark_list, mark_matrix, mark_cross,
    second_entry, vote_tally, vote_ballots, ledger, red_flag_form, red_flag_summary,
    activity_register, recheck_list, settlement, appeal_form or tally_view; `headers` and `labels`
    give header and label cells by field; `titles` stand above, `notes` below, `common` at the top
    of a sheet of several tables; `strange` are lines that name no criterion; `parts` are tables
    inside a form. `claims` class the cells of the table itself; `layout` is table, tally, turned,
    form, cross or export.
    """

    kind: str
    sheet: Sheet
    records: tuple[Record, ...]
    headers: Mapping[str, Cell] = field(default_factory=dict)
    labels: Mapping[str, Cell] = field(default_factory=dict)
    titles: tuple[Cell, ...] = ()
    notes: tuple[Cell, ...] = ()
    common: tuple[Cell, ...] = ()
    totals: tuple[Record, ...] = ()
    unmapped: tuple[Cell, ...] = ()
    repeated: tuple[tuple[Cell, tuple[Cell, ...]], ...] = ()
    strange: tuple[Cell, ...] = ()
    parts: tuple[Block, ...] = ()
    claims: Claims = field(default_factory=dict)
    layout: str = "table"

    @property
    def around(self) -> tuple[Cell, ...]:
        """The cells above and below the table itself."""
        return (*self.titles, *self.notes)


def lead(cells: Sequence[Cell]) -> Cell:
    """Return the first cell of a row that is no running number; the first when all are."""
    return next((cell for cell in cells if not _NUMBER.fullmatch(plain(cell.text))), cells[0])


def is_note(cell: Cell, words: Vocabulary) -> bool:
    """Tell whether a cell begins a footer: 统分人：…, 注：…, 发出选票120张…, （单位盖章）"""
    if cell.kind is not CellKind.TEXT:
        return False
    text = plain(cell.text)
    if _count_pattern(tuple(words.counts)).match(text) or _SIGNED.search(text):
        return True
    return _head(text) in words.note_rows


def is_label(cell: Cell) -> bool:
    """Tell whether a cell only names what is to be written beside it: 监督员："""
    return plain(cell.text).endswith(":")


def names_something(cell: Cell, words: Vocabulary) -> bool:
    """Tell whether a cell is a label, of a field, of counted votes or of something else."""
    is_word = bool(words.fields_of(cell.text)) or word_key(cell.text) in words.counts
    return is_word or is_label(cell)


def is_total(cell: Cell, words: Vocabulary) -> bool:
    """Tell whether a cell begins a row of totals."""
    return _head(plain(cell.text)) in words.total_rows | words.subtotal_rows


def is_numbered(cells: Sequence[Cell], words: Vocabulary) -> bool:
    """Tell whether a row only numbers its columns: 栏次 (1) (2) (3) …"""
    boxes = cells[1:] if word_key(cells[0].text) in words.ignored else cells
    matches = [_ORDINAL.fullmatch(plain(cell.text)) for cell in boxes]
    numbers = [int(match[1]) for match in matches if match]
    return len(boxes) >= 3 and numbers == list(range(1, len(boxes) + 1))


def is_subtotal(cell: Cell, words: Vocabulary) -> bool:
    """Tell whether a cell begins a row that sums only some lines above it."""
    return _head(plain(cell.text)) in words.subtotal_rows


def is_passed(cell: Cell, words: Vocabulary) -> bool:
    """Tell whether a cell begins a row of averages, ranks or what is left: no line, no total."""
    return _head(plain(cell.text)) in words.passed_rows


def _head(text: str) -> str:
    return word_key(re.split(r"[:：]", text, maxsplit=1)[0])


def spans(block: Block, words: Vocabulary) -> Iterator[tuple[Record, tuple[Lines, ...]]]:
    """Yield each total of a table with the lines it may sum, what is usual first.

    小计 sums the lines since the total above it, 合计 all lines above it; it may also be one of a
    page. One that stands above all lines sums those below.
    """
    since_any: list[Record] = []
    since_whole: list[Record] = []
    above: list[Record] = []
    is_after_total = is_after_whole = False
    totals = {id(record) for record in block.totals}
    for record in sorted((*block.records, *block.totals), key=lambda one: one.anchor.row):
        if id(record) not in totals:
            since_any = [record] if is_after_total else [*since_any, record]
            since_whole = [record] if is_after_whole else [*since_whole, record]
            above.append(record)
            is_after_total = is_after_whole = False
            continue
        is_sub = is_subtotal(record.anchor, words)
        everything = above or list(block.records)
        usual, other = (since_any, since_whole) if is_sub else (everything, since_whole)
        yield record, (tuple(usual or everything), tuple(other or everything))
        is_after_total, is_after_whole = True, is_after_whole or not is_sub


def find_labels(sheet: Sheet, cells: Iterable[Cell], words: Vocabulary) -> dict[str, Cell]:
    """Return values that stand beside or behind their label, by field; the first one wins."""
    return {name: value for name, (_, value) in find_labelled(sheet, cells, words).items()}


def find_labelled(
    sheet: Sheet, cells: Iterable[Cell], words: Vocabulary
) -> dict[str, tuple[Cell, Cell]]:
    """Return label and value by field, as `find_labels`; they may be parts of one cell."""
    found: dict[str, tuple[Cell, Cell]] = {}
    for cell in cells:
        for name, value in _labelled(sheet, cell, words):
            found.setdefault(name, (cell, value))
    return found


def _labelled(sheet: Sheet, cell: Cell, words: Vocabulary) -> Iterator[tuple[str, Cell]]:
    for label, value in _pairs(cell.text):
        if value and plain(value) not in words.money_units:
            for name in words.fields_of(label):
                yield name, text_cell(cell.row, cell.column, value)
    beside = sheet.at(cell.row, sheet.after(cell))
    if beside is None or beside.row != cell.row or _is_label(beside, words):
        return
    for name in words.fields_of(cell.text):
        if plain(beside.text) not in words.money_units:
            yield name, beside


def _pairs(text: str) -> list[tuple[str, str]]:
    """Return the labels with a colon in a text, and what stands behind each."""
    if ":" not in text and "：" not in text:
        return []
    chunks = _CHUNKS.split(unicodedata.normalize("NFKC", text).strip())
    parts = (chunk.partition(":") for chunk in chunks)
    return [(label, value.strip()) for label, mark, value in parts if mark]


def _is_label(cell: Cell, words: Vocabulary) -> bool:
    return bool(words.fields_of(cell.text)) or word_key(cell.text) in words.ignored


def find_counts(sheet: Sheet, cells: Iterable[Cell], words: Vocabulary) -> dict[str, Cell]:
    """Return 发出/收回/有效/无效 of paper votes, in one sentence or in cells side by side."""
    pattern = _count_pattern(tuple(words.counts))
    found: dict[str, Cell] = {}
    for cell in cells:
        for word, number in pattern.findall(plain(cell.text)):
            found.setdefault(words.counts[word], text_cell(cell.row, cell.column, number))
        beside = sheet.at(cell.row, sheet.after(cell))
        name = words.counts.get(word_key(cell.text))
        if name and beside is not None:
            found.setdefault(name, beside)
    return found


@cache
def _count_pattern(counts: tuple[str, ...]) -> re.Pattern[str]:
    alternatives = "|".join(sorted(counts, key=len, reverse=True))
    return re.compile(f"({alternatives}){_COUNT}")


def find_component(block: Block, document: Document, words: Vocabulary, rules: Rules) -> str | None:
    """Return the component a block of marks or votes belongs to.

    The titles are asked first, then those at the top of the sheet, the sheet's name, the file's
    name and its folders; the first text that names exactly one component decides. Criteria that
    only one component has decide when no text does.
    """
    kind = "voted" if block.kind.startswith("vote_") else "judged"
    allowed = {part.name for part in rules.components if part.kind == kind}
    texts = ["".join(cell.text for cell in cells) for cells in (block.around, block.common)]
    texts.append(block.sheet.name)
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
