"""经费支出明细表 to table `ledger`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from assessment.core.details import detail
from assessment.core.problems import Problem
from assessment.core.spelling import match_key
from assessment.intake.cells import Cell, in_order
from assessment.intake.layouts import Record
from assessment.intake.layouts.context import (
    Found,
    Names,
    Row,
    Rows,
    find_project,
    gather,
    name_place,
)
from assessment.intake.layouts.stated_sums import wrong_sums
from assessment.intake.layouts.sum_lines import without_sums
from assessment.intake.layouts.units import money_unit
from assessment.intake.money.listed import without_heads
from assessment.intake.money.repeated import MoneyLine, without_copies
from assessment.intake.money.unit_checks import too_small
from assessment.intake.money.whose_lines import ALSO_ITEMS, OWNER, college_beside, other_college
from assessment.intake.words.header_words import word_key
from assessment.intake.words.long_numbers import read_voucher
from assessment.intake.words.values import read_date, read_money, read_text

# Where the words of a sum may stand.
_NAMING = ("spent_date", "category", "purpose")


def read_ledgers(found: Sequence[Found], names: Names) -> Rows:
    """Return the rows of `ledger` that the blocks state; `status` is left to the budget rules.

    A sheet may hold one project or, with a column of names, several. 小计 is checked against the
    lines since the total above it, 合计 against all. A line that several tables hold is one.

    Problems
    --------
    project.name-missing, project.unknown, project.other-college, college.unknown,
    money.unreadable, money.too-small, date.unreadable, date.far-off, cell.too-many-digits,
    cell.shortened, total.does-not-add-up, money.repeated
    """
    read: list[Rows] = []
    tables: list[list[MoneyLine]] = []
    for paper in found:
        block = without_sums(
            paper.block, names.words, _NAMING, "spent_date", values=("amount",), own="voucher_no"
        )
        block = without_heads(block, "amount", ("spent_date", "voucher_no", "reimbursement_no"))
        item = Found(block, paper.document)
        owners, faults = _owners(item, names)
        lines = _read_lines(item, names.rules.year)
        tables.append(list(_keyed(item, lines, owners, names.rules.year)))
        read.append(Rows((), faults))
        if any(owners):
            told = [fault for line, owner in zip(lines, owners, strict=True) if owner
                    for fault in line.problems]  # fmt: skip
            read.append(Rows((), (*told, *_wrong_amounts(item, lines, names))))
    rows, repeated = without_copies(tables)
    return gather([*read, Rows(tuple(_numbered(rows)), tuple(repeated))])


def _owners(found: Found, names: Names) -> tuple[list[str | None], tuple[Problem, ...]]:
    """Return the project of each line, told once above the lines or in a column of their own."""
    labels, records = found.block.labels, found.block.records
    head = found.block.headers.get("project_name")
    first = next(in_order(found.block.sheet), None)
    if head is None or "project_name" in labels:
        whole, faults = find_project(found, labels, names, "ledger", anchor=first)
        # 项目 over the lines of one project is what was paid for.
        if head is None or word_key(head.text) in ALSO_ITEMS:
            return _by_rows(found, whole, faults, names)
    told = {name: cell for name, cell in labels.items() if name == "college"}
    read = [
        find_project(
            found,
            {**told, **_college(found, one, names), **one.cells},
            names,
            "ledger",
            anchor=place,
        )
        for one, place in ((one, name_place(found.block, one)) for one in records)
    ]
    problems = dict.fromkeys(fault for _, mine in read for fault in mine)
    return [owner for owner, _ in read], tuple(problems)


def _college(found: Found, record: Record, names: Names) -> dict[str, Cell]:
    cell = college_beside(found, record, names)
    return {"college": cell} if cell else {}


def _by_rows(
    found: Found, whole: str | None, faults: Sequence[Problem], names: Names
) -> tuple[list[str | None], tuple[Problem, ...]]:
    """Return the project of each line where one holds for the table, or a row above the line."""
    named = [record.cells.get(OWNER) for record in found.block.records]
    owners = [names.projects.find(one.text) if one else whole for one in named]
    told = () if named and None not in named else tuple(faults)
    columns = [college_beside(found, record, names) for record in found.block.records]
    wrong: list[Problem] = []
    for n, (owner, cell) in enumerate(zip(owners, columns, strict=True)):
        fault = other_college(found.spot("ledger"), cell, owner, names) if owner and cell else None
        if fault is not None:
            owners[n] = None
            wrong.append(fault)
    return owners, (*told, *dict.fromkeys(wrong))


def _read_lines(found: Found, year: int) -> list[Rows]:
    unit = money_unit(found, "amount")
    return [_line(found, record, unit, year) for record in found.block.records]


def _keyed(
    found: Found, lines: Sequence[Rows], owners: Sequence[str | None], year: int
) -> Iterator[MoneyLine]:
    """Yield the lines of known projects; voucher, day and amount tell one from another."""
    spot = found.spot("ledger")
    for record, line, owner in zip(found.block.records, lines, owners, strict=True):
        if owner is not None:
            row = {"year": year, "project_id": owner} | line.rows[0]
            told = [row[name] for name in ("spent_date", "amount_fen", "voucher_no")]
            key = None if None in told else (owner, *told[:2], match_key(str(row["voucher_no"])))
            yield MoneyLine(row, key, spot, record.cells.get("amount", record.anchor))


def _numbered(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the lines, numbered within each project over all its papers."""
    last: dict[str, int] = defaultdict(int)
    for row in rows:
        last[row["project_id"]] += 1
        yield row | {"line_no": last[row["project_id"]]}


def _wrong_amounts(found: Found, lines: Sequence[Rows], names: Names) -> Iterator[Problem]:
    """Yield what is wrong with the amounts of all lines together."""
    rows = [line.rows[0] for line in lines]
    cells = [record.cells.get("amount") for record in found.block.records]
    yield from too_small(found.spot("ledger"), cells, [row["amount_fen"] for row in rows])
    amounts, unit = [row["amount_fen"] for row in rows], money_unit(found, "amount")
    spot = found.spot("ledger")
    yield from wrong_sums(found.block, spot, "amount", amounts, words=names.words, unit=unit)


def _line(found: Found, record: Record, unit: str, year: int) -> Rows:
    spot, cells = found.spot("ledger"), record.cells
    amount = read_money(cells.get("amount"), spot, "amount_fen", unit)
    spent = read_date(cells.get("spent_date"), spot, "spent_date", near=year)
    voucher = read_voucher(cells.get("voucher_no"), spot, detail("voucher_no"))
    reimbursement = read_voucher(cells.get("reimbursement_no"), spot, detail("reimbursement_no"))
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
