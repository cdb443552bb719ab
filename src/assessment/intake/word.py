"""Word documents to sheets: the tables, lettered as in Excel, and the text around them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn

from assessment.intake.cells import Area, Cell, Sheet, text_cell

TEXT_SHEET = "正文"


def read_docx(data: bytes) -> tuple[Sheet, ...]:
    """Return the paragraphs as sheet 正文 (one a row, column A) and each table as 表1, 表2, …"""
    document = docx.Document(BytesIO(data))
    lines = [paragraph.text for paragraph in document.paragraphs]
    cells = {(n, 1): text_cell(n, 1, line) for n, line in enumerate(lines, 1) if line.strip()}
    tables = [_table(table._tbl, f"表{n}") for n, table in enumerate(document.tables, 1)]
    return (Sheet(TEXT_SHEET, cells), *tables)


def _table(table: Any, name: str) -> Sheet:
    cells: dict[tuple[int, int], Cell] = {}
    open_areas: dict[int, list[int]] = {}
    areas: list[list[int]] = []
    for row, line in enumerate(table.tr_lst, start=1):
        column = 1 + _skipped(line)
        for box in line.tc_lst:
            width = box.grid_span
            if box.vMerge == "continue" and column in open_areas:
                open_areas[column][2] = row
            else:
                area = [row, column, row, column + width - 1]
                areas.append(area)
                open_areas[column] = area
                text = _text(box)
                if text.strip():
                    cells[row, column] = text_cell(row, column, text)
            column += width
    merges: list[Area] = [(a, b, c, d) for a, b, c, d in areas if (a, b) != (c, d)]
    return Sheet(name, cells, tuple(merges))


def _skipped(line: Any) -> int:
    before = line.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    return 0 if before is None else int(before.get(qn("w:val")))


def _text(box: Any) -> str:
    return "\n".join("".join(_run(part) for part in line.iter()) for line in box.p_lst)


def _run(part: Any) -> str:
    if part.tag == qn("w:t"):
        return part.text or ""
    return "\n" if part.tag == qn("w:br") else "\t" if part.tag == qn("w:tab") else ""
