"""Comma- or tab-separated text to a sheet of cells."""

from __future__ import annotations

import csv
from io import StringIO

from assessment.intake.cells import Cell, Sheet, text_cell

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_delimited(data: bytes) -> tuple[Sheet, ...]:
    """Return the one sheet of a csv or tsv file; its name is empty and every cell is text.

    The separator is the comma, tab or semicolon that stands in it most often.

    The encoding is that of the byte order mark, else strict UTF-8, else strict GB18030.

    Raises
    ------
    UnicodeDecodeError
        When the text is in none of these.
    csv.Error
        When quoting is broken beyond reading.
    """
    text = decode(data)
    delimiter = max(",\t;", key=text.count)
    cells: dict[tuple[int, int], Cell] = {}
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    for row, values in enumerate(reader, start=1):
        for column, value in enumerate(values, start=1):
            if value.strip():
                cells[row, column] = text_cell(row, column, value)
    return (Sheet("", cells),)


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
