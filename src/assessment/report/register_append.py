"""Lines appended to a sheet of 登记.xlsx without touching anything else of the file.

The sheet's XML is changed as text, row by row: a library that loads and saves the workbook would
lose what it does not know (extensions of drop-downs, pictures, settings of other programs).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from posixpath import normpath
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from assessment.core.archive import pack
from assessment.core.provenance import address
from assessment.report.cell_size import row_height

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINKS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DATA = re.compile(r"<sheetData\s*/>|<sheetData>(.*?)</sheetData>", re.DOTALL)
_ROW = re.compile(r"<row\b([^>]*?)(?:/>|>(.*?)</row>)", re.DOTALL)
_CELL = re.compile(r"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_NUMBER = re.compile(r'\br="([0-9]+)"')
_ADDRESS = re.compile(r'\br="([A-Z]+)([0-9]+)"')
_STYLE = re.compile(r'\bs="([0-9]+)"')
_HEIGHT = re.compile(r'\s(?:ht|customHeight|spans)="[^"]*"')
_DIMENSION = re.compile(r'(<dimension ref=")([A-Z]+[0-9]+):([A-Z]+)([0-9]+)(")')
_COLUMN = re.compile(r"<col\b[^>]*>")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FIRST_DAYS = {False: date(1899, 12, 30), True: date(1904, 1, 1)}

Value = str | int | date | None
Line = Mapping[int, Value]  # by 1-based column


def append_lines(register: bytes, /, *, sheet: str, row: int, lines: Sequence[Line]) -> bytes:
    """Return the workbook with lines written into a sheet from a row on, all else as it was.

    A cell takes the look that its place has, else that of the row above it, else its column's.

    Raises
    ------
    ValueError
        When the sheet is not written the way spreadsheet programs write it, or a cell is filled.
    """
    with zipfile.ZipFile(BytesIO(register)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    part = _part(members, sheet)
    xml = members[part].decode("utf-8")
    found = _DATA.search(xml)
    if found is None or "<row" in _without_rows(found[1] or ""):
        raise ValueError(f"sheet {sheet!r} is not written in rows that can be told")
    rows = _rows(found[1] or "")
    is_1904 = re.search(rb'date1904="(?:1|true)"', members["xl/workbook.xml"]) is not None
    for number, line in enumerate(lines, start=row):
        looks = {**_column_looks(xml), **_looks(rows.get(number - 1)), **_looks(rows.get(number))}
        cells = {column: _cell(number, column, value, looks.get(column), is_1904)
                 for column, value in line.items() if value not in (None, "")}  # fmt: skip
        rows[number] = _row(number, rows.get(number), cells, _height(xml, line))
    body = "".join(rows[number] for number in sorted(rows))
    xml = f"{xml[: found.start()]}<sheetData>{body}</sheetData>{xml[found.end() :]}"
    members[part] = _widened(xml, row + len(lines) - 1).encode("utf-8")
    return pack(members)


def _part(members: Mapping[str, bytes], sheet: str) -> str:
    book = ElementTree.fromstring(members["xl/workbook.xml"])
    links = ElementTree.fromstring(members["xl/_rels/workbook.xml.rels"])
    targets = {
        link.get("Id"): link.get("Target", "") for link in links.iter(f"{_LINKS}Relationship")
    }
    for one in book.iter(f"{_MAIN}sheet"):
        if (one.get("name") or "").strip() == sheet:
            target = targets.get(one.get(_ID), "")
            part = target.lstrip("/") if target.startswith("/") else normpath(f"xl/{target}")
            if part in members:
                return part
    raise ValueError(f"no sheet {sheet!r} in the workbook")


def _without_rows(body: str) -> str:
    """Return what is left when every row that has a number is taken away."""
    return _ROW.sub(lambda match: "" if _NUMBER.search(match[1]) else match[0], body)


def _rows(body: str) -> dict[int, str]:
    found = {}
    for match in _ROW.finditer(body):
        number = _NUMBER.search(match[1])
        if number:
            found[int(number[1])] = match[0]
    return found


def _looks(row: str | None) -> dict[int, str]:
    looks = {}
    for match in _CELL.finditer(row or ""):
        place, style = _ADDRESS.search(match[1]), _STYLE.search(match[1])
        if place and style:
            looks[_column(place[1])] = style[1]
    return looks


def _column_looks(xml: str) -> dict[int, str]:
    looks = {}
    for match in _COLUMN.finditer(xml):
        said = dict(re.findall(r'(\w+)="([^"]*)"', match[0]))
        if "style" in said and int(said["max"]) - int(said["min"]) < 100:
            for column in range(int(said["min"]), int(said["max"]) + 1):
                looks[column] = said["style"]
    return looks


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _cell(row: int, column: int, value: Value, look: str | None, is_1904: bool) -> str:
    start = f'<c r="{address(row, column)}"' + (f' s="{look}"' if look else "")
    if isinstance(value, date):
        value = (value - _FIRST_DAYS[is_1904]).days
    if isinstance(value, int):
        return f"{start}><v>{value}</v></c>"
    text = escape(_UNPRINTABLE.sub("", str(value)))
    return f'{start} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _row(number: int, old: str | None, cells: Mapping[int, str], height: float) -> str:
    """Return a row with the cells in place of blank ones; what else it has stays."""
    match = _ROW.match(old) if old else None
    kept = {}
    for cell in _CELL.finditer(match[2] or "" if match else ""):
        place = _ADDRESS.search(cell[1])
        if place is None or (cell[2] and _column(place[1]) in cells):
            raise ValueError(f"row {number} is not blank")
        kept[_column(place[1])] = cell[0]
    said = _HEIGHT.sub("", match[1]) if match else f' r="{number}"'
    merged = {**kept, **cells}
    body = "".join(merged[column] for column in sorted(merged))
    return f'<row{said.rstrip()} ht="{height:g}" customHeight="1">{body}</row>'


def _height(xml: str, line: Line) -> float:
    widths = {}
    for match in _COLUMN.finditer(xml):
        said = dict(re.findall(r'(\w+)="([^"]*)"', match[0]))
        for column in range(int(said["min"]), min(int(said["max"]), 100) + 1):
            widths[column] = float(said.get("width", 9))
    heights = [row_height(text, widths.get(column, 9.0)) for column, text in line.items()
               if isinstance(text, str)]  # fmt: skip
    return max([22.0, *heights])


def _widened(xml: str, last: int) -> str:
    """Return the sheet with its stated area reaching down to the last row."""

    def grown(match: re.Match[str]) -> str:
        head, first, letters, bottom, tail = match.groups()
        return f"{head}{first}:{letters}{max(int(bottom), last)}{tail}"

    return _DIMENSION.sub(grown, xml, count=1)
