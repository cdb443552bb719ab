"""What a bare number counts in a column of money: 元, 百元, 千元 or 万元."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assessment.core.text import plain
from assessment.intake.cells import Cell, Sheet
from assessment.intake.context import Found
from assessment.intake.layouts import Block
from assessment.intake.vocabulary import remarks

_NAMES = {"元": "yuan", "百元": "bai", "千元": "qian", "万元": "wan"}
_UNIT = r"(?:人民币)?(?P<unit>[万千百]?元)"
_REMARK = re.compile(rf"(?:单位:?)?{_UNIT}")
_NOTE = re.compile(rf"单位:?\(?{_UNIT}")
_LABEL = re.compile(r"(?:金额|计量)?单位:?")


def money_unit(found: Found, field_name: str) -> str:
    """Return what a bare number of a field counts: `yuan` unless something else is said.

    What stands nearest decides: the header or label itself, what is written around the table, the
    top of the sheet.
    """
    block = found.block
    return _of_heading(block, field_name) or _of_notes(block) or "yuan"


def budget_unit(found: Found, part: Block) -> str:
    """Return what a bare number of the budget inside a form counts."""
    return _of_heading(part, "planned") or money_unit(found, "planned")


def _of_heading(block: Block, field_name: str) -> str:
    header = block.headers.get(field_name)
    if header is not None:
        return _remarked(remarks(header.text))
    value = block.labels.get(field_name) if block.kind == "application_form" else None
    return _beside(block.sheet, value) if value is not None else ""


def _beside(sheet: Sheet, value: Cell) -> str:
    """Return the unit in the label of a form's value, before it or in the cell behind it."""
    whole = sheet.at(value.row, value.column) or value
    before = [cell for cell in sheet.rows[value.row] if sheet.after(cell) == value.column]
    inside = remarks(plain(whole.text).rpartition(plain(value.text))[0])
    label = [remark for cell in before for remark in remarks(cell.text)]
    behind = sheet.at(value.row, sheet.after(whole))
    unit = _REMARK.fullmatch(plain(behind.text)) if behind is not None else None
    return _remarked([*inside[-1:], *label]) or (_NAMES[unit["unit"]] if unit else "")


def _remarked(texts: Iterable[str]) -> str:
    matches = (_REMARK.match(text) for text in texts)
    return next((_NAMES[match["unit"]] for match in matches if match), "")


def _of_notes(block: Block) -> str:
    around = (block.around, block.common, block.outside)
    return next((unit for cells in around for unit in _noted(block, cells)), "")


def _noted(block: Block, cells: Iterable[Cell]) -> Iterator[str]:
    """Yield the units that cells state, alone (金额单位：万元) or with the cell behind them."""
    for cell in cells:
        text = plain(cell.text)
        match = _NOTE.search(text)
        if match is None and not cell.sheet and _LABEL.fullmatch(text):
            behind = block.sheet.at(cell.row, block.sheet.after(cell))
            match = _REMARK.fullmatch(plain(behind.text)) if behind is not None else None
        if match:
            yield _NAMES[match["unit"]]
