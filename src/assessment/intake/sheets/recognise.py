"""What the sheets of a document are, and what a careful clerk points out about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assessment.core.details import detail
from assessment.core.problems import Problem, problem
from assessment.core.provenance import CellRef
from assessment.intake.cells import Cell, Document, Sheet
from assessment.intake.corrections.pins import Pin, words_for
from assessment.intake.formats.word import BOX_SHEET, MARGIN_SHEET, is_word_text
from assessment.intake.forms import find_mark_form, find_unfilled_form
from assessment.intake.forms.asked import lost_request
from assessment.intake.forms.budgets import lost_budget
from assessment.intake.forms.form_tables import with_form_tables
from assessment.intake.grids import find_grid
from assessment.intake.grids.captions import CODE as CAPTION
from assessment.intake.grids.claims import SPREAD
from assessment.intake.grids.kinds import columns_of
from assessment.intake.layouts import Block
from assessment.intake.layouts.accounting import claim_sheet, unread_cells
from assessment.intake.layouts.claims import VALUE, Claims, claim_all, unread
from assessment.intake.layouts.context import Found
from assessment.intake.layouts.kept import find_kept, find_made
from assessment.intake.layouts.lost_columns import told_elsewhere, unread_numbers
from assessment.intake.layouts.not_counted import off_lines
from assessment.intake.layouts.part_sums import wrong_parts
from assessment.intake.layouts.tallies import as_tally
from assessment.intake.layouts.unfilled import is_unfilled
from assessment.intake.sheets.covers import with_covers
from assessment.intake.sheets.crosses import find_cross
from assessment.intake.sheets.exports import find_ballots
from assessment.intake.sheets.form_or_lines import unclear_paper
from assessment.intake.sheets.like_tables import with_earlier, with_earlier_tables
from assessment.intake.sheets.looks import look, looks
from assessment.intake.sheets.near_headers import CODE as HEADER
from assessment.intake.sheets.near_headers import header_fault
from assessment.intake.sheets.outside import with_lines
from assessment.intake.sheets.outside_claims import (
    IN_BOX,
    NO_TABLE,
    NOT_READ,
    claim_lines,
    claim_margin,
)
from assessment.intake.sheets.regions import TooInvolved, find_tables
from assessment.intake.sheets.settlement_figures import as_settlement
from assessment.intake.sheets.several_forms import find_application_forms
from assessment.intake.sheets.sheet_read import SheetRead
from assessment.intake.sheets.text_lines import read_lines
from assessment.intake.sheets.ticked_grades import ticked_grades
from assessment.intake.sheets.turned import find_stacked
from assessment.intake.words.judge_heads import judge_number
from assessment.intake.words.values import Spot
from assessment.intake.words.vocabulary import Vocabulary

_STRANGE, _TOO_INVOLVED = "sheet.not-recognised", "sheet.too-involved"


def recognise(
    documents: Sequence[Document], words: Vocabulary, pins: Sequence[Pin] = ()
) -> tuple[list[SheetRead], list[Problem]]:
    """Return the sheets of the documents that hold anything, and what is to be said of them.

    Problems
    --------
    sheet.not-recognised, sheet.header-unclear, marks.project-not-stated, marks.grades-ticked,
    sheet.too-involved, sheet.unfilled, caption.unclear, sheet.hidden, row.hidden, column.hidden,
    budget.no-category, request.label-unknown, cell.struck-out, cell.commented, cell.unseen,
    column.unmapped, column.numbers-unread,
    column.repeated, column.spread, column.no-header, row.unread, text.not-read, text.in-box,
    total.does-not-add-up and those of `off_lines`
    """
    found: list[SheetRead] = []
    notices: list[Problem] = []
    for document in documents:
        mine = _read_document(document, words, pins)
        for one in mine:
            own = words_for(words, pins, document, one.sheet)
            notices += (_beside_text(fault, document, own) for fault in _notices(one, own))
        found += mine
        notices += _unfilled(document, mine, words)
    return found, notices


def _unfilled(
    document: Document, sheets: Sequence[SheetRead], words: Vocabulary
) -> Iterator[Problem]:
    """Yield what is to be said of sheets that are still blank: once where all of them are."""
    known = [one for one in sheets if one.blocks]
    blank = [one.sheet for one in known if is_unfilled(one.blocks, words)]
    if len(blank) > 1 and len(blank) == len(known):
        yield problem("sheet.unfilled", CellRef(document.file))
    else:
        yield from (problem("sheet.unfilled", document.ref(sheet)) for sheet in blank)


def blocks_of(sheets: Sequence[SheetRead]) -> list[Found]:
    """Return the tables and forms of all sheets in order."""
    return [Found(block, one.document) for one in sheets for block in one.blocks]


def _read_document(document: Document, words: Vocabulary, pins: Sequence[Pin]) -> list[SheetRead]:
    """Return the sheets of a document; what lies outside tables, or beside a form, is joined."""
    if made := find_made(document, words):
        return [SheetRead(document, one.sheet, (one,), one.claims) for one in made]
    sheets = [sheet for sheet in document.sheets if sheet.cells]
    own = [words_for(words, pins, document, sheet) for sheet in sheets]
    is_text = [is_word_text(document, sheet) for sheet in sheets]
    lines = read_lines(document, words)
    tables = [
        () if text else _tables(sheet, mine, lines.above(sheet))
        for sheet, mine, text in zip(sheets, own, is_text, strict=True)
    ]
    found = [some or () for some in tables]
    if lines.all:
        found = with_lines(sheets, found, lines, words)
    found = with_earlier_tables(with_covers(sheets, found, is_text, words))
    unclear = [tuple(dict.fromkeys(c for b in some for c in b.unclear)) for some in found]
    found = [() if told else some for some, told in zip(found, unclear, strict=True)]
    found = with_form_tables(sheets, found, words)
    blocks = [block for some in found for block in some]
    read = []
    for sheet, some, mine, text, first, told in zip(
        sheets, found, own, is_text, tables, unclear, strict=True
    ):
        if told:
            claims: Claims = claim_all(sheet.cells.values(), unread(CAPTION))
        elif first is None and not some:
            claims = claim_all(sheet.cells.values(), unread(_TOO_INVOLVED))
        elif some or not text:
            claims = _claims(document, sheet, some, mine)
        elif sheet.name == MARGIN_SHEET:
            claims = claim_margin(sheet, blocks, words)
        else:
            claims = claim_lines(sheet, lines, blocks)
        read.append(SheetRead(document, sheet, some, claims, told))
    return read


def _tables(sheet: Sheet, words: Vocabulary, titles: Sequence[Cell]) -> tuple[Block, ...] | None:
    """Return the tables and forms of a sheet, or None where finding them would take too long."""
    try:
        found = (as_tally(block, words) for block in find_blocks(sheet, words, titles))
        return tuple(as_settlement(block, words) for block in found)
    except TooInvolved:
        return None


def _claims(document: Document, sheet: Sheet, blocks: Sequence[Block], words: Vocabulary) -> Claims:
    if not blocks:
        fault = header_fault(Spot(document, sheet, ""), words)
        return claim_all(sheet.cells.values(), unread(fault.code if fault else _STRANGE))
    return claim_sheet(sheet, blocks, words)


def _notices(read: SheetRead, words: Vocabulary) -> Iterator[Problem]:
    spot = Spot(read.document, read.sheet, "")
    if read.unclear:
        yield from (_unclear(spot, cell, words) for cell in read.unclear)
        return
    if not read.blocks:
        yield from _unrecognised(spot, read.claims, words)
        return
    yield from looks(spot, read.claims, words, read.blocks)
    for block in read.blocks:
        yield from _headers(block, read.document, words)
        yield from (*off_lines(block, spot, words), *wrong_parts(block, spot))
        yield from (*lost_budget(block, spot, words), *lost_request(block, spot, words))
    yield from unread_cells(spot, read.claims)


def _unclear(spot: Spot, cell: Cell, words: Vocabulary) -> Problem:
    return unclear_paper(spot, cell, words) or spot.fault(
        CAPTION, cell, actual=" ".join(cell.text.split())
    )


def _beside_text(fault: Problem, document: Document, words: Vocabulary) -> Problem:
    """Return what is said of a header; where a project stands in the text above, also that."""
    if fault.code != HEADER or not read_lines(document, words).said.get("project_name"):
        return fault
    told = detail("read_but", read=fault.expected, but=detail("write_inside"))
    return problem(fault.code, fault.where, actual=fault.actual, expected=told)


_TOLD = (NOT_READ, NO_TABLE)


def _unrecognised(spot: Spot, claims: Claims, words: Vocabulary) -> Iterator[Problem]:
    """Yield what is to be said of a sheet without a table; of Word text only what matters."""
    if not is_word_text(spot.document, spot.sheet):
        yield _refusal(spot, claims, words)
        return
    for place, claim in sorted(claims.items()):
        cell = spot.sheet.cells[place]
        if claim == VALUE:
            yield from look(spot, cell)
        elif claim.reason in _TOLD:
            yield spot.fault(claim.reason, cell)
    rest = [spot.sheet.cells[at] for at in sorted(claims) if claims[at].reason not in _TOLD]
    boxed = [cell for cell in rest if claims[cell.row, cell.column] != VALUE]
    if spot.sheet.name == BOX_SHEET and boxed:
        yield spot.fault(IN_BOX, boxed[0], actual="；".join(cell.text.strip() for cell in boxed))


def _refusal(spot: Spot, claims: Claims, words: Vocabulary) -> Problem:
    """Return why a sheet was not read."""
    if any(claim.reason == _TOO_INVOLVED for claim in claims.values()):
        return spot.fault(_TOO_INVOLVED, None, actual=str(len(claims)))
    return header_fault(spot, words) or spot.fault(_STRANGE, None)


def find_blocks(sheet: Sheet, words: Vocabulary, titles: Sequence[Cell] = ()) -> tuple[Block, ...]:
    """Return the tables and forms of a sheet: several when they stand below or beside each other.

    What the top of the sheet says holds for all of them.

    Raises
    ------
    TooInvolved
        If finding out how the tables lie would take too long.
    """
    ballots = find_ballots(sheet, words)
    whole = (ballots,) if ballots else find_application_forms(sheet, words, titles)
    if whole or ticked_grades(sheet, words):
        return whole
    blocks = find_tables(sheet, words, lambda part: _table(part, words))
    if not blocks:
        blocks = find_stacked(sheet, words)
    if not blocks:
        return tuple(filter(None, [find_unfilled_form(sheet, words) or find_kept(sheet, words)]))
    return _under_one_title(with_earlier(blocks), words)


def _table(part: Sheet, words: Vocabulary) -> Block | None:
    return find_cross(part, words) or find_mark_form(part, words) or find_grid(part, words)


def _under_one_title(blocks: tuple[Block, ...], words: Vocabulary) -> tuple[Block, ...]:
    """Give every table the titles of the first, and the labels that it alone has.

    A label that another table has with nothing beside it is that table's own, left blank. The
    college beside or below a project's name is that project's.
    """
    if len(blocks) == 1:
        return blocks
    first, *others = blocks
    titles = [cell for block in others for cell in block.titles]
    own = {name for cell in titles for name in _labelled(cell, words)}
    if any(judge_number(cell.text) is not None for cell in titles):
        own |= {"judge_no", "judge_name"}
    if "project_name" in own and not _stands_above(first, "college", "project_name"):
        own.add("college")
    last = max((cell.row for one in first.records for cell in one.cells.values()), default=0)
    labels = {name: cell for name, cell in first.labels.items() if cell.row <= last or not last}
    alone = {name: cell for name, cell in labels.items() if name not in own}
    rest = (replace(one, labels={**alone, **one.labels}, common=first.titles) for one in others)
    return (first, *rest)


def _stands_above(block: Block, name: str, other: str) -> bool:
    above, below = block.labels.get(name), block.labels.get(other)
    return above is not None and below is not None and above.row < below.row


def _labelled(cell: Cell, words: Vocabulary) -> frozenset[str]:
    return words.fields_of(cell.text.replace("：", ":").partition(":")[0])


def _headers(block: Block, document: Document, words: Vocabulary) -> Iterator[Problem]:
    spot = Spot(document, block.sheet, "")
    lost, wanted = unread_numbers(block, words), columns_of(block.kind)
    apart = told_elsewhere(block, words)
    for cell in dict.fromkeys(one for one in (*block.unmapped, *lost) if one not in apart):
        text = " ".join(cell.text.split())
        code = "column.numbers-unread" if cell in lost else "column.unmapped"
        yield spot.fault(
            code, cell, actual=text, expected=words.nearest(text, wanted, block.headers)
        )
    for cell, others in block.repeated:
        yield spot.fault(
            "column.repeated", cell, expected="、".join(other.address for other in others)
        )
    for cell in block.spread:
        yield spot.fault(SPREAD, cell, actual=" ".join(cell.text.split()),
                         expected=_columns(block.sheet, cell))  # fmt: skip


def _columns(sheet: Sheet, head: Cell) -> str:
    after = sheet.after(head)
    while sheet.at(head.row, after) is None and (head.row + 1, after) in sheet.cells:
        after += 1
    low = max((r2 for r1, c1, r2, _ in sheet.merges if (r1, c1) == (head.row, head.column)),
              default=head.row)  # fmt: skip
    last = head._replace(row=low, column=after - 1)
    return f"{head.address}–{last.address}"
