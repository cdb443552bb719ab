"""现场统分表 as it comes back: what is worked out on it is compared with its marks, never used."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from assessment.core.text import plain
from assessment.intake.cells import Cell
from assessment.intake.layouts import Block, Record
from assessment.intake.layouts.claims import TOTAL, VALUE, Claim, Place, claim_all
from assessment.intake.words.header_words import word_key
from assessment.intake.words.vocabulary import Vocabulary

LAYOUT, SECOND_ENTRY, STATED = "tally", "second_entry", "stated:"
_COMPUTED = ("entered", "counted", "high", "low", "mean", "points", "rank")


def as_tally(block: Block, words: Vocabulary) -> Block:
    """Return the block as what it is when its title says 现场统分表, else as it was.

    Records then have what the sheet works out for them as `stated:mean` and so on. The page on
    which everything is entered a second time, named 复录 or so titled, becomes a block
    `second_entry`.
    """
    again = words.tally["again"]
    titles = [plain(cell.text) for cell in (*block.titles, *block.common)]
    mine = [text for text in titles if any(word in text for word in words.tally["title"])]
    is_again = plain(block.sheet.name) in again
    if block.kind != "mark_matrix" or not (mine or is_again):
        return block
    if is_again or any(word in text for text in mine for word in again):
        return replace(block, kind=SECOND_ENTRY, claims=_compared(block))
    stated = dict(_stated_columns(block, words))
    records = tuple(_with_stated(block, record, stated) for record in block.records)
    cells = (c for one in records for n, c in one.cells.items() if n.startswith(STATED))
    claims = {**block.claims, **claim_all(cells, TOTAL)}
    return replace(block, layout=LAYOUT, records=records, claims=claims)


def _compared(block: Block) -> dict[Place, Claim]:
    return {at: TOTAL if one == VALUE else one for at, one in block.claims.items()}


def _stated_columns(block: Block, words: Vocabulary) -> Iterator[tuple[int, str]]:
    """Yield the columns that are worked out; of several marks dropped the n-th is `high:n`."""
    names = {word: name for name in _COMPUTED for word in words.tally[name]}
    seen: Counter[str] = Counter()
    for cell in block.sheet.rows[next(iter(block.headers.values())).row]:
        name = names.get(word_key(cell.text))
        if name:
            seen[name] += 1
            yield cell.column, f"{name}:{seen[name]}" if name in ("high", "low") else name


def _with_stated(block: Block, record: Record, columns: dict[int, str]) -> Record:
    cells: dict[str, Cell] = {}
    for column, name in columns.items():
        cell = block.sheet.cells.get((record.anchor.row, column))
        if cell is not None:
            cells[f"{STATED}{name}"] = cell
    return Record({**record.cells, **cells}, record.anchor)
