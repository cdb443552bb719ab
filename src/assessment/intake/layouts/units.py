"""What a bare number counts in a column of money: 元, 角, 分, 百元, 千元 or 万元."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import PurePosixPath

from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, Sheet
from assessment.intake.layouts import Block
from assessment.intake.layouts.context import Found
from assessment.intake.words.header_units import MONEY, STRANGE, unit_of
from assessment.intake.words.header_words import remarks

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
_BESIDE_LABELS = ("application_form", "settlement")
_LABEL = re.compile(r"(?:金额|计量|货币)?单位:?")
_LABELLED = re.compile(r"\(?(?:金额|计量|货币)?单位[:为]?(?P<unit>[^()]+)\)?")
Said = tuple[str, Cell]
_UNSAID: tuple[str, Cell | None] = ("", None)


def stated_unit(text: str) -> str:
    """Return the unit that a line of text states for all amounts beside it; empty when none.

    Examples
    --------
    >>> stated_unit("说明：金额均以万元为单位"), stated_unit("（万元）"), stated_unit("获赞助2万元")
    ('wan', 'wan', '')
    >>> stated_unit("金额单位：分"), stated_unit("单位：美元")
    ('fen', 'strange')
    """
    line = plain(text)
    matches = (_ALONE.fullmatch(line), *(note.search(line) for note in _NOTES))
    told = next((UNIT_NAMES[match["unit"]] for match in matches if match), "")
    labelled = None if told else _LABELLED.fullmatch(line)
    return unit_of([labelled["unit"]], MONEY) if labelled else told


def money_unit(found: Found, field_name: str) -> str:
    """Return what a bare number of a field counts: `yuan` unless something else is said.

    What stands nearest decides: the header or label itself, what is written around the table, the
    top of the sheet, the sheet's name, the file's. Of a unit that is not understood nothing can be
    told; see `strange_money`.
    """
    unit = next((unit for unit, _ in _said(found.block, field_name)), "") or _of_names(found)
    return "yuan" if unit in ("", STRANGE) else unit


def _of_names(found: Found) -> str:
    """Return the unit that the name of the sheet or of the file states: 支出（万元）."""
    names = (found.block.sheet.name, PurePosixPath(found.document.file).stem)
    told = (stated_unit(name) or unit_of(remarks(name), MONEY) for name in names)
    return next((unit for unit in told if unit), "")


def strange_money(block: Block, field_name: str, form: Block | None = None) -> Cell | None:
    """Return the cell that says of a field's money a unit nobody can convert, or None.

    What stands around the `form` holds for the budget inside it.
    """
    around = _of_notes(form) if form is not None else iter(())
    unit, cell = next((one for one in chain(_said(block, field_name), around) if one[0]), _UNSAID)
    return cell if unit == STRANGE else None


def budget_unit(found: Found, part: Block) -> str:
    """Return what a bare number of the budget inside a form counts."""
    unit = next((unit for unit, _ in _of_heading(part, "planned") if unit), "")
    return unit if unit not in ("", STRANGE) else money_unit(found, "planned")


def is_unit(cell: Cell) -> bool:
    """Tell whether a cell holds a unit of money and nothing else."""
    return cell.kind is CellKind.TEXT and _ALONE.fullmatch(plain(cell.text)) is not None


def _said(block: Block, field_name: str) -> Iterator[Said]:
    """Yield the units that are said of a field, the nearest first, each with its cell."""
    for said in (_of_heading(block, field_name), _of_notes(block)):
        yield from ((unit, cell) for unit, cell in said if unit)


def _of_heading(block: Block, field_name: str) -> Iterator[Said]:
    header = block.headers.get(field_name)
    if header is not None:
        below = block.sheet.at(header.row + 1, header.column)
        yield _remarked(remarks(header.text)), header
        if below is not None:
            yield _alone(below), below
        return
    value = block.labels.get(field_name) if block.kind in _BESIDE_LABELS else None
    if value is not None:
        yield from _beside(block.sheet, value)


def _beside(sheet: Sheet, value: Cell) -> Iterator[Said]:
    """Yield the unit in the label of a form's value, before it or in the cell behind it."""
    whole = sheet.at(value.row, value.column) or value
    before = [cell for cell in sheet.rows[value.row] if sheet.after(cell) == value.column]
    inside = remarks(plain(whole.text).rpartition(plain(value.text))[0])
    label = [remark for cell in before for remark in remarks(cell.text)]
    behind = sheet.at(value.row, sheet.after(whole))
    yield _remarked([*inside[-1:], *label]), next(iter(before), whole)
    if behind is not None:
        yield _alone(behind), behind


def _remarked(texts: Sequence[str]) -> str:
    matches = (_REMARK.match(text) for text in texts)
    told = unit_of(texts, MONEY)
    return told or next((UNIT_NAMES[match["unit"]] for match in matches if match), "")


def _alone(cell: Cell) -> str:
    """Return the unit that a cell holds and nothing else; 分 or 角 alone may be something else."""
    match = _ALONE.fullmatch(plain(cell.text))
    if match:
        return UNIT_NAMES[match["unit"]]
    is_word = cell.kind is CellKind.TEXT and unit_of([cell.text.strip("()（） ")], MONEY) == STRANGE
    return STRANGE if is_word else ""


def _of_notes(block: Block) -> Iterator[Said]:
    heads = (cell for head in block.headers.values() for cell in block.sheet.rows[head.row])
    beside = [cell for cell in heads if is_unit(cell)]
    for cells in (block.around, beside, block.above, block.common, block.outside):
        yield from _noted(block, cells)


def _noted(block: Block, cells: Iterable[Cell]) -> Iterator[Said]:
    """Yield the units that cells state, alone (金额单位：万元) or with the cell behind them."""
    for cell in cells:
        # A lone unit behind a number is that number's.
        is_here = not cell.sheet
        is_number_s = is_here and is_unit(cell) and _is_behind_a_number(block.sheet, cell)
        unit = stated_unit(cell.text) or (_behind(block.sheet, cell) if is_here else "")
        if unit and not is_number_s:
            yield unit, cell


def _behind(sheet: Sheet, cell: Cell) -> str:
    if not _LABEL.fullmatch(plain(cell.text)):
        return ""
    behind = sheet.at(cell.row, sheet.after(cell))
    return _alone(behind) if behind is not None else ""


def _is_behind_a_number(sheet: Sheet, cell: Cell) -> bool:
    line = sheet.rows.get(cell.row, ())  # what is said above several tables is on none of them
    before = (other for other in line if sheet.after(other) == cell.column)
    return any(other.kind is CellKind.NUMBER or _is_digits(other.text) for other in before)


def _is_digits(text: str) -> bool:
    return plain(text).replace(".", "").replace(",", "").isdigit()
