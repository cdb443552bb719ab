"""财务报销清单 to table `finance`: what the finance office paid, by 报销单号."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from assessment.core.details import detail
from assessment.core.spelling import match_key
from assessment.intake.layouts import Record
from assessment.intake.layouts.context import Found, Names, Row, Rows, gather
from assessment.intake.layouts.stated_sums import wrong_sums
from assessment.intake.layouts.sum_lines import without_sums
from assessment.intake.layouts.units import money_unit
from assessment.intake.money.repeated import MoneyLine, without_copies
from assessment.intake.words.long_numbers import read_voucher
from assessment.intake.words.values import read_date, read_money


def read_finance(found: Sequence[Found], names: Names) -> Rows:
    """Return the rows of `finance`; payments of one number are counted from 1.

    A payment that several lists hold is one; of one list, two that say the same are two.

    Problems
    --------
    money.repeated, finance.number-missing, money.unreadable, date.unreadable, date.far-off,
    cell.too-many-digits, total.does-not-add-up, cell.error-value, cell.formula-not-cached,
    cell.merged
    """
    lists = [_without_sums(item, names) for item in found]
    read = [_read_list(item, names) for item in lists]
    told, repeated = without_copies(
        [list(_keyed(item, one.rows)) for item, one in zip(lists, read, strict=True)]
    )
    last: dict[str, int] = defaultdict(int)
    rows = []
    for row in told:
        if row["reimbursement_no"] is not None:
            last[row["reimbursement_no"]] += 1
            rows.append(row | {"payment_no": last[row["reimbursement_no"]]})
    return Rows(tuple(rows), (*gather(read).problems, *repeated))


def _keyed(found: Found, rows: Sequence[Row]) -> Iterator[MoneyLine]:
    """Yield the payments of a list; number, amount and day tell one from another."""
    spot = found.spot("finance")
    for record, row in zip(found.block.records, rows, strict=True):
        number, fen, day = (row[name] for name in ("reimbursement_no", "paid_fen", "paid_date"))
        key = None if number is None or fen is None else (match_key(number), fen, day)
        yield MoneyLine(row, key, spot, record.cells.get("reimbursement_no", record.anchor))


def _without_sums(found: Found, names: Names) -> Found:
    number, day = "reimbursement_no", "paid_date"
    block = without_sums(found.block, names.words, (number, day), day, values=("paid",), own=number)
    return Found(block, found.document)


def _read_list(found: Found, names: Names) -> Rows:
    unit, year = money_unit(found, "paid"), names.rules.year
    lines = [_line(found, record, unit, year) for record in found.block.records]
    amounts = [line.rows[0]["paid_fen"] for line in lines]
    wrong = wrong_sums(
        found.block, found.spot("finance"), "paid", amounts, words=names.words, unit=unit
    )
    return gather((*lines, Rows((), tuple(wrong))))


def _line(found: Found, record: Record, unit: str, year: int) -> Rows:
    spot, cells = found.spot("finance"), record.cells
    number = read_voucher(cells.get("reimbursement_no"), spot, detail("reimbursement_no"))
    paid = read_money(cells.get("paid"), spot, "paid_fen", unit)
    day = read_date(cells.get("paid_date"), spot, "paid_date", near=year)
    problems = (*number.problems, *paid.problems, *day.problems)
    if number.value is None and not number.problems:
        problems += (spot.fault("finance.number-missing", cells.get("paid", record.anchor)),)
    row: Row = {
        "year": year,
        "reimbursement_no": number.value,
        "paid_fen": paid.value,
        "paid_date": day.value,
        "src": spot.src(cells.get("paid", record.anchor)),
    }
    return Rows((row,), problems)
