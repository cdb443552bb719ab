"""Word documents to sheets: the tables, lettered as in Excel, and the text around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn

from assessment.core.details import detail
from assessment.intake.cells import Area, Cell, CellKind, Document, Sheet, text_cell
from assessment.intake.cells.runs import joined
from assessment.intake.formats.word_margins import find_notes, margin_texts
from assessment.intake.formats.word_text import Line, inside, is_prompt, local

TEXT_SHEET, BOX_SHEET, MARGIN_SHEET = "正文", "文本框", "页眉页脚和脚注"
_TEXTS = (BOX_SHEET, MARGIN_SHEET)
_TABLE = re.compile(r"表[0-9]+")


def read_docx(data: bytes) -> tuple[Sheet, ...]:
    """Return the paragraphs as sheet 正文 (one a row, column A) and each table as 表1, 表2, …

    A table inside another is a sheet of its own, behind the one it stands in. What stands in text
    boxes is sheet 文本框, what stands at the head and foot of the pages 页眉页脚和脚注, when there
    is any.
    """
    document = docx.Document(BytesIO(data))
    notes = dict(find_notes(document))
    reader = _Reader(_comments(document) | notes)
    reader.read(document.element.body, reader.text)
    margin = dict.fromkeys((*margin_texts(document), *notes.values()))
    margins = {(n, 1): text_cell(n, 1, text) for n, text in enumerate(margin, 1)}
    more = [Sheet(BOX_SHEET, reader.boxes.cells), Sheet(MARGIN_SHEET, margins)]
    sheets = [Sheet(TEXT_SHEET, reader.text.cells), *filter(None, reader.tables)]
    return (*sheets, *(sheet for sheet in more if sheet.cells))


def is_word_text(document: Document, sheet: Sheet) -> bool:
    """Tell whether a sheet is what a Word document says outside its tables.

    A workbook may have a sheet of that name.
    """
    first, *others = document.sheets
    is_word = first.name == TEXT_SHEET and all(column == 1 for _, column in first.cells)
    is_word = is_word and all(_TABLE.fullmatch(s.name) or s.name in _TEXTS for s in others)
    return is_word and sheet.name in (TEXT_SHEET, *_TEXTS)


def _comments(document: Any) -> dict[str, str]:
    """Return the remarks in the margin by their number."""
    parts = [
        link.target_part
        for link in document.part.rels.values()
        if link.reltype.endswith("/comments") and not link.is_external
    ]
    found = (one for part in parts for one in part.element.iter(qn("w:comment")))
    return {one.get(qn("w:id"), ""): _said(one) for one in found}


def _said(comment: Any) -> str:
    return "".join(one.text or "" for one in comment.iter(qn("w:t"))).strip()


@dataclass
class _Lines:
    """Paragraphs below each other, one a row."""

    n: int = 0
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)


@dataclass
class _Reader:
    """Gathers what a document holds, in its order."""

    comments: Mapping[str, str]
    text: _Lines = field(default_factory=_Lines)
    boxes: _Lines = field(default_factory=_Lines)
    tables: list[Sheet | None] = field(default_factory=list)

    def read(self, parent: Any, lines: _Lines) -> None:
        """Take the paragraphs and tables of a body or a text box."""
        for block in inside(parent):
            if local(block) == "tbl":
                self.table(block)
            elif local(block) == "p":
                lines.n += 1
                line = Line()
                line.add(block)
                self.put(line, (lines.n, 1), lines.cells)

    def put(self, line: Line, place: tuple[int, int], cells: dict[tuple[int, int], Cell]) -> None:
        """Put text in its place, and what its text boxes hold where such text goes."""
        cell = _cell(line, place, self.comments)
        if cell is not None:
            cells[place] = cell
        for box in line.boxes:
            self.read(box, self.boxes)

    def table(self, table: Any) -> None:
        """Take a table, then those inside it."""
        number = len(self.tables)
        self.tables.append(None)
        n_above = self.text.n
        cells: dict[tuple[int, int], Cell] = {}
        rows = [one for one in inside(table) if local(one) == "tr"]
        areas: list[list[int]] = []
        for place, box in _boxes(rows, areas):
            line = Line()
            for block in () if _is_blank(box) else inside(box):
                if local(block) == "tbl":
                    self.table(block)
                elif local(block) == "p":
                    line.add(block)
            self.put(line, place, cells)
        merges: list[Area] = [(a, b, c, d) for a, b, c, d in areas if (a, b) != (c, d)]
        hidden = frozenset(n for n, row in enumerate(rows, 1) if _is_hidden(row))
        name = f"表{number + 1}"
        self.tables[number] = Sheet(name, cells, tuple(merges), hidden_rows=hidden, n_above=n_above)


def _boxes(rows: list[Any], areas: list[list[int]]) -> Iterator[tuple[tuple[int, int], Any]]:
    """Yield the boxes of a table that begin something, by place; gather the area of each."""
    open_areas: dict[int, list[int]] = {}
    for row, line in enumerate(rows, start=1):
        column = 1 + _skipped(line)
        for box in (one for one in inside(line) if local(one) == "tc"):
            width = box.grid_span
            if box.vMerge == "continue" and column in open_areas:
                open_areas[column][2] = row
            else:
                open_areas[column] = [row, column, row, column + width - 1]
                areas.append(open_areas[column])
                yield (row, column), box
            column += width


def _skipped(row: Any) -> int:
    before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
    return 0 if before is None else int(before.get(qn("w:val")))


def _is_hidden(row: Any) -> bool:
    return row.find(f"{qn('w:trPr')}/{qn('w:hidden')}") is not None


def _is_blank(box: Any) -> bool:
    """Tell whether a box is itself a content control in which nothing was entered."""
    content = box.getparent()
    return local(content) == "sdtContent" and is_prompt(content.getparent())


def _cell(line: Line, place: tuple[int, int], comments: Mapping[str, str]) -> Cell | None:
    text, is_struck = joined(line.runs)
    deleted = "".join(line.deleted).strip()
    remarks = [comments.get(number, "") for number in line.comments]
    if deleted and not text.strip():
        text = detail("deleted_text", text=deleted)
    elif deleted:
        remarks.append(detail("deleted_before", text=deleted))
    if not text.strip():
        return None
    comment = "；".join(remark for remark in remarks if remark)
    return Cell(*place, CellKind.TEXT, text, text, is_struck, comment)
