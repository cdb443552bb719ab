"""OpenDocument spreadsheets, read from their own XML."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from xml.etree import ElementTree as ET

from assessment.intake.cells import Area, Cell, CellKind, Sheet, typed_cell
from assessment.intake.cells.number_formats import as_seen
from assessment.intake.guard.limits import Limits
from assessment.intake.guard.sheet_scan import LAST_COLUMN, LAST_ROW, Counts

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _TEXT = f"{{{_NS}office:1.0}}", f"{{{_NS}table:1.0}}", f"{{{_NS}text:1.0}}"
_STYLE = f"{{{_NS}style:1.0}}"
_KIND = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_NUMBERS = ("float", "currency", "percentage")
_BREAKS = {f"{_TEXT}line-break": "\n", f"{_TEXT}tab": "\t"}
_ROW_GROUPS = tuple(
    f"{_TABLE}table-{name}" for name in ("rows", "row-group", "header-rows")
)  # they nest
_COLUMN_GROUPS = tuple(
    f"{_TABLE}table-{name}" for name in ("columns", "column-group", "header-columns")
)


@dataclass
class _Grid:
    """One sheet in the making."""

    counts: Counts
    struck: frozenset[str]
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def read_ods(data: bytes, *, limits: Limits | None = None) -> tuple[Sheet, ...]:
    """Return the sheets of an .ods workbook.

    Raises
    ------
    KeyError, ElementTree.ParseError, ValueError
        When it is none.
    Refused
        When a repeated cell would fill more than the limits allow.
    """
    with zipfile.ZipFile(BytesIO(data)) as package:
        root = ET.fromstring(package.read("content.xml"))
    styles = list(root.iter(f"{_STYLE}style"))
    struck = frozenset(_name(style) for style in styles if _is_struck(style))
    hidden = frozenset(_name(style) for style in styles if _is_unseen(style))
    counts = Counts(limits or Limits())
    tables = root.iterfind(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table")
    return tuple(_sheet(table, _Grid(counts, struck), hidden) for table in tables)


def _name(style: ET.Element) -> str:
    return style.get(f"{_STYLE}name", "")


def _is_struck(style: ET.Element) -> bool:
    looks = style.iter(f"{_STYLE}text-properties")
    key = f"{_STYLE}text-line-through-style"
    return any(look.get(key, "none") != "none" for look in looks)


def _is_unseen(style: ET.Element) -> bool:
    looks = style.iter(f"{_STYLE}table-properties")
    return any(look.get(f"{_TABLE}display") == "false" for look in looks)


def _sheet(table: ET.Element, grid: _Grid, hidden: frozenset[str]) -> Sheet:
    column = 1
    for line in _inside(table, f"{_TABLE}table-column", _COLUMN_GROUPS):
        repeats = _number(line, "number-columns-repeated", LAST_COLUMN)
        if line.get(f"{_TABLE}visibility", "visible") != "visible":
            grid.hidden_columns |= set(range(column, min(column + repeats, LAST_COLUMN + 1)))
        column += repeats
    row = 1
    for line in _inside(table, f"{_TABLE}table-row", _ROW_GROUPS):
        repeats = _number(line, "number-rows-repeated", LAST_ROW)
        _read_row(line, row, repeats, grid)
        row += repeats
    return Sheet(
        table.get(f"{_TABLE}name", ""),
        grid.cells,
        tuple(sorted(grid.merges)),
        is_hidden=table.get(f"{_TABLE}style-name", "") in hidden,
        hidden_rows=frozenset(grid.hidden_rows),
        hidden_columns=frozenset(grid.hidden_columns),
    )


def _inside(table: ET.Element, wanted: str, groups: tuple[str, ...]) -> Iterator[ET.Element]:
    for child in table:
        if child.tag == wanted:
            yield child
        elif child.tag in groups:
            yield from _inside(child, wanted, groups)


def _number(element: ET.Element, name: str, most: int) -> int:
    return max(1, min(int(element.get(f"{_TABLE}{name}", "1")), most))


def _read_row(line: ET.Element, row: int, repeats: int, grid: _Grid) -> None:
    if line.get(f"{_TABLE}visibility", "visible") != "visible":
        grid.hidden_rows |= set(range(row, min(row + repeats, LAST_ROW + 1)))
    column = 1
    for box in line:
        across = _number(box, "number-columns-repeated", LAST_COLUMN)
        # What lies under a merged area is no cell to any reader.
        if box.tag == f"{_TABLE}table-cell":
            _put(box, (row, column), (repeats, across), grid)
        column += across


def _put(box: ET.Element, place: tuple[int, int], times: tuple[int, int], grid: _Grid) -> None:
    (row, column), (down, across) = place, times
    height = _number(box, "number-rows-spanned", LAST_ROW)
    width = _number(box, "number-columns-spanned", LAST_COLUMN)
    if (height, width) != (1, 1):
        grid.counts.add_merge(height * width)
        grid.merges.append((row, column, row + height - 1, column + width - 1))
    if _cell(box, row, column, grid.struck) is None:
        return
    grid.counts.add_cells(down * across)
    for one in range(row, row + down):
        for other in range(column, column + across):
            cell = _cell(box, one, other, grid.struck)
            if cell is not None:
                grid.cells[one, other] = cell


def _cell(box: ET.Element, row: int, column: int, struck: frozenset[str]) -> Cell | None:
    is_struck = box.get(f"{_TABLE}style-name", "") in struck
    note = box.find(f"{_OFFICE}annotation")
    comment = "" if note is None else _text(note).strip()
    text, formula = _text(box), box.get(f"{_TABLE}formula", "")
    kind = box.get(f"{_OFFICE}value-type", "")
    if box.get(_KIND) == "error" or (formula and text.startswith(("#", "Err:"))):
        return Cell(row, column, CellKind.ERROR, text, None, is_struck, comment)
    if formula and not kind:
        return Cell(row, column, CellKind.UNCACHED, formula, None, is_struck, comment)
    value = _value(box, kind, text)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    cell = typed_cell(row, column, value, is_struck=is_struck, comment=comment)
    # Some programs write no text beside a number.
    is_told = kind in _NUMBERS and box.find(f"{_TEXT}p") is not None
    return as_seen(cell, text) if is_told else cell


def _value(box: ET.Element, kind: str, text: str) -> object:
    if kind in _NUMBERS:
        number = float(box.get(f"{_OFFICE}value", ""))
        return int(number) if number.is_integer() else number
    if kind == "date":
        return datetime.fromisoformat(box.get(f"{_OFFICE}date-value", ""))
    if kind == "boolean":
        return box.get(f"{_OFFICE}boolean-value") == "true"
    return box.get(f"{_OFFICE}string-value", text) if kind == "string" else text


def _text(box: ET.Element) -> str:
    """Return the paragraphs of a cell or a comment, those of its comment left out."""
    return "\n".join("".join(_pieces(line)) for line in box.findall(f"{_TEXT}p"))


def _pieces(line: ET.Element) -> Iterator[str]:
    yield line.text or ""
    for part in line:
        if part.tag == f"{_TEXT}s":
            yield " " * min(int(part.get(f"{_TEXT}c", "1")), 1000)
        elif part.tag in _BREAKS:
            yield _BREAKS[part.tag]
        elif part.tag != f"{_OFFICE}annotation":
            yield from _pieces(part)
        yield part.tail or ""
