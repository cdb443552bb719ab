"""Excel workbooks, new and old, to sheets of cells."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from io import BytesIO, StringIO
from itertools import pairwise
from typing import Any

import openpyxl
import xlrd
from openpyxl.cell.rich_text import CellRichText
from openpyxl.utils.datetime import from_excel

from assessment.intake.cells import Cell, CellKind, Sheet, typed_cell
from assessment.intake.cells.number_formats import as_shown, strokes_nought, without_noughts
from assessment.intake.cells.runs import Run, joined
from assessment.intake.formats.biff import uncalculated
from assessment.intake.formats.plain import read_plain
from assessment.intake.guard.prescan import Look, format_codes, look_at

# Date formats of East Asian editions; openpyxl takes the numbers under them for plain numbers.
EAST_ASIAN_DATES = frozenset([*range(27, 37), *range(50, 59)])
_CELL = re.compile(rb"<(?:\w+:)?c[ />]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
# Built into every spreadsheet program, without a code of their own.
_ACCOUNTS = re.compile(rb"""numFmtId=["']4[1-4]["']""")
# The type of a formula whose result is text, also an empty one: that was calculated.
_TEXT_RESULT = "str"


def read_xlsx(data: bytes, *, look: Look | None = None) -> tuple[Sheet, ...]:
    """Return the sheets of an .xlsx or .xlsm; macros are never run, formulas never computed.

    `look` is what the guard saw in it; it is looked at here when that is not given.
    """
    look = look_at(data) if look is None else look
    plain = None if look.oddity else read_plain(data, n_sheets=look.n_sheets)
    if plain is None or (_has_nought(plain) and _strokes_nought(data)):
        return read_whole(data)
    return plain


def _has_nought(sheets: Iterable[Sheet]) -> bool:
    cells = (cell for sheet in sheets for cell in sheet.cells.values())
    return any(cell.kind is CellKind.NUMBER and not cell.value for cell in cells)


def _strokes_nought(data: bytes) -> bool:
    """Tell whether a format of accounts, which shows a stroke for 0, is among those of a book."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        styles = package.read("xl/styles.xml") if "xl/styles.xml" in package.namelist() else b""
    return bool(_ACCOUNTS.search(styles)) or any(map(strokes_nought, format_codes(styles)))


def read_whole(data: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of an .xlsx with all that can be said of their cells."""
    book = _load(data, saved_results=False)
    _check_all_seen(data, book)
    cached = _load(data, saved_results=True) if _has_formulas(data) else book
    return tuple(_xlsx_sheet(sheet, cached[sheet.title], book.epoch) for sheet in book.worksheets)


def _load(data: bytes, *, saved_results: bool) -> Any:
    with warnings.catch_warnings():
        # It warns of pictures, styles and print settings, none of which is read here.
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(BytesIO(data), data_only=saved_results, rich_text=True)


def _check_all_seen(data: bytes, book: Any) -> None:
    """Refuse a package of whose cells openpyxl sees none and says nothing (strict OOXML is one)."""
    n_seen = sum(bool(sheet._cells) for sheet in book.worksheets)
    if n_seen < sum(bool(_CELL.search(part)) for part in _sheet_parts(data)):
        raise ValueError("sheets whose cells cannot be seen")


def _sheet_parts(data: bytes) -> Iterator[bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                yield package.read(name)


def _has_formulas(data: bytes) -> bool:
    return any(_FORMULA.search(part) for part in _sheet_parts(data))


def _xlsx_sheet(sheet: Any, cached: Any, epoch: datetime) -> Sheet:
    cells: dict[tuple[int, int], Cell] = {}
    # Only cells that are there: iter_rows would make every one up to the farthest.
    for raw in sheet._cells.values():
        cell = _xlsx_cell(raw, cached, epoch)
        if cell is not None:
            cells[cell.row, cell.column] = cell
    if sheet.sheet_view.showZeros is False:
        cells = without_noughts(cells)
    areas = [area.bounds for area in sheet.merged_cells.ranges]
    rows, columns = sheet.row_dimensions, sheet.column_dimensions
    return Sheet(
        sheet.title,
        cells,
        tuple(sorted((r1, c1, r2, c2) for c1, r1, c2, r2 in areas)),
        is_hidden=sheet.sheet_state != "visible",
        hidden_rows=frozenset(row for row, look in rows.items() if look.hidden),
        hidden_columns=frozenset(
            column
            for look in columns.values()
            if look.hidden
            for column in range(look.min or 1, (look.max or look.min or 1) + 1)
        ),
    )


def _xlsx_cell(raw: Any, cached: Any, epoch: datetime) -> Cell | None:
    look, value, type_code = _look(raw), raw.value, raw.data_type
    if type_code == "f":
        result = cached.cell(raw.row, raw.column)
        if result.value is None and result.data_type != _TEXT_RESULT:
            return Cell(raw.row, raw.column, CellKind.UNCACHED, _formula(value), **look)
        value, type_code = result.value, result.data_type
    if isinstance(value, CellRichText):
        value, is_struck = joined(_run(piece, is_struck=look["is_struck"]) for piece in value)
        look["is_struck"] = is_struck
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if type_code == "e":
        return Cell(raw.row, raw.column, CellKind.ERROR, str(value), **look)
    if raw._style.numFmtId in EAST_ASIAN_DATES and isinstance(value, (int, float)):
        value = from_excel(value, epoch)
    return as_shown(typed_cell(raw.row, raw.column, value, **look), raw.number_format)


def _run(piece: Any, *, is_struck: bool) -> Run:
    """Return a piece of rich text; one without a look of its own has that of the cell."""
    if isinstance(piece, str):
        return Run(piece, is_struck)
    return Run(piece.text, bool(piece.font.strike), place=piece.font.vertAlign)


def _formula(value: Any) -> str:
    return str(getattr(value, "text", value))


def _look(raw: Any) -> dict[str, Any]:
    comment = raw.comment.text.strip() if raw.comment else ""
    return {"is_struck": bool(raw.font and raw.font.strike), "comment": comment}


def read_xls(data: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of an .xls workbook."""
    book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=StringIO())
    unknown = uncalculated(data)
    sheets = (_xls_sheet(book, sheet) for sheet in book.sheets())
    return tuple(_with_unknown(sheet, n, unknown) for n, sheet in enumerate(sheets))


def _with_unknown(sheet: Sheet, number: int, unknown: Iterable[tuple[int, int, int]]) -> Sheet:
    """Return a sheet with its formulas that were never calculated."""
    places = ((row + 1, column + 1) for n, row, column in unknown if n == number)
    cells = {place: Cell(*place, CellKind.UNCACHED, "=") for place in places}
    return replace(sheet, cells={**sheet.cells, **cells}) if cells else sheet


def _xls_sheet(book: Any, sheet: Any) -> Sheet:
    cells: dict[tuple[int, int], Cell] = {}
    for row in range(sheet.nrows):
        for column in range(sheet.ncols):
            cell = _xls_cell(book, sheet, row, column)
            if cell is not None:
                cells[row + 1, column + 1] = cell
    if not sheet.show_zero_values:
        cells = without_noughts(cells)
    return Sheet(
        sheet.name,
        cells,
        tuple(sorted((r1 + 1, c1 + 1, r2, c2) for r1, r2, c1, c2 in sheet.merged_cells)),
        is_hidden=sheet.visibility != 0,
        hidden_rows=frozenset(row + 1 for row, look in sheet.rowinfo_map.items() if look.hidden),
        hidden_columns=frozenset(col + 1 for col, look in sheet.colinfo_map.items() if look.hidden),
    )


def _xls_cell(book: Any, sheet: Any, row: int, column: int) -> Cell | None:
    raw = sheet.cell(row, column)
    style = book.xf_list[raw.xf_index]
    note = sheet.cell_note_map.get((row, column))
    look: dict[str, Any] = {
        "is_struck": bool(book.font_list[style.font_index].struck_out),
        "comment": note.text.strip() if note else "",
    }
    if raw.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    if raw.ctype == xlrd.XL_CELL_ERROR:
        text = xlrd.error_text_from_code.get(raw.value, f"#{raw.value}")
        return Cell(row + 1, column + 1, CellKind.ERROR, text, **look)
    if raw.ctype == xlrd.XL_CELL_BOOLEAN:
        return typed_cell(row + 1, column + 1, bool(raw.value), **look)
    if raw.ctype == xlrd.XL_CELL_DATE or (
        raw.ctype == xlrd.XL_CELL_NUMBER and style.format_key in EAST_ASIAN_DATES
    ):
        moment = xlrd.xldate_as_datetime(raw.value, book.datemode)
        return typed_cell(row + 1, column + 1, moment, **look)
    if raw.ctype == xlrd.XL_CELL_TEXT and not raw.value.strip():
        return None
    if raw.ctype == xlrd.XL_CELL_TEXT:
        cell = _xls_text(book, sheet, raw, Cell(row + 1, column + 1, CellKind.TEXT, "", **look))
    else:
        cell = typed_cell(row + 1, column + 1, raw.value, **look)
    found = book.format_map.get(style.format_key)
    return as_shown(cell, found.format_str if found else "")


def _xls_text(book: Any, sheet: Any, raw: Any, cell: Cell) -> Cell:
    """Return a cell of text, of which parts may have a font of their own."""
    fonts = sheet.rich_text_runlist_map.get((cell.row - 1, cell.column - 1), ())
    edges = pairwise([0, *(start for start, _ in fonts), len(raw.value)])
    looks = [Run("", cell.is_struck), *(_xls_font(book.font_list[font]) for _, font in fonts)]
    runs = [
        look._replace(text=raw.value[first:last])
        for look, (first, last) in zip(looks, edges, strict=True)
    ]
    text, is_struck = joined(runs)
    return cell._replace(text=text, value=text, is_struck=is_struck)


def _xls_font(font: Any) -> Run:
    place = {1: "superscript", 2: "subscript"}.get(font.escapement)
    return Run("", bool(font.struck_out), place=place)
