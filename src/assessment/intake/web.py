"""Web pages saved as .xls: each table a sheet, nothing outside the file ever loaded."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from assessment.intake.cells import Area, Cell, Sheet, text_cell
from assessment.intake.delimited import decode
from assessment.intake.sheet_scan import LAST_COLUMN, LAST_ROW

_SPACE = re.compile(r"[ \t\r\n\f]+")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_CHINESE = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030"}
_SILENT = ("script", "style", "title", "xml")
_BREAKS = ("br", "p", "div", "li")


def read_web(data: bytes) -> tuple[Sheet, ...]:
    """Return each table of a web page as 表1, 表2, …; a table inside a cell is one of its own.

    The encoding is the one the page declares, else that of `delimited.decode`.

    Raises
    ------
    UnicodeDecodeError, LookupError
        When the text is not in its encoding.
    """
    page = _Page()
    page.feed(_decoded(data))
    page.close()
    return tuple(_sheet(table, f"表{n}") for n, table in enumerate(page.tables, 1))


def _decoded(data: bytes) -> str:
    declared = _CHARSET.search(data[:4096])
    if declared is None or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return decode(data)
    name = declared[1].decode("ascii", "replace").lower()
    return data.decode(_CHINESE.get(name, name))


class _Box:
    """A cell in the making."""

    def __init__(self, down: int, across: int) -> None:
        self.down, self.across = down, across
        self.pieces: list[str] = []

    @property
    def text(self) -> str:
        lines = (_SPACE.sub(" ", line).strip() for line in "".join(self.pieces).split("\0"))
        return "\n".join(line for line in lines if line)


class _Page(HTMLParser):
    """Gathers tables as rows of boxes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[_Box]]] = []
        self._open: list[tuple[list[list[_Box]], list[_Box]]] = []
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell."""
        if tag in _SILENT:
            self._silent = tag
        elif tag == "table":
            self.tables.append([])
            self._open.append((self.tables[-1], []))
        elif self._open:
            self._start(tag, dict(attrs))

    def _start(self, tag: str, attributes: dict[str, str | None]) -> None:
        rows, box = self._open[-1]
        if tag == "tr":
            rows.append([])
            box.clear()
        elif tag in ("td", "th"):
            box[:] = [_Box(_span(attributes, "rowspan"), _span(attributes, "colspan"))]
            if not rows:
                rows.append([])
            rows[-1].append(box[0])
        elif tag in _BREAKS and box:
            box[0].pieces.append("\0")

    def handle_endtag(self, tag: str) -> None:
        """End what was begun."""
        if tag == self._silent:
            self._silent = ""
        elif tag == "table" and self._open:
            self._open.pop()
        elif tag in ("td", "th", "tr") and self._open:
            self._open[-1][1].clear()
        elif tag in _BREAKS and self._open and self._open[-1][1]:
            self._open[-1][1][0].pieces.append("\0")

    def handle_data(self, data: str) -> None:
        """Take text of the cell that is open."""
        if not self._silent and self._open and self._open[-1][1]:
            self._open[-1][1][0].pieces.append(data)


def _span(attributes: dict[str, str | None], name: str) -> int:
    text = (attributes.get(name) or "1").strip()
    most = LAST_ROW if name == "rowspan" else LAST_COLUMN
    if not (text.isascii() and text.isdecimal()) or int(text[:9]) == 0:
        return 1
    return min(int(text[:9]), most)


def _sheet(rows: list[list[_Box]], name: str) -> Sheet:
    cells: dict[tuple[int, int], Cell] = {}
    areas: list[Area] = []
    # The last row down to which a column is taken by a cell above.
    taken: dict[int, int] = {}
    for row, boxes in enumerate(rows, start=1):
        column = 1
        for box in boxes:
            while taken.get(column, 0) >= row:
                column += 1
            last_row, last_column = row + box.down - 1, column + box.across - 1
            taken |= dict.fromkeys(range(column, last_column + 1), last_row)
            if box.text:
                cells[row, column] = text_cell(row, column, box.text)
            if (last_row, last_column) != (row, column):
                areas.append((row, column, last_row, last_column))
            column = last_column + 1
    return Sheet(name, cells, tuple(sorted(areas)))
