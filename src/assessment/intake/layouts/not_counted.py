"""Lines that say themselves that they do not count, and what remarks say to that end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from assessment.core.problems import Problem
from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, Sheet
from assessment.intake.layouts import Block, is_passed, lead
from assessment.intake.words.header_words import word_key
from assessment.intake.words.money_in import is_received, is_refund, is_source
from assessment.intake.words.said_off import ends_off, says_off
from assessment.intake.words.sources import heads_sources, is_of_others
from assessment.intake.words.values import Spot
from assessment.intake.words.vocabulary import Vocabulary

_LEDGER, _FINANCE, _ACTIVITIES = "ledger", "finance_list", "activity_register"
_LIST, _SETTLEMENT = "application_list", "settlement"
# In which columns, beside those of a state, a line of such a table may say that it does not count.
_SAYING: Mapping[str, frozenset[str]] = {
    _LEDGER: frozenset({"note", "purpose", "category"}),
    _FINANCE: frozenset({"note", "purpose"}),
    _LIST: frozenset({"note", "project_name"}),
    _ACTIVITIES: frozenset({"note", "activity"}),
    _SETTLEMENT: frozenset({"note"}),
}
_REMARKS = frozenset({"note", "purpose"})
_PURPOSE, _CATEGORY = frozenset({"purpose"}), frozenset({"category"})
_NAMES = frozenset({"activity", "project_name", "category"})
_AMOUNTS = ("amount", "paid")
_TOLD = frozenset({_LEDGER, _FINANCE, _LIST, _ACTIVITIES})
_NOT_HELD = frozenset({"cancelled", "postponed"})
# What an activity says of itself in its own column or place is read there.
_OWN_STATE = ("held_date", "participants")
_GIVEN_BACK = re.compile("退款|退货|冲减|冲销|红冲")
_MINUS = ("-", "−", "(")
VOID, INCOME = "line.void", "line.income"
Heads = Mapping[int, Cell]
Values = Mapping[str, Cell]


class Off(NamedTuple):
    """Why a line does not count, `line.void` or `line.income`, and the cell that says so."""

    code: str
    cell: Cell


def telling_heads(kind: str, sheet: Sheet, last: int, words: Vocabulary) -> dict[int, Cell]:
    """Return the heads of the columns in which a line of such a table may say that it is off.

    `last` is the last row of the header; of two heads the lower one says what a column is. What
    stands below a head that nobody knows, as 审核意见, may say so too.
    """
    saying = _SAYING.get(kind)
    if saying is None:
        return {}
    columns = range(1, sheet.last_column + 1)
    stacked = ((column, sheet.at(last, column) or sheet.at(last - 1, column)) for column in columns)
    return {
        column: head
        for column, head in stacked
        if head is not None and (_is_state(head, words) or _may_say(head, saying, words))
    }


def why_off(
    kind: str, cells: Sequence[Cell], heads: Heads, values: Values, words: Vocabulary
) -> Off | None:
    """Return why a line does not count, by its cells in the columns that tell it; else None.

    `values` are what the line states by field: what is below 0 was given back, and counts.
    """
    if kind not in _SAYING:
        return None
    is_open = not _is_below_nought(values) and not _says_itself(values, words)
    for cell in cells:
        if _is_void_state(kind, cell, heads, words):
            return Off(VOID, cell)
        if is_open and _is_said_void(kind, cell, heads, words):
            return Off(VOID, cell)
        if kind == _LEDGER and _is_paid_by_others(cell, heads):
            return Off(VOID, cell)
    got = _received(cells, heads, values, words) if kind == _LEDGER else None
    return Off(INCOME, got) if got is not None else None


def _is_void_state(kind: str, cell: Cell, heads: Heads, words: Vocabulary) -> bool:
    if not _is_state(heads.get(cell.column), words):
        return False
    states = words.line_states
    if kind == _ACTIVITIES and words.held_states.get(plain(cell.text)) in _NOT_HELD:
        return True
    unpaid = states["unpaid"] if kind == _FINANCE else frozenset()
    return word_key(cell.text) in unpaid or says_off(cell.text, words)


def _is_paid_by_others(cell: Cell, heads: Heads) -> bool:
    head = heads.get(cell.column)
    return head is not None and heads_sources(head.text) and is_of_others(cell.text)


def _is_said_void(kind: str, cell: Cell, heads: Heads, words: Vocabulary) -> bool:
    head = heads.get(cell.column)
    if head is None or cell.kind is not CellKind.TEXT or not _may_say(head, _SAYING[kind], words):
        return False
    meant = words.fields_of(head.text)
    also = words.line_states["unpaid"] if kind == _FINANCE else frozenset()
    return says_off(cell.text, words, also=also, bracketed=bool(meant & _NAMES))


def _received(
    cells: Sequence[Cell], heads: Heads, values: Values, words: Vocabulary
) -> Cell | None:
    """Return the cell of a ledger's line that calls it money received, lent or given back."""
    meant = [(cell, _meant(cell, heads, words)) for cell in cells]
    is_told = any(fields & _PURPOSE and plain(cell.text) for cell, fields in meant)
    for cell, fields in meant:
        if not fields & (_PURPOSE | _CATEGORY):
            continue
        if is_received(cell.text) or (is_refund(cell.text) and not _is_below_nought(values)):
            return cell
        if (fields & _PURPOSE or not is_told) and is_source(cell.text):
            return cell
    return None


def _is_below_nought(values: Values) -> bool:
    amounts = (values[name] for name in _AMOUNTS if name in values)
    return any(plain(cell.text).startswith(_MINUS) for cell in amounts)


def _says_itself(values: Values, words: Vocabulary) -> bool:
    """Tell whether a line says in a column for it, or where its day stands, if it was held."""
    beside = (values[name] for name in _OWN_STATE if name in values)
    return "held_state" in values or any(plain(c.text) in words.held_states for c in beside)


def lines_off(block: Block, words: Vocabulary) -> Iterator[tuple[int, Off]]:
    """Yield the row of each line of a table that does not count, and why."""
    heads, last = _watched(block, words)
    passed = {place[0] for place, claim in block.claims.items() if claim.reason == "row.passed"}
    for row in sorted(row for row in passed if heads and row > last):
        cells = telling_cells(block.sheet, row, heads, last)
        owned = {name: block.sheet.own(row, head.column) for name, head in block.headers.items()}
        values = {name: cell for name, cell in owned.items() if cell is not None}
        off = why_off(block.kind, cells, heads, values, words)
        if off is not None and (off.code == VOID or _passes_for_spent(block, row, off, words)):
            yield row, off


def telling_cells(sheet: Sheet, row: int, columns: Iterable[int], last: int) -> list[Cell]:
    """Return what stands in some columns of a row below the header, also merged down into it."""
    cells = (sheet.at(row, column) for column in sorted(columns))
    return [cell for cell in cells if cell is not None and cell.row > last]


def _watched(block: Block, words: Vocabulary) -> tuple[Heads, int]:
    """Return the heads of the columns that tell whether a line counts, and their last row."""
    if block.layout != "table" or not block.headers:
        return {}, 0
    last = max(cell.row for cell in block.headers.values())
    return telling_heads(block.kind, block.sheet, last, words), last


def _passes_for_spent(block: Block, row: int, off: Off, words: Vocabulary) -> bool:
    """Tell whether a line looks like spending: neither headed 收入 nor in a column of its own.

    What was given back belongs to the spending, wherever it stands.
    """
    if is_passed(lead(block.sheet.rows[row]), words):
        return False
    spent = block.sheet.own(row, block.headers["amount"].column)
    is_spent = spent is not None and plain(spent.text) not in words.statuses
    return is_spent or is_refund(off.cell.text)


def off_lines(block: Block, spot: Spot, words: Vocabulary) -> Iterator[Problem]:
    """Yield what lines say of themselves: left out, not understood, or counted all the same.

    Problems
    --------
    line.void, line.income, line.state-unknown, line.remark-void
    """
    heads, _ = _watched(block, words)
    if not heads:
        return
    faults = [(row, spot.fault(off.code, off.cell)) for row, off in lines_off(block, words)]
    for record in block.records:
        row = record.anchor.row
        cells = [cell for cell in block.sheet.rows.get(row, ()) if cell.column in heads]
        said = _said(block.kind, cells, heads, record.cells, (spot, words))
        faults += [(row, fault) for fault in said]
    # What is merged down over several lines is said once.
    yield from dict.fromkeys(fault for _, fault in sorted(faults, key=lambda one: one[0]))


def _said(
    kind: str, cells: Sequence[Cell], heads: Heads, values: Values, where: tuple[Spot, Vocabulary]
) -> Iterator[Problem]:
    spot, words = where
    for cell in cells:
        if _is_state(heads.get(cell.column), words):
            if kind in _TOLD and word_key(cell.text) not in _understood(kind, words):
                yield spot.fault("line.state-unknown", cell)
        elif _meant(cell, heads, words) & _REMARKS and _may_be_off(kind, cell, values, words):
            yield spot.fault("line.remark-void", cell)


def _understood(kind: str, words: Vocabulary) -> frozenset[str]:
    unpaid = words.line_states["unpaid"] if kind == _LEDGER else frozenset()
    return words.line_states["sound"] | unpaid


def _may_be_off(kind: str, cell: Cell, values: Values, words: Vocabulary) -> bool:
    """Tell whether a remark may mean that its line does not count; what is below 0 does."""
    if _is_below_nought(values) or _says_itself(values, words):
        return False
    if kind == _ACTIVITIES and words.held_states.get(plain(cell.text)) in _NOT_HELD:
        return True
    is_given_back = kind == _LEDGER and _GIVEN_BACK.search(plain(cell.text)) is not None
    return is_given_back or ends_off(cell.text, words)


def _may_say(head: Cell, saying: frozenset[str], words: Vocabulary) -> bool:
    return bool(words.fields_of(head.text) & saying) or not words.is_known(head.text)


def _is_state(head: Cell | None, words: Vocabulary) -> bool:
    return head is not None and word_key(head.text) in words.line_states["column"]


def _meant(cell: Cell, heads: Heads, words: Vocabulary) -> frozenset[str]:
    head = heads.get(cell.column)
    if head is None or cell.kind is not CellKind.TEXT:
        return frozenset()
    return words.fields_of(head.text)
