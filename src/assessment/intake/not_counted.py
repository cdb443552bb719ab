"""Lines that say themselves that they do not count, and what remarks say to that end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from assessment.core.problems import Problem
from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind
from assessment.intake.header_words import word_key
from assessment.intake.layouts import Block, is_passed, lead
from assessment.intake.values import Spot
from assessment.intake.vocabulary import Vocabulary

_LEDGER, _FINANCE = "ledger", "finance_list"
_DROPPED = frozenset({_LEDGER, _FINANCE, "application_list"})
_TOLD = _DROPPED | {"activity_register"}
_REMARKS = frozenset({"note", "purpose"})
_NAMING = frozenset({"purpose", "category"})
# Neither 收到发票, nor what is given back: 收到退款.
_INCOME = re.compile(
    "(?!.*(?:退|给|支付))(?:收到.{0,6}(?:拨款|经费|款项?|资助|赞助)|.{0,8}(?:拨款|拨入|下拨)(?:经费|款)?"
    "|.{0,6}(?:经费|拨款|款项|资金)到账|.{0,6}收入)"
)
# One of them stands in all of these: most lines need no closer look.
_SIGNS = ("拨", "收", "到账")
_GIVEN_BACK = re.compile("退款|退货|冲减|冲销|红冲")
Heads = Mapping[int, Cell]


def telling_columns(kind: str, heads: Heads, words: Vocabulary) -> frozenset[int]:
    """Return the columns in which a line of such a table may say that it does not count."""
    naming = _NAMING if kind == _LEDGER else frozenset()
    return frozenset(
        column
        for column, head in heads.items()
        if kind in _DROPPED
        and (
            word_key(head.text) in words.line_states["column"]
            or words.fields_of(head.text) & naming
        )
    )


def off_cell(kind: str, cells: Sequence[Cell], heads: Heads, words: Vocabulary) -> Cell | None:
    """Return the cell of a line that says it does not count: 作废 below 状态; else None."""
    if kind not in _DROPPED:
        return None
    known = words.line_states["void"]
    known |= words.line_states["unpaid"] if kind == _FINANCE else frozenset()
    states = (cell for cell in cells if _is_state(cell, heads, words))
    return next((cell for cell in states if word_key(cell.text) in known), None)


def income_cell(kind: str, cells: Sequence[Cell], heads: Heads, words: Vocabulary) -> Cell | None:
    """Return the cell of a ledger's line that calls it money received: 学校拨款; else None."""
    if kind != _LEDGER:
        return None
    maybe = (cell for cell in cells if any(sign in cell.text for sign in _SIGNS))
    said = (cell for cell in maybe if _meant(cell, heads, words) & _NAMING)
    return next((cell for cell in said if _INCOME.fullmatch(plain(cell.text))), None)


def off_lines(block: Block, spot: Spot, words: Vocabulary) -> Iterator[Problem]:
    """Yield what lines say of themselves: left out, not understood, or counted all the same.

    Problems
    --------
    line.void, line.income, line.state-unknown, line.remark-void
    """
    if block.kind not in _TOLD or block.layout != "table" or not block.headers:
        return
    last = max(cell.row for cell in block.headers.values())
    heads = {
        cell.column: cell
        for row in {cell.row for cell in block.headers.values()}
        for cell in block.sheet.rows[row]
    }
    watched = {
        column
        for column, head in heads.items()
        if word_key(head.text) in words.line_states["column"]
        or words.fields_of(head.text) & (_REMARKS | _NAMING)
    }
    records = {record.anchor.row: record.cells for record in block.records}
    passed = {place[0] for place, claim in block.claims.items() if claim.reason == "row.passed"}
    for row in (number for number in block.sheet.numbers if number > last):
        cells = [cell for cell in block.sheet.rows[row] if cell.column in watched]
        if row in records and cells:
            yield from _said(block.kind, cells, heads, records[row], (spot, words))
        elif row in passed:
            off = off_cell(block.kind, cells, heads, words)
            got = income_cell(block.kind, cells, heads, words)
            if off is not None:
                yield spot.fault("line.void", off)
            elif got is not None and _passes_for_spent(block, row, words):
                yield spot.fault("line.income", got)


def _passes_for_spent(block: Block, row: int, words: Vocabulary) -> bool:
    """Tell whether a line looks like spending: neither headed 收入 nor in a column of its own."""
    if is_passed(lead(block.sheet.rows[row]), words):
        return False
    spent = block.sheet.own(row, block.headers["amount"].column)
    return spent is not None and plain(spent.text) not in words.statuses


def _said(
    kind: str,
    cells: Sequence[Cell],
    heads: Heads,
    values: Mapping[str, Cell],
    where: tuple[Spot, Vocabulary],
) -> Iterator[Problem]:
    spot, words = where
    for cell in cells:
        if _is_state(cell, heads, words):
            if word_key(cell.text) not in _understood(kind, words):
                yield spot.fault("line.state-unknown", cell)
        elif _meant(cell, heads, words) & _REMARKS and _says_off(kind, cell, values, words):
            yield spot.fault("line.remark-void", cell)


def _understood(kind: str, words: Vocabulary) -> frozenset[str]:
    unpaid = words.line_states["unpaid"] if kind == _LEDGER else frozenset()
    return words.line_states["sound"] | unpaid


def _says_off(kind: str, cell: Cell, values: Mapping[str, Cell], words: Vocabulary) -> bool:
    """Tell whether a remark says that its line does not count; money given back is below 0."""
    if cell.kind is not CellKind.TEXT:
        return False
    text, amount = plain(cell.text), values.get("amount")
    if amount is not None and plain(amount.text).startswith("-"):
        return False
    if word_key(text) in words.line_states["void"] or any(
        text.endswith(word) for word in words.line_states["ends"]
    ):
        # What an activity that was called off says in its own column is read there.
        return "held_state" not in values
    return kind == _LEDGER and _GIVEN_BACK.search(text) is not None


def _is_state(cell: Cell, heads: Heads, words: Vocabulary) -> bool:
    head = heads.get(cell.column)
    return head is not None and word_key(head.text) in words.line_states["column"]


def _meant(cell: Cell, heads: Heads, words: Vocabulary) -> frozenset[str]:
    head = heads.get(cell.column)
    if head is None or cell.kind is not CellKind.TEXT:
        return frozenset()
    return words.fields_of(head.text)
