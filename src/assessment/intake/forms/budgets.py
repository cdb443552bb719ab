"""The small table of a form that says what the money is for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assessment.core.problems import Problem
from assessment.core.text import plain
from assessment.intake.cells import Cell, Sheet
from assessment.intake.forms.budget_heads import LINE, budget_heads, lowered, money_heads, n_amounts
from assessment.intake.forms.outlines import whole_lines
from assessment.intake.layouts import (
    Block,
    Record,
    is_note,
    is_passed,
    is_subtotal,
    is_total,
    is_unused,
    lead,
    stated_totals,
)
from assessment.intake.layouts.claims import (
    LABEL,
    TOTAL,
    UNREAD_ROW,
    VALUE,
    Claim,
    Place,
    claim_all,
    ignored,
    unread,
)
from assessment.intake.layouts.income import without_income
from assessment.intake.layouts.sum_lines import as_subtotal, is_breakdown, sum_among
from assessment.intake.words.sources import is_of_others
from assessment.intake.words.values import Spot
from assessment.intake.words.vocabulary import Vocabulary

_SOURCES = re.compile("(?:经费|资金|收入)?来源|筹[措集]")
_FORM, _SOURCE, _PAID = "application_form", "source", "line.void"
# Labels that may follow the budget of a form.
_BEHIND = frozenset(
    "project_name college lead_name phone submitted_date requested maturity continues".split()
)


def find_budget(sheet: Sheet, words: Vocabulary) -> tuple[Block, ...]:
    """Return the budget inside a form as its only part, or nothing."""
    above: Sequence[Cell] = ()
    for row, cells in sheet.rows.items():
        headers = budget_heads(sheet, row, words)
        if headers and not _tells_sources((), above):
            low = lowered(sheet, row, headers, words)
            if low.spread:
                return ()
            block = _budget_block(sheet, (row, low.row), low.headers, words)
            # A table of sources says in its head, or left of its lines, that it is one.
            head = _source_head(cells)
            if head is None or any(sheet.at(one.anchor.row, head.column) for one in block.records):
                return (block,)
        above = cells
    return ()


def _tells_sources(heads: Sequence[Cell], above: Sequence[Cell]) -> bool:
    """Tell whether a table says where money comes from, in its header or in a line above it."""
    title = above if len(above) == 1 else ()
    return _source_head((*heads, *title)) is not None


def _source_head(cells: Sequence[Cell]) -> Cell | None:
    return next((cell for cell in cells if _SOURCES.search(plain(cell.text))), None)


def _of_others(sheet: Sheet, row: int, lines: Sequence[Record]) -> list[Record]:
    """Return the lines that are paid for with somebody else's money: 学院自筹 below 资金来源."""
    head = _source_head(sheet.rows[row])
    if head is None:
        return []
    said = ((one, sheet.at(one.anchor.row, head.column)) for one in lines)
    return [
        replace(one, cells={**one.cells, _SOURCE: cell})
        for one, cell in said
        if cell and cell.row > row and is_of_others(cell.text)
    ]


def with_budget(
    sheets: Sequence[Sheet], found: Sequence[tuple[Block, ...]], words: Vocabulary
) -> list[tuple[Block, ...]]:
    """Return the tables of a document with a budget that stands in a table of its own.

    It is that of the one 申报表 there is, if that has none; nothing else may stand in its table.
    """
    blocks = list(found)
    forms = [n for n, mine in enumerate(found) for one in mine if one.kind == _FORM]
    if len(forms) != 1 or any(one.parts for one in found[forms[0]]):
        return blocks
    alone = [
        (n, part)
        for n, (sheet, mine) in enumerate(zip(sheets, found, strict=True))
        if not mine
        for part in find_budget(_named(sheet), words)
        if part.records and part.claims.keys() == sheet.cells.keys()
    ]
    if len(alone) == 1:
        ((n, part),) = alone
        blocks[n] = (part,)
        blocks[forms[0]] = tuple(replace(one, parts=(part,)) for one in blocks[forms[0]])
    return blocks


def _paid_by_others(form: Block, spot: Spot) -> Iterator[Problem]:
    """Yield the lines of a form's budget whose source of money is somebody else's."""
    lines = (one for part in form.parts for one in part.before)
    yield from (spot.fault(_PAID, one.cells[_SOURCE]) for one in lines if _SOURCE in one.cells)


def lost_budget(form: Block, spot: Spot, words: Vocabulary) -> Iterator[Problem]:
    """Yield the heads of amounts below each other in a form whose budget could not be read.

    Of one that was read the lines that others pay are told. The other has no column of categories,
    or beside these several of money, or one nobody knows.

    Problems
    --------
    budget.no-category, column.numbers-unread, column.spread, line.void
    """
    yield from _paid_by_others(form, spot)
    if form.kind != _FORM or form.parts:
        return
    above: Sequence[Cell] = ()
    for row, cells in form.sheet.rows.items():
        headers = budget_heads(form.sheet, row, words)
        spread = lowered(form.sheet, row, headers, words).spread if headers else ()
        for head in spread:
            columns = f"{head.address}–{form.sheet.rows[row + 1][-1].address}"
            yield spot.fault("column.spread", head, expected=columns)
        if spread:
            return
        for cell in cells:
            if "planned" in words.fields_of(cell.text) and n_amounts(form.sheet, cell) > 1:
                yield spot.fault("budget.no-category", cell)
        if not _tells_sources(cells, above):
            for cell in money_heads(form.sheet, row, words):
                near = words.nearest(cell.text, ("planned",))
                yield spot.fault("column.numbers-unread", cell, expected=near)
        above = cells


def _named(sheet: Sheet) -> Sheet:
    """Return a sheet whose cells say where they stand, as they are read with another sheet's."""
    cells = {place: cell._replace(sheet=sheet.name) for place, cell in sheet.cells.items()}
    return replace(sheet, cells=cells)


def _budget_block(
    sheet: Sheet, rows: tuple[int, int], headers: Sequence[Mapping[str, Cell]], words: Vocabulary
) -> Block:
    first, row = rows
    records: list[Record] = []
    totals: list[Record] = []
    parts: list[int] = []
    lost: list[int] = []
    for header in headers:
        above = row
        for below in _budget_rows(sheet, row, header, words):
            cells = {name: sheet.own(below, cell.column) for name, cell in header.items()}
            stated = {name: cell for name, cell in cells.items() if cell is not None}
            anchor = stated.get("category") or lead(sheet.rows[below])
            part = sum_among(sheet.rows[below], header["planned"])
            if is_unused(sheet.rows[below]):
                parts.append(below)
            elif is_total(anchor, words):
                totals.append(Record(stated_totals(stated, words), anchor))
            elif part is not None and _sums_lines(records, totals, stated, part):
                totals.append(Record(stated, as_subtotal(part)))
            elif _is_no_line(anchor, words, records, goes_on=parts[-1:] == [above]):
                parts.append(below)
            elif "category" in stated:
                records.append(Record(stated, anchor))
            elif "planned" in stated:
                lost.append(below)
            above = below
    records, totals, income = without_income(sheet, row, records, totals, ("planned",))
    parts += [one.anchor.row for one in income]
    strange = _of_others(sheet, first, records)
    paid = {one.anchor for one in strange}
    records, beside, others = whole_lines([one for one in records if one.anchor not in paid])
    parts += [one.anchor.row for one in beside]
    lost += [one.anchor.row for one in others]
    return Block(
        "budget",
        sheet,
        tuple(records),
        headers=headers[0],
        totals=tuple(totals),
        before=tuple(strange),
        claims=_budget_claims(sheet, rows, (records, totals), lost)
        | claim_all((c for at in parts for c in sheet.rows[at]), ignored("row.passed"))
        | claim_all((c for one in strange for c in sheet.rows[one.anchor.row]), unread(_PAID)),
    )


def _is_no_line(
    anchor: Cell, words: Vocabulary, records: Sequence[Record], *, goes_on: bool
) -> bool:
    """Tell whether a row carries a sum over, or says what the line above it consists of."""
    return is_passed(anchor, words) or (bool(records) and is_breakdown(anchor, goes_on=goes_on))


def _sums_lines(
    records: Sequence[Record], totals: Sequence[Record], stated: Mapping[str, Cell], part: Cell
) -> bool:
    """Tell whether lines with amounts stand above a 小计; else it is its category's only amount."""
    last = totals[-1].anchor.row if totals else 0
    named = stated.get("category")
    if named is None or named is part:
        return any("planned" in one.cells for one in records)
    return any(
        one.anchor.row > last
        and "planned" in one.cells
        and plain(one.cells["category"].text) == plain(named.text)
        for one in records
    )


def _budget_rows(
    sheet: Sheet, row: int, header: Mapping[str, Cell], words: Vocabulary
) -> Iterator[int]:
    """Yield the rows of a budget: to its 合计, else to what is no longer one of its lines.

    A line may be left blank; behind one only what has an amount goes on with the budget.
    """
    has_gap = False
    for below in (number for number in sheet.rows if number > row):
        cells = sheet.rows[below]
        category, planned = (sheet.own(below, header[name].column) for name in LINE)
        anchor = category or lead(cells)
        if is_total(anchor, words):
            yield below
            if not is_subtotal(anchor, words):
                return
            continue
        if words.fields_of(anchor.text) & _BEHIND or any(is_note(cell, words) for cell in cells):
            return
        if budget_heads(sheet, below, words):
            return
        if has_gap and category is not None and planned is None:
            return
        has_gap = has_gap or category is None
        yield below


def _budget_claims(
    sheet: Sheet,
    header_rows: tuple[int, int],
    found: tuple[Sequence[Record], Sequence[Record]],
    lost: Sequence[int],
) -> dict[Place, Claim]:
    records, totals = found
    claims = claim_all((cell for row in header_rows for cell in sheet.rows[row]), LABEL)
    for record in records:
        claims |= claim_all(sheet.rows[record.anchor.row], ignored("header.ignored"))
    for row in lost:
        claims |= claim_all(sheet.rows[row], unread(UNREAD_ROW))
    for total in totals:
        claims |= claim_all(sheet.rows[total.anchor.row], TOTAL)
    for record in records:
        claims |= claim_all(record.cells.values(), VALUE)
    return claims
