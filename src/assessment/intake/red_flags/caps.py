"""Full points that a Red Flag paper states: unlike the rules', its points do not count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from assessment.core.problems import Problem
from assessment.core.rule_sections import RedFlagItem
from assessment.core.text import plain
from assessment.intake.cells import Cell, CellKind, shown
from assessment.intake.layouts import Block, lead
from assessment.intake.layouts.context import Found, Names, Row, Rows
from assessment.intake.words.full_mark_words import whole
from assessment.intake.words.header_words import word_key
from assessment.intake.words.values import Spot
from assessment.intake.words.vocabulary import Vocabulary

_WEIGHTS = re.compile("权重|系数")
_Cap = tuple[float, Cell]
_POINTS = ("points", "self_points")


def without_other_caps(read: Rows, names: Names) -> Rows:
    """Return the rows; the points of an item under other full points than the rules' are missing.

    Only a line of the item itself is compared: how an item is parted is the paper's own affair.

    Problems
    --------
    red-flag.other-full-marks
    """
    known = {item.item: item for item in names.rules.red_flag.items}
    wrong = [row for row in read.rows if _is_other(row, known.get(row["item"]))]
    if not wrong:
        return read
    lost = dict.fromkeys(_POINTS)
    rows = tuple(row | lost if any(row is one for one in wrong) else row for row in read.rows)
    return Rows(rows, (*read.problems, *_told(wrong, known)))


def with_stated_caps(read: Rows, found: Found, words: Vocabulary) -> Rows:
    """Return the rows; those without full points have what a row 满分 or a title states.

    A title does so only for each item: 各项均为百分制.
    """
    of_columns = dict(_in_rows(found.block, words))
    title = _in_titles(found.block, words)
    if not of_columns and title is None:
        return read
    return Rows(tuple(_capped(row, of_columns, title) for row in read.rows), read.problems)


def _capped(row: Row, of_columns: Mapping[int, _Cap], title: _Cap | None) -> Row:
    cap = of_columns.get(row["_cell"].column, title)
    if cap is None or row["cap_points"] is not None or row["is_veto"] or row["is_deduction"]:
        return row
    return row | {"cap_points": cap[0], "_cap_cell": cap[1]}


def _in_rows(block: Block, words: Vocabulary) -> Iterator[tuple[int, _Cap]]:
    """Yield the numbers of a row 满分 below the header of a summary, by column."""
    if block.kind != "red_flag_summary" or block.layout == "turned":
        return
    last = max((cell.row for cell in block.headers.values()), default=0)
    columns = {cell.column for name, cell in block.headers.items() if name.startswith("item:")}
    for row, cells in block.sheet.rows.items():
        key = word_key(lead(cells).text)
        if row <= last or key not in words.full_rows or _WEIGHTS.search(key):
            continue
        for cell in cells:
            if cell.column in columns and cell.kind is CellKind.NUMBER:
                yield cell.column, (float(plain(cell.text)), cell)


def _in_titles(block: Block, words: Vocabulary) -> _Cap | None:
    for cell in (*block.around, *block.common, *block.lines):
        said = whole(cell.text, words, is_above=True)
        if said is not None and said.is_each:
            return float(said.points), cell
    return None


def _is_other(row: Row, item: RedFlagItem | None) -> bool:
    cap = row["cap_points"]
    return item is not None and cap is not None and abs(cap) != item.cap_points


def _told(rows: Sequence[Row], known: dict[str, RedFlagItem]) -> Iterator[Problem]:
    """Yield a problem for each cell that states them; a header does so for a whole column."""
    told: set[str] = set()
    for row in rows:
        spot: Spot = row["_spot"]
        cell: Cell = row["_cap_cell"]
        place = str(spot.document.ref(spot.sheet, cell))
        if place not in told:
            told.add(place)
            expected = shown(known[row["item"]].cap_points)
            yield spot.fault("red-flag.other-full-marks", cell, expected=expected, column="points")
