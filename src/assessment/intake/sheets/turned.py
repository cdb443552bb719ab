"""Tables that lie on their side: projects in the columns, judges or criteria in the rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from assessment.intake.cells import Cell, Sheet, in_order
from assessment.intake.grids import find_grid
from assessment.intake.grids.beside import cut
from assessment.intake.grids.claims import SPREAD
from assessment.intake.grids.kinds import TURNED
from assessment.intake.layouts import PROJECT, Block, Record, is_note, is_repeated, lead
from assessment.intake.layouts.claims import LABEL, claim_all, ignored, unread
from assessment.intake.layouts.labels import find_labels
from assessment.intake.layouts.lower_heads import Lower, lower_heads
from assessment.intake.words.header_words import word_key
from assessment.intake.words.vocabulary import Vocabulary

_HEADS = frozenset({"mark", "total_mark", "cap"})
_FIELDS = frozenset(name for kind in TURNED for name in kind.fields)


def find_stacked(sheet: Sheet, words: Vocabulary) -> tuple[Block, ...]:
    """Return the tables on their side of a sheet: one, or several below each other.

    Each begins with a row that names projects, and the titles above it are its own.
    """
    naming = [
        row
        for row, cells in sheet.rows.items()
        if len(cells) > 1 and "project_name" in words.fields_of(lead(cells).text)
    ]
    again = set(_again(sheet, words))
    starts = [_top(sheet, row, words) for row in naming if row not in again]
    if len(starts) > 1:
        ends = (*starts[1:], max(sheet.rows) + 1)
        rows = zip([min(sheet.rows), *starts[1:]], ends, strict=True)
        parts = [find_turned(cut(sheet, range(*one)), words) for one in rows]
        if all(parts):
            return tuple(one for one in parts if one)
    block = find_turned(sheet, words)
    return (block,) if block else ()


def _top(sheet: Sheet, row: int, words: Vocabulary) -> int:
    """Return the first row of the titles right above a row."""
    rows = [n for n in sheet.numbers if n < row]
    for above in reversed(rows):
        cells = sheet.rows[above]
        if len(cells) > 1 or words.is_known(cells[0].text) or is_note(cells[0], words):
            break
        row = above
    return row


def find_turned(sheet: Sheet, words: Vocabulary) -> Block | None:
    """Return the table whose header is a column, or None; its cells stand where they stand.

    A row with one cell that is no word of a header is a title or a footer.
    """
    again = [cell for row in _again(sheet, words) for cell in sheet.rows[row]]
    apart = [cells for cells in sheet.rows.values() if _is_around(cells, words)]
    around = {id(cell) for cells in apart for cell in cells}
    lower = _lower(sheet, words)
    told = sheet.rows.get(lower.row, ())
    around -= {id(cell) for cell in told}
    spread = {
        id(cell)
        for head in lower.spread
        for cell in in_order(sheet)
        if cell.row >= head.row and cell.column in _columns(sheet, head, lower)
    }
    outside = around | spread | {id(cell) for cell in (*again, *told)}
    inside = [cell for cell in in_order(sheet) if id(cell) not in outside]
    merges = tuple((c1, r1, c2, r2) for r1, c1, r2, c2 in sheet.merges)
    turned = Sheet(sheet.name, {(c.column, c.row): _turn(c) for c in inside}, merges)
    block = find_grid(turned, words, TURNED)
    if block is None or any(_is_headed(record, words) for record in block.records):
        return None
    titles = tuple(cell for cell in in_order(sheet) if id(cell) in around)
    titles += tuple(_turned(block.around))
    return Block(
        block.kind,
        sheet,
        tuple(_record(record) for record in block.records),
        headers=_cells(block.headers),
        labels=find_labels(sheet, titles, words),
        titles=titles,
        unmapped=tuple(
            cell for cell in _turned(block.unmapped) if word_key(cell.text) not in words.full_rows
        ),
        repeated=tuple((_turn(cell), tuple(_turned(others))) for cell, others in block.repeated),
        spread=(*(_turn(cell) for cell in block.spread), *lower.spread),
        second_heads=_cells(block.second_heads)
        | {f"{PROJECT}{head.address}": cell for head, cell in lower.second.items()},
        upper_heads=_cells(block.upper_heads),
        claims={(row, column): claim for (column, row), claim in block.claims.items()}
        | claim_all(again, ignored("row.header-again"))
        | claim_all(told, LABEL)
        | claim_all(
            (sheet.cells[c.row, c.column] for c in in_order(sheet) if id(c) in spread),
            unread(SPREAD),
        ),
        layout="turned",
    )


def _lower(sheet: Sheet, words: Vocabulary) -> Lower:
    """Return what a row below the names of the projects says of them, and which take columns."""
    naming = (
        row
        for row, cells in sheet.rows.items()
        if len(cells) > 1 and "project_name" in words.fields_of(lead(cells).text)
    )
    row = next(naming, 0)
    if not row:
        return Lower()
    head = lead(sheet.rows[row])
    named = [cell for cell in sheet.rows[row] if cell.column > head.column]
    lines = [
        line
        for line, cells in sheet.rows.items()
        if line > row and words.is_known(lead(cells).text) and lead(cells).column <= head.column
    ]
    return lower_heads(sheet, row, named, lines, words)


def _columns(sheet: Sheet, head: Cell, lower: Lower) -> range:
    """Return the columns that a head takes, with those of the second heads beside its own."""
    after = sheet.after(head)
    while sheet.at(head.row, after) is None and (lower.row, after) in sheet.cells:
        after += 1
    return range(head.column, after)


def _is_headed(record: Record, words: Vocabulary) -> bool:
    """Tell whether 得分 or 满分 stands where a project's name would: a judge's form without one."""
    named = record.cells.get("project_name")
    return named is not None and bool(words.fields_of(named.text) & _HEADS)


def _again(sheet: Sheet, words: Vocabulary) -> list[int]:
    """Return the rows that say whose the columns are once more, as at the top of a page."""
    naming = [
        row for row, cells in sheet.rows.items() if words.fields_of(lead(cells).text) & _FIELDS
    ]
    return [
        row
        for n, row in enumerate(naming)
        if any(is_repeated(sheet, above, row) for above in naming[:n])
    ]


def _is_around(cells: tuple[Cell, ...], words: Vocabulary) -> bool:
    first = lead(cells)
    if words.parts_of(first.text) or (len(cells) > 1 and words.penalty_of(first.text)):
        return False
    head, mark, _ = first.text.replace("：", ":").partition(":")
    is_label = bool(mark) and not words.fields_of(head) & _FIELDS
    return is_label or is_note(first, words) or (len(cells) == 1 and not words.is_known(first.text))


def _turn(cell: Cell) -> Cell:
    return cell._replace(row=cell.column, column=cell.row)


def _turned(cells: Iterable[Cell]) -> Iterable[Cell]:
    return (_turn(cell) for cell in cells)


def _cells(cells: Mapping[str, Cell]) -> dict[str, Cell]:
    return {name: _turn(cell) for name, cell in cells.items()}


def _record(record: Record) -> Record:
    return Record(_cells(record.cells), _turn(record.anchor), record.group and _turn(record.group))
