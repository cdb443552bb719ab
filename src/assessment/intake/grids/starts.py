"""Where the tables of a sheet start: their headers, and the titles above those."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, Sheet
from assessment.intake.grids import headers_at
from assessment.intake.grids.captions import says_back
from assessment.intake.grids.head_remarks import is_of_value, told_of
from assessment.intake.grids.kinds import Header
from assessment.intake.layouts import is_continued, is_note, is_passed, is_repeated, is_total, lead
from assessment.intake.layouts.labels import find_labels
from assessment.intake.words.header_words import word_key
from assessment.intake.words.vocabulary import Vocabulary

# So many rows above a header may hold what the table above says below its lines.
_NEAR = 8
_WHOSE = frozenset({"judge_no", "judge_name", "project_name"})


@dataclass(frozen=True, slots=True)
class Start:
    """The rows of a header."""

    row: int
    last_row: int


def find_starts(sheet: Sheet, words: Vocabulary) -> list[Start]:
    """Return the headers; of a table that goes on over pages only the first."""
    starts: list[Start] = []
    last: Header | None = None
    passed = 0
    for row, cells in sheet.rows.items():
        if row <= passed:
            continue
        header = best_header(sheet, row, words)
        is_other = _begins_a_cross(cells, words) or _begins_a_form(cells, words)
        if header is None and not is_other:
            continue
        start = Start(row, header.last_row if header else row)
        passed = start.last_row
        if starts and _is_page(sheet, (starts[-1], last), (start, header), words):
            continue
        starts.append(start)
        last = header
    return starts


Headed = tuple[Start, Header | None]


def _is_page(sheet: Sheet, above: Headed, here: Headed, words: Vocabulary) -> bool:
    """Tell whether a header only repeats the one above, as at the top of a page."""
    (start, last), (again, header) = above, here
    if header and last:
        is_same = header.fields == last.fields and not _counts_otherwise(last, header, words)
    else:
        is_same = header is last and is_repeated(sheet, start.row, again.row)
        is_same = is_same and not _is_summed(sheet, start.row, again.row, words)
    is_parted = header is None or header.kind.name == "mark_list"
    n = bisect_left(sheet.numbers, again.row)
    near = [row for row in sheet.numbers[max(0, n - _NEAR) : n] if row > start.last_row]
    between = (sheet.rows[row] for row in near)
    if is_same and is_parted and any(_says_whose(sheet, cells, words) for cells in between):
        return False
    top = find_top(sheet, again, start.last_row, words)
    rows = sheet.numbers[bisect_left(sheet.numbers, top) : bisect_left(sheet.numbers, again.row)]
    return is_same and all(is_continued(sheet.rows[row]) for row in rows)


def _says_whose(sheet: Sheet, cells: Sequence[Cell], words: Vocabulary) -> bool:
    """Tell whether a row states whose marks a table holds: 评委编号：1, 项目名称：…"""
    asking = [cell for cell in cells if ":" in plain(cell.text)]
    return bool(asking) and bool(find_labels(sheet, asking, words).keys() & _WHOSE)


def _counts_otherwise(above: Header, here: Header, words: Vocabulary) -> bool:
    """Tell whether a header has another unit or quantity in brackets than the one above: 万元."""
    return any(
        told_of(above.cells[column].text, name, words)
        != told_of(here.cells[column].text, name, words)
        for column, name in here.fields.items()
        if is_of_value(name)
    )


def _is_summed(sheet: Sheet, first: int, last: int, words: Vocabulary) -> bool:
    """Tell whether a table between two rows is complete: its sum is stated."""
    return any(is_total(lead(c), words) for row, c in sheet.rows.items() if first < row < last)


def best_header(sheet: Sheet, row: int, words: Vocabulary) -> Header | None:
    """Return the header that begins in a row, unless the row below says as much alone."""
    here = list(headers_at(sheet, row, words))
    if not here:
        return None
    best = max(here, key=lambda header: header.rank)
    if best.row == best.last_row or row + 1 not in sheet.rows:
        return best
    below = (one for one in headers_at(sheet, row + 1, words) if one.row == one.last_row)
    alone = max((one.rank for one in here if one.row == one.last_row), default=(0, 0))
    if any(len(one.fields) >= len(best.fields) for one in below):
        return None
    return best if best.rank > alone else None


def _begins_a_cross(cells: Sequence[Cell], words: Vocabulary) -> bool:
    """Tell whether judges, or criteria, stand side by side in a row."""
    named = {name for cell in cells for name in words.parts_of(cell.text)}
    return any(sum(name.startswith(kind) for name in named) >= 2 for kind in ("judge", "criterion"))


def _begins_a_form(cells: Sequence[Cell], words: Vocabulary) -> bool:
    """Tell whether marks are to be written below a word of the row."""
    return any("mark" in words.fields_of(cell.text) for cell in cells)


def find_top(
    sheet: Sheet, start: Start, above: int, words: Vocabulary, below: Collection[int] = ()
) -> int:
    """Return the first row of the titles and labels over a header, below row `above`.

    A lone line that follows the table above without a gap is a remark on that one, and so are the
    rows `below`.
    """
    rows = sheet.numbers
    n = first = bisect_left(rows, start.row)
    while (
        n > 0 and _may_head(rows[n - 1], above, below) and _is_title(sheet.rows[rows[n - 1]], words)
    ):
        n -= 1
    while 0 < n < first and rows[n] == rows[n - 1] + 1 and _is_remark(sheet, rows[n : first + 1]):
        n += 1
    return rows[n]


def _may_head(row: int, above: int, below: Collection[int]) -> bool:
    return row > above and row not in below


def _is_remark(sheet: Sheet, rows: Sequence[int]) -> bool:
    has_gap = any(below > above + 1 for above, below in pairwise(rows))
    return len(sheet.rows[rows[0]]) == 1 and has_gap


def _is_title(cells: Sequence[Cell], words: Vocabulary) -> bool:
    first = lead(cells)
    if says_back(first.text):
        return False
    if is_total(first, words) or is_passed(first, words) or _is_footer(first, words):
        return False
    if len(cells) == 1:
        return first.kind is CellKind.TEXT
    if is_labelled(cells[0], words):
        return True
    has_values = any(cell.kind in (CellKind.NUMBER, CellKind.DATE) for cell in cells)
    return not has_values and any(is_labelled(c, words) and ":" in plain(c.text) for c in cells)


def _is_footer(cell: Cell, words: Vocabulary) -> bool:
    """Tell whether a line ends a table; 评委编号：2　　评委签名： may as well begin one."""
    head = word_key(plain(cell.text).partition(":")[0])
    return is_note(cell, words) and (head in words.note_rows or not is_labelled(cell, words))


def is_labelled(cell: Cell, words: Vocabulary) -> bool:
    head, mark, _ = cell.text.replace("：", ":").partition(":")
    return bool(words.fields_of(head)) and (bool(mark) or word_key(head) == word_key(cell.text))
