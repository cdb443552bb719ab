"""What a Word paper or web page says around its tables: 填表日期：…, headings, text boxes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assessment.core.spelling import match_key
from assessment.intake.cells import Cell, Sheet
from assessment.intake.formats.word import MARGIN_SHEET, TEXT_SHEET
from assessment.intake.forms import find_application_form
from assessment.intake.grids.captions import (
    COLLEGE,
    JUDGE,
    PROJECT,
    SIGNED,
    Captions,
    Line,
    are_numbered,
    find_captions,
    needs,
    title_says,
)
from assessment.intake.layouts import Block
from assessment.intake.sheets.form_or_lines import Paper, paper_beside
from assessment.intake.sheets.text_lines import FIELDS, Lines, Said
from assessment.intake.words.counting import COUNTS
from assessment.intake.words.vocabulary import Vocabulary

_TABLE = re.compile("表[0-9]+")
NAMING = FIELDS - {"lead_name", "phone"}
_JUDGES = ("judge_no", "judge_name")
# Their parts may stand in tables of their own: 一、活动, 二、材料.
_OF_ONE_PROJECT = frozenset({"activity_register", "ledger", "settlement"})
_FORM, _TALLY = "application_form", "vote_tally"


def takes_in(block: Block, name: str) -> bool:
    """Tell whether a table asks for a field at all; a tally also for counts of ballots."""
    return name in FIELDS or block.kind == _TALLY


def with_lines(
    sheets: Sequence[Sheet], found: Sequence[tuple[Block, ...]], lines: Lines, words: Vocabulary
) -> list[tuple[Block, ...]]:
    """Return the tables of a document's sheets with what the lines around them say.

    The lines belong to the one 申报表, else to the one table there is, else each to the table that
    it heads or stands below; of several registers, what stands above the first belongs to all.
    What the table says itself holds; what lines say in two ways holds nowhere.
    """
    blocks = _with_form(sheets, found, lines, words)
    every = [block for mine in blocks for block in mine]
    if owner := _owner(every):
        return [
            tuple(
                _extended(block, lines) if block is owner else replace(block, outside=lines.titles)
                for block in mine
            )
            for mine in blocks
        ]
    own = _each_with_its_own(sheets, blocks, lines, words)
    if not every or any(block.kind not in _OF_ONE_PROJECT for block in every):
        return own
    first = min(sheet.n_above for sheet, mine in zip(sheets, blocks, strict=True) if mine)
    above = _above(lines, first)
    return [tuple(_extended(block, above) for block in mine) for mine in own]


def _each_with_its_own(
    sheets: Sequence[Sheet],
    blocks: Sequence[tuple[Block, ...]],
    lines: Lines,
    words: Vocabulary,
) -> list[tuple[Block, ...]]:
    """Return tables with the lines around them: its captions, and what stands since the last table.

    What stands above the first and below the last holds for all, unless it is a caption.
    """
    starts = sorted({sheet.n_above for sheet in sheets if _TABLE.fullmatch(sheet.name)})
    place = {n_above: n for n, n_above in enumerate(starts)}
    placed = [
        (place[sheet.n_above], block)
        for sheet, mine in zip(sheets, blocks, strict=True)
        for block in mine
        if _TABLE.fullmatch(sheet.name)
    ]
    is_numbered = "judge_no" in lines.said or are_numbered([block for _, block in placed])
    tallies = [block for mine in blocks for block in mine if block.kind == _TALLY]
    captions = find_captions(_spoken(lines, starts, words, is_numbered), placed, words)
    texts = [cell for cell in lines.titles if _in_text(cell)]
    ends = [
        cell
        for cell in lines.titles
        if not (starts and _in_text(cell)) or _is_at_end(cell, starts, captions)
    ]
    found = []
    for sheet, mine in zip(sheets, blocks, strict=True):
        at = place.get(sheet.n_above, -1)
        since = starts[at - 1] if at > 0 else sheet.n_above
        near = [c for c in texts if since < c.row <= sheet.n_above and not captions.is_directed(c)]
        told = [cell for cell in captions.of(at) if cell in texts]
        labels = _labels_of(captions.of(at), lines) if len(mine) == 1 else {}
        found.append(
            tuple(
                _labelled(
                    replace(
                        _counted(block, lines) if [block] == tallies else block,
                        above=tuple(sorted((*near, *told), key=lambda cell: cell.row)),
                        outside=tuple(ends),
                        unclear=_unclear(block, captions, words),
                    ),
                    labels,
                )
                for block in mine
            )
        )
    return found


def _spoken(
    lines: Lines, starts: Sequence[int], words: Vocabulary, is_numbered: bool
) -> Iterator[Line]:
    """Yield the lines of the text with what they say of tables.

    Where judges are numbered above their tables or in them, those who sign below only confirm it.
    """
    labels: dict[int, dict[str, str]] = {}
    for name, cells in lines.said.items():
        kind = JUDGE if name in _JUDGES and not (is_numbered and name == SIGNED) else name
        for cell in cells if kind in (PROJECT, COLLEGE, JUDGE, SIGNED) else ():
            labels.setdefault(cell.row, {}).setdefault(kind, match_key(cell.text))
    titles = set(lines.titles)
    for cell in lines.all:
        if _in_text(cell):
            says = title_says(cell, words) if cell in titles else {}
            zone = bisect_left(starts, cell.row)
            yield Line(cell, zone, says | labels.get(cell.row, {}))


def _is_at_end(cell: Cell, starts: Sequence[int], captions: Captions) -> bool:
    """Tell whether a line stands above all tables, or below all and is no caption."""
    is_below = cell.row > starts[-1] and not captions.is_directed(cell)
    return cell.row <= starts[0] or is_below


def _counted(block: Block, lines: Lines) -> Block:
    """Return the only table of votes with the lines that count ballots, as far as they agree."""
    said = {name: cells for name, cells in lines.said.items() if name in COUNTS}
    labels = {name: cell for name, cell in _agreed(said).items() if name not in block.labels}
    return replace(block, labels={**labels, **block.labels}, counting=lines.counting)


def _labels_of(cells: Sequence[Cell], lines: Lines) -> dict[str, Cell]:
    """Return what the captions of one table state by field, in one way only."""
    rows = {cell.row for cell in cells}
    said = {
        name: tuple(cell for cell in found if _in_text(cell) and cell.row in rows)
        for name, found in lines.said.items()
        if name in NAMING
    }
    return _agreed({name: found for name, found in said.items() if found})


def _labelled(block: Block, labels: Mapping[str, Cell]) -> Block:
    own = block.labels.keys() | block.headers.keys()
    more = {name: cell for name, cell in labels.items() if name not in own}
    return replace(block, labels={**more, **block.labels})


def _unclear(block: Block, captions: Captions, words: Vocabulary) -> tuple[Cell, ...]:
    """Return the lines of which nobody can tell whether they speak of this table."""
    found = (
        c for kind, cells in captions.unclear.items() if needs(block, kind, words) for c in cells
    )
    return tuple(dict.fromkeys(found))


def _in_text(cell: Cell) -> bool:
    return cell.sheet == TEXT_SHEET


def _above(lines: Lines, first: int) -> Lines:
    """Return the lines with what they say before a table only, and nowhere after it."""
    said = {
        name: cells
        for name, cells in lines.said.items()
        if all(cell.sheet == TEXT_SHEET and cell.row <= first for cell in cells)
    }
    return Lines(lines.all, said)


def _with_form(
    sheets: Sequence[Sheet], found: Sequence[tuple[Block, ...]], lines: Lines, words: Vocabulary
) -> list[tuple[Block, ...]]:
    """Find the 申报表 of which some labels stand outside its table, or all of them."""
    if any(block.kind == _FORM for mine in found for block in mine):
        return list(found)
    values, texts = _agreed(lines.said), {cell.sheet for cell in lines.all}
    is_text = [sheet.name in texts for sheet in sheets]
    forms = [
        None
        if mine or sheet.name == MARGIN_SHEET
        else find_application_form(sheet, words, {} if text else values)
        for sheet, mine, text in zip(sheets, found, is_text, strict=True)
    ]
    own = [n for n, one in enumerate(forms) if one and not is_text[n]]
    own = own or [n for n, one in enumerate(forms) if one]
    form = forms[own[0]] if len(own) == 1 else None
    if form and paper_beside(form, sum(found, ()), lines.titles, words)[0] is not Paper.LINES:
        return [(form,) if n == own[0] else mine for n, mine in enumerate(found)]
    return list(found)


def _owner(blocks: Sequence[Block]) -> Block | None:
    forms = [block for block in blocks if block.kind == _FORM]
    one = forms or blocks
    return one[0] if len(one) == 1 else None


def _agreed(said: Said) -> dict[str, Cell]:
    """Return what is said in one way only."""
    return {
        name: cells[0]
        for name, cells in said.items()
        if len({match_key(c.text) for c in cells}) == 1
    }


def _extended(block: Block, lines: Lines) -> Block:
    own = block.labels.keys() | block.headers.keys()
    if block.sheet.name in {cell.sheet for cell in lines.all}:
        return block
    agreed = _agreed(lines.said).items()
    more = {name: cell for name, cell in agreed if name not in own and takes_in(block, name)}
    records = block.records
    if block.kind == _FORM:
        records = tuple(replace(one, cells={**more, **one.cells}) for one in records)
    labels = {**more, **block.labels}
    counting = lines.counting if block.kind == _TALLY else ()
    return replace(block, labels=labels, records=records, counting=counting, outside=lines.titles)
