"""Units of votes, people and items that stand around a table: 单位：百票, 以千票计."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assessment.core.text import ordinal, plain
from assessment.intake.cells import Cell, CellKind, Sheet
from assessment.intake.layouts import Block
from assessment.intake.words.header_units import STRANGE, VOTES, Counted, unit_of
from assessment.intake.words.header_words import remarks

_SCALE = "[十百千万亿]+"
_SCALED = re.compile(rf"{_SCALE}(?P<unit>[^十百千万亿]+)")
_SHARE = re.compile("%|百分[比数]")
_UNIT_WORD = "(?:计量|统计|票数|计票)?单位(?:均|皆|都|统一)?[:为是用]?"
_LABEL = re.compile(f"{_UNIT_WORD}:?")
_LABELLED = re.compile(rf"{_UNIT_WORD}\(?(?P<unit>[^(),，。;；、:]+)")
_NOTED = re.compile(
    rf"[以按用](?P<counted>{_SCALE}[票张份人名位次个篇条件项]+)(?:为|作|计(?!入|[0-9一二三]|算)|填|记|统计|表)"
    rf"|(?P<unit>{_SCALE}[票张份人名位次个篇条件项]+|%)为(?:计量)?单位"
)
# One unit in a row below the header, in brackets or not.
_BRACKETS = "()[] "


def stated_count(text: str, counted: Counted) -> str:
    """Return the unit that a line states for what is counted, as `unit_of`; empty when none.

    Examples
    --------
    >>> stated_count("微信票数（单位：百票）", VOTES), stated_count("注：票数以千票为单位", VOTES)
    ('strange', 'strange')
    >>> stated_count("单位：票", VOTES), stated_count("单位：护理学院", VOTES)
    ('one', '')
    >>> stated_count("评分表（十）", VOTES), stated_count("按百分比计入总分", VOTES)
    ('', '')
    """
    line = plain(text)
    labelled = [match["unit"] for match in _LABELLED.finditer(line)]
    told = unit_of(labelled, counted)
    if told == STRANGE and not (counted is VOTES or any(_is_of(one, counted) for one in labelled)):
        # 单位：元 above a list of activities is said of its money.
        told = ""
    noted = [match["counted"] or match["unit"] for match in _NOTED.finditer(line)]
    beside = [one for one in (*remarks(text), *noted) if _is_of(plain(one), counted)]
    return told or unit_of(beside, counted)


def _is_of(text: str, counted: Counted) -> bool:
    """Tell whether a text is a unit of this kind in tens, hundreds …, or a share of votes."""
    match = _SCALED.fullmatch(text)
    is_scaled = match is not None and match["unit"] in counted.units
    return is_scaled or (counted is VOTES and _SHARE.fullmatch(text) is not None)


def strange_count(block: Block, name: str, counted: Counted) -> Cell | None:
    """Return the cell that says of a column that it counts something nobody can convert, or None.

    What stands nearest decides: the header, the cells above and below it, the lines around the
    table.
    """
    header = block.headers[name]
    unit, cell = next(_said(block, header, counted), ("", None))
    return cell if unit == STRANGE else None


def _said(block: Block, header: Cell, counted: Counted) -> Iterator[tuple[str, Cell]]:
    """Yield the units that are said of a column, the nearest first."""
    yield from _if_told(unit_of(remarks(header.text), counted), header)
    below, above = _below(block, header), block.sheet.at(header.row - 1, header.column)
    if below is not None:
        yield from _if_told(unit_of([below.text.strip("（）" + _BRACKETS)], counted), below)
    if above is not None:
        yield from _if_told(stated_count(above.text, counted), above)
    columns = block.headers.values()
    heads = [cell for cell in block.sheet.rows.get(header.row, ()) if cell not in columns]
    for cells in (block.around, heads, block.above, block.common, block.outside):
        yield from _of_lines(block.sheet, cells, counted)


def _below(block: Block, header: Cell) -> Cell | None:
    """Return the text below a header in a row that names no project."""
    cell = block.sheet.at(header.row + 1, header.column)
    if cell is None or cell.row != header.row + 1 or cell.kind is not CellKind.TEXT:
        return None
    if ordinal(cell.text) is not None:  # 十, 一百: a number in words
        return None
    project = block.headers.get("project_name")
    named = project and block.sheet.own(cell.row, project.column)
    return cell if named is None or named.kind is CellKind.MERGED else None


def _of_lines(sheet: Sheet, cells: Iterable[Cell], counted: Counted) -> Iterator[tuple[str, Cell]]:
    for cell in cells:
        unit = stated_count(cell.text, counted) if cell.kind is CellKind.TEXT else ""
        if not unit and not cell.sheet and _LABEL.fullmatch(plain(cell.text)):
            behind = sheet.at(cell.row, sheet.after(cell))
            unit = stated_count(f"单位：{behind.text}", counted) if behind else ""
        yield from _if_told(unit, cell)


def _if_told(unit: str, cell: Cell) -> Iterator[tuple[str, Cell]]:
    if unit:
        yield unit, cell
