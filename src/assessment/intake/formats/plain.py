"""Workbooks that `prescan` found plain, by the fast reader."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from io import BytesIO
from math import isfinite

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from assessment.intake.cells import Area, Cell, Sheet, text_cell, typed_cell


def read_plain(data: bytes, *, n_sheets: int) -> tuple[Sheet, ...] | None:
    """Return the sheets of a plain .xlsx, or None when the other reader has to look at it.

    `n_sheets` is how many lie in the package, whether the workbook lists them or not.
    """
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = tuple(_sheet(book.get_sheet_by_name(name)) for name in book.sheet_names)
    except (CalamineError, _Doubtful):
        return None
    except BaseException as panic:
        # A crash of the Rust code arrives as a BaseException of a class that is not exported.
        if type(panic).__name__ != "PanicException":
            raise
        return None
    return sheets if len(sheets) == n_sheets else None


class _Doubtful(Exception):
    """A value that the two readers may tell differently."""


def _sheet(sheet: CalamineSheet) -> Sheet:
    merges = tuple(
        sorted((r1 + 1, c1 + 1, r2 + 1, c2 + 1) for (r1, c1), (r2, c2) in _merges(sheet))
    )
    covered = {place for area in merges for place in _covered(area)}
    rows = enumerate(sheet.to_python(skip_empty_area=False), 1)
    cells = {
        (row, column): _cell(row, column, value)
        for row, values in rows
        for column, value in enumerate(values, 1)
        if not _is_blank(value) and (row, column) not in covered
    }
    return Sheet(sheet.name, cells, merges)


def _merges(sheet: CalamineSheet) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return sheet.merged_cell_ranges or []


def _covered(area: Area) -> list[tuple[int, int]]:
    r1, c1, r2, c2 = area
    places = [(row, column) for row in range(r1, r2 + 1) for column in range(c1, c2 + 1)]
    return places[1:]


def _is_blank(value: object) -> bool:
    return isinstance(value, str) and not value.strip()


def _cell(row: int, column: int, value: object) -> Cell:
    if isinstance(value, str):
        return text_cell(row, column, value)
    if isinstance(value, (time, timedelta)) or (isinstance(value, float) and not isfinite(value)):
        raise _Doubtful
    if isinstance(value, datetime) and value.microsecond:
        raise _Doubtful
    return typed_cell(row, column, value)
