"""Annotated copies that come back: our list and comments are left out, saved results restored."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

import openpyxl

from assessment.core.returned import LIST, MARK, PARENT
from assessment.intake.cells import Cell, CellKind, Sheet
from assessment.intake.inbox.opening import Opened

_PROPERTIES = "docProps/custom.xml"
_PARENT = re.compile(rf'name="{PARENT}"[^>]*>.*?([0-9a-f]{{64}})', re.DOTALL)

# What is raised on a damaged part of a package whose sheets can yet be read.
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
)


def come_back(opened: Sequence[Opened]) -> list[Opened]:
    """Return the files, those that are annotated copies as their senders mean them.

    The sheet 问题清单 in front and our comments are left out. A formula without a result takes the
    one that the parent has at the same place, when the parent is among the files, has the very
    formula there, and nothing else in the workbook was changed; else it stays without.

    Parameters
    ----------
    opened : sequence of Opened
        The year's files, those in archives among them.
    """
    parents = {item.source["sha256"]: item for item in opened if item.source}
    back: list[Opened] = []
    for item in opened:
        parent = _parent_of(item.data) if item.document is not None else None
        back.append(item if parent is None else _own(item, parents.get(parent)))
    return back


def _parent_of(data: bytes) -> str | None:
    """Return the hash of the file that a copy was made from; None for what is no copy."""
    if not data.startswith(b"PK") or _PROPERTIES.encode() not in data:
        return None
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            text = package.read(_PROPERTIES).decode("utf-8", errors="replace")
    except _DAMAGED:
        return None
    found = _PARENT.search(text)
    return found[1] if found else None


def _own(item: Opened, parent: Opened | None) -> Opened:
    if item.document is None:
        return item
    first, *rest = item.document.sheets
    mine = rest if first.name.startswith(LIST) else [first, *rest]
    sheets = [_without_our_comments(sheet) for sheet in mine]
    if parent is not None and parent.document is not None and _lack_results(sheets):
        formulas = _formulas(parent.data)
        known = {sheet.name: sheet for sheet in parent.document.sheets}
        if all(_is_unchanged(sheet, known.get(sheet.name), formulas) for sheet in sheets):
            sheets = [_restored(sheet, known[sheet.name]) for sheet in sheets]
    return replace(item, document=replace(item.document, sheets=tuple(sheets)))


def _without_our_comments(sheet: Sheet) -> Sheet:
    cells = {place: cell._replace(comment=cell.comment.partition(MARK)[0].strip())
             for place, cell in sheet.cells.items() if MARK in cell.comment}  # fmt: skip
    return replace(sheet, cells={**sheet.cells, **cells}) if cells else sheet


def _lack_results(sheets: Sequence[Sheet]) -> bool:
    return any(c.kind is CellKind.UNCACHED for sheet in sheets for c in sheet.cells.values())


def _formulas(data: bytes) -> dict[tuple[str, int, int], str]:
    """Return the formulas of a workbook by sheet, row and column."""
    try:
        book: Any = openpyxl.load_workbook(BytesIO(data))
    except _DAMAGED:
        return {}
    return {
        (page.title, cell.row, cell.column): str(getattr(cell.value, "text", cell.value))
        for page in book.worksheets
        for cell in page._cells.values()
        if cell.data_type == "f"
    }


def _is_unchanged(
    sheet: Sheet, parent: Sheet | None, formulas: Mapping[tuple[str, int, int], str]
) -> bool:
    """Tell whether a sheet holds what its parent holds, but for results that were not saved."""
    if parent is None or set(sheet.cells) != set(parent.cells):
        return False
    return all(
        formulas.get((sheet.name, *place)) == cell.text
        if cell.kind is CellKind.UNCACHED
        else cell.text == parent.cells[place].text
        for place, cell in sheet.cells.items()
    )


def _restored(sheet: Sheet, parent: Sheet) -> Sheet:
    def cell_of(place: tuple[int, int], cell: Cell) -> Cell:
        return parent.cells[place] if cell.kind is CellKind.UNCACHED else cell

    return replace(sheet, cells={at: cell_of(at, cell) for at, cell in sheet.cells.items()})
