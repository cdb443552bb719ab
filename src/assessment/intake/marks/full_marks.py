"""Full marks that a judge's sheet states: where they are not the rules', its marks do not count."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePosixPath
from typing import NamedTuple

from assessment.core.problems import Problem
from assessment.core.rule_sections import Judged
from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, in_order, shown
from assessment.intake.layouts import Block, lead
from assessment.intake.layouts.claims import Place
from assessment.intake.layouts.context import Found, Row, Rows
from assessment.intake.words.full_mark_words import in_remarks, of_criteria, of_line, whole
from assessment.intake.words.header_words import word_key
from assessment.intake.words.vocabulary import Vocabulary

_MARKS = ("criterion:", "judge:")
_ALL = ""
_WEIGHTS = re.compile("权重|系数")


class Stated(NamedTuple):
    """A cell that states full marks: of a criterion, of a judge, or of no name for all marks.

    Where it is not a cell but the sheet's or the file's name, `text` is that. `is_each` where it
    is said of each criterion: 每项满分10分.
    """

    name: str
    cell: Cell | None
    points: Fraction
    text: str = ""
    is_each: bool = False


def without_other_full_marks(read: Rows, found: Found, part: Judged, words: Vocabulary) -> Rows:
    """Return the marks of a block; those under other full marks than the rules' are unreadable.

    Full marks stand in the brackets of a header, in a column 分值, behind a criterion's standard
    (立意新颖，满分10分), or in a title (十分制, 每项满分10分, 思想性40分、创新性30分). Weights
    (占20%) are none.

    Problems
    --------
    criterion.other-full-marks
    """
    wrong = [one for one in _stated(found, words) if not _is_right(one, found.block, part)]
    if not wrong:
        return read
    places = {(cell.row, cell.column) for one in wrong for cell in _under(one, found.block, words)}
    told = (_fault(one, found, part) for one in wrong)
    kept = unreadable_at(read, places, found)
    return Rows(kept.rows, (*kept.problems, *told))


def unreadable_at(read: Rows, places: Collection[Place], found: Found) -> Rows:
    """Return the marks of a block; those at these places are unreadable, their faults untold."""
    cells = {found.spot("").document.ref(found.block.sheet, row["_cell"]).cell
             for row in read.rows if _place(row) in places}  # fmt: skip
    rows = (_refused(row) if _place(row) in places else row for row in read.rows)
    kept = (fault for fault in read.problems if not _is_of_marks(fault, cells))
    return Rows(tuple(rows), tuple(kept))


def _place(row: Row) -> Place:
    cell: Cell = row["_cell"]
    return cell.row, cell.column


def _refused(row: Row) -> Row:
    is_mark = row["status"] in ("given", "unreadable")
    lost = {"points": None, "_points": None, "status": "unreadable"}
    return row | lost if is_mark else row


def _is_of_marks(fault: Problem, cells: set[str]) -> bool:
    return fault.code.startswith("points.") and fault.where.cell in cells


def _fault(stated: Stated, found: Found, part: Judged) -> Problem:
    points = [_of_rules(stated.name, part)]
    if stated.is_each:
        points = [Fraction(one.points) for one in part.criteria] or points
    expected = "、".join(shown(Decimal(one.numerator) / one.denominator) for one in points)
    return found.spot("marks").fault(
        "criterion.other-full-marks",
        stated.cell,
        actual=stated.text,
        expected=expected,
        column="points",
    )


def _of_rules(name: str, part: Judged) -> Fraction:
    criterion = name.removeprefix("criterion:")
    named = (Fraction(one.points) for one in part.criteria if one.name == criterion)
    return next(named, part.full)


def _is_right(stated: Stated, block: Block, part: Judged) -> bool:
    """Tell whether full marks are the rules'; a criterion nobody knows is told elsewhere."""
    own = [Fraction(one.points) for one in part.criteria]
    if stated.name.startswith("criterion:"):
        known = {f"criterion:{one.name}" for one in part.criteria}
        return stated.name not in known or stated.points == _of_rules(stated.name, part)
    if any(name.startswith("criterion:") for one in block.records for name in one.cells):
        is_of_each = set(own) == {stated.points}
        return is_of_each or (not stated.is_each and stated.points in (part.full, sum(own)))
    # A total of several judges is of several full marks: 总分（300分）.
    is_of_many = stated.name == _ALL and block.kind == "mark_matrix"
    return stated.points == part.full or (is_of_many and stated.points % part.full == 0)


def _under(stated: Stated, block: Block, words: Vocabulary) -> Iterator[Cell]:
    """Yield the marks that full marks are said of."""
    for record in block.records:
        judge = record.cells.get("judge")
        is_judge = judge is not None and stated.name in words.parts_of(judge.text)
        for name, cell in record.cells.items():
            if name.startswith(_MARKS) and (is_judge or stated.name in (_ALL, name)):
                yield cell


def _stated(found: Found, words: Vocabulary) -> Iterator[Stated]:
    """Yield the full marks that headers, lines, titles and names state, each cell once."""
    told: dict[tuple[int, int, str, str], Stated] = {}
    block = found.block
    places = (_of_headers, _of_rows, _of_lines_on_side, _of_lines, _of_titles)
    for one in (one for said in places for one in said(block, words)):
        if one.cell is not None:
            told.setdefault((one.cell.row, one.cell.column, one.cell.sheet, one.name), one)
    yield from told.values()
    if not told:
        yield from _of_names(found, words)


def _of_names(found: Found, words: Vocabulary) -> Iterator[Stated]:
    """Yield what the name of the sheet, or else of the file says, where no cell says anything."""
    for name in (found.block.sheet.name, PurePosixPath(found.document.file).stem):
        said = whole(name, words)
        if said is not None:
            yield Stated(_ALL, None, said.points, name, said.is_each)
            return


def _of_headers(block: Block, words: Vocabulary) -> Iterator[Stated]:
    for name, cell in _heads(block, words):
        points = in_remarks(cell.text, is_bare=name.startswith("criterion:"))
        if points is not None:
            yield Stated(name, cell, points)


def _of_rows(block: Block, words: Vocabulary) -> Iterator[Stated]:
    """Yield what a row below the header says of its columns: 满分, 10, 10 or （满分10）."""
    names = {cell.column: name for name, cell in block.headers.items() if name.startswith(_MARKS)}
    last = max((cell.row for cell in block.headers.values()), default=0)
    lines = {record.anchor.row for record in block.records}
    # On its side a table's headers stand below each other: no row says anything of its columns.
    for row, cells in () if block.layout == "turned" else block.sheet.rows.items():
        if row <= last or not names:
            continue
        key = word_key(lead(cells).text)
        is_named = key in words.full_rows and not _WEIGHTS.search(key)
        for cell in cells:
            points = in_remarks(cell.text, is_bare=False)
            if points is None and key in words.ignored and row not in lines:
                points = of_line(cell.text)
            if is_named and cell.kind is CellKind.NUMBER:
                points = Fraction(plain(cell.text))
            if points is not None and cell.column in names:
                yield Stated(names[cell.column], cell, points)


def _of_lines_on_side(block: Block, words: Vocabulary) -> Iterator[Stated]:
    """Yield what a row 满分 says among the judges of a table on its side."""
    for cells in block.sheet.rows.values() if block.layout == "turned" else ():
        key = word_key(lead(cells).text)
        if key in words.full_rows and not _WEIGHTS.search(key):
            numbers = (cell for cell in cells if cell.kind is CellKind.NUMBER)
            yield from (Stated(_ALL, cell, Fraction(plain(cell.text))) for cell in numbers)


def _heads(block: Block, words: Vocabulary) -> Iterator[tuple[str, Cell]]:
    """Yield the headings of criteria and judges, and of sums or of all marks with no name."""
    if block.headers:
        for name, cell in block.headers.items():
            if name.startswith(_MARKS) or name == "total_mark":
                yield (_ALL if name == "total_mark" else name), cell
        return
    for cell in in_order(block.sheet):
        if cell.kind is CellKind.TEXT:
            yield from (
                (name, cell)
                for name in sorted(words.parts_of(cell.text))
                if name.startswith(_MARKS)
            )
            if words.fields_of(cell.text) & {"mark", "total_mark"}:
                yield _ALL, cell


def _of_lines(block: Block, words: Vocabulary) -> Iterator[Stated]:
    """Yield what stands on the line of a criterion: 占35分, or a number in the column 分值."""
    if block.headers:
        return
    heads = [cell for cell in in_order(block.sheet) if "cap" in words.fields_of(cell.text)]
    columns = {cell.column for cell in heads}
    for row, name in _lines(block).items():
        for cell in block.sheet.rows.get(row, ()):
            is_cap = cell.column in columns and cell.kind is CellKind.NUMBER
            points = Fraction(plain(cell.text)) if is_cap else of_line(cell.text)
            if points is not None:
                yield Stated(name, cell, points)


def _lines(block: Block) -> dict[int, str]:
    """Return the criterion of each row of marks, where each row is one criterion's."""
    named: dict[int, set[str]] = {}
    for record in block.records:
        for name, cell in record.cells.items():
            if name.startswith("criterion:"):
                named.setdefault(cell.row, set()).add(name)
    return {row: names.pop() for row, names in named.items() if len(names) == 1}


def _of_titles(block: Block, words: Vocabulary) -> Iterator[Stated]:
    first = min((record.anchor.row for record in block.records), default=0)
    marked = [cell.row for one in block.records for n, cell in one.cells.items()
              if n.startswith("criterion:")]  # fmt: skip
    top = first if block.headers else min(marked, default=first)
    above = [cell for cell in block.around if block.headers or cell.row < top]
    for cell in (*above, *block.common, *block.lines):
        is_head = bool(words.fields_of(cell.text) or words.parts_of(cell.text))
        said = None if is_head else whole(cell.text, words, is_above=cell.row < first)
        if said is not None:
            yield Stated(_ALL, cell, said.points, is_each=said.is_each)
        for name, points in () if is_head else of_criteria(cell.text, words):
            yield Stated(f"criterion:{name}", cell, points)
