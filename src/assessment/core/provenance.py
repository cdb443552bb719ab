"""Where a value stands: file, sheet and cell, and the `src` text that tables carry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessment.core.details import detail, in_english

_WORD = (".docx", ".doc", ".wps")
_A1 = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


@dataclass(frozen=True, slots=True)
class CellRef:
    """A place in a file under data/raw; `cell` is empty when the whole sheet or file is meant."""

    file: str
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        if self.in_table:
            row, column = position(self.cell)
            places = {"row": row, "column": column}
            return detail("word_place", file=self.file, sheet=self.sheet, **places)
        sheet = f"「{self.sheet}」" if self.sheet else " " if self.cell else ""
        return f"{self.file}{sheet}{self.cell}"

    def told(self, lang: str = "zh") -> str:
        """Return the place as people read it.

        Examples
        --------
        >>> CellRef("申报表.docx", "表1", "C2").told()
        '申报表.docx「表1」第2行第3列'
        >>> CellRef("申报表.xlsx", "表1", "C2").told("en")
        '申报表.xlsx「表1」C2'
        """
        return in_english(str(self)) if lang == "en" and self.in_table else str(self)

    @property
    def in_table(self) -> str:
        """The cell as one finds it in Word, where no letters stand above the columns; else none.

        Examples
        --------
        >>> CellRef("申报表.docx", "表1", "C2").in_table
        '第2行第3列'
        >>> CellRef("申报表.xlsx", "表1", "C2").in_table
        ''
        """
        if not self.file.lower().endswith(_WORD) or not _A1.fullmatch(self.cell):
            return ""
        row, column = position(self.cell)
        return detail("word_cell", row=row, column=column)


def column_letters(column: int) -> str:
    """Return the letters of a 1-based column number.

    Raises
    ------
    ValueError
        When the number is below 1.

    Examples
    --------
    >>> column_letters(1), column_letters(28)
    ('A', 'AB')
    """
    if column < 1:
        raise ValueError(f"a column number starts at 1, got {column}")
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def address(row: int, column: int) -> str:
    """Return the A1 address of a 1-based row and column.

    Examples
    --------
    >>> address(5, 3)
    'C5'
    """
    return f"{column_letters(column)}{row}"


def position(a1: str) -> tuple[int, int]:
    """Return the 1-based (row, column) of an A1 address.

    Raises
    ------
    ValueError
        When the text is no A1 address.

    Examples
    --------
    >>> position("AB12")
    (12, 28)
    """
    match = _A1.fullmatch(a1)
    if match is None:
        raise ValueError(f"not a cell address: {a1!r}")
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def source_text(source_id: str, sheet: str, cell: str) -> str:
    """Return the `src` of a fact: `source_id!sheet!C7`.

    Examples
    --------
    >>> source_text("0123456789ab", "评分表", "C7")
    '0123456789ab!评分表!C7'
    """
    return f"{source_id}!{sheet}!{cell}"


def split_source(src: str) -> tuple[str, str, str]:
    """Return (source_id, sheet, cell) of a `src` text; a sheet name may itself hold `!`.

    Raises
    ------
    ValueError
        When the text has fewer than two `!`.

    Examples
    --------
    >>> split_source("0123456789ab!答!辩!C7")
    ('0123456789ab', '答!辩', 'C7')
    """
    source_id, mark, rest = src.partition("!")
    sheet, mark_before_cell, cell = rest.rpartition("!")
    if not mark or not mark_before_cell:
        raise ValueError(f"not a src of the form source_id!sheet!cell: {src!r}")
    return source_id, sheet, cell


def cells_of(srcs: Iterable[object], files: Mapping[str, str]) -> str:
    """Return the places that `src` texts name, file and sheet once, sheets apart by ；.

    Examples
    --------
    >>> cells_of(["0123456789ab!表!C7", "0123456789ab!表!D7"], {"0123456789ab": "答辩.xlsx"})
    '答辩.xlsx「表」C7、D7'
    """
    cells: dict[CellRef, list[str]] = {}
    for place in (cell_of(src, files) for src in srcs):
        cells.setdefault(CellRef(place.file, place.sheet), []).append(place.cell)
    return "；".join(f"{CellRef(p.file, p.sheet, '、'.join(c))}" for p, c in cells.items())


def cell_of(src: object, files: Mapping[str, str]) -> CellRef:
    """Return the place a `src` text names; `files` maps source_id to file.

    An unknown source leaves the file empty; a text that is no `src` leaves everything empty.

    Examples
    --------
    >>> cell_of("0123456789ab!评分表!C7", {"0123456789ab": "答辩.xlsx"})
    CellRef(file='答辩.xlsx', sheet='评分表', cell='C7')
    """
    if not isinstance(src, str) or src.count("!") < 2:
        return CellRef("")
    source_id, sheet, cell = split_source(src)
    return CellRef(files.get(source_id, ""), sheet, cell)
