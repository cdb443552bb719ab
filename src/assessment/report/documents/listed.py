"""A list as a Word table: header on every page, rows kept whole, numbers on the right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Emu, Pt

from assessment.report.blanks.letter import BODY, HEADING, keep_whole, paragraph, set_margins
from assessment.report.cell_size import text_width

_SIZE = 10.0
_COUNT = re.compile(r"[0-9]+|—|√")
_AMOUNT = re.compile(r"[−+-]?[0-9][0-9,]*(?:\.[0-9]+)?%?")
# A header of more half characters may be broken; a column no wider than this is never squeezed.
_LONG, _SHORT, _MARGIN = 8, Pt(64), Pt(12)
_AT = WD_ALIGN_PARAGRAPH


def listed(document: Any, frame: pd.DataFrame, widths: Sequence[float] = ()) -> None:
    """Add a frame of texts as a table as wide as the page's lines.

    `widths` are the columns' shares of it; without them short columns get what they need, and
    the others share the rest.
    """
    section = document.sections[0]
    wide = section.page_width - section.left_margin - section.right_margin
    table = document.add_table(rows=1 + len(frame), cols=frame.shape[1], style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    set_margins(table)
    rows = [list(map(str, frame.columns)), *(_texts(row) for row in frame.itertuples(index=False))]
    sizes = [Emu(int(one)) for one in _sizes(rows, wide, widths)]
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


def _sizes(rows: Sequence[Sequence[str]], wide: float, widths: Sequence[float]) -> list[float]:
    """Return how wide each column is."""
    if widths:
        return [wide * share / sum(widths) for share in widths]
    needs = [_need([row[n] for row in rows]) for n in range(len(rows[0]))]
    short = sum(need for need in needs if need <= _SHORT)
    rest = sum(need for need in needs if need > _SHORT)
    scale = (wide - short) / rest if rest and wide > short else wide / (short + rest)
    return [need if rest and wide > short and need <= _SHORT else need * scale for need in needs]


def _need(texts: Sequence[str]) -> float:
    """Return how wide a column should be; a long header may take two lines."""
    head, *values = (text_width(text) for text in texts)
    longest = max(head / 2 + 1 if head > _LONG else head, *values, 0)
    return Pt(longest * _SIZE / 2) + _MARGIN


def _write(line: Any, text: str, *, is_head: bool) -> None:
    font = HEADING if is_head else BODY
    is_short = is_head or _COUNT.fullmatch(text) is not None
    align = _AT.CENTER if is_short else _AT.RIGHT if _AMOUNT.fullmatch(text) else None
    paragraph(line, text, (font, _SIZE), align)
