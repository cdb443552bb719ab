"""What a sheet is: the blocks of meaning found on it, before any value is typed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, Sheet
from assessment.intake.layouts.claims import Claims
from assessment.intake.words.counting import begins_count
from assessment.intake.words.header_words import word_key
from assessment.intake.words.sign_off import signs
from assessment.intake.words.values import is_stroke
from assessment.intake.words.vocabulary import Vocabulary

# The second head of a project in a table on its side, before the address of its name.
PROJECT = "project:"
_ORDINAL = re.compile(r"[(\[]?([0-9]{1,2})[)\]]?")
_CONTINUED = re.compile(r"表?\(?(?:续[一二三四五六七八九十0-9]*|续表|续上页|接上页)\)?$|^续表")
_NUMBER = re.compile(r"[0-9]+[.、]?")
_NTH = "(?:[0-9]+|[一二三四五六七八九十]+)"
# 第一组, 第二场（上午）, 一、校本部, （二）附属医院, 理工组, 药学院（2项）; but 志愿服务小组 may be
# a project.
_GROUP = re.compile(
    rf"第{_NTH}(?:组|场|批|轮|阶段|部分)(?:[:、(].*)?|{_NTH}、.{{1,12}}"
    rf"|\({_NTH}\).{{1,12}}|.{{1,6}}(?<!小)组(?:\(.*\))?|.{{2,20}}\(共?{_NTH}[项个](?:项目)?\)"
)
# 合计3项, 共3个项目 under a list.
_COUNTED = re.compile(rf"(?:合计|总计|共计?){_NTH}(?:[项个](?:项目)?|[条笔])")
# Not a name that only has the word in it: 万人签名行动, 某某学院（盖章）.
_SIGN = "(?:签字|签名|签章|盖章)"
_SIGNED = re.compile(rf"{_SIGN}(?:\([^()]*\))?:|^\([^()]*{_SIGN}\)")


@dataclass(frozen=True, slots=True)
class Record:
    """One row of meaning: value cells by field; `anchor` is the row's first cell.

    `group` is the row above that heads it and others: 第一组, 理工组, 扣分项. `captions` are the
    texts alone in their rows between the record above and this one, groups among them.
    """

    cells: Mapping[str, Cell]
    anchor: Cell
    group: Cell | None = None
    captions: tuple[Cell, ...] = ()


Lines = tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A recognised table or form of a sheet.

    `kind` is application_form, form_part, application_list, mark_form, mark_list, mark_matrix,
    mark_cross, second_entry, vote_tally, vote_ballots, ledger, red_flag_form, red_flag_summary,
    activity_register, finance_list, recheck_list, settlement, made_settlement, appeal_form or
    tally_view; `headers` and `labels` give header and label cells by field; `titles` stand above,
    `notes` below, `common` at the top of a sheet of several tables; `spread` heads stand over
    several columns that are used; `strange` are lines that name no criterion, `split` further marks
    of a criterion that is written in several lines; `parts` are tables inside a form;
    `second_heads` stand in a row of their own below the headers, `upper_heads` above them, by the
    field of the column; `sum_parts` head the parts of what a column sums; `counting` are the lines
    of a text that count ballots, `above` those of a text that are its own captions, `outside` the
    lines around all tables,
    `unclear` lines that may be of this table or of another: nothing of it is to be read; `before`
    are the records of like tables above it on the sheet, which its last sum may sum as well.
    `claims` class the cells of the table itself; `layout` is table, tally, turned, form, cross or
    export.
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
    spread: tuple[Cell, ...] = ()
    strange: tuple[Cell, ...] = ()
    split: tuple[tuple[str, Cell], ...] = ()
    parts: tuple[Block, ...] = ()
    second_heads: Mapping[str, Cell] = field(default_factory=dict)
    upper_heads: Mapping[str, Cell] = field(default_factory=dict)
    sum_parts: Mapping[str, tuple[Cell, ...]] = field(default_factory=dict)
    counting: tuple[Cell, ...] = ()
    above: tuple[Cell, ...] = ()
    outside: tuple[Cell, ...] = ()
    unclear: tuple[Cell, ...] = ()
    before: tuple[Record, ...] = ()
    claims: Claims = field(default_factory=dict)
    layout: str = "table"

    @property
    def around(self) -> tuple[Cell, ...]:
        """The cells above and below the table itself."""
        return (*self.titles, *self.notes)

    @property
    def lines(self) -> tuple[Cell, ...]:
        """The lines of a text that may be about the table, the nearest first."""
        return (*self.above, *self.outside)


def dealt(named: Iterable[tuple[str, Cell]]) -> list[dict[str, Cell]]:
    """Return cells by name, those of a name that comes again in a further group."""
    found: list[dict[str, Cell]] = [{}]
    for name, cell in named:
        free = next((group for group in found if name not in group), None)
        if free is None:
            found.append({name: cell})
        else:
            free[name] = cell
    return found


def lead(cells: Sequence[Cell]) -> Cell:
    """Return the first cell of a row that is no running number; the first when all are."""
    return next((cell for cell in cells if not _NUMBER.fullmatch(plain(cell.text))), cells[0])


def is_note(cell: Cell, words: Vocabulary) -> bool:
    """Tell whether a cell begins a footer: 统分人：…, 注：…, 发出选票120张…, （单位盖章）"""
    if cell.kind is not CellKind.TEXT:
        return False
    text = plain(cell.text)
    if begins_count(text, words) or _SIGNED.search(text) or signs(text):
        return True
    return _head(text) in words.note_rows


def is_label(cell: Cell) -> bool:
    """Tell whether a cell only names what is to be written beside it: 监督员："""
    return plain(cell.text).endswith(":")


def is_repeated(sheet: Sheet, one: int, other: int) -> bool:
    """Tell whether two rows say the same in the same columns."""
    said = [{c.column: word_key(c.text) for c in sheet.rows.get(row, ())} for row in (one, other)]
    return len(said[0]) > 1 and said[0] == said[1]


def is_continued(cells: Sequence[Cell]) -> bool:
    """Tell whether a row is the title of a page that goes on: 经费支出明细表（续）."""
    return len(cells) == 1 and _CONTINUED.search(plain(cells[0].text)) is not None


def is_group_name(cell: Cell) -> bool:
    """Tell whether a cell alone in its row names what stands below it: 第一组, 一、校本部."""
    return cell.kind is CellKind.TEXT and _GROUP.fullmatch(plain(cell.text)) is not None


def names_something(cell: Cell, words: Vocabulary) -> bool:
    """Tell whether a cell is a label, of a field, of counted votes or of something else."""
    is_word = bool(words.fields_of(cell.text)) or word_key(cell.text) in words.counts
    return is_word or word_key(cell.text) in words.labels or is_label(cell)


def is_total(cell: Cell, words: Vocabulary) -> bool:
    """Tell whether a cell begins a row of totals."""
    head = _head(plain(cell.text))
    is_counted = cell.kind is CellKind.TEXT and _COUNTED.fullmatch(head) is not None
    return is_counted or head in words.total_rows | words.subtotal_rows


def stated_totals(cells: Mapping[str, Cell], words: Vocabulary) -> dict[str, Cell]:
    """Return the values of a row of totals by field, without the box that 合计 is merged over."""
    return {
        name: cell
        for name, cell in cells.items()
        if not (cell.kind is CellKind.MERGED and is_total(cell, words))
    }


def is_numbered(cells: Sequence[Cell], words: Vocabulary) -> bool:
    """Tell whether a row only numbers its columns: 栏次 (1) (2) (3) …"""
    boxes = cells[1:] if word_key(cells[0].text) in words.ignored else cells
    matches = [_ORDINAL.fullmatch(plain(cell.text)) for cell in boxes]
    numbers = [int(match[1]) for match in matches if match]
    return len(boxes) >= 3 and numbers == list(range(1, len(boxes) + 1))


def is_unused(cells: Sequence[Cell], numbers: Collection[int] = ()) -> bool:
    """Tell whether a row was struck out: nothing but strokes, and a number in one of `numbers`."""
    others = [
        cell
        for cell in cells
        if cell.column not in numbers or not _NUMBER.fullmatch(plain(cell.text))
    ]
    return bool(others) and all(map(is_stroke, others))


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

    小计 sums the lines since the total above it, or those of the last group; 合计 all lines above
    it; it may also be one of a page, or of the like tables above. One that stands above all lines
    sums those below.
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
        in_group = [one for one in above if one.group is above[-1].group] if is_sub else []
        further = (tuple(in_group),) if in_group else ()
        if block.before:
            further = (*further, (*block.before, *everything))
        yield record, (tuple(usual or everything), tuple(other or everything), *further)
        is_after_total, is_after_whole = True, is_after_whole or not is_sub
