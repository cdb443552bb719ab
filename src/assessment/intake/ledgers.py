"""经费支出明细表 to table `ledger`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assessment.core.details import detail
from assessment.core.problems import Problem
from assessment.intake.cells import in_order
from assessment.intake.context import (
    Found,
    Names,
    Row,
    Rows,
    check_total,
    find_project,
    gather,
)
from assessment.intake.layouts import Record, spans
from assessment.intake.long_numbers import read_code
from assessment.intake.sum_lines import without_sums
from assessment.intake.unit_checks import too_small
from assessment.intake.units import money_unit
from assessment.intake.values import read_date, read_money, read_text

# Where the words of a sum may stand.
_NAMING = ("spent_date", "category", "purpose")


def read_ledgers(found: Sequence[Found], names: Names) -> Rows:
    """Return the rows of `ledger` that the blocks state; `status` is left to the budget rules.

    小计 is checked against the lines since the total above it, 合计 against all.

    Problems
    --------
    project.name-missing, project.unknown, college.unknown, money.unreadable, date.unreadable,
    cell.too-many-digits, money.too-small,
    total.does-not-add-up
    """
    read: list[Rows] = []
    last_line: dict[str, int] = {}
    for paper in found:
        block = without_sums(paper.block, names.words, _NAMING, "spent_date")
        item = Found(block, paper.document)
        labels, first = item.block.labels, next(in_order(item.block.sheet), None)
        project_id, faults = find_project(item, labels, names, "ledger", anchor=first)
        read.append(Rows((), faults))
        if project_id is not None:
            key = {"year": names.rules.year, "project_id": project_id}
            lines = _read_lines(item, key, last_line.get(project_id, 0) + 1)
            last_line[project_id] = last_line.get(project_id, 0) + len(lines.rows)
            read += [lines, Rows((), tuple(_wrong_totals(item, lines.rows, names)))]
    return gather(read)


def _read_lines(found: Found, key: Row, first: int) -> Rows:
    unit = money_unit(found, "amount")
    lines = [_line(found, record, unit) for record in found.block.records]
    small = too_small(
        found.spot("ledger"),
        [record.cells.get("amount") for record in found.block.records],
        [line.rows[0]["amount_fen"] for line in lines],
    )
    return Rows(
        tuple(
            {**key, "line_no": line_no, **line.rows[0]}
            for line_no, line in enumerate(lines, start=first)
        ),
        (*(fault for line in lines for fault in line.problems), *small),
    )


def _line(found: Found, record: Record, unit: str) -> Rows:
    spot, cells = found.spot("ledger"), record.cells
    amount = read_money(cells.get("amount"), spot, "amount_fen", unit)
    spent = read_date(cells.get("spent_date"), spot, "spent_date")
    voucher = read_code(cells.get("voucher_no"), spot, detail("voucher_no"))
    reimbursement = read_code(cells.get("reimbursement_no"), spot, detail("reimbursement_no"))
    row: Row = {
        "spent_date": spent.value,
        "category": read_text(cells.get("category")),
        "amount_fen": amount.value,
        "voucher_no": voucher.value,
        "reimbursement_no": reimbursement.value,
        "handler_name": read_text(cells.get("handler_name")),
        "status": None,
        "src": spot.src(cells.get("amount", record.anchor)),
    }
    parts = (amount, spent, voucher, reimbursement)
    return Rows((row,), tuple(fault for part in parts for fault in part.problems))


def _wrong_totals(found: Found, rows: Sequence[Row], names: Names) -> Iterator[Problem]:
    spot, unit = found.spot("ledger"), money_unit(found, "amount")
    amounts = {
        id(record): row["amount_fen"] for record, row in zip(found.block.records, rows, strict=True)
    }
    for total, sums in spans(found.block, names.words):
        read = [[amounts[id(record)] for record in lines] for lines in sums]
        yield from check_total(spot, total.cells.get("amount"), read, unit)
