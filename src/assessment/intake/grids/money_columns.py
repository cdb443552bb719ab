"""Which of several columns of days or of money a ledger means: the day of spending, with tax."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import accumulate

from assessment.core.text import parse_money, plain
from assessment.intake.cells import Cell, Sheet
from assessment.intake.grids.kinds import GridKind, Heads
from assessment.intake.grids.parted import OTHER
from assessment.intake.words.header_words import word_key
from assessment.intake.words.sum_words import sum_grade
from assessment.intake.words.vocabulary import Vocabulary

_LEDGER, _DAY, _AMOUNT = "ledger", "spent_date", "amount"
_NUMBER, _OWN = "reimbursement_no", frozenset({"voucher_no", "category", "project_name"})


def of_ledger(
    heads: Heads, kind: GridKind, cells: Mapping[int, Cell], words: Vocabulary
) -> tuple[Heads, frozenset[int]]:
    """Return the heads as a ledger means them, and its columns of amounts that give way.

    A day under another name (开票日期, 交易时间) is the day of spending where none is called so;
    an amount with tax (价税合计) takes the place of the one before tax.
    """
    if kind.name != _LEDGER:
        return heads, frozenset()
    keys = {column: word_key(cell.text) for column, cell in cells.items() if cell.text}
    fields = dict(heads.fields)
    if _DAY not in heads.all_fields and not _is_of_finance(heads.all_fields):
        fields |= {n: frozenset({_DAY}) for n, key in keys.items() if key in words.ledger["days"]}
    with_tax = {n for n, key in keys.items() if key in words.ledger["with_tax"]}
    before = {n for n, meant in fields.items() if _AMOUNT in meant} if with_tax else set()
    fields = {n: meant for n, meant in fields.items() if n not in before}
    fields |= dict.fromkeys(with_tax, frozenset({_AMOUNT}))
    parts = words.ledger["tax"] | words.ledger["before_tax"]
    taxed = {n for n, key in keys.items() if with_tax and key in parts}
    return replace(heads, fields=fields), frozenset(before | taxed)


def _is_of_finance(fields: frozenset[str]) -> bool:
    """Tell whether a header is rather that of finance's payments: 报销单号, 入账日期, 金额."""
    return _NUMBER in fields and ("paid" in fields or not fields & _OWN)


def rival_amounts(
    sheet: Sheet,
    fields: Mapping[int, str],
    cells: Mapping[int, Cell],
    last_row: int,
    words: Vocabulary,
) -> dict[int, str]:
    """Return what the columns of a ledger are, as its numbers tell.

    Where 合计 or 总价 holds 金额 and 税额 of every line it is the amount; where it is another
    number, and no third column says why, both are `amount`, and nobody can tell. What is the same
    is known and not read.
    """
    own = [column for column, name in fields.items() if name == _AMOUNT]
    known = {n: word_key(cell.text) for n, cell in cells.items() if n not in fields}
    rivals = [n for n, key in known.items() if key in words.ledger["totals"]]
    if len(own) != 1 or not rivals:
        return dict(fields)
    lines = list(_lines(sheet, cells[own[0]], last_row))
    same: list[int] = []
    for rival in rivals:
        both = [(line[own[0]], line[rival]) for line in lines if own[0] in line and rival in line]
        if all(mine == other for mine, other in both):
            same += [rival] if both else []
            continue
        tax = [n for n in known if known[n] in words.ledger["tax"]]
        if any(_makes_up(lines, own[0], rival, n) for n in tax):
            return {**fields, **_others((*own, *tax), cells), rival: _AMOUNT}
        if not _is_explained(lines, own[0], rival, known):
            return {**fields, rival: _AMOUNT}
    return {**fields, **_others(same, cells)}


def _others(columns: Iterable[int], cells: Mapping[int, Cell]) -> dict[int, str]:
    return {n: f"{OTHER}{cells[n].address}" for n in columns}


def _lines(sheet: Sheet, head: Cell, last_row: int) -> Iterator[dict[int, int]]:
    """Yield the amounts in fen of each row by column, down to a sum or to the header once more."""
    for row, cells in sheet.rows.items():
        if row <= last_row:
            continue
        if any(cell.text == head.text for cell in cells):
            return
        if not any(sum_grade(cell.text) for cell in cells):
            yield {cell.column: fen for cell in cells if (fen := _fen(cell)) is not None}


def _fen(cell: Cell) -> int | None:
    try:
        return parse_money(plain(cell.text))
    except ValueError:
        return None


def _makes_up(lines: list[dict[int, int]], own: int, rival: int, other: int) -> bool:
    """Tell whether a column is the sum of two others in every line that states all three."""
    told = [line for line in lines if own in line and rival in line]
    return any(other in line for line in told) and all(
        line[own] + line.get(other, 0) == line[rival] for line in told
    )


def _is_explained(
    lines: list[dict[int, int]], own: int, rival: int, known: Mapping[int, str]
) -> bool:
    """Tell whether sums follow from what is told apart: of groups, running, of parts."""
    if not sum_grade(known[rival]):
        return False
    amounts = [line[own] for line in lines if own in line]
    stated = [line[rival] for line in lines if rival in line]
    if len(stated) < len(amounts) or stated == list(accumulate(amounts)):
        return True
    return any(_makes_up(lines, own, rival, n) for n in known if n != rival)
