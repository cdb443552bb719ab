"""One walk through the XML of a worksheet: places, numbers of texts, merged areas, counts."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import islice, pairwise
from operator import lt
from typing import NamedTuple
from xml.parsers import expat

from assessment.core.details import detail
from assessment.core.provenance import address
from assessment.intake.guard.limits import Limits, Refused

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_SHIFT = 1 << 15
_USUAL_KINDS = frozenset({"s", "n", "b", "str", "inlineStr"})
_ROW = re.compile(r"[1-9][0-9]{0,6}")
_A1 = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
Attributes = Mapping[str, str]


class Fault(NamedTuple):
    """What is wrong with a sheet, and at which cell."""

    code: str
    cell: str
    actual: str


@dataclass(slots=True)
class Counts:
    """What all sheets of a workbook hold together."""

    limits: Limits
    cells: int = 0
    merges: int = 0
    merged_cells: int = 0

    def add_cells(self, n: int) -> None:
        """Count cells that hold something."""
        self.cells += n
        if self.cells > self.limits.cells:
            raise Refused("file.too-many-cells", expected=f"{self.limits.cells}")

    def add_merge(self, n_cells: int) -> None:
        """Count a merged area."""
        self.merges += 1
        self.merged_cells += n_cells
        limits = self.limits
        if self.merges > limits.merges:
            most = detail("merges", n=limits.merges)
            raise Refused("file.too-many-merges", detail("merges", n=self.merges), most)
        if self.merged_cells > limits.merged_cells:
            n, most = self.merged_cells, detail("merged_cells", n=limits.merged_cells)
            raise Refused("file.too-many-merges", detail("merged_cells", n=n), most)


class _Columns(dict[str, int]):
    """Numbers of columns by their letters; 0 when they are none."""

    def __missing__(self, letters: str) -> int:
        number = 0
        if re.fullmatch("[A-Z]{1,3}", letters):
            for letter in letters:
                number = number * 26 + ord(letter) - 64
        self[letters] = number = number if number <= LAST_COLUMN else 0
        return number


_COLUMNS = _Columns()


def place_of(reference: str) -> tuple[int, int] | None:
    """Return row and column of an A1 reference, or None when it is none.

    Examples
    --------
    >>> place_of("C7"), place_of("XFE1"), place_of("$C$7")
    ((7, 3), None, None)
    """
    match = _A1.fullmatch(reference)
    if match is None:
        return None
    row, column = int(match[2]), _COLUMNS[match[1]]
    return (row, column) if row <= LAST_ROW and column else None


class SheetScan:
    """Follows one sheet; the first thing wrong with it ends the walk and is kept as `fault`."""

    def __init__(self, parser: expat.XMLParserType, counts: Counts) -> None:
        self.fault: Fault | None = None
        self.top_index, self.top_place = -1, 0
        # Why the fast reader may not tell all of it.
        self.oddity = ""
        self._parser, self._counts = parser, counts
        self._keys = array("q")
        self._row, self._row_text, self._column = 0, "", 0
        self._is_text = self._is_counted = False
        self._index: list[str] = []

    @property
    def actions(self) -> dict[str, Callable[[Attributes], None]]:
        """What to do at the start of each element by its local name."""
        return {
            "row": self._start_row,
            "c": self._start_cell,
            "v": self._start_value,
            "is": self._start_value,
            "f": self._start_formula,
            "mergeCell": self._start_merge,
        }

    def end(self) -> None:
        """Settle what only the whole sheet shows."""
        keys = self._keys
        if self.fault is None and not all(map(lt, keys, islice(keys, 1, None))):
            self.oddity = "cells out of order"
            twice = next((a for a, b in pairwise(sorted(keys)) if a == b), None)
            if twice is not None:
                self._fail("cell.duplicate", address(*divmod(twice, _SHIFT)))

    @property
    def extent(self) -> tuple[int, int]:
        """The last row and the last column that hold a cell."""
        rows = (key // _SHIFT for key in self._keys)
        return max(rows, default=0), max((key % _SHIFT for key in self._keys), default=0)

    def text_place(self) -> str:
        """Return the cell with the largest number of a shared text."""
        return address(*divmod(self.top_place, _SHIFT)) if self.top_place else ""

    def _fail(self, code: str, cell: str, actual: str = "") -> None:
        self.fault = self.fault or Fault(code, cell, actual)
        self._parser.StartElementHandler = None
        self._parser.CharacterDataHandler = self._parser.EndElementHandler = None

    def _start_row(self, attributes: Attributes) -> None:
        text = attributes.get("r")
        if text is None:
            self._row, self._row_text = self._row + 1, ""
            self.oddity = "a row without a place"
        elif _ROW.fullmatch(text) and int(text) <= LAST_ROW:
            self._row, self._row_text = int(text), text
        else:
            self._fail("cell.bad-reference", "", text)
        self._column = 0

    def _start_cell(self, attributes: Attributes) -> None:
        reference, row_text = attributes.get("r", ""), self._row_text
        # Nearly every cell names the row that it stands in.
        if row_text and reference.endswith(row_text):
            self._column = _COLUMNS[reference[: -len(row_text)]]
        elif "r" in attributes:
            self._go_to(reference)
        else:
            self._column += 1
            self.oddity = "a cell without a place"
        if not self._column:
            self._fail("cell.bad-reference", "", reference)
            return
        self._keys.append(self._row * _SHIFT + self._column)
        kind = attributes.get("t", "n")
        self._is_text = kind == "s"
        if kind not in _USUAL_KINDS:
            self.oddity = "a type of cell"
        self._is_counted = False

    def _go_to(self, reference: str) -> None:
        """Take the row from the first cell of one that has none; no other row may be named."""
        place = None if self._row_text else place_of(reference)
        self._row, self._column = place or (self._row, 0)
        self._row_text = str(self._row)

    def _start_value(self, _: Attributes) -> None:
        if not self._is_counted:
            self._is_counted = True
            self._counts.add_cells(1)
        if self._is_text:
            self._index = []
            self._parser.CharacterDataHandler = self._index.append
            self._parser.EndElementHandler = self._end_value

    def _start_formula(self, attributes: Attributes) -> None:
        is_text, self._is_text = self._is_text, False
        self._start_value(attributes)
        self._is_text = is_text

    def _end_value(self, _: str) -> None:
        """Note the number of a shared text that has been gathered."""
        text = "".join(self._index).strip()
        self._parser.CharacterDataHandler = self._parser.EndElementHandler = None
        place = self._keys[-1] if self._keys else 0
        if not (text.isascii() and text.isdecimal()):
            self._fail("cell.bad-text-number", address(*divmod(place, _SHIFT)), text)
        elif int(text[:12]) > self.top_index:
            self.top_index, self.top_place = int(text[:12]), place

    def _start_merge(self, attributes: Attributes) -> None:
        reference = attributes.get("ref", "")
        first, _, last = reference.partition(":")
        start, stop = place_of(first), place_of(last or first)
        if start is None or stop is None or stop[0] < start[0] or stop[1] < start[1]:
            self._fail("cell.bad-reference", "", reference)
        else:
            self._counts.add_merge((stop[0] - start[0] + 1) * (stop[1] - start[1] + 1))
