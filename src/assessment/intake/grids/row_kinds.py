"""What one row below the header of a table is: the first of the kinds that it can be."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, Sheet
from assessment.intake.grids.captions import says_back
from assessment.intake.grids.form_foot import (
    is_of_opinions,
    is_result_of_form,
    is_sum_of_form,
)
from assessment.intake.grids.head_remarks import heads_other_lines, is_of_value
from assessment.intake.grids.kinds import DESCRIBES, Header
from assessment.intake.grids.running import sitting_of
from assessment.intake.layouts import (
    is_continued,
    is_group_name,
    is_label,
    is_note,
    is_numbered,
    is_passed,
    is_total,
    is_unused,
    lead,
)
from assessment.intake.layouts.labels import find_labels
from assessment.intake.layouts.not_counted import telling_cells, why_off
from assessment.intake.layouts.units import is_unit
from assessment.intake.words.header_words import word_key
from assessment.intake.words.sign_off import is_sign_off
from assessment.intake.words.sum_words import BARE, sum_grade
from assessment.intake.words.vocabulary import Vocabulary

_REMARK = re.compile(r"[*＊※①-⑳].*|[(（][^()（）]*[)）]", re.DOTALL)
_INCOME = "收入"
# Beside the tables whose columns the rules name.
_DAYS = frozenset({"spent_date", "held_date", "paid_date"})
_MAY_GO_ON = ("red_flag_form", "recheck_list")
_FULL_MARKS = re.compile(r"\(?满分:?[0-9]+分?\)?")


class RowKind(Enum):
    """What a row is.

    `heads` say more of the columns below their header, `group` heads the records below it, `stray`
    stands below the label of another project, college or judge than the table's, or of another
    table; in an `unused` one are strokes only; `restated` and `apart` are rows of a small table
    below the lines, which come to the same sum once more or say something else; `rest` is nothing
    known.
    """

    RECORD = auto()
    TOTAL = auto()
    PASSED = auto()
    NUMBERING = auto()
    UNUSED = auto()
    HEADS = auto()
    AGAIN = auto()
    GROUP = auto()
    NOTE = auto()
    STRAY = auto()
    RESTATED = auto()
    APART = auto()
    REST = auto()


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row below a header: what it is, its cells, what it states by field, what heads it.

    `captions` are the texts alone in their rows between the record above and this one.
    """

    kind: RowKind
    cells: tuple[Cell, ...]
    values: Mapping[str, Cell]
    group: Cell | None = None
    captions: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Below:
    """What a row is judged by: sheet and header, every word in the header's rows.

    In the columns of the heads `telling` a line may say that it does not count.
    """

    sheet: Sheet
    header: Header
    heads: frozenset[str]
    words: Vocabulary
    telling: Mapping[int, Cell]


def kind_of(table: Below, cells: tuple[Cell, ...], values: Mapping[str, Cell]) -> RowKind:
    """Return what a row is: the first of these that it can be."""
    first, words = lead(cells), table.words
    if _is_unused(table, cells, values):
        return RowKind.UNUSED
    is_first = cells[0].row == table.header.last_row + 1
    if is_first and (is_numbered(cells, words) or all(map(_says_what_counts, cells))):
        return RowKind.NUMBERING
    if is_first and _says_more_of_columns(table, cells, values):
        return RowKind.HEADS
    is_header = len(cells) > 1 and all(word_key(cell.text) in table.heads for cell in cells)
    if is_header or is_continued(cells):
        return RowKind.AGAIN
    if is_sign_off(cells, words):
        return RowKind.NOTE
    if table.header.kind.name == "red_flag_form":
        foot = _foot_of_form(table, cells, values)
        if foot:
            return foot
    if table.header.kind.name == "settlement" and is_of_opinions(cells, values, words):
        return RowKind.PASSED
    if is_total(first, words) or _is_sum(table, first, values):
        return RowKind.TOTAL
    if is_passed(first, words) or _is_of_columns(table, first) or _is_income(table, cells, values):
        return RowKind.PASSED
    if _is_of_persons(table, first, values):
        return RowKind.PASSED
    if table.header.kind.name == "ledger" and plain(first.text).startswith("其中"):
        return RowKind.PASSED
    if table.telling and _is_off(table, cells[0].row, values):
        return RowKind.PASSED
    if is_note(first, words) or _is_count(table, first, values):
        return RowKind.NOTE
    if _is_labels(table, cells):
        return RowKind.NOTE
    if _is_group(table, cells):
        return RowKind.GROUP
    return RowKind.RECORD if _is_record(table, cells, values) else RowKind.REST


def _is_sum(table: Below, first: Cell, values: Mapping[str, Cell]) -> bool:
    """Tell whether a row is called a sum otherwise than 合计: 共2场; no project is 微信合计."""
    grade = sum_grade(first.text)
    is_tally = table.header.kind.name == "vote_tally"
    return bool(grade) if is_tally else grade == BARE and not _DAYS & values.keys()


def _is_unused(table: Below, cells: Sequence[Cell], values: Mapping[str, Cell]) -> bool:
    """Tell whether a row was struck out; marks of a project that stands above are not."""
    header, words = table.header, table.words
    named = (values[name] for name in header.kind.key & values.keys() if header.kind.part)
    if any(cell.row != cells[0].row for cell in named):
        return False
    listing = [n for n, head in header.cells.items() if word_key(head.text) in words.ignored]
    return is_unused(cells, listing)


def _foot_of_form(
    table: Below, cells: Sequence[Cell], values: Mapping[str, Cell]
) -> RowKind | None:
    """Return what a row at the foot of a 考核表 is, None for a line."""
    if is_sum_of_form(cells, values, table.words):
        return RowKind.TOTAL
    is_result = is_result_of_form(table.sheet, table.header, cells, values, table.words)
    is_passed_over = is_result or is_of_opinions(cells, values, table.words)
    return RowKind.PASSED if is_passed_over else None


def _says_what_counts(cell: Cell) -> bool:
    """Tell whether a cell holds nothing but a unit, or the full marks of its column."""
    return is_unit(cell) or _FULL_MARKS.fullmatch(plain(cell.text)) is not None


def _says_more_of_columns(table: Below, cells: Sequence[Cell], values: Mapping[str, Cell]) -> bool:
    """Tell whether a row goes on with the header: 名次, （%） or 评委1 below heads, and no project.

    Words alone, no status, stand in it, below columns that are read.
    """
    header, words = table.header, table.words
    key = {column for column, name in header.fields.items() if name in header.kind.key}
    if (
        not (header.kind.part or header.kind.name in _MAY_GO_ON)
        or header.kind.key & values.keys()
        or any(c.column in key for c in cells)
    ):
        return False
    is_labelled = any(is_label(cell) or is_note(cell, words) for cell in cells)
    is_worded = all(_is_head_word(cell, words) for cell in cells)
    is_below = any(is_of_value(header.fields.get(cell.column, "")) for cell in cells)
    return is_worded and is_below and not is_labelled and not is_total(lead(cells), words)


def _is_head_word(cell: Cell, words: Vocabulary) -> bool:
    text = plain(cell.text)
    if cell.kind is not CellKind.TEXT or text in words.statuses:
        return False
    is_apart = _REMARK.fullmatch(cell.text.strip()) is not None or words.is_known(cell.text)
    return is_apart or not any(sign.isdecimal() for sign in text)


def _is_of_columns(table: Below, first: Cell) -> bool:
    """Tell whether 满分, 权重 or 弃权 stands where the name of a project or unit would."""
    kind = table.header.kind
    field = table.header.fields.get(first.column)
    is_naming = field is None or field in kind.key or field in DESCRIBES
    is_tally = kind.name == "vote_tally"
    known = table.words.full_rows | (table.words.unused_rows if is_tally else frozenset())
    return bool(kind.part) and is_naming and word_key(first.text) in known


def _is_of_persons(table: Below, first: Cell, values: Mapping[str, Cell]) -> bool:
    """Tell whether a row says who the judges are: 单位 | 校团委 | 临床医学院, and no marks."""
    field = table.header.fields.get(first.column)
    is_naming = field is None or field in table.header.kind.key or field in DESCRIBES
    if table.header.kind.part != "judge" or not is_naming:
        return False
    told = [cell for name, cell in values.items() if name.startswith("judge:")]
    is_worded = all(c.kind is CellKind.TEXT and not _bears_number(c) for c in told)
    return is_worded and word_key(first.text) in table.words.person_rows


def _bears_number(cell: Cell) -> bool:
    return any(sign.isdecimal() for sign in cell.text)


def _is_income(table: Below, cells: Sequence[Cell], values: Mapping[str, Cell]) -> bool:
    """Tell whether a line of a ledger fills 收入 and no amount: nothing was spent."""
    statuses, spent = table.words.statuses, values.get("amount")
    is_spent = spent is not None and plain(spent.text) not in statuses
    if table.header.kind.name != "ledger" or is_spent:
        return False
    heads = ((cell, table.header.cells.get(cell.column)) for cell in cells)
    return any(
        head and word_key(head.text) == _INCOME and plain(cell.text) not in statuses
        for cell, head in heads
    )


def _is_off(table: Below, row: int, values: Mapping[str, Cell]) -> bool:
    """Tell whether a line says that it does not count: 作废 below 状态, or money received."""
    header = table.header
    telling = telling_cells(table.sheet, row, table.telling, header.last_row)
    return why_off(header.kind.name, telling, table.telling, values, table.words) is not None


def _is_count(table: Below, first: Cell, values: Mapping[str, Cell]) -> bool:
    """Tell whether a row begins with 有效 as counts of ballots do, not as an outcome of its own."""
    if word_key(first.text) not in table.words.counts:
        return False
    key, field = table.header.kind.key, table.header.fields.get(first.column)
    return field is None or field in key or not key & values.keys()


def _is_group(table: Below, cells: Sequence[Cell]) -> bool:
    """Tell whether a row only names what stands below it, in one cell, merged or not."""
    cell, header = cells[0], table.header
    if len(cells) > 1 or cell.kind is not CellKind.TEXT or is_label(cell):
        return False
    if find_labels(table.sheet, cells, table.words):
        return False
    if says_back(cell.text) and sitting_of(cell.text):
        return True
    covered = {header.fields.get(column) for column in range(cell.column, table.sheet.after(cell))}
    is_wide = len(covered) > 1 and not covered <= header.kind.key
    is_level = covered == {"item_1"}
    # 扣分项 over lines that are no marks.
    is_other = header.kind.part == "judge" and heads_other_lines(cell.text, table.words)
    return is_wide or is_level or is_group_name(cell) or is_other


def _is_record(table: Below, cells: Sequence[Cell], values: Mapping[str, Cell]) -> bool:
    if not any(cell.row == cells[0].row for cell in values.values()):
        return False
    key = table.header.kind.key & values.keys()
    if not key:
        return len(values) >= 2 and not any(is_label(c) or _answers(c, table) for c in cells)
    # A name alone brings no mark and no vote: it is a remark, or a project left blank.
    if len(cells) == len(values) == 1 and not _is_bare_project(table, cells[0]):
        return False
    # The header once more in other words, as at the top of a page.
    return not any(name in table.words.fields_of(values[name].text) for name in key)


def _answers(cell: Cell, table: Below) -> bool:
    """Tell whether a cell holds a label with its value: 负责人：…"""
    head, mark, _ = cell.text.replace("：", ":").partition(":")
    return bool(mark) and cell.kind is CellKind.TEXT and bool(table.words.fields_of(head))


def _is_labels(table: Below, cells: Sequence[Cell]) -> bool:
    """Tell whether a row below a judge's marks only states labels: 评委编号：1　签名："""
    are_labels = all(is_label(cell) or _answers(cell, table) for cell in cells)
    is_told = are_labels and any(_answers(cell, table) and not is_label(cell) for cell in cells)
    return table.header.kind.name == "mark_list" and is_told


def _is_bare_project(table: Below, cell: Cell) -> bool:
    """Tell whether a name alone is an application of which nothing else was filled in."""
    return table.header.kind.name == "application_list" and not _REMARK.fullmatch(cell.text.strip())
