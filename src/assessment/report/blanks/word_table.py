"""A ruled table of a Word paper, written as one piece of its markup.

python-docx joins and fills a cell by searching its row and the table anew each time: a table of a
hundred rows took a second, in which this writes a year's papers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Length, Pt

_MARGINS = (("top", 40), ("left", 70), ("bottom", 40), ("right", 70))
_BREAKS = {"\n": "<w:br/>", "\r": "<w:br/>", "\t": "<w:tab/>"}
# No markup can hold these; a cell of a workbook can.
_UNWRITABLE = {code: None for code in range(32) if chr(code) not in _BREAKS}


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell and how: `joined` is restart or continue where it joins others below.

    `align` is left, center or right, `place` center or bottom; nothing leaves Word's own.
    """

    text: str
    width: Length
    font: tuple[str, float]
    align: str = ""
    span: int = 1
    place: str = ""
    joined: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row that stands whole on one page, at least so high; a head stands on every page."""

    cells: Sequence[Cell]
    height: Length | None = None
    is_head: bool = False


def add_table(document: Any, widths: Sequence[Length], rows: Iterable[Row]) -> None:
    """Add a table at the end of a document, centred, its columns so wide."""
    columns = "".join(f'<w:gridCol w:w="{width.twips}"/>' for width in widths)
    margins = "".join(f'<w:{side} w:w="{size}" w:type="dxa"/>' for side, size in _MARGINS)
    table = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        '<w:tblW w:type="auto" w:w="0"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar>"
        '<w:tblLook w:firstColumn="1" w:firstRow="1" w:lastColumn="0" w:lastRow="0"'
        ' w:noHBand="0" w:noVBand="1" w:val="04A0"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(map(_row, rows))}</w:tbl>"
    )
    document.element.body.sectPr.addprevious(table)


def _row(row: Row) -> str:
    height = f'<w:trHeight w:val="{row.height.twips}" w:hRule="atLeast"/>' if row.height else ""
    head = "<w:tblHeader/>" if row.is_head else ""
    cells = "".join(map(_cell, row.cells))
    return f"<w:tr><w:trPr>{height}<w:cantSplit/>{head}</w:trPr>{cells}</w:tr>"


def _cell(cell: Cell) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    joined = f'<w:vMerge w:val="{cell.joined}"/>' if cell.joined else ""
    place = f'<w:vAlign w:val="{cell.place}"/>' if cell.place else ""
    align = f'<w:jc w:val="{cell.align}"/>' if cell.align else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{cell.width.twips}"/>{span}{joined}{place}'
        f'</w:tcPr><w:p><w:pPr><w:spacing w:before="0" w:after="0"/>{align}</w:pPr>'
        f"{_run(cell) if cell.text else ''}</w:p></w:tc>"
    )


def _run(cell: Cell) -> str:
    name, size = cell.font
    fonts = " ".join(f'w:{one}="{escape(name)}"' for one in ("ascii", "hAnsi", "eastAsia"))
    half_points = round(Pt(size).pt * 2)
    return (
        f'<w:r><w:rPr><w:rFonts {fonts}/><w:sz w:val="{half_points}"/></w:rPr>'
        f"{''.join(_parts(cell.text))}</w:r>"
    )


def _parts(text: str) -> Iterable[str]:
    """Yield pieces of text and the breaks between them."""
    piece = ""
    for sign in text.translate(_UNWRITABLE):
        if sign not in _BREAKS:
            piece += sign
            continue
        yield _text(piece)
        yield _BREAKS[sign]
        piece = ""
    yield _text(piece)


def _text(piece: str) -> str:
    space = ' xml:space="preserve"' if piece != piece.strip() else ""
    return f"<w:t{space}>{escape(piece, quote=False)}</w:t>" if piece else ""
