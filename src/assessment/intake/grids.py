"""Tables with a header row: lists, matrices, tallies, ledgers, wherever they start."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assessment.core.rules import Rules
from assessment.intake.cells import Cell, Sheet
from assessment.intake.layouts import Block, Record, find_labels, is_label, is_note, is_total
from assessment.intake.vocabulary import Vocabulary, judge_number, word_key

HEADER_ROWS = 30
_PROJECT = frozenset({"project_name", "college", "order_no"})


@dataclass(frozen=True, slots=True)
class GridKind:
    """What makes a header row one of this kind: fields it may have, must have, one it needs."""

    name: str
    fields: frozenset[str]
    needs: frozenset[str]
    one_of: frozenset[str] = frozenset()
    dynamic: str = ""
    n_dynamic: int = 0


_LIST = frozenset(
    "project_name college theme lead_name phone requested college_order is_second maturity"
    " submitted_date".split()
)
_LEDGER = frozenset(
    "spent_date category amount purpose voucher_no reimbursement_no handler_name".split()
)
_NAMED = frozenset({"project_name"})
# One merged cell may state these for several rows; a number belongs to one place only.
MAY_SPAN = frozenset(
    "project_name college theme maturity lead_name phone submitted_date spent_date category"
    " purpose voucher_no reimbursement_no handler_name".split()
)

KINDS = (
    GridKind("mark_matrix", _PROJECT, _NAMED, dynamic="judge", n_dynamic=2),
    GridKind("mark_list", _PROJECT, _NAMED, dynamic="criterion", n_dynamic=2),
    GridKind("vote_tally", _PROJECT | {"votes"}, _NAMED, frozenset({"votes"}), "channel", 1),
    GridKind("application_list", _LIST, _NAMED, frozenset({"theme", "requested"})),
    GridKind("ledger", _LEDGER, frozenset({"amount"}), frozenset({"spent_date", "voucher_no"})),
)


@dataclass(frozen=True, slots=True)
class Header:
    """A header found: its last row, the field of each column, and what fits no field."""

    kind: GridKind
    last_row: int
    fields: Mapping[int, str]
    repeated: tuple[tuple[Cell, str], ...]
    cells: Mapping[int, Cell]

    @property
    def rank(self) -> int:
        """How many columns were understood."""
        return len(self.fields)


def find_grid(sheet: Sheet, words: Vocabulary, rules: Rules) -> Block | None:
    """Return the table of a sheet that has a header row, or None.

    The header may stand in any of the first rows that hold something and may be two rows deep;
    the row in which most columns are understood is taken.
    """
    for depth in (1, 2):
        headers = list(_headers(sheet, depth, words, rules))
        if headers:
            return _block(sheet, max(headers, key=lambda header: header.rank), words)
    return None


def _headers(sheet: Sheet, depth: int, words: Vocabulary, rules: Rules) -> Iterator[Header]:
    for row in list(sheet.rows)[:HEADER_ROWS]:
        cells = _header_cells(sheet, row, depth)
        for kind in KINDS:
            fields = _fields(cells, kind, words, rules)
            if _fits(kind, set(fields.values())):
                yield Header(kind, row + depth - 1, *_single(fields, cells), cells)


def _header_cells(sheet: Sheet, row: int, depth: int) -> dict[int, Cell]:
    columns = {cell.column for r in range(row, row + depth) for cell in sheet.rows.get(r, ())}
    found = {
        column: sheet.at(row + depth - 1, column) or sheet.at(row, column) for column in columns
    }
    return {column: cell for column, cell in sorted(found.items()) if cell is not None}


def _fields(
    cells: Mapping[int, Cell], kind: GridKind, words: Vocabulary, rules: Rules
) -> dict[int, str]:
    found: dict[int, str] = {}
    for column, cell in cells.items():
        name = _dynamic(cell, kind, rules) or next(
            iter(sorted(words.fields_of(cell.text) & kind.fields)), None
        )
        if name:
            found[column] = name
    return found


def _dynamic(cell: Cell, kind: GridKind, rules: Rules) -> str | None:
    key = word_key(cell.text)
    if kind.dynamic == "judge":
        number = judge_number(cell.text)
        return f"judge:{number}" if number else None
    for part in rules.components:
        if kind.dynamic == "criterion" and part.kind == "judged":
            names = {word_key(criterion.name): criterion.name for criterion in part.criteria}
        elif kind.dynamic == "channel" and part.kind == "voted":
            names = {}
            for channel in part.channels:
                for spelling in (channel.name, f"{channel.name}票数", f"{channel.name}投票"):
                    names[spelling] = channel.name
        else:
            continue
        if key in names:
            return f"{kind.dynamic}:{names[key]}"
    return None


def _single(
    fields: Mapping[int, str], cells: Mapping[int, Cell]
) -> tuple[dict[int, str], tuple[tuple[Cell, str], ...]]:
    """Return the fields that one column alone claims, and every column of those that more claim."""
    owners: dict[str, list[int]] = {}
    for column, name in fields.items():
        owners.setdefault(name, []).append(column)
    single = {columns[0]: name for name, columns in owners.items() if len(columns) == 1}
    repeated = tuple(
        (cells[column], "、".join(cells[other].address for other in columns if other != column))
        for columns in owners.values()
        if len(columns) > 1
        for column in columns
    )
    return single, repeated


def _fits(kind: GridKind, fields: set[str]) -> bool:
    if not kind.needs <= fields:
        return False
    n_dynamic = sum(":" in name for name in fields)
    if kind.dynamic and n_dynamic >= kind.n_dynamic:
        return True
    return bool(kind.one_of & fields)


def _block(sheet: Sheet, header: Header, words: Vocabulary) -> Block:
    records: list[Record] = []
    totals: list[Record] = []
    notes: list[Cell] = []
    for row, cells in sheet.rows.items():
        if row <= header.last_row:
            continue
        values = _values(sheet, row, header.fields)
        if is_total(cells[0], words):
            totals.append(Record(values, cells[0]))
        elif _is_record(values, cells, header, words):
            records.append(Record(values, cells[0]))
        else:
            notes.extend(cells)
    header_row = header.last_row
    titles = [
        cell
        for row, cells in sheet.rows.items()
        if row <= header_row
        for cell in cells
        if cell not in header.cells.values()
    ]
    around = (*titles, *notes)
    return Block(
        kind=header.kind.name,
        sheet=sheet,
        records=tuple(records),
        headers={name: header.cells[column] for column, name in header.fields.items()},
        labels=find_labels(sheet, around, words),
        around=around,
        totals=tuple(totals),
        unmapped=tuple(_unmapped(header, words)),
        repeated=header.repeated,
    )


def _values(sheet: Sheet, row: int, fields: Mapping[int, str]) -> dict[str, Cell]:
    found = (
        (name, sheet.at(row, column) if name in MAY_SPAN else sheet.own(row, column))
        for column, name in fields.items()
    )
    return {name: cell for name, cell in found if cell is not None}


def _is_record(
    values: Mapping[str, Cell], cells: tuple[Cell, ...], header: Header, words: Vocabulary
) -> bool:
    if is_note(cells[0], words) or not any(cell.row == cells[0].row for cell in values.values()):
        return False
    key = next(iter(header.kind.needs))
    if key not in values:
        return len(values) >= 2 and not any(is_label(cell) for cell in cells)
    # A name alone brings no mark and no vote: it is a remark, or a project left blank.
    if len(cells) == len(values) == 1 and header.kind.name != "application_list":
        return False
    return key not in words.fields_of(values[key].text)


def _unmapped(header: Header, words: Vocabulary) -> Iterator[Cell]:
    for column, cell in header.cells.items():
        known = words.fields_of(cell.text) or word_key(cell.text) in words.ignored
        if column not in header.fields and not known:
            yield cell
