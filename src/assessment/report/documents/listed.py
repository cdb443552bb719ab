"""A list as a Word table: header on every page, rows kept whole, numbers on the right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Emu

from assessment.report.blanks.letter import BODY, HEADING, keep_whole, paragraph, set_margins
from assessment.report.cell_size import text_width

_SIZE = 10.0
_COUNT = re.compile(r"[0-9]+|—|√")
_AMOUNT = re.compile(r"[−+-]?[0-9][0-9,]*(?:\.[0-9]+)?%?")
# Of a column's longest text no more than this counts, and of a short one no less.
_LEAST, _MOST = 4.0, 26.0
_AT = WD_ALIGN_PARAGRAPH


def listed(document: Any, frame: pd.DataFrame, widths: Sequence[float] = ()) -> None:
    """Add a frame of texts as a table as wide as the page's lines.

    `widths` are the columns' shares of it; without them they follow what stands in the columns.
    """
    section = document.sections[0]
    wide = section.page_width - section.left_margin - section.right_margin
    shares = [float(one) for one in widths] or [_width(frame, n) for n in range(frame.shape[1])]
    table = document.add_table(rows=1 + len(frame), cols=frame.shape[1], style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    set_margins(table)
    rows = [list(map(str, frame.columns)), *(_texts(row) for row in frame.itertuples(index=False))]
    sizes = [Emu(int(wide * share / sum(shares))) for share in shares]
    for column, size in zip(table.columns, sizes, strict=True):
        column.width = size
    cells = [row.cells for row in table.rows]
    for number, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        keep_whole(row)
        if not number:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell, text, size in zip(cells[number], texts, sizes, strict=True):
            cell.width = size
            _write(cell.paragraphs[0], text, is_head=not number)


def _texts(row: Any) -> list[str]:
    return ["" if pd.isna(value) else str(value) for value in row]


def _width(frame: pd.DataFrame, column: int) -> float:
    texts = [str(frame.columns[column]), *map(str, frame.iloc[:, column])]
    return min(max(_LEAST, *map(text_width, texts)), _MOST)


def _write(line: Any, text: str, *, is_head: bool) -> None:
    font = HEADING if is_head else BODY
    is_short = is_head or _COUNT.fullmatch(text) is not None
    align = _AT.CENTER if is_short else _AT.RIGHT if _AMOUNT.fullmatch(text) else None
    paragraph(line, text, (font, _SIZE), align)
