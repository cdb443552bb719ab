"""What was recognised on each sheet, as tables: blocks, columns, classes of cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from assessment.core.problems import Problem
from assessment.core.provenance import address
from assessment.intake.cells import Cell
from assessment.intake.layouts import Block
from assessment.intake.layouts.accounting import settled
from assessment.intake.layouts.claims import CellClass, Claims, ignored
from assessment.intake.layouts.context import Row
from assessment.intake.layouts.labels import find_labelled
from assessment.intake.sheets.sheet_read import SheetRead
from assessment.intake.words.vocabulary import Vocabulary

_OUTSIDE = (CellClass.TITLE, CellClass.NOTE)
Rows3 = dict[str, list[Row]]


def sheet_rows(
    sheets: Sequence[SheetRead],
    year: int,
    words: Vocabulary,
    problems: Sequence[Problem],
    superseded: Collection[str],
) -> Rows3:
    """Return the rows of tables `sheet_blocks`, `sheet_columns` and `sheet_cells`.

    The cells of each sheet are counted once each: `n_cells` sums to its non-blank cells. Those of
    a superseded file are all ignored.
    """
    rows: Rows3 = {"sheet_blocks": [], "sheet_columns": [], "sheet_cells": []}
    by_sheet = _by_sheet(problems)
    for one in sheets:
        key = {"year": year, "source_id": one.document.source_id, "sheet": one.sheet.name}
        faults = by_sheet[one.document.file, one.sheet.name]
        claims = settled(one.sheet, one.claims, one.blocks, faults)
        if one.document.file in superseded:
            claims = dict.fromkeys(claims, ignored("file.superseded"))
        rows["sheet_cells"] += [key | row for row in _counts(claims)]
        for number, block in enumerate(one.blocks, 1):
            numbered = key | {"block_no": number}
            rows["sheet_blocks"].append(numbered | _block(block, one.claims))
            rows["sheet_columns"] += [numbered | row for row in _columns(block, words)]
    return rows


def _by_sheet(problems: Iterable[Problem]) -> dict[tuple[str, str], list[Problem]]:
    found: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for one in problems:
        found[one.where.file, one.where.sheet].append(one)
    return found


def _counts(claims: Claims) -> Iterator[Row]:
    groups: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for place in sorted(claims):
        claim = claims[place]
        groups[str(claim.cell_class), claim.reason].append(place)
    for (cell_class, reason), places in sorted(groups.items()):
        yield {
            "cell_class": cell_class,
            "reason": reason,
            "n_cells": len(places),
            "first_cell": address(*places[0]),
        }


def _block(block: Block, claims: Claims) -> Row:
    around = {(cell.row, cell.column) for cell in block.around}
    places = [
        place
        for place in block.sheet.cells
        if place not in around or claims[place].cell_class not in _OUTSIDE
    ] or list(block.sheet.cells)
    rows, columns = ([place[axis] for place in places] for axis in (0, 1))
    area = f"{address(min(rows), min(columns))}:{address(max(rows), max(columns))}"
    return {
        "kind": block.kind,
        "layout": block.layout,
        "area": area,
        "n_records": len(block.records),
    }


def _columns(block: Block, words: Vocabulary) -> Iterator[Row]:
    """Yield headers and labels with the field each was taken for, once a cell."""
    labelled = find_labelled(block.sheet, block.around, words)
    read = [(cell, name) for name, cell in block.headers.items()]
    read += [(label, name) for name, (label, _) in labelled.items() if name in block.labels]
    done: set[tuple[int, int]] = set()
    for cell, name, state in (
        *((cell, name, "read") for cell, name in read),
        *((cell, None, "unmapped") for cell in block.unmapped),
        *((cell, None, "repeated") for cell, _ in block.repeated),
        *((cell, None, "repeated") for cell in block.spread),
        *((cell, None, "ignored") for cell in _other_heads(block)),
    ):
        if (cell.row, cell.column) not in done:
            done.add((cell.row, cell.column))
            yield _column(cell, name, state)


def _other_heads(block: Block) -> Iterator[Cell]:
    """Yield the headers in the rows of the header that are known and passed over."""
    rows = {cell.row for cell in block.headers.values()}
    for place, claim in block.claims.items():
        if place[0] in rows and claim.cell_class is CellClass.LABEL and place in block.sheet.cells:
            yield block.sheet.cells[place]


def _column(cell: Cell, name: str | None, state: str) -> Row:
    return {
        "cell": cell.address,
        "header": " ".join(cell.text.split()),
        "field": name,
        "state": state,
    }
