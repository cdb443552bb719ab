"""Every non-blank cell of a sheet in exactly one class; what is in none is a problem of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from assessment.core.problems import Problem, Severity
from assessment.intake.cells import Cell, Sheet
from assessment.intake.layouts import Block, lead, names_something
from assessment.intake.layouts.claims import (
    APART,
    LABEL,
    NOTE,
    TITLE,
    UNHEADED,
    UNREAD_ROW,
    VALUE,
    Claim,
    Claims,
    Place,
    claim_all,
    unread,
)
from assessment.intake.layouts.labels import find_labelled
from assessment.intake.words.counting import find_counts
from assessment.intake.words.values import Spot
from assessment.intake.words.vocabulary import Vocabulary

# A record is left out with these; so is all that its row states.
_LEAVES_OUT = frozenset(
    "project.unknown project.other-college project.several project.name-missing college.unknown"
    " college.missing judge.unknown judge.contradicted judge.name-differs judge.not-stated"
    " brand.unknown name.unclear name.invisible-signs cell.error-value cell.formula-not-cached"
    " cell.too-many-digits cell.scaled label.disputed".split()
)
_HEADED = frozenset({"project.heading-differs", "project.other-college", "project.unknown"})
_NAMING = ("project_name", "college", "judge", "judge_no", "judge_name")


def claim_sheet(sheet: Sheet, blocks: Sequence[Block], words: Vocabulary) -> dict[Place, Claim]:
    """Return the claim of every non-blank cell of a recognised sheet."""
    claims: dict[Place, Claim] = {}
    for block in blocks:
        claims |= _claim_around(block, words)
    for block in blocks:
        # A budget may stand in a table of its own.
        for one in (block, *(part for part in block.parts if part.sheet.name == sheet.name)):
            claims |= one.claims
    lost = {place: unread(UNREAD_ROW) for place in sheet.cells.keys() - claims.keys()}
    return {place: claim for place, claim in (claims | lost).items() if place in sheet.cells}


def unread_cells(spot: Spot, claims: Claims) -> Iterator[Problem]:
    """Yield what was not read: a problem for rows that go on alike, or a column without a header.

    Problems
    --------
    row.unread, column.no-header, table.apart
    """
    rows: dict[int, list[Cell]] = {}
    apart: dict[int, list[Cell]] = {}
    columns: dict[int, list[Cell]] = {}
    for place, claim in sorted(claims.items()):
        if claim.reason == UNREAD_ROW:
            rows.setdefault(place[0], []).append(spot.sheet.cells[place])
        elif claim.reason == APART:
            apart.setdefault(place[0], []).append(spot.sheet.cells[place])
        elif claim.reason == UNHEADED:
            columns.setdefault(place[1], []).append(spot.sheet.cells[place])
    for cells in _alike(rows, spot.sheet):
        yield spot.fault(UNREAD_ROW, cells[0], expected=_addresses(cells))
    for cells in _together(apart, spot.sheet):
        yield spot.fault(APART, lead(cells), expected=_addresses(cells))
    for cells in columns.values():
        yield spot.fault(UNHEADED, cells[0], expected=_addresses(cells))


def _alike(rows: Mapping[int, Sequence[Cell]], sheet: Sheet) -> Iterator[list[Cell]]:
    """Yield the cells of rows that follow each other with something in the same columns."""
    place = {row: n for n, row in enumerate(sheet.numbers)}
    runs = groupby(
        enumerate(rows.items()),
        lambda one: (place[one[1][0]] - one[0], [cell.column for cell in one[1][1]]),
    )
    for _, run in runs:
        yield [cell for _, (_, cells) in run for cell in cells]


def _together(rows: Mapping[int, Sequence[Cell]], sheet: Sheet) -> Iterator[list[Cell]]:
    """Yield the cells of rows that follow each other."""
    place = {row: n for n, row in enumerate(sheet.numbers)}
    for _, run in groupby(enumerate(rows.items()), lambda one: place[one[1][0]] - one[0]):
        yield [cell for _, (_, cells) in run for cell in cells]


def _addresses(cells: Sequence[Cell]) -> str:
    first, last = cells[0].address, cells[-1].address
    return first if first == last else f"{first}–{last}"


def settled(
    sheet: Sheet, claims: Claims, blocks: Sequence[Block], problems: Iterable[Problem]
) -> dict[Place, Claim]:
    """Return the claims once it is known which cells, and so which records, have problems.

    A notice leaves a cell in its class. Where the name of a record is not known, in its row or in
    a label of its table, nothing of the record is read.
    """
    codes = {one.where.cell: one.code for one in problems if one.severity is not Severity.NOTICE}
    found = dict(claims)
    for place in sheet.cells:
        code = codes.get(sheet.cells[place].address)
        if code:
            found[place] = unread(code)
    for block in blocks:
        for record in block.records:
            code = _left_out({**block.labels, **record.cells}, codes) or _headed(
                (*block.titles, record.group), codes
            )
            own = (cell for cell in record.cells.values() if not cell.sheet)
            lost = (cell for cell in own if found.get(_place(cell)) == VALUE)
            found |= {_place(cell): unread(code) for cell in lost if code}
    return found


def _left_out(cells: Mapping[str, Cell], codes: Mapping[str, str]) -> str:
    naming = (cells[name] for name in _NAMING if name in cells)
    named = (codes.get(cell.address, "") for cell in naming if not cell.sheet)
    return next((code for code in named if code in _LEAVES_OUT), "")


def _headed(cells: Iterable[Cell | None], codes: Mapping[str, str]) -> str:
    """Return the problem by which what stands over a record leaves it out, or nothing."""
    told = (codes.get(cell.address, "") for cell in cells if cell is not None and not cell.sheet)
    return next((code for code in told if code in _HEADED), "")


def _place(cell: Cell) -> Place:
    return cell.row, cell.column


def _claim_around(block: Block, words: Vocabulary) -> dict[Place, Claim]:
    """Return the claims of what stands around a table: titles, footers, labels and their values."""
    titles, notes = (*block.titles, *block.common), block.notes
    claims = claim_all(notes, NOTE) | claim_all(titles, TITLE)
    around = [*titles, *notes]
    claims |= claim_all((cell for cell in around if names_something(cell, words)), LABEL)
    pairs = find_labelled(block.sheet, around, words).values()
    counts = (one.cell for one in find_counts(block.sheet, around, words))
    claims |= claim_all((label for label, _ in pairs), LABEL)
    return claims | claim_all((*(value for _, value in pairs), *counts), VALUE)
