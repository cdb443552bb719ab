"""Web pages saved as .xls: each table a sheet, what stands around the tables another.

Nothing outside the file is ever loaded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from assessment.intake.cells import Area, Cell, CellKind, Sheet
from assessment.intake.cells.runs import Run, joined
from assessment.intake.formats.delimited import decode
from assessment.intake.formats.web_looks import PLAIN, Attributes, Look, Rules, look_of, read_rules
from assessment.intake.formats.word import TEXT_SHEET
from assessment.intake.guard.sheet_scan import LAST_COLUMN, LAST_ROW

_SPACE = re.compile(r"[ \t\r\n\f]+")
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_CHINESE = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030"}
_SILENT = ("script", "style", "title", "xml", "rt", "rp")
_BREAKS = frozenset(
    "br p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 hr pre center blockquote section article header"
    " footer form fieldset option body table caption tr td th".split()
)
_EMPTY = frozenset("br hr img input col meta link base area wbr source embed param".split())
# What ends with the next of its kind, or with what it stands in.
_UNCLOSED = {
    "p": "p", "li": "li", "option": "option", "td": "td th", "th": "td th", "tr": "tr td th",
}  # fmt: skip
_HOLDERS = frozenset({"table", "td", "th", "caption"})
_ENTERED = ("", "text", "number", "date", "tel")
_BREAK = "\0"
# Browsers follow elements within each other no deeper.
_DEEPEST = 512


def read_web(data: bytes) -> tuple[Sheet, ...]:
    """Return each table of a web page as 表1, 表2, …; a table inside a cell is one of its own.

    What stands around the tables is sheet 正文 before them (one line a row, column A), when there
    is any, as of a Word document. Looks are told apart as there: struck, hidden, raised. The
    encoding is the one the page declares, else that of `delimited.decode`.

    Raises
    ------
    UnicodeDecodeError, LookupError
        When the text is not in its encoding.
    """
    text = _decoded(data)
    page = _Page(_rules_of(text))
    page.feed(text)
    page.close()
    page.end_line()
    tables = tuple(_sheet(table, f"表{n}") for n, table in enumerate(page.tables, 1))
    return (Sheet(TEXT_SHEET, page.lines), *tables) if page.lines else tables


def _decoded(data: bytes) -> str:
    declared = _CHARSET.search(data[:4096])
    if declared is None or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return decode(data)
    name = declared[1].decode("ascii", "replace").lower()
    return data.decode(_CHINESE.get(name, name))


def _rules_of(text: str) -> Rules:
    return read_rules("".join(re.findall(r"(?is)<style[^>]*>(.*?)</style", text)))


@dataclass(slots=True)
class _Box:
    """A cell in the making, or a line of text."""

    down: int = 1
    across: int = 1
    is_hidden: bool = False
    pieces: list[Run] = field(default_factory=list)

    def cell(self, row: int, column: int) -> Cell | None:
        """Return what was written, with single spaces and no blank lines."""
        text, is_struck = joined(_tidy(self.pieces))
        lines = (_SPACE.sub(" ", line).strip() for line in text.split(_BREAK))
        text = "\n".join(line for line in lines if line)
        return Cell(row, column, CellKind.TEXT, text, text, is_struck) if text else None


def _tidy(pieces: list[Run]) -> list[Run]:
    """Return the pieces without the space that only lays out the page's own text."""
    return [one._replace(text=_SPACE.sub(" ", one.text)) for one in pieces]


@dataclass(slots=True)
class _Table:
    """A table in the making: its rows, which of them are hidden, and the line it stands below."""

    n_above: int
    is_hidden: bool
    rows: list[list[_Box]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    box: _Box | None = None


class _Page(HTMLParser):
    """Gathers tables as rows of boxes, and the lines around them."""

    def __init__(self, rules: Rules) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self.lines: dict[tuple[int, int], Cell] = {}
        self._rules = rules
        self._open: list[_Table] = []
        self._looks: list[tuple[str, Look]] = []
        self._line = _Box()
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row, a cell or another look."""
        attributes = dict(attrs)
        self._close(*_UNCLOSED.get(tag, "").split())
        look = look_of(tag, attributes, self._rules, self._look())
        if tag in _SILENT:
            self._silent = tag
        elif tag == "table":
            self._start_table(look)
        elif tag in ("tr", "td", "th") and self._open:
            self._start(tag, attributes, look)
        elif tag in _BREAKS:
            self._break()
        elif tag == "input" and (attributes.get("type") or "").lower() in _ENTERED:
            self._take(attributes.get("value") or "", look)
        if tag not in _EMPTY and tag not in _SILENT and len(self._looks) < _DEEPEST:
            # Of a hidden row, cell or table it is said as a whole.
            is_whole = tag in ("table", "tr", "td", "th")
            self._looks.append((tag, look._replace(is_hidden=False) if is_whole else look))

    def _start_table(self, look: Look) -> None:
        self._break()
        if not self._open:
            self.end_line()
        self.tables.append(_Table(len(self.lines), look.is_hidden))
        self._open.append(self.tables[-1])

    def _start(self, tag: str, attributes: Attributes, look: Look) -> None:
        table = self._open[-1]
        if tag == "tr":
            table.rows.append([])
            table.box = None
            if look.is_hidden:
                table.hidden_rows.add(len(table.rows))
            return
        down, across = _span(attributes, "rowspan"), _span(attributes, "colspan")
        table.box = _Box(down, across, look.is_hidden)
        if not table.rows:
            table.rows.append([])
        table.rows[-1].append(table.box)

    def handle_endtag(self, tag: str) -> None:
        """End what was begun."""
        if tag == self._silent:
            self._silent = ""
        elif tag == "table" and self._open:
            self._open.pop()
        elif tag in ("td", "th", "tr") and self._open:
            self._open[-1].box = None
        elif tag in _BREAKS:
            self._break()
        self._close(tag)

    def handle_data(self, data: str) -> None:
        """Take text of the cell that is open, else of the line."""
        if not self._silent:
            self._take(data, self._look())

    def _take(self, text: str, look: Look) -> None:
        self._box().pieces.append(Run(text, look.is_struck, look.is_hidden, look.place))

    def _box(self) -> _Box:
        box = self._open[-1].box if self._open else None
        return self._line if box is None else box

    def _break(self) -> None:
        box = self._box()
        if box is self._line:
            self.end_line()
        elif box.pieces:
            box.pieces.append(Run(_BREAK))

    def end_line(self) -> None:
        """Put the line below the others, unless it is blank."""
        cell = self._line.cell(len(self.lines) + 1, 1)
        if cell is not None:
            self.lines[cell.row, 1] = cell
            for table in self._open[-1:]:
                # What stands between the rows of a table is shown above it.
                table.n_above += 1
        self._line = _Box()

    def _look(self) -> Look:
        return self._looks[-1][1] if self._looks else PLAIN

    def _close(self, *tags: str) -> None:
        """End the innermost element of such a name and all in it, not beyond the cell it is in."""
        for at in range(len(self._looks) - 1, -1, -1):
            name = self._looks[at][0]
            if name in tags:
                del self._looks[at:]
                return
            if name in _HOLDERS:
                return


def _span(attributes: Attributes, name: str) -> int:
    text = (attributes.get(name) or "1").strip()
    most = LAST_ROW if name == "rowspan" else LAST_COLUMN
    if not (text.isascii() and text.isdecimal()) or int(text[:9]) == 0:
        return 1
    return min(int(text[:9]), most)


def _sheet(table: _Table, name: str) -> Sheet:
    placed, areas = _placed(table.rows)
    seen = {column for (_, column), box in placed.items() if not box.is_hidden}
    hidden = frozenset(column for _, column in placed if column not in seen)
    cells = {
        place: cell
        for place, box in placed.items()
        if (cell := _told(box, place[1] in hidden).cell(*place)) is not None
    }
    return Sheet(
        name, cells, tuple(sorted(areas)), table.is_hidden, frozenset(table.hidden_rows), hidden,
        table.n_above,
    )  # fmt: skip


def _told(box: _Box, is_said: bool) -> _Box:
    """Return a cell whose text is marked as hidden unless its whole column is."""
    if not box.is_hidden or is_said:
        return box
    return replace(box, pieces=[one._replace(is_hidden=True) for one in box.pieces])


def _placed(rows: list[list[_Box]]) -> tuple[dict[tuple[int, int], _Box], list[Area]]:
    """Return the boxes by their place, and the areas of those that are larger."""
    placed: dict[tuple[int, int], _Box] = {}
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
            placed[row, column] = box
            if (last_row, last_column) != (row, column):
                areas.append((row, column, last_row, last_column))
            column = last_column + 1
    return placed, areas
