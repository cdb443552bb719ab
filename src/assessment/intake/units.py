"""What a bare number counts in a column of money: 元, 百元, 千元 or 万元."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, Sheet
from assessment.intake.context import Found
from assessment.intake.header_words import remarks
from assessment.intake.layouts import Block

UNIT_NAMES = {"元": "yuan", "百元": "bai", "千元": "qian", "万元": "wan"}
_UNIT = r"(?:人民币)?(?P<unit>[万千百]?元)"
_REMARK = re.compile(rf"(?:单位:?)?{_UNIT}")
_ALONE = re.compile(rf"\(?(?:(?:金额|计量)?单位:?)?{_UNIT}\)?")
_NOTES = (
    re.compile(rf"单位(?:均|皆|都|统一)?(?:[为是用]|:|)\(?{_UNIT}(?![\u4e00-\u9fff]*院)"),
    re.compile(rf"(?:以|按|用){_UNIT}(?:为|作|计|填|记|表)"),
    re.compile(rf"{_UNIT}为单位"),
    re.compile(rf"表[^()]*\({_UNIT}\)$"),
)
# Forms whose amounts stand beside labels.
_LABELLED = ("application_form", "settlement")
_LABEL = re.compile(r"(?:金额|计量)?单位:?")


def stated_unit(text: str) -> str:
    """Return the unit that a line of text states for all amounts beside it; empty when none.

    Examples
    --------
    >>> stated_unit("说明：金额均以万元为单位"), stated_unit("（万元）"), stated_unit("获赞助2万元")
    ('wan', 'wan', '')
    """
    line = plain(text)
    matches = (_ALONE.fullmatch(line), *(note.search(line) for note in _NOTES))
    return next((UNIT_NAMES[match["unit"]] for match in matches if match), "")


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


def is_unit(cell: Cell) -> bool:
    """Tell whether a cell holds a unit of money and nothing else."""
    return cell.kind is CellKind.TEXT and _ALONE.fullmatch(plain(cell.text)) is not None


def _of_heading(block: Block, field_name: str) -> str:
    header = block.headers.get(field_name)
    if header is not None:
        below = block.sheet.at(header.row + 1, header.column)
        return _remarked(remarks(header.text)) or (_alone(below) if below else "")
    value = block.labels.get(field_name) if block.kind in _LABELLED else None
    return _beside(block.sheet, value) if value is not None else ""


def _beside(sheet: Sheet, value: Cell) -> str:
    """Return the unit in the label of a form's value, before it or in the cell behind it."""
    whole = sheet.at(value.row, value.column) or value
    before = [cell for cell in sheet.rows[value.row] if sheet.after(cell) == value.column]
    inside = remarks(plain(whole.text).rpartition(plain(value.text))[0])
    label = [remark for cell in before for remark in remarks(cell.text)]
    behind = sheet.at(value.row, sheet.after(whole))
    return _remarked([*inside[-1:], *label]) or (_alone(behind) if behind else "")


def _remarked(texts: Iterable[str]) -> str:
    matches = (_REMARK.match(text) for text in texts)
    return next((UNIT_NAMES[match["unit"]] for match in matches if match), "")


def _alone(cell: Cell) -> str:
    match = _ALONE.fullmatch(plain(cell.text))
    return UNIT_NAMES[match["unit"]] if match else ""


def _of_notes(block: Block) -> str:
    heads = (cell for head in block.headers.values() for cell in block.sheet.rows[head.row])
    beside = [cell for cell in heads if is_unit(cell)]
    around = (block.around, beside, block.common, block.outside)
    return next((unit for cells in around for unit in _noted(block, cells)), "")


def _noted(block: Block, cells: Iterable[Cell]) -> Iterator[str]:
    """Yield the units that cells state, alone (金额单位：万元) or with the cell behind them."""
    for cell in cells:
        # A lone unit behind a number is that number's.
        is_here = not cell.sheet
        is_number_s = is_here and is_unit(cell) and _is_behind_a_number(block.sheet, cell)
        unit = stated_unit(cell.text) or (_behind(block.sheet, cell) if is_here else "")
        if unit and not is_number_s:
            yield unit


def _behind(sheet: Sheet, cell: Cell) -> str:
    if not _LABEL.fullmatch(plain(cell.text)):
        return ""
    behind = sheet.at(cell.row, sheet.after(cell))
    return _alone(behind) if behind is not None else ""


def _is_behind_a_number(sheet: Sheet, cell: Cell) -> bool:
    before = (other for other in sheet.rows[cell.row] if sheet.after(other) == cell.column)
    return any(other.kind is CellKind.NUMBER or _is_digits(other.text) for other in before)


def _is_digits(text: str) -> bool:
    return plain(text).replace(".", "").replace(",", "").isdigit()
