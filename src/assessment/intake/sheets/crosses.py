"""Blocks about one project in which criteria cross judges, either of them in the rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from assessment.intake.cells import Cell, CellKind, Sheet, in_order
from assessment.intake.grids import is_name
from assessment.intake.layouts import (
    Block,
    Record,
    dealt,
    is_note,
    is_numbered,
    is_passed,
    is_repeated,
    is_total,
    lead,
)
from assessment.intake.layouts.claims import (
    LABEL,
    TOTAL,
    VALUE,
    Claim,
    Place,
    claim_all,
    ignored,
    unread,
)
from assessment.intake.layouts.labels import find_labels
from assessment.intake.layouts.lower_heads import Lower, lower_heads, upper_heads
from assessment.intake.layouts.split_criteria import CODE as SPLIT
from assessment.intake.layouts.split_criteria import criterion_of, find_split
from assessment.intake.words.header_words import word_key
from assessment.intake.words.judge_heads import judge_number
from assessment.intake.words.sign_off import is_sign_off
from assessment.intake.words.vocabulary import Vocabulary

Line = Mapping[int, Cell]  # heading cells by row, or by column


@dataclass(frozen=True, slots=True)
class _Cross:
    """Headings found: judges and criteria by the row or column they head."""

    row: int
    column: int
    judges: Line
    criteria: Line
    totals: Line
    is_judge_across: bool
    names: int = 0  # the row of the judges' names below their numbers
    lower: Lower = field(default_factory=Lower)

    @property
    def across(self) -> Line:
        """The headings in the row of the header, by column."""
        return self.judges if self.is_judge_across else self.criteria

    @property
    def down(self) -> Line:
        """The headings of the lines, by row."""
        return self.criteria if self.is_judge_across else self.judges

    def is_again(self, sheet: Sheet, row: int) -> bool:
        """Tell whether a row is the header once more, as at the top of a page."""
        return row > self.row and is_repeated(sheet, self.row, row)

    def is_full(self, head: Cell, words: Vocabulary) -> bool:
        """Tell whether a line among the judges states what the criteria may bear: 分值, 权重."""
        return not self.is_judge_across and word_key(head.text) in words.full_rows

    def cell(self, sheet: Sheet, judge: int, line: int) -> Cell:
        """Return the cell where a judge's line crosses another; a blank box is a blank mark."""
        row, column = (line, judge) if self.is_judge_across else (judge, line)
        return sheet.own(row, column) or Cell(row, column, CellKind.TEXT, "")


def _names_below(sheet: Sheet, row: int, judges: Line, words: Vocabulary) -> Line:
    """Return the judges with the names that the row below states of them, else none."""
    below = sheet.rows.get(row + 1, ())
    named = {cell.column: cell for cell in below if cell.column in judges}
    are_names = len(named) == len(below) > 0 and all(is_name(cell, words) for cell in below)
    numbered = all(judge_number(judges[column].text) is not None for column in named)
    if not (are_names and numbered):
        return {}
    return {n: cell._replace(text=f"{judges[n].text} {cell.text}") for n, cell in named.items()}


def find_cross(sheet: Sheet, words: Vocabulary) -> Block | None:
    """Return the block in which every judge marks every criterion of one project, or None.

    The project stands in a label above; a record is one judge's marks, with the judge's heading
    as `judge` and the sum that is stated, if any, as `total_mark`.
    """
    cross = next(_crosses(sheet, words), None)
    if cross is None:
        return None
    records = tuple(r for place in cross.judges for r in _records(sheet, cross, place, words))
    titles = tuple(cell for cell in in_order(sheet) if cell.row < cross.row)
    notes = tuple(_notes(sheet, cross, words))
    split = tuple(_split(sheet, cross, words))
    return Block(
        "mark_cross",
        sheet,
        records,
        labels=find_labels(sheet, (*titles, *notes), words),
        titles=titles,
        notes=notes,
        unmapped=tuple(_unmapped(sheet, cross, words)),
        strange=tuple(_strange(sheet, cross, words)),
        split=split,
        spread=cross.lower.spread,
        second_heads={_name_of(head, words): below for head, below in cross.lower.second.items()},
        upper_heads=upper_heads(
            sheet, {_name_of(head, words): head for head in cross.lower.columns.values()}
        ),
        claims=_claims(sheet, cross, records, words)
        | claim_all((c for _, cell in split for c in sheet.rows[cell.row]), unread(SPLIT)),
        layout="cross",
    )


def _name_of(head: Cell, words: Vocabulary) -> str:
    """Return the judge or criterion that a head names, as the rules call it."""
    named = sorted(words.parts_of(head.text))
    return criterion_of(head, words) or next(iter(named), f"judge:{head.address}")


def _notes(sheet: Sheet, cross: _Cross, words: Vocabulary) -> Iterator[Cell]:
    """Yield footers, and what stands alone in a row: a remark, or a name for the lines below."""
    for row, cells in sheet.rows.items():
        is_alone = len(cells) == 1 and cells[0].kind is CellKind.TEXT and row not in cross.down
        is_remark = is_alone and not find_labels(sheet, cells, words)
        is_footer = is_remark or is_sign_off(cells, words)
        is_label = row > max(cross.down) and _asks(cells[0], words)
        if row > cross.row:
            yield from (c for c in cells if is_footer or is_label or is_note(c, words))


def _asks(cell: Cell, words: Vocabulary) -> bool:
    """Tell whether a cell below the marks states a field behind its colon, or asks for it."""
    head, mark, _ = cell.text.replace("：", ":").partition(":")
    return bool(mark) and bool(words.fields_of(head))


def _claims(
    sheet: Sheet, cross: _Cross, records: Sequence[Record], words: Vocabulary
) -> dict[Place, Claim]:
    """Return the claims of headings, marks and sums, and of what stands between them."""
    claims: dict[Place, Claim] = {}
    for row, cells in sheet.rows.items():
        if row > cross.row:
            claims |= _claim_row(sheet, cross, cells, words)
    sums = [record.cells["total_mark"] for record in records if "total_mark" in record.cells]
    marks = (cell for record in records for cell in record.cells.values())
    claims |= claim_all(marks, VALUE) | claim_all(sums, TOTAL)
    strange = (cell for head in _strange(sheet, cross, words) for cell in sheet.rows[head.row])
    claims |= claim_all(strange, unread("marks.criterion-unknown"))
    heads = (
        *sheet.rows[cross.row],
        *sheet.rows.get(cross.names, ()),
        *sheet.rows.get(cross.lower.row, ()),
        *cross.down.values(),
        *cross.totals.values(),
    )
    return claims | claim_all(heads, LABEL)


def _claim_row(
    sheet: Sheet, cross: _Cross, cells: Sequence[Cell], words: Vocabulary
) -> dict[Place, Claim]:
    """Return the claims of a row below the header, but for its marks."""
    row, first = cells[0].row, lead(cells)
    if row in cross.down:
        beside = (cell for cell in cells if cell.column not in (*cross.across, cross.column))
        return claim_all(beside, ignored("header.ignored"))
    if cross.is_again(sheet, row):
        return claim_all(cells, ignored("row.header-again"))
    if is_total(first, words):
        return claim_all(cells, TOTAL)
    if cross.is_full(first, words):
        return claim_all(cells, ignored("row.passed"))
    if is_numbered(cells, words):
        return claim_all(cells, ignored("row.numbering"))
    return claim_all(cells, ignored("row.passed")) if is_passed(first, words) else {}


def _crosses(sheet: Sheet, words: Vocabulary) -> Iterator[_Cross]:
    for row, cells in sheet.rows.items():
        across = {cell.column: cell for cell in cells}
        judges = {n: c for n, c in across.items() if words.is_judge(c.text)}
        criteria = _naming(across, words)
        if len(judges) >= 2:
            yield from _below(sheet, row, judges, words)
        names_projects = any("project_name" in words.fields_of(cell.text) for cell in cells)
        if criteria and not names_projects:
            yield from _beside(sheet, row, criteria, words)


def _below(sheet: Sheet, row: int, judges: Line, words: Vocabulary) -> Iterator[_Cross]:
    """Yield the block whose criteria stand below each other, left of the judges' columns."""
    named = _names_below(sheet, row, judges, words)
    judges, names = {**judges, **named}, row + 1 if named else 0
    for column in range(1, min(judges)):
        heads = _heads(sheet, row, column)
        criteria = _naming(heads, words)
        totals = {r: cell for r, cell in heads.items() if is_total(cell, words)}
        if criteria:
            below = lower_heads(sheet, names or row, judges.values(), criteria, words)
            yield _Cross(
                row, column, below.columns, criteria, totals, is_judge_across=True, names=names,
                lower=below,
            )  # fmt: skip


def _beside(sheet: Sheet, row: int, criteria: Line, words: Vocabulary) -> Iterator[_Cross]:
    """Yield the block whose judges stand below each other, left of the criteria's columns."""
    for column in range(1, min(criteria)):
        heads = _heads(sheet, row, column)
        judges = {
            r: cell
            for r, cell in heads.items()
            if words.is_judge(cell.text) and any(sheet.own(r, c) for c in criteria)
        }
        totals = {
            cell.column: cell
            for cell in sheet.rows[row]
            if "total_mark" in words.fields_of(cell.text)
            or ("mark" in words.fields_of(cell.text) and cell.column > max(criteria))
        }
        if judges:
            below = lower_heads(sheet, row, criteria.values(), judges, words)
            yield _Cross(
                row, column, judges, below.columns, totals, is_judge_across=False, lower=below
            )


def _naming(heads: Line, words: Vocabulary) -> dict[int, Cell]:
    """Return the headings that name a criterion, of at least two; else none."""
    found = {place: cell for place, cell in heads.items() if criterion_of(cell, words)}
    return found if len({criterion_of(cell, words) for cell in found.values()}) >= 2 else {}


def _heads(sheet: Sheet, row: int, column: int) -> dict[int, Cell]:
    below = ((r, sheet.own(r, column)) for r in sheet.rows if r > row)
    return {r: cell for r, cell in below if cell is not None and cell.kind is CellKind.TEXT}


def _records(sheet: Sheet, cross: _Cross, place: int, words: Vocabulary) -> list[Record]:
    """Return a judge's marks, and in further records those of criteria that stand there again."""
    judge = cross.judges[place]
    named: list[tuple[str, Cell]] = []
    for line, head in cross.criteria.items():
        name, cell = criterion_of(head, words) or "", cross.cell(sheet, place, line)
        if cell.text or name not in dict(named):
            named.append((name, cell))
    marks, *again = dealt(named)
    if cross.totals:
        marks["total_mark"] = cross.cell(sheet, place, min(cross.totals))
    return [Record({**group, "judge": judge}, judge) for group in (marks, *again)]


def _unmapped(sheet: Sheet, cross: _Cross, words: Vocabulary) -> Iterator[Cell]:
    """Yield the headings beside judges or criteria across that are no word of ours."""
    for cell in sheet.rows[cross.row]:
        is_head = cell.column == cross.column
        if not is_head and not words.is_known(cell.text):
            yield cell


def _split(sheet: Sheet, cross: _Cross, words: Vocabulary) -> Iterator[tuple[str, Cell]]:
    """Yield further marks of criteria that stand in several lines of the judges' columns."""
    if cross.is_judge_across:
        last = max(cross.row, cross.names, cross.lower.row)
        yield from find_split(sheet, last, cross.judges, words)


def _strange(sheet: Sheet, cross: _Cross, words: Vocabulary) -> Iterator[Cell]:
    """Yield the headings of lines that hold something but are neither criterion nor judge."""
    last, split = max(cross.down), {cell.row for _, cell in _split(sheet, cross, words)}
    for row, cells in sheet.rows.items():
        head = lead(cells)
        is_inside = cross.row < row and any(cell.column in cross.across for cell in cells)
        if not is_inside or row in cross.down or is_total(head, words) or is_note(head, words):
            continue
        if is_numbered(cells, words) or cross.is_again(sheet, row) or is_sign_off(cells, words):
            continue
        if _asks(cells[0], words):
            continue
        if row in (cross.names, cross.lower.row) or row in split or cross.is_full(head, words):
            continue
        if word_key(head.text) not in words.ignored | words.passed_rows and row <= last + 1:
            yield head
