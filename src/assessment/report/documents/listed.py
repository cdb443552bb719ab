"""A list as a Word table: header on every page, rows kept whole, numbers on the right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd
from docx.shared import Emu, Length, Pt
from docx.table import Table

from assessment.report.blanks.letter import BODY, HEADING
from assessment.report.blanks.word_table import Cell, Row, add_table
from assessment.report.cell_size import text_width

_SIZE = 10.0
_COUNT = re.compile(r"[0-9]+|—|√")
_AMOUNT = re.compile(r"[−+-]?[0-9][0-9,]*(?:\.[0-9]+)?%?")
_MARGIN = Pt(12)
# Half characters: a header of more may be broken, into no less; words in a cell into no less.
_LONG, _HEAD, _WORDS = 8, 4, 8
# Paragraphs at the end that stay together, and rows of a table above them.
_ENDING, _KEPT_ROWS = 10, 2


def listed(document: Any, frame: pd.DataFrame, widths: Sequence[float] = ()) -> None:
    """Add a frame of texts as a table as wide as the page's lines.

    `widths` are the columns' shares of it; without them every column gets what it must have,
    and they share the rest by how much more they could do with.
    """
    section = document.sections[0]
    wide = section.page_width - section.left_margin - section.right_margin
    rows = [list(map(str, frame.columns)), *(_texts(row) for row in frame.itertuples(index=False))]
    sizes = [Emu(int(one)) for one in _sizes(rows, wide, widths)]
    add_table(document, sizes, [_row(texts, sizes, is_head=not n) for n, texts in enumerate(rows)])


def _row(texts: Sequence[str], sizes: Sequence[Length], *, is_head: bool) -> Row:
    cells = [
        Cell(text, size, (HEADING if is_head else BODY, _SIZE), _align(text, is_head=is_head))
        for text, size in zip(texts, sizes, strict=True)
    ]
    return Row(cells, is_head=is_head)


def _align(text: str, *, is_head: bool) -> str:
    if is_head or _COUNT.fullmatch(text):
        return "center"
    return "right" if _AMOUNT.fullmatch(text) else ""


def keep_ending(document: Any) -> None:
    """Keep what stands below the last table, with its last rows, on one page: nobody signs alone.

    A table that ends the document is for seals, and the last one is that above it. Without any
    the last paragraphs stay together.
    """
    whole = list(document.iter_inner_content())
    ends = [n for n, part in enumerate(whole) if isinstance(part, Table) or part.text]
    for number, part in reversed(list(enumerate(whole))[-_ENDING:]):
        is_table = isinstance(part, Table)
        cells = [cell for row in part.rows[-_KEPT_ROWS:] for cell in row.cells] if is_table else []
        for line in [one for cell in cells for one in cell.paragraphs] if is_table else [part]:
            line.paragraph_format.keep_with_next = True
        if is_table and number != ends[-1]:
            return


def _texts(row: Any) -> list[str]:
    return ["" if pd.isna(value) else str(value) for value in row]


def _sizes(rows: Sequence[Sequence[str]], wide: float, widths: Sequence[float]) -> list[float]:
    """Return how wide each column is."""
    if widths:
        return [wide * share / sum(widths) for share in widths]
    bounds = [_bounds([row[n] for row in rows]) for n in range(len(rows[0]))]
    least, most = (sum(bound) for bound in zip(*bounds, strict=True))
    if least >= min(wide, most):
        return [low * wide / least for low, _ in bounds]
    return [low + (wide - least) * (high - low) / (most - least) for low, high in bounds]


def _bounds(texts: Sequence[str]) -> tuple[float, float]:
    """Return how wide a column must and how wide it should be; long texts may be broken."""
    head, *values = texts
    wide = text_width(head)
    should = max(wide / 2 + 1 if wide > _LONG else wide, *map(text_width, values), 0)
    must = max(_HEAD if wide > _LONG else wide, *(_unbroken(text) for text in values), 0)
    low, high = (Pt(one * _SIZE / 2) + _MARGIN for one in (must, max(must, should)))
    return low, high


def _unbroken(text: str) -> float:
    """Return how much of a text must stand on one line: of words a part, of numbers all."""
    wide = text_width(text)
    return wide if _AMOUNT.fullmatch(text) else min(wide, _WORDS)
