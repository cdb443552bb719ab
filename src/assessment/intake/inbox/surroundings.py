"""What stands in the cells that problems name, and around them, as the files have it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from assessment.core.problems import Problem
from assessment.core.provenance import address, position
from assessment.core.tables import table_of
from assessment.intake.cells import Cell, CellKind, Document, Sheet
from assessment.intake.guard.limits import Limits
from assessment.intake.inbox.opening import open_files
from assessment.intake.inbox.returned import come_back
from assessment.intake.layouts.context import Row

ROWS_AROUND, MOST_COLUMNS = 2, 30
Places = dict[tuple[str, str], set[str]]


def read_surroundings(
    files: Mapping[str, bytes],
    problems: Iterable[Problem],
    /,
    *,
    year: int,
    limits: Limits | None = None,
) -> pd.DataFrame:
    """Return table `surroundings`: each cell that a problem names and the rows next to it.

    The cells are as they came, no correction applied. `content` is what 更正登记 wants told as
    原内容: 空 for a blank cell, 公式 for a formula without a result.

    Parameters
    ----------
    files : mapping
        Bytes by path under data/raw; only those that problems name are opened.
    problems : iterable of Problem
        The year's problems.
    year : int
        The year whose folder the files lie in.
    limits : Limits, optional
        Those the files were read with.
    """
    places = _places(problems)
    wanted = {file for file, _ in places}
    named = {name: data for name, data in files.items() if _holds(name, wanted)}
    rows = [
        row
        for opened in come_back(open_files(named, year, limits=limits))
        if opened.document is not None and opened.document.file in wanted
        for row in _rows(opened.document, places)
    ]
    return table_of(rows, "surroundings")


def _holds(name: str, wanted: set[str]) -> bool:
    return name in wanted or any(file.startswith(f"{name}/") for file in wanted)


def _places(problems: Iterable[Problem]) -> Places:
    found: Places = {}
    for fault in problems:
        if fault.where.cell:
            found.setdefault((fault.where.file, fault.where.sheet), set()).add(fault.where.cell)
    return found


def _rows(document: Document, places: Places) -> Iterator[Row]:
    for sheet in document.sheets:
        told = places.get((document.file, sheet.name), set())
        for place in sorted({position(cell) for cell in told} | set(_around(sheet, told))):
            cell = sheet.own(*place)
            if cell is not None or address(*place) in told:
                yield _row(document, sheet, place, cell) | {"is_told": address(*place) in told}


def _around(sheet: Sheet, told: set[str]) -> Iterator[tuple[int, int]]:
    numbers = {position(cell)[0] for cell in told}
    for row in {n + d for n in numbers for d in range(-ROWS_AROUND, ROWS_AROUND + 1)}:
        yield from ((row, cell.column) for cell in sheet.rows.get(row, ())[:MOST_COLUMNS])


def _row(document: Document, sheet: Sheet, place: tuple[int, int], cell: Cell | None) -> Row:
    return {
        "source_id": document.source_id,
        "sheet": sheet.name,
        "cell": address(*place),
        "kind": str(cell.kind) if cell else "text",
        "content": _content(cell),
    }


def _content(cell: Cell | None) -> str:
    if cell is None:
        return "空"
    return "公式" if cell.kind is CellKind.UNCACHED else cell.text.strip()
