"""What 经费决算表 works out: 差额, 合计 and 剩余 are compared with its lines, never used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from assessment.core.details import detail
from assessment.core.problems import Problem
from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind
from assessment.intake.layouts import Block, Record, spans
from assessment.intake.layouts.claims import TOTAL, claim_all, ignored
from assessment.intake.layouts.context import Found
from assessment.intake.layouts.labels import find_labels
from assessment.intake.layouts.stated_sums import check_total, wrong_sums
from assessment.intake.layouts.units import money_unit
from assessment.intake.words.header_words import word_key
from assessment.intake.words.values import Spot, read_money
from assessment.intake.words.vocabulary import Vocabulary

SETTLEMENT = "settlement"
PLANNED, SPENT, LEFT = "settled_plan", "spent", "settled_left"
_GRANTED, _REST = "granted", "left"
_IN_CAPITALS = "大写"
_PASSED = ignored("row.passed")
# A formula that nobody saved states nothing, nor does a place under a merged area.
_STATES_NOTHING = (CellKind.UNCACHED, CellKind.MERGED)


class Figures(NamedTuple):
    """What a line plans and spends in fen: nought where nothing stands, None for what is unread."""

    planned: int | None
    spent: int | None

    @property
    def left(self) -> int | None:
        """What is planned less what is spent."""
        return None if None in self else (self.planned or 0) - (self.spent or 0)


def as_settlement(block: Block, words: Vocabulary) -> Block:
    """Return a settlement with what it says was granted and is left; others as they are.

    A row of the table that begins with such a label is no category, and passed over.
    """
    if block.kind != SETTLEMENT:
        return block
    wider = replace(words, fields={**words.fields, **words.settlement})
    found = find_labels(block.sheet, block.around, wider)
    stated = {name: found[name] for name in (_GRANTED, _REST) if name in found}
    values = {(cell.row, cell.column) for cell in block.labels.values()}
    own = (cell for cell in stated.values() if (cell.row, cell.column) not in values)
    lines = tuple(one for one in block.records if not _is_label(one, words))
    passed = {one.anchor.row for one in block.records} - {one.anchor.row for one in lines}
    rest = (cell for row in passed for cell in block.sheet.rows[row])
    claims = {**block.claims, **claim_all(own, TOTAL), **claim_all(rest, _PASSED)}
    labels = {**block.labels, **stated}
    return replace(block, records=lines, labels=labels, claims=claims)


def _is_label(record: Record, words: Vocabulary) -> bool:
    named = record.cells.get("category")
    return named is not None and word_key(named.text) in words.settlement


def wrong_figures(found: Found, figures: Sequence[Figures], words: Vocabulary) -> Iterator[Problem]:
    """Yield each figure worked out on a settlement that its lines do not come to.

    `figures` are those of the block's records. 差额 of a line is 预算 less 实际; a 合计 sums the
    lines of its column, in capitals those of 实际; 剩余 is 支持经费 less 实际.

    Problems
    --------
    total.does-not-add-up, money.unreadable, cell.error-value
    """
    block, spot = found.block, found.spot("settlements")
    unit = money_unit(found, LEFT)
    cells = [_stated(record.cells, LEFT, words) for record in block.records]
    turned = _turned(cells, figures, spot, unit)
    if turned is not None:
        yield turned
    else:
        for cell, one in zip(cells, figures, strict=True):
            yield from check_total(spot, cell, [[one.left]], unit)
    yield from _wrong_totals(found, figures, words, (PLANNED,) if turned else (PLANNED, LEFT))
    yield from _wrong_rest(found, [one.spent for one in figures], words)


def _turned(
    cells: Sequence[Cell | None], figures: Sequence[Figures], spot: Spot, unit: str
) -> Problem | None:
    """Return the problem of a column 差额 that is 实际 less 预算 all the way down, told once."""
    read = [read_money(cell, spot, LEFT, unit) for cell in cells]
    said = [
        (cell, one.value, own.left)
        for cell, one, own in zip(cells, read, figures, strict=True)
        if cell is not None and one.value is not None and own.left
    ]
    whole = all(not one.problems for one in read)
    if not said or not whole or any(value != -left for _, value, left in said):
        return None
    cell, _, left = said[0]
    expected = detail("yuan_turned", n=f"{left / 100:.2f}")
    return spot.fault("total.does-not-add-up", cell, expected=expected)


def _stated(cells: Mapping[str, Cell], name: str, words: Vocabulary) -> Cell | None:
    cell = cells.get(name)
    is_none = cell is None or cell.kind in _STATES_NOTHING or plain(cell.text) in words.statuses
    return None if is_none else cell


def _wrong_totals(
    found: Found, figures: Sequence[Figures], words: Vocabulary, names: Sequence[str]
) -> Iterator[Problem]:
    block, spot = found.block, found.spot("settlements")
    columns: dict[str, Sequence[int | None]] = {
        PLANNED: [one.planned for one in figures],
        SPENT: [one.spent for one in figures],
        LEFT: [one.left for one in figures],
    }
    others = [block.headers[name].column for name in (PLANNED, LEFT) if name in block.headers]
    totals = tuple(_in_words(total, words) for total in block.totals)
    yield from wrong_sums(
        replace(block, totals=totals), spot, SPENT, columns[SPENT],
        words=words, unit=money_unit(found, SPENT), others=others,
    )  # fmt: skip
    for name in names:
        known = {id(one): fen for one, fen in zip(block.records, columns[name], strict=True)}
        unit = money_unit(found, name)
        for total, lines in spans(block, words):
            if _IN_CAPITALS not in total.anchor.text:
                sums = [[known[id(record)] for record in mine] for mine in lines]
                yield from check_total(spot, _stated(total.cells, name, words), sums, unit)


def _in_words(total: Record, words: Vocabulary) -> Record:
    """Return a total with what it states of the money spent, but for what is written in words."""
    cell = _stated(total.cells, SPENT, words)
    return replace(total, cells={} if cell is None else {SPENT: cell})


def _wrong_rest(found: Found, spent: Sequence[int | None], words: Vocabulary) -> Iterator[Problem]:
    """Yield 剩余 when it is not 支持经费 less the lines; a bare number may count as theirs do."""
    labels = found.block.labels
    granted, rest = (_stated(labels, name, words) for name in (_GRANTED, _REST))
    if granted is None or rest is None:
        return
    faults = [
        _rest_faults(found, (granted, rest), spent, unit)
        for unit in dict.fromkeys((money_unit(found, _REST), money_unit(found, SPENT)))
    ]
    if all(faults):
        yield from faults[0]


def _rest_faults(
    found: Found, cells: tuple[Cell, Cell], spent: Sequence[int | None], unit: str
) -> tuple[Problem, ...]:
    spot, (granted, rest) = found.spot("settlements"), cells
    given = read_money(granted, spot, _GRANTED, unit)
    less = [None if fen is None else -fen for fen in spent]
    return given.problems or check_total(spot, rest, [[given.value, *less]], unit)
