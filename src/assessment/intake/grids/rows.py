"""What each row below the header of a table is: decided once, for its records and its claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, Sheet
from assessment.intake.grids.captions import says_back
from assessment.intake.grids.further import without_further
from assessment.intake.grids.kinds import MAY_SPAN, Header
from assessment.intake.grids.row_kinds import Below, GridRow, RowKind, kind_of
from assessment.intake.grids.running import sitting_of
from assessment.intake.grids.small_tables import without_small_tables
from assessment.intake.grids.split_days import whole_day
from assessment.intake.layouts import is_label
from assessment.intake.layouts.labels import find_labelled, find_labels
from assessment.intake.layouts.not_counted import telling_heads
from assessment.intake.words.counting import is_heading
from assessment.intake.words.header_words import word_key
from assessment.intake.words.section_words import undone
from assessment.intake.words.values import is_stroke
from assessment.intake.words.vocabulary import Vocabulary

# What a label says once for all records of a table.
_OWNERS = {
    "ledger": frozenset({"project_name", "college"}),
    "settlement": frozenset({"project_name", "college"}),
    "activity_register": frozenset({"project_name", "college"}),
    "application_list": frozenset({"college"}),
    "red_flag_form": frozenset({"college"}),
    "mark_list": frozenset({"judge_no"}),
}
_NAMING = frozenset({"project_name", "college"})
# Beside an amount they say what was paid for, or done.
_ALSO_ITEMS = frozenset({"项目", "活动名称", "品牌活动名称", "单位", "单位名称"})
# A stroke for a name is said of what it names; one for a mark or votes has a meaning of its own.
_STROKES_KEPT = ("project_name", "activity", "votes", "judge:", "criterion:", "channel:")
# Rows that may hold a text alone that says something of the rows below.
_CAPTIONS = (RowKind.GROUP, RowKind.NOTE, RowKind.REST)


def rows_below(sheet: Sheet, header: Header, words: Vocabulary) -> list[GridRow]:
    """Return the rows below a header, each with what it is."""
    lines = range(header.row, header.last_row + 1)
    heads = frozenset(word_key(cell.text) for row in lines for cell in sheet.rows.get(row, ()))
    telling = telling_heads(header.kind.name, sheet, header.last_row, words)
    table = Below(sheet, header, heads, words, telling)
    found = [_row(table, cells) for row, cells in sheet.rows.items() if row > header.last_row]
    found = without_small_tables(table, list(_with_counts(found, words)))
    found = without_further(table, found)
    return list(_grouped(_of_one_owner(table, _to_the_next(table, found))))


def _with_counts(rows: Sequence[GridRow], words: Vocabulary) -> Iterator[GridRow]:
    """Yield the rows; numbers below 发出 | 收回 | 有效 are counts of ballots, no project's."""
    is_below = False
    for row in rows:
        yield replace(row, kind=RowKind.NOTE) if is_below else row
        is_below = row.kind is RowKind.NOTE and is_heading(row.cells, words)


def _to_the_next(table: Below, rows: Sequence[GridRow]) -> list[GridRow]:
    """Return the rows; from a line on that another table begins with, they are `stray`.

    It was not recognised as one: it holds a label with its colon, or names other judges.
    """
    for n, row in enumerate(rows):
        if _are_labels(table, rows[n:]):
            asking = {id(one) for one in rows[n:] if _is_asking(one, table.words)}
            return [replace(o, kind=RowKind.NOTE) if id(o) in asking else o for o in rows]
        if _is_asking(row, table.words) or _heads_others(table, row):
            return [*rows[:n], *(replace(one, kind=RowKind.STRAY) for one in rows[n:])]
    return list(rows)


def _are_labels(table: Below, rows: Sequence[GridRow]) -> bool:
    """Tell whether labels begin here and no line of marks follows: 评委编号： | 2 below them."""
    if table.header.kind.name != "mark_list" or not _is_asking(rows[0], table.words):
        return False
    records = (row for row in rows if row.kind is RowKind.RECORD)
    return all(_is_asking(row, table.words) for row in records)


def _is_asking(row: GridRow, words: Vocabulary) -> bool:
    return row.kind is RowKind.RECORD and any(_asks(cell, words) for cell in row.cells)


def _heads_others(table: Below, row: GridRow) -> bool:
    """Tell whether a row heads the columns anew: 评委3, 评委4, where they are 评委1, 评委2."""
    part, words = table.header.kind.part, table.words
    if not part or row.kind not in (RowKind.RECORD, RowKind.REST):
        return False
    known = all(words.is_known(cell.text) and not is_label(cell) for cell in row.cells)
    others = (cell for cell in row.cells if word_key(cell.text) not in table.heads)
    named = (name for cell in others for name in words.parts_of(cell.text))
    return known and any(name.startswith(f"{part}:") for name in named)


def _asks(cell: Cell, words: Vocabulary) -> bool:
    return is_label(cell) and bool(words.fields_of(cell.text))


def _of_one_owner(table: Below, rows: Sequence[GridRow]) -> list[GridRow]:
    """Return the rows; from a label on that names another owner, they are `stray`."""
    records = [n for n, row in enumerate(rows) if row.kind is RowKind.RECORD]
    owner = _owner(table, (c for cells in _above(table) for c in cells))
    for n, row in enumerate(rows):
        if records and row.kind in (RowKind.NOTE, RowKind.REST) and n < records[-1]:
            named = _owner(table, row.cells)
            if n > records[0] and any(owner.get(name) != text for name, text in named.items()):
                return [*rows[:n], *(replace(one, kind=RowKind.STRAY) for one in rows[n:])]
            owner |= named
    return list(rows)


def _above(table: Below) -> Iterator[tuple[Cell, ...]]:
    return (cells for row, cells in table.sheet.rows.items() if row < table.header.row)


def _owner(table: Below, cells: Iterable[Cell]) -> dict[str, str]:
    """Return whose the table is, as far as these cells say so and its columns do not."""
    names = _OWNERS.get(table.header.kind.name, frozenset()) - set(table.header.fields.values())
    labels = find_labels(table.sheet, cells, table.words)
    return {name: plain(labels[name].text) for name in names & labels.keys()}


def _grouped(rows: Sequence[GridRow]) -> Iterator[GridRow]:
    """Yield the rows with the group that each stands in; what heads no record is a remark.

    以上为第一场 heads the records above it, up to the last such row.
    """
    if closing := _closing(rows):
        after = [min((m for m in closing if m >= n), default=None) for n in range(len(rows))]
        for row, end in zip(rows, after, strict=True):
            yield replace(row, group=None if end is None else rows[end].cells[0])
        return
    last = max((n for n, row in enumerate(rows) if row.kind is RowKind.RECORD), default=-1)
    group: Cell | None = None
    captions: list[Cell] = []
    for n, row in enumerate(rows):
        if row.kind in _CAPTIONS and len(row.cells) == 1 and row.cells[0].kind is CellKind.TEXT:
            captions.append(row.cells[0])
        if row.kind is RowKind.GROUP and n > last:
            yield replace(row, kind=RowKind.NOTE)
            continue
        group = row.cells[0] if row.kind is RowKind.GROUP else group
        yield replace(row, group=group, captions=tuple(captions))
        if row.kind is RowKind.RECORD:
            captions = []


def _closing(rows: Sequence[GridRow]) -> list[int]:
    """Return the rows that say in which sitting those above them were: 以上为第一场.

    Without 以上 several do where one stands below the last record, and none above the first.
    """
    groups = [n for n, row in enumerate(rows) if row.kind is RowKind.GROUP]
    sittings = [n for n in groups if sitting_of(rows[n].cells[0].text)]
    records = [n for n, row in enumerate(rows) if row.kind is RowKind.RECORD]
    back = [n for n in sittings if says_back(rows[n].cells[0].text)]
    if back or not records or len(sittings) < 2:
        return back
    are_below = records[0] < sittings[0] and sittings[-1] > records[-1]
    return sittings if are_below else []


def _row(table: Below, cells: tuple[Cell, ...]) -> GridRow:
    values = _values(table.sheet, cells[0].row, table.header)
    kind = kind_of(table, cells, values)
    if kind in (RowKind.RECORD, RowKind.GROUP) and _only_names_owner(table, cells):
        kind = RowKind.REST
    elif kind in (RowKind.RECORD, RowKind.PASSED) and _heads_undone(table, cells):
        kind = RowKind.GROUP
    return GridRow(kind, cells, values)


def _only_names_owner(table: Below, cells: Sequence[Cell]) -> bool:
    """Tell whether a row is but a label with the project or college beside or behind it."""
    owners = _OWNERS.get(table.header.kind.name, frozenset()) & _NAMING
    if not owners or any(cell.kind is not CellKind.TEXT for cell in cells):
        return False
    labels = (word_key(cell.text.replace("：", ":").partition(":")[0]) for cell in cells[:1])
    if any(label in _ALSO_ITEMS for label in labels):
        return False
    found = find_labelled(table.sheet, cells, table.words)
    told = {place for pair in found.values() for place in ((c.row, c.column) for c in pair)}
    return bool(owners & found.keys()) and all((c.row, c.column) in told for c in cells)


def _heads_undone(table: Below, cells: Sequence[Cell]) -> bool:
    """Tell whether a name alone is none, but says what stands below it: 不予推荐项目."""
    return len(cells) == 1 and bool(undone(cells[0].text, table.header.kind.name, table.words))


def _values(sheet: Sheet, row: int, header: Header) -> dict[str, Cell]:
    """Return what a row states by field; a stroke or a header merged down states nothing."""
    found: dict[str, Cell] = {}
    for column, name in header.fields.items():
        if header.split and header.split.month == column:
            day = whole_day(sheet, row, header.last_row, header.split)
            found |= {name: day} if day else {}
            continue
        whole = sheet.at(row, column)
        if whole is None or whole.row <= header.last_row:
            continue
        cell = whole if name in MAY_SPAN else sheet.own(row, column)
        if cell is not None and (name.startswith(_STROKES_KEPT) or not is_stroke(cell)):
            found[name] = cell
    return found
