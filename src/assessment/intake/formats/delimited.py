"""Comma- or tab-separated text to a sheet of cells."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import pairwise

from assessment.intake.cells import Cell, CellKind, Sheet, text_cell

_BEFORE, _BEHIND = re.compile("[1-9][0-9]{0,2}"), re.compile(r"[0-9]{3}(?:\.[0-9]+)?")
_EDGES = re.compile(r'(^|[,;\n]"?)\t|\t(?="?(?:[,;\r\n]|$))', re.MULTILINE)
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_delimited(data: bytes) -> tuple[Sheet, ...]:
    """Return the one sheet of a csv or tsv file; its name is empty and every cell is text.

    The separator is the comma, tab or semicolon that stands in it most often; a tab at an end of
    what other signs separate is how banks and shops keep a long number as text.

    The encoding is that of the byte order mark, else strict UTF-8, else strict GB18030.

    Raises
    ------
    UnicodeDecodeError
        When the text is in none of these.
    csv.Error
        When quoting is broken beyond reading.
    """
    text = decode(data)
    delimiter = max(",\t;", key=_EDGES.sub(r"\1", text).count)
    cells: dict[tuple[int, int], Cell] = {}
    rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    width = _width(rows) if delimiter == "," else 0
    for row, values in enumerate(rows, start=1):
        if width and (split := _split(values, width)):
            cells |= {
                (row, column): cell for column, cell in _split_cells(row, values, split, width)
            }
            continue
        for column, value in enumerate(values, start=1):
            if value.strip():
                cells[row, column] = text_cell(row, column, value)
    return (Sheet("", cells),)


def _width(rows: Sequence[Sequence[str]]) -> int:
    """Return the last column in which a row of words alone has anything, as a header does."""
    filled = ({n: v.strip() for n, v in enumerate(row, start=1) if v.strip()} for row in rows)
    heads = (row for row in filled if len(row) > 1 and not any(map(str.isdecimal, row.values())))
    return max((max(row) for row in heads), default=0)


def _split(values: Sequence[str], width: int) -> int:
    """Return the column from which a row too long seems parted by a comma of thousands, or 0.

    天使之翼,1,060 under 项目名称,票数.
    """
    stated = [value.strip() for value in values]
    if not any(stated[width:]):
        return 0
    parted = (
        n
        for n, (one, other) in enumerate(pairwise(stated), start=1)
        if _BEFORE.fullmatch(one) and _BEHIND.fullmatch(other)
    )
    # A running number may stand first.
    return next((n for n in parted if 1 < n <= width), 0)


def _split_cells(
    row: int, values: Sequence[str], first: int, width: int
) -> Iterator[tuple[int, Cell]]:
    """Yield the cells of such a row: from there on nobody knows which number stands where."""
    for column, value in enumerate(values[:width], start=1):
        if not value.strip():
            continue
        text = ",".join(values[first - 1 :]).strip() if column == first else value
        kind = CellKind.SPLIT if column >= first else CellKind.TEXT
        yield column, text_cell(row, column, text)._replace(kind=kind)


def decode(data: bytes) -> str:
    """Return text by its byte order mark, else as strict UTF-8, else as strict GB18030.

    Raises
    ------
    UnicodeDecodeError
        When it is in none of these.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030")
